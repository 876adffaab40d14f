//! From all clients to the index.

use std::collections::BTreeMap;

use super::build::{GENERATOR, brand, build, levels, method};
use super::compare::compare;
use super::field::{Field, Seat, Tier as Clients, in_order};
use super::figures::Figures;
use super::index::{Funnel, INDEX_SCHEMA, Index, IndexRow, Missing, Tier};
use super::types::{Estimate, Finding, Report, Response, Since, Versus};
use crate::config::{Config, Statistic};
use crate::statistics::{self, Test, Trend, Verdict, correlation, related_difference, spread};
use crate::survey::{Client, Day, Nps, Period, Sample};
use crate::tally::Tallies;

/// What became of a client's report.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Folder of the report, relative to the index.
    pub folder: String,
    /// Why it could not be made, if it could not.
    pub fault: Option<String>,
    response: Option<Response>,
    target: Option<Versus>,
    change: Option<Trend>,
    rest: Option<Verdict>,
}

impl Entry {
    /// A report that was made.
    #[must_use]
    pub fn made(folder: String, report: &Report) -> Self {
        let is_target = |versus: &&Versus| versus.benchmark.statistic == Statistic::Target;
        let target = report.benchmarks.iter().find(is_target).cloned();
        let previous = report.changes.iter().find(|change| change.since == Since::PreviousPeriod);
        let change = previous.and_then(|change| Some(change.comparison.as_ref()?.verdict));
        let others = report.participants.as_ref().and_then(|all| all.others.comparison.as_ref());
        let rest = others.map(|comparison| comparison.verdict);
        Self { folder, fault: None, response: report.response, target, change, rest }
    }

    /// A report that could not be made, and why.
    #[must_use]
    pub fn failed(folder: String, fault: String) -> Self {
        Self { folder, fault: Some(fault), response: None, target: None, change: None, rest: None }
    }
}

/// The index of the clients that have an entry, and of those that are missing.
#[must_use]
pub fn index(
    config: &Config,
    tallies: &Tallies,
    field: &Field<'_>,
    entries: &BTreeMap<&Client, Entry>,
    missing: Vec<Missing>,
    as_of: Day,
) -> Index {
    let Report { overall, changes, quality, .. } = build(config, &tallies.all, field.period, as_of);
    let columns = config.columns.client.iter().map(|column| column.value.trim().to_owned());
    let tiers = field.tiers.iter().zip(columns).map(|(clients, column)| Tier {
        column,
        mean: clients.mean,
        funnel: funnel(clients, field),
        rows: rows(clients, field, tallies, entries),
    });
    Index {
        schema: INDEX_SCHEMA.to_owned(),
        generator: GENERATOR.to_owned(),
        title: config.title.clone(),
        organisation: config.organisation.clone(),
        language: config.language,
        brand: brand(config),
        as_of,
        method: method(config),
        levels: levels(config),
        period: field.period,
        overall,
        changes,
        tiers: tiers.collect(),
        missing,
        quality,
    }
}

/// What scores chance alone would give; nothing where all answers together are too few to be shown.
fn funnel(clients: &Clients<'_>, field: &Field<'_>) -> Option<Funnel> {
    let sample = statistics::sample(clients.all(field.period)?, &field.config.scale)
        .filter(|sample| sample.n() >= field.config.method.hide_below)?;
    Some(Funnel { centre: Nps::of(sample), spread: spread(sample) })
}

fn rows(
    clients: &Clients<'_>,
    field: &Field<'_>,
    tallies: &Tallies,
    entries: &BTreeMap<&Client, Entry>,
) -> Vec<IndexRow> {
    let config = field.config;
    let listed: Vec<(&Seat<'_>, &Entry)> =
        clients.seats.iter().filter_map(|seat| Some((seat, entries.get(seat.client)?))).collect();
    let figures = Figures { config, tally: &tallies.all };
    let total = clients.all(field.period).cloned().unwrap_or_default();
    let shown = |sample: Option<Sample>| sample.filter(|sample| sample.n() >= config.method.hide_below);
    let rest: Vec<Option<Test>> = listed
        .iter()
        .map(|(seat, _)| {
            let others = total.without(&seat.answers);
            let correlation = correlation(&seat.answers, &others, &config.scale);
            let (own, others) = (shown(seat.sample(config))?, shown(figures.sample(&others, None))?);
            Some(related_difference(own, others, correlation))
        })
        .collect();
    let before: Vec<(Finding, f64)> = listed.iter().map(|(seat, _)| before(seat, field, tallies)).collect();
    let change = listed
        .iter()
        .zip(&before)
        .map(|((seat, _), (before, correlation))| {
            Some(related_difference(shown(seat.sample(config))?, before.estimate()?.sample()?, *correlation))
        })
        .collect();
    let (rest, change) = (compare(rest, config.method), compare(change, config.method));
    let funnel = funnel(clients, field);
    let mut rows = Vec::new();
    for ((((seat, entry), (before, _)), rest), change) in listed.into_iter().zip(before).zip(rest).zip(change)
    {
        let finding = figures.finding(&seat.answers, seat.population);
        let place = |estimate: &Estimate| Some(funnel?.place(estimate.nps, estimate.effective_n()));
        rows.push(IndexRow {
            client: seat.client.clone(),
            folder: entry.folder.clone(),
            fault: entry.fault.clone(),
            region: seat.region.clone(),
            answers: seat.counts.n(),
            rank: seat.rank,
            rest,
            before,
            change: change.map(|comparison| comparison.map(Trend::from)),
            response: entry.response,
            target: entry.target.clone(),
            funnel: finding.estimate().and_then(place),
            own_change: entry.change,
            own_rest: entry.rest,
            finding,
        });
    }
    rows.sort_by(|a, b| {
        in_order((a.rank, &a.finding), (b.rank, &b.finding)).then_with(|| a.client.cmp(&b.client))
    });
    rows
}

/// What a client measured in the period before, and how that moves with what it measured now.
fn before(seat: &Seat<'_>, field: &Field<'_>, tallies: &Tallies) -> (Finding, f64) {
    let before = field.period.map(Period::previous);
    match (tallies.clients.get(seat.client), before) {
        (Some(tally), Some(period)) => {
            let figures = Figures { config: field.config, tally };
            let answers = figures.answers(Some(period));
            let correlation = correlation(&seat.answers, &answers, &field.config.scale);
            (figures.finding(&answers, seat.population), correlation)
        }
        _ => (Finding::NoAnswers, 0.0),
    }
}
