//! Whose answers a figure is made of.

use std::collections::BTreeSet;

use super::Material;
use crate::config::CutBy;
use crate::facts::{Selection, Which};
use crate::figures::{Figures, Finding, by_cuts};
use crate::statistics;
use crate::survey::{Answers, Period, Region, Sample};
use crate::wording::{Text, Words, fill};

/// Some answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Subject {
    /// What they are: "all answers of 2026-Q3".
    pub(crate) name: String,
    /// Which they are; none where they are not to be shown by score, as other clients' are not.
    pub(crate) selection: Selection,
}

impl Subject {
    /// All answers of a period; of all without one.
    pub(crate) fn all(words: &Words, period: Option<Period>) -> Self {
        let texts = words.explain();
        Self::new(named(period, "", [&texts.all, &texts.all_of]), period, Which::All)
    }

    /// All answers of the reported period.
    pub(crate) fn now(from: &Material<'_>) -> Self {
        Self::all(from.words, from.head.period)
    }

    /// The answers of a region.
    pub(crate) fn region(words: &Words, region: &Region, period: Option<Period>) -> Self {
        let texts = words.explain();
        let name = named(period, words.region(region), [&texts.part, &texts.part_of]);
        Self::new(name, period, Which::Only(region.clone()))
    }

    /// All answers but those of a region.
    pub(crate) fn rest(words: &Words, region: &Region, period: Option<Period>) -> Self {
        let texts = words.explain();
        let name = named(period, words.region(region), [&texts.rest, &texts.rest_of]);
        Self::new(name, period, Which::Without(region.clone()))
    }

    /// The answers of a window of periods.
    pub(crate) fn window(words: &Words, last: Period, length: u32) -> Self {
        let first = last.ordinal() - i32::try_from(length).unwrap_or(1) + 1;
        let ends = [("first", last.calendar().period(first).key()), ("last", last.key())];
        let selection = Selection {
            question: None,
            by: None,
            gathered: BTreeSet::new(),
            periods: Some(first..=last.ordinal()),
            which: Which::All,
        };
        Self { name: fill(&words.explain().window, &ends), selection }
    }

    fn new(name: String, period: Option<Period>, which: Which) -> Self {
        let periods = period.map(|period| period.ordinal()..=period.ordinal());
        Self {
            name,
            selection: Selection { question: None, by: None, gathered: BTreeSet::new(), periods, which },
        }
    }
}

/// What answers are called: by one text without a period, by the other with one.
fn named(period: Option<Period>, region: &str, [bare, dated]: [&Text; 2]) -> String {
    let key = period.map(Period::key);
    let text = if key.is_some() { dated } else { bare };
    fill(text, &[("region", region), ("period", &key.unwrap_or_default())])
}

impl Material<'_> {
    /// The answers of a subject.
    pub(crate) fn answers(&self, subject: &Subject) -> Answers {
        subject.selection.of(&self.excerpt.cells)
    }

    /// The answers of a segment in a period.
    pub(crate) fn segment(&self, by: &str, segment: &Region, period: Option<Period>) -> Option<Answers> {
        let Material { head, config, excerpt, .. } = *self;
        let columns = &config.columns;
        let is_it =
            |cut: &CutBy| columns.attributes.get(cut.attribute).is_some_and(|column| column.value == by);
        let place = columns.cuts.iter().position(is_it)?;
        let by_cut = by_cuts(Figures { config, excerpt }, head.period).into_iter().nth(place)?;
        let cells = &by_cut.figures().excerpt.cells;
        cells.get(&(period.map(Period::ordinal), Some(segment.clone()))).cloned()
    }

    /// How many could have answered of a region in a period.
    pub(crate) fn population(&self, region: &Region) -> Option<u64> {
        match region {
            Region::Named(name) if self.head.client.is_none() => {
                self.config.population.regions.get(name).copied()
            }
            _ => None,
        }
    }

    /// How many could have answered of a region, and how many of all others together; `other` is the only other region with
    /// answers, where there is just one.
    pub(crate) fn populations(&self, region: &Region, other: Option<&Region>) -> [Option<u64>; 2] {
        let own = self.population(region);
        let theirs = other.and_then(|other| self.population(other));
        let left = |of: Option<u64>| self.everyone().and_then(|all| all.checked_sub(of?));
        let elsewhere = theirs.or_else(|| left(own));
        [if other.is_some() { own.or_else(|| left(theirs)) } else { own }, elsewhere]
    }

    /// How many could have answered in all.
    pub(crate) fn everyone(&self) -> Option<u64> {
        match &self.head.client {
            None => self.config.population.total,
            Some(_) => self.config.addressee.population,
        }
    }

    /// The answers as a sample.
    pub(crate) fn sample(&self, answers: &Answers, population: Option<u64>) -> Option<Sample> {
        let sample = statistics::sample(answers, &self.config.question.scale)?;
        Some(population.map_or(sample, |population| sample.out_of(population)))
    }
}

/// The sample of a finding that is shown.
pub(crate) fn measured(finding: &Finding) -> Option<Sample> {
    finding.estimate()?.sample()
}
