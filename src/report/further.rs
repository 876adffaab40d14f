//! The further questions of a report on all answers: each is kept back as the one that leads the report is.

use std::collections::{BTreeMap, BTreeSet};

use super::{for_readers, guard, without_small_clusters};
use crate::config::Config;
use crate::error::Error;
use crate::facts::{Excerpt, Facts};
use crate::figures::{Figures, untold};
use crate::survey::{Period, Region};

/// Takes away of each further question what must not be told of it. Of one that clients who read the report could know each other's
/// answers to, nothing is told. Where answers are weighted all is told rounded: what those weigh who left a question out would else be
/// known from two of them.
///
/// # Errors
/// When the facts cannot be grouped.
pub fn further_kept_back(config: &Config, facts: &mut Facts, period: Option<Period>) -> Result<(), Error> {
    if config.further.is_empty() {
        return Ok(());
    }
    let hidden = untold_in_each(config, &facts.all);
    let left_out = facts.all.left_out.clone();
    for (further, own) in config.further.iter().zip(&mut facts.further) {
        let asking = config.asking(further);
        own.all.is_withheld = for_readers(&asking, own, period).is_err();
        own.all.left_out.extend(&left_out);
        for (ordinal, regions) in &hidden {
            own.all.withheld.entry(*ordinal).or_default().extend(regions.clone());
        }
        // Of weighted answers all regions are told, or none.
        if own.all.cells.values().any(|answers| answers.design().is_some()) {
            for (ordinal, regions) in untold_in_each(&asking, &own.all) {
                let all = own.all.cells.keys().filter(|(of, _)| *of == ordinal && !regions.is_empty());
                let all: Vec<Region> = all.filter_map(|(_, region)| region.clone()).collect();
                own.all.withheld.entry(ordinal).or_default().extend(all);
            }
        }
        without_small_clusters(&asking, &mut own.all);
        guard(&asking, own, period)?;
        facts.all.is_told_rounded |= own.all.is_told_rounded;
    }
    facts.all.is_told_rounded |= config.is_weighted();
    if facts.all.is_told_rounded {
        facts.all.leave_out_cuts();
    }
    facts.all.further = facts.further.iter().map(|question| question.all.clone()).collect();
    Ok(())
}

/// The regions that are not told of each period.
fn untold_in_each(config: &Config, excerpt: &Excerpt) -> BTreeMap<Option<i32>, BTreeSet<Region>> {
    if config.columns.region.is_none() {
        return BTreeMap::new();
    }
    let ordinals: BTreeSet<Option<i32>> = excerpt.cells.keys().map(|(ordinal, _)| *ordinal).collect();
    let untold_in = |ordinal: Option<i32>| {
        let period = ordinal.map(|ordinal| config.periods.calendar.period(ordinal));
        (ordinal, untold(Figures { config, excerpt }, period))
    };
    ordinals.into_iter().map(untold_in).collect()
}
