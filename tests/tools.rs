//! Programs of others that tests look with at what plaudit writes, and getting those that are missing.

use std::env;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// The variable that says of all tests with programs of others whether they may be left out.
const VARIABLE: &str = "PLAUDIT_BROWSER_TESTS";

/// Whether the environment says that nothing is to be installed, and none of these tests run.
pub(crate) fn is_off() -> bool {
    env::var(VARIABLE).is_ok_and(|value| value == "off")
}

/// Whether the environment says that nothing may be left out.
fn is_required() -> bool {
    env::var(VARIABLE).is_ok_and(|value| value == "required")
}

/// Says what is left out, past the test harness, which shows nothing of a test that passes; fails where that may not be.
pub(crate) fn left_out(what: &str, why: &str) {
    assert!(!is_required(), "{what} must run ({VARIABLE}=required): {why}");
    let _ = writeln!(std::io::stderr(), "note: {what} left out: {why}");
}

/// Where a program is.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

/// Whether Debian packages can be installed here.
pub(crate) fn has_packages() -> bool {
    let is_root = || Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    program(&["apt-get"]).is_some() && is_root()
}

/// What is said once, before anything is installed: for which tests, what is going to be, and how to have it otherwise.
/// Packages of the system, and what else, with where it goes.
pub(crate) fn announcement(tests: &str, of_system: &[&str], other: Option<String>) -> Option<String> {
    let of_system = (!of_system.is_empty())
        .then(|| format!("as root, with apt-get, for the whole system: {}", of_system.join(" ")));
    let all: Vec<String> = of_system.into_iter().chain(other).collect();
    (!all.is_empty()).then(|| {
        format!(
            "note: the {tests} tests are going to install what they lack\n  {}\n  \
             {VARIABLE}=off leaves these tests out and installs nothing, see CONTRIBUTING.md",
            all.join("\n  ")
        )
    })
}

#[test]
fn what_is_going_to_be_installed_is_said_and_how_to_turn_that_off() {
    assert_eq!(announcement("browser", &[], None), None);
    let lines = |of_system: &[&str], other| {
        let note = announcement("browser", of_system, other).expect("a note");
        assert!(note.starts_with("note: the browser tests are going to install what they lack\n"), "{note}");
        assert!(note.ends_with(
            "PLAUDIT_BROWSER_TESTS=off leaves these tests out and installs nothing, see CONTRIBUTING.md"
        ));
        note.lines().count()
    };
    assert_eq!(lines(&["chromium fonts-liberation"], None), 3);
    assert_eq!(lines(&["nodejs", "npm"], Some("with npm".to_owned())), 4);
    let note = announcement("browser", &["nodejs", "npm"], None).expect("a note");
    assert!(note.contains("as root, with apt-get, for the whole system: nodejs npm\n"), "{note}");
}

/// Installs Debian packages; what does not come is seen by its absence.
pub(crate) fn install(packages: &[&str]) {
    // Tests run side by side, and the lists of packages have a lock that apt-get does not wait for.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
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
    if packages.is_empty() {
        return;
    }
    apt(&["update"]);
    // One by one: a packager's own Node may stand in the way of Debian's npm, but of nothing else.
    for package in packages {
        let install = ["install", "-y", "--no-install-recommends"];
        apt(&install.into_iter().chain(package.split(' ')).collect::<Vec<_>>());
    }
}
