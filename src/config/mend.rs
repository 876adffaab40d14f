//! What was meant by a text that is no YAML: a colour without quotes, which begins a comment, a tab for indentation, a key
//! without a blank after its colon, a text that looks like something else. A mend is only told when it helps: the text with
//! it can be read further.

use std::cmp::Ordering;

use super::tree::Span;
use crate::error::Problem;

/// A mistake may show so many lines after it, blank ones apart.
const SHOWS_AFTER: usize = 3;

/// So many mends are tried: for each, the text is read again.
const MOST: usize = 20;

/// What somebody may have meant.
pub(super) struct Mend {
    /// What is to be replaced.
    pub(super) span: Span,
    /// By what.
    pub(super) by: String,
    pub(super) problem: Problem,
    /// Whether the text with it can be read further.
    pub(super) helps: bool,
}

impl Mend {
    fn new(span: Span, by: String, problem: Problem) -> Self {
        Self { span, by, problem, helps: false }
    }
}

/// What is wrong where a text stops being YAML in the line with that byte, as the parser says, and what was meant. `fault` gives
/// the first byte where another text stops and what the parser says there, if it does.
pub(super) fn mend(
    text: &str,
    (at, said): (usize, &str),
    fault: impl Fn(&str) -> Option<(usize, String)>,
) -> Option<Mend> {
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
    let blankless = near().filter_map(|(start, line)| blankless(*start, line));
    // A quote is open until the next one, however far that is.
    let open = lines.iter().rev().filter_map(|(start, line)| open_quote(*start, line));
    let line_of = |text: &str, at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let stops = line_of(text, at);
    let helps = |mend: &Mend| {
        let Span { start, end } = mend.span;
        let mended = [&text[..start], &mend.by, &text[end..]].concat();
        fault(&mended).is_none_or(|(then, says)| match line_of(&mended, then).cmp(&stops) {
            Ordering::Less => false,
            // A line that something before it made a fault of may have one of its own, once a quote is closed at the same place.
            Ordering::Equal => {
                let is_further = text.len() - at > mended.len() - then;
                line_of(text, start) < stops && (is_further || (said.contains("quote") && says != said))
            }
            Ordering::Greater => true,
        })
    };
    let mut tabs = tabs.map(|mend| Mend { helps: helps(&mend), ..mend });
    tabs.next().filter(|mend| said.contains("tabs") || mend.helps).or_else(|| {
        let each = blanks.chain(comments).chain(blankless).chain(texts).chain(open);
        each.take(MOST).find(helps).map(|mend| Mend { helps: true, ..mend })
    })
}

/// The tabs that a line begins with.
fn tabs(start: usize, line: &str) -> Option<Mend> {
    let indent = &line[..line.len() - line.trim_start().len()];
    indent.contains('\t').then(|| {
        let problem = Problem::new("the line begins with a tab, and YAML takes only spaces there")
            .hint("put spaces in place of each tab, two for each level");
        Mend::new(Span { start, end: start + indent.len() }, indent.replace('\t', "  "), problem)
    })
}

/// The blanks that a line begins with, or that follow a colon, of which YAML takes the one kind only.
fn blanks(start: usize, line: &str) -> Option<Mend> {
    let (at, length) = odd_blanks(line)?;
    let span = Span { start: start + at, end: start + at + length };
    let by = " ".repeat(line.get(at..at + length)?.chars().count());
    Some(Mend::new(span, by, odd_blank()))
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
pub(super) fn comments(start: usize, line: &str) -> impl Iterator<Item = Mend> {
    line.match_indices(" #").filter_map(move |(at, _)| {
        let before = line[..at].trim_end();
        let word = &line[at + 1..];
        let word = &word[..word.find([' ', '\t', ',', '}', ']']).unwrap_or(word.len())];
        let is_value = before.is_empty() || before.ends_with([':', ',', '[', '-']);
        (is_value && word.len() > 1 && !word.contains(['"', '\''])).then(|| {
            let span = Span { start: start + at + 1, end: start + at + 1 + word.len() };
            let problem = Problem::new(format!(
                "`{word}` begins a comment: YAML passes over it and the rest of the line"
            ));
            Mend::new(span, format!("\"{word}\""), problem.hint(format!("put it in quotes: \"{word}\"")))
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
        let problem = Problem::new(format!("YAML does not take `{value}` for one text"))
            .hint(format!("put it in quotes: {key}: {quoted}"));
        Some(Mend::new(Span { start: from, end: from + value.len() }, quoted, problem))
    })
}

/// A line with a value that begins with a quote and has no other.
fn open_quote(start: usize, line: &str) -> Option<Mend> {
    let at = line.find(['"', '\''])?;
    let (before, from) = line.split_at_checked(at)?;
    let quote = from.chars().next()?;
    let begins = before.trim_end().ends_with([':', '-', ',', '[', '{']);
    if !begins || from.matches(quote).count() != 1 {
        return None;
    }
    // What closes around it in the same line does not belong to it.
    let opened = before.matches(['{', '[']).count();
    let mut value = from.split(" #").next().unwrap_or(from).trim_end();
    for _ in 0..opened {
        value = value.strip_suffix(['}', ']']).unwrap_or(value).trim_end();
    }
    let closed = format!("{value}{quote}");
    let key = before.trim_end().rsplit(['{', '[', ',', ' ']).next().unwrap_or_default();
    let shown = if key.ends_with(':') { format!("{key} {closed}") } else { closed.clone() };
    let problem = Problem::new(format!("the quote at the start of `{value}` is not closed"));
    let problem = problem.hint(format!("close it: {shown}"));
    let problem = if value.len() > 1 && quote == '\'' {
        problem.hint(format!("if it belongs to the text, put that in other quotes: \"{value}\""))
    } else {
        problem
    };
    Some(Mend::new(Span { start: start + at, end: start + at + value.len() }, closed, problem))
}

/// A line that begins with a key, or with the dash of an item, without the blank that YAML takes after it.
fn blankless(start: usize, line: &str) -> Option<Mend> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.get(indent..)?;
    let item = rest.strip_prefix("- ").map_or(rest, str::trim_start);
    let (own, told) = match blankless_key(item) {
        Some(told) => (item, told),
        None => (rest, blankless_item(rest)?),
    };
    let own_start = start + line.len() - own.len();
    let (by, problem) = told;
    // The blank alone is put in, so that what stands after it keeps its place.
    let sign = by.find(' ')?;
    Some(Mend::new(Span { start: own_start, end: own_start + sign }, by.get(..=sign)?.to_owned(), problem))
}

/// What was meant by a text that begins with a word and a colon, as in `title:Survey`.
fn blankless_key(text: &str) -> Option<(String, Problem)> {
    let (key, value) = text.lines().next()?.split_once(':')?;
    let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
    let is_key = key.len() > 1 && key.chars().all(is_word);
    // What comes with two slashes is an address.
    if !is_key || value.is_empty() || value.starts_with([' ', '\t']) || value.starts_with("//") {
        return None;
    }
    let by = format!("{key}: {value}");
    let problem = Problem::new(format!("no blank stands after the colon of `{key}:`, and so it is no key"));
    Some((by.clone(), problem.hint(format!("write `{}`", by.split(" #").next().unwrap_or(&by)))))
}

/// What was meant by a text that begins with a dash, as in `-answers.csv`.
pub(super) fn blankless_item(text: &str) -> Option<(String, Problem)> {
    let item =
        text.strip_prefix('-').filter(|item| !item.is_empty() && !item.starts_with(['-', ' ', '\t']))?;
    let by = format!("- {item}");
    let problem = Problem::new("no blank stands after the dash, and so it begins no item of a list");
    Some((by.clone(), problem.hint(format!("write `{}`", by.split(" #").next().unwrap_or(&by)))))
}

/// What is wrong with a key that is one with its value, in braces; nothing with any other.
pub(super) fn joined_in(key: &str) -> Option<Problem> {
    blankless_key(key).map(|(_, problem)| problem)
}

/// What to do about a text where keys and values are wanted, if its first line begins with a key.
pub(super) fn meant_at(text: &str, span: Span) -> Option<String> {
    let line = text.get(span.start..)?.lines().next()?;
    let (_, problem) = blankless_key(line)?;
    problem.hints.into_iter().next()
}

/// A value in quotes; nothing where it begins something that is to be closed and is not, or goes on in other lines.
pub(super) fn in_quotes(value: &str) -> Option<String> {
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
    use crate::config::misread::commented_colours;
    use crate::config::yaml::parse;
    use crate::error::{Place, SourceText};

    /// The message, the hints and the place of what is wrong with a text.
    fn told(text: &str) -> (String, String, String) {
        let source = Arc::new(SourceText { path: PathBuf::new(), text: text.to_owned() });
        match parse(&source) {
            Ok((node, problems)) if problems.is_empty() => {
                let (problem, span) = commented_colours(&node, text).pop().expect("a problem");
                (problem.message, problem.hints.join("; "), text[span.start..span.end].to_owned())
            }
            Ok((_, mut problems)) | Err(mut problems) => {
                let problem = problems.swap_remove(0);
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
    fn a_blank_that_is_left_out_is_told_where_it_belongs() {
        for (text, hint, place) in [
            ("title:A\nas_of: 2026-10-05\n", "write `title: A`", "title:"),
            ("title: A\nas_of:2026-10-05\ncolumns: {}\n", "write `as_of: 2026-10-05`", "as_of:"),
            ("title: A\nsource:\n  delimiter: tab\n  files:a.csv # x\n", "write `files: a.csv`", "files:"),
            ("list:\n  - name:B\n    value: 3\n", "write `name: B`", "name:"),
            ("files:\n  - a.csv\n  -b.csv\n", "write `- b.csv`", "-b.csv"),
        ] {
            let (message, hints, found) = told(text);
            assert!(message.starts_with("no blank stands after the "), "{text}: {message}");
            assert_eq!((hints.as_str(), found.as_str()), (hint, place), "{text}");
        }
    }

    #[test]
    fn an_open_quote_is_told_where_it_opens() {
        for (text, hint, place) in [
            ("title: \"A\nas_of: 2026-10-05\n", "close it: title: \"A\"", "\"A"),
            ("title: \"A # ours\nas_of: 1\nx: 2\ny: 3\nz: \"4\"\n", "close it: title: \"A\"", "\"A"),
            ("source: {files: \"a.csv}\nas_of:\n", "close it: files: \"a.csv\"", "\"a.csv"),
            ("list: [a, \"b]\nas_of:\n", "close it: \"b\"", "\"b"),
            ("list:\n  - \"b\n  - c\n", "close it: \"b\"", "\"b"),
        ] {
            let (message, hints, found) = told(text);
            assert_eq!(message, format!("the quote at the start of `{place}` is not closed"), "{text}");
            assert_eq!((hints.as_str(), found.as_str()), (hint, place), "{text}");
        }
        let (_, hints, _) = told("title: 'tis\nas_of:\n");
        assert!(hints.ends_with("if it belongs to the text, put that in other quotes: \"'tis\""), "{hints}");
    }

    /// With places in what was written, however much was mended before.
    #[test]
    fn all_that_is_meant_otherwise_is_told_at_once() {
        let text = "title:A\nas_of: \"B\nbrand: {accent: #123456}\nx: y: z\nlevels: 7\n";
        let source = Arc::new(SourceText { path: PathBuf::new(), text: text.to_owned() });
        let (node, problems) = parse(&source).expect("mended");
        let places: Vec<&str> = problems
            .iter()
            .map(|problem| match problem.place {
                Some(Place::Text { start, end, .. }) => &text[start..end],
                _ => panic!("no place"),
            })
            .collect();
        assert_eq!(places, ["title:", "\"B", "#123456", "y: z"]);
        let levels = super::super::tree::value(&node, "levels").expect("read");
        assert_eq!((&text[levels.span.start..levels.span.end], levels.written.as_str()), ("7", "7"));
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
        for text in
            ["title: T\nsource: {files: answers.csv\ncolumns: {score: nps}\n", "title: [A\n", "a: 1\n b: 2\n"]
        {
            let (message, ..) = told(text);
            assert!(message.starts_with("not valid YAML: "), "{text}: {message}");
        }
    }
}
