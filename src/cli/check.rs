//! `plaudit check`: the whole line but its last step.

use super::arguments::Check;
use super::build::{make, summary};
use super::{Done, Say};

pub(super) fn run(wanted: &Check, say: Say) -> Done {
    let made = make(&wanted.input, say)?;
    say.line(&summary(&made.report));
    say.line("the config and its data are fine; nothing was written");
    Ok(Vec::new())
}
