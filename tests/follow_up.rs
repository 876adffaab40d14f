//! Whom to call back: which answers are listed, what is said of each, where that lies, and who never gets it.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::batch::files;
use crate::support::{folder, run, stderr};

const LIST: &str = "follow-up.csv";

/// The key of nobody who is to be called back has this in it.
const KEY: &str = "KEYx";

pub(crate) fn build(home: &Path, more: &[&str]) -> Output {
    let output = run(home, [&["build", "c.yaml", "--out", "report"], more].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    output
}

/// The list that these rows come to, without its byte order mark, line by line.
fn listed(config: &str, rows: &str) -> Vec<String> {
    let home = folder(&[("c.yaml", config), ("a.csv", rows)]);
    build(home.path(), &[]);
    lines(&home.path().join("report").join(LIST))
}

fn lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a list");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    text.strip_suffix("\r\n").expect("an end").split("\r\n").map(str::to_owned).collect()
}

fn config(follow_up: &str) -> String {
    format!(
        "title: T\nas_of: 2026-10-10\nsource: {{files: a.csv}}\nmethod: {{hide_below: 1}}\n\
         columns: {{score: nps, date: day}}\nfollow_up: {follow_up}\n"
    )
}

/// Two answers of the second quarter, six of the third and one of the fourth, which is not over.
const ROWS: &str = "id,nps,day,kind,comment\n\
    a,3,2026-06-30,new,old\nb,9,2026-05-01,old,\nc,6,2026-07-01,new,late\nd,0,2026-09-30,old,\"Bad, \"\"very\"\" bad\"\n\
    e,7,2026-08-01,new,so so\nf,9,2026-08-02,old,good\ng,0,2026-07-02,old,\nh,4,2026-08-03,new,\ni,1,2026-10-05,new,next\n";

#[test]
fn detractors_of_the_reported_period_are_listed_the_lowest_and_oldest_first() {
    // Worked out by hand: 2026-07-02 is 100 days before 2026-10-10, 2026-09-30 is 10, 2026-08-03 is 68, 2026-07-01 is 101.
    let expected = [
        "id,day,days_since,nps,comment",
        "g,2026-07-02,100,0,",
        "d,2026-09-30,10,0,\"Bad, \"\"very\"\" bad\"",
        "h,2026-08-03,68,4,",
        "c,2026-07-01,101,6,late",
    ];
    let config = config("{key: id}").replace("date: day", "date: day, comment: comment");
    assert_eq!(listed(&config, ROWS), expected);
}

#[test]
fn a_rule_says_who_is_meant() {
    let keys = |follow_up: &str| -> Vec<String> {
        let lines = listed(&config(follow_up), ROWS);
        lines[1..].iter().map(|line| line.split(',').next().expect("a key").to_owned()).collect()
    };
    assert_eq!(keys("{key: id, when: passive}"), ["e"]);
    assert_eq!(keys("{key: id, when: [promoters, Passive]}"), ["e", "f"]);
    assert_eq!(keys("{key: id, when: {score: {most: 4}}}"), ["g", "d", "h"]);
    assert_eq!(keys("{key: id, when: {nps: {least: 4, most: 7}, kind: new}}"), ["h", "c", "e"]);
    assert_eq!(
        keys("{key: id, when: [{kind: old, score: {least: 8}}, {day: {from: 2026-09-01}}, passive]}"),
        ["d", "e", "f"]
    );
    let named = config("{key: id}") + "periods: {current: 2026-Q2}\n";
    assert_eq!(listed(&named, ROWS)[1..], ["a,2026-06-30,102,3"]);
    // Nobody of the third quarter fits, though somebody of the second does.
    assert!(keys("{key: id, when: {id: a}}").is_empty());
    // Rows that do not count are nobody's to call about.
    let only = config("{key: id}").replace("files: a.csv", "files: a.csv, where: {kind: new}");
    assert_eq!(listed(&only, ROWS)[1..], ["h,2026-08-03,68,4", "c,2026-07-01,101,6"]);
    let rows = ROWS.replace("\nh,", "\nc,");
    let last = config("{key: id}").replace("date: day", "date: day, respondent: id") + "repeats: last\n";
    assert_eq!(listed(&last, &rows)[1..], ["g,2026-07-02,100,0", "d,2026-09-30,10,0", "c,2026-08-03,68,4"]);
    // Without dates all answers are reported.
    let undated = config("{key: id}").replace(", date: day", "");
    assert_eq!(listed(&undated, ROWS), ["id,nps", "d,0", "g,0", "i,1", "a,3", "h,4", "c,6"]);
}

#[test]
fn a_rule_that_no_cell_can_meet_is_told() {
    let home = folder(&[
        ("c.yaml", &config("{key: id, when: [{kind: newest}, {comment: {most: 3}}]}")),
        ("a.csv", ROWS),
    ]);
    let said = stderr(&build(home.path(), &[]));
    assert!(said.contains("no row has `newest` as its `kind`"), "{said}");
    assert!(said.contains("6 rows have something else than a number as `comment`"), "{said}");
    assert!(said.contains("0 answers to follow up: follow-up.csv"), "{said}");
}

/// Texts as they may be written by whoever wants to harm, in a heading, a key, an owner and a comment.
pub(crate) const HOSTILE: [[&str; 3]; 8] = [
    ["=cmd|' /C calc'!A0", "+7 900 123-45-67", "=1+1"],
    ["@SUM(1+1)*cmd", "-2+3", "\t=1+1"],
    ["\r=1+1", "\u{ff1d}1+1", "one\r\n=1+1\r\nthree"],
    ["a;b,c\td", "\"quoted\"", " =1+1"],
    ["\u{202e}=1+1", "\u{feff}=1+1", "\u{a0}-1"],
    ["<script>alert(1)</script>", "{{owner}}", "'=1+1"],
    ["=HYPERLINK(\"http://x\")", "%0A=1", "👍🏽 +1"],
    ["x", "", "x"],
];

/// A survey of such texts.
pub(crate) fn hostile() -> TempDir {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut rows = "=1+1,-owner,@said,nps\n".to_owned();
    for texts in HOSTILE {
        rows += &format!("{},3\n", texts.map(quoted).join(","));
    }
    let config = "title: T\nas_of: 2026-10-10\nsource: {files: a.csv, delimiter: comma}\n\
        columns: {score: nps, comment: \"@said\"}\nfollow_up: {key: =1+1, owner: -owner}\n";
    folder(&[("c.yaml", config), ("a.csv", &rows)])
}

#[test]
fn no_text_is_a_formula_in_a_spreadsheet() {
    let home = hostile();
    build(home.path(), &[]);
    let text = fs::read_to_string(home.path().join("report").join(LIST)).expect("a list");
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows[0].iter().collect::<Vec<_>>(), ["'=1+1", "'-owner", "nps", "'@said"]);
    assert_eq!(rows.len(), 1 + HOSTILE.len());
    for cell in rows.iter().flatten() {
        let first = cell.trim_start().chars().next();
        assert!(!first.is_some_and(|first| "=+-@＝＋－＠".contains(first)), "{cell:?}");
        assert!(!cell.contains(char::is_control), "{cell:?}");
    }
}

const LOOKUPS: &str = "lookups: [{files: owners.csv, key: {client: name}, columns: [manager]}]\n";

/// A batch of ten clients, with keys, owners and comments that have their client in them, told by a table.
fn clients(more: &str) -> TempDir {
    let (mut rows, mut owners) =
        ("client,day,nps,id,region,comment\n".to_owned(), "name,manager\n".to_owned());
    for client in 0..10 {
        owners += &format!("Client {client},OWNERx{client}\n");
        for answer in 0..12 {
            let (score, region) = ((client + answer * 3) % 11, ["North", "South"][answer % 2]);
            let day = ["2026-04-02", "2026-08-03"][usize::from(answer > 2)];
            rows += &format!(
                "Client {client},{day},{score},{KEY}{client}x{answer},{region},SAIDx{client}x{answer} slow\n"
            );
        }
    }
    let config = format!(
        "title: T\nas_of: 2026-10-10\nsource: {{files: a.csv}}\n\
         columns: {{score: nps, date: day, region: region, comment: comment}}\n\
         {LOOKUPS}{more}"
    );
    folder(&[("c.yaml", &config), ("a.csv", &rows), ("owners.csv", &owners)])
}

/// The answers to follow up of a client, worked out from how the rows are made: score, number, in the order of the list.
fn meant(client: usize) -> Vec<(usize, usize)> {
    let mut meant: Vec<(usize, usize)> =
        (3..12).map(|answer| ((client + answer * 3) % 11, answer)).filter(|(score, _)| *score <= 6).collect();
    // Of equal scores on one day the key tells, as text.
    meant.sort_by_key(|(score, answer)| (*score, format!("{KEY}{client}x{answer}")));
    meant
}

fn expected(client: usize) -> Vec<String> {
    let row = |(score, answer): (usize, usize)| {
        let region = ["North", "South"][answer % 2];
        format!(
            "Client {client},{KEY}{client}x{answer},OWNERx{client},2026-08-03,68,{score},SAIDx{client}x{answer} slow,{region},speed"
        )
    };
    meant(client).into_iter().map(row).collect()
}

const HEADINGS: &str = "client,id,manager,day,days_since,nps,comment,region,themes";
const THEMES: &str = "themes: [{name: speed, words: [slow]}]\n";

#[test]
fn the_list_is_beside_the_index_and_in_no_clients_folder_unless_that_is_asked_for() {
    let own = format!("{THEMES}reports: {{one_per: client}}\nfollow_up: {{key: id, owner: manager}}\n");
    let home = clients(&own);
    build(home.path(), &["--figures"]);
    let report = home.path().join("report");
    let all: Vec<String> = std::iter::once(HEADINGS.to_owned()).chain((0..10).flat_map(expected)).collect();
    assert_eq!(lines(&report.join(LIST)), all);
    let lists = |home: &TempDir| -> Vec<String> {
        files(&home.path().join("report")).into_keys().filter(|path| path.ends_with(LIST)).collect()
    };
    assert_eq!(lists(&home), [LIST]);
    // Nothing else says whose the answers are, the index and its lists included.
    for (path, bytes) in files(&report).into_iter().filter(|(path, _)| path != LIST) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for mark in [KEY, "OWNERx"] {
            assert!(!text.contains(mark), "{path} holds {mark}");
        }
    }
    // Built again, it is not written again.
    let written = fs::metadata(report.join(LIST)).expect("there").modified().expect("a time");
    build(home.path(), &["--figures"]);
    assert_eq!(fs::metadata(report.join(LIST)).expect("there").modified().expect("a time"), written);
    // Each client's own, where that is asked for.
    let config = fs::read_to_string(home.path().join("c.yaml")).expect("there");
    fs::write(
        home.path().join("c.yaml"),
        config.replace("owner: manager", "owner: manager, for_clients: true"),
    )
    .expect("written");
    build(home.path(), &["--figures"]);
    assert_eq!(lists(&home).len(), 11);
    for client in 0..10 {
        let own: Vec<String> = std::iter::once(HEADINGS.to_owned()).chain(expected(client)).collect();
        assert_eq!(lines(&report.join(format!("client-{client}")).join(LIST)), own);
    }
    let mails = fs::read_to_string(report.join("mailing.csv")).expect("there");
    assert!(!mails.contains(LIST), "{mails}");
    // And gone, where nobody asks any more.
    let plain = config.replace(LOOKUPS, "").replace("follow_up: {key: id, owner: manager}", "");
    fs::write(home.path().join("c.yaml"), plain).expect("written");
    build(home.path(), &[]);
    assert_eq!(lists(&home), [""; 0]);
}

#[test]
fn a_clients_list_is_of_those_within_it_and_of_nobody_else() {
    let own = "reports: {one_per: [region, client], list: [South, North / Client 3]}\nfollow_up: {key: id, for_clients: true}\n";
    let home = clients(&format!("{own}cuts: [manager]\n"));
    build(home.path(), &[]);
    let found = files(&home.path().join("report"));
    let lists: Vec<(&String, String)> = found
        .iter()
        .filter(|(path, _)| path.ends_with(LIST))
        .map(|(path, bytes)| (path, String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    // By hand: the region of an answer is told by its number.
    let keys = |is: &dyn Fn(usize, usize) -> bool| -> usize {
        (0..10)
            .flat_map(|client| meant(client).into_iter().map(move |(_, answer)| (client, answer)))
            .filter(|(client, answer)| is(*client, *answer))
            .count()
    };
    let (south, third) =
        (keys(&|_, answer| answer % 2 == 1), keys(&|client, answer| client == 3 && answer % 2 == 0));
    assert_eq!(lists.len(), 3);
    for (path, text) in lists {
        let meant = match path.as_str() {
            LIST => south + third,
            path if path.starts_with("south") => south,
            _ => third,
        };
        assert_eq!(text.matches(KEY).count(), meant, "{path}");
    }
}

#[test]
fn who_reads_a_report_together_with_others_never_gets_it() {
    let shared = "privacy: {read_by: client}\nfollow_up: {key: id, owner: manager}\n".to_owned();
    let index = "reports: {one_per: client}\nindex: {for: clients}\nfollow_up: {key: id, owner: manager}\n"
        .to_owned();
    for more in [shared, index] {
        let home = clients(&more);
        build(home.path(), &["--figures"]);
        for (path, bytes) in files(&home.path().join("report")) {
            let has = String::from_utf8_lossy(&bytes).contains(KEY);
            assert_eq!(has, path == LIST, "{path}");
        }
    }
}

#[test]
fn the_list_of_one_report_goes_when_nobody_asks_for_it_and_drawing_anew_leaves_it() {
    let home = folder(&[("c.yaml", &config("{key: id}")), ("a.csv", ROWS)]);
    build(home.path(), &[]);
    let list = home.path().join("report").join(LIST);
    assert!(list.exists());
    let drawn = run(home.path(), ["render", "--from", "report/report.json", "--out", "report"]);
    assert!(drawn.status.success(), "{}", stderr(&drawn));
    assert!(list.exists());
    // What somebody has changed is not thrown away.
    let written = fs::read(&list).expect("there");
    fs::write(&list, "mine").expect("written");
    let refused = run(home.path(), ["build", "c.yaml", "--out", "report"]);
    assert!(stderr(&refused).contains("was changed after plaudit wrote it"), "{}", stderr(&refused));
    fs::write(&list, written).expect("written");
    fs::write(home.path().join("c.yaml"), config("{key: id}").replace("follow_up: {key: id}\n", ""))
        .expect("written");
    build(home.path(), &[]);
    assert!(!list.exists());
}

#[test]
fn the_list_is_the_same_whatever_the_order_of_rows_and_threads_and_the_language() {
    let mut rows: Vec<String> = (0..9000)
        .map(|at| {
            let day = format!("2026-{:02}-{:02}", 4 + at % 6, 1 + at * 7 % 28);
            format!("p{},{},{day},{},word {}", at % 2500, at * at % 11, ["new", "old"][at % 2], at % 13)
        })
        .collect();
    let list = |rows: &[String], threads: &str, language: &str| {
        let text = format!("id,nps,day,kind,comment\n{}\n", rows.join("\n"));
        let config = config("{key: id, columns: [kind]}").replace("date: day", "date: day, comment: comment")
            + &format!("language: {language}\n");
        let home = folder(&[("c.yaml", &config), ("a.csv", &text)]);
        build(home.path(), &["--threads", threads]);
        fs::read(home.path().join("report").join(LIST)).expect("a list")
    };
    let first = list(&rows, "1", "en");
    // By hand, as the rows are made: those of July to September with a score of 6 at most.
    let meant = (0..9000).filter(|at| at % 6 >= 3 && at * at % 11 <= 6).count();
    assert_eq!(String::from_utf8_lossy(&first).lines().count(), 1 + meant);
    assert_eq!(list(&rows, "4", "ru"), first);
    rows.reverse();
    assert_eq!(list(&rows, "3", "uk"), first);
    rows.sort_by_key(String::len);
    assert_eq!(list(&rows, "2", "en"), first);
}

#[test]
fn texts_in_another_encoding_are_read_as_what_they_are() {
    let config = config("{key: id, owner: kind}").replace("date: day", "date: day, comment: comment");
    let rows = "id,nps,day,kind,comment\nї1,3,2026-08-01,Олена,Дуже повільно\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(rows);
    let home = folder(&[("c.yaml", &config)]);
    fs::write(home.path().join("a.csv"), bytes).expect("written");
    build(home.path(), &[]);
    assert_eq!(
        lines(&home.path().join("report").join(LIST))[1..],
        ["ї1,Олена,2026-08-01,70,3,Дуже повільно"]
    );
}

/// The parts of a report on these answers, of `hide_below` 5.
fn parts(columns: &str, more: &str, rows: &str) -> serde_json::Value {
    let config = format!(
        "title: T\nas_of: 2026-10-10\nsource: {{files: a.csv}}\nmethod: {{hide_below: 5}}\ncolumns: {{score: nps, date: day, {columns}}}\n{more}"
    );
    let home = folder(&[("c.yaml", &*config), ("a.csv", rows)]);
    build(home.path(), &[]);
    let report = fs::read_to_string(home.path().join("report/report.json")).expect("a report");
    let mut report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    report["sections"].take()
}

/// So many who answered in both quarters, and so many who did in one of them only.
fn twice(both: usize, [before, now]: [usize; 2]) -> String {
    let mut rows = "who,nps,day\n".to_owned();
    let mut add = |who: String, score: usize, day: &str| rows += &format!("{who},{score},{day}\n");
    for at in 0..both {
        add(format!("b{at}"), at % 11, "2026-05-01");
        add(format!("b{at}"), (at * 7) % 11, "2026-08-01");
    }
    (0..before).for_each(|at| add(format!("x{at}"), at % 11, "2026-05-02"));
    (0..now).for_each(|at| add(format!("y{at}"), at % 11, "2026-08-02"));
    rows
}

#[test]
fn who_moved_is_told_of_enough_and_leaves_nobody_alone() {
    for (both, once, is_told) in [
        (20, [0, 0], true),
        (20, [5, 0], true),
        (20, [6, 9], true),
        (5, [8, 8], true),
        // Four are too few, and what one to four answered is what is left of all.
        (4, [8, 8], false),
        (20, [1, 0], false),
        (20, [0, 4], false),
        (20, [9, 2], false),
    ] {
        let moved = &parts("respondent: who", "", &twice(both, once))["moved"];
        assert_eq!(moved.is_object(), is_told, "{both} {once:?}: {moved}");
        assert!(!is_told || moved["n"] == both, "{moved}");
    }
}

#[test]
fn of_several_answers_in_a_quarter_the_last_one_moves() {
    let mut rows = twice(8, [0, 0]);
    // All are promoters at last, whatever they said before, whichever row comes first.
    for at in 0..8 {
        rows += &format!("b{at},10,2026-09-0{}\nb{at},0,2026-08-15\n", at + 1);
    }
    let moved = &parts("respondent: who", "repeats: all\n", &rows)["moved"];
    let now = ["detractors", "passives", "promoters"].map(|then| moved["groups"][then]["promoters"].as_u64());
    // Scores 0 to 7 before: seven detractors and a passive.
    assert_eq!((moved["n"].as_u64(), now), (Some(8), [Some(7), Some(1), Some(0)]), "{moved}");
}

/// Detractors of a quarter: so many called back after two days, and so many not.
fn calls([called, open]: [usize; 2]) -> String {
    let row = |of: (usize, &str)| format!("k{},2,2026-08-01,{}\n", of.0, of.1);
    let rows = (0..called).map(|at| (at, "2026-08-03")).chain((0..open).map(|at| (at, "")));
    format!("id,nps,day,called\n{}", rows.map(row).collect::<String>())
}

#[test]
fn a_day_of_a_call_is_enough_to_tell_that_it_was_made() {
    let of = |counts| parts("region: id", "follow_up: {key: id, called_on: called}\n", &calls(counts));
    let told = of([6, 2]);
    let period = &told["follow_up"]["periods"][0];
    assert_eq!((period["n"].as_u64(), period["called"].as_u64()), (Some(8), Some(6)), "{told}");
    assert_eq!(period["days"]["median"].as_f64(), Some(2.0));
    // Of four answers nothing is told; of four days neither.
    assert!(of([2, 2])["follow_up"].is_null());
    assert!(of([4, 4])["follow_up"]["periods"][0]["days"].is_null());
    assert!(
        parts("region: id", "follow_up: {key: id, columns: [called]}\n", &calls([6, 2]))["follow_up"]
            .is_null()
    );
}

#[test]
fn a_status_that_no_row_has_is_warned_of() {
    let config = config("{key: id, status: kind, done: newst}");
    let home = folder(&[("c.yaml", &*config), ("a.csv", ROWS)]);
    let said = stderr(&build(home.path(), &[]));
    assert!(
        said.contains("no row has `newst` as its `kind`") && said.contains("did you mean `new`"),
        "{said}"
    );
}

#[test]
fn calls_whose_day_cannot_be_read_or_cannot_be_are_warned_of() {
    let config = config("{key: id, called_on: kind}");
    let rows = "id,nps,day,kind\na,3,2026-08-01,soon\nb,2,2026-08-02,2026-08-01\nc,1,2026-08-02,2026-08-09\nd,1,2026-08-02,\n";
    let home = folder(&[("c.yaml", &*config), ("a.csv", rows)]);
    let said = stderr(&build(home.path(), &[]));
    assert!(said.contains("calls back without a day that can be read in the column `kind`: 1"), "{said}");
    assert!(said.contains("calls back that are dated before their answer in the column `kind`: 1"), "{said}");
    let output = run(home.path(), ["build", "c.yaml", "--out", "strict", "--strict"]);
    assert!(!output.status.success());
}

/// Twelve who are called after their next answer, and twelve who are never called, all of whom answer higher the next time.
#[test]
fn a_call_after_the_next_answer_has_no_part_in_it() {
    let row = |who: usize| {
        let called = if who < 12 { "2026-09-20" } else { "" };
        format!("k{who},3,2026-06-10,{called}\nk{who},10,2026-07-10,\n")
    };
    let rows = format!(
        "id,nps,day,called\n{}z,1,2026-08-01,2026-08-02\n{}",
        (0..24).map(row).collect::<String>(),
        "w,2,2026-08-01,\n".repeat(5)
    );
    let told = parts("respondent: id", "follow_up: {key: id, called_on: called}\n", &rows);
    let next = &told["follow_up"]["next"];
    assert_eq!((next["not_called"]["n"].as_u64(), next["called"].is_null()), (Some(24), true), "{told}");
}

#[test]
fn of_a_list_by_columns_and_of_a_region_by_another_name_nothing_is_told_that_could_be_taken_from_others() {
    let by_region =
        parts("region: id", "follow_up: {key: id, when: {id: k1}, called_on: called}\n", &calls([6, 2]));
    assert!(by_region["follow_up"].is_null());
    // Who answered twice is who is of town A; where others of it answered once, they stand among these.
    let rows = twice(20, [7, 7]).replace("who,nps,day\n", "who,nps,day,town\n").replace("-01\n", "-01,A\n");
    let told = |town: &str| {
        let rows = rows.replace("-02\n", &format!("-02,{town}\n"));
        parts("respondent: who, region: town", "", &rows)["moved"].clone()
    };
    assert!(told("B").is_null());
    assert_eq!(told("A")["n"], 20);
    // Who asks for it is told why it is not there.
    let config = "title: P\nas_of: 2026-09-30\nsource: {files: a.csv}\ncolumns: {score: nps, date: day, respondent: who, region: town}\nsections: [moved, quality, method]\n";
    for (town, is_told) in [("A", true), ("B", false)] {
        let home =
            folder(&[("c.yaml", config), ("a.csv", &*rows.replace("-02\n", &format!("-02,{town}\n")))]);
        let said = stderr(&build(home.path(), &[]));
        assert_eq!(said.contains("who moved is not told on the page"), !is_told, "{said}");
    }
}

/// How many of each group have a comment is told, and where nearly all with one are who answered twice, so is how the others of
/// these answered.
#[test]
fn who_moved_is_not_told_where_nearly_only_they_comment() {
    let told = |once: &str, columns: &str, more: &str| {
        let rows = twice(30, [30, 30]).replace("who,nps,day\n", "who,nps,day,comment\n");
        let line = |row: &str| match row.split_once(',') {
            None | Some(("who", _)) => format!("{row}\n"),
            // Two of those who answered twice have nothing to say.
            Some(("b0" | "b1", _)) => format!("{row},\n"),
            Some((who, _)) if who.starts_with('b') => format!("{row},fast\n"),
            Some(_) => format!("{row},{once}\n"),
        };
        let rows: String = rows.lines().map(line).collect();
        parts(&format!("respondent: who, {columns}"), more, &rows)["moved"]["n"].as_u64()
    };
    let themes = "themes: [{name: speed, words: [fast]}]\n";
    assert_eq!(told("", "comment: comment", themes), None);
    assert_eq!(told("", "comment: comment", ""), None);
    assert_eq!(
        told("slow", "comment: comment", themes),
        None,
        "all comment, but of speed only those who answered twice"
    );
    assert_eq!(told("slow", "comment: comment", ""), Some(30));
    assert_eq!(told("fast", "comment: comment", themes), Some(30));
}

/// Thirty-one who answered twice, and twenty in each quarter who did not. Of the first thirty it is told by another part too how many
/// of a group they are, of the last one it is not: he would be left.
#[test]
fn who_moved_is_not_told_where_another_part_tells_of_nearly_the_same_people() {
    let rows = |mark: &dyn Fn(usize, i64) -> &'static str| {
        let mut rows = "who,nps,day,mark\n".to_owned();
        for (quarter, day) in ["2026-05-05", "2026-08-08"].into_iter().enumerate() {
            for at in 0..31 {
                // The last one is a detractor, and so are enough of all.
                let score =
                    if at == 30 { 3 } else { i64::try_from((at * 7 + quarter) % 11).expect("a score") };
                rows += &format!("p{at},{score},{day},{}\n", mark(at, score));
            }
            for at in 0..20 {
                let score = i64::try_from(at % 11).expect("a score");
                rows += &format!("q{quarter}-{at},{score},{day},{}\n", mark(100 + at, score));
            }
        }
        rows
    };
    let told = |columns: &str, more: &str, mark: &dyn Fn(usize, i64) -> &'static str| {
        parts(&format!("respondent: who{columns}"), more, &rows(mark))["moved"]["n"].as_u64()
    };
    // Called back.
    let calls = "follow_up: {when: detractor, key: who, status: mark, done: done}\n";
    assert_eq!(told("", calls, &|at, _| if at < 30 { "done" } else { "" }), None);
    assert_eq!(told("", calls, &|at, _| if at % 2 == 0 { "done" } else { "" }), Some(31));
    // Chosen of a question that only low scores are asked.
    let why = "questions:\n  - {name: lead, column: nps, kind: nps}\n  - {name: why, column: mark, kind: choice, asked_up_to: 6}\n";
    let asked = |which: fn(usize) -> bool| {
        let mark = move |at: usize, score: i64| match (score <= 6, which(at)) {
            (false, _) => "",
            (true, true) => "price",
            (true, false) => "speed",
        };
        let rows = rows(&mark);
        let config = format!(
            "title: T\nas_of: 2026-10-10\nsource: {{files: a.csv}}\nmethod: {{hide_below: 5}}\ncolumns: {{date: day, respondent: who}}\n{why}"
        );
        let home = folder(&[("c.yaml", &*config), ("a.csv", &*rows)]);
        build(home.path(), &[]);
        let report = fs::read_to_string(home.path().join("report/report.json")).expect("a report");
        let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
        report["sections"]["moved"]["n"].as_u64()
    };
    assert_eq!(asked(|at| at < 30), None);
    assert_eq!(asked(|at| at % 2 == 0), Some(31));
    // Of an account.
    assert_eq!(
        told(", account: mark", "", &|at, _| if at < 30 { ["x", "y", "z"][at % 3] } else { "" }),
        None
    );
    assert_eq!(told(", account: mark", "", &|at, _| ["x", "y", "z"][at % 3]), Some(31));
}

/// The same answers at one moment in two orders.
#[test]
fn the_order_of_rows_decides_nothing_of_who_moved() {
    let mut rows: Vec<String> = (0..12)
        .flat_map(|who| {
            // Of five only the name of the town says which of two answers is the last. Were it that of A, as it is of the others, all
            // who answered twice would be of A, and nobody else.
            let other = if who < 5 { 9 } else { 2 };
            let both = [format!("k{who},9,2026-05-01,A\n"), format!("k{who},{other},2026-05-01,B\n")];
            both.into_iter().chain([format!("k{who},{},2026-08-01,A\n", who % 11)])
        })
        .collect();
    let of = |rows: &[String]| {
        let rows = format!("who,nps,day,town\n{}", rows.concat());
        parts("respondent: who, region: town", "repeats: all\n", &rows)["moved"].clone()
    };
    let told = of(&rows);
    rows.reverse();
    assert!(told.is_object());
    assert_eq!(of(&rows), told);
}
