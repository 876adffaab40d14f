//! Whether an ODS file can be read to its end: calamine reads on for ever where an element is not closed, and makes as many cells as a
//! repeat says, however few are written.

use std::io::{BufReader, Read};

use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::fault::Fault;

/// So many cells a workbook may have, repeated ones counted.
const MOST_CELLS: u64 = 32 << 20;

/// So many columns a sheet may have.
const COLUMNS: u64 = 16 << 10;

/// So many rows a sheet may have.
const ROWS: u64 = 1 << 20;

/// So many blanks in a row a text may have.
const MOST_BLANKS: u64 = 1 << 16;

/// Makes sure that it is not locked, and can be read to its end.
///
/// # Errors
/// When it is, or cannot.
pub(super) fn check(archive: &mut Archive) -> Result<(), Fault> {
    let mut manifest = String::new();
    archive.by_name("META-INF/manifest.xml")?.take(1 << 20).read_to_string(&mut manifest)?;
    if manifest.contains("encryption-data") {
        return Err(Fault::Locked);
    }
    let mut cells = Cells::default();
    // Names are checked: an element that is not closed is an error.
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(archive.by_name("content.xml")?));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => cells.start(&element)?,
            Ok(Event::Empty(element)) => {
                cells.start(&element)?;
                cells.end(element.name().as_ref())?;
            }
            Ok(Event::End(element)) => cells.end(element.name().as_ref())?,
            Ok(Event::Eof) => {
                return if cells.depth == 0 { Ok(()) } else { Err(Fault::damaged("it is cut short")) };
            }
            Ok(_) => {}
            Err(error) => return Err(Fault::damaged(error.to_string())),
        }
        buffer.clear();
    }
}

/// How many cells there are so far.
#[derive(Debug, Default)]
struct Cells {
    all: u64,
    depth: u64,
    /// How often the row is repeated.
    rows: u64,
    /// Cells of the row that are not blank, and those before them.
    in_row: u64,
    /// Blank ones after these.
    blank: u64,
    /// Blank rows since one that is not.
    blank_rows: u64,
    /// The widest row of the sheet.
    widest: u64,
}

impl Cells {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        self.depth += 1;
        match element.name().as_ref() {
            "table:table" => (self.widest, self.blank_rows) = (0, 0),
            "table:table-row" => {
                self.rows = times(element, "table:number-rows-repeated").min(ROWS);
                (self.in_row, self.blank) = (0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeated = times(element, "table:number-columns-repeated").min(COLUMNS);
                let is_blank = !has(element, "office:value-type") && !has(element, "table:formula");
                if is_blank {
                    self.blank = (self.blank + repeated).min(COLUMNS);
                } else {
                    self.in_row = (self.in_row + self.blank + repeated).min(COLUMNS);
                    self.blank = 0;
                }
            }
            "text:s" if times(element, "text:c") > MOST_BLANKS => {
                return Err(Fault::damaged("a text in it has too many blanks"));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, element: &str) -> Result<(), Fault> {
        self.depth = self.depth.saturating_sub(1);
        if element != "table:table-row" {
            return Ok(());
        }
        if self.in_row == 0 {
            self.blank_rows = (self.blank_rows + self.rows).min(ROWS);
            return Ok(());
        }
        self.widest = self.widest.max(self.in_row);
        self.all += (self.rows + self.blank_rows) * self.widest;
        self.blank_rows = 0;
        if self.all > MOST_CELLS { Err(Fault::TooLarge("ODS")) } else { Ok(()) }
    }
}

/// How often something is there.
fn times(element: &BytesStart<'_>, attribute: &str) -> u64 {
    let found = element.try_get_attribute(attribute).ok().flatten();
    found.map_or(1, |times| times.value.parse().unwrap_or(u64::MAX))
}

fn has(element: &BytesStart<'_>, attribute: &str) -> bool {
    element.try_get_attribute(attribute).is_ok_and(|found| found.is_some())
}
