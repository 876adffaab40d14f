//! A cell of a table.

use serde::Serialize;

/// A cell; numbers are set to the right.
#[derive(Clone, Serialize)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) number: bool,
}

pub(crate) fn text(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), number: false }
}

pub(crate) fn number(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), number: true }
}

/// Stands where there is no number.
pub(crate) const NONE: &str = "–";
