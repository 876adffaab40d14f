//! `plaudit explain --out`: an explanation as a page of its own.

use std::fs;

use crate::explain::{plain, readable};
use crate::support::{folder, run, stderr, stdout};

/// A survey whose names would be markup where they are not escaped.
fn nasty() -> tempfile::TempDir {
    let rows: String = [("<b>&", 10, 9), ("<b>&", 0, 4), ("Other", 7, 8), ("Few", 3, 2), ("Less", 9, 2)]
        .into_iter()
        .map(|(region, score, times)| format!("{score},2026-08-01,{region}\n").repeat(times))
        .collect();
    let yaml = "title: \"<script>alert(1)</script>\"\norganisation: \"A & B\"\nas_of: 2026-10-05\nsource: {files: \"*.csv\"}\n\
                columns: {score: s, date: d, region: r}\nmethod: {hide_below: 5, low_base: 5}\n";
    folder(&[("c.yaml", yaml), ("a.csv", &format!("s,d,r\n{rows}"))])
}

#[test]
fn an_explanation_can_be_a_page_of_its_own_that_says_what_the_terminal_does() {
    let home = nasty();
    let figure = ["explain", "c.yaml", "--region", "<b>&", "--figure", "interval.low"];
    let told = stdout(&run(home.path(), figure));
    let output = run(home.path(), figure.iter().chain(&["--out", "sent/figure.html"]));
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output).trim(), "sent/figure.html");
    let page = fs::read_to_string(home.path().join("sent/figure.html")).expect("written");
    assert_eq!(fs::read_dir(home.path().join("sent")).expect("a folder").count(), 1, "nothing else is left");
    assert!(!page.contains("<script") && !page.contains("<b>&") && page.contains("&lt;b&gt;&amp;"));
    assert!(!page.contains("http:") && !page.contains("src=\"http"), "nothing from elsewhere");
    assert!(page.contains("<html lang=\"en") && page.contains("name=\"viewport\""));
    // What is said of the figure is on the page too, word by word.
    let text = plain(&readable(&page));
    let (said, _) = told.split_once("\nRows\n").expect("rows");
    for word in said.split_whitespace() {
        assert!(text.contains(word), "`{word}`: {text}");
    }
    // Rows are there when they are asked for only.
    assert!(!page.contains("a.csv"), "{text}");
    let again = figure.iter().chain(&["--out", "sent/figure.html", "--rows", "3", "--force"]);
    assert!(run(home.path(), again).status.success());
    let page = fs::read_to_string(home.path().join("sent/figure.html")).expect("written");
    assert_eq!(page.matches("a.csv").count(), 3);
    // Nor by anything that is hidden.
    let output = run(
        home.path(),
        ["explain", "c.yaml", "--figure", "regions.Few", "--out", "h.html", "--rows", "all"],
    );
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(home.path().join("h.html")).expect("written");
    assert!(
        page.contains("It is not shown.") && !page.contains("a.csv") && !page.contains("<table"),
        "{page}"
    );
}

#[test]
fn a_page_replaces_what_is_there_only_where_it_may() {
    let home = nasty();
    let explained = |out: &[&str]| {
        let output = run(home.path(), ["explain", "c.yaml", "--figure", "nps", "--out"].iter().chain(out));
        (output.status.code(), stderr(&output))
    };
    assert_eq!(explained(&["f.html"]).0, Some(0));
    fs::write(home.path().join("f.html"), "mine").expect("written");
    let (code, told) = explained(&["f.html"]);
    assert!(
        code != Some(0) && told.contains("the file exists already") && told.contains("--force"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(home.path().join("f.html")).expect("there"), "mine");
    assert_eq!(explained(&["f.html", "--force"]).0, Some(0));
    // What the run reads is never written over, and a page is not to be read as answers the next time.
    let (config, data) = (home.path().join("c.yaml"), home.path().join("a.csv"));
    let before = (fs::read(&config).expect("there"), fs::read(&data).expect("there"));
    for (out, what) in [
        (&["c.yaml", "--force"][..], "this run reads the file"),
        (&["a.csv", "--force"], "finds `a.csv` too"),
        (&["new.csv"], "finds `new.csv` too"),
        (&["f.pdf"], "names a print, not a page"),
        (&["."], "a folder is in the place"),
        (&["f.html", "--force", "--pdf", "--browser", "no-such-browser"], "no-such-browser"),
    ] {
        let (code, told) = explained(out);
        assert!(code != Some(0) && told.contains(what), "{out:?}: {told}");
    }
    assert_eq!((fs::read(&config).expect("there"), fs::read(&data).expect("there")), before);
    let output = run(home.path(), ["explain", "c.yaml", "--out", "all.html"]);
    assert!(stderr(&output).contains("a page explains one figure"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
    assert!(!home.path().join("all.html").exists() && !home.path().join("f.pdf").exists());
}
