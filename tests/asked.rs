//! A list of all who were asked beside the answers says what their rows would say, were the answers written into them.

use std::num::NonZeroUsize;

use plaudit::config;
use plaudit::facts::Cells;
use plaudit::sections::questions::Line;
use plaudit::survey::Client;
use plaudit::{Counted, Run};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::support::{folder, run, stderr};

/// Somebody who was asked.
#[derive(Debug, Clone)]
struct Person {
    key: String,
    client: &'static str,
    region: &'static str,
    size: &'static str,
    day: &'static str,
    status: &'static str,
    /// A score, and whether a call is wanted.
    answer: Option<(&'static str, &'static str)>,
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let one_of = |texts: &'static [&'static str]| proptest::sample::select(texts);
    let days = one_of(&["2026-04-30", "2026-05-01", "2026-07-15", "2026-09-30", "2027-01-01"]);
    let answer = (one_of(&["0", "7", "9", "10", "", "n/a", "11"]), one_of(&["yes", "no", ""]));
    let person = (
        one_of(&["Acme", "Bolt", "Cold"]),
        one_of(&["North", "South", ""]),
        one_of(&["small", "large", ""]),
        days,
        one_of(&["reached", "busy", ""]),
        proptest::option::of(answer),
    );
    proptest::collection::vec(person, 1..120).prop_map(|people| {
        let people = people.into_iter().enumerate();
        people
            .map(|(at, (client, region, size, day, status, answer))| {
                // Whoever was not reached wants no call.
                let answer = answer.map(|(score, call)| (score, if status == "reached" { call } else { "" }));
                Person { key: format!("p-{}", at * 7 % 121), client, region, size, day, status, answer }
            })
            .collect()
    })
}

const CONFIG: &str = "title: A\nas_of: 2026-10-05\nsource: {files: answers.csv, max_rejected: 100}\n\
    columns: {score: nps, date: day, region: region}\nperiods: {by: month}\ncuts: [size]\n\
    tables: [{rows: region, columns: size}]\nmethod: {hide_below: 3}\nreports: {one_per: client}\n";

fn steps(of_answers: &str) -> String {
    format!(
        "  column: status\n  steps:\n    - {{name: Reached, values: [reached]}}\n    \
         - {{name: Wants a call, of: Reached, {of_answers}: call, values: [yes]}}\n    \
         - {{name: Busy, values: [busy]}}\n    - {{name: Not reached, values: [\"\"]}}\n"
    )
}

fn counted(files: &[(&str, &str)], threads: usize) -> Option<Counted> {
    let folder = folder(files);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    let threads = NonZeroUsize::new(threads).expect("some");
    plaudit::counts(loaded, &Run { as_of, is_over: true, threads, progress: &|_, _| () }).ok()
}

/// The counts of each outcome, of all and of each client.
fn outcomes(counted: &Counted) -> Vec<(Option<Client>, Vec<Cells>)> {
    let of = |further: &[plaudit::facts::Excerpt]| further.iter().map(|own| own.cells.clone()).collect();
    let clients = counted.facts.each().map(|(client, own)| (Some(client.clone()), of(&own.further)));
    std::iter::once((None, of(&counted.facts.all.further))).chain(clients).collect()
}

/// What the report says of each of them: now, before, by region, by the cut and by both together.
fn measured(counted: &Counted) -> Vec<Vec<Line>> {
    let questions = counted.report().sections.questions;
    questions.into_iter().flat_map(|questions| questions.0).map(|asked| asked.measures).collect()
}

#[test]
fn a_list_tells_what_rows_with_the_answers_in_them_would() {
    let by_cut = std::cell::Cell::new(0);
    let config = ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() };
    let tried =
        TestRunner::new(config).run(&(people(), 1_usize..4, any::<bool>()), |(people, threads, turned)| {
            let (mut whole, mut list, mut answers) = (Vec::new(), Vec::new(), Vec::new());
            for Person { key, client, region, size, day, status, answer } in &people {
                let (score, call) = answer.unwrap_or_default();
                whole.push(format!("{key},{client},{region},{size},{day},{status},{score},{call}\n"));
                list.push(format!("{status};{key};{client};{region};{size};{day}\n"));
                answers
                    .extend(answer.map(|_| format!("{client},{region},{size},{day},{score},{call},{key}\n")));
            }
            if turned {
                answers.reverse();
            }
            let whole = format!("id,client,region,size,day,status,nps,call\n{}", whole.concat());
            let list = format!("status;id;client;region;volume;day\n{}", list.concat());
            let answers = format!("client,region,size,day,nps,call,id\n{}", answers.concat());
            let by_rows = format!("{CONFIG}outcomes:\n{}", steps("column"));
            let by_list = format!(
                "{CONFIG}outcomes:\n  list: {{files: asked.csv, key: id, columns: {{size: volume}}}}\n{}",
                steps("answer")
            );
            let by_rows = counted(&[("c.yaml", &by_rows), ("answers.csv", &whole)], 1);
            let by_list =
                counted(&[("c.yaml", &by_list), ("answers.csv", &answers), ("asked.csv", &list)], threads);
            // Where nobody has answered by the last complete period there is no report.
            prop_assert_eq!(by_rows.is_some(), by_list.is_some());
            if let (Some(by_rows), Some(by_list)) = (by_rows, by_list) {
                prop_assert_eq!(outcomes(&by_rows), outcomes(&by_list));
                prop_assert_eq!(&by_rows.facts.all.cells, &by_list.facts.all.cells);
                let told = measured(&by_list);
                prop_assert_eq!(&measured(&by_rows), &told);
                by_cut.set(by_cut.get() + told.iter().flatten().map(|line| line.cuts.len()).sum::<usize>());
            }
            Ok(())
        });
    assert!(tried.is_ok(), "{}", tried.unwrap_err());
    assert!(by_cut.get() > 200, "{} times told by a cut", by_cut.get());
}

/// The answers and the list of the case `asked-list`, in which everything is there that has to be put right.
fn files() -> [(&'static str, String); 3] {
    let read = |name: &str| {
        let path = crate::support::project().join("tests/cases/asked-list").join(name);
        std::fs::read_to_string(path).expect("there")
    };
    [
        ("config.yaml", read("config.yaml")),
        ("answers.csv", read("answers.csv")),
        ("asked.csv", read("asked.csv")),
    ]
}

#[test]
fn threads_and_the_order_of_the_list_change_nothing() {
    let [config, answers, list] = files();
    let mut rows: Vec<&str> = list.1.lines().collect();
    rows[1..].reverse();
    let turned = rows.join("\n");
    let build = |list: &str, threads: &str| {
        let folder = folder(&[(config.0, &config.1), (answers.0, &answers.1), ("asked.csv", list)]);
        let output = run(folder.path(), ["build", "config.yaml", "--out", "out", "--threads", threads]);
        assert!(output.status.success(), "{}", stderr(&output));
        std::fs::read(folder.path().join("out/report.json")).expect("written")
    };
    let once = build(&list.1, "1");
    assert!(once == build(&list.1, "3") && once == build(&turned, "2"));
}

#[test]
fn an_outcome_is_explained_by_the_rows_of_the_list() {
    let [config, answers, list] = files();
    let folder = folder(&[(config.0, &config.1), (answers.0, &answers.1), (list.0, &list.1)]);
    let arguments = ["explain", "config.yaml", "--figure", "/response/asked", "--rows", "all"];
    let told = crate::support::stdout(&run(folder.path(), arguments));
    let rows: Vec<&str> = told.lines().filter(|line| line.starts_with("asked.csv\t")).collect();
    assert_eq!(rows.len(), 120, "{told}");
    // With the score of whoever has answered, and the columns as the list calls them.
    assert!(told.contains("\tnps\tinvited\tregion"), "{told}");
    let lines: Vec<&str> = list.1.lines().collect();
    let answered = rows.iter().filter(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let listed: Vec<&str> = lines[cells[1].parse::<usize>().expect("a row") - 1].split(';').collect();
        assert_eq!([listed[1], listed[2]], [cells[3], cells[4]]);
        cells[2].parse::<u8>().is_ok()
    });
    // 191 answered after the reporting date, 192 before being asked, and the score of 131 is no number.
    assert_eq!(answered.count(), 40, "{told}");
}

#[test]
fn a_key_of_several_columns_tells_the_times_apart_that_somebody_is_asked() {
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: answers.csv}\ncolumns: {score: nps}\n\
                  outcomes: {list: {files: asked.csv, key: KEY, columns: {wave: round}}}\n";
    let list = "id,round\n1,spring\n1,autumn\n2,spring\n2,autumn\n";
    let answers = "wave,id,nps\nautumn,1,9\nautumn,2,10\nspring,2,3\n";
    let build = |key: &str| {
        let config = config.replace("KEY", key);
        let folder = folder(&[("c.yaml", &config), ("answers.csv", answers), ("asked.csv", list)]);
        let output = run(folder.path(), ["build", "c.yaml", "--out", "out"]);
        let json = std::fs::read_to_string(folder.path().join("out/report.json")).unwrap_or_default();
        (stderr(&output), json)
    };
    let (told, json) = build("[id, wave]");
    let json: serde_json::Value = serde_json::from_str(&json).expect(&told);
    let rate = json.pointer("/sections/questions/0/measures/0/now");
    // So few are hidden, but how many they are is in the account of the rows.
    assert!(
        rate.is_some() && json.pointer("/sections/questions/0/account/answers") == Some(&4.into()),
        "{json}"
    );
    assert!(!told.contains("answered before"), "{told}");
    let alone = config.replace(", columns: {wave: round}", "").replace("KEY", "id");
    let folder = folder(&[("c.yaml", &alone), ("answers.csv", answers), ("asked.csv", list)]);
    let told = stderr(&run(folder.path(), ["check", "c.yaml"]));
    assert!(
        told.contains("2 keys stand in several rows of the list each: `1` (rows 2, 3); `2` (rows 4, 5)"),
        "{told}"
    );
}

#[test]
fn an_answer_from_before_somebody_was_asked_is_no_response() {
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: answers.csv}\ncolumns: {score: nps, date: day}\n\
                  outcomes: {list: {files: asked.csv, key: id}}\n";
    let list: String = (1..=20).map(|id| format!("{id},2026-07-01\n")).collect();
    // All answered in the first quarter, when nobody of the list was asked, and eight again in the third.
    let first: String = (1..=20).map(|id| format!("{id},9,2026-02-01\n")).collect();
    let third: String = (1..=8).map(|id| format!("{id},10,2026-08-01\n")).collect();
    let answers = format!("id,nps,day\n{third}{first}");
    let list = format!("id,day\n{list}");
    let folder = folder(&[("c.yaml", config), ("answers.csv", &answers), ("asked.csv", &list)]);
    let output = run(folder.path(), ["build", "c.yaml", "--out", "out", "--strict"]);
    // Nothing is to be doubted: people may well be asked again and again.
    assert!(output.status.success(), "{}", stderr(&output));
    let json = std::fs::read_to_string(folder.path().join("out/report.json")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let rate = serde_json::json!({"answered": 8, "asked": 20, "of": "list"});
    assert_eq!(json.pointer("/response"), Some(&rate));
}
