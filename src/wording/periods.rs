//! Days and periods.

use super::Words;
use super::dates::date;
use super::fill::fill;
use super::texts::{ByLength, PeriodNames, Text};
use crate::survey::{Day, Granularity, Period};

impl Words {
    /// A day: `30 September 2026`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        self.dates.day.format(&date(day)).to_string()
    }

    /// A period as a list or table gives it: `Q3 2026`, `week 37, 2026`, `сентябрь 2026 г.`
    #[must_use]
    pub fn period(&self, period: Period) -> String {
        named(&self.texts.period, period, &self.month(period))
    }

    /// A period with a capital, for headings and row heads: `Week 37, 2026`.
    #[must_use]
    pub fn period_heading(&self, period: Period) -> String {
        capitalised(&self.period(period))
    }

    /// A period in the form that follows the language's "in": `week 37 of 2026`, `37-ю неделю 2026 г.`
    pub(crate) fn period_inside(&self, period: Period) -> String {
        named(&self.texts.period_inside, period, &self.month(period))
    }

    /// A short name with the year, for one line on an axis: `Q3 2026`, `Sept 2026`.
    #[must_use]
    pub fn period_axis(&self, period: Period) -> String {
        let month = self.dates.short_month.format(&date(period.first_day())).to_string();
        named(&self.texts.period_axis, period, &month)
    }

    /// A short name in two lines, for an axis that states each year once: the period within its year (`Q3`)
    /// and the year (`2026`, `2026/27`); a year alone has no second line.
    #[must_use]
    pub fn period_tick(&self, period: Period) -> (String, Option<String>) {
        let month = self.dates.lone_month.format(&date(period.first_day())).to_string();
        let within = named(&self.texts.period_tick, period, &month);
        let year = (period.calendar().by != Granularity::Year).then(|| year(period));
        (within, year)
    }

    /// The year that a period is counted in: `2026`, `2026/27`.
    #[must_use]
    pub fn period_year(&self, period: Period) -> String {
        year(period)
    }

    /// From one period to another: `Q1 2026 to Q3 2026`; one period alone by its name.
    #[must_use]
    pub fn span(&self, first: Period, last: Period) -> String {
        if first == last {
            return self.period(first);
        }
        let ends = [("first", self.period(first)), ("last", self.period(last))];
        fill(&self.texts.numbers.span, &ends)
    }

    fn month(&self, period: Period) -> String {
        self.dates.month.format(&date(period.first_day())).to_string()
    }
}

impl ByLength {
    /// The pattern for periods of this one's length.
    pub(crate) fn of(&self, period: Period) -> &Text {
        match period.calendar().by {
            Granularity::Week => &self.week,
            Granularity::Month => &self.month,
            Granularity::Quarter => &self.quarter,
            Granularity::HalfYear => &self.half_year,
            Granularity::Year => &self.year,
        }
    }
}

/// Quarters and half-years by number, in languages that write them so.
const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

/// The name of a period by the pattern for its length; `month` is the month's name.
fn named(names: &PeriodNames, period: Period, month: &str) -> String {
    let financial = period.spans_years();
    let pattern = match period.calendar().by {
        Granularity::Week => &names.week,
        Granularity::Month => &names.month,
        Granularity::Quarter if financial => &names.financial_quarter,
        Granularity::Quarter => &names.quarter,
        Granularity::HalfYear if financial => &names.financial_half_year,
        Granularity::HalfYear => &names.half_year,
        Granularity::Year if financial => &names.financial_year,
        Granularity::Year => &names.year,
    };
    let number = period.number();
    let roman = ROMAN.get(number.saturating_sub(1) as usize).copied().unwrap_or_default();
    fill(
        pattern,
        &[
            ("number", number.to_string()),
            ("roman", roman.to_owned()),
            ("year", year(period)),
            ("month", month.to_owned()),
        ],
    )
}

/// The year of a period: `2026`, or `2026/27` where it spans two.
fn year(period: Period) -> String {
    let year = period.year();
    if period.spans_years() { format!("{year}/{:02}", (year + 1).rem_euclid(100)) } else { year.to_string() }
}

/// The text with its first letter as a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use crate::config::Language::{En, Ru, Uk};
    use crate::survey::Granularity::{HalfYear, Month, Quarter, Week, Year};
    use crate::survey::{Day, Granularity};
    use crate::wording::sample::period;
    use crate::wording::tests::words;

    const ALL: [(Granularity, u8, &str); 8] = [
        (Week, 1, "2026-W37"),
        (Month, 1, "2026-09"),
        (Quarter, 1, "2026-Q3"),
        (HalfYear, 1, "2026-H2"),
        (Year, 1, "2026"),
        (Quarter, 4, "2026/27-Q3"),
        (HalfYear, 4, "2026/27-H2"),
        (Year, 4, "2026/27"),
    ];

    /// With ordinary spaces, for reading.
    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-")
    }

    #[test]
    fn days_are_written_as_the_language_does() {
        let day = Day::new(2026, 9, 30).expect("a day");
        assert_eq!(words(En).day(day), "30 September 2026");
        assert_eq!(plain(&words(Ru).day(day)), "30 сентября 2026 г.");
        assert_eq!(plain(&words(Uk).day(day)), "30 вересня 2026 р.");
        let first = Day::new(1970, 1, 1).expect("a day");
        assert_eq!(words(En).day(first), "1 January 1970");
    }

    #[test]
    fn periods_have_names_for_headings_and_sentences() {
        let en = ALL.map(|(by, starts, key)| words(En).period(period(by, starts, key)));
        let expected = [
            "week 37, 2026",
            "September 2026",
            "Q3 2026",
            "H2 2026",
            "2026",
            "Q3 2026/27",
            "H2 2026/27",
            "2026/27",
        ];
        assert_eq!(en, expected);
        let ru = ALL.map(|(by, starts, key)| plain(&words(Ru).period(period(by, starts, key))));
        let expected = [
            "37-я неделя 2026 г.",
            "сентябрь 2026 г.",
            "3-й квартал 2026 г.",
            "2-е полугодие 2026 г.",
            "2026 г.",
            "3-й квартал 2026/27 финансового года",
            "2-е полугодие 2026/27 финансового года",
            "2026/27 финансовый год",
        ];
        assert_eq!(ru, expected);
        let uk = ALL.map(|(by, starts, key)| plain(&words(Uk).period(period(by, starts, key))));
        let expected = [
            "37-й тиждень 2026 р.",
            "вересень 2026 р.",
            "III квартал 2026 р.",
            "II півріччя 2026 р.",
            "2026 р.",
            "III квартал 2026/27 фінансового року",
            "II півріччя 2026/27 фінансового року",
            "2026/27 фінансовий рік",
        ];
        assert_eq!(uk, expected);
        let week = period(Week, 1, "2026-W37");
        assert_eq!(words(En).period_inside(week), "week 37 of 2026");
        assert_eq!(plain(&words(Ru).period_inside(week)), "37-ю неделю 2026 г.");
        assert_eq!(words(En).period_heading(week), "Week 37, 2026");
        assert_eq!(plain(&words(Ru).period_heading(period(Month, 1, "2026-09"))), "Сентябрь 2026 г.");
    }

    #[test]
    fn axes_have_short_names() {
        let en = ALL.map(|(by, starts, key)| words(En).period_axis(period(by, starts, key)));
        let expected =
            ["W37 2026", "Sept 2026", "Q3 2026", "H2 2026", "2026", "Q3 2026/27", "H2 2026/27", "2026/27"];
        assert_eq!(en, expected);
        assert_eq!(plain(&words(Ru).period_axis(period(Month, 1, "2026-09"))), "сент. 2026 г.");
        assert_eq!(plain(&words(Ru).period_axis(period(Quarter, 1, "2026-Q3"))), "3-й кв. 2026");
        let tick = |language, by, starts, key| words(language).period_tick(period(by, starts, key));
        assert_eq!(tick(En, Quarter, 1, "2026-Q3"), ("Q3".to_owned(), Some("2026".to_owned())));
        assert_eq!(tick(Ru, Month, 1, "2026-09"), ("сент.".to_owned(), Some("2026".to_owned())));
        assert_eq!(
            tick(Ru, HalfYear, 4, "2026/27-H2"),
            ("2\u{2011}е\u{a0}полуг.".to_owned(), Some("2026/27".to_owned()))
        );
        assert_eq!(tick(Uk, Month, 1, "2026-09"), ("вер.".to_owned(), Some("2026".to_owned())));
        assert_eq!(plain(&words(Uk).period_axis(period(Quarter, 1, "2026-Q3"))), "III кв. 2026");
        assert_eq!(tick(Ru, Year, 1, "2026"), ("2026".to_owned(), None));
    }
}
