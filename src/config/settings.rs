//! The settings that the steps of the line use. All values are valid; paths are ready to open.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::accounts::Accounts;
use super::actions::Actions;
use super::colour::Colour;
use super::commentary::Commentary;
use super::comments::{Comments, Mode};
use super::costs::Costs;
use super::follow_up::FollowUp;
use super::language::{Given, Language, StatedText};
use super::level::LevelName;
pub use super::paper::{PaperSize, PaperTables, Pdf};
use super::questions::Further;
use super::shaping::Shaping;
pub use super::source::{
    Condition, DateFormat, DateOrder, Delimiter, Keep, List, NamePart, Repeated, Source, Test,
};
pub use super::stated::{Named, Statistic};
use crate::error::Place;
use crate::survey::{
    Calendar, Confidence, Correction, Day, Disclosure, Granularity, IntervalMethod, Month, Nps, Period,
    Question, Renamed, Scale,
};

/// Everything a build needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Title of the report.
    pub title: String,
    /// Who the report is about.
    pub organisation: Option<String>,
    /// Language of the page.
    pub language: Language,
    /// The languages that files give.
    pub languages: BTreeMap<Language, Arc<Given>>,
    /// Texts of the page that are stated in place of the built-in ones, later ones over earlier ones.
    pub wording: Vec<StatedText>,
    /// Those of them that differ from the built-in ones, by language and name, once [`crate::wording::settled`] has filled it.
    pub texts: BTreeMap<Language, BTreeMap<String, String>>,
    /// The reporting date, where the config states one.
    pub as_of: Option<Day>,
    /// Where the answers are.
    pub source: Source,
    /// Which columns hold what.
    pub columns: Columns,
    /// Which answers count of a respondent who answers more than once in a period.
    pub keep: Keep,
    /// Whom to follow up; nobody where nothing is stated of it.
    pub follow_up: Option<FollowUp>,
    /// Businesses whose people answer; none where no column names them.
    pub accounts: Option<Accounts>,
    /// What was done, or is to be done.
    pub actions: Arc<Actions>,
    /// What respondents were asked.
    pub question: Question,
    /// The questions besides that one.
    pub further: Vec<Further>,
    /// The ratings among these that are held against the score, by name; none where none are stated.
    pub drivers: Vec<Named<String>>,
    /// The list of all who were asked, where it is one apart from the answers.
    pub list: Option<List>,
    /// Below which share of those who were asked a response rate is told to be low, 0 to 1; none where that is not stated.
    pub low_response: Option<f64>,
    /// Whether anybody has stated the scale.
    pub scale_is_stated: bool,
    /// How answers are weighted so that they stand for all.
    pub weighting: Weighting,
    /// How many could have answered in each period.
    pub population: Population,
    /// How time is cut.
    pub periods: Periods,
    /// Periods that the reported one is compared with, besides the one before and the one a year earlier.
    pub compare: Vec<Named<Period>>,
    /// How figures are computed and when they are shown.
    pub method: Method,
    /// Named levels, lowest first; the first starts at −100.
    pub levels: Vec<LevelName>,
    /// Stated benchmarks, from the list and the table together.
    pub benchmarks: Vec<Benchmark>,
    /// Logo, colours, font and texts.
    pub brand: Brand,
    /// The paper of printed pages.
    pub paper: PaperSize,
    /// Printing.
    pub pdf: Pdf,
    /// Folder whose files replace built-in templates of the same name.
    pub templates: Option<PathBuf>,
    /// The parts of the report that are shown, in this order, by the names of [`crate::sections`]; none: all of them.
    pub sections: Option<Vec<Named<String>>>,
    /// What an analyst says of the figures; none where nobody does.
    pub commentary: Option<Arc<Commentary>>,
    /// One report for each client; without effect where no columns name clients.
    pub reports: Arc<Reports>,
    /// The index of their reports.
    pub index: IndexSettings,
    /// What is stated of how the survey was made.
    pub survey: Disclosure,
    /// From whom clients' answers are kept.
    pub privacy: Privacy,
    /// How comments are shown.
    pub comments: Comments,
    /// What fieldwork costs; none where that is not stated.
    pub costs: Option<Costs>,
    /// The margin of error that is needed, in points; none where that is not stated.
    pub need: Option<f64>,
    /// Whom the report is for; stated for single clients only.
    pub addressee: Addressee,
}

/// From whom clients' answers are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    /// So many clients may put together what their reports tell them, from 1.
    pub coalition: usize,
    /// What is done where answers of a period that was reported on have changed since.
    pub late: Late,
}

/// What is done where so few clients' answers of a period that was reported on have changed since that others see them in what the
/// reports of both runs tell of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Late {
    /// It is told who they are.
    #[default]
    Warn,
    /// No sum of several clients is told of that period any more, and nobody by name.
    Hide,
}

impl Privacy {
    /// More are not looked at.
    pub const MOST: usize = 3;
}

impl Default for Privacy {
    fn default() -> Self {
        Self { coalition: 1, late: Late::default() }
    }
}

/// One report for each client.
#[derive(Debug, Clone, PartialEq)]
pub struct Reports {
    /// The clients that get one, each by its own name or by all its names with ` / ` between them; empty: all.
    pub list: Vec<Named<String>>,
    /// Whether clients may see each other's names and scores.
    pub name_peers: bool,
    /// A figure of several other clients is not shown where they are fewer; at least [`Reports::FEWEST_PEERS`].
    pub min_peers: u64,
    /// Whether each period's reports are kept, in a folder of their own.
    pub archive: bool,
    /// What is stated of single clients.
    pub overrides: Vec<Override>,
    /// What clients were called before.
    pub renamed: Renamed,
    /// The former names, the outermost first, and where they stand.
    pub former: Vec<Named<Vec<String>>>,
    /// All rows of the benchmark table, for clients that state an industry of their own.
    pub industries: Vec<Benchmark>,
}

impl Reports {
    /// With one other client a figure of all others is that client's. With two, each of them knows its own part of it, and
    /// so could tell the reader the other's.
    pub const FEWEST_PEERS: u64 = 3;
}

impl Default for Reports {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            name_peers: false,
            min_peers: Self::FEWEST_PEERS,
            archive: false,
            overrides: Vec::new(),
            renamed: Renamed::default(),
            former: Vec::new(),
            industries: Vec::new(),
        }
    }
}

/// What the table states of one client.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// The client as the table names it: by its own name, or by all its names with ` / ` between them.
    pub client: String,
    /// Where that stands.
    pub place: Place,
    /// What it was called before, each with the place of the cell.
    pub(super) formerly: Vec<Named<String>>,
    /// Whether the table has a column of pseudonyms.
    pub has_pseudonyms: bool,
    /// What others read in place of its name.
    pub pseudonym: Option<Named<String>>,
    pub(super) title: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) language: Option<Language>,
    pub(super) logo: Option<(PathBuf, Place)>,
    pub(super) accent: Option<Named<Colour>>,
    pub(super) cover: Option<String>,
    pub(super) footer: Option<String>,
    pub(super) confidential: Option<String>,
    pub(super) addressee: Addressee,
    pub(super) target: Option<Nps>,
    pub(super) industry: Option<String>,
    pub(super) benchmark: Option<Benchmark>,
    pub(super) config: Option<PathBuf>,
    /// As what its comments are shown.
    pub(crate) comments: Option<Mode>,
}

/// So many further questions stand beside each other in an index, as wide as paper is.
pub const MOST_BESIDE: usize = 5;

/// What an index is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexSettings {
    /// Whom it is for.
    pub audience: Audience,
    /// The further questions that it has columns for, by name; none: the first of them.
    pub questions: Option<Vec<String>>,
}

/// Whom an index is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Who sends the reports, and has the data anyway: only scores of too few answers are left out.
    #[default]
    Sender,
    /// Whoever it is passed on to: nothing that is left out can be worked out from the rest.
    Clients,
}

/// Whom a report is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addressee {
    /// The recipient, as the letter names it.
    pub recipient: Option<String>,
    /// Where it is sent.
    pub email: Option<String>,
    /// How many were asked, or could have answered: what the response rate is out of.
    pub asked: Option<(u64, Asked)>,
    /// How many could have answered, asked or not.
    pub population: Option<u64>,
    /// The row of the table of clients that says so.
    pub row: Option<Place>,
}

/// Who could have answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Those who were invited.
    Invited,
    /// All there are.
    Population,
    /// All whom the rows of the data are of.
    Rows,
    /// All who stand in a list apart from the answers.
    List,
}

/// Names of the columns that hold what a report needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The answer to "how likely are you to recommend …".
    pub score: Named<String>,
    /// The day of the answer.
    pub date: Option<Named<String>>,
    /// The region of the answer.
    pub region: Option<Named<String>>,
    /// What names the client that a report of its own is for, the outermost first; empty for one report on all.
    pub client: Vec<Named<String>>,
    /// What names the clients who read a report on all answers too, the outermost first; empty where none do.
    pub reader: Vec<Named<String>>,
    /// What names whose answer it is, by one column or several together; empty where that is not known.
    pub respondent: Vec<Named<String>>,
    /// What each answer says in words: one column or several; empty where there are none.
    pub comment: Vec<Named<String>>,
    /// How much each answer weighs.
    pub weight: Option<Named<String>>,
    /// What else answers are told apart by: each column once.
    pub attributes: Vec<Named<String>>,
    /// Which attribute names the cluster that an answer belongs to.
    pub cluster: Option<usize>,
    /// By what else the score is told than by region.
    pub cuts: Vec<CutBy>,
    /// How columns of names are told by others, and what is one name.
    pub shaping: Shaping,
}

/// A column that the score is told by.
#[derive(Debug, Clone, PartialEq)]
pub struct CutBy {
    /// The column: a position in [`Columns::attributes`].
    pub attribute: usize,
    /// What the page calls it; its column where nothing is stated.
    pub label: Option<String>,
    /// Whether a part of the report shows its values; if not, changes alone are taken apart by it.
    pub is_shown: bool,
    /// The values that come first, in this order; the others are ranked.
    pub order: Vec<Named<String>>,
    /// Whether its values are ways in which answers came about, such as channels: where their mix moved, the score is told at the
    /// earlier one too.
    pub is_mode: bool,
    /// Values with fewer answers in the reported period than this stand together; 0: none do.
    pub others_below: u64,
    /// The columns of a two-way table: its values are theirs together; none of a cut by one column.
    pub pair: Option<[Named<String>; 2]>,
    /// What each of its values lies in one value of, as cities do in regions.
    pub within: Option<Within>,
}

/// What the values of a cut lie in.
#[derive(Debug, Clone, PartialEq)]
pub struct Within {
    /// The column.
    pub column: Named<String>,
    /// The cut, by its position among those of the config; none: the regions.
    pub cut: Option<usize>,
}

/// Stands between the values of two columns; none of them holds it.
pub const TIMES: &str = " \u{d7} ";

/// How answers are weighted so that they stand for all.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighting {
    /// What is known of all; empty: weights are as the data give them.
    pub margins: Vec<Margin>,
    /// The smallest factor on a weight, relative to a mean of 1: from 0 to below 1.
    pub smallest: f64,
    /// The largest: above 1.
    pub largest: f64,
}

/// The true shares of what a column tells apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The column: a position in [`Columns::attributes`].
    pub attribute: usize,
    /// Each value with its share, above 0; they sum to 1. Sorted by value.
    pub shares: Vec<(String, f64)>,
    /// Where it is stated.
    pub place: Option<Place>,
}

/// How many could have answered in each period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Population {
    /// All of them, where that is known: as stated, or the sum of all regions.
    pub total: Option<u64>,
    /// Those of single regions.
    pub regions: BTreeMap<String, u64>,
    /// Where they are stated.
    pub place: Option<Place>,
}

/// How time is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// Length and start of the year.
    pub calendar: Calendar,
    /// Which period is reported on.
    pub current: Current,
    /// How many periods the trend shows at most, the reported one included; at least 1.
    pub show: u32,
    /// What the control limits of the trend rest on; none without limits.
    pub control: Option<ControlMethod>,
    /// How many periods a trailing window has, 2 to 60; none without one.
    pub trailing: Option<u32>,
}

/// What control limits rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlMethod {
    /// The spread of the answers and each period's base.
    ByBase,
    /// How much neighbouring periods differ.
    MovingRange,
}

/// Which period is reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Current {
    /// The last complete one that has answers.
    LastComplete,
    /// A named one.
    Named(Period),
}

/// How figures are computed and when they are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Method {
    /// Confidence level of intervals and verdicts.
    pub confidence: Confidence,
    /// How intervals are computed.
    pub interval: IntervalMethod,
    /// What the resamples of a bootstrap follow from.
    pub seed: u64,
    /// How comparisons shown together are corrected.
    pub correction: Correction,
    /// Figures of fewer answers are not shown; at least 1.
    pub hide_below: u64,
    /// Figures of fewer answers are marked; at least `hide_below`.
    pub low_base: u64,
}

/// A stated benchmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Benchmark {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Nps,
    /// What the value is.
    pub statistic: Statistic,
    /// Year it stands for; always there but for a target.
    pub year: Option<i32>,
    /// Its own base, where known.
    pub n: Option<u64>,
    /// Where it was published; always there but for a target.
    pub source: Option<String>,
    /// The one region it is for.
    pub region: Option<String>,
    /// The industry it is for.
    pub industry: Option<String>,
    /// Where it is stated.
    pub place: Option<Place>,
}

/// Logo, colours, font and texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brand {
    /// The logo as a `data:` URI.
    pub logo: Option<String>,
    /// The colour of lines, dots and what they are called by.
    pub accent: Option<Named<Colour>>,
    /// The colour of promoters.
    pub promoters: Option<Named<Colour>>,
    /// The colour of detractors.
    pub detractors: Option<Named<Colour>>,
    /// The colour of headings.
    pub headings: Option<Named<Colour>>,
    /// Font families as a CSS list, safe in a style sheet.
    pub font: Option<String>,
    /// Paragraphs before the headline; on paper, a cover.
    pub cover: Option<String>,
    /// Paragraphs at the end.
    pub footer: Option<String>,
    /// A line at the edge of every page.
    pub confidential: Option<String>,
}

impl Config {
    /// The texts in place of the built-in ones in the language of the page.
    #[must_use]
    pub fn own_texts(&self) -> BTreeMap<String, String> {
        self.texts.get(&self.language).cloned().unwrap_or_default()
    }

    /// Whether answers weigh differently.
    #[must_use]
    pub fn is_weighted(&self) -> bool {
        self.columns.weight.is_some() || !self.weighting.margins.is_empty()
    }
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            score: Named { value: "score".to_owned(), place: None },
            date: None,
            region: None,
            client: Vec::new(),
            reader: Vec::new(),
            respondent: Vec::new(),
            comment: Vec::new(),
            weight: None,
            attributes: Vec::new(),
            cluster: None,
            cuts: Vec::new(),
            shaping: Shaping::default(),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            organisation: None,
            language: Language::En,
            languages: BTreeMap::new(),
            wording: Vec::new(),
            texts: BTreeMap::new(),
            as_of: None,
            source: Source::default(),
            columns: Columns::default(),
            keep: Keep::default(),
            follow_up: None,
            accounts: None,
            actions: Arc::default(),
            question: Question::nps("score", Scale::ZERO_TO_TEN),
            further: Vec::new(),
            drivers: Vec::new(),
            list: None,
            low_response: None,
            scale_is_stated: false,
            weighting: Weighting { margins: Vec::new(), smallest: 0.0, largest: f64::INFINITY },
            population: Population::default(),
            periods: Periods {
                calendar: Calendar { by: Granularity::Quarter, year_starts: Month::JANUARY },
                current: Current::LastComplete,
                show: 12,
                control: Some(ControlMethod::ByBase),
                trailing: None,
            },
            compare: Vec::new(),
            method: Method {
                confidence: Confidence::NINETY_FIVE,
                interval: IntervalMethod::AdjustedWald,
                seed: 1,
                correction: Correction::Holm,
                hide_below: 5,
                low_base: 30,
            },
            levels: [-100.0, 0.0, 30.0, 50.0, 70.0]
                .map(|from| LevelName { from, name: None, text: None })
                .into(),
            benchmarks: Vec::new(),
            brand: Brand::default(),
            paper: PaperSize::default(),
            pdf: Pdf { make: false, browser: None, seconds: 60, tables: PaperTables::default() },
            templates: None,
            sections: None,
            commentary: None,
            reports: Arc::default(),
            index: IndexSettings::default(),
            survey: Disclosure::default(),
            privacy: Privacy::default(),
            comments: Comments::default(),
            costs: None,
            need: None,
            addressee: Addressee::default(),
        }
    }
}
