//! Why a score changed: what groups' own scores did to it, what a shift between groups did, and what groups did that
//! came or went.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::survey::trace::{Formula, Side as Of, Silent, Trace};

/// A group in one of two periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side {
    /// How much it weighs: answers or a share; above 0, and its scale is that of the other groups of the period.
    pub weight: f64,
    /// Its score, in any unit.
    pub score: f64,
}

/// What a group did to the change of the score of all groups together, in the unit of the scores.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(deny_unknown_fields)]
pub enum Effect {
    /// It was there in both periods.
    Stayed {
        /// By its share becoming larger or smaller.
        mix: f64,
        /// By its own score becoming higher or lower.
        rate: f64,
    },
    /// It is there in the later period only.
    Entered {
        /// By being there.
        effect: f64,
    },
    /// It is there in the earlier period only.
    Left {
        /// By being there no longer.
        effect: f64,
    },
}

impl Effect {
    /// All that it did.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.mix() + self.rate() + self.turnover()
    }

    /// What its share did.
    #[must_use]
    pub fn mix(&self) -> f64 {
        if let Self::Stayed { mix, .. } = self { *mix } else { 0.0 }
    }

    /// What its own score did.
    #[must_use]
    pub fn rate(&self) -> f64 {
        if let Self::Stayed { rate, .. } = self { *rate } else { 0.0 }
    }

    /// What its coming or going did.
    #[must_use]
    pub fn turnover(&self) -> f64 {
        match self {
            Self::Stayed { .. } => 0.0,
            Self::Entered { effect } | Self::Left { effect } => *effect,
        }
    }
}

/// The change of the score of all groups together, taken apart: the totals of the effects sum to it exactly, but for
/// the rounding of sums. Each group has what it was before and after, or nothing where it was not there; the effects
/// are in the order of the groups. Nothing where no group was there in both periods: then there is nothing to
/// measure a shift against.
///
/// Let w be the shares *among the groups that stayed*, s scores, C the score of those groups together, v shares among
/// all groups, and 0 and 1 the two periods. Then
///
/// - a group that stayed: rate = (w₀ + w₁)/2 · (s₁ − s₀), mix = (w₁ − w₀) · ((s₀ + s₁)/2 − (C₀ + C₁)/2);
/// - one that entered: v₁ · (s₁ − C₁); one that left: v₀ · (C₀ − s₀).
///
/// Rate and mix sum to C₁ − C₀, the entries to S₁ − C₁ and the exits to C₀ − S₀, so that all sum to S₁ − S₀. Without
/// entries and exits, w and C are the shares and the score of all.
///
/// Sources: Kitagawa 1955, "Components of a difference between two rates", Journal of the American Statistical
/// Association 50; Das Gupta 1993, "Standardization and decomposition of rates", U.S. Bureau of the Census P23-186;
/// entries and exits measured against those that stayed: Melitz and Polanec 2015, "Dynamic Olley-Pakes productivity
/// decomposition with entry and exit", RAND Journal of Economics 46.
#[must_use]
pub fn decompose(groups: &[(Option<Side>, Option<Side>)]) -> Option<Vec<Effect>> {
    decompose_traced(groups, &mut Silent)
}

/// The same, telling its steps, those of each group as of its position.
#[must_use]
pub fn decompose_traced(
    groups: &[(Option<Side>, Option<Side>)],
    trace: &mut impl Trace,
) -> Option<Vec<Effect>> {
    let stayed = || groups.iter().filter_map(|(before, after)| Some(((*before)?, (*after)?)));
    let (before, after) = (Pool::of(stayed().map(|pair| pair.0))?, Pool::of(stayed().map(|pair| pair.1))?);
    let all_before = Pool::of(groups.iter().filter_map(|pair| pair.0))?;
    let all_after = Pool::of(groups.iter().filter_map(|pair| pair.1))?;
    let middle = f64::midpoint(before.score, after.score);
    let effect = |(at, (was, is)): (usize, &(Option<Side>, Option<Side>))| {
        trace.of(Of::At(at));
        match (was, is) {
            (Some(was), Some(is)) => {
                let (old, new) = (was.weight / before.weight, is.weight / after.weight);
                trace.step(Formula::PartBefore, &[was.weight, before.weight], old);
                trace.step(Formula::PartAfter, &[is.weight, after.weight], new);
                let mix = (new - old) * (f64::midpoint(was.score, is.score) - middle);
                let rate = f64::midpoint(old, new) * (is.score - was.score);
                let inputs = [new, old, was.score, is.score, before.score, after.score];
                trace.step(Formula::Mix, &inputs, mix);
                trace.step(Formula::Rate, &[old, new, is.score, was.score], rate);
                Effect::Stayed { mix, rate }
            }
            (None, Some(is)) => {
                let share = is.weight / all_after.weight;
                let effect = share * (is.score - after.score);
                trace.step(Formula::Entered, &[share, is.score, after.score], effect);
                Effect::Entered { effect }
            }
            (Some(was), None) => {
                let share = was.weight / all_before.weight;
                let effect = share * (before.score - was.score);
                trace.step(Formula::Left, &[share, before.score, was.score], effect);
                Effect::Left { effect }
            }
            (None, None) => Effect::Stayed { mix: 0.0, rate: 0.0 },
        }
    };
    Some(groups.iter().enumerate().map(effect).collect())
}

/// Several groups of one period together.
struct Pool {
    weight: f64,
    score: f64,
}

impl Pool {
    /// Their weights and their weighted mean; nothing without any weight.
    fn of(sides: impl Iterator<Item = Side>) -> Option<Self> {
        let (weight, sum) =
            sides.fold((0.0, 0.0), |(w, sum), side| (w + side.weight, sum + side.weight * side.score));
        (weight > 0.0).then(|| Self { weight, score: sum / weight })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Counts of detractors, passives and promoters as a side.
    fn side((d, z, p): (u32, u32, u32)) -> Option<Side> {
        let n = f64::from(d + z + p);
        (n > 0.0).then(|| Side { weight: n, score: 100.0 * (f64::from(p) - f64::from(d)) / n })
    }

    fn near(effects: &[Effect], expected: &[(f64, f64, f64)]) {
        assert_eq!(effects.len(), expected.len());
        for (effect, (mix, rate, turnover)) in effects.iter().zip(expected) {
            let found = [(effect.mix(), mix), (effect.rate(), rate), (effect.turnover(), turnover)];
            assert!(found.iter().all(|(a, b)| (*a - **b).abs() < 1e-4), "{effect:?} against {expected:?}");
        }
    }

    #[test]
    fn three_markets_come_apart_as_computed_independently() {
        let groups = [
            (side((147, 75, 186)), side((173, 66, 169))),
            (side((187, 96, 195)), side((137, 85, 195))),
            (side((127, 99, 211)), side((113, 72, 202))),
        ];
        let effects = decompose(&groups).expect("all stayed");
        near(&effects, &[(-0.1853, -3.3990, 0.0), (0.0527, 4.3151, 0.0), (-0.1129, 1.2263, 0.0)]);
        let sum: f64 = effects.iter().map(Effect::total).sum();
        assert!((sum - 1.8969).abs() < 1e-4);
        let sum = |of: fn(&Effect) -> f64| effects.iter().map(of).sum::<f64>();
        assert!((sum(Effect::mix) + 0.2455).abs() < 1e-4 && (sum(Effect::rate) - 2.1424).abs() < 1e-4);
    }

    /// Expected values from a separate computation in exact fractions (Python).
    #[test]
    fn groups_that_came_or_went_are_measured_against_those_that_stayed() {
        let groups = [
            (side((30, 30, 40)), side((20, 30, 50))),
            (side((10, 20, 70)), side((30, 40, 80))),
            (side((40, 5, 5)), None),
            (None, side((5, 5, 40))),
        ];
        let effects = decompose(&groups).expect("two stayed");
        near(
            &effects,
            &[
                (1.3500, 9.0000, 0.0000),
                (1.3167, -14.6667, 0.0000),
                (0.0000, 0.0000, 21.0000),
                (0.0000, 0.0000, 6.3333),
            ],
        );
        let sum: f64 = effects.iter().map(Effect::total).sum();
        assert!((sum - 73.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_comes_apart_where_no_group_was_there_both_times() {
        assert_eq!(decompose(&[(side((1, 2, 3)), None), (None, side((3, 2, 1)))]), None);
        assert_eq!(decompose(&[]), None);
    }

    fn any_side() -> impl Strategy<Value = Option<Side>> {
        prop::option::of((1e-6..1e6_f64, -100.0..100.0_f64))
            .prop_map(|side| side.map(|(weight, score)| Side { weight, score }))
    }

    proptest! {
        #[test]
        fn the_effects_sum_to_the_change(groups in prop::collection::vec((any_side(), any_side()), 1..20)) {
            let Some(effects) = decompose(&groups) else {
                prop_assert!(groups.iter().all(|(before, after)| before.is_none() || after.is_none()));
                return Ok(());
            };
            let score = |sides: Vec<Side>| {
                let weight: f64 = sides.iter().map(|side| side.weight).sum();
                sides.iter().map(|side| side.weight / weight * side.score).sum::<f64>()
            };
            let before = score(groups.iter().filter_map(|(before, _)| *before).collect());
            let after = score(groups.iter().filter_map(|(_, after)| *after).collect());
            let sum: f64 = effects.iter().map(Effect::total).sum();
            prop_assert!((sum - (after - before)).abs() < 1e-9, "{sum} against {}", after - before);
        }

        #[test]
        fn turned_round_in_time_every_effect_changes_its_sign(groups in prop::collection::vec((any_side(), any_side()), 1..8)) {
            let turned: Vec<_> = groups.iter().map(|(before, after)| (*after, *before)).collect();
            let (Some(there), Some(back)) = (decompose(&groups), decompose(&turned)) else { return Ok(()) };
            for (there, back) in there.iter().zip(&back) {
                prop_assert!((there.mix() + back.mix()).abs() < 1e-9 && (there.rate() + back.rate()).abs() < 1e-9);
                prop_assert!((there.turnover() + back.turnover()).abs() < 1e-9);
            }
        }
    }
}
