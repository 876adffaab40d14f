//! The fonts of a page: only the files whose letters it has.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use tera::Value;

use crate::charts::{FONT_FILES, FontFile};

/// All fonts, ready for `fonts.css`.
pub(super) struct Fonts(Vec<Font>);

struct Font {
    letters: &'static [RangeInclusive<char>],
    face: Value,
}

/// What `fonts.css` sees of a font.
#[derive(Serialize)]
struct Face {
    weight: u16,
    woff2: String,
    /// For `unicode-range`; none for all.
    range: Option<String>,
}

impl Fonts {
    /// All of them.
    pub(super) fn new() -> Self {
        let font = |FontFile { weight, letters, woff2 }| {
            let range = |range: &RangeInclusive<char>| {
                format!("U+{:x}-{:x}", u32::from(*range.start()), u32::from(*range.end()))
            };
            let ranges: Vec<_> = letters.iter().map(range).collect();
            let range = (!ranges.is_empty()).then(|| ranges.join(", "));
            Font {
                letters,
                face: Value::from_serializable(&Face { weight, woff2: STANDARD.encode(woff2), range }),
            }
        };
        Self(FONT_FILES.map(font).into())
    }

    /// Those that a page of these texts needs.
    pub(super) fn needed(&self, texts: &[&str]) -> Vec<Value> {
        let texts = texts.iter().filter(|text| !text.is_ascii());
        let letters: BTreeSet<char> = texts.flat_map(|text| text.chars().filter(|c| !c.is_ascii())).collect();
        let has = |range: &RangeInclusive<char>| letters.range(range.clone()).next().is_some();
        let needed = self.0.iter().filter(|font| font.letters.is_empty() || font.letters.iter().any(has));
        needed.map(|font| font.face.clone()).collect()
    }
}

/// Every text in a value.
pub(super) fn texts(value: &Value) -> Vec<&str> {
    let mut texts = Vec::new();
    let mut values = vec![value];
    while let Some(value) = values.pop() {
        texts.extend(value.as_str());
        values.extend(value.as_array().into_iter().flatten());
        values.extend(value.as_map().into_iter().flat_map(|map| map.values()));
    }
    texts
}
