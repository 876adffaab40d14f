//! The types of `report.json`, which `schema.md` beside this file documents for users.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::control::Control;
use super::key_findings::KeyFinding;
use super::participants::Participants;
use super::warnings::Warning;
use super::why::Why;
use crate::config::{Asked, Language, PaperSize, PaperTables, Statistic};
use crate::responses::{Outside, Reason};
use crate::statistics::{Trend, Verdict};
use crate::survey::{
    Client, Confidence, Correction, Counts, Day, Decimal, Histogram, Interval, IntervalMethod, Nps,
    NpsChange, Period, Region, Sample, Scale,
};

/// Version of the layout of `report.json`: raised when a reader of the old layout would misread the new.
pub const SCHEMA: &str = "plaudit-report/1";

/// Everything a page shows, unrounded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Program and version that made the figures.
    pub generator: String,
    /// Title of the report.
    pub title: String,
    /// Who the report is about.
    pub organisation: Option<String>,
    /// Whom the report is for, in a batch of reports; none for one on all answers.
    pub client: Option<Client>,
    /// A text on whom it is addressed to.
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
    /// How the figures were computed.
    pub method: Method,
    /// Named levels, lowest first; the first starts at −100.
    pub levels: Vec<Level>,
    /// The period reported on; none when the answers have no dates, and then all answers are meant.
    pub period: Option<Period>,
    /// All answers of the period.
    pub overall: Finding,
    /// Answers of the period by score, lowest first; absent where `overall` is hidden or empty.
    pub histogram: Option<Histogram>,
    /// The weights of those answers by score, lowest first; absent where they have none, or `histogram` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighted_histogram: Option<Vec<f64>>,
    /// The period against earlier ones, against each of them once.
    pub changes: Vec<Change>,
    /// The period against stated benchmarks that are for no single region.
    pub benchmarks: Vec<Versus>,
    /// Consecutive periods, oldest first, the reported one last; empty without dates.
    pub trend: Vec<Point>,
    /// How many periods a trailing window of the trend has; none without windows.
    pub trailing: Option<u32>,
    /// Whether the trend is calm; none with fewer than eight figures in it, or where that is not wanted.
    pub control: Option<Control>,
    /// Regions of the period, highest NPS first, then low bases, hidden and empty ones, "not stated" last;
    /// empty when no region column is given.
    pub regions: Vec<RegionRow>,
    /// Why the score changed, as far as regions tell, for each of `changes` that they can tell it of; empty without
    /// regions.
    pub why: Vec<Why>,
    /// How many of those asked have answered in the period, where that is stated.
    pub response: Option<Response>,
    /// Where the client stands among all that take part; none for a report on all answers.
    pub participants: Option<Participants>,
    /// What matters most of all this, chosen by the rule of [`key_findings`](super::key_findings()): at most five.
    pub key_findings: Vec<KeyFinding>,
    /// What was read and what was left out.
    pub quality: Quality,
}

impl Report {
    /// The share of each score among all answers of the period, lowest score first, 0 to 1; weighted where they are.
    /// Nothing where they are not shown.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn score_shares(&self) -> Option<Vec<f64>> {
        let histogram = self.histogram.as_ref().filter(|histogram| histogram.n() > 0)?;
        let counts = || self.method.scale.scores().map(|score| histogram.answers(score) as f64).collect();
        let sizes: Vec<f64> = self.weighted_histogram.clone().unwrap_or_else(counts);
        let all: f64 = sizes.iter().sum();
        Some(sizes.into_iter().map(|size| size / all).collect())
    }
}

/// How many of those asked have answered. The rate is `answered / asked`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// How many have answered in the period.
    pub answered: u64,
    /// How many were asked, or could have answered; at least `answered`, and not zero.
    pub asked: u64,
    /// Whether `asked` is how many were invited, or how many there are to answer.
    pub of: Asked,
}

/// How the page looks that is not the same for everybody. What few state is absent where it is not stated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The logo as a `data:` URI.
    pub logo: Option<String>,
    /// Accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Colour of promoters, `#rrggbb`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promoters: Option<String>,
    /// Colour of detractors, `#rrggbb`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detractors: Option<String>,
    /// Colour of headings, `#rrggbb`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headings: Option<String>,
    /// Font families, as CSS lists them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// What stands before the headline: paragraphs with an empty line between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    /// What stands at the end, in the same form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The line at the edge of every page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidential: Option<String>,
    /// The paper, where it is not A4.
    #[serde(default, skip_serializing_if = "is_a4")]
    pub paper: PaperSize,
    /// Where the tables behind charts stand on paper, where that is not an appendix.
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// The scale and its cuts.
    pub scale: Scale,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighting {
    /// The column that holds the weights; none without one.
    pub column: Option<String>,
    /// The shares that weights are raked to in every period, empty without raking.
    pub margins: Vec<Margin>,
    /// The smallest factor that raking puts on a weight, relative to the mean; none without a limit.
    pub smallest: Option<f64>,
    /// The largest; none without a limit.
    pub largest: Option<f64>,
    /// The column that names the cluster of an answer; none without one.
    pub cluster: Option<String>,
}

/// The true shares of what a column tells apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// The column.
    pub column: String,
    /// Each value with its share, 0 to 1, sorted by value; of a column that names clients only the report's own.
    pub shares: Vec<(String, f64)>,
}

/// A named level: from its lower bound up to the next level's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Lower bound in NPS points, included.
    pub from: f64,
    /// Its name; none for a default level, whose name is the language's.
    pub name: Option<String>,
}

/// A figure, or why there is none. A suppressed figure holds no number, so no template can leak it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Finding {
    /// Nobody answered.
    NoAnswers,
    /// There are answers, and the figure is not shown.
    Hidden {
        /// Why it is not shown.
        why: Hidden,
    },
    /// A figure.
    Measured(Estimate),
}

impl Finding {
    /// The estimate, where there is one.
    #[must_use]
    pub fn estimate(&self) -> Option<&Estimate> {
        match self {
            Self::Measured(estimate) => Some(estimate),
            Self::NoAnswers | Self::Hidden { .. } => None,
        }
    }
}

/// Why a figure is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// Fewer answers than `hide_below`.
    TooFew,
    /// Enough answers, but showing it would let a hidden neighbour be found by subtraction.
    Complement,
    /// Of too few clients or answers, or nearly all of one client, or such a group could be worked out: it would give
    /// figures of single clients away.
    TooFewClients,
}

/// An NPS with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Base: answers counted, unweighted.
    pub n: u64,
    /// Answers by group, unweighted.
    pub counts: Counts,
    /// Shares of the groups, 0 to 1.
    pub shares: Shares,
    /// The score in points.
    pub nps: Nps,
    /// Confidence interval in points.
    pub interval: Interval,
    /// Standard error in points, of the adjusted counts.
    pub standard_error: f64,
    /// Mean answer on the scale's own numbers.
    pub mean: f64,
    /// Index into [`Report::levels`].
    pub level: usize,
    /// Whether n is below [`Method::low_base`].
    pub low_base: bool,
    /// What weights, clusters and a stated population did; absent where every answer counts once and by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub design: Option<DesignFigures>,
}

impl Estimate {
    /// What was measured as a sample: what interval and tests are computed from. Nothing without an answer.
    #[must_use]
    pub fn sample(&self) -> Option<Sample> {
        let Shares { detractors, passives, promoters } = self.shares;
        match &self.design {
            None => self.counts.sample(),
            Some(design) => {
                Sample::weighted(self.counts, [detractors, passives, promoters], design.effective_n)
            }
        }
    }

    /// How many unweighted, unrelated answers would say as much: n where there is no design.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn effective_n(&self) -> f64 {
        self.design.map_or(self.n as f64, |design| design.effective_n)
    }
}

impl Estimate {
    /// The effective n leaving a known population out of account: how sure a score would be of any others like those who
    /// answered.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn open_n(&self) -> f64 {
        match self.design.and_then(|design| design.population.map(|population| (design, population))) {
            None => self.effective_n(),
            // Of a census, the effective n is cut, and no longer tells.
            Some((_, population)) if population <= self.n => self.n as f64,
            Some((design, population)) => {
                design.effective_n * (population - self.n) as f64 / (population - 1) as f64
            }
        }
    }
}

/// What weights, clusters and a stated population did to the worth of answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignFigures {
    /// The sum of the weights.
    pub weighted_n: f64,
    /// How many unweighted, unrelated answers out of endlessly many would say as much; at most 10¹², which stands for
    /// a census. The design effect is n over it.
    pub effective_n: f64,
    /// How many clusters the answers belong to; none without clusters.
    pub clusters: Option<u64>,
    /// How many could have answered; none where that is not stated.
    pub population: Option<u64>,
}

impl DesignFigures {
    /// How many times as many answers as unweighted, unrelated ones it takes to say as much: n / effective n.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn effect(&self, n: u64) -> f64 {
        n as f64 / self.effective_n
    }
}

/// Shares of the three groups, 0 to 1, summing to 1; weighted, where answers are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Detractors of all answers.
    pub detractors: f64,
    /// Passives of all answers.
    pub passives: f64,
    /// Promoters of all answers.
    pub promoters: f64,
}

/// A difference of two measured scores and how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison<V> {
    /// Difference of the raw scores in points.
    pub difference: NpsChange,
    /// Test statistic of the adjusted scores.
    pub z: f64,
    /// Two-sided p-value, 0 to 1.
    pub p: f64,
    /// The p-value after correction for the comparisons shown together with this one.
    pub p_adjusted: f64,
    /// What the corrected p-value says at the report's confidence level.
    pub verdict: V,
}

/// Which earlier period a change is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// The period before.
    PreviousPeriod,
    /// The same period a year earlier; by year that is the period before, and no change is measured from it twice.
    YearEarlier,
    /// A period that the config names.
    Named,
}

/// The reported period against an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Which earlier period; the first of these that it is, where it is several.
    pub since: Since,
    /// That period.
    pub period: Period,
    /// What it measured.
    pub then: Finding,
    /// The change, where both sides are measured.
    pub comparison: Option<Comparison<Trend>>,
}

/// A stated benchmark as the config or a table gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Its name.
    pub name: String,
    /// Its value in NPS points.
    pub value: Nps,
    /// What the value is.
    pub statistic: Statistic,
    /// Year it stands for.
    pub year: Option<i32>,
    /// Its own base, where known.
    pub n: Option<u64>,
    /// Where it was published.
    pub source: Option<String>,
    /// The one region it is for.
    pub region: Option<String>,
    /// The industry it is for.
    pub industry: Option<String>,
}

impl Benchmark {
    /// How many answers its value rests on, where that is known.
    #[must_use]
    pub fn answers(&self) -> Option<u64> {
        self.statistic.answers(self.n)
    }

    /// What a comparison with it asks. Benchmarks of the same value that rest on as many answers ask the same, whatever
    /// they are called.
    pub(crate) fn asked(&self) -> (u64, Option<u64>) {
        // Adding nothing makes a negative zero a positive one.
        ((self.value.points() + 0.0).to_bits(), self.answers())
    }
}

/// A measured score against a stated benchmark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versus {
    /// The benchmark.
    pub benchmark: Benchmark,
    /// The score less the benchmark, where the score is measured. The benchmark counts as exact, unless it rests on
    /// [answers](Benchmark::answers).
    pub comparison: Option<Comparison<Verdict>>,
    /// How likely it is that the true score is at or above the benchmark, 0 to 1; for a target only, and where the
    /// score is measured.
    pub chance_at_or_above: Option<f64>,
}

/// One period of the trend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// What it measured.
    pub finding: Finding,
    /// What the window of periods that ends with this one measured; none without windows, or where the data do not
    /// reach back far enough to fill it.
    pub trailing: Option<Finding>,
}

/// Where a region stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Ranked, 1 for the highest NPS.
    Rank(u32),
    /// Not ranked: low base, hidden, empty or "not stated".
    Unranked,
}

/// One region of the reported period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionRow {
    /// The region.
    pub region: Region,
    /// Its place in the ranking.
    pub standing: Standing,
    /// What it measured.
    pub finding: Finding,
    /// Against all other answers of the period.
    pub rest: Option<Comparison<Verdict>>,
    /// What it measured in its previous period, where that is compared with.
    pub then: Option<Finding>,
    /// Against its own previous period.
    pub change: Option<Comparison<Trend>>,
    /// Against benchmarks stated for this region.
    pub benchmarks: Vec<Versus>,
    /// What it measured in each period of [`Report::trend`], in that order; empty without dates, with a trend of one
    /// period only, or with more than 200 regions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Finding>,
}

/// What was read and what was left out. `rows_read = rows_used + Σ outside + Σ rejected.rows`, and
/// `rows_used = rows_before + rows_shown + rows_after`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quality {
    /// Files in the order read.
    pub files: Vec<FileRead>,
    /// Data rows read, header rows apart.
    pub rows_read: u64,
    /// Rows counted as answers.
    pub rows_used: u64,
    /// Used rows with fewer cells than the header, of which the missing ones count as blank; absent where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_short: u64,
    /// Used rows whose score is the number of a label, such as `10 - definitely`; absent where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub rows_labelled: u64,
    /// Rows outside the question, by why: nothing is wrong with them; absent where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outside: BTreeMap<Outside, u64>,
    /// Rows left out for a fault, by reason, most first.
    pub rejected: Vec<Rejection>,
    /// Share of rows with faults, among these and the used ones, at which the build would have stopped, 0 to 1.
    pub max_rejected: f64,
    /// Used rows of periods before the first one of the trend.
    pub rows_before: u64,
    /// Used rows of the trend's periods, or all without dates.
    pub rows_shown: u64,
    /// Used rows of periods after the reported one.
    pub rows_after: u64,
    /// Used rows of the reported period whose region is not stated; none without regions, or where that
    /// is hidden.
    pub region_not_stated: Option<u64>,
    /// How dates were read, such as `DD.MM.YYYY`; none without dates.
    pub date_format: Option<String>,
    /// The mark before decimals, where there are numbers that may be read in two ways; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<Decimal>,
    /// The time zone that moments were converted to, such as `Europe/Kyiv`; none where none is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// What could be read and should be doubted; absent where there is nothing of the kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

impl Quality {
    /// The same for who has no data: without names of files, numbers of rows, and what is doubted of single answers or clients.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.files.clear();
        self.rejected.iter_mut().for_each(|rejection| rejection.first.clear());
        self.warnings.retain(Warning::is_of_periods);
        self
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(rows: &u64) -> bool {
    *rows == 0
}

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRead {
    /// File name without its folder.
    pub name: String,
    /// Data rows read from it.
    pub rows: u64,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejection {
    /// The reason.
    pub reason: Reason,
    /// How many rows.
    pub rows: u64,
    /// The first few: file name and row, the header being row 1.
    pub first: Vec<(String, u64)>,
}
