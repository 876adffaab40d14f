//! The further questions as dots and over time, and each by region: one axis for each unit.

use super::types::{Asked, InRegion, Level, Line, Unit};
use super::words::{Said, moved, since};
use crate::charts::dots::{ComparedWords, Dots, Emphasis, Mark, Row, Upright};
use crate::charts::panels::{Panel, Panels, PanelsWords};
use crate::charts::series::Series;
use crate::charts::{Measured, Reach};
use crate::figures::Finding;
use crate::sections::Report;
use crate::sections::chart::dots_words;
use crate::statistics::Verdict;
use crate::wording::{Text, fill};

/// What values of a unit can be.
fn reach(unit: Unit) -> Reach {
    match unit {
        Unit::Points => Reach::POINTS,
        Unit::Share | Unit::Outcome | Unit::Option => Reach::PERCENT,
        Unit::Scale([low, high]) => Reach::scale(f64::from(low), f64::from(high)),
    }
}

/// A value in its interval; without one, alone.
fn measured(level: &Level, unit: Unit) -> Measured {
    let Level { value, lower, upper, low_base, .. } = *level;
    let [score, low, high] = [value, lower.unwrap_or(value), upper.unwrap_or(value)].map(|of| unit.shown(of));
    Measured { score, low, high, low_base }
}

fn mark(finding: &Finding<Level>, unit: Unit, said: &Said<'_>) -> Mark {
    match finding.estimate() {
        Some(level) => Mark::Dot {
            measured: measured(level, unit),
            value: said.value(level.value, unit),
            base: said.words.count(level.n),
        },
        None => Mark::Missing(said.words.missing(finding).to_owned()),
    }
}

fn emphasis(verdict: Verdict) -> Emphasis {
    match verdict {
        Verdict::Above => Emphasis::Above,
        Verdict::Below => Emphasis::Below,
        Verdict::Unclear => Emphasis::None,
    }
}

/// Every question of a unit.
pub(super) fn dots(report: &Report, unit: Unit, lines: &[(&Asked, &Line)], said: &Said<'_>) -> Dots {
    let since = since(lines);
    let row = |of: &(&Asked, &Line)| Row {
        name: said.line(*of),
        // What was asked stands once for all its options.
        note: of.0.question.ask.clone().filter(|_| unit != Unit::Option).unwrap_or_default(),
        mark: mark(&of.1.now, unit, said),
        emphasis: since.and_then(|(at, _)| moved(of.1, at)).map_or(Emphasis::None, emphasis),
        benchmarks: of.1.benchmarks.iter().map(|stated| unit.shown(stated.value)).collect(),
    };
    let [above, below, unclear, plain] = &said.texts.keys;
    let earlier = since.map(|(_, earlier)| [("earlier", said.words.period_inside(earlier))]);
    let key = |text: &Text| earlier.as_ref().map_or_else(String::new, |earlier| fill(text, earlier));
    let keys = ComparedWords {
        above: key(above),
        below: key(below),
        unclear: if since.is_some() { key(unclear) } else { plain.to_string() },
        benchmark: said.words.labels().benchmark_marker.to_string(),
    };
    let mut words = dots_words(&report.head.method, said.words, Some(keys));
    words.score = said.head(unit);
    Dots { rows: lines.iter().map(row).collect(), upright: None, reach: reach(unit), words }
}

/// The same over time.
pub(super) fn panels(
    report: &Report,
    unit: Unit,
    lines: &[(&Asked, &Line)],
    said: &Said<'_>,
) -> Option<Panels> {
    let (first, last) = (*report.head.periods.first()?, *report.head.periods.last()?);
    let words = said.words;
    let series = |line: &Line| {
        Series(line.over_time.iter().map(|then| then.estimate().map(|level| measured(level, unit))).collect())
    };
    let panel = |of: &(&Asked, &Line)| Panel {
        name: said.line(*of),
        value: of.1.now.estimate().map(|now| said.value(now.value, unit)),
        series: series(of.1),
    };
    Some(Panels {
        panels: lines.iter().map(panel).collect(),
        behind: Series(Vec::new()),
        reach: reach(unit),
        ends: [first, last].map(|period| words.period_axis(period)),
        words: PanelsWords {
            interval: words.interval_name(report.head.method.confidence),
            behind: String::new(),
            low_base: words.low_base_key(&report.head.method),
            gap: words.labels().gap.to_string(),
        },
    })
}

/// What a question measures in each region, against all answers to it.
pub(super) fn by_region(report: &Report, of: (&Asked, &Line), rows: &[&InRegion], said: &Said<'_>) -> Dots {
    let (unit, words) = (of.1.measure.unit(&of.0.question), said.words);
    let labels = words.labels();
    let compared = ComparedWords {
        above: labels.above_rest.to_string(),
        below: labels.below_rest.to_string(),
        unclear: labels.not_distinguishable.to_string(),
        benchmark: String::new(),
    };
    let upright = of.1.now.estimate().map(|now| Upright {
        at: unit.shown(now.value),
        label: format!("{}\u{a0}{}", labels.total, said.value(now.value, unit)),
    });
    let row = |row: &&InRegion| Row {
        name: words.region(&row.region).to_owned(),
        note: String::new(),
        mark: mark(&row.finding, unit, said),
        emphasis: row.rest.as_ref().map_or(Emphasis::None, |rest| emphasis(rest.verdict)),
        benchmarks: Vec::new(),
    };
    let mut around = dots_words(&report.head.method, words, Some(compared));
    around.score = said.head(unit);
    Dots { rows: rows.iter().map(row).collect(), upright, reach: reach(unit), words: around }
}
