//! The run before this one: what the output folder holds of it or, where each period's reports are kept and there are none of
//! this one yet, the folder of the newest earlier period.

use std::fs;
use std::path::{Path, PathBuf};

use super::ledger::Ledger;
use super::wanted::LEDGER;
use crate::Counted;
use crate::output::{self, Manifest};
use crate::report::{LastIndex, NewName};

/// The run before this one.
pub(super) struct LastRun {
    /// What it left, and the name of its folder, where that is of an earlier period.
    earlier: Option<(String, Manifest)>,
    /// What its index says.
    pub(super) index: Option<LastIndex>,
    /// Clients that it took for gone and for new ones, and that are one by now.
    pub(super) joined: Vec<NewName>,
}

impl LastRun {
    /// Looks for the last run of those that write to a folder with this manifest, which is to be read before anything in the
    /// folder changes: it may be about to change hands. The folder of an earlier period is only read, and so may be another
    /// config's.
    pub(super) fn find(counted: &Counted, folder: &Path, manifest: Option<&Manifest>) -> Self {
        let own = index(folder);
        let joined = own.as_ref().map(|own| own.joined(&counted.config.reports.renamed)).unwrap_or_default();
        // What a former name that is stated late has to do with the run before is not in this period's own index.
        let is_of_earlier = manifest.is_none() || !joined.is_empty();
        let earlier = if is_of_earlier { newest_earlier(counted, folder) } else { None };
        let index = earlier.as_ref().map_or(own, |(path, _)| index(path));
        let name = |path: PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { earlier: earlier.map(|(path, manifest)| (name(path), manifest)), index, joined }
    }

    /// What it left: this manifest of the output folder, or that of the earlier period.
    pub(super) fn manifest<'a>(&'a self, manifest: Option<&'a Manifest>) -> Option<&'a Manifest> {
        manifest.or(self.earlier.as_ref().map(|(_, manifest)| manifest))
    }

    /// The folder of the earlier period and the config that wrote it, where that is another than this.
    pub(super) fn of_another(&self, config: &str) -> Option<(String, String)> {
        let (folder, manifest) = self.earlier.as_ref()?;
        output::other_owner(Some(manifest), config).map(|other| (folder.clone(), other.to_owned()))
    }
}

/// The ledger of the runs into a folder, if there is one, and all others in the output folder and in those within it: time may have
/// been cut into other periods then, and these kept their own folders or not.
pub(super) fn ledgers(counted: &Counted, folder: &Path) -> (Option<Ledger>, Vec<Ledger>) {
    let read = |folder: &Path| Ledger::from_json(&fs::read_to_string(folder.join(LEDGER)).ok()?);
    let out = folder
        .parent()
        .filter(|_| counted.config.reports.archive && counted.period.is_some())
        .unwrap_or(folder);
    let within = fs::read_dir(out).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut others: Vec<PathBuf> = within.chain([out.to_owned()]).filter(|path| path != folder).collect();
    others.sort();
    (read(folder), others.iter().filter_map(|path| read(path)).collect())
}

/// The index of the last run of those that write to a folder, or to one beside it.
pub(super) fn own_index(counted: &Counted, folder: &Path) -> Option<LastIndex> {
    index(folder).or_else(|| index(&newest_earlier(counted, folder)?.0))
}

/// What the index in a folder says; nothing where there is none that can be read.
fn index(folder: &Path) -> Option<LastIndex> {
    LastIndex::from_json(&fs::read_to_string(folder.join("index.json")).ok()?)
}

/// The newest earlier period that has reports of clients beside the folder of this one, where periods have their own.
fn newest_earlier(counted: &Counted, folder: &Path) -> Option<(PathBuf, Manifest)> {
    let now = counted.period.filter(|_| counted.config.reports.archive)?;
    let periods = fs::read_dir(folder.parent()?).ok()?.filter_map(|entry| {
        let path = entry.ok()?.path();
        let period = now.calendar().period_of_folder(path.file_name()?.to_str()?)?;
        (period.ordinal() < now.ordinal()).then_some((period.ordinal(), path))
    });
    let mut periods: Vec<(i32, PathBuf)> = periods.collect();
    periods.sort();
    // One that cannot be read keeps nobody from writing another.
    periods.into_iter().rev().find_map(|(_, path)| {
        let manifest = Manifest::read(&path).ok().flatten().filter(Manifest::is_of_many)?;
        Some((path, manifest))
    })
}
