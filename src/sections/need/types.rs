//! Whether there are answers enough, as `report.json` has it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::survey::Region;
use crate::wording::About;

/// How all this is worked out.
pub(super) const NEED: About = About("need");

/// The name of this part.
pub(super) const SECTION: &str = "need";

/// Whether there are answers enough for the margin of error that is needed: of all, of each region and of each value of the cuts that
/// are told.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The margin of error that is needed, in points, as the config states it.
    #[schemars(range(min = 0.1, max = 100))]
    pub wanted: f64,
    /// All answers of the period.
    pub all: Base,
    /// The regions that are told, those first that lack most; absent without several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<InPart>,
    /// The cuts of which several values are told, in the order of the config; absent without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<InCut>,
}

/// The values of a cut.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NeedInCut")]
pub struct InCut {
    /// The column.
    pub name: String,
    /// What the page calls it; absent where that is the name of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its values that are told, those first that lack most.
    pub values: Vec<InPart>,
}

/// The answers of a region, or of a value of a cut.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NeedInPart")]
pub struct InPart {
    /// Which.
    pub region: Region,
    /// Whether there are enough of them.
    pub base: Base,
}

/// Some answers, and how many it takes.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NeedBase")]
pub struct Base {
    /// The answers that there are.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// Their margin of error in points, as `plaudit plan` has it.
    #[schemars(range(min = 0))]
    pub margin: f64,
    /// Whether they are taken to lie apart as all answers do, since they are a low base; absent where they are none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub spread_of_all: bool,
    /// The answers that the margin takes.
    #[schemars(range(min = 1))]
    pub needed: u64,
    /// How many more these are; 0 where there are enough.
    pub more: u64,
    /// How many to ask for them next time; absent where it is not told how many of those who were asked have answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitations: Option<Invitations>,
}

/// How many to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NeedInvitations")]
pub struct Invitations {
    /// How many have answered; of all, where that is not told of these.
    #[schemars(range(min = 1))]
    pub answered: u64,
    /// Of how many who were asked.
    #[schemars(range(min = 1))]
    pub asked: u64,
    /// How many it takes, if as many of them answer.
    #[schemars(range(min = 1))]
    pub n: u64,
}

impl InCut {
    /// What the page calls it.
    pub(super) fn called(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

impl Need {
    /// The regions and the values of each cut, with the column that these are of.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, &[InPart])> {
        let regions = [("region", self.regions.as_slice())].into_iter();
        regions.chain(self.cuts.iter().map(|cut| (cut.name.as_str(), cut.values.as_slice())))
    }
}

impl Base {
    /// Whether there are enough.
    pub(super) const fn suffices(&self) -> bool {
        self.more == 0
    }

    /// Whether what it says follows from each other.
    pub(super) fn agrees(&self) -> bool {
        let is_asked = |of: Invitations| Invitations::of(self.needed, [of.answered, of.asked]) == Some(of);
        self.more == self.needed.saturating_sub(self.n) && self.invitations.is_none_or(is_asked)
    }
}

impl Invitations {
    /// How many to ask for so many answers, where so many answered of so many who were asked; nothing where nobody did.
    pub(super) fn of(needed: u64, [answered, asked]: [u64; 2]) -> Option<Self> {
        if answered == 0 || answered > asked {
            return None;
        }
        let n = (u128::from(needed) * u128::from(asked)).div_ceil(u128::from(answered));
        Some(Self { answered, asked, n: u64::try_from(n).ok()? })
    }
}
