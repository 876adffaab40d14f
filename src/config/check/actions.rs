//! What was done, checked.

use std::path::Path;

use super::Check;
use crate::config::actions::{Action, Actions, Only, Status};
use crate::config::file::{self, OneOrMany};
use crate::config::settings::{Columns, Named};
use crate::config::table::{self, Kind, Row};
use crate::config::tree::{At, Span};
use crate::error::{Place, Problem};
use crate::survey::{Day, canonical};

const TABLE: Kind<8> = Kind {
    what: "table of actions",
    columns: ["what", "from", "until", "owner", "expected", "status", "column", "value"],
    required: 2,
};

/// How each status is called, in a config and in a table: in each language.
const STATUSES: [&[(&str, Status)]; 3] = [
    &[
        ("planned", Status::Planned),
        ("open", Status::Open),
        ("done", Status::Done),
        ("dropped", Status::Dropped),
    ],
    &[
        ("запланировано", Status::Planned),
        ("план", Status::Planned),
        ("открыто", Status::Open),
        ("в работе", Status::Open),
        ("сделано", Status::Done),
        ("выполнено", Status::Done),
        ("готово", Status::Done),
        ("завершено", Status::Done),
        ("отменено", Status::Dropped),
    ],
    &[
        ("заплановано", Status::Planned),
        ("у роботі", Status::Open),
        ("зроблено", Status::Done),
        ("виконано", Status::Done),
        ("скасовано", Status::Dropped),
    ],
];

/// What may stand there; without one it follows from the days.
fn status_hint() -> String {
    let each = STATUSES.map(|own| own.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "));
    format!("a status is {}; without one it follows from the days", each.join("; "))
}

/// The largest change that a score can have.
const MOST_EXPECTED: f64 = 200.0;

/// An action before it is put together: what is told of it, and how what is wrong with it is told.
struct Parts<'a> {
    what: Option<String>,
    from: Option<Day>,
    until: Option<Day>,
    owner: Option<&'a str>,
    expected: Option<f64>,
    status: Option<Status>,
    only: (Option<Named<String>>, Option<Only>),
    place: Option<Place>,
}

impl Parts<'_> {
    /// The action, where nothing is wrong with it.
    fn action(self) -> Option<Action> {
        let (client, only) = self.only;
        Some(Action {
            what: self.what?,
            client,
            only,
            from: self.from?,
            until: self.until,
            owner: self.owner.map(|owner| canonical(owner).into_owned()).filter(|owner| !owner.is_empty()),
            expected: self.expected,
            status: self.status,
            place: self.place,
        })
    }
}

/// A status by its name, in any case of letters.
fn status(name: &str) -> Option<Status> {
    let name = canonical(name).to_lowercase();
    STATUSES.into_iter().flatten().find(|(known, _)| *known == name).map(|(_, status)| *status)
}

fn no_status(name: &str) -> Problem {
    let known = STATUSES.into_iter().flatten().map(|(known, _)| *known);
    Problem::new(format!("`{name}` is no status of an action")).did_you_mean(name, known).hint(status_hint())
}

fn not_expected(written: &str) -> Problem {
    let problem = Problem::new(format!("`{written}` is no change of a score that can be expected"));
    problem.hint(
        "state by how many points the score is to rise where the action is done: above 0, and at most 200",
    )
}

fn is_expected(points: f64) -> bool {
    points > 0.0 && points <= MOST_EXPECTED
}

fn ends_early(from: Day, until: Day) -> Problem {
    Problem::new(format!("the action is to be done by {until}, and begins on {from}"))
}

impl Check<'_> {
    /// What was done; nothing where nothing is stated of it.
    pub(super) fn actions(&mut self, stated: Option<&At<file::Actions>>, columns: &Columns) -> Actions {
        let Some(At { value, .. }) = stated else { return Actions::default() };
        let none = file::FullActions::default();
        let (list, full) = match value {
            file::Actions::List(list) => (list, &none),
            file::Actions::Full(full) => (&full.list, full),
        };
        let mut found: Vec<Action> = list.iter().filter_map(|at| self.action(at, columns)).collect();
        let mut empty_table = None;
        if let Some(At { value, span, .. }) = &full.table {
            let (path, before) = (self.path(value), self.problems.len());
            let rows = table::read(&path, &TABLE, &mut self.problems);
            let is_empty = rows.is_empty() && self.problems.len() == before;
            empty_table = is_empty.then(|| self.named(value.clone(), *span));
            found.extend(self.actions_of_table(rows, &path, columns));
        }
        Actions { list: found, empty_table, for_clients: full.for_clients }
    }

    fn action(&mut self, at: &At<file::Action>, columns: &Columns) -> Option<Action> {
        let At { value: file, span, .. } = at;
        let what = file.what.as_ref().map(|at| canonical(&at.value).into_owned());
        let what = what.filter(|what| !what.is_empty());
        if what.is_none() {
            let problem = Problem::new("an action does not say what is done");
            self.problem(*span, problem.hint("say it: {what: Call back within a day, from: 2026-04-01}"));
        }
        let day = |check: &mut Self, stated: &Option<At<String>>| {
            check.valid(
                stated.clone(),
                |day| day.parse::<Day>().ok(),
                |day| Problem::new(day.parse::<Day>().err().unwrap_or_default()),
            )
        };
        let (from, until) = (day(self, &file.from), day(self, &file.until));
        if file.from.is_none() {
            let problem = Problem::new("an action does not say from when on it is done");
            self.problem(*span, problem.hint("say it: {what: Call back within a day, from: 2026-04-01}"));
        }
        if let (Some(from), Some(until), Some(at)) = (from, until, &file.until)
            && until < from
        {
            self.problem(at.span, ends_early(from, until));
        }
        let expected = self.valid(file.expected.clone(), |of| is_expected(*of).then_some(*of), not_expected);
        let status = self.valid(file.status.clone(), |name| status(name), no_status);
        let mut of = (None, None);
        for (column, at) in &file.only {
            let name = self.name(column, at.span, "column");
            let values = self.values(&at.value, at.span);
            self.put(&mut of, &name, values, columns);
        }
        let place = Some(self.at(*span));
        let owner = file.owner.as_deref();
        Parts { what, from, until, owner, expected, status, only: of, place }.action()
    }

    fn values(&mut self, stated: &OneOrMany, span: Span) -> Vec<Named<String>> {
        let values = self.names(stated, span, "value");
        if values.is_empty() {
            self.problem(span, Problem::new("the list of values is empty"));
        }
        let is_repeated = |(at, value): (usize, &Named<String>)| {
            let mut before = values.iter().take(at);
            let problem = Problem::new(format!("`{}` is named twice", value.value));
            before.any(|other| other.value == value.value).then(|| problem.at(value.place.clone()))
        };
        self.problems.extend(values.iter().enumerate().filter_map(is_repeated));
        values
    }

    /// Adds where an action is done: for which client, or for which values of a cut.
    fn put(
        &mut self,
        (client, only): &mut (Option<Named<String>>, Option<Only>),
        column: &Named<String>,
        values: Vec<Named<String>>,
        columns: &Columns,
    ) {
        let is_of = |other: &Named<String>| other.value == column.value;
        let problem = |what: String| Problem::new(what).at(column.place.clone());
        if columns.client.last().is_some_and(|of| of.value == column.value) || column.value == "client" {
            if columns.client.is_empty() {
                let hint = "name the column of clients as `reports.one_per`, or a region or cut here";
                self.problems.push(
                    problem("an action is for a client, and no client has a report".to_owned()).hint(hint),
                );
                return;
            }
            if values.len() > 1 {
                let hint = "state it once for each";
                self.problems.push(problem("an action is for one client".to_owned()).hint(hint));
            }
            *client = values.into_iter().next();
            return;
        }
        let is_region = columns.region.as_ref().is_some_and(is_of) || column.value == "region";
        let mut cuts = columns.cuts.iter().filter(|cut| cut.is_shown && cut.pair.is_none());
        let of_cut = |at: usize| columns.attributes.get(at).is_some_and(|own| own.value == column.value);
        let cut = cuts
            .find(|cut| of_cut(cut.attribute))
            .and_then(|cut| columns.cuts.iter().position(|other| other == cut));
        if !(is_region && columns.region.is_some()) && cut.is_none() {
            let shown = columns.cuts.iter().filter(|cut| cut.is_shown && cut.pair.is_none());
            let known = shown.filter_map(|cut| columns.attributes.get(cut.attribute)).chain(&columns.region);
            let known: Vec<&str> = known.map(|of| of.value.as_str()).collect();
            let told = problem(format!("answers are not told by `{}`", column.value));
            let told = told.did_you_mean(&column.value, known.iter().copied());
            let hint = "an action is done in regions (`columns.region`), in values of a cut (`cuts`), or for a client (`reports.one_per`)";
            self.problems.push(told.hint(hint));
            return;
        }
        if only.is_some() {
            let hint = "name one of them: answers that have both are not counted apart";
            self.problems.push(problem("an action is done by two columns".to_owned()).hint(hint));
            return;
        }
        *only = Some(Only { cut: cut.filter(|_| !is_region), values });
    }

    /// Those of a table, a row each.
    fn actions_of_table(&mut self, rows: Vec<Row<8>>, path: &Path, columns: &Columns) -> Vec<Action> {
        let mut found = Vec::new();
        for row in rows {
            let cell = |at: usize| row.cells.get(at).and_then(Option::as_deref);
            let place = |at: usize| Some(row.place(&TABLE, path, at));
            let mut problems = Vec::new();
            let mut wrong = |at: usize, problem: Problem| problems.push(problem.at(place(at)));
            let mut day = |at: usize| {
                let text = cell(at)?;
                let day = text.parse::<Day>();
                if let Err(why) = &day {
                    wrong(at, Problem::new(why.clone()));
                }
                day.ok()
            };
            let (from, until) = (day(1), day(2));
            for (at, what) in [
                (0, "the action does not say what is done"),
                (1, "the action does not say from when on it is done"),
            ] {
                if cell(at).is_none() {
                    wrong(at, Problem::new(what));
                }
            }
            if let (Some(from), Some(until)) = (from, until)
                && until < from
            {
                wrong(2, ends_early(from, until));
            }
            let expected = cell(4).and_then(|text| {
                let points = text.replace(',', ".").parse::<f64>().ok().filter(|points| is_expected(*points));
                if points.is_none() {
                    wrong(4, not_expected(text));
                }
                points
            });
            let status = cell(5).and_then(|text| {
                let found = status(text);
                if found.is_none() {
                    wrong(5, no_status(text));
                }
                found
            });
            self.problems.extend(problems);
            let mut of = (None, None);
            match (cell(6), cell(7)) {
                (Some(column), Some(value)) => {
                    let name =
                        |at, text: &str| Named { value: canonical(text).into_owned(), place: place(at) };
                    self.put(&mut of, &name(6, column), vec![name(7, value)], columns);
                }
                (None, None) => {}
                (column, _) => {
                    let (at, lacks) = if column.is_some() { (7, "value") } else { (6, "column") };
                    let problem = Problem::new(format!("where the action is done lacks its {lacks}"));
                    self.problems.push(problem.at(place(at)));
                }
            }
            let what = cell(0).map(|text| canonical(text).into_owned());
            let (owner, place) = (cell(3), place(0));
            found.extend(Parts { what, from, until, owner, expected, status, only: of, place }.action());
        }
        found
    }
}
