//! Whom somebody has called back, from what became of the answers to follow up.

use std::collections::BTreeMap;

use super::types::{CalledBack, Days, FollowUp, Gap, NextOf, NextScore};
use crate::figures::Figures;
use crate::responses::{Closed, Returned};
use crate::sections::View;
use crate::statistics::{Mean, difference_of_means, wilson};
use crate::survey::{Changes, Confidence, Period};

/// A smaller difference of means is shown as none.
const SMALLEST: f64 = 0.05;

impl FollowUp {
    /// The answers to follow up of each period that is shown; nothing where rows do not tell what became of them, or it may not be told.
    ///
    /// Of few answers nothing is told, nor of clients around others, which are the sums of these, to clients who read all answers, or
    /// where figures are told rounded.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        // How many answers of a value are detractors would tell a hidden one: of groups alone it is known anyhow.
        config.follow_up.as_ref().filter(|of| of.tells_calls() && of.rows.is_empty())?;
        if view.is_around()
            || excerpt.is_withheld
            || excerpt.is_told_rounded
            || !config.columns.reader.is_empty()
        {
            return None;
        }
        let (least, confidence) = (config.method.hide_below.max(1), config.method.confidence);
        let is_left_out = |period: &Period| excerpt.left_out.contains(&period.ordinal());
        let told = |period: Option<Period>| {
            let of = excerpt.kept.closed.get(&period.map_or(0, Period::ordinal))?;
            let is_told = of.n >= least && !period.as_ref().is_some_and(is_left_out);
            is_told.then(|| called_back(period, of, least, confidence))
        };
        let periods: Vec<CalledBack> = match view.head.period {
            None => told(None).into_iter().collect(),
            Some(_) => view.head.periods.iter().filter_map(|period| told(Some(*period))).collect(),
        };
        // What is not known of the reported period is not told by others.
        periods.last().filter(|last| last.period == view.head.period)?;
        let ordinal = view.head.period.map(Period::ordinal);
        let next = Some(&excerpt.kept.returned).filter(|of| Some(of.period) == ordinal);
        let most = config.question.scale.high().saturating_sub(config.question.scale.low());
        let next = next.and_then(|of| next_score(of, most, least, confidence));
        Some(Self { periods, next })
    }
}

fn called_back(period: Option<Period>, of: &Closed, least: u64, confidence: Confidence) -> CalledBack {
    let share = real(of.called) / real(of.n);
    let [share_low, share_high] = wilson(share, real(of.n), confidence);
    let dated: u64 = of.after.values().sum();
    let days = (dated >= least).then(|| Days {
        n: dated,
        median: quantile(&of.after, 0.5),
        lower_quartile: quantile(&of.after, 0.25),
        upper_quartile: quantile(&of.after, 0.75),
    });
    CalledBack {
        period,
        n: of.n,
        called: of.called,
        share,
        share_low,
        share_high,
        days,
        early: of.early,
        undated: of.undated,
    }
}

/// The value below which a share of all lies, 0 to 1, by how many there are of each. Between two values it is found by their distance, as
/// the usual one of the nine rules of Hyndman and Fan 1996, "Sample quantiles in statistical packages", The American Statistician 50(4),
/// type 7, does.
pub(super) fn quantile(counts: &BTreeMap<u32, u64>, share: f64) -> f64 {
    let n: u64 = counts.values().sum();
    let place = share * real(n.saturating_sub(1));
    let at = |place: f64| {
        let mut before = 0.0;
        for (value, count) in counts {
            before += real(*count);
            if place < before {
                return f64::from(*value);
            }
        }
        counts.last_key_value().map_or(0.0, |(value, _)| f64::from(*value))
    };
    let (low, high) = (at(place.floor()), at(place.ceil()));
    low + (place - place.floor()) * (high - low)
}

/// How the scores moved of those who answered again.
fn next_score(of: &Returned, most: i32, least: u64, confidence: Confidence) -> Option<NextScore> {
    let [not_called, called] = of.after.each_ref().map(|changes| (changes, mean(changes, most)));
    // Of a few who are left nothing is to be worked out.
    if [called.0, not_called.0].iter().any(|changes| (1..least).contains(&changes.n())) {
        return None;
    }
    let gap = called.1.zip(not_called.1).map(|(one, other)| {
        let found = difference_of_means(one, other, 0.0);
        let verdict = found.verdict(found.p, SMALLEST, confidence);
        Gap { mean_difference: found.difference, t: found.statistic, p: found.p, verdict }
    });
    let [called, not_called] =
        [called, not_called].map(|(changes, mean)| Some(next_of(changes, mean?, confidence)));
    let next = NextScore { called, not_called, gap };
    (next.called.is_some() || next.not_called.is_some()).then_some(next)
}

fn next_of(changes: &Changes, mean: Mean, confidence: Confidence) -> NextOf {
    let has_width = mean.deviation().is_some_and(|deviation| deviation > 0.0);
    let ends = mean.interval(confidence).filter(|_| has_width);
    NextOf {
        n: changes.n(),
        mean: mean.mean(),
        mean_low: ends.map(|[low, _]| low),
        mean_high: ends.map(|[_, high]| high),
        rose: changes.rose(),
        fell: changes.fell(),
    }
}

/// The mean of changes of at most so much.
pub(super) fn mean(changes: &Changes, most: i32) -> Option<Mean> {
    let (answers, scale) = changes.answers(most)?;
    Mean::of(&answers, &scale)
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By `numpy.quantile`, whose default is the same rule.
    #[test]
    fn quantiles_are_those_of_others() {
        let counts = BTreeMap::from([(0, 3), (1, 4), (2, 1), (5, 1), (9, 1)]);
        for (share, expected) in [(0.25, 0.25), (0.5, 1.0), (0.75, 1.75), (0.0, 0.0), (1.0, 9.0)] {
            assert!((quantile(&counts, share) - expected).abs() < 1e-12, "{share}");
        }
        assert!((quantile(&BTreeMap::from([(1, 1), (4, 1)]), 0.5) - 2.5).abs() < 1e-12);
    }
}
