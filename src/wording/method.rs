//! How the figures were made: definitions, and the publications that they rest on.

use serde::Serialize;

use super::Words;
use super::fill::fill;
use super::texts::Text;
use crate::figures::{Head, Method};
use crate::sections::Sections;
use crate::survey::Granularity;

const NPS_URL: &str = "https://hbr.org/2003/12/the-one-number-you-need-to-grow";

/// A definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodEntry {
    /// What is defined.
    pub term: Text,
    /// The definition, in whole sentences.
    pub text: String,
    /// The publication it rests on.
    pub source: Option<Reference>,
    /// What it belongs to, for those who point to it.
    #[serde(skip)]
    pub about: Option<About>,
}

/// What a definition belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The score.
    Nps,
    /// Promoters, passives and detractors.
    Groups,
    /// Weights, clusters and populations.
    Design,
    /// The confidence interval.
    Interval,
    /// Whether the trend is calm, and its windows.
    Control,
    /// When a difference is clear, alone and among several.
    Comparison,
    /// What a region is compared with.
    Rest,
    /// Why the score changed.
    Why,
    /// The others who take part.
    Participants,
    /// What the score is held against.
    Benchmarks,
    /// How key findings are chosen.
    KeyFindings,
    /// When there are too few answers.
    Bases,
    /// Names of levels.
    Levels,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Author, title, year.
    pub text: Text,
    /// Where it can be read, `https://…`.
    pub url: &'static str,
}

impl MethodEntry {
    pub(super) fn new(term: &Text, text: impl Into<String>) -> Self {
        Self { term: term.clone(), text: text.into(), source: None, about: None }
    }

    fn about(self, about: About) -> Self {
        Self { about: Some(about), ..self }
    }

    pub(super) fn after(mut self, text: &Text, url: &'static str) -> Self {
        self.source = Some(Reference { text: text.clone(), url });
        self
    }
}

impl Words {
    /// The definitions that this report needs, in reading order.
    #[must_use]
    pub fn method(&self, head: &Head, sections: &Sections) -> Vec<MethodEntry> {
        let texts = &self.texts.method;
        let benchmarks = !sections.benchmarks().is_empty()
            || sections.regions().iter().any(|region| !region.benchmarks.is_empty());
        let mut entries = vec![
            MethodEntry::new(&texts.nps_term, &texts.nps).after(&texts.nps_source, NPS_URL).about(About::Nps),
            MethodEntry::new(&texts.groups_term, self.groups_text(&head.method)).about(About::Groups),
            MethodEntry::new(&texts.period_term, self.period_text(head)),
        ];
        if head.period.is_some_and(|period| period.calendar().by == Granularity::Week) {
            entries.push(MethodEntry::new(&texts.weeks_term, &texts.weeks));
        }
        let of = |about: About| move |entry: MethodEntry| entry.about(about);
        entries.extend(self.design_method(head, sections).into_iter().map(of(About::Design)));
        entries.push(self.interval_entry(&head.method).about(About::Interval));
        entries.extend(self.control_method(head, sections).into_iter().map(of(About::Control)));
        let others = sections.participants.is_some();
        if benchmarks || others || !head.changes.is_empty() || !sections.regions().is_empty() {
            entries.extend(self.comparison_entries(&head.method).map(of(About::Comparison)));
        }
        if !sections.regions().is_empty() {
            entries.push(MethodEntry::new(&texts.rest_term, &texts.rest).about(About::Rest));
        }
        entries.extend(self.why_method(sections).map(of(About::Why)));
        entries.extend(self.participants_method(head, sections).into_iter().map(of(About::Participants)));
        entries.extend(self.benchmark_entries(sections).into_iter().map(of(About::Benchmarks)));
        entries.extend(self.key_findings_method(head, sections).map(of(About::KeyFindings)));
        entries.push(MethodEntry::new(&texts.bases_term, self.bases_text(&head.method)).about(About::Bases));
        entries.push(MethodEntry::new(&texts.levels_term, self.levels_text(head)).about(About::Levels));
        entries.push(MethodEntry::new(&texts.rounding_term, &texts.rounding));
        entries
    }

    fn groups_text(&self, method: &Method) -> String {
        let texts = &self.texts.method;
        let scale = &method.scale;
        let (detractors_to, promoters_from) = (scale.detractors_to(), scale.promoters_from());
        let passives = promoters_from - detractors_to > 1;
        let pattern = if passives { &texts.groups } else { &texts.groups_without_passives };
        fill(
            pattern,
            &[
                ("low", self.score(scale.low())),
                ("high", self.score(scale.high())),
                ("promoters", self.scores(promoters_from, scale.high())),
                ("passives", self.scores(detractors_to + 1, promoters_from - 1)),
                ("detractors", self.scores(scale.low(), detractors_to)),
            ],
        )
    }

    fn period_text(&self, head: &Head) -> String {
        let texts = &self.texts.method;
        let day = self.day(head.as_of);
        match head.period {
            None => fill(&texts.undated_period, &[("day", day)]),
            Some(period) => fill(
                &texts.period,
                &[
                    ("period", self.period_heading(period)),
                    ("first_day", self.day(period.first_day())),
                    ("last_day", self.day(period.last_day())),
                    ("day", day),
                ],
            ),
        }
    }

    fn bases_text(&self, method: &Method) -> String {
        let texts = &self.texts.method;
        // With a limit of one answer there is nothing to hide.
        let pattern = if method.hide_below > 1 { &texts.bases } else { &texts.bases_all_shown };
        let limits =
            [("hide_below", self.count(method.hide_below)), ("low_base", self.count(method.low_base))];
        fill(pattern, &limits)
    }

    fn levels_text(&self, head: &Head) -> String {
        let texts = &self.texts.method;
        let levels: Vec<String> = head
            .levels
            .iter()
            .enumerate()
            .map(|(index, level)| {
                let name = self.level(head, index).to_owned();
                // The lowest level starts at −100: what bounds it is the next one.
                match head.levels.get(index + 1).filter(|_| index == 0) {
                    Some(next) => fill(&texts.level_below, &[("name", name), ("to", self.bound(next.from))]),
                    None => fill(&texts.level_from, &[("name", name), ("from", self.bound(level.from))]),
                }
            })
            .collect();
        fill(&texts.levels, &[("levels", self.list(&levels))])
    }
}
