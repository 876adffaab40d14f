//! Lists of font families, as CSS has them.

/// Families that every browser has, whatever fonts there are.
const GENERIC: [&str; 10] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
    "ui-rounded",
];

/// Words that are no names in CSS.
const RESERVED: [&str; 6] = ["inherit", "initial", "unset", "revert", "revert-layer", "default"];

/// A list of families without anything else in it: names in single quotes, generic ones bare, and one of these last,
/// so that there always is a font. Nothing where the text is no such list.
#[must_use]
pub fn families(text: &str) -> Option<String> {
    let mut list = text.split(',').map(family).collect::<Option<Vec<String>>>()?;
    if list.len() > 12 {
        return None;
    }
    if list.last().is_none_or(|last| last.starts_with('\'')) {
        list.push("sans-serif".to_owned());
    }
    Some(list.join(", "))
}

fn family(text: &str) -> Option<String> {
    let text = text.trim();
    let quoted = ['"', '\''].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let name = quoted.unwrap_or(text).trim();
    let in_names = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    if name.is_empty() || name.chars().count() > 60 || !name.chars().all(in_names) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    match quoted {
        None if GENERIC.contains(&lower.as_str()) => Some(lower),
        None if RESERVED.contains(&lower.as_str()) => None,
        _ => Some(format!("'{name}'")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_families_is_quoted_and_ends_with_a_generic_one() {
        assert_eq!(families("Georgia, serif").as_deref(), Some("'Georgia', serif"));
        assert_eq!(families("\"PT Sans\",  Arial").as_deref(), Some("'PT Sans', 'Arial', sans-serif"));
        assert_eq!(families("'Гарнитура 1', System-UI").as_deref(), Some("'Гарнитура 1', system-ui"));
        assert_eq!(families("'serif'").as_deref(), Some("'serif', sans-serif"));
    }

    #[test]
    fn what_is_no_list_of_families_is_refused() {
        for text in [
            "",
            "Arial,",
            "inherit",
            "\"A",
            "A;} body{}",
            "url(x)",
            "'a'b'",
            "A\\41",
            "</style>",
            "a\nb",
            "var(--x)",
            "16px Arial!",
        ] {
            assert_eq!(families(text), None, "{text}");
        }
        assert_eq!(families(&"A, ".repeat(20)), None);
        assert_eq!(families(&"A".repeat(61)), None);
    }
}
