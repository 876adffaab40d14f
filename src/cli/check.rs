//! `plaudit check`: the whole line but its last step.

use std::path::Path;

use super::arguments::Check;
use super::build::{answers, count_checked, kept, read_as, summary, told};
use super::progress::{Progress, Unit};
use super::say::{Done, Say};
use super::text_table::wrapped;
use super::today::reporting_date;
use crate::batch::Plan;
use crate::config::{self, Config};
use crate::error::{Error, Kind, all_or_nothing, counted};
use crate::output::write_in_pieces;
use crate::pages::{LeftOutRows, Templates};
use crate::print::Printer;
use crate::report::Report;
use crate::responses::Settings;
use crate::source::own_outputs;
use crate::{Counted, Run};

pub(super) fn run(wanted: &Check, say: Say) -> Done {
    let own_outputs = |config: &Config| own_outputs(config, wanted.rows.as_slice());
    let counted = count_checked(&wanted.input, say, own_outputs);
    // Where too many rows are left out for a report, these are what is wanted most.
    let is_readable = counted.as_ref().map_or_else(|error| error.kind == Kind::Data, |_| true);
    if let Some(path) = wanted.rows.as_deref().filter(|_| is_readable) {
        let written = rows(wanted, path, say);
        counted.as_ref().map_or(Ok(()), |_| written)?;
    }
    let counted = counted?;
    if counted.config.pdf.make {
        Printer::new(&counted.config.pdf, None)?;
    }
    say.doubt(&told(&counted), wanted.strict)?;
    let report = counted.shown()?;
    say.line(&summary(counted.period, &report.sections.quality));
    for line in read_as(&report.sections.quality) {
        say.line(&line);
    }
    for line in answers(report.sections.questions.as_ref()) {
        say.line(&line);
    }
    if wanted.disclosure {
        anstream::print!("{}", disclosure(&counted, &report));
    }
    if counted.config.columns.client.is_empty() {
        say.lost(&crate::words_checked(&counted.config, &report, &counted.heard)?, wanted.strict)?;
        let page = crate::page(&report, &Templates::new(counted.config.templates.as_deref())?)?;
        say.lost(page.lost.as_slice(), wanted.strict)?;
        all_or_nothing(Kind::Config, counted.config.brand.faint())?;
    } else {
        let plan = Plan::new(&counted)?;
        say.doubt(&plan.doubtful(None), wanted.strict)?;
        plan.notes().iter().for_each(|note| say.line(note));
        let (reports, doubtful, lost) = plan.check(Settings::default_threads())?;
        say.doubt(&doubtful, wanted.strict)?;
        say.lost(&lost, wanted.strict)?;
        say.line(&match reports {
            1 => "1 report, for the only client, can be made".to_owned(),
            many => format!("{many} reports, one for each client, can be made"),
        });
    }
    let folder = counted.folder("".as_ref()).display().to_string();
    if let Some(kept) = kept(&counted, "would be", &format!("{folder} within the output folder")) {
        say.line(&kept);
    }
    let what = if wanted.rows.is_some() { "nothing else" } else { "nothing" };
    say.line(&format!("the config and its data are fine; {what} was written"));
    Ok(wanted.rows.iter().cloned().collect::<Vec<_>>().into())
}

/// Writes the rows that are left out.
fn rows(wanted: &Check, path: &Path, say: Say) -> Result<(), Error> {
    let loaded = config::load(&wanted.input.config)?;
    let (as_of, is_over) = reporting_date(wanted.input.as_of.or(loaded.config.as_of))?;
    let threads = wanted.input.threads.unwrap_or_else(Settings::default_threads);
    let progress = Progress::new(say.quiet, Unit::Bytes);
    let run = Run { as_of, is_over, threads, progress: &|done, of| progress.at(done, of) };
    let written = write_in_pieces(path, (wanted.force, "--rows"), |to| {
        let mut rows = LeftOutRows::new(to);
        crate::left_out(loaded, &run, &mut rows)?;
        rows.done()
    });
    progress.finish();
    let [faults, outside, answers] = written?;
    let each = [
        (faults, "left out for a fault"),
        (outside, "outside the question"),
        (answers, "with answers to further questions that are left out"),
    ];
    let each: Vec<String> = each
        .iter()
        .filter(|(rows, _)| *rows > 0)
        .map(|(rows, what)| format!("{} {what}", counted(*rows, "row")))
        .collect();
    let told = if each.is_empty() { "no row is left out".to_owned() } else { each.join(", ") };
    say.line(&format!("{told}: written to {}", path.display()));
    Ok(())
}

/// What is said of how the survey was made: each key of the config, and what is stated there or told by the data.
fn disclosure(counted: &Counted, report: &Report) -> String {
    let Report { head, sections, .. } = report;
    let by_chance = head.survey.by_chance.map(|is_so| is_so.to_string());
    let stated = [("question", head.question.ask.as_deref()), ("survey.by_chance", by_chance.as_deref())];
    let of_survey = head.survey.texts().map(|(key, text)| (format!("survey.{key}"), text));
    let all = stated.map(|(key, text)| (key.to_owned(), text)).into_iter().chain(of_survey);
    // Clients have days of their own, or none.
    let days = sections.quality.days.filter(|_| counted.config.columns.client.is_empty());
    let answers = days.map(|days| format!("told by the data: answers of {} to {}", days.first, days.last));
    let told = |key: &str| answers.as_deref().filter(|_| key == "survey.fieldwork");
    let rows: Vec<Vec<String>> = all
        .map(|(key, text)| {
            let said = text.or_else(|| told(&key)).unwrap_or("not stated").to_owned();
            vec![format!("{key:<22}"), said]
        })
        .collect();
    let missing = rows.iter().filter(|row| row.last().is_some_and(|text| text == "not stated")).count();
    let told = match missing {
        0 => "all is stated".to_owned(),
        n => format!("{n} of {} not stated", rows.len()),
    };
    let lines = rows.iter().map(|row| wrapped(&row.join("  "), "", "  "));
    format!("{}{told}\n", lines.collect::<String>())
}
