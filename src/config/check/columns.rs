//! What a column is for: one that is named for two things.

use super::{Check, stands_for};
use crate::config::file::File;
use crate::config::presets::Preset;
use crate::config::questions::Further;
use crate::config::settings::{Columns, Config, Keep, Named};
use crate::config::tree::At;
use crate::error::Problem;

/// What is in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Scores,
    Dates,
    Weights,
    /// Names of groups.
    Groups,
    /// Names of clusters, which may be the days of the answers too.
    Clusters,
}

impl Check<'_> {
    /// The columns that are named, the leading question's among them.
    pub(super) fn columns(
        &mut self,
        file: &File,
        leading: Option<Named<String>>,
        (default, preset): (Columns, Option<&Preset>),
    ) -> Columns {
        let stated = &file.columns;
        let has_questions = self.stated.iter().any(|(key, _)| key == "questions");
        let has_score = preset.is_some_and(|preset| preset.score.is_some());
        if stated.score.is_none() && !has_questions && !has_score {
            self.missing("columns.score", "columns: {score: nps}");
        }
        let respondent = stated.respondent.as_ref().map(|at| self.names(&at.value, at.span, "column"));
        let comment = stated.comment.as_ref().map(|at| self.names(&at.value, at.span, "column"));
        let mut named =
            |at: &Option<At<String>>| at.as_ref().map(|at| self.name(&at.value, at.span, "column"));
        let mut columns = Columns {
            score: named(&stated.score).or(leading).unwrap_or(default.score),
            date: named(&stated.date),
            region: named(&stated.region),
            weight: named(&stated.weight),
            client: self.client_columns(file.reports.one_per.clone()),
            reader: self.client_columns(file.privacy.read_by.clone()),
            respondent: respondent.unwrap_or_default(),
            comment: comment.unwrap_or_default(),
            ..Columns::default()
        };
        if let Some(preset) = preset {
            Self::columns_of_preset(&mut columns, preset);
        }
        self.attributes(file, columns)
    }

    /// Which answers count of those who answer more than once.
    pub(super) fn keep(&mut self, stated: Option<&At<Keep>>, columns: &Columns) -> Keep {
        let Some(At { value, span, .. }) = stated else { return Keep::default() };
        let is_misread = self.taken_out.iter().any(|key| stands_for(key, "columns.respondent"));
        if columns.respondent.is_empty() && *value != Keep::All && !is_misread {
            let problem = Problem::new(
                "`repeats` says which answers of a respondent count, and nothing names respondents",
            );
            let hint = "name the column that says whose an answer is: `columns: {respondent: email}`";
            self.problem(*span, problem.hint(hint));
        }
        *value
    }

    /// Tells of columns that cannot be what two keys say: scores, dates and weights are measured, and each is nothing but
    /// that. Groups may be the same: reports may be made for each region, or answers weighted by it; and those of a day may
    /// be a cluster.
    pub(super) fn roles(&mut self, shared: &Config, further: &[Further], themes: Option<&Further>) {
        let (columns, accounts) = (&shared.columns, shared.accounts.as_ref());
        let clients = columns.client.iter().map(|column| ("reports.one_per", Holds::Groups, column));
        let readers = columns.reader.iter().map(|column| ("privacy.read_by", Holds::Groups, column));
        let respondents =
            columns.respondent.iter().map(|column| ("columns.respondent", Holds::Groups, column));
        let comments = columns.comment.iter().map(|column| ("columns.comment", Holds::Groups, column));
        let coded = themes.into_iter().flat_map(Further::columns);
        // Where a dictionary finds them, they are in the comments.
        let coded =
            coded.filter(|column| columns.comment.iter().all(|comment| comment.value != column.value));
        let coded = coded.map(|column| ("themes", Holds::Groups, column));
        let pairs = columns.cuts.iter().filter_map(|cut| cut.pair.as_ref());
        let pairs = pairs.flatten().map(|column| ("tables", Holds::Groups, column));
        let attributes = columns.attributes.iter().enumerate().map(|(at, column)| {
            if let Some(cut) = columns.cuts.iter().find(|cut| cut.attribute == at) {
                (if cut.is_shown { "cuts" } else { "columns.segments" }, Holds::Groups, column)
            } else if columns.cluster == Some(at) {
                ("columns.cluster", Holds::Clusters, column)
            } else {
                ("weights.margins", Holds::Groups, column)
            }
        });
        let further = further.iter().flat_map(Further::columns);
        let further = further.map(|column| ("questions", Holds::Scores, column));
        let score = Some(&columns.score).filter(|score| score.place.is_some());
        let has_questions = self.stated.iter().any(|(key, _)| key == "questions");
        let leading = if has_questions { "questions" } else { "columns.score" };
        let single = [
            (leading, Holds::Scores, score),
            ("columns.date", Holds::Dates, columns.date.as_ref()),
            ("columns.weight", Holds::Weights, columns.weight.as_ref()),
            ("columns.region", Holds::Groups, columns.region.as_ref()),
            ("columns.account", Holds::Groups, accounts.map(|of| &of.column)),
            ("columns.revenue", Holds::Weights, accounts.and_then(|of| of.revenue.as_ref())),
        ];
        let single = single.into_iter().filter_map(|(key, holds, column)| Some((key, holds, column?)));
        let roles: Vec<(&str, Holds, &Named<String>)> = single
            .chain(clients)
            .chain(readers)
            .chain(respondents)
            .chain(comments)
            .chain(coded)
            .chain(attributes)
            .chain(pairs)
            .chain(further)
            .collect();
        for (at, (key, holds, column)) in roles.iter().enumerate() {
            let earlier = roles.iter().take(at).find(|(_, other_holds, other)| {
                let may_be_both = match (other_holds, holds) {
                    (Holds::Scores | Holds::Weights, _) | (_, Holds::Scores | Holds::Weights) => false,
                    (Holds::Dates, holds) => *holds == Holds::Clusters,
                    _ => true,
                };
                other.value == column.value && !column.value.is_empty() && !may_be_both
            });
            if let Some((other, ..)) = earlier {
                let problem = Problem::new(format!(
                    "the column `{}` is named as `{other}` and as `{key}`",
                    column.value
                ));
                let problem = problem.hint("scores, dates, weights and revenues have columns of their own");
                self.problems.push(problem.at(column.place.clone()));
            }
        }
    }
}
