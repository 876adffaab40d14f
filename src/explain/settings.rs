//! What is not computed but stated, and what is not there.

use serde_json::{Map, Value};

use super::Found;
use crate::wording::Words;
use crate::workings::Explanation;

/// What a setting, a name or a date is, and where it comes from.
pub(super) fn setting(words: &Words, found: &Found<'_>) -> Explanation {
    let keys: Vec<&str> = found.keys.iter().map(String::as_str).filter(|key| *key != "sections").collect();
    if [Value::Null, Value::Array(Vec::new()), Value::Object(Map::new())].contains(found.value) {
        let nothing = &words.explain().nothing;
        return Explanation::nothing(
            words,
            match keys.as_slice() {
                ["period" | "changes"] => &nothing.without_dates,
                _ => &nothing.not_stated,
            },
        );
    }
    let texts = &words.explain().stated;
    Explanation::stated(match keys.as_slice() {
        ["schema"] => &texts.layout,
        ["generator"] => &texts.program,
        ["title" | "organisation" | "recipient" | "language" | "client", ..] => &texts.name,
        ["brand", ..] => &texts.looks,
        ["as_of"] => &texts.as_of,
        ["question", "scale", ..] => &texts.scale,
        ["question", ..] => &texts.question,
        ["method", "weighting", ..] => &texts.weighting,
        ["method", "seed"] => &texts.seed,
        ["method", ..] => &texts.method,
        ["levels", ..] => &texts.level,
        ["key_findings", ..] => &texts.key_finding,
        [.., "year_starts" | "by" | "key" | "first_day" | "last_day" | "period" | "first" | "last"] => {
            &texts.period
        }
        _ => &texts.part,
    })
}
