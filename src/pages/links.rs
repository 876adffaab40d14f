//! Links within a page, and whether they lead anywhere.
//!
//! The built-in templates hold together; one that replaces another, or is empty, may leave out what others link to.

use std::collections::BTreeSet;

/// Targets of links within a page that it does not have, each once, in the order of the links.
pub(super) fn without_target(html: &str) -> Vec<String> {
    let html = without_comments(html);
    let (mut targets, mut links) = (BTreeSet::from(["", "top"]), Vec::new());
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        targets.extend(attribute(tag, "id"));
        links.extend(attribute(tag, "href").and_then(|link| link.strip_prefix('#')));
    }
    // A target that is missing is there from then on, so that it is told once.
    links.into_iter().filter(|link| targets.insert(link)).map(str::to_owned).collect()
}

/// The value of an attribute of a tag, with quotes of either kind or without.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, left) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        let found = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = left;
    }
    None
}

fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("-->").map_or("", |(_, after)| after))
}

/// The built-in template that a target stands in.
pub(super) fn home(target: &str) -> &'static str {
    match target {
        "main" => "report.html",
        "key-figures" => "key-figures.html",
        "key-findings" => "key-findings.html",
        "commentary" => "commentary.html",
        "data-quality" => "quality.html",
        "method" => "method.html",
        _ if target.starts_with("note-") => "method.html",
        _ if target.starts_with("table-a") => "appendix.html",
        "who-recommends" | "over-time" | "among-participants" | "by-region" | "why-it-changed"
        | "against-benchmarks" => "section.html",
        _ => "figure.html",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_without_a_target_are_found_however_they_are_written() {
        let page = "<p ID='one'>1 < 2</p><svg id=two /><!-- <i id=\"gone\"> --><a class=\"x\" href=\"#one\">a</a>\
                    <a href='#two'>b</a><a href=#gone>c</a><a href = \"#lost\" title=\"id='lost'\">d</a><a href=\"#gone\">e</a>\
                    <a href=\"#\">f</a><a href=\"#top\">g</a><a href=\"other.html#there\">h</a><!-- <a href=\"#never\">";
        assert_eq!(without_target(page), ["gone", "lost"]);
    }
}
