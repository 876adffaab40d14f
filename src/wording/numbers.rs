//! Numbers and counted things.
//!
//! Rounding: once, from the unrounded value, halves away from zero, so that swapping the ends of a scale
//! swaps only signs. The value rounded is the shortest decimal that names the number: 100·net/n is the
//! nearest number to the true quotient, so a true half is seen as a half. Minus is U+2212, never a hyphen,
//! and nothing is shown as "−0".

use fixed_decimal::{Decimal, Sign, SignDisplay, SignedRoundingMode, UnsignedRoundingMode};

use super::Words;
use super::fill::fill;
use super::texts::Plural;
use crate::figures::Chance;
use crate::survey::{Confidence, Interval, Nps};

/// A score is shown with no more decimals than this: what is left to the border of a level is below what sums of weights
/// can tell.
const MOST_DECIMALS: u8 = 9;

/// A number times 10^`shift`, rounded to `decimals` places and padded to them.
fn rounded(value: f64, shift: i16, decimals: u8) -> Decimal {
    // Only a number that is not finite does not read back; reports hold none.
    let mut number = Decimal::try_from_str(&value.to_string()).unwrap_or_default();
    let position = -i16::from(decimals);
    number.absolute.multiply_pow10(shift);
    number.absolute.trim_start();
    number.round_with_mode(position, SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand));
    number.absolute.pad_end(position);
    if number.absolute.is_zero() {
        number.set_sign(Sign::None);
    }
    number
}

/// A number without zeros at its end.
fn trimmed(mut number: Decimal) -> Decimal {
    number.absolute.trim_end();
    number
}

/// A change in whole points with its sign; in tenths where whole points would hide it.
fn signed(points: f64) -> Decimal {
    let whole = rounded(points, 0, 0);
    let tenths = rounded(points, 0, 1);
    let number = if whole.absolute.is_zero() && !tenths.absolute.is_zero() { tenths } else { whole };
    number.with_sign_display(SignDisplay::ExceptZero)
}

impl Words {
    /// A score in whole points: `42`, `−7`, `0`; where these would put it on the other side of a level's border, with as
    /// many decimals as leave it on its own: `49.7` below 50, `−0.03` below 0.
    #[must_use]
    pub fn nps(&self, points: f64) -> String {
        self.nps_to(points, 0)
    }

    /// The same with a number of decimals, or more.
    #[must_use]
    pub fn nps_to(&self, points: f64, decimals: u8) -> String {
        self.points(points, self.decimals(points, decimals))
    }

    /// How many decimals leave a score on its own side of the levels' borders; `decimals` or more.
    fn decimals(&self, points: f64, decimals: u8) -> u8 {
        let level = |points: f64| {
            let nps = Nps::stated(points)?;
            self.borders.iter().rposition(|border| nps.reaches(*border))
        };
        let own = level(points);
        let keeps = |decimals: &u8| {
            let shown = rounded(points, 0, *decimals).to_string().parse();
            shown.is_ok_and(|shown| level(shown) == own)
        };
        // Most scores are far from every border, and rounding moves none by more than half of its last place.
        let moved = 0.500_001 * 10_f64.powi(-i32::from(decimals));
        if self.borders.iter().all(|border| (points - border).abs() > moved) {
            return decimals;
        }
        (decimals..=MOST_DECIMALS).find(keeps).unwrap_or(decimals)
    }

    /// A score among others, with as many decimals as the one of them that needs most: `42.0` where `29.6` is another.
    #[must_use]
    pub fn nps_among(&self, points: f64, scores: &[f64]) -> String {
        let most = scores.iter().map(|score| self.decimals(*score, 0)).max();
        self.nps_to(points, most.unwrap_or_default())
    }

    /// How many decimals two scores need that stand beside each other: those of the one that needs more.
    fn decimals_of(&self, scores: [Nps; 2]) -> u8 {
        scores.map(|nps| self.decimals(nps.points(), 0)).into_iter().max().unwrap_or_default()
    }

    /// Two scores beside each other, with as many decimals: `12` and `34`, `−0.03` and `12.00`.
    #[must_use]
    pub fn two_scores(&self, scores: [Nps; 2]) -> [String; 2] {
        self.two_scores_to(scores, 0)
    }

    /// The same with a number of decimals, or more.
    pub(crate) fn two_scores_to(&self, scores: [Nps; 2], decimals: u8) -> [String; 2] {
        let decimals = self.decimals_of(scores).max(decimals);
        scores.map(|nps| self.nps_to(nps.points(), decimals))
    }

    /// What is between two such scores, with its sign and as many decimals.
    #[must_use]
    pub fn change_between(&self, points: f64, scores: [Nps; 2]) -> String {
        self.number(&self.difference(points, scores))
    }

    /// The same with its unit.
    pub(crate) fn change_in_points_between(&self, points: f64, scores: [Nps; 2]) -> String {
        self.counted(&self.texts.numbers.points, &self.difference(points, scores))
    }

    fn difference(&self, points: f64, scores: [Nps; 2]) -> Decimal {
        match self.decimals_of(scores) {
            0 => signed(points),
            decimals => rounded(points, 0, decimals).with_sign_display(SignDisplay::ExceptZero),
        }
    }

    /// Points with a number of decimals: `26.7`.
    #[must_use]
    pub fn points(&self, points: f64, decimals: u8) -> String {
        self.number(&rounded(points, 0, decimals))
    }

    /// A change in points with its sign: `+9`, `−3`, `0`; `+0.3` where whole points would hide it.
    #[must_use]
    pub fn change(&self, points: f64) -> String {
        self.number(&signed(points))
    }

    /// A change in points with its sign and a number of decimals: `+9.2`.
    #[must_use]
    pub fn change_to(&self, points: f64, decimals: u8) -> String {
        self.number(&rounded(points, 0, decimals).with_sign_display(SignDisplay::ExceptZero))
    }

    /// A change with its sign and unit: `+9 points`.
    #[must_use]
    pub fn change_in_points(&self, points: f64) -> String {
        self.counted(&self.texts.numbers.points, &signed(points))
    }

    /// The size of a change without its sign, with its unit: `9 points`.
    pub(crate) fn distance(&self, points: f64) -> String {
        let number = signed(points).with_sign_display(SignDisplay::Never);
        self.counted(&self.texts.numbers.points, &number)
    }

    /// The size of a change without its sign, with its unit and a number of decimals: `1.9 points`.
    pub(crate) fn distance_to(&self, points: f64, decimals: u8) -> String {
        self.counted(&self.texts.numbers.points, &rounded(points.abs(), 0, decimals))
    }

    /// A change with its sign, its unit and a number of decimals: `+1.9 points`.
    pub(crate) fn change_in_points_to(&self, points: f64, decimals: u8) -> String {
        let number = rounded(points, 0, decimals).with_sign_display(SignDisplay::ExceptZero);
        self.counted(&self.texts.numbers.points, &number)
    }

    /// A number of things: `1,024`.
    #[must_use]
    pub fn number_of(&self, things: usize) -> String {
        self.count(u64::try_from(things).unwrap_or(u64::MAX))
    }

    /// A count, grouped: `6,012`.
    #[must_use]
    pub fn count(&self, count: u64) -> String {
        self.number(&Decimal::from(count))
    }

    /// A share of 0 to 1 in whole per cent: `46%`.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        self.percent_to(share, 0)
    }

    /// A share of 0 to 1 in per cent with a number of decimals: `46.3%`.
    #[must_use]
    pub fn percent_to(&self, share: f64, decimals: u8) -> String {
        self.percentage(&rounded(share, 2, decimals))
    }

    /// A share of 0 to 1 in whole per cent without the sign: `46`.
    #[must_use]
    pub fn percent_number(&self, share: f64) -> String {
        self.number(&rounded(share, 2, 0))
    }

    /// A confidence level: `95%`, `99.9%`.
    #[must_use]
    pub fn confidence(&self, level: Confidence) -> String {
        self.percent_stated(level.share())
    }

    /// A stated share with the decimals it has, two at most: `20%`, `0.5%`.
    pub(crate) fn percent_stated(&self, share: f64) -> String {
        self.percentage(&trimmed(rounded(share, 2, 2)))
    }

    /// The chance of error that a level leaves, in per cent: `5%`.
    pub(crate) fn alpha_percent(&self, level: Confidence) -> String {
        self.percent_stated(level.alpha())
    }

    /// The p-value below which a level calls a difference clear: `0.05`.
    pub(crate) fn alpha(&self, level: Confidence) -> String {
        self.number(&trimmed(rounded(level.alpha(), 0, 4)))
    }

    /// A p-value to three decimals: `p = 0.012`, `p < 0.001`, `p > 0.999`; to more where three would put it on the other side
    /// of what the method leaves to chance: `p = 0.04996`.
    #[must_use]
    pub fn p_value(&self, p: f64) -> String {
        let texts = &self.texts.numbers;
        self.p([&texts.p_below, &texts.p_is, &texts.p_above], Chance::of(p, self.alpha))
    }

    /// What is told of a p-value: `p = 0.024`, `p < 0.05`.
    #[must_use]
    pub fn p_of(&self, p: Chance) -> String {
        let texts = &self.texts.numbers;
        self.p([&texts.p_below, &texts.p_is, &texts.p_above], p)
    }

    /// A p-value for a column of them: `0.012`, `< 0.001`, `> 0.999`.
    #[must_use]
    pub fn p_number(&self, p: f64) -> String {
        let texts = &self.texts.numbers;
        self.p([&texts.below, "{number}", &texts.above], Chance::of(p, self.alpha))
    }

    /// What is told of a p-value, for a column of them.
    #[must_use]
    pub fn p_number_of(&self, p: Chance) -> String {
        let texts = &self.texts.numbers;
        self.p([&texts.below, "{number}", &texts.above], p)
    }

    fn p(&self, [below, is, above]: [&str; 3], p: Chance) -> String {
        let (pattern, shown) = match p {
            Chance::Below(p) => (below, p),
            Chance::Above(p) => (above, p),
            Chance::Rounded(p) => (is, p),
        };
        let is_whole = |decimals: &u8| {
            let shown = shown * 10_f64.powi(i32::from(*decimals));
            (shown - shown.round()).abs() < 1e-6
        };
        let decimals = (3..=8).find(is_whole).unwrap_or(3);
        fill(pattern, &[("number", self.points(shown, decimals))])
    }

    /// An interval to one decimal: `17.7 to 35.1`.
    #[must_use]
    pub fn interval(&self, interval: Interval) -> String {
        self.between(&self.points(interval.low(), 1), &self.points(interval.high(), 1))
    }

    /// The base: `n = 6,012`.
    #[must_use]
    pub fn base(&self, n: u64) -> String {
        fill(&self.texts.numbers.base, &[("n", self.count(n))])
    }

    /// Answers with their number: `6,012 answers`.
    #[must_use]
    pub fn answers(&self, n: u64) -> String {
        self.counted(&self.texts.numbers.answers, &Decimal::from(n))
    }

    /// Several names or facts in one line: `North, West`.
    #[must_use]
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(&self.texts.numbers.list_separator)
    }

    /// A stated value with the decimals it has, two at most: `37`, `36.5`.
    #[must_use]
    pub fn stated(&self, value: Nps) -> String {
        self.bound(value.points())
    }

    /// A bound in points with the decimals it has, two at most.
    pub(crate) fn bound(&self, points: f64) -> String {
        self.number(&Self::stated_decimal(points))
    }

    /// A number with the decimals it has, two at most, to be counted with.
    pub(crate) fn stated_decimal(number: f64) -> Decimal {
        trimmed(rounded(number, 0, 2))
    }

    /// A number with as many decimals as it needs, to be counted with; at most so many.
    pub(crate) fn decimal_to(number: f64, decimals: u8) -> Decimal {
        trimmed(rounded(number, 0, decimals))
    }

    /// Scores of a scale from one to another: `9–10`, `10`.
    pub(crate) fn scores(&self, low: i32, high: i32) -> String {
        let [low_text, high_text] = [low, high].map(|score| self.score(score));
        if low == high {
            low_text
        } else if low < 0 {
            self.between(&low_text, &high_text)
        } else {
            fill(&self.texts.numbers.range, &[("low", low_text), ("high", high_text)])
        }
    }

    /// A point of a scale: `9`, `−1`.
    #[must_use]
    pub fn score(&self, score: i32) -> String {
        self.number(&Decimal::from(score))
    }

    /// Things with their number, in the plural form that the number as shown asks for.
    pub(crate) fn counted(&self, things: &Plural, number: &Decimal) -> String {
        let pattern = things.pick(self.plurals.category_for(number));
        fill(pattern, &[("n", self.number(number))])
    }

    pub(crate) fn between(&self, low: &str, high: &str) -> String {
        fill(&self.texts.numbers.interval, &[("low", low), ("high", high)])
    }

    fn percentage(&self, number: &Decimal) -> String {
        fill(&self.texts.numbers.percent, &[("number", self.number(number))])
    }

    /// CLDR writes a hyphen for minus in most languages; a report wants the sign.
    pub(super) fn number(&self, number: &Decimal) -> String {
        self.decimal.format(number).to_string().replace('-', "\u{2212}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::config::Language::{En, Ru, Uk};
    use crate::figures::Level;
    use crate::survey::{Confidence, Interval, Nps};
    use crate::wording::tests::words;

    proptest! {
        /// Whatever the levels, a score as it is shown is in the level that it is in.
        #[test]
        fn no_score_is_shown_in_another_level(
            net in -3000_i32..=3000, n in 1_u32..=3000, borders in prop::collection::btree_set(-9999_i32..10000, 1..6),
            at in any::<prop::sample::Index>(), decimals in 0_u8..3
        ) {
            let borders: Vec<f64> = borders.into_iter().map(|border| f64::from(border) / 100.0).collect();
            let from = |from: &f64| Level { from: *from, name: None, text: None };
            let levels: Vec<Level> = [-100.0].iter().chain(&borders).map(from).collect();
            let words = words(En).with_levels(&levels);
            let any = 100.0 * f64::from(net) / f64::from(n);
            // Also scores within a few hundredths of a border, where few others are.
            let near = at.get(&borders) + f64::from(net) / f64::from(n) / 50_000.0;
            for points in [any, near].into_iter().filter(|points| (-100.0..=100.0).contains(points)) {
                let shown: f64 = words.nps_to(points, decimals).replace('\u{2212}', "-").parse().expect("a number");
                let level = |points: f64| levels.iter().filter(|level| points >= level.from - 1e-9).count();
                prop_assert_eq!(level(shown), level(points), "{} as {}", points, shown);
                prop_assert!((shown - points).abs() <= 0.5 * 0.1_f64.powi(decimals.into()) + 1e-9);
            }
        }
    }

    #[test]
    fn scores_are_whole_with_a_true_minus_and_no_negative_zero() {
        let shown = [42.0, -7.0, 0.0, -0.0, -0.4, 0.5, -0.5, 1.5, 2.5, -2.5, 26.666_666_7, 100.0]
            .map(|points| words(En).nps(points));
        assert_eq!(shown, ["42", "−7", "0", "0", "0", "1", "−1", "2", "3", "−3", "27", "100"]);
    }

    #[test]
    fn halves_are_the_decimal_ones_that_a_reader_sees() {
        assert_eq!(words(En).points(0.05, 1), "0.1");
        assert_eq!(words(En).points(1.005, 2), "1.01");
        assert_eq!(words(En).points(100.0 * 533.0 / 2000.0, 1), "26.7");
        assert_eq!(words(Ru).points(-26.65, 1), "−26,7");
        assert_eq!(words(En).points(8.0, 1), "8.0");
        assert_eq!(words(En).points(1e-20, 1), "0.0");
        assert_eq!(words(En).percent(0.285), "29%");
    }

    #[test]
    fn changes_carry_a_sign_and_are_never_hidden_by_rounding() {
        let shown = [9.2, -3.4, 0.0, 0.3, -0.3, 0.04, -0.04].map(|points| words(En).change(points));
        assert_eq!(shown, ["+9", "−3", "0", "+0.3", "−0.3", "0", "0"]);
        assert_eq!([9.25, -0.04].map(|points| words(En).change_to(points, 1)), ["+9.3", "0.0"]);
    }

    /// An NPS of −0.03 is below 0, where another level begins: what stands beside it is as exact.
    #[test]
    fn scores_beside_each_other_and_their_difference_have_as_many_decimals() {
        let levels = [-100.0, 0.0].map(|from| Level { from, name: None, text: None });
        let words = words(En).with_levels(&levels);
        let between = |now: f64, then: f64| {
            let scores = [now, then].map(|points| Nps::stated(points).expect("in range"));
            let [now_shown, then_shown] = words.two_scores(scores);
            [now_shown, then_shown, words.change_between(now - then, scores)]
        };
        assert_eq!(between(-0.03, 12.345), ["−0.03", "12.35", "−12.38"]);
        assert_eq!(between(12.345, -0.03), ["12.35", "−0.03", "+12.38"]);
        assert_eq!(between(34.2, 25.0), ["34", "25", "+9"]);
        assert_eq!(between(34.2, 34.0), ["34", "34", "+0.2"]);
    }

    #[test]
    fn points_follow_the_plural_of_the_number_as_shown() {
        let en = [1.0, -1.0, 2.0, 0.0, 0.3].map(|points| words(En).change_in_points(points));
        assert_eq!(en, ["+1 point", "−1 point", "+2 points", "0 points", "+0.3 points"].map(glued));
        let ru = [1.0, -2.0, 5.0, 11.0, 21.0, 22.0, 25.0, 111.0, 0.3]
            .map(|points| words(Ru).change_in_points(points));
        let expected = [
            "+1 пункт",
            "−2 пункта",
            "+5 пунктов",
            "+11 пунктов",
            "+21 пункт",
            "+22 пункта",
            "+25 пунктов",
            "+111 пунктов",
            "+0,3 пункта",
        ];
        assert_eq!(ru, expected.map(glued));
        let uk = [1.0, -2.0, 5.0, 11.0, 21.0, 22.0, 0.3].map(|points| words(Uk).change_in_points(points));
        let expected =
            ["+1 пункт", "−2 пункти", "+5 пунктів", "+11 пунктів", "+21 пункт", "+22 пункти", "+0,3 пункту"];
        assert_eq!(uk, expected.map(glued));
    }

    #[test]
    fn counts_are_grouped_and_counted_things_agree() {
        assert_eq!(words(En).count(1_234_567), "1,234,567");
        assert_eq!(words(Ru).count(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(words(Ru).count(6_012), "6\u{a0}012");
        assert_eq!(words(En).answers(1), "1\u{a0}answer");
        let ru = [1, 2, 5, 11, 21, 22, 25, 111, 1001].map(|n| words(Ru).answers(n));
        let expected = [
            "1 ответ",
            "2 ответа",
            "5 ответов",
            "11 ответов",
            "21 ответ",
            "22 ответа",
            "25 ответов",
            "111 ответов",
            "1 001 ответ",
        ];
        assert_eq!(ru, expected.map(glued));
    }

    #[test]
    fn shares_and_levels_take_the_language_s_percent_pattern() {
        assert_eq!(words(En).percent(0.4567), "46%");
        assert_eq!(words(Ru).percent(0.4567), "46\u{a0}%");
        assert_eq!(words(Uk).percent_to(0.4567, 1), "45,7%");
        assert_eq!(words(En).percent_number(0.285), "29");
        assert_eq!(words(Ru).percent_to(0.4567, 1), "45,7\u{a0}%");
        let levels =
            [0.95, 0.9, 0.999].map(|share| words(En).confidence(Confidence::new(share).expect("a level")));
        assert_eq!(levels, ["95%", "90%", "99.9%"]);
        assert_eq!(words(En).alpha(Confidence::NINETY_FIVE), "0.05");
        assert_eq!(words(En).alpha_percent(Confidence::NINETY_FIVE), "5%");
    }

    #[test]
    fn p_values_have_three_decimals_and_two_ends() {
        let shown = [0.012, 0.000_99, 0.001, 0.9991, 1.0, 0.5].map(|p| words(En).p_value(p));
        let expected = ["p = 0.012", "p < 0.001", "p = 0.001", "p > 0.999", "p > 0.999", "p = 0.500"];
        assert_eq!(shown, expected.map(glued));
        assert_eq!(words(Ru).p_value(0.012), glued("p = 0,012"));
        let cells = [0.012, 0.000_1, 1.0].map(|p| words(En).p_number(p));
        assert_eq!(cells, ["0.012", "< 0.001", "> 0.999"].map(glued));
    }

    #[test]
    fn no_p_value_is_shown_on_the_other_side_of_what_is_left_to_chance() {
        let words = words(En).bounded(&[], &crate::wording::sample::report().head.method);
        let shown = [0.049_96, 0.050_03, 0.050_000_01, 0.05, 0.049_4, 0.0506].map(|p| words.p_number(p));
        assert_eq!(shown, ["0.04996", "0.05003", "0.05000001", "0.050", "0.049", "0.051"].map(glued));
    }

    #[test]
    fn intervals_and_ranges_name_both_ends() {
        let interval = Interval::around(Nps::stated(26.7).expect("in range"), -17.7151, 35.0902);
        assert_eq!(words(En).interval(interval), "−17.7 to 35.1");
        assert_eq!(words(Ru).interval(interval), "от\u{a0}−17,7 до\u{a0}35,1");
        assert_eq!(words(En).scores(9, 10), "9–10");
        assert_eq!(words(En).scores(10, 10), "10");
        assert_eq!(words(En).scores(-3, -1), "−3 to −1");
        assert_eq!(words(En).stated(Nps::stated(36.5).expect("in range")), "36.5");
        assert_eq!(words(En).stated(Nps::stated(-37.0).expect("in range")), "−37");
    }

    /// The text with no-break spaces.
    fn glued(text: &str) -> String {
        text.replace(' ', "\u{a0}")
    }
}
