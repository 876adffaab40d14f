//! The clients by name: which of them are shown, the same in every report, and which are listed.

use std::collections::BTreeMap;

use super::figures::{MOST_NAMED, NAMED_AT_ENDS, Named};
use super::pseudonyms::Pseudonyms;
use super::tier::{Seat, Tier, View, guard, in_order};
use crate::config::{Audience, Config};
use crate::facts::{Share, Visible, choices, hide_each_other, hide_more, visible_in};
use crate::figures::{Finding, Hidden};
use crate::survey::{Nps, Period};

/// The clients by name.
#[derive(Default)]
pub(super) struct ByName {
    /// Those that are listed.
    pub(super) named: Vec<Named>,
    /// How many with answers are not.
    pub(super) not_named: u64,
    /// Whether the score of any client with answers is hidden.
    pub(super) hides_any: bool,
}

/// Whether clients read of others by name.
pub(super) fn names_any(config: &Config) -> bool {
    config.reports.name_peers || config.index.audience == Audience::Clients
}

/// Which clients of a tier may be told of by name, with what is told of the tiers that they are nested in, and who cannot be shown
/// whatever else is hidden: the same in every report and in the index, as readers may compare them.
pub(super) fn hidden(
    tier: &Tier<'_>,
    (outer, cannot_be_shown): (&[Tier<'_>], &[bool]),
    config: &Config,
    period: Option<Period>,
) -> Vec<Visible> {
    let is_passed_on = config.index.audience == Audience::Clients;
    if !names_any(config) {
        return Vec::new();
    }
    let ordinal = period.map(Period::ordinal);
    let guard = guard(config);
    let shares: Vec<Share> =
        tier.seats.iter().map(|seat| Share::of(&seat.answers, &config.question.scale)).collect();
    let group = |is_in: &dyn Fn(&Seat<'_>) -> bool| -> Vec<usize> {
        tier.seats.iter().enumerate().filter(|(_, seat)| is_in(seat)).map(|(at, _)| at).collect()
    };
    let mut known: Vec<Vec<usize>> = Vec::new();
    let told = tier.told(ordinal);
    let all_told = is_passed_on || told.is_some_and(|told| told.all);
    if all_told {
        known.push(group(&|_| true));
    }
    for peers_in in told.iter().flat_map(|told| &told.peers_in) {
        let is_in = |seat: &Seat<'_>| seat.peers_in(ordinal) == Some(peers_in.as_str());
        known.push(group(&is_in));
        if all_told {
            known.push(group(&|seat| !is_in(seat)));
        }
    }
    // Friends in several groups take the sums of all of these off.
    let groups: Vec<&str> = told.iter().flat_map(|told| &told.peers_in).map(String::as_str).collect();
    for chosen in choices(&groups, guard.friends)
        .into_iter()
        .filter(|chosen| all_told && guard.friends > 1 && chosen.len() > 1)
    {
        known.push(group(&|seat| !seat.peers_in(ordinal).is_some_and(|own| chosen.contains(&own))));
    }
    let mut visible = visible_in(&shares, &[], guard.least.answers, guard.friends);
    for (shown, cannot) in visible.iter_mut().zip(cannot_be_shown) {
        if *shown == Visible::Yes && *cannot {
            *shown = Visible::Complement;
        }
    }
    for around in outer {
        let level = around.seats.first().map_or(0, |seat| seat.client.level());
        let mut nests: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
        for (at, seat) in tier.seats.iter().enumerate() {
            nests.entry(seat.client.path().get(..level).unwrap_or_default()).or_default().push(at);
        }
        for (seat, is_shown) in around.seats.iter().zip(&around.visible) {
            let nest = nests.remove(seat.client.path()).unwrap_or_default();
            if *is_shown == Visible::Yes {
                known.push(nest);
                continue;
            }
            // Those within one that is hidden sum to it.
            for at in nest {
                if let Some(within) = visible.get_mut(at).filter(|within| **within == Visible::Yes) {
                    *within = Visible::Complement;
                }
            }
        }
    }
    hide_more(visible, &shares, &known, guard.least.answers, guard.friends)
}

/// Whether more is told of a sum than how many answers gave each score: what they weigh, or how far their clusters agree.
pub(super) fn has_design(config: &Config) -> bool {
    config.is_weighted() || config.columns.cluster.is_some()
}

/// Of each tier, the outermost first, which clients cannot be shown by name whatever else is hidden: small ones and those that are
/// hidden already, and those whose score is the sum of what is within them, where one of these cannot be shown and could not be
/// kept even if all of them were hidden.
pub(super) fn cannot_be_shown(tiers: &[Tier<'_>], config: &Config) -> Vec<Vec<bool>> {
    let guard = guard(config);
    let least = guard.least.answers;
    // What answers weigh, or how sure the score is, would come to what is hidden, even of several.
    let has_design = has_design(config);
    let mut found: Vec<Vec<bool>> = Vec::new();
    for (at, tier) in tiers.iter().enumerate().rev() {
        let is_hidden = |(at, seat): (usize, &Seat<'_>)| {
            let is_hidden = tier.visible.get(at).is_some_and(|visible| *visible != Visible::Yes);
            (1..least).contains(&seat.counts.n()) || is_hidden && seat.counts.n() > 0
        };
        let mut hidden: Vec<bool> = tier.seats.iter().enumerate().map(is_hidden).collect();
        let level = tier.seats.first().map_or(0, |seat| seat.client.level());
        // The innermost comes first.
        for (nested, nested_hidden) in tiers.iter().skip(at + 1).rev().zip(&found) {
            let mut nests: BTreeMap<&[String], (Vec<Share>, bool)> = BTreeMap::new();
            for (seat, is_hidden) in nested.seats.iter().zip(nested_hidden) {
                let within = nests.entry(seat.client.path().get(..level).unwrap_or_default()).or_default();
                within.0.push(Share::of(&seat.answers, &config.question.scale));
                within.1 |= is_hidden;
            }
            for (seat, hidden) in tier.seats.iter().zip(&mut hidden) {
                let Some((within, hides_one)) = nests.remove(seat.client.path()) else { continue };
                *hidden |= hides_one && (has_design || !hide_each_other(within, least, guard.friends));
            }
        }
        found.push(hidden);
    }
    found.reverse();
    found
}

impl View<'_> {
    /// The clients by name. Where a ranked one is hidden, the places of the others would leave a gap, and only the client's own
    /// is shown.
    pub(super) fn by_name(&self, pseudonyms: &Pseudonyms) -> ByName {
        let mut shown = self.tier.visible.clone();
        if let Some(own) = shown.get_mut(self.own) {
            *own = Visible::Yes;
        }
        let is_gap = |(seat, shown): (&Seat<'_>, &Visible)| seat.rank.is_some() && *shown != Visible::Yes;
        let has_gap = self.tier.seats.iter().zip(&shown).any(is_gap);
        let withheld = shown.contains(&Visible::Complement);
        let why = if withheld { Hidden::Complement } else { Hidden::TooFew };
        let has_answers = |at: &usize| self.tier.seats.get(*at).is_some_and(|seat| seat.counts.n() > 0);
        let all: Vec<usize> = (0..self.tier.seats.len()).filter(has_answers).collect();
        let least = self.figures.config.method.hide_below;
        let is_hidden = |at: usize| {
            let is_small = self.tier.seats.get(at).is_some_and(|seat| seat.counts.n() < least);
            is_small || shown.get(at) != Some(&Visible::Yes)
        };
        let hides_any = all.iter().any(|at| is_hidden(*at));
        // Equal scores are in the order of what the clients are called.
        let mut in_turn = all.clone();
        if !pseudonyms.are_none() {
            in_turn
                .sort_by_cached_key(|at| self.tier.seats.get(*at).map(|seat| pseudonyms.called(seat.client)));
        }
        let listed = if all.len() <= MOST_NAMED { all.clone() } else { self.selected(&in_turn, &is_hidden) };
        let named = listed.iter().filter_map(|at| {
            let (seat, is_own) = (self.tier.seats.get(*at)?, *at == self.own);
            let finding = if is_own || !is_hidden(*at) {
                self.figures.finding(&seat.answers, None).outlined()
            } else {
                Finding::Hidden { why }
            };
            let rank = seat.rank.filter(|_| finding.estimate().is_some() && (is_own || !has_gap));
            let name =
                if is_own { seat.client.to_string() } else { pseudonyms.called(seat.client).to_string() };
            Some(Named { name, is_own, finding, rank })
        });
        let mut named: Vec<Named> = named.collect();
        named.sort_by(|a, b| {
            in_order((a.rank, &a.finding), (b.rank, &b.finding)).then_with(|| a.name.cmp(&b.name))
        });
        ByName { named, not_named: (all.len() - listed.len()) as u64, hides_any }
    }

    /// Of too many clients to list, those with the best and the last places, and those next to the client itself. They
    /// are chosen by the scores that a list of all would show, and by nothing else, so that the choice tells no more than
    /// that list would.
    fn selected(&self, all: &[usize], is_hidden: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let seat = |at: usize| self.tier.seats.get(at);
        let score = |at: usize| seat(at).and_then(|seat| seat.nps).map_or(f64::NEG_INFINITY, Nps::points);
        let is_low = |at: usize| seat(at).is_none_or(|seat| seat.rank.is_none());
        let mut shown: Vec<usize> = all.iter().copied().filter(|at| !is_hidden(*at)).collect();
        // They are in the order of what they are called, which equal scores keep.
        shown.sort_by(|a, b| is_low(*a).cmp(&is_low(*b)).then(score(*b).total_cmp(&score(*a))));
        let firm = shown.iter().filter(|at| !is_low(**at)).count();
        let own = shown.iter().position(|at| *at == self.own);
        let is_listed = |place: usize| {
            place < NAMED_AT_ENDS
                || (firm.saturating_sub(NAMED_AT_ENDS)..firm).contains(&place)
                || own.is_some_and(|own| own.abs_diff(place) <= NAMED_AT_ENDS)
        };
        let listed = shown.iter().enumerate().filter(|(place, _)| is_listed(*place)).map(|(_, at)| *at);
        // A client whose own score is too small to show is listed all the same.
        listed.chain(Some(self.own).filter(|at| own.is_none() && all.contains(at))).collect()
    }
}
