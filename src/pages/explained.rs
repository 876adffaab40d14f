//! The page that explains one figure of a report.

use serde::Serialize;

use super::brand::{Look, accent, look};
use super::templates::Templates;
use super::view::{running_period, running_title};
use crate::error::Error;
use crate::sections::Report;
use crate::sections::table::{Cell, Table, number, text};
use crate::wording::{Labels, Words};

/// What explains a figure, as finished strings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explained {
    /// What the figure is.
    pub what: String,
    /// Where it stands and what it is.
    pub notes: Vec<String>,
    /// What it rests on, part by part.
    pub passages: Vec<Passage>,
}

/// A part with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub pieces: Vec<Piece>,
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// Formulas: what each comes to by name, and its forms from symbols to the result.
    Formulas(Vec<(String, Vec<String>)>),
    /// A table: the heads of its columns, and its rows.
    Table(Vec<String>, Vec<Vec<String>>),
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
    explained: &Explained,
    words: &Words,
    templates: &Templates,
) -> Result<String, Error> {
    let passages = explained.passages.iter().enumerate().map(|(at, passage)| passage_view(at, passage));
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
        headline: explained.what.clone(),
        notes: explained.notes.clone(),
        passages: passages.collect(),
        footer: words.footer(&report.generator, &report.head),
    };
    templates.render("explain.html", &view)
}

fn passage_view(at: usize, passage: &Passage) -> PassageView {
    let id = format!("part-{}", at + 1);
    let pieces = passage.pieces.iter().enumerate().map(|(piece_at, piece)| match piece {
        Piece::Text(text) => PieceView { text: Some(text.clone()), ..PieceView::default() },
        Piece::List(items) => PieceView { list: Some(items.clone()), ..PieceView::default() },
        Piece::Formulas(formulas) => {
            let view = |(name, forms): &(String, Vec<String>)| FormulaView {
                name: name.clone(),
                forms: forms.clone(),
            };
            PieceView { formulas: Some(formulas.iter().map(view).collect()), ..PieceView::default() }
        }
        Piece::Table(head, rows) => {
            let table = table(&format!("{id}-{}", piece_at + 1), &passage.heading, head, rows);
            PieceView { table: Some(table), ..PieceView::default() }
        }
    });
    PassageView { pieces: pieces.collect(), heading: passage.heading.clone(), id }
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
