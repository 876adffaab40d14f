//! Whose words are whose: what is said of a client stands in its own report, and in no other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::Counted;
use crate::config::Commentary;
use crate::error::{Error, Kind, Problem, SourceText};
use crate::facts::{Names, Unresolved};
use crate::survey::{Client, canonical};

/// The texts of a folder, by whom they are about.
#[derive(Default)]
pub(super) struct Commentaries {
    of_clients: BTreeMap<Client, Arc<SourceText>>,
    /// Those that are called as no client is: perhaps as the folder of its report.
    others: BTreeMap<String, Arc<SourceText>>,
    /// Those whose name several clients have.
    doubtful: Vec<Problem>,
}

impl Commentaries {
    /// Those that a config names.
    pub(super) fn of(counted: &Counted) -> Self {
        let mut all = Self::default();
        let Some(Commentary::Each(texts)) = counted.config.commentary.as_deref() else { return all };
        let names = Names::new(counted.facts.clients());
        for (called, text) in texts {
            let name = called.replace('/', " / ");
            let path = called.split('/').map(|part| canonical(part).into_owned()).collect();
            let now = Client::new(path).and_then(|then| counted.config.reports.renamed.client(&then));
            match now.map_or_else(|| names.client(&name), |now| names.client(&now.to_string())) {
                Ok(client) => drop(all.of_clients.insert(client.clone(), Arc::clone(text))),
                Err(Unresolved::Unknown) => drop(all.others.insert(called.clone(), Arc::clone(text))),
                Err(Unresolved::Ambiguous) => {
                    let problem =
                        Problem::new(format!("several clients are named `{name}`, and none has these words"));
                    let hint =
                        "put the file into a folder of what the client is nested in, such as `North/Acme.md`";
                    all.doubtful.push(problem.in_file(&text.path).hint(hint));
                }
            }
        }
        all
    }

    /// What is said of a client that has this folder.
    ///
    /// # Errors
    /// When two texts are about it.
    pub(super) fn about(&self, client: &Client, folder: &str) -> Result<Option<Arc<Commentary>>, Error> {
        let found = match (self.of_clients.get(client), self.others.get(folder)) {
            (Some(one), Some(other)) => {
                let problem = Problem::new(format!("`{}` is about it too", one.path.display()));
                let hint =
                    "keep one of them: one is called as the client, the other as the folder of its report";
                return Err(Error::new(Kind::Config, problem.in_file(&other.path).hint(hint)));
            }
            (one, other) => one.or(other),
        };
        Ok(found.map(|text| Arc::new(Commentary::One(Arc::clone(text)))))
    }

    /// Texts that are about no client, where these are the folders of reports.
    pub(super) fn doubtful(&self, counted: &Counted, folders: &BTreeMap<Client, String>) -> Vec<Problem> {
        let names = Names::new(counted.facts.clients());
        let folders: BTreeSet<&str> = folders.values().map(String::as_str).collect();
        let unknown = self.others.iter().filter(|(called, _)| !folders.contains(called.as_str()));
        let unknown = unknown.map(|(called, text)| {
            let name = called.replace('/', " / ");
            let problem =
                Problem::new(format!("no client is called `{name}`, and no report has these words"));
            let known = names.all().chain(folders.iter().copied());
            problem.in_file(&text.path).did_you_mean(&name, known)
        });
        self.doubtful.iter().cloned().chain(unknown).collect()
    }
}
