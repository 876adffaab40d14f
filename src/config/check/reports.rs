//! Which reports there are to be, and what is stated of single clients.

use super::Check;
use crate::config::MOST_BESIDE;
use crate::config::clients;
use crate::config::file::{self, File, OneOrMany};
use crate::config::language::AllGiven;
use crate::config::settings::{Audience, Columns, Config, IndexSettings, Named, Privacy, Reports};
use crate::config::tree::At;
use crate::error::Problem;
use crate::survey::{DEEPEST, Decimal};

impl Check<'_> {
    /// The columns that name a client, the outermost first.
    pub(super) fn client_columns(&mut self, stated: Option<At<OneOrMany>>) -> Vec<Named<String>> {
        let Some(At { value, span, .. }) = stated else { return Vec::new() };
        let problem = match &value {
            OneOrMany::Many(names) if names.is_empty() => Some(
                Problem::new("the list of columns is empty").hint("name the column that names the clients"),
            ),
            OneOrMany::Many(names) if names.len() > DEEPEST => {
                Some(Problem::new(format!("clients are nested {DEEPEST} deep at most")))
            }
            _ => None,
        };
        if let Some(problem) = problem {
            self.problem(span, problem);
        }
        let columns = self.names(&value, span, "column");
        for (at, column) in columns.iter().enumerate() {
            if columns.iter().take(at).any(|other| other.value == column.value) {
                let problem =
                    Problem::new(format!("the column `{}` stands here a second time", column.value));
                self.problems.push(problem.at(column.place.clone()));
            }
        }
        columns
    }

    pub(super) fn reports(
        &mut self,
        file: file::Reports,
        over: Reports,
        columns: &Columns,
        (decimal, languages): (Option<Decimal>, &mut AllGiven),
    ) -> Reports {
        if file.one_per.is_none() {
            for (stated, key, span) in [
                (!file.list.is_empty(), "list", file.list.first().map(|at| at.span)),
                (file.table.is_some(), "table", file.table.as_ref().map(|at| at.span)),
            ] {
                if let (true, Some(span)) = (stated, span) {
                    let problem =
                        Problem::new(format!("`reports.{key}` needs the column that names the clients"));
                    self.problem(span, problem.hint("add `one_per: client` to `reports`"));
                }
            }
        }
        if let Some(At { span, .. }) = file.archive.as_ref().filter(|at| at.value && columns.date.is_none()) {
            let problem = Problem::new(
                "`reports.archive` keeps the reports of each period, and without dates there are no periods",
            );
            let hint = "name the column of dates with `columns.date`, or leave `archive` out";
            self.problem(*span, problem.hint(hint));
        }
        let overrides = file.table.map(|at| {
            let path = self.path(&at.value);
            let before = self.problems.len();
            let overrides =
                clients::read(&path, self.folder, &over.industries, (decimal, languages), &mut self.problems);
            self.blame_on(at.span, &path, before);
            overrides
        });
        let mut overrides = overrides.unwrap_or_default();
        for row in &mut overrides {
            row.client = present(&row.client, columns);
        }
        let (renamed, former) = clients::renamed(&overrides, &mut self.problems);
        let list: Vec<Named<String>> =
            file.list.iter().map(|at| self.name(&at.value, at.span, "client")).collect();
        let fewest = Reports::FEWEST_PEERS;
        let min_peers = self.valid(
            file.min_peers.clone(),
            |n| u64::try_from(*n).ok().filter(|n| (fewest..=1_000_000).contains(n)),
            |n| {
                let problem = Problem::new(format!(
                    "`{n}` is not a number of clients from {fewest} to 1000000 for `min_peers`"
                ));
                problem.hint("from a figure of fewer others, two clients could work out a third one's")
            },
        );
        Reports {
            min_peers: min_peers.unwrap_or(over.min_peers),
            list: list
                .into_iter()
                .map(|name| Named { value: present(&name.value, columns), ..name })
                .collect(),
            name_peers: file.name_peers.unwrap_or(over.name_peers),
            archive: file.archive.map_or(over.archive, |at| at.value),
            overrides,
            renamed,
            former,
            industries: over.industries,
        }
    }

    /// What the index is to be: the further questions that it names have to be there, and to have one value each.
    pub(super) fn index(&mut self, file: &File, shared: &Config) -> IndexSettings {
        let audience = file.index.audience.unwrap_or(shared.index.audience);
        let Some(At { value, span, .. }) = &file.index.questions else {
            return IndexSettings { audience, questions: None };
        };
        if audience == Audience::Clients {
            let problem = Problem::new("an index that is passed on has no columns of further questions");
            let hint = "of each question other clients would have to be hidden: leave `index.questions` out";
            self.problem(*span, problem.hint(hint));
        }
        if shared.columns.client.is_empty() {
            let problem = Problem::new("`index.questions` needs the column that names the clients");
            self.problem(
                *span,
                problem.hint("an index is made of one report for each: `reports: {one_per: client}`"),
            );
        }
        let names = self.names(value, *span, "question");
        let leaves_out =
            |sections: &At<Vec<At<String>>>| sections.value.iter().all(|part| part.value != "questions");
        if !names.is_empty() && file.sections.as_ref().is_some_and(leaves_out) {
            let problem =
                Problem::new("`index.questions` needs the part `questions`, which `sections` leaves out");
            self.problem(*span, problem.hint("list it among `sections`, or leave `index.questions` out"));
        }
        if names.len() > MOST_BESIDE {
            let problem = format!("{} questions are named, more than {MOST_BESIDE}", names.len());
            self.problem(*span, Problem::new(problem).hint("there is no room for more beside each other"));
        }
        let known =
            || shared.further.iter().map(|further| &further.question).filter(|of| !of.name.is_empty());
        for (at, name) in names.iter().enumerate() {
            let problem = if *name.value == shared.question.name {
                Problem::new(format!("`{}` leads the reports", name.value)).hint("the index has it anyway")
            } else if names.iter().take(at).any(|other| other.value == name.value) {
                Problem::new(format!("the question `{}` stands here a second time", name.value))
            } else {
                match known().find(|question| question.name == name.value) {
                    Some(question) if question.kind.has_options() => Problem::new(format!(
                        "the question `{}` has a share for each of its options",
                        name.value
                    ))
                    .hint("the index has room for questions with one value only"),
                    Some(_) => continue,
                    None => {
                        let names = known().filter(|of| !of.kind.has_options()).map(|of| of.name.as_str());
                        let names: Vec<&str> = names.collect();
                        let problem = Problem::new(format!("no further question is called `{}`", name.value));
                        let problem = problem.did_you_mean(&name.value, names.iter().copied());
                        if names.is_empty() {
                            problem.hint("`questions` and `outcomes` state them")
                        } else {
                            problem
                        }
                    }
                }
            };
            self.problems.push(problem.at(name.place.clone()));
        }
        IndexSettings { audience, questions: Some(names.into_iter().map(|name| name.value).collect()) }
    }

    /// From whom clients' answers are kept.
    pub(super) fn privacy(&mut self, file: &file::Privacy, is_batch: bool, default: Privacy) -> Privacy {
        if let Some(At { span, .. }) = file.read_by.as_ref().filter(|_| is_batch) {
            let problem = Problem::new(
                "`privacy.read_by` is for a report on all answers, and `reports.one_per` makes one for each client",
            );
            self.problem(*span, problem.hint("clients are kept from each other then: leave `read_by` out"));
        }
        let coalition = self.valid(
            file.coalition.clone(),
            |n| usize::try_from(*n).ok().filter(|n| (1..=Privacy::MOST).contains(n)),
            |n| {
                let problem = Problem::new(format!(
                    "`{n}` is not a number of clients from 1 to {} for `coalition`",
                    Privacy::MOST
                ));
                problem.hint(
                    "so many clients may compare their reports, and learn nothing of a single other one",
                )
            },
        );
        Privacy { coalition: coalition.unwrap_or(default.coalition), late: file.late.unwrap_or(default.late) }
    }
}

/// What a client is called in the reports, whose names in the data `aliases` make one: of a name in full each part by its column, of one
/// alone the whole by the innermost column that knows it.
fn present(name: &str, columns: &Columns) -> String {
    let in_column = |column: &Named<String>, name: &str| {
        let aliases = columns.shaping.aliases.iter().find(|aliases| aliases.column.value == column.value)?;
        aliases.names.get(name).map(|present| present.value.clone())
    };
    let parts: Vec<&str> = name.split(clients::WITHIN).collect();
    if parts.len() > 1 && parts.len() == columns.client.len() {
        let parts = columns.client.iter().zip(parts);
        let parts = parts.map(|(column, part)| in_column(column, part).unwrap_or_else(|| part.to_owned()));
        return parts.collect::<Vec<_>>().join(clients::WITHIN);
    }
    let mut innermost = columns.client.iter().rev();
    innermost.find_map(|column| in_column(column, name)).unwrap_or_else(|| name.to_owned())
}
