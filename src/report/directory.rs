//! From all clients to the index.

use std::collections::BTreeMap;

use super::build::{GENERATOR, build};
use super::index::{Funnel, INDEX_SCHEMA, Index, IndexRow, Missing, Tier};
use crate::config::{Audience, Config, Statistic};
use crate::facts::{Facts, Visible};
use crate::figures::{
    Estimate, Figures, Finding, Head, Hidden, Response, Since, Versus, asked_of_parts, compare,
};
use crate::sections::Field;
use crate::sections::Report;
use crate::sections::participants::{Mean, Pseudonyms, Seat, Tier as Clients, in_order};
use crate::sections::quality::Warning;
use crate::sections::questions::OfClient;
use crate::statistics::{Measure, Rest, Test, Trend, Verdict, Whole, correlation, spread};
use crate::survey::{Answers, Client, Day, Nps, Period, Sample};

/// What became of a client's report.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Folder of the report, relative to the index.
    pub folder: String,
    /// Why it could not be made, if it could not.
    pub fault: Option<String>,
    thin_beside: Option<Period>,
    response: Option<Response>,
    target: Option<Versus>,
    change: Option<Trend>,
    rest: Option<Verdict>,
    questions: Vec<OfClient>,
}

impl Entry {
    /// A report that was made with these settings.
    #[must_use]
    pub fn made(folder: String, report: &Report, config: &Config) -> Self {
        let is_target = |versus: &&Versus| versus.benchmark.statistic == Statistic::Target;
        let target = report.sections.benchmarks().iter().find(is_target).cloned();
        let previous = report.head.changes.iter().find(|change| change.since == Since::PreviousPeriod);
        let change = previous.and_then(|change| Some(change.comparison.as_ref()?.verdict));
        let others = report.sections.participants.as_ref().and_then(|all| all.others.comparison.as_ref());
        let rest = others.map(|comparison| comparison.verdict);
        let thin_beside = report.sections.quality.warnings.iter().find_map(|warning| match warning {
            Warning::ThinPeriod { beside } => Some(*beside),
            _ => None,
        });
        let questions = report.sections.questions.as_ref();
        let questions = questions.map(|questions| questions.of_client(config)).unwrap_or_default();
        let response = report.head.response;
        Self { folder, fault: None, thin_beside, response, target, change, rest, questions }
    }

    /// A report that could not be made, and why.
    #[must_use]
    pub fn failed(folder: String, fault: String) -> Self {
        Self {
            folder,
            fault: Some(fault),
            thin_beside: None,
            response: None,
            target: None,
            change: None,
            rest: None,
            questions: Vec::new(),
        }
    }
}

/// The index of the clients that have an entry, and of those that are missing.
#[must_use]
pub fn index(
    config: &Config,
    facts: &Facts,
    field: &Field<'_>,
    entries: &BTreeMap<&Client, Entry>,
    mut missing: Vec<Missing>,
    as_of: Day,
) -> Index {
    if let Some(pseudonyms) = pseudonyms(field) {
        for missing in &mut missing {
            missing.client = pseudonyms.called(&missing.client);
        }
        missing.sort_by(|a, b| a.client.cmp(&b.client));
    }
    let Report { mut head, sections, .. } = match config.index.audience {
        Audience::Sender => build(config, &facts.all, field.period, as_of),
        Audience::Clients => build(config, &facts.all.with_clusters_alike(), field.period, as_of),
    };
    if config.index.audience == Audience::Clients {
        hide_totals(&mut head, field);
    }
    let now = || measured(config, facts, field, field.period);
    let before = || {
        let Some(then) = field.period.map(Period::previous) else { return Measured::new() };
        // What was told to clients of that time, and is told of it still, is not what is told of now.
        let told_then = (config.index.audience == Audience::Clients).then(|| field.of_period(facts, then));
        measured(config, facts, told_then.as_ref().unwrap_or(field), Some(then))
    };
    // Side by side, as there may be very many clients.
    let (now, before) = rayon::join(now, before);
    let columns = config.columns.client.iter().map(|column| column.value.clone());
    let tiers = field.tiers.iter().zip(columns).map(|(clients, column)| Tier {
        column,
        mean: mean(clients, &now),
        funnel: funnel(clients, field),
        rows: rows(clients, (&now, &before), field, entries),
    });
    Index {
        schema: INDEX_SCHEMA.to_owned(),
        generator: GENERATOR.to_owned(),
        head: Head { recipient: None, periods: Vec::new(), ..head },
        audience: config.index.audience,
        questions: sections.questions.map(|questions| questions.of_all(config)).unwrap_or_default(),
        tiers: tiers.collect(),
        missing,
        at_risk: Vec::new(),
        last_run: None,
        untold: Vec::new(),
        pdf: false,
        quality: sections.quality,
    }
}

/// What clients stand under in an index that is passed on; nothing where that is their names.
fn pseudonyms<'a>(field: &'a Field<'_>) -> Option<&'a Pseudonyms> {
    let is_passed_on = field.config.index.audience == Audience::Clients;
    Some(&field.pseudonyms).filter(|pseudonyms| is_passed_on && !pseudonyms.are_none())
}

/// What scores chance alone would give; nothing where all answers together are too few to be shown.
fn funnel(clients: &Clients<'_>, field: &Field<'_>) -> Option<Funnel> {
    let is_told = field.config.index.audience == Audience::Sender || field.tells_all(field.period);
    let sample = clients.all(field.period).filter(|_| is_told)?.summary().sample;
    let sample = sample.filter(|sample| sample.n() >= field.config.method.hide_below)?;
    Some(Funnel { centre: Nps::of(sample), spread: spread(sample) })
}

fn rows(
    clients: &Clients<'_>,
    (now, before): (&Measured<'_>, &Measured<'_>),
    field: &Field<'_>,
    entries: &BTreeMap<&Client, Entry>,
) -> Vec<IndexRow> {
    let config = field.config;
    let measure = Measure::Nps;
    let listed: Vec<(&Seat<'_>, &Entry)> =
        clients.seats.iter().filter_map(|seat| Some((seat, entries.get(seat.client)?))).collect();
    let nobody = Whole::new(Answers::default(), &config.question.scale);
    let total = clients.all(field.period).unwrap_or(&nobody);
    let finding = |of: &Measured<'_>, seat: &Seat<'_>| {
        of.get(seat.client).map_or(Finding::NoAnswers, |(f, _)| f.clone())
    };
    let sample = |of: &Measured<'_>, seat: &Seat<'_>| -> Option<Sample> {
        of.get(seat.client)?.0.estimate()?.sample()
    };
    let asked = asked_of_parts(&clients.seats.iter().map(|seat| seat.counts.n() > 0).collect::<Vec<_>>());
    let asked: BTreeMap<&Client, usize> = clients.seats.iter().map(|seat| seat.client).zip(asked).collect();
    let rest: Vec<Option<(usize, Test)>> = listed
        .iter()
        .map(|(seat, _)| {
            let Rest { summary, correlation } = total.without(&seat.answers);
            let rest = summary.sample.filter(|rest| rest.n() >= config.method.hide_below)?;
            let rest = clients.population_beside(seat).map_or(rest, |population| rest.out_of(population));
            let test = measure.difference(sample(now, seat)?, rest, correlation);
            Some((*asked.get(seat.client)?, test))
        })
        .collect();
    let change: Vec<Option<(&Client, Test)>> = listed
        .iter()
        .map(|(seat, _)| {
            let ((_, own), (_, then)) = (now.get(seat.client)?, before.get(seat.client)?);
            let correlation = correlation(own, then, &config.question.scale);
            let test = measure.difference(sample(now, seat)?, sample(before, seat)?, correlation);
            Some((seat.client, test))
        })
        .collect();
    let (rest, change) = (compare(&rest, config.method), compare(&change, config.method));
    // A place that is left out between others would say about where the hidden one's score lies.
    let is_passed_on = config.index.audience == Audience::Clients;
    let is_gap = |seat: &Seat<'_>| seat.rank.is_some() && finding(now, seat).estimate().is_none();
    let has_gap = is_passed_on && clients.seats.iter().any(is_gap);
    let tells_rest = !is_passed_on || field.tells_all(field.period);
    // What a report has of its own client rests on how its clusters answered.
    let tells_own = !is_passed_on || config.columns.cluster.is_none();
    let (funnel, pseudonyms) = (funnel(clients, field), pseudonyms(field));
    let mut rows = Vec::new();
    for (((seat, entry), rest), change) in listed.into_iter().zip(rest).zip(change) {
        let (finding_now, finding_before) = (finding(now, seat), finding(before, seat));
        let is_hidden = matches!(finding_now, Finding::Hidden { .. });
        let was_hidden = matches!(finding_before, Finding::Hidden { .. });
        let place = |estimate: &Estimate| Some(funnel?.place(estimate.nps, estimate.open_n()));
        let mut target = entry.target.clone();
        if let Some(target) = target.as_mut().filter(|_| is_hidden || !tells_own) {
            (target.comparison, target.chance_at_or_above) = (None, None);
        }
        // Beside a pseudonym nothing stands that names the client: the path to its report, what went wrong with that, and a region,
        // for which reports may be made.
        let named = pseudonyms.is_none();
        let fault = entry.fault.clone();
        rows.push(IndexRow {
            client: pseudonyms
                .map_or_else(|| seat.client.clone(), |pseudonyms| pseudonyms.called(seat.client)),
            folder: if named { entry.folder.clone() } else { String::new() },
            fault: if named { fault } else { fault.map(|_| "the report could not be made".to_owned()) },
            thin_beside: entry.thin_beside,
            region: seat.region.clone().filter(|_| named),
            answers: seat.counts.n(),
            rank: seat.rank.filter(|_| !is_hidden && !has_gap),
            rest: rest.filter(|_| tells_rest),
            before: finding_before,
            change: change.map(|comparison| comparison.map(Trend::from)),
            // Of rows it would tell a hidden client's, as all others sum to the whole.
            response: entry.response.filter(|response| !is_passed_on || !response.of.is_told_by_rows()),
            target,
            funnel: finding_now.estimate().and_then(place),
            own_change: entry.change.filter(|_| !is_hidden && !was_hidden && tells_own),
            own_rest: entry.rest.filter(|_| !is_hidden && tells_rest && tells_own),
            last_run: None,
            questions: entry.questions.clone(),
            finding: finding_now,
        });
    }
    rows.sort_by(|a, b| {
        in_order((a.rank, &a.finding), (b.rank, &b.finding)).then_with(|| a.client.cmp(&b.client))
    });
    rows
}

/// Hides what the reports of clients hide of all of them together: an index that is passed on is read beside these.
fn hide_totals(head: &mut Head, field: &Field<'_>) {
    head.response = head.response.filter(|response| !response.of.is_told_by_rows());
    let hides = |period: Option<Period>| !field.tells_all(period);
    let hidden = || Finding::Hidden { why: Hidden::TooFewClients };
    if hides(field.period) && head.overall.estimate().is_some() {
        head.overall = hidden();
        head.changes.iter_mut().for_each(|change| change.comparison = None);
    }
    for change in &mut head.changes {
        if hides(Some(change.period)) && change.then.estimate().is_some() {
            (change.then, change.comparison) = (hidden(), None);
        }
    }
}

/// What each client measured, and its answers.
type Measured<'a> = BTreeMap<&'a Client, (Finding, Answers)>;

/// What may be shown of each client in a period. In an index that is passed on that is nothing that would let a hidden one
/// be found as the total, or as what it is nested in, less the others; who sends the reports has the data.
fn measured<'a>(
    config: &Config,
    facts: &'a Facts,
    field: &Field<'_>,
    period: Option<Period>,
) -> Measured<'a> {
    // By what they are nested in, the outermost first: names come before longer ones that start with them.
    let mut nests: BTreeMap<Option<Client>, Vec<(&Client, Answers)>> = BTreeMap::new();
    for (client, excerpt) in facts.each() {
        let answers = Figures { config, excerpt: &excerpt }.answers(period);
        let answers = match config.index.audience {
            Audience::Sender => answers,
            Audience::Clients => answers.with_clusters_alike(),
        };
        nests.entry(client.parent()).or_default().push((client, answers));
    }
    let figures = Figures { config, excerpt: &facts.all };
    let mut measured = Measured::new();
    for (within, clients) in nests {
        let visible = match config.index.audience {
            Audience::Sender => vec![Visible::Yes; clients.len()],
            Audience::Clients => {
                let of =
                    |client: &Client| field.seat(client).and_then(|(tier, at)| tier.visible.get(at).copied());
                clients.iter().map(|(client, _)| of(client).unwrap_or(Visible::Complement)).collect()
            }
        };
        let is_hidden = |client| matches!(measured.get(client), Some((Finding::Hidden { .. }, _)));
        let all_hidden = config.index.audience == Audience::Clients && within.as_ref().is_some_and(is_hidden);
        for ((client, answers), visible) in clients.into_iter().zip(visible) {
            let seat = field.seat(client).and_then(|(tier, at)| tier.seats.get(at));
            let finding = match figures.finding(&answers, seat.and_then(|seat| seat.population)) {
                Finding::Measured(_) if all_hidden || visible != Visible::Yes => {
                    Finding::Hidden { why: Hidden::Complement }
                }
                finding => finding,
            };
            measured.insert(client, (finding, answers));
        }
    }
    measured
}

/// The mean of the scores that are shown.
fn mean(clients: &Clients<'_>, measured: &Measured<'_>) -> Option<Mean> {
    let scores =
        || clients.seats.iter().filter_map(|seat| measured.get(seat.client)?.0.estimate()).map(|e| e.nps);
    Nps::mean_of_each(scores()).map(|nps| Mean { clients: scores().count() as u64, nps })
}
