//! Regions as dots on one axis, in the report's order, with their intervals, against all answers.

use crate::report::{RegionRow, Report};
use crate::statistics::Verdict;

use super::dots::{Dots, Entry, Mark, Upright, dots};
use super::key::{Key, Sign};
use super::plane::Dot;
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// Every region's score with its interval, against all answers; nothing where no region has a
/// score.
#[must_use]
pub fn regions(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let upright = report.head.overall.estimate().map(|estimate| {
        let at = estimate.nps.points();
        Upright { at, label: format!("{}\u{a0}{}", labels.word(Word::Overall), labels.nps(at)) }
    });
    let entries = report.sections.listed_regions().map(|row| entry(row, labels)).collect();
    dots(&Dots { entries, upright, key: key(report, labels, width) }, labels, width, &caption)
}

fn entry<'a>(row: &'a RegionRow, labels: &dyn Labels) -> Entry<'a> {
    let verdict = verdict(row);
    Entry {
        name: labels.region(&row.region),
        note: String::new(),
        mark: Mark::Finding(&row.finding),
        role: match verdict {
            Verdict::Above => Role::Above,
            Verdict::Below => Role::Below,
            Verdict::Unclear => Role::Unclear,
        },
        bold: false,
        sign: match verdict {
            Verdict::Above => Some("▲"),
            Verdict::Below => Some("▼"),
            Verdict::Unclear => None,
        },
        benchmarks: row.benchmarks.iter().map(|versus| versus.benchmark.value.points()).collect(),
    }
}

fn verdict(row: &RegionRow) -> Verdict {
    row.rest.as_ref().map_or(Verdict::Unclear, |rest| rest.verdict)
}

fn key(report: &Report, labels: &dyn Labels, width: Width) -> Key {
    let measured = || report.sections.regions().iter().filter_map(|row| Some((row, row.finding.estimate()?)));
    let some = |wanted| measured().any(|(row, _)| verdict(row) == wanted);
    let occurring = [
        (some(Verdict::Above), Sign::Glyph(Role::Above, "▲"), Word::AboveRest),
        (some(Verdict::Below), Sign::Glyph(Role::Below, "▼"), Word::BelowRest),
        (some(Verdict::Unclear), Sign::Dot(Role::Unclear, Dot::Solid), Word::UnclearRest),
        (measured().next().is_some(), Sign::Whisker(Role::Unclear), Word::Interval),
        (measured().any(|(_, e)| e.low_base), Sign::Dot(Role::Unclear, Dot::Hollow), Word::LowBase),
        (
            measured().any(|(row, _)| !row.benchmarks.is_empty()),
            Sign::Tick(Role::Benchmark),
            Word::RegionBenchmark,
        ),
    ];
    let signs: Vec<(Sign, Word)> =
        occurring.into_iter().filter(|(occurs, ..)| *occurs).map(|(_, sign, word)| (sign, word)).collect();
    Key::new(&signs, labels, width)
}
