//! The folders of reports: which is whose, and what an output folder holds that a run does not make.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::card::Card;
use super::last_run::LastRun;
use super::wanted::Wanted;
use crate::error::{Error, Kind, Problem};
use crate::output::{self, Manifest, PDF, State};
use crate::report::NewName;
use crate::survey::{Client, Renamed, canonical};

/// What is in an output folder from earlier runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remains {
    /// The config that the folder is taken over from.
    pub taken_from: Option<String>,
    /// The folder of the earlier period that the last run is known from and the config that wrote it, where that is another.
    pub compared_with: Option<(String, String)>,
    /// Folders of clients that have no report any more.
    pub stale: Vec<String>,
    /// Folders that another config made, by that config: they stay.
    pub others: BTreeMap<String, Vec<String>>,
    /// Clients that had no report before, where others had.
    pub new: Vec<Client>,
    /// Clients that the last run had in its index and that have no report now; nobody where not all reports are made.
    pub gone: Vec<Client>,
    /// Clients that were called otherwise when their folders were made: what they were called, what they are called now,
    /// and the folder, which stays.
    pub renamed: Vec<(Client, Client, String)>,
    /// Clients that had folders under both names before their former one was known: what they were called, what they are
    /// called now, and the folder of each name. The first one is stale.
    pub replaced: Vec<(Client, Client, [String; 2])>,
    /// Folders of reports whose print goes, as this run prints none.
    pub unprinted: Vec<String>,
}

impl Remains {
    /// What of this manifest of the output folder is neither of these folders nor printed again, and who is new and renamed
    /// since the last run, or gone.
    pub(super) fn new(
        manifest: Option<&Manifest>,
        last: &LastRun,
        folders: &BTreeMap<Client, String>,
        wanted: &Wanted<'_>,
        renamed: &Renamed,
    ) -> Self {
        let taken_from = output::other_owner(manifest, wanted.config).map(str::to_owned);
        let current: BTreeSet<&String> = folders.values().collect();
        let compared_with = last.of_another(wanted.config);
        let mut remains = Self { taken_from, compared_with, ..Self::default() };
        for (folder, entry) in manifest.into_iter().flat_map(|manifest| &manifest.reports) {
            if current.contains(folder) {
                continue;
            }
            match entry.config.as_ref().or(remains.taken_from.as_ref()) {
                Some(other) if !output::is_same(other, wanted.config) => {
                    remains.others.entry(other.clone()).or_default().push(folder.clone());
                }
                _ => remains.stale.push(folder.clone()),
            }
        }
        if let Some(before) =
            last.manifest(manifest).map(|last| &last.reports).filter(|before| !before.is_empty())
        {
            let is_new = |(_, folder): &(&Client, &String)| !before.contains_key(*folder);
            remains.new = folders.iter().filter(is_new).map(|(client, _)| client.clone()).collect();
        }
        let now = |client: Client, folder: &String| {
            let now = renamed.client(&client)?;
            (folders.get(&now) == Some(folder)).then(|| (client, now, folder.clone()))
        };
        remains.renamed =
            listed(last.manifest(manifest)).filter_map(|(client, folder)| now(client, folder)).collect();
        let replaced = listed(manifest).filter(|(_, folder)| remains.stale.contains(folder));
        remains.replaced = replaced
            .filter_map(|(then, before)| {
                let now = renamed.client(&then)?;
                let folder = folders.get(&now)?.clone();
                Some((then, now, [before.clone(), folder]))
            })
            .collect();
        for NewName { then, now } in &last.joined {
            let is_told = remains.replaced.iter().any(|(client, ..)| client == then);
            if let Some(folder) = folders.get(now).filter(|_| !is_told) {
                remains.renamed.push((then.clone(), now.clone(), folder.clone()));
            }
        }
        if let Some(index) = last.index.as_ref().filter(|_| wanted.only.is_empty()) {
            remains.gone = index.gone(folders.keys(), renamed);
        }
        remains
    }

    /// Notes which of the reports that are made lose their print.
    pub(super) fn made<'a>(
        &mut self,
        manifest: Option<&Manifest>,
        wanted: &Wanted<'_>,
        made: impl Iterator<Item = &'a String>,
    ) {
        let has_print = |folder: &&String| {
            manifest.is_some_and(|manifest| manifest.files.contains_key(&format!("{folder}/{PDF}")))
        };
        self.unprinted = made.filter(|_| wanted.printer.is_none()).filter(has_print).cloned().collect();
    }
}

/// The folder of each client. One that had a folder keeps it, under a new name too, so that links to it hold.
pub(super) fn folders<'a>(
    clients: impl Iterator<Item = &'a Client> + Clone,
    manifest: Option<&Manifest>,
    renamed: &Renamed,
) -> BTreeMap<Client, String> {
    let listed: Vec<(Client, &String)> = listed(manifest).collect();
    let mut known = BTreeMap::new();
    // An earlier version told spellings of a name apart: the first of their folders is kept.
    for (client, folder) in &listed {
        known.entry(client.clone()).or_insert_with(|| (*folder).clone());
    }
    for (client, folder) in &listed {
        if let Some(now) = renamed.client(client) {
            known.entry(now).or_insert_with(|| (*folder).clone());
        }
    }
    // A folder is one client's: the former name has none beside the present one.
    known.retain(|client, _| renamed.client(client).is_none());
    let mut folders = output::folders(clients.clone(), &known);
    // What a client is nested in may have no report.
    let clients: BTreeSet<&Client> = clients.collect();
    folders.retain(|client, _| clients.contains(client));
    folders
}

/// The reports of an output folder: for whom, in canonical form, and in which folder.
pub(super) fn listed(manifest: Option<&Manifest>) -> impl Iterator<Item = (Client, &String)> {
    manifest.into_iter().flat_map(|manifest| &manifest.reports).filter_map(|(folder, entry)| {
        let path = entry.client.path().iter().map(|name| canonical(name).into_owned()).collect();
        Some((Client::new(path)?, folder))
    })
}

/// Refuses a folder that holds something else or is another's, and to make some reports only where the others and the
/// index are not whole.
pub(super) fn can_be_in(
    folder: &Path,
    manifest: Option<&Manifest>,
    wanted: &Wanted<'_>,
) -> Result<(), Error> {
    let refuse =
        |problem: Problem, hint: &str| Err(Error::new(Kind::Output, problem.in_file(folder).hint(hint)));
    if manifest.is_some_and(Manifest::is_of_one) {
        let problem = Problem::new("the folder holds one report on all answers");
        return refuse(problem, "name another folder with `--out`, or empty this one");
    }
    output::refuse_another_s(folder, manifest, wanted.config, wanted.force)?;
    if wanted.only.is_empty() {
        return Ok(());
    }
    if let Some(owner) = output::other_owner(manifest, wanted.config) {
        let problem =
            Problem::new(format!("the folder belongs to another config, `{owner}`, and so does its index"));
        return refuse(
            problem,
            "take it over with all reports, without `--only`, or name another folder with `--out`",
        );
    }
    if manifest.is_none_or(|manifest| manifest.state == State::Complete) {
        return Ok(());
    }
    let problem = Problem::new("an earlier run was killed while it wrote, so the index is not whole");
    refuse(problem, "build all reports, without `--only`, to put it right; unchanged ones are not made again")
}

/// Whether a report was made from the same before.
pub(super) fn is_unchanged(manifest: Option<&Manifest>, card: &Card) -> bool {
    let entry = manifest.and_then(|manifest| manifest.reports.get(&card.entry.folder));
    entry.is_some_and(|entry| entry.key == card.key)
}
