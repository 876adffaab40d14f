//! The manifest: what this program wrote to a folder, and from what.
//!
//! It is how a later run knows its own files from others', which reports need not be made anew, and what a run
//! that was killed left half done.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::disk::{Found, Times, look, sha256_of};
use super::workplace::{self, STAGING};
use crate::error::{Error, Kind, Problem};
use crate::files;
use crate::survey::Client;

/// The version of the manifest.
pub const MANIFEST_SCHEMA: &str = "plaudit-manifest/1";

/// Its name in the output folder.
pub const MANIFEST: &str = "manifest.json";

/// A larger file is no manifest: ten thousand reports take some fifteen million bytes.
const LARGEST: u64 = 1 << 30;

/// What was written to a folder. Equal runs make equal manifests, byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The layout of this file and its version.
    #[schemars(extend("const" = MANIFEST_SCHEMA))]
    pub schema: String,
    /// The program that wrote it, and its version.
    pub generator: String,
    /// The config whose runs write to the folder, by its name and folder ([`owner`](super::owner())); absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<String>,
    /// Whether all files are in place.
    pub state: State,
    /// What the files about all reports together were made from, as a hash in hex; none where that is not known.
    pub index: Option<String>,
    /// The reports, by their folder with `/`.
    pub reports: BTreeMap<String, Entry>,
    /// The files, by their path with `/` below the folder: of many reports and what is about all of them, or of one report
    /// on all answers. The manifest itself is not among them.
    pub files: BTreeMap<String, FileEntry>,
    /// While changing, the files that go, with their SHA-256; absent where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub removing: BTreeMap<String, String>,
}

/// Whether a folder is as its manifest says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// All files are in place.
    Complete,
    /// Files are being moved, or the run that moved them was killed: each file is the new one or the one before.
    Changing,
}

/// A report of its own folder.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Whom it is for.
    pub client: Client,
    /// What it was made from, as a hash in hex; empty where its files are not all of one making.
    pub key: String,
    /// The config that made it; absent except where the folder has been taken over from that one since and this report was not made anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<String>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// The folder of the report that it belongs to; none for files of no such folder.
    pub report: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its contents, in hex.
    pub sha256: String,
    /// While changing, the SHA-256 of what was there before; absent where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

impl Manifest {
    /// The manifest of a folder, if it has one.
    ///
    /// # Errors
    /// When there is something in its place that this program cannot read.
    pub fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(MANIFEST);
        match look(folder, MANIFEST).map_err(|e| workplace::unusable(folder, &e))? {
            Found::Nothing => return Ok(None),
            Found::File { .. } => {}
            Found::Blocked { at, message } => {
                return Err(Error::new(Kind::Output, Problem::new(message).in_file(&at)));
            }
        }
        let text = files::read_small_text(&path, LARGEST).map_err(|why| {
            Error::new(Kind::Output, Problem::new(format!("the file {why}")).in_file(&path))
        })?;
        Self::from_json(&text).map(Some).map_err(|why| {
            let problem = match &why {
                Some(why) => Problem::new(format!("the manifest of the output folder cannot be used: {why}"))
                    .hint("restore the file, or name another folder with `--out`"),
                None => Problem::new("a file that plaudit did not write is in the place of its manifest")
                    .hint("move it away, or name another folder with `--out`"),
            };
            Error::new(Kind::Output, problem.in_file(&path).hint("`--force` replaces it"))
        })
    }

    /// The same; with `force`, a file in its place that cannot be read as a manifest is as good as none.
    ///
    /// # Errors
    /// As [`Self::read`] has, without `force`; with it, when something else than a file is in its place.
    pub fn read_or_replace(folder: &Path, force: bool) -> Result<Option<Self>, Error> {
        let is_file = || matches!(look(folder, MANIFEST), Ok(Found::File { .. }));
        Self::read(folder).or_else(|error| if force && is_file() { Ok(None) } else { Err(error) })
    }

    /// Reads a manifest; else says why it cannot be used, or nothing where the text is none of this program's.
    fn from_json(json: &str) -> Result<Self, Option<String>> {
        /// What every version has.
        #[derive(Deserialize)]
        struct Versioned {
            schema: String,
        }
        let Versioned { schema } = serde_json::from_str(json).map_err(|_| None)?;
        if schema != MANIFEST_SCHEMA {
            let is_ours = schema.starts_with(MANIFEST_SCHEMA.trim_end_matches(|c: char| c.is_ascii_digit()));
            let why = || format!("its schema is `{schema}`; this program reads `{MANIFEST_SCHEMA}`");
            return Err(is_ours.then(why));
        }
        let manifest: Self = serde_json::from_str(json)
            .map_err(|e| Some(format!("line {} is not as plaudit wrote it", e.line())))?;
        manifest.fault().map_or(Ok(manifest), |why| Err(Some(why)))
    }

    /// What a manifest of this program never says. Paths above all: by them files are replaced and removed.
    fn fault(&self) -> Option<String> {
        let stray = self.files.keys().chain(self.removing.keys()).find(|path| !is_below(path));
        let homeless = |(path, file): &(&String, &FileEntry)| {
            let report = file.report.as_deref();
            report.is_some_and(|report| !self.reports.contains_key(report) || !is_in(report, path))
        };
        let nameless = self.reports.iter().find(|(_, entry)| entry.client.level() == 0);
        stray
            .map(|path| format!("`{path}` is no path of a file in the folder"))
            .or_else(|| {
                let (path, _) = self.files.iter().find(homeless)?;
                Some(format!("`{path}` belongs to no report"))
            })
            .or_else(|| nameless.map(|(folder, _)| format!("the report `{folder}` is for nobody")))
    }

    /// As JSON: stable key order, two spaces, a final line break.
    pub(super) fn to_json(&self) -> Result<String, Error> {
        let json = serde_json::to_string_pretty(self);
        json.map(|json| json + "\n").map_err(|e| Error::new(Kind::Other, Problem::new(e.to_string())))
    }

    /// The same once all files are in place.
    pub(super) fn completed(mut self) -> Self {
        self.state = State::Complete;
        self.removing.clear();
        self.files.values_mut().for_each(|file| file.previous = None);
        self
    }

    /// Whether the folder is one for the reports of many clients and what is about all of them.
    pub(crate) fn is_of_many(&self) -> bool {
        self.index.is_some() || !self.reports.is_empty()
    }

    /// Whether it holds one report on all answers.
    pub(crate) fn is_of_one(&self) -> bool {
        !self.is_of_many() && !self.files.is_empty()
    }

    /// When the manifest of this folder was written, if it says that all is in place.
    fn times(&self, folder: &Path) -> Option<Times> {
        match look(folder, MANIFEST) {
            Ok(Found::File { times, .. }) if self.state == State::Complete => times,
            _ => None,
        }
    }

    /// Whether the files about all reports were made from what `key` stands for, and are unchanged on the disk.
    #[must_use]
    pub fn has_index(&self, folder: &Path, key: &str) -> bool {
        self.index.as_deref() == Some(key)
            && self.are_intact(folder, self.files.iter().filter(|(_, file)| file.report.is_none()))
    }

    /// Whether a report is listed and all its files are unchanged on the disk, so that it is made again only where its key
    /// differs. Reads every file of the report that may have been changed since.
    #[must_use]
    pub fn is_intact(&self, folder: &Path, report: &str) -> bool {
        self.reports.get(report).is_some_and(|entry| !entry.key.is_empty())
            && self.are_intact(folder, self.files_of(report))
    }

    /// Whether a file, by its path with `/` below the folder, is as this program wrote it; nothing where it wrote none
    /// there.
    #[must_use]
    pub fn is_as_written(&self, folder: &Path, path: &str) -> Option<bool> {
        let file = self.files.get_key_value(path)?;
        Some(self.are_intact(folder, std::iter::once(file)))
    }

    /// The files of a report.
    pub(super) fn files_of(&self, report: &str) -> impl Iterator<Item = (&String, &FileEntry)> {
        let within = format!("{report}/");
        let files = self.files.range(within.clone()..).take_while(move |(path, _)| path.starts_with(&within));
        // Nested in its folder may be the folders of others.
        files.filter(move |(_, file)| file.report.as_deref() == Some(report))
    }

    /// Whether those files are on the disk as they were written.
    fn are_intact<'a>(
        &self,
        folder: &Path,
        mut files: impl Iterator<Item = (&'a String, &'a FileEntry)>,
    ) -> bool {
        let list = self.times(folder);
        files.all(|(path, file)| match look(folder, path) {
            Ok(Found::File { bytes, times }) if bytes == file.bytes => {
                times.zip(list).is_some_and(|(file, list)| file.vouched_for_by(list))
                    || sha256_of(&folder.join(path)).is_ok_and(|sha256| sha256 == file.sha256)
            }
            _ => false,
        })
    }

    /// The hashes that a file may have which this program wrote.
    pub(super) fn known<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a String> + use<'a> {
        let file = self.files.get(path);
        let previous = file.and_then(|file| file.previous.as_ref());
        file.map(|file| &file.sha256).into_iter().chain(previous).chain(self.removing.get(path))
    }
}

/// Whether a path is that of a file that may be written below an output folder: plain names between `/`, and
/// neither the manifest's nor a staging folder's.
pub(super) fn is_below(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':', '\0']);
    path.split('/').all(is_name)
        && path.split('/').next().is_some_and(|first| first != MANIFEST && !first.starts_with(STAGING))
}

/// Whether a path is in the folder of a report.
pub(super) fn is_in(report: &str, path: &str) -> bool {
    path.strip_prefix(report).is_some_and(|rest| rest.starts_with('/'))
}
