//! All charts of a report, at both widths, with the words of its language.

use crate::charts::{Caption, Chart, Drawn, Kind, Width};
use crate::report::Report;
use crate::wording::Words;

use super::chart::drawn;
use super::{benchmarks, composition, participants, regions, trend, why};

/// The charts of a report; none where there is nothing to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charts {
    /// Groups by period.
    pub composition: Option<Drawn>,
    /// Answers by score.
    pub histogram: Option<Drawn>,
    /// Score over time, in small: drawn once, for beside the score.
    pub spark: Option<Chart>,
    /// Score over time.
    pub trend: Option<Drawn>,
    /// The client beside the other participants.
    pub standing: Option<Drawn>,
    /// All participants by name.
    pub named: Option<Drawn>,
    /// Score by region.
    pub regions: Option<Drawn>,
    /// Score by region and period, as a map.
    pub heat: Option<Drawn>,
    /// Score over time of each region.
    pub panels: Option<Drawn>,
    /// Why the score changed, for each of the report's accounts.
    pub why: Vec<Option<Drawn>>,
    /// Score against benchmarks.
    pub benchmarks: Option<Drawn>,
}

/// Draws all charts of a report.
#[must_use]
pub fn draw(report: &Report, words: &Words) -> Charts {
    let spark = trend::spark(report, words).zip(words.trend(report)).and_then(|(spark, texts)| {
        let caption = Caption { id: "chart-spark", title: &texts.title, description: &texts.description };
        spark.draw(words, Width::Narrow, &caption)
    });
    let why = report.sections.why().iter().zip(1..).map(|(why, place)| {
        let id = if place == 1 { "chart-why".to_owned() } else { format!("chart-why-{place}") };
        drawn(why::waterfall(report, why, words), &id, Some(words.why(report, why)), words)
    });
    Charts {
        composition: drawn(
            Some(composition::bars(report, words)),
            "chart-composition",
            words.composition(report),
            words,
        ),
        histogram: drawn(
            composition::histogram(report, words),
            "chart-histogram",
            words.histogram(report),
            words,
        ),
        spark,
        trend: drawn(Some(trend::line(report, words)), "chart-trend", words.trend(report), words),
        standing: drawn(
            participants::standing(report, words),
            "chart-participants",
            words.standing(report),
            words,
        ),
        named: drawn(participants::named(report, words), "chart-named", words.named(report), words),
        regions: drawn(Some(regions::dots(report, words)), "chart-regions", words.regions(report), words),
        heat: drawn(Some(regions::heat(report, words)), "chart-heat", words.region_map(report), words),
        panels: drawn(regions::panels(report, words), "chart-panels", words.region_lines(report), words),
        why: why.collect(),
        benchmarks: drawn(
            benchmarks::bullet(report, words),
            "chart-benchmarks",
            words.benchmarks(report),
            words,
        ),
    }
}
