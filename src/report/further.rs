//! The further questions of a report on all answers: each is kept back as the one that leads the report is.

use super::{for_readers, guard, without_small_clusters};
use crate::config::Config;
use crate::error::Error;
use crate::facts::Facts;
use crate::survey::Period;

/// Takes away of each further question what must not be told of it. Of one that clients who read the report could know each other's
/// answers to, nothing is.
///
/// # Errors
/// When the facts cannot be grouped.
pub fn further_kept_back(config: &Config, facts: &mut Facts, period: Option<Period>) -> Result<(), Error> {
    let left_out = facts.all.left_out.clone();
    for (further, own) in config.further.iter().zip(&mut facts.further) {
        let asking = config.asking(further);
        if for_readers(&asking, own, period).is_err() {
            own.all.cells.clear();
        }
        own.all.cells.retain(|(ordinal, _), _| ordinal.is_none_or(|ordinal| !left_out.contains(&ordinal)));
        without_small_clusters(&asking, &mut own.all);
        guard(&asking, own, period)?;
        facts.all.is_told_rounded |= own.all.is_told_rounded;
    }
    facts.all.further = facts.further.iter().map(|question| question.all.clone()).collect();
    Ok(())
}
