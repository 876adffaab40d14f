//! The comments of a report, as `report.json` has them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::comments::chosen::Order;
use crate::comments::mask::Kind;
use crate::config::comments::Mode;
use crate::survey::{Day, Group, Region};
use crate::wording::About;

/// How comments are chosen and covered.
pub(super) const COMMENTS: About = About("comments");

/// The name of this part.
pub(super) const SECTION: &str = "comments";

/// What people say in their own words.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comments {
    /// As what they are shown.
    pub mode: Mode,
    /// Which come first.
    pub order: Order,
    /// None of a group with fewer answers; of a comment no region with fewer, nor a day.
    pub hide_below: u64,
    /// Promoters, passives and detractors, as far as some of their comments are shown.
    pub groups: Vec<OfGroup>,
    /// What is covered in them, and how often; absent where nothing is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub masked: Vec<MaskedOften>,
}

/// The comments of a group.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CommentsOfGroup")]
pub struct OfGroup {
    /// The group: `promoter`, `passive` or `detractor`.
    #[schemars(with = "String")]
    pub group: Group,
    /// How many answers of the period have a comment.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// Those that are shown, in the stated order.
    pub shown: Vec<Quote>,
}

/// A comment that is shown.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Comment")]
pub struct Quote {
    /// The score beside it.
    pub score: i32,
    /// The day of the answer; absent where few answers share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Its region; absent where that has few answers or is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// What it is about; absent where no theme was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// What it says, in pieces; absent where only its themes are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<Piece>,
}

/// A piece of a comment.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "PieceOfComment")]
pub enum Piece {
    /// As it is written.
    Text(String),
    /// Something of this kind is covered.
    Masked(Kind),
}

/// How often something is covered.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaskedOften {
    /// What.
    pub kind: Kind,
    /// How often, in the comments that are shown.
    #[schemars(range(min = 1))]
    pub n: u64,
}
