//! What can be typed.

use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::Language;
use crate::survey::{Confidence, Day, Decimal, Number};

/// Turns survey answers into finished NPS reports.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    max_term_width = 100,
    before_help = "Example:\n  plaudit init my-survey\n  plaudit build my-survey/plaudit.yaml --out my-survey/report",
    after_help = "Exit codes: 0 done, 2 usage, 3 config, 4 data, 5 output, 1 anything else."
)]
pub(super) struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub(super) command: Command,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say what was read and how long each step took
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a commented starter config with small sample data that builds as it is
    #[command(
        before_help = "Examples:\n  plaudit init my-survey\n  plaudit init my-survey --from export.csv"
    )]
    Init(Init),
    /// Look at an export and print a config for it: what each column may be for, and what looks doubtful
    #[command(
        before_help = "Examples:\n  plaudit detect export.csv\n  plaudit detect export.xlsx > survey.yaml\n  plaudit build survey.yaml --out report",
        after_help = "What is said of the columns stands in comments, so that the output is a config. It is tried on the data before it is printed."
    )]
    Detect(Detect),
    /// Validate a config and its data; writes no report
    #[command(
        before_help = "Example:\n  plaudit check survey.yaml\n  plaudit check --rows left-out.csv survey.yaml"
    )]
    Check(Check),
    /// Build report.html and report.json, and report.pdf where that is wanted
    #[command(before_help = "Example:\n  plaudit build survey.yaml --out report")]
    Build(Build),
    /// Write report.html again from a report.json
    #[command(before_help = "Example:\n  plaudit render --from report/report.json --out again")]
    Render(Render),
    /// Say how many answers a survey needs, or what the answers it can expect are good for
    #[command(
        before_help = "Example:\n  plaudit plan --margin 5,10 --population 400 --response-rate 25\n  plaudit plan --answers 100-200",
        after_help = "Several numbers are parted by spaces. Commas may part them too, as in 5,10,15, but not where they may \
                      stand within one number: 1,250 may be 1250, and 7,5 may be 7.5, so that these are asked about."
    )]
    Plan(Plan),
    /// Say what a figure of the report rests on: its counts, its formula with the numbers put in, its rows
    #[command(
        before_help = "Examples:\n  plaudit explain survey.yaml\n  plaudit explain survey.yaml --figure /overall/interval\n  plaudit explain survey.yaml --figure regions.North.rest.p_adjusted --rows 20\n  plaudit explain survey.yaml --figure nps --out figure.html --pdf",
        after_help = "It reads the data again and is for whoever has the data: it shows rows and file names. It speaks the \
                      language of the report, and English of what has no text in it. A page of `--out` may be sent: it has rows only where `--rows` asks for them. What the report \
                      hides neither of them tells."
    )]
    Explain(Explain),
    /// Print what each theme finds in the comments, with examples, and what none of them finds
    #[command(
        before_help = "Example:\n  plaudit themes survey.yaml",
        after_help = "It is for whoever has the data: it prints comments as they are written."
    )]
    Themes(Themes),
    /// List every text of a page by name, as YAML that a config can name after some have been changed
    #[command(
        before_help = "Examples:\n  plaudit wording --language uk > texts.yaml\n  plaudit wording survey.yaml\n  plaudit wording --new de > de.yaml"
    )]
    Wording(Wording),
    /// Print the JSON Schema of a file that plaudit writes: every key with its meaning and range
    #[command(
        before_help = "Examples:\n  plaudit schema > report.schema.json\n  plaudit schema index > index.schema.json"
    )]
    Schema(SchemaOf),
}

#[derive(Debug, Args)]
pub(super) struct SchemaOf {
    /// The file
    #[arg(value_enum, value_name = "FILE", default_value = "report")]
    pub(super) layout: Layout,
}

/// A file whose layout is told.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Layout {
    /// report.json
    Report,
    /// index.json, of a batch
    Index,
    /// manifest.json
    Manifest,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Folder to write to; made where it does not exist
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Write the config for this export, as `detect` finds it, in place of the sample; again for each further file
    #[arg(long, value_name = "FILE")]
    pub(super) from: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Detect {
    /// The files of one export
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
}

/// What a run may state in place of the config.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// The config file
    #[arg(value_name = "CONFIG")]
    pub(super) config: PathBuf,
    /// The reporting date, in place of the config's `as_of`
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<Day>,
    /// How many threads read the data; as many as there are processors when left out
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) threads: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(super) struct Themes {
    #[command(flatten)]
    pub(super) input: Input,
    /// So many examples of each theme, and of the comments about none
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(super) examples: usize,
    /// So many of the most frequent words of the comments about none
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(super) words: usize,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    /// Take every warning for an error
    #[arg(long)]
    pub(super) strict: bool,
    /// List what the report says of how the survey was made, and what is not stated
    #[arg(long)]
    pub(super) disclosure: bool,
    /// Write every row that is left out to a CSV file, with the reason and all of its cells
    #[arg(long, value_name = "FILE")]
    pub(super) rows: Option<PathBuf>,
    /// Replace that file where there is one
    #[arg(long, requires = "rows")]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) input: Input,
    /// Folder to write to; made where it does not exist
    #[arg(long, value_name = "DIR", default_value = "report")]
    pub(super) out: PathBuf,
    /// Print each report as report.pdf too, through an installed Chromium or Chrome
    #[arg(long, conflicts_with = "no_pdf")]
    pub(super) pdf: bool,
    /// Do not, whatever the config says
    #[arg(long)]
    pub(super) no_pdf: bool,
    /// The browser to print with: a path, or a name to look for
    #[arg(long, value_name = "PATH")]
    pub(super) browser: Option<PathBuf>,
    /// List every figure of each report too, in figures.xlsx for spreadsheets, figures.csv and figures.parquet
    #[arg(long)]
    pub(super) figures: bool,
    /// Take every warning for an error: nothing is then written
    #[arg(long)]
    pub(super) strict: bool,
    /// Replace files that plaudit did not write or that somebody has changed, take the folder over from another config,
    /// and make unchanged reports again
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) batch: Batch,
}

/// What concerns a batch: one report for each client.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(next_help_heading = "With one report for each client (reports.one_per)")]
pub(super) struct Batch {
    /// Make the reports of these clients only, and leave the index as it is
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(super) only: Vec<String>,
    /// How many reports are made at once; as many as there are processors when left out
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Write the reports that can be made, even if others cannot; the exit code is then 1
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Stop at the first report that cannot be made, and do not look for others
    #[arg(long, conflicts_with = "keep_going")]
    pub(super) fail_fast: bool,
    /// Say what would be made, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Remove the folders of clients that have no report any more
    #[arg(long)]
    pub(super) prune: bool,
}

impl Batch {
    /// The first flag that was given, if any was.
    pub(super) fn given(&self) -> Option<&'static str> {
        let flags = [
            ("--only", !self.only.is_empty()),
            ("--jobs", self.jobs.is_some()),
            ("--keep-going", self.keep_going),
            ("--fail-fast", self.fail_fast),
            ("--dry-run", self.dry_run),
            ("--prune", self.prune),
        ];
        flags.into_iter().find(|(_, is_given)| *is_given).map(|(flag, _)| flag)
    }
}

#[derive(Debug, Args)]
pub(super) struct Render {
    /// The report.json to read
    #[arg(long, value_name = "FILE")]
    pub(super) from: PathBuf,
    /// Folder to write to; made where it does not exist
    #[arg(long, value_name = "DIR", default_value = "report")]
    pub(super) out: PathBuf,
    /// Folder whose files replace the built-in templates of the same name
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
    /// Replace a file that plaudit did not write or that somebody has changed, or the page of another report
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Plan {
    /// Wanted margins of error, such as 5 10; 5, 10 and 15 when left out
    #[arg(long, value_name = "POINTS", num_args = 1.., value_parser = margins)]
    #[arg(allow_negative_numbers = true)]
    pub(super) margin: Vec<List<f64>>,
    /// Changes between two periods that are to be seen, such as 10 20
    #[arg(long, value_name = "POINTS", num_args = 1.., value_parser = changes)]
    #[arg(allow_negative_numbers = true)]
    pub(super) change: Vec<List<f64>>,
    /// Answers that can be expected: numbers such as 100 200, or a range such as 100-200
    #[arg(long, value_name = "N", num_args = 1.., value_parser = expected)]
    #[arg(allow_negative_numbers = true)]
    pub(super) answers: Vec<List<Answers>>,
    /// How many clients, or whoever is asked, there are
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true)]
    pub(super) population: Option<u64>,
    /// How many per cent of those invited answer
    #[arg(long, value_name = "PER CENT", value_parser = rate, allow_negative_numbers = true)]
    pub(super) response_rate: Option<f64>,
    /// In how many per cent of cases a change is to be found
    #[arg(long, value_name = "PER CENT", default_value = "80", value_parser = power)]
    #[arg(allow_negative_numbers = true)]
    pub(super) power: f64,
    /// Level of confidence in per cent; that of the report, or 95, when left out
    #[arg(long, value_name = "PER CENT", value_parser = confidence, allow_negative_numbers = true)]
    pub(super) confidence: Option<Confidence>,
    /// A report.json to take the spread of answers from, in place of an assumption, or an index.json to plan for each client
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// A YAML file of ways to ask for answers and what each costs, to compare them for the next wave
    #[arg(long, value_name = "FILE")]
    pub(super) schemes: Option<PathBuf>,
    /// Language of the text; that of the report, or English, when left out
    #[arg(long, value_name = "en|ru|uk", value_parser = language)]
    pub(super) language: Option<Language>,
}

#[derive(Debug, Args)]
pub(super) struct Wording {
    /// A config whose own texts stand in place of the built-in ones
    #[arg(value_name = "CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// Language of the texts; that of the config, or English, when left out
    #[arg(long, value_name = "en|ru|uk", value_parser = language)]
    pub(super) language: Option<Language>,
    /// Instead, a file for a language that is not built in, by its code, such as de or pt-BR: every text in English, with the
    /// plural forms that the language has, to be translated
    #[arg(long, value_name = "CODE", value_parser = new_language, conflicts_with_all = ["config", "language"])]
    pub(super) new: Option<Language>,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    #[command(flatten)]
    pub(super) input: Input,
    /// The figure: a JSON Pointer into report.json such as /changes/0/comparison, or names with points such as nps or
    /// trend.2026-Q2.finding; the figures are listed when left out
    #[arg(long, value_name = "PATH", default_value = "", hide_default_value = true)]
    pub(super) figure: String,
    /// The figure of this period of the trend, such as 2026-Q2
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<String>,
    /// The figure of this region; with a period, in that one
    #[arg(long, value_name = "NAME")]
    pub(super) region: Option<String>,
    /// Whose report it is in, with one report for each client
    #[arg(long, value_name = "NAME")]
    pub(super) client: Option<String>,
    /// How many rows behind the figure are shown, or `all`; 10 when left out, and none on a page of `--out`
    #[arg(long, value_name = "N|all", value_parser = rows)]
    pub(super) rows: Option<Rows>,
    /// Write the explanation as a page that can be sent, such as figure.html
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Print that page too, as a .pdf beside it, through an installed Chromium or Chrome
    #[arg(long, requires = "out")]
    pub(super) pdf: bool,
    /// The browser to print with: a path, or a name to look for
    #[arg(long, value_name = "PATH", requires = "pdf")]
    pub(super) browser: Option<PathBuf>,
    /// Replace what is there
    #[arg(long, requires = "out")]
    pub(super) force: bool,
}

/// How many rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    First(u64),
    All,
}

fn rows(text: &str) -> Result<Rows, String> {
    match text.trim() {
        "all" => Ok(Rows::All),
        digits if digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().map(Rows::First).map_err(|_| "expected a whole number, or `all`".to_owned())
        }
        _ => Err("expected a whole number such as 20, or `all`".to_owned()),
    }
}

/// A number of answers, or from how many to how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) fewest: u64,
    pub(super) most: u64,
}

/// More than there are people.
const MOST: u64 = 10_000_000_000;

fn whole(text: &str) -> Result<u64, String> {
    let digits = text.trim();
    // Zeros in front are what is left of a number that a comma has cut.
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let number = digits.parse().ok().filter(|n| plain && (1..=MOST).contains(n));
    number.ok_or_else(|| {
        "expected a whole number from 1 to 10000000000, in digits alone, such as 1200".to_owned()
    })
}

fn answers(text: &str) -> Result<Answers, String> {
    let (fewest, most) = text.split_once(['-', '–']).unwrap_or((text, text));
    let wrong = || {
        "expected whole numbers from 1 to 10000000000, in digits alone, such as 150, or a range such as 100-200"
            .to_owned()
    };
    let (Ok(fewest), Ok(most)) = (whole(fewest), whole(most)) else { return Err(wrong()) };
    if fewest > most {
        return Err(format!("expected the smaller number first: {most}-{fewest}"));
    }
    Ok(Answers { fewest, most })
}

/// A number between two others; per cent may be written with their sign.
fn number(text: &str, range: RangeInclusive<f64>, what: &str, example: &str) -> Result<f64, String> {
    let digits = text.trim();
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = digits.parse().ok().filter(|n| plain && range.contains(n));
    let (low, high) = range.into_inner();
    number.ok_or_else(|| format!("expected {what} from {low} to {high}, such as {example}"))
}

/// What one argument lists, parted by commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List<T>(pub(super) Vec<T>);

/// A list, each item read by itself. A comma may part items, or stand within a number: where both can be meant, nobody
/// but who wrote it knows which. `one` reads a text with commas as one number that can be meant.
fn list<T>(
    text: &str,
    item: impl Fn(&str) -> Result<T, String>,
    one: impl Fn(&str) -> Option<f64>,
) -> Result<List<T>, String> {
    // `5, 10` comes as two arguments, of which the first one ends with the comma.
    let text = text.strip_suffix(',').unwrap_or(text);
    for part in text.split(['-', '–']).map(str::trim).filter(|part| part.contains(',')) {
        let several: Vec<&str> = part.split(',').map(str::trim).collect();
        if let (Some(one), true) = (one(part), several.iter().all(|text| item(text).is_ok())) {
            let one = one.to_string();
            return Err(format!(
                "`{part}` may be {one}, or {}: write {}, or {} with spaces",
                several.join(" and "),
                text.replace(part, &one),
                text.replace(',', " ")
            ));
        }
    }
    Ok(List(text.split(',').map(item).collect::<Result<_, _>>()?))
}

fn margins(text: &str) -> Result<List<f64>, String> {
    points(text, 0.1..=100.0)
}

fn changes(text: &str) -> Result<List<f64>, String> {
    points(text, 0.1..=200.0)
}

fn points(text: &str, range: RangeInclusive<f64>) -> Result<List<f64>, String> {
    let item = |text: &str| number(text, range.clone(), "points", "10 or 7.5");
    // Nobody writes the zero at the end of `5,10` in a number of points.
    let decimal = |text: &str| {
        let number = Number::read(text.as_bytes(), Some(Decimal::Comma))?.value();
        (range.contains(&number) && !text.ends_with('0')).then_some(number)
    };
    list(text, item, decimal)
}

fn expected(text: &str) -> Result<List<Answers>, String> {
    let thousands = |text: &str| {
        Number::read(text.as_bytes(), Some(Decimal::Point))
            .filter(Number::is_whole)
            .map(|number| number.value())
    };
    list(text, answers, thousands)
}

/// Per cent as a share.
fn per_cent(text: &str, range: RangeInclusive<f64>, example: &str) -> Result<f64, String> {
    let text = text.trim();
    number(text.strip_suffix('%').unwrap_or(text), range, "per cent", example).map(|number| number / 100.0)
}

fn rate(text: &str) -> Result<f64, String> {
    per_cent(text, 1.0..=100.0, "25")
}

fn power(text: &str) -> Result<f64, String> {
    per_cent(text, 50.0..=99.99, "80")
}

fn confidence(text: &str) -> Result<Confidence, String> {
    let wrong = "expected per cent from 50 to 99.99, such as 95";
    per_cent(text, 50.0..=99.99, "95")
        .and_then(|share| Confidence::new(share).ok_or_else(|| wrong.to_owned()))
}

fn language(text: &str) -> Result<Language, String> {
    Language::of_code(text).ok_or_else(|| format!("expected {}", Language::CODES))
}

fn new_language(text: &str) -> Result<Language, String> {
    match Language::of_any_code(text) {
        None => Err("expected the code of a language by BCP 47, such as de, pt-BR or zh-Hant".to_owned()),
        Some(language) if Language::ALL.contains(&language) => {
            Err(format!("{} is built in: `plaudit wording --language {}`", language.name(), language.code()))
        }
        Some(language) => Ok(language),
    }
}

/// More than 64 threads gain nothing.
fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().ok().filter(|n: &NonZeroUsize| n.get() <= 64).ok_or_else(|| "expected 1 to 64".to_owned())
}
