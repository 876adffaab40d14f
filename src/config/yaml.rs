//! YAML text → [`Node`] tree. The only file that names the YAML crate.
//!
//! Anchors and aliases work; documents beyond small budgets are refused, so that no config can take
//! unbounded time or memory.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Location, Spanned};

use super::mend::mend;
use super::tree::{Node, Span, Value};
use crate::error::{Place, Problem, SourceText};
use crate::survey::canonical;

/// Reads one YAML document. Where the text is none and it is clear what was meant, that is told and taken for written, so that
/// the rest is looked at too: with such problems, the tree is a guess.
///
/// # Errors
/// When the text is not YAML, or goes beyond a budget; each problem has its place.
pub(super) fn parse(source: &Arc<SourceText>) -> Result<(Node, Vec<Problem>), Vec<Problem>> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 16,
            max_events: 50_000,
            max_nodes: 20_000,
            max_documents: 1,
            max_aliases: 200,
            max_anchors: 200,
            max_recorded_anchor_events: 10_000,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000 },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
    };
    let mut problems: Vec<Problem> = Vec::new();
    if source.text.trim().is_empty() {
        let span = Span { start: 0, end: 0 };
        return Ok((Node { value: Value::Null, span, written: String::new() }, problems));
    }
    let read = |text: &str| serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options.clone());
    let stop = |error: &serde_saphyr::Error, text: &str| {
        error.location().map_or(Span { start: 0, end: 0 }, |at| fault(at, text))
    };
    let (mut text, mut mended) = (source.text.clone(), Mended::default());
    loop {
        let error = match read(&text) {
            Ok(raw) => {
                let mut node = node(raw, &text);
                mended.place(&mut node);
                return Ok((node, problems));
            }
            Err(error) => error,
        };
        let at = stop(&error, &text);
        let message = said(&error);
        let Span { start, end } = at.widened(&text);
        let plain = in_plain_words(&message, text.get(start..end).unwrap_or_default());
        let stops = |text: &str| read(text).err().map(|error| (stop(&error, text).start, said(&error)));
        // What is told in plain words needs no guess at what was meant.
        let mend =
            if plain.message.starts_with(NOT_YAML) { mend(&text, (at.start, &message), stops) } else { None };
        let (problem, span) = mend.as_ref().map_or((&plain, at), |mend| (&mend.problem, mend.span));
        let Span { start, end } = mended.original(span).widened(&source.text);
        // Of a mistake that every line has, such as a tab, the first is told.
        if problems.iter().all(|other| (&other.message, &other.hints) != (&problem.message, &problem.hints)) {
            problems.push(problem.clone().at(Place::Text { source: Arc::clone(source), start, end }));
        }
        match mend.filter(|mend| mend.helps && mended.replaced.len() < MOST_MENDED) {
            Some(mend) => mended.replace(&mut text, mend.span, &mend.by),
            None => return Err(problems),
        }
    }
}

/// What the parser says of a fault, without where that is.
fn said(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    let first = message.lines().next().unwrap_or_default();
    first.split(" at line ").next().unwrap_or_default().to_owned()
}

/// A text with more mistakes than these is told to have so many.
const MOST_MENDED: usize = 20;

/// What was put in place of what, one after the other: where each begins, the length of what stood there, and that of what
/// stands there now.
#[derive(Default)]
struct Mended {
    replaced: Vec<(usize, usize, usize)>,
}

impl Mended {
    fn replace(&mut self, text: &mut String, span: Span, by: &str) {
        text.replace_range(span.start..span.end, by);
        self.replaced.push((span.start, span.end - span.start, by.len()));
    }

    /// Where something of the mended text stands in the one that was written.
    fn original(&self, Span { start, end }: Span) -> Span {
        let at = |at: usize| {
            self.replaced.iter().rev().fold(at, |at, (start, before, now)| match at.checked_sub(*start) {
                None => at,
                Some(inside) if inside < *now => start + inside.min(*before),
                Some(inside) => start + inside - now + before,
            })
        };
        Span { start: at(start), end: at(end) }
    }

    /// Gives all of a tree the places in the text that was written.
    fn place(&self, node: &mut Node) {
        if self.replaced.is_empty() {
            return;
        }
        node.span = self.original(node.span);
        match &mut node.value {
            Value::List(items) => items.iter_mut().for_each(|item| self.place(item)),
            Value::Map(entries) => entries.iter_mut().for_each(|(_, key, value)| {
                *key = self.original(*key);
                self.place(value);
            }),
            _ => {}
        }
    }
}

/// What the parser says, what that means, and what to do about it.
const FAULTS: [(&str, &str, &str); 15] = [
    (
        "mapping values are not allowed",
        "a colon stands here where no key can be",
        "if it belongs to a text, put the text in quotes; else begin the key in a line of its own, as far in as its \
         neighbours",
    ),
    (
        "expected ',' or '}'",
        "a brace `{` is not closed before this, or a comma is missing",
        "close it with `}`, and put a comma between its entries",
    ),
    (
        "expected ',' or ']'",
        "a bracket `[` is not closed before this, or a comma is missing",
        "close it with `]`, and put a comma between its items",
    ),
    (
        "did not find expected key",
        "this line begins neither where its neighbours do nor as a key",
        "begin the keys of one section equally far in, each as `key: value`",
    ),
    (
        "did not find expected '-' indicator",
        "this line begins neither where its neighbours do nor with `-`",
        "begin the items of one list equally far in, each with `- `",
    ),
    (
        "mapping keys are not allowed",
        "a key stands here where none can be",
        "begin it in a line of its own, as far in as its neighbours",
    ),
    (
        "block sequence entries are not allowed",
        "a dash `- ` begins an item of a list where none can be",
        "begin the list in a line of its own; put the text in quotes, if the dash belongs to it",
    ),
    (
        "expected node content",
        "a value is missing here, or a sign stands in its place",
        "put texts with signs in quotes",
    ),
    (
        "unknown anchor",
        "`*` begins the name of something that stands nowhere before",
        "put the text in quotes, if the star belongs to it",
    ),
    (
        "unknown escape character",
        "a backslash in double quotes begins a sign that there is none of",
        "write the text in single quotes, or each backslash twice",
    ),
    ("found a tab", "a tab stands where YAML takes only spaces", "put spaces in its place"),
    ("quoted scalar, found unexpected", "a quote is not closed before this", "close it"),
    ("multiline quoted scalar", "a quote is not closed before this", "close it"),
    ("unclosed quote", "the quote that begins here is not closed", "close it"),
    (
        "simple key expected ':'",
        "this line is no key with its value",
        "write it as `key: value`, with a blank after the colon",
    ),
];

/// How a message begins that says no more than the parser does.
const NOT_YAML: &str = "not valid YAML";

/// A node while it is being read.
enum Raw {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

/// The node as a tree has it. Of numbers YAML leaves open what zeros before them mean: here, as everywhere else, nothing.
fn node(raw: Spanned<Raw>, text: &str) -> Node {
    let (mut span, defined) = (span(raw.referenced), span(raw.defined));
    let mut written = text.get(defined.start..defined.end).unwrap_or_default().trim().to_owned();
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(b) => Value::Bool(b),
        Raw::Int(i) => Value::Int(i),
        // A whole number that starts with a zero is a fraction to the parser.
        Raw::Float(x) => written.parse().map_or(Value::Float(x), Value::Int),
        Raw::Text(text) => {
            written.clone_from(&text);
            Value::Text(text)
        }
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(item, text)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    // A key is a name, be it one of ours or that of a region.
                    (canonical(&key.value).into_owned(), self::span(key.referenced), node(value, text))
                })
                .collect(),
        ),
    };
    // The parser gives lists and maps the place of their first character only.
    match &value {
        Value::List(items) => {
            written.clear();
            span.end = items.iter().map(|item| item.span.end).fold(span.end, usize::max);
        }
        Value::Map(entries) => {
            written.clear();
            span.end = entries.iter().map(|(_, key, v)| key.end.max(v.span.end)).fold(span.end, usize::max);
        }
        _ => {}
    }
    Node { value, span, written }
}

fn span(location: Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().and_then(|b| usize::try_from(b).ok()).unwrap_or(0);
    let length = span.byte_len().and_then(|b| usize::try_from(b).ok()).unwrap_or(0);
    Span { start, end: start + length }
}

/// What the parser says about a place where that is written, for people who wrote a config and no program.
fn in_plain_words(message: &str, written: &str) -> Problem {
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["expected string scalar", "deserialize null into string"]) {
        let is_null = matches!(written.to_lowercase().as_str(), "null" | "~");
        return if is_null {
            Problem::new(format!("`{written}` is no key: in YAML it stands for nothing"))
                .hint(format!("put it in quotes, if it is a name: \"{written}\""))
        } else {
            Problem::new("a key must be a plain word")
        };
    }
    Problem::new(if says(&["multiple YAML documents", "Documents"]) {
        "a config is one YAML document, and here a second one starts".to_owned()
    } else if says(&["budget breached", "limit exceeded", "recursive references"]) {
        "nested or repeated beyond anything a config needs".to_owned()
    } else if says(&["non-finite"]) {
        format!("`{written}` is not a finite number")
    } else if says(&["invalid u64", "invalid i64", "Options", "Option<", "polic"]) {
        "the value does not fit the tag before it; leave the tag out".to_owned()
    } else {
        let known = FAULTS.iter().find(|(parser_says, ..)| message.contains(parser_says));
        let Some((_, what, hint)) = known else { return Problem::new(format!("{NOT_YAML}: {message}")) };
        return Problem::new(format!("{NOT_YAML}: {what}")).hint(*hint);
    })
}

/// Where a text stops being YAML: the parser gives line and column there, and not always bytes.
fn fault(location: Location, text: &str) -> Span {
    if location.span().byte_offset().is_some() {
        return span(location);
    }
    let to_index = |n: u64| usize::try_from(n.saturating_sub(1)).unwrap_or(0);
    let before: usize = text.split_inclusive('\n').take(to_index(location.line())).map(str::len).sum();
    let column: usize = text[before..].chars().take(to_index(location.column())).map(char::len_utf8).sum();
    // At the end of the text, the last character is what there is to point at.
    let start = (before + column).min(text.trim_end().len().saturating_sub(1));
    Span { start, end: start }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, b: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(b))
    }

    fn visit_i64<E>(self, i: i64) -> Result<Raw, E> {
        Ok(Raw::Int(i))
    }

    fn visit_u64<E>(self, u: u64) -> Result<Raw, E> {
        // Beyond i64 no setting makes sense; as a number it is refused with its own text.
        #[expect(clippy::cast_precision_loss, reason = "only used to refuse the value")]
        Ok(i64::try_from(u).map_or(Raw::Float(u as f64), Raw::Int))
    }

    fn visit_f64<E>(self, x: f64) -> Result<Raw, E> {
        Ok(Raw::Float(x))
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}
