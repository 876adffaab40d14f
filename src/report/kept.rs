//! Which answers the pass over the data keeps by themselves: comments that may be shown, whom to follow up, and who
//! answered before.

use super::build::reported;
use crate::config::comments::Mode;
use crate::config::{Columns, Config, Named};
use crate::responses::{Following, Quotes, Reportable};
use crate::survey::Day;

/// Which comments a report may show: those of its period; none where no page is to have any.
pub(crate) fn quotes(config: &Config, over: Day) -> Option<Quotes> {
    let is_wanted = |sections: &Vec<Named<String>>| sections.iter().any(|part| part.value == "comments");
    let own = config.reports.overrides.iter().filter_map(|row| row.comments);
    let is_shown = own.chain([config.comments.mode]).any(|mode| mode != Mode::None);
    // A client may have a config of its own that lists it.
    let is_listed = config.sections.as_ref().is_none_or(is_wanted) || !config.columns.client.is_empty();
    if config.columns.comment.is_empty() || !config.columns.reader.is_empty() || !is_shown || !is_listed {
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

/// Whether it is told who answered in the reported period and before, and which period that may be.
#[must_use]
pub fn returning(config: &Config, over: Day) -> Option<Reportable> {
    let Columns { respondent, date, reader, .. } = &config.columns;
    let is_told = !respondent.is_empty() && date.is_some() && reader.is_empty();
    is_told.then(|| reported(config, over))
}
