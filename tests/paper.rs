//! Where things stand on paper, read off the structure of the printed pages: no heading is left behind by what it is over,
//! and no part of a chart runs over two pages; and how large the letters of charts are.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::browser::lay;
use crate::pdf::has_browser;
use crate::support::{folder, project, run, stderr};

/// A piece of content: the elements that it is in, the outermost first, each with its kind, its page, and its number there.
#[derive(Debug)]
struct Piece {
    within: Vec<(ObjectId, String)>,
    page: u32,
    number: i64,
}

impl Piece {
    fn is_in(&self, kinds: &[&str]) -> bool {
        self.within.iter().any(|(_, kind)| kinds.contains(&kind.as_str()))
    }

    /// The chart that it is: a figure in a figure.
    fn chart(&self) -> Option<ObjectId> {
        let mut figures = self.within.iter().filter(|(_, kind)| kind == "Figure");
        figures.next()?;
        figures.next().map(|(id, _)| *id)
    }
}

/// Goes through the structure of a document.
struct Walk<'a> {
    document: &'a Document,
    pages: BTreeMap<ObjectId, u32>,
    pieces: Vec<Piece>,
}

impl Walk<'_> {
    fn all(document: &Document) -> Vec<Piece> {
        let pages = document.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
        let mut walk = Walk { document, pages, pieces: Vec::new() };
        let root = document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document));
        let root = root.and_then(Object::as_dict).expect("a tagged PDF");
        walk.kids(root, &[], None);
        walk.pieces
    }

    fn kids(&mut self, element: &Dictionary, within: &[(ObjectId, String)], page: Option<u32>) {
        let page = self.page(element).or(page);
        match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, within, page)),
            Ok(kid) => self.kid(kid, within, page),
            Err(_) => {}
        }
    }

    fn kid(&mut self, kid: &Object, within: &[(ObjectId, String)], page: Option<u32>) {
        match kid {
            Object::Integer(number) => self.piece(within, page, *number),
            Object::Dictionary(marked) => {
                let page = self.page(marked).or(page);
                if let Ok(number) = marked.get(b"MCID").and_then(Object::as_i64) {
                    self.piece(within, page, number);
                }
            }
            Object::Reference(id) => match self.document.get_object(*id) {
                Ok(Object::Dictionary(element)) => {
                    let tag = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
                    let own = (*id, String::from_utf8_lossy(tag).into_owned());
                    self.kids(element, &[within, &[own]].concat(), page);
                }
                Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, within, page)),
                _ => {}
            },
            _ => {}
        }
    }

    fn page(&self, element: &Dictionary) -> Option<u32> {
        let id = element.get(b"Pg").and_then(Object::as_reference).ok()?;
        self.pages.get(&id).copied()
    }

    fn piece(&mut self, within: &[(ObjectId, String)], page: Option<u32>, number: i64) {
        let page = page.expect("content is on a page");
        self.pieces.push(Piece { within: within.to_vec(), page, number });
    }
}

/// The smallest letters of each piece of a page, in points.
fn letters(document: &Document, page: ObjectId) -> BTreeMap<i64, f64> {
    let content = document.get_page_content(page);
    let mut smallest = BTreeMap::new();
    // What a length of 1 down the page becomes on it: of all, and of a text; what is put aside; pieces within one another.
    let (mut scale, mut text, mut font, mut saved, mut within) = (1.0, 1.0, 0.0, Vec::new(), Vec::new());
    for operation in Content::decode(&content).expect("operators").operations {
        let number =
            |at: usize| operation.operands.get(at).and_then(|n| n.as_float().ok()).map_or(0.0, f64::from);
        let downwards = || number(2).hypot(number(3));
        match operation.operator.as_str() {
            "q" => saved.push(scale),
            "Q" => scale = saved.pop().expect("something put aside"),
            "cm" => scale *= downwards(),
            "Tf" => font = number(1),
            "BT" => text = 1.0,
            "Tm" => text = downwards(),
            "BDC" | "BMC" => {
                let marked = operation.operands.get(1).and_then(|marked| marked.as_dict().ok());
                within.push(marked.and_then(|marked| marked.get(b"MCID").ok()?.as_i64().ok()));
            }
            "EMC" => drop(within.pop()),
            "Tj" | "TJ" => {
                if let Some(piece) = within.last().copied().flatten() {
                    let size = smallest.entry(piece).or_insert(f64::INFINITY);
                    *size = f64::min(*size, font * text * scale);
                }
            }
            _ => {}
        }
    }
    smallest
}

/// The smallest letters of all charts, in points.
fn smallest_in_charts(document: &Document, pieces: &[Piece]) -> f64 {
    let pages = document.get_pages().into_iter();
    let letters: BTreeMap<u32, _> = pages.map(|(page, id)| (page, letters(document, id))).collect();
    let in_charts = pieces.iter().filter(|piece| piece.chart().is_some());
    let sizes: Vec<f64> =
        in_charts.filter_map(|piece| letters[&piece.page].get(&piece.number).copied()).collect();
    let charts: BTreeSet<_> = pieces.iter().filter_map(Piece::chart).collect();
    assert!(sizes.len() >= charts.len(), "{} of {} charts have letters", sizes.len(), charts.len());
    sizes.into_iter().fold(f64::INFINITY, f64::min)
}

/// What is wrong with how the pieces are spread over pages.
fn faults(pieces: &[Piece]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut charts: BTreeMap<ObjectId, BTreeSet<u32>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(chart) = piece.chart() {
            charts.entry(chart).or_default().insert(piece.page);
        }
        if !piece.is_in(&["H1", "H2", "H3"]) {
            continue;
        }
        let below = pieces[at..].iter().find(|later| !later.is_in(&["H1", "H2", "H3", "Caption"]));
        if let Some(below) = below.filter(|below| below.page != piece.page) {
            faults.push(format!("a heading on page {} is over what is on page {}", piece.page, below.page));
        }
    }
    let parted = charts.values().filter(|pages| pages.len() > 1);
    faults.extend(parted.map(|pages| format!("a chart is on pages {pages:?}")));
    faults
}

#[test]
fn on_paper_no_heading_is_left_behind_no_chart_is_parted_and_its_letters_can_be_read() {
    /// Points.
    const LEAST: f64 = 6.5;
    if !has_browser() {
        return;
    }
    let out = folder(&[]);
    let sources = out.path().join("sources");
    lay(&project(), &sources).expect("laid");
    let letter = "page: {size: Letter}\n";
    for (number, (config, more)) in [
        ("config/quarterly-review.yaml", ""),
        ("config/quarterly-review.ru.yaml", ""),
        ("tests/cases/ukrainian-quarters/config.yaml", ""),
        ("tests/cases/branded-letter/config.yaml", ""),
        ("tests/cases/weighted-clusters/config.yaml", ""),
        ("tests/cases/sixty-regions/config.yaml", ""),
        ("tests/cases/sixty-regions/config.yaml", letter),
        ("tests/cases/clear-findings/config.yaml", ""),
        ("tests/browser/fixtures/sixty-long-names/config.yaml", ""),
        ("tests/browser/fixtures/sixty-long-names/config.yaml", letter),
        ("tests/browser/fixtures/words-without-end/config.yaml", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let path = out.path().join(number.to_string());
        let file = sources.join(config);
        let text = fs::read_to_string(&file).expect("there") + more;
        fs::write(&file, text).expect("written");
        let built = run(&sources, ["build", config, "--pdf", "--out", path.to_str().expect("UTF-8")]);
        assert!(built.status.success(), "{config}: {}", stderr(&built));
        let document = Document::load(path.join("report.pdf")).expect("a PDF");
        let pieces = Walk::all(&document);
        assert!(
            pieces.iter().filter_map(Piece::chart).collect::<BTreeSet<_>>().len() >= 3,
            "{config}: charts"
        );
        assert!(pieces.iter().filter(|piece| piece.is_in(&["H3"])).count() >= 3, "{config}: headings");
        assert_eq!(faults(&pieces), Vec::<String>::new(), "{config} {more}");
        let smallest = smallest_in_charts(&document, &pieces);
        assert!((LEAST..8.0).contains(&smallest), "{config} {more}: {smallest:.2} pt");
    }
}

#[test]
fn a_heading_left_behind_and_a_parted_chart_are_found() {
    let piece = |kinds: &[&str], page| Piece {
        within: (0..).zip(kinds).map(|(id, kind)| ((id, 0), (*kind).to_owned())).collect(),
        page,
        number: 0,
    };
    let sound = [piece(&["H2"], 1), piece(&["Figure", "Caption", "H3"], 1), piece(&["Figure", "Figure"], 1)];
    assert_eq!(faults(&sound), Vec::<String>::new());
    let heading =
        [piece(&["H2"], 1), piece(&["Figure", "Caption", "H3"], 2), piece(&["Figure", "Figure"], 2)];
    assert_eq!(faults(&heading), ["a heading on page 1 is over what is on page 2"]);
    let chart = [piece(&["Figure", "Figure"], 1), piece(&["Figure", "Figure"], 2)];
    assert_eq!(faults(&chart), ["a chart is on pages {1, 2}"]);
}
