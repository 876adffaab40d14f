//! Why a survey cannot be read.

use std::io;
use std::path::Path;

use crate::error::Problem;
use crate::source::open::failed;

/// Why a definition, or the data of one, cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    Io(io::Error),
    Damaged(String),
    Encoding(String),
    /// It names other definitions.
    Hierarchy,
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Fault {
    pub(super) fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged(why.into())
    }

    /// That of the definition.
    pub(super) fn problem(self, path: &Path) -> Problem {
        let file = path.display();
        match self {
            Self::Io(error) => return failed(path, &error),
            Self::Damaged(why) => Problem::new(format!("the Triple-S definition `{file}` cannot be read: {why}"))
                .hint("export it again, or copy it again if it was cut short"),
            Self::Encoding(name) => Problem::new(format!(
                "the Triple-S definition `{file}` says that it is in the encoding `{name}`, which is not known"
            ))
            .hint("save it in UTF-8, and say so in its first line"),
            Self::Hierarchy => Problem::new(format!("`{file}` lists the levels of a Triple-S survey"))
                .hint("name the definition of the level whose rows are the answers"),
        }
        .in_file(path)
    }

    /// That of the data.
    pub(super) fn problem_of_data(self, path: &Path) -> Problem {
        match self {
            Self::Damaged(why) => {
                let what =
                    format!("`{}`, the data of a Triple-S survey, cannot be read: {why}", path.display());
                Problem::new(what).in_file(path)
            }
            other => other.problem(path),
        }
    }
}
