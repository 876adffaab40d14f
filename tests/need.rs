//! Whether there are answers enough: nothing of what is hidden, what clients read of it, and what weights leave of it.

use std::fs;

use serde_json::{Value, json};

use crate::support::{folder, run, stderr, stdout};

const HEAD: &str = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\nneed: {margin: 10}\n";
const PLAIN: &str = "columns: {score: nps, date: date, region: region}\n";

/// Answers of the third quarter: of each region so many detractors, passives and promoters, by three clients in turn.
fn answers(regions: &[(&str, [usize; 3])]) -> String {
    let mut text = "date,nps,region,client,weight,who,state,said\n".to_owned();
    for (region, groups) in regions {
        for (score, n) in [2, 7, 10].into_iter().zip(groups) {
            for at in 0..*n {
                let (client, weight) = (["A", "B", "C"][at % 3], ["0.5", "1.5"][at % 2]);
                text += &format!(
                    "2026-08-12,{score},{region},{client},{weight},{},closed,It was fine\n",
                    at % 12
                );
            }
        }
    }
    text
}

/// What a report says of it, by its folder, with the rest of the report and what is said on stderr.
fn built(data: &str, config: &str, report: &str) -> (Value, Value, String) {
    let home = folder(&[("a.csv", data), ("c.yaml", &format!("{HEAD}{config}")), ("clients.csv", CLIENTS)]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(home.path().join("out").join(report).join("report.json")).expect("figures");
    let mut report: Value = serde_json::from_str(&json).expect("JSON");
    (report["sections"]["need"].take(), report, stderr(&output))
}

const CLIENTS: &str = "client,invited\nA,200\nB,\nC,\n";

#[test]
fn what_is_hidden_changes_nothing_of_what_is_needed_elsewhere() {
    let data = |few: [usize; 3], other: [usize; 3]| {
        answers(&[("North", [40, 60, 80]), ("South", [30, 30, 40]), ("Few", few), ("Other", other)])
    };
    // The two hidden ones have the same answers together.
    let (one, report, _) = built(&data([1, 1, 1], [2, 3, 3]), PLAIN, "");
    let (other, ..) = built(&data([3, 0, 0], [0, 4, 4]), PLAIN, "");
    assert_eq!(one, other, "nothing says who the three were");
    let told = |rows: &Value| {
        let is_told = |row: &&Value| row["finding"]["state"] == "measured";
        rows.as_array().expect("rows").iter().filter(is_told).count()
    };
    assert_eq!(told(&report["sections"]["regions"]), one["regions"].as_array().expect("regions").len());
    assert!(!one.to_string().contains("Few"), "{one}");
}

/// What `plaudit plan` says of the same answers.
#[test]
fn the_numbers_are_those_of_plan() {
    let data = answers(&[("North", [40, 60, 80]), ("South", [30, 30, 60])]);
    for (config, more) in
        [(PLAIN.to_owned(), ""), (format!("{PLAIN}population: {{total: 500}}\n"), " --population 500")]
    {
        let home = folder(&[("a.csv", &data), ("c.yaml", &format!("{HEAD}{config}"))]);
        assert!(run(home.path(), ["build", "c.yaml", "--out", "out"]).status.success());
        let json = fs::read_to_string(home.path().join("out/report.json")).expect("figures");
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let line = format!("plan --from out/report.json --margin 10{more}");
        let plan = stdout(&run(home.path(), line.split(' '))).replace(['\u{a0}', '\n'], " ");
        let needed = &report["sections"]["need"]["all"]["needed"];
        assert!(plan.contains(&format!("you need {needed} answers")), "{needed}: {plan}");
    }
}

#[test]
fn each_client_has_its_own_numbers_and_invitations_by_how_many_of_its_own_were_asked() {
    let data = answers(&[("North", [40, 60, 80]), ("South", [30, 30, 60])]);
    let config = format!("{PLAIN}reports: {{one_per: client, table: clients.csv}}\n");
    let (own, report, _) = built(&data, &config, "a");
    // A third of 300 answers: 24 detractors, 30 passives, 47 promoters.
    assert_eq!(
        (&report["response"]["answered"], &report["response"]["asked"]),
        (&own["all"]["n"], &json!(200))
    );
    let (n, needed) = (own["all"]["n"].as_u64().expect("n"), own["all"]["needed"].as_u64().expect("needed"));
    assert_eq!(own["all"]["more"], json!(needed - n));
    assert_eq!(
        own["all"]["invitations"],
        json!({"answered": n, "asked": 200, "n": (needed * 200).div_ceil(n)})
    );
    let (other, ..) = built(&data, &config, "b");
    assert_eq!(other["all"]["invitations"], Value::Null, "nobody knows who was asked");
    let read = format!("{PLAIN}privacy: {{read_by: who}}\n");
    assert_eq!(built(&data, &read, "").0, Value::Null, "clients read it together");
}

/// Weights of half and one and a half in turn: (Σw)² / Σw² is 0.8 n, so that it takes a quarter more answers.
#[test]
fn weights_make_it_more_answers_and_parts_that_rounded_figures_leave_out_are_told_once() {
    let weighted = "columns: {score: nps, date: date, weight: weight}\n";
    let data = answers(&[("North", [40, 60, 80])]);
    let (own, _, told) = built(&data, weighted, "");
    let (plain, ..) = built(&data, "columns: {score: nps, date: date}\n", "");
    if own.is_null() {
        assert_eq!(told.matches("`need` is left out of the report").count(), 1, "{told}");
    } else {
        let needed = |of: &Value| of["all"]["needed"].as_f64().expect("needed");
        assert!((needed(&own) / needed(&plain) - 1.25).abs() < 0.02, "{own} {plain}");
    }
    let config = "columns: {score: nps, date: date, weight: weight, region: region, comment: said}\n\
                  costs: {currency: UAH, tariffs: [{call: 1}]}\nfollow_up: {key: who, status: state, done: closed}\n\
                  weights: {margins: {region: {North: 60, South: 38, Few: 2}}}\n";
    let data = answers(&[("North", [40, 60, 80]), ("South", [30, 30, 60]), ("Few", [1, 1, 1])]);
    let (own, report, told) = built(&data, config, "");
    assert!(own.is_null() && report["sections"]["costs"].is_null(), "{own}");
    let said =
        "`costs`, `need`, `follow_up`, `comments` are left out of the report: its answers have weights";
    assert_eq!(told.matches(said).count(), 1, "{told}");
    let lacking = "sections: [trend, quality, method]\n";
    let (_, _, told) = built(&data, &format!("{config}{lacking}"), "");
    assert!(!told.contains("left out of the report"), "nobody asks for them: {told}");
}
