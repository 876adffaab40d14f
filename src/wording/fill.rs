//! Patterns with named placeholders, and filling them.

/// The pattern with every `{name}` replaced by its value. Values are not searched for placeholders, so a
/// region called `{nps}` stays what it is. A placeholder without a value stays too, for a test to find.
pub(crate) fn fill<V: AsRef<str>>(pattern: &str, values: &[(&str, V)]) -> String {
    let mut filled = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some((before, name, after)) = next_placeholder(rest) {
        filled.push_str(before);
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value.as_ref()),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The text before the first placeholder, its name, and the text after it.
fn next_placeholder(pattern: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = pattern.split_once('{')?;
    let (name, after) = opened.split_once('}')?;
    Some((before, name, after))
}

/// The names of all placeholders of a pattern, sorted, each once. Those that begin with `@` are words of the vocabulary.
pub(crate) fn placeholders(mut pattern: &str) -> std::collections::BTreeSet<&str> {
    let names = std::iter::from_fn(|| {
        let (_, name, after) = next_placeholder(pattern)?;
        pattern = after;
        Some(name)
    });
    names.filter(|name| !name.starts_with('@')).collect()
}

/// What is wrong with the braces of a pattern, which stand around the name of a placeholder and nowhere else; nothing where
/// all is right.
pub(crate) fn brace_fault(pattern: &str) -> Option<String> {
    let mut open = None;
    for (at, letter) in (1..).zip(pattern.chars()) {
        match (letter, open) {
            ('{', None) => open = Some(at),
            ('{', Some(first)) => {
                return Some(format!(
                    "a `{{` (character {at}) after one that is still open (character {first})"
                ));
            }
            ('}', None) => return Some(format!("a `}}` (character {at}) without a `{{` before it")),
            ('}', Some(first)) if first + 1 == at => {
                return Some(format!("a placeholder without a name, `{{}}` (character {first})"));
            }
            ('}', Some(_)) => open = None,
            _ => {}
        }
    }
    open.map(|first| format!("a `{{` (character {first}) without a `}}` after it"))
}

#[cfg(test)]
mod tests {
    use super::{brace_fault, fill, placeholders};

    #[test]
    fn values_are_put_in_by_name_and_not_searched_again() {
        let filled = fill("{b} and {a}, {b}", &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "2 and {b}, 2");
        assert_eq!(fill::<&str>("plain {a}", &[]), "plain {a}");
    }

    #[test]
    fn braces_are_checked_as_they_are_read() {
        for (pattern, fault) in [
            ("}NPS {nps} in {period} ({earlier}){", "a `}` (character 1) without a `{` before it"),
            ("NPS {nps", "a `{` (character 5) without a `}` after it"),
            ("{nps}}", "a `}` (character 6) without a `{` before it"),
            ("{{nps}}", "a `{` (character 2) after one that is still open (character 1)"),
            ("é {a {b} c}", "a `{` (character 6) after one that is still open (character 3)"),
            ("{a}{}", "a placeholder without a name, `{}` (character 4)"),
            ("{", "a `{` (character 1) without a `}` after it"),
            ("{a}}{{b}", "a `}` (character 4) without a `{` before it"),
        ] {
            assert_eq!(brace_fault(pattern).as_deref(), Some(fault), "{pattern}");
        }
        for pattern in ["", "plain", "{a}", "{a}{b} (c)", "{ a }"] {
            assert_eq!(brace_fault(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn placeholders_are_found() {
        assert_eq!(placeholders("{b} {a} {@word} {b}").into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }
}
