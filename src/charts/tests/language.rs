//! Two languages to draw in, one of them with long words.

use crate::charts::Format;
use crate::charts::time::{PeriodName, Periods};

/// A language to draw in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Russian,
}

use Language::{English, Russian};

impl Language {
    pub(super) const ALL: [Self; 2] = [English, Russian];

    /// One of two texts.
    pub(super) fn say(self, english: &str, russian: &str) -> String {
        if self == English { english } else { russian }.to_owned()
    }

    /// A difference in points, with its sign.
    pub(super) fn change(self, points: f64) -> String {
        if points.round() > 0.0 { format!("+{}", self.score(points)) } else { self.score(points) }
    }

    /// A share with its unit.
    pub(super) fn percent(self, share: f64) -> String {
        format!("{:.0}{}", share * 100.0, self.say("%", "\u{a0}%"))
    }

    fn month(self, month: u32) -> &'static str {
        const ENGLISH: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const RUSSIAN: [&str; 12] = [
            "янв.",
            "февр.",
            "март",
            "апр.",
            "май",
            "июнь",
            "июль",
            "авг.",
            "сент.",
            "окт.",
            "нояб.",
            "дек.",
        ];
        let names = if self == English { ENGLISH } else { RUSSIAN };
        names[usize::try_from(month).expect("a month")]
    }

    fn period(self, in_year: u32, number: u32, year: &str) -> PeriodName {
        let short = match in_year {
            52 => format!("W{:02}", number + 1),
            12 => self.month(number).to_owned(),
            4 => self.say(&format!("Q{}", number + 1), &format!("{}-й\u{a0}кв.", number + 1)),
            _ => year.to_owned(),
        };
        let full = if in_year == 1 { year.to_owned() } else { format!("{short} {year}") };
        let full = if in_year == 1 { full } else { full + &self.say("", "\u{a0}г.") };
        let number = if in_year == 1 { year.parse().expect("a year") } else { number };
        PeriodName { full, short, year: year.to_owned(), number }
    }

    /// So many periods that end with the one of that number, from 0, in 2026.
    pub(super) fn periods(self, in_year: u32, last: u32, length: usize) -> Periods {
        self.periods_of(in_year, last, length, |year| year.to_string())
    }

    /// The same with years of that name.
    pub(super) fn periods_of(
        self,
        in_year: u32,
        last: u32,
        length: usize,
        name: fn(u32) -> String,
    ) -> Periods {
        let end = 2026 * in_year + last;
        let start = end + 1 - u32::try_from(length).expect("few");
        let period = |at: u32| self.period(in_year, at % in_year, &name(at / in_year));
        Periods { names: (start..=end).map(period).collect(), in_year }
    }
}

impl Format for Language {
    fn score(&self, points: f64) -> String {
        let rounded = points.round();
        if rounded < 0.0 { format!("\u{2212}{}", -rounded) } else { format!("{}", rounded.abs()) }
    }

    fn count(&self, n: u64) -> String {
        let digits = n.to_string();
        let groups: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().map(|c| std::str::from_utf8(c).expect("digits")).collect();
        groups.join(&self.say(",", "\u{a0}"))
    }
}
