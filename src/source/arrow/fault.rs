//! Why an Arrow file cannot be read.

use std::io;
use std::path::Path;

use crate::error::Problem;
use crate::source::open::failed;

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    Io(io::Error),
    Damaged(String),
    /// It is whole, and not read.
    Unread(&'static str),
}

impl Fault {
    pub(super) fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged(why.into())
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::damaged("it is cut short"),
            _ => Self::Io(error),
        }
    }
}

impl Fault {
    pub(super) fn problem(self, path: &Path) -> Problem {
        let file = path.display();
        match self {
            Self::Io(error) => return failed(path, &error),
            Self::Damaged(why) => Problem::new(format!("the Arrow file `{file}` cannot be read: {why}"))
                .hint("copy it again, or write it again"),
            Self::Unread(what) => Problem::new(format!("the Arrow file `{file}` {what}"))
                .hint("write it again as Parquet, or as an Arrow file as most programs write it"),
        }
        .in_file(path)
    }
}
