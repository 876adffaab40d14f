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
    if !missing.is_empty() && is_root() && program(&["apt-get"]).is_some() {
        install(&missing);
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

/// Installs Debian packages; what does not come is seen by its absence.
fn install(packages: &[&str]) {
    let _ = writeln!(std::io::stderr(), "note: installing for the browser tests: {}", packages.join(", "));
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

/// The npm packages of the lock file, below the target directory; fetched again only when the lock file is another.
fn packages(npm: &Path, into: &Path) -> Result<PathBuf, String> {
    let ours = project().join("tests/browser");
    let done = into.join("installed-lock.json");
    let lock = fs::read(ours.join("package-lock.json")).map_err(|error| error.to_string())?;
    if fs::read(&done).is_ok_and(|before| before == lock) {
        return Ok(into.join("node_modules"));
    }
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
    fs::write(done, lock).map_err(|error| error.to_string())?;
    Ok(into.join("node_modules"))
}
