//! Whose comments hold what analysts quote.

use std::collections::{BTreeMap, BTreeSet};

use super::quoted::{Quotation, is_in, parts, quotations, spaced};
use crate::config::Commentary;
use crate::survey::Client;

/// The quotations of all texts, with the clients whose comments hold them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    of_quotations: BTreeMap<String, Quoted>,
    /// Whether a column of comments is named at all.
    pub(super) has_comments: bool,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Quoted {
    /// What stands between words that are left out.
    parts: Vec<String>,
    /// Whose comments hold it; none where there are no clients.
    by: BTreeSet<Option<Client>>,
}

impl Heard {
    /// Nothing heard yet of what these texts quote.
    #[must_use]
    pub fn new(commentary: Option<&Commentary>, has_comments: bool) -> Self {
        let texts = commentary.into_iter().flat_map(Commentary::each);
        let quoted = |Quotation { text, .. }: Quotation| {
            let quoted = Quoted { parts: parts(&text), by: BTreeSet::new() };
            (text, quoted)
        };
        Self {
            of_quotations: texts.flat_map(|text| quotations(&text.text)).map(quoted).collect(),
            has_comments,
        }
    }

    /// Whether anything is listened for.
    #[must_use]
    pub fn listens(&self) -> bool {
        self.has_comments && !self.of_quotations.is_empty()
    }

    /// Hears a comment of a client; of nobody in particular where there are no clients.
    pub fn hear(&mut self, client: Option<&Client>, comment: &str) {
        let comment = spaced(comment);
        for quoted in self.of_quotations.values_mut() {
            if !quoted.by.iter().any(|by| by.as_ref() == client) && is_in(&comment, &quoted.parts) {
                quoted.by.insert(client.cloned());
            }
        }
    }

    /// Whether a comment of a client, or of one within it, holds a quotation; of anybody, where none is given.
    #[must_use]
    pub fn holds(&self, client: Option<&Client>, quotation: &str) -> bool {
        let is_own = |by: &Option<Client>| match client {
            None => true,
            Some(client) => by.as_ref().is_some_and(|by| by.is_within(client)),
        };
        self.of_quotations.get(quotation).is_some_and(|quoted| quoted.by.iter().any(is_own))
    }
}
