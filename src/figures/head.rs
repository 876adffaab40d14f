//! The head of a report: whose it is, how its figures were made, and what every part of it speaks of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::comparison::Change;
use super::estimate::Finding;
use crate::config::{Asked, Language, PaperSize, PaperTables};
use crate::survey::{Client, Confidence, Correction, Day, Disclosure, IntervalMethod, Period, Question};

/// What stands before the sections: the keys at the top of `report.json` and of `index.json`.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Head {
    /// Title of the report.
    pub title: String,
    /// Who the report is about; of an index, who sends the reports.
    pub organisation: Option<String>,
    /// Whom the report is for, in a batch of reports; absent for one on all answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Client>,
    /// A text on whom it is addressed to; absent where none is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Language of the page.
    pub language: Language,
    /// Texts of the page in place of the language's own, by name; absent where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub wording: BTreeMap<String, String>,
    /// Logo and colours.
    pub brand: Brand,
    /// The reporting date: nothing after it is counted.
    pub as_of: Day,
    /// What respondents were asked.
    pub question: Question,
    /// How the figures were computed.
    pub method: Method,
    /// Named levels, lowest first; the first starts at −100.
    pub levels: Vec<Level>,
    /// The period reported on; none when the answers have no dates, and then all answers are meant.
    pub period: Option<Period>,
    /// The periods that are shown, oldest first, the reported one last; absent without dates, and in an index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
    /// Whether figures are rounded as a page shows them, without answers by group and by score: where answers are weighted,
    /// hidden regions or single answers could be worked out of more; absent where they are not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rounded: bool,
    /// All answers of the period.
    pub overall: Finding,
    /// All answers of each of `periods`, in that order, where regions are held against them over time; absent where the trend
    /// has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over_time: Vec<Finding>,
    /// The period against earlier ones, against each of them once.
    pub changes: Vec<Change>,
    /// How many of those asked have answered in the period; absent where that is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// How the survey was made, as far as it is stated; absent where nothing is.
    #[serde(default, skip_serializing_if = "Disclosure::is_empty")]
    pub survey: Disclosure,
}

impl Head {
    /// Whether answers weigh differently.
    pub(crate) fn has_weights(&self) -> bool {
        self.method.weighting.as_ref().is_some_and(Weighting::has_weights)
    }

    /// Whether answers are told by group and by score, unweighted.
    pub(crate) fn has_counts(&self) -> bool {
        !self.rounded || !self.has_weights()
    }

    /// How near shares have to be to each other that follow from each other.
    pub(crate) fn nearness(&self) -> f64 {
        if self.rounded { 3e-3 } else { 1e-6 }
    }
}

/// How many of those asked have answered. The rate is `answered / asked`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// How many have answered in the period.
    pub answered: u64,
    /// How many were asked, or could have answered; at least `answered`, and not zero.
    #[schemars(range(min = 1))]
    pub asked: u64,
    /// Whether `asked` is how many were invited, or how many there are to answer.
    pub of: Asked,
}

/// How the page looks that is not the same for everybody. What few state is absent where it is not stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The logo as a `data:` URI.
    pub logo: Option<String>,
    /// Accent colour, `#rrggbb`.
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub accent: Option<String>,
    /// Colour of promoters, `#rrggbb`; absent where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub promoters: Option<String>,
    /// Colour of detractors, `#rrggbb`; absent where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub detractors: Option<String>,
    /// Colour of headings, `#rrggbb`; absent where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^#[0-9A-Fa-f]{6}$"))]
    pub headings: Option<String>,
    /// Font families, as CSS lists them; absent where they are not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// What stands before the headline, paragraphs with an empty line between them; absent where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    /// What stands at the end, in the same form; absent where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The line at the edge of every page; absent where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<String>,
    /// The paper; absent where it is A4.
    #[serde(default, skip_serializing_if = "is_a4")]
    pub paper: PaperSize,
    /// Where the tables behind charts stand on paper; absent where that is an appendix.
    #[serde(default, skip_serializing_if = "is_appendix")]
    pub paper_tables: PaperTables,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_a4(paper: &PaperSize) -> bool {
    *paper == PaperSize::A4
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_appendix(tables: &PaperTables) -> bool {
    *tables == PaperTables::Appendix
}

/// How the figures were computed.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// How intervals are computed.
    pub interval: IntervalMethod,
    /// What the resamples follow from; none but for a bootstrap.
    pub seed: Option<u64>,
    /// Correction for several comparisons shown together.
    pub correction: Correction,
    /// Confidence level of intervals and verdicts, a share.
    pub confidence: Confidence,
    /// Figures of fewer answers are not shown.
    pub hide_below: u64,
    /// Figures of fewer answers are marked.
    pub low_base: u64,
    /// How answers are weighted and what clusters they belong to; absent where every answer counts once and by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighting: Option<Weighting>,
}

/// How answers are weighted and what clusters they belong to.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighting {
    /// The column that holds the weights; none without one.
    pub column: Option<String>,
    /// The shares that weights are raked to in every period, empty without raking.
    pub margins: Vec<Margin>,
    /// The smallest factor that raking puts on a weight, relative to the mean; none without a limit.
    #[schemars(range(min = 0))]
    pub smallest: Option<f64>,
    /// The largest; none without a limit.
    #[schemars(range(min = 0))]
    pub largest: Option<f64>,
    /// The column that names the cluster of an answer; none without one.
    pub cluster: Option<String>,
}

impl Weighting {
    /// Whether answers weigh differently, and do not only belong to clusters.
    pub(crate) fn has_weights(&self) -> bool {
        self.column.is_some() || !self.margins.is_empty()
    }
}

/// The true shares of what a column tells apart.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// The column.
    pub column: String,
    /// Each value with its share, 0 to 1, sorted by value; of a column that names clients only the report's own.
    #[schemars(with = "Vec<(String, Share)>")]
    pub shares: Vec<(String, f64)>,
}

/// A share of the whole, 0 to 1; only the JSON Schema speaks of it.
#[derive(JsonSchema)]
#[schemars(inline, extend("minimum" = 0, "maximum" = 1))]
struct Share(#[expect(dead_code, reason = "a schema has no values")] f64);

/// A named level: from its lower bound up to the next level's.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Lower bound in NPS points, included.
    #[schemars(range(min = -100, max = 100))]
    pub from: f64,
    /// Its name; none for a default level, whose name is the language's.
    pub name: Option<String>,
    /// What it means and what to do; absent where that is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
