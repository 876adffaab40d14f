//! The programs that the browser tests need, and getting them: Chromium, Node with npm, Java, and three npm packages.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::project;

/// What there is to look at reports with.
pub(crate) struct Tools {
    /// Where Chromium is.
    pub(crate) chromium: PathBuf,
    /// Where the npm packages are.
    pub(crate) packages: PathBuf,
    /// Whether there is a Java to run the HTML checker with.
    pub(crate) has_java: bool,
}

/// Whether the environment says that nothing may be left out.
fn is_required() -> bool {
    env::var("PLAUDIT_BROWSER_TESTS").is_ok_and(|value| value == "required")
}

/// Says what is left out, past the test harness, which shows nothing of a test that passes; fails where that may not be.
fn left_out(what: &str, why: &str) {
    assert!(!is_required(), "{what} must run (PLAUDIT_BROWSER_TESTS=required): {why}");
    let _ = writeln!(std::io::stderr(), "note: {what} left out: {why}");
}

/// Where a program is.
fn program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What is needed, the first time also fetched: none, and a word on stderr, where that cannot be.
pub(crate) fn tools(into: &Path) -> Option<Tools> {
    if env::var("PLAUDIT_BROWSER_TESTS").is_ok_and(|value| value == "off") {
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
    let of_system = if is_root() && program(&["apt-get"]).is_some() { &missing[..] } else { &[] };
    let has_npm = program(&["npm"]).is_some() || of_system.contains(&"npm");
    if let Some(note) = announcement(of_system, (has_npm && !are_installed(into)).then_some(into)) {
        let _ = writeln!(std::io::stderr(), "{note}");
    }
    if !of_system.is_empty() {
        install(of_system);
    }
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

/// What is said once, before anything is installed: what is going to be, and how to have it otherwise. Packages of the system,
/// and where those of npm go if they do.
fn announcement(of_system: &[&str], npm_packages_into: Option<&Path>) -> Option<String> {
    let of_system = (!of_system.is_empty())
        .then(|| format!("as root, with apt-get, for the whole system: {}", of_system.join(" ")));
    let of_npm = npm_packages_into
        .map(|into| format!("with npm, in {}: axe-core playwright-core vnu-jar", into.display()));
    let all: Vec<String> = of_system.into_iter().chain(of_npm).collect();
    (!all.is_empty()).then(|| {
        format!(
            "note: the browser tests are going to install what they lack\n  {}\n  \
             PLAUDIT_BROWSER_TESTS=off leaves these tests out and installs nothing, see CONTRIBUTING.md",
            all.join("\n  ")
        )
    })
}

#[test]
fn what_is_going_to_be_installed_is_said_and_how_to_turn_that_off() {
    assert_eq!(announcement(&[], None), None);
    let lines = |of_system: &[&str], into| {
        let note = announcement(of_system, into).expect("a note");
        assert!(note.ends_with(
            "PLAUDIT_BROWSER_TESTS=off leaves these tests out and installs nothing, see CONTRIBUTING.md"
        ));
        note.lines().count()
    };
    assert_eq!(lines(&["chromium fonts-liberation"], None), 3);
    assert_eq!(lines(&["nodejs", "npm"], Some(Path::new("below"))), 4);
    let both = announcement(&["nodejs", "npm"], Some(Path::new("below"))).expect("a note");
    assert!(both.contains("as root, with apt-get, for the whole system: nodejs npm\n"), "{both}");
    // The packages are those of the file that npm goes by.
    let wanted = fs::read_to_string(project().join("tests/browser/package.json")).expect("there");
    let wanted: serde_json::Value = serde_json::from_str(&wanted).expect("JSON");
    let wanted: Vec<&str> =
        wanted["dependencies"].as_object().expect("by name").keys().map(String::as_str).collect();
    assert!(both.contains(&format!("in below: {}\n", wanted.join(" "))), "{both}");
}

/// Installs Debian packages; what does not come is seen by its absence.
fn install(packages: &[&str]) {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "DPkg::Lock::Timeout=300"]);
        match command.args(arguments).output() {
            Ok(output) if output.status.success() => {}
            Ok(output) => {
                let _ = std::io::stderr().write_all(&output.stderr);
            }
            Err(error) => {
                let _ = writeln!(std::io::stderr(), "apt-get: {error}");
            }
        }
    };
    apt(&["update"]);
    // One by one: a packager's own Node may stand in the way of Debian's npm, but of nothing else.
    for package in packages {
        let install = ["install", "-y", "--no-install-recommends"];
        apt(&install.into_iter().chain(package.split(' ')).collect::<Vec<_>>());
    }
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
