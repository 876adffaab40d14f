//! What fieldwork costs, as it is stated.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::config::tree::At;

#[derive(Debug, Default, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Costs {
    pub(in crate::config) setup: Option<At<Price>>,
    pub(in crate::config) currency: Option<At<String>>,
    pub(in crate::config) vat: Option<At<String>>,
    pub(in crate::config) column: Option<At<String>>,
    pub(in crate::config) tariffs: Vec<At<Tariff>>,
    pub(in crate::config) unanswered: Option<At<Price>>,
}

#[derive(Debug, Default, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Tariff {
    pub(in crate::config) channel: Option<At<String>>,
    pub(in crate::config) call: Option<At<Price>>,
    pub(in crate::config) promoter: Option<At<Price>>,
    pub(in crate::config) passive: Option<At<Price>>,
    pub(in crate::config) detractor: Option<At<Price>>,
    pub(in crate::config) currency: Option<At<String>>,
}

/// A price as it is written, since a number of YAML has been rounded already.
#[derive(Debug, Default, Clone)]
pub(in crate::config) struct Price(pub(in crate::config) String);

impl<'de> Deserialize<'de> for Price {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl Visitor<'_> for Written {
            type Value = Price;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a price, such as 0.42")
            }

            fn visit_str<E: Error>(self, written: &str) -> Result<Price, E> {
                Ok(Price(written.to_owned()))
            }
        }
        deserializer.deserialize_str(Written)
    }
}
