//! What the user is told when something cannot be done: what, where, why, and what to do next.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use icu_properties::props::Script;
use icu_properties::{CodePointMapData, PropertyNamesLong};
use unicode_security::skeleton;

/// What kind of thing went wrong; each kind has its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The command line.
    Usage,
    /// The config file, or a file that it names other than data.
    Config,
    /// The survey data.
    Data,
    /// The place to write to.
    Output,
    /// Anything else.
    Other,
}

impl Kind {
    /// The exit code: 2 usage, 3 config, 4 data, 5 output, 1 anything else.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Other => 1,
            Self::Usage => 2,
            Self::Config => 3,
            Self::Data => 4,
            Self::Output => 5,
        }
    }
}

/// A text file that places point into.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Path as the user gave it.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A stretch of a text file, as byte offsets.
    Text {
        /// The file.
        source: Arc<SourceText>,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// A file as a whole.
    File(PathBuf),
    /// A row of a data file, the header being row 1.
    Row {
        /// The file.
        file: PathBuf,
        /// The row.
        row: u64,
        /// The column's name, where one is meant.
        column: Option<String>,
    },
}

impl Place {
    /// The same place of a row in a column of it; any other place as it is.
    #[must_use]
    pub fn in_column(self, name: &str) -> Self {
        match self {
            Self::Row { file, row, .. } => Self::Row { file, row, column: Some(name.to_owned()) },
            other => other,
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, in lower case, with the user's words in backticks.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// What to do next, one hint each.
    pub hints: Vec<String>,
}

impl Problem {
    /// A problem without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None, hints: Vec::new() }
    }

    /// The same problem at a place.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> Self {
        self.place = place.into();
        self
    }

    /// The same problem in a file.
    #[must_use]
    pub fn in_file(self, path: &Path) -> Self {
        self.at(Place::File(path.to_owned()))
    }

    /// The same problem with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same problem with "did you mean", if one of the words is near enough.
    #[must_use]
    pub fn did_you_mean<'a>(self, word: &str, words: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, words) {
            Some(near) => {
                let letters = other_letters(word, near).map(|told| format!(" {told}")).unwrap_or_default();
                self.hint(format!("did you mean `{near}`?{letters}"))
            }
            None => self,
        }
    }
}

/// Everything that is wrong: at least one problem, all of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What kind.
    pub kind: Kind,
    /// What.
    pub problems: Vec<Problem>,
}

impl Error {
    /// An error of one problem.
    #[must_use]
    pub fn new(kind: Kind, problem: Problem) -> Self {
        Self { kind, problems: vec![problem] }
    }
}

/// `Ok` when there are no problems, else the error that holds them all.
///
/// # Errors
/// When there is a problem.
pub fn all_or_nothing(kind: Kind, problems: Vec<Problem>) -> Result<(), Error> {
    if problems.is_empty() { Ok(()) } else { Err(Error { kind, problems }) }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                f.write_str("; ")?;
            }
            f.write_str(&problem.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// Why a file could not be used, in words that complete "the file …".
#[must_use]
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be accessed: permission denied".to_owned(),
        io::ErrorKind::StorageFull => "cannot be written: the disk is full".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        _ => format!("cannot be used: {error}"),
    }
}

/// A number of things of a plural in `-s`: `1 row`, `2 rows`.
#[must_use]
pub fn counted(n: impl Into<u64>, thing: &str) -> String {
    let n = n.into();
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

/// The same, as the subject of a sentence: `1 row is`, `2 rows are`.
#[must_use]
pub fn counted_are(n: u64, thing: &str) -> String {
    format!("{} {}", counted(n, thing), if n == 1 { "is" } else { "are" })
}

/// Whether two words are the same but for a slip of the pen.
#[must_use]
pub fn alike(word: &str, other: &str) -> bool {
    likeness(word, other) >= ALIKE
}

/// From here on a word is like another.
const ALIKE: f64 = 0.6;

fn likeness(word: &str, other: &str) -> f64 {
    let (word, other) = (word.to_lowercase(), other.to_lowercase());
    let likeness = strsim::normalized_damerau_levenshtein(&word, &other);
    // Of a short word one letter is much, and yet a letter more or less is the slip that is made.
    let has_one_more = word.chars().count().abs_diff(other.chars().count()) == 1;
    let is_slip = has_one_more && !word.is_empty() && !other.is_empty();
    if is_slip && strsim::damerau_levenshtein(&word, &other) == 1 { likeness.max(ALIKE) } else { likeness }
}

/// The word most like this one, if any is like it at all. One that looks the same, by letters of other alphabets, is.
fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let look: Vec<char> = skeleton(word).collect();
    // Plain letters differ enough to be told by likeness, which is found much sooner.
    let is_plain = word.is_ascii();
    let same = |other: &str| !(is_plain && other.is_ascii()) && skeleton(other).eq(look.iter().copied());
    words
        .into_iter()
        .map(|other| (if same(other) { 1.0 } else { likeness(word, other) }, other))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| other)
}

/// How two words differ that look the same: by which letters, and of which alphabets these are; nothing where they do not
/// look the same, or differ in no such letter.
fn other_letters(word: &str, near: &str) -> Option<String> {
    let look = |c: char| skeleton(c.encode_utf8(&mut [0; 4])).collect::<String>();
    let alphabet = |c: char| {
        let script = CodePointMapData::<Script>::new().get(c);
        PropertyNamesLong::<Script>::new().get(script)
    };
    if word.chars().count() != near.chars().count() {
        return None;
    }
    let mut told: Vec<String> = Vec::new();
    for (own, other) in word.chars().zip(near.chars()).filter(|(own, other)| own != other) {
        if look(own) != look(other) {
            return None;
        }
        // Digits and signs are of every alphabet.
        if !own.is_alphabetic() || !other.is_alphabetic() {
            continue;
        }
        let (own_alphabet, its) = (alphabet(own)?, alphabet(other)?);
        let letter = format!("its `{other}` is {its}, and yours {own_alphabet}");
        if own_alphabet != its && !told.contains(&letter) {
            told.push(letter);
        }
    }
    (!told.is_empty()).then(|| format!("They look the same: {}", told.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_the_same_are_told_apart_by_their_letters() {
        let hints = |word: &str, near: &str| Problem::new("").did_you_mean(word, [near]).hints;
        for (word, near, expected) in [
            ("Koln", "Köln", "did you mean `Köln`?"),
            (
                "К\u{4e7}ln",
                "Köln",
                "did you mean `Köln`? They look the same: its `K` is Latin, and yours Cyrillic; its `ö` is Latin, and \
                 yours Cyrillic",
            ),
            (
                "Cевер",
                "Север",
                "did you mean `Север`? They look the same: its `С` is Cyrillic, and yours Latin",
            ),
            (
                "BEHA",
                "ВЕНА",
                "did you mean `ВЕНА`? They look the same: its `В` is Cyrillic, and yours Latin; its `Е` is Cyrillic, and \
                 yours Latin; its `Н` is Cyrillic, and yours Latin; its `А` is Cyrillic, and yours Latin",
            ),
            // Of one alphabet.
            ("Region l", "Region 1", "did you mean `Region 1`?"),
        ] {
            assert_eq!(hints(word, near), [expected], "{word}");
        }
        assert!(hints("East", "Юг").is_empty());
        // A letter more or less is a slip in a short word too, and another letter is another word.
        assert_eq!(hints("ab", "a"), ["did you mean `a`?"]);
        assert!(hints("b", "a").is_empty() && hints("", "a").is_empty());
    }
}
