//! What should be doubted of how files were read: in which encoding, and with which columns. What values and names came out is
//! told to who has the data alone.

use std::path::Path;

use super::warning::{Doubt, Warning};
use crate::error::{Place, Problem};
use crate::responses::{DoubtfulNames, FileTaken, GuessedEncoding, Signs};
use crate::survey::grouped;

/// So many names are told.
const MOST: usize = 12;

/// What should be doubted of how files were read.
pub(super) fn doubts<'a>(signs: &'a Signs, files: &'a [FileTaken]) -> impl Iterator<Item = Doubt> + 'a {
    let absent = signs.absent.iter().map(|absent| {
        let files = list(&absent.files);
        let told =
            Problem::new(format!("no column `{}` in {files}: it is blank in all rows there", absent.column));
        let told = absent.hints.iter().fold(told.at(absent.place.clone()), Problem::hint);
        let (column, files) = (absent.column.clone(), absent.files.clone());
        Doubt { warning: Some(Warning::MissingColumn { column, files }), told }
    });
    let hidden = files.iter().zip(&signs.paths).filter_map(|(file, path)| hidden(file, path));
    signs.guessed.iter().map(guessed).chain(signs.doubtful.iter().map(doubtful)).chain(absent).chain(hidden)
}

/// That rows of a sheet are hidden.
fn hidden(file: &FileTaken, path: &Path) -> Option<Doubt> {
    let sheet = file.described.sheet.as_ref().filter(|sheet| sheet.hidden_rows > 0)?;
    let (rows, are) = if sheet.hidden_rows == 1 { ("row", "is") } else { ("rows", "are") };
    let (n, name) = (grouped(sheet.hidden_rows), &file.name);
    let what = format!(
        "{n} {rows} of the sheet `{}` of `{name}` {are} hidden, and read like all others",
        sheet.name
    );
    let told = Problem::new(what)
        .at(Some(Place::File(path.to_owned())))
        .hint("if a filter hides what is not to be counted, say so in `source.where`, or delete these rows");
    let warning =
        Warning::HiddenRows { rows: sheet.hidden_rows, sheet: sheet.name.clone(), file: name.clone() };
    Some(Doubt { warning: Some(warning), told })
}

/// That an encoding is a guess.
fn guessed(guess: &GuessedEncoding) -> Doubt {
    let encoding = guess.encoding.name().to_owned();
    let files = list(&guess.files);
    let (is, it) = if guess.files.len() == 1 { ("is", "it seems") } else { ("are", "they seem") };
    let told =
        Problem::new(format!("{files} {is} not in UTF-8; {it} to be in {encoding}")).at(guess.place.clone());
    let told = if guess.values.is_empty() {
        told
    } else {
        told.hint(format!("read so, there is {}", list(&guess.values)))
    };
    let told = told.hint(format!(
        "if that is right, state it as `source.encoding: {}`; if not, state another",
        encoding.to_lowercase()
    ));
    Doubt { warning: Some(Warning::EncodingGuessed { encoding, files: guess.files.clone() }), told }
}

/// That names are no text in the encoding of their file.
fn doubtful(names: &DoubtfulNames) -> Doubt {
    let one =
        |(file, row, column): &(String, u64, String)| format!("row {row} of `{file}`, column `{column}`");
    let first: Vec<String> = names.first.iter().map(one).collect();
    let more = if names.cells > first.len() as u64 { "; …" } else { "" };
    let (cells, are) = if names.cells == 1 { ("cell", "is") } else { ("cells", "are") };
    let what = format!("{} {cells} {are} not text in the encoding of the file", grouped(names.cells));
    let told = Problem::new(what).at(names.place.clone()).hint(format!("{}{more}", first.join("; ")));
    // Of comments none is told.
    let came_out = format!("as they were read: {}", list(&names.names));
    let came_out = Some(came_out).filter(|_| !names.names.is_empty());
    let encoding = names.encoding.map(|encoding| encoding.name().to_owned());
    let told = if let Some(name) = &encoding {
        let came_out = came_out.map(|told| told + "; ").unwrap_or_default();
        told.hint(format!("{came_out}what is not UTF-8 was taken for {name}, which is a guess")).hint(
            format!(
                "if all of the file is in {name}, state it as `source.encoding: {}`",
                name.to_lowercase()
            ),
        )
    } else {
        let told = came_out.into_iter().fold(told, Problem::hint);
        told.hint("write the whole file in one encoding, best in UTF-8")
    };
    Doubt { warning: Some(Warning::DoubtfulNames { cells: names.cells, encoding }), told }
}

/// Names in backticks, the first of them.
fn list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
