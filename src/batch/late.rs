//! Answers that come late or are deleted, clients that move, names that are hidden or weights that are others in another run:
//! what two runs on one period told differs by them, so that readers of both could work them out.

use std::collections::BTreeSet;
use std::path::Path;

use super::last_run;
use super::ledger::{Ledger, Part, Told};
use super::pairs::{by_group, facets, tell_few};
use crate::Counted;
use crate::config::{self, Config};
use crate::error::Problem;
use crate::facts::Facts;
use crate::report::{Field, LastIndex};
use crate::survey::{Client, Counts, Group, Period};

/// How many clients a message lists at most.
const LISTED: usize = 5;

/// What readers of earlier runs could work out of this one, and what is told of that and left out for it.
#[derive(Debug, Default)]
pub struct Late {
    ledger: Ledger,
    /// Periods of which no sum is told any more.
    left_out: Vec<Option<Period>>,
    /// What is to be told of it.
    pub told: Vec<Problem>,
}

impl Late {
    /// After the runs into a folder, and into those of other periods beside it.
    pub(super) fn find(counted: &Counted, folder: &Path, field: &Field<'_>) -> Self {
        let Counted { config, facts, .. } = counted;
        let (own, others) = last_run::ledgers(counted, folder);
        let is_known = own.is_some() || !others.is_empty();
        let index = if is_known { None } else { last_run::own_index(counted, folder) };
        Self::after(config, facts, field, (own.unwrap_or_default(), others, index.as_ref()))
    }

    /// After the runs that a ledger knows of.
    #[must_use]
    pub fn of(config: &Config, facts: &Facts, field: &Field<'_>, ledger: Ledger) -> Self {
        Self::after(config, facts, field, (ledger, Vec::new(), None))
    }

    fn after(
        config: &Config,
        facts: &Facts,
        field: &Field<'_>,
        (own, others, index): (Ledger, Vec<Ledger>, Option<&LastIndex>),
    ) -> Self {
        let renamed = &config.reports.renamed;
        let now: Vec<(Option<Period>, Told)> = Told::by(config, facts, field).collect();
        let periods: Vec<Option<Period>> = now.iter().map(|(period, _)| *period).collect();
        let as_now = |ledger: Ledger| ledger.renamed(renamed).cut_as(&periods);
        let mut ledger = as_now(own);
        if let Some(index) = index {
            enter_index(&mut ledger, index, &now, config);
        }
        let mut known = ledger.clone();
        for other in others {
            known.add(as_now(other));
        }
        let mut told: Vec<Problem> = other_calendar(&known, periods.iter().copied()).into_iter().collect();
        let mut left_out = Vec::new();
        let hides = config.privacy.late == config::Late::Hide;
        for (period, now) in now {
            let is_untold = known.enter(period, |account| {
                if (hides && account.untold) || account.knows(&now) {
                    return hides && account.untold;
                }
                let mut seen = account.runs.iter().rev().map(|then| Seen::of(then, &now, config));
                let seen = seen.find(Seen::is_any);
                told.extend(seen.iter().flat_map(|seen| seen.problems(period, hides)));
                hides && seen.is_some()
            });
            ledger.enter(period, |account| account.untold = is_untold);
            if is_untold {
                left_out.push(period);
            } else {
                ledger.enter(period, |account| account.add(now));
            }
        }
        Self { ledger, left_out, told }
    }

    /// Leaves out what is not told any more.
    pub fn leave_out_of(&self, field: &mut Field<'_>) {
        self.left_out.iter().for_each(|period| field.leave_out(*period));
    }

    /// What is known to the next run.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Periods up to this one of which no sum is told any more.
    #[must_use]
    pub fn untold(&self, now: Option<Period>) -> Vec<Period> {
        let untold = self.ledger.accounts().iter().filter(|account| account.untold);
        let until = |then: &Period| {
            now.is_some_and(|now| now.calendar() == then.calendar() && then.ordinal() <= now.ordinal())
        };
        let mut untold: Vec<Period> = untold.filter_map(|account| account.period).filter(until).collect();
        untold.sort_by_key(|period| period.ordinal());
        untold
    }
}

/// Enters what an index says of a run that kept no ledger; what it does not say is taken to be as it is now.
fn enter_index(ledger: &mut Ledger, index: &LastIndex, now: &[(Option<Period>, Told)], config: &Config) {
    for period in index.untold() {
        ledger.enter(Some(*period), |account| account.untold = true);
    }
    let Some((period, reported)) = index.reported(&config.reports.renamed) else { return };
    let Some((_, now)) = now.iter().find(|(of, _)| *of == Some(period)) else { return };
    let scale = &config.question.scale;
    let mut then = now.clone();
    // Who got no report at all then had no answer, or was not to get one.
    then.clients.retain(|client, _| reported.contains_key(client) || !config.reports.list.is_empty());
    for (client, (n, counts)) in reported {
        let part = then.clients.remove(&client).unwrap_or_default();
        let is_same = part.n() == n && counts.is_none_or(|counts| counts == by_group(&part, scale));
        let counts = counts.unwrap_or(Counts::new(n, 0, 0));
        let of_group = |group: Group| match group {
            Group::Detractor => counts.detractors(),
            Group::Passive => counts.passives(),
            Group::Promoter => counts.promoters(),
        };
        let first = |group: Group| scale.scores().find(|score| scale.group(*score) == group);
        let scores = scale.scores().map(|score| {
            let group = scale.group(score);
            if first(group) == Some(score) { of_group(group) } else { 0 }
        });
        let scores = if is_same { part.scores.clone() } else { scores.collect() };
        if n > 0 {
            then.clients.insert(client, Part { scores, named: None, ..part });
        }
    }
    ledger.enter(Some(period), |account| account.add(then));
}

/// That earlier runs cut time into other periods, which is told once.
fn other_calendar(ledger: &Ledger, now: impl Iterator<Item = Option<Period>>) -> Option<Problem> {
    let known: Vec<Option<Period>> =
        ledger.accounts().iter().filter(|of| !of.runs.is_empty()).map(|of| of.period).collect();
    let calendar = |period: Option<Period>| period.map(Period::calendar);
    let mut new = now.filter(|now| !known.contains(now));
    let other = new.find_map(|now| {
        let is_first = !known.iter().any(|then| calendar(*then) == calendar(now));
        let meets = |then: &&Option<Period>| match now.zip(**then) {
            Some((now, then)) => {
                now.calendar() != then.calendar()
                    && now.first_day() <= then.last_day()
                    && then.first_day() <= now.last_day()
            }
            None => is_first && calendar(now) != calendar(**then),
        };
        known.iter().find(meets)
    })?;
    let periods = other.map_or_else(
        || "without periods".to_owned(),
        |then| format!("by other periods, such as {}", then.key()),
    );
    let what = format!(
        "earlier runs reported {periods}: who has their reports too may take the sums of the ones off those of the others, \
         which is not looked at"
    );
    Some(Problem::new(what))
}

/// What readers of two runs see of a period.
struct Seen<'a> {
    /// Whose answers are others, where that is seen.
    late: Vec<Change<'a>>,
    /// Who was and is hidden by name, where that differs.
    hidden: Option<[Vec<&'a Client>; 2]>,
    /// Whether either run told sums that the other did not, or one told sums and the other names.
    has_other_sums: bool,
    /// Whether answers were weighted by other settings.
    is_weighted_otherwise: bool,
    /// Whether anybody is told of by name.
    names: bool,
}

/// A client that had something else of the sums.
#[derive(Clone, Copy)]
struct Change<'a> {
    client: &'a Client,
    then: Option<&'a Part>,
    now: Option<&'a Part>,
}

impl<'a> Seen<'a> {
    fn of(then: &'a Told, now: &'a Told, config: &Config) -> Self {
        let clients: BTreeSet<&Client> = then.clients.keys().chain(now.clients.keys()).collect();
        let both = clients.into_iter().map(|client| Change {
            client,
            then: then.clients.get(client),
            now: now.clients.get(client),
        });
        let both: Vec<Change<'_>> = both.collect();
        let late: Vec<Change<'_>> = both.iter().copied().filter(|change| change.is_any(config)).collect();
        let named = |change: &Change<'a>| Some((change.then?.named?, change.now?.named?));
        let is_seen_by_name =
            |change: &Change<'a>| named(change) == Some((true, true)) && change.has_other_answers(config);
        // Of the same answers a run has looked at all that it told.
        let is_late_seen =
            late.iter().any(is_seen_by_name) || (!late.is_empty() && tell_few(then, now, config));
        let is_flip = |change: &Change<'a>| named(change).is_some_and(|(then, now)| then != now);
        let hidden = |told: &'a Told| -> Vec<&'a Client> {
            let hidden = told.clients.iter().filter(|(_, part)| part.named == Some(false));
            hidden.map(|(client, _)| client).collect()
        };
        Self {
            hidden: both.iter().any(is_flip).then(|| [hidden(then), hidden(now)]),
            has_other_sums: has_other_sums(then, now, !late.is_empty()),
            late: if is_late_seen { late } else { Vec::new() },
            is_weighted_otherwise: is_weighted_otherwise(then, now),
            names: now.clients.values().any(|part| part.named.is_some()),
        }
    }

    fn is_any(&self) -> bool {
        !self.late.is_empty() || self.hidden.is_some() || self.has_other_sums || self.is_weighted_otherwise
    }

    /// What is to be told of it.
    fn problems(&self, period: Option<Period>, hides: bool) -> Vec<Problem> {
        let of = period.map_or_else(String::new, |period| format!(" of {}", period.key()));
        let late = (!self.late.is_empty()).then(|| {
            let named = listed(self.late.iter().map(Change::told));
            let what = format!("answers{of} have changed since they were reported on, of {named}");
            (what, "sees these in the sums of several clients")
        });
        let hidden = self.hidden.as_ref().map(|hidden| {
            let [then, now] = hidden.each_ref().map(|clients| match clients.as_slice() {
                [] => "nobody".to_owned(),
                clients => listed(clients.iter().map(|client| format!("`{client}`"))),
            });
            let what = format!("others are hidden by name{of} than before (then {then}; now {now})");
            (what, "may work their scores out")
        });
        let sums = self.has_other_sums.then(|| {
            let what = format!("other sums of several clients are told{of} than before");
            (what, "may take the ones off the others")
        });
        let weights = self.is_weighted_otherwise.then(|| {
            let what = format!("answers are weighted otherwise{of} than before");
            (what, "may work out what single clients answered")
        });
        let tell = |(what, sees): (String, &str)| {
            if hides {
                let names = if self.names { ", and nobody by name" } else { "" };
                return Problem::new(format!(
                    "{what}: no sum of several clients is told{of} any more{names}"
                ));
            }
            Problem::new(format!("{what}: who has reports of both runs {sees}"))
                .hint(format!("`privacy: {{late: hide}}` tells no sums{of} any more"))
        };
        [late, hidden, sums, weights].into_iter().flatten().map(tell).collect()
    }
}

/// Whether either run told what the other did not of sums and names: neither has looked at both together.
fn has_other_sums(then: &Told, now: &Told, has_changed: bool) -> bool {
    let names = |told: &Told| told.clients.values().any(|part| part.named.is_some());
    let hides = |told: &Told| told.clients.values().any(|part| part.named == Some(false));
    // Who is not told of by name is the sum that another run told, less those who are and have answered no more since.
    let is_beside = |one: &Told, other: &Told| {
        let names_all = !hides(one) && !has_changed;
        names(one) && !names_all && !names(other) && !other.sums.is_subset(&one.sums)
    };
    let is_subset = then.sums.is_subset(&now.sums) || now.sums.is_subset(&then.sums);
    !is_subset || is_beside(then, now) || is_beside(now, then)
}

/// Whether sums of both runs are made by other weights, so that they tell more together than each. An earlier version did not keep
/// them.
fn is_weighted_otherwise(then: &Told, now: &Told) -> bool {
    let is_other = then.weights.as_ref().zip(now.weights.as_ref()).is_some_and(|(then, now)| then != now);
    is_other && !then.sums.is_empty() && !now.sums.is_empty()
}

impl Change<'_> {
    /// Whether it has something else of the sums.
    fn is_any(&self, config: &Config) -> bool {
        self.has_other_answers(config) || self.groups().is_some_and(|[then, now]| then != now)
    }

    fn has_other_answers(&self, config: &Config) -> bool {
        let [then, now] = [self.then, self.now].map(|part| part.map(|part| facets(part, config)));
        then != now
    }

    /// With whom it shared a sum, and does.
    fn groups(&self) -> Option<[Vec<&str>; 2]> {
        Some([self.then?, self.now?].map(|part| part.groups().collect()))
    }

    /// Who it is, and what is other.
    fn told(&self) -> String {
        let Self { client, then, now } = self;
        let [before, after] = [then, now].map(|part| part.map_or(0, Part::n));
        match self.groups() {
            Some([then, now]) if then != now => {
                let [then, now] = [then, now].map(|groups| groups.join("` and `"));
                format!("`{client}` (then with `{then}`, now with `{now}`)")
            }
            _ if before != after => format!("`{client}` ({before}, now {after})"),
            _ => format!("`{client}` ({before}, now others)"),
        }
    }
}

/// The first ones, and how many more there are.
fn listed(all: impl ExactSizeIterator<Item = String>) -> String {
    let more = match all.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    all.take(LISTED).collect::<Vec<_>>().join(", ") + &more
}
