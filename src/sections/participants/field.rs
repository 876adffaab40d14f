//! All clients of a batch together: the one place where a client's report learns of others, and only what
//! [`Participants`] may hold.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::figures::{Group, MOST_NAMED, Mean, Moment, NAMED_AT_ENDS, Named, Participants, Rank};
use crate::config::Config;
use crate::facts::{Excerpt, Facts, Least, Names, Visible, keep_each_other, visible_in};
use crate::figures::{Estimate, Figures, Finding, Hidden, by_period, compare};
use crate::sections;
use crate::statistics::{self, Rest, Summary, Test, Whole, places};
use crate::survey::{Answers, Client, Counts, Nps, Period, Region, Sample};

/// All clients, tier by tier, with what they sum to.
pub struct Field<'a> {
    pub(crate) config: &'a Config,
    pub(crate) period: Option<Period>,
    pub(crate) tiers: Vec<Tier<'a>>,
}

/// The clients that one column names.
pub(crate) struct Tier<'a> {
    pub(crate) seats: Vec<Seat<'a>>,
    by_client: BTreeMap<&'a Client, usize>,
    /// All answers of a period, and those of the clients that share a region or what they are nested in; those of
    /// clients who share nothing are under an empty name.
    sums: Sums<Whole>,
    /// The mean of the clients' scores in the reported period, each counted once.
    mean_of_all: Option<Mean>,
}

/// A client in the reported period.
pub(crate) struct Seat<'a> {
    pub(crate) client: &'a Client,
    /// The region that most of its answers come from.
    pub(crate) region: Option<String>,
    /// The region, or what it is nested in, that its peers share with it; none where it has no peers.
    peers_in: Option<String>,
    /// The same in each period in which it has answers, empty where it had none. Whose answers an earlier period's sum
    /// holds goes by that period alone, so that every report says the same of it, whichever period it is on.
    shared_then: BTreeMap<Option<i32>, String>,
    /// Its answers of the reported period.
    pub(crate) answers: Answers,
    /// These by group, unweighted.
    pub(crate) counts: Counts,
    /// Its score; none without answers.
    nps: Option<Nps>,
    /// How many could have answered.
    pub(crate) population: Option<u64>,
    /// Its place among all clients of the tier; none where its base is low.
    pub(crate) rank: Option<Rank>,
}

impl Seat<'_> {
    /// Its answers as a sample.
    pub(crate) fn sample(&self, config: &Config) -> Option<Sample> {
        let sample = statistics::sample(&self.answers, &config.question.scale)?;
        Some(self.population.map_or(sample, |population| sample.out_of(population)))
    }
}

/// Answers of several clients, by period and, where not all clients are meant, by what those share.
type Sums<A> = BTreeMap<(Option<i32>, Option<String>), Sum<A>>;

/// Answers of several clients.
#[derive(Default)]
struct Sum<A> {
    answers: A,
    /// How many clients gave them.
    clients: u64,
    /// How many answers the two clients with most of them gave, and the seats of these two.
    largest: [(u64, usize); 2],
}

/// The answers of several clients without those of one of them.
struct Others {
    rest: Rest,
    /// How many clients gave them.
    clients: u64,
    /// How many answers the client with most of them gave.
    largest: u64,
}

impl Sum<Answers> {
    fn add(&mut self, seat: usize, answers: &Answers) {
        let n = answers.n();
        if n == 0 {
            return;
        }
        self.answers += answers;
        self.clients += 1;
        let [first, second] = &mut self.largest;
        if n > first.0 {
            (*second, *first) = (*first, (n, seat));
        } else if n > second.0 {
            *second = (n, seat);
        }
    }

    /// The same sum, from which one client after another can be taken.
    fn whole(self, config: &Config) -> Sum<Whole> {
        let Self { answers, clients, largest } = self;
        Sum { answers: Whole::new(answers, &config.question.scale), clients, largest }
    }
}

impl Sum<Whole> {
    /// The sum without a client, by its seat and its answers; these are none where it is not among those summed up.
    fn without(&self, seat: usize, own: &Answers) -> Others {
        let largest = self.largest.iter().find(|(_, other)| *other != seat);
        Others {
            rest: self.answers.without(own),
            clients: self.clients.saturating_sub(u64::from(own.n() > 0)),
            largest: largest.map_or(0, |(n, _)| *n),
        }
    }
}

impl Others {
    /// Whether a figure of them gives none of them away.
    fn keep_each_other(&self, least: Least) -> bool {
        keep_each_other((self.clients, self.largest), self.rest.summary.counts, least)
    }
}

impl<'a> Field<'a> {
    /// All clients of the facts, in the reported period.
    #[must_use]
    pub fn new(config: &'a Config, facts: &'a Facts, period: Option<Period>) -> Self {
        let depth = config.columns.client.len();
        let tier = |level| Tier::new(config, facts, period, level);
        Self { config, period, tiers: (1..=depth).map(tier).collect() }
    }

    /// A client's tier and seat.
    pub(crate) fn seat(&self, client: &Client) -> Option<(&Tier<'a>, usize)> {
        let tier = self.tiers.get(client.level().checked_sub(1)?)?;
        Some((tier, *tier.by_client.get(client)?))
    }

    /// How few may be shown in a client's report.
    fn least(&self, figures: Figures<'_>) -> Least {
        Least { clients: self.config.reports.min_peers, answers: figures.config.method.hide_below }
    }

    /// How the answers of a client in the reported period move with those of all others, and with those of its peers,
    /// by the clusters that they share.
    #[must_use]
    pub fn correlations(&self, client: &Client, excerpt: &Excerpt) -> [f64; 2] {
        let figures = Figures { config: self.config, excerpt };
        let Some((tier, own)) = self.seat(client) else { return [0.0; 2] };
        let Some(seat) = tier.seats.get(own) else { return [0.0; 2] };
        let view = View { tier, seat, own, figures, least: self.least(figures) };
        let ordinal = self.period.map(Period::ordinal);
        [false, true].map(|peers| view.others(ordinal, peers).rest.correlation)
    }

    /// What a client may know of the others.
    fn seen_by(&self, client: &Client, view: &sections::View<'_>) -> Option<Participants> {
        let (tier, own) = self.seat(client)?;
        let seat = tier.seats.get(own)?;
        let (figures, least) = (view.counts, self.least(view.counts));
        let (head, periods) = (view.head, &view.head.periods);
        let view = View { tier, seat, own, figures, least };
        let ordinal = self.period.map(Period::ordinal);
        let sample = head.overall.estimate().and_then(Estimate::sample);
        let [pooled, others, peers] = view.groups(ordinal, sample);
        let rank = seat.rank.filter(|rank| u64::from(rank.of) > least.clients);
        // Peers who are all the others would be told of twice.
        let peers_in =
            seat.peers_in.clone().filter(|_| others.clients == 0 || peers.clients < others.clients);
        let trend = periods.iter().map(|period| {
            let Known { pooled, peers, .. } = view.known(Some(period.ordinal()));
            Moment { period: *period, pooled, peers: peers_in.is_some().then_some(peers) }
        });
        let by_name = self.config.reports.name_peers.then(|| view.by_name(&others, &peers));
        let ByName { named, not_named, hides_any } = by_name.unwrap_or_default();
        Some(Participants {
            clients: pooled.clients,
            min_peers: least.clients,
            mean: view.mean().filter(|_| !hides_any && others.finding.estimate().is_some()),
            pooled,
            others,
            trend: trend.collect(),
            peers: peers_in.is_some().then_some(peers),
            peers_in,
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

impl<'a> Tier<'a> {
    fn new(config: &'a Config, facts: &'a Facts, period: Option<Period>, level: usize) -> Self {
        let ordinal = period.map(Period::ordinal);
        let column = |at: usize| config.columns.client.get(at).map(|column| column.value.as_str());
        let region = config.columns.region.as_ref().map(|column| column.value.as_str());
        // What a region is within is no region of it.
        let outer = |region: &str| (0..level.saturating_sub(1)).any(|at| column(at) == Some(region));
        let inner = |region: &str| {
            !outer(region) && (0..config.columns.client.len()).any(|at| column(at) == Some(region))
        };
        let by_region = region.is_some_and(|region| !inner(region));
        let of_level = facts.clients().filter(|client| client.level() == level);
        let of_level = of_level.filter_map(|client| Some((client, facts.of(client)?)));
        let populations = populations(config, facts);
        let mut seats: Vec<Seat<'a>> = Vec::new();
        let mut sums: Sums<Answers> = BTreeMap::new();
        for (at, (client, excerpt)) in of_level.enumerate() {
            let shared = |ordinal: Option<i32>| match client.parent() {
                _ if by_region => main_region(&excerpt, ordinal),
                parent => parent.map(|parent| parent.name().to_owned()),
            };
            let mut now = Answers::default();
            let mut shared_then = BTreeMap::new();
            for (period, answers) in by_period(&excerpt) {
                let shared = shared(period).unwrap_or_default();
                sums.entry((period, None)).or_default().add(at, &answers);
                sums.entry((period, Some(shared.clone()))).or_default().add(at, &answers);
                shared_then.insert(period, shared);
                if period == ordinal {
                    now = answers;
                }
            }
            let counts = now.counts(&config.question.scale);
            let (region, peers_in) = (main_region(&excerpt, ordinal), shared(ordinal));
            let population = populations.get(client).copied();
            seats.push(Seat {
                client,
                region,
                peers_in,
                shared_then,
                answers: now,
                counts,
                nps: None,
                population,
                rank: None,
            });
        }
        for seat in &mut seats {
            seat.nps = seat.sample(config).map(Nps::of);
        }
        rank(&mut seats, config);
        let scores = || seats.iter().filter_map(|seat| seat.nps);
        let clients = scores().count() as u64;
        let mean_of_all = Nps::mean_of_each(scores()).map(|nps| Mean { clients, nps });
        let by_client = seats.iter().enumerate().map(|(at, seat)| (seat.client, at)).collect();
        let sums = sums.into_iter().map(|(key, sum)| (key, sum.whole(config))).collect();
        Self { seats, by_client, sums, mean_of_all }
    }

    /// How many could have answered of the only other client that has; none where several have, or that is not stated.
    pub(crate) fn population_beside(&self, seat: &Seat<'_>) -> Option<u64> {
        let mut others =
            self.seats.iter().filter(|other| other.client != seat.client && other.counts.n() > 0);
        let (first, second) = (others.next(), others.next());
        first.filter(|_| second.is_none())?.population
    }

    /// All clients' answers in the reported period.
    pub(crate) fn all(&self, period: Option<Period>) -> Option<&Whole> {
        self.sums.get(&(period.map(Period::ordinal), None)).map(|sum| &sum.answers)
    }
}

/// The tier as one client may see it.
struct View<'a> {
    tier: &'a Tier<'a>,
    seat: &'a Seat<'a>,
    own: usize,
    figures: Figures<'a>,
    least: Least,
}

/// What may be known of a period.
struct Known {
    /// All clients together.
    pooled: Finding,
    /// The others together.
    others: Finding,
    /// The peers together.
    peers: Finding,
}

impl View<'_> {
    /// All clients together, the others together, and the peers; the latter two against the client itself.
    fn groups(&self, ordinal: Option<i32>, sample: Option<Sample>) -> [Group; 3] {
        let (all, peers) = (self.others(ordinal, false), self.others(ordinal, true));
        let known = self.known(ordinal);
        // The peers are some of the others: where they are as many, they are the same, and so is what is asked.
        let test = |finding: &Finding, others: &Others| -> Option<(u64, Test)> {
            finding.estimate()?;
            let Rest { summary, correlation } = &others.rest;
            Some((others.clients, self.figures.measure().difference(sample?, summary.sample?, *correlation)))
        };
        let tests = [test(&known.others, &all), test(&known.peers, &peers)];
        let mut comparisons = compare(&tests, self.figures.config.method).into_iter();
        let mut comparison = || comparisons.next().flatten();
        let clients = self.sum(ordinal, None).map_or(0, |sum| sum.clients);
        [
            Group { clients, finding: known.pooled, comparison: None },
            Group { clients: all.clients, finding: known.others, comparison: comparison() },
            Group { clients: peers.clients, finding: known.peers, comparison: comparison() },
        ]
    }

    /// What may be shown of all clients, of the others and of the peers.
    fn known(&self, ordinal: Option<i32>) -> Known {
        let (all, peers) = (self.others(ordinal, false), self.others(ordinal, true));
        let hidden = || Finding::Hidden { why: Hidden::TooFewClients };
        let finding = |others: &Others, answers: &Summary| {
            if others.keep_each_other(self.least) { self.figures.finding_of(answers, None) } else { hidden() }
        };
        let everyone = self.sum(ordinal, None);
        let pooled = everyone.map_or(Finding::NoAnswers, |sum| finding(&all, sum.answers.summary()));
        // Whoever knows all others and the peers knows those who are neither.
        let elsewhere = all.clients.saturating_sub(peers.clients);
        let counts = all.rest.summary.counts.without(peers.rest.summary.counts);
        let is_safe = keep_each_other((elsewhere, self.largest_elsewhere(ordinal)), counts, self.least);
        let gives_away = pooled.estimate().is_some() && !is_safe;
        Known {
            others: finding(&all, &all.rest.summary),
            peers: if peers.clients > 0 && gives_away {
                hidden()
            } else {
                finding(&peers, &peers.rest.summary)
            },
            pooled,
        }
    }

    /// The mean of all clients' scores in whole points, so that no single score can be worked out from it.
    fn mean(&self) -> Option<Mean> {
        let mean = self.tier.mean_of_all?;
        Some(Mean { nps: Nps::stated(mean.nps.points().round())?, ..mean })
    }

    fn sum(&self, ordinal: Option<i32>, peers_in: Option<String>) -> Option<&Sum<Whole>> {
        self.tier.sums.get(&(ordinal, peers_in))
    }

    /// The others of all, or the peers.
    fn others(&self, ordinal: Option<i32>, peers: bool) -> Others {
        let shared = if peers { self.seat.peers_in.clone() } else { None };
        let sum = self.sum(ordinal, shared.clone()).filter(|_| !peers || shared.is_some());
        let is_among = !peers || self.seat.shared_then.get(&ordinal) == shared.as_ref();
        let mine = if is_among { self.figures.answers_of(ordinal) } else { Answers::default() };
        if let Some(sum) = sum {
            return sum.without(self.own, &mine);
        }
        let nobody = Whole::new(Answers::default(), &self.figures.config.question.scale);
        Others { rest: nobody.without(&mine), clients: 0, largest: 0 }
    }

    /// The largest base of those who are not peers.
    fn largest_elsewhere(&self, ordinal: Option<i32>) -> u64 {
        let mine = (ordinal, self.seat.peers_in.clone());
        let groups = self.tier.sums.range((ordinal, None)..).take_while(|((at, _), _)| *at == ordinal);
        let elsewhere = groups.filter(|(key, _)| key.1.is_some() && **key != mine);
        let largest = elsewhere.flat_map(|(_, sum)| sum.largest).filter(|(_, seat)| *seat != self.own);
        largest.map(|(n, _)| n).max().unwrap_or(0)
    }

    /// The clients by name. What is hidden of others cannot be worked out from the sums that are shown. Where a ranked
    /// one is hidden, the places of the others would leave a gap, and only the client's own is shown.
    fn by_name(&self, others: &Group, peers: &Group) -> ByName {
        let is_peer = |seat: &Seat<'_>| seat.peers_in.is_some() && seat.peers_in == self.seat.peers_in;
        let seats = || self.tier.seats.iter().enumerate().filter(|(at, _)| *at != self.own);
        let group = |is_in: &dyn Fn(&Seat<'_>) -> bool| -> Vec<usize> {
            seats().filter(|(_, seat)| is_in(seat)).map(|(at, _)| at).collect()
        };
        let known = [
            (others.finding.estimate().is_some(), group(&|_| true)),
            (peers.finding.estimate().is_some(), group(&is_peer)),
            (
                others.finding.estimate().is_some() && peers.finding.estimate().is_some(),
                group(&|seat| !is_peer(seat)),
            ),
        ];
        let known: Vec<Vec<usize>> =
            known.into_iter().filter(|(is, _)| *is).map(|(_, group)| group).collect();
        let counts: Vec<Counts> = self.tier.seats.iter().map(|seat| seat.counts).collect();
        let mut shown = visible_in(&counts, &known, self.least.answers);
        if let Some(own) = shown.get_mut(self.own) {
            *own = Visible::Yes;
        }
        let is_gap = |(seat, shown): (&Seat<'_>, &Visible)| seat.rank.is_some() && *shown != Visible::Yes;
        let has_gap = self.tier.seats.iter().zip(&shown).any(is_gap);
        let withheld = shown.contains(&Visible::Complement);
        let why = if withheld { Hidden::Complement } else { Hidden::TooFew };
        let has_answers = |at: &usize| self.tier.seats.get(*at).is_some_and(|seat| seat.counts.n() > 0);
        let all: Vec<usize> = (0..self.tier.seats.len()).filter(has_answers).collect();
        let is_hidden = |at: usize| {
            let is_small = self.tier.seats.get(at).is_some_and(|seat| seat.counts.n() < self.least.answers);
            is_small || shown.get(at) != Some(&Visible::Yes)
        };
        let hides_any = all.iter().any(|at| is_hidden(*at));
        let listed = if all.len() <= MOST_NAMED { all.clone() } else { self.selected(&all, &is_hidden) };
        let named = listed.iter().filter_map(|at| {
            let (seat, is_own) = (self.tier.seats.get(*at)?, *at == self.own);
            let finding = if is_own || !is_hidden(*at) {
                self.figures.finding(&seat.answers, None)
            } else {
                Finding::Hidden { why }
            };
            let rank = seat.rank.filter(|_| finding.estimate().is_some() && (is_own || !has_gap));
            Some(Named { name: seat.client.to_string(), is_own, finding, rank })
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
        // Seats are in the order of names, which equal scores keep.
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

/// The clients by name.
#[derive(Default)]
struct ByName {
    /// Those that are listed.
    named: Vec<Named>,
    /// How many with answers are not.
    not_named: u64,
    /// Whether the score of any client with answers is hidden.
    hides_any: bool,
}

/// How many could have answered of each client, where that is stated.
fn populations<'a>(config: &Config, facts: &'a Facts) -> BTreeMap<&'a Client, u64> {
    let stated = || config.reports.overrides.iter().filter_map(|row| Some((row, row.population()?)));
    if stated().next().is_none() {
        return BTreeMap::new();
    }
    let names = Names::new(facts.clients());
    stated().filter_map(|(row, population)| Some((names.client(&row.client).ok()?, population))).collect()
}

/// Ranked ones first, by place; then low bases, by score; then the others.
pub(crate) fn in_order(a: (Option<Rank>, &Finding), b: (Option<Rank>, &Finding)) -> Ordering {
    let key = |(rank, finding): (Option<Rank>, &Finding)| match (rank, finding.estimate()) {
        (Some(rank), _) => (0, rank.place, 0.0),
        (None, Some(estimate)) => (1, 0, -estimate.nps.points()),
        (None, None) => (2, 0, 0.0),
    };
    let ((class_a, place_a, nps_a), (class_b, place_b, nps_b)) = (key(a), key(b));
    (class_a, place_a).cmp(&(class_b, place_b)).then(nps_a.total_cmp(&nps_b))
}

/// The region that most answers of the period come from; of all, where that has none. The first by name of several.
fn main_region(excerpt: &Excerpt, ordinal: Option<i32>) -> Option<String> {
    let most = |keep: &dyn Fn(Option<i32>) -> bool| {
        let mut answers: BTreeMap<&str, u64> = BTreeMap::new();
        for ((period, region), cell) in &excerpt.cells {
            if let (true, Some(Region::Named(name))) = (keep(*period), region) {
                *answers.entry(name).or_default() += cell.n();
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
        .filter_map(|(at, seat)| Some((at, seat.sample(config)?)))
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
