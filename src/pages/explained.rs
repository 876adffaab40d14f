//! The page that explains one figure of a report.

use serde::Serialize;

use super::brand::{Look, accent, look};
use super::templates::Templates;
use super::view::{running_period, running_title};
use crate::error::Error;
use crate::sections::Report;
use crate::sections::table::{Cell, Table, number, text};
use crate::wording::{Labels, Words};
use crate::workings::{Formula, Part};

/// What explains a figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explained {
    /// What the figure is.
    pub what: String,
    /// Where it stands and what it is.
    pub notes: Vec<String>,
    /// What it rests on: each heading with what stands below it.
    pub passages: Vec<(String, Vec<Part>)>,
}

/// What the template sees.
#[derive(Serialize)]
struct View {
    lang: String,
    generator: String,
    window_title: String,
    running_title: String,
    running_period: Option<String>,
    accent: Option<String>,
    brand: Look,
    labels: Labels,
    logo: Option<String>,
    title: String,
    organisation: Option<String>,
    recipient: Option<String>,
    dateline: String,
    headline: String,
    notes: Vec<String>,
    passages: Vec<PassageView>,
    footer: String,
}

#[derive(Serialize)]
struct PassageView {
    id: String,
    heading: String,
    pieces: Vec<PieceView>,
}

/// Of these, one is there.
#[derive(Default, Serialize)]
struct PieceView {
    text: Option<String>,
    list: Option<Vec<String>>,
    formulas: Option<Vec<FormulaView>>,
    table: Option<Table>,
}

#[derive(Serialize)]
struct FormulaView {
    name: String,
    forms: Vec<String>,
}

/// The page that explains a figure of a report.
///
/// # Errors
/// When a template of the override folder does not render; the error has its place.
pub fn explained(
    report: &Report,
    told: Explained,
    words: &Words,
    templates: &Templates,
) -> Result<String, Error> {
    let passages = told.passages.into_iter().enumerate().map(|(at, passage)| passage_view(at, passage));
    let view = View {
        lang: words.tag(),
        generator: report.generator.clone(),
        window_title: words.window_title(&report.head),
        running_title: running_title(&report.head),
        running_period: running_period(&report.head, words),
        accent: accent(&report.head.brand),
        brand: look(&report.head.brand).without_cover(),
        labels: words.labels().clone(),
        logo: report.head.brand.logo.clone().filter(|logo| logo.starts_with("data:image/")),
        title: report.head.title.clone(),
        organisation: report.head.organisation.clone(),
        recipient: report.head.recipient.as_deref().map(|recipient| words.recipient(recipient)),
        dateline: words.dateline(&report.head),
        headline: told.what,
        notes: told.notes,
        passages: passages.collect(),
        footer: words.footer(&report.generator, &report.head),
    };
    templates.render("explain.html", &view)
}

fn passage_view(at: usize, (heading, parts): (String, Vec<Part>)) -> PassageView {
    let id = format!("part-{}", at + 1);
    let mut pieces: Vec<PieceView> = Vec::new();
    for part in parts {
        let piece = match part {
            Part::Text(text) => PieceView { text: Some(text), ..PieceView::default() },
            Part::List(items) => PieceView { list: Some(items), ..PieceView::default() },
            Part::Formula(Formula { name, forms }) => {
                let formula = FormulaView { name, forms };
                // Formulas in a row stand together.
                if let Some(all) = pieces.last_mut().and_then(|last| last.formulas.as_mut()) {
                    all.push(formula);
                    continue;
                }
                PieceView { formulas: Some(vec![formula]), ..PieceView::default() }
            }
            Part::Table { head, rows } => {
                let table = table(&format!("{id}-{}", pieces.len() + 1), &heading, &head, &rows);
                PieceView { table: Some(table), ..PieceView::default() }
            }
        };
        pieces.push(piece);
    }
    PassageView { id, heading, pieces }
}

/// A table whose columns of numbers are set to the right.
fn table(id: &str, caption: &str, head: &[String], rows: &[Vec<String>]) -> Table {
    let is_number = |cell: &String| {
        cell.is_empty()
            || cell.trim_start_matches(['−', '+', '×', ' ']).starts_with(|c: char| c.is_ascii_digit())
    };
    let numbers: Vec<bool> =
        (0..head.len()).map(|at| rows.iter().filter_map(|row| row.get(at)).all(is_number)).collect();
    let cells = |row: &[String]| -> Vec<Cell> {
        let cell = |(at, cell): (usize, &String)| {
            if numbers.get(at).copied().unwrap_or_default() { number(cell) } else { text(cell) }
        };
        row.iter().enumerate().map(cell).collect()
    };
    Table::new(id, caption.to_owned(), cells(head), rows.iter().map(|row| cells(row)).collect())
}
