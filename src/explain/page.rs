//! What the page of a report shows: nothing is said to be on it that cannot be read there.

use super::Case;
use crate::pages::Templates;

impl Case<'_> {
    /// How the page shows a figure: of each piece the first form that it has; nothing where it has none.
    pub(super) fn on_page(&self, pieces: &[Vec<String>]) -> Option<String> {
        let page = self.page.get_or_init(|| {
            let templates = Templates::new(self.config.templates.as_deref());
            let page = templates.and_then(|templates| crate::page(self.report, &templates));
            // A template that is broken makes no page.
            page.map(|page| readable(&page.html)).unwrap_or_default()
        });
        let shown = pieces.iter().filter_map(|forms| forms.iter().find(|form| is_in(page, form)));
        let shown: Vec<&str> = shown.map(String::as_str).collect();
        (!shown.is_empty()).then(|| shown.join(", "))
    }
}

/// The text of a page, with single spaces.
fn readable(html: &str) -> String {
    let body = html.find("<body").and_then(|at| html.get(at..)).unwrap_or(html);
    let mut text = String::new();
    for part in body.split('<').skip(1) {
        let Some((tag, after)) = part.split_once('>') else { continue };
        // Within a line; all else starts another one.
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !["span", "strong", "b", "em", "i", "tspan", "sup", "a"].contains(&name) {
            text.push(' ');
        }
        text.push_str(after);
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    spaced(&entities.iter().fold(text, |text, (entity, plain)| text.replace(entity, plain)))
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has a form of a figure, as words and numbers of their own and not as a part of longer ones; what stands
/// in brackets may be elsewhere.
fn is_in(page: &str, form: &str) -> bool {
    let form = spaced(form);
    let mut parts = form.split(" (").map(|part| part.trim_end_matches(')'));
    parts.all(|part| page.match_indices(part).any(|(at, _)| stands_alone(page, at, at + part.len())))
}

fn stands_alone(page: &str, start: usize, end: usize) -> bool {
    let mut before = page.get(..start).unwrap_or_default().chars().rev();
    let mut after = page.get(end..).unwrap_or_default().chars();
    let is_mark = |c: char| matches!(c, '.' | ',');
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '−' | '+' | '%');
    let starts = match before.next() {
        Some(c) if is_mark(c) => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !is_part(c),
        None => true,
    };
    let ends = match after.next() {
        Some(c) if is_mark(c) => !after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !is_part(c),
        None => true,
    };
    // In some languages spaces part the thousands.
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let part = page.get(start..end).unwrap_or_default();
    let goes_on = is_digit(part.chars().next_back()) && page.get(end..).is_some_and(thousands);
    starts && ends && !goes_on && !part.is_empty()
}

/// Whether a text starts with a space and exactly three digits.
fn thousands(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    digits == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_on_a_page_only_as_a_number_of_its_own() {
        let page = readable(
            "<html><body class=\"x 9\"><p>Score <b>+7.2</b> of 1,127 &lt; 3%</p><td>48.3%</td><td>5</td></body>",
        );
        assert_eq!(page, "Score +7.2 of 1,127 < 3% 48.3% 5");
        for there in ["+7.2", "1,127", "3%", "48.3%", "5", "Score (5)", "< 3%"] {
            assert!(is_in(&page, there), "{there}");
        }
        for not in ["7.2", "+7", "127", "1", "48", "3", "9", "8.3%", "Scor", "Score (6)"] {
            assert!(!is_in(&page, not), "{not}");
        }
    }
}
