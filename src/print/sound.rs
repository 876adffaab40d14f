//! What a PDF must be before it is handed on.

use lopdf::content::Operation;
use lopdf::{Document, Object, ObjectId, decode_text_string};

use crate::survey::canonical;

/// Reads a PDF; else says what is wrong with it.
pub(super) fn read(pdf: &[u8]) -> Result<Document, String> {
    if !pdf.starts_with(b"%PDF-") {
        return Err("it is no PDF".to_owned());
    }
    Document::load_mem(pdf).map_err(|e| format!("it is a damaged PDF: {e}"))
}

/// Looks for a page without anything on it, and for the name of whose report it is.
pub(super) fn look(document: &Document, whose: &str) -> Result<(), String> {
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err("it has no page".to_owned());
    }
    let mut drawn = Vec::new();
    for (number, page) in &pages {
        drawn.push((
            *number,
            drawn_on(document, *page).map_err(|e| format!("page {number} cannot be read: {e}"))?,
        ));
    }
    // In a tagged PDF what a page is about is marked, and its running head, its number and its ground are not.
    let is_tagged = drawn.iter().any(|(_, drawn)| drawn.marked);
    let is_blank = |drawn: &Drawn| if is_tagged { !drawn.marked } else { !drawn.anything };
    let blank: Vec<String> =
        drawn.iter().filter(|(_, drawn)| is_blank(drawn)).map(|(number, _)| number.to_string()).collect();
    match &blank[..] {
        [] => {}
        [one] => return Err(format!("page {one} of {} is blank", pages.len())),
        many => return Err(format!("pages {} of {} are blank", many.join(", "), pages.len())),
    }
    let numbers: Vec<u32> = pages.keys().copied().collect();
    let text: String = document.extract_text_chunks(&numbers).into_iter().flatten().collect();
    let (text, title) = (letters(&text), letters(&title(document).unwrap_or_default()));
    let is_there = |word: &str| {
        let word = letters(word);
        text.contains(&word) || !is_simple(&word) && title.contains(&word)
    };
    match canonical(whose).split(' ').find(|word| !is_there(word)) {
        None => Ok(()),
        Some(word) => Err(format!("it does not name `{whose}`: `{word}` is not in its text")),
    }
}

/// What is drawn on a page.
#[derive(Default)]
struct Drawn {
    anything: bool,
    /// Something within what is marked as content.
    marked: bool,
}

fn drawn_on(document: &Document, page: ObjectId) -> lopdf::Result<Drawn> {
    let content = document.get_and_decode_page_content(page)?;
    let mut drawn = Drawn::default();
    let mut marks: Vec<bool> = Vec::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BDC" | "BMC" => marks.push(has_mark(operation)),
            "EMC" => drop(marks.pop()),
            _ if draws(operation) => {
                drawn.anything = true;
                drawn.marked |= marks.contains(&true);
            }
            _ => {}
        }
    }
    Ok(drawn)
}

/// Whether the content that follows is part of the document's structure.
fn has_mark(operation: &Operation) -> bool {
    operation
        .operands
        .iter()
        .any(|operand| matches!(operand, Object::Dictionary(about) if about.has(b"MCID")))
}

fn draws(operation: &Operation) -> bool {
    match operation.operator.as_str() {
        "Tj" | "TJ" | "'" | "\"" => operation.operands.iter().any(has_text),
        "Do" | "sh" | "BI" | "EI" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" => true,
        _ => false,
    }
}

fn has_text(operand: &Object) -> bool {
    match operand {
        Object::String(text, _) => !text.is_empty(),
        Object::Array(parts) => parts.iter().any(has_text),
        _ => false,
    }
}

/// The title that the document says it has.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    decode_text_string(info.as_dict().ok()?.get(b"Title").ok()?).ok()
}

/// Letters and digits alone, composed as names are: spaces, hyphens and quotes are often drawn otherwise than they are
/// written, and a long word is broken over lines.
fn letters(text: &str) -> String {
    canonical(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether letters are drawn one by one from left to right, as they are written: Latin, Greek, Cyrillic, Armenian,
/// Georgian, kana and Chinese signs. Of others the drawn text may be in another order or of other forms.
fn is_simple(word: &str) -> bool {
    word.chars().all(|c| {
        matches!(u32::from(c), 0..0x300 | 0x370..0x590 | 0x10A0..0x1100 | 0x1E00..0x2000 | 0x3040..0x3100 | 0x4E00..0xA000)
    })
}
