//! Who gets a report: the clients of the data, as the config wants them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::index::Missing;
use crate::config::{Config, Named, Override};
use crate::error::{Error, Kind, Problem, all_or_nothing, counted};
use crate::facts::{Facts, Names, Unresolved};
use crate::sections::Field;
use crate::survey::{Client, Period, grouped};

/// A client that gets a report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member<'a> {
    /// Who.
    pub client: &'a Client,
    /// What the table of clients states of it.
    pub stated: Option<&'a Override>,
}

/// Who gets a report, and who does not for want of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster<'a> {
    /// Those who do, by name.
    pub members: Vec<Member<'a>>,
    /// Those who do not, by name.
    pub missing: Vec<Missing>,
    /// What to tell of listed names that the data do not have, and of clients that are not listed.
    pub unknown: Vec<String>,
    /// Rows of the table of clients whose client the data do not have.
    pub doubtful: Vec<Problem>,
}

/// Former names of clients that are neither in the data nor among these names, which the last run knows them by.
#[must_use]
pub fn unknown_former_names(config: &Config, facts: &Facts, last: &BTreeSet<Client>) -> Vec<Problem> {
    let renamed = &config.reports.renamed;
    let names = Names::new(facts.clients());
    let is_known = |former: &[String]| {
        facts.former_clients.iter().chain(last).any(|client| renamed.calls(former, client.path()))
    };
    let unknown = config.reports.former.iter().filter(|former| !is_known(&former.value));
    let told = unknown.map(|former| {
        let name = former.value.join(" / ");
        let problem = Problem::new(format!("no client of the data is or was called `{name}`"));
        let own = former.value.last().map_or("", String::as_str);
        let hints = problem.hints.len();
        let problem = problem.did_you_mean(&name, names.all());
        let problem = if problem.hints.len() == hints { problem.did_you_mean(own, names.all()) } else { problem };
        let hint = "`formerly` joins the answers and reports of a former name to those of the present one: leave it \
                    out where there are none";
        problem.hint(hint).at(former.place.clone())
    });
    told.collect()
}

/// Who gets a report.
///
/// # Errors
/// When the table of clients has rows and none of a client of the data or the list, or a name stands for several clients.
pub fn roster<'a>(config: &'a Config, facts: &'a Facts, field: &Field<'_>) -> Result<Roster<'a>, Error> {
    let names = Names::new(facts.clients());
    let mut problems = Vec::new();
    let listed = listed(config, &names, &mut problems);
    let mut stated: BTreeMap<&Client, &Override> = BTreeMap::new();
    let (mut strange, mut is_any_known) = (Vec::new(), false);
    for row in &config.reports.overrides {
        match names.client(&row.client) {
            Ok(client) => {
                is_any_known = true;
                if let Some(first) = stated.insert(client, row) {
                    let again =
                        Problem::new(format!("`{}` is the client `{}` once more", row.client, first.client));
                    problems.push(again.at(row.place.clone()).hint("state all of a client in one row"));
                }
            }
            Err(Unresolved::Unknown) if config.reports.list.iter().any(|name| name.value == row.client) => {
                is_any_known = true;
            }
            Err(Unresolved::Unknown) => strange.push(row),
            Err(why) => problems.push(unresolved(&row.client, why, &names).at(row.place.clone())),
        }
    }
    // A table of which nothing fits is that of another survey, or its names are written in another way.
    if !is_any_known {
        let unknown = |row: &&Override| {
            unresolved(&row.client, Unresolved::Unknown, &names).at(row.place.clone()).hint(TO_COME)
        };
        problems.extend(strange.iter().map(unknown));
    }
    all_or_nothing(Kind::Config, problems)?;
    let is_wanted =
        |client: &Client| listed.as_ref().is_none_or(|(found, _)| found.binary_search(&client).is_ok());
    let answers = |client: &Client| -> Option<u64> {
        field.seat(client).and_then(|(tier, seat)| tier.seats.get(seat)).map(|seat| seat.counts.n())
    };
    let has_answers = |client: &Client| answers(client).is_some_and(|n| n > 0);
    let wanted = || facts.clients().filter(|client| is_wanted(client));
    let members = wanted().filter(|client| has_answers(client));
    let members = members.map(|client| Member { client, stated: stated.get(client).copied() }).collect();
    let mut missing: Vec<Missing> = wanted()
        .filter(|client| !has_answers(client))
        .map(|client| Missing {
            client: client.clone(),
            last: last_answered(client, config, facts, field.period),
        })
        .collect();
    let unknown = strange.iter().map(|row| without_answers(row, listed.is_some(), &names));
    let without_effect = field.pseudonyms.without_effect(config);
    let doubtful = unknown
        .chain(without_effect)
        .chain(config.reports.overrides.iter().filter_map(Override::doubtful_email))
        .collect();
    let is_all_wanted = listed.is_none();
    let found: Option<Vec<&Client>> = listed.as_ref().map(|(found, _)| found.clone());
    let is_listed = |client: &Client| found.as_ref().is_none_or(|found| found.binary_search(&client).is_ok());
    let absent: Vec<Client> = listed.into_iter().flat_map(|(_, absent)| absent).collect();
    let tell = |client: &Client| {
        let told = Problem::new(String::new()).did_you_mean(&client.to_string(), names.all());
        let hint = told.hints.first().map(|hint| format!("; {hint}")).unwrap_or_default();
        format!("`{client}` is listed and has no answers in the data{hint}")
    };
    let unknown: Vec<String> = absent.iter().map(tell).collect();
    let of_table = strange.iter().filter(|_| is_all_wanted).filter_map(|row| named(&row.client));
    let known: BTreeSet<&Client> = facts.clients().collect();
    // A table that the clients are looked up in has them whether they have answers or not.
    let looked_up = config.columns.shaping.clients.iter().filter(|_| is_all_wanted);
    let looked_up = looked_up.filter(|client| !known.contains(client)).cloned();
    let absent = absent.into_iter().chain(of_table).chain(looked_up);
    missing.extend(absent.map(|client| Missing { client, last: None }));
    missing.sort_by(|a, b| a.client.cmp(&b.client));
    missing.dedup();
    let members: Vec<Member<'_>> = members;
    let all = facts.clients().chain(missing.iter().map(|missing| &missing.client)).collect();
    all_or_nothing(Kind::Config, field.pseudonyms.faults(config, &all))?;
    if members.is_empty() {
        let problem =
            Problem::new("there is no report to make: no client that is wanted has an answer in the period");
        let problem = problem.at(config.reports.list.first().and_then(|name| name.place.clone()));
        let unknown = unknown.first().cloned();
        return Err(Error::new(Kind::Config, unknown.into_iter().fold(problem, Problem::hint)));
    }
    let unlisted = facts.clients().filter(|client| !is_listed(client));
    let unlisted = unlisted.filter_map(|client| Some((client, answers(client).filter(|n| *n > 0)?)));
    let unknown = unknown.into_iter().chain(not_listed(unlisted.collect())).collect();
    Ok(Roster { members, missing, unknown, doubtful })
}

/// What to tell of clients that have so many answers each and are not listed: the first of them with most answers.
fn not_listed(mut unlisted: Vec<(&Client, u64)>) -> Option<String> {
    let clients = match unlisted.len() {
        0 => return None,
        1 => "1 client of the data is".to_owned(),
        many => format!("{} clients of the data are", grouped(many as u64)),
    };
    unlisted.sort_by_key(|(client, answers)| (Reverse(*answers), *client));
    let told = |(client, answers): &(&Client, u64)| format!("`{client}` ({})", counted(*answers, "answer"));
    let first: Vec<String> = unlisted.iter().take(MOST_UNLISTED).map(told).collect();
    let more = if unlisted.len() > first.len() { ", …" } else { "" };
    Some(format!("{clients} not in `reports.list`: {}{more}", first.join(", ")))
}

/// The listed clients that are in the data, and those that are not; nothing where all are wanted.
fn listed<'a>(
    config: &Config,
    names: &Names<'a>,
    problems: &mut Vec<Problem>,
) -> Option<(Vec<&'a Client>, Vec<Client>)> {
    let list: &[Named<String>] = &config.reports.list;
    let (mut found, mut absent) = (Vec::new(), Vec::new());
    for name in list {
        match names.client(&name.value) {
            Ok(client) => found.push(client),
            Err(Unresolved::Unknown) => {
                let client = named(&name.value);
                let present = client.as_ref().and_then(|client| config.reports.renamed.client(client));
                match present.as_ref().map(|present| names.client(&present.to_string())) {
                    Some(Ok(client)) => found.push(client),
                    _ => absent.extend(present.or(client)),
                }
            }
            Err(why) => problems.push(unresolved(&name.value, why, names).at(name.place.clone())),
        }
    }
    found.sort_unstable();
    found.dedup();
    (!list.is_empty()).then_some((found, absent))
}

/// The client of a name that the data do not have, which may be one in full.
fn named(name: &str) -> Option<Client> {
    Client::new(name.split(" / ").map(str::to_owned).collect())
}

/// So many clients that are not listed are told.
const MOST_UNLISTED: usize = 12;

/// What to do about a row of the table whose client has no answers yet.
const TO_COME: &str = "if its answers are still to come, name all clients in `reports.list`: one without answers is then listed as \
                       missing";

fn unresolved(name: &str, why: Unresolved, names: &Names<'_>) -> Problem {
    match why {
        Unresolved::Unknown => {
            Problem::new(format!("the data have no client `{name}`")).did_you_mean(name, names.all())
        }
        Unresolved::Ambiguous => names.ambiguous(name),
    }
}

/// What to tell of a row of the table whose client the data do not have, where they have others of it.
fn without_answers(row: &Override, is_unlisted: bool, names: &Names<'_>) -> Problem {
    let client = &row.client;
    let problem = Problem::new(if is_unlisted {
        format!(
            "neither the data nor `reports.list` have the client `{client}` of the table: its row is left aside"
        )
    } else {
        format!("the data have no answers of the client `{client}` of the table: it is listed as missing")
    });
    problem.did_you_mean(&row.client, names.all()).at(row.place.clone())
}

/// The last period before the reported one in which a client has answers.
fn last_answered(client: &Client, config: &Config, facts: &Facts, now: Option<Period>) -> Option<Period> {
    let (excerpt, now) = (facts.of(client)?, now?.ordinal());
    let periods = excerpt.cells.keys().filter_map(|(period, _)| *period).filter(|period| *period < now);
    periods.max().map(|ordinal| config.periods.calendar.period(ordinal))
}
