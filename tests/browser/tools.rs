//! The programs that the browser tests need, and getting them: Chromium, Node with npm, Java, and three npm packages.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::project;
use crate::tools::{announcement, has_packages, install, is_off, left_out, program};

/// What there is to look at reports with.
pub(crate) struct Tools {
    /// Where Chromium is.
    pub(crate) chromium: PathBuf,
    /// Where the npm packages are.
    pub(crate) packages: PathBuf,
    /// Whether there is a Java to run the HTML checker with.
    pub(crate) has_java: bool,
}

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What is needed, the first time also fetched: none, and a word on stderr, where that cannot be.
pub(crate) fn tools(into: &Path) -> Option<Tools> {
    if is_off() {
        left_out("browser tests", "PLAUDIT_BROWSER_TESTS=off");
        return None;
    }
    let wanted = [
        // A font for signs that the reports' own lacks; Chromium would like one, but does without.
        ("chromium fonts-liberation", &CHROMIUM[..]),
        ("nodejs", &["node"]),
        ("npm", &["npm"]),
        ("default-jre-headless", &["java"]),
    ];
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, names)| program(names).is_none()).map(|(package, _)| *package).collect();
    let of_system = if has_packages() { &missing[..] } else { &[] };
    let has_npm = program(&["npm"]).is_some() || of_system.contains(&"npm");
    let of_npm = (has_npm && !are_installed(into)).then(|| of_npm(into));
    if let Some(note) = announcement("browser", of_system, of_npm) {
        let _ = writeln!(std::io::stderr(), "{note}");
    }
    install(of_system);
    let has_java = program(&["java"]).is_some();
    let (Some(chromium), Some(_), Some(npm)) = (program(&CHROMIUM), program(&["node"]), program(&["npm"]))
    else {
        left_out(
            "browser tests",
            "Chromium, Node or npm is missing; install the packages chromium, nodejs and npm",
        );
        return None;
    };
    match packages(&npm, into) {
        Ok(packages) => {
            if !has_java {
                left_out(
                    "the check for valid HTML",
                    "Java is missing; install the package default-jre-headless",
                );
            }
            Some(Tools { chromium, packages, has_java })
        }
        Err(why) => {
            left_out("browser tests", &format!("npm cannot install what they need: {why}"));
            None
        }
    }
}

/// What is said of the npm packages before they are installed.
fn of_npm(into: &Path) -> String {
    format!("with npm, in {}: axe-core playwright-core vnu-jar", into.display())
}

#[test]
fn the_npm_packages_that_are_announced_are_those_that_npm_goes_by() {
    let wanted = fs::read_to_string(project().join("tests/browser/package.json")).expect("there");
    let wanted: serde_json::Value = serde_json::from_str(&wanted).expect("JSON");
    let wanted: Vec<&str> =
        wanted["dependencies"].as_object().expect("by name").keys().map(String::as_str).collect();
    assert_eq!(of_npm(Path::new("below")), format!("with npm, in below: {}", wanted.join(" ")));
}

/// Whether the npm packages are those of the lock file.
fn are_installed(into: &Path) -> bool {
    let [ours, theirs] = [project().join("tests/browser/package-lock.json"), into.join(DONE)].map(fs::read);
    ours.is_ok_and(|ours| theirs.is_ok_and(|theirs| ours == theirs))
}

/// The lock file that the npm packages were installed by.
const DONE: &str = "installed-lock.json";

/// The npm packages of the lock file, below the target directory; fetched again only when the lock file is another.
fn packages(npm: &Path, into: &Path) -> Result<PathBuf, String> {
    if are_installed(into) {
        return Ok(into.join("node_modules"));
    }
    let ours = project().join("tests/browser");
    fs::create_dir_all(into).map_err(|error| error.to_string())?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(ours.join(name), into.join(name)).map_err(|error| error.to_string())?;
    }
    let output = Command::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(into)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    fs::copy(into.join("package-lock.json"), into.join(DONE)).map_err(|error| error.to_string())?;
    Ok(into.join("node_modules"))
}
