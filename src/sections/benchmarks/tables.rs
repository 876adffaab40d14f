//! The tables of this part.

use crate::sections::Report;
use crate::sections::table::{Table, benchmark_head, benchmark_row, has_chance};
use crate::wording::Words;

/// The score against stated benchmarks.
pub(crate) fn benchmarks(report: &Report, words: &Words) -> Table {
    let chances = report.sections.benchmarks().iter().any(has_chance);
    let rows =
        report.sections.benchmarks().iter().map(|versus| benchmark_row(versus, words, chances)).collect();
    let head = benchmark_head(&report.head, words, chances);
    Table::new("table-benchmarks", words.benchmarks_caption(&report.head), head, rows)
}
