//! Links within a page, where templates of one's own replace the built-in ones.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::support::{folder, project, run, stderr};

const CONFIG: &str = "title: Loyalty\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, date: day, region: place}\n\
                      templates: own\n";

/// A survey of two quarters, with templates of its own.
fn home(templates: &[(&str, &str)]) -> TempDir {
    let rows: String = (0..600)
        .map(|i| {
            format!(
                "{},2026-{:02}-1{},{}\n",
                [10, 9, 8, 3][i % 4 * (i % 3) % 4],
                4 + i % 6,
                i % 9,
                ["North", "South"][i % 2]
            )
        })
        .collect();
    let home =
        folder(&[("c.yaml", CONFIG), ("a.csv", &format!("nps,day,place\n{rows}")), ("own/keep.md", "")]);
    for (name, text) in templates {
        fs::write(home.path().join("own").join(name), text).expect("written");
    }
    home
}

fn built_in(name: &str) -> String {
    fs::read_to_string(project().join("templates").join(name)).expect("there")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("written")
}

fn check(home: &Path) -> Output {
    run(home, ["check", "c.yaml"])
}

#[test]
fn contents_and_references_leave_out_what_an_empty_template_leaves_out_and_nobody_is_warned() {
    let home = home(&[("method.html", ""), ("quality.html", "\n")]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!stderr(&output).contains("nowhere") && !stderr(&check(home.path())).contains("nowhere"));
    let page = read(&home.path().join("report/report.html"));
    for gone in ["href=\"#method\"", "href=\"#data-quality\"", "href=\"#note-", "class=\"terms\""] {
        assert!(!page.contains(gone), "{gone}");
    }
    for kept in ["href=\"#why-it-changed\"", "href=\"#by-region\"", "class=\"contents\""] {
        assert!(page.contains(kept), "{kept}");
    }
}

#[test]
fn a_template_that_lost_an_id_is_warned_of_with_its_folder_and_the_targets() {
    let section = built_in("section.html")
        .replace(" id=\"{{ section.id }}\"", "")
        .replace("href=\"#{{ section.id }}\"", "href=\"#main\"");
    let home = home(&[("section.html", &section)]);
    for command in ["check", "build"] {
        let output = run(home.path(), [command, "c.yaml"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let told = stderr(&output);
        let expected = "warning: links of the page lead nowhere: `#who-recommends`, `#over-time`, `#by-region`, `#why-it-changed`\n";
        assert!(told.contains(expected), "{told}");
        assert!(
            told.contains("own\n") && told.contains("see `section.html` for `id=\"who-recommends\"`"),
            "{told}"
        );
    }
    let page = read(&home.path().join("report/report.html"));
    assert!(!page.contains("href=\"#over-time\"") && page.contains("href=\"#method\""));
    let output = run(home.path(), ["check", "c.yaml", "--strict"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
}

#[test]
fn a_link_of_ones_own_that_leads_nowhere_is_told_for_clients_too_and_once() {
    let home = home(&[("footer.html", "<footer><a href='#imprint'>{{ footer }}</a></footer>")]);
    fs::write(
        home.path().join("c.yaml"),
        format!("{CONFIG}reports: {{one_per: place}}\n").replace(", region: place", ""),
    )
    .expect("written");
    let output = check(home.path());
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("lead nowhere: `#imprint`\n").count(), 1, "{}", stderr(&output));
}

#[test]
fn the_page_that_is_rendered_again_is_the_same_with_the_templates_and_said_to_be_another_without() {
    let home = home(&[("footer.html", "<footer class=\"foot\"><p>Ours. {{ footer }}</p></footer>")]);
    assert!(run(home.path(), ["build", "c.yaml"]).status.success());
    let render = |more: &[&str]| {
        let arguments = ["render", "--from", "report/report.json", "--out", "again"];
        let output = run(home.path(), arguments.iter().chain(more));
        assert!(output.status.success(), "{}", stderr(&output));
        (stderr(&output), read(&home.path().join("again/report.html")))
    };
    let page = read(&home.path().join("report/report.html"));
    let (told, again) = render(&["--templates", "own"]);
    assert!(again == page && !told.contains("warning"), "{told}");
    let (told, again) = render(&[]);
    assert!(again != page);
    assert!(told.contains("warning: the page is not the one that lies beside the report\n"), "{told}");
    assert!(told.contains("name their folder with `--templates`"), "{told}");
}
