//! plaudit turns survey answers into finished NPS reports.
//!
//! The whole program is one straight line; each step takes what the steps before it returned:
//!
//! ```text
//! config → source → responses → facts → statistics → figures → sections → report → commentary → pages → print → output
//! ```
//!
//! | step | from | to |
//! | --- | --- | --- |
//! | [`config`] | a YAML file | checked settings |
//! | [`source`] | files | records, with their row numbers |
//! | [`responses`] | records | typed columns, and the reason for each row that cannot be used |
//! | [`facts`] | typed columns | counts by client, period, cut and score, in one pass |
//! | [`statistics`] | counts | estimates and comparisons |
//! | [`figures`] | settings and counts | what the parts of a report have in common: its head, findings, comparisons |
//! | [`sections`] | what a report needs to know | the figures of each of its parts, and their charts |
//! | [`mod@report`] | settings and counts | every figure of the page: `report.json` |
//! | [`commentary`] | a report and what an analyst says of it | the words beside the figures that they are about |
//! | [`pages`] | a report and its charts | HTML |
//! | [`print`](mod@print) | a page | a PDF, where that is wanted |
//! | [`output`] | finished files | a folder |
//!
//! With one report for each client the line forks after `facts`, in [`batch`]: everything to the right of it runs for
//! each client by itself, side by side, and knows no other.
//!
//! [`detect`] looks at an export by way of `source` and `responses`, and writes a first config.
//!
//! [`explain`] is a branch that goes back from a report to the counts and rows behind any of its figures; each part explains its
//! own, with what [`workings`] has for scores and comparisons.
//!
//! [`survey`], [`error`] and [`files`] are everyone's; [`wording`] (texts, numbers, dates of a language) and [`charts`] (plain
//! numbers and finished texts to SVG) are what parts of a report are shown with; [`cli`] is the way in.

pub mod batch;
pub mod charts;
pub mod cli;
pub mod commentary;
pub mod comments;
pub mod config;
pub mod detect;
pub mod error;
pub mod explain;
pub mod facts;
pub mod figures;
pub mod files;
pub mod output;
pub mod pages;
pub mod print;
pub mod report;
pub mod responses;
pub mod sections;
pub mod source;
pub mod statistics;
pub mod survey;
pub mod wording;
pub mod workings;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use commentary::Heard;
use config::{Config, Loaded, Reads, Repeated};
use error::{Error, Kind, Problem, all_or_nothing};
use facts::Facts;
use output::{FIGURES, Finished, PAGE, PDF};
use pages::{FigureList, Summary, Templates};
use print::Printer;
use report::{Doubt, Index, Report, Warning};
use responses::{Asks, Call, Marks, Roles, Settings, TakeRows};
use source::{Faults, Inputs};
use survey::{Client, Day, Encoding, Period};
use wording::Words;

/// How a build runs, apart from what its config says.
pub struct Run<'a> {
    /// The reporting date: nothing after it is counted.
    pub as_of: Day,
    /// Whether that day is over: one that somebody states is, today is not. A period that ends on it is complete only
    /// then.
    pub is_over: bool,
    /// How many threads read the data.
    pub threads: NonZeroUsize,
    /// Told how many bytes have been read, of how many.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl Run<'_> {
    /// The last day that is over.
    fn last_over(&self) -> Day {
        let today = i64::from(self.as_of.since_epoch());
        // There is no day before the first.
        if self.is_over { self.as_of } else { Day::from_epoch(today - 1).unwrap_or(self.as_of) }
    }
}

/// A config and what its data came to: the line up to `facts`.
pub struct Counted {
    /// The settings.
    pub config: Config,
    /// The counts.
    pub facts: Facts,
    /// The period to report on; none without dates.
    pub period: Option<Period>,
    /// The reporting date.
    pub as_of: Day,
    /// The answers to follow up: those of the reported period.
    pub calls: Vec<Call>,
    /// What should be doubted of the data.
    pub doubts: Vec<Doubt>,
    /// What an analyst quotes, as far as comments hold it.
    pub heard: Heard,
    /// How numbers were read that may be read in two ways.
    marks: Marks,
    /// What bytes were taken for that are no UTF-8 where they should be.
    otherwise: Option<Encoding>,
}

impl Counted {
    /// The one report on all answers.
    #[must_use]
    pub fn report(&self) -> Report {
        let mut report = report::build(&self.config, &self.facts.all, self.period, self.as_of);
        let quality = sections::quality::Quality { warnings: self.warnings(), ..report.sections.quality };
        // Clients who read it do not have the data.
        let has_data = self.config.columns.reader.is_empty();
        report.sections.quality = if has_data { quality } else { quality.without_places() };
        report
    }

    /// The same as it is shown: where answers are weighted, without what more could be worked out of than it says.
    ///
    /// # Errors
    /// When a number is not finite, which no report holds.
    pub fn shown(&self) -> Result<Report, Error> {
        let report = self.report();
        if self.facts.all.is_told_rounded {
            return report::as_shown(&report).map_err(|error| other(&error));
        }
        Ok(report::without_lone_weights(report))
    }

    /// The folder to write to within the output folder: where each period's reports are kept, that of the period.
    #[must_use]
    pub fn folder(&self, out: &Path) -> PathBuf {
        let kept = self.period.filter(|_| self.config.reports.archive);
        kept.map_or_else(|| out.to_owned(), |period| out.join(period.folder()))
    }

    /// What the pages and files for who has all the data say of it that should be doubted.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        self.doubts.iter().filter_map(|doubt| doubt.warning.clone()).collect()
    }

    /// What each answer that counts says in words, in the order of files and rows. Progress is told as bytes read and bytes in all.
    ///
    /// # Errors
    /// With what makes the data unreadable.
    pub fn said(
        &self,
        progress: &dyn Fn(u64, u64),
        take: &mut dyn FnMut(&responses::Said<'_>),
    ) -> Result<(), Error> {
        let (inputs, settings) = self.read_again()?;
        responses::said(&inputs, &settings, progress, take)
    }

    /// The data once more, and how they were read.
    fn read_again(&self) -> Result<(Inputs, Settings), Error> {
        let inputs = inputs(&self.config).map_err(|faults| {
            let problems = faults.config.into_iter().chain(faults.data).collect();
            Error { kind: Kind::Data, problems }
        })?;
        let settings = settings(&self.config, self.as_of, NonZeroUsize::MIN);
        Ok((inputs, Settings { marks: self.marks, otherwise: self.otherwise, ..settings }))
    }

    /// The rows behind a figure, of one client where one is given: in the order of files and rows, each handed over as
    /// long as that is wanted. The names of the files come with them.
    ///
    /// # Errors
    /// With what makes the data unreadable, or when they are not what was counted.
    pub fn rows(
        &self,
        behind: &explain::Behind,
        client: Option<&Client>,
        take: &mut dyn FnMut(&str, facts::RowFound) -> ControlFlow<()>,
    ) -> Result<(Vec<String>, facts::RowsFound), Error> {
        let (inputs, settings) = self.read_again()?;
        let question = behind.selection.question.and_then(|at| self.config.further.get(at));
        let list = inputs.list.as_deref().filter(|_| question.is_some_and(config::Further::is_of_asked));
        let files = list.unwrap_or(&inputs);
        let names: Vec<String> = (0..files.files.len()).map(|file| files.name(file)).collect();
        let mut hand_over = |row: facts::RowFound| take(names.get(row.file).map_or("", String::as_str), row);
        let found = facts::rows(&inputs, &settings, (&behind.selection, client), &mut hand_over)?;
        if found.total() == behind.n {
            return Ok((names, found));
        }
        let problem = Problem::new(format!("rows counted: {}; rows there now: {}", behind.n, found.total()));
        Err(Error::new(Kind::Data, problem.hint("run again when nothing writes to the data")))
    }
}

/// From a config and its data to the counts: the line up to `facts`.
///
/// # Errors
/// All that is wrong with the config and with the columns of the data together; else what is wrong with the
/// data.
pub fn counts(loaded: Loaded, run: &Run<'_>) -> Result<Counted, Error> {
    let (config, inputs) = opened(loaded)?;
    let settings = settings(&config, run.as_of, run.threads);
    let settings = Settings {
        quotes: report::quotes(&config, run.last_over()),
        follow_up: report::following(&config, run.last_over()),
        returning: report::returning(&config, run.last_over()),
        by_account: report::by_account(&config, run.last_over()),
        ..settings
    };
    let needs = report::needs(&config);
    let needs = facts::Needs { profiles: report::profiled(&config, run.last_over()), ..needs };
    let facts::Counted { facts, options, calls, signs, marks, otherwise } =
        facts::count(&inputs, &settings, &needs, run.progress)?;
    let config = config.by_option(&options);
    report::have_few_values(&config, &facts)?;
    report::have_channels(&config, &facts)?;
    let of_cuts = report::lie_within(&config, &facts)?;
    let period = report::period(&config, &facts.all, run.last_over())?;
    let mut doubts = report::doubts(&config, (&facts, &signs), period, (run.as_of, !run.is_over));
    doubts.extend(of_cuts);
    doubts.extend(report::unknown_values(&config, &facts));
    doubts.extend(report::doubtful_actions(&config, &facts, run.as_of));
    doubts.extend(report::doubtful_calls(&config, &facts));
    doubts.extend(report::doubtful_accounts(&config, &facts));
    doubts.extend(report::of_options(&config, &facts));
    doubts.extend(report::listed_in_vain(&config));
    doubts.extend(wording::left_as_they_are(&config).into_iter().map(|told| Doubt { warning: None, told }));
    let noticed = inputs.noticed().cloned().chain(responses::passed_over(&inputs, &settings));
    doubts.extend(noticed.map(|told| Doubt { warning: None, told }));
    let (config, mut facts, of_weights) = report::weigh(config, facts, period)?;
    doubts.extend(of_weights);
    if config.columns.client.is_empty() {
        doubts.extend(report::for_readers(&config, &mut facts, period)?);
        report::without_small_clusters(&config, &mut facts.all);
        facts.all = report::withheld(&config, facts.all, period, run.as_of);
        // Of more hidden regions.
        report::without_small_clusters(&config, &mut facts.all);
        report::guard(&config, &mut facts, period)?;
        report::further_kept_back(&config, &mut facts, period)?;
        doubts.extend(report::not_told(&config, &facts.all));
        doubts.extend(report::left_out_as_rounded(&config, &facts.all));
        let has_response = config.further.iter().any(|further| further.reads == Reads::Response);
        if has_response || config.accounts.is_some() || !config.columns.respondent.is_empty() {
            let report = report::build(&config, &facts.all, period, run.as_of);
            doubts.extend(report::response_doubts(&config, &report));
            doubts.extend(report::accounts_not_told(&config, Some(&report)));
            doubts.extend(report::moved_not_told(&config, &facts.all, &report));
        }
    } else {
        doubts.extend(report::accounts_not_told(&config, None));
    }
    let is_reported = |call: &Call| period.is_none_or(|period| call.period == period.ordinal());
    let calls = calls.into_iter().filter(is_reported).collect();
    let heard = Heard::new(config.commentary.as_deref(), !config.columns.comment.is_empty());
    let mut counted =
        Counted { config, facts, period, as_of: run.as_of, calls, doubts, heard, marks, otherwise };
    if counted.heard.listens() {
        let mut heard = std::mem::take(&mut counted.heard);
        counted.said(run.progress, &mut |said| heard.hear(said.client, said.comment))?;
        counted.heard = heard;
    }
    Ok(counted)
}

/// The rows of a config's data that are left out, with all of their cells: a pass of its own, which may well be made where so many
/// have faults that there is nothing to report.
///
/// # Errors
/// All that is wrong with the config and with the columns of the data; what makes the data unreadable, and the rows not taken.
pub fn left_out(loaded: Loaded, run: &Run<'_>, taker: &mut dyn TakeRows) -> Result<(), Error> {
    let (config, inputs) = opened(loaded)?;
    let settings = settings(&config, run.as_of, run.threads);
    let (_, answers) = Roles::of_answers(&config);
    let list = config.list.as_ref().map_or_else(Vec::new, |list| Roles::of_list(&config, list).1);
    responses::left_out(&inputs, &settings, [&answers, &list], run.progress, taker)
}

/// A config that nothing is wrong with, and the data that it names. Columns are looked for even when the config has faults of
/// its own, so that all are told at once.
fn opened(loaded: Loaded) -> Result<(Config, Inputs), Error> {
    let loaded = loaded.then(wording::settled).then(sections::checked).then(responses::looked_up);
    let Loaded { config, mut problems } = loaded;
    let is_stated = !config.source.files.is_empty() && config.columns.score.place.is_some();
    let inputs = if is_stated { inputs(&config) } else { Err(Faults::default()) };
    match inputs {
        Ok(inputs) => all_or_nothing(Kind::Config, problems).map(|()| (config, inputs)),
        Err(faults) => {
            problems.extend(faults.config);
            let kind = if problems.is_empty() { Kind::Data } else { Kind::Config };
            problems.extend(faults.data);
            Err(Error { kind, problems })
        }
    }
}

/// The data that a config names: the answers, and the list of all who were asked where that is apart.
fn inputs(config: &Config) -> Result<Inputs, Faults> {
    let (_, needed) = Roles::of_answers(config);
    let answers = source::inputs(&config.source, &needed);
    let Some(list) = &config.list else { return answers };
    let (_, needed) = Roles::of_list(config, list);
    match (answers, source::inputs(&list.source, &needed)) {
        (Ok(answers), Ok(mut list)) => {
            let kept = config.kept_for_list().into_iter().map(|column| column.value);
            list.columns.extend(kept);
            Ok(Inputs { list: Some(Box::new(list)), ..answers })
        }
        (answers, list) => {
            let all = [answers.err(), list.err()].into_iter().flatten();
            Err(all.fold(Faults::default(), |mut all, faults| {
                all.config.extend(faults.config);
                all.data.extend(faults.data);
                all
            }))
        }
    }
}

/// What the data of a config are counted by.
fn settings(config: &Config, as_of: Day, threads: NonZeroUsize) -> Settings {
    let settings = Settings {
        roles: Roles::of_answers(config).0,
        scale: config.question.scale,
        further: config.further.iter().map(Asks::from).collect(),
        list: None,
        calendar: config.periods.calendar,
        as_of,
        date_format: config.source.date_format,
        marks: Marks {
            score: config.source.decimal,
            weight: config.source.decimal,
            bands: config.source.decimal,
        },
        zone: config.source.time_zone,
        otherwise: None,
        renamed: config.reports.renamed.clone(),
        // Clients who read of each other could know who wrote an answer, however often that was.
        least_named: if config.columns.reader.is_empty() { config.method.hide_below } else { u64::MAX },
        keep: config.keep,
        quotes: None,
        follow_up: None,
        returning: None,
        by_account: None,
        looks_for_repeats: config.source.repeated == Repeated::Refuse,
        max_rejected: config.source.max_rejected,
        threads,
    };
    let list = config.list.as_ref().map(|list| {
        Box::new(Settings {
            roles: Roles::of_list(config, list).0,
            further: settings.further.iter().skip(config.told_by_answers()).cloned().collect(),
            date_format: list.source.date_format,
            looks_for_repeats: false,
            ..settings.clone()
        })
    });
    Settings { list, ..settings }
}

/// Looks at what an analyst says of a report, and tells what should be doubted of it.
///
/// # Errors
/// As [`commentary::checked`] has.
pub fn words_checked(config: &Config, report: &Report, heard: &Heard) -> Result<Vec<Problem>, Error> {
    let source = config.commentary.as_ref().and_then(|words| words.of_one());
    source.map_or_else(
        || Ok(Vec::new()),
        |source| commentary::checked(source, report, (&Words::of(&report.head)?, heard)),
    )
}

/// From a report to its page: the rest of the line.
///
/// # Errors
/// When a template of the override folder is broken, or what an analyst says asks for a figure that is none.
pub fn page(report: &Report, templates: &Templates) -> Result<pages::Page, Error> {
    let words = Words::of(&report.head)?;
    // Their pointers count regions as the JSON has them, not as the page does.
    let findings = words.key_findings(report);
    let told = commentary::told(report, &words)?;
    let mut report = report.clone();
    if let Some(regions) = &mut report.sections.regions {
        words.sort_equals(&mut regions.0);
    }
    pages::render(&report, (&findings, told.as_ref()), &words, templates)
}

/// From the index of a batch to its page.
///
/// # Errors
/// When a template of the override folder is broken.
pub fn index_page(index: &Index, templates: &Templates) -> Result<String, Error> {
    let words = Words::of(&index.head)?;
    let mut index = index.clone();
    for tier in &mut index.tiers {
        words.sort_equal_clients(&mut tier.rows);
    }
    let charts = pages::draw_index(&index, &words);
    pages::render_index(&index, &words, &charts, templates)
}

/// From a report to the body of the e-mail that it goes out with, attached as a file of that name.
///
/// # Errors
/// When a template of the override folder is broken.
pub fn summary(report: &Report, file: &str, templates: &Templates) -> Result<Summary, Error> {
    pages::summary(report, file, &Words::of(&report.head)?, templates)
}

/// An error of a kind that should not be.
fn other(error: &impl std::fmt::Display) -> Error {
    Error::new(Kind::Other, Problem::new(error.to_string()))
}

/// The files of a finished report.
///
/// # Errors
/// When the report holds a number that JSON cannot.
pub fn finished(
    report: &Report,
    page: String,
    pdf: Option<Vec<u8>>,
    has_figures: bool,
) -> Result<Vec<Finished>, Error> {
    let json = report::to_json(report).map_err(|error| other(&error))?;
    let files = [(PAGE, Some(page.into())), ("report.json", Some(json.into())), (PDF, pdf)];
    let mut files: Vec<Finished> = files
        .into_iter()
        .filter_map(|(name, contents)| Some(Finished { name, contents: contents? }))
        .collect();
    if has_figures {
        let lists = pages::data_files(&[&FigureList::of(report)]).map_err(|error| other(&error))?;
        let of = |(name, contents)| Finished { name, contents };
        files.extend(FIGURES.into_iter().zip(lists).map(of));
    }
    Ok(files)
}

/// From a page to a PDF, where one is wanted.
///
/// # Errors
/// As [`Printer::print`] has.
pub fn printed(report: &Report, page: &str, printer: Option<&Printer>) -> Result<Option<Vec<u8>>, Error> {
    let whose = report.head.organisation.as_deref().unwrap_or(&report.head.title);
    printer
        .map(|printer| printer.print(&print::Page { html: page, whose, day: report.head.as_of }))
        .transpose()
}
