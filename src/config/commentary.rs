//! Reads what an analyst says of the figures: text files, as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::error::{Problem, SourceText, why};
use crate::files::read_small_text;
use crate::survey::canonical;

/// Longer than a long novel: no report has so many words.
const LARGEST: u64 = 1 << 20;

/// What a text is called, after its name.
const ENDING: &str = "md";

/// What an analyst says of the figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Commentary {
    /// Of those of one report.
    One(Arc<SourceText>),
    /// Of those of each client, by what the files are called, without `.md`; within folders of theirs with `/` between the names.
    Each(BTreeMap<String, Arc<SourceText>>),
}

impl Commentary {
    /// Every text.
    pub fn each(&self) -> impl Iterator<Item = &Arc<SourceText>> {
        let (one, each) = match self {
            Self::One(text) => (Some(text), None),
            Self::Each(texts) => (None, Some(texts.values())),
        };
        one.into_iter().chain(each.into_iter().flatten())
    }

    /// The words of one report; none where there are none.
    #[must_use]
    pub fn of_one(&self) -> Option<&Arc<SourceText>> {
        match self {
            Self::One(text) => Some(text).filter(|text| !text.text.trim().is_empty()),
            Self::Each(_) => None,
        }
    }
}

/// Reads a text, or those of a folder, with what is wrong with each.
pub(super) fn read(path: &Path) -> (Commentary, Vec<Problem>) {
    let (mut all, mut problems) = (BTreeMap::new(), Vec::new());
    if path.is_dir() {
        read_folder(path, "", &mut all, &mut problems);
        return (Commentary::Each(all), problems);
    }
    let text = read_text(path).unwrap_or_else(|problem| {
        problems.push(problem);
        SourceText { path: path.to_owned(), text: String::new() }
    });
    (Commentary::One(Arc::new(text)), problems)
}

/// How deep clients are nested at most, and so are folders of their words.
const DEEPEST: usize = crate::survey::DEEPEST;

fn read_folder(
    folder: &Path,
    within: &str,
    all: &mut BTreeMap<String, Arc<SourceText>>,
    problems: &mut Vec<Problem>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            return problems.push(Problem::new(format!("the folder `{}` {}", folder.display(), why(&error))));
        }
    };
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let is_text = path.extension().is_some_and(|ending| ending == ENDING);
        let named = if is_text { path.file_stem() } else { path.file_name() };
        let name = named.unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{within}{}", canonical(&name));
        if path.is_dir() {
            if name.matches('/').count() + 1 < DEEPEST {
                read_folder(&path, &format!("{name}/"), all, problems);
            }
        } else if is_text {
            match read_text(&path) {
                Ok(text) => drop(all.insert(name, Arc::new(text))),
                Err(problem) => problems.push(problem),
            }
        }
    }
}

/// A text with line ends of one kind, so that it is the same wherever it was written.
fn read_text(path: &Path) -> Result<SourceText, Problem> {
    let text = read_small_text(path, LARGEST)
        .map_err(|why| Problem::new(format!("the commentary `{}` {why}", path.display())))?;
    Ok(SourceText { path: path.to_owned(), text: text.replace("\r\n", "\n").replace('\r', "\n") })
}
