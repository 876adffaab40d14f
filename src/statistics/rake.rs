//! Weights by which the answers agree with what is known of all: raking.

/// One way to tell answers apart whose true shares are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The true share of each category: above 0, summing to 1.
    pub shares: Vec<f64>,
}

/// Answers that share all that they are told apart by.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// How much they weigh before raking, above 0.
    pub weight: f64,
    /// Their category in each margin, a position among its shares; none where they state none, and are left as they are.
    pub categories: Vec<Option<usize>>,
}

/// Why no factors can be found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RakeFault {
    /// No answer is in this category of this margin.
    Empty {
        /// The margin.
        margin: usize,
        /// The category.
        category: usize,
    },
    /// The margins do not agree with each other, or not within the limits: this is the one furthest off.
    Unmet {
        /// The margin.
        margin: usize,
        /// The category.
        category: usize,
        /// The share that it came to, 0 to 1.
        share: f64,
    },
}

/// A share is met when it is no further off than this.
const NEAR: f64 = 1e-9;

/// Rounds of all margins after which those that are not met will not be.
const ROUNDS: usize = 10_000;

/// The factor by which each cell's weight is to be multiplied, so that every margin has its shares among the answers
/// that state it; the sum of all weights stays as it is. Margins are met in turn, over and over, until all are (to
/// 10⁻⁹); after each round, factors are cut to `limits`, the smallest and the largest, relative to a mean of 1.
///
/// Sources: Deming and Stephan 1940, Annals of Mathematical Statistics 11; Deville, Särndal and Sautory 1993,
/// Journal of the American Statistical Association 88.
///
/// # Errors
/// When a category has no answer, or the margins cannot be met together within the limits.
pub fn rake(cells: &[Cell], margins: &[Margin], limits: (f64, f64)) -> Result<Vec<f64>, RakeFault> {
    let all: f64 = cells.iter().map(|cell| cell.weight).sum();
    let mut factors = vec![1.0; cells.len()];
    for (at, margin) in margins.iter().enumerate() {
        let weights = weights_of(cells, &factors, at, margin);
        if let Some(category) = weights.iter().position(|weight| *weight <= 0.0) {
            return Err(RakeFault::Empty { margin: at, category });
        }
    }
    for _ in 0..ROUNDS {
        for (at, margin) in margins.iter().enumerate() {
            let weights = weights_of(cells, &factors, at, margin);
            let stated: f64 = weights.iter().sum();
            for (cell, factor) in cells.iter().zip(&mut factors) {
                let category = cell.categories.get(at).copied().flatten();
                let known = category.and_then(|at| margin.shares.get(at).zip(weights.get(at)));
                if let Some((share, weight)) = known {
                    *factor *= share * stated / weight;
                }
            }
        }
        let sum: f64 = cells.iter().zip(&factors).map(|(cell, factor)| cell.weight * factor).sum();
        for factor in &mut factors {
            *factor = (*factor * all / sum).clamp(limits.0, limits.1);
        }
        if furthest(cells, &factors, margins).is_none_or(|(off, _)| off <= NEAR) {
            return Ok(factors);
        }
    }
    match furthest(cells, &factors, margins) {
        Some((_, (margin, category, share))) => Err(RakeFault::Unmet { margin, category, share }),
        None => Ok(factors),
    }
}

/// The weight of each category of a margin.
fn weights_of(cells: &[Cell], factors: &[f64], at: usize, margin: &Margin) -> Vec<f64> {
    let mut weights = vec![0.0; margin.shares.len()];
    for (cell, factor) in cells.iter().zip(factors) {
        let category = cell.categories.get(at).copied().flatten();
        if let Some(sum) = category.and_then(|category| weights.get_mut(category)) {
            *sum += cell.weight * factor;
        }
    }
    weights
}

/// The category whose share is furthest from its true one: how far, which, and what it is.
fn furthest(cells: &[Cell], factors: &[f64], margins: &[Margin]) -> Option<(f64, (usize, usize, f64))> {
    let mut furthest: Option<(f64, (usize, usize, f64))> = None;
    for (at, margin) in margins.iter().enumerate() {
        let weights = weights_of(cells, factors, at, margin);
        let stated: f64 = weights.iter().sum();
        for (category, (weight, share)) in weights.iter().zip(&margin.shares).enumerate() {
            let off = (weight / stated - share).abs();
            if furthest.is_none_or(|(most, _)| off > most) {
                furthest = Some((off, (at, category, weight / stated)));
            }
        }
    }
    furthest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OPEN: (f64, f64) = (0.0, f64::INFINITY);

    fn cell(weight: f64, categories: &[usize]) -> Cell {
        Cell { weight, categories: categories.iter().map(|category| Some(*category)).collect() }
    }

    fn halves() -> Margin {
        Margin { shares: vec![0.5, 0.5] }
    }

    /// Raking keeps the odds ratio, 10 · 40 / (20 · 30); with all margins at one half, that gives the cells in closed
    /// form: opposite ones are equal, and neighbours in the ratio √(2/3).
    #[test]
    fn two_by_two_cells_come_to_what_algebra_gives() {
        let cells = [cell(10.0, &[0, 0]), cell(20.0, &[0, 1]), cell(30.0, &[1, 0]), cell(40.0, &[1, 1])];
        let factors = rake(&cells, &[halves(), halves()], OPEN).expect("met");
        let ratio = (2.0_f64 / 3.0).sqrt();
        let (a, b) = (50.0 * ratio / (1.0 + ratio), 50.0 / (1.0 + ratio));
        for ((cell, factor), expected) in cells.iter().zip(factors).zip([a, b, b, a]) {
            assert!(
                (cell.weight * factor - expected).abs() < 1e-6,
                "{} against {expected}",
                cell.weight * factor
            );
        }
    }

    #[test]
    fn what_cannot_be_met_is_named() {
        let one_sided = [cell(10.0, &[0, 0]), cell(20.0, &[0, 1])];
        assert_eq!(
            rake(&one_sided, &[halves(), halves()], OPEN),
            Err(RakeFault::Empty { margin: 0, category: 1 })
        );
        // Only two of four combinations: the second margin is the first one, and cannot have other shares.
        let bound = [cell(10.0, &[0, 0]), cell(20.0, &[1, 1])];
        let uneven = Margin { shares: vec![0.3, 0.7] };
        assert!(matches!(rake(&bound, &[halves(), uneven], OPEN), Err(RakeFault::Unmet { .. })));
        let skewed = [cell(90.0, &[0]), cell(10.0, &[1])];
        assert!(rake(&skewed, &[halves()], (0.1, 6.0)).is_ok());
        assert!(matches!(rake(&skewed, &[halves()], (0.1, 3.0)), Err(RakeFault::Unmet { .. })));
    }

    #[test]
    fn answers_that_state_nothing_keep_their_weight_beside_the_others() {
        let mut cells = [cell(30.0, &[0]), cell(10.0, &[1]), cell(20.0, &[0])];
        cells[2].categories = vec![None];
        let factors = rake(&cells, &[halves()], OPEN).expect("met");
        assert!((factors[2] - 1.0).abs() < 1e-9);
        assert!((factors[0] * 30.0 - 20.0).abs() < 1e-6 && (factors[1] * 10.0 - 20.0).abs() < 1e-6);
    }

    proptest! {
        /// With an answer in every combination, any margins can be met, and the sum of weights stays.
        #[test]
        fn margins_are_met_and_the_sum_stays(
            weights in prop::collection::vec(0.1..50.0_f64, 6),
            first in prop::collection::vec(0.05..1.0_f64, 2),
            second in prop::collection::vec(0.05..1.0_f64, 3)
        ) {
            let shares = |parts: &[f64]| {
                let sum: f64 = parts.iter().sum();
                Margin { shares: parts.iter().map(|part| part / sum).collect() }
            };
            let cells: Vec<Cell> =
                weights.iter().enumerate().map(|(at, weight)| cell(*weight, &[at / 3, at % 3])).collect();
            let margins = [shares(&first), shares(&second)];
            let factors = rake(&cells, &margins, OPEN).expect("met");
            let all: f64 = weights.iter().sum();
            let raked: f64 = cells.iter().zip(&factors).map(|(cell, factor)| cell.weight * factor).sum();
            prop_assert!((raked / all - 1.0).abs() < 1e-9);
            for (at, margin) in margins.iter().enumerate() {
                for (weight, share) in weights_of(&cells, &factors, at, margin).iter().zip(&margin.shares) {
                    prop_assert!((weight / raked - share).abs() < 1e-8);
                }
            }
        }
    }
}
