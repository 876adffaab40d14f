//! The place of a region among the regions.

use super::numbers::{real, short};
use super::subject::name;
use super::{Case, Explanation};
use crate::report::{RegionRow, Standing};

/// The place of a region.
pub(super) fn standing(case: &Case<'_>, row: &RegionRow) -> Explanation {
    let mut told = Explanation::of(format!(
        "The place of {} among the regions, 1 for the highest NPS.",
        name(&row.region)
    ));
    let Standing::Rank(_) = row.standing else {
        told.say("It is not ranked: its base is low, it is hidden or empty, or its answers state no region.");
        return told;
    };
    let ranked =
        || case.report.sections.regions().iter().filter(|other| matches!(other.standing, Standing::Rank(_)));
    let score = |row: &RegionRow| row.finding.estimate().map(|estimate| estimate.nps.points());
    let rows = ranked().filter_map(|other| Some(vec![name(&other.region).to_owned(), short(score(other)?)]));
    told.count_table(&["region", "NPS"], rows.collect());
    let higher = ranked().filter(|other| score(other) > score(row)).count() as u64;
    told.say("Ranked are regions whose base is not low; equal scores share a place.");
    told.last("place", "1 + regions with a higher NPS", format!("1 + {higher}"), real(1 + higher));
    told
}
