//! Why an SPSS file cannot be read.

use std::io;
use std::path::Path;

use crate::error::Problem;
use crate::source::open::failed;

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    Io(io::Error),
    Damaged(&'static str),
    Encoding(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Damaged("it is cut short"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                Self::Damaged("its packed data are damaged")
            }
            _ => Self::Io(error),
        }
    }
}

impl Fault {
    pub(super) fn problem(self, path: &Path) -> Problem {
        let file = path.display();
        match self {
            Self::Io(error) => return failed(path, &error),
            Self::Damaged(why) => Problem::new(format!("the SPSS file `{file}` cannot be read: {why}"))
                .hint("copy or download it again; if SPSS or PSPP can open it, save it there anew"),
            Self::Encoding(name) => {
                Problem::new(format!("the SPSS file `{file}` is in the encoding `{name}`, which is not read"))
                    .hint("save it in UTF-8, as SPSS does where its encoding is set to Unicode")
            }
        }
        .in_file(path)
    }
}
