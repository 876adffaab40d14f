//! Why something cannot be written.

use std::io;
use std::path::Path;

use crate::error::{Error, Kind, Problem, why};

/// That something cannot be written, and what can be done about that.
pub(super) fn failed(what: &str, path: &Path, error: &io::Error) -> Error {
    let hint = if error.kind() == io::ErrorKind::StorageFull {
        "make room on the disk, and run again"
    } else {
        "name another folder, or see to it that this one can be written to"
    };
    Error::new(Kind::Output, Problem::new(format!("{what} {}", why(error))).in_file(path).hint(hint))
}
