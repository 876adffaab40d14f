//! What regions offer as key findings.

use std::borrow::Cow;

use super::RegionRow;
use crate::figures::{Comparison, Estimate, Versus};
use crate::sections::finding::{Candidate, KeyFindingKind, Look, Says, firm, is_clear};
use crate::statistics::{Trend, Verdict};
use crate::survey::Region;

/// A region's score differs from that of all other answers.
pub(super) const REGION: KeyFindingKind = KeyFindingKind::new("region");
/// A region's score changed since the period before.
pub(super) const REGION_CHANGE: KeyFindingKind = KeyFindingKind::new("region_change");
/// A region reached or missed a target of its own.
pub(super) const REGION_TARGET: KeyFindingKind = KeyFindingKind::new("region_target");
/// A region's score differs from a benchmark of its own.
pub(super) const REGION_BENCHMARK: KeyFindingKind = KeyFindingKind::new("region_benchmark");

/// Where the figures are that speak for rows, what their findings are called, and how much they have to be surer.
pub(super) struct Offers {
    /// The pointer to the rows.
    pub(super) at: Cow<'static, str>,
    /// The name of what they are values of, unlike that of any other cut.
    pub(super) of: Cow<'static, str>,
    /// Against the rest, and against the period before.
    pub(super) kinds: [KeyFindingKind; 2],
    /// As many families of tests offer something: p-values count so many times.
    pub(super) families: u32,
}

impl Offers {
    /// What regions offer.
    pub(super) const REGIONS: Self = Self {
        at: Cow::Borrowed("/sections/regions"),
        of: Cow::Borrowed("region"),
        kinds: [REGION, REGION_CHANGE],
        families: 1,
    };

    fn weight<V>(&self, look: Look<'_>, comparison: &Comparison<V>, share: f64) -> Option<f64> {
        let p = (comparison.p_adjusted * f64::from(self.families)).min(1.0);
        look.weight_of(comparison.difference, p, share).filter(|weight| *weight > 0.0)
    }
}

/// What is said of a region, by place, that changed since the period before.
pub(crate) fn since(at: usize) -> Says {
    Says::This(format!("region {at} since"))
}

/// Regions against the rest, then against the period before, then against their own targets and benchmarks.
pub(super) fn candidates(look: Look<'_>, rows: &[RegionRow], offers: &Offers) -> Vec<Candidate> {
    let all = || rows.iter().enumerate();
    let rest = all().filter_map(|(at, row)| beside_rest(look, (rows, offers), at, row));
    let changes = all().filter_map(|(at, row)| changed(look, offers, at, row));
    let stated: Vec<Candidate> = all().flat_map(|(at, row)| stated(look, at, row)).collect();
    let (targets, benchmarks): (Vec<_>, Vec<_>) =
        stated.into_iter().partition(|told| told.kind == REGION_TARGET);
    rest.chain(changes).chain(targets).chain(benchmarks).collect()
}

fn changed(look: Look<'_>, offers: &Offers, at: usize, row: &RegionRow) -> Option<Candidate> {
    let (estimate, change) = firm_change(look, row).filter(|(_, change)| is_clear(change.verdict))?;
    let figures = ["change", "then", "finding"].map(|key| format!("{}/{at}/{key}", offers.at)).to_vec();
    let weight = offers.weight(look, change, look.share(estimate))?;
    let [_, kind] = offers.kinds.clone();
    let says = Says::This(format!("{} {at} since", offers.of));
    Some(Candidate { kind, figures, weight, says, alone: false })
}

fn stated(look: Look<'_>, at: usize, row: &RegionRow) -> Vec<Candidate> {
    let Some(estimate) = firm_region(row) else { return Vec::new() };
    // The score of a region that has all answers is that of all answers.
    let of = (!look.has_all(&row.finding)).then_some(at);
    let one = |(own, versus): (usize, &Versus)| {
        let verdict = versus.comparison.as_ref()?.verdict;
        let score = (of, format!("/sections/regions/{at}/finding"), look.share(estimate));
        let place = format!("/sections/regions/{at}/benchmarks/{own}");
        let told = look.versus(versus, &place, score, [REGION_TARGET, REGION_BENCHMARK])?;
        (verdict != Verdict::Unclear).then_some(told)
    };
    row.benchmarks.iter().enumerate().filter_map(one).collect()
}

/// A named region's change between two firm scores.
pub(crate) fn firm_change<'a>(
    look: Look<'_>,
    row: &'a RegionRow,
) -> Option<(&'a Estimate, &'a Comparison<Trend>)> {
    let estimate = firm_region(row)?;
    row.then.as_ref().and_then(firm)?;
    // A region that has all answers changed as all of them did.
    (!look.has_all(&row.finding)).then_some((estimate, row.change.as_ref()?))
}

/// A region against all other answers, of which there are enough.
fn beside_rest(
    look: Look<'_>,
    (rows, offers): (&[RegionRow], &Offers),
    at: usize,
    row: &RegionRow,
) -> Option<Candidate> {
    let estimate = firm_region(row)?;
    let comparison = row.rest.as_ref().filter(|rest| rest.verdict != Verdict::Unclear)?;
    let others = look.now.n.checked_sub(estimate.n)?;
    if others < look.head.method.low_base {
        return None;
    }
    // Of two regions, each is the rest of the other.
    let is_rest = |row: &RegionRow| row.finding.estimate().is_some_and(|rest| rest.n == others);
    let mut rows = rows.iter().enumerate();
    let other = rows.find(|(place, row)| *place != at && is_rest(row)).map(|(place, _)| place);
    let [kind, _] = offers.kinds.clone();
    let place = |key: &str| format!("{}/{at}/{key}", offers.at);
    Some(Candidate {
        kind,
        figures: vec![place("rest"), place("finding"), "/overall".to_owned()],
        weight: offers.weight(look, comparison, look.share(estimate))?,
        says: Says::This(format!("{} {}", offers.of, other.map_or(at, |other| other.min(at)))),
        alone: false,
    })
}

/// The estimate of a region that has a name and a firm score.
fn firm_region(row: &RegionRow) -> Option<&Estimate> {
    firm(&row.finding).filter(|_| matches!(row.region, Region::Named(_)))
}
