//! What columns have to hold, as it is stated: which rows are meant.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::texts::OneOrMany;
use crate::config::tree::At;

/// What columns have to hold.
pub(in crate::config) type Held = BTreeMap<String, At<Holds>>;

/// Which rows are meant: those that hold all of this, or all of one of several.
#[derive(Debug, Clone)]
pub(in crate::config) enum Only {
    All(Held),
    Any(Vec<At<Held>>),
}

/// What a column has to hold.
#[derive(Debug, Clone)]
pub(in crate::config) enum Holds {
    /// One value, which is what is written there.
    Value,
    /// One of several.
    Values(Vec<At<String>>),
    Full(Box<FullHolds>),
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct FullHolds {
    pub(in crate::config) is: Option<At<OneOrMany>>,
    pub(in crate::config) not: Option<At<OneOrMany>>,
    pub(in crate::config) from: Option<At<String>>,
    pub(in crate::config) until: Option<At<String>>,
    pub(in crate::config) least: Option<At<f64>>,
    pub(in crate::config) most: Option<At<f64>>,
    pub(in crate::config) blank: Option<At<bool>>,
    pub(in crate::config) optional: bool,
}

impl<'de> Deserialize<'de> for Only {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AllOrAny;
        impl<'de> Visitor<'de> for AllOrAny {
            type Value = Only;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("columns with what they have to hold, such as `{finished: [yes, \"1\"]}`, or a list of these")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Only, A::Error> {
                Held::deserialize(MapAccessDeserializer::new(map)).map(Only::All)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Only, A::Error> {
                let mut any = Vec::new();
                while let Some(all) = items.next_element()? {
                    any.push(all);
                }
                Ok(Only::Any(any))
            }
        }
        deserializer.deserialize_any(AllOrAny)
    }
}

impl<'de> Deserialize<'de> for Holds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueOrFull;
        impl<'de> Visitor<'de> for ValueOrFull {
            type Value = Holds;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a value, a list of values, or keys such as `{not: test}` and `{from: 2026-01-01}`",
                )
            }

            fn visit_str<E>(self, _: &str) -> Result<Holds, E> {
                Ok(Holds::Value)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Holds, E> {
                Ok(Holds::Value)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Holds, E> {
                Ok(Holds::Value)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Holds, E> {
                Ok(Holds::Value)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Holds, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = items.next_element()? {
                    values.push(value);
                }
                Ok(Holds::Values(values))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Holds, A::Error> {
                FullHolds::deserialize(MapAccessDeserializer::new(map))
                    .map(|full| Holds::Full(Box::new(full)))
            }
        }
        deserializer.deserialize_any(ValueOrFull)
    }
}
