//! What the account of a change offers as key findings.

use super::Why;
use super::figures::WhyLine;
use crate::figures::{Comparison, Since};
use crate::sections::finding::{Candidate, KeyFindingKind, Look, Says, is_clear};
use crate::sections::key_findings::change_since;
use crate::sections::regions;
use crate::statistics::{Effect, SMALLEST_CLEAR, Trend};

/// At least half of a clear change is a shift of answers between regions.
pub(super) const SHIFT: KeyFindingKind = KeyFindingKind::new("shift");
/// At least half of a clear change is what one region's own score did.
pub(super) const REGION_PART: KeyFindingKind = KeyFindingKind::new("region_part");

/// The largest part of each clear change, where it is at least half of it and goes the same way.
pub(super) fn candidates(look: Look<'_>, accounts: &[Why]) -> Vec<Candidate> {
    let part = |(at, why): (usize, &Why)| {
        let (place, _, comparison) = change_since(look, why.since, why.period)?;
        if !is_clear(comparison.verdict) {
            return None;
        }
        let total = (why.after - why.before).points();
        let along = |effect: f64| effect * total.signum();
        let own = |line: &WhyLine| line.effect.rate() + line.effect.turnover();
        let lines = || why.lines.iter().map(own).map(along);
        let largest = lines().fold(along(why.mix), f64::max);
        if largest < (total.abs() / 2.0).max(SMALLEST_CLEAR) {
            return None;
        }
        let change = format!("/changes/{place}/comparison");
        let certainty = look.certainty(comparison.p_adjusted);
        if along(why.mix) >= largest {
            let figures = vec![format!("/sections/why/{at}/mix"), change];
            let (kind, says) = (SHIFT, Says::This(format!("shift {}", why.period.key())));
            return Some(Candidate { kind, figures, weight: largest * certainty, says, alone: false });
        }
        let line = lines().position(|effect| effect >= largest)?;
        let (row, own) = region_behind(look, why, line, comparison.verdict)?;
        let figures = vec![
            format!("/sections/why/{at}/lines/{line}"),
            change,
            format!("/sections/regions/{row}/change"),
            format!("/sections/regions/{row}/then"),
            format!("/sections/regions/{row}/finding"),
        ];
        let weight = largest * certainty.min(look.certainty(own.p_adjusted));
        Some(Candidate {
            kind: REGION_PART,
            figures,
            weight,
            says: regions::since(row),
            // That a region changed is told as the larger part of the change of all answers.
            alone: true,
        })
    };
    // Segments have no figures of their own in the report, by which such a part could be seen to be beyond chance.
    let by_region = accounts.iter().enumerate().filter(|(_, why)| why.by.is_none());
    let (shifts, others): (Vec<_>, Vec<_>) = by_region.filter_map(part).partition(|told| told.kind == SHIFT);
    shifts.into_iter().chain(others).collect()
}

/// The region of a line whose own score changed the same way beyond chance, by place.
fn region_behind<'a>(
    look: Look<'a>,
    why: &Why,
    line: usize,
    verdict: Trend,
) -> Option<(usize, &'a Comparison<Trend>)> {
    let line = why.lines.get(line)?;
    let stayed = matches!(line.effect, Effect::Stayed { .. });
    let region = line.region.as_ref().filter(|_| stayed && why.since == Since::PreviousPeriod)?;
    let at = look.sections.regions().iter().position(|row| row.region == *region)?;
    let (_, own) = regions::firm_change(look, look.sections.regions().get(at)?)?;
    (own.verdict == verdict).then_some((at, own))
}
