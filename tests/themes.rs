//! What comments are about: comments coded by hand against what the dictionary finds in them, and the figures made of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{folder, run, stderr, stdout};

/// Comments with the themes that somebody reading them gives them: S speed, P price, T people, none.
const CODED: [(&str, &str); 36] = [
    ("Быстро и вежливо", "S,T"),
    ("Скорость радует", "S"),
    ("скоростью доволен, ценой нет", "S,P"),
    ("Очень дорого!", "P"),
    ("Цены выросли", "P"),
    ("ЦЕНА ЗАВЫШЕНА, а быстрое питание ни при чём", "P"),
    ("Быстрым питанием не интересуюсь", ""),
    ("Быстрое питание быстрее не стало: быстрое обслуживание", "S"),
    ("Оценка завышена", ""),
    ("Операторы грубят", "T"),
    ("Оператору спасибо", "T"),
    ("Всё хорошо", ""),
    ("Very fast", "S"),
    ("They were quick, prices are fair", "S,P"),
    ("Breakfast was cold", ""),
    ("fast food nearby", ""),
    ("The operator's voice", "T"),
    ("priced well", "P"),
    ("Call-centre was polite", "T"),
    ("call the centre", ""),
    ("Швидко й дешево", "S"),
    ("Швидкістю задоволений", "S"),
    ("Ціни високі", "P"),
    ("Оператора не зрозумів", "T"),
    ("Дуже дорого і повільно", "P"),
    ("п’ять зірок", ""),
    ("Дорогу не перейти", "P"),
    ("ok", ""),
    ("👍👍", "-"),
    ("...", "-"),
    ("", "-"),
    ("   ", "-"),
    ("Вежливые операторы, быстро, дорого", "S,P,T"),
    ("быстро\nбыстро\nбыстро", "S"),
    ("\"Цена\" в кавычках; и точка с запятой", "P"),
    ("скорость", "S"),
];

const DICTIONARY: &str = "themes:
  - {name: S, words: [\"быстр*\", скорость, fast, quick, \"швидк*\"], not: [быстрое питание, fast food]}
  - {name: P, words: price, pattern: [\"дорог\", \"\\\\bцен[аыуой]\"], not: []}
  - {name: P2, pattern: \"\\\\bцін\"}
  - {name: T, words: [оператор, operator, \"вежлив*\", call centre]}
";

/// A score for each row, of all groups.
fn score(at: usize) -> i32 {
    [10, 3, 9, 7, 0, 8, 6, 10, 9, 5][(at * 7 + at / 10) % 10]
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// So many times all coded comments.
fn rows(times: usize) -> Vec<(i32, String, String)> {
    let all = (0..times).flat_map(|_| CODED).enumerate();
    all.map(|(at, (comment, themes))| (score(at), comment.to_owned(), themes.to_owned())).collect()
}

fn file(rows: &[(i32, String, String)]) -> String {
    let lines = rows.iter().enumerate().map(|(at, (score, comment, themes))| {
        let themes = themes.replace('-', "");
        let region = ["North", "South"][at % 2];
        format!("{score},{region},{},{}\n", quoted(comment), quoted(&themes))
    });
    std::iter::once("nps,region,comment,coded\n".to_owned()).chain(lines).collect()
}

fn config(more: &str) -> String {
    format!(
        "title: A\nsource: {{files: a.csv}}\ncolumns: {{score: nps, region: region, comment: comment}}\n{more}"
    )
}

fn built(home: &Path, arguments: &[&str]) -> Value {
    let arguments = ["build", "c.yaml", "--out", "out"].iter().chain(arguments);
    let output = run(home, arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    read(&home.join("out/report.json"))
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
}

/// How many comments of promoters, passives and detractors are about each theme, and what it contributes, as a person would count it.
fn by_hand(rows: &[(i32, String, String)]) -> BTreeMap<String, ([u64; 3], f64)> {
    let commented: Vec<_> = rows.iter().filter(|(_, _, themes)| themes != "-").collect();
    let n = f64::from(u32::try_from(commented.len()).expect("few"));
    let mut found: BTreeMap<String, ([u64; 3], f64)> = BTreeMap::new();
    for (score, _, themes) in commented {
        let themes: Vec<&str> = themes.split(',').collect();
        let group = usize::from(*score < 9) + usize::from(*score < 7);
        for theme in &themes {
            let (counts, contribution) = found.entry((*theme).to_owned()).or_default();
            counts[group] += 1;
            *contribution +=
                100.0 * [1.0, 0.0, -1.0][group] / f64::from(u32::try_from(themes.len()).expect("few")) / n;
        }
    }
    found
}

/// The same as the report has it.
fn reported(report: &Value) -> BTreeMap<String, ([u64; 3], f64)> {
    let themes = report["sections"]["themes"]["by_group"]["themes"].as_array().expect("themes");
    let of = |theme: &Value| {
        let counts = ["promoters", "passives", "detractors"]
            .map(|group| theme["comments"][group].as_u64().expect("a count"));
        let contribution = theme["contribution"].as_f64().expect("points");
        (theme["theme"].as_str().unwrap_or_default().to_owned(), (counts, contribution))
    };
    themes.iter().map(of).collect()
}

fn assert_alike(found: &BTreeMap<String, ([u64; 3], f64)>, expected: &BTreeMap<String, ([u64; 3], f64)>) {
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (theme, (counts, contribution)) in expected {
        let (own, points) = &found[theme];
        assert_eq!(own, counts, "{theme}");
        assert!((points - contribution).abs() < 1e-9, "{theme}: {points} {contribution}");
    }
}

/// The dictionary with the Ukrainian price under the name of the other one: a theme that is listed twice is an error, so it is one
/// pattern more.
fn dictionary() -> String {
    DICTIONARY
        .replace("\"\\\\bцен[аыуой]\"]", "\"\\\\bцен[аыуой]\", \"\\\\bцін\"]")
        .replace("  - {name: P2, pattern: \"\\\\bцін\"}\n", "")
}

#[test]
fn a_dictionary_finds_what_a_reader_finds() {
    let rows = rows(10);
    let home = folder(&[("c.yaml", &config(&dictionary())), ("a.csv", &file(&rows))]);
    let report = built(home.path(), &[]);
    let expected = by_hand(&rows);
    assert_alike(&reported(&report), &expected);
    // What all contribute sums to the score of those who commented, and is not that of all.
    let groups = &report["sections"]["themes"]["by_group"];
    let sum: f64 = expected.values().map(|(_, points)| points).sum();
    assert!((groups["nps"].as_f64().expect("a score") - sum).abs() < 1e-9);
    assert_eq!(groups["n"], 320);
    assert_eq!(report["overall"]["n"], 360);
    let shares = report["sections"]["themes"]["shares"].as_array().expect("shares");
    for share in shares {
        let (counts, _) = &expected[share["question"]["name"].as_str().expect("a name")];
        let now = &share["measures"][0]["now"];
        let all = f64::from(u32::try_from(counts.iter().sum::<u64>()).expect("few"));
        assert_eq!((&now["n"], now["value"].as_f64()), (&Value::from(320), Some(all / 320.0)));
    }
}

#[test]
fn coded_columns_have_the_same_figures() {
    let rows = rows(10);
    let found = folder(&[("c.yaml", &config(&dictionary())), ("a.csv", &file(&rows))]);
    let coded = "themes: {column: coded, separator: \",\"}\n";
    let coded = folder(&[("c.yaml", &config(coded)), ("a.csv", &file(&rows))]);
    let [found, coded] = [found, coded].map(|home| built(home.path(), &[])["sections"]["themes"].clone());
    assert_eq!(found, coded);
}

#[test]
fn the_order_of_rows_and_threads_changes_nothing() {
    let mut rows = rows(10);
    let first = folder(&[("c.yaml", &config(&dictionary())), ("a.csv", &file(&rows))]);
    let first = built(first.path(), &["--threads", "1"]);
    // Every second row stays with its region.
    let mut pairs: Vec<_> = rows.chunks(2).map(<[_]>::to_vec).collect();
    pairs.reverse();
    rows = pairs.concat();
    let other = folder(&[("c.yaml", &config(&dictionary())), ("a.csv", &file(&rows))]);
    let other = built(other.path(), &["--threads", "7"]);
    assert_eq!(first["sections"]["themes"], other["sections"]["themes"]);
}

#[test]
fn a_reason_asked_of_detractors_only_is_told_of_those_who_were_asked() {
    // 10 were asked, of whom 4 named a price, 2 speed, and 4 nothing; those who were not asked said something all the same.
    let answers = "nps,why\n".to_owned()
        + &"3,price\n".repeat(4)
        + &"6,speed\n".repeat(2)
        + &"0,\n".repeat(4)
        + &"9,price\n".repeat(7)
        + &"7,\n".repeat(3);
    let config = "title: A\nsource: {files: a.csv}\nquestions:\n  - {column: nps, kind: nps}\n  \
                  - {column: why, kind: choice, asked_up_to: 6, options: [price, speed]}\n";
    let home = folder(&[("c.yaml", config), ("a.csv", &answers)]);
    let report = built(home.path(), &[]);
    let shares: Vec<(String, f64, u64)> = report["sections"]["questions"]
        .as_array()
        .expect("questions")
        .iter()
        .map(|asked| {
            let now = &asked["measures"][0]["now"];
            let name = asked["question"]["name"].as_str().expect("a name").to_owned();
            (name, now["value"].as_f64().expect("a share"), now["n"].as_u64().expect("a base"))
        })
        .collect();
    assert_eq!(shares, [("price".to_owned(), 0.4, 10), ("speed".to_owned(), 0.2, 10)]);
    let page = fs::read_to_string(home.path().join("out/report.html")).expect("a page");
    assert!(page.contains("was asked only of those who scored up to 6"), "the page says so");
}

#[test]
fn groups_are_not_told_where_more_could_be_worked_out_of_them() {
    let has = |more: &str, rows: &str| {
        let columns = "columns: {score: nps, comment: comment}\n";
        let config = format!(
            "title: A\nsource: {{files: a.csv}}\n{columns}themes: [{{name: S, words: fast}}]\n{more}"
        );
        let home = folder(&[("c.yaml", &config), ("a.csv", rows)]);
        let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let report = home.path().join("out/report.json");
        if report.exists() {
            return vec![!read(&report)["sections"]["themes"]["by_group"].is_null()];
        }
        let index = read(&home.path().join("out/index.json"));
        let rows = index["tiers"]
            .as_array()
            .expect("tiers")
            .iter()
            .flat_map(|tier| tier["rows"].as_array().expect("rows"));
        let folders: Vec<String> =
            rows.map(|row| row["folder"].as_str().expect("a folder").to_owned()).collect();
        let told = |folder: &String| {
            let report = read(&home.path().join("out").join(folder).join("report.json"));
            !report["sections"]["themes"]["by_group"].is_null()
        };
        folders.iter().map(told).collect()
    };
    let answers = |passives: usize| {
        "nps,w,shop,city,comment\n".to_owned()
            + &"10,1,a,x,fast\n".repeat(20)
            + &"8,2,a,y,slow\n".repeat(passives)
            + &"8,1,b,x,slow\n".repeat(passives)
            + &"2,1,b,y,fast\n".repeat(20)
    };
    assert_eq!(has("", &answers(5)), [true]);
    assert_eq!(has("", &answers(0)), [true]);
    // Four passives in all.
    assert_eq!(has("", &answers(2)), [false]);
    let shops: String = (0..600).map(|at| format!("{},{},fast\n", [10, 8, 2][at % 3], at / 3 % 20)).collect();
    let shops = format!("nps,shop,comment\n{shops}");
    assert_eq!(has("", &shops), [true]);
    assert_eq!(has("privacy: {read_by: shop}\n", &shops), [false]);
    let weighted = "weights: {margins: {shop: {a: 50, b: 50}}}\n";
    assert_eq!(has(weighted, &answers(30)), [false]);
    // Of clients within clients, the innermost have it: those around them are their sums.
    let nested = has("reports: {one_per: [shop, city]}\n", &answers(30));
    assert_eq!((nested.len(), nested.iter().filter(|told| **told).count()), (6, 4));
}

#[test]
fn what_themes_find_and_do_not_find_is_printed() {
    let rows = rows(2);
    let home = folder(&[("c.yaml", &config(&dictionary())), ("a.csv", &file(&rows))]);
    let output = run(home.path(), ["themes", "c.yaml", "--examples", "1", "--words", "3"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let expected = "64 comments with a score, whatever their dates

P: 22 comments (34.4 %)
  0: скоростью доволен, ценой нет
S: 22 comments (34.4 %)
  10: Быстро и вежливо
T: 14 comments (21.9 %)
  10: Быстро и вежливо

about none of these: 16 comments (25.0 %)
  9: Быстрым питанием не интересуюсь
words most often in them: breakfast 2, call 2, centre 2
";
    assert_eq!(stdout(&output), expected);
    let none = folder(&[("c.yaml", &config("")), ("a.csv", &file(&rows))]);
    let output = run(none.path(), ["themes", "c.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("`themes: {starter: services}`"), "{}", stderr(&output));
}

#[test]
fn comments_of_any_kind_are_read() {
    let mut bytes = b"nps,comment\n".to_vec();
    for _ in 0..6 {
        bytes.extend(b"10,\"<script>alert(1)</script> fast \xff\xfe\"\n2,fast\n8,\xe4\xee\xf0\xee\xe3\xee\n");
    }
    bytes.extend(b"9,\"");
    bytes.extend("fast слон ".repeat(300_000).into_bytes());
    bytes.extend(b"\"\n");
    let config = "title: A\nsource: {files: a.csv, encoding: utf-8}\ncolumns: {score: nps, comment: comment}\nmethod: {hide_below: 1}\n\
                  themes: [{name: \"<b>S</b>\", words: fast, pattern: \"(с+л+)+о+н\"}]\n";
    let home = folder(&[("c.yaml", config)]);
    fs::write(home.path().join("a.csv"), bytes).expect("written");
    let output = run(home.path(), ["check", "c.yaml"]);
    assert!(stderr(&output).contains("12 cells"), "{}", stderr(&output));
    let report = built(home.path(), &[]);
    let groups = &report["sections"]["themes"]["by_group"];
    assert_eq!([&groups["promoters"], &groups["passives"], &groups["detractors"]], [7, 6, 6]);
    assert_eq!(groups["themes"][0]["comments"]["promoters"], 7);
    let page = fs::read_to_string(home.path().join("out/report.html")).expect("a page");
    assert!(!page.contains("<b>S") && !page.contains("alert"), "nothing of it is markup");
}
