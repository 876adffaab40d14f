//! What a row is: an answer, or unusable for a reason.

use super::Roles;
use super::reason::{Outside, Reason};
use crate::survey::{MOST_ATTRIBUTES, Score};

/// A usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// Code of its client in [`Reader::clients`](super::reader::Reader::clients); 0 when no clients are read.
    pub client: u32,
    /// Ordinal of its period; 0 when no dates are read.
    pub period: i32,
    /// Code of its region in [`Reader::regions`](super::reader::Reader::regions); 0 when it states none or no regions are read.
    pub region: u32,
    /// Its score.
    pub score: Score,
    /// Its day, counted from 1970-01-01; 0 when no dates are read.
    pub day: i32,
    /// Whether its score is the number of a label, such as `10 - definitely`.
    pub is_labelled: bool,
}

/// Where the answers of a row belong, to whichever questions they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    /// As in [`Response`].
    pub(crate) client: u32,
    /// Likewise.
    pub(crate) period: i32,
    /// Likewise.
    pub(crate) region: u32,
    /// Likewise.
    pub(crate) day: i32,
}

impl From<Response> for Placed {
    fn from(Response { client, period, region, day, .. }: Response) -> Self {
        Self { client, period, region, day }
    }
}

/// What else is known of a usable answer, where that is asked for. Most surveys do without, and read it apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detail {
    /// Codes of its attributes in [`Reader::cuts`](super::reader::Reader::cuts); 0 for one that is not read, or blank.
    pub attributes: [u32; MOST_ATTRIBUTES],
    /// How much it weighs, above 0 and at most [`LARGEST_WEIGHT`](crate::survey::LARGEST_WEIGHT); 1 when no weights are read.
    pub weight: f64,
}

/// Why a row is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It has a fault: it is left out and counted.
    Rejected {
        /// Why.
        reason: Reason,
        /// Code of its client; 0 where it has none or that cannot be told.
        client: u32,
    },
    /// Nothing is wrong with it, but it is outside the question.
    Outside {
        /// Why.
        why: Outside,
        /// Code of its client; 0 where it has none or that does not matter.
        client: u32,
    },
    /// A name holds a NUL byte, which must be mended before anything can be reported by it.
    NotText(Naming),
    /// The weight is negative, too large or no number, which must be mended before anything can be weighted by it.
    BadWeight,
}

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// A region.
    Region,
    /// A client; its column at that level, from 0.
    Client(usize),
    /// An attribute; its column, from 0.
    Attribute(usize),
}

impl Naming {
    /// What that is called, and the position of its column.
    pub(super) fn of(self, roles: &Roles) -> (&'static str, Option<usize>) {
        match self {
            Self::Region => ("region", roles.region),
            Self::Client(level) => ("client", roles.client.get(level).copied()),
            Self::Attribute(at) => ("attribute", roles.attributes.get(at).copied()),
        }
    }
}

/// What becomes of a row that was read so, of a respondent of whom another answer counts.
pub(crate) fn answered_again(read: Result<Response, Unusable>) -> Unusable {
    let client = match read {
        Ok(Response { client, .. })
        | Err(Unusable::Outside { client, .. } | Unusable::Rejected { client, .. }) => client,
        Err(why @ (Unusable::NotText(_) | Unusable::BadWeight)) => return why,
    };
    Unusable::Outside { why: Outside::AnsweredAgain, client }
}
