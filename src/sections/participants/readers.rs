//! What a report on all answers tells clients who read it beside their own reports: no more of single ones than these do.

use std::collections::{BTreeMap, BTreeSet};

use super::field::Field;
use super::tier::{guard, region_of};
use crate::config::{Columns, Config};
use crate::facts::{Facts, Guard, Member, Share, told};
use crate::figures::by_period;
use crate::survey::{Period, Region};

/// The regions of a period that such a report shows.
type Shown = BTreeSet<String>;

/// The clients of a level with answers in a period, in the order of their names, with what their peers share.
type Members<'a> = Vec<Member<'a>>;

/// The regions that such a report may show, by period; nothing of a period that it may not show at all.
#[must_use]
pub fn told_to_readers(
    config: &Config,
    facts: &Facts,
    period: Option<Period>,
) -> BTreeMap<Option<i32>, Shown> {
    let columns = Columns { client: config.columns.reader.clone(), ..config.columns.clone() };
    let config = &Config { columns, ..config.clone() };
    // Where a region is one client, or several, its clients are no peers of each other.
    let by_region = |column: &str| config.columns.client.iter().all(|client| client.value != column);
    let has_regions = config.columns.region.as_ref().is_some_and(|column| by_region(&column.value));
    let field = Field::new(config, facts, period);
    let levels = config.columns.client.len();
    let members: Vec<BTreeMap<Option<i32>, Members<'_>>> =
        (1..=levels).map(|level| members(facts, config, level)).collect();
    let open = of_several_regions(facts);
    let guard = Guard { is_nest: false, ..guard(config) };
    let periods: BTreeSet<Option<i32>> = facts.all.cells.keys().map(|(ordinal, _)| *ordinal).collect();
    let shown = periods.into_iter().filter_map(|ordinal| {
        let sums = field.sums(ordinal);
        let is_told = |peers_in: Option<&str>| {
            (1..=levels).all(|level| sums.contains(&(level, peers_in.map(str::to_owned))))
        };
        if !is_told(None) {
            return None;
        }
        let of_period: Vec<&Members<'_>> = members.iter().filter_map(|level| level.get(&ordinal)).collect();
        let is_closed = |region: &&str| !open.contains(&(ordinal, (*region).to_owned()));
        let regions = of_period.iter().flat_map(|level| level.iter().map(|member| member.peers_in.as_str()));
        let mut shown: BTreeSet<&str> = regions
            .filter(|region| has_regions && !region.is_empty() && is_told(Some(region)))
            .filter(is_closed)
            .collect();
        let told_in = |level: usize, region: &str| sums.contains(&(level, Some(region.to_owned())));
        while !of_period
            .iter()
            .zip(1..)
            .all(|(of, level)| is_kept(of, &shown, guard, &|region| told_in(level, region)))
        {
            let n = |region: &str| -> u64 {
                let of_region = of_period
                    .last()
                    .into_iter()
                    .flat_map(|of| of.iter())
                    .filter(|member| member.peers_in == region);
                of_region.map(|member| member.share.counts.n()).sum()
            };
            let Some(smallest) = shown.iter().copied().min_by_key(|region| (n(region), *region)) else {
                break;
            };
            shown.remove(smallest);
        }
        Some((ordinal, shown.into_iter().map(str::to_owned).collect()))
    });
    shown.collect()
}

/// Whether those who are in no region that is shown keep each other, as their sum is what the shown ones leave of all; and those
/// of them who are left when a sum of peers is taken off that, which only these are told.
fn is_kept(
    members: &Members<'_>,
    shown: &BTreeSet<&str>,
    guard: Guard,
    is_told: &dyn Fn(&str) -> bool,
) -> bool {
    let rest: Members<'_> =
        members.iter().filter(|member| !shown.contains(member.peers_in.as_str())).cloned().collect();
    if shown.is_empty() || rest.is_empty() {
        return true;
    }
    let of_rest = told(&rest, guard);
    let peers = rest.iter().map(|member| &member.peers_in).filter(|region| is_told(region));
    of_rest.all && peers.into_iter().all(|region| of_rest.peers_in.contains(region))
}

fn members<'a>(facts: &'a Facts, config: &Config, level: usize) -> BTreeMap<Option<i32>, Members<'a>> {
    let mut members: BTreeMap<Option<i32>, Members<'a>> = BTreeMap::new();
    for client in facts.clients().filter(|client| client.level() == level) {
        let Some(excerpt) = facts.of(client) else { continue };
        let mut by_margin = facts.by_margin(client);
        for (period, answers) in by_period(&excerpt).into_iter().filter(|(_, answers)| answers.n() > 0) {
            members.entry(period).or_default().push(Member {
                client,
                peers_in: region_of(&excerpt, period).unwrap_or_default(),
                share: Share::of(&answers, &config.question.scale),
                by_margin: by_margin.remove(&period).unwrap_or_default(),
            });
        }
    }
    members
}

/// The regions that hold answers of a client with answers in another one too, or in none: their answers are not those of the
/// clients who are peers there.
fn of_several_regions(facts: &Facts) -> BTreeSet<(Option<i32>, String)> {
    let mut open = BTreeSet::new();
    for client in facts.clients().filter(|client| client.level() == 1) {
        let Some(excerpt) = facts.of(client) else { continue };
        let mut regions: BTreeMap<Option<i32>, BTreeSet<String>> = BTreeMap::new();
        for ((period, region), _) in excerpt.cells.iter().filter(|(_, answers)| answers.n() > 0) {
            let name = match region {
                Some(Region::Named(name)) => name.clone(),
                Some(Region::NotStated | Region::Others) | None => String::new(),
            };
            regions.entry(*period).or_default().insert(name);
        }
        let several = regions.into_iter().filter(|(_, regions)| regions.len() > 1);
        open.extend(
            several.flat_map(|(period, regions)| regions.into_iter().map(move |region| (period, region))),
        );
    }
    open
}
