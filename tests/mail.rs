//! The e-mail that a report goes out with, and a client's page, made from the reports of the cases.

use plaudit::pages::{Summary, Templates, summary};
use plaudit::report::{self, Report};
use plaudit::wording::Words;
use serde_json::{Value, json};

use crate::support::{Case, case, cases, folder, show};

/// Every case's report, and a client's with what a batch adds.
fn reports() -> Vec<(String, Report)> {
    let report = |case: &Case| (case.name.clone(), report::from_json(&case.json).expect("a report"));
    let mut reports: Vec<(String, Report)> = cases().iter().map(report).collect();
    reports.push(("client".to_owned(), of_a_client()));
    reports
}

/// The report of a client among others, made from that of all answers.
fn of_a_client() -> Report {
    let mut report = case("parquet").report.clone();
    let finding = json!({
        "state": "measured", "n": 561, "nps": 21.4, "interval": {"low": 14.1, "high": 28.6}, "low_base": false
    });
    let compared = json!({"difference": 4.0, "p_adjusted": {"rounded": 0.3}, "verdict": "unclear"});
    let trend: Vec<Value> = report["sections"]["trend"]["points"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|point| json!({"period": point["period"], "pooled": finding, "peers": finding}))
        .collect();
    report["client"] = json!(["North", "Acme <Riverside>"]);
    report["organisation"] = json!("Acme <Riverside>");
    report["recipient"] = json!("Jane & John\r\nBcc: all");
    report["brand"]["accent"] = json!("#a01050");
    report["response"] = json!({"answered": 561, "asked": 1200, "of": "invited"});
    report["sections"]["participants"] = json!({
        "clients": 40,
        "min_peers": 3,
        "pooled": {"clients": 40, "finding": finding, "comparison": null},
        "others": {"clients": 39, "finding": finding, "comparison": compared},
        "mean": {"clients": 38, "nps": 12.5},
        "peers_in": "North",
        "peers": {"clients": 2, "finding": {"state": "hidden", "why": "too_few_clients"}, "comparison": null},
        "rank": {"place": 12, "of": 38, "best": 5, "worst": 25},
        "trend": trend,
        "named": [{"name": "Acme <Riverside>", "is_own": true, "finding": finding, "rank": null}],
    });
    report["sections"]["quality"]["files"] = json!([]);
    for rejected in report["sections"]["quality"]["rejected"].as_array_mut().expect("a list") {
        rejected["first"] = json!([]);
    }
    report::from_json(&report.to_string()).expect("a report")
}

fn mail(report: &Report, templates: &Templates) -> Summary {
    summary(report, "report.html", &Words::of(&report.head).expect("words"), templates).expect("an e-mail")
}

#[test]
fn every_report_has_an_e_mail_that_any_program_can_show() {
    let templates = Templates::new(None).expect("built in");
    for (name, report) in reports() {
        let Summary { subject, text, html } = mail(&report, &templates);
        show(&format!("mail-{name}.html"), &html);
        show(&format!("mail-{name}.txt"), &format!("{subject}\n\n{text}"));
        assert!(!subject.is_empty() && !subject.contains(char::is_control), "{name}: {subject}");
        assert!(text.lines().all(|line| line.chars().count() <= 76), "{name}: {text}");
        assert!(
            !text.contains("\n\n\n") && !text.contains("&amp;") && text.ends_with('\n'),
            "{name}: {text}"
        );
        assert!(html.len() < 30_000, "{name}: {} bytes", html.len());
        for foreign in ["<style", "<script", "<img", "<link", "url(", "http", "class="] {
            assert!(!html.contains(foreign), "{name}: {foreign}");
        }
        assert_eq!(html.matches("<table").count(), 1, "{name}");
        assert_eq!(html.contains("#a01050"), name == "client", "{name}");
        let score = report.head.overall.estimate().is_some();
        assert_eq!(text.contains("NPS: "), score, "{name}: {text}");
    }
}

#[test]
fn the_e_mail_of_a_client_says_what_its_page_says() {
    let templates = Templates::new(None).expect("built in");
    let report = of_a_client();
    let Summary { text, html, .. } = mail(&report, &templates);
    let text = text.replace('\u{a0}', " ");
    for said in [
        "Acme <Riverside>",
        "For: Jane & John",
        "The other participants: +4, no clear difference",
        "39 participants, p = 0.300",
        "  too few participants",
        "Rank among participants: place 12 of 38",
        "allowing for chance",
        "Response rate: 47%",
        "561 of 1,200 invited answered",
        "The full report is attached as report.html.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(html.contains("Acme &lt;Riverside&gt;") && !html.contains("<Riverside"));
}

#[test]
fn a_client_s_page_names_neither_files_nor_rows_and_shows_where_it_stands() {
    let page = plaudit::page(&of_a_client(), &Templates::new(None).expect("built in")).expect("a page").html;
    assert!(!page.contains("table-files") && !page.contains("First row numbers"));
    for shown in [
        "id=\"among-participants\"",
        "id=\"chart-participants-wide-title\"",
        "id=\"chart-named-narrow-title\"",
        "Acme &lt;Riverside&gt; (this report)",
        "Place",
        "For: Jane &amp; John",
    ] {
        assert!(page.contains(shown) || page.to_lowercase().contains(&shown.to_lowercase()), "{shown}");
    }
}

#[test]
fn the_e_mail_s_templates_can_be_replaced_and_the_fingerprint_tells() {
    let own = folder(&[("summary.txt", "{{ headline }} & more\n")]);
    let (own, built_in) = (Templates::new(Some(own.path())), Templates::new(None));
    let (own, built_in) = (own.expect("templates"), built_in.expect("built in"));
    // One whose headline fits into a line.
    let (_, report) = reports().into_iter().find(|(name, _)| name == "actions").expect("a case");
    assert!(mail(&report, &own).text.ends_with(" & more\n"));
    assert_eq!(mail(&report, &own).html, mail(&report, &built_in).html);
    assert_ne!(own.fingerprint(), built_in.fingerprint());
    assert_eq!(built_in.fingerprint(), Templates::new(None).expect("built in").fingerprint());
}

#[test]
fn templates_are_shared_by_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Templates::new(None).expect("built in"));
}
