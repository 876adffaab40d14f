//! Whether the trend is calm: control limits, the periods outside them, runs on one side of their centre.
//!
//! All is computed from the figures of the trend that are shown; periods without one enter nothing and have no limits,
//! which would tell their base.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::point::Point;
use crate::config::ControlMethod;
use crate::figures::Estimate;
use crate::statistics::{Limits, Observed, RUN, limits_by_base, limits_by_moving_range, spread};
use crate::survey::{Nps, Period};

/// Control limits of the trend.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// What they rest on.
    pub method: ControlMethod,
    /// Their centre in points: by base the score of all answers of the periods with a figure
    /// (each period's score by its effective base), by moving range the mean
    /// of those periods' scores. The reported period is among them.
    pub centre: Nps,
    /// Every period of the trend that has a figure.
    pub limits: Vec<ControlLimits>,
    /// Periods outside their limits, oldest first.
    pub outside: Vec<Period>,
    /// Runs of at least eight figures on one side of the centre, oldest first; periods without a figure are passed
    /// over.
    pub runs: Vec<ControlRun>,
}

/// The limits of a period in points, within ±100.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlLimits {
    /// The period.
    pub period: Period,
    /// Lower limit in points.
    #[schemars(range(min = -100, max = 100))]
    pub low: f64,
    /// Upper limit in points.
    #[schemars(range(min = -100, max = 100))]
    pub high: f64,
}

/// A run on one side of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlRun {
    /// Its first period.
    pub first: Period,
    /// Its last period.
    pub last: Period,
    /// Whether it lies above the centre; else below.
    pub above: bool,
}

/// The limits of a trend; nothing with fewer than eight figures.
pub(crate) fn control(trend: &[Point], method: ControlMethod) -> Option<Control> {
    let measured: Vec<(Period, &Estimate)> =
        trend.iter().filter_map(|point| Some((point.period, point.finding.estimate()?))).collect();
    if measured.len() < RUN {
        return None;
    }
    let values: Vec<f64> = measured.iter().map(|(_, estimate)| estimate.nps.points()).collect();
    let limits = match method {
        ControlMethod::ByBase => {
            limits_by_base(&measured.iter().filter_map(|(_, e)| measure(e)).collect::<Vec<_>>())
        }
        ControlMethod::MovingRange => limits_by_moving_range(&values),
    }?;
    let period = |at: usize| measured.get(at).map(|(period, _)| *period);
    let runs = limits.runs(&values).into_iter();
    Some(Control {
        method,
        centre: Nps::stated(limits.centre.clamp(-100.0, 100.0))?,
        outside: limits.outside(&values).into_iter().filter_map(period).collect(),
        runs: runs
            .filter_map(|(first, last)| {
                let above = *values.get(first)? > limits.centre;
                Some(ControlRun { first: period(first)?, last: period(last)?, above })
            })
            .collect(),
        limits: each(&measured, &limits),
    })
}

fn each(measured: &[(Period, &Estimate)], limits: &Limits) -> Vec<ControlLimits> {
    let clipped = |points: f64| points.clamp(-100.0, 100.0);
    let each = measured.iter().zip(&limits.each);
    each.map(|((period, _), (low, high))| ControlLimits {
        period: *period,
        low: clipped(*low),
        high: clipped(*high),
    })
    .collect()
}

/// What limits by base are computed from, of a period with that figure.
pub(crate) fn measure(estimate: &Estimate) -> Option<Observed> {
    let variance = spread(estimate.sample()?).powi(2);
    Some(Observed { value: estimate.nps.points(), variance, n: estimate.effective_n() })
}

impl Control {
    /// The limits of a period.
    #[must_use]
    pub fn of(&self, period: Period) -> Option<&ControlLimits> {
        self.limits.iter().find(|limits| limits.period == period)
    }

    /// Whether nothing but chance is seen.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        self.outside.is_empty() && self.runs.is_empty()
    }

    /// Whether the same limits follow from a trend.
    pub(crate) fn is_sound(&self, trend: &[Point]) -> bool {
        let Some(again) = control(trend, self.method) else { return false };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let same = |(a, b): (&ControlLimits, &ControlLimits)| {
            a.period == b.period && near(a.low, b.low) && near(a.high, b.high)
        };
        near(self.centre.points(), again.centre.points())
            && self.limits.len() == again.limits.len()
            && self.limits.iter().zip(&again.limits).all(same)
            && (&self.outside, &self.runs) == (&again.outside, &again.runs)
    }
}
