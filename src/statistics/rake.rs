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
    /// Their category in each margin; none where they state none, and are left as they are.
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
                if let Some(category) = cell.categories.get(at).copied().flatten() {
                    *factor *= margin.shares[category] * stated / weights[category];
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
        if let Some(category) = cell.categories.get(at).copied().flatten() {
            weights[category] += cell.weight * factor;
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
