//! The clients that one column names: what each has, what they sum to, and what one of them may know of the others.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::figures::{APART, Group, LEAST_IN_MEAN, Mean, Rank};
use crate::config::Config;
use crate::facts::{Excerpt, Facts, Guard, Least, Member, Names, Share, Told, Visible, told};
use crate::figures::{Beside, Figures, Finding, Hidden, Outline, Scored, by_period, compare};
use crate::statistics::{self, Measure, Rest, Summary, Test, Whole, places};
use crate::survey::{Answers, Client, Counts, Nps, Period, Region, Sample};

/// The clients that one column names.
pub(crate) struct Tier<'a> {
    pub(crate) seats: Vec<Seat<'a>>,
    pub(super) by_client: BTreeMap<&'a Client, usize>,
    /// All answers of a period, and those of the clients that share a region or what they are nested in; those of
    /// clients who share nothing are under an empty name.
    sums: Sums<Whole>,
    /// Which of these are told, by period.
    told: BTreeMap<Option<i32>, Told>,
    /// The periods in which a client has fewer answers than are shown.
    pub(super) with_small: BTreeSet<Option<i32>>,
    /// Which clients are told of by name in the reported period, by seat; nothing where none are.
    pub(crate) visible: Vec<Visible>,
    /// The mean of the clients' scores in the reported period, each counted once.
    mean_of_all: Option<Mean>,
}

/// A client in the reported period.
pub(crate) struct Seat<'a> {
    pub(crate) client: &'a Client,
    /// The region that most of its answers come from.
    pub(crate) region: Option<String>,
    /// What its peers share with it in each period in which it has answers: the region, or what it is nested in; empty where
    /// that is nothing. Whose answers a sum holds goes by its own period alone, so that every report says the same of it,
    /// whichever period it is on.
    shared: BTreeMap<Option<i32>, String>,
    /// Its answers of the reported period.
    pub(crate) answers: Answers,
    /// These by group, unweighted.
    pub(crate) counts: Counts,
    /// Its score; none without answers.
    pub(super) nps: Option<Nps>,
    /// How many could have answered.
    pub(crate) population: Option<u64>,
    /// Its place among all clients of the tier; none where its base is low.
    pub(crate) rank: Option<Rank>,
}

impl Seat<'_> {
    /// What its peers share with it: of a period without answers what they shared the next time there were some, so that a
    /// client learns of one group at most in each period, however often it moves and however many reports it gets.
    pub(super) fn peers_in(&self, ordinal: Option<i32>) -> Option<&str> {
        let (_, shared) = self.shared.range(ordinal..).next()?;
        Some(shared.as_str()).filter(|shared| !shared.is_empty())
    }

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
}

/// The answers of several clients without those of one of them.
struct Others {
    rest: Rest,
    /// How many clients gave them.
    clients: u64,
}

impl Sum<Answers> {
    fn add(&mut self, answers: &Answers) {
        self.answers += answers;
        self.clients += u64::from(answers.n() > 0);
    }

    /// The same sum, from which one client after another can be taken.
    fn whole(self, config: &Config) -> Sum<Whole> {
        let Self { answers, clients } = self;
        Sum { answers: Whole::new(answers, &config.question.scale), clients }
    }
}

impl Sum<Whole> {
    /// The sum without a client's answers; these are none where it is not among those summed up.
    fn without(&self, own: &Answers) -> Others {
        let clients = self.clients.saturating_sub(u64::from(own.n() > 0));
        Others { rest: self.answers.without(&own.with_clusters_alike()), clients }
    }
}

impl<'a> Tier<'a> {
    /// The clients of a level, in the reported period.
    pub(super) fn new(config: &'a Config, facts: &'a Facts, period: Option<Period>, level: usize) -> Self {
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
        let mut members: BTreeMap<Option<i32>, Vec<Member<'_>>> = BTreeMap::new();
        for (client, excerpt) in of_level {
            let mut now = Answers::default();
            let mut shared = BTreeMap::new();
            let mut by_margin = facts.by_margin(client);
            for (period, answers) in by_period(&excerpt) {
                // How sure a sum is would say how the clusters in it answered.
                let answers = answers.with_clusters_alike();
                let peers_in = match client.parent() {
                    _ if by_region => region_of(&excerpt, period),
                    parent => parent.map(|parent| parent.to_string()),
                };
                let peers_in = peers_in.unwrap_or_default();
                sums.entry((period, None)).or_default().add(&answers);
                sums.entry((period, Some(peers_in.clone()))).or_default().add(&answers);
                let share = Share::of(&answers, &config.question.scale);
                let by_margin = by_margin.remove(&period).unwrap_or_default();
                let member = Member { client, peers_in: peers_in.clone(), share, by_margin };
                members.entry(period).or_default().push(member);
                shared.insert(period, peers_in);
                if period == ordinal {
                    now = answers;
                }
            }
            let counts = now.counts(&config.question.scale);
            let region = main_region(&excerpt, ordinal);
            let population = populations.get(client).copied();
            seats.push(Seat {
                client,
                region,
                shared,
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
        let guard = Guard { is_nest: !by_region, ..guard(config) };
        let is_small = |member: &Member<'_>| (1..guard.least.answers).contains(&member.share.counts.n());
        let with_small = members.iter().filter(|(_, members)| members.iter().any(is_small));
        let with_small = with_small.map(|(period, _)| *period).collect();
        let told = members.into_iter().map(|(period, members)| {
            let mut told = told(&members, guard);
            // Who has the reports of all within it, in several regions, would take several sums off at once, and those that
            // the outer clients are told.
            if by_region && level > 1 && spread_over_groups(&members) {
                told.peers_in.clear();
            }
            (period, told)
        });
        Self { told: told.collect(), seats, by_client, sums, with_small, visible: Vec::new(), mean_of_all }
    }

    /// Which sums of a period are told.
    pub(super) fn told(&self, ordinal: Option<i32>) -> Option<&Told> {
        self.told.get(&ordinal)
    }

    /// Tells none of a period any more.
    pub(super) fn leave_out(&mut self, ordinal: Option<i32>) {
        self.told.remove(&ordinal);
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

/// Whom nothing must be worked out of, and by whom.
pub(super) fn guard(config: &Config) -> Guard {
    let least = Least { clients: config.reports.min_peers, answers: config.method.hide_below };
    Guard { least, friends: config.privacy.coalition, is_nest: false }
}

/// The tier as one client may see it.
pub(super) struct View<'a> {
    pub(super) tier: &'a Tier<'a>,
    pub(super) seat: &'a Seat<'a>,
    pub(super) own: usize,
    pub(super) figures: Figures<'a>,
    /// What its peers share with it in the reported period.
    pub(super) peers_in: Option<&'a str>,
}

/// What may be known of a period.
pub(super) struct Known {
    /// All clients together.
    pub(super) pooled: Finding<Outline>,
    /// The others together.
    pub(super) others: Finding<Outline>,
    /// The peers together.
    pub(super) peers: Finding<Outline>,
}

impl View<'_> {
    /// All clients together, the others together, and the peers; the latter two against the client itself.
    pub(super) fn groups(&self, ordinal: Option<i32>, sample: Option<Sample>) -> [Group; 3] {
        let (all, peers) = (self.others(ordinal, false), self.others(ordinal, true));
        let known = self.known(ordinal);
        // The peers are some of the others: where they are as many, they are the same, and so is what is asked.
        let test = |finding: &Finding<Outline>, others: &Others| -> Option<(u64, Test)> {
            finding.estimate()?;
            let Rest { summary, correlation } = &others.rest;
            Some((others.clients, Measure::Nps.difference(sample?, summary.sample?, *correlation)))
        };
        let tests = [test(&known.others, &all), test(&known.peers, &peers)];
        let alpha = self.figures.config.method.confidence.alpha();
        let mut comparisons = compare(&tests, self.figures.config.method).into_iter();
        let mut comparison = || Some(Beside::of(&comparisons.next()??, alpha));
        let clients = self.sum(ordinal, None).map_or(0, |sum| sum.clients);
        [
            Group { clients, finding: known.pooled, comparison: None },
            Group { clients: all.clients, finding: known.others, comparison: comparison() },
            Group { clients: peers.clients, finding: known.peers, comparison: comparison() },
        ]
    }

    /// What may be shown of all clients, of the others and of the peers.
    pub(super) fn known(&self, ordinal: Option<i32>) -> Known {
        let (all, peers) = (self.others(ordinal, false), self.others(ordinal, true));
        let told = self.tier.told(ordinal);
        let finding = |is_told: bool, clients: u64, answers: &Summary| match clients {
            0 => Finding::NoAnswers,
            _ if is_told => self.figures.finding_of(answers, None).outlined(),
            _ => Finding::Hidden { why: Hidden::TooFewClients },
        };
        let all_told = told.is_some_and(|told| told.all);
        let peers_told =
            told.zip(self.peers_in).is_some_and(|(told, peers_in)| told.peers_in.contains(peers_in));
        let everyone = self.sum(ordinal, None);
        // With nobody else it is the client alone.
        let pooled = everyone.filter(|sum| sum.clients > 0);
        Known {
            pooled: pooled
                .map_or(Finding::NoAnswers, |sum| finding(all_told, sum.clients, sum.answers.summary())),
            others: finding(all_told, all.clients, &all.rest.summary),
            peers: finding(peers_told, peers.clients, &peers.rest.summary),
        }
    }

    /// The mean of all clients' scores in whole points, so that no single score can be worked out from it.
    pub(super) fn mean(&self) -> Option<Mean> {
        let mean = self.tier.mean_of_all.filter(|mean| mean.clients >= LEAST_IN_MEAN)?;
        let shown = Nps::stated(mean.nps.points().round())?;
        let scores = self.tier.seats.iter().filter_map(|seat| seat.nps).map(Nps::points).collect();
        let friends = self.figures.config.privacy.coalition;
        (!tells_scores(shown.points(), scores, friends)).then_some(Mean { nps: shown, ..mean })
    }

    fn sum(&self, ordinal: Option<i32>, peers_in: Option<String>) -> Option<&Sum<Whole>> {
        self.tier.sums.get(&(ordinal, peers_in))
    }

    /// The others of all, or the peers.
    fn others(&self, ordinal: Option<i32>, peers: bool) -> Others {
        let shared = if peers { self.peers_in } else { None };
        let sum = self.sum(ordinal, shared.map(str::to_owned)).filter(|_| !peers || shared.is_some());
        let is_among = !peers || self.seat.shared.get(&ordinal).map(String::as_str) == shared;
        let mine = if is_among { self.figures.answers_of(ordinal) } else { Answers::default() };
        if let Some(sum) = sum {
            return sum.without(&mine);
        }
        let nobody = Whole::new(Answers::default(), &self.figures.config.question.scale);
        Others { rest: nobody.without(&mine), clients: 0 }
    }
}

/// Whether a mean of these scores in whole points is so near an end of the scale that each of them is known nearly, to whichever
/// friends know their own.
fn tells_scores(mean: f64, mut scores: Vec<f64>, friends: usize) -> bool {
    scores.sort_by(f64::total_cmp);
    let all = scores.iter().map(|_| 1.0).sum::<f64>();
    let lowest: f64 = scores.iter().take(friends).sum();
    let highest: f64 = scores.iter().rev().take(friends).sum();
    let most = 100.0 * scores.iter().skip(friends).map(|_| 1.0).sum::<f64>();
    let [below, above] = [mean - 0.5, mean + 0.5].map(|mean| mean * all);
    most - (below - lowest) < APART || most + (above - highest) < APART
}

/// Whether places say of all these others, but whichever friends put their own scores to the known ones, that they lie between two
/// scores that are known, and so nearly what they are.
pub(super) fn lie_between(known: &[f64], mut others: Vec<f64>, friends: usize) -> bool {
    others.sort_by(f64::total_cmp);
    let more = friends.saturating_sub(1).min(others.len());
    // Whoever would help lies at an end.
    (0..=more).any(|lowest| {
        let (low, rest) = others.split_at(lowest);
        let (rest, high) = rest.split_at(rest.len() - (more - lowest));
        let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return false };
        let known = || known.iter().chain(low).chain(high).copied();
        let below = known().filter(|score| score <= first).fold(f64::NEG_INFINITY, f64::max);
        let above = known().filter(|score| score >= last).fold(f64::INFINITY, f64::min);
        above - below < APART
    })
}

/// What a client has of a sum, by the weight of its answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    score: f64,
    weight: f64,
    /// Whether it has a place.
    is_ranked: bool,
}

impl Part {
    /// That of a client; nothing without answers.
    pub(super) fn of(seat: &Seat<'_>) -> Option<Self> {
        let score = seat.nps?.points();
        Some(Self { score, weight: seat.answers.weight(), is_ranked: seat.rank.is_some() })
    }
}

/// Whether the sum of all these others, but whichever friends put their own scores to the known ones, is so near to what it were
/// if they all had the score that places say they have at most, or at least, that one of them is known nearly.
pub(super) fn sum_tells_scores(
    known: &[f64],
    others: &(impl Iterator<Item = Part> + Clone),
    friends: usize,
) -> bool {
    [1.0, -1.0].into_iter().any(|sign| {
        let known: Vec<f64> = known.iter().map(|score| sign * score).collect();
        let others = others.clone().map(|part| Part { score: sign * part.score, ..part });
        // Most have no place near an end, and there may be very many.
        let best = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let better = others.clone().filter(|part| part.is_ranked && part.score > best);
        better.take(friends).count() < friends && are_next_to(&known, others, friends)
    })
}

/// The same of what they have at most.
fn are_next_to(known: &[f64], others: impl Iterator<Item = Part>, friends: usize) -> bool {
    let (mut ranked, free): (Vec<Part>, Vec<Part>) = others.partition(|part| part.is_ranked);
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
    let more = friends.saturating_sub(1);
    // Friends have the first places, or what is furthest from the limit.
    (0..=more.min(ranked.len())).any(|first| {
        let (first, rest) = ranked.split_at(first);
        let Some(best) = rest.first() else { return false };
        let known = first.iter().map(|part| part.score).chain(known.iter().copied());
        let limit = known.filter(|score| *score >= best.score).fold(f64::INFINITY, f64::min);
        if limit.is_infinite() {
            return false;
        }
        let below = rest.iter().map(|part| part.weight * (limit - part.score));
        let mut below: Vec<f64> =
            below.chain(free.iter().map(|part| part.weight * (100.0 - part.score))).collect();
        below.sort_by(|a, b| b.total_cmp(a));
        let left: f64 = below.iter().skip(more - first.len()).sum();
        rest.iter().chain(&free).any(|part| left < APART * part.weight)
    })
}

/// Whether clients that are nested in the same one, with answers, share different things with their peers. They stand in the
/// order of their names.
fn spread_over_groups(members: &[Member<'_>]) -> bool {
    let with_answers: Vec<&Member<'_>> =
        members.iter().filter(|member| member.share.counts.n() > 0).collect();
    let outermost = |member: &Member<'_>| member.client.path().first().cloned();
    let mut nests = with_answers.chunk_by(|a, b| outermost(a) == outermost(b));
    nests.any(|nest| nest.windows(2).any(|pair| pair[0].peers_in != pair[1].peers_in))
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
pub(crate) fn in_order<E: Scored>(
    a: (Option<Rank>, &Finding<E>),
    b: (Option<Rank>, &Finding<E>),
) -> Ordering {
    let key = |(rank, finding): (Option<Rank>, &Finding<E>)| match (rank, finding.estimate()) {
        (Some(rank), _) => (0, rank.place, 0.0),
        (None, Some(estimate)) => (1, 0, -estimate.nps().points()),
        (None, None) => (2, 0, 0.0),
    };
    let ((class_a, place_a, nps_a), (class_b, place_b, nps_b)) = (key(a), key(b));
    (class_a, place_a).cmp(&(class_b, place_b)).then(nps_a.total_cmp(&nps_b))
}

/// The region that most answers of the period come from. The first by name of several.
pub(super) fn region_of(excerpt: &Excerpt, ordinal: Option<i32>) -> Option<String> {
    region_where(excerpt, |period| period == ordinal)
}

/// The same; of all answers, where those of the period name none. It is said of the client alone, and is never what peers
/// share: others would learn whose answers a sum holds from those of other periods.
fn main_region(excerpt: &Excerpt, ordinal: Option<i32>) -> Option<String> {
    region_of(excerpt, ordinal).or_else(|| region_where(excerpt, |_| true))
}

fn region_where(excerpt: &Excerpt, is_in: impl Fn(Option<i32>) -> bool) -> Option<String> {
    let mut answers: BTreeMap<&str, u64> = BTreeMap::new();
    for ((period, region), cell) in &excerpt.cells {
        if let (true, Some(Region::Named(name))) = (is_in(*period), region) {
            *answers.entry(name).or_default() += cell.n();
        }
    }
    // Of equals, the last is taken; so they are looked at from the end.
    answers.into_iter().rev().max_by_key(|(_, n)| *n).map(|(name, _)| name.to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sections::participants::Rank;

    #[test]
    fn a_mean_of_scores_next_to_an_end_is_not_told() {
        let near = |own: f64, other: f64| {
            tells_scores((own + 9.0 * other) / 10.0, [vec![own], vec![other; 9]].concat(), 1)
        };
        // Of nine others at 100 each is at least 95, as a whole mean may be half a point lower.
        assert!(near(100.0, 100.0) && near(-100.0, -100.0));
        assert!(near(0.0, 100.0) && !near(0.0, 99.0) && !near(0.0, 0.0) && !near(50.0, 60.0));
    }

    #[test]
    fn places_on_both_sides_of_all_others_say_where_they_are() {
        let others = [11.0, 12.0, 15.0, 13.0].to_vec();
        let told = |known: &[f64], friends| lie_between(known, others.clone(), friends);
        assert!(told(&[10.0, 16.0], 1) && told(&[0.0, 11.0, 15.0, 30.0], 1));
        assert!(!told(&[10.0, 14.0], 1) && !told(&[5.0, 16.0], 1) && !told(&[12.0], 1));
        // One friend, or two, lie at an end.
        assert!(told(&[10.0], 2) && !told(&[14.0], 2) && told(&[14.0], 3));
        assert!(!lie_between(&[1.0], Vec::new(), 3));
    }

    #[test]
    fn a_first_or_last_place_beside_a_sum_says_where_the_others_are() {
        let part = |score: f64| Part { score, weight: 40.0, is_ranked: true };
        let told = |known: f64, others: &[Part], friends| {
            sum_tells_scores(&[known], &others.iter().copied(), friends)
        };
        let of = |scores: [f64; 3]| scores.map(part);
        // They are 3, 2 and 1 point below, so that each is at most 6 points below.
        assert!(told(50.0, &of([47.0, 48.0, 49.0]), 1));
        assert!(told(-50.0, &of([-47.0, -48.0, -49.0]), 1));
        assert!(!told(50.0, &of([47.0, 48.0, 44.0]), 1));
        // One more is above.
        assert!(!told(50.0, &of([47.0, 48.0, 51.0]), 1));
        assert!(told(50.0, &of([47.0, 48.0, 51.0]), 2));
        assert!(told(50.0, &of([47.0, 48.0, 20.0]), 2));
        // Where one weighs more, its score is known better.
        let heavy = Part { weight: 100.0, ..part(48.0) };
        assert!(told(50.0, &[part(40.0), part(48.0), heavy], 1));
        // Of one without a place it is not known that it is below.
        let free = Part { is_ranked: false, ..part(48.0) };
        assert!(!told(50.0, &[part(48.0), part(49.0), free], 1));
    }

    #[test]
    fn a_place_next_to_an_end_says_where_all_others_are() {
        let place = |place| Rank { place, of: 6, best: 1, worst: 6 };
        let told = |at, own: f64, friends| place(at).tells_scores(Nps::stated(own), friends);
        assert!(told(1, -95.0, 1) && !told(2, -95.0, 1) && told(2, -95.0, 2));
        assert!(told(6, 95.0, 1) && !told(5, 95.0, 1) && told(5, 90.0, 2));
        assert!(!told(1, 100.0, 1) && !told(6, -100.0, 3) && !told(1, -80.0, 1));
    }
}
