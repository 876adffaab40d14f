//! `plaudit explain`: every figure of every case comes from its steps, the exact text of a few, the rows behind them, and
//! what cannot be asked.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use plaudit::batch::Plan;
use plaudit::explain::{Asked, Case, Explanation, explain, explain_in};
use plaudit::{Counted, Run, config};
use serde_json::Value;

use crate::arithmetic::formulas_that_are_off;
use crate::support::{compare, folder, folders, project, report, run, stderr, stdout};

pub(crate) fn counted(path: &Path) -> Counted {
    let loaded = config::load(path).expect("YAML");
    let as_of = loaded.config.as_of.expect("stated");
    plaudit::counts(loaded, &Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () })
        .expect("counted")
}

/// The pointer of everything in a report, groups and lists too, in its order.
pub(crate) fn pointers(value: &Value, at: &str, found: &mut Vec<(String, Value)>) {
    if !at.is_empty() {
        found.push((at.to_owned(), value.clone()));
    }
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| pointers(item, &format!("{at}/{i}"), found));
        }
        _ => {}
    }
}

/// What is computed: its steps must come to it.
fn is_computed(path: &str) -> bool {
    let is_stated = ["/question", "/method", "/levels", "/as_of", "/sections/trend/trailing", "/brand"]
        .iter()
        .any(|s| path.starts_with(s));
    let ends = [
        "year_starts",
        "max_rejected",
        "/asked",
        "/year",
        "benchmark/n",
        "/population",
        "/others/below",
        "/others/values",
    ];
    // What a benchmark states.
    let of_benchmark =
        |end: &str| path.contains("benchmark") && path.ends_with(end) && !path.contains("comparison");
    let is_benchmark = ["/value", "/n"].into_iter().any(of_benchmark);
    let of_questions = ["/sections/questions/", "/sections/themes/shares/"];
    let is_asked = of_questions.iter().any(|part| path.starts_with(part)) && path.contains("/question/");
    // Of others no more is told than what they come to.
    let others = path.starts_with("/sections/participants")
        && ["/mean", "/finding", "/comparison", "/trend/"].iter().any(|s| path.contains(s));
    let is_row = path.starts_with("/sections/quality/rejected");
    !is_stated
        && !is_benchmark
        && !is_asked
        && !ends.iter().any(|end| path.ends_with(end))
        && !others
        && !is_row
        && !path.contains("/sections/participants/named")
}

/// What is known of regions too small to show, together: which they are and their counts are not told.
fn is_of_too_small(report: &Value, path: &str) -> bool {
    let line = ["/before/", "/after/"].iter().find_map(|side| Some(path.split_once(side)?.0));
    let is_line = |line: &&str| line.starts_with("/sections/why/");
    line.filter(is_line)
        .is_some_and(|line| report.pointer(&format!("{line}/region")).is_some_and(Value::is_null))
}

/// All that can be read on the page of a report, its charts too, with single spaces.
fn page_of(case: &Case<'_>) -> String {
    let templates = plaudit::pages::Templates::new(None).expect("built in");
    readable(&plaudit::page(case.report, &templates).expect("a page").html)
}

/// The text of a page, with single spaces.
pub(crate) fn readable(html: &str) -> String {
    let style = html.find("<body").unwrap_or_default();
    let mut text = String::new();
    for part in html[style..].split('<').skip(1) {
        let (tag, after) = part.split_once('>').expect("closed");
        let is_inline = ["span", "/span", "strong", "/strong", "b>", "tspan", "/tspan"]
            .iter()
            .any(|name| tag.starts_with(name));
        text += if is_inline { "" } else { " " };
        text += after;
    }
    for (entity, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, plain);
    }
    plain(&text)
}

pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pieces of a figure as the page shows it that it does not show.
fn not_on(page: &str, shown: &str) -> Vec<String> {
    let shown = plain(shown);
    if page.contains(&shown) {
        return Vec::new();
    }
    let pieces = shown.split(", ").flat_map(|piece| piece.split(" ("));
    pieces.filter(|piece| !page.contains(piece.trim_end_matches(')'))).map(str::to_owned).collect()
}

#[test]
fn what_is_said_to_be_on_the_page_is_there() {
    let mut failures = Vec::new();
    let mut there = 0;
    let mut look = |name: &str, case: &Case<'_>| {
        let page = page_of(case);
        for explanation in explain_all(name, case) {
            let Some(shown) = &explanation.shown else { continue };
            let missing = not_on(&page, shown);
            there += usize::from(missing.is_empty());
            failures.extend(
                missing.iter().map(|piece| format!("{name} {}: `{shown}`: `{piece}`", explanation.path)),
            );
        }
        for listed in plaudit::explain::list(case).expect("a list") {
            let missing = not_on(&page, &listed.shown);
            failures.extend(
                missing
                    .iter()
                    .map(|piece| format!("{name} list {}: `{}`: `{piece}`", listed.path, listed.shown)),
            );
        }
    };
    for folder in folders("tests/cases") {
        let counted = counted(&folder.join("config.yaml"));
        let made = counted.report();
        let (config, excerpt) = (&counted.config, &counted.facts.all);
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        look(&name, &Case::new(&made, config, excerpt));
    }
    let counted = counted(&project().join("config/partner-reports.yaml"));
    let plan = Plan::new(&counted).expect("a plan");
    for client in ["Studio 01", "Studio 17", "Studio 32"] {
        let one = plan.one(client).expect("a report");
        look(client, &Case::new(&one.report, &one.config, &one.excerpt));
    }
    assert!(failures.is_empty(), "{} are not there:\n{}", failures.len(), failures.join("\n"));
    assert!(there > 500, "only {there} are there");
}

/// Explains everything in a report; the explanations of its numbers.
fn explain_all(name: &str, case: &Case<'_>) -> Vec<Explanation> {
    let json = serde_json::to_value(case.report).expect("JSON");
    let mut all = Vec::new();
    pointers(&json, "", &mut all);
    let mut numbers = Vec::new();
    for (path, value) in all {
        let asked = Asked { figure: path.clone(), ..Asked::default() };
        match explain_in(case, &json, &asked) {
            Ok(explanation) => {
                assert!(!explanation.what.is_empty(), "{name} {path}");
                if !value.is_object() && !value.is_array() {
                    assert_eq!((&explanation.path, &explanation.value), (&path, &value), "{name}");
                }
                if value.is_number() {
                    let is_told = is_computed(&path) && !is_of_too_small(&json, &path);
                    assert!(
                        explanation.result.is_some() || !is_told,
                        "{name} {path}: no steps lead to {value}"
                    );
                    numbers.push(explanation);
                }
            }
            Err(error) => {
                let is_list = value.is_array() && error.to_string().contains("is a list");
                assert!(is_list, "{name} {path}: {error}");
            }
        }
    }
    numbers
}

#[test]
fn every_number_of_every_case_is_what_its_steps_come_to() {
    let (mut computed, mut formulas, mut off) = (0, 0, Vec::new());
    for folder in folders("tests/cases") {
        let counted = counted(&folder.join("config.yaml"));
        let made = counted.report();
        let case = Case::new(&made, &counted.config, &counted.facts.all);
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let numbers = explain_all(&name, &case);
        computed += numbers.iter().filter(|explanation| explanation.result.is_some()).count();
        for explanation in &numbers {
            let (wrong, count) = formulas_that_are_off(explanation);
            off.extend(wrong.into_iter().map(|wrong| format!("{name} {wrong}")));
            formulas += count;
        }
        let mut seen = BTreeSet::new();
        for behind in numbers.iter().flat_map(|explanation| &explanation.rows) {
            if seen.insert(behind.name.clone()) {
                let found = counted.rows(behind, None, &mut |_, _| ControlFlow::Break(()));
                let (_, found) = found.unwrap_or_else(|error| panic!("{name}, {}: {error}", behind.name));
                assert_eq!(found.total(), behind.n, "{name}, {}", behind.name);
            }
        }
    }
    assert!(computed > 2000, "only {computed} numbers have steps");
    assert!(formulas > 5000, "only {formulas} formulas are worked out");
    assert!(off.is_empty(), "{} formulas are off:\n{}", off.len(), off.join("\n"));
}

#[test]
fn every_number_of_clients_reports_is_what_its_steps_come_to() {
    let counted = counted(&project().join("config/partner-reports.yaml"));
    let plan = Plan::new(&counted).expect("a plan");
    for client in ["Studio 01", "Studio 17", "Studio 32"] {
        let one = plan.one(client).expect("a report");
        let case = Case::new(&one.report, &one.config, &one.excerpt);
        let numbers = explain_all(client, &case);
        assert!(numbers.len() > 100, "{client}");
        for behind in numbers.iter().flat_map(|explanation| &explanation.rows).take(40) {
            counted.rows(behind, Some(one.client), &mut |_, _| ControlFlow::Break(())).expect("its rows");
        }
    }
}

#[test]
fn weighted_and_clustered_figures_are_what_their_steps_come_to() {
    let answers = fs::read_to_string(project().join("tests/independent/answers.csv")).expect("committed");
    for (name, more) in [
        ("weights", "columns: {score: score, date: day, region: region, weight: weight}"),
        ("clusters", "columns: {score: score, date: day, region: region, weight: weight, cluster: company}"),
        (
            "population",
            "columns: {score: score, date: day, region: region, cluster: company}\npopulation: {regions: {North: 400, South: 300}}",
        ),
        (
            "census",
            "columns: {score: score, date: day, region: region}\npopulation: {total: 66}\nmethod: {interval: tango, correction: none}",
        ),
        (
            "raked",
            "columns: {score: score, date: day, weight: weight}\nweights: {margins: {gender: {f: 52, m: 48}, age: {18-39: 40, 40+: 60}}}\nmethod: {interval: bootstrap}",
        ),
        (
            "wald",
            "columns: {score: score, date: day, region: region, cluster: region}\nmethod: {interval: wald, correction: benjamini_hochberg}",
        ),
        (
            "clients",
            "columns: {score: score, date: day, region: region, weight: weight, cluster: company}\nreports: {one_per: age}\nmethod: {hide_below: 1}",
        ),
    ] {
        let yaml = format!(
            "title: W\nas_of: 2026-12-31\nsource: {{files: a.csv}}\nperiods: {{current: 2026-Q3, control: none}}\n{more}\n"
        );
        let folder = folder(&[("c.yaml", &yaml), ("a.csv", &answers)]);
        let counted = counted(&folder.path().join("c.yaml"));
        if counted.config.columns.client.is_empty() {
            let made = counted.report();
            explain_all(name, &Case::new(&made, &counted.config, &counted.facts.all));
        } else {
            let one = Plan::new(&counted).expect("a plan").one("40+").expect("a report");
            explain_all(name, &Case::new(&one.report, &one.config, &one.excerpt));
        }
    }
}

#[test]
fn explanations_read_as_expected() {
    let mut failures = Vec::new();
    for (name, case, line) in [
        ("list", "worked-example", ""),
        ("score", "worked-example", "--figure nps"),
        ("interval", "worked-example", "--figure /overall/interval --rows 3"),
        ("change", "three-markets", "--figure /changes/0/comparison/p_adjusted --rows 2"),
        ("rest", "three-markets", "--region MEX --figure rest --rows 0"),
        ("target", "three-markets", "--figure benchmarks.Target.chance_at_or_above --rows 0"),
        ("why", "three-markets", "--figure /why/0/lines/1/effect --rows 1"),
        ("limit", "weeks-with-gaps", "--figure /control/limits/4 --rows 0"),
        ("rows", "russian-months", "--figure quality --rows 5"),
        ("hidden", "too-few-answers", "--figure overall"),
        ("russian", "russian-months", "--figure /overall/interval/low --rows 0"),
        ("ukrainian", "ukrainian-quarters", "--figure changes.previous_period --rows 0"),
    ] {
        let folder = project().join("tests/cases").join(case);
        let output = run(&folder, ["explain", "config.yaml"].into_iter().chain(line.split_whitespace()));
        assert!(output.status.success(), "{line}: {}", stderr(&output));
        assert_eq!(stderr(&output), "", "{line}");
        let found = format!("$ plaudit explain config.yaml {line}\n\n{}", stdout(&output));
        failures.extend(compare(&project().join(format!("tests/explain/{name}.txt")), &found).err());
    }
    report(&failures);
}

/// Acme answered in an earlier quarter only, and Beech in the reported one: 4 promoters, 3 detractors and 11 passives.
#[test]
fn a_client_that_is_proposed_has_a_report() {
    let answers: String =
        [("Acme,2026-05-01,9\n", 20), ("Beech,2026-08-01,9\n", 4), ("Beech,2026-08-01,3\n", 3)]
            .into_iter()
            .chain([("Beech,2026-08-01,7\n", 11)])
            .map(|(row, times)| row.repeat(times))
            .collect();
    let yaml = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: s, date: d}\nreports: {one_per: c}\n";
    let home = folder(&[("c.yaml", yaml), ("a.csv", &format!("c,d,s\n{answers}"))]);
    let explained = |more: &[&str]| run(home.path(), ["explain", "c.yaml"].iter().chain(more));
    let whose = stderr(&explained(&["--figure", "nps"]));
    assert!(whose.contains("such as `--client \"Beech\"`") && !whose.contains("Acme"), "{whose}");
    let gone = stderr(&explained(&["--client", "Acme"]));
    assert!(gone.contains("the client `Acme` has no answers in the period, and so no report"), "{gone}");
    let mistyped = stderr(&explained(&["--client", "Acne"]));
    assert!(!mistyped.contains("did you mean"), "{mistyped}");
    let score = stdout(&explained(&["--client", "Beech", "--figure", "nps"]));
    assert!(score.contains("/overall/nps = 5.555556") && !score.contains("5.55555555"), "{score}");
}

#[test]
fn a_place_is_told_with_what_its_range_is() {
    let line = ["explain", "config/partner-reports.yaml", "--client", "Studio 17", "--rows", "0"];
    let text = stdout(&run(&project(), line.into_iter().chain(["--figure", "participants.rank"])));
    let text = text.replace("\n  ", " ").replace('\u{a0}', " ");
    assert!(text.contains("/sections/participants/rank/place = 13"), "{text}");
    let page = "on the page: place 13 of 16\n";
    assert!(text.contains(page), "{text}");
}

#[test]
fn what_there_is_not_is_a_usage_error_that_says_what_there_is() {
    let home = project();
    for (line, what) in [
        ("quarterly-review --figure nsp", "did you mean `nps`?"),
        ("quarterly-review --figure /overal/nps", "did you mean `overall`?"),
        ("quarterly-review --figure overall.intervall", "did you mean `interval`?"),
        ("quarterly-review --figure overall.nps.low", "`/overall/nps` is one figure"),
        ("quarterly-review --figure /regions", "`/sections/regions` is a list of 9, not one figure"),
        ("quarterly-review --figure /regions/9", "`North Caucasus`"),
        ("quarterly-review --figure /participants/rank", "the report has no `participants`"),
        ("quarterly-review --figure /", "the report has no ``"),
        ("quarterly-review --period 2026-Q7", "did you mean `2026-Q"),
        ("quarterly-review --region Souht", "did you mean `South`?"),
        ("quarterly-review --region South --period 2020-Q2", "the trend has no period `2020-Q2`"),
        ("quarterly-review --client Acme", "`--client` needs a config with `reports.one_per`"),
        ("quarterly-review --figure nps --rows some", "a whole number such as 20, or `all`"),
        ("partner-reports --figure nps", "say whose with `--client`"),
        ("partner-reports --client Studio99 --figure nps", "did you mean `Studio "),
    ] {
        let (name, rest) = line.split_once(' ').expect("two parts");
        let config = format!("config/{name}.yaml");
        let output = run(&home, ["explain", &config].into_iter().chain(rest.split(' ')));
        assert_eq!(output.status.code(), Some(2), "{line}: {}", stderr(&output));
        assert!(stderr(&output).contains(what), "{line}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{line}");
    }
}

#[test]
fn figures_may_be_named_as_they_come_to_mind() {
    let explained = |arguments: &[&str]| {
        let start = ["explain", "config/quarterly-review.yaml", "--rows", "0", "--figure"];
        let output = run(&project(), start.iter().chain(arguments));
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    };
    for several in [
        [&["/overall/nps"][..], &["overall.nps"], &["nps"], &["/overall"], &["trend.2026-Q3"][..]].as_slice(),
        &[&["/sections/regions/6/rest/z"], &["regions.South.rest.z"], &["rest.z", "--region", "South"]],
        &[
            &["/sections/trend/points/10/finding/interval/low"],
            &["trend.2026-Q2.finding.interval.low"],
            &["interval.low", "--period", "2026-Q2"],
        ],
        &[&["/sections/benchmarks/0/comparison/p"], &["benchmarks.Programme target.comparison.p"]],
        &[
            &["/changes/0/comparison/z"],
            &["changes.previous_period.comparison.z"],
            &["changes.2026-Q2.comparison.z"],
        ],
    ] {
        let value = |text: &str| {
            text.lines().find(|l| l.starts_with('/')).map(|l| l.split('=').nth(1).map(str::to_owned))
        };
        let first = value(&explained(several[0]));
        assert!(first.is_some());
        for other in several {
            assert_eq!(value(&explained(other)), first, "{other:?}");
        }
    }
}

/// Regions `1` and `2026-Q2` beside others: 0, 1, 2 … are positions too. What each is was counted by hand.
#[test]
fn a_name_that_looks_like_a_position_is_a_name_unless_a_pointer_says_otherwise() {
    let rows: String = [("1", 10, 3), ("1", 0, 1), ("0", 10, 2), ("0", 0, 2), ("9", 0, 5), ("X", 10, 7)]
        .into_iter()
        .map(|(region, score, times)| format!("{score},2026-08-01,{region}\n").repeat(times))
        .collect();
    let yaml = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: s, date: d, region: r}\n\
                method: {hide_below: 1, low_base: 1}\n";
    let home = folder(&[("c.yaml", yaml), ("a.csv", &format!("s,d,r\n{rows}"))]);
    let explained =
        |arguments: &[&str]| run(home.path(), ["explain", "c.yaml", "--rows", "0"].iter().chain(arguments));
    for (name, nps) in [("1", 50), ("0", 0), ("9", -100), ("X", 100)] {
        let dotted = format!("regions.{name}.finding.nps");
        for line in [&["--region", name, "--figure", "nps"][..], &["--figure", &dotted]] {
            let text = stdout(&explained(line)).replace('−', "-");
            assert!(text.contains(&format!("of {name} of 2026-Q3")), "{line:?}: {text}");
            assert!(text.contains(&format!("/finding/nps = {nps}\n")), "{line:?}: {text}");
        }
    }
    // The pointer counts: by score X, 1, 0 and 9.
    for (at, name) in ["X", "1", "0", "9"].iter().enumerate() {
        let pointer = format!("/sections/regions/{at}/finding/nps");
        let text = stdout(&explained(&["--figure", &pointer]));
        assert!(text.contains(&format!("of {name} of 2026-Q3")), "{pointer}: {text}");
    }
    let none = explained(&["--region", "2", "--figure", "nps"]);
    assert_eq!(none.status.code(), Some(2), "{}", stdout(&none));
    let fallback = stdout(&explained(&["--figure", "regions.2.finding.nps"]));
    assert!(fallback.contains("of 0 of 2026-Q3"), "{fallback}");
}

/// The records of the sample data, as another reader finds them, the header first.
fn records() -> Vec<String> {
    let path = project().join("sample-data/answers.csv");
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path);
    let records = reader.expect("committed").into_records();
    records.map(|record| record.expect("a record").iter().collect::<Vec<_>>().join(",")).collect()
}

#[test]
fn rows_are_the_same_on_any_number_of_threads_and_all_of_them_can_be_had() {
    let explained = |threads: &str, rows: &str| {
        let arguments = ["--figure", "/sections/regions/6", "--threads", threads, "--rows", rows];
        let output = run(&project(), ["explain", "config/quarterly-review.yaml"].iter().chain(&arguments));
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    };
    assert_eq!(explained("1", "7"), explained("5", "7"));
    let all = explained("2", "all");
    let rows: Vec<&str> = all.lines().filter(|line| line.starts_with("answers.csv\t")).collect();
    let lines = records();
    assert!(rows.len() > 50);
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let line = &lines[cells[1].parse::<usize>().expect("a number") - 1];
        assert!(line.contains(cells[2]) && line.contains(cells[3]) && cells[4] == "South", "{row}: {line}");
    }
}

#[test]
fn a_clients_explanation_names_no_other_client_and_shows_its_own_rows() {
    let counted = counted(&project().join("config/partner-reports.yaml"));
    let plan = Plan::new(&counted).expect("a plan");
    let one = plan.one("Studio 01").expect("a report");
    let case = Case::new(&one.report, &one.config, &one.excerpt);
    let own = one.client.to_string();
    let lines = records();
    for explanation in explain_all("Studio 01", &case) {
        let text = format!("{explanation:?}").replace(&own, "");
        assert!(!text.to_lowercase().contains("studio "), "{text}");
        for behind in explanation.rows.iter().take(1) {
            let mut take = |_: &str, row: plaudit::facts::RowFound| {
                let line = &lines[usize::try_from(row.row).expect("small") - 1];
                assert!(line.contains(&own), "{line}");
                ControlFlow::Continue(())
            };
            counted.rows(behind, Some(one.client), &mut take).expect("its rows");
        }
    }
}

#[test]
fn what_is_hidden_is_told_neither_by_its_counts_nor_by_its_rows() {
    let mut hidden = 0;
    for folder in folders("tests/cases") {
        let counted = counted(&folder.join("config.yaml"));
        let made = counted.report();
        let (config, excerpt) = (&counted.config, &counted.facts.all);
        let case = Case::new(&made, config, excerpt);
        let mut all = Vec::new();
        pointers(&serde_json::to_value(&made).expect("JSON"), "", &mut all);
        for (path, _) in all.iter().filter(|(_, value)| value["state"] == "hidden") {
            let asked = Asked { figure: path.clone(), ..Asked::default() };
            let explanation = explain(&case, &asked).expect("the rule");
            assert!(explanation.counts.is_empty() && explanation.rows.is_empty(), "{path}");
            assert_eq!(explanation.result, None, "{path}");
            hidden += 1;
        }
        if made.head.overall.estimate().is_none() {
            for path in ["/sections/quality", "/sections/quality/rows_used", "/sections/quality/rows_shown"] {
                let asked = Asked { figure: path.to_owned(), ..Asked::default() };
                assert_eq!(explain(&case, &asked).expect("told").rows, [], "{path}");
            }
        }
    }
    assert!(hidden > 3, "only {hidden} are hidden");
}

#[test]
fn clients_that_others_are_nested_in_have_all_their_rows() {
    let answers = project().join("sample-data/answers.csv");
    let yaml = format!(
        "title: N\nas_of: 2026-10-05\nsource: {{files: '{}'}}\ncolumns: {{score: recommend_studio, date: responded_on}}\n\
         periods: {{by: year}}\nreports: {{one_per: [district, studio]}}\n",
        answers.display()
    );
    let folder = folder(&[("c.yaml", &yaml)]);
    let counted = counted(&folder.path().join("c.yaml"));
    let plan = Plan::new(&counted).expect("a plan");
    for name in ["Central", "Central / Studio 01"] {
        let one = plan.one(name).expect("a report");
        let case = Case::new(&one.report, &one.config, &one.excerpt);
        let asked = Asked { figure: "quality".to_owned(), ..Asked::default() };
        let explanation = explain(&case, &asked).expect("told");
        let behind = explanation.rows.first().expect("rows");
        let (_, found) =
            counted.rows(behind, Some(one.client), &mut |_, _| ControlFlow::Break(())).expect("its rows");
        let left_out: u64 = found.left_out.values().map(|(rows, _)| rows).sum();
        let quality = &one.report.sections.quality;
        let outside: u64 = quality.outside.values().sum();
        let all = found.total() + left_out + outside;
        assert_eq!((found.total(), all), (quality.rows_used, quality.rows_read), "{name}");
    }
}

#[test]
fn the_docs_show_an_explanation_as_it_is() {
    let arguments = ["explain", "config/quarterly-review.yaml", "--figure", "/overall/interval"];
    let text = stdout(&run(&project(), arguments));
    let page = fs::read_to_string(project().join("docs/defending-a-figure.md")).expect("there is a page");
    let steps = text.split("\n\n").find(|part| part.starts_with("  d′")).expect("steps");
    assert!(page.contains(steps), "{text}");
}
