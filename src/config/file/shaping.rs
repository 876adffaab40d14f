//! How columns are shaped, as it may be written.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::texts::OneOrMany;
use crate::config::tree::{At, Span};

/// The variants of names.
#[derive(Debug, Clone)]
pub(in crate::config) enum Variants {
    /// In a table of that path.
    Table(String),
    /// By name.
    Inline(BTreeMap<String, At<OneOrMany>>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Lookup {
    pub(in crate::config) files: Option<At<OneOrMany>>,
    pub(in crate::config) key: Option<At<Called>>,
    pub(in crate::config) columns: Option<At<Called>>,
    pub(in crate::config) encoding: Option<At<String>>,
    pub(in crate::config) sheet: Option<At<String>>,
    pub(in crate::config) header_row: Option<At<i64>>,
    pub(in crate::config) delimiter: Option<At<String>>,
}

/// Columns of a table: what they are called among the answers and there.
#[derive(Debug, Clone)]
pub(in crate::config) enum Called {
    /// The same in both.
    Alike(OneOrMany),
    /// By what they are called among the answers.
    Otherwise(BTreeMap<String, At<String>>),
}

impl Called {
    /// What each is called among the answers, and in the table, with where that is stated.
    pub(in crate::config) fn each(&self, span: Span) -> Vec<(String, String, Span)> {
        match self {
            Self::Alike(names) => {
                names.each(span).into_iter().map(|(name, span)| (name.clone(), name, span)).collect()
            }
            Self::Otherwise(names) => {
                names.iter().map(|(name, at)| (name.clone(), at.value.clone(), at.span)).collect()
            }
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Bands {
    pub(in crate::config) of: Option<At<String>>,
    pub(in crate::config) from: Option<At<BTreeMap<String, At<f64>>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Waves {
    pub(in crate::config) of: Option<At<String>>,
    pub(in crate::config) days: Option<At<BTreeMap<String, At<Days>>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Days {
    pub(in crate::config) from: Option<At<String>>,
    pub(in crate::config) until: Option<At<String>>,
}

impl<'de> Deserialize<'de> for Variants {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PathOrNames;
        impl<'de> Visitor<'de> for PathOrNames {
            type Value = Variants;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "names with their variants, such as `{Kyiv: [Kiev, Київ]}`, or the path of a table",
                )
            }

            fn visit_str<E>(self, path: &str) -> Result<Variants, E> {
                Ok(Variants::Table(path.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Variants, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(Variants::Inline)
            }
        }
        deserializer.deserialize_any(PathOrNames)
    }
}

impl<'de> Deserialize<'de> for Called {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Called;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "the name of a column, a list of names, or `{name in the answers: name in the table}`",
                )
            }

            fn visit_str<E>(self, name: &str) -> Result<Called, E> {
                Ok(Called::Alike(OneOrMany::One(name.to_owned())))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Called, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = items.next_element()? {
                    names.push(name);
                }
                Ok(Called::Alike(OneOrMany::Many(names)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Called, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(Called::Otherwise)
            }
        }
        deserializer.deserialize_any(Names)
    }
}
