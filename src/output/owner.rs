//! Whose an output folder is: the config whose runs write to it.
//!
//! A config is known by the name of its file, with the folder that the file lies in where that is below the one that
//! holds the output folder: `survey.yaml` lies beside the output folder, `acme/plaudit.yaml` in a folder beside it, and
//! `../survey.yaml` anywhere else. So two configs that write to one folder are told apart, though both are called
//! `plaudit.yaml`; a config may change in all that it says; and a project that is copied or moved with its reports,
//! to another machine too, stays the owner of them. No other folder of the machine is named.

use std::path::{self, Path};

use super::manifest::Manifest;
use crate::error::{Error, Kind, Problem};

/// What stands for a folder that has nothing to do with the output folder.
const ELSEWHERE: &str = "..";

/// What a config is known by in the manifest of an output folder.
#[must_use]
pub fn owner(config: &Path, folder: &Path) -> String {
    let name = config.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let home = config.canonicalize().ok().and_then(|config| config.parent().map(Path::to_owned));
    let around = folder
        .canonicalize()
        .ok()
        .and_then(|folder| folder.parent().map(Path::to_owned))
        .or_else(|| path::absolute(folder).ok()?.parent()?.canonicalize().ok());
    let below =
        home.as_deref().zip(around.as_deref()).and_then(|(home, around)| home.strip_prefix(around).ok());
    match below.map(Path::file_name) {
        Some(None) => name,
        Some(Some(inner)) => format!("{}/{name}", inner.to_string_lossy()),
        None => format!("{ELSEWHERE}/{name}"),
    }
}

/// Whether two configs are one, as far as they are known: one that lies elsewhere may be any of its name.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let split =
        |config: &str| config.rsplit_once('/').map(|(folder, name)| (folder.to_owned(), name.to_owned()));
    let name = |config: &str| split(config).map_or_else(|| config.to_owned(), |(_, name)| name);
    let is_elsewhere = |config: &str| split(config).is_some_and(|(folder, _)| folder == ELSEWHERE);
    one == other || (is_elsewhere(one) || is_elsewhere(other)) && name(one) == name(other)
}

/// Whose the folder is, where that is another config than this.
#[must_use]
pub fn other_owner<'a>(manifest: Option<&'a Manifest>, config: &str) -> Option<&'a str> {
    manifest?.config.as_deref().filter(|owner| !is_same(owner, config))
}

/// Refuses a folder of another config.
///
/// # Errors
/// When it has one, and the folder is not to be taken over from it by force.
pub fn refuse_another_s(
    folder: &Path,
    manifest: Option<&Manifest>,
    config: &str,
    force: bool,
) -> Result<(), Error> {
    let Some(owner) = other_owner(manifest, config).filter(|_| !force) else { return Ok(()) };
    let problem = Problem::new(format!(
        "the folder belongs to another config: `{owner}` wrote it, and this one is `{config}`"
    ));
    let problem = problem.in_file(folder).hint("name another folder with `--out`");
    let hint = "if it is the same config under another name, or the reports are to be replaced, `--force` takes the \
                folder over; files that are not made again stay";
    Err(Error::new(Kind::Output, problem.hint(hint)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_config_is_known_by_its_name_and_by_where_it_lies_from_the_folder() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |path: &str| home.path().join(path);
        fs::create_dir_all(at("clients/acme")).expect("made");
        for config in ["plaudit.yaml", "clients/acme/plaudit.yaml"] {
            fs::write(at(config), "").expect("written");
        }
        for (config, folder, expected) in [
            ("plaudit.yaml", "report", "plaudit.yaml"),
            ("clients/acme/plaudit.yaml", "report", "acme/plaudit.yaml"),
            ("clients/acme/plaudit.yaml", "clients/acme/report", "plaudit.yaml"),
            ("clients/acme/../../plaudit.yaml", "clients/../report", "plaudit.yaml"),
            ("plaudit.yaml", "clients/report", "../plaudit.yaml"),
            ("plaudit.yaml", "not/there/yet", "../plaudit.yaml"),
        ] {
            assert_eq!(owner(&at(config), &at(folder)), expected, "{config} {folder}");
            // Made now, and still the same.
            fs::create_dir_all(at(folder)).expect("made");
            assert_eq!(owner(&at(config), &at(folder)), expected, "{config} {folder}");
        }
    }

    #[test]
    fn configs_of_one_name_are_one_unless_both_are_known_to_lie_in_different_places() {
        for (one, other, expected) in [
            ("a.yaml", "a.yaml", true),
            ("a.yaml", "b.yaml", false),
            ("x/a.yaml", "y/a.yaml", false),
            ("a.yaml", "x/a.yaml", false),
            ("../a.yaml", "x/a.yaml", true),
            ("a.yaml", "../a.yaml", true),
            ("../a.yaml", "../b.yaml", false),
        ] {
            assert_eq!(is_same(one, other), expected, "{one} {other}");
            assert_eq!(is_same(other, one), expected, "{other} {one}");
        }
    }
}
