//! Presets: from their files to settings, which those of a config stand over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Check;
use crate::config::file;
use crate::config::presets::{BUILT_IN, Preset};
use crate::config::settings::{Columns, Named, Source};
use crate::config::tree::{self, At, Node, Read, place};
use crate::config::yaml;
use crate::error::{Place, Problem, SourceText};
use crate::files::{looked_for, read_small_text};

/// A file larger than this is no preset.
const LARGEST: u64 = 1 << 20;

/// The built-in presets.
#[must_use]
pub fn presets() -> Vec<Preset> {
    BUILT_IN.iter().filter_map(|(key, _)| built_in(key)).collect()
}

/// A built-in preset.
fn built_in(key: &str) -> Option<Preset> {
    let (_, text) = BUILT_IN.iter().find(|(name, _)| *name == key)?;
    let source = SourceText { path: PathBuf::from(format!("{key}.yaml")), text: (*text).to_owned() };
    read(key, source).ok()
}

impl Check<'_> {
    /// The preset that is stated, with the place of that as the place of all it says.
    pub(super) fn preset(&mut self, stated: Option<&At<String>>) -> Option<Preset> {
        let At { value, span, .. } = stated?;
        let key = value.trim();
        if key.is_empty() {
            return None;
        }
        let known = || BUILT_IN.iter().map(|(name, _)| *name);
        let preset = if let Some(preset) = built_in(&key.to_lowercase()) {
            preset
        } else if is_path(key) {
            let path = self.path(key);
            let text = match read_small_text(&path, LARGEST) {
                Ok(text) => text,
                Err(why) => {
                    let problem = Problem::new(format!("the preset `{}` {why}", path.display()));
                    self.problem(*span, looked_for(problem, &path));
                    return None;
                }
            };
            match read(key, SourceText { path, text }) {
                Ok(preset) => preset,
                Err(problems) => {
                    self.problems.extend(problems);
                    return None;
                }
            }
        } else {
            let problem = Problem::new(format!("there is no preset `{key}`"));
            let problem = problem.did_you_mean(&key.to_lowercase(), known());
            let all = known().collect::<Vec<_>>().join(", ");
            let hint = format!("there are {all}; or name a file of your own, such as my-system.yaml");
            self.problem(*span, problem.hint(hint));
            return None;
        };
        let stated = self.named(preset.key.clone(), *span);
        Some(preset.stated_at(&stated))
    }

    /// The columns that a config names, and where it names none those of a preset.
    pub(super) fn columns_of_preset(columns: &mut Columns, preset: &Preset) {
        if columns.score.place.is_none()
            && let Some(score) = &preset.score
        {
            columns.score = score.clone();
        }
        for (own, other) in [
            (&mut columns.date, &preset.date),
            (&mut columns.region, &preset.region),
            (&mut columns.weight, &preset.weight),
        ] {
            if own.is_none() {
                own.clone_from(other);
            }
        }
    }
}

/// Whether a text names a file and no preset.
fn is_path(key: &str) -> bool {
    let ends = Path::new(key).extension();
    key.contains(['/', '\\'])
        || ends.is_some_and(|ends| ["yaml", "yml"].iter().any(|known| ends.eq_ignore_ascii_case(known)))
}

/// Reads a preset.
fn read(key: &str, text: SourceText) -> Result<Preset, Vec<Problem>> {
    let source = Arc::new(text);
    let (tree, mended) = yaml::parse(&source)?;
    if !matches!(tree.value, tree::Value::Map(_)) {
        let problem = Problem::new("a preset must be keys and values, such as `name: My system`");
        return Err(vec![problem.at(place(&source, tree.span))]);
    }
    let nulls = tree::written_nulls(&tree);
    let stated = tree::keys(&tree);
    let Read { value: file, misfits, taken_out } = tree::read::<file::Preset>(tree);
    let mut check = Check {
        source: &source,
        folder: Path::new(""),
        misfits: misfits.iter().filter_map(|misfit| misfit.span).collect(),
        taken_out,
        stated,
        nulls,
        wording: Vec::<(Node, &'static str)>::new(),
        asked: BTreeSet::new(),
        problems: mended,
    };
    for misfit in misfits {
        check.misfit(misfit);
    }
    let preset = check.settings_of(key, &file);
    if check.problems.is_empty() { Ok(preset) } else { Err(check.problems) }
}

impl Check<'_> {
    fn settings_of(&mut self, key: &str, file: &file::Preset) -> Preset {
        let source = &file.source;
        for (key, span) in [
            ("files", source.files.as_ref().map(|at| at.span)),
            ("preset", source.preset.as_ref().map(|at| at.span)),
        ] {
            if let Some(span) = span {
                let problem = Problem::new(format!("a preset states no `source.{key}`"));
                self.problem(span, problem.hint("state it in the config"));
            }
        }
        let name = file.name.as_ref().map_or(key, |at| at.value.trim()).to_owned();
        let known_by = file.known_by.iter().map(|at| self.name(&at.value, at.span, "column").value).collect();
        let source = self.layout(source, &Source::default());
        let mut column = |stated: &Option<At<String>>| {
            stated.as_ref().map(|At { value, span, .. }| self.name(value, *span, "column"))
        };
        Preset {
            key: key.to_owned(),
            name,
            known_by,
            source,
            score: column(&file.columns.score),
            date: column(&file.columns.date),
            region: column(&file.columns.region),
            weight: column(&file.columns.weight),
        }
    }
}

impl Preset {
    /// The same with all it says said where it is stated.
    fn stated_at(mut self, stated: &Named<String>) -> Self {
        let place = |of: &mut Option<Place>| of.clone_from(&stated.place);
        self.source.preset = Some(stated.clone());
        for condition in self.source.only.iter_mut().flatten() {
            place(&mut condition.column.place);
        }
        let columns = [&mut self.score, &mut self.date, &mut self.region, &mut self.weight];
        columns.into_iter().flatten().for_each(|column| place(&mut column.place));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_preset_is_one() {
        for (key, text) in BUILT_IN {
            let source = SourceText { path: PathBuf::from(key), text: text.to_owned() };
            let preset = read(key, source).unwrap_or_else(|problems| panic!("{key}: {problems:?}"));
            assert!(!preset.known_by.is_empty() && preset.name != key, "{key}");
        }
    }
}
