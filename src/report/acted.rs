//! What should be doubted of the actions that are stated, of calls back, and of accounts.

use crate::config::actions::{Action, Status};
use crate::config::{Config, FollowUp, Named, Override};
use crate::error::{Place, Problem};
use crate::facts::{Cut, Excerpt, Facts};
use crate::responses::OfAccount;
use crate::sections::accounts::is_by_parts;
use crate::sections::quality::Doubt;
use crate::sections::{Report, is_listed};
use crate::survey::{Client, Day, QuestionKind, grouped, look_alikes};

/// Actions in regions, values and for clients that no answer has, such as are done before they begin, and a table without any.
#[must_use]
pub fn doubtful_actions(config: &Config, facts: &Facts, as_of: Day) -> Vec<Doubt> {
    let clients: Vec<&str> = facts.clients().map(Client::name).collect();
    let of = |action: &Action| {
        let unknown = action.client.as_ref().filter(|client| !clients.contains(&client.value.as_str()));
        let of_client = unknown.map(|client| absent(client, "client", clients.iter().copied()));
        let values = action.only.as_ref().map(|only| {
            let cut = only.cut.and_then(|at| config.columns.cuts.get(at));
            let column = cut.and_then(|cut| config.columns.attributes.get(cut.attribute));
            let known = facts.values(cut.map_or(Cut::REGION, |cut| Cut::attribute(cut.attribute)));
            let what =
                column.or(config.columns.region.as_ref()).map_or("region", |column| column.value.as_str());
            let unknown = only.values.iter().filter(|value| !known.contains_key(&value.value));
            unknown.map(|value| absent(value, what, known.keys().map(String::as_str))).collect::<Vec<_>>()
        });
        let early = (action.status == Some(Status::Done) && action.from > as_of).then(|| {
            let what =
                format!("`{}` is done, and begins on {}, after the reporting date", action.what, action.from);
            Problem::new(what).at(action.place.clone()).hint("it is told as done; state its first day")
        });
        let told = of_client.into_iter().chain(values.into_iter().flatten()).chain(early);
        told.map(|told| Doubt { warning: None, told }).collect::<Vec<_>>()
    };
    let empty = config.actions.empty_table.as_ref().map(|table| {
        let told = Problem::new(format!("the table of actions `{}` has a header and no rows", table.value));
        Doubt {
            warning: None,
            told: told.at(table.place.clone()).hint("write a row for each action, or leave `table` out"),
        }
    });
    config.actions.list.iter().flat_map(of).chain(empty).collect()
}

/// That no answer has what an action is stated for.
fn absent<'a>(value: &Named<String>, what: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let problem = Problem::new(format!(
        "an action is done in `{}`, which no used answer has as its `{what}`",
        value.value
    ));
    problem.did_you_mean(&value.value, known).at(value.place.clone())
}

/// Calls back on a day that cannot be, or cannot be read.
#[must_use]
pub fn doubtful_calls(config: &Config, facts: &Facts) -> Vec<Doubt> {
    let column = config.follow_up.as_ref().and_then(|follow_up| follow_up.called_on.as_ref());
    let Some(column) = column else { return Vec::new() };
    let (early, undated) = facts
        .all
        .kept
        .closed
        .values()
        .fold((0, 0), |(early, undated), of| (early + of.early, undated + of.undated));
    let doubt = |n: u64, what: &str, hint: &str| {
        let told = Problem::new(format!("{what} in the column `{}`: {}", column.value, grouped(n)));
        (n > 0).then(|| Doubt { warning: None, told: told.at(column.place.clone()).hint(hint) })
    };
    let unread = doubt(
        undated,
        "calls back without a day that can be read",
        "after how many days they were made is not told; without `done` they are no calls at all",
    );
    let early = doubt(
        early,
        "calls back that are dated before their answer",
        "they count as calls, and not in days; is it the column of the call?",
    );
    unread.into_iter().chain(early).collect()
}

/// Accounts whose revenue cannot be read, or is stated in two ways, and those that the table and the answers do not have in common.
#[must_use]
pub fn doubtful_accounts(config: &Config, facts: &Facts) -> Vec<Doubt> {
    let Some(stated) = &config.accounts else { return Vec::new() };
    let found = &facts.all.kept.accounts;
    let mut doubts = Vec::new();
    let mut doubt = |what: String, place: &Option<Place>, hint: &str| {
        let told = Problem::new(what).at(place.clone()).hint(hint);
        doubts.push(Doubt { warning: None, told });
    };
    let examples = |names: &[&String]| {
        let first: Vec<String> = names.iter().take(3).map(|name| format!("`{name}`")).collect();
        let more = if names.len() > first.len() { ", …" } else { "" };
        format!("{}: {}{more}", grouped(names.len() as u64), first.join(", "))
    };
    if let Some(Named { value, place }) = &stated.revenue {
        for (n, what) in [(found.negative, "amounts below 0"), (found.unreadable, "texts that are no amount")]
        {
            if n > 0 {
                let what = format!("{what} in the column `{value}`: {}", grouped(n));
                doubt(
                    what,
                    place,
                    "they count as no revenue; a revenue is a number, 0 or more, such as 12500",
                );
            }
        }
        if found.is_open {
            let what = format!(
                "amounts of the column `{value}` may be read in two ways, and are read with a point before decimals"
            );
            doubt(what, place, "state how decimals are written: source: {decimal: comma}, or point");
        }
        let differs = |account: &&OfAccount| account.revenue.is_some_and(|own| own.differs);
        let twice: Vec<&String> =
            found.named.iter().filter(|(_, account)| differs(account)).map(|(name, _)| name).collect();
        if !twice.is_empty() {
            let what = format!("accounts with several revenues in one period, {}", examples(&twice));
            doubt(what, place, "the largest of the last period counts");
        }
    }
    let alike = look_alikes(found.named.keys().map(String::as_str));
    if let Some(first) = alike.first() {
        let what = format!("accounts with similar names are counted separately: `{}`", first.join("`, `"));
        let more = alike.len() - 1;
        let what = if more > 0 { format!("{what}, and {} more", grouped(more as u64)) } else { what };
        doubt(what, &stated.column.place, "if they are one, write them alike in the data");
    }
    let unlisted: Vec<&String> =
        found.named.keys().filter(|name| !stated.listed.contains_key(*name)).collect();
    if !stated.listed.is_empty() && !unlisted.is_empty() {
        let what = format!("accounts that the table of accounts does not have, {}", examples(&unlisted));
        doubt(
            what,
            &stated.column.place,
            "nothing is known of what they are worth; are they written otherwise there?",
        );
    }
    doubts
}

/// Parts that a config lists without stating what they tell of; nothing where clients have configs of their own that may.
#[must_use]
pub fn listed_in_vain(config: &Config) -> Vec<Doubt> {
    let Config { columns, .. } = config;
    let calls = config.follow_up.as_ref().is_some_and(FollowUp::tells_calls);
    let themes = config.further.iter().any(|of| of.question.kind == QuestionKind::Themes);
    let needs = [
        ("trend", "columns.date", columns.date.is_some()),
        ("regions", "columns.region", columns.region.is_some()),
        ("cuts", "cuts", columns.cuts.iter().any(|cut| cut.is_shown)),
        ("questions", "questions", !config.further.is_empty()),
        ("actions", "actions", !config.actions.list.is_empty() || config.actions.empty_table.is_some()),
        ("drivers", "drivers", !config.drivers.is_empty()),
        ("moved", "columns.respondent", !columns.respondent.is_empty()),
        ("moved", "columns.date", columns.date.is_some()),
        ("accounts", "columns.account", config.accounts.is_some()),
        ("follow_up", "follow_up.done", calls),
        ("themes", "themes", themes),
        ("comments", "columns.comment", !columns.comment.is_empty()),
        ("need", "need.margin", config.need.is_some()),
        ("costs", "costs", config.costs.is_some()),
    ];
    let of = |listed: &Named<String>| {
        let own = needs.iter().filter(|(part, _, is_stated)| *part == listed.value && !is_stated);
        let missing: Vec<String> = own.map(|(_, key, _)| format!("`{key}`")).collect();
        let told =
            Problem::new(format!("`sections` lists `{}`, of which the report has nothing", listed.value));
        let told =
            told.at(listed.place.clone()).hint(format!("state {}, or leave it out", missing.join(" and ")));
        (!missing.is_empty()).then_some(Doubt { warning: None, told })
    };
    let has_own = config.reports.overrides.iter().any(Override::has_config);
    let listed = config.sections.iter().flatten().filter(|_| !has_own);
    listed.filter_map(of).collect()
}

/// That no page has anything of accounts, though they are stated: by the config alone, or as this report has it.
#[must_use]
pub fn accounts_not_told(config: &Config, report: Option<&Report>) -> Option<Doubt> {
    let stated = config.accounts.as_ref()?;
    if config.sections.is_some() && !is_listed(config, "accounts") {
        return None;
    }
    let why = if config.is_weighted() {
        "answers have weights, and an account would have several"
    } else if !config.columns.reader.is_empty() {
        "clients read the report"
    } else if !stated.in_reports && is_by_parts(config) {
        "beside regions and cuts it could be worked out how single accounts answered: `accounts: {in_reports: true}` tells of them where readers may know"
    } else if report.is_some_and(|report| report.sections.accounts.is_none()) {
        "values of regions or cuts are hidden or have few answers, accounts are fewer than `method.hide_below`, or so few answers name none, that more could be worked out"
    } else {
        return None;
    };
    let told = Problem::new("accounts are not told on the page").at(stated.column.place.clone()).hint(why);
    Some(Doubt { warning: None, told })
}

/// That this report has nothing of who moved, though its config lists that part and names respondents.
#[must_use]
pub fn moved_not_told(config: &Config, all: &Excerpt, report: &Report) -> Option<Doubt> {
    let columns = &config.columns;
    let listed = config.sections.iter().flatten().find(|part| part.value == "moved")?;
    let is_known = !columns.respondent.is_empty() && columns.date.is_some() && columns.reader.is_empty();
    // That figures are told rounded is said already.
    if !is_known || all.is_told_rounded || report.sections.moved.is_some() {
        return None;
    }
    let told = Problem::new("who moved is not told on the page").at(listed.place.clone()).hint(
        "fewer than `method.hide_below` respondents answered in both periods, the score of one of these is hidden, or so few others are of \
         the same regions, values of cuts and accounts, and alike in comments and calls, that it could be worked out how these answered",
    );
    Some(Doubt { warning: None, told })
}
