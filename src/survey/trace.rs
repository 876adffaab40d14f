//! What a computation tells of its steps while it runs, to whoever asks: so that explaining a figure is not a second
//! computation of it.
//!
//! Every formula of a figure is written once, in a function that takes a [`Trace`]. Asked for the figure alone it is given
//! [`Silent`], which the compiler leaves nothing of; asked how it comes about, a [`Recording`].

use super::scale::Group;

/// Who is told the steps of a computation.
pub trait Trace {
    /// Whether it makes any difference what is told: what only a listener needs is not put together for nobody.
    const LISTENS: bool;

    /// A formula, what is put into it in the order that the formula's description has, and what it comes to.
    fn step(&mut self, formula: Formula, inputs: &[f64], result: f64);

    /// Which of several like things the steps from here on are of.
    fn of(&mut self, side: Side);
}

/// Nobody.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Trace for Silent {
    const LISTENS: bool = false;

    #[inline(always)]
    fn step(&mut self, _: Formula, _: &[f64], _: f64) {}

    #[inline(always)]
    fn of(&mut self, _: Side) {}
}

/// The steps of a computation, in their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recording {
    steps: Vec<Step>,
    side: Side,
}

/// A formula with numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Which formula.
    pub formula: Formula,
    /// What it is of, where a computation is of several like things.
    pub side: Side,
    /// What is put in, in the order that the description of the formula has.
    pub inputs: Vec<f64>,
    /// What it comes to.
    pub result: f64,
}

impl Trace for Recording {
    const LISTENS: bool = true;

    fn step(&mut self, formula: Formula, inputs: &[f64], result: f64) {
        self.steps.push(Step { formula, side: self.side, inputs: inputs.to_vec(), result });
    }

    fn of(&mut self, side: Side) {
        self.side = side;
    }
}

/// What a computation gives, and the steps that it told.
pub fn recorded<R>(compute: impl FnOnce(&mut Recording) -> R) -> (R, Vec<Step>) {
    let mut recording = Recording::default();
    let result = compute(&mut recording);
    (result, recording.steps)
}

/// Which of several like things a step is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// The only one, or all together.
    #[default]
    Whole,
    /// The first score of a difference.
    First,
    /// The second.
    Second,
    /// The one at a position of a series: a value, a group, a p-value.
    At(usize),
}

/// An end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The lower.
    Low,
    /// The upper.
    High,
}

/// Whether groups are as they are, or have answers added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Counts, or shares of an effective n.
    Given,
    /// With ¾, 1½ and ¾ added: d′, n′, m′, V′.
    Adjusted,
}

/// Why a test is to be confirmed by an exact one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// Answers are few.
    Few,
    /// The corrected p-value is below the level by little.
    ByLittle,
}

/// Why two sets of answers are not tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untested {
    /// All answers of both are alike.
    Alike,
    /// Those of one are worth no more than one answer.
    OneAnswer,
}

/// The formulas of all figures. Each says what is put in, in that order; d, z and p are detractors, passives and promoters,
/// n their sum, m the mean of answers coded −1, 0 and 1, V the variance of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// group / n
    Share(Group),
    /// Σw of the group / Σw
    WeightedShare(Group),
    /// 100 × (p − d) / n
    Score,
    /// 100 × (share of promoters − share of detractors)
    ScoreOfShares,
    /// Σ score × answers: each score and how many gave it.
    SumOfScores,
    /// Σ score × weight: each score and what those who gave it weigh.
    WeightedSumOfScores,
    /// sum / n
    MeanScore,
    /// sum / Σw
    WeightedMeanScore,

    /// share × effective n: what a group is computed with.
    EffectiveSize(Group),
    /// group + ¾, or + 1½ in the middle.
    Added(Group),
    /// d + z + p
    N(Basis),
    /// (p − d) / n
    Mean(Basis),
    /// p + d over n, less m²: p, d, n, m
    Variance(Basis),
    /// In points: 100 × √(V / n)
    StandardError(Basis),
    /// Coded: √(V / n)
    CodedError,
    /// z, between whose negative and itself that share of a normal distribution lies.
    Critical,
    /// 100 × m ± z × SE
    WaldEnd(Basis, End),
    /// An end of Tango's interval, at which T is the input.
    TangoEnd(End),
    /// The draws of a bootstrap: how many, the share that is cut off at each end; comes to that end.
    BootstrapEnd(End),
    /// An end cut at ±100: the end.
    Cut,
    /// An end moved to hold the score: the score.
    Held,

    /// NPS₁ − NPS₂
    Difference,
    /// NPS − benchmark
    Distance,
    /// V′₁ / n′₁ + V′₂ / n′₂, given as the two terms.
    VarianceOfDifference,
    /// The same less 2ρ × √ of their product: the two terms, ρ.
    VarianceOfRelated,
    /// V′ / n′
    VarianceOfScore,
    /// V′ / n′ + V′ / m: V′, n′, m answers of the benchmark.
    VarianceOfDistance,
    /// (m′₁ − m′₂) / √variance
    ZOfDifference,
    /// (m′ − benchmark / 100) / √variance
    ZOfDistance,
    /// 2 × (1 − Φ(|z|))
    TwoSided,
    /// The exact test: how many are drawn, of how many.
    Exact(Confirmed),
    /// T(benchmark / 100) of Tango's score test.
    ScoreTest,
    /// T(benchmark / 100) / √(1 + n / m): T, n, m
    ScoreTestOfBoth,
    /// max(p, other)
    Larger,
    /// (m′ − target / 100) / SE′
    ZOfTarget,
    /// Φ(z)
    Below,
    /// One of several p-values, at a position: p, its multiplier, their product; comes to the corrected one.
    Holm,
    /// The same by Benjamini and Hochberg.
    BenjaminiHochberg,

    /// (Σw)² / Σw²: what weights leave of n.
    Kish,
    /// C / (C − 1) × Σu² / (Σw)²: C, C − 1, Σu², Σw
    VarianceOfMean,
    /// Σu² + V × ΣW²: Σu² of clusters whose answers are known, V, ΣW² of the others.
    SpreadOfAlike,
    /// V / Var(θ): what clusters leave of n.
    Linearised,
    /// (ΣW)² / ΣW²: ΣW, ΣW², how many clusters.
    OneEach,
    /// The smaller of what weights and clusters leave.
    Smaller,
    /// effective n × (N − 1) / (N − n): effective n, N, n
    OutOfPopulation,
    /// At most 10¹², which stands for a census.
    Census,

    /// k / n: answers of the upper group and all.
    UpperShare,
    /// An end of Wilson's interval: share, z, n
    WilsonEnd(End),
    /// share₁ − share₂
    DifferenceOfShares,
    /// The share p̄ of both sides together: share₁, n₁, share₂, n₂
    PooledShare,
    /// p̄ × (1 − p̄) / n
    VarianceOfShare,
    /// v₁ + v₂
    SumOfVariances,
    /// v₁ + v₂ − 2ρ × √(v₁ × v₂): v₁, v₂, ρ
    SumOfRelatedVariances,
    /// difference / √variance
    ZOfShares,
    /// 2 × (1 − Φ(|z|)), of shares
    TwoSidedOfShares,
    /// Fisher's exact test: how many are drawn, of how many.
    Fisher,

    /// Σ answers × (score − mean)²: the mean, then each score and how many gave it.
    SumOfSquares,
    /// Σ weight × (score − mean)²: the mean, then each score and what those who gave it weigh.
    WeightedSumOfSquares,
    /// √(Q / (n − 1)): sum of squares Q, n
    Deviation,
    /// √(Q / Σw × n / (n − 1)): sum of squares Q, Σw, effective n
    WeightedDeviation,
    /// [`VarianceOfMean`](Self::VarianceOfMean) of scores that are not coded: C, C − 1, Σu², Σw
    VarianceOfMeanScore,
    /// s / √n
    ErrorOfMean,
    /// t, between whose negative and itself that share of Student's distribution lies: share, degrees of freedom ν
    CriticalT,
    /// mean ± t × SE
    StudentEnd(End),
    /// An end cut at an end of the scale: the end.
    CutAtScale,
    /// Both ends of an interval of answers that are all alike.
    NoWidth,
    /// mean₁ − mean₂
    DifferenceOfMeans,
    /// s² / n
    VarianceOfMeanAnswer,
    /// n − 1
    Freedom,
    /// (v₁ + v₂)² / (v₁² / ν₁ + v₂² / ν₂): v₁, v₂, ν₁, ν₂
    Welch,
    /// difference / √variance, with which Student's distribution is looked up.
    TOfMeans,
    /// How much of Student's distribution lies as far out: |t|, degrees of freedom ν
    TwoSidedOfT,
    /// Answers of each side that are all alike are compared as shares, 1 and 0: the difference.
    TwoKinds,
    /// No test: p is 1.
    Untested(Untested),

    /// Σ n × NPS / Σ n
    CentreByBase,
    /// Σ n × V / Σ n
    PooledVariance,
    /// 3 × √(V̄ / n)
    ReachByBase,
    /// Σ NPS / periods
    CentreOfScores,
    /// Σ ranges / (periods − 1): the sum, the number of periods
    MeanRange,
    /// 2.66 × mean range
    ReachByRange,
    /// centre ± reach
    Limit(End),

    /// share / shares of those that stayed, before.
    PartBefore,
    /// The same after.
    PartAfter,
    /// (w₁ − w₀) × ((s₀ + s₁) / 2 − (C₀ + C₁) / 2), in that order.
    Mix,
    /// (w₀ + w₁) / 2 × (s₁ − s₀)
    Rate,
    /// share × (s₁ − C₁)
    Entered,
    /// share × (C₀ − s₀)
    Left,

    /// confidence^(1 / how many are ranked)
    LevelOfEach,

    /// (there − back)² / (there + back): how many respondents went from one group to another, and back.
    McNemar,
    /// now − before: how many respondents are in a group.
    Surplus(Group),
    /// (there + back) / 2: how many went from the one group to the other, and back.
    BetweenGroups(Group, Group),
    /// The statistic of Stuart and Maxwell: m₂₃, d₁, m₁₃, d₂, m₁₂, d₃
    StuartMaxwell,
    /// How much of the χ² distribution lies above: χ², degrees of freedom ν
    ChiSquare,
    /// Σ λ² × β²: of each of the unrelated variables nearest to several ratings, how it makes up one of these and what it explains of
    /// the outcome.
    RelativeWeight,
}

/// Tells of a mean: what each answer weighs, their sum, all weight, the mean.
pub(super) fn mean<T: Trace>(
    trace: &mut T,
    [of_sum, of_mean]: [Formula; 2],
    terms: impl Iterator<Item = (f64, i32)>,
    (sum, all, mean): (f64, f64, f64),
) {
    if T::LISTENS {
        let given = terms.filter(|(weight, _)| *weight > 0.0);
        let inputs: Vec<f64> = given.flat_map(|(weight, answer)| [f64::from(answer), weight]).collect();
        trace.step(of_sum, &inputs, sum);
        trace.step(of_mean, &[sum, all], mean);
    }
}
