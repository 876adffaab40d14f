//! What goes together with the score: the same whoever reads the rows, told where it may be, and refused with a reason.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{folder, run, stderr};

const QUESTIONS: &str = "questions:\n  - {column: score, kind: nps}\n  - {column: speed, kind: rating, scale: {low: 1, high: 5}}\n  \
                         - {column: price, kind: rating, scale: {low: 0, high: 10}}\n  - {column: kept, kind: yes_no}\n\
                         drivers: [speed, price, kept]\n";

/// So many rows of a client, the scores of which follow from the ratings and from a number that jumps.
fn rows(city: &str, client: &str, n: u32, day: &str) -> String {
    let row = |at: u32| {
        let jump = at * 7919 % 11;
        let (speed, price, kept) = (1 + at % 5, (at / 3 + jump) % 11, at * 31 % 7 < 4);
        let score = (speed + price / 3 + jump / 2).min(10);
        let kept = if kept { "yes" } else { "no" };
        format!("{day},{city},{client},{score},{speed},{price},{kept},1.5\n")
    };
    (0..n).map(row).collect()
}

fn file(parts: &[String]) -> String {
    format!("day,city,client,score,speed,price,kept,weight\n{}", parts.concat())
}

fn built(data: &str, more: &str, arguments: &[&str]) -> tempfile::TempDir {
    let config = format!("title: D\nas_of: 2026-10-05\nsource: {{files: a.csv}}\n{QUESTIONS}{more}\n");
    let home = folder(&[("a.csv", data), ("c.yaml", &config)]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"].iter().chain(arguments));
    assert!(output.status.success(), "{}", stderr(&output));
    home
}

fn json_in(folder: &Path) -> Value {
    let json = fs::read_to_string(folder.join("report.json")).expect("figures");
    serde_json::from_str(&json).expect("JSON")
}

fn drivers(data: &str, more: &str) -> Value {
    let home = built(data, more, &[]);
    json_in(&home.path().join("out"))["sections"]["drivers"].clone()
}

#[test]
fn drivers_are_the_same_bytes_on_any_number_of_threads_and_in_any_order_of_rows() {
    let data = file(&[rows("A", "Alpha", 3000, "2026-08-03"), rows("A", "Beta", 40, "2026-05-03")]);
    let dated = "columns: {date: day, region: client}";
    let read = |data: &str, threads: &str| {
        let home = built(data, dated, &["--threads", threads]);
        json_in(&home.path().join("out"))["sections"]["drivers"].to_string()
    };
    let mut lines: Vec<&str> = data.lines().skip(1).collect();
    lines.reverse();
    let turned = format!("day,city,client,score,speed,price,kept,weight\n{}\n", lines.join("\n"));
    let one = read(&data, "1");
    assert!(one.contains("\"n\":3000") && one.contains("weight_low"), "{one}");
    assert_eq!(one, read(&data, "4"));
    assert_eq!(one, read(&turned, "4"));
}

#[test]
fn each_client_has_its_own_and_those_around_others_and_clients_who_read_of_each_other_have_none() {
    let data = file(&[
        rows("A", "Alpha", 90, "2026-08-03"),
        rows("A", "Beta", 60, "2026-08-03"),
        rows("B", "Gamma", 20, "2026-08-03"),
    ]);
    let home = built(&data, "columns: {date: day}\nreports: {one_per: [city, client]}", &[]);
    let of = |client: &str| json_in(&home.path().join("out").join(client))["sections"]["drivers"].clone();
    let mut found = Vec::new();
    for (folder, n) in [("a/alpha", 90), ("a/beta", 60)] {
        let own = of(folder);
        assert_eq!((&own["n"], &own["left_out"]), (&json!(n), &json!(0)), "{folder}: {own}");
        assert!(own["told"]["r_squared"].is_number());
        found.push(own);
    }
    assert_eq!(of("b/gamma")["refused"], json!([{"why": "too_few", "least": 30}]));
    assert_eq!(of("a"), Value::Null, "the sum of others");
    // As if nobody else had answered.
    let alone = drivers(&file(&[rows("A", "Alpha", 90, "2026-08-03")]), "columns: {date: day}");
    assert_eq!(found[0], alone);
    let many: Vec<String> = (0..12).map(|at| rows("A", &format!("Client {at}"), 40, "2026-08-03")).collect();
    assert_eq!(drivers(&file(&many), "columns: {date: day}")["n"], json!(480));
    let readers = "columns: {date: day}\nprivacy: {read_by: client}";
    assert_eq!(drivers(&file(&many), readers), Value::Null);
}

#[test]
fn nothing_is_told_of_weighted_answers_and_no_numbers_of_few() {
    let data = file(&[rows("A", "Alpha", 60, "2026-08-03")]);
    let weighted = drivers(&data, "columns: {date: day, weight: weight}");
    assert_eq!(weighted, json!({"of": ["speed", "price", "kept"], "refused": [{"why": "weighted"}]}));
    let clustered = drivers(&data, "columns: {date: day, cluster: client}");
    assert_eq!(clustered["refused"], json!([{"why": "weighted"}]));
    // Of sixty answers, four have all ratings.
    let few = data.lines().enumerate().map(|(at, line)| match line.rsplit_once(",yes") {
        Some((before, after)) if at > 6 => format!("{before},{after}\n"),
        _ => line.replace(",no,", ",,") + "\n",
    });
    let few = drivers(&few.collect::<String>(), "columns: {date: day}");
    assert_eq!(few, json!({"of": ["speed", "price", "kept"], "refused": [{"why": "too_few", "least": 30}]}));
}

/// Of all who have both ratings, each is from the one region that is hidden so that another cannot be worked out.
#[test]
fn what_would_be_told_of_one_hidden_region_alone_is_not() {
    let mut data = "day,city,client,score,speed,price,kept,weight\n".to_owned();
    for at in 0..200_u32 {
        let (region, full) = match at {
            0..=2 => ("Small", false),
            3..=60 => ("Next", true),
            _ => ("Large", false),
        };
        let (score, speed) = (at * 7 % 11, 1 + at % 5);
        let (price, kept) = if full {
            ((at / 5 % 11).to_string(), if at % 3 == 0 { "yes" } else { "no" })
        } else {
            Default::default()
        };
        data += &format!("2026-08-03,{region},,{score},{speed},{price},{kept},\n");
    }
    let more = "columns: {date: day, region: city}\nmethod: {hide_below: 5}";
    let home = built(&data, more, &[]);
    let report = json_in(&home.path().join("out"));
    let hidden = |name: &str| {
        let all = report["sections"]["regions"].as_array().expect("regions");
        let row = all.iter().find(|row| row["region"]["named"] == name).expect("there");
        row["finding"].to_string().contains("hidden")
    };
    assert!(hidden("Small") && hidden("Next") && !hidden("Large"));
    assert_eq!(report["sections"]["drivers"], Value::Null);
    // Without a small region beside it, it may be told.
    let larger = data.replace("Small", "Next");
    let told = drivers(&larger, more);
    assert_eq!((&told["n"], &told["left_out"]), (&json!(58), &json!(142)));
    assert!(told["told"].is_object(), "{told}");
}
