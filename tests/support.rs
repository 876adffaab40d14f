//! Running the program in a folder of its own.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use rayon::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

/// The folder of the project.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program, set to run in a folder, with nothing of the caller's environment that it listens to.
pub(crate) fn plaudit(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

/// Runs the program with arguments.
pub(crate) fn run(folder: &Path, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    plaudit(folder).args(arguments).output().expect("the program starts")
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is UTF-8")
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, contents).expect("written");
    }
    folder
}

/// Every subfolder of a folder of the project, by name.
pub(crate) fn folders(within: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(project().join(within))
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_dir())
        .collect();
    all.sort();
    assert!(!all.is_empty(), "no folders in {within}");
    all
}

/// A fixture folder of `tests/cases`, and what the program makes of it now.
pub(crate) struct Case {
    /// The name of the folder.
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
    /// `report.json` as it is written, and as a value.
    pub(crate) json: String,
    pub(crate) report: Value,
    /// `report.html`.
    pub(crate) page: String,
}

/// Every case, by name, built once for all tests that look at it.
pub(crate) fn cases() -> &'static [Case] {
    static CASES: LazyLock<Vec<Case>> =
        LazyLock::new(|| folders("tests/cases").into_par_iter().map(build).collect());
    &CASES
}

/// The case of a name.
pub(crate) fn case(name: &str) -> &'static Case {
    cases().iter().find(|case| case.name == name).expect("there is such a case")
}

fn build(folder: PathBuf) -> Case {
    let out = tempfile::tempdir().expect("a folder");
    let arguments = ["build".as_ref(), "config.yaml".as_ref(), "--out".as_ref(), out.path().as_os_str()];
    let output = run(&folder, arguments);
    assert!(output.status.success(), "{}: {}", folder.display(), stderr(&output));
    let read = |name: &str| fs::read_to_string(out.path().join(name)).expect("written");
    let (json, page) = (read("report.json"), read("report.html"));
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    Case { name, folder, report: serde_json::from_str(&json).expect("JSON"), json, page }
}

/// Compares with an expected file, or writes it where `BLESS` is set. Says where the first difference is.
pub(crate) fn compare(expected: &Path, found: &str) -> Result<(), String> {
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(expected.parent().expect("a parent")).expect("made");
        fs::write(expected, found).expect("written");
        return Ok(());
    }
    let wanted = fs::read_to_string(expected).map_err(|e| format!("{}: {e}", expected.display()))?;
    if wanted == found {
        return Ok(());
    }
    let line = wanted.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").chars().take(300).collect::<String>();
    Err(format!(
        "{}, line {}:\n  expected {}\n  found    {}",
        expected.display(),
        line + 1,
        at(&wanted),
        at(found)
    ))
}

/// Fails with all of these at once.
pub(crate) fn report(failures: &[String]) {
    assert!(failures.is_empty(), "\n{}\n(set BLESS=1 to accept what was found)", failures.join("\n"));
}

/// Writes a page into the folder that `PLAUDIT_SHOW` names, to be looked at, where it names one.
pub(crate) fn show(name: &str, contents: &str) {
    if let Some(folder) = std::env::var_os("PLAUDIT_SHOW").map(PathBuf::from) {
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join(name), contents).expect("written");
    }
}

/// A page without the figures of regions over time, which have numbers of other periods, and those figures.
pub(crate) fn without_regions_over_time(page: &str) -> (String, String) {
    let (mut rest, mut over_time) = (page.to_owned(), String::new());
    for id in ["region-map", "region-lines"] {
        let Some(start) = rest.find(&format!("<figure id=\"{id}\"")) else { continue };
        let end = start + rest[start..].find("</figure>").expect("an end");
        let figure: String = rest.drain(start..end).collect();
        // In the appendix are the same tables, and nothing else.
        for link in figure.split("href=\"#table-a").skip(1).filter_map(|link| link.split_once('"')) {
            let start = rest.find(&format!("id=\"table-a{}\"", link.0)).expect("a table");
            let end = start + rest[start..].find("</table>").expect("an end");
            let table: String = rest.drain(start..end).collect();
            let (_, body) = table.split_once("<tbody>").expect("a body");
            assert!(figure.contains(body), "{body}");
        }
        over_time += &figure;
    }
    (rest, over_time)
}

/// The account of the rows in the report that was built in a folder.
pub(crate) fn account(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("report/report.json")).expect("a report");
    serde_json::from_str::<Value>(&text).expect("JSON")["sections"]["quality"].take()
}
