//! What is to become of each file: decided in full before anything changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::disk::{Found, has_mark, look, sha256_of};
use super::made::{Made, Staged};
use super::manifest::{FileEntry, MANIFEST_SCHEMA, Manifest, State};
use super::owner::{is_same, other_owner};
use crate::error::{Error, Kind, Problem, all_or_nothing, why};
use crate::files::was_read;

/// The steps from what is there to what is to be there.
pub(super) struct Plan<'a> {
    /// What the manifest says meanwhile.
    pub(super) changing: Manifest,
    /// The moves, by path.
    pub(super) moves: Vec<(&'a str, Action)>,
}

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Put into its place from the staging folder, where it has a number.
    Put(usize),
    /// Removed.
    Remove,
}

/// What this run wants of a file.
enum Wish<'a> {
    /// To be as staged.
    Made(&'a Staged),
    /// To stay as it is listed.
    Stays(&'a FileEntry),
    /// To be gone.
    Goes,
}

/// What becomes of it.
enum Verdict {
    /// It is moved, and listed.
    Put(FileEntry, usize),
    /// It is left alone, and listed.
    Keep(FileEntry),
    /// It is left alone and stays listed, though it is not what is listed.
    Doubt(FileEntry),
    /// It goes, and has this hash.
    Remove(String),
    /// It is not there and not listed.
    Forget,
}

impl<'a> Plan<'a> {
    /// Plans from what is listed, what was made, and what the disk holds.
    ///
    /// # Errors
    /// All files that stand in the way together.
    pub(super) fn new(folder: &Path, old: Option<&'a Manifest>, made: &'a Made) -> Result<Self, Error> {
        let wishes: Vec<(&str, Wish)> = wishes(folder, old, made)?.into_iter().collect();
        let court = Court { folder, old, made };
        // Side by side, since every file that is replaced or removed is read.
        let verdicts: Vec<Result<Verdict, Problem>> =
            wishes.par_iter().map(|(path, wish)| court.judge(path, wish)).collect();
        let mut reports = old.map(|old| old.reports.clone()).unwrap_or_default();
        reports.retain(|folder, _| !made.pruned.contains(folder));
        // Of a folder that is taken over, what is not made again stays known as the other config's.
        let other = made.config.as_deref().and_then(|config| other_owner(old, config));
        for (folder, entry) in &mut reports {
            let is_own = |config: &String| made.config.as_ref().is_some_and(|own| is_same(own, config));
            let of = entry.config.take().or_else(|| other.map(str::to_owned));
            entry.config = of.filter(|config| !made.intact.contains(folder) && !is_own(config));
        }
        reports.extend(made.reports.clone());
        let mut plan = Self {
            changing: Manifest {
                schema: MANIFEST_SCHEMA.to_owned(),
                generator: made.generator.clone(),
                config: made.config.clone().or_else(|| old.and_then(|old| old.config.clone())),
                state: State::Changing,
                index: if made.index_files_kept {
                    old.and_then(|old| old.index.clone())
                } else {
                    made.index.clone()
                },
                reports,
                files: BTreeMap::new(),
                removing: BTreeMap::new(),
            },
            moves: Vec::new(),
        };
        let mut problems = Vec::new();
        for ((path, wish), verdict) in wishes.into_iter().zip(verdicts) {
            match verdict {
                Ok(verdict) => plan.add(path, &wish, verdict),
                Err(problem) => problems.push(problem),
            }
        }
        // What is in the place of a folder is found once for every file in it.
        problems.dedup();
        all_or_nothing(Kind::Output, problems)?;
        plan.forget_what_never_came_to_be();
        Ok(plan)
    }

    /// Reports that a killed run announced and wrote nothing of.
    fn forget_what_never_came_to_be(&mut self) {
        let Manifest { reports, files, .. } = &mut self.changing;
        let there: BTreeSet<&String> = files.values().filter_map(|file| file.report.as_ref()).collect();
        reports.retain(|folder, entry| !entry.key.is_empty() || there.contains(folder));
    }

    fn add(&mut self, path: &'a str, wish: &Wish, verdict: Verdict) {
        let Manifest { reports, files, removing, .. } = &mut self.changing;
        if let Wish::Stays(listed) = wish {
            let is_as_listed = matches!(&verdict, Verdict::Keep(file) if file.sha256 == listed.sha256);
            let entry = listed.report.as_ref().and_then(|report| reports.get_mut(report));
            // A report that a killed run left half done or somebody changed: no key is empty, so that a later run
            // makes it anew.
            entry.filter(|_| !is_as_listed).into_iter().for_each(|entry| entry.key.clear());
        }
        match verdict {
            Verdict::Put(file, number) => {
                files.insert(path.to_owned(), file);
                self.moves.push((path, Action::Put(number)));
            }
            Verdict::Keep(file) | Verdict::Doubt(file) => drop(files.insert(path.to_owned(), file)),
            Verdict::Remove(sha256) => {
                removing.insert(path.to_owned(), sha256);
                self.moves.push((path, Action::Remove));
            }
            Verdict::Forget => {}
        }
    }
}

/// What helps where a file is to be replaced that is not as it was written.
const REPLACES: &str = "`--force` replaces it";

/// What helps where anything is in the way.
const AWAY: &str = "move it away, or name another folder with `--out`";

/// What helps where a file must stay as it is.
const ELSEWHERE: &str = "name another folder with `--out`";

/// What stands in the way of writing the files of one report, named without their folder, or those of no report's folder: files that this program did not
/// write, or that somebody has changed.
#[must_use]
pub fn obstacles(
    folder: &Path,
    old: Option<&Manifest>,
    report: Option<&str>,
    names: &[&str],
    force: bool,
) -> Vec<Problem> {
    let made = Made { force, ..Made::default() };
    let court = Court { folder, old, made: &made };
    let path = |name: &&str| report.map_or((*name).to_owned(), |report| format!("{report}/{name}"));
    let mut paths: BTreeSet<String> = names.iter().map(path).collect();
    let listed = |report| old.into_iter().flat_map(move |old| old.files_of(report));
    paths.extend(report.into_iter().flat_map(listed).map(|(path, _)| path.clone()));
    let judge = |path: &String| match court.found(path) {
        Ok(there) => there.and_then(|there| court.own(path, &there, REPLACES).err()),
        Err(problem) => Some(problem),
    };
    let mut problems: Vec<Problem> = paths.iter().filter_map(judge).collect();
    problems.dedup();
    problems
}

/// Every file that is listed or was made, with what is wanted of it.
fn wishes<'a>(
    folder: &Path,
    old: Option<&'a Manifest>,
    made: &'a Made,
) -> Result<BTreeMap<&'a str, Wish<'a>>, Error> {
    let mut wishes = BTreeMap::new();
    for (path, file) in old.into_iter().flat_map(|old| &old.files) {
        let goes = match &file.report {
            Some(report) => made.reports.contains_key(report) || made.pruned.contains(report),
            None => !made.index_files_kept || made.gone.contains(path),
        };
        wishes.insert(path.as_str(), if goes { Wish::Goes } else { Wish::Stays(file) });
    }
    // What a killed run did not come to is removed now.
    for path in old.into_iter().flat_map(|old| old.removing.keys()) {
        wishes.entry(path.as_str()).or_insert(Wish::Goes);
    }
    let mut problems = Vec::new();
    let clash = |path: &str| {
        Problem::new("two files of the reports would have the same place").in_file(&folder.join(path))
    };
    // A report that failed after some of its files were staged is not among those made.
    let built = |file: &&Staged| file.report.as_ref().is_none_or(|report| made.reports.contains_key(report));
    for file in made.staged.iter().filter(built) {
        if let Some(Wish::Made(_)) = wishes.insert(&file.path, Wish::Made(file)) {
            problems.push(clash(&file.path));
        }
    }
    for path in wishes.iter().filter(|(_, wish)| matches!(wish, Wish::Made(_))).map(|(path, _)| *path) {
        let mut outer = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        problems.extend(outer.find(|outer| wishes.contains_key(outer)).map(clash));
    }
    all_or_nothing(Kind::Output, problems)?;
    Ok(wishes)
}

/// Who judges what may be done to the files on the disk.
struct Court<'a> {
    folder: &'a Path,
    old: Option<&'a Manifest>,
    made: &'a Made,
}

impl Court<'_> {
    fn judge(&self, path: &str, wish: &Wish) -> Result<Verdict, Problem> {
        let listing = |file: &FileEntry, previous: Option<String>| FileEntry { previous, ..file.clone() };
        match wish {
            Wish::Made(staged) => {
                let new = FileEntry {
                    report: staged.report.clone(),
                    bytes: staged.bytes,
                    sha256: staged.sha256.clone(),
                    previous: None,
                };
                Ok(match self.found(path)? {
                    None => Verdict::Put(new, staged.number),
                    Some(there) if there == new.sha256 => Verdict::Keep(listing(&new, Some(there))),
                    Some(there) => {
                        self.own(path, &there, REPLACES)?;
                        Verdict::Put(listing(&new, Some(there)), staged.number)
                    }
                })
            }
            Wish::Goes => match self.found(path)? {
                None => Ok(Verdict::Forget),
                Some(there) => {
                    self.own(path, &there, "`--force` removes it")?;
                    Ok(Verdict::Remove(there))
                }
            },
            Wish::Stays(file) => {
                let as_listed = || Ok(Verdict::Keep(listing(file, Some(file.sha256.clone()))));
                if file.report.as_ref().is_some_and(|report| self.made.intact.contains(report)) {
                    return as_listed();
                }
                if self.old.is_none_or(|old| old.state == State::Complete) {
                    // The new manifest is not to vouch for what somebody has changed.
                    let there = self.hash(path).ok();
                    let is_sound = there.as_ref() == Some(&file.sha256);
                    return if is_sound { as_listed() } else { Ok(Verdict::Doubt(listing(file, there))) };
                }
                match self.look(path)? {
                    Found::Nothing => Ok(Verdict::Forget),
                    Found::File { bytes, .. } => match self.hash(path)? {
                        there if file.previous.as_ref() == Some(&there) => {
                            let before = FileEntry { bytes, sha256: there.clone(), ..(*file).clone() };
                            Ok(Verdict::Keep(listing(&before, Some(there))))
                        }
                        _ => as_listed(),
                    },
                    Found::Blocked { .. } => as_listed(),
                }
            }
        }
    }

    /// The hash of the file that is there, if one is.
    fn found(&self, path: &str) -> Result<Option<String>, Problem> {
        match self.look(path)? {
            Found::Nothing => Ok(None),
            Found::Blocked { at, message } => Err(Problem::new(message).in_file(&at).hint(AWAY)),
            Found::File { .. } => self.hash(path).map(Some),
        }
    }

    /// Whether a file that is there is as it was written, or may be treated so.
    fn own(&self, path: &str, there: &String, hint: &str) -> Result<(), Problem> {
        let file = self.folder.join(path);
        if was_read(&file) {
            let what = "this run reads the file, so that it cannot be written over";
            return Err(Problem::new(what).in_file(&file).hint(ELSEWHERE));
        }
        let mut known = self.old.into_iter().flat_map(|old| old.known(path)).peekable();
        let is_listed = known.peek().is_some();
        if self.made.force || known.any(|known| known == there) {
            return Ok(());
        }
        let what = if is_listed {
            "the file was changed after plaudit wrote it"
        } else if has_mark(&file) {
            "an earlier version wrote the file without a record of it, so that a change could not be told"
        } else {
            "a file that plaudit did not write is in the place of a file to write"
        };
        Err(Problem::new(what).in_file(&file).hint(hint).hint(AWAY))
    }

    fn look(&self, path: &str) -> Result<Found, Problem> {
        look(self.folder, path)
            .map_err(|e| Problem::new(format!("the file {}", why(&e))).in_file(&self.folder.join(path)))
    }

    fn hash(&self, path: &str) -> Result<String, Problem> {
        let path = self.folder.join(path);
        sha256_of(&path).map_err(|e| Problem::new(format!("the file {}", why(&e))).in_file(&path))
    }
}
