//! What the trend offers as a key finding.

use super::Trend;
use crate::figures::Estimate;
use crate::sections::finding::{Candidate, KeyFindingKind, Look, Says};
use crate::statistics::SMALLEST_CLEAR;

/// The reported period lies outside its control limits.
pub(super) const OUTSIDE_LIMITS: KeyFindingKind = KeyFindingKind::new("outside_limits");
/// A run on one side of the centre lasts up to the reported period.
pub(super) const RUN: KeyFindingKind = KeyFindingKind::new("run");

/// How likely chance alone puts a score outside limits of three standard errors, times two for the two signs looked
/// for in a trend.
const OUTSIDE_BY_CHANCE: f64 = 2.0 * 0.0027;

/// How likely chance alone puts the last eight scores on one side of the centre, times two.
const RUN_BY_CHANCE: f64 = 2.0 / 128.0;

/// That the reported period is out of the ordinary; nothing where any period has a low base, as the centre and the
/// limits rest on all of them.
pub(super) fn candidate(look: Look<'_>, trend: &Trend) -> Option<Candidate> {
    let control = trend.control.as_ref()?;
    let is_low = |estimate: &Estimate| estimate.low_base;
    if trend.points.iter().filter_map(|point| point.finding.estimate()).any(is_low) {
        return None;
    }
    let period = look.head.period?;
    let size = (look.now.nps - control.centre).points().abs();
    let sign = |p: f64, kind, figure: String| {
        let is_beyond = p <= look.head.method.confidence.alpha() && size >= SMALLEST_CLEAR;
        let figures = vec![figure, "/sections/trend/control/centre".to_owned(), "/overall".to_owned()];
        let weight = size * look.certainty(p);
        is_beyond.then_some(Candidate {
            kind,
            figures,
            weight,
            says: Says::This("trend".to_owned()),
            alone: false,
        })
    };
    let outside = || {
        let at = control.limits.iter().position(|limits| limits.period == period)?;
        let figure = format!("/sections/trend/control/limits/{at}");
        control.outside.contains(&period).then_some(())?;
        sign(OUTSIDE_BY_CHANCE, OUTSIDE_LIMITS, figure)
    };
    let run = || {
        let at = control.runs.iter().position(|run| run.last == period)?;
        sign(RUN_BY_CHANCE, RUN, format!("/sections/trend/control/runs/{at}"))
    };
    outside().or_else(run)
}
