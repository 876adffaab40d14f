//! Whom to follow up, as it is stated.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::held::Held;
use super::texts::OneOrMany;
use crate::config::tree::At;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct FollowUp {
    pub(in crate::config) when: Option<At<When>>,
    pub(in crate::config) key: Option<At<OneOrMany>>,
    pub(in crate::config) owner: Option<At<String>>,
    pub(in crate::config) columns: Vec<At<String>>,
    pub(in crate::config) status: Option<At<String>>,
    pub(in crate::config) done: Option<At<OneOrMany>>,
    pub(in crate::config) called_on: Option<At<String>>,
    pub(in crate::config) for_clients: Option<At<bool>>,
}

/// Which answers are followed up: those that one of these fits.
#[derive(Debug)]
pub(in crate::config) enum When {
    One(Fits),
    Several(Vec<At<Fits>>),
}

/// The name of a group of answers, or what columns have to hold.
#[derive(Debug)]
pub(in crate::config) enum Fits {
    Group(String),
    Held(Held),
}

/// What to write, where something else is.
const EXPECTED: &str = "detractor, passive or promoter, columns with what they have to hold, such as `{score: {most: 4}}`, or a list of these";

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrSeveral;
        impl<'de> Visitor<'de> for OneOrSeveral {
            type Value = When;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED)
            }

            fn visit_str<E>(self, group: &str) -> Result<When, E> {
                Ok(When::One(Fits::Group(group.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<When, A::Error> {
                Held::deserialize(MapAccessDeserializer::new(map)).map(|held| When::One(Fits::Held(held)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<When, A::Error> {
                let mut several = Vec::new();
                while let Some(one) = items.next_element()? {
                    several.push(one);
                }
                Ok(When::Several(several))
            }
        }
        deserializer.deserialize_any(OneOrSeveral)
    }
}

impl<'de> Deserialize<'de> for Fits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct GroupOrHeld;
        impl<'de> Visitor<'de> for GroupOrHeld {
            type Value = Fits;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED)
            }

            fn visit_str<E>(self, group: &str) -> Result<Fits, E> {
                Ok(Fits::Group(group.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fits, A::Error> {
                Held::deserialize(MapAccessDeserializer::new(map)).map(Fits::Held)
            }
        }
        deserializer.deserialize_any(GroupOrHeld)
    }
}
