//! What is YAML and says something else than was meant: a colour without quotes, which begins a comment, a text that a
//! comment cuts off, a number with a comma in braces, the items of a list without the blank after the dash.

use super::mend::{blankless_item, comments, in_quotes};
use super::tree::{Node, Span, Value};
use crate::error::Problem;

/// Values that are left out because a colour without quotes begins a comment there.
pub(super) fn commented_colours(node: &Node, text: &str) -> Vec<(Problem, Span)> {
    match &node.value {
        Value::Map(entries) => {
            let each = entries.iter().flat_map(|(_, key, value)| {
                let is_left_out = value.value == Value::Null && value.written.is_empty();
                let own = if is_left_out { colour_after(key.end, text) } else { None };
                own.into_iter().chain(commented_colours(value, text))
            });
            each.collect()
        }
        Value::List(items) => items.iter().flat_map(|item| commented_colours(item, text)).collect(),
        _ => Vec::new(),
    }
}

/// The keys of texts that people write, in which `#` is a number or a sign and rarely begins a comment.
const WRITTEN: [&str; 31] = [
    "title",
    "organisation",
    "cover",
    "footer",
    "confidential",
    "name",
    "year",
    "source",
    "score",
    "date",
    "region",
    "weight",
    "cluster",
    "respondent",
    "comment",
    "key",
    "owner",
    "status",
    "segments",
    "cuts",
    "column",
    "columns",
    "options",
    "label",
    "one_per",
    "list",
    "files",
    "table",
    "logo",
    "wording",
    "vocabulary",
];

/// Texts that lose their end, or all, to a comment that begins with a word, such as `Survey #3`: what has a blank after `#`
/// is a comment.
pub(super) fn cut_texts(node: &Node, text: &str) -> Vec<(Problem, Span)> {
    match &node.value {
        Value::Map(entries) => {
            let each = entries.iter().flat_map(|(key, span, value)| {
                let is_written = WRITTEN.contains(&key.as_str());
                let own = if is_written { cut(span.end, value, text) } else { Vec::new() };
                own.into_iter().chain(cut_texts(value, text))
            });
            each.collect()
        }
        Value::List(items) => items.iter().flat_map(|item| cut_texts(item, text)).collect(),
        _ => Vec::new(),
    }
}

/// What comments cut off a value of such a key, and of all values within it.
fn cut(key_end: usize, value: &Node, text: &str) -> Vec<(Problem, Span)> {
    let (start, kept) = match &value.value {
        Value::Text(written) => (value.span.start, written.as_str()),
        Value::Null if value.written.is_empty() && colour_after(key_end, text).is_none() => {
            let rest = text.get(key_end..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start_matches(['"', '\'', ' ', ':']).len();
            (key_end + blank, "")
        }
        Value::List(items) => return items.iter().flat_map(|item| cut(item.span.end, item, text)).collect(),
        Value::Map(entries) => {
            // Each entry of a map whose keys are known is asked for by its own key.
            let is_known = |key: &String| WRITTEN.contains(&key.as_str());
            let others = entries.iter().filter(|(key, ..)| !is_known(key));
            let texts = others.filter(|(.., value)| matches!(value.value, Value::Text(_)));
            return texts.flat_map(|(_, key, value)| cut(key.end, value, text)).collect();
        }
        _ => return Vec::new(),
    };
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let Some(tail) = line.strip_prefix(kept) else { return Vec::new() };
    let comment = tail.trim_start();
    let begins_a_word = comment.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if !begins_a_word || (comment.len() == tail.len() && !kept.is_empty()) {
        return Vec::new();
    }
    let word = comment.split(char::is_whitespace).next().unwrap_or(comment);
    let whole = line.split(" # ").next().unwrap_or(line).trim_end();
    let begins = start + line.len() - comment.len();
    let problem =
        Problem::new(format!("`{word}` begins a comment: YAML passes over it and the rest of the line"));
    let quoted = in_quotes(whole).unwrap_or_else(|| format!("\"{whole}\""));
    let problem = problem
        .hint(format!("put the text in quotes: {quoted}"))
        .hint("if it is a comment, put a blank after `#`");
    vec![(problem, Span { start: begins, end: begins + word.len() })]
}

/// Takes out of braces what a comma within a number makes of it, such as `{total: 1,200}`: a key `200` without a value.
pub(super) fn split_numbers(node: &mut Node, text: &str) -> Vec<(Problem, Span)> {
    let mut found: Vec<(Problem, Span)> = Vec::new();
    match &mut node.value {
        Value::List(items) => found.extend(items.iter_mut().flat_map(|item| split_numbers(item, text))),
        Value::Map(entries) => {
            found.extend(entries.iter_mut().flat_map(|(.., value)| split_numbers(value, text)));
            let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            // From the first digits of a number to the end of what was read of it.
            let mut open: Option<Span> = None;
            entries.retain(|(_, key, value)| {
                let digits = text.get(key.start..key.end).unwrap_or_default();
                let is_rest = value.value == Value::Null && value.written.is_empty() && is_digits(digits);
                let number = open.filter(|span| is_rest && text.get(span.end..key.start) == Some(","));
                if let Some(span) = number {
                    let whole = Span { end: key.end, ..span };
                    // Of a number with several commas, the longest is told.
                    found.retain(|(_, other)| other.start != whole.start);
                    found.push((split_number(text.get(whole.start..whole.end).unwrap_or_default()), whole));
                    open = Some(whole);
                    return false;
                }
                open = matches!(value.value, Value::Int(_)).then_some(value.span);
                true
            });
        }
        _ => {}
    }
    found
}

fn split_number(written: &str) -> Problem {
    let (digits, point) = (written.replace(',', ""), written.replacen(',', ".", 1));
    let problem =
        Problem::new(format!("`{written}` is not one number: in braces, a comma begins the next entry"));
    let problem = problem.hint(format!("write thousands without a mark: {digits}"));
    let problem = if written.matches(',').count() == 1 {
        problem.hint(format!("write decimals with a point: {point}"))
    } else {
        problem
    };
    problem.hint(format!("put it in quotes, if it is a text: \"{written}\""))
}

fn colour_after(key_end: usize, text: &str) -> Option<(Problem, Span)> {
    let rest = text.get(key_end..)?.lines().next()?;
    let value = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix(':')?;
    let line_start = key_end + rest.len() - value.len();
    let mend = comments(line_start, value).next().filter(|_| value.trim_start().starts_with('#'))?;
    let digits = &text[mend.span.start + 1..mend.span.end];
    let is_colour =
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_colour.then_some((mend.problem, mend.span))
}

/// Takes a text in lines of its own, of which each begins with a dash, for the list that was meant: YAML reads `-answers.csv` as
/// a text.
pub(super) fn lists_of_texts(node: &mut Node, text: &str) -> Vec<(Problem, Span)> {
    match &mut node.value {
        Value::Map(entries) => {
            entries.iter_mut().flat_map(|(.., value)| lists_of_texts(value, text)).collect()
        }
        Value::List(items) => items.iter_mut().flat_map(|item| lists_of_texts(item, text)).collect(),
        Value::Text(_) => {
            let Some(items) = items_of(node.span, text) else { return Vec::new() };
            let problems = items.iter().map(|(item, problem)| (problem.clone(), item.span)).collect();
            node.value = Value::List(items.into_iter().map(|(item, _)| item).collect());
            problems
        }
        _ => Vec::new(),
    }
}

/// The items that the lines of a text begin with a dash for, and what is wrong with each.
fn items_of(span: Span, text: &str) -> Option<Vec<(Node, Problem)>> {
    let (before, from) = text.split_at_checked(span.start)?;
    let own_line = before.rsplit('\n').next().unwrap_or(before);
    if !own_line.trim().is_empty() {
        return None;
    }
    let mut start = span.start;
    let lines = from.get(..span.end - span.start)?.split_inclusive('\n').map(|line| {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let line = line.trim();
        let span = Span { start: at, end: at + line.len() };
        let (item, problem) = blankless_item(line)?;
        let written = item.get(2..)?.to_owned();
        let node = Node { value: Value::Text(written.clone()), span, written };
        Some((node, problem))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::config::yaml::parse;
    use crate::error::SourceText;

    #[test]
    fn comments_are_no_mistakes() {
        for text in [
            "title: T\nbrand:\n  accent: # 0b6e4f\n",
            "title: T\nbrand:\n  accent: \"#0b6e4f\"\n",
            "title: T\nbrand:\n  accent:\n  #0b6e4f\n",
            "as_of: #2026-01-01\n",
            "title: T #0b6e4f\n",
            "cover: |\n  accent: #0b6e4f\n",
        ] {
            let source = Arc::new(SourceText { path: PathBuf::new(), text: text.to_owned() });
            let (node, problems) = parse(&source).expect("YAML");
            assert_eq!(problems, [], "{text}");
            assert_eq!(commented_colours(&node, text).len(), 0, "{text}");
        }
    }

    #[test]
    fn a_text_that_loses_its_end_to_a_comment_is_told() {
        let cut = |text: &str| -> Vec<(String, String)> {
            let source = Arc::new(SourceText { path: PathBuf::new(), text: text.to_owned() });
            let found = cut_texts(&parse(&source).expect("YAML").0, text);
            found
                .into_iter()
                .map(|(told, at)| (told.hints[0].clone(), text[at.start..at.end].to_owned()))
                .collect()
        };
        for (text, quoted, word) in [
            ("title: Отчёт #3\nas_of: 2026-01-01\n", "\"Отчёт #3\"", "#3"),
            ("organisation: #2\n", "\"#2\"", "#2"),
            ("title: A #15 # ours\n", "\"A #15\"", "#15"),
            ("brand:\n  footer: Say \"no\" #now please\n", "'Say \"no\" #now please'", "#now"),
            ("columns: {\n  score: Q #3\n}\n", "\"Q #3\"", "#3"),
            ("reports:\n  list:\n    - Acme #1\n    - Bolt\n", "\"Acme #1\"", "#1"),
            ("benchmarks:\n  list:\n    - name: Best #1\n", "\"Best #1\"", "#1"),
            ("wording:\n  title: T\n  labels.region: Area #1\n", "\"Area #1\"", "#1"),
        ] {
            let told = vec![(format!("put the text in quotes: {quoted}"), word.to_owned())];
            assert_eq!(cut(text), told, "{text}");
        }
        for text in [
            "title: T # comment\n",
            "title: T   # 3\n",
            "title: T ## 3\n",
            "title: \"T #3\"\n",
            "title: \"T\" #3\n",
            "title: T#3\n",
            "title: 'T' # it\n",
            "language: ru #russian\n",
            "title: |\n  T #3\n",
            "title:\n# 3\n",
            "source: #ours\n  files: a.csv\n",
            "brand: {accent: \"#123456\"}\n",
        ] {
            assert_eq!(cut(text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_told(text in "(title:|[a-c#:{}\\[\\]\"'\t\r\n,é*-]| ){0,40}") {
            let source = Arc::new(SourceText { path: PathBuf::new(), text: text.clone() });
            if let Ok((mut node, _)) = parse(&source) {
                let _ = (commented_colours(&node, &text), cut_texts(&node, &text));
                let _ = lists_of_texts(&mut node, &text);
            }
        }
    }
}
