//! Every cell of every table of a page is in the text of the printed page: nothing is cut off at an edge, and no column is
//! lost, in each language, on A4 and Letter.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use lopdf::Document;

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

fn printed(pdf: &Path) -> String {
    let document = Document::load(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    letters(&document.extract_text_chunks(&pages).into_iter().flatten().collect::<String>())
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

#[test]
fn every_cell_of_every_table_is_on_the_paper() {
    if !has_browser() {
        return;
    }
    let home = folder(&[]);
    lay(&project(), home.path()).expect("laid");
    let sample = home.path().join("config/quarterly-review.ru.yaml");
    let fixture = |name: &str| home.path().join("tests/browser/fixtures").join(name).join("config.yaml");
    let reports = [
        (home.path().join("config/quarterly-review.yaml"), None, "Letter"),
        (sample.clone(), None, "A4"),
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
            let rows = rows(&fs::read_to_string(out.join("report.html")).expect("written"));
            assert!(rows.len() > 40, "{name} has {} rows only", rows.len());
            let lost = lost(&rows, &printed(&out.join("report.pdf")));
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
fn a_row_that_has_lost_its_last_cell_on_paper_is_found() {
    let page = "<table><thead><tr><th>Name</th><th>n</th></tr></thead>\n<tr><th>A &amp; B</th><td class=\"number\">1\u{a0}234</td></tr>\
                <tr><th>C</th><td>5</td></tr></table>";
    let rows = rows(page);
    assert_eq!(rows, ["Namen", "A&B1234", "C5"]);
    assert_eq!(lost(&rows, "NamenA&B1234C5"), Vec::<String>::new());
    assert_eq!(lost(&rows, "NamenA&BC5"), ["A&B1234"]);
    assert_eq!(lost(&rows, "C5NamenA&B1234"), ["C5"], "what stands elsewhere is another's");
}
