//! The built-in templates, and a folder that overrides them one by one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use super::fonts::{Fonts, texts};
use super::links::home;
use crate::error::{Error, Kind, Place, Problem, SourceText, all_or_nothing, why};
use crate::files::{looked_for, read_small_text};

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../templates/", $name)))),+]
    };
}

/// Name and text of every built-in template.
const BUILT_IN: [(&str, &str); 32] = built_in![
    "report.html",
    "header.html",
    "footer.html",
    "headline.html",
    "key-figures.html",
    "key-findings.html",
    "commentary.html",
    "commentary-words.html",
    "contents.html",
    "section.html",
    "figure.html",
    "table.html",
    "terms.html",
    "quality.html",
    "appendix.html",
    "method.html",
    "fonts.css",
    "page.css",
    "charts.css",
    "brand.css",
    "print.css",
    "index.html",
    "index-key-figures.html",
    "tier.html",
    "moved.html",
    "clients.html",
    "clients-table.html",
    "index.css",
    "index.js",
    "summary.html",
    "summary.txt",
    "explain.html",
];

/// Names of the templates that can be overridden.
const NAMES: [&str; BUILT_IN.len()] = {
    let mut names = [""; BUILT_IN.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = BUILT_IN[i].0;
        i += 1;
    }
    names
};

/// A template longer than this is none.
const LARGEST: u64 = 4 << 20;

/// A template of the override folder.
struct Override {
    name: String,
    source: Arc<SourceText>,
}

/// Templates ready to render any number of pages, on any number of threads.
pub struct Templates {
    tera: Tera,
    fonts: Fonts,
    overrides: Vec<Override>,
    /// Where the overrides are.
    folder: Option<PathBuf>,
}

impl Templates {
    /// The built-in templates with those of the folder in their place.
    ///
    /// # Errors
    /// When a template of the folder cannot be read or does not parse, or replaces none; the error has its place.
    pub fn new(folder: Option<&Path>) -> Result<Self, Error> {
        let overrides = folder.map_or_else(|| Ok(Vec::new()), read)?;
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.set_escape_fn(escape);
        let added = tera.add_raw_templates(in_use(&overrides));
        let templates = Self { tera, fonts: Fonts::new(), overrides, folder: folder.map(Path::to_owned) };
        match added {
            Ok(()) => Ok(templates),
            Err(error) => Err(templates.broken(&error)),
        }
    }

    /// A page by its template.
    pub(super) fn render(&self, name: &str, page: &impl Serialize) -> Result<String, Error> {
        let page = Value::try_from_serializable(page).map_err(|e| self.broken(&e))?;
        let mut texts = texts(&page);
        texts.extend(self.overrides.iter().map(|own| own.source.text.as_str()));
        let fonts = self.fonts.needed(&texts);
        let mut context = Context::new();
        context.insert("fonts", &fonts);
        #[expect(clippy::iter_over_hash_type, reason = "the context puts them in order")]
        for (key, value) in page.into_map().unwrap_or_default() {
            context.insert_value(key.to_string(), value);
        }
        self.tera.render(name, &context).map_err(|e| self.broken(&e))
    }

    /// The index's script. It sees nothing of the index, so that no text from outside can become a script;
    /// line ends are those that a browser makes of them, so that its hash is the browser's.
    pub(super) fn script(&self) -> Result<String, Error> {
        let script = self.tera.render("index.js", &Context::new()).map_err(|e| self.broken(&e))?;
        Ok(script.replace("\r\n", "\n").replace('\r', "\n"))
    }

    /// Whether none is the user's own.
    pub(super) fn are_built_in(&self) -> bool {
        self.overrides.is_empty()
    }

    /// What is wrong when links have no target; nothing is where only such targets are lost whose template is empty, for
    /// who empties one means to.
    pub(super) fn lost(&self, targets: &[String]) -> Option<Problem> {
        let is_emptied = |name: &str| {
            self.overrides.iter().any(|own| own.name == name && own.source.text.trim().is_empty())
        };
        let lost: Vec<&String> = targets.iter().filter(|target| !is_emptied(home(target))).collect();
        let first = lost.first()?;
        let named: Vec<String> = lost.iter().map(|target| format!("`#{target}`")).collect();
        let problem = Problem::new(format!("links of the page lead nowhere: {}", named.join(", ")));
        let hint = format!(
            "one of these templates has lost an id that the built-in one has: see `{}` for `id=\"{first}\"`",
            home(first)
        );
        let problem = problem.hint(hint).hint("contents, terms and key findings leave such links out");
        Some(match &self.folder {
            Some(folder) => problem.in_file(folder),
            None => problem,
        })
    }

    /// All templates in use: names, lengths and texts in the order of the names. Pages of equal reports and equal
    /// fingerprints are equal.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut all: Vec<_> = in_use(&self.overrides).collect();
        all.sort_unstable();
        let mut fingerprint = String::new();
        for (name, text) in all {
            let length = text.len().to_string();
            fingerprint.extend([name, " ", &length, "\n", text, "\n"]);
        }
        fingerprint
    }

    fn broken(&self, error: &tera::Error) -> Error {
        let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
            return Error::new(
                Kind::Config,
                Problem::new(format!("the templates do not fit together: {error}")),
            );
        };
        let problem = Problem::new(format!("broken template: {}", report.message()));
        let place = self.overrides.iter().find(|o| o.name == report.filename()).map(|o| Place::Text {
            source: Arc::clone(&o.source),
            start: report.span().range.start.min(o.source.text.len()),
            end: report.span().range.end.min(o.source.text.len()),
        });
        let place = place.unwrap_or_else(|| Place::File(PathBuf::from(report.filename())));
        Error::new(Kind::Config, problem.at(place))
    }
}

/// Name and text of every template: those of the override folder, and the built-in ones that they do not replace.
fn in_use(overrides: &[Override]) -> impl Iterator<Item = (&str, &str)> {
    let kept = BUILT_IN.iter().filter(|(name, _)| !overrides.iter().any(|o| o.name == *name));
    let own = overrides.iter().map(|o| (o.name.as_str(), o.source.text.as_str()));
    kept.copied().chain(own)
}

/// Characters that have no place in a text: controls, and marks that turn the direction of all that follows.
fn dropped(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// The text without such characters.
pub(super) fn printable(text: &str) -> String {
    text.replace(dropped, "")
}

/// Escapes a text for HTML, without characters that have no place in it.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.contains(dropped) {
        tera::escape_html(&printable(text), out)
    } else {
        tera::escape_html(text, out)
    }
}

/// The same as a text of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len());
    // Memory takes all that is written to it, and what is escaped is UTF-8 as before.
    let _ = escape(text, &mut escaped);
    String::from_utf8(escaped).unwrap_or_default()
}

/// Every template of a folder, by name.
fn read(folder: &Path) -> Result<Vec<Override>, Error> {
    let unreadable = |path: &Path, e: &std::io::Error| {
        Error::new(Kind::Config, Problem::new(format!("the template {}", why(e))).in_file(path))
    };
    let mut overrides = Vec::new();
    let no_folder = |e: std::io::Error| {
        let problem = Problem::new(format!("the folder of templates {}", why(&e))).in_file(folder);
        Error::new(Kind::Config, looked_for(problem, folder))
    };
    for entry in fs::read_dir(folder).map_err(no_folder)? {
        let path = entry.map_err(|e| unreadable(folder, &e))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !Path::new(&name)
            .extension()
            .is_some_and(|e| ["html", "css", "js", "txt"].iter().any(|known| e == *known))
        {
            continue;
        }
        let text = read_small_text(&path, LARGEST).map_err(|why| {
            Error::new(Kind::Config, Problem::new(format!("the template {why}")).in_file(&path))
        })?;
        overrides.push(Override { name, source: Arc::new(SourceText { path, text }) });
    }
    overrides.sort_by(|a, b| a.name.cmp(&b.name));
    all_or_nothing(Kind::Config, overrides.iter().filter_map(|o| unused(o, &overrides)).collect())?;
    Ok(overrides)
}

/// A file that replaces no template and that no other one includes is a slip of the pen.
fn unused(file: &Override, all: &[Override]) -> Option<Problem> {
    let named = |other: &Override| {
        ['"', '\''].iter().any(|quote| other.source.text.contains(&format!("{quote}{}{quote}", file.name)))
    };
    if NAMES.contains(&file.name.as_str()) || all.iter().any(named) {
        return None;
    }
    let problem =
        Problem::new(format!("`{}` replaces no built-in template, and no other one includes it", file.name));
    Some(problem.in_file(&file.source.path).did_you_mean(&file.name, NAMES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(name: &str, text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(name), text).expect("written");
        folder
    }

    fn error(folder: &tempfile::TempDir) -> Problem {
        let error = Templates::new(Some(folder.path()))
            .and_then(|t| {
                t.render(
                    "report.html",
                    &[("lang", "en")].into_iter().collect::<std::collections::BTreeMap<_, _>>(),
                )
            })
            .expect_err("broken");
        assert_eq!(error.kind, Kind::Config);
        error.problems[0].clone()
    }

    #[test]
    fn the_built_in_templates_parse() {
        assert!(Templates::new(None).is_ok());
    }

    #[test]
    fn a_broken_override_is_an_error_with_its_place() {
        let problem = error(&folder_with("method.html", "<p>\n{{ labels. }}\n</p>"));
        assert!(problem.message.starts_with("broken template"), "{problem:?}");
        let Some(Place::Text { source, start, .. }) = problem.place else { panic!("{problem:?}") };
        assert!(source.path.ends_with("method.html"));
        assert!(start >= 4, "the place is in the second line");
    }

    #[test]
    fn an_unknown_variable_is_an_error_with_its_place() {
        let problem = error(&folder_with("report.html", "<h1>{{ headlin }}</h1>"));
        assert!(matches!(problem.place, Some(Place::Text { start: 7, .. })), "{problem:?}");
    }

    #[test]
    fn a_misspelt_override_is_an_error() {
        let problem = error(&folder_with("metod.html", ""));
        assert_eq!(problem.hints, ["did you mean `method.html`?"]);
    }
}
