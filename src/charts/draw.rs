//! All charts of a report, at both widths, with the words of its language.

use super::words::InWords;
use super::{
    Caption, Chart, Labels, Width, bullet, composition, heat, histogram, named, panels, regions, spark,
    standing, trend, waterfall,
};
use crate::report::Report;
use crate::wording::{FigureTexts, Words};

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

/// A chart at both widths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// For screens and paper.
    pub wide: Chart,
    /// For phones.
    pub narrow: Chart,
}

type Draw = fn(&Report, &dyn Labels, Width, Caption<'_>) -> Option<Chart>;

/// Draws all charts of a report.
#[must_use]
pub fn draw(report: &Report, words: &Words) -> Charts {
    let labels = InWords { words, head: &report.head, sections: &report.sections };
    let both = |draw: Draw, name: &str, texts: Option<FigureTexts>| {
        let FigureTexts { title, description, .. } = texts?;
        let caption = Caption { id: name, title: &title, description: &description };
        let wide = draw(report, &labels, Width::Wide, caption)?;
        Some(Drawn { wide, narrow: draw(report, &labels, Width::Narrow, caption)? })
    };
    let one = |draw: Draw, name: &str, texts: Option<FigureTexts>| {
        let FigureTexts { title, description, .. } = texts?;
        let caption = Caption { id: name, title: &title, description: &description };
        draw(report, &labels, Width::Narrow, caption)
    };
    let why = report.sections.why().iter().zip(1..).map(|(why, place)| {
        let id = if place == 1 { "chart-why".to_owned() } else { format!("chart-why-{place}") };
        let FigureTexts { title, description, .. } = words.why(report, why);
        let caption = Caption { id: &id, title: &title, description: &description };
        let wide = waterfall(&report.head, why, &labels, Width::Wide, caption)?;
        Some(Drawn { wide, narrow: waterfall(&report.head, why, &labels, Width::Narrow, caption)? })
    });
    Charts {
        why: why.collect(),
        composition: both(composition, "chart-composition", words.composition(report)),
        histogram: both(histogram, "chart-histogram", words.histogram(report)),
        spark: one(spark, "chart-spark", words.trend(report)),
        trend: both(trend, "chart-trend", words.trend(report)),
        standing: both(standing, "chart-participants", words.standing(report)),
        named: both(named, "chart-named", words.named(report)),
        regions: both(regions, "chart-regions", words.regions(report)),
        heat: both(heat, "chart-heat", words.region_map(report)),
        panels: both(panels, "chart-panels", words.region_lines(report)),
        benchmarks: both(bullet, "chart-benchmarks", words.benchmarks(report)),
    }
}
