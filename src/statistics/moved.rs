//! Whether the same respondents are divided into groups otherwise than before.

use super::normal;
use crate::survey::trace::{Formula, Silent, Trace};
use crate::survey::{Counts, GROUPS, Group, Moves};

/// So many have to be in another group than before: of fewer, the distribution of the statistic is not near enough to χ².
const LEAST_MOVED: u64 = 10;

/// What a test of the groups before and now found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marginal {
    /// The statistic, which is χ² distributed where groups are as they were.
    pub statistic: f64,
    /// Its degrees of freedom: 2, or 1 where respondents moved between two groups only.
    pub freedom: u8,
    /// How likely a statistic as large is where nothing has changed, 0 to 1.
    pub p: f64,
}

/// Whether the groups before and now are alike: Stuart's and Maxwell's test that both margins of a table of the same respondents are
/// the same. With the groups a, b and c, the mean mₐᵦ of those who went from a to b and of those who went from b to a, and the surplus dₐ of
/// those who are in a now over those who were,
///
/// χ² = (mᵦ꜀ dₐ² + mₐ꜀ dᵦ² + mₐᵦ d꜀²) / (2 (mₐᵦ mₐ꜀ + mₐᵦ mᵦ꜀ + mₐ꜀ mᵦ꜀))
///
/// with 2 degrees of freedom. Where all who moved did so between the same two groups it is `McNemar`'s test, (there − back)² / (there + back)
/// with 1. Nothing where fewer than ten have moved.
///
/// Sources: Stuart 1955, "A test for homogeneity of the marginal distributions in a two-way classification", Biometrika 42; Maxwell 1970,
/// "Comparing the classification of subjects by two independent judges", British Journal of Psychiatry 116; for three groups in this form
/// Fleiss and Everitt 1971, "Comparing the marginal totals of square contingency tables", British Journal of Mathematical and
/// Statistical Psychology 24; `McNemar` 1947, Psychometrika 12.
#[must_use]
pub fn marginal_change(moves: Moves) -> Option<Marginal> {
    marginal_change_traced(moves, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
pub fn marginal_change_traced(moves: Moves, trace: &mut impl Trace) -> Option<Marginal> {
    if moves.rose() + moves.fell() < LEAST_MOVED {
        return None;
    }
    let [low, middle, high] = [Group::Detractor, Group::Passive, Group::Promoter];
    let pairs = [(low, middle), (low, high), (middle, high)];
    let [first, second, third] =
        pairs.map(|(one, other)| [real(moves.of(one, other)), real(moves.of(other, one))]);
    let mut between = [first, second, third].into_iter().filter(|[there, back]| there + back > 0.0);
    if let (Some([there, back]), None) = (between.next(), between.next()) {
        let statistic = (there - back).powi(2) / (there + back);
        trace.step(Formula::McNemar, &[there, back], statistic);
        let p = normal::two_sided(statistic.sqrt());
        trace.step(Formula::ChiSquare, &[statistic, 1.0], p);
        return Some(Marginal { statistic, freedom: 1, p });
    }
    let counts = |of: Counts| [of.detractors(), of.passives(), of.promoters()].map(real);
    let margins = counts(moves.now()).into_iter().zip(counts(moves.then()));
    let mut surplus = [0.0; 3];
    for ((surplus, (now, then)), group) in surplus.iter_mut().zip(margins).zip(GROUPS) {
        *surplus = now - then;
        trace.step(Formula::Surplus(group), &[now, then], *surplus);
    }
    let mut means = [0.0; 3];
    for ((mean, [there, back]), (one, other)) in means.iter_mut().zip([first, second, third]).zip(pairs) {
        *mean = f64::midpoint(there, back);
        trace.step(Formula::BetweenGroups(one, other), &[there, back], *mean);
    }
    let ([ab, ac, bc], [a, b, c]) = (means, surplus);
    let statistic = (bc * a * a + ac * b * b + ab * c * c) / (2.0 * (ab * ac + ab * bc + ac * bc));
    trace.step(Formula::StuartMaxwell, &[bc, a, ac, b, ab, c], statistic);
    // With two degrees of freedom χ² is an exponential distribution.
    let p = libm::exp(-statistic / 2.0);
    trace.step(Formula::ChiSquare, &[statistic, 2.0], p);
    Some(Marginal { statistic, freedom: 2, p })
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(rows: [[u64; 3]; 3]) -> Moves {
        Moves::new(rows.map(|[low, middle, high]| Counts::new(low, middle, high)))
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
    }

    /// Two judges of 100 patients, of Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, section 13.2 (after Fleiss and
    /// Everitt 1971); and others by `statsmodels` 0.14, `SquareTable(table, shift_zeros=False).homogeneity("stuart_maxwell")`.
    const VECTORS: [([[u64; 3]; 3], f64, f64); 4] = [
        ([[35, 5, 0], [15, 20, 5], [10, 5, 5]], 14.0, 0.000_911_881_965_554_473),
        ([[120, 40, 20], [30, 90, 60], [10, 25, 205]], 18.349_056_603_773_59, 0.000_103_646_104_615_551_24),
        ([[10, 2, 1], [9, 14, 3], [5, 8, 40]], 8.877_470_355_731_225, 0.011_810_867_723_290_43),
        ([[50, 30, 0], [4, 60, 10], [0, 2, 70]], 25.215_686_274_509_775, 3.345_671_499_621_616_4e-6),
    ];

    #[test]
    fn margins_are_tested_as_others_do() {
        for (rows, statistic, p) in VECTORS {
            let found = marginal_change(moves(rows)).expect("many moved");
            near(found.statistic, statistic);
            near(found.p, p);
            assert_eq!(found.freedom, 2);
        }
    }

    /// (15 − 5)² / 20 = 5, and p by `scipy.stats.chi2.sf(5, 1)`.
    #[test]
    fn between_two_groups_it_is_mcnemar() {
        let found = marginal_change(moves([[30, 0, 15], [0, 9, 0], [5, 0, 40]])).expect("many moved");
        near(found.statistic, 5.0);
        near(found.p, 0.025_347_318_677_468_325);
        assert_eq!(found.freedom, 1);
    }

    #[test]
    fn of_few_who_moved_nothing_is_tested() {
        assert_eq!(marginal_change(moves([[30, 3, 2], [1, 9, 2], [0, 1, 40]])), None);
        assert_eq!(marginal_change(moves([[30, 0, 0], [0, 9, 0], [0, 0, 40]])), None);
    }
}
