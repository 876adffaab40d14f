//! Texts that somebody states in place of the built-in ones: whether they can be, and the words that come of it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::dates::Dates;
use super::fill::{brace_fault, placeholders};
use super::languages::{categories, locale, pattern, texts, vocabulary, word_names, words};
use super::texts::{Text, Texts};
use super::vocabulary::{self, GROUP, PLAIN};
use crate::config::{Config, Given, Language, StatedText};
use crate::error::{Problem, alike};

/// What a period's name may be made of. Which of them it needs is the language's own affair.
const OF_PERIODS: [&str; 4] = ["number", "roman", "year", "month"];

/// A built-in text.
#[derive(Debug, Clone)]
struct Known {
    /// With the names of words.
    text: Text,
    /// With the words of the language.
    resolved: Text,
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

/// The vocabulary of a language and every text of it, in the order of the page, with those in place of the built-in ones.
#[must_use]
pub fn all_texts(language: Language, stated: &BTreeMap<String, String>) -> Vec<NamedText> {
    let catalogue = Catalogue::of(language).with_forms(stated.keys());
    let named = |name: String| {
        let known = catalogue.texts.get(&name)?;
        let text = stated.get(&name).cloned().unwrap_or_else(|| known.text.to_string());
        let placeholders = placeholders(&text).into_iter().map(str::to_owned).collect();
        Some(NamedText { is_form: known.is_form, placeholders, text, name })
    };
    catalogue.names.iter().cloned().filter_map(named).collect()
}

/// A config with those of its stated texts that differ from the built-in ones, and all that is wrong with what it states.
#[must_use]
pub fn settled(config: Config) -> (Config, Vec<Problem>) {
    let (mut problems, mut settled) = (Vec::new(), BTreeMap::new());
    let languages = config.wording.iter().map(|text| text.language).chain(config.languages.keys().copied());
    for language in languages.collect::<BTreeSet<_>>() {
        let given = config.languages.get(&language);
        let own = || config.wording.iter().filter(|text| text.language == language);
        let stated = || given.into_iter().flat_map(|given| &given.texts).chain(own());
        problems.extend(
            given.filter(|_| !Dates::are_of(&locale(language))).map(|given| no_data(language, given)),
        );
        let catalogue = Catalogue::of(language).with_forms(stated().map(|text| &text.name));
        let mut texts = BTreeMap::new();
        for text in stated() {
            match catalogue.fault(text) {
                Some(problem) => problems.push(problem),
                None => {
                    texts.insert(catalogue.meant(&text.name).into_owned(), text.text.clone());
                }
            }
        }
        problems.extend(catalogue.forms_missing(stated()));
        let differs =
            |name: &str, text: &str| catalogue.texts.get(name).is_some_and(|own| *own.text != *text);
        texts.retain(|name, text| differs(name, text));
        // What says the same as the language does in its own words says something else when these are others.
        let has_words = texts.keys().any(|name| name.starts_with(GROUP));
        let same =
            |name: &str, text: &str| catalogue.texts.get(name).is_some_and(|own| *own.resolved == *text);
        texts.retain(|name, text| has_words || !same(name, text));
        if !texts.is_empty() {
            settled.insert(language, texts);
        }
    }
    (Config { texts: settled, ..config }, problems)
}

fn no_data(language: Language, given: &Given) -> Problem {
    let problem = Problem::new(format!("CLDR has no data about the language `{}`", language.code()));
    let hint = "its dates, numbers and plural forms are taken from there; is the code right?";
    problem.at(given.place.clone()).hint(hint)
}

/// What stays as it was where something else may be expected: the texts that the files of languages lack, and the forms of
/// words whose other forms are stated.
#[must_use]
pub fn left_as_they_are(config: &Config) -> Vec<Problem> {
    untranslated(config).into_iter().chain(unchanged_forms(config)).collect()
}

/// The forms of words that stay the language's own though other forms of the same words are stated.
fn unchanged_forms(config: &Config) -> Vec<Problem> {
    /// A word by its name, which is the same whether one is meant or several.
    fn of_many_or_one(name: &str) -> &str {
        let word = name.split('.').next().unwrap_or(name);
        word.strip_suffix('s').unwrap_or(word)
    }
    let built_in = config.texts.iter().filter(|(language, _)| Language::ALL.contains(language));
    let told = built_in.flat_map(|(language, texts)| {
        let own = words(*language);
        let catalogue = Catalogue::of(*language);
        let stated: Vec<(&StatedText, String)> = config
            .wording
            .iter()
            .filter(|text| text.language == *language)
            .filter_map(|text| Some((text, catalogue.meant(&text.name).strip_prefix(GROUP)?.to_owned())))
            .collect();
        let changed = texts.keys().filter_map(|name| name.strip_prefix(GROUP));
        let changed: BTreeSet<&str> = changed.map(of_many_or_one).collect();
        let told: Vec<Problem> = changed
            .into_iter()
            .filter_map(|word| {
                let (first, name) = stated.iter().find(|(_, name)| of_many_or_one(name) == word)?;
                let left: Vec<&str> = word_names(*language)
                    .iter()
                    .map(String::as_str)
                    .filter(|name| of_many_or_one(name) == word)
                    .filter(|name| stated.iter().all(|(_, other)| other != name))
                    .collect();
                let named = left.iter().filter_map(|name| Some(format!("`{name}` (“{}”)", own.get(*name)?)));
                let named: Vec<String> = named.collect();
                let base = name.split('.').next().unwrap_or(name);
                let message = format!(
                    "`{base}` is another word in {}, but some forms are not stated and stay as they are: {}",
                    language.name(),
                    named.join(", ")
                );
                let hint = format!("state them too: `vocabulary: {{{}}}`", catalogue.to_state(&left));
                (!left.is_empty()).then(|| Problem::new(message).at(first.name_place.clone()).hint(hint))
            })
            .collect();
        told
    });
    told.collect()
}

/// What the files of languages lack, each with how many texts and the first of them: those are English on the page. Words
/// are asked for where a text of the file names them.
fn untranslated(config: &Config) -> Vec<Problem> {
    /// So many are named.
    const NAMED: usize = 3;
    let lacking = config.languages.iter().filter_map(|(language, given)| {
        let own = config.wording.iter().filter(|text| text.language == *language);
        let texts: Vec<&StatedText> = given.texts.iter().chain(own).collect();
        let stated: BTreeSet<&str> = texts.iter().map(|text| text.name.as_str()).collect();
        let used: BTreeSet<String> =
            texts.iter().flat_map(|text| vocabulary::names(&text.text)).map(Cow::into_owned).collect();
        let mut names = Catalogue::of(*language).names;
        names.retain(|name| name.strip_prefix(GROUP).is_none_or(|word| used.contains(word)));
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
    let catalogue = Catalogue::of(language).with_forms(stated.keys());
    for (name, text) in stated {
        let fault = match catalogue.texts.get(name) {
            None => Some(catalogue.unknown(name)),
            Some(known) => catalogue.misused(known, name, text),
        };
        if let Some(problem) = fault {
            return Err(problem);
        }
    }
    let vocabulary = vocabulary(language, stated);
    let mut texts = Texts::clone(&texts(language));
    texts.each(&categories(&locale(language)), |name, text, is_form| {
        let own = || pattern(language, name, is_form).filter(|_| vocabulary.is_changed());
        if let Some(pattern) = stated.get(name).map(String::as_str).or_else(own) {
            *text = Text::from(&*vocabulary.resolved(pattern));
        }
    });
    Ok(texts)
}

fn in_braces(names: &BTreeSet<&str>) -> String {
    names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

impl Catalogue {
    /// Why a known text cannot be this one; nothing where it can.
    fn misused(&self, known: &Known, name: &str, text: &str) -> Option<Problem> {
        if text.trim().is_empty() {
            return Some(Problem::new(format!("the text `{name}` is empty")));
        }
        if text.chars().any(char::is_control) {
            let problem =
                Problem::new(format!("the text `{name}` has a line break or another control character"));
            return Some(problem.hint("write it in one line"));
        }
        let (own, found) = (placeholders(&known.text), placeholders(text));
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
        let is_unknown = |word: &Cow<'_, str>| !self.texts.contains_key(&format!("{GROUP}{word}"));
        if let Some(word) = vocabulary::names(text).find(is_unknown) {
            return Some(self.no_word(
                &word,
                format!("the text `{name}` names a word that the vocabulary has not, `{{@{word}}}`"),
            ));
        }
        if name.starts_with(GROUP) && text.contains("{@") {
            return Some(Problem::new(format!("the word `{name}` names another one")).hint("write it out"));
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

    fn of(language: Language) -> Self {
        let (mut names, mut texts) = (Vec::new(), BTreeMap::new());
        for name in word_names(language) {
            let text = words(language).get(name).map_or_else(Text::default, |word| Text::from(word.as_str()));
            let is_form = name.contains('.');
            names.push(format!("{GROUP}{name}"));
            texts.insert(format!("{GROUP}{name}"), Known { resolved: text.clone(), text, is_form });
        }
        let mut all = Texts::clone(&super::languages::texts(language));
        all.each(&categories(&locale(language)), |name, text, is_form| {
            names.push(name.to_owned());
            let resolved = text.clone();
            let text = pattern(language, name, is_form).map_or_else(|| text.clone(), Text::from);
            texts.insert(name.to_owned(), Known { text, resolved, is_form });
        });
        Self { language, names, texts }
    }

    /// The same with the forms of known words among these names, where the language is not built in: nobody but its file
    /// knows which it has.
    fn with_forms<'a>(mut self, stated: impl Iterator<Item = &'a String>) -> Self {
        if Language::ALL.contains(&self.language) {
            return self;
        }
        let has_word = |name: &&String| {
            let form = name.strip_prefix(GROUP).and_then(|name| name.split_once('.'));
            form.is_some_and(|(word, form)| words(self.language).contains_key(word) && !form.is_empty())
        };
        let forms: BTreeSet<&String> = stated.filter(has_word).collect();
        for form in forms {
            self.names.insert(0, form.clone());
            self.texts.insert(
                form.clone(),
                Known { text: Text::default(), resolved: Text::default(), is_form: false },
            );
        }
        self
    }

    /// The name of a text as it is meant: of a word that has forms and is stated without one, the first.
    fn meant<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if name.starts_with(GROUP) && !self.texts.contains_key(name) {
            let plain = format!("{name}.{PLAIN}");
            if self.texts.contains_key(&plain) {
                return plain.into();
            }
        }
        name.into()
    }

    /// How the words are stated that some of these forms belong to, in full.
    fn to_state(&self, forms: &[&str]) -> String {
        let mut names: Vec<&str> = forms.iter().filter_map(|name| name.split('.').next()).collect();
        names.dedup();
        let stated = names.into_iter().map(|word| {
            let forms = self.forms(&format!("{GROUP}{word}"));
            let forms: Vec<String> = forms.iter().map(|form| format!("{form}: …")).collect();
            if forms.is_empty() {
                format!("{word}: …")
            } else {
                format!("{word}: {{{}}}", forms.join(", "))
            }
        });
        stated.collect::<Vec<_>>().join(", ")
    }

    /// A problem with a name that there is no word of, and which words there are.
    fn no_word(&self, name: &str, message: String) -> Problem {
        let all: Vec<&str> = self.names.iter().filter_map(|name| name.strip_prefix(GROUP)).collect();
        let (word, form) = name.split_once('.').unwrap_or((name, ""));
        let forms = all.iter().filter_map(|name| name.strip_prefix(word)?.strip_prefix('.'));
        let forms: Vec<&str> = forms.collect();
        let problem = Problem::new(message);
        if !forms.is_empty() {
            let problem = problem.did_you_mean(form, forms.iter().copied());
            return problem.hint(format!("the forms of `{word}` are {}", forms.join(", ")));
        }
        if all.contains(&word) {
            return problem.hint(format!("`{word}` has one form only: write `{word}`"));
        }
        let mut words: Vec<&str> = all.iter().filter_map(|name| name.split('.').next()).collect();
        words.dedup();
        problem.did_you_mean(word, words.iter().copied()).hint(format!("its words are {}", words.join(", ")))
    }

    /// What is wrong with a text, at its place.
    fn fault(&self, stated: &StatedText) -> Option<Problem> {
        match self.texts.get(&*self.meant(&stated.name)) {
            None => Some(self.unknown(&stated.name).at(stated.name_place.clone())),
            Some(known) => {
                let fault = self.misused(known, &stated.name, &stated.text);
                fault.map(|problem| problem.at(stated.place.clone()))
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
        if let Some(word) = name.strip_prefix(GROUP) {
            return self
                .no_word(word, format!("the vocabulary of {} has no word `{word}`", self.language.name()));
        }
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
        let is_form = |text: &&StatedText| {
            !text.name.starts_with(GROUP) && self.texts.get(&text.name).is_some_and(|known| known.is_form)
        };
        for text in stated.filter(is_form) {
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
