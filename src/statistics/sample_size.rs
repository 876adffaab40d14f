//! How many answers a survey needs, and what a number of answers is good for.

use super::intervals::Sizes;
use super::normal;
use crate::survey::trace::{Basis, Silent, Trace};
use crate::survey::{Confidence, Sample};

/// Variance of a single answer, coded −1, 0 and +1, where none has been measured: that of 25 % detractors, 29 %
/// passives and 46 % promoters.
pub const USUAL_VARIANCE: f64 = 0.67;

/// Variance of a single answer, coded −1, 0 and +1, as the adjusted Wald interval of a sample takes it.
#[must_use]
pub fn planning_variance(sample: Sample) -> f64 {
    planning_variance_traced(sample, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn planning_variance_traced(sample: Sample, trace: &mut impl Trace) -> f64 {
    let adjusted = Sizes::traced(sample, trace).adjusted_traced(trace);
    adjusted.variance_traced(Basis::Adjusted, trace) * adjusted.n()
}

/// What answers are wanted for. A number of points r and a number of answers n belong together by
/// r = 100·z·√(V/(nₑ + 3)), where the 3 are the answers that the adjusted Wald interval adds, and
/// nₑ = n·(N − 1)/(N − n) is what n answers out of a population of N are worth: the finite population factor
/// √((N − n)/(N − 1)) in terms of answers. Without a population nₑ = n. Where weights or clusters have it that only every D-th
/// answer says something of its own, n/D stands for n.
///
/// Source: Cochran 1977, Sampling Techniques, chapter 4.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    z: f64,
    variance: f64,
    effect: f64,
}

impl Aim {
    /// A margin of error: half the width of the interval. z = `z_{1−α/2}`.
    #[must_use]
    pub fn margin(variance: f64, confidence: Confidence) -> Self {
        Self { z: normal::critical(confidence.share()), variance, effect: 1.0 }
    }

    /// A true change between two samples of n answers each that is found with a probability of `power`, 0.5 to below 1.
    /// z = `z_{1−α/2}` + `z_{1−β}`, and the variances of both samples add up.
    #[must_use]
    pub fn change(variance: f64, confidence: Confidence, power: f64) -> Self {
        Self { variance: 2.0 * variance, ..Self::distance(variance, confidence, power) }
    }

    /// A true distance from a number taken as exact that is found with a probability of `power`, 0.5 to below 1.
    #[must_use]
    pub fn distance(variance: f64, confidence: Confidence, power: f64) -> Self {
        let z = normal::critical(confidence.share()) + normal::quantile(power);
        Self { z, variance, effect: 1.0 }
    }

    /// The same where it takes so many answers to say as much as one that is unweighted and unrelated to others.
    #[must_use]
    pub fn with_effect(self, effect: f64) -> Self {
        Self { effect, ..self }
    }

    /// The answers that it takes, rounded up: n₀ = D·(V·z²/(r/100)² − 3), out of a population n₀/(1 + (n₀ − 1)/N). At
    /// least 1, at most the population.
    #[must_use]
    pub fn answers(self, points: f64, population: Option<u64>) -> u64 {
        let reach = points / 100.0;
        let unlimited = (self.effect * (self.variance * (self.z / reach).powi(2) - 3.0)).max(1.0);
        match population {
            None => rounded_up(unlimited),
            #[expect(clippy::cast_precision_loss, reason = "populations stay far below 2^53")]
            Some(all) => rounded_up(unlimited / (1.0 + (unlimited - 1.0) / all as f64)).min(all),
        }
    }

    /// The points that a number of answers reaches; 0 where the whole population has answered.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answers and populations stay far below 2^53")]
    pub fn points(self, answers: u64, population: Option<u64>) -> f64 {
        let n = answers as f64;
        let own = n / self.effect;
        let worth = match population {
            None => own,
            Some(all) if answers >= all => return 0.0,
            Some(all) => own * (all as f64 - 1.0) / (all as f64 - n),
        };
        100.0 * self.z * (self.variance / (worth + 3.0)).sqrt()
    }
}

/// The invitations that it takes to get so many answers, rounded up, where a share of `rate`, above 0 to 1, answers.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "answers stay far below 2^53")]
pub fn invitations(answers: u64, rate: f64) -> u64 {
    rounded_up(answers as f64 / rate)
}

/// The answers to expect of so many invitations, rounded down.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "invitations stay far below 2^53")]
pub fn expected_answers(invitations: u64, rate: f64) -> u64 {
    whole((invitations as f64 * rate * (1.0 + SLACK)).floor())
}

/// What arithmetic may add to a number that is whole: 21/0.7 comes to a little more than 30.
const SLACK: f64 = 1e-12;

fn rounded_up(number: f64) -> u64 {
    whole((number * (1.0 - SLACK)).ceil())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast keeps within the type")]
fn whole(number: f64) -> u64 {
    number as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::adjusted_wald;
    use crate::survey::Counts;

    const LEVEL: Confidence = Confidence::NINETY_FIVE;

    fn margin() -> Aim {
        Aim::margin(USUAL_VARIANCE, LEVEL)
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
    }

    /// All expected numbers are from Python's statistics.NormalDist and the formulas as written in textbooks.
    #[test]
    fn answers_for_a_margin_are_those_computed_independently() {
        assert_eq!([5.0, 10.0, 15.0].map(|m| margin().answers(m, None)), [1027, 255, 112]);
        assert_eq!([5.0, 10.0, 15.0].map(|m| margin().answers(m, Some(400))), [289, 156, 88]);
        assert_eq!([5.0, 10.0, 15.0].map(|m| margin().answers(m, Some(120))), [108, 82, 59]);
    }

    #[test]
    fn answers_for_a_change_are_those_computed_independently() {
        let change = |level, power| Aim::change(USUAL_VARIANCE, level, power);
        assert_eq!([5.0, 10.0, 20.0].map(|d| change(LEVEL, 0.8).answers(d, None)), [4204, 1049, 260]);
        assert_eq!([5.0, 10.0, 20.0].map(|d| change(LEVEL, 0.8).answers(d, Some(400))), [366, 290, 158]);
        assert_eq!(change(LEVEL, 0.9).answers(10.0, None), 1405);
        let ninety = Confidence::new(0.9).expect("a level");
        assert_eq!(change(ninety, 0.9).answers(10.0, None), 1145);
        let distance = Aim::distance(USUAL_VARIANCE, LEVEL, 0.8);
        assert_eq!([5.0, 10.0, 20.0].map(|d| distance.answers(d, None)), [2101, 523, 129]);
    }

    #[test]
    fn what_a_hundred_or_two_hundred_answers_reach_is_what_was_computed_independently() {
        let change = Aim::change(USUAL_VARIANCE, LEVEL, 0.8);
        let distance = Aim::distance(USUAL_VARIANCE, LEVEL, 0.8);
        near(margin().points(100, None), 15.807_634_292_602_005);
        near(margin().points(200, None), 11.259_976_222_238_33);
        near(margin().points(100, Some(400)), 13.756_756_120_563_686);
        near(margin().points(200, Some(400)), 8.001_519_460_592_183);
        near(change.points(100, None), 31.954_911_870_071_808);
        near(change.points(200, None), 22.761_884_617_303_057);
        near(change.points(200, Some(400)), 16.174_959_798_351_985);
        near(distance.points(150, None), 18.539_393_532_419_75);
    }

    /// By the same formulas: 254.38 and 1,026.51 answers, each twice, and out of 400.
    #[test]
    fn answers_that_are_worth_less_are_more_by_as_much() {
        let half = Aim::margin(0.67, LEVEL).with_effect(2.0);
        assert_eq!([10.0, 5.0].map(|m| half.answers(m, None)), [509, 2_054]);
        assert_eq!(half.answers(10.0, Some(400)), 225);
        near(half.points(200, None), margin().points(100, None));
    }

    #[test]
    fn at_an_even_chance_only_the_level_counts() {
        let distance = Aim::distance(USUAL_VARIANCE, LEVEL, 0.5);
        near(distance.points(77, None), margin().points(77, None));
    }

    #[test]
    fn when_everybody_answers_nothing_is_left_to_chance() {
        near(margin().points(400, Some(400)), 0.0);
        near(margin().points(1, Some(1)), 0.0);
        assert_eq!(margin().answers(0.1, Some(7)), 7);
        assert_eq!(margin().answers(100.0, None), 1);
        assert_eq!(margin().answers(100.0, Some(1)), 1);
    }

    #[test]
    fn invitations_and_answers_are_whole_and_not_moved_by_arithmetic() {
        assert_eq!((invitations(21, 0.7), invitations(255, 0.25), invitations(112, 0.3)), (30, 1020, 374));
        assert_eq!((expected_answers(100, 0.29), expected_answers(400, 0.07)), (29, 28));
        assert_eq!((expected_answers(3, 0.25), expected_answers(399, 0.25)), (0, 99));
    }

    #[test]
    fn the_usual_variance_is_that_of_the_shares_it_is_explained_by() {
        let sample = Counts::new(25, 29, 46).sample().expect("not empty");
        assert!((super::super::spread(sample).powi(2) / 1e4 - USUAL_VARIANCE).abs() < 0.005);
    }

    proptest! {
        #[test]
        fn the_margin_at_its_own_answers_is_half_the_interval(d in 20_u64..900, z in 20_u64..900, p in 20_u64..900) {
            let sample = Counts::new(d, z, p).sample().expect("not empty");
            let interval = adjusted_wald(sample, LEVEL);
            let margin = Aim::margin(planning_variance(sample), LEVEL).points(sample.n(), None);
            prop_assert!(((interval.high() - interval.low()) / 2.0 - margin).abs() < 1e-9);
        }

        #[test]
        fn the_answers_needed_reach_the_points_and_one_fewer_does_not(
            variance in 0.05_f64..1.0, points in 1.0_f64..60.0, power in 0.5_f64..0.99,
            population in prop::option::of(2_u64..100_000)
        ) {
            for aim in [
                Aim::margin(variance, LEVEL),
                Aim::change(variance, LEVEL, power),
                Aim::distance(variance, LEVEL, power),
            ] {
                let needed = aim.answers(points, population);
                prop_assert!((1..=population.unwrap_or(u64::MAX)).contains(&needed));
                prop_assert!(aim.points(needed, population) <= points + 1e-9);
                if needed > 1 {
                    prop_assert!(aim.points(needed - 1, population) > points);
                }
            }
        }
    }
}
