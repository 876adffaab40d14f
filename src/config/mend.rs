//! What was meant by a text that is no YAML, or is YAML and says something else: a colour without quotes, which begins a
//! comment, a tab for indentation, a text that looks like something else. A mend is only told when it helps: the text with
//! it can be read further.

use super::tree::{Node, Span, Value};
use crate::error::Problem;

/// A mistake may show so many lines after it, blank ones apart.
const SHOWS_AFTER: usize = 3;

/// So many mends are tried: for each, the text is read again.
const MOST: usize = 20;

/// What somebody may have meant.
struct Mend {
    /// What is to be replaced.
    span: Span,
    /// By what.
    by: String,
    problem: Problem,
}

/// What is wrong where a text stops being YAML in the line with that byte, and where that is. `fault` gives the first byte
/// where another text stops, if it does. Where the parser says that a tab is the fault, `is_tab`, a tab is.
pub(super) fn mend(
    text: &str,
    at: usize,
    is_tab: bool,
    fault: impl Fn(&str) -> Option<usize>,
) -> Option<(Problem, Span)> {
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .scan(0, |start, line| {
            let own = *start;
            *start += line.len();
            Some((own, line.trim_end()))
        })
        .filter(|(start, line)| *start <= at && !line.is_empty())
        .collect();
    let near = || lines.iter().rev().take(SHOWS_AFTER);
    let tabs = near().take(1).filter_map(|(start, line)| tabs(*start, line));
    let blanks = near().filter_map(|(start, line)| blanks(*start, line));
    let comments = near().flat_map(|(start, line)| comments(*start, line));
    let texts = near().take(2).flat_map(|(start, line)| texts(*start, line));
    let line_of = |text: &str, at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let stops = line_of(text, at);
    let helps = |mend: &Mend| {
        let Span { start, end } = mend.span;
        let mended = [&text[..start], &mend.by, &text[end..]].concat();
        fault(&mended).is_none_or(|at| line_of(&mended, at) > stops)
    };
    let mut tabs = tabs;
    let tab = tabs.next().filter(|mend| is_tab || helps(mend));
    let found = tab.or_else(|| blanks.chain(comments).chain(texts).take(MOST).find(helps));
    found.map(|mend| (mend.problem, mend.span))
}

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
const WRITTEN: [&str; 20] = [
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
    "segments",
    "one_per",
    "list",
    "files",
    "table",
    "logo",
    "wording",
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

/// The tabs that a line begins with.
fn tabs(start: usize, line: &str) -> Option<Mend> {
    let indent = &line[..line.len() - line.trim_start().len()];
    indent.contains('\t').then(|| Mend {
        span: Span { start, end: start + indent.len() },
        by: indent.replace('\t', "  "),
        problem: Problem::new("the line begins with a tab, and YAML takes only spaces there")
            .hint("put spaces in place of each tab, two for each level"),
    })
}

/// The blanks that a line begins with, or that follow a colon, of which YAML takes the one kind only.
fn blanks(start: usize, line: &str) -> Option<Mend> {
    let (at, length) = odd_blanks(line)?;
    let span = Span { start: start + at, end: start + at + length };
    let by = " ".repeat(line.get(at..at + length)?.chars().count());
    Some(Mend { span, by, problem: odd_blank() })
}

/// What is wrong with a key that blanks of another kind have become part of; nothing with any other.
pub(super) fn blank_in(key: &str) -> Option<Problem> {
    odd_blanks(key).map(|_| odd_blank())
}

fn odd_blank() -> Problem {
    Problem::new("a no-break space, or another special blank, stands where YAML takes plain spaces only")
        .hint("put plain spaces in its place; text copied from a web page or a word processor holds such blanks")
}

/// Where a text begins with blanks of which some are no plain ones, or has such after its first colon, and their length.
fn odd_blanks(text: &str) -> Option<(usize, usize)> {
    let is_odd = |c: char| c.is_whitespace() && !c.is_ascii();
    let blank = |at: usize| {
        let rest = text.get(at..)?;
        let length = rest.len() - rest.trim_start().len();
        rest.get(..length)?.contains(is_odd).then_some((at, length))
    };
    blank(0).or_else(|| blank(text.find(':')? + 1))
}

/// The words of a line that begin with `#` where a value begins, and so are comments.
fn comments(start: usize, line: &str) -> impl Iterator<Item = Mend> {
    line.match_indices(" #").filter_map(move |(at, _)| {
        let before = line[..at].trim_end();
        let word = &line[at + 1..];
        let word = &word[..word.find([' ', '\t', ',', '}', ']']).unwrap_or(word.len())];
        let is_value = before.is_empty() || before.ends_with([':', ',', '[', '-']);
        (is_value && word.len() > 1 && !word.contains(['"', '\''])).then(|| Mend {
            span: Span { start: start + at + 1, end: start + at + 1 + word.len() },
            by: format!("\"{word}\""),
            problem: Problem::new(format!(
                "`{word}` begins a comment: YAML passes over it and the rest of the line"
            ))
            .hint(format!("put it in quotes: \"{word}\"")),
        })
    })
}

/// The values of a line that are texts if they are put in quotes: the whole of it after its first key, or what stands between
/// commas in braces.
fn texts(start: usize, line: &str) -> impl Iterator<Item = Mend> {
    let inner = line.find('{').map(|brace| brace + 1);
    let parts = inner.into_iter().flat_map(move |from| {
        let to = line.rfind('}').filter(|to| *to > from).unwrap_or(line.len());
        let mut at = from;
        line[from..to].split(',').map(move |part| {
            let own = at;
            at += part.len() + 1;
            (own, &line[own..own + part.len()])
        })
    });
    let whole = (0, line.split(" #").next().unwrap_or(line));
    std::iter::once(whole).chain(parts).filter_map(move |(at, part)| {
        let colon = part.find(": ")?;
        let (key, value) = (part[..colon].trim(), part[colon + 1..].trim());
        let from = start + at + part.len() - part[colon + 1..].trim_start().len();
        let quoted = in_quotes(value)?;
        Some(Mend {
            span: Span { start: from, end: from + value.len() },
            problem: Problem::new(format!("YAML does not take `{value}` for one text"))
                .hint(format!("put it in quotes: {key}: {quoted}")),
            by: quoted,
        })
    })
}

/// A value in quotes; nothing where it begins something that is to be closed and is not, or goes on in other lines.
fn in_quotes(value: &str) -> Option<String> {
    let closes = |close: char| value.contains(close) && !value.ends_with(close);
    let may_be_text = match value.chars().next()? {
        '{' => closes('}'),
        '[' => closes(']'),
        quote @ ('"' | '\'') => value.matches(quote).count() % 2 == 0 && closes_early(value, quote),
        '|' | '>' => false,
        _ => true,
    };
    if !may_be_text {
        None
    } else if value.contains(['"', '\\']) {
        Some(format!("'{}'", value.replace('\'', "''")))
    } else {
        Some(format!("\"{value}\""))
    }
}

/// Whether the quotes that a value begins with end before it does.
fn closes_early(value: &str, quote: char) -> bool {
    value.chars().skip(1).position(|c| c == quote).is_some_and(|at| at + 2 < value.chars().count())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::config::yaml::parse;
    use crate::error::{Place, SourceText};

    /// The message, the hints and the place of what is wrong with a text.
    fn told(text: &str) -> (String, String, String) {
        let source = Arc::new(SourceText { path: PathBuf::new(), text: text.to_owned() });
        match parse(&source) {
            Ok(node) => {
                let (problem, span) = commented_colours(&node, text).pop().expect("a problem");
                (problem.message, problem.hints.join("; "), text[span.start..span.end].to_owned())
            }
            Err(problem) => {
                let Some(Place::Text { start, end, .. }) = problem.place else { panic!("no place") };
                (problem.message, problem.hints.join("; "), text[start..end].to_owned())
            }
        }
    }

    #[test]
    fn a_colour_without_quotes_is_told_where_it_stands() {
        for text in [
            "title: T\nbrand: {accent: #0b6e4f}\ncolumns: {score: nps}\n",
            "title: T\nbrand: {accent: #0b6e4f}\n",
            "title: T\nbrand: {accent: #0b6e4f}\n\n# more\ncolumns: {score: nps}\n",
            "title: T\nbrand: {logo: a.svg, accent: #0b6e4f, font: Arial}\ncolumns: {score: nps}\n",
            "title: T\nbrand:\n  accent: #0b6e4f\n  font: Arial\n",
            "title: T\nbrand:\n  \"accent\" :   #0b6e4f # ours\n",
            "title: T\nbrand: {\n  accent: #0b6e4f\n}\n",
            "title: T\r\nbrand:\r\n  accent: #0b6e4f\r\n",
        ] {
            let (message, hints, place) = told(text);
            assert_eq!(
                message, "`#0b6e4f` begins a comment: YAML passes over it and the rest of the line",
                "{text}"
            );
            assert_eq!(
                (hints.as_str(), place.as_str()),
                ("put it in quotes: \"#0b6e4f\"", "#0b6e4f"),
                "{text}"
            );
        }
    }

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
            let node = parse(&source).expect("YAML");
            assert_eq!(commented_colours(&node, text).len(), 0, "{text}");
        }
    }

    #[test]
    fn a_text_that_loses_its_end_to_a_comment_is_told() {
        let cut = |text: &str| -> Vec<(String, String)> {
            let source = Arc::new(SourceText { path: PathBuf::new(), text: text.to_owned() });
            let found = cut_texts(&parse(&source).expect("YAML"), text);
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

    #[test]
    fn a_tab_is_told_with_what_to_put_there() {
        for text in ["source:\n\tfiles: a.csv\n\tdelimiter: tab\n", "a:\n  b:\n  \tc: 1\n"] {
            let (message, hints, _) = told(text);
            assert_eq!(message, "the line begins with a tab, and YAML takes only spaces there", "{text}");
            assert_eq!(hints, "put spaces in place of each tab, two for each level");
        }
    }

    #[test]
    fn a_no_break_space_is_told_where_yaml_takes_plain_ones() {
        // At the start of a line it is part of a key, and no fault of the YAML.
        let (message, hints, found) = told("title:\u{a0}T\nas_of: 2026-01-01\n");
        assert!(message.starts_with("a no-break space"), "{message}");
        assert!(hints.starts_with("put plain spaces in its place"), "{hints}");
        assert_eq!(found, "\u{a0}T");
        for key in ["\u{a0}files", " \u{202f}files", "files:\u{a0}a.csv"] {
            assert!(blank_in(key).is_some(), "{key}");
        }
        for key in ["files", "fi\u{a0}les", "файлы"] {
            assert!(blank_in(key).is_none(), "{key}");
        }
    }

    #[test]
    fn a_text_that_needs_quotes_is_told_with_them() {
        for (text, hint, place) in [
            ("title: Survey: Q3\nas_of:\n", "title: \"Survey: Q3\"", "Survey: Q3"),
            ("as_of:\ntitle: Survey: Q3 # ours\n", "title: \"Survey: Q3\"", "Survey: Q3"),
            ("title: \"A\" survey\n", "title: '\"A\" survey'", "\"A\" survey"),
            ("title: [A] survey\n", "title: \"[A] survey\"", "[A] survey"),
            ("title: {A} survey\n", "title: \"{A} survey\"", "{A} survey"),
            ("title: @home\n", "title: \"@home\"", "@home"),
            ("title: *home\n", "title: \"*home\"", "*home"),
            ("title: %a\n", "title: \"%a\"", "%a"),
            ("source: {files: *.csv}\n", "files: \"*.csv\"", "*.csv"),
            ("source:\n  files: *.csv\n", "files: \"*.csv\"", "*.csv"),
        ] {
            let (message, hints, found) = told(text);
            assert!(message.starts_with("YAML does not take `"), "{text}: {message}");
            assert_eq!((hints, found.as_str()), (format!("put it in quotes: {hint}"), place), "{text}");
        }
    }

    #[test]
    fn other_faults_are_told_as_they_are() {
        for text in [
            "title: T\nsource: {files: answers.csv\ncolumns: {score: nps}\n",
            "title: \"T\nas_of:\n",
            "title: [A\n",
            "a: 1\n b: 2\n",
        ] {
            let (message, ..) = told(text);
            assert!(message.starts_with("not valid YAML: "), "{text}: {message}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_told(text in "(title:|[a-c#:{}\\[\\]\"'\t\r\n,é*-]| ){0,40}") {
            let source = Arc::new(SourceText { path: PathBuf::new(), text: text.clone() });
            if let Ok(node) = parse(&source) {
                let _ = (commented_colours(&node, &text), cut_texts(&node, &text));
            }
        }
    }
}
