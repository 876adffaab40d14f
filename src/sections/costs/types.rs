//! What fieldwork cost, as `report.json` has it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::survey::{Counts, Money, Prices, Region};
use crate::wording::About;

/// How costs are counted.
pub(super) const COSTS: About = About("costs");

/// The name of this part.
pub(super) const SECTION: &str = "costs";

/// What the answers of the reported period cost. Amounts are exact, in units of the currency.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CostsOfFieldwork")]
pub struct Costs {
    /// The currency of all amounts, as it is stated.
    pub currency: String,
    /// What is stated of value-added tax; absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat: Option<String>,
    /// What was paid once for the wave; absent in the report of one client, as it was paid for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setup: Option<Money>,
    /// Each channel that is told and has answers; one without a name where tariffs tell none apart.
    pub channels: Vec<OfChannel>,
    /// Those who were asked and did not answer; absent where they have no price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<Unanswered>,
    /// How many answers are of channels that are told and have no tariff; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub without_tariff: Option<u64>,
    /// Whether channels are hidden, whose answers are then not counted here; absent where none are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hides_channels: bool,
    /// All that is counted here together: what the wave cost, or at least cost where some answers have no tariff or are hidden.
    pub total: Money,
    /// What an answer cost: `total` divided by all answers of the period; absent where some of them are not counted here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub per_answer: Option<f64>,
    /// Half the width of the interval of the score of all answers, in points; absent as `per_answer` is, and where it is 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<f64>,
    /// `total` divided by it; absent with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub per_point: Option<f64>,
}

/// What the answers of a channel cost.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CostsOfChannel")]
pub struct OfChannel {
    /// The channel, as a region; absent where tariffs tell none apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Region>,
    /// Its answers.
    #[schemars(range(min = 1))]
    pub n: u64,
    /// The same by group, where groups have different prices; else absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// What an answer of each group costs; absent without a tariff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<Prices>,
    /// What they cost; absent without a tariff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
}

/// Those who were asked and did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unanswered {
    /// How many they are.
    pub n: u64,
    /// What one of them costs.
    pub price: Money,
    /// What they cost.
    pub cost: Money,
}

impl OfChannel {
    /// Answers of a channel at some prices.
    pub(super) fn at(channel: Option<Region>, counts: Counts, prices: Option<Prices>) -> Self {
        let by_group = prices.is_some_and(|prices| prices.one().is_none());
        Self {
            channel,
            n: counts.n(),
            counts: by_group.then_some(counts),
            prices,
            cost: prices.map(|prices| prices.cost(counts)),
        }
    }

    /// What they have to cost.
    fn owed(&self) -> Option<Money> {
        let prices = self.prices?;
        match (prices.one(), self.counts) {
            (Some(price), _) => Some(price.times(self.n)),
            (None, Some(counts)) if counts.n() == self.n => Some(prices.cost(counts)),
            (None, _) => None,
        }
    }
}

impl Costs {
    /// How many answers are counted here.
    pub(super) fn n(&self) -> u64 {
        self.channels.iter().map(|of| of.n).sum()
    }

    /// Each amount of the total.
    pub(super) fn amounts(&self) -> impl Iterator<Item = Money> {
        let answers = self.channels.iter().filter_map(|of| of.cost);
        self.setup.into_iter().chain(answers).chain(self.unanswered.map(|of| of.cost))
    }

    /// Whether some answers are not counted.
    pub(super) fn is_least(&self) -> bool {
        self.hides_channels || self.without_tariff.is_some()
    }

    /// What does not agree with itself, if anything does not.
    pub(super) fn disagreement(&self) -> Option<&'static str> {
        let are_owed = self.channels.iter().all(|of| of.cost == of.owed());
        let is_paid = self.unanswered.is_none_or(|of| of.cost == of.price.times(of.n));
        if !are_owed || !is_paid {
            return Some("costs are not what answers cost by their prices");
        }
        (self.amounts().sum::<Money>() != self.total).then_some("costs do not sum to their total")
    }
}
