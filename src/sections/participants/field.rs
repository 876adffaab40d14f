//! All clients of a batch together: the one place where a client's report learns of others, and only what
//! [`Participants`] may hold.

use super::by_name::{ByName, hidden};
use super::figures::{Moment, Participants};
use super::tier::{Known, Tier, View};
use crate::config::Config;
use crate::facts::Facts;
use crate::figures::Estimate;
use crate::sections;
use crate::survey::{Client, Period};

/// All clients, tier by tier, with what they sum to.
pub struct Field<'a> {
    pub(crate) config: &'a Config,
    pub(crate) period: Option<Period>,
    pub(crate) tiers: Vec<Tier<'a>>,
}

impl<'a> Field<'a> {
    /// All clients of the facts, in the reported period.
    #[must_use]
    pub fn new(config: &'a Config, facts: &'a Facts, period: Option<Period>) -> Self {
        let mut tiers: Vec<Tier<'a>> = Vec::new();
        for level in 1..=config.columns.client.len() {
            let mut tier = Tier::new(config, facts, period, level);
            // What is told of the outer clients is known of the inner ones.
            tier.visible = hidden(&tier, &tiers, config, period);
            tiers.push(tier);
        }
        Self { config, period, tiers }
    }

    /// A client's tier and seat.
    pub(crate) fn seat(&self, client: &Client) -> Option<(&Tier<'a>, usize)> {
        let tier = self.tiers.get(client.level().checked_sub(1)?)?;
        Some((tier, *tier.by_client.get(client)?))
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
        let rank = seat.rank.filter(|rank| u64::from(rank.of) > min_peers);
        // Peers who are all the others would be told of twice.
        let peers_in = view.peers_in.filter(|_| others.clients == 0 || peers.clients < others.clients);
        let trend = periods.iter().map(|period| {
            let then = Some(period.ordinal());
            let Known { pooled, peers, .. } = view.known(then);
            // Of the time before it moved a client is told of those it was among, and so of no others.
            let is_same = peers_in.is_some() && seat.peers_in(then) == peers_in;
            Moment { period: *period, pooled, peers: is_same.then_some(peers) }
        });
        let by_name = self.config.reports.name_peers.then(|| view.by_name());
        let ByName { named, not_named, hides_any } = by_name.unwrap_or_default();
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
