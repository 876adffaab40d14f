//! What was done, as it is stated.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::texts::OneOrMany;
use crate::config::tree::At;

/// A list of actions, or what else is stated of them.
#[derive(Debug)]
pub(in crate::config) enum Actions {
    List(Vec<At<Action>>),
    Full(FullActions),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct FullActions {
    pub(in crate::config) list: Vec<At<Action>>,
    pub(in crate::config) table: Option<At<String>>,
    pub(in crate::config) for_clients: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Action {
    pub(in crate::config) what: Option<At<String>>,
    #[serde(rename = "where")]
    pub(in crate::config) only: BTreeMap<String, At<OneOrMany>>,
    pub(in crate::config) from: Option<At<String>>,
    pub(in crate::config) until: Option<At<String>>,
    pub(in crate::config) owner: Option<String>,
    pub(in crate::config) expected: Option<At<f64>>,
    pub(in crate::config) status: Option<At<String>>,
}

impl<'de> Deserialize<'de> for Actions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrFull;
        impl<'de> Visitor<'de> for ListOrFull {
            type Value = Actions;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a list of actions such as `{what: Call back, where: {region: South}, from: 2026-04-01}`, or keys such as `{table: actions.csv}`",
                )
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Actions, A::Error> {
                let mut list = Vec::new();
                while let Some(action) = items.next_element()? {
                    list.push(action);
                }
                Ok(Actions::List(list))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Actions, A::Error> {
                FullActions::deserialize(MapAccessDeserializer::new(map)).map(Actions::Full)
            }
        }
        deserializer.deserialize_any(ListOrFull)
    }
}
