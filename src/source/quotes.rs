//! Quotes around the cells of text files.

use std::borrow::Cow;

use memchr::memchr;

/// The text of a cell as it is written, without its quotes.
#[inline]
pub(super) fn unquoted(cell: &[u8]) -> Cow<'_, [u8]> {
    match cell {
        [b'"', inside @ ..] => after_quote(inside),
        plain => Cow::Borrowed(plain),
    }
}

/// The text after an opening quote.
fn after_quote(inside: &[u8]) -> Cow<'_, [u8]> {
    if let Some((b'"', text)) = inside.split_last()
        && memchr(b'"', text).is_none()
    {
        return Cow::Borrowed(text);
    }
    let mut text = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(quote) = memchr(b'"', rest) {
        text.extend_from_slice(rest.get(..quote).unwrap_or_default());
        rest = rest.get(quote + 1..).unwrap_or_default();
        let [b'"', after @ ..] = rest else { break };
        text.push(b'"');
        rest = after;
    }
    text.extend_from_slice(rest);
    Cow::Owned(text)
}
