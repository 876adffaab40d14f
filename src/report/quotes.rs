//! Which comments the pass over the data keeps.

use super::build::last_complete;
use crate::config::comments::Mode;
use crate::config::{Config, Current, Named};
use crate::responses::Quotes;
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
    let (named, until) = match (&config.columns.date, config.periods.current) {
        (None, _) => (Some(0), 0),
        (Some(_), Current::Named(period)) => (Some(period.ordinal()), period.ordinal()),
        (Some(_), Current::LastComplete) => (None, last_complete(config, over).ordinal()),
    };
    Some(Quotes { named, until, order: config.comments.order, most: config.comments.per_group })
}
