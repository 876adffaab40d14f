//! The index page of a batch, whole.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plaudit::config::Language::{En, Ru};
use plaudit::index_page;
use plaudit::pages::Templates;
use plaudit::report::{Finding, Hidden, Index};
use plaudit::survey::Counts;
use sha2::{Digest, Sha256};

use crate::index_sample::{clients, everything, measured, nested, of, tier};
use crate::support::{folder, show};

fn page(index: &Index) -> String {
    index_page(index, &Templates::new(None).expect("built in")).expect("built-in templates")
}

/// Every sample, with a name to fail by.
fn samples() -> Vec<(&'static str, Index)> {
    let mut hidden = clients(En, 3);
    for row in &mut hidden.tiers[0].rows {
        row.finding = Finding::Hidden { why: Hidden::TooFew };
        (row.rank, row.rest, row.change, row.funnel) = (None, None, None, None);
    }
    hidden.tiers[0].funnel = None;
    hidden.tiers[0].mean = None;
    let mut equal = clients(En, 12);
    for row in &mut equal.tiers[0].rows {
        row.finding = measured(Counts::new(20, 30, 50));
    }
    equal.tiers = vec![tier("client", std::mem::take(&mut equal.tiers[0].rows))];
    let mut undated = everything(En);
    undated.head.period = None;
    undated.head.changes.clear();
    undated.tiers[0].rows.iter_mut().for_each(|row| row.change = None);
    vec![
        ("one", clients(En, 1)),
        ("two", clients(Ru, 2)),
        ("usual-en", clients(En, 60)),
        ("usual-ru", clients(Ru, 60)),
        ("thousand", clients(En, 1_000)),
        ("ten-thousand", clients(Ru, 10_000)),
        ("everything-en", everything(En)),
        ("everything-ru", everything(Ru)),
        ("nested-en", nested(En)),
        ("nested-ru", nested(Ru)),
        ("hidden", hidden),
        ("equal", equal),
        ("undated", undated),
        ("nobody", of(En, Vec::new())),
    ]
}

#[test]
fn every_state_of_an_index_has_a_whole_page() {
    for (name, index) in samples() {
        let page = page(&index);
        show(&format!("index-{name}.html"), &page);
        assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"), "{name}");
        assert!(!page.contains("NaN") && !page.contains("None"), "{name}");
    }
}

/// What stands between two texts, at each place where both do.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let parts = page.split(start).skip(1);
    parts.filter_map(|part| part.split_once(end).map(|(inside, _)| inside)).collect()
}

#[test]
fn the_one_script_of_the_page_is_the_one_that_its_policy_allows() {
    for (name, index) in samples().into_iter().filter(|(name, _)| !name.contains("thousand")) {
        let page = page(&index);
        let scripts = between(&page, "<script>", "</script>");
        assert_eq!(scripts.len(), 1, "{name}");
        let hash = STANDARD.encode(Sha256::digest(scripts[0]));
        assert!(page.contains(&format!("script-src 'sha256-{hash}';")), "{name}");
        assert_eq!(page.matches("<script").count(), 1, "{name}");
        assert!(!page.contains(" onclick=") && !page.contains("javascript:"), "{name}");
    }
}

#[test]
fn an_override_of_the_script_is_allowed_by_its_own_hash() {
    let theirs = folder(&[("index.js", "document.title = \"a\";\r\n")]);
    let page = index_page(&clients(En, 3), &Templates::new(Some(theirs.path())).expect("templates"))
        .expect("rendered");
    let hash = STANDARD.encode(Sha256::digest("document.title = \"a\";\n"));
    assert!(page.contains(&format!("script-src 'sha256-{hash}';")));
    assert_eq!(between(&page, "<script>", "</script>"), ["document.title = \"a\";\n"]);
}

#[test]
fn every_client_is_a_row_and_every_report_that_was_made_is_linked() {
    for (name, index) in samples().into_iter().filter(|(name, _)| !name.contains("ten")) {
        let page = page(&index);
        let rows: Vec<_> = index.tiers.iter().flat_map(|tier| &tier.rows).collect();
        let written = between(&page, "<th role=\"rowheader\" scope=\"row\">", "</th>");
        assert_eq!(written.len(), rows.len(), "{name}");
        for (cell, row) in written.iter().zip(&rows) {
            let linked = cell.starts_with("<a href=");
            assert_eq!(linked, row.fault.is_none(), "{name}: {cell}");
        }
        for row in rows.iter().filter(|row| row.fault.is_none()) {
            assert!(page.contains(&format!("<a href=\"{}/report.html\">", row.folder)), "{name}");
        }
    }
}

#[test]
fn names_from_outside_are_text_and_nothing_else() {
    let mut index = everything(En);
    index.head.title = "</style><script>alert(2)</script>".to_owned();
    let page = page(&index);
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"));
    assert_eq!(page.matches("</style>").count(), 1);
    for style in between(&page, "style=\"", "\"") {
        assert!(style.chars().all(|c| c.is_ascii_alphanumeric() || "-:;.".contains(c)), "{style}");
    }
}

#[test]
fn a_report_that_could_not_be_made_says_why() {
    let page = page(&everything(En));
    let cell = between(&page, "<small class=\"fault\">", "</small>");
    assert_eq!(cell.len(), 1);
    assert!(cell[0].starts_with("No report: the template `method.html` does not render"), "{cell:?}");
}

#[test]
fn rows_have_a_place_in_every_order() {
    let index = clients(En, 60);
    let page = page(&index);
    for key in ["--a:", "--s:", "--n:", "--c:"] {
        let number = |text: &&str| text[..text.find([';', '"']).expect("an end")].parse::<usize>();
        let places: Vec<usize> = page.split(key).skip(1).filter_map(|text| number(&text).ok()).collect();
        let mut sorted = places.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..60).collect::<Vec<_>>(), "{key}");
    }
    let rows = between(&page, "<tr role=\"row\" style=\"--a:", ";");
    let names: Vec<&str> = between(&page, "/report.html\">", "</a>");
    let table = &names[names.len() - 60..];
    let mut by_name: Vec<_> =
        rows.iter().map(|place| place.parse::<usize>().expect("a place")).zip(table).collect();
    by_name.sort_unstable();
    assert!(by_name.windows(2).all(|pair| pair[0].1 < pair[1].1), "{by_name:?}");
}

#[test]
fn an_unclear_difference_has_no_arrow() {
    let page = page(&everything(En));
    for small in between(&page, "<small class=\"", "</small>") {
        let unclear = small.ends_with("no clear change") || small.ends_with("no clear difference");
        assert_eq!(unclear, small.starts_with("unclear"), "{small}");
    }
}

#[test]
fn the_page_of_a_thousand_clients_is_below_a_megabyte_and_that_of_ten_thousand_in_proportion() {
    assert!(page(&clients(Ru, 1_000)).len() < 1_000_000);
    assert!(page(&clients(En, 10_000)).len() < 8_000_000);
}

#[test]
fn columns_that_nobody_fills_are_left_out() {
    let columns = |index: &Index| {
        let page = page(index);
        let head = between(&page, "<thead role=\"rowgroup\">", "</thead>")[0].to_owned();
        between(&head, "class=\"", "\"").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let usual = ["c-rank", "c-nps", "c-interval", "c-n", "c-change", "c-rest"];
    assert_eq!(columns(&clients(En, 60)), usual);
    let more = ["c-since", "c-rest", "c-target", "c-response", "c-region"];
    assert_eq!(columns(&everything(En))[5..], more);
}
