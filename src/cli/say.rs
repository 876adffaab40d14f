//! What a command wrote, and what is said on stderr on the way.

use std::io::Write;
use std::path::PathBuf;

use super::diagnostic;
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::output::Print;

/// What a command wrote, or why it could not.
pub(super) type Done = Result<Written, Error>;

/// What a command wrote, and what it could not beside that.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// What it has to say, where that is all that was asked.
    pub(super) text: String,
    pub(super) paths: Vec<PathBuf>,
    pub(super) failed: Option<Error>,
}

impl From<Vec<PathBuf>> for Written {
    fn from(paths: Vec<PathBuf>) -> Self {
        Self { paths, ..Self::default() }
    }
}

/// How much to say on stderr.
#[derive(Debug, Clone, Copy)]
pub(super) struct Say {
    pub(super) quiet: bool,
    pub(super) verbose: bool,
}

impl Say {
    /// A line of the summary; nothing with `--quiet`.
    pub(super) fn line(self, text: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr().lock(), "{}", diagnostic::plain(text));
        }
    }

    /// What is not as it should be, though it keeps nothing from being written; nothing with `--quiet`.
    pub(super) fn warn(self, problems: &[Problem]) {
        if !self.quiet {
            let _ = anstream::stderr().lock().write_all(diagnostic::warnings(problems, true).as_bytes());
        }
    }

    /// What was read and should be doubted; an error where it is to be one.
    pub(super) fn doubt(self, problems: &[Problem], is_error: bool) -> Result<(), Error> {
        if is_error {
            return all_or_nothing(Kind::Data, problems.to_vec());
        }
        self.warn(problems);
        Ok(())
    }

    /// Links that lead nowhere; an error where that is to be one.
    pub(super) fn lost(self, problems: &[Problem], is_error: bool) -> Result<(), Error> {
        if is_error {
            return all_or_nothing(Kind::Config, problems.to_vec());
        }
        self.warn(problems);
        Ok(())
    }

    /// What became of an earlier print of a page that was not printed again.
    pub(super) fn print(self, print: Option<Print>) {
        let Some(print) = print else { return };
        self.line(match print {
            Print::Kept => "report.pdf is kept: the page that it was printed from is the same",
            Print::Removed => {
                "report.pdf was removed: it was a print of an earlier page; `build --pdf` prints this one"
            }
        });
    }

    /// Whom a folder was taken over from.
    pub(super) fn taken_over(self, owner: Option<&str>) {
        if let Some(owner) = owner {
            self.line(&format!("the folder was taken over from `{owner}`"));
        }
    }

    /// A line for the curious; only with `--verbose`.
    pub(super) fn detail(self, text: &str) {
        if self.verbose && !self.quiet {
            self.line(text);
        }
    }
}
