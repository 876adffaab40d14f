//! What an object holds, as far as it is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::hash::Hasher;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::source::row::{Cell, Row};
use crate::survey::canonical;

/// Between the values of a list.
const BETWEEN: &str = ";";

/// The needed values, by their keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::source) struct Needed {
    /// Position among those that are needed, and what is needed within it.
    keys: BTreeMap<String, Needed>,
    at: Option<usize>,
    columns: usize,
    /// Whether all values are to be seen, whatever they are: those that no column could hold are texts in JSON.
    is_whole: bool,
}

impl Needed {
    /// Those of these names. A dot parts keys within keys, and may be a part of a key as well.
    pub(in crate::source) fn new(names: &[String]) -> Self {
        let mut needed = Self { columns: names.len(), ..Self::default() };
        for (at, name) in names.iter().enumerate() {
            needed.put(name, at);
        }
        needed
    }

    /// All values, of these names.
    pub(in crate::source) fn whole(names: &[String]) -> Self {
        Self { is_whole: true, ..Self::new(names) }
    }

    fn put(&mut self, name: &str, at: usize) {
        self.keys.entry(name.to_owned()).or_default().at = Some(at);
        for (dot, _) in name.match_indices('.') {
            let (outer, inner) = name.split_at(dot);
            self.keys.entry(outer.to_owned()).or_default().put(inner.get(1..).unwrap_or_default(), at);
        }
    }
}

/// A value.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Value {
    Nothing,
    /// From here to there in the texts.
    Text(usize, usize),
    Whole(i64),
    Large(u64),
    Real(f64),
    Truth(bool),
}

/// The needed values of an object.
pub(super) struct Object<'n> {
    needed: &'n Needed,
    values: Vec<Value>,
    texts: String,
    /// Whether it holds any value, needed or not.
    is_filled: bool,
}

impl<'n> Object<'n> {
    pub(super) fn new(needed: &'n Needed) -> Self {
        Self { needed, values: Vec::new(), texts: String::new(), is_filled: false }
    }

    /// Reads the next object into this one.
    pub(super) fn read<'de, D: Deserializer<'de>>(&mut self, de: D) -> Result<(), D::Error> {
        self.values.clear();
        self.values.resize(self.needed.columns, Value::Nothing);
        self.texts.clear();
        self.is_filled = false;
        let needed = self.needed;
        de.deserialize_map(Within { needed, before: "", object: self })
    }
}

impl Row for Object<'_> {
    fn is_ragged(&self) -> bool {
        false
    }

    fn is_short(&self) -> bool {
        false
    }

    fn is_blank(&self) -> bool {
        !self.is_filled
    }

    fn write_cells(&self, _: Option<&[usize]>, _: &mut impl Hasher) -> bool {
        false
    }

    fn cell(&self, at: usize) -> Cell<'_> {
        match self.values.get(at).copied().unwrap_or(Value::Nothing) {
            Value::Nothing => Cell::Text(b""),
            Value::Text(start, end) => Cell::Text(self.texts.as_bytes().get(start..end).unwrap_or_default()),
            Value::Whole(number) => Cell::Whole(number),
            Value::Large(number) => Cell::Decimal(number.into(), 0),
            Value::Real(number) => Cell::Real(number),
            Value::Truth(true) => Cell::Text(b"true"),
            Value::Truth(false) => Cell::Text(b"false"),
        }
    }
}

/// Reads an object, or one within it.
struct Within<'a, 'n> {
    needed: &'n Needed,
    before: &'a str,
    object: &'a mut Object<'n>,
}

impl<'de> Visitor<'de> for Within<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Key(self.needed))? {
            if let Some((key, needed)) = key {
                map.next_value_seed(At { needed, before: self.before, key, object: self.object })?;
            } else {
                let Filled(is_filled) = map.next_value()?;
                self.object.is_filled |= is_filled;
            }
        }
        Ok(())
    }
}

/// Finds a key among those that are needed.
struct Key<'n>(&'n Needed);

impl<'de, 'n> DeserializeSeed<'de> for Key<'n> {
    type Value = Option<(&'n str, &'n Needed)>;

    fn deserialize<D: Deserializer<'de>>(self, de: D) -> Result<Self::Value, D::Error> {
        de.deserialize_str(self)
    }
}

impl<'n> Visitor<'_> for Key<'n> {
    type Value = Option<(&'n str, &'n Needed)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let found = self.0.keys.get_key_value(canonical(key).as_ref());
        Ok(found.map(|(key, needed)| (key.as_str(), needed)))
    }
}

/// Reads the value of a needed key, or of one that needed ones are within.
struct At<'a, 'n> {
    needed: &'n Needed,
    before: &'a str,
    key: &'n str,
    object: &'a mut Object<'n>,
}

impl At<'_, '_> {
    fn path(&self) -> String {
        named(self.before, self.key)
    }

    fn put<E: Error>(self, value: Value) -> Result<(), E> {
        self.object.is_filled |= value != Value::Nothing;
        let Some(place) = self.needed.at.and_then(|at| self.object.values.get_mut(at)) else { return Ok(()) };
        if *place != Value::Nothing {
            if self.object.needed.is_whole {
                return Ok(());
            }
            let path = named(self.before, self.key);
            return Err(E::custom(format_args!("`{path}` is there twice in one object")));
        }
        *place = value;
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for At<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, de: D) -> Result<(), D::Error> {
        de.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, is: bool) -> Result<(), E> {
        self.put(Value::Truth(is))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.put(Value::Whole(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.put(i64::try_from(number).map_or(Value::Large(number), Value::Whole))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.put(Value::Real(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let start = self.object.texts.len();
        self.object.texts.push_str(text);
        let end = self.object.texts.len();
        self.put(if text.is_empty() { Value::Nothing } else { Value::Text(start, end) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.needed.at.is_none() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            self.object.is_filled = true;
            return Ok(());
        }
        let start = self.object.texts.len();
        let mut count = 0;
        while let Some(value) = list.next_element::<serde_json::Value>()? {
            let is_whole = self.object.needed.is_whole;
            let Some(text) = element(&value).or_else(|| is_whole.then(|| value.to_string())) else {
                let path = self.path();
                return Err(A::Error::custom(format_args!(
                    "`{path}` is a list of objects or lists, not of values"
                )));
            };
            if count > 0 {
                self.object.texts.push_str(BETWEEN);
            }
            self.object.texts.push_str(&text);
            count += 1;
        }
        let end = self.object.texts.len();
        self.put(if end == start { Value::Nothing } else { Value::Text(start, end) })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        if self.needed.at.is_some() && self.needed.keys.is_empty() {
            if self.object.needed.is_whole {
                let object = serde_json::Value::deserialize(MapAccessDeserializer::new(map))?;
                return self.visit_str(&object.to_string());
            }
            let path = self.path();
            return Err(A::Error::custom(format_args!(
                "`{path}` is an object here, not a value: name a key within it"
            )));
        }
        let before = self.path();
        Within { needed: self.needed, before: &before, object: self.object }.visit_map(map)
    }
}

/// A value of a list as a text; none where it is a list or an object.
fn element(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Null => Some(String::new()),
        serde_json::Value::Bool(is) => Some(is.to_string()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => None,
    }
}

/// Adds the names of all values within one.
pub(super) fn names(
    value: &serde_json::Value,
    name: &str,
    found: &mut Vec<String>,
    known: &mut BTreeSet<String>,
) {
    if let serde_json::Value::Object(keys) = value {
        keys.iter().for_each(|(key, value)| names(value, &named(name, key), found, known));
    } else if known.len() < MOST_NAMES && !known.contains(name) {
        known.insert(name.to_owned());
        found.push(name.to_owned());
    }
}

/// So many names are told of at most.
const MOST_NAMES: usize = 100_000;

/// The names of needed values in their canonical form, as those of columns.
fn named(before: &str, key: &str) -> String {
    let key = canonical(key);
    if before.is_empty() { key.into_owned() } else { format!("{before}.{key}") }
}

/// Whether a value that is not needed is anything.
struct Filled(bool);

impl<'de> Deserialize<'de> for Filled {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        Option::<IgnoredAny>::deserialize(de).map(|value| Self(value.is_some()))
    }
}
