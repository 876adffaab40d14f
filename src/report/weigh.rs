//! Answers get the weights that they count by: from their column, by raking to what is known of all, or both; and
//! the clusters that they belong to.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Margin};
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::statistics::{self, Cell, RakeFault, rake};
use crate::survey::{Answers, Period, Region, Weight};
use crate::tally::{Cells, Stratum, Tallies, Tally};

/// How many values a message lists at most.
const LISTED: usize = 5;

/// Weights the answers of all and of each client, as the config has it. Margins are met by the answers of all
/// together, in every period that a report shows; where only some regions' populations are stated, that of all stays
/// unknown.
///
/// # Errors
/// When the data hold a value whose share no margin states, a margin cannot be met in a period, or more have answered
/// than there are.
pub fn weigh(config: &mut Config, tallies: &mut Tallies, period: Option<Period>) -> Result<(), Error> {
    let mut problems = Vec::new();
    populations(config, &tallies.all, period, &mut problems);
    let factors = factors(config, tallies, period, &mut problems);
    all_or_nothing(Kind::Config, problems)?;
    let columns = &config.columns;
    let plan = Plan {
        is_weighted: columns.weight.is_some() || !config.weighting.margins.is_empty(),
        clusters: columns.cluster.map(|column| clusters(column, &tallies.profiles)),
        factors,
        segments: &columns.segments,
        profiles: &tallies.profiles,
    };
    for tally in std::iter::once(&mut tallies.all).chain(tallies.clients.values_mut()) {
        plan.weigh(tally);
    }
    Ok(())
}

/// How each answer is to be weighted.
struct Plan<'a> {
    is_weighted: bool,
    /// Which cluster each profile names, where there are any.
    clusters: Option<Vec<Option<usize>>>,
    /// By period, the factor for each profile.
    factors: BTreeMap<Option<i32>, Vec<f64>>,
    segments: &'a [usize],
    profiles: &'a [Vec<String>],
}

impl Plan<'_> {
    fn weigh(&self, tally: &mut Tally) {
        let strata = std::mem::take(&mut tally.strata);
        if self.is_weighted || self.clusters.is_some() {
            tally.cells.clear();
            for (stratum, weights) in &strata {
                let key = (stratum.period, stratum.region.clone());
                self.add(tally.cells.entry(key).or_default(), stratum, weights);
            }
        }
        let of_segment = |&column: &usize| {
            let mut cells = Cells::new();
            for (stratum, weights) in &strata {
                let value = self.profiles.get(stratum.profile).and_then(|profile| profile.get(column));
                let named = value.filter(|value| !value.is_empty()).cloned();
                let segment = named.map_or(Region::NotStated, Region::Named);
                self.add(cells.entry((stratum.period, Some(segment))).or_default(), stratum, weights);
            }
            cells
        };
        tally.segments = self.segments.iter().map(of_segment).collect();
    }

    fn add(&self, answers: &mut Answers, stratum: &Stratum, weights: &crate::survey::Weights) {
        let factor = self.factors.get(&stratum.period).and_then(|factors| factors.get(stratum.profile));
        let factor = factor.copied().unwrap_or(1.0);
        let weight = Weight {
            answers: weights.answers(),
            sum: weights.sum() * factor,
            squares: weights.squares() * factor * factor,
        };
        match &self.clusters {
            Some(clusters) => {
                let cluster = clusters.get(stratum.profile).copied().flatten();
                answers.weigh_in(cluster, stratum.score, weight);
            }
            None if self.is_weighted => answers.weigh(stratum.score, weight),
            None => answers.add(stratum.score, weights.answers()),
        }
    }
}

/// Which cluster each profile names, in the order of their names; none where it is blank.
fn clusters(column: usize, profiles: &[Vec<String>]) -> Vec<Option<usize>> {
    let name = |profile: &Vec<String>| profile.get(column).filter(|name| !name.is_empty()).cloned();
    let names: BTreeSet<String> = profiles.iter().filter_map(name).collect();
    let positions: BTreeMap<String, usize> = names.into_iter().zip(0..).collect();
    profiles.iter().map(|profile| positions.get(&name(profile)?).copied()).collect()
}

/// The factors of raking, for each period that a report shows.
fn factors(
    config: &Config,
    tallies: &Tallies,
    period: Option<Period>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<Option<i32>, Vec<f64>> {
    let margins = &config.weighting.margins;
    if margins.is_empty() {
        return BTreeMap::new();
    }
    let column = |margin: &Margin| {
        config.columns.attributes.get(margin.attribute).map_or("", |column| column.value.as_str())
    };
    let before = problems.len();
    for margin in margins {
        problems.extend(unknown_values(margin, column(margin), tallies));
    }
    if problems.len() > before {
        return BTreeMap::new();
    }
    let shares: Vec<statistics::Margin> = margins
        .iter()
        .map(|margin| statistics::Margin { shares: margin.shares.iter().map(|(_, share)| *share).collect() })
        .collect();
    let limits = (config.weighting.smallest, config.weighting.largest);
    let category = |margin: &Margin, profile: &Vec<String>| {
        let value = profile.get(margin.attribute)?;
        margin.shares.iter().position(|(stated, _)| stated == value)
    };
    // Profiles that differ in nothing that a margin tells apart have the same factor.
    let categories: Vec<Vec<Option<usize>>> = tallies
        .profiles
        .iter()
        .map(|profile| margins.iter().map(|margin| category(margin, profile)).collect())
        .collect();
    let mut by_period: BTreeMap<Option<i32>, BTreeMap<&Vec<Option<usize>>, f64>> = BTreeMap::new();
    let shown = shown(config, period);
    for (stratum, weights) in &tallies.all.strata {
        let is_named = |ordinal| config.compare.iter().any(|named| named.value.ordinal() == ordinal);
        let is_shown = stratum.period.is_none_or(|ordinal| shown.contains(&ordinal) || is_named(ordinal));
        if let (true, Some(categories)) = (is_shown, categories.get(stratum.profile)) {
            *by_period.entry(stratum.period).or_default().entry(categories).or_default() += weights.sum();
        }
    }
    let mut factors = BTreeMap::new();
    for (ordinal, weights) in by_period {
        let cells: Vec<Cell> = weights
            .iter()
            .map(|(categories, weight)| Cell { weight: *weight, categories: (*categories).clone() })
            .collect();
        match rake(&cells, &shares, limits) {
            Ok(raked) => {
                let raked: BTreeMap<_, _> = weights.into_keys().zip(raked).collect();
                let factor = |categories| raked.get(categories).copied().unwrap_or(1.0);
                factors.insert(ordinal, categories.iter().map(factor).collect());
            }
            Err(fault) => {
                let period = ordinal.map(|ordinal| config.periods.calendar.period(ordinal).key());
                let when = period.map(|key| format!(" in {key}")).unwrap_or_default();
                problems.push(unmet(fault, margins, column, &when, limits));
            }
        }
    }
    factors
}

/// The ordinals of the periods that a report shows or compares with.
fn shown(config: &Config, period: Option<Period>) -> std::ops::RangeInclusive<i32> {
    let Some(period) = period else { return i32::MIN..=i32::MAX };
    let length = config.periods.show.saturating_add(config.periods.trailing.unwrap_or(0));
    let first = period.ordinal().saturating_sub(i32::try_from(length).unwrap_or(i32::MAX));
    first.min(period.year_earlier().ordinal())..=period.ordinal()
}

/// The problem that the data hold values whose shares are not stated.
fn unknown_values(margin: &Margin, column: &str, tallies: &Tallies) -> Option<Problem> {
    let known = |value: &str| margin.shares.iter().any(|(stated, _)| stated == value);
    let used: BTreeSet<usize> = tallies.all.strata.keys().map(|stratum| stratum.profile).collect();
    let values = used.iter().filter_map(|profile| tallies.profiles.get(*profile)?.get(margin.attribute));
    let unknown: BTreeSet<&String> = values.filter(|value| !value.is_empty() && !known(value)).collect();
    let first = unknown.first()?;
    let listed: Vec<String> = unknown.iter().take(LISTED).map(|value| format!("`{value}`")).collect();
    let more = unknown.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let problem = Problem::new(format!(
        "the column `{column}` holds {}{more}, whose share is not stated",
        listed.join(", ")
    ));
    let stated = margin.shares.iter().map(|(value, _)| value.as_str());
    let problem = problem.at(margin.place.clone()).did_you_mean(first, stated);
    Some(problem.hint("state a share for every value; answers that leave the column blank keep their weight"))
}

/// What is told of a margin that cannot be met.
fn unmet<'a>(
    fault: RakeFault,
    margins: &[Margin],
    column: impl Fn(&Margin) -> &'a str,
    when: &str,
    limits: (f64, f64),
) -> Problem {
    let (RakeFault::Empty { margin, category } | RakeFault::Unmet { margin, category, .. }) = fault;
    let Some((margin, (value, share))) =
        margins.get(margin).and_then(|margin| Some((margin, margin.shares.get(category)?)))
    else {
        return Problem::new("a margin cannot be met");
    };
    let (column, percent) = (column(margin), |share: f64| (share * 1000.0).round() / 10.0);
    let problem = match fault {
        RakeFault::Empty { .. } => Problem::new(format!(
            "no answer{when} has `{value}` in the column `{column}`: its share of {} % cannot be met",
            percent(*share)
        ))
        .hint(
            "put that value together with another in data and margin, or show fewer periods (`periods.show`)",
        ),
        RakeFault::Unmet { share: reached, .. } => {
            let problem = Problem::new(format!(
                "the margins cannot be met together{when}: `{value}` in the column `{column}` comes to {} %, not {} %",
                percent(reached),
                percent(*share)
            ));
            if limits == (0.0, f64::INFINITY) {
                problem.hint(
                    "some combinations of values have no answer: leave out a margin, or put values together",
                )
            } else {
                problem
                    .hint("widen the limits `weights.smallest` and `weights.largest`, or put values together")
            }
        }
    };
    problem.at(margin.place.clone())
}

/// The population of all where that of every region is stated, and what is wrong with what is stated.
fn populations(config: &mut Config, all: &Tally, period: Option<Period>, problems: &mut Vec<Problem>) {
    let population = &mut config.population;
    if population.place.is_none() {
        return;
    }
    let regions: BTreeSet<&Region> = all.cells.keys().filter_map(|(_, region)| region.as_ref()).collect();
    let name = |region: &Region| match region {
        Region::Named(name) => Some(name.clone()),
        Region::NotStated => None,
    };
    let names: BTreeSet<String> = regions.iter().filter_map(|region| name(region)).collect();
    for region in population.regions.keys().filter(|region| !names.contains(*region)) {
        let problem = Problem::new(format!("the data have no region `{region}` for this population"));
        let problem = problem.did_you_mean(region, names.iter().map(String::as_str));
        problems.push(problem.at(population.place.clone()));
    }
    let all_stated =
        regions.iter().all(|region| name(region).is_some_and(|n| population.regions.contains_key(&n)));
    if population.total.is_none() && all_stated && !regions.is_empty() {
        population.total = Some(population.regions.values().sum());
    }
    let ordinal = period.map(Period::ordinal);
    let answered = |is: &dyn Fn(&Option<Region>) -> bool| -> u64 {
        let cells = all.cells.iter().filter(|((at, region), _)| *at == ordinal && is(region));
        cells.map(|(_, answers)| answers.n()).sum()
    };
    let when = period.map(|period| format!(" in {}", period.key())).unwrap_or_default();
    let mut too_many = |whose: String, answered: u64, stated: u64| {
        if answered > stated {
            let problem = Problem::new(format!(
                "{whose} {answered} answers{when}, more than the population of {stated}"
            ));
            problems.push(
                problem
                    .at(population.place.clone())
                    .hint("state how many could have answered in a period; with several answers of one person, state none"),
            );
        }
    };
    if let Some(total) = population.total {
        too_many("there are".to_owned(), answered(&|_| true), total);
    }
    for (region, stated) in &population.regions {
        let is = |other: &Option<Region>| other.as_ref().and_then(name).as_ref() == Some(region);
        too_many(format!("the region `{region}` has"), answered(&is), *stated);
    }
}
