//! Figures as files for a spreadsheet or a database: one row for each figure, the same in both.

mod columns;
mod list;
mod sheet;

pub use list::FigureList;

/// The contents of [`FIGURES`](crate::output::FIGURES), of one report or of several.
///
/// # Errors
/// When the figures cannot be put into columns.
pub fn data_files(lists: &[&FigureList]) -> Result<[Vec<u8>; 2], String> {
    Ok([sheet::csv(lists), columns::parquet(lists).map_err(|error| error.to_string())?])
}
