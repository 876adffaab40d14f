//! From rows to answers.

use super::*;
use crate::config::DateOrder;
use crate::source::{Cell, Row};
use crate::survey::{Calendar, Day, Granularity, Month, Renamed, Scale};

fn reading() -> Reading {
    Reading {
        scale: Scale::ZERO_TO_TEN,
        calendar: Calendar { by: Granularity::Month, year_starts: Month::JANUARY },
        as_of: Day::new(2026, 9, 30).expect("a day"),
        order: DateOrder::YearMonthDay,
        marks: Marks::default(),
        zone: None,
        otherwise: None,
    }
}

fn roles() -> Roles {
    Roles { score: 0, date: Some(1), region: Some(2), ..Roles::default() }
}

fn reader() -> Reader {
    Reader::new(reading(), roles(), &Renamed::default())
}

/// Score, date, region, and what else is asked for.
struct Cells<'a> {
    is_ragged: bool,
    is_blank: bool,
    texts: Vec<Cell<'a>>,
}

impl Row for Cells<'_> {
    fn is_ragged(&self) -> bool {
        self.is_ragged
    }

    fn is_short(&self) -> bool {
        false
    }

    fn is_blank(&self) -> bool {
        self.is_blank
    }

    fn write_cells(&self, _: Option<&[usize]>, _: &mut impl std::hash::Hasher) -> bool {
        false
    }

    fn cell(&self, at: usize) -> Cell<'_> {
        self.texts[at]
    }
}

fn row<'a>(score: &'a str, date: &'a str, region: &'a [u8]) -> Cells<'a> {
    let cells = [score.as_bytes(), date.as_bytes(), region].map(Cell::Written);
    Cells { is_ragged: false, is_blank: false, texts: cells.to_vec() }
}

fn read(width: usize, score: &str, date: &str, region: &[u8]) -> Result<Response, Unusable> {
    reader().response(&Cells { is_ragged: width > 3, is_blank: width == 0, ..row(score, date, region) })
}

#[test]
fn a_row_with_several_faults_counts_under_the_first() {
    use Reason::{BlankDate, RaggedRow, ScoreOutOfScale, UnreadableDate};
    let rejected = |reason| Err(Unusable::Rejected { reason, client: 0 });
    assert_eq!(read(4, "", "", b""), rejected(RaggedRow));
    assert_eq!(
        read(4, "", "2026-10-01", b""),
        Err(Unusable::Outside { why: Outside::AfterReport, client: 0 })
    );
    assert_eq!(read(3, "11", "", b""), rejected(ScoreOutOfScale));
    assert_eq!(read(3, "-1", "", b""), rejected(ScoreOutOfScale));
    assert_eq!(read(3, "9", "\t", b""), rejected(BlankDate));
    assert_eq!(read(3, "9", "soon", b"\xff"), rejected(UnreadableDate));
    assert_eq!(read(3, "9", "2026-09-30", b"\0"), Err(Unusable::NotText(Naming::Region)));
}

#[test]
fn what_is_outside_the_question_has_no_faults() {
    let outside = |why| Err(Unusable::Outside { why, client: 0 });
    assert_eq!(read(3, "9", "2026-10-01", b"\xff"), outside(Outside::AfterReport));
    assert_eq!(read(3, "many", "2026-10-01", b""), outside(Outside::AfterReport));
    assert_eq!(read(3, "", "2026-10-01", b""), outside(Outside::AfterReport));
    assert_eq!(read(3, " \u{a0}", "", b""), outside(Outside::NoAnswer));
    assert_eq!(read(3, "", "soon", b"\xff"), outside(Outside::NoAnswer));
    assert_eq!(read(0, "", "", b""), outside(Outside::Blank));
}

#[test]
fn white_space_around_a_cell_means_nothing() {
    let plain = read(3, "9", "2026-09-30", b"North").expect("a response");
    assert_eq!(read(3, "\u{200b}9", "\u{feff}2026-09-30", b"North"), Ok(plain));
    assert_eq!(read(3, " 9\u{a0}", "\u{202f}2026-09-30 ", b" North\t"), Ok(plain));
    assert_eq!(read(3, "9", "2026-09-30", "\u{a0}".as_bytes()).map(|r| r.region), Ok(0));
}

#[test]
fn a_date_cell_tells_its_order_when_it_can() {
    use DateEvidence::{Ambiguous, Blank, Either, NamesMonth, NoDate, Only};
    assert_eq!(DateEvidence::of(b" "), Blank);
    assert_eq!(DateEvidence::of(b"soon"), NoDate);
    assert_eq!(DateEvidence::of(b"2026-01-02"), Only(DateOrder::YearMonthDay));
    assert_eq!(DateEvidence::of(b"13/01/2026"), Only(DateOrder::DayMonthYear));
    assert_eq!(DateEvidence::of(b"1/13/26"), Only(DateOrder::MonthDayYear));
    assert_eq!(DateEvidence::of(b"02.02.2026"), Either);
    assert_eq!(DateEvidence::of(b"28 Sep 2026"), NamesMonth);
    assert!(matches!(DateEvidence::of(b"01.02.2026"), Ambiguous { .. }));
}

#[test]
fn typed_cells_are_read_as_their_texts_would_be() {
    let typed = |score, date| {
        let texts = vec![score, date, Cell::Text(b"")];
        reader().response(&Cells { texts, ..row("", "", b"") })
    };
    let plain = read(3, "9", "2026-09-30", b"");
    let (nine, day) = (Cell::Whole(9), Cell::Day(20_726));
    assert_eq!(typed(nine, day), plain);
    assert_eq!(typed(Cell::Real(9.0), Cell::Text(b"2026-09-30")), plain);
    let rejected = |reason| Err(Unusable::Rejected { reason, client: 0 });
    assert_eq!(typed(Cell::Real(9.5), day), rejected(Reason::ScoreNotWhole));
    let outside = |why| Err(Unusable::Outside { why, client: 0 });
    assert_eq!(typed(Cell::Real(f64::NAN), day), outside(Outside::NoAnswer));
    assert_eq!(typed(Cell::Real(f64::INFINITY), day), rejected(Reason::ScoreOutOfScale));
    assert_eq!(typed(day, day), rejected(Reason::ScoreNotANumber));
    assert_eq!(typed(nine, Cell::Instant(20_726 * 86_400 + 86_399)), plain);
    assert_eq!(typed(nine, Cell::Instant(20_727 * 86_400)), outside(Outside::AfterReport));
    assert_eq!(typed(nine, Cell::Instant(i64::MIN)), rejected(Reason::UnreadableDate));
    assert_eq!(typed(nine, Cell::Day(20_727)), outside(Outside::AfterReport));
    assert_eq!(typed(nine, Cell::Day(i64::MAX)), rejected(Reason::UnreadableDate));
    assert_eq!(typed(nine, Cell::Text(b"")), rejected(Reason::BlankDate));
}

#[test]
fn attributes_are_told_apart_one_by_one() {
    let roles = Roles { attributes: vec![0, 1], ..roles() };
    let mut reader = Reader::new(reading(), roles, &Renamed::default());
    let mut code = |attributes: &[&'static str]| {
        let texts = attributes.iter().map(|text| Cell::Written(text.as_bytes())).collect();
        reader.detail(&Cells { texts, ..row("", "", b"") }, 0).map(|d| [d.attributes[0], d.attributes[1]])
    };
    assert_eq!(
        [code(&["f", " 18"]), code(&["m", ""]), code(&["f", "18"])],
        [Ok([1, 1]), Ok([2, 0]), Ok([1, 1])]
    );
    assert_eq!([code(&["", ""]), code(&["", "21"])], [Ok([0, 0]), Ok([0, 2])]);
    assert_eq!(code(&["f", "a\0b"]), Err(Unusable::NotText(Naming::Attribute(1))));
    let names = |names: &Names| [1, 2].map(|code| names.name(code).map(str::to_owned));
    let two = |a: &str, b: &str| [Some(a.to_owned()), Some(b.to_owned())];
    assert_eq!(reader.cuts().skip(1).map(names).collect::<Vec<_>>(), [two("f", "m"), two("18", "21")]);
}

#[test]
fn a_client_is_named_by_all_its_columns() {
    let client = |named: &[Cell<'static>]| {
        let roles = Roles { client: (3..3 + named.len()).collect(), ..roles() };
        let mut reader = Reader::new(reading(), roles, &Renamed::default());
        let mut row = row("9", "2026-09-30", b"");
        row.texts.extend(named);
        let response = reader.response(&row);
        response.map(|response| reader.client(response.client).map(|client| client.to_string()))
    };
    let cell = |text: &'static str| Cell::Written(text.as_bytes());
    assert_eq!(client(&[]), Ok(None));
    assert_eq!(client(&[cell(" Acme ")]), Ok(Some("Acme".to_owned())));
    assert_eq!(client(&[cell("\"North\""), cell("Acme")]), Ok(Some("North / Acme".to_owned())));
    assert_eq!(client(&[Cell::Whole(-7)]), Ok(Some("-7".to_owned())));
    let rejected = Err(Unusable::Rejected { reason: Reason::BlankClient, client: 0 });
    assert_eq!(client(&[cell(" ")]), rejected);
    assert_eq!(client(&[cell("North"), cell("")]), rejected);
    assert_eq!(client(&[Cell::Text(b"A\0B")]), Err(Unusable::NotText(Naming::Client(0))));
    let broken = Cell::Text(b"\0");
    assert_eq!(client(&[broken]), Err(Unusable::NotText(Naming::Client(0))));
    assert_eq!(client(&[cell("North"), broken]), Err(Unusable::NotText(Naming::Client(1))));
}

/// What a browser, a spreadsheet or a messenger puts around what is copied from it.
#[test]
fn what_cannot_be_seen_around_a_cell_is_no_part_of_it() {
    for unseen in [
        "\u{202a}", "\u{202c}", "\u{2066}", "\u{2069}", "\u{180e}", "\u{34f}", "\u{fe0f}", "\u{2800}",
        "\u{1f}", "\u{a0}", "\u{200b}", "\u{feff}",
    ] {
        assert_eq!(trimmed(format!("{unseen}10{unseen} ").as_bytes()), b"10", "{unseen:?}");
        assert_eq!(trimmed(unseen.repeat(3).as_bytes()), b"", "{unseen:?}");
    }
    assert_eq!(trimmed("\u{202d}1\u{200b}0".as_bytes()), "1\u{200b}0".as_bytes());
    assert_eq!(trimmed(b"\xff 10 "), b"\xff 10");
}
