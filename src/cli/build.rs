//! `plaudit build`: the whole line.

use std::time::Instant;

use super::arguments::{Build, Input};
use super::progress::Progress;
use super::today::today;
use super::{Done, Say};
use crate::config::Config;
use crate::error::Error;
use crate::output::{self, Existing};
use crate::report::Report;
use crate::survey::Period;
use crate::tally::Settings;
use crate::{Run, config};

pub(super) fn run(wanted: &Build, say: Say) -> Done {
    let made = make(&wanted.input, say)?;
    let written = output::write(&wanted.out, &crate::finished(&made.report, made.page)?, Existing::Replace)?;
    say.line(&summary(&made.report));
    Ok(written)
}

/// What `build` writes and `check` throws away.
pub(super) struct Made {
    pub(super) report: Report,
    page: String,
}

/// Everything but writing.
pub(super) fn make(input: &Input, say: Say) -> Result<Made, Error> {
    let start = Instant::now();
    let loaded = config::load(&input.config)?;
    let as_of = match input.as_of.or(loaded.config.as_of) {
        Some(day) => day,
        None => today()?,
    };
    let threads = input.threads.unwrap_or_else(Settings::default_threads);
    let progress = Progress::new(say.quiet);
    let figures =
        crate::figures(loaded, &Run { as_of, threads, progress: &|done, total| progress.at(done, total) });
    progress.finish();
    let (Config { templates, .. }, report) = figures?;
    say.detail(&format!("read and counted with {threads} threads in {:.3} s", start.elapsed().as_secs_f64()));
    let start = Instant::now();
    let page = crate::page(&report, templates.as_deref())?;
    say.detail(&format!(
        "drew charts and page ({} KB) in {:.3} s",
        page.len() / 1000,
        start.elapsed().as_secs_f64()
    ));
    Ok(Made { report, page })
}

/// What was read, in a line or two.
pub(super) fn summary(report: &Report) -> String {
    let quality = &report.quality;
    let period = report.period.map_or_else(|| "all answers".to_owned(), Period::key);
    let left_out = quality.rows_read - quality.rows_used;
    let rejected: Vec<String> = quality
        .rejected
        .iter()
        .map(|rejection| format!("{} {}", rejection.rows, rejection.reason.describe()))
        .collect();
    let detail = if rejected.is_empty() { String::new() } else { format!(" ({})", rejected.join(", ")) };
    format!(
        "{period}: {} rows read, {} used, {left_out} left out{detail}",
        quality.rows_read, quality.rows_used
    )
}
