//! What was done, or is to be done, about what answers say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stated::Named;
use crate::error::Place;
use crate::survey::{Client, Day};

/// The actions, and who reads of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Actions {
    /// All of them, in the order in which they are stated.
    pub list: Vec<Action>,
    /// The table of actions, where one is named and has no rows.
    pub empty_table: Option<Named<String>>,
    /// Whether clients read of those too that are stated for none of them.
    pub for_clients: bool,
}

/// Something that is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// What it is, in words.
    pub what: String,
    /// The client that it is for; none where it is for all.
    pub client: Option<Named<String>>,
    /// Where it is done; none: everywhere.
    pub only: Option<Only>,
    /// Its first day.
    pub from: Day,
    /// The day by which it is to be done.
    pub until: Option<Day>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By how many points it is expected to raise the score where it is done.
    pub expected: Option<f64>,
    /// How far it is, where that is stated.
    pub status: Option<Status>,
    /// Where it is stated.
    pub place: Option<Place>,
}

/// Answers with one of some values.
#[derive(Debug, Clone, PartialEq)]
pub struct Only {
    /// The cut, by its position among those of the config; none: the regions.
    pub cut: Option<usize>,
    /// The values.
    pub values: Vec<Named<String>>,
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "StatusOfAction")]
pub enum Status {
    /// It has not begun.
    Planned,
    /// It is being done.
    Open,
    /// It is done.
    Done,
    /// It is not done any more.
    Dropped,
    /// It should have begun, or should have been done.
    Overdue,
}

impl Actions {
    /// Those that a report tells of: one on all answers, or one for a client.
    pub fn told(&self, client: Option<&Client>) -> impl Iterator<Item = &Action> {
        self.list.iter().filter(move |action| match (&action.client, client) {
            (None, None) => true,
            (None, Some(_)) => self.for_clients,
            (Some(own), Some(client)) => own.value == client.name(),
            (Some(_), None) => false,
        })
    }
}

impl Action {
    /// How far it is on a day.
    #[must_use]
    pub fn status_on(&self, day: Day) -> Status {
        let is_late = self.until.is_some_and(|until| until < day);
        match self.status {
            Some(status @ (Status::Done | Status::Dropped)) => status,
            _ if is_late => Status::Overdue,
            Some(Status::Planned) if self.from < day => Status::Overdue,
            Some(Status::Planned) => Status::Planned,
            _ if self.from > day => Status::Planned,
            _ => Status::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Status::{Done, Dropped, Open, Overdue, Planned};
    use super::*;

    #[test]
    fn what_is_late_is_told_by_its_days() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let on = |status, until: Option<&str>| {
            let (client, only, owner, expected, place) = (None, None, None, None, None);
            let (from, until) = (day("2026-04-01"), until.map(day));
            let action =
                Action { what: "Call".to_owned(), client, only, from, until, owner, expected, status, place };
            ["2026-03-31", "2026-04-01", "2026-07-01"].map(|on| action.status_on(day(on)))
        };
        assert_eq!(on(None, None), [Planned, Open, Open]);
        assert_eq!(on(None, Some("2026-06-30")), [Planned, Open, Overdue]);
        assert_eq!(on(Some(Planned), None), [Planned, Planned, Overdue]);
        assert_eq!(on(Some(Open), Some("2026-07-01")), [Planned, Open, Open]);
        assert_eq!(on(Some(Done), Some("2026-06-30")), [Done; 3]);
        assert_eq!(on(Some(Dropped), Some("2026-06-30")), [Dropped; 3]);
    }
}
