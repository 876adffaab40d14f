//! The names of periods along an axis of time.

use super::layout::{Axis, Taken};
use super::plane::{Anchor, Plane};
use super::role::Role;
use super::text::Type;
use super::{Width, series};

/// What a period is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodName {
    /// In full: "Q3 2026".
    pub full: String,
    /// Within its year: "Q3"; for a year the year itself.
    pub short: String,
    /// The year that it is counted in: "2026", "2026/27".
    pub year: String,
    /// Which of its year it is, from 0; of a year the year itself.
    pub number: u32,
}

/// Periods in a row, the latest last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Periods {
    /// What each is called.
    pub names: Vec<PeriodName>,
    /// How many of them make a year.
    pub in_year: u32,
}

impl Periods {
    /// Periods by index.
    pub(super) fn across(&self, units: (f64, f64)) -> Axis {
        series::across(self.names.len(), units)
    }

    /// Labels of periods, thinned out evenly from the first of each year; the last period always has one.
    pub(super) fn labels(&self, plane: &Plane<'_>, across: Axis, bottom: f64, text: Type) {
        let y = bottom + 15.0;
        let alone = self.names.len() == 1;
        let in_year = self.in_year;
        let name = |period: &PeriodName| if alone { period.full.clone() } else { period.short.clone() };
        let names: Vec<String> = self.names.iter().map(name).collect();
        let longest = text.bold().widest(names.iter().map(String::as_str)) + 8.0;
        let step = [1, 2, 3, 4, 6, 12, 13, 26]
            .into_iter()
            .filter(|step| in_year == 1 || in_year.is_multiple_of(*step))
            .find(|step| f64::from(*step) * across.step() >= longest)
            .unwrap_or(if in_year == 1 { 50 } else { in_year });
        let places: Vec<(f64, u32, &String)> = (0_u32..)
            .zip(self.names.iter().zip(&names))
            .map(|(x, (period, name))| (across.at(f64::from(x)), period.number, name))
            .collect();
        let mut taken = Taken::default();
        let mut put = |x: f64, name: &str, text: Type| {
            if taken.claim(x, text.width(name) + 8.0) {
                plane.text((x, y), Anchor::Middle, text, name);
            }
        };
        if let Some((x, _, name)) = places.last() {
            let x = if alone { across.at(0.0) } else { *x };
            put(x, name, text.bold().role(Role::Ink));
        }
        // The first of a year goes before others: week 53 gives way to week 1.
        for first in [true, false] {
            for (x, number, name) in places.iter().rev().skip(1) {
                if number.is_multiple_of(step) && (*number == 0) == first {
                    put(*x, name, text);
                }
            }
        }
    }

    /// The years below the labels of periods.
    pub(super) fn years(&self) -> Years<'_> {
        let mut years: Vec<(&str, f64, f64)> = Vec::new();
        if self.names.len() > 1 && self.in_year > 1 {
            for (period, x) in self.names.iter().zip(0_u32..) {
                let x = f64::from(x);
                match years.last_mut() {
                    Some((last, _, end)) if *last == period.year => *end = x,
                    _ => years.push((&period.year, x, x)),
                }
            }
        }
        Years(years)
    }
}

/// Years below the labels of periods: name, first and last index.
pub(super) struct Years<'a>(Vec<(&'a str, f64, f64)>);

impl Years<'_> {
    pub(super) fn shown(&self) -> bool {
        !self.0.is_empty()
    }

    pub(super) fn draw(&self, plane: &Plane<'_>, across: Axis, bottom: f64, text: Type, width: Width) {
        let mut taken = Taken::default();
        for (name, start, end) in self.0.iter().rev() {
            let half = text.width(name) / 2.0;
            let middle = across.at(f64::midpoint(*start, *end)).min(width.units() - half).max(half);
            if taken.claim(middle, 2.0 * half + 8.0) {
                plane.text((middle, bottom + 34.0), Anchor::Middle, text, name);
            }
            if *start > 0.0 {
                let x = across.at(start - 0.5);
                plane.line([(x, bottom + 4.0), (x, bottom + 40.0)], Role::Grid, 1.0);
            }
        }
    }
}
