//! How much several ratings, which go together among themselves, each go together with an outcome: relative weights.
//!
//! Ratings that rise and fall together cannot be told apart by a regression: its coefficients change with every answer. Relative
//! weights share what all of them explain of the outcome among them, by way of the variables nearest to them that are unrelated.
//!
//! Source: Johnson 2000, "A heuristic method for estimating the relative weight of predictor variables in multiple regression",
//! Multivariate Behavioral Research 35(1).

use super::eigen::{Eigen, Square, eigen};
use super::intervals::{SplitMix64, quantile};
use crate::survey::trace::{Formula, Silent, Trace};

/// Answers that are alike: the outcome and then the value of each rating, and how many they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The outcome, then the ratings.
    pub values: Vec<f64>,
    /// How many.
    pub n: u64,
}

/// How all pairs of variables go together: the outcome is the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlations(Square);

/// What is explained of an outcome, and what each rating has of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// The share of the variance of the outcome that all ratings together explain, 0 to 1.
    pub r_squared: f64,
    /// What each has of it: they sum to it.
    pub of: Vec<f64>,
}

/// Why ratings have no weights: their positions from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// All answers have the same outcome.
    SameOutcome,
    /// All answers gave this rating the same value.
    Constant(usize),
    /// This one always rises and falls with the outcome, and so is nothing else than that.
    Outcome(usize),
    /// These two always rise and fall together.
    Same([usize; 2]),
    /// Each of these follows from the others.
    Follow(Vec<usize>),
}

/// What an eigenvalue is below that stands for nothing: correlations of whole numbers leave rounding of some 10⁻¹⁵ at most.
const NOTHING: f64 = 1e-9;

/// How many resamples a bootstrap of weights draws.
pub const DRAWS: usize = 1000;

/// More answers than so many are drawn in so many random groups, which takes no longer however many they are.
pub const GROUPS: usize = 1000;

/// Sums of the variables and of all products of two, with a number of answers: whole numbers where the values are, so that no order
/// of adding changes them.
#[derive(Clone)]
struct Moments {
    variables: usize,
    /// The number, the sums, the products: of each variable with itself and those after it.
    sums: Vec<f64>,
}

impl Moments {
    fn none(variables: usize) -> Self {
        Self { variables, sums: vec![0.0; 1 + variables + variables * (variables + 1) / 2] }
    }

    /// Those of one answer.
    fn of(values: &[f64]) -> Self {
        let products = values
            .iter()
            .enumerate()
            .flat_map(|(at, value)| values.iter().skip(at).map(move |other| value * other));
        let sums = std::iter::once(1.0).chain(values.iter().copied()).chain(products).collect();
        Self { variables: values.len(), sums }
    }

    fn add(&mut self, other: &Self, times: f64) {
        add(&mut self.sums, &other.sums, times);
    }

    /// Variables that do not vary go together with nothing.
    fn correlations(&self) -> Correlations {
        let at = |at: usize| self.sums.get(at).copied().unwrap_or_default();
        let n = at(0);
        // Where the products of a variable begin, less those of variables before itself.
        let product = |first: usize, second: usize| {
            at(1 + self.variables + first * (2 * self.variables - first + 1) / 2 + second - first)
        };
        let covariance = |first: usize, second: usize| {
            let (first, second) = (first.min(second), first.max(second));
            n * product(first, second) - at(1 + first) * at(1 + second)
        };
        let deviations: Vec<f64> =
            (0..self.variables).map(|own| covariance(own, own).max(0.0).sqrt()).collect();
        let deviation = |own: usize| deviations.get(own).copied().unwrap_or_default();
        Correlations(Square::new(self.variables, |row, column| {
            let both = deviation(row) * deviation(column);
            match both {
                _ if row == column => f64::from(u8::from(both > 0.0)),
                both if both > 0.0 => (covariance(row, column) / both).clamp(-1.0, 1.0),
                _ => 0.0,
            }
        }))
    }
}

impl Correlations {
    /// Those of answers.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn of(answers: &[Alike]) -> Self {
        let mut all = Moments::none(answers.first().map_or(1, |alike| alike.values.len()));
        for Alike { values, n } in answers {
            all.add(&Moments::of(values), *n as f64);
        }
        all.correlations()
    }

    /// How many ratings there are.
    #[must_use]
    pub fn ratings(&self) -> usize {
        self.0.size.saturating_sub(1)
    }

    /// The correlation of a rating with the outcome.
    #[must_use]
    pub fn with_outcome(&self, rating: usize) -> f64 {
        self.0.at(0, rating + 1)
    }

    /// The correlation of two ratings.
    #[must_use]
    pub fn between(&self, first: usize, second: usize) -> f64 {
        self.0.at(first + 1, second + 1)
    }

    /// The correlations of the ratings; one that does not vary is unrelated to all others.
    fn of_ratings(&self) -> Square {
        Square::new(self.ratings(), |row, column| if row == column { 1.0 } else { self.between(row, column) })
    }

    /// Everything that leaves the weights undetermined; nothing where they can be told.
    #[must_use]
    pub fn unfit(&self) -> Vec<Unfit> {
        let mut found = Vec::new();
        if self.0.at(0, 0) == 0.0 {
            found.push(Unfit::SameOutcome);
        }
        let count = self.ratings();
        found.extend((0..count).filter(|at| self.between(*at, *at) == 0.0).map(Unfit::Constant));
        let is_outcome = |rating: &usize| self.with_outcome(*rating).abs() > 1.0 - NOTHING;
        found.extend((0..count).filter(is_outcome).map(Unfit::Outcome));
        let pairs = (0..count).flat_map(|first| (first + 1..count).map(move |second| [first, second]));
        let same = pairs.filter(|[first, second]| self.between(*first, *second).abs() > 1.0 - NOTHING);
        let same: Vec<Unfit> = same.map(Unfit::Same).collect();
        if same.is_empty() {
            let Eigen { values, vectors } = eigen(self.of_ratings());
            let empty: Vec<usize> =
                values.iter().enumerate().filter(|(_, value)| **value < NOTHING).map(|(at, _)| at).collect();
            let is_in = |rating: &usize| empty.iter().any(|at| vectors.at(*at, *rating).abs() > 1e-5);
            let members: Vec<usize> = (0..count).filter(is_in).collect();
            found.extend((!members.is_empty()).then_some(Unfit::Follow(members)));
        }
        found.extend(same);
        found
    }

    /// The relative weights.
    #[must_use]
    pub fn weights(&self) -> Weights {
        self.weights_traced(None, &mut Silent)
    }

    /// The same, telling the steps of one rating.
    #[must_use]
    pub fn weights_traced<T: Trace>(&self, told: Option<usize>, trace: &mut T) -> Weights {
        let count = self.ratings();
        let Eigen { values, vectors } = eigen(self.of_ratings());
        // The unrelated variables that are nearest to the ratings: what each explains of the outcome, and how it makes up each rating.
        // Of each eigenvector that stands for anything, its root.
        let roots: Vec<(&[f64], f64)> = values
            .iter()
            .enumerate()
            .filter(|(_, value)| **value > NOTHING)
            .map(|(at, value)| (vectors.row(at), value.sqrt()))
            .collect();
        let mut beta = vec![0.0; count];
        let mut lambda = Square::new(count, |_, _| 0.0);
        for (vector, root) in roots {
            let turned: f64 =
                vector.iter().enumerate().map(|(rating, part)| part * self.with_outcome(rating)).sum();
            add(&mut beta, vector, turned / root);
            lambda.rows_mut().zip(vector).for_each(|(row, part)| add(row, vector, part * root));
        }
        let weight = |rating: usize| -> f64 {
            beta.iter().zip(lambda.row(rating)).map(|(beta, part)| (part * beta) * (part * beta)).sum()
        };
        let of: Vec<f64> = (0..count).map(weight).collect();
        if let Some(rating) = told.filter(|_| T::LISTENS) {
            let inputs = beta.iter().enumerate().flat_map(|(at, beta)| [lambda.at(rating, at), *beta]);
            trace.step(Formula::RelativeWeight, &inputs.collect::<Vec<_>>(), weight(rating));
        }
        // More than everything cannot be explained, but for rounding.
        Weights { r_squared: of.iter().sum::<f64>().min(1.0), of }
    }
}

/// Adds a vector so many times.
fn add(to: &mut [f64], vector: &[f64], times: f64) {
    to.iter_mut().zip(vector).for_each(|(sum, own)| *sum += times * own);
}

/// The percentile bootstrap of R² and of each weight, in that order: as many answers are drawn from the given ones, each as likely as
/// any other, and `share` of the weights of all resamples is left between both ends. More than [`GROUPS`] answers are first dealt at
/// random into so many groups, and groups are drawn: what they differ by says as well how much answers do.
///
/// The draws follow from `seed`, the number of answers and that of ratings alone, and what is drawn from the order of `answers`, which
/// has to be that of their values. Where a rating does not vary within a resample, its weight there is nothing.
///
/// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.
#[must_use]
pub fn intervals_of_weights(answers: &[Alike], share: f64, seed: u64) -> Vec<[f64; 2]> {
    let variables = answers.first().map_or(1, |alike| alike.values.len());
    let mut units = Units::of(answers, variables, seed);
    let mut draws: Vec<Vec<f64>> = vec![Vec::with_capacity(DRAWS); variables];
    for _ in 0..DRAWS {
        let Weights { r_squared, of } = units.draw().correlations().weights();
        for (draws, weight) in draws.iter_mut().zip(std::iter::once(r_squared).chain(of)) {
            draws.push(weight);
        }
    }
    let tail = (1.0 - share) / 2.0;
    let ends = |mut draws: Vec<f64>| {
        draws.sort_by(f64::total_cmp);
        [tail, 1.0 - tail].map(|share| quantile(&draws, share))
    };
    draws.into_iter().map(ends).collect()
}

/// What a resample is drawn of.
struct Units {
    /// The sums of answers that are alike, or of groups.
    each: Vec<Moments>,
    /// Of each that can be drawn, which of these it is.
    owners: Vec<usize>,
    times: Vec<u32>,
    variables: usize,
    stream: SplitMix64,
}

impl Units {
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    fn of(answers: &[Alike], variables: usize, seed: u64) -> Self {
        let n: u64 = answers.iter().map(|alike| alike.n).sum();
        let mut stream = SplitMix64::new(seed, &[n as f64, variables as f64]);
        let own = || answers.iter().map(|alike| Moments::of(&alike.values));
        let times = |at: usize, n: u64| std::iter::repeat_n(at, usize::try_from(n).unwrap_or_default());
        let (each, owners): (Vec<Moments>, Vec<usize>) = if n <= GROUPS as u64 {
            let owners = answers.iter().enumerate().flat_map(|(at, alike)| times(at, alike.n));
            (own().collect(), owners.collect())
        } else {
            let mut groups = vec![Moments::none(variables); GROUPS];
            for (alike, own) in answers.iter().zip(own()) {
                let mut dealt = vec![0_u32; if alike.n < GROUPS as u64 { 0 } else { GROUPS }];
                for _ in 0..alike.n {
                    let at = stream.below(GROUPS);
                    match dealt.get_mut(at) {
                        Some(dealt) => *dealt += 1,
                        None => groups.iter_mut().skip(at).take(1).for_each(|group| group.add(&own, 1.0)),
                    }
                }
                for (group, dealt) in groups.iter_mut().zip(dealt) {
                    group.add(&own, f64::from(dealt));
                }
            }
            (groups, (0..GROUPS).collect())
        };
        Self { times: vec![0; each.len()], each, owners, variables, stream }
    }

    /// A resample.
    fn draw(&mut self) -> Moments {
        self.times.fill(0);
        for _ in 0..self.owners.len() {
            let at = self.owners.get(self.stream.below(self.owners.len())).copied().unwrap_or_default();
            self.times.iter_mut().skip(at).take(1).for_each(|times| *times += 1);
        }
        let mut all = Moments::none(self.variables);
        for (own, times) in self.each.iter().zip(&self.times).filter(|(_, times)| **times > 0) {
            all.add(own, f64::from(*times));
        }
        all
    }
}

#[cfg(test)]
#[path = "relative_weights_tests.rs"]
mod tests;
