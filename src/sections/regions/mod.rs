//! The score by region: now, against the rest, and over time.

mod chart;
mod explain;
mod figures;
mod finding_words;
mod findings;
mod history_tables;
#[cfg(test)]
pub(crate) mod history_tests;
mod history_words;
mod listed;
mod tables;
mod texts;
mod types;
mod words;

use super::finding::{Candidate, Look};
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::figures::{Finding, Head, Listed};
use crate::wording::{About, MethodEntry, Words};
use crate::workings::{Explanation, Material};

pub use figures::Folded;
pub(crate) use figures::known_regions;
pub(crate) use findings::{firm_change, since};
#[cfg(test)]
pub(crate) use texts::ExplainTexts;
pub use types::{RegionRow, Regions, Standing};

/// What a region is compared with.
const REST: About = About("rest");

impl Section for Regions {
    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let now = Figure::new(
            "regions",
            words.regions(report),
            ("chart-regions", Some(chart::dots(report, words))),
            &[About::INTERVAL, About::COMPARISON, REST, About::BASES],
            words,
        );
        let map = Figure::new(
            "region-map",
            words.region_map(report),
            ("chart-heat", Some(chart::heat(report, words))),
            &[About::NPS, About::BASES],
            words,
        );
        // Too many regions for lines of their own are in the map.
        let lines = Figure::new(
            "region-lines",
            words.region_lines(report),
            ("chart-panels", chart::panels(report, words)),
            &[About::INTERVAL, About::COMPARISON, About::BASES],
            words,
        );
        let lines = lines.filter(|figure| figure.drawn.is_some());
        let figures = [
            now.map(|figure| {
                figure
                    .with_tables(tables::regions(report, words))
                    .with_notes(tables::region_notes(report, words))
            }),
            map.map(|figure| {
                let latest = words.latest_periods(report).map(str::to_owned);
                figure.with_tables(history_tables::region_map(report, words)).with_notes(latest)
            }),
            lines.map(|figure| figure.with_tables(history_tables::region_lines(report, words))),
        ];
        let heading = words.labels().regions.to_string();
        Shown { id: "by-region", heading, figures: figures.into_iter().flatten().collect() }
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
        findings::candidates(look, &self.0)
    }

    fn tell(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        self.told(finding, report, words)
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
