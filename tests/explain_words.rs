//! Explanations speak the language of their report: each of their texts is said of some figure.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use plaudit::batch::Plan;
use plaudit::config::Language;
use plaudit::explain::{Asked, Case, Page, explain_in};
use plaudit::report::{Finding, Hidden, Report};
use plaudit::wording::{Words, all_texts};

use crate::explain::{counted, pointers};
use crate::support::{folder, folders, project};

/// English with each text of explanations replaced by its own name.
fn marked() -> BTreeMap<String, String> {
    let texts = all_texts(Language::En, &BTreeMap::new());
    let texts = texts.into_iter().filter(|text| text.name.starts_with("explain."));
    let mark = |name: &str, values: &[String]| {
        let values: Vec<String> = values.iter().map(|value| format!(" {{{value}}}")).collect();
        format!("‹{name}›{}", values.concat())
    };
    texts.map(|text| (text.name.clone(), mark(&text.name, &text.placeholders))).collect()
}

/// Settings under which more is said than in the cases.
const MORE: [&str; 6] = [
    "columns: {score: score, date: day, region: region, weight: weight, cluster: company}\nperiods: {trailing: 2}\n\
     benchmarks: {list: [{name: B, value: 20, statistic: mean, year: 2025, n: 300, source: S}, {name: T, value: 25, statistic: target}]}",
    "columns: {score: score, date: day, region: region}\npopulation: {total: 66}\n\
     method: {interval: tango, correction: none}",
    "columns: {score: score, date: day, region: region}\nmethod: {interval: bootstrap, correction: benjamini_hochberg}",
    "columns: {score: score, date: day, region: region, cluster: region}\nmethod: {interval: wald}",
    "columns: {score: score, date: day}\nscale: {low: 0, high: 10, detractors_to: 6, promoters_from: 7}",
    "columns: {score: score, date: day, region: region, weight: weight}\nreports: {one_per: age}\nmethod: {hide_below: 1}",
];

/// Texts that none of these reports brings about.
const SAID_OF_OTHERS: [&str; 6] = [
    "explain.by_weights",
    "explain.note.held",
    "explain.phrases.10",
    "explain.weight_by_score",
    "explain.words.13",
    "explain.words.14",
];

/// Everything that is said to explain the figures of a report.
fn said(case: &Case<'_>, stated: &BTreeMap<String, String>) -> String {
    let mut report = case.report.clone();
    report.head.wording.clone_from(stated);
    let case = Case { report: &report, page: Page::default(), ..*case };
    let words = Words::of(&report.head).expect("words");
    let mut all = plaudit::explain::headings(&words).concat();
    let mut found = Vec::new();
    let json = serde_json::to_value(&report).expect("JSON");
    pointers(&json, "", &mut found);
    // The texts themselves are in the report too. Of figures that differ by their place in a list alone, a few say all.
    let mut of_kind: BTreeMap<String, u32> = BTreeMap::new();
    found.retain(|(figure, _)| {
        let count = of_kind.entry(figure.replace(|c: char| c.is_ascii_digit(), "")).or_default();
        *count += 1;
        *count <= 2 && !figure.starts_with("/wording")
    });
    for (figure, _) in found {
        let Ok(told) = explain_in(&case, &json, &Asked { figure, ..Asked::default() }) else { continue };
        all += &format!("{told:?} {:?}", told.facts(&words));
    }
    all
}

#[test]
fn every_text_of_explanations_is_said_of_some_figure() {
    let stated = marked();
    let mut unsaid: BTreeSet<&String> = stated.keys().collect();
    let mut look = |case: &Case<'_>| {
        let all = said(case, &stated);
        unsaid.retain(|name| !all.contains(&format!("‹{name}›")));
    };
    let mut of_report = |counted: &plaudit::Counted, report: &Report| {
        let (config, excerpt) = (&counted.config, &counted.facts.all);
        look(&Case { report, config, excerpt, correlations: [0.0; 2], page: Page::default() });
    };
    for folder in folders("tests/cases") {
        let counted = counted(&folder.join("config.yaml"));
        of_report(&counted, &counted.report());
    }
    let known = counted(&project().join("tests/cases/worked-example/config.yaml"));
    let whys = [Hidden::TooFew, Hidden::Complement, Hidden::TooFewClients].map(|why| Finding::Hidden { why });
    for overall in whys.into_iter().chain([Finding::NoAnswers]) {
        let mut report = known.report();
        report.head.overall = overall;
        of_report(&known, &report);
    }
    // Whole populations that differ by a single answer: by less than is shown, and yet not by chance.
    let rows = |day: &str, of: [(u8, usize); 3]| -> String {
        of.iter().map(|(score, times)| format!("{day},{score}\n").repeat(*times)).collect()
    };
    let [before, after] =
        [("2026-05-01", [(0, 2000), (7, 0), (10, 2000)]), ("2026-08-01", [(0, 1999), (7, 1), (10, 2000)])]
            .map(|(day, of)| rows(day, of));
    let home = survey(
        "columns: {score: score, date: day}\npopulation: {total: 4000}",
        &format!("day,score\n{before}{after}"),
    );
    let whole = counted(&home.path().join("c.yaml"));
    of_report(&whole, &whole.report());
    let answers = fs::read_to_string(project().join("tests/independent/answers.csv")).expect("committed");
    for more in MORE.iter().filter(|more| !more.contains("one_per")) {
        let home = survey(more, &answers);
        let counted = counted(&home.path().join("c.yaml"));
        of_report(&counted, &counted.report());
    }
    let home = survey(MORE[5], &answers);
    let of_clients =
        [(home.path().join("c.yaml"), "40+"), (project().join("config/partner-reports.yaml"), "Studio 01")];
    for (path, client) in of_clients {
        let counted = counted(&path);
        let one = Plan::new(&counted).expect("a plan").one(client).expect("a report");
        look(&Case {
            report: &one.report,
            config: &one.config,
            excerpt: &one.excerpt,
            correlations: one.correlations,
            page: Page::default(),
        });
    }
    assert_eq!(unsaid.into_iter().collect::<Vec<_>>(), SAID_OF_OTHERS);
}

fn survey(more: &str, answers: &str) -> tempfile::TempDir {
    let head = "title: W\nas_of: 2026-12-31\nsource: {files: a.csv}\n";
    let periods = if more.contains("periods:") { "" } else { "periods: {current: 2026-Q3, control: none}\n" };
    let more = more.replace("periods: {", "periods: {current: 2026-Q3, ");
    folder(&[("c.yaml", &format!("{head}{periods}{more}\n")), ("a.csv", answers)])
}
