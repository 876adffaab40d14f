//! The score by region: now, against the rest, and over time.

mod chart;
#[cfg(test)]
pub(crate) mod cut_tests;
mod cuts;
mod explain;
mod figures;
mod finding_words;
mod findings;
mod history_tables;
#[cfg(test)]
pub(crate) mod history_tests;
mod history_words;
mod listed;
mod mode;
mod mode_explain;
mod mode_page;
mod nested;
mod tables;
mod texts;
mod two_way;
mod types;
mod words;

use super::finding::{Candidate, Look};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::figures::{Finding, Head, Listed};
use crate::wording::{About, FigureTexts, MethodEntry, Words};
use crate::workings::{Explanation, Material};
use findings::Offers;

pub use cuts::{Cuts, Gathered, InCut};
pub use figures::Folded;
pub(crate) use figures::known_regions;
pub(crate) use findings::{firm_change, since};
pub use mode::{AtMix, Mixed, Shifted};
#[cfg(test)]
pub(crate) use texts::{CutTexts, ExplainTexts, ModeTexts};
pub use types::{RegionRow, Regions, Standing};

/// What the scores of regions rest on.
const NOW: &[About] = &[About::INTERVAL, About::COMPARISON, REST, About::BASES];

/// What a region is compared with.
const REST: About = About("rest");

impl Section for Regions {
    fn heading(words: &Words) -> String {
        words.labels().regions.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        Shown {
            id: "by-region",
            heading: Self::heading(page.words),
            figures: figures_of(page, ("", NOW), &|texts| texts),
        }
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.list_all(head)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = &words.texts.method;
        vec![MethodEntry::new(&texts.rest_term, &texts.rest).about(REST)]
    }

    fn findings(&self) -> Vec<&Finding> {
        let mut all = Vec::new();
        for RegionRow { finding, then, history, .. } in &self.0 {
            all.extend(std::iter::once(finding).chain(then).chain(history));
        }
        all
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        findings::candidates(look, &self.0, &Offers::REGIONS)
    }

    fn tell(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        let sentence = self.told(finding, report, words, &Offers::REGIONS)?;
        Some(Told::new("regions", sentence))
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        self.disagrees_with(head)
    }
}

/// The figures of a report's regions, whose names on the page begin so: the scores now, and over time as a map and as lines.
fn figures_of(
    page: &Page<'_>,
    (prefix, rests_on): (&str, &'static [About]),
    named: &dyn Fn(FigureTexts) -> FigureTexts,
) -> Vec<Figure> {
    let Page { report, words } = page;
    let id = |name: &str| format!("{prefix}{name}");
    let now = Figure::new(
        id("regions"),
        words.regions(report).map(named),
        (&format!("chart-{prefix}regions"), Some(chart::dots(report, words))),
        rests_on,
        words,
    );
    let map = Figure::new(
        id("region-map"),
        words.region_map(report).map(named),
        (&format!("chart-{prefix}heat"), Some(chart::heat(report, words))),
        &[About::NPS, About::BASES],
        words,
    );
    // Too many regions for lines of their own are in the map.
    let lines = Figure::new(
        id("region-lines"),
        words.region_lines(report).map(named),
        (&format!("chart-{prefix}panels"), chart::panels(report, words)),
        &[About::INTERVAL, About::COMPARISON, About::BASES],
        words,
    );
    let lines = lines.filter(|figure| figure.drawn.is_some());
    let figures = [
        now.map(|figure| {
            figure.with_tables(tables::regions(report, words)).with_notes(tables::region_notes(report, words))
        }),
        map.map(|figure| {
            let latest = words.latest_periods(report).map(str::to_owned);
            figure.with_tables(history_tables::region_map(report, words)).with_notes(latest)
        }),
        lines.map(|figure| figure.with_tables(history_tables::region_lines(report, words))),
    ];
    figures.into_iter().flatten().collect()
}
