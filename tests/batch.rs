//! One report for each client: what is written where, what is not made again, what is left alone.

mod killed;
mod questions;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use plaudit::output::sha256;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, run, stderr, stdout};

pub(crate) const CONFIG: &str = "title: Partner review\norganisation: Head office\nas_of: 2026-10-05\n\
    source: {files: answers.csv, date_format: YYYY-MM-DD}\n\
    columns: {score: nps, date: day, region: region}\n\
    benchmarks: {list: [{name: Goal, value: 40, statistic: target}]}\n\
    reports: {one_per: client}\n";

/// Answers of so many clients in four regions and three quarters; the later ones have more answers, and `shift` moves
/// the scores of every seventh.
pub(crate) fn answers(clients: usize, shift: usize) -> String {
    let mut rows = "client,region,day,nps,comment\n".to_owned();
    for client in 0..clients {
        for answer in 0..8 + client * 3 {
            let day = ["2026-02-11", "2026-05-12", "2026-08-13"][answer % 3];
            let moved = if client % 7 == 0 { shift } else { 0 };
            let score = (client * 5 + answer * answer + moved) % 11;
            rows += &format!("Client {client:03},Region {},{day},{score},fine\n", client % 4);
        }
    }
    rows
}

/// Every file below a folder, by its path with `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, within: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            let name = format!("{within}{}", path.file_name().expect("a name").to_string_lossy());
            if path.is_dir() {
                walk(&path, &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("written")).expect("JSON")
}

fn build(home: &TempDir, more: &[&str]) -> std::process::Output {
    run(home.path(), [&["build", "config.yaml", "--out", "out"], more].concat())
}

fn built(home: &TempDir, more: &[&str]) -> PathBuf {
    let output = build(home, more);
    assert!(output.status.success(), "{}", stderr(&output));
    home.path().join("out")
}

#[test]
fn each_client_has_a_folder_and_all_have_an_index() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(12, 0))]);
    let output = build(&home, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("12 reports: 12 built, 0 unchanged, 0 failed"), "{}", stderr(&output));
    let out = home.path().join("out");
    let found = files(&out);
    let mut expected: BTreeSet<String> =
        ["index.html", "index.json", "ledger.json", "mailing.csv", "manifest.json"].map(str::to_owned).into();
    for client in 0..12 {
        for file in ["report.html", "report.json", "summary.html", "summary.txt"] {
            expected.insert(format!("client-{client:03}/{file}"));
        }
    }
    assert_eq!(found.keys().cloned().collect::<BTreeSet<_>>(), expected);
    let manifest = json(&out.join("manifest.json"));
    assert_eq!(manifest["state"], "complete");
    for (path, bytes) in found.iter().filter(|(path, _)| *path != "manifest.json") {
        assert_eq!(manifest["files"][path]["sha256"], sha256(bytes).as_str(), "{path}");
    }
    for line in stdout(&output).lines() {
        assert!(home.path().join(line).exists(), "{line}");
    }
}

/// Counted here once more from the rows.
#[test]
fn figures_of_clients_are_those_of_their_rows() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(12, 0))]);
    let out = built(&home, &[]);
    let mut counts: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    for line in answers(12, 0).lines().skip(1).filter(|line| line.contains("2026-08-13")) {
        let cells: Vec<&str> = line.split(',').collect();
        let score: u64 = cells[3].parse().expect("a score");
        counts.entry(cells[0].to_owned()).or_default()[if score <= 6 {
            0
        } else if score <= 8 {
            1
        } else {
            2
        }] += 1;
    }
    let nps = |[d, z, p]: [u64; 3]| {
        #[expect(clippy::cast_precision_loss, reason = "few")]
        let points = 100.0 * (p as f64 - d as f64) / (d + z + p) as f64;
        points
    };
    let total = counts.values().fold([0; 3], |sum, c| [sum[0] + c[0], sum[1] + c[1], sum[2] + c[2]]);
    let shown: Vec<f64> = counts.values().filter(|c| c.iter().sum::<u64>() >= 5).map(|c| nps(*c)).collect();
    #[expect(clippy::cast_precision_loss, reason = "few")]
    let mean = shown.iter().sum::<f64>() / shown.len() as f64;
    let near = |found: &Value, expected: f64| (found.as_f64().expect("a number") - expected).abs() < 1e-9;
    // Of others a report holds a tenth of a point.
    let told =
        |found: &Value, expected: f64| (found.as_f64().expect("a number") - expected).abs() < 0.05 + 1e-9;
    let index = json(&out.join("index.json"));
    assert!(near(&index["overall"]["nps"], nps(total)));
    assert!(near(&index["tiers"][0]["mean"]["nps"], mean));
    for row in index["tiers"][0]["rows"].as_array().expect("rows") {
        let name = row["client"][0].as_str().expect("a name");
        assert_eq!(row["answers"], counts[name].iter().sum::<u64>());
        let report = json(&out.join(row["folder"].as_str().expect("a folder")).join("report.json"));
        assert_eq!(report["organisation"], name);
        assert_eq!(report["overall"], row["finding"]);
        let Some(own) = row["finding"]["nps"].as_f64() else { continue };
        assert!((own - nps(counts[name])).abs() < 1e-9);
        let others = &report["sections"]["participants"];
        assert!(told(&others["pooled"]["finding"]["nps"], nps(total)));
        assert_eq!(others["clients"], 12);
        let rest = [0, 1, 2].map(|group| total[group] - counts[name][group]);
        assert!(told(&others["others"]["comparison"]["difference"], own - nps(rest)));
        // Two other clients in each region are too few.
        assert_eq!(others["peers"]["finding"]["why"], "too_few_clients");
        assert_eq!(report["sections"]["quality"]["rows_read"], report["sections"]["quality"]["rows_used"]);
        assert_eq!(report["sections"]["quality"]["files"], Value::Array(Vec::new()));
    }
}

#[test]
fn what_is_unchanged_is_not_made_again_and_equals_a_full_build() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(21, 0))]);
    let out = built(&home, &[]);
    let first = files(&out);
    let again = build(&home, &[]);
    assert!(stderr(&again).contains("0 built, 21 unchanged"), "{}", stderr(&again));
    assert_eq!(stdout(&again), "", "nothing was written");
    assert_eq!(files(&out), first);
    fs::write(home.path().join("answers.csv"), answers(21, 3)).expect("written");
    built(&home, &[]);
    let fresh = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(21, 3))]);
    assert_eq!(present(&out), present(&built(&fresh, &[])));
    let second = files(&out);
    let forced = build(&home, &["--force"]);
    assert!(stderr(&forced).contains("21 built, 0 unchanged"), "{}", stderr(&forced));
    assert!(files(&out) == second);
    // A file that is not what was written is not unchanged.
    fs::remove_file(out.join("client-004/summary.txt")).expect("removed");
    let mended = build(&home, &[]);
    assert!(stderr(&mended).contains("1 built, 20 unchanged"), "{}", stderr(&mended));
    assert!(files(&out) == second);
}

/// Every file of an output folder, less what is said of earlier runs: in the index and the ledger, and in the hashes of them.
fn present(out: &Path) -> BTreeMap<String, String> {
    let mut index = json(&out.join("index.json"));
    index.as_object_mut().expect("an object").remove("last_run");
    for tier in index["tiers"].as_array_mut().expect("tiers") {
        for row in tier["rows"].as_array_mut().expect("rows") {
            row.as_object_mut().expect("an object").remove("last_run");
        }
    }
    let mut manifest = json(&out.join("manifest.json"));
    manifest["index"].take();
    for name in ["index.html", "index.json", "ledger.json"] {
        manifest["files"][name].take();
    }
    let mut files: BTreeMap<String, String> =
        files(out).into_iter().map(|(name, bytes)| (name, sha256(&bytes))).collect();
    for name in ["index.html", "ledger.json"] {
        files.remove(name).expect("there");
    }
    files.insert("index.json".to_owned(), index.to_string());
    files.insert("manifest.json".to_owned(), manifest.to_string());
    files
}

#[test]
fn a_client_s_page_is_rendered_again_from_its_json() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(12, 0))]);
    let out = built(&home, &[]);
    for client in ["client-000", "client-011"] {
        let json = out.join(client).join("report.json");
        let again = home.path().join("again");
        let arguments =
            ["render".as_ref(), "--from".as_ref(), json.as_os_str(), "--out".as_ref(), again.as_os_str()];
        let output = run(home.path(), arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        let read = |folder: &Path| fs::read(folder.join("report.html")).expect("written");
        assert!(read(&again) == read(&out.join(client)), "{client}");
    }
}

#[test]
fn threads_jobs_and_the_order_of_rows_change_no_byte() {
    let rows = answers(15, 1);
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &rows)]);
    let first = files(&built(&home, &["--jobs", "1", "--threads", "1"]));
    let (header, body) = rows.split_once('\n').expect("a header");
    let turned: Vec<&str> = body.lines().rev().collect();
    let turned = format!("{header}\n{}\n", turned.join("\n"));
    let other = folder(&[("config.yaml", CONFIG), ("answers.csv", &turned)]);
    assert_eq!(first, files(&built(&other, &["--jobs", "4", "--threads", "3"])));
}

#[test]
fn only_the_reports_that_are_wanted_are_made() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(9, 0))]);
    let out = built(&home, &["--only", "Client 003", "Client 005"]);
    let names: BTreeSet<String> =
        files(&out).into_keys().filter_map(|path| path.split_once('/').map(|(f, _)| f.to_owned())).collect();
    assert_eq!(names, ["client-003", "client-005"].map(str::to_owned).into());
    assert!(!out.join("index.html").exists());
    built(&home, &[]);
    let before = files(&out);
    fs::write(home.path().join("answers.csv"), answers(9, 4)).expect("written");
    built(&home, &["--only", "Client 007"]);
    let after = files(&out);
    for (path, bytes) in &after {
        assert_eq!(
            before.get(path) == Some(bytes),
            !path.starts_with("client-007/") && !["ledger.json", "manifest.json"].contains(&path.as_str()),
            "{path}"
        );
    }
    let output = build(&home, &["--only", "Client 07"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `Client 007`?"), "{}", stderr(&output));
}

#[test]
fn a_rehearsal_writes_nothing() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(9, 0))]);
    let output = build(&home, &["--dry-run"]);
    assert!(stderr(&output).contains("9 reports: 9 to build, 0 unchanged, 0 failed"), "{}", stderr(&output));
    assert!(!home.path().join("out").exists());
    let out = built(&home, &[]);
    let before = files(&out);
    fs::write(home.path().join("answers.csv"), answers(8, 2)).expect("written");
    let output = build(&home, &["--dry-run", "--prune"]);
    assert!(stderr(&output).contains("would be removed): client-008"), "{}", stderr(&output));
    assert_eq!(files(&out), before);
}

#[test]
fn folders_of_clients_that_are_gone_stay_until_they_are_to_go() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(9, 0))]);
    let out = built(&home, &[]);
    fs::write(out.join("client-008/notes.txt"), "mine").expect("written");
    fs::write(out.join("notes.txt"), "mine").expect("written");
    fs::write(home.path().join("answers.csv"), answers(7, 0)).expect("written");
    let output = build(&home, &[]);
    assert!(
        stderr(&output).contains("kept; remove with `--prune`): client-007, client-008"),
        "{}",
        stderr(&output)
    );
    assert!(out.join("client-007/report.html").exists());
    built(&home, &["--prune"]);
    assert!(!out.join("client-007").exists());
    assert_eq!(files(&out.join("client-008")).into_keys().collect::<Vec<_>>(), ["notes.txt"]);
    assert!(out.join("notes.txt").exists());
}

#[test]
fn files_that_somebody_else_wrote_or_changed_are_never_touched() {
    let home = folder(&[
        ("config.yaml", CONFIG),
        ("answers.csv", &answers(7, 0)),
        ("out/client-002/report.html", "mine"),
    ]);
    let output = build(&home, &[]);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    let out = home.path().join("out");
    assert_eq!(files(&out).into_keys().collect::<Vec<_>>(), ["client-002/report.html"]);
    fs::remove_file(out.join("client-002/report.html")).expect("removed");
    built(&home, &[]);
    fs::write(out.join("client-003/report.html"), "edited").expect("written");
    fs::write(home.path().join("answers.csv"), answers(7, 5)).expect("written");
    let before = files(&out);
    let output = build(&home, &[]);
    assert_eq!(output.status.code(), Some(5), "{}", stderr(&output));
    assert!(stderr(&output).contains("--force"), "{}", stderr(&output));
    assert_eq!(files(&out), before);
    built(&home, &["--force"]);
    assert_ne!(files(&out)["client-003/report.html"], b"edited");
}

#[test]
fn a_report_that_cannot_be_made_is_named_and_the_others_need_not_wait() {
    let yaml = CONFIG.replace("one_per: client}", "one_per: client, table: clients.csv}");
    let table = "client,logo,invited\nClient 002,missing.svg,\nClient 004,,3\nClient 005,,400\n";
    let home = folder(&[("config.yaml", &yaml), ("answers.csv", &answers(7, 0)), ("clients.csv", table)]);
    let output = build(&home, &[]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains("the report for `Client 002`: the logo `missing.svg` does not exist"), "{text}");
    assert!(
        text.contains(
            "the report for `Client 004`: it has 6 answers in the period, more than its `invited` of 3"
        ),
        "{text}"
    );
    assert!(text.contains("clients.csv, row 2"), "{text}");
    assert!(text.ends_with("2 problems; nothing was written\n"), "{text}");
    assert!(!home.path().join("out").exists());
    let output = build(&home, &["--fail-fast", "--jobs", "1"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).ends_with("1 problem; nothing was written\n"));
    let output = build(&home, &["--keep-going"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("7 reports: 5 built, 0 unchanged, 2 failed"), "{text}");
    assert!(text.ends_with("2 problems; these reports were not written\n"), "{text}");
    let out = home.path().join("out");
    assert!(!out.join("client-002").exists() && out.join("client-003/report.html").exists());
    let index = json(&out.join("index.json"));
    let row = |name: &str| {
        let rows = index["tiers"][0]["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["client"][0] == name).expect("a row").clone()
    };
    assert!(row("Client 002")["fault"].as_str().is_some_and(|fault| fault.contains("missing.svg")));
    assert_eq!(row("Client 005")["response"]["asked"], 400);
}

#[test]
fn what_is_in_the_way_of_one_report_need_not_keep_the_others_waiting() {
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(4, 0))]);
    let out = built(&home, &[]);
    fs::write(out.join("client-001/report.html"), "edited").expect("written");
    fs::remove_dir_all(out.join("client-003")).expect("removed");
    fs::write(out.join("client-003"), "mine").expect("written");
    let yaml = CONFIG.replace("Partner review", "Another review");
    fs::write(home.path().join("config.yaml"), yaml).expect("written");
    let before = files(&out);
    for flags in [&["--dry-run"] as &[&str], &[]] {
        let output = build(&home, flags);
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(5), "{text}");
        assert!(text.contains("the file was changed after plaudit wrote it"), "{text}");
        assert!(text.contains("a file is in the place of a folder of the reports"), "{text}");
        assert!(text.ends_with("2 problems; nothing was written\n"), "{text}");
        assert_eq!(files(&out), before, "{flags:?}");
    }
    let output = build(&home, &["--keep-going"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("4 reports: 2 built, 0 unchanged, 2 failed"), "{text}");
    assert!(text.contains("the report for `Client 001`: the file was changed"), "{text}");
    let after = files(&out);
    assert_eq!(after["client-001/report.html"], b"edited");
    assert_eq!(after["client-003"], b"mine");
    assert_ne!(after["client-002/report.html"], before["client-002/report.html"]);
    // The next run knows that it is still edited.
    assert_eq!(build(&home, &["--keep-going"]).status.code(), Some(1));
    assert_eq!(files(&out)["client-001/report.html"], b"edited");
}

#[test]
fn what_is_stated_of_a_client_is_in_its_report_only() {
    let yaml = CONFIG.replace("one_per: client}", "one_per: client, table: clients.csv}");
    let table = "client;title;organisation;language;accent;recipient;email;target;population;config;benchmark;\
        benchmark_name;benchmark_year;benchmark_source\n\
        Client 001;Обзор;ООО «Ромашка»;ru;#0b6e4f;Анне Петровой;a@example.com;12,5;120;;38;Их отрасль;2025;Обзор рынка\n\
        Client 006;;;;;;;;;own.yaml;;;;\n";
    let own = "title: Special\nmethod: {confidence: 90}\nlevels: [{from: -100, name: low}, {from: 20, name: high}]\n";
    let home = folder(&[
        ("config.yaml", &yaml),
        ("answers.csv", &answers(7, 0)),
        ("clients.csv", table),
        ("own.yaml", own),
    ]);
    let out = built(&home, &[]);
    let one = json(&out.join("client-001/report.json"));
    assert_eq!(
        (&one["title"], &one["organisation"], &one["language"]),
        (&"Обзор".into(), &"ООО «Ромашка»".into(), &"ru".into())
    );
    assert_eq!((&one["brand"]["accent"], &one["recipient"]), (&"#0b6e4f".into(), &"Анне Петровой".into()));
    assert_eq!(
        (
            &one["sections"]["benchmarks"][0]["benchmark"]["name"],
            &one["sections"]["benchmarks"][0]["benchmark"]["value"]
        ),
        (&"Цель".into(), &12.5.into())
    );
    let benchmark = &one["sections"]["benchmarks"][1]["benchmark"];
    assert_eq!((&benchmark["name"], &benchmark["value"]), (&"Их отрасль".into(), &38.0.into()));
    assert_eq!((&one["response"]["asked"], &one["response"]["of"]), (&120.into(), &"population".into()));
    let six = json(&out.join("client-006/report.json"));
    assert_eq!(
        (&six["title"], &six["method"]["confidence"], &six["levels"][1]["name"]),
        (&"Special".into(), &0.9.into(), &"high".into())
    );
    let two = json(&out.join("client-002/report.json"));
    assert_eq!(
        (&two["title"], &two["recipient"], &two["sections"]["benchmarks"][0]["benchmark"]["value"]),
        (&"Partner review".into(), &Value::Null, &40.0.into())
    );
    let list = fs::read_to_string(out.join("mailing.csv")).expect("written");
    assert!(list.contains("Client 001,Анне Петровой,a@example.com,ru,"), "{list}");
    // The language as a config states it, and subjects that any program can show.
    assert!(list.lines().skip(1).all(|row| row.contains(",ru,") || row.contains(",en,")), "{list}");
    assert!(list.contains("3-й квартал 2026 г."), "{list}");
    assert!(!list.contains(['\u{a0}', '\u{202f}', '\u{2011}']), "{list}");
}

#[test]
fn nested_clients_have_nested_folders_and_tiers() {
    let yaml = CONFIG.replace("one_per: client}", "one_per: [region, client]}");
    let home = folder(&[("config.yaml", &yaml), ("answers.csv", &answers(12, 0))]);
    let out = built(&home, &[]);
    let index = json(&out.join("index.json"));
    let tier = |at: usize| index["tiers"][at]["rows"].as_array().expect("rows").len();
    assert_eq!((tier(0), tier(1), index["tiers"][1]["column"].as_str()), (4, 12, Some("client")));
    let region = json(&out.join("region-2/report.json"));
    let inner = json(&out.join("region-2/client-006/report.json"));
    assert_eq!(region["client"], serde_json::json!(["Region 2"]));
    assert_eq!(inner["client"], serde_json::json!(["Region 2", "Client 006"]));
    assert_eq!(inner["sections"]["participants"]["peers_in"], "Region 2");
    let n = |report: &Value| report["sections"]["quality"]["rows_used"].as_u64().expect("a number");
    let parts: u64 = ["002", "006", "010"]
        .map(|id| n(&json(&out.join(format!("region-2/client-{id}/report.json")))))
        .iter()
        .sum();
    assert_eq!(n(&region), parts);
    let only = built(&home, &["--only", "Region 1 / Client 005", "--force"]);
    assert!(only.join("region-1/client-005/report.html").exists());
}

#[test]
fn strange_names_get_safe_folders_and_lose_nothing() {
    let names = [
        "../../etc",
        "CON",
        "🦀",
        &"Ж".repeat(300),
        "<script>alert(1)</script>",
        "a/b\\c:d",
        "Acme Ltd",
        "ACME, ltd",
        ".",
    ];
    let mut rows = "client,region,day,nps,comment\n".to_owned();
    for name in names {
        for answer in 0..6 {
            rows += &format!("\"{name}\",North,2026-08-13,{},\n", answer * 2);
        }
    }
    rows += "  ,North,2026-08-13,9,\n";
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &rows)]);
    let out = built(&home, &[]);
    let manifest = json(&out.join("manifest.json"));
    let reports = manifest["reports"].as_object().expect("reports");
    let found: BTreeSet<&str> =
        reports.values().map(|entry| entry["client"][0].as_str().expect("a name")).collect();
    assert_eq!(found, names.into());
    for slug in reports.keys() {
        assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug}");
    }
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 3, "nothing outside the folder");
    let page = fs::read_to_string(out.join("index.html")).expect("written");
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"));
    let index = json(&out.join("index.json"));
    assert_eq!(index["quality"]["rejected"][0]["reason"], "blank_client");
}

#[test]
fn a_client_of_the_table_without_answers_yet_is_warned_of_and_listed_as_missing() {
    let config = "title: T\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps}\n\
                  reports: {one_per: client, table: t.csv}\n";
    let table = "client,target\nAcme,30\nBetta,40\nNewcomer,50\n";
    let answers = "client,nps\nAcme,10\nAcme,9\nBeta,3\n";
    let home = folder(&[("c.yaml", config), ("a.csv", answers), ("t.csv", table)]);
    let output = run(home.path(), ["build", "c.yaml"]);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    for part in [
        "warning: the data have no answers of the client `Betta` of the table: it is listed as missing",
        "t.csv, row 3, column `client`",
        "did you mean `Beta`?",
        "no answers of the client `Newcomer`",
        "t.csv, row 4, column `client`",
        "2 reports: 2 built, 0 unchanged, 0 failed; 2 without answers in the period",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let index = json(&home.path().join("report/index.json"));
    let missing = index["missing"].as_array().expect("a list").iter();
    let missing: Vec<&str> = missing.map(|missing| missing["client"][0].as_str().expect("a name")).collect();
    assert_eq!(missing, ["Betta", "Newcomer"]);
    let page = fs::read_to_string(home.path().join("report/index.html")).expect("there");
    assert!(page.contains("Newcomer"));
    let said = stderr(&run(home.path(), ["build", "c.yaml", "--only", "Newcomer"]));
    assert!(said.contains("the client `Newcomer` has no answers in the period"), "{said}");
    let strict = run(home.path(), ["check", "c.yaml", "--strict"]);
    assert_eq!(strict.status.code(), Some(4), "{}", stderr(&strict));
    // What a list does not want is not missing, and a table of which nothing fits is another's.
    let listed = config.replace("table: t.csv", "table: t.csv, list: [Acme, Newcomer]");
    fs::write(home.path().join("c.yaml"), listed).expect("written");
    let said = stderr(&run(home.path(), ["check", "c.yaml"]));
    assert!(said.contains("neither the data nor `reports.list` have the client `Betta`"), "{said}");
    fs::write(home.path().join("c.yaml"), config).expect("written");
    fs::write(home.path().join("t.csv"), "client\nBetta\nNewcomer\n").expect("written");
    let output = run(home.path(), ["build", "c.yaml"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("error: the data have no client").count(), 2, "{}", stderr(&output));
}

#[test]
fn clients_that_are_expected_and_have_no_answers_are_missing() {
    let yaml =
        CONFIG.replace("one_per: client}", "one_per: client, list: [Client 001, Client 002, Newcomer]}");
    let rows = answers(4, 0).replace("Client 002,Region 2,2026-08-13", "Client 003,Region 2,2026-08-13");
    let home = folder(&[("config.yaml", &yaml), ("answers.csv", &rows)]);
    let out = built(&home, &[]);
    let index = json(&out.join("index.json"));
    assert_eq!(index["tiers"][0]["rows"].as_array().expect("rows").len(), 1);
    let missing = index["missing"].as_array().expect("a list");
    assert_eq!(missing[0]["client"][0], "Client 002");
    assert_eq!(missing[0]["last"]["key"], "2026-Q2");
    assert_eq!((&missing[1]["client"][0], &missing[1]["last"]), (&"Newcomer".into(), &Value::Null));
    assert!(!out.join("client-003").exists());
}

#[test]
fn peers_are_named_only_where_that_is_allowed() {
    let yaml = CONFIG.replace("one_per: client}", "one_per: client, name_peers: true}");
    let home = folder(&[("config.yaml", &yaml), ("answers.csv", &answers(12, 0))]);
    let out = built(&home, &[]);
    let report = json(&out.join("client-004/report.json"));
    let named = report["sections"]["participants"]["named"].as_array().expect("names");
    assert_eq!(named.len(), 12);
    assert_eq!(named.iter().filter(|row| row["is_own"] == true).count(), 1);
    let page = fs::read_to_string(out.join("client-004/report.html")).expect("written");
    assert!(page.contains("Client 011"));
}
