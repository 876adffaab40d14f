//! The tables behind charts. On a screen each opens below its chart; on paper, where that would part charts from what is
//! said of them, they stand together at the end, each with a number that its chart names.
//!
//! They are on the page twice, as nothing but a script could move them, and a page is printed from any browser.

use super::sections::{Reference, Section};
use crate::config::PaperTables;
use crate::sections::table::Table;
use crate::wording::Words;

/// The tables of the appendix; their charts name them from here on.
pub(super) fn appendix(sections: &mut [Section], tables: PaperTables, words: &Words) -> Vec<Table> {
    let figures = sections.iter_mut().flat_map(|section| &mut section.figures);
    let behind_charts = figures.filter(|figure| figure.is_drawn() && tables == PaperTables::Appendix);
    let mut appendix = Vec::new();
    for figure in behind_charts {
        for table in std::mem::take(&mut figure.tables) {
            let number = appendix.len() + 1;
            let id = format!("table-a{number}");
            figure.numbers.push(Reference { id: id.clone(), name: words.appendix_table(number) });
            let caption = words.appendix_caption(number, &table.caption);
            let [screen, paper] = table.parted(id, caption);
            figure.tables.push(screen);
            appendix.push(paper);
        }
    }
    appendix
}
