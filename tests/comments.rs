//! What people say in their own words: which comments are shown, what of them is covered, and where none may be.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{folder, run, stderr};

/// Rows of the third quarter: day, score, region, comment.
type Row = (u32, i32, &'static str, String);

/// Twenty promoters, sixteen passives and nine detractors.
fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut put = |n: usize, score: i32, region: &'static str| {
        rows.extend((0..n).map(|_| (10, score, region, String::new())));
    };
    put(16, 10, "North");
    put(10, 7, "South");
    put(7, 2, "South");
    // With a region of one answer another has to be hidden, so that it cannot be worked out.
    put(6, 7, "West");
    let said = [
        (28, 10, "North", "Спасибо Ивановой, звоните +7 912 345-67-89"),
        (27, 9, "North", "Fast and polite"),
        (10, 9, "North", "Дорого"),
        (5, 9, "East", "<script>alert(1)</script> & \u{202e}evil"),
        (20, 3, "South", "card 4111 1111 1111 1111, mail ivan@mail.ru"),
        (21, 0, "South", "Дуже дорого"),
    ];
    rows.extend(said.map(|(day, score, region, text)| (day, score, region, text.to_owned())));
    rows
}

fn file(rows: &[Row]) -> String {
    let line = |(day, score, region, text): &Row| {
        format!("2026-07-{day:02},{score},{region},\"{}\"\n", text.replace('"', "\"\""))
    };
    std::iter::once("date,nps,region,comment\n".to_owned()).chain(rows.iter().map(line)).collect()
}

const HEAD: &str = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
                    columns: {score: nps, date: date, region: region, comment: comment}\n";

fn built(data: &str, config: &str, more: &[&str]) -> (Value, String) {
    let home = folder(&[("a.csv", data), ("c.yaml", config)]);
    let arguments = ["build", "c.yaml", "--out", "out"].iter().chain(more);
    let output = run(home.path(), arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    read(&home.path().join("out"))
}

fn read(folder: &Path) -> (Value, String) {
    let json = fs::read_to_string(folder.join("report.json")).expect("figures");
    let page = fs::read_to_string(folder.join("report.html")).expect("a page");
    (serde_json::from_str(&json).expect("JSON"), page)
}

fn comments(report: &Value) -> &Value {
    &report["sections"]["comments"]
}

#[test]
fn comments_are_chosen_covered_and_told_with_what_may_stand_beside_them() {
    let config = format!(
        "{HEAD}comments: {{names: [Иванова]}}\nthemes: [{{name: price, words: [дорого]}}, {{name: speed, words: [fast]}}]\n"
    );
    let (report, page) = built(&file(&rows()), &config, &[]);
    // Days that fewer than eight answers share are not told, nor are regions with so few comments that their themes are hidden. Of the newest, those about a theme
    // that none before them is about come first, and all are told in order.
    let expected = json!({
        "mode": "masked",
        "order": "newest",
        "hide_below": 8,
        "groups": [
            {"group": "promoter", "n": 4, "shown": [
                {"score": 10, "text": [
                    {"text": "Спасибо "}, {"masked": "name"}, {"text": ", звоните "}, {"masked": "phone"},
                ]},
                {"score": 9, "themes": ["speed"], "text": [{"text": "Fast and polite"}]},
                {"score": 9, "day": "2026-07-10", "themes": ["price"],
                 "text": [{"text": "Дорого"}]},
                {"score": 9, "text": [{"text": "<script>alert(1)</script> & evil"}]},
            ]},
            {"group": "detractor", "n": 2, "shown": [
                {"score": 0, "themes": ["price"], "text": [{"text": "Дуже дорого"}]},
                {"score": 3, "text": [
                    {"text": "card "}, {"masked": "card"}, {"text": ", mail "}, {"masked": "email"},
                ]},
            ]},
        ],
        "masked": [{"kind": "phone", "n": 1}, {"kind": "email", "n": 1}, {"kind": "card", "n": 1}, {"kind": "name", "n": 1}],
    });
    assert_eq!(comments(&report), &expected);
    // Without themes, regions with answers enough are.
    let plain = built(&file(&rows()), HEAD, &[]).0;
    let regions = comments(&plain)["groups"][0]["shown"].as_array().expect("comments").iter();
    let regions: Vec<&str> = regions.map(|quote| quote["region"]["named"].as_str().unwrap_or("-")).collect();
    assert_eq!(regions, ["North", "North", "North", "-"], "a region with one answer is not told");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;") && !page.contains("<script>alert(1)"), "escaped");
    assert!(page.contains("<span class=\"covered\">[phone]</span>"));
    for told in ["912 345", "4111 1111", "ivan@mail.ru", "Ивановой", "\u{202e}"] {
        assert!(!page.contains(told) && !report.to_string().contains(told), "{told}");
    }
}

#[test]
fn neither_the_order_of_rows_nor_the_number_of_threads_changes_a_byte() {
    let mut all: Vec<Row> = rows();
    let more = (0..3000_u32).map(|n| {
        let region = ["North", "South", "East"][n as usize % 3];
        let score = [10, 9, 8, 3, 0][n as usize % 5];
        (n % 28 + 1, score, region, format!("быстро {} дорого {}", n % 97, n % 11))
    });
    all.extend(more);
    let config =
        format!("{HEAD}themes: [{{name: price, words: [дорого]}}, {{name: speed, words: [быстро]}}]\n");
    let first = built(&file(&all), &config, &["--threads", "1"]);
    all.reverse();
    assert_eq!(
        built(&file(&all), &config, &["--threads", "1"]).0["sections"]["comments"],
        *comments(&first.0)
    );
    all.rotate_left(1234);
    assert_eq!(
        built(&file(&all), &config, &["--threads", "4"]).0["sections"]["comments"],
        *comments(&first.0)
    );
}

/// A quote within a cell has all rows read one by one; else those without comments and options are read column by column.
#[test]
fn rows_read_by_columns_and_one_by_one_say_the_same() {
    let file = |note: &str| {
        let mut file = "day,score,region,comment,more,used,coded,note\n".to_owned();
        for at in 0..4_000 {
            let (month, day, score) = (
                1 + at % 9,
                1 + at % 28,
                if at % 97 == 0 { "x" } else { ["10", "9", "7", "3", "8", "", "0"][at * 5 % 7] },
            );
            let region = ["North", "Юг", "", "West"][at / 3 % 4];
            let comment =
                ["Долго ждали", "", "", " \u{200b}", "", "Дорого but fast", "", "?", "", "", ""][at % 11];
            let only = |text, every| if at % every == 4 { text } else { "" };
            let (more, used) = (only("ok", 17), only("credit|leasing", 31));
            let coded = only("price", 13);
            let note = if at % 50 == 0 { note } else { "-" };
            let _ = writeln!(
                file,
                "2026-{month:02}-{day:02},{score},{region},{comment},{more},{used},{coded},{note}"
            );
        }
        file
    };
    let found = "themes:\n  - {name: wait, words: [ждать], pattern: [\"долго .*ждал\"]}\n  - {name: price, words: [дорогой]}\n";
    let settings = [
        ("date: day, region: region, comment: [comment, more]", found),
        ("date: day, comment: comment", "themes: {column: coded}\n"),
        ("region: region", ""),
        ("date: day, region: region, comment: comment", "comments: {mode: none}\ncuts: [coded]\n"),
    ];
    for (columns, more) in settings {
        let config = format!(
            "title: A\nas_of: 2026-10-05\nsource: {{files: a.csv}}\ncolumns: {{{columns}}}\n{more}\
             questions:\n  - {{name: lead, column: score, kind: nps}}\n  - {{name: used, column: used, kind: choices, separator: \"|\"}}\n"
        );
        let of = |note: &str, threads: &str| built(&file(note), &config, &["--threads", threads]);
        let ((plain, page), (quoted, of_quoted)) = (of("-", "1"), of("a\"b", "2"));
        assert_eq!(plain, quoted, "{config}");
        assert!(page == of_quoted, "{config}");
        assert!(!plain["sections"]["questions"].is_null(), "{config}");
    }
}

#[test]
fn comments_are_shown_as_is_stated() {
    let of = |mode: &str| {
        let themes = "themes: [{name: price, words: [дорого]}]";
        built(
            &file(&rows()),
            &format!("{HEAD}{themes}\ncomments: {{mode: {mode}, order: longest, per_group: 1}}\n"),
            &[],
        )
    };
    let (full, page) = of("full");
    assert_eq!(
        comments(&full)["groups"][0]["shown"],
        json!([{"score": 9, "day": "2026-07-10", "themes": ["price"],
                "text": [{"text": "Дорого"}]}]),
        "one of each group, and one about a theme before longer ones"
    );
    assert!(page.contains("Дорого"));
    let (coded, page) = of("coded");
    assert!(comments(&coded)["groups"][0]["shown"][0].get("text").is_none());
    assert_eq!(comments(&coded)["groups"][0]["shown"][0]["themes"], json!(["price"]));
    assert!(!page.contains("Дорого"));
    let (none, page) = of("none");
    assert_eq!(comments(&none), &Value::Null);
    assert!(!page.contains("Дорого"));
}

#[test]
fn no_comment_is_shown_of_few_answers_nor_of_rows_that_do_not_count() {
    // Nine detractors are too few for a threshold of ten, and a report of 45 answers for one of fifty.
    let of = |more: &str| built(&file(&rows()), &format!("{HEAD}{more}"), &[]).0;
    let groups = |report: &Value| comments(report)["groups"].as_array().map_or(0, Vec::len);
    assert_eq!(groups(&of("comments: {hide_below: 9}\n")), 2);
    assert_eq!(groups(&of("comments: {hide_below: 10}\n")), 1);
    assert_eq!(comments(&of("comments: {hide_below: 50}\n")), &Value::Null);
    assert_eq!(comments(&of("sections: [trend, quality, method]\n")), &Value::Null);
    // A later period that is not over, an earlier one, and a score that is no score.
    let mut data = file(&rows());
    data += "2026-10-02,9,North,of October\n2026-05-02,9,North,of May\n2026-07-20,99,North,no score\n";
    let (report, page) = built(&data, HEAD, &[]);
    assert_eq!(comments(&report)["groups"][0]["n"], 4);
    for told in ["of October", "of May", "no score"] {
        assert!(!page.contains(told), "{told}");
    }
}

#[test]
fn hostile_comments_break_nothing() {
    let mut all = rows();
    let hostile = [
        "a".repeat(100_000),
        format!("{} +7 912 345-67-89", "word ".repeat(200_000)),
        "\u{200f}\u{202e}\u{2066}שלום עולם\u{2069} مرحبا".to_owned(),
        format!("z{}", "\u{301}".repeat(1000)),
        "👩‍👩‍👧‍👦".repeat(500),
        "{{ 7 * 7 }} {% raw %} </blockquote><img src=x onerror=alert(1)>".to_owned(),
        "a\u{b}b\u{7}c".to_owned(),
    ];
    all.extend(hostile.into_iter().map(|text| (29, 10, "North", text)));
    let (report, page) = built(&file(&all), &format!("{HEAD}comments: {{per_group: 20}}\n"), &[]);
    let shown = comments(&report)["groups"][0]["shown"].as_array().expect("comments");
    // Pictures alone say nothing in words.
    assert_eq!(shown.len(), 10);
    for quote in shown {
        let text: String = quote["text"]
            .as_array()
            .expect("pieces")
            .iter()
            .filter_map(|piece| piece["text"].as_str())
            .collect();
        assert!(text.chars().count() <= 3_500 && !text.contains(char::is_control), "{text}");
        assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{200f}']), "{text}");
    }
    assert!(!page.contains("<img src=x") && page.contains("{{ 7 * 7 }}"));
    assert_eq!(page.matches("<blockquote>").count(), page.matches("</blockquote>").count());
}

#[test]
fn clients_see_their_own_comments_as_is_stated_of_each() {
    let mut data = "date,nps,client,comment\n".to_owned();
    for client in ["Acme", "Birch", "Cedar", "Dune"] {
        for n in 0..12 {
            data += &format!("2026-07-{:02},10,{client},{client} said {n} to ivan@mail.ru\n", n + 1);
        }
    }
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
                  columns: {score: nps, date: date, comment: comment}\nreports: {one_per: client, table: t.csv}\n";
    let table = "client,comments\nAcme,full\nBirch,none\nCedar,\n";
    let home = folder(&[("a.csv", &data), ("c.yaml", config), ("t.csv", table)]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let of = |client: &str| read(&home.path().join("out").join(client));
    let (report, page) = of("acme");
    assert_eq!(comments(&report)["groups"][0]["n"], 12);
    assert!(page.contains("Acme said 11 to ivan@mail.ru"));
    assert_eq!(comments(&of("birch").0), &Value::Null);
    let (report, page) = of("cedar");
    assert_eq!(comments(&report)["masked"], json!([{"kind": "email", "n": 5}]));
    assert!(!page.contains("ivan@mail.ru"));
    for client in ["acme", "birch", "cedar", "dune"] {
        let (report, page) = of(client);
        for other in
            ["Acme", "Birch", "Cedar", "Dune"].into_iter().filter(|other| other.to_lowercase() != client)
        {
            let said = format!("{other} said");
            assert!(!page.contains(&said) && !report.to_string().contains(&said), "{client}: {other}");
        }
    }
    let index = fs::read_to_string(home.path().join("out/index.html")).expect("an index");
    assert!(!index.contains("Acme said") && !index.contains("to ivan@"));
    // Of clients within clients, those around others have none: how many of each group commented would sum to it.
    let nested = data
        .replace("client,comment", "client,group,comment")
        .replace("Acme,", "Acme,G,")
        .replace("Birch,", "Birch,G,");
    let nested = nested.replace("Cedar,", "Cedar,H,").replace("Dune,", "Dune,H,");
    let within = config.replace("one_per: client, table: t.csv", "one_per: [group, client]");
    let of_groups = folder(&[("a.csv", &nested), ("c.yaml", &within)]);
    let output = run(of_groups.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let index = fs::read_to_string(of_groups.path().join("out/index.json")).expect("an index");
    let index: Value = serde_json::from_str(&index).expect("JSON");
    let rows = index["tiers"]
        .as_array()
        .expect("tiers")
        .iter()
        .flat_map(|tier| tier["rows"].as_array().expect("rows"));
    let folders: Vec<&str> = rows.map(|row| row["folder"].as_str().expect("a folder")).collect();
    let told = |at: &&&str| *comments(&read(&of_groups.path().join("out").join(at)).0) != Value::Null;
    assert_eq!((folders.len(), folders.iter().filter(told).count()), (6, 4));
    // Clients who read of all answers read none of the others' comments.
    let config = config.replace("reports: {one_per: client, table: t.csv}", "privacy: {read_by: client}");
    let many = (0..600).fold("date,nps,client,comment\n".to_owned(), |all, at| {
        all + &format!(
            "2026-07-{:02},{},C{},Acme said to ivan@mail.ru\n",
            at % 28 + 1,
            [10, 8, 2][at % 3],
            at / 3 % 20
        )
    });
    let (report, page) = built(&many, &config, &[]);
    assert_eq!(comments(&report), &Value::Null);
    assert!(!page.contains("Acme said") && !page.contains("to ivan@"));
}

#[test]
fn what_is_wrong_with_the_settings_is_told_at_once() {
    let config = format!(
        "{}comments: {{order: longest, hide_below: 4, per_group: 0, length: 5, names: [\"--\"]}}\n",
        HEAD.replace(", comment: comment", "")
    );
    let home = folder(&[("a.csv", &file(&rows())), ("c.yaml", &config)]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    let told = stderr(&output);
    for problem in [
        "nothing names their column",
        "`4` is below the number of answers that a figure needs, `method.hide_below` (5)",
        "`0` is not a number from 1 to 50 for `per_group`",
        "`5` is not a number from 40 to 2000 for `length`",
        "`--` is no name that could be covered",
    ] {
        assert!(told.contains(problem), "{problem}\n{told}");
    }
}
