//! What should be doubted of the actions that are stated, and of calls back.

use crate::config::actions::{Action, Status};
use crate::config::{Config, Named};
use crate::error::Problem;
use crate::facts::{Cut, Facts};
use crate::sections::quality::Doubt;
use crate::survey::{Client, Day, grouped};

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
