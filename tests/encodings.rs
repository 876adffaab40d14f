//! Text files in any encoding, packed or not. The files in `tests/encodings` were written by Python's codecs (`write.py`), gzip by
//! Python and zstd by its own program.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{folder, project, run, stderr};

/// A fixture, what has to be stated of it, what it is told to be in, and how that is known.
type Fixture = (&'static str, Option<&'static str>, Option<(&'static str, &'static str)>);

fn config(columns: &str, stated: Option<&str>) -> String {
    let stated = stated.map(|label| format!(", encoding: {label}")).unwrap_or_default();
    format!("title: T\nas_of: 2026-10-05\nsource: {{files: answers.csv{stated}}}\ncolumns: {columns}\n")
}

/// The columns of the files in a language.
fn columns(language: &str) -> &'static str {
    match language {
        "uk" => "{score: оцінка, date: день, region: регіон}",
        "ru" => "{score: оценка, date: день, region: регион}",
        _ => "{score: nps, date: day, region: region}",
    }
}

/// The report of a folder, its page, and what was said on the way.
fn built(folder: &Path) -> (Value, String, String) {
    let output = run(folder, ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(folder.join("out").join(name)).expect("there");
    let json = serde_json::from_str(&read("report.json")).expect("JSON");
    (json, read("report.html"), stderr(&output))
}

/// The report of a fixture.
fn of_fixture(name: &str, stated: Option<&str>) -> (Value, String, String) {
    let language = name.split('.').next().expect("a language");
    let folder = folder(&[("config.yaml", &config(columns(language), stated))]);
    let bytes = fs::read(project().join("tests/encodings").join(format!("{name}.csv"))).expect("a fixture");
    fs::write(folder.path().join("answers.csv"), bytes).expect("written");
    built(folder.path())
}

/// Takes the account of encodings out of a report: that of the first file, and the warnings.
fn take_account(report: &mut Value) -> (Value, Vec<Value>) {
    let quality = &mut report["sections"]["quality"];
    let file = quality["files"][0].as_object_mut().expect("a file");
    let encoding = file.remove("encoding").unwrap_or_default();
    file.remove("packed");
    let warnings = quality.as_object_mut().expect("an account").remove("warnings").unwrap_or_default();
    (encoding, warnings.as_array().cloned().unwrap_or_default())
}

/// A page without its table of files, and without what they were read as.
fn without_files(page: &str) -> String {
    let mut page = page.to_owned();
    for read_as in ["Read as: ", "Прочитано как: ", "Прочитано як: "] {
        if let Some(start) = page.find(read_as) {
            let end = start + page[start..].find('<').expect("an end");
            page.replace_range(start..end, "");
        }
    }
    while let Some(start) = page.find("id=\"table-files\"") {
        let end = start + page[start..].find("</table>").expect("an end");
        page.replace_range(start..end, "");
    }
    page
}

/// What is stated of a file, and what its account says: the encoding and how that is known.
type Case = (Option<&'static str>, Option<(&'static str, &'static str)>);

#[test]
fn the_same_answers_in_any_encoding_give_the_same_report() {
    let stated = |label: &'static str, name: &'static str| (Some(label), Some((name, "stated")));
    let guessed = |name: &'static str| (None, Some((name, "guess")));
    let fixtures: [(&str, Case); 36] = [
        ("uk.utf-8-sig", (None, Some(("UTF-8", "mark")))),
        ("uk.utf-8", stated("utf-8", "UTF-8")),
        ("uk.utf-16", (None, Some(("UTF-16LE", "mark")))),
        // What is stated is for files without a mark.
        ("uk.utf-16", (Some("windows-1251"), Some(("UTF-16LE", "mark")))),
        ("uk.utf-16-le", guessed("UTF-16LE")),
        ("uk.utf-16-be", guessed("UTF-16BE")),
        ("uk.utf-16-be", stated("utf-16be", "UTF-16BE")),
        ("uk.cp1251", guessed("windows-1251")),
        ("uk.cp1251", stated("Windows-1251", "windows-1251")),
        ("uk.koi8-u", guessed("KOI8-U")),
        ("uk.koi8-u", stated("koi8-u", "KOI8-U")),
        ("uk.gb18030", stated("gb18030", "gb18030")),
        ("uk.gzip", guessed("windows-1251")),
        ("uk.gzip", stated("cp1251", "windows-1251")),
        ("uk.zstd", guessed("windows-1251")),
        ("uk.zstd", stated("cp1251", "windows-1251")),
        ("ru.cp1251", guessed("windows-1251")),
        ("ru.koi8-r", guessed("KOI8-U")),
        ("ru.koi8-r", stated("koi8-r", "KOI8-R")),
        ("ru.koi8-u", guessed("KOI8-U")),
        ("ru.cp866", guessed("IBM866")),
        ("ru.cp866", stated("cp866", "IBM866")),
        ("ru.iso8859-5", guessed("ISO-8859-5")),
        ("ru.mac-cyrillic", stated("x-mac-cyrillic", "x-mac-cyrillic")),
        ("de.cp1252", guessed("windows-1252")),
        ("de.iso8859-1", stated("latin1", "windows-1252")),
        ("de.iso8859-15", stated("iso-8859-15", "ISO-8859-15")),
        ("de.cp1250", stated("windows-1250", "windows-1250")),
        ("pl.cp1250", guessed("windows-1250")),
        ("pl.iso8859-2", guessed("ISO-8859-2")),
        ("ja.shift_jis", guessed("Shift_JIS")),
        ("ja.shift_jis", stated("sjis", "Shift_JIS")),
        ("ja.euc_jp", guessed("EUC-JP")),
        ("zh.gb18030", guessed("GBK")),
        ("zh.gb18030", stated("gb18030", "gb18030")),
        ("zh.gbk", stated("gb2312", "GBK")),
    ];
    let mut failures = Vec::new();
    for language in ["uk", "ru", "de", "pl", "ja", "zh"] {
        let (mut plain, page, said) = of_fixture(&format!("{language}.utf-8"), None);
        assert_eq!(take_account(&mut plain), (Value::Null, Vec::new()), "{said}");
        let of_language = fixtures.iter().filter(|(name, _)| name.starts_with(language));
        for &(name, (stated, known)) in of_language.clone() {
            let fixture: Fixture = (name, stated, known);
            let (mut found, own_page, said) = of_fixture(name, stated);
            let (encoding, warnings) = take_account(&mut found);
            let (expected, by) = known.expect("known");
            if (&encoding["name"], &encoding["by"]) != (&expected.into(), &by.into()) {
                failures.push(format!("{fixture:?}: {encoding}"));
            }
            let is_told = warnings.len() == 1 && warnings[0]["kind"] == "encoding_guessed";
            if (by == "guess" && !is_told) || (by != "guess" && !warnings.is_empty()) {
                failures.push(format!("{fixture:?}: {warnings:?} {said}"));
            }
            if found != plain {
                failures.push(format!("{fixture:?}: another report"));
            }
            if by != "guess" && without_files(&own_page) != without_files(&page) {
                failures.push(format!("{fixture:?}: another page"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// The rows of a file, and what is told of it.
fn told(columns: &str, files: &[(&str, &[u8])]) -> (Value, String) {
    let config = config(columns, None).replace("answers.csv", "'*.csv'");
    let folder = folder(&[("config.yaml", &config)]);
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("written");
    }
    let (report, _, said) = built(folder.path());
    (report, said)
}

const COLUMNS: &str = "{score: nps, date: day, region: place}";

/// The names of the regions, sorted.
fn regions(report: &Value) -> Vec<&str> {
    let rows = report["sections"]["regions"].as_array().expect("regions").iter();
    let mut names: Vec<&str> = rows.filter_map(|row| row["region"]["named"].as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn two_encodings_in_one_file_lose_no_score_and_are_told() {
    // `Київ` in UTF-8, and in Windows-1251 by Python; beside it a comment in the other one.
    let (utf_8, windows) = ("Київ".as_bytes(), &b"\xca\xe8\xbf\xe2"[..]);
    let row = |score: &str, name: &[u8], other: &[u8]| {
        [score.as_bytes(), b",2026-07-02,", name, b",", other, b"\n"].concat()
    };
    for (mostly, place) in [(utf_8, "row 22"), (windows, "row 22")] {
        let other = if mostly == utf_8 { windows } else { utf_8 };
        let mut bytes = b"nps,day,place,comment\n".to_vec();
        for at in 0..20 {
            bytes.extend(row(
                if at % 2 == 0 { "9" } else { "5" },
                mostly,
                if at == 3 { other } else { mostly },
            ));
        }
        bytes.extend(row("10", other, mostly).repeat(6));
        bytes.extend(b"0 - \xcd\xb3,2026-07-02,,\n");
        let (report, said) = told(COLUMNS, &[("a.csv", &bytes)]);
        let quality = &report["sections"]["quality"];
        assert_eq!((&quality["rows_read"], &quality["rows_used"]), (&27.into(), &27.into()), "{said}");
        let doubtful = quality["warnings"]
            .as_array()
            .expect("warnings")
            .iter()
            .find(|one| one["kind"] == "doubtful_names");
        assert_eq!(doubtful.expect("told")["cells"], 6, "{said}");
        assert!(said.contains(place) && said.contains("`Київ`") && said.contains("column `place`"), "{said}");
        // One region, whichever way its name is written.
        assert_eq!(regions(&report), ["Київ"], "{said}");
    }
}

#[test]
fn letters_that_come_late_are_guessed_from_what_is_there() {
    let mut bytes = b"nps,day,place\n".to_vec();
    for at in 0..30_000 {
        bytes.extend(format!("{},2026-07-02,North\n", at % 11).bytes());
    }
    // Київ, Львів, Одеса, by Python.
    for name in [&b"\xca\xe8\xbf\xe2"[..], b"\xcb\xfc\xe2\xb3\xe2", b"\xce\xe4\xe5\xf1\xe0"] {
        bytes.extend([b"9,2026-07-02,", name, b"\n"].concat().repeat(40));
    }
    let (report, said) = told(COLUMNS, &[("a.csv", &bytes)]);
    let quality = &report["sections"]["quality"];
    assert_eq!(quality["rows_used"], 30_120);
    assert_eq!(quality["files"][0]["encoding"], serde_json::json!({"name": "windows-1251", "by": "guess"}));
    assert_eq!(regions(&report), ["North", "Київ", "Львів", "Одеса"], "{said}");
    assert!(said.contains("120 cells") && said.contains("`source.encoding: windows-1251`"), "{said}");
}
