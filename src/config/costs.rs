//! What fieldwork costs.

use super::stated::Named;
use crate::survey::{Money, Prices, Region};

/// What fieldwork costs: a sum for the wave, and a price for each answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Costs {
    /// What is paid once for the wave.
    pub setup: Money,
    /// The currency, as it is stated.
    pub currency: String,
    /// What is said of value-added tax, such as `without VAT`.
    pub vat: Option<String>,
    /// By which cut tariffs go, by its position among the cuts; none where one holds for all answers.
    pub by: Option<usize>,
    /// A price for each channel, and one for all others.
    pub tariffs: Vec<Tariff>,
    /// What is paid for each who was asked and did not answer.
    pub unanswered: Option<Money>,
}

/// What answers cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Tariff {
    /// Of which channel; none: of all that have no tariff of their own.
    pub channel: Option<Named<String>>,
    /// By group.
    pub prices: Prices,
}

impl Costs {
    /// No answer costs more.
    pub const MOST: u64 = 1_000_000;
    /// No wave costs more to set up.
    pub const MOST_SETUP: u64 = 1_000_000_000;

    /// The prices of a channel; none where it has no tariff.
    #[must_use]
    pub fn of(&self, channel: &Region) -> Option<Prices> {
        self.own(channel).or_else(|| self.usual())
    }

    /// Those that are stated of the channel itself.
    #[must_use]
    pub fn own(&self, channel: &Region) -> Option<Prices> {
        let name = channel.name()?;
        let is_it = |tariff: &&Tariff| tariff.channel.as_ref().is_some_and(|channel| channel.value == name);
        self.tariffs.iter().find(is_it).map(|tariff| tariff.prices)
    }

    /// Those of all channels that have none of their own.
    #[must_use]
    pub fn usual(&self) -> Option<Prices> {
        self.tariffs.iter().find(|tariff| tariff.channel.is_none()).map(|tariff| tariff.prices)
    }
}
