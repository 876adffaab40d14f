//! Money, exact: what something costs is counted, and never rounded on the way.

use std::iter::Sum;
use std::ops::Add;

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::counts::Counts;

/// An amount of money: a whole number of ten-thousandths of the unit of its currency. A price such as 0.42 is no sum of powers of two,
/// and a thousand of them are to be 420.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(u64);

/// So many ten-thousandths are a unit of the currency.
const UNIT: u64 = 10_000;

/// Decimals that an amount has at most.
pub(crate) const DECIMALS: usize = 4;

impl Money {
    /// An amount as it is written, in digits with a point before at most four decimals; nothing where it is not, or is above so many
    /// units.
    #[must_use]
    pub fn read(text: &str, most: u64) -> Option<Self> {
        let text = text.trim();
        let (whole, decimals) =
            text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let are_decimals = decimals.is_none_or(|text| is_digits(text) && text.len() <= DECIMALS);
        if !is_digits(whole) || !are_decimals {
            return None;
        }
        let whole: u64 = whole.parse().ok().filter(|whole| *whole <= most)?;
        let padded = format!("{:0<DECIMALS$}", decimals.unwrap_or_default());
        let amount = whole * UNIT + padded.parse::<u64>().ok()?;
        (amount <= most * UNIT).then_some(Self(amount))
    }

    /// So many ten-thousandths.
    #[must_use]
    pub const fn of_ten_thousandths(amount: u64) -> Self {
        Self(amount)
    }

    /// It as a whole number of ten-thousandths.
    #[must_use]
    pub const fn ten_thousandths(self) -> u64 {
        self.0
    }

    /// The number nearest to it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "up to 2·10¹¹ units it is told apart from all others")]
    pub fn amount(self) -> f64 {
        self.0 as f64 / UNIT as f64
    }

    /// So many times as much.
    #[must_use]
    pub const fn times(self, n: u64) -> Self {
        Self(self.0.saturating_mul(n))
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.amount())
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let amount = f64::deserialize(deserializer)?;
        #[expect(clippy::cast_precision_loss, reason = "as it is written")]
        let scaled = (amount * UNIT as f64).round();
        if !(0.0..1.8e19).contains(&scaled) {
            return Err(D::Error::custom(format!("{amount} is no amount of money")));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is whole, and in range"
        )]
        let whole = scaled as u64;
        Ok(Self(whole))
    }
}

impl JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An amount of money in units of the currency, with at most four decimals.",
            "type": "number",
            "minimum": 0
        })
    }
}

/// What an answer costs, by the group that gave it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// Of a promoter.
    pub promoter: Money,
    /// Of a passive.
    pub passive: Money,
    /// Of a detractor.
    pub detractor: Money,
}

impl Prices {
    /// The same for all groups.
    #[must_use]
    pub const fn of_all(price: Money) -> Self {
        Self { promoter: price, passive: price, detractor: price }
    }

    /// The price of any answer; none where groups have different ones.
    #[must_use]
    pub fn one(&self) -> Option<Money> {
        (self.promoter == self.passive && self.passive == self.detractor).then_some(self.promoter)
    }

    /// Each price with how many answers have it.
    #[must_use]
    pub const fn each(&self, counts: Counts) -> [(Money, u64); 3] {
        [
            (self.promoter, counts.promoters()),
            (self.passive, counts.passives()),
            (self.detractor, counts.detractors()),
        ]
    }

    /// What answers cost.
    #[must_use]
    pub fn cost(&self, counts: Counts) -> Money {
        self.each(counts).into_iter().map(|(price, n)| price.times(n)).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Money {
        Money::read(text, 1_000_000).expect("an amount")
    }

    /// The two schemes of a published page: 1,000 reached, of whom 20 % are detractors.
    #[test]
    fn a_thousand_calls_of_a_robot_and_of_an_operator_cost_what_the_published_page_says() {
        let counts = Counts::new(200, 300, 500);
        let setup = money("2500");
        let robot = Prices::of_all(money("0.42"));
        let operator = Prices { detractor: money("7.22"), ..Prices::of_all(money("4.12")) };
        assert_eq!(setup + robot.cost(counts), money("2920"));
        assert_eq!(setup + operator.cost(counts), money("7240.00"));
        assert_eq!((robot.one(), operator.one()), (Some(money("0.42")), None));
    }

    #[test]
    fn what_is_no_amount_is_not_taken_for_one() {
        for text in
            ["", ".5", "5.", "-1", "+1", "1,5", "1e3", "0.12345", "1 000", "inf", "0x10", "1000000.0001"]
        {
            assert_eq!(Money::read(text, 1_000_000), None, "{text}");
        }
        assert_eq!(money("1000000").ten_thousandths(), 10_000_000_000);
        assert_eq!([money("0"), money("0.0001"), money(" 7.5 ")].map(Money::ten_thousandths), [0, 1, 75_000]);
    }

    proptest! {
        #[test]
        fn an_amount_written_to_json_is_read_back(amount in 0..2_000_000_000_000_000_u64) {
            let json = serde_json::to_string(&Money(amount)).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Money>(&json).expect("an amount"), Money(amount));
        }
    }
}
