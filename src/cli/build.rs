//! `plaudit build`: the whole line, once or for each client.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::arguments::{Batch, Build, Input};
use super::progress::{Progress, Unit};
use super::say::{Done, Say, Written};
use super::today::reporting_date;
use crate::batch::{self, Failures, Fate, Outcome, Plan, Wanted};
use crate::config::{self, Config};
use crate::error::{Error, Kind, Problem, all_or_nothing, counted};
use crate::output::{self, AT_RISK, FOLLOW_UP, Finished, Manifest, Writer, Wrote};
use crate::pages::{self, Templates};
use crate::print::Printer;
use crate::report::{self, FileRead, GENERATOR, Quality};
use crate::responses::{EncodingBy, Settings};
use crate::sections::quality::FormatBy;
use crate::sections::questions::{Asked, Questions};
use crate::source::{FileKind, own_outputs};
use crate::survey::{Decimal, Period, QuestionKind};
use crate::{Counted, Run};

/// The printed report.
const PDF: &str = "report.pdf";

pub(super) fn run(wanted: &Build, say: Say) -> Done {
    // Giving back the counts of thousands of clients, one by one, would keep the user waiting for nothing.
    let own_outputs = |config: &Config| own_outputs(config, &outputs(config, &wanted.out));
    let counted = ManuallyDrop::new(count_checked(&wanted.input, say, own_outputs)?);
    let printer = printer(&counted.config, wanted)?;
    let done = build(&counted, wanted, printer.as_ref(), say);
    if let Some(printer) = printer {
        printer.obey();
    }
    done
}

/// What prints the reports, where that is wanted.
fn printer(config: &Config, wanted: &Build) -> Result<Option<Printer>, Error> {
    let is_wanted = !wanted.no_pdf && (wanted.pdf || config.pdf.make);
    is_wanted.then(|| Printer::new(&config.pdf, wanted.browser.as_deref())).transpose()
}

fn build(counted: &Counted, wanted: &Build, printer: Option<&Printer>, say: Say) -> Done {
    say.doubt(&told(counted), wanted.strict)?;
    if !counted.config.columns.client.is_empty() {
        return batch(counted, wanted, printer, say);
    }
    if let Some(flag) = wanted.batch.given() {
        let problem = Problem::new(format!("`{flag}` needs a config with `reports.one_per`"));
        let hint = "name there the column that names the clients: each then gets a report of its own";
        return Err(Error::new(Kind::Usage, problem.hint(hint)));
    }
    let faint = counted.config.brand.faint();
    if wanted.strict {
        all_or_nothing(Kind::Config, faint.clone())?;
    }
    let start = Instant::now();
    let report = counted.shown()?;
    say.lost(&crate::words_checked(&counted.config, &report, &counted.heard)?, wanted.strict)?;
    let page = crate::page(&report, &Templates::new(counted.config.templates.as_deref())?)?;
    say.detail(&format!(
        "drew charts and page ({} KB) in {:.3} s",
        page.html.len() / 1000,
        start.elapsed().as_secs_f64()
    ));
    say.lost(page.lost.as_slice(), wanted.strict)?;
    let pdf = crate::printed(&report, &page.html, printer)?;
    let is_printed = pdf.is_some();
    let mut files = crate::finished(&report, page.html, pdf, wanted.figures)?;
    let follow_up = pages::follow_up(&counted.config, &counted.calls, counted.as_of);
    files.extend(follow_up.map(|contents| Finished { name: FOLLOW_UP, contents }));
    let at_risk = report::at_risk(&counted.config, &counted.facts, counted.period, &BTreeSet::new());
    let of_accounts = pages::at_risk(&counted.config, &at_risk);
    files.extend(of_accounts.map(|contents| Finished { name: AT_RISK, contents }));
    let config = output::owner(&wanted.input.config, &wanted.out);
    let folder = counted.folder(&wanted.out);
    let writer = Writer { generator: GENERATOR, config: Some(&config), force: wanted.force };
    let Wrote { paths, taken_from, print } = output::write(&folder, writer, &files)?;
    say.taken_over(taken_from.as_deref());
    say.print(print);
    if !is_printed && folder.join(PDF).exists() {
        let noted = Manifest::read(&folder)?.and_then(|manifest| manifest.is_as_written(&folder, PDF));
        if noted.is_none() {
            say.line("report.pdf is a file that plaudit did not write, and stays as it is; `--pdf --force` replaces it");
        }
    }
    say.warn(&faint);
    say.line(&summary(counted.period, &report.sections.quality));
    for line in answers(report.sections.questions.as_ref()) {
        say.line(&line);
    }
    if let Some(line) = to_follow_up(counted, counted.calls.len()) {
        say.line(&line);
    }
    if let Some(kept) = kept(counted, "are", &folder.display().to_string()) {
        say.line(&kept);
    }
    Ok(paths.into())
}

/// What a run may write, a client's files as those of one that is named `client`, and a period's as those of any: which one is
/// reported on is not known before the data are read.
fn outputs(config: &Config, out: &Path) -> Vec<PathBuf> {
    let period = config.reports.archive.then(|| config.periods.calendar.period(0).folder());
    let out = &period.map_or_else(|| out.to_owned(), |period| out.join(period));
    let one = || batch::FILES.into_iter().chain([output::PDF, FOLLOW_UP]).chain(output::FIGURES);
    let at_risk = config.accounts.as_ref().map(|_| AT_RISK);
    if config.columns.client.is_empty() {
        let of_one = one().chain(at_risk).filter(|name| !name.starts_with("summary."));
        return of_one.map(|name| out.join(name)).collect();
    }
    let of_client = one().map(|name| out.join("client").join(name));
    let of_all = batch::INDEX_FILES
        .into_iter()
        .chain([batch::LEDGER, FOLLOW_UP])
        .chain(at_risk)
        .chain(output::FIGURES);
    of_all.map(|name| out.join(name)).chain(of_client).collect()
}

/// The line up to the counts, with more that may be wrong with the config.
pub(super) fn count_checked(
    input: &Input,
    say: Say,
    more: impl FnOnce(&Config) -> Vec<Problem>,
) -> Result<Counted, Error> {
    let start = Instant::now();
    let mut loaded = config::load(&input.config)?;
    let problems = more(&loaded.config);
    loaded.add(problems);
    let (as_of, is_over) = reporting_date(input.as_of.or(loaded.config.as_of))?;
    let threads = input.threads.unwrap_or_else(Settings::default_threads);
    let progress = Progress::new(say.quiet, Unit::Bytes);
    let run = Run { as_of, is_over, threads, progress: &|done, of| progress.at(done, of) };
    let counted = crate::counts(loaded, &run);
    progress.finish();
    say.detail(&format!("read and counted with {threads} threads in {:.3} s", start.elapsed().as_secs_f64()));
    counted
}

/// One report for each client.
fn batch(counted: &Counted, build: &Build, printer: Option<&Printer>, say: Say) -> Done {
    let Build { out, batch: wanted, .. } = build;
    let start = Instant::now();
    let folder = counted.folder(out);
    let plan = ManuallyDrop::new(Plan::after(counted, &folder)?);
    say.doubt(&plan.doubtful(Some(&folder)), build.strict)?;
    plan.notes().iter().for_each(|note| say.line(note));
    let progress = Progress::new(say.quiet, Unit::Reports);
    let failures = match (wanted.keep_going, wanted.fail_fast) {
        (true, _) => Failures::KeepGoing,
        (false, true) => Failures::Stop,
        (false, false) => Failures::TellAll,
    };
    let config = output::owner(&build.input.config, out);
    let batch = Wanted {
        config: &config,
        only: &wanted.only,
        jobs: wanted.jobs.unwrap_or_else(Settings::default_threads),
        failures,
        force: build.force,
        prune: wanted.prune,
        strict: build.strict,
        figures: build.figures,
        follow_up: [false, true]
            .map(|own| counted.config.follow_up.as_ref().is_some_and(|of| of.for_clients || !own)),
        at_risk: counted.config.accounts.as_ref().is_some_and(|of| !of.rules.is_empty()),
        printer,
        progress: &|done, of| progress.at(done, of),
    };
    let made = if wanted.dry_run { plan.rehearse(&folder, &batch) } else { plan.build(&folder, &batch) };
    progress.finish();
    let outcome = made?;
    say.warn(&outcome.warnings);
    let all = counted.report();
    say.line(&summary(counted.period, &all.sections.quality));
    for line in answers(all.sections.questions.as_ref()) {
        say.line(&line);
    }
    say.taken_over(outcome.remains.taken_from.as_deref().filter(|_| !wanted.dry_run));
    if let Some(line) = to_follow_up(counted, plan.calls().len()) {
        say.line(&line);
    }
    let kept = kept(counted, if wanted.dry_run { "would be" } else { "are" }, &folder.display().to_string());
    for line in kept.into_iter().chain(lines(&outcome, wanted, start.elapsed())) {
        say.line(&line);
    }
    Ok(Written { paths: outcome.paths(&folder), failed: outcome.failed(), ..Written::default() })
}

/// How many answers are to be followed up; nothing where no list of them is wanted.
fn to_follow_up(of: &Counted, calls: usize) -> Option<String> {
    of.config.follow_up.as_ref()?;
    Some(format!("{} to follow up: {FOLLOW_UP}", counted(calls as u64, "answer")))
}

/// Where the reports of a period are kept; nothing where the next one replaces them.
pub(super) fn kept(counted: &Counted, are: &str, folder: &str) -> Option<String> {
    let period = counted.period.filter(|_| counted.config.reports.archive)?.key();
    Some(format!("the files of {period} {are} kept in {folder}"))
}

/// What became of a batch, in a few lines.
fn lines(outcome: &Outcome, wanted: &Batch, took: Duration) -> Vec<String> {
    let count = |is: fn(&Fate) -> bool| outcome.reports.iter().filter(|(_, fate, _)| is(fate)).count();
    let built = count(|fate| matches!(fate, Fate::Built));
    let unchanged = count(|fate| matches!(fate, Fate::Unchanged));
    let failed = count(|fate| matches!(fate, Fate::Failed(_)));
    let reports = match outcome.reports.len() {
        1 => "1 report".to_owned(),
        many => format!("{many} reports"),
    };
    let [done, gone] = if wanted.dry_run { ["to build", "would be removed"] } else { ["built", "removed"] };
    let missing = match outcome.missing {
        0 => String::new(),
        missing => format!("; {missing} without answers in the period"),
    };
    let mut lines =
        vec![format!("{reports}: {built} {done}, {unchanged} unchanged, {failed} failed{missing}")];
    let slowest =
        outcome.reports.iter().filter(|(_, fate, _)| *fate == Fate::Built).max_by_key(|(.., took)| *took);
    if let (Some((client, _, longest)), false) = (slowest, wanted.dry_run) {
        lines.push(format!(
            "{:.1} s; the slowest was `{client}`, {:.3} s",
            took.as_secs_f64(),
            longest.as_secs_f64()
        ));
    }
    if let Some((folder, config)) = &outcome.remains.compared_with {
        lines
            .push(format!("the last run is that of `{config}` in {folder}: what changed is told against it"));
    }
    let new: Vec<String> = outcome.remains.new.iter().map(|client| format!("`{client}`")).collect();
    if !new.is_empty() {
        let clients =
            if new.len() == 1 { "1 client is".to_owned() } else { format!("{} clients are", new.len()) };
        lines.push(format!("{clients} new since the last run: {}", new.join(", ")));
    }
    let left: Vec<String> = outcome.remains.gone.iter().map(|client| format!("`{client}`")).collect();
    if !left.is_empty() {
        let clients = match left.len() {
            1 => "1 client of the last run has".to_owned(),
            many => format!("{many} clients of the last run have"),
        };
        lines.push(format!("{clients} no report now: {}", left.join(", ")));
    }
    for (then, now, folder) in &outcome.remains.renamed {
        lines.push(format!("`{then}` is now `{now}`; its folder stays `{folder}`, so that links to it hold"));
    }
    let kept = if wanted.prune { gone } else { "kept; remove with `--prune`" };
    for (then, now, [before, folder]) in &outcome.remains.replaced {
        lines.push(format!(
            "`{then}` is now `{now}`, and the folder `{folder}` has its reports; its earlier folder `{before}` is of no \
             use any more ({kept})"
        ));
    }
    if !outcome.remains.unprinted.is_empty() {
        let reports = match outcome.remains.unprinted.len() {
            1 => "the report.pdf of 1 report".to_owned(),
            many => format!("the report.pdf of {many} reports"),
        };
        lines.push(format!(
            "{reports} {}, as this run prints none; `--pdf` prints it again: {}",
            if wanted.dry_run { gone } else { "was removed" },
            outcome.remains.unprinted.join(", ")
        ));
    }
    for (config, kept) in &outcome.remains.others {
        lines.push(format!(
            "{} of `{config}`, which this config does not remove: {}",
            folders(kept.len()),
            kept.join(", ")
        ));
    }
    let is_replaced =
        |folder: &&String| outcome.remains.replaced.iter().any(|(.., [before, _])| before == *folder);
    let stale: Vec<&str> =
        outcome.remains.stale.iter().filter(|folder| !is_replaced(folder)).map(String::as_str).collect();
    if !stale.is_empty() {
        let folders = folders(stale.len());
        lines.push(format!("{folders} of clients without a report now ({kept}): {}", stale.join(", ")));
    }
    lines
}

fn folders(count: usize) -> String {
    if count == 1 { "1 folder is".to_owned() } else { format!("{count} folders are") }
}

/// What should be doubted of all data, as it is told.
pub(super) fn told(counted: &Counted) -> Vec<Problem> {
    counted.doubts.iter().map(|doubt| doubt.told.clone()).collect()
}

/// What was read, in a line.
pub(super) fn summary(period: Option<Period>, quality: &Quality) -> String {
    let period = period.map_or_else(|| "all answers".to_owned(), Period::key);
    let faults: u64 = quality.rejected.iter().map(|rejection| rejection.rows).sum();
    let by_reason = quality.rejected.iter().map(|rejection| (rejection.rows, rejection.reason.describe()));
    let outside: u64 = quality.outside.values().sum();
    let by_why = quality.outside.iter().map(|(why, rows)| (*rows, why.describe()));
    let of = |total: u64, what: &str, each: &mut dyn Iterator<Item = (u64, &'static str)>| {
        let each: Vec<String> = each.map(|(rows, describe)| format!("{rows} {describe}")).collect();
        if total > 0 { format!(", {total} {what} ({})", each.join(", ")) } else { String::new() }
    };
    format!(
        "{period}: {} read, {} used{}{}",
        counted(quality.rows_read, "row"),
        quality.rows_used,
        of(faults, "left out", &mut by_reason.into_iter()),
        of(outside, "outside the question", &mut by_why.into_iter()),
    )
}

/// What files were read as, in a line for all that were read alike; and how dates and numbers were.
pub(super) fn read_as(quality: &Quality) -> Vec<String> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for file in &quality.files {
        let how = how(file);
        match found.iter_mut().find(|(known, _)| *known == how) {
            Some((_, files)) => files.push(&file.name),
            None => found.push((how, vec![&file.name])),
        }
    }
    let line = |(how, files): (String, Vec<&str>)| {
        let files = if let [file] = *files { file.to_owned() } else { counted(files.len() as u64, "file") };
        format!("{files}: {how}")
    };
    let by = match quality.date_format_by {
        Some(FormatBy::Stated) => "as stated",
        _ => "as all of them together show",
    };
    let dates = quality.date_format.as_ref().map(|format| format!("dates: {format}, {by}"));
    let mark = quality.decimal.map(|mark| match mark {
        Decimal::Comma => "numbers such as 1,250: the comma is the decimal mark".to_owned(),
        Decimal::Point => "numbers such as 1.250: the point is the decimal mark".to_owned(),
    });
    found.into_iter().map(line).chain(dates).chain(mark).collect()
}

/// What a file was read as.
fn how(file: &FileRead) -> String {
    let kind = match file.kind {
        FileKind::Workbook => "a workbook",
        kind => kind.name(),
    };
    let packed = file.packed.map(|packing| format!("packed by {}", packing.name()));
    let delimiter = file.delimiter.map(|mark| match mark {
        '\t' => "cells parted by tabs".to_owned(),
        mark => format!("cells parted by `{mark}`"),
    });
    let encoding = match &file.encoding {
        Some(read) => {
            let by = match read.by {
                EncodingBy::Stated => "as stated",
                EncodingBy::Mark => "by its byte order mark",
                EncodingBy::Guess => "a guess",
            };
            Some(format!("{}, {by}", read.name))
        }
        None => (file.kind == FileKind::Csv).then(|| "UTF-8".to_owned()),
    };
    let sheet = file
        .sheet
        .as_ref()
        .map(|sheet| format!("the sheet `{}`, headings in row {}", sheet.name, sheet.header_row));
    let all = [Some(kind.to_owned()), packed, delimiter, encoding, sheet];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What was answered to each further question, in a line each.
pub(super) fn answers(questions: Option<&Questions>) -> Vec<String> {
    let of = |asked: &Asked| {
        // Who was asked is in the line of all rows.
        let account = asked.account.as_ref().filter(|_| asked.question.kind != QuestionKind::Response)?;
        // What else is wrong with rows has been said.
        let own = || account.rejected.iter().filter(|(reason, _)| reason.is_of_answer());
        let faults: u64 = own().map(|(_, rows)| rows).sum();
        let each = own().map(|(reason, rows)| format!("{rows} {}", reason.describe()));
        let why = each.collect::<Vec<_>>().join(", ");
        let left_out = if faults > 0 { format!(", {faults} left out ({why})") } else { String::new() };
        let is_step = asked.question.kind == QuestionKind::Outcome;
        let told =
            if is_step { format!("{} asked", account.answers) } else { counted(account.answers, "answer") };
        Some(format!("`{}`: {told}{left_out}", asked.question.asked()))
    };
    let mut lines: Vec<String> = questions.iter().flat_map(|questions| &questions.0).filter_map(of).collect();
    // Each option of a question has its rows.
    lines.dedup();
    lines
}
