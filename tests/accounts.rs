//! Accounts: what is told of them where, and what cannot be worked out.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{folder, run, stderr};

const HEAD: &str = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\n";
const ROW: &str = "company,arr,region,client,day,nps\n";

/// Answers of the third quarter: of each company, worth so much, in a region and of a client, these scores.
fn answers(all: &[(&str, &str, &str, &str, &[u8])]) -> String {
    let mut text = ROW.to_owned();
    for (company, revenue, region, client, scores) in all {
        for score in *scores {
            text += &format!("{company},{revenue},{region},{client},2026-08-12,{score}\n");
        }
    }
    text
}

/// Six companies of about the same worth in two regions, with thirty answers.
fn six() -> String {
    let of = |name, region, client, scores: &'static [u8]| (name, "100", region, client, scores);
    answers(&[
        of("Ash", "North", "X", &[10, 9, 9, 8, 10]),
        of("Birch", "North", "X", &[3, 9, 10, 7, 6]),
        of("Cedar", "North", "X", &[10, 9, 9, 10, 9]),
        of("Dogwood", "South", "Y", &[0, 1, 2, 9, 9]),
        of("Elder", "South", "Y", &[9, 9, 8, 8, 7]),
        of("Fir", "South", "Y", &[9, 10, 9, 8, 3]),
    ])
}

/// What a run made, and what it said.
fn run_of(home: &Path, more: &[&str]) -> String {
    let output = run(home, [&["build", "c.yaml", "--out", "out"], more].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output)
}

fn report(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("figures")).expect("JSON")
}

/// What the report says of accounts, and what the run said.
fn built(data: &str, config: &str) -> (Value, String) {
    let home = folder(&[("a.csv", data), ("c.yaml", &format!("{HEAD}{config}"))]);
    let said = run_of(home.path(), &[]);
    (report(&home.path().join("out/report.json"))["sections"]["accounts"].take(), said)
}

const PLAIN: &str = "columns: {score: nps, date: day, account: company, revenue: arr}\n";
const BY_REGION: &str = "columns: {score: nps, date: day, account: company, revenue: arr, region: region}\n";

const NAMED: &str = "accounts: {in_reports: true}\n";

#[test]
fn exact_scores_and_revenue_are_told_where_reports_name_accounts() {
    let data = six().replace("Fir,100", "Fir,133");
    let (rounded, _) = built(&data, PLAIN);
    assert_eq!((&rounded["is_rounded"], rounded["scores"].as_array().map(Vec::len)), (&json!(true), Some(2)));
    assert!(rounded["at_risk"].is_null() && rounded["groups"][0]["revenue_share"].is_null());
    assert_eq!(rounded["scores"][1]["nps"].as_f64(), Some(40.0));
    let (exact, _) = built(&data, &format!("{PLAIN}{NAMED}"));
    for at in 0..2 {
        let error = |of: &Value| of["scores"][at]["standard_error"].as_f64().expect("an error");
        assert!((error(&rounded) * 10.0 - (error(&exact) * 10.0).round()).abs() < 1e-9);
    }
    // By hand: scores of 80, 0, 100, −20, 40 and 40 points, and of revenues 100 and 133: (20000 + 133 × 40) / 633.
    let nps = (100.0 * (80.0 + 0.0 + 100.0 - 20.0 + 40.0) + 133.0 * 40.0) / 633.0;
    assert!((exact["scores"][2]["nps"].as_f64().expect("a score") - nps).abs() < 1e-12);
    // Companies with a detractor are Birch, Dogwood and Fir.
    assert_eq!(
        (&exact["groups"][2]["n"], exact["groups"][2]["revenue_share"].as_f64()),
        (&json!(3), Some(333.0 / 633.0))
    );
    let names: Vec<_> = exact["at_risk"].as_array().expect("a list").iter().map(|of| &of["name"]).collect();
    assert_eq!(names, ["Fir", "Birch", "Dogwood"]);
    assert_eq!(exact["groups"][3]["revenue_share"].to_string(), "0.0");
}

/// Where every region is shown, an account of one answer may be what is left of one; where one is hidden, its accounts are what is left.
#[test]
fn no_account_is_told_beside_regions_unless_reports_name_them_and_none_is_hidden() {
    let (told, said) = built(&six(), BY_REGION);
    assert!(told.is_null());
    assert!(
        said.contains("accounts are not told on the page") && said.contains("beside regions and cuts"),
        "{said}"
    );
    let named = format!("{BY_REGION}{NAMED}");
    let (told, said) = built(&six(), &named);
    assert_eq!(told["answered"], json!(6));
    assert!(!said.contains("not told"), "{said}");
    let few = |n: usize| format!("{}{}", six(), "Gorse,100,East,X,2026-08-12,3\n".repeat(n));
    let (told, said) = built(&few(3), &named);
    assert!(told.is_null());
    assert!(said.contains("values of regions or cuts are hidden"), "{said}");
    assert_eq!(built(&few(5), &named).0["answered"], json!(7));
    // The same of a cut, and of its values that stand together.
    let cuts = format!("{PLAIN}{NAMED}cuts: [{{column: region, others_below: 5}}]\n");
    let two = format!("{}{}", few(3), "Heath,100,West,X,2026-08-12,9\n".repeat(4));
    assert!(built(&two, &cuts).0.is_null());
    assert!(built(&few(5), &cuts).0.is_object());
}

/// What three answered in the quarter before is hidden, and that all were promoters.
#[test]
fn no_rule_tells_of_a_hidden_period() {
    let earlier =
        |n: usize| "Birch,100,North,X,2026-05-05,10\n".repeat(n) + "Yew,100,North,X,2026-05-05,10\n";
    let rules = |n: usize| {
        let (told, _) = built(&format!("{}{}", six(), earlier(n)), &format!("{PLAIN}{NAMED}"));
        let all = told["at_risk"].as_array().expect("a list").clone();
        let of = |name: &str| all.iter().find(|of| of["name"] == name).map(|of| of["rules"].clone());
        [of("Birch"), of("Yew")]
    };
    assert_eq!(rules(3), [Some(json!(["detractor"])), None]);
    assert_eq!(rules(4), [Some(json!(["detractor", "fall"])), Some(json!(["silence"]))]);
}

#[test]
fn too_few_accounts_and_few_answers_without_one_are_not_told() {
    let (five, _) = built(&six().replace("Fir,", "Elder,"), PLAIN);
    assert_eq!(five["answered"], json!(5));
    assert!(built(&six().replace("Fir,", "Elder,").replace("Dogwood,", "Elder,"), PLAIN).0.is_null());
    let unnamed = |n: usize| format!("{}{}", six(), ",,North,X,2026-08-12,3\n".repeat(n));
    assert!(built(&unnamed(4), PLAIN).0.is_null());
    assert_eq!(built(&unnamed(5), PLAIN).0["without_account"], json!(5));
}

#[test]
fn amounts_that_are_none_or_two_are_warned_of_and_counted() {
    let data = six()
        .replacen("Ash,100", "Ash,120", 1)
        .replacen("Birch,100", "Birch,-5", 1)
        .replacen("Birch,100", "Birch,none", 1)
        .replace("Cedar,100", "Cedar,");
    let (told, said) = built(&data, &format!("{PLAIN}{NAMED}"));
    for expected in [
        "amounts below 0 in the column `arr`: 1",
        "texts that are no amount in the column `arr`: 1",
        "accounts with several revenues in one period, 1: `Ash`",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    assert_eq!(told["without_revenue"], json!(1));
    let home = folder(&[("a.csv", &*data), ("c.yaml", &*format!("{HEAD}{PLAIN}"))]);
    assert!(!run(home.path(), ["build", "c.yaml", "--out", "out", "--strict"]).status.success());
}

#[test]
fn an_amount_with_a_mark_is_read_as_the_others_are() {
    let data = six().replace("Ash,100", "Ash,\"1,250\"");
    let share = |data: &str, more: &str| {
        let (told, said) = built(data, &format!("{PLAIN}{NAMED}{more}"));
        (told["groups"][0]["revenue_share"].as_f64().expect("a share"), said)
    };
    // Companies with a promoter are all six.
    let (all, said) = share(&data, "");
    assert!((all - 1.0).abs() < 1e-12);
    assert!(said.contains("may be read in two ways"), "{said}");
    let of_detractors = |data: &str| {
        let (told, _) = built(data, &format!("{PLAIN}{NAMED}"));
        told["groups"][2]["revenue_share"].as_f64().expect("a share")
    };
    // Of 1,250 and 500.5, or 1.25 and 500.5, three hundred are of companies with detractors.
    assert!((of_detractors(&data.replace("Elder,100", "Elder,100.5")) - 300.0 / 1750.5).abs() < 1e-12);
    assert!((of_detractors(&data.replace("Elder,100", "Elder,\"100,5\"")) - 300.0 / 501.75).abs() < 1e-12);
}

#[test]
fn accounts_at_risk_are_the_senders_alone() {
    let config =
        "columns: {score: nps, date: day, account: company, revenue: arr}\nreports: {one_per: client}\n";
    let secret = six().replace("Dogwood", "=Dogwood");
    let home = folder(&[("a.csv", &*secret), ("c.yaml", &*format!("{HEAD}{config}"))]);
    run_of(home.path(), &[]);
    let out = home.path().join("out");
    let list = fs::read_to_string(out.join("accounts-at-risk.csv")).expect("a list");
    assert_eq!(
        list.trim_start_matches('\u{feff}').lines().collect::<Vec<_>>(),
        [
            "client,company,at_risk,detractors,passives,promoters,arr",
            "X,Birch,detractor,2,1,2,100",
            "Y,'=Dogwood,detractor,3,0,2,100",
            "Y,Fir,detractor,1,1,3,100"
        ]
    );
    let index = report(&out.join("index.json"));
    assert_eq!(
        (&index["at_risk"][2]["client"], &index["at_risk"][2]["account"]["name"]),
        (&json!(["Y"]), &json!("Fir"))
    );
    assert!(fs::read_to_string(out.join("index.html")).expect("a page").contains("Dogwood"));
    for folder in ["x", "y"] {
        for file in fs::read_dir(out.join(folder)).expect("a folder") {
            let text = fs::read_to_string(file.expect("a file").path()).unwrap_or_default();
            assert!(!["Birch", "Cedar", "Dogwood"].iter().any(|name| text.contains(name)), "{folder}");
        }
    }
    // A report of its own tells of its own accounts, where they are enough.
    let own = report(&out.join("x/report.json"));
    assert!(own["sections"]["accounts"].is_null());
    let config = format!("{HEAD}{config}index: {{for: clients}}\n");
    fs::write(home.path().join("c.yaml"), config).expect("a config");
    run_of(home.path(), &["--force"]);
    assert!(report(&out.join("index.json"))["at_risk"].is_null());
    assert!(!fs::read_to_string(out.join("index.html")).expect("a page").contains("Dogwood"));
}

#[test]
fn a_list_that_is_not_wanted_any_more_goes() {
    let config = format!("{HEAD}{PLAIN}");
    let home = folder(&[("a.csv", &*six()), ("c.yaml", &*config)]);
    run_of(home.path(), &[]);
    let list = home.path().join("out/accounts-at-risk.csv");
    assert!(list.exists());
    fs::write(home.path().join("c.yaml"), format!("{config}accounts: {{at_risk: []}}\n")).expect("a config");
    run_of(home.path(), &[]);
    assert!(!list.exists());
}

#[test]
fn the_order_of_rows_and_threads_changes_nothing() {
    let data = six().replacen("Ash,100", "Ash,120", 1).replacen("Fir,100", "Fir,90", 1);
    let (head, rows) = data.split_once('\n').expect("rows");
    let mut rows: Vec<&str> = rows.lines().collect();
    let told = built(&data, &format!("{PLAIN}{NAMED}")).0;
    rows.reverse();
    let turned = format!("{head}\n{}\n", rows.join("\n"));
    assert_eq!(built(&turned, &format!("{PLAIN}{NAMED}")).0, told);
}

#[test]
fn accounts_with_similar_names_are_warned_of() {
    let (_, said) = built(&six().replacen("Ash,", "ASH,", 1), PLAIN);
    assert!(said.contains("accounts with similar names are counted separately: `ASH`, `Ash`"), "{said}");
}

#[test]
fn an_amount_that_no_account_is_worth_is_none() {
    let huge = format!("Ash,1{}", "0".repeat(308));
    let (told, said) = built(&six().replace("Ash,100", &huge), &format!("{PLAIN}{NAMED}"));
    assert!(said.contains("texts that are no amount"), "{said}");
    assert_eq!(told["without_revenue"], json!(1));
}

#[test]
fn accounts_of_clients_without_a_report_are_nobodys_concern_and_those_of_silent_ones_are() {
    let config = "columns: {score: nps, date: day, account: company, region: region}\nreports: {one_per: client, list: [X, Z]}\n";
    let silent = "Yew,100,North,Z,2026-05-05,9\n";
    let home = folder(&[("a.csv", &*format!("{}{silent}", six())), ("c.yaml", &*format!("{HEAD}{config}"))]);
    let said = run_of(home.path(), &[]);
    assert!(
        said.contains("accounts are not told on the page") && said.contains("beside regions and cuts"),
        "{said}"
    );
    let list = fs::read_to_string(home.path().join("out/accounts-at-risk.csv")).expect("a list");
    let rows: Vec<&str> = list.lines().skip(1).collect();
    assert_eq!(rows, ["X,Birch,detractor,2,1,2", "Z,Yew,silence,0,0,0"]);
    let index = report(&home.path().join("out/index.json"));
    assert_eq!(index["at_risk"].as_array().map(Vec::len), Some(2));
}
