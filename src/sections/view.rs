//! What parts of a report have in common.

use super::participants::Field;
use crate::figures::{ByCut, Figures, Head, untold};
use crate::survey::{Client, Period};

/// What the figures of a part are made from.
pub(crate) struct View<'a> {
    /// The counts, and how figures are made of them.
    pub(crate) counts: Figures<'a>,
    /// The same by each further cut, as far as these may be told.
    pub(crate) by_cut: &'a [ByCut],
    /// What every part speaks of.
    pub(crate) head: &'a Head,
    /// Whose report it is, and all clients; none for a report on all answers.
    pub(crate) among: Option<(&'a Client, &'a Field<'a>)>,
}

impl View<'_> {
    /// Whether it is of a client around others, whose answers are the sum of theirs.
    pub(crate) fn is_around(&self) -> bool {
        let depth = self.counts.config.columns.client.len();
        self.among.is_some_and(|(client, _)| client.level() < depth)
    }

    /// Whether it hides a value of regions or a cut, or has it stand together with others as it has few answers.
    pub(crate) fn hides_any(&self) -> bool {
        let Figures { config, excerpt } = self.counts;
        let ordinal = self.head.period.map(Period::ordinal);
        let few = 1..config.method.hide_below.max(1);
        let mut values = excerpt.by_cut.iter().flatten().filter(|((period, _), _)| *period == ordinal);
        if values.any(|(_, answers)| few.contains(&answers.n())) {
            return true;
        }
        let is_hidden = |figures: Figures<'_>| !untold(figures, self.head.period).is_empty();
        // Where cuts may not be told at all, nothing of them is known.
        config.columns.region.is_some() && is_hidden(self.counts)
            || self.by_cut.iter().any(|by_cut| is_hidden(by_cut.figures()))
            || self.by_cut.len() < config.columns.cuts.len()
    }
}
