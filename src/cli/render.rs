//! `plaudit render`: the line from `report` on.

use std::fs;
use std::path::Path;

use super::arguments::Render;
use super::diagnostic::plain;
use super::say::{Done, Say};
use crate::error::{Error, Kind, Problem};
use crate::files::{looked_for, read_small, read_small_text};
use crate::output::{self, Finished, Manifest, Writer, Wrote};
use crate::pages::Templates;
use crate::report::{self, Index, Report};

/// A report is a few dozen kilobytes; with thousands of regions it is some megabytes.
const LARGEST: u64 = 64 << 20;

pub(super) fn run(wanted: &Render, say: Say) -> Done {
    let report = read_report(&wanted.from)?;
    let page = crate::page(&report, &Templates::new(wanted.templates.as_deref())?)?;
    // Before anything is written: it may be in the place of the other.
    let other = wanted.from.with_file_name("report.html");
    let is_another = fs::read_to_string(&other).is_ok_and(|other| other != page.html);
    let files = [Finished { name: output::PAGE, contents: page.html.into() }];
    let writer = Writer { generator: report::GENERATOR, config: None, force: wanted.force };
    is_of_the_folder(wanted)?;
    let Wrote { paths, print, .. } = output::write(&wanted.out, writer, &files)?;
    say.print(print);
    say.warn(page.lost.as_slice());
    if is_another {
        let hint = if wanted.templates.is_none() {
            "templates of your own are no part of `report.json`: name their folder with `--templates`"
        } else {
            "other templates were used then, or another version of plaudit"
        };
        let problem = Problem::new("the page is not the one that lies beside the report");
        say.warn(&[problem.in_file(&other).hint(hint)]);
    }
    Ok(paths.into())
}

/// Refuses to put the page of one report beside the figures of another.
fn is_of_the_folder(wanted: &Render) -> Result<(), Error> {
    let json = "report.json";
    let listed = Manifest::read(&wanted.out)?.and_then(|manifest| manifest.files.get(json).cloned());
    let Some(listed) = listed.filter(|_| !wanted.force) else { return Ok(()) };
    let from = read_small_text(&wanted.from, LARGEST).unwrap_or_default();
    let there = read_small_text(&wanted.out.join(json), LARGEST).unwrap_or_default();
    if output::sha256(from.as_bytes()) == listed.sha256 || from == there {
        return Ok(());
    }
    let problem = Problem::new("the folder holds another report than the one to draw").in_file(&wanted.out);
    let hint = "name another folder with `--out`, or put this page beside the other figures with `--force`";
    Err(Error::new(Kind::Output, problem.hint(hint)))
}

/// What `--from` names.
pub(super) enum Earlier {
    Report(Box<Report>),
    Index(Box<Index>),
}

/// Reads what `--from` names: a report, or the index of many.
pub(super) fn read(from: &Path) -> Result<Earlier, Error> {
    let unreadable = |reason: String| {
        let problem = looked_for(Problem::new(format!("the report {reason}")).in_file(from), from);
        Error::new(Kind::Data, problem.hint("`--from` takes a report.json that `plaudit build` wrote"))
    };
    let bytes = read_small(from, LARGEST).map_err(unreadable)?;
    if let Some(what) = what_else(from, &bytes) {
        let beside = from.with_file_name("report.json");
        let problem = Problem::new(format!("the file is {what}, not the figures of a report")).in_file(from);
        let problem = problem.hint("`--from` takes a report.json that `plaudit build` wrote");
        let is_beside = beside != from && beside.is_file();
        let near = plain(&beside.display().to_string());
        let near = is_beside.then(|| format!("there is one beside it: `{near}`"));
        return Err(Error::new(Kind::Data, near.into_iter().fold(problem, Problem::hint)));
    }
    let json = String::from_utf8(bytes).map_err(|_| unreadable("is not UTF-8".to_owned()))?;
    let json = json.strip_prefix('\u{feff}').unwrap_or(&json);
    let read = match report::index_from_json(json) {
        None => report::from_json(json).map(|report| Earlier::Report(Box::new(report))),
        Some(index) => index.map(|index| Earlier::Index(Box::new(index))),
    };
    read.map_err(|reason| unreadable(format!("cannot be read: {reason}")))
}

/// What a file is that is no JSON of a report or index, by what it holds and its ending; nothing where it may be one.
fn what_else(path: &Path, bytes: &[u8]) -> Option<&'static str> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(if bytes.starts_with(b"%PDF-") { "a PDF" } else { "no text" });
    };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with(['{', '[']) {
        let json: serde_json::Value = serde_json::from_str(text).ok()?;
        let schema = json.get("schema").and_then(serde_json::Value::as_str).unwrap_or_default();
        return match schema.split('/').next() {
            Some("plaudit-report" | "plaudit-index") => None,
            Some("plaudit-manifest") => Some("the manifest of an output folder"),
            _ => Some("JSON of another kind"),
        };
    }
    Some(match ending.as_str() {
        _ if text.is_empty() => "empty",
        _ if text.starts_with('<') => "a page or a drawing",
        "yaml" | "yml" => "a config file",
        "csv" | "tsv" => "a table",
        _ if bytes.starts_with(b"%PDF-") => "a PDF",
        _ => "another text",
    })
}

/// The report that `--from` names.
fn read_report(from: &Path) -> Result<Report, Error> {
    let index = match read(from)? {
        Earlier::Report(report) => return Ok(*report),
        Earlier::Index(index) => index,
    };
    let mut made = index.tiers.iter().flat_map(|tier| &tier.rows).filter(|row| row.fault.is_none());
    let folder = made.next().map_or("CLIENT", |row| row.folder.as_str());
    let one = plain(&from.with_file_name(folder).join("report.json").display().to_string());
    let problem = Problem::new("this is the index of many reports, not one of them").in_file(from);
    Err(Error::new(Kind::Data, problem.hint(format!("name the report of one client, such as `{one}`"))))
}
