//! Whom to follow up, checked.

use super::{Check, stands_for};
use crate::config::file::{self, Fits, OneOrMany, When};
use crate::config::follow_up::FollowUp;
use crate::config::settings::{Columns, Condition, Named};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::{Group, canonical};

/// What stands for the column of scores, whatever that is called.
const SCORE: &str = "score";

/// The groups of answers by what they are called here.
const GROUPS: [(&str, Group); 3] =
    [("detractor", Group::Detractor), ("passive", Group::Passive), ("promoter", Group::Promoter)];

impl Check<'_> {
    /// Whom to follow up; nobody where nothing is stated of it.
    pub(super) fn follow_up(
        &mut self,
        stated: Option<&At<file::FollowUp>>,
        columns: &Columns,
    ) -> Option<FollowUp> {
        let At { value: file, span, .. } = stated?;
        let (groups, rows) = self.fits(file.when.as_ref(), columns);
        let mut column =
            |at: &Option<At<String>>| at.as_ref().map(|at| self.name(&at.value, at.span, "column"));
        let (owner, status) = (column(&file.owner), column(&file.status));
        let called_on = column(&file.called_on);
        let more = file.columns.iter().map(|at| self.name(&at.value, at.span, "column")).collect();
        let key = match &file.key {
            Some(At { value: OneOrMany::Many(names), span, .. }) if names.is_empty() => {
                self.problem(*span, Problem::new("no column names whom to call").hint(KEY));
                Vec::new()
            }
            Some(At { value, span, .. }) => self.names(value, *span, "column"),
            None => {
                if !self.taken_out.iter().any(|taken| stands_for(taken, "follow_up.key")) {
                    self.problem(*span, Problem::new("the key `follow_up.key` is missing").hint(KEY));
                }
                Vec::new()
            }
        };
        let for_clients = file.for_clients.as_ref().is_some_and(|at| at.value);
        if let Some(at) = file.for_clients.as_ref().filter(|at| at.value && columns.client.is_empty()) {
            let problem = Problem::new("lists are `for_clients`, and no client has a report");
            let hint = "name the column of clients as `reports.one_per`, or leave `for_clients` out";
            self.problem(at.span, problem.hint(hint));
        }
        let done = self.done(file.done.as_ref(), status.as_ref());
        let follow_up =
            FollowUp { groups, rows, key, owner, columns: more, status, done, called_on, for_clients };
        self.carries_no_measures(&follow_up, columns);
        Some(follow_up)
    }

    /// What the status says of whoever was called back.
    fn done(
        &mut self,
        stated: Option<&At<OneOrMany>>,
        status: Option<&Named<String>>,
    ) -> Vec<Vec<Condition>> {
        let Some(At { value, span, .. }) = stated else { return Vec::new() };
        for (_, span) in value.each(*span).into_iter().filter(|(text, _)| canonical(text).is_empty()) {
            let problem = Problem::new("`done` has an empty text, which would be every row without a status");
            let hint =
                "write what the column says where somebody has called back: {status: state, done: [closed]}";
            self.problem(span, problem.hint(hint));
        }
        let test = self.among(value.each(*span), true, *span);
        let Some(column) = status.cloned() else {
            let problem = Problem::new("`done` says what a status is, and no column has one");
            let hint = "name it: follow_up: {status: state, done: [closed]}; or name the day of the call: {called_on: called}";
            self.problem(*span, problem.hint(hint));
            return Vec::new();
        };
        vec![vec![Condition { column, test, is_optional: false }]]
    }

    /// The groups of answers that are meant, and the rows: detractors where nothing is stated.
    fn fits(&mut self, stated: Option<&At<When>>, columns: &Columns) -> (Vec<Group>, Vec<Vec<Condition>>) {
        let Some(At { value, span, .. }) = stated else { return (vec![Group::Detractor], Vec::new()) };
        let each: Vec<(&Fits, Span)> = match value {
            When::One(one) => vec![(one, *span)],
            When::Several(several) => several.iter().map(|at| (&at.value, at.span)).collect(),
        };
        if each.is_empty() {
            let problem = Problem::new("`when` says of no answer that it is to be followed up");
            self.problem(*span, problem.hint("name a group, such as detractor, or leave `when` out"));
        }
        let (mut groups, mut rows) = (Vec::new(), Vec::new());
        for (fits, span) in each {
            match fits {
                Fits::Group(name) => groups.extend(self.group(name, span)),
                Fits::Held(held) => {
                    let mut conditions = self.held(held, span);
                    for condition in &mut conditions {
                        if condition.column.value == SCORE {
                            condition.column.value.clone_from(&columns.score.value);
                        }
                    }
                    rows.push(conditions);
                }
            }
        }
        (groups, rows)
    }

    /// The group of that name, in the singular or the plural.
    fn group(&mut self, name: &str, span: Span) -> Option<Group> {
        let written = canonical(name).to_lowercase();
        let is_it = |called: &str| called == written || written.strip_suffix('s') == Some(called);
        let found = GROUPS.iter().find(|(called, _)| is_it(called)).map(|(_, group)| *group);
        if found.is_none() {
            let problem = Problem::new(format!("`{name}` is no group of answers"));
            let known = GROUPS.iter().map(|(called, _)| *called);
            let hint =
                "use detractor, passive or promoter, or say what columns have to hold: {score: {most: 4}}";
            self.problem(span, problem.did_you_mean(&written, known).hint(hint));
        }
        found
    }

    /// Tells of measured columns that are to be anything else.
    fn carries_no_measures(&mut self, follow_up: &FollowUp, columns: &Columns) {
        let measured = [
            ("columns.score", Some(&columns.score)),
            ("columns.date", columns.date.as_ref()),
            ("columns.weight", columns.weight.as_ref()),
        ];
        for column in follow_up.carried() {
            let is_it = |(_, of): &&(&str, Option<&Named<String>>)| {
                of.is_some_and(|of| of.value == column.value && !column.value.is_empty())
            };
            let Some((key, _)) = measured.iter().find(is_it) else { continue };
            let what = format!("the column `{}` is named as `{key}` and in `follow_up`", column.value);
            let hint = "the list has score and date anyway: name only what else it is to hold";
            self.problems.push(Problem::new(what).hint(hint).at(column.place.clone()));
        }
    }
}

const KEY: &str =
    "name the column that tells whom to call, such as a number or an address: follow_up: {key: client_id}";
