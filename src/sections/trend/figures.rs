//! The score over time.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::control::{Control, control};
use super::point::Point;
use crate::figures::{Figures, Finding, Head, Hidden, by_period, first_period};
use crate::sections::View;
use crate::survey::{Answers, Period};

/// The score over time; absent without dates.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trend {
    /// Consecutive periods, oldest first, the reported one last.
    pub points: Vec<Point>,
    /// How many periods a trailing window has; none without windows.
    pub trailing: Option<u32>,
    /// Whether the trend is calm; none with fewer than eight figures in it, or where that is not wanted.
    pub control: Option<Control>,
}

impl Trend {
    /// The same from counts.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let (figures, config) = (view.counts, view.counts.config);
        let first = first_period(figures, view.head.period?);
        let windows = config.periods.trailing.map(|length| (length, by_period(figures.excerpt)));
        let window = |period| {
            let (length, by_period) = windows.as_ref()?;
            trailing(figures, period, *length, first, by_period)
        };
        let point = |period: &Period| Point {
            period: *period,
            finding: figures.of_all(Some(*period)),
            trailing: window(*period),
        };
        let points: Vec<Point> = view.head.periods.iter().map(point).collect();
        let control = config.periods.control.and_then(|method| control(&points, method));
        Some(Self { points, trailing: config.periods.trailing, control })
    }

    /// What of it does not agree with itself or the head of the report, if anything does not.
    pub(crate) fn disagrees_with(&self, head: &Head) -> Option<&'static str> {
        let follows = |pair: &[Point]| pair[0].period == pair[1].period.previous();
        let periods: Vec<Period> = self.points.iter().map(|point| point.period).collect();
        if !self.points.windows(2).all(follows)
            || periods != head.periods
            || periods.last() != head.period.as_ref()
        {
            return Some("the periods of the trend do not follow each other up to the reported one");
        }
        if self.points.len() > 1000 {
            return Some("there is more than a page can show");
        }
        if self.control.as_ref().is_some_and(|control| !head.rounded && !control.is_sound(&self.points)) {
            return Some("the control limits do not follow from the trend");
        }
        let has_windows = self.points.iter().any(|point| point.trailing.is_some());
        (has_windows && self.trailing.is_none()).then_some("a window has no length")
    }
}

/// The window of periods that ends with one; none where the data begin later than it. A window that holds a hidden
/// period is hidden: from windows that share all but one period that one could be found by subtraction.
fn trailing(
    figures: Figures<'_>,
    last: Period,
    length: u32,
    first_with_answers: i32,
    by_period: &BTreeMap<Option<i32>, Answers>,
) -> Option<Finding> {
    let window = last.ordinal() - i32::try_from(length).ok()? + 1..=last.ordinal();
    if *window.start() < first_with_answers {
        return None;
    }
    let mut sum = Answers::default();
    for ordinal in window {
        if figures.excerpt.left_out.contains(&ordinal) {
            return Some(Finding::Hidden { why: Hidden::TooFewClients });
        }
        let Some(answers) = by_period.get(&Some(ordinal)) else { continue };
        if let Finding::Hidden { .. } = figures.finding(answers, None) {
            return Some(Finding::Hidden { why: Hidden::Complement });
        }
        sum += answers;
    }
    // The same people may have answered several times: nobody knows of how many.
    Some(figures.finding(&sum, None))
}
