//! What rows are read by, and the account of what became of them.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::repeats::RepeatedRows;
use super::{Marks, Outside, Reason, Roles, Shapes};
use crate::comments::Dictionary;
use crate::comments::chosen::Order;
use crate::config::{DateFormat, Further, Keep, Reads};
use crate::source::{Described, Encoded, EncodedBy};
use crate::survey::{
    Calendar, Client, Day, Decimal, Encoding, Group, Question, QuestionKind, Renamed, Scale, TimeZone,
};

/// The account of all rows: `rows_read = rows_used + Σ outside + Σ rejected.rows`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intake {
    /// The files, sorted by path.
    pub files: Vec<FileTaken>,
    /// Data rows of all files.
    pub rows_read: u64,
    /// Rows counted in the cells.
    pub rows_used: u64,
    /// Used rows with fewer cells than the header: those that are missing count as blank.
    pub rows_short: u64,
    /// Used rows whose score is the number of a label, such as `10 - definitely`.
    pub rows_labelled: u64,
    /// Used rows that stand in another file too; none where no files could be compared, or were to be.
    pub repeated: Option<RepeatedRows>,
    /// Rows outside the question, by why.
    pub outside: BTreeMap<Outside, u64>,
    /// Rows left out for a fault, by reason.
    pub rejected: BTreeMap<Reason, RejectedRows>,
    /// Of a question that states its options, what else was chosen and how often, most first; not what few have chosen, who may have
    /// written it.
    pub unlisted: Vec<(String, u64)>,
    /// How dates were read, such as `DD.MM.YYYY`; none without dates that are texts.
    pub date_format: Option<String>,
    /// The mark before decimals, where there are numbers that may be read in two ways.
    pub decimal: Option<Decimal>,
    /// What was noticed of texts that tell names; nothing of a client's rows.
    pub shapes: Arc<Shapes>,
}

/// What was taken from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTaken {
    /// Its name, without its folder.
    pub name: String,
    /// Its data rows.
    pub rows: u64,
    /// Those of them that are left out for a fault, by reason.
    pub rejected: BTreeMap<Reason, u64>,
    /// Those of them that are outside the question, by why.
    pub outside: BTreeMap<Outside, u64>,
    /// What it is.
    pub described: Described,
    /// What it was read in; none where nothing says otherwise than that it is UTF-8, and of files of other kinds.
    pub encoding: Option<EncodingRead>,
}

/// What a text file was read in.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EncodingRead {
    /// The encoding, by its name in the WHATWG Encoding Standard, such as `windows-1251`.
    pub name: String,
    /// How that is known.
    pub by: EncodingBy,
}

/// How the encoding of a file is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EncodingBy {
    /// It is stated.
    Stated,
    /// A byte order mark at the start of the file says so.
    Mark,
    /// It is a guess from the bytes.
    Guess,
}

impl EncodingRead {
    /// What is known of a text file, in which these encodings were found where it is not UTF-8.
    pub(super) fn of(encoded: &Encoded, otherwise: Option<Encoding>) -> Option<Self> {
        let (encoding, by) = match encoded.by {
            EncodedBy::Stated => (encoded.encoding, EncodingBy::Stated),
            EncodedBy::Mark => (encoded.encoding, EncodingBy::Mark),
            EncodedBy::Guess => (encoded.encoding, EncodingBy::Guess),
            EncodedBy::Nothing => (otherwise?, EncodingBy::Guess),
            EncodedBy::Letters => return None,
        };
        Some(Self { name: encoding.name().to_owned(), by })
    }
}

/// Rows left out for one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RejectedRows {
    /// How many.
    pub rows: u64,
    /// File name and row of the first five, in the order of files and rows; the header is row 1.
    pub first: Vec<(String, u64)>,
    /// The commonest values that they are left out for, as they are written, each with its rows, most first; none where the
    /// reason is no value, of too many different ones, and of a client's rows.
    pub values: Vec<(String, u64)>,
}

/// What became of the rows of a client that are not used, and how many used scores are labels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unused {
    /// Rows left out for a fault.
    pub rejected: BTreeMap<Reason, u64>,
    /// Rows outside the question.
    pub outside: BTreeMap<Outside, u64>,
    /// Used rows whose score is the number of a label.
    pub labelled: u64,
}

impl Intake {
    /// The account of a client's rows, which says nothing of files and the rows in them: other clients' rows stand there too.
    #[must_use]
    pub fn of_client(rows_used: u64, unused: Unused, all: &Self) -> Self {
        let rejected = unused.rejected.iter();
        let rejected =
            rejected.map(|(reason, rows)| (*reason, RejectedRows { rows: *rows, ..RejectedRows::default() }));
        Self {
            files: Vec::new(),
            rows_read: rows_used + unused.rejected.values().chain(unused.outside.values()).sum::<u64>(),
            rows_used,
            rows_short: 0,
            rows_labelled: unused.labelled,
            repeated: None,
            rejected: rejected.collect(),
            outside: unused.outside,
            unlisted: Vec::new(),
            date_format: all.date_format.clone(),
            decimal: all.decimal,
            shapes: Arc::default(),
        }
    }
}

/// What is known of the clients besides their answers.
pub type OfClients = BTreeMap<Client, Unused>;

/// How the answers to a question are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Asks {
    /// The scale of its answers.
    pub scale: Scale,
    /// How they are written.
    pub reads: Reads,
    /// Up to which score it was asked; none where it was asked of all.
    pub asked_up_to: Option<i32>,
    /// Whether it is what comments are about.
    pub is_of_comments: bool,
}

impl From<&Further> for Asks {
    fn from(further: &Further) -> Self {
        let Question { scale, kind, asked_up_to, .. } = further.question;
        Self {
            scale,
            reads: further.reads.clone(),
            asked_up_to,
            is_of_comments: kind == QuestionKind::Themes,
        }
    }
}

/// Which answers are to be followed up.
#[derive(Debug, Clone, PartialEq)]
pub struct Following {
    /// Those in one of these groups, besides those that hold what is stated of rows.
    pub groups: Vec<Group>,
    /// Which period may be the reported one.
    pub reported: Reportable,
    /// What finds themes in comments.
    pub dictionary: Option<Arc<Dictionary>>,
}

/// Which period is reported on, as far as that is known before any answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reportable {
    /// All answers are: they have no dates.
    All,
    /// This one, by its ordinal.
    Named(i32),
    /// The last one with answers, but none after this one.
    LastUntil(i32),
}

impl Reportable {
    pub(crate) fn may_be(self, period: i32) -> bool {
        match self {
            Self::All => true,
            Self::Named(named) => period == named,
            Self::LastUntil(last) => period <= last,
        }
    }

    /// Whether a period is the reported one or comes before it.
    pub(super) fn is_until(self, period: i32) -> bool {
        match self {
            Self::All => true,
            Self::Named(last) | Self::LastUntil(last) => period <= last,
        }
    }
}

/// Which comments are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// Which period may be the reported one.
    pub reported: Reportable,
    /// Which come first.
    pub order: Order,
    /// So many of each group, besides the first about each theme.
    pub most: usize,
}

/// Of which answers it is told who came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBack {
    /// The period that is reported on may be one of these.
    pub reported: Reportable,
    /// Whether answers may be told by each attribute.
    pub told: Vec<bool>,
}

/// What rows are read by.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// What the columns are for.
    pub roles: Roles,
    /// The scale of the scores.
    pub scale: Scale,
    /// How the answers to the further questions are read: of those too that a list of all who were asked tells, which come last.
    pub further: Vec<Asks>,
    /// What such a list is read by, where there is one.
    pub list: Option<Box<Settings>>,
    /// How days are cut into periods.
    pub calendar: Calendar,
    /// The reporting date: rows of later days are left out.
    pub as_of: Day,
    /// How dates are written.
    pub date_format: DateFormat,
    /// How numbers are written, where that is stated.
    pub marks: Marks,
    /// In which zone the day of a moment is the one that counts.
    pub zone: Option<TimeZone>,
    /// What bytes are in that are no UTF-8 where they should be, where a pass over the data has shown it.
    pub otherwise: Option<Encoding>,
    /// Former names of clients: rows under them count for the client.
    pub renamed: Renamed,
    /// An option that fewer chose has no name of its own, unless it is stated: somebody may have written it.
    pub least_named: u64,
    /// Which answers count of a respondent who answers more than once in a period.
    pub keep: Keep,
    /// Which comments may be shown; none where none are.
    pub quotes: Option<Quotes>,
    /// Which answers are to be followed up; none where nobody asks for them.
    pub follow_up: Option<Following>,
    /// Who is looked for that answered in the reported period and before, where that is told.
    pub returning: Option<CameBack>,
    /// Which period may be the reported one, where it is told from which accounts answers come.
    pub by_account: Option<Reportable>,
    /// Whether rows that stand in several files are counted as such.
    pub looks_for_repeats: bool,
    /// Share of rows with faults, among these and the used ones, above which nothing is counted, 0 to 1.
    pub max_rejected: f64,
    /// How many threads share the work.
    pub threads: NonZeroUsize,
}

impl Settings {
    /// As many threads as the machine runs at once, at most 16.
    #[must_use]
    pub fn default_threads() -> NonZeroUsize {
        const MOST: NonZeroUsize = NonZeroUsize::MIN.saturating_add(15);
        std::thread::available_parallelism().map_or(NonZeroUsize::MIN, |threads| threads.min(MOST))
    }
}
