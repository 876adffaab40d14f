//! `plaudit explain`: what a figure rests on, as plain text, and the rows behind it.

use std::io::{BufWriter, Write};
use std::mem::ManuallyDrop;
use std::ops::ControlFlow;

use serde_json::Value;

use super::arguments::{Explain, Rows};
use super::build::count;
use super::diagnostic::{legible, plain};
use super::text_table::{left_table, wrapped};
use super::{Done, Say, Written};
use crate::Counted;
use crate::batch::Plan;
use crate::error::{Error, Kind, Problem, counted};
use crate::explain::{Asked, Behind, Case, Explanation, Formula, Listed, Page, Part, explain, list, short};
use crate::facts::{RowFound, RowsFound};
use crate::survey::{Client, canonical};

/// Lines of formulas are set in by so much.
const INDENT: &str = "  ";

/// The longest line of a formula.
const WIDTH: usize = 80;

pub(super) fn run(wanted: &Explain, say: Say) -> Done {
    let counted = ManuallyDrop::new(count(&wanted.input, say)?);
    let is_batch = !counted.config.columns.client.is_empty();
    match (&wanted.client, is_batch) {
        (Some(name), true) => {
            let plan = ManuallyDrop::new(Plan::new(&counted)?);
            let one = plan.one(name)?;
            let case = Case {
                report: &one.report,
                config: &one.config,
                excerpt: &one.excerpt,
                correlations: one.correlations,
                page: Page::default(),
            };
            told(wanted, &counted, &case, Some(one.client))
        }
        (None, true) => {
            let problem = Problem::new("with one report for each client, say whose with `--client`");
            let plan = ManuallyDrop::new(Plan::new(&counted)?);
            let first = plan.clients().next().map(|client| format!("such as `--client \"{client}\"`"));
            Err(Error::new(Kind::Usage, first.into_iter().fold(problem, Problem::hint)))
        }
        (Some(_), false) => {
            let problem = Problem::new("`--client` needs a config with `reports.one_per`");
            Err(Error::new(Kind::Usage, problem.hint("leave it out: there is one report on all answers")))
        }
        (None, false) => {
            let report = counted.report();
            let (config, excerpt) = (&counted.config, &counted.facts.all);
            told(
                wanted,
                &counted,
                &Case { report: &report, config, excerpt, correlations: [0.0; 2], page: Page::default() },
                None,
            )
        }
    }
}

fn told(wanted: &Explain, counted: &Counted, case: &Case<'_>, client: Option<&Client>) -> Done {
    if canonical(&wanted.figure).is_empty() && wanted.period.is_none() && wanted.region.is_none() {
        return Ok(Written { text: listed(&list(case)?), ..Written::default() });
    }
    let asked =
        Asked { figure: wanted.figure.clone(), period: wanted.period.clone(), region: wanted.region.clone() };
    let explanation = explain(case, &asked)?;
    let text = laid_out(&explanation);
    let mut out = BufWriter::new(std::io::stdout().lock());
    // The rows are written as they are found, so that there may be any number of them; what goes wrong with them
    // is told before, while nothing is written yet.
    if wanted.rows == Rows::All {
        for behind in &explanation.rows {
            counted.rows(behind, client, &mut |_, _| ControlFlow::Break(()))?;
        }
    }
    let mut pieces = vec![text];
    let mut left = String::new();
    for behind in &explanation.rows {
        left = match wanted.rows {
            Rows::First(most) => {
                let (shown, left) = first_rows(counted, client, behind, most)?;
                pieces.push(shown);
                left
            }
            Rows::All => {
                let _ = out.write_all(pieces.concat().as_bytes());
                pieces.clear();
                all_rows(counted, client, behind, &mut out)?
            }
        }
    }
    pieces.push(left);
    let _ = out.flush();
    Ok(Written { text: pieces.concat(), ..Written::default() })
}

/// The figures that can be explained.
fn listed(all: &[Listed]) -> String {
    let rows: Vec<Vec<String>> =
        all.iter().map(|one| vec![legible(&one.path), legible(&one.what), legible(&one.shown)]).collect();
    let head = ["--figure", "what it is", "on the page"].map(str::to_owned);
    let more = "Any other figure of report.json can be named too, such as /overall/shares/promoters or \
                regions.North.rest.p_adjusted.";
    format!("{}\n{}", left_table(&head, &rows), wrapped(more, "", ""))
}

/// A single value of the report, with a number as formulas show it.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            number.as_f64().filter(|_| number.is_f64()).map_or_else(|| number.to_string(), short)
        }
        value => value.to_string(),
    }
}

fn laid_out(explanation: &Explanation) -> String {
    let mut text = wrapped(&legible(&explanation.what), "", "");
    let value = match &explanation.value {
        Value::Null => "nothing".to_owned(),
        Value::Array(items) if items.is_empty() => "nothing".to_owned(),
        Value::Object(ends) if ends.len() == 2 && ends.contains_key("low") => ["low", "high"]
            .map(|end| format!("{end} {}", shown(ends.get(end).unwrap_or(&Value::Null))))
            .join(", "),
        Value::Object(parts) => {
            let single = parts.iter().filter(|(_, part)| !part.is_object() && !part.is_array());
            let single: Vec<String> = single.map(|(key, part)| format!("{key} {}", shown(part))).collect();
            match parts.keys().map(String::as_str).collect::<Vec<_>>().as_slice() {
                [] => "nothing".to_owned(),
                all if single.is_empty() => format!("a group of {}", all.join(", ")),
                _ => single.join(", "),
            }
        }
        value => shown(value),
    };
    text += &wrapped(&legible(&format!("{} = {value}", explanation.path)), "", INDENT);
    if let Some(shown) = &explanation.shown {
        text += &wrapped(&legible(&format!("on the page: {shown}")), "", INDENT);
    }
    for (heading, parts) in [("Counts", &explanation.counts), ("How it is computed", &explanation.steps)] {
        if !parts.is_empty() {
            text = text + "\n" + heading + "\n";
            let mut was_formula = false;
            for part in parts {
                let is_formula = matches!(part, Part::Formula(_));
                if !is_formula || !was_formula {
                    text.push('\n');
                }
                was_formula = is_formula;
                text += &laid_out_part(part);
            }
        }
    }
    if !explanation.sources.is_empty() {
        text += "\nSources\n\n";
        text += &explanation.sources.iter().map(|source| wrapped(source, "- ", "  ")).collect::<String>();
    }
    text
}

fn laid_out_part(part: &Part) -> String {
    match part {
        Part::Text(text) => wrapped(&legible(text), "", ""),
        Part::Table { head, rows } => {
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| legible(cell)).collect()).collect();
            left_table(head, &rows)
        }
        Part::Formula(formula) => laid_out_formula(formula),
    }
}

/// A formula with its forms, in one line where they fit, else one below the other.
fn laid_out_formula(Formula { name, forms }: &Formula) -> String {
    let forms: Vec<&str> = forms.iter().map(String::as_str).filter(|form| !form.is_empty()).collect();
    let whole = format!("{INDENT}{name} = {}\n", forms.join(" = "));
    if whole.chars().count() <= WIDTH {
        return whole;
    }
    let indent = format!("{INDENT}{}", " ".repeat(name.chars().count() + 1));
    let lines = forms.iter().enumerate().map(|(at, form)| {
        let start = if at == 0 { format!("{INDENT}{name} = ") } else { format!("{indent}= ") };
        wrapped(form, &start, &format!("{indent}  "))
    });
    lines.collect()
}

/// The first few rows behind a figure, and what is left out.
fn first_rows(
    counted: &Counted,
    client: Option<&Client>,
    behind: &Behind,
    most: u64,
) -> Result<(String, String), Error> {
    let (mut first, mut so_far) = (Vec::new(), 0);
    let mut take = |file: &str, row: RowFound| {
        if so_far < most {
            so_far += 1;
            first.push(cells(file, row));
        }
        if so_far < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let (names, found) = counted.rows(behind, client, &mut take)?;
    let mut text = heading(behind, &names, &found);
    let shown = first.len() as u64;
    if shown > 0 {
        text = text + "\n" + &left_table(&head(counted), &first);
    }
    if found.total() > shown {
        let more = found.total() - shown;
        text = text + "… and " + &more.to_string() + " more: `--rows all` shows them.\n";
    }
    Ok((text, left_out(&names, &found)))
}

/// All rows behind a figure, as text separated by tabs.
fn all_rows(
    counted: &Counted,
    client: Option<&Client>,
    behind: &Behind,
    out: &mut impl Write,
) -> Result<String, Error> {
    let mut is_open =
        writeln!(out, "\nRows: {}\n\n{}", legible(&behind.name), head(counted).join("\t")).is_ok();
    let (names, found) = counted.rows(behind, client, &mut |file, row| {
        is_open = is_open && writeln!(out, "{}", cells(file, row).join("\t")).is_ok();
        // A reader that has gone away wants no more.
        if is_open { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(left_out(&names, &found))
}

fn heading(behind: &Behind, names: &[String], found: &RowsFound) -> String {
    let mut text = format!(
        "\nRows\n\n{}",
        wrapped(&legible(&format!("{}: {}.", counted(found.total(), "row"), behind.name)), "", "")
    );
    if found.by_file.len() > 1 {
        let name = |file: &usize| names.get(*file).map_or("", String::as_str);
        let files = found.by_file.iter().map(|(file, rows)| format!("{rows} of `{}`", name(file)));
        text += &wrapped(&plain(&format!("{}.", files.collect::<Vec<_>>().join(", "))), "", "");
    }
    text
}

fn head(counted: &Counted) -> Vec<String> {
    let columns = &counted.config.columns;
    let named =
        [Some(&columns.score), columns.date.as_ref(), columns.region.as_ref(), columns.weight.as_ref()];
    let named = named.into_iter().flatten().map(|column| plain(&column.value));
    ["file", "row"].map(str::to_owned).into_iter().chain(named).collect()
}

fn cells(file: &str, row: RowFound) -> Vec<String> {
    let texts = [Some(row.score), row.date, row.region, row.weight];
    let texts = texts.into_iter().flatten().map(|text| plain(&text));
    [plain(file), row.row.to_string()].into_iter().chain(texts).collect()
}

/// Rows that are left out of all that is reported.
fn left_out(names: &[String], found: &RowsFound) -> String {
    let mut text = String::new();
    for (reason, (rows, first)) in &found.left_out {
        let numbers = first.iter().map(|(file, row)| match names.get(*file).filter(|_| names.len() > 1) {
            Some(file) => format!("{row} of `{file}`"),
            None => row.to_string(),
        });
        let numbers = numbers.collect::<Vec<_>>().join(", ");
        let more = if *rows > first.len() as u64 { ", …" } else { "" };
        let word = if *rows == 1 { "row" } else { "rows" };
        let what = reason.describe();
        let line = format!("{rows} {word} {what}: left out, whatever the figure ({word} {numbers}{more}).");
        text += &wrapped(&plain(&line), "- ", "  ");
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}
