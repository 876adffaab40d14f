//! Money as a page shows it.

use fixed_decimal::Decimal;

use super::Words;
use super::fill::fill;
use crate::survey::Money;
use crate::survey::money::DECIMALS;

impl Words {
    /// An exact amount with its currency: `2,920 UAH`, `0.42 UAH`.
    pub(crate) fn money(&self, amount: Money, currency: &str) -> String {
        self.in_currency(&self.amount(amount), currency)
    }

    /// An exact amount: no decimals where it is whole, else two, or as many as it has.
    pub(crate) fn amount(&self, amount: Money) -> String {
        let mut number = Decimal::from(amount.ten_thousandths());
        number.absolute.multiply_pow10(-i16::try_from(DECIMALS).unwrap_or_default());
        number.absolute.trim_end();
        if number.absolute.magnitude_range().start() < &0 {
            number.absolute.pad_end(-2);
        }
        self.number(&number)
    }

    /// A quotient of an amount, to hundredths, with its currency.
    pub(crate) fn money_about(&self, amount: f64, currency: &str) -> String {
        self.in_currency(&self.points(amount, 2), currency)
    }

    fn in_currency(&self, amount: &str, currency: &str) -> String {
        fill(&self.texts.numbers.money, &[("amount", amount), ("currency", currency)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language::{En, Uk};
    use crate::wording::tests::words;

    #[test]
    fn amounts_have_the_decimals_that_they_need_and_stay_with_their_currency() {
        let money = |text: &str| Money::read(text, 1_000_000_000).expect("an amount");
        for (amount, shown) in [
            ("0", "0"),
            ("2920", "2,920"),
            ("2920.00", "2,920"),
            ("4.1", "4.10"),
            ("0.42", "0.42"),
            ("0.0004", "0.0004"),
            ("1000.125", "1,000.125"),
            ("500000000", "500,000,000"),
        ] {
            assert_eq!(words(En).amount(money(amount)), shown);
        }
        assert_eq!(words(Uk).money(money("7240.5"), "грн"), "7\u{a0}240,50\u{a0}грн");
        assert_eq!(words(En).money_about(2.675, "UAH"), "2.68\u{a0}UAH");
    }
}
