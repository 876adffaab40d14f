//! From all clients to the index.

use std::collections::BTreeMap;

use super::build::{GENERATOR, brand, build, levels, method};
use super::compare::compare;
use super::field::{Field, Seat, Tier as Clients, in_order};
use super::figures::Figures;
use super::index::{Funnel, INDEX_SCHEMA, Index, IndexRow, Missing, Tier};
use super::types::{Estimate, Finding, Report, Response, Since, Versus};
use crate::config::{Config, Statistic};
use crate::statistics::{Test, Trend, Verdict, difference, spread};
use crate::survey::{Client, Counts, Day, Nps, Period, Sample};
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
    let counts = clients.all(field.period)?.counts(&field.config.scale);
    let sample = counts.sample().filter(|sample| sample.n() >= field.config.method.hide_below)?;
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
    let total = clients.all(field.period).map(|all| all.counts(&config.scale)).unwrap_or_default();
    let shown = |counts: Counts| counts.sample().filter(|sample| sample.n() >= config.method.hide_below);
    let rest: Vec<Option<Test>> = listed
        .iter()
        .map(|(seat, _)| Some(difference(shown(seat.counts)?, shown(total.without(seat.counts))?)))
        .collect();
    let before: Vec<Finding> = listed.iter().map(|(seat, _)| before(seat, field, tallies)).collect();
    let then = |finding: &Finding| -> Option<Sample> { finding.estimate()?.counts.sample() };
    let change = listed
        .iter()
        .zip(&before)
        .map(|((seat, _), before)| Some(difference(shown(seat.counts)?, then(before)?)))
        .collect();
    let (rest, change) = (compare(rest, config.method), compare(change, config.method));
    let funnel = funnel(clients, field);
    let figures = Figures { config, tally: &tallies.all };
    let mut rows = Vec::new();
    for ((((seat, entry), before), rest), change) in listed.into_iter().zip(before).zip(rest).zip(change) {
        let finding = figures.finding(&seat.histogram);
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let place = |estimate: &Estimate| Some(funnel?.place(estimate.nps, estimate.n as f64));
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

/// What a client measured in the period before.
fn before(seat: &Seat<'_>, field: &Field<'_>, tallies: &Tallies) -> Finding {
    let before = field.period.map(Period::previous);
    match (tallies.clients.get(seat.client), before) {
        (Some(tally), Some(period)) => {
            let figures = Figures { config: field.config, tally };
            figures.finding(&figures.histogram(Some(period)))
        }
        _ => Finding::NoAnswers,
    }
}
