//! All clients of a batch together: the one place where a client's report learns of others, and only what
//! [`Participants`] may hold.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::compare::compare;
use super::figures::Figures;
use super::hide::{Visible, visible};
use super::participants::{Group, Mean, Moment, Named, Participants, Rank};
use super::types::{Finding, Hidden, Report};
use crate::config::Config;
use crate::statistics::{Test, difference, places};
use crate::survey::{Client, Counts, Histogram, Nps, Period, Region, Sample};
use crate::tally::{Tallies, Tally};

/// A client who gave more than this share of a group's answers all but *is* the group.
const DOMINANT: (u64, u64) = (3, 4);

/// All clients, tier by tier, with what they sum to.
pub struct Field<'a> {
    pub(super) config: &'a Config,
    pub(super) period: Option<Period>,
    pub(super) tiers: Vec<Tier<'a>>,
}

/// The clients that one column names.
pub(super) struct Tier<'a> {
    pub(super) seats: Vec<Seat<'a>>,
    by_client: BTreeMap<&'a Client, usize>,
    /// Sums by period and by what peers share, nothing being shared by those without peers; without the latter, of
    /// all.
    sums: BTreeMap<(Option<i32>, Option<String>), Sum>,
    pub(super) mean: Option<Mean>,
}

/// A client in the reported period.
pub(super) struct Seat<'a> {
    pub(super) client: &'a Client,
    /// The region that most of its answers come from.
    pub(super) region: Option<String>,
    /// What its peers share with it.
    peers_in: Option<String>,
    pub(super) histogram: Histogram,
    pub(super) counts: Counts,
    pub(super) rank: Option<Rank>,
}

/// Answers of several clients.
#[derive(Default)]
struct Sum {
    histogram: Histogram,
    clients: u64,
    /// The two largest bases, with whose they are.
    largest: [(u64, usize); 2],
}

/// What is left of a sum without one client.
struct Others {
    histogram: Histogram,
    counts: Counts,
    clients: u64,
    largest: u64,
}

impl Sum {
    fn add(&mut self, seat: usize, histogram: &Histogram) {
        let n = histogram.n();
        if n == 0 {
            return;
        }
        self.histogram += histogram;
        self.clients += 1;
        let [first, second] = &mut self.largest;
        if n > first.0 {
            (*second, *first) = (*first, (n, seat));
        } else if n > second.0 {
            *second = (n, seat);
        }
    }
}

impl Others {
    /// Whether nothing can be told of any one of them: there are enough, or there is nobody.
    fn keep_each_other(&self, least: u64) -> bool {
        self.clients == 0
            || (self.clients >= least && self.largest * DOMINANT.1 <= self.counts.n() * DOMINANT.0)
    }
}

impl<'a> Field<'a> {
    /// All clients of the tallies, in the reported period.
    #[must_use]
    pub fn new(config: &'a Config, tallies: &'a Tallies, period: Option<Period>) -> Self {
        let depth = config.columns.client.len();
        let tier = |level| Tier::new(config, tallies, period, level);
        Self { config, period, tiers: (1..=depth).map(tier).collect() }
    }

    /// A client's tier and seat.
    pub(super) fn seat(&self, client: &Client) -> Option<(&Tier<'a>, usize)> {
        let tier = self.tiers.get(client.level().checked_sub(1)?)?;
        Some((tier, *tier.by_client.get(client)?))
    }

    /// What a client may know of the others; `report` is its own.
    pub(super) fn seen_by(
        &self,
        client: &Client,
        figures: Figures<'_>,
        report: &Report,
    ) -> Option<Participants> {
        let (tier, own) = self.seat(client)?;
        let seat = tier.seats.get(own)?;
        let least = self.config.method.hide_below;
        let view = View { tier, seat, own, figures, least };
        let ordinal = self.period.map(Period::ordinal);
        let sample = report.overall.estimate().and_then(|estimate| estimate.counts.sample());
        let [pooled, peers] = view.groups(ordinal, sample);
        let rank = seat.rank.filter(|rank| u64::from(rank.of) > least);
        let trend = report.trend.iter().map(|point| {
            let [pooled, peers] = view.findings(Some(point.period.ordinal()));
            Moment { period: point.period, pooled, peers: seat.peers_in.is_some().then_some(peers) }
        });
        // The others whose scores are in the mean.
        let others = tier.mean.map_or(0, |mean| mean.clients) - u64::from(seat.counts.n() >= least);
        Some(Participants {
            clients: pooled.clients,
            pooled,
            mean: tier.mean.filter(|_| others >= least),
            peers_in: seat.peers_in.clone(),
            peers: seat.peers_in.is_some().then_some(peers),
            rank,
            trend: trend.collect(),
            named: if self.config.reports.name_peers { view.named() } else { Vec::new() },
        })
    }
}

impl<'a> Tier<'a> {
    fn new(config: &'a Config, tallies: &'a Tallies, period: Option<Period>, level: usize) -> Self {
        let ordinal = period.map(Period::ordinal);
        let column = |at: usize| config.columns.client.get(at).map(|column| column.value.trim());
        let region = config.columns.region.as_ref().map(|column| column.value.trim());
        let region_is_own = level.checked_sub(1).and_then(column) == region;
        let clients = || tallies.clients.iter().filter(|(client, _)| client.level() == level);
        let mut seats: Vec<Seat<'a>> = Vec::new();
        let mut sums: BTreeMap<(Option<i32>, Option<String>), Sum> = BTreeMap::new();
        for (at, (client, tally)) in clients().enumerate() {
            let region = main_region(tally, ordinal);
            let peers_in = match (&region, client.parent()) {
                (Some(region), _) if !region_is_own => Some(region.clone()),
                (_, Some(parent)) => Some(parent.name().to_owned()),
                _ => None,
            };
            let mut now = Histogram::default();
            for (period, histogram) in by_period(tally) {
                sums.entry((period, None)).or_default().add(at, &histogram);
                let shared = Some(peers_in.clone().unwrap_or_default());
                sums.entry((period, shared)).or_default().add(at, &histogram);
                if period == ordinal {
                    now = histogram;
                }
            }
            let counts = now.counts(&config.scale);
            seats.push(Seat { client, region, peers_in, histogram: now, counts, rank: None });
        }
        rank(&mut seats, config);
        let shown = seats.iter().filter(|seat| seat.counts.n() >= config.method.hide_below);
        let scores: Vec<Nps> = shown.filter_map(|seat| seat.counts.sample()).map(Nps::of).collect();
        let clients = scores.len() as u64;
        let mean = Nps::mean_of_each(scores).map(|nps| Mean { clients, nps });
        let by_client = seats.iter().enumerate().map(|(at, seat)| (seat.client, at)).collect();
        Self { seats, by_client, sums, mean }
    }

    /// All clients' answers in the reported period.
    pub(super) fn all(&self, period: Option<Period>) -> Option<&Histogram> {
        self.sums.get(&(period.map(Period::ordinal), None)).map(|sum| &sum.histogram)
    }
}

/// The tier as one client may see it.
struct View<'a> {
    tier: &'a Tier<'a>,
    seat: &'a Seat<'a>,
    own: usize,
    figures: Figures<'a>,
    least: u64,
}

impl View<'_> {
    /// All clients together, and the peers, against the client itself.
    fn groups(&self, ordinal: Option<i32>, sample: Option<Sample>) -> [Group; 2] {
        let (everyone, all, peers) =
            (self.sum(ordinal, None), self.others(ordinal, false), self.others(ordinal, true));
        let findings = self.findings(ordinal);
        let test = |finding: &Finding, others: &Others| -> Option<Test> {
            finding.estimate()?;
            Some(difference(sample?, others.counts.sample()?))
        };
        let tests = vec![test(&findings[0], &all), test(&findings[1], &peers)];
        let mut comparisons = compare(tests, self.figures.config.method.confidence).into_iter();
        let clients = [everyone.map_or(0, |sum| sum.clients), peers.clients];
        let mut clients = clients.into_iter();
        findings.map(|finding| Group {
            clients: clients.next().unwrap_or_default(),
            finding,
            comparison: comparisons.next().flatten(),
        })
    }

    /// What all clients measured together, and what the peers did, as far as that may be shown.
    fn findings(&self, ordinal: Option<i32>) -> [Finding; 2] {
        let (all, peers) = (self.others(ordinal, false), self.others(ordinal, true));
        let hidden = || Finding::Hidden { why: Hidden::TooFewClients };
        let nobody = Histogram::default();
        let everyone = self.sum(ordinal, None).map_or(&nobody, |sum| &sum.histogram);
        let pooled = if all.clients > 0 && !all.keep_each_other(self.least) {
            hidden()
        } else {
            self.figures.finding(everyone)
        };
        // Whoever knows all others and the peers knows those who are neither.
        let rest = Others {
            counts: all.counts.without(peers.counts),
            histogram: Histogram::default(),
            clients: all.clients.saturating_sub(peers.clients),
            largest: self.largest_elsewhere(ordinal),
        };
        let gives_away = pooled.estimate().is_some() && !rest.keep_each_other(self.least);
        let peers_finding = if peers.clients == 0 {
            Finding::NoAnswers
        } else if gives_away || !peers.keep_each_other(self.least) {
            hidden()
        } else {
            self.figures.finding(&peers.histogram)
        };
        [pooled, peers_finding]
    }

    fn sum(&self, ordinal: Option<i32>, peers_in: Option<String>) -> Option<&Sum> {
        self.tier.sums.get(&(ordinal, peers_in))
    }

    /// The others of all, or the peers.
    fn others(&self, ordinal: Option<i32>, peers: bool) -> Others {
        let nobody =
            Others { histogram: Histogram::default(), counts: Counts::default(), clients: 0, largest: 0 };
        if peers && self.seat.peers_in.is_none() {
            return nobody;
        }
        let shared = if peers { self.seat.peers_in.clone() } else { None };
        let Some(sum) = self.sum(ordinal, shared) else { return nobody };
        let mine = self.figures.histogram_of(ordinal);
        let histogram = sum.histogram.without(&mine);
        let largest = sum.largest.iter().find(|(_, seat)| *seat != self.own).map_or(0, |(n, _)| *n);
        Others {
            counts: histogram.counts(&self.figures.config.scale),
            histogram,
            clients: sum.clients - u64::from(mine.n() > 0),
            largest,
        }
    }

    /// The largest base of those who are not peers.
    fn largest_elsewhere(&self, ordinal: Option<i32>) -> u64 {
        let mine = (ordinal, self.seat.peers_in.clone());
        let groups = self.tier.sums.range((ordinal, None)..).take_while(|((at, _), _)| *at == ordinal);
        let elsewhere = groups.filter(|(key, _)| key.1.is_some() && **key != mine);
        elsewhere.map(|(_, sum)| sum.largest[0].0).max().unwrap_or(0)
    }

    /// Every client by name. What is hidden of others cannot be worked out from the sums that are shown: that of
    /// the peers, and that of all others.
    fn named(&self) -> Vec<Named> {
        let is_peer = |seat: &Seat<'_>| seat.peers_in.is_some() && seat.peers_in == self.seat.peers_in;
        let mut shown = vec![Visible::Yes; self.tier.seats.len()];
        for peers in [true, false] {
            let group: Vec<usize> = (0..shown.len())
                .filter(|at| *at != self.own && self.tier.seats.get(*at).is_some_and(|s| is_peer(s) == peers))
                .collect();
            let counts: Vec<Counts> =
                group.iter().filter_map(|at| self.tier.seats.get(*at)).map(|seat| seat.counts).collect();
            for (at, visible) in group.into_iter().zip(visible(&counts, self.least)) {
                if let Some(shown) = shown.get_mut(at) {
                    *shown = visible;
                }
            }
        }
        let withheld = shown.contains(&Visible::Complement);
        let why = if withheld { Hidden::Complement } else { Hidden::TooFew };
        let mut named: Vec<Named> = Vec::new();
        for (seat, shown) in self.tier.seats.iter().zip(shown) {
            let is_own = seat.client == self.seat.client;
            if seat.counts.n() == 0 {
                continue;
            }
            let finding = if is_own || shown == Visible::Yes {
                self.figures.finding(&seat.histogram)
            } else {
                Finding::Hidden { why }
            };
            let rank = seat.rank.filter(|_| finding.estimate().is_some());
            named.push(Named { name: seat.client.to_string(), is_own, finding, rank });
        }
        named.sort_by(|a, b| {
            in_order((a.rank, &a.finding), (b.rank, &b.finding)).then_with(|| a.name.cmp(&b.name))
        });
        named
    }
}

/// Ranked ones first, by place; then low bases, by score; then the others.
pub(super) fn in_order(a: (Option<Rank>, &Finding), b: (Option<Rank>, &Finding)) -> Ordering {
    let key = |(rank, finding): (Option<Rank>, &Finding)| match (rank, finding.estimate()) {
        (Some(rank), _) => (0, rank.place, 0.0),
        (None, Some(estimate)) => (1, 0, -estimate.nps.points()),
        (None, None) => (2, 0, 0.0),
    };
    let ((class_a, place_a, nps_a), (class_b, place_b, nps_b)) = (key(a), key(b));
    (class_a, place_a).cmp(&(class_b, place_b)).then(nps_a.total_cmp(&nps_b))
}

/// A client's answers by period; without dates, all of them.
pub(super) fn by_period(tally: &Tally) -> BTreeMap<Option<i32>, Histogram> {
    let mut periods: BTreeMap<Option<i32>, Histogram> = BTreeMap::new();
    for ((period, _), histogram) in &tally.cells {
        *periods.entry(*period).or_default() += histogram;
    }
    periods
}

/// The region that most answers of the period come from; of all, where that has none. The first by name of several.
fn main_region(tally: &Tally, ordinal: Option<i32>) -> Option<String> {
    let most = |keep: &dyn Fn(Option<i32>) -> bool| {
        let mut answers: BTreeMap<&str, u64> = BTreeMap::new();
        for ((period, region), histogram) in &tally.cells {
            if let (true, Some(Region::Named(name))) = (keep(*period), region) {
                *answers.entry(name).or_default() += histogram.n();
            }
        }
        // Of equals, the last is taken; so they are looked at from the end.
        answers.into_iter().rev().max_by_key(|(_, n)| *n).map(|(name, _)| name.to_owned())
    };
    most(&|period| period == ordinal).or_else(|| most(&|_| true))
}

/// Ranks the clients whose base is not low.
fn rank(seats: &mut [Seat<'_>], config: &Config) {
    let ranked: Vec<(usize, Sample)> = seats
        .iter()
        .enumerate()
        .filter(|(_, seat)| seat.counts.n() >= config.method.low_base)
        .filter_map(|(at, seat)| Some((at, seat.counts.sample()?)))
        .collect();
    let samples: Vec<Sample> = ranked.iter().map(|(_, sample)| *sample).collect();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    for ((at, _), place) in ranked.iter().zip(places(&samples, config.method.confidence)) {
        let rank = Rank {
            place: number(place.place),
            of: number(samples.len()),
            best: number(place.best),
            worst: number(place.worst),
        };
        if let Some(seat) = seats.get_mut(*at) {
            seat.rank = Some(rank);
        }
    }
}
