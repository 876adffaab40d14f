//! What is known of each question besides the one that leads the report.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::{Columns, Statistic};
use crate::figures::{Finding, Since};
use crate::responses::Reason;
use crate::statistics::{Trend, Verdict};
use crate::survey::{Period, Question, QuestionKind, Region};

/// Every question besides the one that leads the report, in the order of the config.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Questions(pub Vec<Asked>);

/// A question and what was answered.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AskedQuestion")]
pub struct Asked {
    /// What was asked.
    pub question: Question,
    /// Whether it is told by a list of all who were asked, apart from the answers; absent where it is not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_list: bool,
    /// What became of all rows, as far as this question is concerned; absent where clients read the report, who could tell each
    /// other's from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// What is measured by it: of a rating its mean and the share of its top box.
    pub measures: Vec<Line>,
    /// The level that the first of them has reached in the reported period; absent without levels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Reached>,
}

/// A named level that a value has reached.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionReached")]
pub struct Reached {
    /// Its name.
    pub name: String,
    /// What it means and what to do; absent where that is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What became of the rows of a question, whatever their dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionAccount")]
pub struct Account {
    /// Answers used.
    pub answers: u64,
    /// Rows without an answer to it, and those that are outside the report.
    pub outside: u64,
    /// Rows left out for a fault, by why.
    pub rejected: BTreeMap<Reason, u64>,
}

/// What is measured by a question, now, over time, against benchmarks and by region.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionMeasure")]
pub struct Line {
    /// What.
    pub measure: Gauge,
    /// The reported period; all answers without dates.
    pub now: Finding<Level>,
    /// The reported period against earlier ones.
    pub changes: Vec<Moved>,
    /// Each of the periods of the report, oldest first; absent without dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over_time: Vec<Finding<Level>>,
    /// The reported period against benchmarks; absent without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<Against>,
    /// Each region in the reported period; absent without regions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<InRegion>,
    /// Each further cut in the reported period, in the order of the config; absent where it is not told by any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<InCut>,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Gauge")]
pub enum Gauge {
    /// The score, in points from −100 to 100.
    Nps,
    /// The mean answer, on the scale's own numbers.
    Mean,
    /// The share of the answers in the top box, 0 to 1.
    TopBox,
    /// The share of those who say yes, 0 to 1.
    Yes,
    /// The share of those who went through a step, 0 to 1.
    Outcome,
    /// The share of those who answered the question that leads the report, among all who were asked, 0 to 1.
    Response,
    /// The share of those who chose an option, among those who chose any, 0 to 1.
    Option,
}

/// What a measure counts in. Measures of different units never stand on one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Points of the score.
    Points,
    /// Answers on a scale with these ends.
    Scale([i32; 2]),
    /// A share of the answers, 0 to 1, shown in per cent.
    Share,
    /// A share of those who were asked, or who went through another step, 0 to 1, shown in per cent.
    Outcome,
    /// A share of those who chose any option of a question, 0 to 1, shown in per cent.
    Option,
}

/// A measured value with all that belongs to it, in the unit of its measure.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionLevel")]
pub struct Level {
    /// Base: answers counted, unweighted.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// The value.
    pub value: f64,
    /// Lower end of its confidence interval; none for a mean of one answer.
    pub lower: Option<f64>,
    /// Upper end.
    pub upper: Option<f64>,
    /// Whether n is below [`method.low_base`](crate::figures::Method::low_base).
    pub low_base: bool,
}

/// A difference of two values and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Gap_{V}")]
pub struct Gap<V> {
    /// The difference, in the unit of the measure.
    pub gap: f64,
    /// Test statistic: z of scores and shares, t of means; at most 10⁹, which stands for no end.
    pub z: f64,
    /// Two-sided p-value, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// The same after correction for the comparisons shown together with this one.
    #[schemars(range(min = 0, max = 1))]
    pub p_adjusted: f64,
    /// What that says at the report's confidence level.
    pub verdict: V,
}

/// The reported period against an earlier one.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionChange")]
pub struct Moved {
    /// Which earlier period.
    pub since: Since,
    /// That period.
    pub period: Period,
    /// What was measured then.
    pub then: Finding<Level>,
    /// The change, where both are measured.
    pub comparison: Option<Gap<Trend>>,
}

/// The reported period against a benchmark.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionBenchmark")]
pub struct Against {
    /// Its name.
    pub name: String,
    /// Its value, in the unit of the measure.
    pub value: f64,
    /// What the value is.
    pub statistic: Statistic,
    /// Year it stands for.
    pub year: Option<i32>,
    /// Its own base, where known.
    pub n: Option<u64>,
    /// Where it was published.
    pub source: Option<String>,
    /// The measured value less the benchmark; none where nothing is measured.
    pub comparison: Option<Gap<Verdict>>,
}

/// The values of a column in the reported period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionCut")]
pub struct InCut {
    /// The column.
    pub name: String,
    /// What the page calls it; absent where that is the name of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The two columns that its values are told by together, where it is a table; absent where it is one column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<[String; 2]>,
    /// Its values that have answers: in the order that the config states, then by name.
    pub values: Vec<InRegion>,
}

impl InCut {
    /// What the page calls it.
    #[must_use]
    pub fn called(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Where it is among the cuts of the config, and the attribute that it is of.
    pub(super) fn place(&self, columns: &Columns) -> Option<(usize, usize)> {
        let of = columns.cuts.iter().map(|cut| cut.attribute).enumerate();
        let is_it =
            |attribute: usize| columns.attributes.get(attribute).is_some_and(|of| of.value == self.name);
        of.into_iter().find(|(_, attribute)| is_it(*attribute))
    }
}

/// A region, or another value of a cut, in the reported period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "QuestionRegion")]
pub struct InRegion {
    /// The region.
    pub region: Region,
    /// What is measured there.
    pub finding: Finding<Level>,
    /// The region against all others together, where both are measured.
    pub rest: Option<Gap<Verdict>>,
}

/// A question and what is measured by it.
pub(super) type Of<'a> = (&'a Asked, &'a Line);

/// What it counts in.
pub(super) fn unit((asked, line): &Of<'_>) -> Unit {
    line.measure.unit(&asked.question)
}

impl Gauge {
    /// What is measured by a question.
    pub(crate) const fn of(kind: QuestionKind) -> &'static [Self] {
        match kind {
            QuestionKind::Nps => &[Self::Nps],
            QuestionKind::Rating => &[Self::Mean, Self::TopBox],
            QuestionKind::YesNo => &[Self::Yes],
            QuestionKind::Outcome => &[Self::Outcome],
            QuestionKind::Response => &[Self::Response],
            QuestionKind::Choice | QuestionKind::Choices | QuestionKind::Themes => &[Self::Option],
        }
    }

    /// What it counts in.
    pub(crate) fn unit(self, question: &Question) -> Unit {
        match self {
            Self::Nps => Unit::Points,
            Self::Mean => Unit::Scale([question.scale.low(), question.scale.high()]),
            Self::TopBox | Self::Yes => Unit::Share,
            Self::Outcome | Self::Response => Unit::Outcome,
            Self::Option => Unit::Option,
        }
    }
}

impl Level {
    /// Of how many a share is.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a share of a count, which stays far below 2^53"
    )]
    pub(crate) fn answered(&self) -> u64 {
        (self.value * self.n as f64).round() as u64
    }
}

impl Unit {
    /// With how many decimals a table shows it.
    pub(crate) const fn decimals(self) -> u8 {
        match self {
            Self::Points | Self::Share | Self::Outcome | Self::Option => 1,
            Self::Scale(_) => 2,
        }
    }

    /// A number as it is shown: a share in per cent.
    pub(crate) fn shown(self, number: f64) -> f64 {
        number * self.times()
    }

    const fn times(self) -> f64 {
        match self {
            Self::Points | Self::Scale(_) => 1.0,
            Self::Share | Self::Outcome | Self::Option => 100.0,
        }
    }

    /// With how many decimals the number itself is told as closely.
    const fn digits(self) -> i32 {
        match self {
            Self::Points => 1,
            Self::Scale(_) => 2,
            Self::Share | Self::Outcome | Self::Option => 3,
        }
    }

    /// Between which values it lies.
    pub(crate) fn bounds(self) -> [f64; 2] {
        match self {
            Self::Points => [-100.0, 100.0],
            Self::Scale(ends) => ends.map(f64::from),
            Self::Share | Self::Outcome | Self::Option => [0.0, 1.0],
        }
    }

    /// A smaller difference is shown as none, in the table.
    pub(crate) fn smallest(self) -> f64 {
        0.5 / 10_f64.powi(self.digits())
    }
}

impl Questions {
    /// All that is measured, each with its question.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&Asked, &Line)> {
        self.0.iter().flat_map(|asked| asked.measures.iter().map(move |line| (asked, line)))
    }

    /// Whether they are what comments are about.
    pub(crate) fn are_themes(&self) -> bool {
        self.0.iter().any(|asked| asked.question.kind == QuestionKind::Themes)
    }

    /// Where they are in a report, as a JSON Pointer.
    pub(super) fn path(&self) -> &'static str {
        if self.are_themes() { "/sections/themes/shares" } else { "/sections/questions" }
    }

    /// How many of those who were asked have answered; none where that is not known.
    pub(crate) fn response(&self) -> Option<&Line> {
        self.lines().map(|(_, line)| line).find(|line| line.measure == Gauge::Response)
    }

    /// Whether a list of its own tells who was asked.
    pub(crate) fn is_by_list(&self) -> bool {
        self.0.iter().any(|asked| asked.by_list)
    }

    /// The same with every figure rounded as a table shows it.
    pub(crate) fn rounded(&mut self, round: impl Fn(f64, i32) -> f64) {
        for Asked { question, measures, .. } in &mut self.0 {
            for line in measures {
                let decimals = line.measure.unit(question).digits();
                line.each_number(|number| *number = round(*number, decimals));
            }
        }
    }
}

impl Line {
    /// Shows each computed number, p-values and test statistics apart.
    fn each_number(&mut self, mut see: impl FnMut(&mut f64)) {
        let earlier = self.changes.iter_mut().map(|change| &mut change.then);
        let by_cut = self.cuts.iter_mut().flat_map(|cut| &mut cut.values);
        let regions = self.regions.iter_mut().chain(by_cut).map(|part| &mut part.finding);
        for finding in [&mut self.now].into_iter().chain(&mut self.over_time).chain(earlier).chain(regions) {
            if let Finding::Measured(Level { value, lower, upper, .. }) = finding {
                [Some(value), lower.as_mut(), upper.as_mut()].into_iter().flatten().for_each(&mut see);
            }
        }
        let changes = self.changes.iter_mut().filter_map(|change| Some(&mut change.comparison.as_mut()?.gap));
        let benchmarks =
            self.benchmarks.iter_mut().filter_map(|against| Some(&mut against.comparison.as_mut()?.gap));
        let by_cut = self.cuts.iter_mut().flat_map(|cut| &mut cut.values);
        let rests = self.regions.iter_mut().chain(by_cut);
        let rests = rests.filter_map(|part| Some(&mut part.rest.as_mut()?.gap));
        changes.chain(benchmarks).chain(rests).for_each(see);
    }
}
