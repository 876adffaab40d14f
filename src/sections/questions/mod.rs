//! The questions besides the one that leads the report: side by side, over time, against benchmarks and by region.
//!
//! Measures of different units never stand on one axis, and scores of different questions are never added up.

mod by_client;
mod chart;
mod explain;
mod figures;
mod findings;
mod listed;
mod matrix;
mod measuring;
mod show;
mod tables;
mod texts;
mod themes;
mod types;
mod words;
#[cfg(test)]
pub(crate) mod words_tests;

use super::finding::{Candidate, Look};
use super::{KeyFinding, Page, Report, Section, Shown, Told};
use crate::config::MOST_OPTIONS;
use crate::figures::{Head, Listed};
use crate::wording::{MethodEntry, Words, fill};
use crate::workings::{Explanation, Material};

pub(crate) use by_client::Beside;
pub use by_client::{OfAll, OfClient};
pub(crate) use figures::told_together;
#[cfg(test)]
pub(crate) use texts::ExplainTexts;
#[cfg(test)]
pub(crate) use texts::QuestionTexts;
pub use themes::{ByGroup, Comments, OfGroups, Themes};
#[cfg(test)]
pub(crate) use themes::{ExplainTexts as ExplainThemeTexts, ThemeTexts, tests as theme_tests};
pub use types::{Account, Against, Asked, Gap, Gauge, InCut, InRegion, Level, Line, Moved, Questions, Unit};
use words::{QUESTIONS, Said};

impl Section for Questions {
    fn heading(words: &Words) -> String {
        Said::new(words).texts.heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        show::shown(self, page)
    }

    fn method(&self, head: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = Said::new(words).texts;
        let has = |gauges: &[Gauge]| self.lines().any(|(_, line)| gauges.contains(&line.measure));
        let mut told = vec![texts.method.to_string()];
        told.extend(has(&[Gauge::Mean]).then(|| texts.means.to_string()));
        let shares = [Gauge::TopBox, Gauge::Yes, Gauge::Outcome, Gauge::Option];
        told.extend(has(&shares).then(|| texts.shares.to_string()));
        let [outcomes, response] = if self.is_by_list() {
            [&texts.outcomes_list, &texts.response_list]
        } else {
            [&texts.outcomes, &texts.response_method]
        };
        told.extend(has(&[Gauge::Outcome]).then(|| outcomes.to_string()));
        told.extend(has(&[Gauge::Response]).then(|| response.to_string()));
        told.extend(has(&[Gauge::Option]).then(|| {
            let limit = words.count(head.method.hide_below);
            let values = [("limit", limit), ("most", MOST_OPTIONS.to_string())];
            fill(&texts.options_method, &values)
        }));
        told.push(texts.source.to_string());
        vec![MethodEntry::new(&texts.term, told.join(" ")).about(QUESTIONS)]
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        self.offered(look)
    }

    fn tell(&self, finding: &KeyFinding, _: &Report, words: &Words) -> Option<Told> {
        self.told(finding, words)
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.list_all(head)
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let periods = head.periods.len();
        let is_of_the_trend = |line: &Line| line.over_time.is_empty() || line.over_time.len() == periods;
        if !self.lines().all(|(_, line)| is_of_the_trend(line)) {
            return Some("the history of a question is not of the periods of the report");
        }
        let is_sound = |(asked, line): (&Asked, &Line)| {
            let [low, high] = line.measure.unit(&asked.question).bounds();
            let all = [&line.now].into_iter().chain(&line.over_time);
            all.filter_map(|finding| finding.estimate()).all(|level| {
                let ends = [Some(level.value), level.lower, level.upper];
                ends.into_iter().flatten().all(|number| (low..=high).contains(&number))
            })
        };
        (!self.lines().all(is_sound)).then_some("a value of a question is outside its scale")
    }
}
