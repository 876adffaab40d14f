//! `plaudit explain`: what a figure rests on, as plain text, and the rows behind it.

use std::io::{BufWriter, Write};
use std::mem::ManuallyDrop;
use std::ops::ControlFlow;
use std::path::Path;

use super::arguments::{Explain, Rows};
use super::build::count_checked;
use super::diagnostic::{legible, plain};
use super::say::{Done, Say, Written};
use super::text_table::{left_table, wrapped};
use crate::Counted;
use crate::batch::Plan;
use crate::config::{Further, Named};
use crate::error::{Error, Kind, Problem};
use crate::explain::{Asked, Behind, Case, Explanation, Formula, Listed, Part, explain, headings, list};
use crate::facts::{RowFound, RowsFound};
use crate::output::write_loose;
use crate::pages::Templates;
use crate::print::Printer;
use crate::report::Rejection;
use crate::source::own_outputs;
use crate::survey::{Client, canonical};
use crate::wording::{Words, fill};

/// Lines of formulas are set in by so much.
const INDENT: &str = "  ";

/// How many rows are shown where nothing is said of it.
const SHOWN: u64 = 10;

/// Figures that are not in the list, as they may be named.
const OTHERS: [(&str, &str); 2] =
    [("one", "/overall/shares/promoters"), ("other", "regions.North.rest.p_adjusted")];

/// The longest line of a formula.
const WIDTH: usize = 80;

pub(super) fn run(wanted: &Explain, say: Say) -> Done {
    let out = wanted.out.iter().flat_map(|out| [out.clone(), out.with_extension("pdf")]).collect::<Vec<_>>();
    let counted = ManuallyDrop::new(count_checked(&wanted.input, say, |config| own_outputs(config, &out))?);
    let is_batch = !counted.config.columns.client.is_empty();
    match (&wanted.client, is_batch) {
        (Some(name), true) => {
            let plan = ManuallyDrop::new(Plan::new(&counted)?);
            let one = plan.one(name)?;
            let case = Case::new(&one.report, &one.config, &one.excerpt);
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
            told(wanted, &counted, &Case::new(&report, config, excerpt), None)
        }
    }
}

fn told(wanted: &Explain, counted: &Counted, case: &Case<'_>, client: Option<&Client>) -> Done {
    if canonical(&wanted.figure).is_empty() && wanted.period.is_none() && wanted.region.is_none() {
        if wanted.out.is_some() {
            let problem = Problem::new("a page explains one figure: name it with `--figure`");
            return Err(Error::new(
                Kind::Usage,
                problem.hint("without `--figure` and `--out` the figures are listed"),
            ));
        }
        return Ok(Written {
            text: listed(&list(case)?, &Words::of(&case.report.head)?),
            ..Written::default()
        });
    }
    let asked =
        Asked { figure: wanted.figure.clone(), period: wanted.period.clone(), region: wanted.region.clone() };
    let explanation = explain(case, &asked)?;
    if let Some(out) = &wanted.out {
        return page(wanted, out, counted, case, (&explanation, client));
    }
    let words = Words::of(&case.report.head)?;
    let text = laid_out(&explanation, &words);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let wanted = wanted.rows.unwrap_or(Rows::First(SHOWN));
    // The rows are written as they are found, so that there may be any number of them; what goes wrong with them
    // is told before, while nothing is written yet.
    if wanted == Rows::All {
        for behind in &explanation.rows {
            counted.rows(behind, client, &mut |_, _| ControlFlow::Break(()))?;
        }
    }
    let mut pieces = vec![text];
    let mut left = String::new();
    for behind in &explanation.rows {
        left = match wanted {
            Rows::First(most) => {
                let shown = first_rows(counted, client, (behind, most), &words)?;
                pieces.push(shown.laid_out(&words));
                listed_below(&shown.left_out)
            }
            Rows::All => {
                let _ = out.write_all(pieces.concat().as_bytes());
                pieces.clear();
                all_rows(counted, client, behind, &words, &mut out)?
            }
        }
    }
    pieces.push(left);
    let _ = out.flush();
    Ok(Written { text: pieces.concat(), ..Written::default() })
}

/// The explanation as a page, and printed where that is wanted.
fn page(
    wanted: &Explain,
    out: &Path,
    counted: &Counted,
    case: &Case<'_>,
    (explanation, client): (&Explanation, Option<&Client>),
) -> Done {
    let pdf = out.with_extension("pdf");
    if out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
        let problem = Problem::new(format!("`--out {}` names a print, not a page", out.display()));
        return Err(Error::new(
            Kind::Usage,
            problem.hint("name the page, such as `--out figure.html`; `--pdf` prints it beside"),
        ));
    }
    let (mut rows, words) = (Vec::new(), Words::of(&case.report.head)?);
    for behind in wanted.rows.iter().flat_map(|_| &explanation.rows) {
        let most = if let Some(Rows::First(most)) = wanted.rows { most } else { u64::MAX };
        rows.extend(first_rows(counted, client, (behind, most), &words)?.parts(&words));
    }
    let printer =
        wanted.pdf.then(|| Printer::new(&case.config.pdf, wanted.browser.as_deref())).transpose()?;
    let html = explanation.page(case, rows, &Templates::new(case.config.templates.as_deref())?)?;
    let print = crate::printed(case.report, &html, printer.as_ref())?;
    let files = [Some((out.to_owned(), html.into_bytes())), print.map(|print| (pdf, print))];
    let written = write_loose(&files.into_iter().flatten().collect::<Vec<_>>(), wanted.force)?;
    if let Some(printer) = printer {
        printer.obey();
    }
    Ok(written.into())
}

/// The figures that can be explained.
fn listed(all: &[Listed], words: &Words) -> String {
    let rows: Vec<Vec<String>> =
        all.iter().map(|one| vec![legible(&one.path), legible(&one.what), legible(&one.shown)]).collect();
    let texts = &words.explain().listed;
    let [what, shown] = &texts.heads;
    let head = ["--figure".to_owned(), what.into(), shown.into()];
    format!("{}\n{}", left_table(&head, &rows), wrapped(&fill(&texts.more, &OTHERS), "", ""))
}

fn laid_out(explanation: &Explanation, words: &Words) -> String {
    let mut text = wrapped(&legible(&explanation.what), "", "");
    for fact in explanation.facts(words) {
        text += &wrapped(&legible(&fact), "", INDENT);
    }
    for (heading, parts) in explanation.passages(words) {
        text = text + "\n" + &heading + "\n";
        let mut was_formula = false;
        for part in &parts {
            let is_formula = matches!(part, Part::Formula(_));
            if !is_formula || !was_formula {
                text.push('\n');
            }
            was_formula = is_formula;
            text += &laid_out_part(part);
        }
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
        Part::List(items) => items.iter().map(|item| wrapped(&legible(item), "- ", "  ")).collect(),
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

/// Rows behind a figure, as many as are wanted.
struct Shown {
    /// How many there are, and of what; then the rows.
    parts: Vec<Part>,
    /// How many more there are.
    more: u64,
    /// What is left out of all that is reported.
    left_out: Vec<String>,
}

impl Shown {
    fn laid_out(&self, words: &Words) -> String {
        let [.., of_rows] = headings(words);
        let mut text = format!("\n{of_rows}\n\n");
        for part in &self.parts {
            text += if matches!(part, Part::Table { .. }) { "\n" } else { "" };
            text += &laid_out_part(part);
        }
        if self.more > 0 {
            let more = fill(&words.explain().row.more_on_request, &[("n", words.count(self.more))]);
            text += &wrapped(&more, "", "");
        }
        text
    }

    /// The same for a page.
    fn parts(self, words: &Words) -> Vec<Part> {
        let mut parts = self.parts;
        let more = fill(&words.explain().row.more, &[("n", words.count(self.more))]);
        parts.extend((self.more > 0).then_some(Part::Text(more)));
        parts.extend((!self.left_out.is_empty()).then_some(Part::List(self.left_out)));
        parts
    }
}

/// Lines of what is left out, below the rows.
fn listed_below(left_out: &[String]) -> String {
    let text: String = left_out.iter().map(|line| wrapped(line, "- ", "  ")).collect();
    if text.is_empty() { text } else { format!("\n{text}") }
}

/// The first few rows behind a figure, and what is left out.
fn first_rows(
    counted: &Counted,
    client: Option<&Client>,
    (behind, most): (&Behind, u64),
    words: &Words,
) -> Result<Shown, Error> {
    let (mut rows, mut so_far) = (Vec::new(), 0);
    let mut take = |file: &str, row: RowFound| {
        if so_far < most {
            so_far += 1;
            rows.push(cells(file, row));
        }
        if so_far < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let (names, found) = counted.rows(behind, client, &mut take)?;
    let more = found.total() - rows.len() as u64;
    let mut parts = heading(behind, &names, &found, words);
    if !rows.is_empty() {
        parts.push(Part::Table { head: head(counted, behind, words), rows });
    }
    Ok(Shown { parts, more, left_out: left_out(&names, &found, words) })
}

/// All rows behind a figure, as text separated by tabs.
fn all_rows(
    counted: &Counted,
    client: Option<&Client>,
    behind: &Behind,
    words: &Words,
    out: &mut impl Write,
) -> Result<String, Error> {
    let [.., of_rows] = headings(words);
    let head = head(counted, behind, words).join("\t");
    let mut is_open = writeln!(out, "\n{of_rows}: {}\n\n{head}", legible(&behind.name)).is_ok();
    let (names, found) = counted.rows(behind, client, &mut |file, row| {
        is_open = is_open && writeln!(out, "{}", cells(file, row).join("\t")).is_ok();
        // A reader that has gone away wants no more.
        if is_open { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(listed_below(&left_out(&names, &found, words)))
}

fn heading(behind: &Behind, names: &[String], found: &RowsFound, words: &Words) -> Vec<Part> {
    let texts = &words.explain().row;
    let are = words.counted(&texts.are, &found.total().into());
    let mut lines = vec![legible(&fill(&are, &[("of", &behind.name)]))];
    if found.by_file.len() > 1 {
        let name = |file: &usize| names.get(*file).cloned().unwrap_or_default();
        let file = |(file, rows): (&usize, &u64)| {
            fill(&texts.of_file, &[("n", words.count(*rows)), ("file", name(file))])
        };
        let files: Vec<String> = found.by_file.iter().map(file).collect();
        lines.push(legible(&format!("{}.", words.list(&files))));
    }
    lines.into_iter().map(Part::Text).collect()
}

fn head(counted: &Counted, behind: &Behind, words: &Words) -> Vec<String> {
    let (columns, further) = (&counted.config.columns, &counted.config.further);
    let question = behind.selection.question.and_then(|at| further.get(at));
    let by = behind.selection.by.map_or(columns.region.as_ref(), |at| columns.attributes.get(at));
    // Rows of a list have the columns of the list.
    let list = counted.config.list.as_ref().filter(|_| question.is_some_and(Further::is_of_asked));
    let called = |column: &Named<String>| list.map_or_else(|| column.clone(), |list| list.column(column));
    let [date, by, weight] = [columns.date.as_ref(), by, columns.weight.as_ref()].map(|of| of.map(called));
    let score = question.map_or(&columns.score, |asked| &asked.column).clone();
    let named = [Some(score), date, by, weight].into_iter().flatten().map(|column| plain(&column.value));
    words.explain().row.heads.iter().map(String::from).chain(named).collect()
}

fn cells(file: &str, row: RowFound) -> Vec<String> {
    let texts = [Some(row.score), row.date, row.region, row.weight];
    let texts = texts.into_iter().flatten().map(|text| plain(&text));
    [plain(file), row.row.to_string()].into_iter().chain(texts).collect()
}

/// Rows that are left out of all that is reported.
fn left_out(names: &[String], found: &RowsFound, words: &Words) -> Vec<String> {
    let lines = found.left_out.iter().map(|(reason, (rows, first))| {
        let name = |file: &usize| names.get(*file).cloned().unwrap_or_default();
        let first: Vec<_> = first.iter().map(|(file, row)| (name(file), *row)).collect();
        let more = if *rows > first.len() as u64 { ", …" } else { "" };
        let of = Rejection { reason: *reason, rows: *rows, first };
        let told = words.counted(&words.explain().row.left_out, &(*rows).into());
        let values = [("reason", words.reason(*reason).to_owned()), ("rows", words.first_rows(&of) + more)];
        legible(&fill(&told, &values))
    });
    lines.collect()
}
