use std::ops::ControlFlow;

use super::*;
use crate::config::Named;
use crate::source::row::{Row, Visitor};
use crate::source::spot::Spot;

macro_rules! fixture {
    ($name:literal) => {
        (include_bytes!(concat!("../../../tests/kinds/", $name))).as_slice()
    };
}

/// The cells of a column.
#[derive(Default)]
struct Cells(Vec<String>);

impl Visitor for Cells {
    fn row(&mut self, row: &impl Row, _: Spot) -> ControlFlow<()> {
        self.0.push(String::from_utf8_lossy(&row.cell(0).text()).into_owned());
        ControlFlow::Continue(())
    }
}

/// What a column of a file is read as, and what it holds.
fn read(bytes: &[u8], column: &str) -> Result<(Vec<String>, Holds), String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.arrow");
    fs::write(&path, bytes).expect("written");
    let column = Named { value: column.to_owned(), place: None };
    let needed = Needed { column, what: "values", hint: "", absent: None, takes: |_| true, may_lack: true };
    let told = |problem: Problem| problem.message.replace(&format!("{}/", folder.path().display()), "");
    let about = about(&path, &[needed]).map_err(told)?.ok_or("no Arrow file")?;
    let mut cells = Cells::default();
    let _ = about.table.visit(Spot { file: 0, chunk: 0, row: 0 }, &mut cells);
    Ok((cells.0, about.table.holds(0)))
}

/// Written by pyarrow, through `tests/independent/kinds.py`.
#[test]
fn values_of_every_type_are_what_they_are() {
    use Holds::{Dates, Numbers, Other, Texts, Truths};
    let lists = Other("lists, not one value a row");
    let long = "a text of more than twelve bytes";
    for (column, values, holds) in [
        ("whole", ["18446744073709551615", "7", ""], Texts),
        ("below", ["-9223372036854775808", "-7", "0"], Texts),
        ("half", ["0.5", "2", ""], Numbers),
        ("single", ["0.1", "2.5", ""], Numbers),
        ("double", ["0.1", "-2.5", ""], Numbers),
        ("truth", ["true", "false", ""], Truths),
        ("decimal", ["1.25", "-12345678901234567890.5", ""], Texts),
        ("small", ["1.25", "-0.05", ""], Numbers),
        ("day", ["2026-09-30", "1969-12-31", ""], Dates),
        ("day64", ["2026-09-30", "1969-12-31", ""], Dates),
        ("instant", ["2026-09-30T01:02:03Z", "1969-12-31T23:59:59Z", ""], Dates),
        ("local", ["2026-09-30", "1969-12-31", ""], Dates),
        ("text", ["Київ", "", ""], Texts),
        ("view", [long, "short", ""], Texts),
        ("bytes", ["abc", "", ""], Texts),
        ("fixed", ["abc", "xyz", ""], Texts),
        ("coded", ["100", "200", "100"], Numbers),
        ("inner.x", ["1", "", ""], Numbers),
        ("inner.deep.y", ["z", "", ""], Texts),
        ("list", ["", "", ""], lists),
        ("map", ["", "", ""], Other("maps, not one value a row")),
        ("time", ["", "", ""], Other("times of day without a date (TIME)")),
        ("length", ["", "", ""], Other("lengths of time (DURATION)")),
        ("nothing", ["", "", ""], Texts),
        ("last", ["1", "2", "3"], Numbers),
    ] {
        let found = read(fixture!("types.arrow"), column);
        assert_eq!(found, Ok((values.map(str::to_owned).to_vec(), holds)), "{column}");
    }
    let grown = read(fixture!("delta.arrows"), "coded").expect("readable").0;
    assert_eq!(grown, ["b", "a", "", "c", "a", ""]);
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    let whole = fixture!("lz4.feather");
    let cannot = |why: &str| Err(format!("the Arrow file `a.arrow` cannot be read: {why}"));
    assert_eq!(read(&whole[..whole.len() - 1], "nps"), cannot("it is cut short"));
    assert_eq!(read(&fixture!("zstd.arrows")[..3_000], "nps"), cannot("it is cut short"));
    let older = read(b"FEA1\0\0\0\0", "nps");
    assert_eq!(older, Err("the Arrow file `a.arrow` is of an older kind (Feather version 1)".to_owned()));
    assert_eq!(read(b"\xff\xff\xff\xff\0\0\0\0", "nps"), Err("no Arrow file".to_owned()));
}
