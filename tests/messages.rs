//! What messages show: the words of the user, so that nothing in them stays unseen.

use crate::support::{folder, run, stderr, stdout};

const CONFIG: &str =
    "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, region: region}\n";

/// What a build says that cannot be.
fn refused(config: &str, data: &str) -> String {
    let home = folder(&[("c.yaml", config), ("a.csv", data)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(!output.status.success());
    stderr(&output)
}

#[test]
fn values_of_the_config_are_told_with_the_codes_of_what_is_unseen() {
    for (value, shown) in [
        ("\"2026\\u200b-Q3\"", "`2026\\u{200b}-Q3`"),
        ("\"2026\\n-Q3\"", "`2026\\n-Q3`"),
        ("\"2026\\t-Q3\"", "`2026\\t-Q3`"),
        ("\"2026\\_-Q3\"", "`2026\\u{a0}-Q3`"),
        ("\"\\e[31m2026\"", "`\\u{1b}[31m2026`"),
        ("\"2026\\u202e-Q3\"", "`2026\\u{202e}-Q3`"),
    ] {
        let text = refused(&format!("{CONFIG}periods: {{current: {value}}}\n"), "nps,region\n9,North\n");
        assert!(text.contains(shown), "{shown}: {text}");
    }
}

#[test]
fn names_of_files_are_told_so_too() {
    let text = refused(&CONFIG.replace("a.csv", "\"a\\u00a0b.csv\""), "nps,region\n9,North\n");
    assert!(text.contains("a\\u{a0}b.csv"), "{text}");
}

#[test]
fn explain_tells_names_apart_and_leaves_the_spaces_of_the_page() {
    let rows: String = (0..40).map(|i| format!("{},Ros\u{a0}tov\u{200b}\n", i % 11)).collect();
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &format!("nps,region\n{rows}"))]);
    let output = run(home.path(), ["explain", "c.yaml", "--figure", "nps", "--rows", "2"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("Ros\\u{a0}tov\\u{200b}") && !text.contains('\u{200b}'), "{text}");
}
