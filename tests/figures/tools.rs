//! The programs that lists of figures are opened with, and getting them: LibreOffice Calc, and Python with DuckDB and pandas.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::project;
use crate::tools::{announcement, has_packages, install, is_off, left_out, program};

/// What there is to open lists with.
pub(super) struct Tools {
    /// Where LibreOffice is.
    pub(super) soffice: PathBuf,
    /// A Python that has DuckDB and pandas.
    pub(super) python: PathBuf,
}

const SOFFICE: [&str; 2] = ["soffice", "libreoffice"];

/// What is needed, the first time also fetched: none, and a word on stderr, where that cannot be.
pub(super) fn tools(into: &Path) -> Option<Tools> {
    const TESTS: &str = "tests that open lists of figures";
    if is_off() {
        left_out(TESTS, "PLAUDIT_BROWSER_TESTS=off");
        return None;
    }
    let wanted = [
        ("libreoffice-calc-nogui", program(&SOFFICE).is_some()),
        // Debian has Python without what makes a folder of packages.
        ("python3-venv", has_venv()),
    ];
    let missing: Vec<&str> =
        wanted.iter().filter(|(_, is_there)| !is_there).map(|(package, _)| *package).collect();
    let of_system = if has_packages() { &missing[..] } else { &[] };
    let has_pip = has_venv() || of_system.contains(&"python3-venv");
    let of_pip = (has_pip && !are_installed(into)).then(|| of_pip(into));
    if let Some(note) = announcement("figures", of_system, of_pip) {
        let _ = writeln!(std::io::stderr(), "{note}");
    }
    install(of_system);
    let Some(soffice) = program(&SOFFICE).filter(|_| has_venv()) else {
        left_out(
            TESTS,
            "LibreOffice or Python is missing; install the packages libreoffice-calc-nogui and python3-venv",
        );
        return None;
    };
    match packages(into) {
        Ok(python) => Some(Tools { soffice, python }),
        Err(why) => {
            left_out(TESTS, &format!("pip cannot install what they need: {why}"));
            None
        }
    }
}

/// Whether there is a Python that can make a folder of packages.
fn has_venv() -> bool {
    let ask = || Command::new("python3").args(["-c", "import ensurepip, venv"]).output();
    program(&["python3"]).is_some() && ask().is_ok_and(|output| output.status.success())
}

/// What is said of the Python packages before they are installed.
fn of_pip(into: &Path) -> String {
    format!("with pip, in {}: duckdb pandas pyarrow", into.display())
}

#[test]
fn the_python_packages_are_announced_and_those_of_exact_versions() {
    let wanted = fs::read_to_string(requirements()).expect("there");
    let versions: Vec<_> = wanted
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once("==").expect("an exact version").0)
        .collect();
    let note = of_pip(Path::new("below"));
    let announced = note.strip_prefix("with pip, in below: ").expect("where they go");
    assert!(announced.split(' ').all(|name| versions.contains(&name)), "{note} {versions:?}");
}

/// The Python packages, each with its version.
fn requirements() -> PathBuf {
    project().join("tests/figures/requirements.txt")
}

/// The list that the Python packages were installed by.
const DONE: &str = "installed.txt";

fn python(into: &Path) -> PathBuf {
    into.join("bin/python")
}

/// Whether the Python packages are those of the list, and the Python that they were installed for is still there.
fn are_installed(into: &Path) -> bool {
    let [ours, theirs] = [requirements(), into.join(DONE)].map(fs::read);
    python(into).is_file() && ours.is_ok_and(|ours| theirs.is_ok_and(|theirs| ours == theirs))
}

/// The Python of a folder with the packages of the list; fetched again only when the list is another.
fn packages(into: &Path) -> Result<PathBuf, String> {
    if are_installed(into) {
        return Ok(python(into));
    }
    let run = |command: &mut Command| match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(error.to_string()),
    };
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(into))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"];
    run(Command::new(python(into)).args(pip).arg("--requirement").arg(requirements()))?;
    fs::copy(requirements(), into.join(DONE)).map_err(|error| error.to_string())?;
    Ok(python(into))
}
