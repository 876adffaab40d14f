//! Why a workbook cannot be read.

use std::fmt::Display;
use std::io;
use std::path::Path;

use zip::result::ZipError;

use crate::error::Problem;
use crate::source::open::failed;

/// Why a workbook cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    Io(io::Error),
    Locked,
    Damaged(String),
    /// A part of it unpacks to more than can be read.
    TooTight {
        part: String,
        packed: u64,
    },
    /// It has more cells than can be read of that kind.
    TooLarge(&'static str),
    /// It is another document.
    NoWorkbook,
}

impl Fault {
    pub(super) fn damaged(why: impl Display) -> Self {
        Self::Damaged(why.to_string())
    }

    pub(super) fn problem(self, path: &Path) -> Problem {
        let file = path.display();
        let problem = match self {
            Self::Io(error) => return failed(path, &error),
            Self::Locked => Problem::new(format!("the workbook `{file}` is protected with a password"))
                .hint("open it in a spreadsheet program, and save it without one"),
            Self::Damaged(why) if why.is_empty() => Self::damaged("its parts do not agree with each other").problem(path),
            Self::Damaged(why) => Problem::new(format!("the workbook `{file}` cannot be read: {why}"))
                .hint("copy or download it again; if a spreadsheet program can open it, save it there anew as XLSX"),
            Self::TooTight { part, packed } => Problem::new(format!(
                "the workbook `{file}` is no real one: its part `{part}` of {packed} bytes unpacks to more than 1 GiB and more than 100 \
                 times its size"
            ))
            .hint("ask whoever sent it for the answers as CSV"),
            Self::TooLarge(kind) => Problem::new(format!("the workbook `{file}` is too large to be read as {kind}"))
                .hint("save it as XLSX or CSV"),
            Self::NoWorkbook => Problem::new(format!("`{file}` is an Office document without a workbook in it"))
                .hint("save the answers as a workbook (XLSX) or CSV"),
        };
        problem.in_file(path)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // What is packed in it.
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                Self::damaged(error)
            }
            _ => Self::Io(error),
        }
    }
}

impl From<ZipError> for Fault {
    fn from(error: ZipError) -> Self {
        Self::damaged(error)
    }
}
