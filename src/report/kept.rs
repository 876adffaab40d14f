//! What the pass over the data keeps of the period that is reported on: comments that may be shown, whom to follow up, who answered
//! before, and what answers say to several questions at once.

use super::build::reported;
use crate::config::comments::Mode;
use crate::config::{Columns, Config, FollowUp, Named};
use crate::facts::ProfileNeeds;
use crate::responses::{CameBack, Following, Quotes, Reportable};
use crate::sections::drivers;
use crate::survey::Day;

/// Which comments a report may show: those of its period; none where no page is to have any.
pub(crate) fn quotes(config: &Config, over: Day) -> Option<Quotes> {
    let own = config.reports.overrides.iter().filter_map(|row| row.comments);
    let is_shown = own.chain([config.comments.mode]).any(|mode| mode != Mode::None);
    if config.columns.comment.is_empty()
        || !config.columns.reader.is_empty()
        || !is_shown
        || !is_listed(config, "comments")
    {
        return None;
    }
    Some(Quotes {
        reported: reported(config, over),
        order: config.comments.order,
        most: config.comments.per_group,
    })
}

/// Which answers are to be followed up, where any are.
#[must_use]
pub fn following(config: &Config, over: Day) -> Option<Following> {
    let follow_up = config.follow_up.as_ref()?;
    let dictionary = config.dictionary().cloned();
    Some(Following { groups: follow_up.groups.clone(), reported: reported(config, over), dictionary })
}

/// Whether it is told who answered in the reported period and before, and what has to be known for that.
#[must_use]
pub fn returning(config: &Config, over: Day) -> Option<CameBack> {
    let Columns { respondent, date, reader, attributes, cluster, cuts, .. } = &config.columns;
    let is_known = !respondent.is_empty() && date.is_some() && reader.is_empty();
    let has_calls = config.follow_up.as_ref().is_some_and(FollowUp::tells_calls);
    let is_wanted = is_listed(config, "moved") || has_calls && is_listed(config, "follow_up");
    // Nothing is told by clusters, which are nearly as many as there are answers.
    let is_told = |at: usize| *cluster != Some(at) || cuts.iter().any(|cut| cut.attribute == at);
    let told = (0..attributes.len()).map(is_told).collect();
    (is_known && is_wanted).then(|| CameBack { reported: reported(config, over), told })
}

/// Whether it is kept from which accounts answers come, and which period may be the reported one.
#[must_use]
pub fn by_account(config: &Config, over: Day) -> Option<Reportable> {
    config.accounts.as_ref().map(|_| reported(config, over))
}

/// Of which answers it is told what they say to several questions at once: where drivers are stated, and may be told.
#[must_use]
pub fn profiled(config: &Config, over: Day) -> Option<ProfileNeeds> {
    let has_readers = !config.columns.reader.is_empty();
    let is_designed = config.is_weighted() || config.columns.cluster.is_some();
    if config.drivers.is_empty() || has_readers || is_designed || !is_listed(config, "drivers") {
        return None;
    }
    let is_it = |driver: &Named<String>| {
        config.further.iter().position(|further| further.question.name == driver.value)
    };
    let questions = config.drivers.iter().filter_map(is_it).collect();
    let cuts = drivers::cuts(config).map(|cut| cut.attribute).collect();
    Some(ProfileNeeds { questions, cuts, reported: reported(config, over) })
}

/// Whether a report may have this part: a client may have a config of its own that lists it.
fn is_listed(config: &Config, part: &str) -> bool {
    let is_wanted = |sections: &Vec<Named<String>>| sections.iter().any(|listed| listed.value == part);
    config.sections.as_ref().is_none_or(is_wanted) || !config.columns.client.is_empty()
}
