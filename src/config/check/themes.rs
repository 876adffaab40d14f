//! What comments are about: a dictionary that finds it, or columns that say so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::Check;
use crate::comments::{BrokenPattern, Dictionary, MOST_THEMES, Pattern, Theme, Word};
use crate::config::file::{self, File, FullThemes, OneOrMany, StarterTheme, Themes};
use crate::config::language::Language;
use crate::config::questions::{Further, Options, Reads};
use crate::config::settings::{Columns, Named};
use crate::config::tree::{self, At, Read, Span};
use crate::config::yaml;
use crate::error::{Problem, SourceText};
use crate::survey::{Question, QuestionKind, Scale, canonical};

/// The dictionaries to start from that are built in.
const STARTERS: [(&str, &str); 1] = [("services", include_str!("../../../config/themes/services.yaml"))];

/// What the themes of comments are called among questions.
const NAME: &str = "themes";

/// Words that forms are stated of, by form.
type Forms = BTreeMap<String, String>;

impl Check<'_> {
    /// What comments are about, as a question that each of them answers; none where nothing is stated of it.
    pub(super) fn themes(
        &mut self,
        file: &File,
        (columns, scale): (&Columns, Scale),
        questions: &[Further],
    ) -> Option<Further> {
        let At { value: stated, span, .. } = file.themes.as_ref()?;
        let none = FullThemes::default();
        let (list, full) = match stated {
            Themes::List(list) => (list, &none),
            Themes::Full(full) => (&full.list, full.as_ref()),
        };
        let before = self.problems.len();
        let is_coded = full.column.is_some() || full.columns.is_some();
        let has_dictionary = full.starter.is_some() || !list.is_empty();
        self.one_way_to_tell_themes((full, *span), (is_coded, has_dictionary));
        if let Some(other) = questions.iter().find(|of| of.question.name.to_lowercase() == NAME) {
            let problem =
                Problem::new(format!("a question has the name `{NAME}`, as what comments are about"));
            let place = other.column.place.clone();
            self.problems.push(problem.hint("give the question another `name`").at(place));
        }
        let (options, first) = if is_coded {
            if has_dictionary {
                // For what is wrong with it.
                let _ = self.dictionary(file, (list, full), (columns, *span));
            }
            let options = self.coded(full);
            let first = options.columns.first().cloned();
            let column = full.column.as_ref().map(|at| self.name(&at.value, at.span, "column"));
            (options, column.or(first))
        } else {
            let options = self.dictionary(file, (list, full), (columns, *span));
            (options, columns.comment.first().cloned())
        };
        let asked_up_to = self.asked_up_to(full.asked_up_to.as_ref(), scale);
        if self.problems.len() > before || self.has_misfit(*span) {
            return None;
        }
        self.asked.insert(NAME.to_owned());
        let question =
            Question { kind: QuestionKind::Themes, asked_up_to, ..Question::nps(NAME, Scale::NO_OR_YES) };
        let reads = Reads::Options(options);
        Some(Further { question, column: first?, reads, levels: Vec::new(), benchmarks: Vec::new() })
    }

    /// Up to which answer to the leading question another one was asked, on its scale.
    pub(super) fn asked_up_to(&mut self, stated: Option<&At<i64>>, scale: Scale) -> Option<i32> {
        let At { value, span, .. } = stated?;
        let (low, high) = (i64::from(scale.low()), i64::from(scale.high()));
        if *value < low || *value >= high {
            let problem = Problem::new(format!("`asked_up_to` ({value}) is not from {low} to below {high}"));
            let hint =
                "it is the highest score of those who were asked, such as 6: leave it out where all were";
            self.problem(*span, problem.hint(hint));
            return None;
        }
        i32::try_from(*value).ok()
    }

    /// Tells of themes that are told in two ways, or in none.
    fn one_way_to_tell_themes(
        &mut self,
        (full, span): (&FullThemes, Span),
        (is_coded, has_dictionary): (bool, bool),
    ) {
        let is_misfit = self.has_misfit(span);
        let mut wrong = |what: &str, hint: &str| self.problem(span, Problem::new(what).hint(hint));
        let example = "list them: [{name: speed, words: [fast, quick*]}], start from `{starter: services}`, or name the \
                       columns that say what each comment is about: {columns: [theme_1, theme_2]}";
        match (is_coded, has_dictionary) {
            (true, true) => wrong(
                "themes are looked for in comments and read from columns",
                "state either a dictionary, or `column` or `columns`",
            ),
            (false, false) if !is_misfit => wrong("there are no themes", example),
            (true, false) if !full.forms.is_empty() => wrong(
                "`forms` are stated of words, and no theme is found by words",
                "leave `forms` out: the columns say what each comment is about",
            ),
            (true, false) if full.column.is_some() && full.columns.is_some() => wrong(
                "`columns` stand beside `column`, and only one of them can hold the themes",
                "state the one column, with a `separator` where it holds several, or all `columns` that hold one each",
            ),
            (false, true) if full.separator.is_some() => wrong(
                "a `separator` is stated of themes that are looked for in comments",
                "leave it out: it stands between several themes in a cell of a `column`",
            ),
            (true, false) if full.separator.is_some() && full.columns.is_some() => wrong(
                "several themes have a `separator` or `columns`, not both",
                "state the one column with its `separator`, or all `columns` that hold one each",
            ),
            _ => {}
        }
    }

    /// Themes that columns have.
    fn coded(&mut self, full: &FullThemes) -> Options {
        let separator = full.separator.as_ref().map(|at| {
            if at.value.trim().is_empty() {
                let problem = Problem::new("the separator of themes is empty or blank");
                self.problem(at.span, problem.hint("such as separator: \";\""));
            }
            at.value.trim().to_owned()
        });
        let mut columns: Vec<Named<String>> = Vec::new();
        for At { value, span, .. } in full.columns.iter().flat_map(|at| &at.value) {
            let name = self.name(value, *span, "column");
            if columns.iter().any(|other| other.value == name.value) && !name.value.is_empty() {
                self.problem(*span, Problem::new(format!("the column `{}` is listed twice", name.value)));
            } else {
                columns.push(name);
            }
        }
        Options { separator, columns, ..Options::default() }
    }

    /// Themes that a dictionary finds.
    fn dictionary(
        &mut self,
        file: &File,
        (list, full): (&[At<file::Theme>], &FullThemes),
        (columns, span): (&Columns, Span),
    ) -> Options {
        if columns.comment.is_empty() && file.columns.comment.is_none() {
            let problem =
                Problem::new("themes are looked for in comments, and nothing names the column of these");
            self.problem(span, problem.hint("name it: `columns: {comment: comment}`"));
        }
        let mut themes: Vec<(Named<String>, Theme)> = self.starter(file, full.starter.as_ref());
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for At { value, span, .. } in list {
            let before = self.problems.len();
            let theme = self.theme(value, *span);
            let Some((name, theme)) = theme else { continue };
            if !seen.insert(name.value.to_lowercase()) && self.problems.len() == before {
                let problem = Problem::new(format!("two themes have the name `{}`", name.value));
                let hint = "put the words of both into one of them";
                self.problems.push(problem.hint(hint).at(name.place.clone()));
                continue;
            }
            // What is listed adds to what it starts from.
            match themes.iter_mut().find(|(other, _)| other.value.to_lowercase() == name.value.to_lowercase())
            {
                Some((_, own)) => {
                    own.words.extend(theme.words);
                    own.not.extend(theme.not);
                    own.patterns.extend(theme.patterns);
                }
                None => themes.push((name, theme)),
            }
        }
        if themes.len() > MOST_THEMES {
            let problem =
                Problem::new(format!("{} themes are listed, more than {MOST_THEMES}", themes.len()));
            self.problem(span, problem.hint("leave out those that few comments are about"));
        }
        let mut forms = Forms::new();
        for (word, At { value, span, .. }) in &full.forms {
            for (form, at) in value.each(*span) {
                let are_words = [word, &form]
                    .into_iter()
                    .all(|text| matches!(Word::phrase(text).as_deref(), Ok([Word::Stem(_)])));
                if !are_words {
                    let problem = Problem::new(format!(
                        "`{form}` as a form of `{word}` is not a word as one of another"
                    ));
                    self.problem(at, problem.hint("such as forms: {child: [children], buy: bought}"));
                }
                forms.insert(form, word.clone());
            }
        }
        let (stated, themes) = themes.into_iter().unzip();
        let dictionary = match Dictionary::new(themes, &forms) {
            Ok(dictionary) => Some(Arc::new(dictionary)),
            Err(why) => {
                self.problem(span, Problem::new(why).hint("make patterns shorter, or words of them"));
                None
            }
        };
        // One column is looked at as it is.
        let columns = if columns.comment.len() > 1 { columns.comment.clone() } else { Vec::new() };
        Options { columns, stated, dictionary, ..Options::default() }
    }

    /// One theme of the list.
    fn theme(&mut self, file: &file::Theme, span: Span) -> Option<(Named<String>, Theme)> {
        if file.name.is_none() && !self.has_misfit(span) {
            let problem = Problem::new("the theme has no `name`");
            self.problem(span, problem.hint("such as {name: speed, words: [fast, quick*]}"));
        }
        let name = file.name.as_ref().map(|at| self.name(&at.value, at.span, "theme"));
        let is_stated = |texts: &Option<At<OneOrMany>>| {
            texts.as_ref().is_some_and(|at| !at.value.each(at.span).is_empty())
        };
        if !is_stated(&file.words) && !is_stated(&file.pattern) && !self.has_misfit(span) {
            let problem =
                Problem::new("the theme has neither `words` nor a `pattern`, and would never be found");
            self.problem(span, problem.hint("such as words: [fast, quick*], or pattern: \"pric(e|ing)\""));
        }
        let words = self.phrases(file.words.as_ref());
        let not = self.phrases(file.not.as_ref());
        let mut patterns = Vec::new();
        for (text, at) in file.pattern.iter().flat_map(|at| at.value.each(at.span)) {
            match Pattern::new(&text) {
                Ok(pattern) => patterns.push(pattern),
                Err(BrokenPattern { why, at: place }) => {
                    let place = place.map(|at| format!(", at its character {at}")).unwrap_or_default();
                    let problem = Problem::new(format!("`{text}` is no pattern{place}: {why}"));
                    let hint = "a pattern is a regular expression without look-around and references back, which takes no longer \
                                than a comment is long; `words` find words in all their forms without one";
                    self.problem(at, problem.hint(hint));
                }
            }
        }
        let name = name?;
        let theme = Theme { name: name.value.clone(), words, not, patterns };
        Some((name, theme))
    }

    /// Words and phrases, each as its words.
    fn phrases(&mut self, stated: Option<&At<OneOrMany>>) -> Vec<Vec<Word>> {
        let mut phrases = Vec::new();
        for (text, span) in stated.into_iter().flat_map(|at| at.value.each(at.span)) {
            match Word::phrase(&canonical(&text)) {
                Ok(phrase) => phrases.push(phrase),
                Err(why) => {
                    let problem = Problem::new(format!("`{text}` is not what a theme is found by: {why}"));
                    let hint = "a word stands for all its forms, `fast*` for whatever begins so, `=fast` for itself alone, and \
                                several words for a phrase";
                    self.problem(span, problem.hint(hint));
                }
            }
        }
        phrases
    }

    /// The themes of a built-in dictionary, called as the language of the page calls them.
    fn starter(&mut self, file: &File, stated: Option<&At<String>>) -> Vec<(Named<String>, Theme)> {
        let Some(At { value, span, .. }) = stated else { return Vec::new() };
        let known = || STARTERS.iter().map(|(name, _)| *name);
        let Some((_, text)) = STARTERS.iter().find(|(name, _)| *name == value.trim()) else {
            let problem = Problem::new(format!("there is no dictionary `{value}` to start from"));
            let all = format!("there is: {}", known().collect::<Vec<_>>().join(", "));
            self.problem(*span, problem.did_you_mean(value, known()).hint(all));
            return Vec::new();
        };
        let language = file.language.as_ref().map(|at| at.value.trim().to_lowercase()).unwrap_or_default();
        let of = |theme: &StarterTheme| {
            let name = theme.name.get(&language).or_else(|| theme.name.get(&Language::En.code()))?;
            let phrases = |texts: &Option<At<OneOrMany>>| {
                let texts = texts.iter().flat_map(|at| at.value.each(at.span));
                texts.filter_map(|(text, _)| Word::phrase(&text).ok()).collect::<Vec<_>>()
            };
            let (words, not) = (phrases(&theme.words), phrases(&theme.not));
            let theme = Theme { name: name.clone(), words, not, patterns: Vec::new() };
            Some((Named { value: name.clone(), place: None }, theme))
        };
        read(text).iter().filter_map(|at| of(&at.value)).collect()
    }
}

/// The themes of a built-in dictionary.
fn read(text: &str) -> Vec<At<StarterTheme>> {
    let source = Arc::new(SourceText { path: PathBuf::from("themes.yaml"), text: text.to_owned() });
    let Ok((node, _)) = yaml::parse(&source) else { return Vec::new() };
    let Read { value, .. } = tree::read::<Vec<At<StarterTheme>>>(node);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_to_start_from_have_names_in_all_languages_and_words_that_are_words() {
        for (name, text) in STARTERS {
            let source = Arc::new(SourceText { path: PathBuf::from(name), text: text.to_owned() });
            let (node, mended) = yaml::parse(&source).expect("YAML");
            assert!(mended.is_empty(), "{name}");
            let Read { value: themes, misfits, .. } = tree::read::<Vec<At<StarterTheme>>>(node);
            assert!(misfits.is_empty() && themes.len() > 8, "{name}: {misfits:?}");
            for At { value, .. } in &themes {
                for language in Language::ALL {
                    assert!(value.name.contains_key(&language.code()), "{name}: {:?}", value.name);
                }
                for at in value.words.iter().chain(&value.not) {
                    for (text, _) in at.value.each(at.span) {
                        assert!(Word::phrase(&text).is_ok(), "{name}: {text}");
                    }
                }
            }
        }
    }
}
