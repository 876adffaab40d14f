//! Figures as files for spreadsheets, programs and databases: one row for each figure, the same in all.

mod columns;
mod list;
mod rows;
mod text;
mod workbook;

pub use list::FigureList;
pub use rows::LeftOutRows;

/// The contents of [`FIGURES`](crate::output::FIGURES), of one report or of several.
///
/// # Errors
/// When the figures cannot be put into a workbook or into columns.
pub fn data_files(lists: &[&FigureList]) -> Result<[Vec<u8>; 3], String> {
    let workbook = workbook::xlsx(lists).map_err(|error| error.to_string())?;
    let columns = columns::parquet(lists).map_err(|error| error.to_string())?;
    Ok([workbook, text::csv(lists), columns])
}
