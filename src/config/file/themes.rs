//! What comments are about, as it is stated.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::OneOrMany;
use crate::config::tree::At;

/// A dictionary as a list of themes, or what else is stated of it or in its place.
#[derive(Debug)]
pub(in crate::config) enum Themes {
    List(Vec<At<Theme>>),
    Full(Box<FullThemes>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct FullThemes {
    pub(in crate::config) starter: Option<At<String>>,
    pub(in crate::config) list: Vec<At<Theme>>,
    pub(in crate::config) forms: BTreeMap<String, At<OneOrMany>>,
    pub(in crate::config) column: Option<At<String>>,
    pub(in crate::config) columns: Option<At<Vec<At<String>>>>,
    pub(in crate::config) separator: Option<At<String>>,
    pub(in crate::config) asked_up_to: Option<At<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Theme {
    pub(in crate::config) name: Option<At<String>>,
    pub(in crate::config) words: Option<At<OneOrMany>>,
    pub(in crate::config) not: Option<At<OneOrMany>>,
    pub(in crate::config) pattern: Option<At<OneOrMany>>,
}

/// A theme of a built-in dictionary, with its name in each language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct StarterTheme {
    pub(in crate::config) name: BTreeMap<String, String>,
    pub(in crate::config) words: Option<At<OneOrMany>>,
    pub(in crate::config) not: Option<At<OneOrMany>>,
}

impl<'de> Deserialize<'de> for Themes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrFull;
        impl<'de> Visitor<'de> for ListOrFull {
            type Value = Themes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a list of themes such as `{name: speed, words: [fast, quick*]}`, or keys such as `{starter: services}`",
                )
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Themes, A::Error> {
                let mut themes = Vec::new();
                while let Some(theme) = items.next_element()? {
                    themes.push(theme);
                }
                Ok(Themes::List(themes))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Themes, A::Error> {
                FullThemes::deserialize(MapAccessDeserializer::new(map))
                    .map(|full| Themes::Full(Box::new(full)))
            }
        }
        deserializer.deserialize_any(ListOrFull)
    }
}
