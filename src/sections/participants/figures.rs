//! Where a client stands among all that take part: the types. `field` computes them.
//!
//! Nothing here says anything of a group of fewer *other* clients than [`Participants::min_peers`], or of fewer answers than
//! [`Method::hide_below`](crate::figures::Method), or lets such a group be worked out from another figure: the client knows its own
//! answers, and can take them off.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Beside, Finding, Head, Outline};
use crate::survey::{Nps, Period};

/// A client among all others, in the reported period.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participants {
    /// How many clients have answers in the period, this one included.
    pub clients: u64,
    /// Nothing is shown of fewer *other* clients together.
    pub min_peers: u64,
    /// All answers of all clients together, this one's included, so without a comparison.
    pub pooled: Group,
    /// All answers of all *other* clients together.
    pub others: Group,
    /// The mean of the clients' scores, each client once, in whole points, so that no single score can be worked out
    /// from it; none where it is not shown.
    pub mean: Option<Mean>,
    /// What the client's peers share with it: the name of a region or of what it is nested in.
    pub peers_in: Option<String>,
    /// All answers of the *other* clients there together; none where nothing is shared.
    pub peers: Option<Group>,
    /// The client's place among those with enough answers; none where it has too few itself.
    pub rank: Option<Rank>,
    /// The periods of the report's trend.
    pub trend: Vec<Moment>,
    /// Clients by name, in order of rank: all of them or, of more than 59, those of the ten best and the ten
    /// last places and up to ten on either side of the client's own; empty unless the config allows names.
    pub named: Vec<Named>,
    /// How many clients with answers are not among `named` because there are too many; absent where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub not_named: u64,
    /// What others read in place of the client's name; absent where they read that, or nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<String>,
}

/// So many clients are all listed by name.
pub const MOST_NAMED: usize = 59;

/// Of more, so many of the best and of the last places are listed, and of those before and after the client's own.
pub const NAMED_AT_ENDS: usize = 10;

/// Who knows a score to less than this, in points, knows it.
pub(super) const APART: f64 = 10.0;

/// Fewer scores have no mean: each further point of a score moves a mean of so many whole points by one, and less would tell a
/// single score to less than ten points to those who know the others'.
pub(super) const LEAST_IN_MEAN: u64 = 10;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// Several clients' answers together.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How many clients.
    pub clients: u64,
    /// What they measured together.
    pub finding: Finding<Outline>,
    /// The client against the others of the group together; none where either side has no figure.
    pub comparison: Option<Beside>,
}

/// The mean of several clients' scores, each client once: not the score of their answers together.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mean {
    /// How many clients: those with answers; in an index, those whose score may be shown.
    pub clients: u64,
    /// In NPS points.
    pub nps: Nps,
}

/// A place in a ranking of the clients whose base is not low, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// Place, 1 for the highest score; equal scores share it.
    #[schemars(range(min = 1))]
    pub place: u32,
    /// How many are ranked.
    #[schemars(range(min = 1))]
    pub of: u32,
    /// The best place that chance leaves open, at the report's confidence for all places together.
    #[schemars(range(min = 1))]
    pub best: u32,
    /// The worst place that chance leaves open.
    #[schemars(range(min = 1))]
    pub worst: u32,
}

impl Rank {
    /// Whether a place says of each other client, but so many friends, that its score is next to an end of the scale.
    pub(super) fn tells_scores(self, own: Option<Nps>, friends: usize) -> bool {
        let Some(own) = own.map(Nps::points) else { return false };
        let friends = u32::try_from(friends).unwrap_or(u32::MAX);
        own - APART <= -100.0 && self.place.saturating_sub(1) < friends
            || own + APART >= 100.0 && self.of.saturating_sub(self.place) < friends
    }
}

/// The others in one period of the trend.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// The period.
    pub period: Period,
    /// All clients together.
    pub pooled: Finding<Outline>,
    /// The peers together; none where the client has none.
    pub peers: Option<Finding<Outline>>,
}

/// A client by name.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Whether the report is its own.
    pub is_own: bool,
    /// What it measured.
    pub finding: Finding<Outline>,
    /// Its place.
    pub rank: Option<Rank>,
}

impl Participants {
    /// All that is told of others.
    fn outlines(&self) -> impl Iterator<Item = &Outline> {
        let Self { pooled, others, peers, trend, named, .. } = self;
        let groups = [pooled, others].into_iter().chain(peers).map(|group| &group.finding);
        let moments = trend.iter().flat_map(|moment| std::iter::once(&moment.pooled).chain(&moment.peers));
        let all = groups.chain(moments).chain(named.iter().map(|named| &named.finding));
        all.filter_map(Finding::estimate)
    }

    /// What of it does not agree with itself or the periods of the trend, if anything does not.
    pub(crate) fn disagrees_with(&self, head: &Head) -> Option<&'static str> {
        let Self { pooled, others, peers, rank, trend, named, .. } = self;
        let mut groups = [pooled, others].into_iter().chain(peers);
        if !groups.all(|group| group.comparison.as_ref().is_none_or(Beside::is_sound)) {
            return Some("a comparison is out of range");
        }
        if let Some(fault) = self.outlines().find_map(Outline::fault) {
            return Some(fault);
        }
        let own: Vec<Period> = trend.iter().map(|moment| moment.period).collect();
        if own != head.periods {
            return Some("the periods of the participants are not those of the trend");
        }
        let is_place = |r: &Rank| 1 <= r.best && r.best <= r.place && r.place <= r.worst && r.worst <= r.of;
        let mut ranks = rank.iter().chain(named.iter().filter_map(|named| named.rank.as_ref()));
        (!ranks.all(is_place)).then_some("a place is none of the ranking")
    }
}
