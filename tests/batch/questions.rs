//! What the index of a batch has of further questions.

use std::fs;

use super::{built, json};
use crate::support::folder;

/// Further questions of three clients in two quarters: of those of a client so many are happy, and their goals are the same.
fn further() -> String {
    let mut rows = "client,day,nps,happy,goals\n".to_owned();
    let clients =
        [("Ash", 40, [20, 36], [2, 4]), ("Birch", 60, [30, 30], [5, 3]), ("Cedar", 3, [1, 1], [1, 1])];
    for (client, n, happy, goals) in clients {
        for (at, day) in ["2026-05-12", "2026-08-13"].into_iter().enumerate() {
            for row in 0..n {
                let is_happy = if row < happy[at] { "yes" } else { "no" };
                rows += &format!("{client},{day},{},{is_happy},{}\n", 6 + row % 5, goals[at] - row % 2);
            }
        }
    }
    rows
}

#[test]
fn the_index_has_what_further_questions_measured_of_every_client() {
    let config = |questions: &str, index: &str| {
        format!(
            "title: P\nas_of: 2026-10-05\nsource: {{files: answers.csv}}\ncolumns: {{date: day}}\nreports: {{one_per: client}}\n\
             questions:\n  - {{name: recommend, column: nps, kind: nps}}\n  \
             - {{name: happy, column: happy, kind: yes_no}}\n{questions}index: {{{index}}}\n"
        )
    };
    let goals = "  - {name: goals, column: goals, kind: rating, scale: {low: 0, high: 5}, top_from: 4}\n";
    let of = |index: &str| {
        let home = folder(&[("config.yaml", &config(goals, index)), ("answers.csv", &further())]);
        (json(&built(&home, &[]).join("index.json")), home)
    };
    let (index, home) = of("for: sender");
    let columns: Vec<String> = index["questions"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|of| format!("{} {}", of["question"]["name"].as_str().unwrap_or_default(), of["measure"]))
        .collect();
    assert_eq!(columns, ["happy \"yes\"", "goals \"mean\"", "goals \"top_box\""]);
    // 36 + 30 + 1 of 103, and of Ash 36 of 40 after 20 of 40; half of the goals are one lower.
    let value = |pointer: &str| index.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(value("/questions/0/finding/value"), 67.0 / 103.0);
    let rows = index["tiers"][0]["rows"].as_array().expect("rows").clone();
    let own = |client: &str| {
        rows.iter().find(|row| row["client"][0] == client).expect("a row")["questions"].clone()
    };
    let ash = own("Ash");
    assert_eq!(ash[0]["finding"]["value"], 0.9);
    assert_eq!((&ash[0]["finding"]["n"], &ash[0]["change"]["verdict"]), (&40.into(), &"improved".into()));
    assert!((ash[0]["change"]["gap"].as_f64().expect("a change") - 0.4).abs() < 1e-12);
    assert_eq!((&ash[1]["finding"]["value"], &ash[2]["finding"]["value"]), (&3.5.into(), &0.5.into()));
    assert_eq!(own("Birch")[1]["change"]["verdict"], "declined");
    assert_eq!(own("Cedar")[0]["finding"]["state"], "hidden");
    let page = fs::read_to_string(home.path().join("out/index.html")).expect("written");
    assert!(page.contains("Other questions") && page.contains("n = 40"), "the page has a table of them");
    assert!(page.contains("happy: share of yes 65.0%"), "and what all answers say");
    // Chosen by name, none at all, and of an index that is passed on.
    let (chosen, _) = of("questions: [goals]");
    assert_eq!(chosen["tiers"][0]["rows"][0]["questions"].as_array().map(Vec::len), Some(2));
    for none in ["questions: []", "for: clients"] {
        let (none, home) = of(none);
        assert!(none.get("questions").is_none() && none["tiers"][0]["rows"][0].get("questions").is_none());
        let page = fs::read_to_string(home.path().join("out/index.html")).expect("written");
        assert!(!page.contains("Other questions"));
    }
}
