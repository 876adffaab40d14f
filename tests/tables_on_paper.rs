//! Every cell of every table of a page is in the text of the printed page: nothing is cut off at an edge, and no column is
//! lost, in each language, on A4 and Letter. Those behind charts are in the appendix, under the number by which their
//! chart names them, and what comes before it is short.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use lopdf::{Document, Object};

use crate::browser::lay;
use crate::pdf::has_browser;
use crate::support::{folder, project, run, stderr};

/// What is compared: letters without white space and places to break a line at; hyphens are drawn as one.
fn letters(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{ad}' | '\u{2060}');
    text.chars().filter(kept).map(|c| if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c }).collect()
}

/// The text between tags.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text += part.split_once('>').map_or(part, |(_, after)| after);
    }
    let signs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    letters(&signs.iter().fold(text, |text, (written, sign)| text.replace(written, sign)))
}

/// The rows of all tables of a page, each with all its cells; heads too.
fn rows(page: &str) -> Vec<String> {
    let tables = page.split("<table").skip(1).filter_map(|rest| rest.split_once("</table>"));
    tables.flat_map(|(table, _)| table.split("<tr").skip(1)).map(|row| text(&format!("<tr{row}"))).collect()
}

/// A page as it is printed: without the tables behind charts where these are on a screen. They have to be those of the
/// appendix, in the same order.
fn on_paper(page: &str) -> String {
    let mut paper = String::new();
    let mut behind_charts = Vec::new();
    for (at, figure) in page.split("<figure ").enumerate() {
        let details = figure.split_once("<details>").and_then(|(before, rest)| {
            let is_drawn = figure.split_once('>')?.0.contains("class=\"figure drawn\"");
            let (behind, after) = rest.split_once("</details>")?;
            (at > 0 && is_drawn).then_some((before, behind, after))
        });
        let Some((before, behind, after)) = details else {
            paper += figure;
            continue;
        };
        assert_eq!(
            before.matches("href=\"#table-a").count(),
            behind.matches("<table").count(),
            "a chart names its tables: {before}"
        );
        behind_charts.extend(rows(behind));
        paper += before;
        paper += after;
    }
    let appendix = paper.split_once("<section id=\"appendix\"").map_or("", |(_, after)| after);
    let appendix = appendix.split_once("</section>").map_or("", |(appendix, _)| appendix);
    assert_eq!(rows(appendix), behind_charts);
    paper
}

/// The caption of the first table of the appendix.
fn first_caption(page: &str) -> String {
    let caption = page.split_once("id=\"table-a1\">").expect("a table").1;
    text(caption.split_once('<').expect("it ends").0)
}

/// Rows that are not on the paper whole, in the order in which they stand on the page.
fn lost(rows: &[String], printed: &str) -> Vec<String> {
    let mut at = 0;
    let mut lost = Vec::new();
    for row in rows {
        match printed[at..].find(row.as_str()) {
            Some(found) => at += found + row.len(),
            None => lost.push(row.clone()),
        }
    }
    lost
}

/// The text of each page.
fn printed(pdf: &Path) -> Vec<String> {
    let document = Document::load(pdf).expect("a PDF");
    let text = |page: u32| document.extract_text_chunks(&[page]).into_iter().flatten().collect::<String>();
    document.get_pages().into_keys().map(|page| letters(&text(page))).collect()
}

/// The pages that links of a PDF within itself lead to, by the page that they stand on.
fn links(pdf: &Path) -> Vec<(u32, String)> {
    let document = Document::load(pdf).expect("a PDF");
    let mut links = Vec::new();
    for (number, id) in document.get_pages() {
        for annotation in document.get_page_annotations(id).expect("annotations") {
            if let Ok(name) = annotation.get(b"Dest").and_then(Object::as_name) {
                links.push((number, String::from_utf8_lossy(name).into_owned()));
            }
        }
    }
    links
}

/// A config beside another with some of its lines changed.
fn variant(config: &Path, name: &str, language: Option<&str>, paper: &str) -> PathBuf {
    let text = fs::read_to_string(config).expect("there");
    let is_kept = |line: &&str| language.is_none() || !line.starts_with("language:");
    let mut text: String = text.lines().filter(is_kept).map(|line| format!("{line}\n")).collect();
    text += &language.map_or_else(String::new, |language| format!("language: {language}\n"));
    text += &format!("page: {{size: {paper}}}\n");
    let path = config.with_file_name(format!("{name}.yaml"));
    fs::write(&path, text).expect("written");
    path
}

/// A report is read to its end where it has so many pages and an appendix.
const MOST_PAGES: usize = 6;

#[test]
fn every_cell_of_every_table_is_on_the_paper_and_before_the_appendix_are_six_pages() {
    if !has_browser() {
        return;
    }
    let home = folder(&[]);
    lay(&project(), home.path()).expect("laid");
    let sample = home.path().join("config/quarterly-review.ru.yaml");
    let fixture = |name: &str| home.path().join("tests/browser/fixtures").join(name).join("config.yaml");
    let reports = [
        (home.path().join("config/quarterly-review.yaml"), None, "Letter"),
        (home.path().join("config/quarterly-review.yaml"), None, "A4"),
        (sample.clone(), None, "A4"),
        (sample.clone(), None, "Letter"),
        (sample.clone(), Some("uk"), "A4"),
        (sample, Some("uk"), "Letter"),
        (fixture("sixty-long-names"), None, "A4"),
        (fixture("words-without-end"), Some("en"), "Letter"),
        (fixture("words-without-end"), None, "A4"),
    ];
    let next = AtomicUsize::new(0);
    let look = || {
        let mut faults = Vec::new();
        while let Some((config, language, paper)) = reports.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = format!(
                "{}-{}-{paper}",
                config.parent().and_then(Path::file_name).expect("a name").to_string_lossy(),
                language.unwrap_or(&config.file_stem().expect("a name").to_string_lossy())
            );
            let config = variant(config, &name, *language, paper);
            let out = home.path().join("reports").join(&name);
            let path = |path: &Path| path.to_str().expect("UTF-8").to_owned();
            let built = run(home.path(), ["build", &path(&config), "--pdf", "--out", &path(&out)]);
            assert!(built.status.success(), "{name}: {}", stderr(&built));
            let page = fs::read_to_string(out.join("report.html")).expect("written");
            let rows = rows(&on_paper(&page));
            assert!(rows.len() > 40, "{name} has {} rows only", rows.len());
            let pages = printed(&out.join("report.pdf"));
            let caption = first_caption(&page);
            let appendix = pages.iter().position(|page| page.contains(&caption));
            if name.contains("quarterly-review") && appendix.is_none_or(|at| at > MOST_PAGES) {
                faults.push(format!("{name}: the appendix begins on the page of index {appendix:?}"));
            }
            let lost = lost(&rows, &pages.concat());
            if let Some(first) = lost.first() {
                faults.push(format!("{name}: {} of {} rows, first `{first}`", lost.len(), rows.len()));
            }
        }
        faults
    };
    let faults = std::thread::scope(|scope| {
        let both = [scope.spawn(look), scope.spawn(look)];
        both.map(|one| one.join().expect("a list")).concat()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn charts_lead_to_their_tables_on_paper_or_these_are_left_off_it() {
    if !has_browser() {
        return;
    }
    let home = folder(&[]);
    lay(&project(), home.path()).expect("laid");
    let config = home.path().join("config/quarterly-review.yaml");
    let built = |name: &str, config: &Path| {
        let (config, out) = (config.to_str().expect("UTF-8"), home.path().join(name));
        let arguments = ["build", config, "--pdf", "--out", out.to_str().expect("UTF-8")];
        let output = run(home.path(), arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        out
    };
    let with = built("with", &config);
    let page = fs::read_to_string(with.join("report.html")).expect("written");
    let behind = rows(&page).len() - rows(&on_paper(&page)).len();
    assert!(behind > 100, "{behind} rows");
    let named = page.matches("href=\"#table-a").count();
    assert!(named >= 10, "{named} tables");
    let links = links(&with.join("report.pdf"));
    for number in 1..=named {
        let target = format!("table-a{number}");
        assert!(links.iter().any(|(_, link)| *link == target), "nothing leads to {target}: {links:?}");
    }
    let text = fs::read_to_string(&config).expect("there");
    let without = config.with_file_name("without.yaml");
    fs::write(&without, format!("{text}pdf: {{tables: none}}\n")).expect("written");
    let without = built("without", &without);
    let other = fs::read_to_string(without.join("report.html")).expect("written");
    assert!(!other.contains("table-a1") && !other.contains("id=\"appendix\""));
    // They are on the screen all the same.
    let appendix = rows(&page).len() - rows(&other).len();
    assert_eq!(appendix, behind, "the appendix alone is gone");
    let pages = printed(&without.join("report.pdf"));
    let table = page.split_once("<table").expect("a table").1.split_once("</table>").expect("it ends").0;
    let row = rows(&format!("<table{table}</table>")).remove(1);
    assert!(printed(&with.join("report.pdf")).concat().contains(&row) && !pages.concat().contains(&row));
    assert!(pages.len() <= 8, "{} pages", pages.len());
    // `render` makes the page from report.json alone.
    let json = without.join("report.json");
    let again = home.path().join("again");
    let arguments =
        ["render", "--from", json.to_str().expect("UTF-8"), "--out", again.to_str().expect("UTF-8")];
    let output = run(home.path(), arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(fs::read_to_string(again.join("report.html")).expect("written") == other);
}

#[test]
fn a_row_that_has_lost_its_last_cell_on_paper_is_found() {
    let page = "<table><thead><tr><th>Name</th><th>n</th></tr></thead>\n<tr><th>A &amp; B</th><td class=\"number\">1\u{a0}234</td></tr>\
                <tr><th>C</th><td>5</td></tr></table>";
    let rows = rows(page);
    assert_eq!(rows, ["Namen", "A&B1234", "C5"]);
    assert_eq!(lost(&rows, "NamenA&B1234C5"), Vec::<String>::new());
    assert_eq!(lost(&rows, "NamenA&BC5"), ["A&B1234"]);
    assert_eq!(lost(&rows, "C5NamenA&B1234"), ["C5"], "what stands elsewhere is another's");
}
