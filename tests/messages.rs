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
fn one_thing_is_told_as_one() {
    let home = folder(&[("c.yaml", &CONFIG.replace(", region: region", "")), ("a.csv", "nps\n9\n")]);
    let told = stderr(&run(home.path(), ["build", "c.yaml"]));
    assert!(told.contains("1 row read") && !told.contains("1 rows"), "{told}");
    let told = stdout(&run(home.path(), ["explain", "c.yaml", "--figure", "nps", "--rows", "2"]));
    assert!(!told.contains("1 rows"), "{told}");
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", "nps,region\n9,A\n")]);
    std::fs::write(home.path().join("c.yaml"), format!("{CONFIG}reports: {{one_per: region}}\n"))
        .expect("written");
    let told = stderr(&run(home.path(), ["check", "c.yaml"]));
    assert!(told.contains("1 report, for the only client, can be made"), "{told}");
}

#[test]
fn a_colour_is_told_as_it_is_written() {
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", "nps,region\n9,A\n")]);
    for (written, told) in [("\"#0b6\"", "`#0b6`"), ("'#00BB66'", "`#00BB66`")] {
        let config = format!("{CONFIG}brand: {{accent: {written}}}\n");
        std::fs::write(home.path().join("c.yaml"), config).expect("written");
        let said = stderr(&run(home.path(), ["build", "c.yaml"]));
        assert!(said.contains(&format!("the contrast of {told}")), "{said}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told_with_the_folder_and_its_like() {
    let home = folder(&[("plaudit.yaml", CONFIG), ("a.csv", "nps,region\n9,A\n")]);
    let near = |arguments: &[&str]| {
        let said = stderr(&run(home.path(), arguments));
        assert!(said.contains("it was looked for in the folder `"), "{said}");
        said
    };
    assert!(near(&["build", "plaudt.yaml"]).contains("did you mean `plaudit.yaml`?"));
    assert!(run(home.path(), ["build", "plaudit.yaml"]).status.success());
    assert!(near(&["render", "--from", "report/reprot.json"]).contains("did you mean `report."));
    let said = near(&["render", "--from", "report/report.json", "--templates", "reports"]);
    assert!(said.contains("the folder of templates does not exist") && said.contains("`report`?"), "{said}");
    std::fs::write(home.path().join("my-chrome"), "").expect("written");
    let said = near(&["build", "plaudit.yaml", "--pdf", "--browser", "./my-chrom"]);
    assert!(said.contains("did you mean `my-chrome`?"), "{said}");
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
