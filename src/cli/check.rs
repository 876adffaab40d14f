//! `plaudit check`: the whole line but its last step.

use super::arguments::Check;
use super::build::{answers, count, encodings, kept, summary, told};
use super::say::{Done, Say, Written};
use super::text_table::wrapped;
use crate::Counted;
use crate::batch::Plan;
use crate::error::{Kind, all_or_nothing};
use crate::pages::Templates;
use crate::print::Printer;
use crate::report::Report;
use crate::responses::Settings;

pub(super) fn run(wanted: &Check, say: Say) -> Done {
    let counted = count(&wanted.input, say)?;
    if counted.config.pdf.make {
        Printer::new(&counted.config.pdf, None)?;
    }
    say.doubt(&told(&counted), wanted.strict)?;
    let report = counted.shown()?;
    say.line(&summary(counted.period, &report.sections.quality));
    for line in encodings(&report.sections.quality) {
        say.line(&line);
    }
    for line in answers(report.sections.questions.as_ref()) {
        say.line(&line);
    }
    if wanted.disclosure {
        anstream::print!("{}", disclosure(&counted, &report));
    }
    if counted.config.columns.client.is_empty() {
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
    say.line("the config and its data are fine; nothing was written");
    Ok(Written::default())
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
