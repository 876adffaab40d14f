//! Patterns with named placeholders, and filling them.

/// The pattern with every `{name}` replaced by its value. Values are not searched for placeholders, so a
/// region called `{nps}` stays what it is. A placeholder without a value stays too, for a test to find.
pub(super) fn fill<V: AsRef<str>>(pattern: &str, values: &[(&str, V)]) -> String {
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

/// The names of all placeholders of a pattern, sorted, each once.
pub(super) fn placeholders(mut pattern: &str) -> std::collections::BTreeSet<&str> {
    std::iter::from_fn(|| {
        let (_, name, after) = next_placeholder(pattern)?;
        pattern = after;
        Some(name)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{fill, placeholders};

    #[test]
    fn values_are_put_in_by_name_and_not_searched_again() {
        let filled = fill("{b} and {a}, {b}", &[("a", "{b}"), ("b", "2")]);
        assert_eq!(filled, "2 and {b}, 2");
        assert_eq!(fill::<&str>("plain {a}", &[]), "plain {a}");
    }

    #[test]
    fn placeholders_are_found() {
        assert_eq!(placeholders("{b} {a} {b}").into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }
}
