//! Ways to ask for answers, compared by what they cost and what they tell.

use super::plan::{Outcome, Terms};
use crate::config::{MILLION, Schemes};
use crate::statistics::expected_answers;
use crate::survey::{Counts, Money};

/// Which share of answers is expected to be detractors', exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// So many
    part: u64,
    /// of so many; not zero.
    whole: u64,
}

impl Share {
    /// That of the usual answers: a quarter.
    pub const USUAL: Self = Self { part: 1, whole: 4 };

    /// So many of a million.
    #[must_use]
    pub fn of_million(part: u64) -> Self {
        Self { part: part.min(MILLION), whole: MILLION }
    }

    /// That of detractors among counted answers; nothing where there are none.
    #[must_use]
    pub fn of(counts: Counts) -> Option<Self> {
        let (part, whole) = (counts.detractors(), counts.n());
        // Of more answers a millionth is as good, and nothing that is multiplied below overflows.
        let millionth = || u128::from(part) * u128::from(MILLION) / u128::from(whole.max(1));
        match whole {
            0 => None,
            1..=MILLION => Some(Self { part, whole }),
            _ => Some(Self::of_million(u64::try_from(millionth()).unwrap_or(MILLION))),
        }
    }

    /// A share as it was measured, to a millionth.
    #[must_use]
    pub fn near(share: f64) -> Self {
        Self::of_million(millionths(share).unwrap_or_default())
    }

    /// It as a number, 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn value(self) -> f64 {
        self.part as f64 / self.whole as f64
    }

    /// So many of these answers.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn among(self, answers: u64) -> f64 {
        self.part as f64 * answers as f64 / self.whole as f64
    }
}

/// What a scheme costs: so much once, and a fraction of money for each answer, in ten-thousandths.
#[derive(Debug, Clone, Copy)]
struct Price {
    setup: i128,
    /// Numerator and denominator, which is above zero.
    answer: [i128; 2],
}

impl Price {
    /// Of those who answer a part are detractors, and for each of them some do not answer.
    fn of(scheme: &crate::config::Scheme, share: Share) -> Self {
        let (part, whole) = (i128::from(share.part), i128::from(share.whole));
        let [setup, call, detractor, unanswered] =
            [scheme.setup, scheme.call, scheme.detractor, scheme.unanswered]
                .map(|money| i128::from(money.ten_thousandths()));
        let (rate, million) = (i128::from(scheme.response_rate.unwrap_or(MILLION)), i128::from(MILLION));
        let answered = call * (whole - part) + detractor * part;
        let numerator = answered * rate + unanswered * (million - rate) * whole;
        let denominator = whole * rate;
        let common = common_divisor(numerator, denominator);
        Self { setup, answer: [numerator / common, denominator / common] }
    }

    /// What so many answers cost, to a ten-thousandth of a unit.
    fn total(self, answers: u64) -> Money {
        let [numerator, denominator] = self.answer;
        let paid = i128::from(answers) * numerator;
        let whole = self.setup + (2 * paid + denominator) / (2 * denominator);
        Money::of_ten_thousandths(u64::try_from(whole).unwrap_or(u64::MAX))
    }

    /// Up to how many answers this costs no more than another, and more beyond; nothing where it always does or never.
    fn until(self, other: Self) -> Option<u64> {
        let ([own, below], [theirs, beneath]) = (self.answer, other.answer);
        let dearer = own * beneath - theirs * below;
        let saved = other.setup - self.setup;
        if saved <= 0 || dearer <= 0 {
            return None;
        }
        // saved / (dearer / (below · beneath)), of which nothing is above what 128 bits hold.
        let common = common_divisor(saved, dearer);
        let (saved, dearer) = (saved / common, dearer / common);
        let times = below.checked_mul(beneath)?;
        saved.checked_mul(times).and_then(|all| u64::try_from(all / dearer).ok())
    }

    /// Whether it costs no more than another, however many answers.
    fn is_never_dearer(self, other: Self) -> bool {
        let ([own, below], [theirs, beneath]) = (self.answer, other.answer);
        self.setup <= other.setup && own * beneath <= theirs * below
    }
}

fn common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

/// A scheme with a number of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct AtAnswers {
    /// Which scheme, by its place in the list.
    pub scheme: usize,
    /// What the answers are good for.
    pub outcome: Outcome,
    /// What they cost.
    pub cost: Money,
    /// How many detractors are asked why; none where nobody is.
    pub reasons: Option<f64>,
}

/// A margin of error, and what each scheme takes for it.
#[derive(Debug, Clone, PartialEq)]
pub struct AtMargin {
    /// The margin, in points.
    pub points: f64,
    /// The answers that it takes.
    pub answers: u64,
    /// What they cost by each scheme; none where it cannot reach as many.
    pub costs: Vec<Option<Money>>,
    /// Those that cost least, by their places.
    pub cheapest: Vec<usize>,
}

/// Two schemes: which is cheaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// The first costs no more than the second up to so many answers, and more beyond.
    Until([usize; 2], u64),
    /// The first costs less than the second, however many answers.
    Always([usize; 2]),
    /// They cost the same.
    Same([usize; 2]),
}

/// Schemes compared.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemesPlan {
    /// The terms.
    pub terms: Terms,
    /// The schemes.
    pub schemes: Schemes,
    /// Which share of answers is taken to be detractors'.
    pub detractors: Share,
    /// Each scheme with numbers of answers that can be expected.
    pub expected: Vec<AtAnswers>,
    /// Wanted margins, smallest first.
    pub margins: Vec<AtMargin>,
    /// Each two of them.
    pub pairs: Vec<Pair>,
}

impl SchemesPlan {
    /// Compares schemes: with numbers of answers, or else with those that asking a whole population gives where a response rate is
    /// known, and with those that margins take.
    #[must_use]
    pub fn new(
        terms: &Terms,
        mut schemes: Schemes,
        detractors: Share,
        margins: &[f64],
        answers: &[u64],
    ) -> Self {
        let usual = terms.response_rate.and_then(millionths);
        for scheme in &mut schemes.list {
            scheme.response_rate = scheme.response_rate.or(usual);
        }
        let prices: Vec<Price> = schemes.list.iter().map(|scheme| Price::of(scheme, detractors)).collect();
        let reach = |scheme: &crate::config::Scheme| {
            terms.population.zip(scheme.response_rate).map(|(all, rate)| expected_answers(all, share(rate)))
        };
        let each = || schemes.list.iter().zip(&prices).enumerate();
        let mut expected = Vec::new();
        for (at, (scheme, price)) in each() {
            let reached = reach(scheme).filter(|n| *n > 0);
            let all = if answers.is_empty() { reached.as_slice() } else { answers };
            let own = Terms { response_rate: scheme.response_rate.map(share), ..terms.clone() };
            expected.extend(own.plan(&[], &[], all).expected.into_iter().map(|outcome| AtAnswers {
                scheme: at,
                outcome,
                cost: price.total(outcome.answers),
                reasons: scheme.reasons.then(|| detractors.among(outcome.answers)),
            }));
        }
        let margins = terms.clone().plan(margins, &[], &[]).margins.into_iter().map(|aim| {
            let answers = aim.takes.answers;
            let costs = each().map(|(_, (scheme, price))| {
                reach(scheme).is_none_or(|most| answers <= most).then(|| price.total(answers))
            });
            let costs: Vec<Option<Money>> = costs.collect();
            let least = costs.iter().flatten().min().copied();
            let is_least = |(_, cost): &(usize, &Option<Money>)| cost.is_some() && **cost == least;
            let cheapest = costs.iter().enumerate().filter(is_least).map(|(at, _)| at).collect();
            AtMargin { points: aim.points, answers, costs, cheapest }
        });
        let margins = margins.collect();
        let mut pairs = Vec::new();
        for (at, one) in prices.iter().enumerate() {
            for (other, two) in prices.iter().enumerate().skip(at + 1) {
                pairs.push(pair([(at, *one), (other, *two)]));
            }
        }
        Self { terms: terms.clone(), schemes, detractors, expected, margins, pairs }
    }
}

fn pair([(at, one), (other, two)]: [(usize, Price); 2]) -> Pair {
    match (one.is_never_dearer(two), two.is_never_dearer(one)) {
        (true, true) => Pair::Same([at, other]),
        (true, false) => Pair::Always([at, other]),
        (false, true) => Pair::Always([other, at]),
        (false, false) => {
            let (order, until) = match one.until(two) {
                Some(until) => ([at, other], until),
                None => ([other, at], two.until(one).unwrap_or(u64::MAX)),
            };
            let [first, second] = order;
            // The one with the lower set-up is dearer from the first answer on.
            if until == 0 { Pair::Always([second, first]) } else { Pair::Until(order, until) }
        }
    }
}

/// Parts of a million as a share.
#[expect(clippy::cast_precision_loss, reason = "a million and less")]
fn share(parts: u64) -> f64 {
    parts as f64 / MILLION as f64
}

/// A share as parts of a million; nothing below one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "0 to a million"
)]
fn millionths(share: f64) -> Option<u64> {
    let parts = (share * MILLION as f64).round().clamp(0.0, MILLION as f64) as u64;
    (parts > 0).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Scheme;
    use crate::report::Spread;
    use crate::statistics::USUAL_VARIANCE;
    use crate::survey::Confidence;

    fn money(text: &str) -> Money {
        Money::read(text, 1_000_000).expect("an amount")
    }

    fn scheme(name: &str, [setup, call, detractor]: [&str; 3], reasons: bool) -> Scheme {
        let (setup, call, detractor) = (money(setup), money(call), money(detractor));
        let (name, unanswered) = (name.to_owned(), Money::default());
        Scheme { name, setup, call, detractor, unanswered, response_rate: None, reasons }
    }

    fn terms() -> Terms {
        let spread = Spread { variance: USUAL_VARIANCE, measured: None };
        Terms {
            confidence: Confidence::NINETY_FIVE,
            power: 0.8,
            population: None,
            response_rate: None,
            spread,
        }
    }

    fn schemes(list: Vec<Scheme>) -> Schemes {
        Schemes { currency: "UAH".to_owned(), vat: None, detractors: None, list }
    }

    /// A published page: of 1,000 reached, 20 % are detractors.
    #[test]
    fn the_two_schemes_of_a_published_page_cost_what_it_says() {
        let both = schemes(vec![
            scheme("robot", ["2500", "0.42", "0.42"], false),
            scheme("operator", ["2500", "4.12", "7.22"], true),
        ]);
        let plan = SchemesPlan::new(&terms(), both, Share::of_million(200_000), &[5.0], &[1000]);
        let found: Vec<_> = plan.expected.iter().map(|at| (at.cost, at.reasons)).collect();
        assert_eq!(found, [(money("2920"), None), (money("7240"), Some(200.0))]);
        assert_eq!(plan.pairs, [Pair::Always([0, 1])]);
        // 1,027 answers: 2,500 + 1,027 × 0.42 and 2,500 + 1,027 × 4.74.
        assert_eq!(plan.margins[0].answers, 1027);
        assert_eq!(plan.margins[0].costs, [Some(money("2931.34")), Some(money("7367.98"))]);
        assert_eq!(plan.margins[0].cheapest, [0]);
    }

    #[test]
    fn two_schemes_cross_where_what_one_saves_at_first_is_spent() {
        let pair = |one: [&str; 3], two: [&str; 3]| {
            let both = schemes(vec![scheme("a", one, true), scheme("b", two, true)]);
            SchemesPlan::new(&terms(), both, Share::of_million(200_000), &[], &[1]).pairs[0]
        };
        // 1000 / 0.5 is 2000 answers, at which they cost the same; 1000 / 0.3 is between 3333 and 3334.
        assert_eq!(pair(["0", "1", "1"], ["1000", "0.5", "0.5"]), Pair::Until([0, 1], 2000));
        assert_eq!(pair(["1000", "0.7", "0.7"], ["0", "1", "1"]), Pair::Until([1, 0], 3333));
        // 0.8 × 1 + 0.2 × 3.5 = 1.5.
        assert_eq!(pair(["0", "1", "3.5"], ["1000", "1", "1"]), Pair::Until([0, 1], 2000));
        assert_eq!(pair(["5", "1", "1"], ["5", "0.8", "1.8"]), Pair::Same([0, 1]));
        assert_eq!(pair(["1", "100", "100"], ["2", "1", "1"]), Pair::Always([1, 0]));
        assert_eq!(pair(["5", "1", "1"], ["4", "1", "1"]), Pair::Always([1, 0]));
    }

    #[test]
    fn those_who_do_not_answer_cost_too_and_keep_margins_out_of_reach() {
        let mut few = scheme("few", ["100", "1", "1"], true);
        (few.unanswered, few.response_rate) = (money("0.5"), Some(200_000));
        let all = schemes(vec![few, scheme("all", ["0", "10", "10"], false)]);
        let asked = Terms { population: Some(1000), response_rate: Some(0.9), ..terms() };
        let plan = SchemesPlan::new(&asked, all, Share::USUAL, &[5.0, 10.0], &[]);
        // A fifth of 1,000, each with four who do not answer: 100 + 200 × 3; nine tenths: 900 × 10.
        let found: Vec<_> = plan.expected.iter().map(|at| (at.outcome.answers, at.cost)).collect();
        assert_eq!(found, [(200, money("700")), (900, money("9000"))]);
        // Out of 1,000, a margin of 5 takes 507 answers and one of 10 takes 203 by n/(1 + (n − 1)/N).
        let found: Vec<_> = plan.margins.iter().map(|at| (at.answers, at.costs.clone())).collect();
        assert_eq!(found, [(507, vec![None, Some(money("5070"))]), (203, vec![None, Some(money("2030"))])]);
    }

    #[test]
    fn what_is_as_large_as_can_be_stated_is_compared_all_the_same() {
        let mut large = scheme("large", ["1000000", "1000000", "999999.9999"], true);
        (large.unanswered, large.response_rate) = (money("1000000"), Some(10_001));
        let mut other = scheme("other", ["0.0001", "0.0001", "1000000"], true);
        (other.unanswered, other.response_rate) = (money("999999.9999"), Some(999_983));
        let share = Share::of(Counts::new(3, 1, 9_999_999_967)).expect("a share");
        let plan = SchemesPlan::new(&terms(), schemes(vec![large, other]), share, &[0.1], &[10_000_000_000]);
        assert_eq!(plan.pairs, [Pair::Always([1, 0])]);
        assert_eq!(Share::of(Counts::default()), None);
    }
}
