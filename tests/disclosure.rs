//! What a report says of how its survey was made, and of what a level means.

use std::fs;

use crate::support::{folder, run, stderr, stdout};

const CONFIG: &str = "title: Loyalty\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: s}\n";
const SURVEY: &str = "question: How likely are you to recommend <us>?\nsurvey:\n  commissioned_by: Acme & Sons\n  \
                      population: Customers of the quarter\n  by_chance: false\n  limits: \" \"\n";
const LEVELS: &str = "levels:\n  - from: -100\n    name: needs work\n    text: |\n      Below 30: <call> every detractor back.\n\n      \
                      Ask the others why.\n  - {from: 30, name: good}\n";

/// The text of a page, without its marks.
fn said(html: &str) -> String {
    html.split('<')
        .map(|part| part.split_once('>').map_or("", |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_method_says_what_is_stated_and_names_what_is_not() {
    for (language, told) in [
        (
            "en",
            [
                "Commissioned by Acme &amp; Sons",
                "Those asked were not chosen by chance.",
                "Answers are not weighted.",
            ],
        ),
        ("ru", ["Заказчик Acme &amp; Sons", "Опрашиваемые отобраны не случайно.", "Ответы не взвешены."]),
        ("uk", ["Замовник Acme &amp; Sons", "Опитуваних відібрано не випадково.", "Відповіді не зважено."]),
    ] {
        let yaml = format!("{CONFIG}language: {language}\n{SURVEY}");
        let folder = folder(&[("c.yaml", &yaml), ("a.csv", "s\n9\n10\n3\n8\n9\n10\n")]);
        let output = run(folder.path(), ["build", "c.yaml"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let page = fs::read_to_string(folder.path().join("report/report.html")).expect("made");
        let text: String = said(&page).split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in told.iter().copied().chain(["How likely are you to recommend &lt;us&gt;?"]) {
            assert!(text.contains(sentence), "{language}: {sentence}");
        }
        assert!(!page.contains("<us>"));
    }
}

#[test]
fn what_is_not_stated_is_named_on_the_page_and_listed_by_check() {
    for (more, stated) in [("", 0), (SURVEY, 4)] {
        let yaml = format!("{CONFIG}{more}");
        let folder = folder(&[("c.yaml", &yaml), ("a.csv", "s\n9\n10\n3\n8\n9\n10\n")]);
        let output = run(folder.path(), ["check", "c.yaml", "--disclosure"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let listed = stdout(&output);
        let missing = listed.lines().filter(|line| line.ends_with("  not stated")).count();
        assert_eq!((missing, listed.lines().count()), (13 - stated, 14), "{listed}");
        assert!(listed.ends_with(&format!("{} of 13 not stated\n", 13 - stated)), "{listed}");
        assert!(run(folder.path(), ["build", "c.yaml"]).status.success());
        let page = fs::read_to_string(folder.path().join("report/report.html")).expect("made");
        let all = said(&page);
        let named = all.split("Not stated").last().expect("said").split("Weighting").next().expect("some");
        // Of 13 items, one fewer than these has a point after it.
        assert_eq!(named.matches('·').count(), 13 - stated - 1, "{named}");
        let json = fs::read_to_string(folder.path().join("report/report.json")).expect("made");
        assert_eq!(json.contains("\"survey\""), stated > 0, "{json}");
    }
}

#[test]
fn a_client_may_state_what_is_otherwise_stated_for_all() {
    let yaml = format!(
        "{CONFIG}reports:\n  one_per: c\n  table: t.csv\nsurvey: {{population: Everybody, channels: Telephone}}\n"
    );
    let rows: String = ["North", "South", "West", "East"]
        .map(|client| [9, 10, 3, 8, 9].map(|score| format!("{score},{client}\n")).concat())
        .concat();
    let folder = folder(&[
        ("c.yaml", &yaml),
        ("t.csv", "client,config\nNorth,n.yaml\n"),
        ("n.yaml", "survey: {population: The north}\n"),
        ("a.csv", &format!("s,c\n{rows}")),
    ]);
    let output = run(folder.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = |client: &str| {
        said(&fs::read_to_string(folder.path().join(format!("report/{client}/report.html"))).expect("made"))
    };
    assert!(page("north").contains("The north") && page("north").contains("Telephone"));
    assert!(page("south").contains("Everybody"));
}

/// 26.7 is below 30.
#[test]
fn what_a_level_means_stands_with_the_score_on_the_page_and_in_the_e_mail() {
    let rows = |client: &str| -> String {
        let of = |(score, n): (&u8, usize)| format!("{score},{client}\n").repeat(n);
        [3, 8, 10].iter().zip([60, 100, 140]).map(of).collect()
    };
    let yaml = format!("{CONFIG}{LEVELS}reports: {{one_per: c}}\n");
    let csv = format!("s,c\n{}", ["North", "South"].map(rows).concat());
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &csv)]);
    let output = run(folder.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for (file, lines) in [
        (
            "report.html",
            [
                "<p class=\"advice\">Below 30: &lt;call&gt; every detractor back.</p>",
                "<p class=\"advice\">Ask the others why.</p>",
            ],
        ),
        ("summary.html", ["Below 30: &lt;call&gt; every detractor back.</p>", "Ask the others why.</p>"]),
        ("summary.txt", ["Below 30: <call> every detractor back.\n", "Ask the others why.\n"]),
    ] {
        let text = fs::read_to_string(folder.path().join("report/north").join(file)).expect("made");
        assert!(lines.iter().all(|line| text.contains(line)), "{file}: {text}");
        assert!(text.contains("26.7") && text.contains("needs work"), "{file}");
    }
}
