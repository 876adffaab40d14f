//! A sum of one run beside one of another: of whom both hold the same answers cancels out when a reader takes the one off the
//! other, and what is left is of the others. These may not be few.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Part, Told};
use crate::config::{Audience, Config};
use crate::facts::choices;
use crate::survey::{Client, Counts, Group, Scale};

/// How many choices of friends are looked at. Where there are more, each is looked at alone, and of very many only what one who
/// has stayed in a group knows.
const MOST_CHOICES: usize = 1000;

/// What of a part a sum may show: how many answers, of which groups, and all that figures of it are made of.
type Facet<'a> = (Vec<u64>, &'a str);

pub(super) fn facets<'a>(part: &'a Part, config: &Config) -> [Facet<'a>; 3] {
    let all = by_group(part, &config.question.scale);
    let groups = vec![all.detractors(), all.passives(), all.promoters()];
    // Of others a report shows no mean, but an index does.
    let is_passed_on = config.index.audience == Audience::Clients;
    let figures = if is_passed_on { part.scores.clone() } else { groups.clone() };
    [(vec![part.n()], ""), (groups, ""), (figures, &part.weighed)]
}

/// The answers of a part by group.
pub(super) fn by_group(part: &Part, scale: &Scale) -> Counts {
    scale.scores().zip(&part.scores).fold(Counts::default(), |counts, (score, n)| {
        counts
            + match scale.group(score) {
                Group::Detractor => Counts::new(*n, 0, 0),
                Group::Passive => Counts::new(0, *n, 0),
                Group::Promoter => Counts::new(0, 0, *n),
            }
    })
}

/// Whether a sum of one run less one of the other comes to so few clients' answers that these do not keep each other.
pub(super) fn tell_few(then: &Told, now: &Told, config: &Config) -> bool {
    let least = usize::try_from(config.reports.min_peers).unwrap_or(usize::MAX);
    let enough = least.saturating_add(config.privacy.coalition);
    let levels: BTreeSet<usize> = then.sums.iter().chain(&now.sums).map(|sum| sum.level).collect();
    levels.into_iter().any(|level| {
        let kin = Kin::of_level(level, [then, now], config);
        let known = [then, now].map(|told| Groups::told(told, level));
        pairs(&kin, &known, config.privacy.coalition).iter().any(|pair| is_few(&kin, pair, enough))
    })
}

/// A sum that a reader knows or can make of two that it knows: of the clients of some groups, or of all but these.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known<'a> {
    groups: BTreeSet<&'a str>,
    is_rest: bool,
}

impl Known<'_> {
    /// Whether it holds a client of these groups; nothing where it holds some of its answers: those of one of the clients that it
    /// was then.
    fn holds(&self, groups: &[&str]) -> Option<bool> {
        let within = groups.iter().filter(|group| self.groups.contains(*group)).count();
        match within {
            0 => Some(self.is_rest),
            _ if within == groups.len() => Some(!self.is_rest),
            _ => None,
        }
    }
}

/// The sums of a level that a run told.
struct Groups<'a> {
    all: bool,
    peers_in: BTreeSet<&'a str>,
}

impl<'a> Groups<'a> {
    fn told(told: &'a Told, level: usize) -> Self {
        let of_level = || told.sums.iter().filter(|sum| sum.level == level);
        Self {
            all: of_level().any(|sum| sum.peers_in.is_none()),
            peers_in: of_level().filter_map(|sum| sum.peers_in.as_deref()).collect(),
        }
    }

    /// What those know who are in these groups.
    fn known(&self, groups: &BTreeSet<&'a str>) -> Vec<Known<'a>> {
        let told: Vec<&str> = self.peers_in.intersection(groups).copied().collect();
        let some = choices(&told, told.len()).into_iter().map(|groups| groups.into_iter().collect());
        let known = |is_rest: bool| move |groups: BTreeSet<&'a str>| Known { groups, is_rest };
        let sums = some.clone().map(known(false));
        sums.chain(std::iter::once(BTreeSet::new()).chain(some).filter(|_| self.all).map(known(true)))
            .collect()
    }
}

/// The groups that a client was in and is in; nothing of a run in which it had no answers.
type Place<'a> = [Option<Vec<&'a str>>; 2];

/// Clients that were in the same groups and are.
#[derive(Default)]
struct Kin<'a> {
    clients: usize,
    /// How many of them have other answers, by facet.
    changed: [usize; 3],
    /// Of those who had answers in one run only: how many had the same, less those who have now.
    left: [BTreeMap<Facet<'a>, i64>; 3],
}

impl<'a> Kin<'a> {
    /// All clients of a level. Those whose scores are told by name wherever they have some can be taken off, and are not counted.
    fn of_level(level: usize, told: [&'a Told; 2], config: &Config) -> BTreeMap<Place<'a>, Self> {
        let mut kin: BTreeMap<Place<'a>, Self> = BTreeMap::new();
        let of_level = |client: &&Client| client.level() == level;
        let clients: BTreeSet<&Client> =
            told.iter().flat_map(|told| told.clients.keys()).filter(of_level).collect();
        for client in clients {
            let parts = told.map(|told| told.clients.get(client));
            let kin = kin.entry(parts.map(|part| Some(part?.groups().collect()))).or_default();
            if parts.iter().flatten().all(|part| part.named == Some(true)) {
                continue;
            }
            kin.clients += 1;
            if parts[0] == parts[1] {
                continue;
            }
            let [then, now] = parts.map(|part| Some(facets(part?, config)));
            match (then, now) {
                (Some(then), Some(now)) => {
                    let both = then.iter().zip(&now).zip(&mut kin.changed);
                    both.for_each(|((then, now), changed)| *changed += usize::from(then != now));
                }
                (then, now) => {
                    let sign = if then.is_some() { 1 } else { -1 };
                    for (facet, left) in then.or(now).into_iter().flatten().zip(&mut kin.left) {
                        *left.entry(facet).or_default() += sign;
                    }
                }
            }
        }
        kin
    }
}

/// The groups of either run whose sums some readers are told.
type Readers<'a> = BTreeSet<[BTreeSet<&'a str>; 2]>;

/// What each client is told; who is gone or new may have another name in the other run.
fn readers<'a>(kin: &BTreeMap<Place<'a>, Kin<'a>>, [earlier, later]: &[Groups<'a>; 2]) -> Readers<'a> {
    let told_to = |groups: Option<&Vec<&'a str>>, told: &Groups<'a>| -> BTreeSet<&'a str> {
        groups.into_iter().flatten().copied().filter(|group| told.peers_in.contains(group)).collect()
    };
    let each = kin.keys().map(|[then, now]| {
        let [then, now] = [then.as_ref(), now.as_ref()];
        [told_to(then.or(now), earlier), told_to(now.or(then), later)]
    });
    let each: Readers<'a> = each.collect();
    if each.len() <= MOST_CHOICES {
        return each;
    }
    let groups = earlier.peers_in.union(&later.peers_in).map(|group| BTreeSet::from([*group]));
    groups.map(|group| [&group & &earlier.peers_in, &group & &later.peers_in]).collect()
}

/// The sums of either run, one of each, that the same readers know, as many friends as may be.
fn pairs<'a>(
    kin: &BTreeMap<Place<'a>, Kin<'a>>,
    told: &[Groups<'a>; 2],
    friends: usize,
) -> BTreeSet<[Known<'a>; 2]> {
    let each = readers(kin, told);
    let mut together = each.clone();
    let choices = u32::try_from(friends).ok().and_then(|friends| each.len().checked_pow(friends));
    if choices.is_some_and(|choices| choices <= MOST_CHOICES) {
        for _ in 1..friends {
            let with = |some: [BTreeSet<&'a str>; 2]| {
                each.iter().map(move |[then, now]| [&some[0] | then, &some[1] | now])
            };
            together = together.into_iter().flat_map(with).collect();
        }
    }
    let known = |[then, now]: &[BTreeSet<&'a str>; 2]| {
        let now = told[1].known(now);
        let beside = move |then: Known<'a>| now.clone().into_iter().map(move |now| [then.clone(), now]);
        told[0].known(then).into_iter().flat_map(beside)
    };
    together.iter().flat_map(known).collect()
}

/// Whether of some clients, but of fewer than these, two sums hold other answers. Those who are in one run only count at the least:
/// who is gone and who is new may be the same under another name, where what they have is the same.
fn is_few(kin: &BTreeMap<Place<'_>, Kin<'_>>, pair: &[Known<'_>; 2], enough: usize) -> bool {
    let holds = |place: &Place<'_>, run: usize| {
        place[run].as_ref().map_or(Some(false), |groups| pair[run].holds(groups))
    };
    (0..3).any(|facet| {
        let mut changed = 0;
        let mut left: BTreeMap<&Facet<'_>, i64> = BTreeMap::new();
        for (place, kin) in kin {
            match [0, 1].map(|run| holds(place, run)) {
                [Some(false), Some(false)] => {}
                [Some(true), Some(true)] => changed += kin.changed[facet],
                [Some(_), Some(_)] if place.contains(&None) => {
                    kin.left[facet].iter().for_each(|(facet, n)| *left.entry(facet).or_default() += n);
                }
                _ => changed += kin.clients,
            }
            if changed >= enough {
                return false;
            }
        }
        let sum = |sign: i64| left.values().map(|n| (n * sign).max(0)).sum::<i64>();
        let left = usize::try_from(sum(1).max(sum(-1))).unwrap_or(usize::MAX);
        (1..enough).contains(&changed.saturating_add(left))
    })
}
