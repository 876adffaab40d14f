//! From the raw file to a [`Config`], gathering every problem, each with its place.

mod accounts;
mod actions;
mod benchmarks;
mod brand;
mod client;
mod columns;
mod commentary;
mod comments;
mod conditions;
mod costs;
mod cuts;
mod drivers;
mod figures;
mod follow_up;
mod list;
mod outcomes;
mod presets;
mod questions;
mod reports;
mod schemes;
mod shaping;
mod source;
mod themes;
mod told;
mod weights;

pub use presets::presets;
pub use schemes::schemes;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::file::{File, OneOrMany};
use crate::config::language::{AllGiven, Language};
use crate::config::questions::Further;
use crate::config::settings::{Config, Named, Reports};
use crate::config::tree::{self, At, Misfit, Node, Read, Span, place};
use crate::config::{mend, misread, wording, yaml};
use crate::error::{Error, Kind, Place, Problem, SourceText, alike};
use crate::files::{looked_for, not_there, read_small_text};
use crate::survey::{Day, Question, canonical};

/// A config file larger than this is none.
const LARGEST: u64 = 1 << 20;

/// A config and what is wrong with it. Where something is wrong, the config holds the default, so that
/// later steps can look for problems of their own before all are reported together.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// What is wrong; none when the config can be used.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// What a step makes of the config, and what it finds wrong with it.
    #[must_use]
    pub fn then(self, step: impl FnOnce(Config) -> (Config, Vec<Problem>)) -> Self {
        let (config, found) = step(self.config);
        let mut loaded = Self { config, problems: self.problems };
        loaded.add(found);
        loaded
    }

    /// Adds what else is wrong, and puts all into the order of the file; what an alias repeats is wrong once.
    pub fn add(&mut self, problems: Vec<Problem>) {
        self.problems.extend(problems);
        self.problems.sort_by_key(|problem| match problem.place {
            Some(Place::Text { start, .. }) => (0, start),
            None => (1, 0),
            Some(_) => (2, 0),
        });
        self.problems.dedup();
    }
}

/// Reads and checks a config file.
///
/// # Errors
/// When the file cannot be read or is not YAML. Anything wrong in its values is in [`Loaded::problems`].
pub fn load(path: &Path) -> Result<Loaded, Error> {
    load_over(path, Scope::Everything)
}

/// What a config file is about.
enum Scope {
    /// All that there is to state.
    Everything,
    /// One client, over the shared settings.
    OneClient(Box<Config>),
}

fn load_over(path: &Path, scope: Scope) -> Result<Loaded, Error> {
    let one = |problem: Problem| Error::new(Kind::Config, problem);
    let text = read(path).map_err(one)?;
    if is_written_by_plaudit(&text) {
        let problem = Problem::new("these are figures that plaudit wrote, not a config").in_file(path);
        return Err(one(problem.hint("name the config that they were made from")));
    }
    checked(SourceText { path: path.to_owned(), text }, scope)
}

/// Checks the text of a config as if it were that file.
///
/// # Errors
/// As [`load`] has.
pub fn load_text(path: &Path, text: String) -> Result<Loaded, Error> {
    checked(SourceText { path: path.to_owned(), text }, Scope::Everything)
}

fn checked(text: SourceText, scope: Scope) -> Result<Loaded, Error> {
    let source = Arc::new(text);
    let all = |problems: Vec<Problem>| Error { kind: Kind::Config, problems };
    let (mut tree, mut mended) = yaml::parse(&source).map_err(all)?;
    if matches!(tree.value, tree::Value::List(_) | tree::Value::Text(_)) {
        let problem = Problem::new("the config must be keys and values, such as `title: Customer loyalty`");
        let hint = mend::meant_at(&source.text, tree.span);
        let hint = hint.unwrap_or_else(|| "`plaudit init` writes one to start from".to_owned());
        mended.push(problem.at(place(&source, tree.span)).hint(hint));
        return Err(all(mended));
    }
    let stated = tree::keys(&tree);
    let wording =
        wording::KEYS.iter().filter_map(|(key, group)| Some((tree::value(&tree, key)?, *group))).collect();
    let nulls = tree::written_nulls(&tree);
    let commented = misread::commented_colours(&tree, &source.text);
    let cut = misread::cut_texts(&tree, &source.text);
    let split = misread::split_numbers(&mut tree, &source.text);
    let lists = misread::lists_of_texts(&mut tree, &source.text);
    let Read { value: file, misfits, taken_out } = tree::read::<File>(tree);
    let folder = source.path.parent().unwrap_or(Path::new(""));
    let spans = misfits.iter().filter_map(|misfit| misfit.span).chain(split.iter().map(|(_, span)| *span));
    let spans = spans.collect();
    let mut check = Check {
        source: &source,
        folder,
        misfits: spans,
        taken_out,
        stated,
        nulls,
        wording,
        asked: BTreeSet::new(),
        problems: mended,
    };
    for misfit in misfits {
        check.misfit(misfit);
    }
    let told = commented.into_iter().chain(cut).chain(split).chain(lists);
    check.problems.extend(told.map(|(problem, span)| problem.at(place(&source, span))));
    let config = match scope {
        Scope::Everything => check.config(file, Config::default()),
        Scope::OneClient(shared) => check.config_of_client(file, *shared),
    };
    let mut loaded = Loaded { config, problems: Vec::new() };
    loaded.add(check.problems);
    Ok(loaded)
}

/// Whether a text is a `report.json`, an `index.json` or a `manifest.json`: their first entry names the layout.
fn is_written_by_plaudit(text: &str) -> bool {
    let entry = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('{').map(str::trim_start);
    let value = entry
        .and_then(|entry| entry.strip_prefix("\"schema\""))
        .and_then(|rest| rest.trim_start().strip_prefix(':'));
    value.is_some_and(|value| value.trim_start().starts_with("\"plaudit-"))
}

fn read(path: &Path) -> Result<String, Problem> {
    let unreadable = |why: String| {
        let problem = looked_for(Problem::new(format!("the config file {why}")).in_file(path), path);
        not_there(problem, path, "`plaudit init` writes one to start from")
    };
    read_small_text(path, LARGEST).map_err(unreadable)
}

/// Whether a key that was taken out is this one, or the section it is in, perhaps misspelt: it is then not missing.
fn stands_for(taken: &str, key: &str) -> bool {
    // A key without a blank after its colon has its value at its end.
    let taken = taken.split(':').next().unwrap_or(taken);
    let (section, name) = key.rsplit_once('.').unwrap_or(("", key));
    let (taken_section, taken_name) = taken.rsplit_once('.').unwrap_or(("", taken));
    (taken_section == section && alike(taken_name, name)) || (!section.is_empty() && alike(taken, section))
}

struct Check<'a> {
    source: &'a Arc<SourceText>,
    folder: &'a Path,
    /// Where something was taken out: there, nothing is to be reported as missing.
    misfits: Vec<Span>,
    /// The same as keys.
    taken_out: Vec<String>,
    /// The keys at the top.
    stated: Vec<(String, Span)>,
    /// Values that are `null`, by key.
    nulls: Vec<(String, Node)>,
    /// What stands under each of the keys of texts, with what their names begin with.
    wording: Vec<(Node, &'static str)>,
    /// The names of questions that are listed.
    asked: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn at(&self, span: Span) -> Place {
        place(self.source, span)
    }

    fn problem(&mut self, span: Span, problem: Problem) {
        let place = self.at(span);
        self.problems.push(problem.at(place));
    }

    fn missing(&mut self, key: &str, example: &str) {
        if self.taken_out.iter().any(|taken| stands_for(taken, key)) {
            return;
        }
        if let Some((_, null)) = self.nulls.iter().find(|(other, _)| other == key) {
            let (problem, span) = (empty(key, null), null.span);
            return self.problem(span, problem);
        }
        let problem = Problem::new(format!("the key `{key}` is missing")).in_file(&self.source.path);
        self.problems.push(problem.hint(format!("add `{example}`")));
    }

    fn misfit(&mut self, misfit: Misfit) {
        let mut problem = Problem::new(misfit.message);
        problem.hints.extend(misfit.hint.map(String::from));
        // A key is kept without such blanks, and so is asked for as it is written.
        let written = misfit.span.filter(|_| misfit.words.is_some());
        let written = written.and_then(|span| self.source.text.get(span.start..span.end));
        if let Some(told) = written.and_then(|key| mend::blank_in(key).or_else(|| mend::joined_in(key))) {
            problem = told;
        } else if let Some((word, known)) = misfit.words {
            let before = problem.hints.len();
            let key = known.first().filter(|_| word.is_empty());
            let section = key.zip(misfit.span).and_then(|(key, span)| self.in_section(key, span));
            problem.hints.extend(section);
            problem = problem.did_you_mean(&word, known.iter().copied());
            if problem.hints.len() == before && !known.is_empty() {
                problem = problem.hint(format!("possible here: {}", known.join(", ")));
            }
        }
        match misfit.span {
            Some(span) => self.problem(span, problem),
            None => self.problems.push(problem.in_file(&self.source.path)),
        }
    }

    /// The section with what stands in its place as the value of its first key, where that is what is meant most often.
    fn in_section(&self, key: &str, span: Span) -> Option<String> {
        const MEANT: [&str; 9] =
            ["files", "score", "by", "size", "make", "one_per", "for", "total", "margin"];
        let (before, from) = self.source.text.split_at_checked(span.start)?;
        let written = from.get(..span.end - span.start)?;
        let section = before
            .trim_end()
            .strip_suffix(':')?
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next_back()?;
        if !MEANT.contains(&key) || written.starts_with(['[', '{', '-', '|', '>']) || written.contains('\n') {
            return None;
        }
        let value = match (key, written.to_lowercase().as_str()) {
            ("make", "yes" | "on" | "true") => "true",
            ("make", "no" | "off" | "false") => "false",
            ("make", _) => return None,
            _ => written,
        };
        Some(format!("write `{section}: {{{key}: {value}}}`"))
    }

    /// Whether something was taken out there, so that what is missing there is not.
    fn has_misfit(&self, span: Span) -> bool {
        self.misfits.iter().any(|misfit| span.start <= misfit.start && misfit.end <= span.end)
    }

    fn named<T>(&self, value: T, span: Span) -> Named<T> {
        Named { place: Some(self.at(span)), value }
    }

    /// The name of a column or a client, in its canonical form; a problem where nothing is left of it.
    fn name(&mut self, name: &str, span: Span, of: &str) -> Named<String> {
        let name = canonical(name).into_owned();
        if name.is_empty() {
            self.problem(span, Problem::new(format!("the name of the {of} is empty")));
        }
        self.named(name, span)
    }

    /// One such name, or a list of them.
    fn names(&mut self, stated: &OneOrMany, span: Span, of: &str) -> Vec<Named<String>> {
        match stated {
            OneOrMany::One(name) => vec![self.name(name, span, of)],
            OneOrMany::Many(names) => names.iter().map(|at| self.name(&at.value, at.span, of)).collect(),
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// The value when it passes, else a problem with the value as it is written, and nothing.
    fn valid<T, U>(
        &mut self,
        at: Option<At<T>>,
        valid: impl FnOnce(&T) -> Option<U>,
        wrong: impl FnOnce(&str) -> Problem,
    ) -> Option<U> {
        let at = at?;
        let value = valid(&at.value);
        if value.is_none() {
            self.problem(at.span, wrong(&at.written));
        }
        value
    }

    fn config(&mut self, file: File, default: Config) -> Config {
        if file.title.is_none() {
            self.missing("title", "title: Customer loyalty");
        }
        let as_of = self.valid(
            file.as_of.clone(),
            |day| day.parse::<Day>().ok(),
            |day| Problem::new(day.parse::<Day>().err().unwrap_or_default()),
        );
        let mut questions = self.questions(&file).into_iter();
        let leading = questions.next();
        let scale_is_stated =
            file.scale.is_some() || leading.as_ref().is_some_and(|_| Self::states_scale(&file));
        let (question, column, levels) = match leading {
            Some(Further { question, column, levels, .. }) => (question, Some(column), levels),
            None => (Question::nps(String::new(), self.scale(file.scale.as_ref())), None, Vec::new()),
        };
        let preset = self.preset(file.source.preset.as_ref());
        let over = preset.as_ref().map_or(&default.source, |preset| &preset.source);
        let mut shared = Config {
            as_of,
            periods: self.periods(&file.periods, default.periods),
            question,
            levels: if levels.is_empty() { default.levels } else { levels },
            further: Vec::new(),
            scale_is_stated,
            source: self.source(&file.source, over),
            columns: self.columns(&file, column, (default.columns.clone(), preset.as_ref())),
            privacy: self.privacy(&file.privacy, file.reports.one_per.is_some(), default.privacy),
            ..default
        };
        if shared.question.name.is_empty() {
            shared.question.name.clone_from(&shared.columns.score.value);
        }
        let further: Vec<Further> = questions.collect();
        shared.follow_up = self.follow_up(file.follow_up.as_ref(), &shared.columns);
        shared.accounts = self.accounts(&file, shared.source.decimal);
        self.shaping(&file, &mut shared);
        shared.actions = Arc::new(self.actions(file.actions.as_ref(), &shared.columns));
        shared.keep = self.keep(file.repeats.as_ref(), &shared.columns);
        let themes = self.themes(&file, (&shared.columns, shared.question.scale), &further);
        self.roles(&shared, &further, themes.as_ref());
        self.outcomes(&file, further.into_iter().chain(themes).collect(), &mut shared);
        shared.drivers = self.drivers(file.drivers.as_ref(), &shared);
        shared.index = self.index(&file, &shared);
        shared.compare = self.compare(&file.periods, shared.periods.calendar);
        shared.weighting = self.weighting(&file.weights, &shared.columns, &shared.weighting);
        shared.population = self.population(file.population.as_ref(), &shared.columns);
        shared.pdf = self.pdf(&file.pdf, shared.pdf);
        shared.commentary = self.commentary(file.commentary.as_ref(), file.reports.one_per.is_some());
        let reports = file.reports.clone();
        shared.need = self.need(file.need.as_ref());
        let (comments, costs, has_outcomes) =
            (file.comments.clone(), file.costs.clone(), file.outcomes.is_some());
        let mut config = self.looks(file, std::mem::take(&mut shared));
        config.comments = self.comments(comments.as_ref(), &config);
        config.costs = self.costs(costs.as_ref(), &config.columns, has_outcomes);
        let over = Reports::clone(&config.reports);
        // Each client has a config of its own, and what is stated of all of them is stated once.
        let decimal = config.source.decimal;
        let reports = self.reports(reports, over, &config.columns, (decimal, &mut config.languages));
        config.reports = Arc::new(reports);
        config
    }

    /// A client's settings: what concerns the data is shared by all.
    fn config_of_client(&mut self, file: File, shared: Config) -> Config {
        for (key, span) in self.stated.clone() {
            let shared = [
                "as_of",
                "source",
                "columns",
                "repeats",
                "themes",
                "comments",
                "costs",
                "need",
                "follow_up",
                "accounts",
                "actions",
                "aliases",
                "lookups",
                "bands",
                "waves",
                "cuts",
                "tables",
                "scale",
                "questions",
                "outcomes",
                "drivers",
                "commentary",
                "periods",
                "reports",
                "index",
                "weights",
                "population",
                "pdf",
            ];
            if shared.contains(&key.as_str()) {
                let problem = Problem::new(format!("`{key}` is the same for all clients"));
                self.problem(span, problem.hint("state it in the shared config"));
            }
        }
        let limit = shared.method.hide_below;
        if let Some(at) =
            file.method.hide_below.clone().filter(|at| u64::try_from(at.value).is_ok_and(|n| n < limit))
        {
            let problem =
                Problem::new(format!("`hide_below` ({}) is below the shared one ({limit})", at.written));
            self.problem(at.span, problem.hint("a client may be shown less than the others, not more"));
        }
        self.looks(file, shared)
    }

    /// The settings of figures and page, over others.
    fn looks(&mut self, file: File, over: Config) -> Config {
        let title = self.valid(
            file.title,
            |title| (!canonical(title).is_empty()).then(|| title.trim().to_owned()),
            |_| Problem::new("the title is empty").hint("state one, such as `title: Customer loyalty`"),
        );
        let method = self.method(&file.method, over.method);
        let levels = match file.levels {
            Some(levels) => self.levels(levels, None),
            None => over.levels,
        };
        let mut reports = over.reports;
        let has_benchmarks = self.stated.iter().any(|(key, _)| key == "benchmarks");
        let mut further = over.further;
        let benchmarks = if has_benchmarks {
            for question in &mut further {
                question.benchmarks.clear();
            }
            let asked = (&over.question, further.as_mut_slice());
            let (benchmarks, table) = self.benchmarks(file.benchmarks, over.source.decimal, asked);
            Arc::make_mut(&mut reports).industries = table;
            benchmarks
        } else {
            over.benchmarks
        };
        let brand = self.brand(file.brand, over.brand);
        let templates = file.templates.and_then(|at| {
            let path = self.path(&at.value);
            if path.is_dir() {
                return Some(path);
            }
            let is_there = path.exists();
            let what = if is_there { "no folder, but a file:" } else { "there is no folder" };
            let problem = Problem::new(format!("{what} `{}`", path.display()));
            self.problem(
                at.span,
                looked_for(problem, &path)
                    .hint("`templates` names a folder with files in place of the built-in ones"),
            );
            None
        });
        let sections = file.sections.map(|at| {
            let names = at.value.into_iter().map(|name| self.named(name.value, name.span));
            names.collect::<Vec<_>>()
        });
        let mut languages = over.languages;
        let language = self.language(file.language, &mut languages).unwrap_or(over.language);
        let mut wording = over.wording;
        for (node, group) in &self.wording {
            let (texts, problems) = wording::read((node, group), self.source, self.folder, language);
            wording.extend(texts);
            self.problems.extend(problems);
        }
        let asked = file.question.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Config {
            title: title.unwrap_or(over.title),
            question: Question { ask: asked.or(over.question.ask), ..over.question },
            further,
            survey: file.survey.over(&over.survey),
            organisation: file.organisation.filter(|name| !canonical(name).is_empty()).or(over.organisation),
            language,
            languages,
            wording,
            method,
            levels,
            benchmarks,
            brand,
            paper: file.page.size.unwrap_or(over.paper),
            templates: templates.or(over.templates),
            sections: sections.or(over.sections),
            reports,
            ..over
        }
    }

    /// The language that is stated, by its code or as a file.
    fn language(&mut self, stated: Option<At<String>>, given: &mut AllGiven) -> Option<Language> {
        let At { value, span, .. } = stated?;
        let language = wording::stated(&value, self.folder, given);
        language
            .map_err(|problems| {
                for problem in problems {
                    match problem.place {
                        None => self.problem(span, problem),
                        Some(_) => self.problems.push(problem),
                    }
                }
            })
            .ok()
    }

    /// Moves problems about a file to where the config names it, from the `before`-th problem on.
    fn blame_on(&mut self, span: Span, path: &Path, before: usize) {
        let place = self.at(span);
        let about_the_file = |problem: &&mut Problem| matches!(problem.place, Some(Place::File(_)));
        for problem in self.problems.iter_mut().skip(before).filter(about_the_file) {
            let named = format!("`{}`", path.display());
            if !problem.message.contains(&named) {
                problem.message = format!("{} ({named})", problem.message);
            }
            problem.place = Some(place.clone());
        }
    }
}

/// That a value is `null` where it must be something.
fn empty(key: &str, null: &Node) -> Problem {
    let written = &null.written;
    Problem::new(format!("`{key}` is empty: in YAML, `{written}` stands for nothing"))
        .hint(format!("put it in quotes, if it is meant as it stands: \"{written}\""))
}
