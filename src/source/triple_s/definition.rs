//! The definition: variables, where their values are, and the labels of these.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::fault::Fault;

/// What a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of several values.
    Single,
    /// Any number of them.
    Multiple,
    Quantity,
    Character,
    Logical,
    Date,
    Time,
}

/// A value that the definition says something of.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Labelled {
    pub(super) label: String,
    pub(super) score: Option<f64>,
}

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Its codes are texts, not numbers.
    pub(super) is_literal: bool,
    /// Its first column, or field, from 0.
    pub(super) start: usize,
    /// How many columns.
    pub(super) width: usize,
    /// How many subfields hold a value each, and their width, where they do.
    pub(super) spread: Option<(usize, Option<usize>)>,
    /// Length of a text.
    pub(super) size: Option<usize>,
    /// The least and the greatest value, where these are stated.
    pub(super) range: Option<(f64, f64)>,
    /// By their codes.
    pub(super) values: BTreeMap<String, Labelled>,
}

/// All that the definition says.
#[derive(Debug, Default)]
pub(super) struct Definition {
    pub(super) variables: Vec<Variable>,
    /// The data are separated by commas.
    pub(super) is_csv: bool,
    /// So many records at the start of the data are none.
    pub(super) skip: u64,
    /// What it calls the data.
    pub(super) data: Option<String>,
}

/// What a text is read for.
#[derive(Debug, Clone, PartialEq)]
enum Into {
    Name,
    Size,
    Value { code: String, score: Option<f64> },
}

/// A text that is being read.
#[derive(Debug)]
struct Taken {
    into: Into,
    text: String,
    /// Those in a language each, or for a use.
    specialised: Vec<String>,
    is_within: bool,
}

/// The code of a value as it is looked for: numbers without zeros before them.
pub(super) fn code(text: &str, is_literal: bool) -> String {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_literal || !is_number {
        return text.to_owned();
    }
    let digits = text.trim_start_matches('0');
    if digits.is_empty() { "0".to_owned() } else { digits.to_owned() }
}

impl Definition {
    /// Reads it.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let mut reading = Reading::default();
        // Names are checked: an element that is not closed is an error.
        let mut reader = Reader::from_str(text);
        loop {
            let event = reader.read_event().map_err(|error| {
                let before =
                    text.get(..usize::try_from(reader.error_position()).unwrap_or(0)).unwrap_or_default();
                let line = 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count();
                Fault::damaged(format!("line {line}: {error}"))
            })?;
            match event {
                Event::Start(element) => reading.start(&element)?,
                Event::Empty(element) => {
                    reading.start(&element)?;
                    reading.end(element.name().as_ref())?;
                }
                Event::End(element) => reading.end(element.name().as_ref())?,
                Event::Text(text) => reading.text(&text.xml10_content()),
                Event::CData(text) => reading.text(&text),
                Event::GeneralRef(entity) => reading.text(resolved(&entity)?.encode_utf8(&mut [0; 4])),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        if reading.depth > 0 {
            return Err(Fault::damaged("it is cut short"));
        }
        if reading.definition.variables.is_empty() {
            return Err(Fault::damaged("it describes no variables"));
        }
        Ok(reading.definition)
    }
}

/// What an entity stands for. Those that a file defines itself are not read: a few of them may stand for texts without end.
fn resolved(entity: &BytesRef<'_>) -> Result<char, Fault> {
    let predefined = || resolve_predefined_entity(entity).and_then(|text| text.chars().next());
    let found = entity.resolve_char_ref().ok().flatten().or_else(predefined);
    found.ok_or_else(|| Fault::damaged(format!("what `&{};` stands for is not known", &**entity)))
}

/// What was read so far.
#[derive(Debug, Default)]
struct Reading {
    definition: Definition,
    records: u64,
    variable: Option<Variable>,
    taken: Option<Taken>,
    depth: u64,
}

impl Reading {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        self.depth += 1;
        let name = element.name();
        match (name.as_ref(), &mut self.variable) {
            ("hierarchy", _) => return Err(Fault::Hierarchy),
            ("record", _) => {
                self.records += 1;
                if self.records > 1 {
                    return Err(Fault::damaged("it describes two files of data"));
                }
                let definition = &mut self.definition;
                definition.is_csv = attribute(element, "format").is_some_and(|format| format == "csv");
                definition.skip =
                    attribute(element, "skip").and_then(|skip| skip.trim().parse().ok()).unwrap_or(0);
                definition.data = attribute(element, "href");
            }
            ("variable", _) => self.variable = Some(variable(element)?),
            ("position", Some(variable)) => {
                let place = |name| attribute(element, name).and_then(|at| at.trim().parse::<usize>().ok());
                let start = place("start").and_then(|start| start.checked_sub(1));
                variable.start = start.unwrap_or(usize::MAX);
                variable.width = place("finish").map_or(1, |finish| finish.saturating_sub(variable.start));
            }
            ("spread", Some(variable)) => {
                let number =
                    |name| attribute(element, name).and_then(|number| number.trim().parse::<usize>().ok());
                variable.spread = number("subfields").map(|subfields| (subfields, number("width")));
            }
            ("range", Some(variable)) => {
                let bound =
                    |name| attribute(element, name).and_then(|bound| bound.trim().parse::<f64>().ok());
                variable.range = bound("from").zip(bound("to"));
            }
            ("name", Some(_)) => self.take(Into::Name),
            ("size", Some(_)) => self.take(Into::Size),
            ("value", Some(variable)) => {
                let Some(of) = attribute(element, "code") else { return Ok(()) };
                let score = attribute(element, "score").and_then(|score| score.trim().parse().ok());
                let code = code(&of, variable.is_literal);
                self.take(Into::Value { code, score });
            }
            ("text", Some(_)) => {
                if let Some(taken) = &mut self.taken {
                    taken.is_within = true;
                    taken.specialised.push(String::new());
                }
            }
            ("br", Some(_)) => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn take(&mut self, into: Into) {
        self.taken = Some(Taken { into, text: String::new(), specialised: Vec::new(), is_within: false });
    }

    fn text(&mut self, text: &str) {
        if let Some(taken) = &mut self.taken {
            let last = taken.specialised.last_mut().filter(|_| taken.is_within);
            last.unwrap_or(&mut taken.text).push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "text" => {
                if let Some(taken) = &mut self.taken {
                    taken.is_within = false;
                }
            }
            "name" | "size" | "value" => {
                if let (Some(taken), Some(variable)) = (self.taken.take(), &mut self.variable) {
                    settle(taken, variable);
                }
            }
            "variable" => {
                let Some(variable) = self.variable.take() else { return Ok(()) };
                if variable.start == usize::MAX {
                    let what =
                        format!("it does not say where the values of the variable `{}` are", variable.name);
                    return Err(Fault::damaged(what));
                }
                self.definition.variables.push(variable);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Puts a text where it belongs.
fn settle(Taken { into, text, specialised, .. }: Taken, variable: &mut Variable) {
    let plain = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let own = plain(&text);
    match into {
        Into::Name => variable.name = own,
        Into::Size => variable.size = own.parse().ok(),
        Into::Value { code, score } => {
            let label = if own.is_empty() { specialised.first().map(plain).unwrap_or_default() } else { own };
            variable.values.insert(code, Labelled { label, score });
        }
    }
}

/// A variable of which no more is known than its first tag says.
fn variable(element: &BytesStart<'_>) -> Result<Variable, Fault> {
    let kind = match attribute(element, "type").as_deref().map(str::trim) {
        Some("single") => Kind::Single,
        Some("multiple") => Kind::Multiple,
        Some("quantity") => Kind::Quantity,
        Some("character") => Kind::Character,
        Some("logical") => Kind::Logical,
        Some("date") => Kind::Date,
        Some("time") => Kind::Time,
        other => {
            let other = other.unwrap_or_default();
            return Err(Fault::damaged(format!(
                "a variable in it is of the type `{other}`, which is not known"
            )));
        }
    };
    let is_literal = attribute(element, "format").is_some_and(|format| format.trim() == "literal");
    Ok(Variable {
        name: String::new(),
        kind,
        is_literal,
        start: usize::MAX,
        width: 1,
        spread: None,
        size: None,
        range: None,
        values: BTreeMap::new(),
    })
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
