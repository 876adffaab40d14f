//! When a PDF says that it was made: a browser writes the clock's time.

use std::ops::Range;

use lopdf::Document;

use crate::survey::Day;

/// Sets both dates to midnight of a day, in the bytes of the one object that holds them, and without moving any other.
/// A date that is not written as browsers do is left as it is.
pub(super) fn set(pdf: &mut [u8], document: &Document, day: Day) {
    let Some(info) = info(pdf, document) else { return };
    let stamp = format!("{:04}{:02}{:02}000000", day.year(), day.month(), day.day());
    for key in [&b"/CreationDate (D:"[..], b"/ModDate (D:"] {
        let Some(at) = pdf.get(info.clone()).and_then(|object| find(object, key)) else { continue };
        let start = info.start + at + key.len();
        let Some(date) = pdf.get_mut(start..start + stamp.len()) else { continue };
        if date.iter().all(u8::is_ascii_digit) {
            date.copy_from_slice(stamp.as_bytes());
        }
        let end = start + stamp.len();
        let Some(zone) = pdf.get_mut(end..end + UTC.len()) else { continue };
        let is_zone = match &*zone {
            [b'+' | b'-', a, b, b'\'', c, d, b'\''] => [a, b, c, d].into_iter().all(u8::is_ascii_digit),
            _ => false,
        };
        if is_zone {
            zone.copy_from_slice(UTC);
        }
    }
}

const UTC: &[u8] = b"+00'00'";

/// Where the object stands that says what the document is.
fn info(pdf: &[u8], document: &Document) -> Option<Range<usize>> {
    let (number, generation) = document.trailer.get(b"Info").ok()?.as_reference().ok()?;
    let start = find(pdf, format!("\n{number} {generation} obj").as_bytes())?;
    let length = find(pdf.get(start..)?, b"endobj")?;
    Some(start..start + length)
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_dates_of_the_document_are_set() {
        let text = "%PDF-1.4\n1 0 obj\n<</Title (x)\n/CreationDate (D:20261126143116+03'00')\n\
                    /ModDate (D:20261126143116Z)>>\nendobj\n2 0 obj\n(/ModDate (D:20261126143116)\nendobj\n";
        let mut document = Document::with_version("1.4");
        document.trailer.set("Info", lopdf::Object::Reference((1, 0)));
        let mut pdf = text.as_bytes().to_vec();
        set(&mut pdf, &document, Day::new(2026, 10, 5).expect("a day"));
        let expected = text.replacen("20261126143116+03'00'", "20261005000000+00'00'", 1).replacen(
            "20261126143116Z",
            "20261005000000Z",
            1,
        );
        assert_eq!(String::from_utf8(pdf).expect("text"), expected);
    }
}
