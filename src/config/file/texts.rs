//! One text or several.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use crate::config::tree::{At, Span};

/// One text or a list of texts.
#[derive(Debug, Clone)]
pub(in crate::config) enum OneOrMany {
    One(String),
    Many(Vec<At<String>>),
}

impl OneOrMany {
    /// Each text, and where it stands; one alone stands where all of it does.
    pub(in crate::config) fn each(&self, span: Span) -> Vec<(String, Span)> {
        match self {
            Self::One(text) => vec![(text.clone(), span)],
            Self::Many(texts) => texts.iter().map(|at| (at.value.clone(), at.span)).collect(),
        }
    }
}

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany::One(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<OneOrMany, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = items.next_element()? {
                    texts.push(text);
                }
                Ok(OneOrMany::Many(texts))
            }
        }
        deserializer.deserialize_any(Texts)
    }
}
