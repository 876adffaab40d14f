//! The catalogue of what a user can do wrong: `tests/errors/<name>/` holds a config and data, `expected.txt`
//! the exit code and the exact text on stderr.

use std::fs;

use crate::support::{compare, folders, report, run, stderr, stdout};

#[test]
fn every_error_has_its_exact_text_and_exit_code_and_leaves_the_output_folder_alone() {
    let mut failures = Vec::new();
    for case in folders("tests/errors") {
        let out = tempfile::tempdir().expect("a folder");
        fs::write(out.path().join("report.html"), "before").expect("written");
        let output =
            run(&case, ["build".as_ref(), "config.yaml".as_ref(), "--out".as_ref(), out.path().as_os_str()]);
        // Where the project lies is no part of the text.
        let told = stderr(&output).replace(&*case.to_string_lossy(), "/home/jane/survey");
        let found = format!("exit code {}\n\n{told}", output.status.code().unwrap_or(-1));
        failures.extend(compare(&case.join("expected.txt"), &found).err());
        assert!(!output.status.success(), "{} is no error", case.display());
        assert_eq!(stdout(&output), "", "{}", case.display());
        assert_eq!(fs::read_to_string(out.path().join("report.html")).expect("there"), "before");
        assert_eq!(fs::read_dir(out.path()).expect("a folder").count(), 1, "{}", case.display());
    }
    report(&failures);
}
