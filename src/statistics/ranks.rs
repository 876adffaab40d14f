//! Places in a ranking, and how sure they are.

use super::estimate::interval_at;
use crate::survey::trace::{Formula, Silent, Trace};
use crate::survey::{Confidence, Interval, IntervalMethod, Nps, Sample};

/// A place among several scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Place of the raw score from 1, the highest; equal scores share it.
    pub place: usize,
    /// The best place that chance leaves open.
    pub best: usize,
    /// The worst place that chance leaves open.
    pub worst: usize,
}

/// The places of independent samples, in the order given, with a joint confidence region for all of them: each score
/// has an adjusted Wald interval at the level share^(1/k), k being how many there are; who is surely above or below
/// is who has an interval wholly above or below.
///
/// Source: Klein, Wright and Wieczorek 2020, "A joint confidence region for an overall ranking of populations",
/// Journal of the Royal Statistical Society C 69(3); the level is Šidák's.
#[must_use]
pub fn places(samples: &[Sample], confidence: Confidence) -> Vec<Place> {
    let count = samples.len();
    let intervals: Vec<_> =
        samples.iter().map(|sample| interval_among(*sample, count, confidence, &mut Silent)).collect();
    let sorted = |value: &dyn Fn(usize) -> f64| {
        let mut values: Vec<f64> = (0..count).map(value).collect();
        values.sort_by(f64::total_cmp);
        values
    };
    let lows = sorted(&|i| intervals[i].low());
    let highs = sorted(&|i| intervals[i].high());
    let scores = sorted(&|i| Nps::of(samples[i]).points());
    let above = |values: &[f64], limit: f64| count - values.partition_point(|value| *value <= limit);
    let place = |(sample, interval): (&Sample, &Interval)| {
        let place = 1 + above(&scores, Nps::of(*sample).points());
        let worst = count - highs.partition_point(|high| *high < interval.low());
        Place { place, best: (1 + above(&lows, interval.high())).min(place), worst: worst.max(place) }
    };
    samples.iter().zip(&intervals).map(place).collect()
}

/// The interval by which [`places`] tells a score from the others, of so many in all, telling its steps.
#[must_use]
pub fn interval_among(
    sample: Sample,
    count: usize,
    confidence: Confidence,
    trace: &mut impl Trace,
) -> Interval {
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^53 samples")]
    let count = count.max(1) as f64;
    let share = confidence.share().powf(1.0 / count);
    trace.step(Formula::LevelOfEach, &[confidence.share(), count], share);
    interval_at(sample, IntervalMethod::AdjustedWald, share, 0, trace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::adjusted_wald;
    use crate::survey::Counts;

    fn sample(d: u64, z: u64, p: u64) -> Sample {
        Counts::new(d, z, p).sample().expect("not empty")
    }

    /// Intervals computed by an independent program: at the level 0.95^(1/3), z = 2.387742, those of the three are
    /// 15.8 … 37.0, 62.0 … 76.6 and 9.5 … 30.1, in the order below.
    #[test]
    fn what_chance_may_have_swapped_shares_a_range_of_places() {
        let three = [sample(60, 100, 140), sample(10, 70, 220), sample(60, 120, 120)];
        let found = places(&three, Confidence::NINETY_FIVE);
        let expected = [(2, 2, 3), (1, 1, 1), (3, 2, 3)];
        assert_eq!(found, expected.map(|(place, best, worst)| Place { place, best, worst }));
    }

    #[test]
    fn equal_scores_share_a_place_and_one_alone_is_first() {
        let same =
            places(&[sample(10, 10, 30), sample(20, 20, 60), sample(30, 0, 0)], Confidence::NINETY_FIVE);
        assert_eq!(same.iter().map(|place| place.place).collect::<Vec<_>>(), [1, 1, 3]);
        assert_eq!(
            places(&[sample(0, 0, 5)], Confidence::NINETY_FIVE),
            [Place { place: 1, best: 1, worst: 1 }]
        );
        assert_eq!(places(&[], Confidence::NINETY_FIVE), []);
    }

    proptest! {
        /// Counted one by one, as the definition says it.
        #[test]
        fn places_are_those_of_the_definition(
            counts in prop::collection::vec((0_u64..90, 0_u64..90, 1_u64..90), 1..30)
        ) {
            let samples: Vec<Sample> = counts.into_iter().map(|(d, z, p)| sample(d, z, p)).collect();
            #[expect(clippy::cast_precision_loss, reason = "few")]
            let level = 0.95_f64.powf(1.0 / samples.len() as f64);
            let level = Confidence::new(level).expect("a level");
            let interval = |s: &Sample| adjusted_wald(*s, level);
            for (place, own) in places(&samples, Confidence::NINETY_FIVE).into_iter().zip(&samples) {
                let higher = samples.iter().filter(|s| Nps::of(**s).points() > Nps::of(*own).points()).count();
                let surely_above = samples.iter().filter(|s| interval(s).low() > interval(own).high()).count();
                let surely_below = samples.iter().filter(|s| interval(s).high() < interval(own).low()).count();
                prop_assert_eq!(place.place, higher + 1);
                prop_assert_eq!(place.best, (surely_above + 1).min(place.place));
                prop_assert_eq!(place.worst, (samples.len() - surely_below).max(place.place));
            }
        }
    }
}
