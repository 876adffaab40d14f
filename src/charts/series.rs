//! Scores by period: a line in its interval, with gaps where there is no figure.

use super::Measured;
use super::layout::Axis;
use super::plane::Plane;
use super::role::Role;

/// More points than this are drawn as a line without dots.
const MOST_DOTS: usize = 26;

/// The score of each period, the latest last; none where there is no figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Series(pub Vec<Option<Measured>>);

/// A measured point and where it stands, by index.
pub(super) type Point = (f64, Measured);

/// Periods by index, evenly spaced; a single one stands in the middle.
pub(super) fn across(periods: usize, units: (f64, f64)) -> Axis {
    #[expect(clippy::cast_precision_loss, reason = "a series has few points")]
    let values = if periods > 1 { (0.0, (periods - 1) as f64) } else { (-1.0, 1.0) };
    Axis { values, units }
}

/// Stretches of consecutive points, with their indices.
pub(super) fn stretches<T: Copy>(points: impl IntoIterator<Item = Option<T>>) -> Vec<Vec<(f64, T)>> {
    let mut stretches = vec![Vec::new()];
    for (point, x) in points.into_iter().zip(0_u32..) {
        match (point, stretches.last_mut()) {
            (Some(point), Some(stretch)) => stretch.push((f64::from(x), point)),
            _ => stretches.push(Vec::new()),
        }
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches
}

impl Series {
    /// The scores that there are.
    pub(super) fn measured(&self) -> impl Iterator<Item = Measured> {
        self.0.iter().flatten().copied()
    }

    /// The score of the last period.
    pub(super) fn last(&self) -> Option<Measured> {
        self.0.last().copied().flatten()
    }

    /// Stretches of consecutive measured points.
    pub(super) fn runs(&self) -> Vec<Vec<Point>> {
        stretches(self.0.iter().copied())
    }

    /// Whether the line is broken, or ends before the last point; one that only begins late has no gap.
    pub(super) fn has_gap(&self) -> bool {
        self.runs().len() > 1 || self.0.last().is_some_and(Option::is_none)
    }

    /// Whether it has too many points for dots.
    pub(super) fn is_crowded(&self) -> bool {
        self.0.len() > MOST_DOTS
    }

    /// The same with intervals cut where a plot ends.
    pub(super) fn within(&self, (low, high): (f64, f64)) -> Self {
        let cut = |point: Measured| Measured {
            low: point.low.max(low).min(point.score),
            high: point.high.min(high).max(point.score),
            ..point
        };
        Self(self.0.iter().map(|point| point.map(cut)).collect())
    }

    /// The interval of each run as a band with the line in it; of a single point as a whisker.
    pub(super) fn bands(&self, panel: &Plane<'_>) {
        for run in self.runs() {
            if let [(x, alone)] = run[..] {
                panel.line([(x, alone.low), (x, alone.high)], Role::Accent, 1.5);
                continue;
            }
            let lows = run.iter().map(|(x, point)| (*x, point.low));
            let highs = run.iter().rev().map(|(x, point)| (*x, point.high));
            panel.area(lows.chain(highs).collect::<Vec<_>>(), Role::Band);
            panel.line(run.iter().map(|(x, point)| (*x, point.score)).collect::<Vec<_>>(), Role::Accent, 2.0);
        }
    }

    /// Dots of a radius on the line; of a crowded one, only those that say more than it does.
    pub(super) fn dots(&self, panel: &Plane<'_>, radius: f64) {
        for run in self.runs() {
            for (x, point) in &run {
                if !self.is_crowded() || point.low_base || run.len() == 1 {
                    panel.dot((*x, point.score), radius, Role::Accent, point.dot());
                }
            }
        }
    }
}
