//! Names of files and columns in messages.

use std::path::Path;

/// How many names a list in a message holds at most.
const NAMES_SHOWN: usize = 12;

/// The name of a file, without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Names in backticks, the first twelve of them.
pub(super) fn list(names: impl Iterator<Item = impl std::fmt::Display>, count: usize) -> String {
    let shown: Vec<_> = names.take(NAMES_SHOWN).map(|name| format!("`{name}`")).collect();
    match count.saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
