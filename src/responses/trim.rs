//! Cells without what cannot be seen around them, and keys as they are compared.

use std::borrow::Cow;

use crate::survey::{canonical, is_unseen};

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

/// A key by which it is compared: names that look the same are the same, and so is a whole number that a program has written with
/// a decimal, as some do beside blanks.
pub(super) fn spelt(text: &[u8]) -> Cow<'_, [u8]> {
    let whole = text.strip_suffix(b".0").filter(|digits| digits.iter().all(u8::is_ascii_digit));
    if let Some(digits) = whole.filter(|digits| !digits.is_empty()) {
        return Cow::Borrowed(digits);
    }
    let is_plain = text.iter().all(u8::is_ascii_graphic);
    match str::from_utf8(text) {
        Ok(text) if !is_plain => Cow::Owned(canonical(text).into_owned().into_bytes()),
        _ => Cow::Borrowed(text),
    }
}
