//! Where a browser is.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Problem;
use crate::files::looked_for;

/// What browsers that print are called.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chrome-headless-shell",
    "msedge",
    "microsoft-edge",
];

/// Where they are on systems that do not put programs on `PATH`.
const PLACES: &[&str] = if cfg!(target_os = "macos") {
    &[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ]
} else if cfg!(windows) {
    &[
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
        "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
        "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
        "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
    ]
} else {
    &[]
};

/// How to get one.
const INSTALL: &str = if cfg!(target_os = "macos") {
    "`brew install --cask chromium`"
} else if cfg!(windows) {
    "`winget install Google.Chrome`"
} else {
    "`apt-get install chromium`"
};

/// The first one where browsers usually are.
pub(super) fn usual() -> Result<PathBuf, Problem> {
    let in_places = PLACES.iter().map(PathBuf::from).find(|place| is_program(place));
    NAMES.iter().find_map(|name| on_path(name)).or(in_places).ok_or_else(|| {
        let places = PLACES.iter().fold(String::new(), |places, place| format!("{places}, and for `{place}`"));
        Problem::new("there is no browser to print with")
            .hint(format!("looked on PATH for {}{places}", NAMES.join(", ")))
            .hint(format!(
                "install Chromium or Chrome, for instance with {INSTALL}, or name one with `--browser` or `pdf.browser`"
            ))
    })
}

/// The one of this path, or of this name on `PATH`.
pub(super) fn named(browser: &Path) -> Result<PathBuf, Problem> {
    let is_bare = browser.components().count() == 1 && !browser.is_absolute();
    let found = match browser.to_str() {
        Some(name) if is_bare => on_path(name),
        // It is started from another folder.
        _ => std::path::absolute(browser).ok().filter(|path| is_program(path)),
    };
    found.ok_or_else(|| {
        let problem = Problem::new(format!("there is no browser `{}`", browser.display()));
        let problem = if is_bare { problem } else { looked_for(problem, browser) };
        problem.hint("name a Chromium or Chrome by its path, or none: then it is looked for")
    })
}

fn on_path(name: &str) -> Option<PathBuf> {
    let name = if cfg!(windows) { Path::new(name).with_extension("exe") } else { PathBuf::from(name) };
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name))
        .find(|p| is_program(p))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_file())
}
