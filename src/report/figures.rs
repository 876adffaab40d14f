//! Figures of a period and a region, from the counts.

use std::collections::BTreeMap;

use super::field::by_period;
use super::types::{Estimate, Finding, Hidden, Point, Shares};
use crate::config::Config;
use crate::statistics::{interval, standard_error};
use crate::survey::{Histogram, Nps, Period, Sample, Timeline};
use crate::tally::Tally;

/// The counts, and how figures are made of them.
#[derive(Clone, Copy)]
pub(super) struct Figures<'a> {
    pub(super) config: &'a Config,
    pub(super) tally: &'a Tally,
}

impl Figures<'_> {
    /// Answers of a period; of all, without one.
    pub(super) fn histogram(&self, period: Option<Period>) -> Histogram {
        self.histogram_of(period.map(Period::ordinal))
    }

    /// The same by ordinal.
    pub(super) fn histogram_of(&self, ordinal: Option<i32>) -> Histogram {
        let cells = self.tally.cells.iter().filter(|((cell, _), _)| ordinal.is_none() || *cell == ordinal);
        cells.fold(Histogram::default(), |mut sum, (_, histogram)| {
            sum += histogram;
            sum
        })
    }

    /// The same histogram with a number for every point of the scale.
    pub(super) fn padded(&self, histogram: &Histogram) -> Histogram {
        let mut padded = Histogram::new(vec![0; self.config.scale.points()]);
        padded += histogram;
        padded
    }

    /// What these answers measure, if enough of them.
    pub(super) fn finding(&self, histogram: &Histogram) -> Finding {
        let Some(sample) = histogram.counts(&self.config.scale).sample() else { return Finding::NoAnswers };
        if sample.n() < self.config.method.hide_below {
            return Finding::Hidden { why: Hidden::TooFew };
        }
        Finding::Measured(self.estimate(sample, histogram))
    }

    fn estimate(&self, sample: Sample, histogram: &Histogram) -> Estimate {
        let nps = Nps::of(sample);
        let counts = sample.counts();
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let share = |part: u64| part as f64 / sample.n() as f64;
        let method = self.config.method;
        Estimate {
            n: sample.n(),
            counts,
            shares: Shares {
                detractors: share(counts.detractors()),
                passives: share(counts.passives()),
                promoters: share(counts.promoters()),
            },
            nps,
            interval: interval(sample, method.interval, method.confidence, method.seed),
            standard_error: standard_error(sample),
            mean: histogram.mean(&self.config.scale).unwrap_or_default(),
            level: self.config.levels.iter().rposition(|level| nps.points() >= level.from).unwrap_or(0),
            low_base: sample.n() < method.low_base,
        }
    }

    /// The window of periods that ends with one; none where the data begin later than it. A window that holds a hidden
    /// period is hidden: from windows that share all but one period that one could be found by subtraction.
    fn trailing(
        &self,
        last: Period,
        length: u32,
        first_with_answers: i32,
        by_period: &BTreeMap<Option<i32>, Histogram>,
    ) -> Option<Finding> {
        let window = last.ordinal() - i32::try_from(length).ok()? + 1..=last.ordinal();
        if *window.start() < first_with_answers {
            return None;
        }
        let mut sum = Histogram::default();
        for ordinal in window {
            let Some(histogram) = by_period.get(&Some(ordinal)) else { continue };
            if let Finding::Hidden { .. } = self.finding(histogram) {
                return Some(Finding::Hidden { why: Hidden::Complement });
            }
            sum += histogram;
        }
        Some(self.finding(&sum))
    }

    /// The reported period and those before it, from the first that has answers.
    pub(super) fn trend(&self, period: Period) -> Vec<Point> {
        let first = self.tally.cells.keys().filter_map(|(p, _)| *p).min().unwrap_or(period.ordinal());
        let since_first = u32::try_from(period.ordinal() - first + 1).unwrap_or(1);
        let windows = self.config.periods.trailing.map(|length| (length, by_period(self.tally)));
        Timeline::ending(period, since_first.min(self.config.periods.show))
            .periods()
            .map(|period| Point {
                period,
                finding: self.finding(&self.histogram(Some(period))),
                trailing: windows
                    .as_ref()
                    .and_then(|(length, by_period)| self.trailing(period, *length, first, by_period)),
            })
            .collect()
    }
}
