//! What has been found in a comment that has to be covered.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of what is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "KindOfMask")]
pub enum Kind {
    /// A number to call.
    Phone,
    /// An address of e-mail.
    Email,
    /// The number of a payment card.
    Card,
    /// The number of an account or a contract.
    Account,
    /// An address of the web, or what somebody is called in a messenger.
    Web,
    /// A name that the config states.
    Name,
    /// A word that the config states.
    Word,
}

impl Kind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Phone, Self::Email, Self::Card, Self::Account, Self::Web, Self::Name, Self::Word];
}

/// A place in a text, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is, in bytes.
    pub place: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Whether nothing that has been found, which is in the order of the text, lies where this does.
pub(super) fn is_free(all: &[Found], found: &Found) -> bool {
    let next = all.partition_point(|other| other.place.end <= found.place.start);
    all.get(next).is_none_or(|other| found.place.end <= other.place.start)
}
