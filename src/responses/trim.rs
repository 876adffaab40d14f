//! Cells without what cannot be seen around them.

use crate::survey::is_unseen;

/// A cell without the white space around it, no-break spaces and characters that cannot be seen included.
#[inline]
#[must_use]
pub fn trimmed(cell: &[u8]) -> &[u8] {
    match (cell.first(), cell.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        (None, _) | (_, None) => cell,
        _ => str::from_utf8(cell).map_or(cell.trim_ascii(), |text| text.trim_matches(is_unseen).as_bytes()),
    }
}
