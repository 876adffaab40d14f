//! All clients of a batch together: the one place where a client's report learns of others, and only what
//! [`Participants`] may hold.

use std::collections::BTreeSet;

use super::by_name::{ByName, cannot_be_shown, has_design, hidden, names_any};
use super::figures::{Group, Moment, Participants};
use super::pseudonyms::Pseudonyms;
use super::tier::{Known, Part, Seat, Tier, View, lie_between, sum_tells_scores};
use crate::config::Config;
use crate::facts::{Facts, Visible};
use crate::figures::Estimate;
use crate::sections;
use crate::survey::{Client, Nps, Period};

/// All clients, tier by tier, with what they sum to.
pub struct Field<'a> {
    pub(crate) config: &'a Config,
    pub(crate) period: Option<Period>,
    pub(crate) tiers: Vec<Tier<'a>>,
    /// What clients are called where others read of them.
    pub(crate) pseudonyms: Pseudonyms,
    /// Periods of which no sum is told any more.
    left_out: BTreeSet<Option<i32>>,
}

impl<'a> Field<'a> {
    /// All clients of the facts, in the reported period.
    #[must_use]
    pub fn new(config: &'a Config, facts: &'a Facts, period: Option<Period>) -> Self {
        let levels = 1..=config.columns.client.len();
        let mut tiers: Vec<Tier<'a>> = levels.map(|level| Tier::new(config, facts, period, level)).collect();
        // What weights and clusters come to in a sum is more than its number of answers: it would tell of those in it who are
        // hidden by name.
        if has_design(config) && names_any(config) {
            let with_small: BTreeSet<Option<i32>> =
                tiers.iter().flat_map(|tier| tier.with_small.iter().copied()).collect();
            for tier in &mut tiers {
                for ordinal in &with_small {
                    tier.leave_out(*ordinal);
                }
            }
        }
        // Who is hidden for the sake of others is not told by those it is nested in either, which are looked at again.
        let mut hidden_for_itself = Vec::new();
        loop {
            let found = cannot_be_shown(&tiers, config);
            if found == hidden_for_itself {
                break;
            }
            for (at, cannot_be_shown) in found.iter().enumerate() {
                // What is told of the outer clients is known of the inner ones.
                let (outer, inner) = tiers.split_at(at);
                let Some(tier) = inner.first() else { break };
                let visible = hidden(tier, (outer, cannot_be_shown), config, period);
                if let Some(tier) = tiers.get_mut(at) {
                    tier.visible = visible;
                }
            }
            hidden_for_itself = found;
        }
        let pseudonyms =
            if names_any(config) { Pseudonyms::new(config, facts) } else { Pseudonyms::default() };
        Self { config, period, tiers, pseudonyms, left_out: BTreeSet::new() }
    }

    /// A client's tier and seat.
    pub(crate) fn seat(&self, client: &Client) -> Option<(&Tier<'a>, usize)> {
        let tier = self.tiers.get(client.level().checked_sub(1)?)?;
        Some((tier, *tier.by_client.get(client)?))
    }

    /// The sums of a period that are told, by the level of the clients: of all, or of those who share something.
    pub(crate) fn sums(&self, ordinal: Option<i32>) -> BTreeSet<(usize, Option<String>)> {
        let told = (1..).zip(&self.tiers).filter_map(|(level, tier)| Some((level, tier.told(ordinal)?)));
        told.flat_map(|(level, told)| {
            let peers_in = told.peers_in.iter().cloned().map(Some);
            told.all.then_some(None).into_iter().chain(peers_in).map(move |of| (level, of))
        })
        .collect()
    }

    /// What a client's peers share with it in a period in which it has answers; empty where that is nothing.
    pub(crate) fn shared(&self, client: &Client, ordinal: Option<i32>) -> &str {
        let seat = self.seat(client).and_then(|(tier, at)| tier.seats.get(at));
        seat.and_then(|seat| seat.peers_in(ordinal)).unwrap_or_default()
    }

    /// Whether a client is told of by name in the reported period; nothing where none are.
    pub(crate) fn is_named(&self, client: &Client) -> Option<bool> {
        let (tier, at) = self.seat(client)?;
        tier.visible.get(at).map(|visible| *visible == Visible::Yes)
    }

    /// Tells no sum of this period any more, nobody by name and no places: a client whose own score moves from run to run would
    /// see past whom it goes.
    pub(crate) fn leave_out(&mut self, period: Option<Period>) {
        let ordinal = period.map(Period::ordinal);
        for tier in &mut self.tiers {
            tier.leave_out(ordinal);
            if self.period == period {
                tier.visible.fill(Visible::Complement);
                tier.seats.iter_mut().for_each(|seat| seat.rank = None);
            }
        }
        self.left_out.insert(ordinal);
    }

    /// Tells no more of another period than this one would.
    pub(crate) fn of_period<'b>(&'b self, facts: &'b Facts, period: Period) -> Field<'b> {
        let mut field = Field::new(self.config, facts, Some(period));
        if self.left_out.contains(&Some(period.ordinal())) {
            field.leave_out(Some(period));
        }
        field
    }

    /// Whether the sum of all clients of a period is told to all of them, on every level.
    pub(crate) fn tells_all(&self, period: Option<Period>) -> bool {
        let is_told = |tier: &Tier<'_>| tier.told(period.map(Period::ordinal)).is_some_and(|told| told.all);
        self.tiers.iter().all(is_told)
    }

    /// What a client may know of the others.
    fn seen_by(&self, client: &Client, view: &sections::View<'_>) -> Option<Participants> {
        let (tier, own) = self.seat(client)?;
        let seat = tier.seats.get(own)?;
        let (head, periods) = (view.head, &view.head.periods);
        let ordinal = self.period.map(Period::ordinal);
        let view = View { tier, seat, own, figures: view.counts, peers_in: seat.peers_in(ordinal) };
        let min_peers = self.config.reports.min_peers;
        let sample = head.overall.estimate().and_then(Estimate::sample);
        let [pooled, others, peers] = view.groups(ordinal, sample);
        // Of ranked ones within the same outermost client it may know all.
        let outermost = client.path().first();
        let ranked = || tier.seats.iter().filter(|other| other.rank.is_some());
        let (known, elsewhere): (Vec<&Seat<'_>>, Vec<&Seat<'_>>) =
            ranked().partition(|other| other.client.path().first() == outermost);
        let scores = |seats: &[&Seat<'_>]| -> Vec<f64> {
            seats.iter().filter_map(|seat| seat.nps).map(Nps::points).collect()
        };
        let friends = self.config.privacy.coalition;
        // What these and those whose base is low sum to.
        let sums_tell = |group: &Group, is_in: &dyn Fn(&Seat<'_>) -> bool| {
            let is_other = |other: &&Seat<'_>| other.client.path().first() != outermost && is_in(other);
            let others = tier.seats.iter().filter(is_other).filter_map(Part::of);
            group.finding.estimate().is_some() && sum_tells_scores(&scores(&known), &others, friends)
        };
        let rank = seat.rank.filter(|rank| {
            elsewhere.len() as u64 + 1 >= min_peers + friends as u64
                && !rank.tells_scores(seat.nps, friends)
                && !lie_between(&scores(&known), scores(&elsewhere), friends)
                && !sums_tell(&others, &|_| true)
                && !sums_tell(&peers, &|other| other.peers_in(ordinal) == view.peers_in)
        });
        // Peers who are all the others would be told of twice.
        let peers_in = view.peers_in.filter(|_| others.clients == 0 || peers.clients < others.clients);
        let trend = periods.iter().map(|period| {
            let then = Some(period.ordinal());
            let Known { pooled, peers, .. } = view.known(then);
            // Of the time before it moved a client is told of those it was among, and so of no others.
            let is_same = peers_in.is_some() && seat.peers_in(then) == peers_in;
            Moment { period: *period, pooled, peers: is_same.then_some(peers) }
        });
        let by_name = self.config.reports.name_peers.then(|| view.by_name(&self.pseudonyms));
        let ByName { named, not_named, hides_any } = by_name.unwrap_or_default();
        // In an index that is passed on, too, the mean would undo what is hidden.
        let is_hidden = |(seat, shown): (&Seat<'_>, &Visible)| seat.counts.n() > 0 && *shown != Visible::Yes;
        let hides_any = hides_any || tier.seats.iter().zip(&tier.visible).any(is_hidden);
        Some(Participants {
            clients: pooled.clients,
            min_peers,
            mean: view.mean().filter(|_| !hides_any && others.finding.estimate().is_some()),
            pooled,
            others,
            trend: trend.collect(),
            peers: peers_in.is_some().then_some(peers),
            peers_in: peers_in.map(str::to_owned),
            rank,
            named,
            not_named,
            pseudonym: (!self.pseudonyms.are_none()).then(|| self.pseudonyms.called(client).to_string()),
        })
    }
}

impl Participants {
    /// What a client may know of the others; nothing in a report on all answers.
    pub(crate) fn of(view: &sections::View<'_>) -> Option<Self> {
        let (client, field) = view.among?;
        field.seen_by(client, view)
    }
}
