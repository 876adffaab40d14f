//! Regions with few answers each, of which there are many: one line in place of their rows.

use std::fmt::Write;
use std::fs;

use crate::support::{folder, run, stderr};

/// The page on so many large regions and so many of fewer answers, by the number of each, in two quarters.
fn page(large: &[u64], small: &[u64], more: &str) -> String {
    let mut csv = "s,d,r\n".to_owned();
    let regions = large.iter().map(|n| ("City", n)).chain(small.iter().map(|n| ("Village", n)));
    for (at, (kind, n)) in regions.enumerate() {
        for day in ["2026-05-01", "2026-08-01"] {
            for answer in 0..*n {
                let score = [10, 9, 8, 3][(at + usize::try_from(answer).expect("few")) % 4];
                writeln!(csv, "{score},{day},{kind} {at:03}").expect("a string");
            }
        }
    }
    let yaml = format!(
        "title: Loyalty\nas_of: 2026-10-05\nsource: {{files: a.csv}}\n\
         columns: {{score: s, date: d, region: r}}\n{more}"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &csv)]);
    let output = run(folder.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    fs::read_to_string(folder.path().join("report/report.html")).expect("made")
}

/// The part of the page on regions.
fn part(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"regions\"").expect("the part on regions");
    rest.split_once("</section>").map_or(rest, |(part, _)| part)
}

#[test]
fn many_small_regions_are_one_line_in_charts_maps_and_tables() {
    let small: Vec<u64> = (0..37).map(|at| [1, 2, 12][at % 3]).collect();
    let together: u64 = small.iter().sum();
    for (language, line) in [
        ("en", format!("or their scores are not shown: 37; their answers together: {together}.")),
        ("ru", format!("отдельно не перечислены: 37; ответов в\u{a0}них всего: {together}.")),
        ("uk", format!("окремо не перелічено: 37; відповідей у\u{a0}них усього: {together}.")),
    ] {
        let page = page(&[120, 90, 60], &small, &format!("language: {language}\n"));
        assert!(part(&page).contains(&line), "{}", part(&page));
        assert!(!part(&page).contains("Village"), "{language}");
        assert!(part(&page).matches("City 000").count() > 3);
    }
}

#[test]
fn ten_small_regions_have_rows_and_so_have_more_where_most_answers_are_theirs() {
    let ten = page(&[120, 90, 60], &[12; 10], "");
    assert!(part(&ten).contains("Village 003") && !part(&ten).contains("their answers together"));
    let most = page(&[40], &[12; 20], "");
    assert!(part(&most).contains("Village 003") && !part(&most).contains("their answers together"));
    // Hidden ones are folded all the same.
    let hidden = [vec![12; 20], vec![2; 12]].concat();
    let most = page(&[40], &hidden, "");
    let told = ["Village 003", ": 12; their answers together: 24."].map(|text| part(&most).contains(text));
    assert_eq!(told, [true; 2], "{}", part(&most));
}
