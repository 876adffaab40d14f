//! What fieldwork costs: by channel and group, where some answers have no tariff or are hidden, and who reads of it.

use std::fs;

use serde_json::{Value, json};

use crate::support::{folder, run, stderr};

const HEAD: &str = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\n";
const COSTS: &str = "costs: {setup: 100, currency: UAH, tariffs: [{channel: bot, call: 0.1}, {channel: phone, call: 2, detractor: 3.5}]}\n";

/// Answers of the third quarter: of each channel so many detractors, passives and promoters.
fn answers(channels: &[(&str, [usize; 3])]) -> String {
    let mut text = "date,nps,channel,weight,client,reader\n".to_owned();
    for (channel, groups) in channels {
        for (score, n) in [2, 7, 10].into_iter().zip(groups) {
            for at in 0..*n {
                let client = ["A", "B", "C", "D"][at % 4];
                text += &format!("2026-08-12,{score},{channel},1,{client},{client}\n");
            }
        }
    }
    text
}

/// What the report says of costs, and the rest of it.
fn built(data: &str, config: &str) -> (Value, Value, String) {
    let home = folder(&[("a.csv", data), ("c.yaml", &format!("{HEAD}{config}"))]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json = fs::read_to_string(home.path().join("out/report.json")).expect("figures");
    let mut report: Value = serde_json::from_str(&json).expect("JSON");
    (report["sections"]["costs"].take(), report, stderr(&output))
}

const BY_CHANNEL: &str = "columns: {score: nps, date: date}\ncuts: [{column: channel, mode: true}]\n";

#[test]
fn answers_without_a_tariff_are_counted_and_make_the_total_the_least_that_was_paid() {
    let data =
        answers(&[("bot", [10, 10, 20]), ("phone", [10, 10, 10]), ("", [5, 5, 5]), ("form", [4, 4, 4])]);
    let (costs, ..) = built(&data, &format!("{BY_CHANNEL}{COSTS}"));
    // 100 + 40 × 0.1 + 20 × 2 + 10 × 3.5.
    assert_eq!((&costs["total"], &costs["without_tariff"]), (&json!(179.0), &json!(27)));
    assert_eq!([&costs["per_answer"], &costs["margin"], &costs["per_point"]], [&Value::Null; 3]);
    let n: Vec<_> =
        costs["channels"].as_array().expect("channels").iter().map(|of| of["n"].as_u64()).collect();
    assert_eq!(n, [Some(40), Some(30), Some(12), Some(15)]);
    // With a tariff for all others, each answer has one.
    let usual = COSTS.replace("tariffs: [", "tariffs: [{call: 1}, ");
    let (costs, ..) = built(&data, &format!("{BY_CHANNEL}{usual}"));
    assert_eq!((&costs["total"], &costs["without_tariff"]), (&json!(206.0), &Value::Null));
    assert_eq!(costs["per_answer"].as_f64(), Some(206.0 / 97.0));
}

#[test]
fn hidden_channels_are_in_no_amount() {
    let data = |few: [usize; 3]| {
        answers(&[("bot", [10, 10, 20]), ("phone", [10, 10, 10]), ("form", few), ("mail", [3, 3, 4])])
    };
    let config = format!(
        "{BY_CHANNEL}{}",
        COSTS.replace("tariffs: [", "tariffs: [{channel: form, call: 9, detractor: 99}, {call: 7}, ")
    );
    let (one, report, _) = built(&data([1, 1, 1]), &config);
    let (other, ..) = built(&data([0, 3, 0]), &config);
    assert_eq!(one, other, "nothing says who the three were");
    assert_eq!((&one["hides_channels"], &one["total"]), (&json!(true), &json!(179.0)));
    let told = |rows: &Value| {
        rows.as_array().expect("rows").iter().filter(|row| row["finding"]["state"] == "measured").count()
    };
    assert_eq!(
        told(&report["sections"]["cuts"][0]["values"]),
        one["channels"].as_array().expect("channels").len()
    );
}

#[test]
fn those_who_were_asked_and_did_not_answer_cost_something_too() {
    let mut data = answers(&[("phone", [10, 10, 20])]);
    data += &"2026-08-13,,phone,1,A,A\n".repeat(60);
    let config = "columns: {score: nps, date: date}\n\
                  outcomes: {asked: all, steps: [{name: called, column: channel, values: [phone]}]}\n\
                  costs: {currency: UAH, unanswered: 0.25, tariffs: [{call: 2, detractor: 3.5}]}\n";
    let (costs, ..) = built(&data, config);
    // 60 × 0.25 + 30 × 2 + 10 × 3.5.
    assert_eq!(costs["unanswered"], json!({"n": 60, "price": 0.25, "cost": 15.0}));
    assert_eq!(
        (&costs["total"], &costs["per_answer"], &costs["setup"]),
        (&json!(110.0), &json!(2.75), &json!(0.0))
    );
}

#[test]
fn what_answers_weigh_changes_no_cost_and_channels_of_weighted_answers_are_not_told() {
    let data = answers(&[("bot", [10, 10, 20]), ("phone", [10, 10, 10])]);
    let weighted = "columns: {score: nps, date: date, weight: weight}\n";
    let usual = "costs: {setup: 100, currency: UAH, tariffs: [{call: 2, detractor: 3.5}]}\n";
    let (costs, ..) = built(&data, &format!("{weighted}{usual}"));
    assert_eq!(costs["total"], json!(270.0));
    let by_channel = BY_CHANNEL.replace("columns: {score: nps, date: date}\n", weighted);
    let (costs, ..) = built(&data, &format!("{by_channel}{COSTS}"));
    assert!(costs.is_null() || costs["total"] == json!(179.0), "{costs}");
}

#[test]
fn clients_read_nothing_of_costs_unless_the_parts_of_their_reports_ask_for_them() {
    let data = answers(&[("bot", [20, 20, 40]), ("phone", [20, 20, 20])]);
    let costs = |config: &str| {
        let home = folder(&[("a.csv", &data), ("c.yaml", &format!("{HEAD}{BY_CHANNEL}{COSTS}{config}"))]);
        let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let json = fs::read_to_string(home.path().join("out/a/report.json")).expect("figures");
        let mut report: Value = serde_json::from_str(&json).expect("JSON");
        report["sections"]["costs"].take()
    };
    assert!(costs("reports: {one_per: client}\n").is_null());
    let asked = costs("reports: {one_per: client}\nsections: [cuts, costs, quality, method]\n");
    // A quarter of each: 20 × 0.1 + 10 × 2 + 5 × 3.5; the set-up is for all clients.
    assert_eq!((&asked["total"], &asked["setup"]), (&json!(39.5), &Value::Null));
    let read = format!(
        "{BY_CHANNEL}{COSTS}privacy: {{read_by: reader}}\nsections: [cuts, costs, quality, method]\n"
    );
    let (read, ..) = built(&data, &read);
    assert!(read.is_null(), "{read}");
}
