//! The labels of a chart in the words of a report's language.

use super::{Labels, Word};
use crate::figures::Head;
use crate::report::{Benchmark, Finding, Level, Step, Why};
use crate::sections::Sections;
use crate::sections::participants::Whose;
use crate::survey::{Group, Nps, Period, Region};
use crate::wording::{FunnelLimits, Words};

pub(super) struct InWords<'a> {
    pub(super) words: &'a Words,
    pub(super) head: &'a Head,
    pub(super) sections: &'a Sections,
}

impl Labels for InWords<'_> {
    fn nps(&self, points: f64) -> String {
        self.words.nps(points)
    }

    fn nps_among(&self, points: f64, scores: &[f64]) -> String {
        self.words.nps_among(points, scores)
    }

    fn stated(&self, value: Nps) -> String {
        self.words.stated(value)
    }

    fn change(&self, points: f64) -> String {
        self.words.change(points)
    }

    fn exact(&self, points: f64) -> String {
        self.words.nps_to(points, 1)
    }

    fn part(&self, points: f64) -> String {
        self.words.change_to(points, 1)
    }

    fn step(&self, why: &Why, step: &Step<'_>) -> String {
        self.words.why_step(why, step)
    }

    fn percent(&self, share: f64) -> String {
        self.words.percent(share)
    }

    fn percent_number(&self, share: f64) -> String {
        self.words.percent_number(share)
    }

    fn count(&self, n: u64) -> String {
        self.words.count(n)
    }

    fn period(&self, period: &Period) -> String {
        self.words.period_axis(*period)
    }

    fn period_short(&self, period: &Period) -> String {
        self.words.period_tick(*period).0
    }

    fn year(&self, period: &Period) -> String {
        self.words.period_year(*period)
    }

    fn whose(&self, whose: Whose<'_>) -> String {
        self.words.whose(whose)
    }

    fn whose_note(&self, whose: Whose<'_>) -> String {
        self.words.whose_note(whose)
    }

    fn trailing(&self) -> String {
        self.words.trailing(self.head, self.sections).unwrap_or_default()
    }

    fn region(&self, region: &Region) -> String {
        self.words.region(region).to_owned()
    }

    fn group(&self, group: Group) -> String {
        self.words.group(group).to_owned()
    }

    fn level(&self, index: usize, _: &Level) -> String {
        self.words.level(self.head, index).to_owned()
    }

    fn missing(&self, finding: &Finding) -> String {
        if finding.estimate().is_some() { String::new() } else { self.words.missing(finding).to_owned() }
    }

    fn benchmark_note(&self, benchmark: &Benchmark) -> String {
        self.words.benchmark_facts(benchmark)
    }

    fn word(&self, word: Word) -> String {
        let (labels, method) = (self.words.labels(), &self.head.method);
        match word {
            Word::Nps => &labels.nps,
            Word::Base => &labels.n,
            Word::Overall => &labels.total,
            Word::ShareOfAnswers => &labels.share_of_answers,
            Word::Benchmark => &labels.benchmark,
            Word::Difference => &labels.difference,
            Word::Interval => return self.words.interval_name(method.confidence),
            Word::LowBase => return self.words.low_base_key(method),
            Word::Gap => &labels.gap,
            Word::AboveRest => &labels.above_rest,
            Word::BelowRest => &labels.below_rest,
            Word::UnclearRest => &labels.not_distinguishable,
            Word::RegionBenchmark => &labels.region_benchmark,
            Word::NpsMarker => &labels.nps_marker,
            Word::BenchmarkMarker => &labels.benchmark_marker,
            Word::InnerLimits => return self.words.funnel_limits(FunnelLimits::Inner),
            Word::OuterLimits => return self.words.funnel_limits(FunnelLimits::Outer),
            Word::AboveInner => return self.words.above_limits(FunnelLimits::Inner),
            Word::AboveOuter => return self.words.above_limits(FunnelLimits::Outer),
            Word::BelowInner => return self.words.below_limits(FunnelLimits::Inner),
            Word::BelowOuter => return self.words.below_limits(FunnelLimits::Outer),
            Word::WithinLimits => &self.words.index_labels().within_limits,
            Word::ControlLimits => self.words.control_keys()[0],
            Word::OutsideControl => self.words.control_keys()[1],
            Word::Raised => self.words.why_keys()[0],
            Word::Lowered => self.words.why_keys()[1],
            Word::TooFewToShow => self.words.map_keys()[0],
            Word::NoAnswers => self.words.map_keys()[1],
            Word::AllAnswers => self.words.all_answers_key(),
            Word::AnswersAxis => &self.words.index_labels().answers_axis,
            Word::AnswersAxisLog => &self.words.index_labels().answers_axis_log,
        }
        .to_owned()
    }
}
