//! Texts stated in place of the built-in ones: which, in what language, and where. Whether there are texts of these names,
//! and what may stand in them, is for [`crate::wording`] to know.

use std::path::Path;
use std::sync::Arc;

use super::language::{AllGiven, Code, Given, Language, StatedText};
use super::tree::{Node, Span, Value, place, without_duplicates};
use super::yaml;
use crate::error::{Problem, SourceText};
use crate::files::{looked_for, not_there, read_small_text};

/// A file of texts larger than this is none.
const LARGEST: u64 = 1 << 20;

/// The keys of a config that texts stand under, each with what their names begin with.
pub(super) const KEYS: [(&str, &str); 2] = [("vocabulary", "vocabulary."), ("wording", "")];

/// Reads the texts under one of the keys: by name, those of a language under its code, or from a file. Those that no
/// language is stated for are in `language`; paths are relative to the folder. Names are within the group, whether they
/// say so or not.
pub(super) fn read(
    (node, group): (&Node, &str),
    source: &Arc<SourceText>,
    folder: &Path,
    language: Language,
) -> (Vec<StatedText>, Vec<Problem>) {
    let mut reader = Reader { source, group, texts: Vec::new(), problems: Vec::new() };
    reader.all(node, Some(folder), language);
    (reader.texts, reader.problems)
}

/// The language that is stated by its code or as the path of a file, which is relative to the folder and read once. Problems
/// without a place are those of what is stated.
pub(super) fn stated(text: &str, folder: &Path, given: &mut AllGiven) -> Result<Language, Vec<Problem>> {
    let known = Language::of_any_code(text);
    let known = known.filter(|known| Language::ALL.contains(known) || given.contains_key(known));
    if let Some(language) = known {
        return Ok(language);
    }
    if Path::new(text).extension().is_none() && !text.contains(['/', '\\']) {
        let problem = Problem::new(format!("unknown language `{text}`"))
            .hint(format!("use {}, or a file with the texts of another language", Language::CODES));
        let code = Code::parse(text);
        return Err(vec![match code {
            Some(code) => problem.hint(format!(
                "`plaudit wording --new {code} > {code}.yaml` writes one to start from; then write `{code}.yaml` here"
            )),
            None => problem,
        }]);
    }
    let path = folder.join(text);
    if let Some((language, _)) = given.iter().find(|(_, other)| other.path == path) {
        return Ok(*language);
    }
    let (language, read) = language_file(&path)?;
    if let Some(other) = given.get(&language) {
        let (code, other) = (language.code(), other.path.display());
        let problem =
            Problem::new(format!("`{}` gives the language `{code}`, as `{other}` does", path.display()));
        return Err(vec![problem.hint("put its texts into one file")]);
    }
    given.insert(language, Arc::new(read));
    Ok(language)
}

/// Reads a file that gives a language: its code, and the texts under it. Problems without a place are those of the path.
fn language_file(path: &Path) -> Result<(Language, Given), Vec<Problem>> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy();
    let hint = format!("`plaudit wording --new {file} > {file}.yaml` writes one to start from");
    let (source, node, mut problems) = parsed(path, &hint)?;
    let at = |span: Span, problem: Problem| problem.at(place(&source, span));
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    let [(key, span, texts)] = entries else {
        let problem =
            Problem::new("a file that gives a language has its code at the top, and all texts under it");
        problems.push(at(node.span, problem.hint(hint)));
        return Err(problems);
    };
    let found = Language::of_any_code(key);
    let Some(language) = found.filter(|language| !Language::ALL.contains(language)) else {
        let problem = match found {
            Some(language) => Problem::new(format!("{} is built in", language.name())).hint(format!(
                "write `language: {}` in the config, and `wording: {}` for texts in place of its own",
                language.code(),
                path.display()
            )),
            None => Problem::new(format!("`{key}` is not the code of a language"))
                .hint("write a code of BCP 47, such as de, pt-BR or zh-Hant"),
        };
        problems.push(at(*span, problem));
        return Err(problems);
    };
    let mut reader = Reader { source: &source, group: "", texts: Vec::new(), problems };
    reader.all(texts, None, language);
    let Reader { texts, problems, .. } = reader;
    if problems.is_empty() {
        Ok((language, Given { path: path.to_owned(), place: place(&source, *span), texts }))
    } else {
        Err(problems)
    }
}

/// A file of texts as a tree without keys that stand in it twice, and what is wrong with it.
fn parsed(path: &Path, hint: &str) -> Result<(Arc<SourceText>, Node, Vec<Problem>), Vec<Problem>> {
    let text = read_small_text(path, LARGEST).map_err(|why| {
        let problem = Problem::new(format!("the file of texts `{}` {why}", path.display()));
        vec![not_there(looked_for(problem, path), path, hint)]
    })?;
    let source = Arc::new(SourceText { path: path.to_owned(), text });
    let (node, mut problems) = yaml::parse(&source)?;
    let (node, misfits) = without_duplicates(node);
    problems.extend(misfits.into_iter().map(|misfit| {
        let place = misfit.span.map(|span| place(&source, span));
        Problem::new(misfit.message).at(place)
    }));
    Ok((source, node, problems))
}

/// Reads one file, the config or one that it names.
struct Reader<'a> {
    source: &'a Arc<SourceText>,
    /// What all names begin with.
    group: &'a str,
    texts: Vec<StatedText>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// All texts, or the file that has them; a file that was named names no other.
    fn all(&mut self, node: &Node, folder: Option<&Path>, language: Language) {
        match (&node.value, folder) {
            (Value::Null, _) => {}
            (Value::Text(path), Some(folder)) => self.file(&folder.join(path), node.span, language),
            (Value::Map(entries), _) => {
                for (key, span, value) in entries {
                    let known = Language::of_code(key).or((*key == language.code()).then_some(language));
                    match (known, &value.value) {
                        (Some(language), _) => self.all(value, folder, language),
                        (None, Value::Map(_)) if key.chars().count() == 2 => {
                            let problem = Problem::new(format!("unknown language `{key}`"));
                            self.problem(*span, problem.hint(format!("use {}", Language::CODES)));
                        }
                        (None, _) => {
                            let group = if key.starts_with(self.group) { "" } else { self.group };
                            self.text(format!("{group}{key}"), *span, value, language);
                        }
                    }
                }
            }
            _ => {
                let (what, example) = if self.group.is_empty() {
                    ("texts", "labels.promoters: Fans")
                } else {
                    ("words", "promoters: fans")
                };
                let problem = Problem::new(format!("expected names with their {what}"));
                self.problem(
                    node.span,
                    problem.hint(format!("write `{example}`; `plaudit wording` lists all names")),
                );
            }
        }
    }

    fn text(&mut self, name: String, span: Span, node: &Node, language: Language) {
        let text = match &node.value {
            Value::Null => return,
            Value::Map(entries) => {
                for (key, span, value) in entries {
                    self.text(format!("{name}.{key}"), *span, value, language);
                }
                return;
            }
            Value::List(items) => {
                for (at, item) in (1..).zip(items) {
                    self.text(format!("{name}.{at}"), item.span, item, language);
                }
                return;
            }
            Value::Text(text) => text.clone(),
            // As it is written: the word for a year may be `2026`, and that for "no" may be `false`.
            Value::Bool(_) | Value::Int(_) | Value::Float(_) => node.written.clone(),
        };
        if self.texts.iter().any(|other| other.language == language && other.name == name) {
            let message = format!("the text `{name}` stands here a second time");
            return self.problem(span, Problem::new(message));
        }
        let (name_place, place) = (place(self.source, span), place(self.source, node.span));
        self.texts.push(StatedText { language, name, text, name_place, place });
    }

    fn file(&mut self, path: &Path, span: Span, language: Language) {
        let (source, node, problems) =
            match parsed(path, "`plaudit wording > texts.yaml` writes one to start from") {
                Ok(parsed) => parsed,
                Err(problems) => {
                    for problem in problems {
                        match problem.place {
                            None => self.problem(span, problem),
                            Some(_) => self.problems.push(problem),
                        }
                    }
                    return;
                }
            };
        let mut reader = Reader { source: &source, group: self.group, texts: Vec::new(), problems };
        reader.all(&node, None, language);
        self.texts.extend(reader.texts);
        self.problems.extend(reader.problems);
    }

    fn problem(&mut self, span: Span, problem: Problem) {
        self.problems.push(problem.at(place(self.source, span)));
    }
}
