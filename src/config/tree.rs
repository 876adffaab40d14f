//! A tree of config values that remember where they stand, and reading serde structs from it.
//!
//! [`read`] reports *every* problem: a value that does not fit is noted and taken out of the tree, and
//! the rest is read again, with the default in its place.

use std::fmt;
use std::sync::Arc;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _,
    IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::error::{Place, SourceText};

/// Bytes `start..end` of the config text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    /// The same span within the text, on character borders, cut at the end of its line, and at least as
    /// long as the word it starts on.
    pub(super) fn widened(self, text: &str) -> Self {
        let mut start = self.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let rest = &text[start..];
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let word = rest.find([' ', '\t', '\n', '\r', ',', ']', '}', ':', '#']).unwrap_or(rest.len());
        let mut end = (self.end.max(start + word)).min(start + line);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self { start, end }
    }
}

/// Where a span stands.
pub(super) fn place(source: &Arc<SourceText>, span: Span) -> Place {
    let Span { start, end } = span.widened(&source.text);
    Place::Text { source: Arc::clone(source), start, end }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
    /// A value of one word as the file has it: a text without its quotes; empty for lists and maps.
    pub(super) written: String,
}

/// A value as YAML tells kinds apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Span, Node)>),
}

/// What does not fit, and where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Misfit {
    pub(super) message: String,
    /// The user's word and the words that were possible, for "did you mean"; no word where something stands in the place of
    /// a section that can have these keys.
    pub(super) words: Option<(String, &'static [&'static str])>,
    pub(super) span: Option<Span>,
    /// What was expected, until it is known where and what was found instead.
    wanted: Option<Box<str>>,
    /// What to do about it, where that is known.
    pub(super) hint: Option<Box<str>>,
}

impl Misfit {
    fn new(message: String) -> Self {
        Self { message, words: None, span: None, wanted: None, hint: None }
    }

    /// The misfit as one of this node, unless it is already one of a node inside.
    fn of(self, node: &Node) -> Self {
        if self.span.is_some() {
            return self;
        }
        let Some(wanted) = self.wanted else { return Self { span: Some(node.span), ..self } };
        let message = format!("expected {wanted}, found {}", node.describe());
        Self {
            message,
            span: Some(node.span),
            wanted: None,
            hint: node.instead(&wanted).map(String::into_boxed_str),
            ..self
        }
    }
}

/// What could be read of a tree.
pub(super) struct Read<T> {
    /// The value, with defaults where something did not fit.
    pub(super) value: T,
    /// What did not fit.
    pub(super) misfits: Vec<Misfit>,
    /// The keys whose values were taken out, such as `source.files`.
    pub(super) taken_out: Vec<String>,
}

/// Reads `T` from the tree, taking out what does not fit.
pub(super) fn read<T: DeserializeOwned + Default>(mut tree: Node) -> Read<T> {
    let mut misfits = Vec::new();
    let mut taken_out = Vec::new();
    take_out_duplicates(&mut tree, &mut misfits);
    loop {
        let misfit = match T::deserialize(Reader { node: &tree }) {
            Ok(value) => return Read { value, misfits, taken_out },
            Err(misfit) => misfit,
        };
        let removed = misfit.span.and_then(|span| take_out(&mut tree, span));
        misfits.push(misfit);
        match removed {
            Some(key) => taken_out.push(key),
            None => return Read { value: T::default(), misfits, taken_out },
        }
    }
}

/// Takes out every entry whose key stands in its map already.
fn take_out_duplicates(node: &mut Node, misfits: &mut Vec<Misfit>) {
    match &mut node.value {
        Value::Map(entries) => {
            let mut seen: Vec<String> = Vec::new();
            entries.retain_mut(|(key, span, value)| {
                if seen.contains(key) {
                    let message = format!("the key `{key}` stands here a second time");
                    misfits.push(Misfit { span: Some(*span), ..Misfit::new(message) });
                    return false;
                }
                seen.push(key.clone());
                take_out_duplicates(value, misfits);
                true
            });
        }
        Value::List(items) => items.iter_mut().for_each(|item| take_out_duplicates(item, misfits)),
        _ => {}
    }
}

/// The tree with each key of a map once, and what says where one stood again.
pub(super) fn without_duplicates(mut node: Node) -> (Node, Vec<Misfit>) {
    let mut misfits = Vec::new();
    take_out_duplicates(&mut node, &mut misfits);
    (node, misfits)
}

/// The value of a key at the top.
pub(super) fn value(node: &Node, key: &str) -> Option<Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(name, ..)| name == key).map(|(.., value)| value.clone())
}

/// Values that are `null` as YAML writes it and not just left out: their keys, such as `source.files`, and themselves.
pub(super) fn written_nulls(node: &Node) -> Vec<(String, Node)> {
    match &node.value {
        Value::Null if !node.written.is_empty() => vec![(String::new(), node.clone())],
        Value::Map(entries) => {
            let below = entries.iter().flat_map(|(key, _, value)| {
                let named = move |(inner, null): (String, Node)| {
                    (if inner.is_empty() { key.clone() } else { format!("{key}.{inner}") }, null)
                };
                written_nulls(value).into_iter().map(named)
            });
            below.collect()
        }
        Value::List(items) => items.iter().flat_map(written_nulls).collect(),
        _ => Vec::new(),
    }
}

/// The keys of a map, each with its place; none of anything else.
pub(super) fn keys(node: &Node) -> Vec<(String, Span)> {
    match &node.value {
        Value::Map(entries) => entries.iter().map(|(key, span, _)| (key.clone(), *span)).collect(),
        _ => Vec::new(),
    }
}

/// Takes out the map entry or list item with this span, of its key or its value; the innermost one. Gives its
/// key, after those that it stands under; items of a list have none of their own.
fn take_out(node: &mut Node, span: Span) -> Option<String> {
    match &mut node.value {
        Value::Map(entries) => {
            for (key, _, value) in entries.iter_mut() {
                if let Some(inner) = take_out(value, span) {
                    return Some(if inner.is_empty() { key.clone() } else { format!("{key}.{inner}") });
                }
            }
            let at = entries.iter().position(|(_, key, value)| *key == span || value.span == span);
            at.map(|at| entries.remove(at).0)
        }
        Value::List(items) => {
            if let Some(inner) = items.iter_mut().find_map(|item| take_out(item, span)) {
                return Some(inner);
            }
            let at = items.iter().position(|item| item.span == span);
            at.map(|at| {
                items.remove(at);
                String::new()
            })
        }
        _ => None,
    }
}

/// A value, where it stands and how it is written there, for fields whose checking comes later.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
    /// As [`Node::written`].
    pub(super) written: String,
}

const AT: &str = "\0At";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AtVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for AtVisitor<T> {
            type Value = At<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<At<T>, A::Error> {
                let missing = || A::Error::custom("a value has no place");
                let start = parts.next_element()?.ok_or_else(missing)?;
                let end = parts.next_element()?.ok_or_else(missing)?;
                let value = parts.next_element()?.ok_or_else(missing)?;
                let written = parts.next_element()?.ok_or_else(missing)?;
                Ok(At { value, span: Span { start, end }, written })
            }
        }
        deserializer.deserialize_tuple_struct(AT, 4, AtVisitor(std::marker::PhantomData))
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("unknown key `{field}`");
        Self { words: Some((field.to_owned(), expected)), ..Self::new(message) }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("unknown value `{variant}`");
        Self { words: Some((variant.to_owned(), expected)), ..Self::new(message) }
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let wanted = match expected.to_string().as_str() {
            "i64" => WHOLE_NUMBER.to_owned(),
            "f64" => NUMBER.to_owned(),
            "a string" => TEXT.to_owned(),
            "a boolean" => BOOLEAN.to_owned(),
            "a sequence" => "a list".to_owned(),
            "a map" => "keys and values".to_owned(),
            other => other.to_owned(),
        };
        // The value that comes with it has been read already, and is no longer as it was written.
        Self { wanted: Some(wanted.into()), ..Self::new(format!("expected {expected}")) }
    }

    fn invalid_value(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }
}

const BOOLEAN: &str = "`true` or `false`";
const WHOLE_NUMBER: &str = "a whole number";
const NUMBER: &str = "a number";
const TEXT: &str = "a text";

/// Reads one node of the tree.
#[derive(Clone, Copy)]
struct Reader<'t> {
    node: &'t Node,
}

impl Reader<'_> {
    /// Gives an error that has no place yet this node's.
    fn placed<T>(self, result: Result<T, Misfit>) -> Result<T, Misfit> {
        result.map_err(|misfit| misfit.of(self.node))
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.placed(match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(*b),
            Value::Int(i) => visitor.visit_i64(*i),
            Value::Float(x) => visitor.visit_f64(*x),
            Value::Text(text) => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(Items { items: items.iter() }),
            Value::Map(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None }),
        })
    }

    /// A number where text is wanted is taken as it is written: a title may be `2026`.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.node.value {
            Value::Int(_) | Value::Float(_) => self.placed(visitor.visit_str(&self.node.written)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.placed(visitor.visit_newtype_struct(self))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        if name == AT {
            self.placed(visitor.visit_seq(AtParts { reader: self, next: 0 }))
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.placed(if let Value::Text(text) = &self.node.value {
            visitor.visit_enum(Word(text))
        } else {
            Err(Misfit::invalid_type(de::Unexpected::Unit, &format!("one of {}", words.join(", ")).as_str()))
        })
    }

    /// A section that is there but empty is one with all defaults.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.placed(match &self.node.value {
            Value::Null => visitor.visit_map(Entries { rest: [].iter(), value: None }),
            Value::Map(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None }),
            _ => Err(Misfit {
                words: Some((String::new(), keys)),
                ..Misfit::invalid_type(de::Unexpected::Unit, &"keys and values")
            }),
        })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq
        tuple map identifier ignored_any
    }
}

impl Node {
    /// What stands in the file, in a user's words.
    fn describe(&self) -> String {
        let written = &self.written;
        match &self.value {
            Value::Null if written.is_empty() => "nothing".to_owned(),
            Value::Null => format!("`{written}`, which in YAML stands for nothing"),
            Value::Bool(_) => format!("`{written}`"),
            Value::Int(_) | Value::Float(_) => format!("the number `{written}`"),
            Value::Text(_) => format!("the text `{written}`"),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "keys and values".to_owned(),
        }
    }

    /// What could stand there instead.
    fn instead(&self, wanted: &str) -> Option<String> {
        let written = &self.written;
        let is_number = written.parse::<f64>().is_ok_and(f64::is_finite);
        Some(match &self.value {
            Value::Null | Value::Bool(_) if wanted.starts_with(TEXT) && !written.is_empty() => {
                format!("put it in quotes, if it is meant as it stands: \"{written}\"")
            }
            Value::Text(text) if wanted == BOOLEAN => {
                let is = match text.to_lowercase().as_str() {
                    "yes" | "on" | "y" => "true",
                    "no" | "off" | "n" => "false",
                    _ => return None,
                };
                format!("write `{is}`")
            }
            Value::Text(_) if is_number && [WHOLE_NUMBER, NUMBER].contains(&wanted) => {
                "leave out the quotes".to_owned()
            }
            Value::Text(_) if wanted == NUMBER => "write it in digits alone, such as 20 or 2.5".to_owned(),
            Value::Text(_) | Value::Float(_) if wanted == WHOLE_NUMBER => {
                "write it in digits alone, such as 20".to_owned()
            }
            _ => return None,
        })
    }
}

struct AtParts<'t> {
    reader: Reader<'t>,
    next: u8,
}

impl<'de> SeqAccess<'de> for AtParts<'_> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.next += 1;
        let span = self.reader.node.span;
        match self.next {
            1 => seed.deserialize(span.start.into_deserializer()).map(Some),
            2 => seed.deserialize(span.end.into_deserializer()).map(Some),
            3 => seed.deserialize(self.reader).map(Some),
            4 => seed.deserialize(self.reader.node.written.as_str().into_deserializer()).map(Some),
            _ => Ok(None),
        }
    }
}

struct Items<'t> {
    items: std::slice::Iter<'t, Node>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.items.next().map(|node| seed.deserialize(Reader { node })).transpose()
    }
}

struct Entries<'t> {
    rest: std::slice::Iter<'t, (String, Span, Node)>,
    value: Option<&'t Node>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, span, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        let key: StrDeserializer<'_, Misfit> = key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|misfit| Misfit { span: Some(*span), ..misfit })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let node = self.value.take().ok_or_else(|| Misfit::custom("a value before its key"))?;
        let reader = Reader { node };
        reader.placed(seed.deserialize(reader))
    }
}

/// A word that names a variant.
struct Word<'t>(&'t str);

impl<'de> EnumAccess<'de> for Word<'_> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Misfit> {
        let word: StrDeserializer<'_, Misfit> = self.0.into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Misfit> {
        Err(Misfit::custom("expected a single word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Misfit> {
        Err(Misfit::custom("expected a single word"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Misfit> {
        Err(Misfit::custom("expected a single word"))
    }
}
