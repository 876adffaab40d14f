//! Writing reports into one folder, those of many clients or one on all answers, with a manifest of what was written.
//!
//! Files are staged as they are made. A commit then looks at everything it would touch, and only when nothing
//! stands in the way does it say in the manifest what is about to change, move each file into its place, and say
//! that all is done. So whenever the program is killed, the manifest tells of each file what it is: the new one or
//! the one before. Reports that are neither built nor pruned stay as they are.
//!
//! Of a run that was killed, the next commit removes what was to go. A report of it that is built again is
//! complete then; one that is not is listed with the files that are there, and without a key where these are of
//! two makings, so that [`Batch::is_intact`] denies it until it is built.
//!
//! When the power fails, the manifest's own steps are in order on the disk, since it is flushed there each time;
//! the reports of many clients are not, which would take longer than making them. What is then missing or broken does not
//! have the hash that is listed: it is not taken for intact, and only `--force` writes over it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::sha256;
use super::failure::failed;
use super::guard::Deferred;
use super::made::{Made, Staged};
use super::manifest::{MANIFEST, Manifest, is_below, is_in};
use super::plan::{Action, Plan, obstacles};
use super::swap::{Swap, Watch};
use super::workplace::Workplace;
use super::write_through;
use crate::error::{Error, Kind, Problem};

/// An output folder, in this program's turn, with what it holds and with files on their way to it. Dropped without
/// a commit, it leaves the folder as it was.
pub struct Batch {
    folder: PathBuf,
    manifest: Option<Manifest>,
    staged: AtomicUsize,
    place: Workplace,
}

impl Batch {
    /// Opens a folder, which is made where it does not exist, when no other program writes to it. With `force`, a manifest
    /// that cannot be read is as good as none.
    ///
    /// # Errors
    /// When the folder cannot be made or written to, or its manifest cannot be read and is not to be replaced.
    pub fn open(folder: &Path, force: bool) -> Result<Self, Error> {
        let place = Workplace::open(folder)?;
        let manifest = Manifest::read_or_replace(folder, force)?;
        Ok(Self { folder: folder.to_owned(), manifest, staged: AtomicUsize::new(0), place })
    }

    /// What the folder holds, if anything was written to it.
    #[must_use]
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Whether a report is in the folder as it was written; see [`Manifest::is_intact`].
    #[must_use]
    pub fn is_intact(&self, report: &str) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.is_intact(&self.folder, report))
    }

    /// Whether the folder holds, unchanged, the files about all reports that were made from what this hash stands for;
    /// see [`Manifest::has_index`].
    #[must_use]
    pub fn has_index(&self, key: &str) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.has_index(&self.folder, key))
    }

    /// Whether these contents of a file were written before.
    #[must_use]
    pub fn has_file(&self, path: &str, contents: &[u8]) -> bool {
        let listed = self.manifest.as_ref().and_then(|manifest| manifest.files.get(path));
        listed.is_some_and(|file| file.sha256 == sha256(contents))
    }

    /// What stands in the way of the files of a report, by their names; see [`obstacles`].
    #[must_use]
    pub fn obstacles(&self, report: &str, names: &[&str], force: bool) -> Vec<Problem> {
        obstacles(&self.folder, self.manifest.as_ref(), Some(report), names, force)
    }

    /// Writes a file into the staging folder, to be moved to `path` (with `/`) below the output folder by a commit. A file of a
    /// report must go to the folder of that report.
    ///
    /// # Errors
    /// When it cannot be written, or `path` is elsewhere.
    pub fn stage(&self, report: Option<&str>, path: &str, contents: &[u8]) -> Result<Staged, Error> {
        let target = self.folder.join(path);
        if !is_below(path) || report.is_some_and(|report| !is_in(report, path)) {
            let problem = Problem::new("the file cannot be written: it is not in the folder of its report");
            return Err(Error::new(Kind::Output, problem.in_file(&target)));
        }
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let staged = self.place_of(number);
        // The few files beside the folders of reports are flushed; a report on all answers is among them.
        let written =
            if report.is_none() { write_through(&staged, contents) } else { fs::write(staged, contents) };
        written.map_err(|e| failed("the file", &target, &e))?;
        Ok(Staged {
            path: path.to_owned(),
            report: report.map(str::to_owned),
            bytes: u64::try_from(contents.len()).unwrap_or(u64::MAX),
            sha256: sha256(contents),
            number,
        })
    }

    fn place_of(&self, number: usize) -> PathBuf {
        self.place.staging().join(number.to_string())
    }

    /// Moves what was staged into place, removes what goes, and returns the paths of the files that were written:
    /// those about all reports first. Signals that would end the program wait until that is done.
    ///
    /// # Errors
    /// When something stands in the way or a file cannot be moved; the folder is then as it was before.
    pub fn commit(self, made: &Made) -> Result<Vec<String>, Error> {
        let signals = Deferred::new();
        let written = self.commit_watched(made, &|| Ok(()));
        signals.deliver();
        written
    }

    pub(super) fn commit_watched(self, made: &Made, watch: Watch) -> Result<Vec<String>, Error> {
        if self.manifest.as_ref().is_some_and(|manifest| manifest.is_all_of(made)) {
            return Ok(Vec::new());
        }
        let plan = Plan::new(&self.folder, self.manifest.as_ref(), made)?;
        let complete = plan.changing.clone().completed();
        if plan.moves.is_empty() && self.manifest.as_ref() == Some(&complete) {
            return Ok(Vec::new());
        }
        let changing = self.stage_manifest("changing", &plan.changing)?;
        let complete = self.stage_manifest("complete", &complete)?;
        let mut swap = Swap::new(self.place.staging(), watch);
        let swapped = self
            .put_manifest(&mut swap, &changing)
            .and_then(|()| self.put_files(&mut swap, &plan))
            .and_then(|()| self.put_manifest(&mut swap, &complete));
        if swapped.is_err() {
            swap.take_back();
            sync(&self.folder);
        }
        swapped?;
        Ok(self.finish(&plan))
    }

    fn stage_manifest(&self, name: &str, manifest: &Manifest) -> Result<PathBuf, Error> {
        let path = self.place.staging().join(name);
        write_through(&path, manifest.to_json()?.as_bytes())
            .map_err(|e| failed("the file", &self.folder.join(MANIFEST), &e))?;
        Ok(path)
    }

    fn put_manifest(&self, swap: &mut Swap, staged: &Path) -> Result<(), Error> {
        let target = self.folder.join(MANIFEST);
        swap.put(staged, target.clone()).map_err(|e| failed("the file", &target, &e))?;
        sync(&self.folder);
        Ok(())
    }

    fn put_files(&self, swap: &mut Swap, plan: &Plan) -> Result<(), Error> {
        for (path, action) in &plan.moves {
            let target = self.folder.join(path);
            match action {
                Action::Put(number) => swap.put(&self.place_of(*number), target.clone()),
                Action::Remove => swap.remove(target.clone()),
            }
            .map_err(|e| failed("the file", &target, &e))?;
        }
        Ok(())
    }

    /// Removes the folders that became empty, best effort, and lists what was written.
    fn finish(&self, plan: &Plan) -> Vec<String> {
        let removed =
            plan.moves.iter().filter(|(_, action)| *action == Action::Remove).map(|(path, _)| *path);
        // A run that was killed may have removed files, and not come to their folders.
        let before = self.manifest.iter().flat_map(|manifest| manifest.removing.keys()).map(String::as_str);
        for path in removed.chain(before) {
            let outer = path.match_indices('/').rev().filter_map(|(at, _)| path.get(..at));
            let mut folders = outer.map(|outer| self.folder.join(outer));
            while folders.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
        }
        let is_put = |(_, action): &&(&str, Action)| *action != Action::Remove;
        let mut written: Vec<String> =
            plan.moves.iter().filter(is_put).map(|(path, _)| (*path).to_owned()).collect();
        let files = &plan.changing.files;
        written.sort_by_key(|path| files.get(path).is_some_and(|file| file.report.is_some()));
        written
    }
}

/// Flushes a folder, which puts its renames in order; where folders cannot be flushed they are in order anyway or
/// not at all.
fn sync(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
