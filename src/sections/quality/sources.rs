//! What should be doubted of how files were read: in which encoding, and with which columns. What values and names came out is
//! told to who has the data alone.

use super::warning::{Doubt, Warning};
use crate::error::Problem;
use crate::responses::{DoubtfulNames, GuessedEncoding, Signs};
use crate::survey::grouped;

/// So many names are told.
const MOST: usize = 12;

/// What should be doubted of how files were read.
pub(super) fn doubts(signs: &Signs) -> impl Iterator<Item = Doubt> {
    let absent = signs.absent.iter().map(|absent| {
        let files = list(&absent.files);
        let told =
            Problem::new(format!("no column `{}` in {files}: it is blank in all rows there", absent.column));
        let told = absent.hints.iter().fold(told.at(absent.place.clone()), Problem::hint);
        let (column, files) = (absent.column.clone(), absent.files.clone());
        Doubt { warning: Some(Warning::MissingColumn { column, files }), told }
    });
    signs.guessed.iter().map(guessed).chain(signs.doubtful.iter().map(doubtful)).chain(absent)
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
    let what =
        format!("{} {cells} with a name {are} not text in the encoding of the file", grouped(names.cells));
    let told = Problem::new(what).at(names.place.clone()).hint(format!("{}{more}", first.join("; ")));
    let came_out = format!("as they were read: {}", list(&names.names));
    let encoding = names.encoding.map(|encoding| encoding.name().to_owned());
    let told = match &encoding {
        Some(name) => told
            .hint(format!("{came_out}; what is not UTF-8 was taken for {name}, which is a guess"))
            .hint(format!(
                "if all of the file is in {name}, state it as `source.encoding: {}`",
                name.to_lowercase()
            )),
        None => told.hint(came_out).hint("write the whole file in one encoding, best in UTF-8"),
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
