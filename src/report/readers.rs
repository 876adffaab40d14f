//! The report on all answers where clients read it beside their own: what it leaves out for them.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::error::{Error, Kind, Problem};
use crate::facts::Facts;
use crate::figures::speaks_of;
use crate::sections::participants::told_to_readers;
use crate::sections::quality::{Doubt, Warning};
use crate::survey::{Period, Region};

/// Leaves out of the facts of all what clients who read the report could know of each other: regions, and periods to which too
/// few gave answers, with what is to be told of these. No further cuts are told: nobody knows whose answers are in them.
///
/// # Errors
/// When so much has to be left out of the reported period that there is no report.
pub fn for_readers(config: &Config, facts: &mut Facts, period: Option<Period>) -> Result<Vec<Doubt>, Error> {
    let Some(column) = config.columns.reader.last() else { return Ok(Vec::new()) };
    let told = told_to_readers(config, facts, period);
    if !told.contains_key(&period.map(Period::ordinal)) {
        let when = period.map_or_else(String::new, |period| format!(" in {}", period.key()));
        let problem = Problem::new(format!(
            "a client of the column `{}` who reads the report could know another's answers{when}: too few clients \
             have any, or any of a value that weights depend on",
            column.value
        ));
        let hint = "`reports.min_peers`, `privacy.coalition` and `method.hide_below` set how many it takes; leave `read_by` \
                    out if no client reads it";
        return Err(Error::new(Kind::Data, problem.at(column.place.clone()).hint(hint)));
    }
    let mut withheld: BTreeMap<Option<i32>, BTreeSet<Region>> = BTreeMap::new();
    let mut left_out: BTreeSet<i32> = BTreeSet::new();
    facts.all.leave_out_cuts();
    facts.all.cells.retain(|(ordinal, region), _| {
        let Some(shown) = told.get(ordinal) else {
            left_out.extend(*ordinal);
            return false;
        };
        let is_shown = match region {
            Some(Region::Named(name)) => shown.contains(name),
            Some(Region::NotStated | Region::Others) => false,
            None => true,
        };
        if let Some(region) = region.as_ref().filter(|_| !is_shown) {
            withheld.entry(*ordinal).or_default().insert(region.clone());
        }
        true
    });
    facts.all.withheld = withheld;
    facts.all.left_out.clone_from(&left_out);
    let speaks_of = speaks_of(config, period);
    let left_out = left_out.into_iter().filter(|ordinal| speaks_of(Some(*ordinal)));
    let periods: Vec<Period> = left_out.map(|ordinal| config.periods.calendar.period(ordinal)).collect();
    if periods.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = periods.iter().map(|period| period.key()).collect();
    let told = Problem::new(format!(
        "answers of {} are left out: a client who reads the report could know another's, as too few clients gave \
         any, or any of a value that weights depend on",
        keys.join(", ")
    ));
    let told = told.at(column.place.clone());
    Ok(vec![Doubt { warning: Some(Warning::TooFewClients { periods }), told }])
}
