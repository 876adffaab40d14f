//! What has to be counted, and the weights that answers count by: from their column, by raking to what is known of all, or
//! both.

use std::collections::{BTreeMap, BTreeSet};

use super::joined::joined;
use crate::config::{Config, Margin, Population};
use crate::error::{Error, Kind, Problem, all_or_nothing, counted};
use crate::facts::{Cut, Excerpt, Facts, Needs};
use crate::figures::speaks_of;
use crate::sections::quality::{Doubt, Warning};
use crate::statistics::{self, Cell, RakeFault, rake};
use crate::survey::{Period, Region};

/// How many values a message lists at most.
const LISTED: usize = 5;

/// What has to be counted for a report: answers by region and by each further cut.
#[must_use]
pub fn needs(config: &Config) -> Needs {
    let margins = &config.weighting.margins;
    let cuts = config.columns.cuts.iter().map(|cut| Cut::attribute(cut.attribute));
    Needs {
        by: std::iter::once(Cut::REGION).chain(cuts).collect(),
        margins: margins.iter().map(|margin| Cut::attribute(margin.attribute)).collect(),
        cluster: config.columns.cluster.map(Cut::attribute),
        is_weighted: config.is_weighted(),
        profiles: None,
    }
}

/// Facts weighted as the config has it, and the config with the population of all, where those of all regions are stated.
/// Margins are met by the answers of all together, in every period that a report shows; where only some regions'
/// populations are stated, that of all stays unknown.
///
/// # Errors
/// When the data hold a value whose share no margin states, a margin cannot be met in a period, or more have answered
/// than there are.
pub fn weigh(
    config: Config,
    facts: Facts,
    period: Option<Period>,
) -> Result<(Config, Facts, Vec<Doubt>), Error> {
    let mut problems = Vec::new();
    let population = population(&config, &facts.all, period, &mut problems);
    let mut doubts: Vec<Doubt> = without_population(&config, &facts.all, period).into_iter().collect();
    let Raked { factors, joined } = raked(&config, &facts, period, &mut problems)?;
    // Each question stands for all by those who answered it.
    let mut of_further: Vec<Raked> = Vec::new();
    let mut last: Option<&str> = None;
    for (question, own) in config.further.iter().zip(&facts.further) {
        // The options of a question are of the same answers.
        let is_same = last.replace(question.question.asked()) == Some(question.question.asked());
        if let Some(same) = of_further.last().filter(|_| is_same).cloned() {
            of_further.push(same);
            continue;
        }
        let before = problems.len();
        of_further.push(raked(&config, own, period, &mut problems)?);
        for problem in problems.iter_mut().skip(before) {
            problem.message =
                format!("{}, of those who answered `{}`", problem.message, question.question.asked());
        }
    }
    all_or_nothing(Kind::Config, problems)?;
    let config = Config { population, ..config };
    if config.weighting.margins.is_empty() {
        return Ok((config, facts, doubts));
    }
    let mut facts = weighted(facts, &config, &factors)?;
    let further = std::mem::take(&mut facts.further).into_iter().zip(of_further);
    facts.further = further
        .map(|(own, Raked { factors, joined })| {
            let mut own = weighted(own, &config, &factors)?;
            weigh_together(&mut own, &config, &joined);
            Ok(own)
        })
        .collect::<Result<_, Error>>()?;
    facts.see_all();
    weigh_together(&mut facts, &config, &joined);
    doubts.extend(few_share(&joined, &config));
    Ok((config, facts, doubts))
}

/// Facts with the weight of every answer multiplied by the factor of its period and categories.
fn weighted(facts: Facts, config: &Config, factors: &Factors) -> Result<Facts, Error> {
    facts.weighted(&|period, values| {
        let categories = categories(&config.weighting.margins, values);
        factors.get(&period).and_then(|factors| factors.get(&categories)).copied().unwrap_or(1.0)
    })
}

/// Takes the values that are weighted together for one.
fn weigh_together(facts: &mut Facts, config: &Config, joined: &Joined) {
    for ((period, margin), first) in joined {
        let Some(margin) = config.weighting.margins.get(*margin) else { continue };
        let value = |at: usize| margin.shares.get(at).map_or("", |(value, _)| value.as_str());
        for (at, first) in first.iter().enumerate().filter(|(at, first)| at != *first) {
            facts.weigh_together(*period, Cut::attribute(margin.attribute), [value(at), value(*first)]);
        }
    }
}

/// What should be doubted where values are weighted together: by the values, with all periods.
fn few_share(joined: &Joined, config: &Config) -> Vec<Doubt> {
    let mut found: BTreeMap<(usize, Vec<String>), Vec<Period>> = BTreeMap::new();
    for ((ordinal, at), first) in joined {
        let Some(margin) = config.weighting.margins.get(*at) else { continue };
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for ((value, _), first) in margin.shares.iter().zip(first) {
            groups.entry(*first).or_default().push(value.clone());
        }
        for values in groups.into_values().filter(|values| values.len() > 1) {
            let periods = found.entry((*at, values)).or_default();
            periods.extend(ordinal.map(|ordinal| config.periods.calendar.period(ordinal)));
        }
    }
    let least = config.method.hide_below;
    let doubt = |((at, values), periods): ((usize, Vec<String>), Vec<Period>)| {
        let margin = config.weighting.margins.get(at)?;
        let column = config.columns.attributes.get(margin.attribute)?.value.clone();
        let names: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let keys: Vec<String> = periods.iter().map(|period| period.key()).collect();
        let when = if keys.is_empty() { String::new() } else { format!(" in {}", keys.join(", ")) };
        let told = Problem::new(format!(
            "fewer than {least} answers{when} have one of {} in the column `{column}`: these values are weighted \
             together",
            names.join(", ")
        ));
        let told =
            told.at(margin.place.clone()).hint("put them together in data and margin for every period");
        Some(Doubt { warning: Some(Warning::WeighedTogether { column, values, periods }), told })
    };
    found.into_iter().filter_map(doubt).collect()
}

/// Which category of each margin answers are in, by their values; none where that is blank.
fn categories(margins: &[Margin], values: &[Option<&str>]) -> Categories {
    let category = |margin: &Margin, value: Option<&str>| {
        margin.shares.iter().position(|(stated, _)| Some(stated.as_str()) == value)
    };
    margins.iter().zip(values).map(|(margin, value)| category(margin, *value)).collect()
}

type Categories = Vec<Option<usize>>;

/// By period.
type Factors = BTreeMap<Option<i32>, BTreeMap<Categories, f64>>;

/// By period and margin, with which value each is weighted.
type Joined = BTreeMap<(Option<i32>, usize), Vec<usize>>;

/// What raking comes to.
#[derive(Clone, Default)]
struct Raked {
    factors: Factors,
    /// Where few answers share a value: the values that it is weighted together with.
    joined: Joined,
}

/// The factors of raking, for each period that a report speaks of.
fn raked(
    config: &Config,
    facts: &Facts,
    period: Option<Period>,
    problems: &mut Vec<Problem>,
) -> Result<Raked, Error> {
    let margins = &config.weighting.margins;
    if margins.is_empty() {
        return Ok(Raked::default());
    }
    let column = |margin: &Margin| {
        config.columns.attributes.get(margin.attribute).map_or("", |column| column.value.as_str())
    };
    let before = problems.len();
    for margin in margins {
        problems.extend(unknown_values(
            margin,
            column(margin),
            &facts.values(Cut::attribute(margin.attribute)),
        ));
    }
    if problems.len() > before {
        return Ok(Raked::default());
    }
    let limits = (config.weighting.smallest, config.weighting.largest);
    let mut by_period = Factors::new();
    let mut numbers: BTreeMap<(Option<i32>, usize, Option<usize>), u64> = BTreeMap::new();
    let speaks_of = speaks_of(config, period);
    for answers in facts.margins()? {
        if speaks_of(answers.period) {
            let categories = categories(margins, &answers.values);
            for (margin, category) in categories.iter().enumerate() {
                *numbers.entry((answers.period, margin, *category)).or_default() += answers.n;
            }
            *by_period.entry(answers.period).or_default().entry(categories).or_default() += answers.weight;
        }
    }
    let mut raked = Raked::default();
    for (ordinal, weights) in by_period {
        let joins: Vec<Vec<usize>> = (0..margins.len())
            .map(|margin| {
                let of = |at| numbers.get(&(ordinal, margin, Some(at))).copied().unwrap_or_default();
                let values = margins.get(margin).map_or(0, |margin| margin.shares.len());
                let answers: Vec<u64> = (0..values).map(of).collect();
                joined(&answers, config.method.hide_below)
            })
            .collect();
        // Those that are left, in their order.
        let left: Vec<Vec<usize>> = joins
            .iter()
            .map(|first| (0..first.len()).filter(|at| first.get(*at) == Some(at)).collect())
            .collect();
        let shares: Vec<statistics::Margin> = margins
            .iter()
            .zip(joins.iter().zip(&left))
            .map(|(margin, (joined, left))| {
                let of = |at: &usize| {
                    let shares = margin.shares.iter().zip(joined).filter(|(_, first)| *first == at);
                    shares.map(|((_, share), _)| share).sum()
                };
                statistics::Margin { shares: left.iter().map(of).collect() }
            })
            .collect();
        let categories = |of: &Categories| -> Categories {
            let one = |((joined, left), category): ((&Vec<usize>, &Vec<usize>), &Option<usize>)| {
                left.binary_search(joined.get((*category)?)?).ok()
            };
            joins.iter().zip(&left).zip(of).map(one).collect()
        };
        let cells: Vec<Cell> =
            weights.iter().map(|(of, weight)| Cell { weight: *weight, categories: categories(of) }).collect();
        match rake(&cells, &shares, limits) {
            Ok(factors) => {
                raked.factors.insert(ordinal, weights.into_keys().zip(factors).collect());
                let are_joined =
                    |first: &Vec<usize>| first.iter().enumerate().any(|(at, first)| at != *first);
                let joined = joins.into_iter().enumerate().filter(|(_, first)| are_joined(first));
                raked.joined.extend(joined.map(|(margin, first)| ((ordinal, margin), first)));
            }
            Err(fault) => {
                let period = ordinal.map(|ordinal| config.periods.calendar.period(ordinal).key());
                let when = period.map(|key| format!(" in {key}")).unwrap_or_default();
                let of = |margin: usize, category: usize| {
                    left.get(margin).and_then(|left| left.get(category)).copied().unwrap_or(category)
                };
                let stated = |fault| match fault {
                    RakeFault::Empty { margin, category } => {
                        RakeFault::Empty { margin, category: of(margin, category) }
                    }
                    RakeFault::Unmet { margin, category, share } => {
                        RakeFault::Unmet { margin, category: of(margin, category), share }
                    }
                };
                problems.push(unmet(stated(fault), margins, column, &when, limits));
            }
        }
    }
    Ok(raked)
}

/// The problem that the data hold values whose shares are not stated.
fn unknown_values(margin: &Margin, column: &str, values: &BTreeMap<String, u64>) -> Option<Problem> {
    let known = |value: &str| margin.shares.iter().any(|(stated, _)| stated == value);
    let unknown: Vec<(&String, &u64)> = values.iter().filter(|(value, _)| !known(value)).collect();
    let (first, _) = unknown.first()?;
    let told = |(value, answers): &(&String, &u64)| format!("`{value}` ({})", counted(**answers, "answer"));
    let listed: Vec<String> = unknown.iter().take(LISTED).map(told).collect();
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

/// What should be doubted where regions of the period have no population, though others have one.
fn without_population(config: &Config, all: &Excerpt, period: Option<Period>) -> Option<Doubt> {
    let stated = &config.population.regions;
    let ordinal = period.map(Period::ordinal);
    let regions = all.cells.iter().filter(|((at, _), _)| *at == ordinal && !stated.is_empty());
    let unstated = regions.filter_map(|((_, region), answers)| match region {
        Some(Region::Named(name)) if !stated.contains_key(name) => Some((name, answers.n())),
        _ => None,
    });
    let unstated: Vec<(&String, u64)> = unstated.collect();
    let told = |(name, answers): &(&String, u64)| format!("`{name}` ({})", counted(*answers, "answer"));
    let listed: Vec<String> = unstated.iter().take(LISTED).map(told).collect();
    let more = unstated.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (first, _) = unstated.first()?;
    let problem = Problem::new(format!("no population is stated for {}{more}", listed.join(", ")));
    let problem =
        problem.at(config.population.place.clone()).did_you_mean(first, stated.keys().map(String::as_str));
    let hint = "state it in `population.regions`: without it their intervals are those of a very large one";
    Some(Doubt { warning: None, told: problem.hint(hint) })
}

/// The population that is stated, with that of all where that of every region is; and what is wrong with it.
fn population(
    config: &Config,
    all: &Excerpt,
    period: Option<Period>,
    problems: &mut Vec<Problem>,
) -> Population {
    let mut population = config.population.clone();
    if population.place.is_none() {
        return population;
    }
    let regions: BTreeSet<&Region> = all.cells.keys().filter_map(|(_, region)| region.as_ref()).collect();
    let name = |region: &Region| match region {
        Region::Named(name) => Some(name.clone()),
        Region::NotStated | Region::Others => None,
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
    population
}
