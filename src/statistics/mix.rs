//! What a measure would be if the answers were divided among categories as they were before: direct standardisation.

use super::share::{contrast, of_difference};
use super::{Contrast, standard_error};
use crate::survey::trace::{Silent, Trace};
use crate::survey::{Nps, Sample};

/// A value in the unit of its measure, and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The score, share or mean.
    pub value: f64,
    /// Its standard error, in the same unit.
    pub standard_error: f64,
}

impl Measured {
    /// The score of a sample in points, with the [standard error](standard_error) of the adjusted one.
    #[must_use]
    pub fn score(sample: Sample) -> Self {
        Self { value: Nps::of(sample).points(), standard_error: standard_error(sample) }
    }
}

/// A category of answers: by which channel, of which region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Category {
    /// How much it weighed before: answers or a share, on the scale of the other categories; 0 where it was not there.
    pub before: f64,
    /// What it measures now; nothing where nobody answers any more, or too few to be shown.
    pub now: Option<Measured>,
}

/// What all categories together would measure now if their shares were those from before: Σ w₀ · m₁, where w₀ are the shares from
/// before, which are made to sum to 1, and m₁ what each category measures now. Its variance is Σ w₀² · SE₁²: the shares from
/// before are a stated standard and have none, and categories share no answers.
///
/// Nothing where a category that had a share then measures nothing now: whatever stood in for it would be made up. One that
/// had none then has none now. Nothing, too, where no category had any.
///
/// Sources: Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, third edition, chapter 19; the
/// variance as of strata, Cochran 1977, Sampling Techniques, third edition, chapter 5.
#[must_use]
pub fn at_mix(categories: &[Category]) -> Option<Measured> {
    let all: f64 = categories.iter().map(|category| category.before).sum();
    let counted = categories.iter().filter(|category| category.before > 0.0);
    let (mut value, mut variance) = (0.0, 0.0);
    for category in counted {
        let (share, now) = (category.before / all, category.now?);
        value += share * now.value;
        variance += (share * now.standard_error).powi(2);
    }
    (all > 0.0).then(|| Measured { value, standard_error: variance.sqrt() })
}

/// What all would measure at the mix from before, less what they measured then: z = difference / √(SE₁² + SE₀²).
#[must_use]
pub fn change_at_mix(now: Measured, then: Measured) -> Contrast {
    change_at_mix_traced(now, then, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn change_at_mix_traced(now: Measured, then: Measured, trace: &mut impl Trace) -> Contrast {
    let variances = [now, then].map(|measured| measured.standard_error.powi(2));
    let variance = of_difference(variances, 0.0, trace);
    contrast(now.value - then.value, variance, trace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::survey::Counts;

    fn sample([d, z, p]: [u64; 3]) -> Sample {
        Counts::new(d, z, p).sample().expect("answers")
    }

    #[expect(clippy::cast_precision_loss, reason = "few")]
    fn category(before: [u64; 3], now: [u64; 3]) -> Category {
        Category { before: sample(before).n() as f64, now: Some(Measured::score(sample(now))) }
    }

    /// By phone and by bot: each scores as before, and only because more answer the bot does the score of all fall from 10 to −2.
    #[test]
    fn where_only_the_mix_has_changed_the_score_at_the_earlier_mix_is_the_earlier_score() {
        let (phone, bot) = ([[20, 30, 50], [8, 12, 20]], [[40, 30, 30], [64, 48, 48]]);
        let together = |at: usize| {
            let [d, z, p] = [0, 1, 2].map(|group| phone[at][group] + bot[at][group]);
            Nps::of(sample([d, z, p])).points()
        };
        assert!((together(0) - 10.0).abs() < 1e-12 && (together(1) + 2.0).abs() < 1e-12);
        let found = at_mix(&[category(phone[0], phone[1]), category(bot[0], bot[1])]).expect("both answer");
        assert!((found.value - 10.0).abs() < 1e-12, "{found:?}");
        let then = Measured::score(sample([60, 60, 80]));
        let change = change_at_mix(found, then);
        assert!(change.difference.abs() < 1e-12 && change.statistic.abs() < 1e-12 && change.p > 0.999);
        let apart = change_at_mix(
            Measured { value: 40.0, standard_error: 3.0 },
            Measured { value: 30.0, standard_error: 4.0 },
        );
        // Ten points of which the standard error is five.
        assert!((apart.statistic - 2.0).abs() < 1e-12 && (apart.p - 0.045_500_264).abs() < 1e-8, "{apart:?}");
        // Half of each: √(SE₁² + SE₂²) / 2.
        let errors = [phone[1], bot[1]].map(|now| standard_error(sample(now)));
        assert!((found.standard_error - errors[0].hypot(errors[1]) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_category_that_nobody_is_of_now_leaves_nothing() {
        let (kept, gone) = (category([1, 2, 3], [3, 2, 1]), Category { before: 5.0, now: None });
        assert_eq!(at_mix(&[kept, gone]), None);
        assert_eq!(at_mix(&[]), None);
        assert_eq!(at_mix(&[Category { before: 0.0, ..kept }]), None);
        let came = Category { before: 0.0, ..category([1, 0, 0], [0, 0, 50]) };
        let absent = Category { before: 0.0, now: None };
        assert_eq!(at_mix(&[kept, came, absent]), at_mix(&[kept]));
        assert_eq!(at_mix(&[kept]), kept.now);
    }

    proptest! {
        #[test]
        fn it_lies_among_the_categories_and_is_no_less_sure_than_the_least_sure(
            categories in prop::collection::vec((1e-3..1e6_f64, -100.0..=100.0_f64, 0.0..60.0_f64), 1..12)
        ) {
            let of = |(before, value, standard_error): &(f64, f64, f64)| Category {
                before: *before,
                now: Some(Measured { value: *value, standard_error: *standard_error }),
            };
            let found = at_mix(&categories.iter().map(of).collect::<Vec<_>>()).expect("all answer");
            let ends = |of: fn(&(f64, f64, f64)) -> f64| {
                let all = || categories.iter().map(of);
                (all().fold(f64::INFINITY, f64::min) - 1e-9, all().fold(f64::NEG_INFINITY, f64::max) + 1e-9)
            };
            let ((low, high), (_, error)) = (ends(|category| category.1), ends(|category| category.2));
            prop_assert!(low <= found.value && found.value <= high && found.standard_error <= error);
        }
    }
}
