//! Which periods a report shows.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::Figures;
use crate::config::Config;
use crate::survey::{Period, Timeline};

/// A date that this many days part from the next one is far from it.
const FAR_APART: i32 = 3 * 365;

/// Whether years part two periods.
pub(crate) fn are_far_apart(last: Period, next: Period) -> bool {
    next.first_day().since_epoch() - last.last_day().since_epoch() >= FAR_APART
}

/// Whether answers are so few of all that far from the others they are doubted.
pub(crate) fn are_few(answers: u64, all: u64) -> bool {
    answers.saturating_mul(50) <= all
}

/// The first period that the trend may begin with: that of the first answers, but for few that are dated years before
/// all others and would stretch it.
pub(crate) fn first_period(figures: Figures<'_>, period: Period) -> i32 {
    let mut answers: BTreeMap<i32, u64> = BTreeMap::new();
    for ((ordinal, _), held) in &figures.excerpt.cells {
        if let Some(ordinal) = ordinal.filter(|ordinal| *ordinal <= period.ordinal()) {
            *answers.entry(ordinal).or_default() += held.n();
        }
    }
    let (all, calendar) = (answers.values().sum(), period.calendar());
    let mut before = 0;
    let mut first = answers.keys().next().copied();
    for ((last, n), next) in answers.iter().zip(answers.keys().skip(1)) {
        before += n;
        if are_far_apart(calendar.period(*last), calendar.period(*next)) && are_few(before, all) {
            first = Some(*next);
        }
    }
    first.unwrap_or(period.ordinal())
}

/// The reported period and those before it, from the first that has answers: as many as are to be shown, the oldest first.
pub(crate) fn periods(figures: Figures<'_>, period: Period) -> Vec<Period> {
    let since_first = u32::try_from(period.ordinal() - first_period(figures, period) + 1).unwrap_or(1);
    Timeline::ending(period, since_first.min(figures.config.periods.show)).periods().collect()
}

/// Whether a report on a period speaks of another one, by its ordinal: it shows it, alone or in a window, or compares with it. One
/// without dates speaks of all answers.
pub(crate) fn speaks_of(config: &Config, period: Option<Period>) -> impl Fn(Option<i32>) -> bool {
    let windows = config.periods.trailing.unwrap_or(1).max(1);
    let length = i32::try_from(config.periods.show.saturating_add(windows) - 1).unwrap_or(i32::MAX);
    let named = config.compare.iter().map(|named| named.value);
    let compared = period.into_iter().flat_map(|period| [period.previous(), period.year_earlier()]);
    let compared: BTreeSet<i32> = compared.chain(named).map(Period::ordinal).collect();
    let last = period.map(Period::ordinal);
    move |ordinal| match (last, ordinal) {
        (Some(last), Some(ordinal)) => {
            (last.saturating_sub(length - 1)..=last).contains(&ordinal) || compared.contains(&ordinal)
        }
        _ => true,
    }
}
