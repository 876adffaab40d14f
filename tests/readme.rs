//! Every example of the README runs.

use std::fs;

use crate::support::{folder, project, run, stderr};

fn readme() -> String {
    fs::read_to_string(project().join("README.md")).expect("there is a README")
}

/// The fenced blocks of one language.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let mut blocks = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(&format!("```{language}\n")) {
        rest = &rest[start + language.len() + 4..];
        let end = rest.find("```").expect("the block ends");
        blocks.push(rest[..end].to_owned());
        rest = &rest[end + 3..];
    }
    blocks
}

/// A copy of what the commands of the README use.
fn copy() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for name in ["config", "sample-data"] {
        fs::create_dir(home.path().join(name)).expect("made");
        for entry in fs::read_dir(project().join(name)).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_file() {
                fs::copy(&path, home.path().join(name).join(path.file_name().expect("a name")))
                    .expect("copied");
            }
        }
    }
    home
}

#[test]
fn a_checkout_stays_clean_whatever_command_of_the_readme_is_run_in_it() {
    let ignored = fs::read_to_string(project().join(".gitignore")).expect("there");
    let mut folders = vec!["report"];
    let blocks = blocks("sh");
    for line in blocks.iter().flat_map(|block| block.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for pair in words.windows(2).filter(|pair| ["--out", "init"].contains(&pair[0])) {
            folders.push(pair[1].split('/').next().unwrap_or(pair[1]));
        }
    }
    assert!(folders.len() > 3, "{folders:?}");
    for folder in folders {
        assert!(ignored.lines().any(|line| line == format!("/{folder}/")), "`{folder}` is not ignored");
    }
}

#[test]
fn every_command_of_the_readme_runs() {
    let home = copy();
    let mut ran = 0;
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        let line = line.split(" #").next().unwrap_or(line).trim();
        let Some(arguments) =
            line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("plaudit "))
        else {
            // Installing, testing and measuring are for people.
            assert!(
                line.is_empty() || line.starts_with("cargo ") || line.starts_with("git "),
                "what is `{line}`?"
            );
            continue;
        };
        let output = run(home.path(), arguments.split_whitespace());
        assert!(output.status.success(), "{line}: {}", stderr(&output));
        ran += 1;
    }
    assert!(ran >= 4, "only {ran} commands were found");
}

#[test]
fn every_config_of_the_readme_builds() {
    let mut ran = 0;
    for block in blocks("yaml") {
        // A part of a config is completed to one.
        let mut config = block.clone();
        for (key, line) in [
            ("title", "title: Example\n"),
            ("as_of", "as_of: 2026-10-05\n"),
            ("source", "source: {files: answers.csv}\n"),
            ("columns", "columns: {score: nps, date: responded_on, region: region}\n"),
        ] {
            if !config.lines().any(|l| l.starts_with(&format!("{key}:"))) {
                config += line;
            }
        }
        let days = ["2025-08-11", "2026-05-12", "2026-08-13"];
        let regions = ["North", "South"];
        let rows: String = (0..240)
            .map(|i| {
                let (score, w, company) = (i * 7 % 11, 1 + i % 4, i % 17);
                let (gender, age) = (["f", "m"][i % 5 % 2], ["18-39", "40+"][i % 7 % 2]);
                let (day, region, client) = (days[i % 3], regions[i % 2], i % 5);
                format!("{score},{day},{region},Client {client},{w},C{company},{gender},{age}\n")
            })
            .collect();
        let head = "nps,responded_on,region,client,w,company,gender,age";
        let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        let table = "name,value,year,n,statistic,source,region,industry\nA,40,2025,,median,B,,software\n";
        let home = folder(&[
            ("config.yaml", &config),
            ("answers.csv", &format!("{head}\n{rows}")),
            ("exports/one.csv", &format!("{head}\n9,2026-05-12,North,Client 1,1,C1,f,40+\n")),
            ("clients.csv", "client,target,invited\nClient 3,40,120\n"),
            ("logo.svg", logo),
            ("industry.csv", table),
            ("my-templates/method.html", ""),
        ]);
        let output = run(home.path(), ["build", "config.yaml"]);
        assert!(output.status.success(), "{block}\n{}", stderr(&output));
        ran += 1;
    }
    assert!(ran >= 3, "only {ran} configs were found");
}

#[test]
fn the_exit_codes_of_the_readme_are_those_of_the_program() {
    use plaudit::error::Kind;
    let readme = readme();
    for (kind, name) in [
        (Kind::Usage, "usage"),
        (Kind::Config, "config"),
        (Kind::Data, "data"),
        (Kind::Output, "output"),
        (Kind::Other, "anything else"),
    ] {
        let row = format!("| {} | {name}", kind.exit_code());
        assert!(readme.contains(&row), "the README has no row `{row}`");
    }
}
