//! `plaudit detect`: what an export holds, as a config that builds. `plaudit init --from` writes it.

use std::path::{Component, Path};

use super::arguments::Detect;
use super::build::told;
use super::say::{Done, Say, Written};
use super::today::reporting_date;
use crate::config;
use crate::detect::{Extent, Found, detect};
use crate::error::{Error, Kind, Place, Problem};
use crate::responses::Settings;
use crate::survey::Day;
use crate::{Counted, Run};

/// More columns are not listed in a message.
const MOST_SHOWN: usize = 20;

/// What a config is called that is only tried.
const TRIED: &str = "plaudit.yaml";

pub(super) fn run(wanted: &Detect, say: Say) -> Done {
    let found = detect(&wanted.files)?;
    let here = Path::new("");
    match first_config(&found, here, say) {
        Ok(text) => Ok(Written { text: saved(&found, text), ..Written::default() }),
        Err(error) => {
            // What was found helps to write one by hand.
            let (today, _) = reporting_date(None)?;
            let text = saved(&found, found.config(Extent::All, today, |path| named(path, here)));
            Ok(Written { text, failed: Some(error), ..Written::default() })
        }
    }
}

/// The config with where it has to lie, where that matters.
fn saved(found: &Found, config: String) -> String {
    if found.files.iter().all(|(path, _)| path == Path::new("-") || path.is_absolute()) {
        return config;
    }
    format!(
        "# Save it in the folder that `plaudit detect` ran in: names of files are relative to the folder of their config.\n{config}"
    )
}

/// A config for files, which is to lie in a folder: the fullest one by which they can be read and counted.
pub(super) fn first_config(found: &Found, folder: &Path, say: Say) -> Result<String, Error> {
    if found.roles.score.is_none() {
        return Err(without_score(found));
    }
    let today = reporting_date(None)?;
    let mut first: Option<Error> = None;
    for extent in Extent::ALL {
        match counted(found, extent, today) {
            Ok(counted) => {
                say.warn(&of_files(found, told(&counted)));
                say.warn(&noticed(found));
                return Ok(found.config(extent, today.0, |path| named(path, folder)));
            }
            Err(Error { kind, problems }) => {
                first = first.or_else(|| Some(Error { kind, problems: of_files(found, problems) }));
            }
        }
    }
    Err(first.unwrap_or_else(|| without_score(found)))
}

/// What whoever reads only what is said, and not the config, is to know.
fn noticed(found: &Found) -> Vec<Problem> {
    let again = found
        .again
        .iter()
        .map(|path| Problem::new("the file is named twice, and was read once").in_file(path));
    let days = found.numbers_of_days().map(|(what, todo)| Problem::new(what).hint(todo));
    again.chain(guessed(found)).chain(days).collect()
}

/// That the config states what nothing in the data tells.
fn guessed(found: &Found) -> Option<Problem> {
    let column = found.columns.get(found.roles.date?.0).filter(|_| found.roles.is_order_open)?;
    let what = format!(
        "nothing in `{}` tells which of day and month comes first; that it is the day is a guess",
        column.name
    );
    let hint = "ask whoever made the export, and state `source.date_format` before the figures are used";
    Some(Problem::new(what).hint(hint))
}

/// Problems that the config has that is only tried are those of the files that it was made of.
fn of_files(found: &Found, problems: Vec<Problem>) -> Vec<Problem> {
    let of_file = |problem: Problem| {
        let is_of_config =
            matches!(&problem.place, Some(Place::Text { source, .. }) if source.path == Path::new(TRIED));
        if !is_of_config {
            return problem;
        }
        let only = match found.files.as_slice() {
            [(file, _)] => Some(Place::File(file.clone())),
            _ => None,
        };
        problem.at(only)
    };
    problems.into_iter().map(of_file).collect()
}

fn without_score(found: &Found) -> Error {
    let problem = Problem::new("no column looks like a score of 0 to 10, so that no config can be guessed");
    let problem = match found.files.as_slice() {
        [(file, _)] => problem.in_file(file),
        _ => problem,
    };
    let columns: Vec<String> = found.columns.iter().map(|column| format!("`{}`", column.name)).collect();
    let shown = columns.get(..MOST_SHOWN).unwrap_or(&columns).join(", ");
    let more = if columns.len() > MOST_SHOWN { ", …" } else { "" };
    let problem = found.unfit().into_iter().fold(problem, Problem::hint);
    let problem = problem.hint(format!("the columns are {shown}{more}"));
    Error::new(
        Kind::Data,
        problem.hint("if one of them is the score, name it in `columns.score` of a config"),
    )
}

/// What the data come to under a config of so much of what was found.
fn counted(found: &Found, extent: Extent, (as_of, is_over): (Day, bool)) -> Result<Counted, Error> {
    let text = found.config(extent, as_of, |path| path.to_string_lossy().into_owned());
    let loaded = config::load_text(Path::new(TRIED), text)?;
    let run = Run { as_of, is_over, threads: Settings::default_threads(), progress: &|_, _| {} };
    let counted = crate::counts(loaded, &run)?;
    // What a report may still be refused for.
    counted.shown()?;
    Ok(counted)
}

/// A file as a config in that folder names it.
fn named(file: &Path, folder: &Path) -> String {
    let plain = |path: &Path| path.to_string_lossy().replace('\\', "/");
    if file == Path::new("-") || file.is_absolute() || folder.as_os_str().is_empty() {
        return plain(file);
    }
    if let Ok(inner) = file.strip_prefix(folder) {
        return plain(inner);
    }
    // Out of the folder by as many steps as it is deep, where it is one below this one.
    let here = Path::new(".").canonicalize().ok().map(|here| here.join(folder));
    let is_link = folder.canonicalize().is_ok_and(|real| here.is_some_and(|here| here != real));
    let is_below =
        !is_link && folder.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !is_below {
        let Ok(file) = std::path::absolute(file) else { return plain(file) };
        return plain(&file);
    }
    let steps = folder.components().filter(|part| matches!(part, Component::Normal(_))).count();
    format!("{}{}", "../".repeat(steps), plain(file))
}
