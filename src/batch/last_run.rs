//! The run before this one: what the output folder holds of it or, where each period's reports are kept and there are none of
//! this one yet, the folder of the newest earlier period.

use std::fs;
use std::path::{Path, PathBuf};

use super::Wanted;
use crate::Counted;
use crate::error::Error;
use crate::output::{self, Manifest};
use crate::report::LastIndex;

/// The run before this one.
pub(super) struct LastRun {
    /// What it left, where that is in the folder of an earlier period.
    earlier: Option<Manifest>,
    /// What its index says.
    pub(super) index: Option<LastIndex>,
}

impl LastRun {
    /// Looks for the last run of those that write to a folder with this manifest.
    ///
    /// # Errors
    /// When the folder of the earlier period is another config's, and that is not to be passed over.
    pub(super) fn find(
        counted: &Counted,
        folder: &Path,
        manifest: Option<&Manifest>,
        wanted: &Wanted<'_>,
    ) -> Result<Self, Error> {
        let earlier = if manifest.is_none() { newest_earlier(counted, folder) } else { None };
        let Some((path, earlier)) = earlier else {
            let is_own = output::other_owner(manifest, wanted.config).is_none();
            return Ok(Self { earlier: None, index: if is_own { index(folder) } else { None } });
        };
        output::refuse_another_s(&path, Some(&earlier), wanted.config, wanted.force)?;
        let is_own = output::other_owner(Some(&earlier), wanted.config).is_none();
        let index = if is_own { index(&path) } else { None };
        Ok(Self { earlier: is_own.then_some(earlier), index })
    }

    /// What it left: this manifest of the output folder, or that of the earlier period.
    pub(super) fn manifest<'a>(&'a self, manifest: Option<&'a Manifest>) -> Option<&'a Manifest> {
        manifest.or(self.earlier.as_ref())
    }
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
