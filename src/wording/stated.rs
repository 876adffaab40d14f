//! Texts that somebody states in place of the built-in ones: whether they can be, and the words that come of it.

use std::collections::{BTreeMap, BTreeSet};

use super::fill::{brace_fault, placeholders};
use super::languages::{categories, has_data, locale, texts};
use super::texts::{Text, Texts};
use crate::config::{Config, Given, Language, StatedText};
use crate::error::{Problem, alike};

/// What a period's name may be made of. Which of them it needs is the language's own affair.
const OF_PERIODS: [&str; 4] = ["number", "roman", "year", "month"];

/// A built-in text.
#[derive(Debug, Clone)]
struct Known {
    text: Text,
    /// Whether it is one form of a plural.
    is_form: bool,
}

/// The built-in texts of a language by name.
struct Catalogue {
    language: Language,
    /// In the order of the page.
    names: Vec<String>,
    texts: BTreeMap<String, Known>,
}

/// A text by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedText {
    /// What it is called; a form of a plural after the plural's name, such as `numbers.points.one`.
    pub name: String,
    /// The text.
    pub text: String,
    /// Whether it is one form of a plural.
    pub is_form: bool,
    /// The names of its placeholders.
    pub placeholders: Vec<String>,
}

/// Every text of a language, in the order of the page, with those in place of the built-in ones.
#[must_use]
pub fn all_texts(language: Language, stated: &BTreeMap<String, String>) -> Vec<NamedText> {
    let catalogue = Catalogue::of(language);
    let named = |name: String| {
        let known = catalogue.texts.get(&name)?;
        let text = stated.get(&name).cloned().unwrap_or_else(|| known.text.to_string());
        let placeholders = placeholders(&text).into_iter().map(str::to_owned).collect();
        Some(NamedText { is_form: known.is_form, placeholders, text, name })
    };
    catalogue.names.iter().cloned().filter_map(named).collect()
}

/// Checks the texts that a config states, and settles which of them differ from the built-in ones. Gives all that is
/// wrong with them.
#[must_use]
pub fn settle(config: &mut Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    config.texts.clear();
    let languages = config.wording.iter().map(|text| text.language).chain(config.languages.keys().copied());
    for language in languages.collect::<BTreeSet<_>>() {
        let given = config.languages.get(&language);
        let own = || config.wording.iter().filter(|text| text.language == language);
        let stated = || given.into_iter().flat_map(|given| &given.texts).chain(own());
        problems.extend(given.filter(|_| !has_data(language)).map(|given| no_data(language, given)));
        let catalogue = Catalogue::of(language);
        let mut texts = BTreeMap::new();
        for text in stated() {
            match catalogue.fault(text) {
                Some(problem) => problems.push(problem),
                None => {
                    texts.insert(text.name.clone(), text.text.clone());
                }
            }
        }
        problems.extend(catalogue.forms_missing(stated()));
        texts.retain(|name, text| catalogue.texts.get(name).is_some_and(|known| *known.text != **text));
        if !texts.is_empty() {
            config.texts.insert(language, texts);
        }
    }
    problems
}

fn no_data(language: Language, given: &Given) -> Problem {
    let problem = Problem::new(format!("CLDR has no data about the language `{}`", language.code()));
    let hint = "its dates, numbers and plural forms are taken from there; is the code right?";
    problem.at(given.place.clone()).hint(hint)
}

/// What the files of languages lack, each with how many texts and the first of them: those are English on the page.
#[must_use]
pub fn untranslated(config: &Config) -> Vec<Problem> {
    /// So many are named.
    const NAMED: usize = 3;
    let lacking = config.languages.iter().filter_map(|(language, given)| {
        let own = config.wording.iter().filter(|text| text.language == *language);
        let stated: BTreeSet<&str> = given.texts.iter().chain(own).map(|text| text.name.as_str()).collect();
        let names = Catalogue::of(*language).names;
        let lacks: Vec<String> = names
            .iter()
            .filter(|name| !stated.contains(name.as_str()))
            .map(|name| format!("`{name}`"))
            .collect();
        let mut first = lacks.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if lacks.len() > NAMED {
            first = format!("{first} and {} more", lacks.len() - NAMED);
        }
        let (code, all, n) = (language.code(), names.len(), lacks.len());
        let message =
            format!("the language `{code}` lacks {n} of {all} texts, which the page has in English: {first}");
        let hint = format!("`plaudit wording --new {code}` lists all of them with their placeholders");
        (n > 0).then(|| Problem::new(message).at(given.place.clone()).hint(hint))
    });
    lacking.collect()
}

/// The texts of a language with others in place of the built-in ones.
///
/// # Errors
/// When there is no text of a name, or it cannot be this one.
pub(crate) fn restated(language: Language, stated: &BTreeMap<String, String>) -> Result<Texts, Problem> {
    let catalogue = Catalogue::of(language);
    for (name, text) in stated {
        let fault = match catalogue.texts.get(name) {
            None => Some(catalogue.unknown(name)),
            Some(known) => known.misused(name, text),
        };
        if let Some(problem) = fault {
            return Err(problem);
        }
    }
    let mut texts = Texts::clone(&texts(language));
    texts.each(&categories(&locale(language)), |name, text, _| {
        if let Some(stated) = stated.get(name) {
            *text = Text::from(stated.as_str());
        }
    });
    Ok(texts)
}

impl Known {
    /// Why it cannot be this text; nothing where it can.
    fn misused(&self, name: &str, text: &str) -> Option<Problem> {
        if text.trim().is_empty() {
            return Some(Problem::new(format!("the text `{name}` is empty")));
        }
        if text.chars().any(char::is_control) {
            let problem =
                Problem::new(format!("the text `{name}` has a line break or another control character"));
            return Some(problem.hint("write it in one line"));
        }
        let (own, found) = (placeholders(&self.text), placeholders(text));
        let is_period = name.starts_with("period");
        let allowed: BTreeSet<&str> = if is_period { OF_PERIODS.into() } else { own };
        let hint = || match allowed.len() {
            0 => "it has no placeholders".to_owned(),
            _ => format!("its placeholders are {}", in_braces(&allowed)),
        };
        if let Some(fault) = brace_fault(text) {
            let problem = Problem::new(format!("the text `{name}` has {fault}")).hint(hint());
            return Some(
                problem.hint("braces stand around placeholders only; use ( ) or [ ] for anything else"),
            );
        }
        if let Some(unknown) = found.difference(&allowed).next() {
            let problem = Problem::new(format!("the text `{name}` has no placeholder `{{{unknown}}}`"));
            let near = allowed.iter().find(|other| alike(unknown, other));
            let problem = match near {
                Some(near) => problem.hint(format!("did you mean `{{{near}}}`?")),
                None => problem,
            };
            return Some(problem.hint(hint()));
        }
        let missing: BTreeSet<&str> = allowed.difference(&found).copied().collect();
        (!missing.is_empty() && !is_period).then(|| {
            let problem = Problem::new(format!("the text `{name}` lacks {}", in_braces(&missing)));
            problem.hint(hint())
        })
    }
}

fn in_braces(names: &BTreeSet<&str>) -> String {
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

impl Catalogue {
    fn of(language: Language) -> Self {
        let (mut names, mut texts) = (Vec::new(), BTreeMap::new());
        let mut all = Texts::clone(&super::texts(language));
        all.each(&categories(&locale(language)), |name, text, is_form| {
            names.push(name.to_owned());
            texts.insert(name.to_owned(), Known { text: text.clone(), is_form });
        });
        Self { language, names, texts }
    }

    /// What is wrong with a text, at its place.
    fn fault(&self, stated: &StatedText) -> Option<Problem> {
        match self.texts.get(&stated.name) {
            None => Some(self.unknown(&stated.name).at(stated.name_place.clone())),
            Some(known) => {
                known.misused(&stated.name, &stated.text).map(|problem| problem.at(stated.place.clone()))
            }
        }
    }

    /// The forms of a plural, in the language's order; none of anything else.
    fn forms(&self, name: &str) -> Vec<&str> {
        let forms = self.names.iter().filter(|form| self.texts.get(*form).is_some_and(|known| known.is_form));
        forms.filter_map(|form| form.strip_prefix(name)?.strip_prefix('.')).collect()
    }

    /// That there is no text of this name, and which may be meant.
    fn unknown(&self, name: &str) -> Problem {
        let language = self.language.name();
        let forms = self.forms(name);
        if !forms.is_empty() {
            let problem = Problem::new(format!("`{name}` has several forms, not one text"));
            let example: Vec<String> = forms.iter().map(|form| format!("{form}: …")).collect();
            return problem.hint(format!("state each form that {language} has: {{{}}}", example.join(", ")));
        }
        if let Some((plural, form)) = name.rsplit_once('.') {
            let forms = self.forms(plural);
            if !forms.is_empty() {
                let problem = Problem::new(format!("`{plural}` has no form `{form}` in {language}"));
                return problem.hint(format!("its forms are {}", forms.join(", ")));
            }
        }
        if let Some(first) = self.names.iter().find(|other| other.starts_with(&format!("{name}."))) {
            let problem = Problem::new(format!("`{name}` is a group of texts, not one of them"));
            return problem.hint(format!("name the one that you mean, such as `{first}`"));
        }
        let problem = Problem::new(format!("there is no text `{name}`"));
        let ends_so = |other: &&String| other.ends_with(&format!(".{name}"));
        let problem = match self.names.iter().find(ends_so) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.did_you_mean(name, self.names.iter().map(String::as_str)),
        };
        problem.hint("`plaudit wording` lists the names of all texts")
    }

    /// Plurals of which some forms are stated and others are not.
    fn forms_missing<'a>(&self, stated: impl Iterator<Item = &'a StatedText>) -> Vec<Problem> {
        let mut plurals: BTreeMap<&str, Vec<(&str, &StatedText)>> = BTreeMap::new();
        for text in stated.filter(|text| self.texts.get(&text.name).is_some_and(|known| known.is_form)) {
            if let Some((plural, form)) = text.name.rsplit_once('.') {
                plurals.entry(plural).or_default().push((form, text));
            }
        }
        let missing = plurals.into_iter().filter_map(|(plural, stated)| {
            let forms = self.forms(plural);
            let is_stated = |form: &&&str| stated.iter().any(|(other, _)| other == *form);
            let missing: Vec<&str> = forms.iter().filter(|form| !is_stated(form)).copied().collect();
            let (_, first) = stated.first().filter(|_| !missing.is_empty())?;
            let problem = Problem::new(format!("`{plural}` lacks the form {}", missing.join(", ")));
            let hint = format!("{} has {}", self.language.name(), forms.join(", "));
            Some(problem.at(first.name_place.clone()).hint(hint))
        });
        missing.collect()
    }
}
