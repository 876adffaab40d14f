//! The list of all who were asked, where answers are in files of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::Check;
use crate::config::file::{self, File};
use crate::config::settings::{Columns, Config, List, Named};
use crate::config::tree::At;
use crate::error::Problem;
use crate::survey::canonical;

impl Check<'_> {
    /// The list that is stated, none where the rows of the answers are all who were asked.
    pub(super) fn list(&mut self, file: &File, shared: &Config) -> Option<List> {
        let At { value: list, span, .. } = file.outcomes.as_ref()?.value.list.as_ref()?;
        for (is_there, key, what) in [
            (list.files.is_some(), "files", "name the files that hold all who were asked: files: asked.csv"),
            (
                list.key.is_some(),
                "key",
                "name the column that names a person in the list and in the answers: key: id",
            ),
        ] {
            if !is_there && !self.has_misfit(*span) {
                self.problem(*span, Problem::new(format!("the list has no `{key}`")).hint(what));
            }
        }
        // Who did not answer has no weight of an answer, and the rate of those who did would be one of weights.
        let weight = file.columns.weight.as_ref().map(|at| at.span);
        let margin = file.weights.margins.values().map(|at| at.span).next();
        for at in weight.into_iter().chain(margin) {
            let problem = Problem::new("answers are weighted beside a list of all who were asked");
            let hint = "who did not answer has no weight: leave out `outcomes.list`, or the weights";
            self.problem(at, problem.hint(hint));
        }
        let mut key: Vec<Named<String>> = Vec::new();
        if let Some(At { value, span, .. }) = &list.key {
            key = self.names(value, *span, "column");
            if key.is_empty() {
                let problem = Problem::new("the key is empty");
                self.problem(*span, problem.hint("name the column that names a person: key: id"));
            }
        }
        let columns = self.columns_of_list(list, &key, &shared.columns);
        let source = file::Source {
            files: list.files.clone(),
            encoding: list.encoding.clone(),
            sheet: list.sheet.clone(),
            header_row: list.header_row.clone(),
            delimiter: list.delimiter.clone(),
            date_format: list.date_format.clone(),
            ..file::Source::default()
        };
        let is_named = source.files.is_some();
        let source = is_named.then(|| self.source(&source, &shared.source.of_another()))?;
        Some(List { source, key, columns })
    }

    /// What the list calls columns of the answers: those that say whose an answer is, when, and where it belongs.
    fn columns_of_list(
        &mut self,
        list: &file::List,
        key: &[Named<String>],
        columns: &Columns,
    ) -> BTreeMap<String, Named<String>> {
        let cluster = columns.cluster.and_then(|at| columns.attributes.get(at));
        let mirrored = key.iter().chain(&columns.date).chain(&columns.region).chain(&columns.client);
        let of_cuts = columns.cuts.iter().flat_map(|cut| match &cut.pair {
            Some(pair) => pair.iter().collect(),
            None => columns.attributes.get(cut.attribute).into_iter().collect::<Vec<_>>(),
        });
        let mirrored = mirrored.chain(&columns.reader).chain(cluster).chain(of_cuts);
        // Of a column that another one tells, a list has that one.
        let mut mirrored: Vec<&str> =
            mirrored.map(|column| columns.shaping.way(column).0.value.as_str()).collect();
        let mut seen = BTreeSet::new();
        mirrored.retain(|column| seen.insert(*column));
        let mut found = BTreeMap::new();
        for (of_answers, At { value, span, .. }) in &list.columns {
            let of_answers = canonical(of_answers).into_owned();
            let own = self.name(value, *span, "column");
            if !mirrored.contains(&of_answers.as_str()) {
                let problem = Problem::new(format!("`{of_answers}` is no column that a list has too"));
                let problem = problem.did_you_mean(&of_answers, mirrored.iter().copied());
                let hint = format!("columns of the answers that it has: `{}`", mirrored.join("`, `"));
                self.problem(*span, problem.hint(hint));
            }
            if let Some((other, _)) =
                found.iter().find(|(_, other): &(_, &Named<String>)| other.value == own.value)
            {
                let problem = format!(
                    "the column `{}` of the list stands for `{other}` and for `{of_answers}`",
                    own.value
                );
                self.problem(
                    *span,
                    Problem::new(problem).hint("each column of the answers has one of its own there"),
                );
            }
            found.insert(of_answers, own);
        }
        found
    }
}
