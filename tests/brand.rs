//! A brand on the page: escaped in every place, and told of where it cannot be read.

use std::fs;
use std::path::Path;

use crate::support::{folder, run, stderr};

const CONFIG: &str = "title: Small\norganisation: Example Ltd\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
                      columns: {score: nps}\n";

fn answers() -> String {
    format!("nps\n{}", "10\n7\n0\n".repeat(20))
}

fn page_with(brand: &str) -> String {
    let home = folder(&[("c.yaml", &format!("{CONFIG}{brand}\n")), ("a.csv", &answers())]);
    let output = run(home.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    fs::read_to_string(home.path().join("report/report.html")).expect("written")
}

#[test]
fn texts_of_a_brand_are_escaped_on_the_page_and_in_its_style_sheet() {
    let nasty = "</style><script>alert(1)</script>\\\"; } body { display: none }";
    let page =
        page_with(&format!("brand: {{cover: \"{nasty}\", footer: \"{nasty}\", confidential: \"{nasty}\"}}"));
    assert!(!page.contains("<script") && !page.contains("body { display: none }\n"), "something got through");
    assert_eq!(page.matches("</style>").count(), 1);
    let escaped = "&lt;&#x2F;style&gt;&lt;script&gt;alert(1)";
    let elsewhere = page.replace("&lt;/style", "&lt;&#x2F;style").replace("/script", "&#x2F;script");
    assert_eq!(elsewhere.matches(escaped).count(), 3, "cover, footer and line");
    // In a margin box, as a CSS string: every sign but letters and digits is an escape.
    let strings = page
        .lines()
        .filter(|line| line.contains("content: \"\\3c \\2f style\\3e \\3c script\\3e alert\\28 1"));
    assert_eq!(strings.count(), 1);
}

#[test]
fn a_cover_keeps_its_lines_and_paragraphs() {
    let page = page_with("brand: {cover: \"For Anna\\nby us\\n\\n2026\"}");
    assert!(page.contains("<p>For Anna<br>by us</p>\n<p>2026</p>"));
    assert!(!page_with("").contains("class=\"cover\""));
}

#[test]
fn a_font_and_colours_reach_the_style_sheet_and_a_lighter_one_is_for_the_dark() {
    let page = page_with("brand: {font: 'PT Sans, Arial', promoters: \"#12436d\", headings: \"#123\"}");
    assert!(page.contains("font-family: 'PT Sans', 'Arial', sans-serif;"));
    assert!(page.contains("  --c-promoter: #12436d;\n  --c-on-promoter: #ffffff;\n  --heading: #112233;\n"));
    let dark = page.rsplit("prefers-color-scheme: dark").next().expect("a dark scheme");
    assert!(dark.contains("--c-promoter: #") && !dark.contains("--c-promoter: #12436d"));
}

const FAINT: &str =
    "the contrast of `#777777` (`brand.headings`) is 4.47 to 1 on #ffffff; for text it has to be 4.5 to 1";

#[test]
fn check_refuses_a_faint_colour_and_build_warns_of_it_in_the_same_words() {
    let config = format!("{CONFIG}brand: {{headings: \"#777777\"}}\n");
    let home = folder(&[("c.yaml", &config), ("a.csv", &answers())]);
    let check = run(home.path(), ["check", "c.yaml"]);
    assert_eq!(check.status.code(), Some(3));
    let told = format!(
        "{FAINT}\n --> c.yaml:6:19\n  |\n6 | brand: {{headings: \"#777777\"}}\n  |                   ^^^^^^^^^\n  |\n  \
         = help: the nearest colour of its hue that has it is `#767676`\n\n"
    );
    assert!(
        stderr(&check).contains(&format!("error: {told}1 problem; nothing was written\n")),
        "{}",
        stderr(&check)
    );
    let build = run(home.path(), ["build", "c.yaml"]);
    assert!(build.status.success());
    assert!(stderr(&build).contains(&format!("warning: {told}")), "{}", stderr(&build));
    assert_eq!(stderr(&run(home.path(), ["build", "c.yaml", "-q"])), "");
    fs::write(home.path().join("c.yaml"), config.replace("#777777", "#767676")).expect("written");
    let check = run(home.path(), ["check", "c.yaml"]);
    assert!(check.status.success(), "{}", stderr(&check));
}

fn clients(home: &Path, command: &str) -> std::process::Output {
    run(home, [command, "c.yaml"])
}

#[test]
fn a_faint_colour_of_one_client_is_told_with_its_row_and_a_shared_one_once() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n\
                  reports: {one_per: client, table: t.csv}\nbrand: {headings: \"#777777\"}\n";
    let table = "client,accent,cover,footer,confidential\nA,#ffcc00,For A,Of A,Only for A\nB,,,,\n";
    let rows: String = ["A", "B", "C"].iter().map(|c| format!("9,{c}\n").repeat(40)).collect();
    let home = folder(&[("c.yaml", config), ("t.csv", table), ("a.csv", &format!("nps,client\n{rows}"))]);
    let check = clients(home.path(), "check");
    assert_eq!(check.status.code(), Some(3));
    let text = stderr(&check);
    assert_eq!(text.matches("brand.accent").count(), 1, "{text}");
    assert!(text.contains("the report for `A`: the contrast of `#ffcc00`"), "{text}");
    assert!(text.contains("t.csv, row 2, column `accent`"), "{text}");
    assert!(text.contains(&format!("error: {FAINT}")), "{text}");
    let build = clients(home.path(), "build");
    assert!(build.status.success(), "{}", stderr(&build));
    assert!(stderr(&build).contains("warning: the report for `A`: the contrast of `#ffcc00`"));
    let page = |name: &str| fs::read_to_string(home.path().join("report").join(name)).expect("written");
    for text in ["For A", "Of A", "Only for A"] {
        assert!(page("a/report.html").contains(text) && !page("b/report.html").contains(text));
        assert_eq!(page("a/summary.html").contains(text), text != "For A", "{text}");
        assert_eq!(page("a/summary.txt").contains(text), text != "For A", "{text}");
        assert!(!page("index.html").contains(text));
    }
}
