//! The run before this one: what the output folder holds of it or, where each period's reports are kept and there are none of
//! this one yet, the folder of the newest earlier period.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Counted;
use crate::config;
use crate::error::Problem;
use crate::output::{self, Manifest};
use crate::report::{Field, LastIndex, NewName, Restated};
use crate::survey::{Client, Period};

/// How many clients a message lists at most.
const LISTED: usize = 5;

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

/// Answers that have changed since they were reported on, and what others see of it.
#[derive(Debug, Default)]
pub(super) struct Late {
    /// Periods of which no sum is told for it.
    pub(super) untold: Vec<Period>,
    /// What is to be told of it.
    pub(super) told: Option<Problem>,
}

impl Late {
    /// By what the last run reported, with what this one tells of the same period.
    pub(super) fn find(counted: &Counted, folder: &Path, field: &Field<'_>) -> Self {
        let Counted { config, facts, period, .. } = counted;
        let (Some(now), Some(last)) = (*period, own_index(counted, folder)) else { return Self::default() };
        let is_told = |then: Period| now.calendar() == then.calendar() && then.ordinal() <= now.ordinal();
        let mut untold: Vec<Period> = match config.privacy.late {
            config::Late::Warn => Vec::new(),
            config::Late::Hide => last.untold().iter().copied().filter(|then| is_told(*then)).collect(),
        };
        let Some((then, late)) = last.late(config, facts).filter(|(then, _)| is_told(*then)) else {
            return Self { untold, told: None };
        };
        let changed: Vec<&Client> = late.iter().map(|late| &late.client).collect();
        if untold.contains(&then) || !field.shows(&changed, then) {
            return Self { untold, told: None };
        }
        let named = late
            .iter()
            .take(LISTED)
            .map(|Restated { client, then, now }| format!("`{client}` ({then}, now {now})"));
        let named = named.collect::<Vec<_>>().join(", ");
        let more = match late.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let key = then.key();
        let what = format!("answers of {key} have changed since they were reported on, of {named}{more}");
        let told = Problem::new(match config.privacy.late {
            config::Late::Warn => {
                format!("{what}: who has reports of both runs sees these in the sums of several clients")
            }
            config::Late::Hide => format!("{what}: no sum of several clients is told of {key} any more"),
        });
        let told = match config.privacy.late {
            config::Late::Warn => {
                told.hint(format!("`privacy: {{late: hide}}` tells no sums of {key} any more"))
            }
            config::Late::Hide => {
                untold.push(then);
                told
            }
        };
        Self { untold, told: Some(told) }
    }
}

/// The index of the last run of those that write to a folder, or to one beside it.
fn own_index(counted: &Counted, folder: &Path) -> Option<LastIndex> {
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
