//! The README and the pages of `docs/` hold: their commands run, their configs and templates build, what they show of the
//! program's words is what it says, and their links lead somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{folder, project, report, run, stderr};

/// A page, by its path within the project.
struct Page {
    path: String,
    text: String,
}

impl Page {
    fn read(path: &str) -> Self {
        let text = fs::read_to_string(project().join(path)).expect("the page is there");
        Self { path: path.to_owned(), text }
    }

    /// The fenced blocks of one language.
    fn blocks(&self, language: &str) -> Vec<&str> {
        let fence = format!("```{language}\n");
        let starts = self.text.split(fence.as_str()).skip(1);
        starts.map(|rest| rest.split_once("```").expect("the block ends").0).collect()
    }

    /// The lines of its shell blocks, without what is said of them.
    fn commands(&self) -> impl Iterator<Item = &str> {
        let lines = self.blocks("sh").into_iter().flat_map(str::lines);
        lines.map(|line| line.split(" #").next().unwrap_or(line).trim())
    }

    /// The text outside the fenced blocks.
    fn prose(&self) -> String {
        self.text.split("```").step_by(2).collect()
    }

    /// What links can aim at: its headings, as GitHub names them.
    fn anchors(&self) -> BTreeSet<String> {
        let prose = self.prose();
        let headings = prose.lines().filter(|line| line.starts_with('#'));
        let name = |line: &str| {
            let text = line.trim_start_matches('#').trim().to_lowercase();
            let kept = text.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        };
        headings.map(name).collect()
    }

    /// The targets of its links and pictures.
    fn links(&self) -> Vec<String> {
        let prose = self.prose();
        let targets = prose.split("](").skip(1);
        targets.map(|rest| rest.split_once(')').expect("the link ends").0.to_owned()).collect()
    }
}

/// Every page of `docs/`.
fn docs() -> Vec<Page> {
    let mut names: Vec<String> = fs::read_dir(project().join("docs"))
        .expect("there are docs")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.iter().map(|name| Page::read(&format!("docs/{name}"))).collect()
}

/// The README, and every page of `docs/`.
fn pages() -> Vec<Page> {
    std::iter::once(Page::read("README.md")).chain(docs()).collect()
}

/// Copies what the commands use.
fn copy_used(home: &Path) {
    for name in ["config", "sample-data"] {
        copy_all(&project().join(name), &home.join(name));
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("readable").path();
        let copied = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_all(&path, &copied);
        } else {
            fs::copy(&path, copied).expect("copied");
        }
    }
}

/// The words of a command, those between quotes together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// Name and text of a block of YAML that is no config but a file that one names: its first line is `# name.yaml`.
fn named_file(block: &str) -> Option<(&str, &str)> {
    let (name, text) = block.strip_prefix("# ")?.split_once('\n')?;
    name.strip_suffix(".yaml").is_some().then_some((name, text))
}

/// The templates that a page shows; the first line of each is its name in a comment.
fn templates(page: &Page) -> Vec<(String, &str)> {
    let named = page.blocks("html").into_iter().map(|block| {
        let named = block.strip_prefix("{# ").and_then(|rest| rest.split_once(" #}\n"));
        named.expect("a template begins with its name")
    });
    named.map(|(name, text)| (format!("my-templates/{name}"), text)).collect()
}

/// Puts the files that a page shows into a folder.
fn put_files(page: &Page, home: &Path) {
    let files = page.blocks("yaml").into_iter().filter_map(named_file);
    let files = files.map(|(name, text)| (name.to_owned(), text));
    // What an analyst says, on the page on that.
    let words = page.blocks("markdown").into_iter().map(|text| ("commentary.md".to_owned(), text));
    let files = files.chain(words);
    for (name, text) in files.chain(templates(page)) {
        let path = home.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

/// Runs the commands of a page; how many there were.
fn run_all(page: &Page, home: &Path) -> usize {
    let mut ran = 0;
    for line in page.commands() {
        let arguments =
            line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("plaudit "));
        let Some(arguments) = arguments else {
            // Installing, testing and measuring are for people.
            assert!(line.is_empty() || line.starts_with("cargo "), "{}: what is `{line}`?", page.path);
            continue;
        };
        // Printing takes a browser; `tests/pdf.rs` prints.
        let mut arguments = words(arguments);
        arguments.retain(|word| word != "--pdf");
        let into = arguments.iter().position(|word| word == ">").map(|at| arguments.split_off(at));
        let output = run(home, &arguments);
        assert!(output.status.success(), "{}: {line}: {}", page.path, stderr(&output));
        if let Some(into) = into {
            fs::write(home.join(&into[1]), &output.stdout).expect("written");
        }
        ran += 1;
    }
    ran
}

#[test]
fn a_checkout_stays_clean_whatever_command_is_run_in_it() {
    let ignored = fs::read_to_string(project().join(".gitignore")).expect("there");
    let mut written = BTreeSet::from(["/report/".to_owned()]);
    for line in pages().iter().flat_map(Page::commands) {
        for pair in words(line).windows(2) {
            match pair[0].as_str() {
                "--out" | "init" => {
                    written.insert(format!("/{}/", pair[1].split('/').next().unwrap_or(&pair[1])))
                }
                ">" => written.insert(format!("/{}", pair[1])),
                _ => false,
            };
        }
    }
    assert!(written.len() > 3, "{written:?}");
    for path in written {
        assert!(ignored.lines().any(|line| line == path), "`{path}` is not ignored");
    }
}

/// A page goes on from where the README has led, unless it begins anew.
#[test]
fn every_command_runs() {
    let readme = Page::read("README.md");
    let after_readme = tempfile::tempdir().expect("a folder");
    copy_used(after_readme.path());
    assert!(run_all(&readme, after_readme.path()) >= 4, "few commands in the README");
    let mut shown = 0;
    for page in docs() {
        let home = tempfile::tempdir().expect("a folder");
        if page.commands().any(|line| line.starts_with("plaudit init")) {
            copy_used(home.path());
        } else {
            copy_all(after_readme.path(), home.path());
        }
        put_files(&page, home.path());
        run_all(&page, home.path());
        for (_, text) in templates(&page) {
            let made = fs::read_to_string(home.path().join("again/report.html")).expect("rendered");
            let fixed = text.lines().filter(|line| !line.contains(['{', '}']));
            shown += fixed.inspect(|line| assert!(made.contains(line), "{}: no `{line}`", page.path)).count();
        }
    }
    assert!(shown > 3, "templates are shown on no page");
}

#[test]
fn every_config_builds() {
    let mut ran = 0;
    for page in pages() {
        for block in page.blocks("yaml").into_iter().filter(|block| named_file(block).is_none()) {
            let home = survey(&completed(block));
            put_files(&page, home.path());
            let output = run(home.path(), ["build", "config.yaml"]);
            assert!(output.status.success(), "{}:\n{block}\n{}", page.path, stderr(&output));
            ran += 1;
        }
    }
    assert!(ran > 12, "only {ran} configs were found");
}

/// A part of a config, made a whole one.
fn completed(part: &str) -> String {
    let mut config = part.to_owned();
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
    config
}

/// A config, and all that those of the pages name.
fn survey(config: &str) -> TempDir {
    let days = ["2025-08-11", "2026-05-12", "2026-08-13"];
    let regions = ["North", "South"];
    let rows: String = (0..240)
        .map(|i| {
            let (score, w, company) = (i * 7 % 11, 1 + i % 4, i % 17);
            let (gender, age) = (["f", "m"][i % 5 % 2], ["18-39", "40+"][i % 7 % 2]);
            let (day, region, client) = (days[i % 3], regions[i % 2], i % 5);
            let comment = ["prices are fair", "quick and on time", "an instalment", "showroom", "дорого", ""][i % 6];
            let (reason, services) = (["price", "speed"][i % 2], ["design;delivery", "delivery"][i % 3 % 2]);
            let (product, goals, happy) = (i * 3 % 11, 1 + i % 7, ["да", "no"][i % 3 % 2]);
            let status = ["доволен", "Satisfied", "не доволен", ""][i % 4];
            let (size, channel) = (["small", "large"][i / 2 % 2], ["web", "phone"][i / 4 % 2]);
            let city = ["Ash", "Birch", "Cedar", "Dale"][i % 4];
            let review = if i % 8 < 2 { "да" } else { "" };
            format!(
                "{score},{day},{region},Client {client},{w},C{company},{gender},{age},{product},{goals},{happy},{status},{review},{size},{channel},{city},{reason},{services},{i},{comment},{comment},Manager {client}\n"
            )
        })
        .collect();
    let head = "nps,responded_on,region,client,w,company,gender,age,product,goals,happy,status,review_left,size,channel,city,reason,services,id,comment,theme,manager";
    let asked: String = (0..300)
        .map(|i| {
            let status = if i < 270 { "reached" } else { "" };
            format!("{i};{};{};{status}\n", regions[i % 2], days[i % 3])
        })
        .collect();
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let table = "name,value,year,n,statistic,source,region,industry\nA,40,2025,,median,B,,software\n";
    folder(&[
        ("config.yaml", config),
        ("answers.csv", &format!("{head}\n{rows}")),
        (
            "exports/one.csv",
            &format!("{head}\n9,2026-05-12,North,Client 1,1,C1,f,40+,9,7,no,,,large,web,Ash\n"),
        ),
        ("asked/one.csv", &format!("id;region;invited_on;call_status\n{asked}")),
        ("cities.csv", "city,district\nAsh,East\nBirch,East\nCedar,West\nDale,West\n"),
        ("clients.csv", "client,target,invited\nClient 3,40,120\n"),
        ("commentary.md", "NPS is {{overall.nps}}.\n"),
        ("logo.svg", logo),
        ("industry.csv", table),
        ("my-templates/method.html", ""),
    ])
}

#[test]
fn errors_and_warnings_are_shown_as_they_are() {
    let readme = Page::read("README.md");
    let configuration = Page::read("docs/configuration.md");
    // The smallest config with a slip of the pen, and a colour that is too faint.
    let slip = readme.blocks("yaml")[0].replace("region: region", "regoin: region");
    let slip = slip.replace("            # or a list, or a pattern such as exports/*.csv", "");
    let faint = completed("brand: {accent: \"#2aa198\"}\n");
    for (page, config) in [(&readme, slip), (&configuration, faint)] {
        let home = survey("");
        fs::write(home.path().join("survey.yaml"), config).expect("written");
        let said = stderr(&run(home.path(), ["build", "survey.yaml"]));
        let blocks = page.blocks("text");
        let shown = blocks.iter().find(|block| block.starts_with("error:") || block.starts_with("warning:"));
        let shown = shown.expect("one is shown").trim_end();
        assert!(said.contains(shown), "{} shows\n{shown}\nbut plaudit says\n{said}", page.path);
    }
}

#[test]
fn the_exit_codes_are_those_of_the_program() {
    use plaudit::error::Kind;
    let page = Page::read("docs/command-line.md");
    for (kind, name) in [
        (Kind::Usage, "usage"),
        (Kind::Config, "config"),
        (Kind::Data, "data"),
        (Kind::Output, "output"),
        (Kind::Other, "anything else"),
    ] {
        let row = format!("| {} | {name}", kind.exit_code());
        assert!(page.text.contains(&row), "{} has no row `{row}`", page.path);
    }
}

#[test]
fn the_gate_runs_the_test_command_of_the_readme() {
    let gate = fs::read_to_string(project().join(".ci/run")).expect("there");
    let readme = Page::read("README.md");
    let command = readme.commands().find(|line| line.starts_with("cargo test")).expect("there is one");
    assert!(gate.lines().any(|line| line.starts_with(command)), "`{command}` is not in .ci/run");
}

#[test]
fn links_lead_somewhere_and_the_readme_to_every_page() {
    let readme = Page::read("README.md");
    let mut faults = Vec::new();
    let mut looked = 0;
    for page in pages().into_iter().chain([Page::read("CONTRIBUTING.md")]) {
        for link in page.links().iter().filter(|link| !link.starts_with("https://")) {
            looked += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let here = Path::new(&page.path);
            let target = match path {
                "" => here.to_owned(),
                _ => here.parent().unwrap_or(Path::new("")).join(path),
            };
            let is_there = project().join(&target).exists();
            let has_anchor = || Page::read(&target.to_string_lossy()).anchors().contains(anchor);
            if !is_there || !anchor.is_empty() && !has_anchor() {
                faults.push(format!("{}: `{link}` leads nowhere", page.path));
            }
        }
    }
    let linked: Vec<PathBuf> = readme.links().iter().map(PathBuf::from).collect();
    let alone = docs().into_iter().filter(|page| !linked.contains(&PathBuf::from(&page.path)));
    faults.extend(alone.map(|page| format!("README.md has no link to {}", page.path)));
    assert!(looked > 30, "only {looked} links were found");
    report(&faults);
}

/// Every template that there is has a row that says what it draws, and what templates are said to see is what they place.
#[test]
fn the_page_on_templates_names_each_and_what_they_see() {
    let page = Page::read("docs/templates.md");
    let mut placed = BTreeSet::new();
    for entry in fs::read_dir(project().join("templates")).expect("there") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let is_named = |line: &str| line.starts_with("| `") && line.contains(&format!("`{name}`"));
        assert!(page.text.lines().any(is_named), "{} does not say what {name} draws", page.path);
        let text = fs::read_to_string(path).expect("readable");
        for tag in text.split('{').filter(|tag| tag.starts_with('%')).chain(text.split("{{").skip(1)) {
            let tag = tag.split('}').next().unwrap_or(tag);
            placed.extend(tag.split(|c: char| !c.is_ascii_lowercase() && c != '_').map(str::to_owned));
        }
    }
    let (_, seen) = page.text.split_once("## What they see").expect("a part");
    let (seen, _) = seen.split_once("\n## ").expect("the part ends");
    let is_variable = |text: &&str| text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let rows = seen.lines().filter(|line| line.starts_with("| `"));
    let said: Vec<&str> =
        rows.flat_map(|row| row.split('`').skip(1).step_by(2)).filter(is_variable).collect();
    assert!(said.len() > 40, "{said:?}");
    let wrong: Vec<&&str> = said.iter().filter(|name| !placed.contains(**name)).collect();
    assert!(wrong.is_empty(), "{}: no template places {wrong:?}", page.path);
}

/// Every column that a table of clients may have, and no other, is said to state something.
#[test]
fn the_page_on_clients_names_each_column_of_their_table() {
    let page = Page::read("docs/one-report-for-each-client.md");
    let (_, table) = page.text.split_once("| column | what it states |\n").expect("a table");
    let rows = table.lines().skip(1).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let named: BTreeSet<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let source = fs::read_to_string(project().join("src/config/clients.rs")).expect("there");
    let (_, columns) = source.split_once("columns: [").expect("listed");
    let (columns, _) = columns.split_once(']').expect("the list ends");
    let known: BTreeSet<&str> = columns.split('"').skip(1).step_by(2).collect();
    assert_eq!(named, known);
}
