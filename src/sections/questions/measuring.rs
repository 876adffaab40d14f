//! What is made of the answers to a question: a value, its interval, and how two sets of answers differ.

use std::collections::BTreeMap;

use super::types::{Gauge, InRegion, Level};
use crate::config::FurtherBenchmark;
use crate::facts::{Part, Visible};
use crate::figures::{Figures, Finding, Hidden, parts};
use crate::statistics::{
    Contrast, Mean, against_traced, correlation, correlation_of_means, difference_of_means_traced,
    difference_of_shares_traced, interval_traced, mean_against_traced, related_difference_traced, sample,
    share_against_traced, upper_share_traced, wilson_traced,
};
use crate::survey::trace::{Silent, Trace};
use crate::survey::{Answers, Nps, Period, Region, Scale};

/// What is made of the answers to a question.
#[derive(Clone, Copy)]
pub(super) struct Measuring<'a> {
    pub(super) gauge: Gauge,
    pub(super) scale: Scale,
    pub(super) counts: Figures<'a>,
}

impl Measuring<'_> {
    /// What all answers of a period measure, if that may be said.
    pub(super) fn of_all(&self, period: Option<Period>) -> Finding<Level> {
        let excerpt = self.counts.excerpt;
        if excerpt.is_withheld || period.is_some_and(|period| excerpt.left_out.contains(&period.ordinal())) {
            return Finding::Hidden { why: Hidden::TooFewClients };
        }
        if self.is_of_one_hidden_region(period) {
            return Finding::Hidden { why: Hidden::Complement };
        }
        self.finding(&self.counts.answers(period))
    }

    /// Whether all answers are of one region that is not told: they would tell it.
    fn is_of_one_hidden_region(&self, period: Option<Period>) -> bool {
        let Figures { config, excerpt } = self.counts;
        let withheld = excerpt.withheld.get(&period.map(Period::ordinal));
        let is_any = config.columns.region.is_some() && withheld.is_some_and(|withheld| !withheld.is_empty());
        let of_period = || parts(self.counts, period).into_values().filter(|part| part.counts.n() > 0);
        is_any && of_period().count() == 1 && of_period().all(|part| !part.is_visible())
    }

    /// What each of these parts measures that has answers, if it may be told.
    pub(super) fn parts(&self, parts: &BTreeMap<Region, Part>) -> Vec<InRegion> {
        let parts = || parts.iter().filter(|(_, part)| part.counts.n() > 0);
        let is_withheld = parts().any(|(_, part)| part.visible == Visible::Complement);
        let why = if is_withheld { Hidden::Complement } else { Hidden::TooFew };
        let row = |(region, part): (&Region, &Part)| {
            let finding =
                if part.is_visible() { self.finding(&part.answers) } else { Finding::Hidden { why } };
            InRegion { region: region.clone(), finding, rest: None }
        };
        parts().map(row).collect()
    }

    /// What these answers measure, if enough of them.
    pub(super) fn finding(&self, answers: &Answers) -> Finding<Level> {
        match self.counts.finding(answers, None) {
            Finding::NoAnswers => Finding::NoAnswers,
            Finding::Hidden { why } => Finding::Hidden { why },
            Finding::Measured(estimate) => {
                let (n, low_base) = (estimate.n, estimate.low_base);
                let level = self.level(answers).map(|(value, ends)| {
                    let [lower, upper] = ends.map_or([None; 2], |ends| ends.map(Some));
                    Finding::Measured(Level { n, value, lower, upper, low_base })
                });
                level.unwrap_or(Finding::NoAnswers)
            }
        }
    }

    /// The value and its interval.
    fn level(&self, answers: &Answers) -> Option<(f64, Option<[f64; 2]>)> {
        Some((self.value_traced(answers, &mut Silent)?, self.ends_traced(answers, &mut Silent)))
    }

    /// The value, telling its steps.
    pub(super) fn value_traced(&self, answers: &Answers, trace: &mut impl Trace) -> Option<f64> {
        let sample = sample(answers, &self.scale)?;
        Some(match self.gauge {
            Gauge::Nps => Nps::traced(sample, trace).points(),
            Gauge::Mean => Mean::of_traced(answers, &self.scale, trace)?.mean(),
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Response | Gauge::Option => {
                upper_share_traced(sample, trace)
            }
        })
    }

    /// The ends of its interval, telling their steps; none of the mean of one answer.
    pub(super) fn ends_traced(&self, answers: &Answers, trace: &mut impl Trace) -> Option<[f64; 2]> {
        let (sample, method) = (sample(answers, &self.scale)?, self.counts.config.method);
        match self.gauge {
            // Nobody is left out of those who were asked: there is no chance in it.
            Gauge::Response => None,
            Gauge::Nps => {
                let interval =
                    interval_traced(sample, method.interval, method.confidence, method.seed, trace);
                Some([interval.low(), interval.high()])
            }
            Gauge::Mean => {
                Mean::of_traced(answers, &self.scale, trace)?.interval_traced(method.confidence, trace)
            }
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Option => {
                let share = upper_share_traced(sample, trace);
                Some(wilson_traced(share, sample.effective_n(), method.confidence, trace))
            }
        }
    }

    /// Whether two sets of answers that share none measure the same, in the unit of the measure.
    pub(super) fn difference(&self, first: &Answers, second: &Answers) -> Option<Contrast> {
        self.difference_traced(first, second, &mut Silent)
    }

    /// The same, telling its steps.
    pub(super) fn difference_traced(
        &self,
        first: &Answers,
        second: &Answers,
        trace: &mut impl Trace,
    ) -> Option<Contrast> {
        let samples = || Some((sample(first, &self.scale)?, sample(second, &self.scale)?));
        let moves = || correlation(first, second, &self.scale);
        Some(match self.gauge {
            Gauge::Nps => {
                let (first, second) = samples()?;
                let test = related_difference_traced(first, second, moves(), trace);
                // What is clear by little is confirmed, as for the question that leads the report.
                let is_near = test.p <= self.counts.config.method.confidence.alpha();
                let test = if is_near { test.confirmed_traced(trace) } else { test };
                Contrast { difference: test.difference.points(), statistic: test.z, p: test.p }
            }
            Gauge::Mean => {
                let moves = correlation_of_means(first, second, &self.scale);
                let [first, second] = [first, second].map(|answers| Mean::of(answers, &self.scale));
                difference_of_means_traced(first?, second?, moves, trace)
            }
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Response | Gauge::Option => {
                let (first, second) = samples()?;
                difference_of_shares_traced(first, second, moves(), trace)
            }
        })
    }

    /// Whether answers measure what a benchmark states.
    pub(super) fn against(&self, answers: &Answers, stated: &FurtherBenchmark) -> Option<Contrast> {
        self.against_traced(answers, stated, &mut Silent)
    }

    /// The same, telling its steps.
    pub(super) fn against_traced(
        &self,
        answers: &Answers,
        stated: &FurtherBenchmark,
        trace: &mut impl Trace,
    ) -> Option<Contrast> {
        let (value, of) = (stated.value, stated.statistic.answers(stated.n));
        let sample = sample(answers, &self.scale)?;
        Some(match self.gauge {
            Gauge::Nps => {
                let test = against_traced(sample, Nps::stated(value)?, of, trace);
                Contrast { difference: test.difference.points(), statistic: test.z, p: test.p }
            }
            Gauge::Mean => mean_against_traced(Mean::of(answers, &self.scale)?, value, of, trace),
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Response | Gauge::Option => {
                share_against_traced(sample, value, of, trace)
            }
        })
    }

    /// A region against all others together, if these may be told.
    pub(super) fn rest(&self, region: &Region, parts: &BTreeMap<Region, Part>) -> Option<Contrast> {
        let own = parts.get(region)?;
        let mut rest = Answers::default();
        for (_, part) in parts.iter().filter(|(other, _)| *other != region) {
            rest += &part.answers;
        }
        let is_told = rest.n() >= self.counts.config.method.hide_below;
        is_told.then(|| self.difference(&own.answers, &rest)).flatten()
    }
}
