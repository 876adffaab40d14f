//! Texts of a page in place of the built-in ones, as users state them.

use std::fs;
use std::path::Path;

use crate::batch::{CONFIG, answers, files, json};
use crate::support::{folder, project, run, stderr, stdout};

const SURVEY: &str = "title: Survey\nas_of: 2026-10-05\nsource: {files: answers.csv, date_format: YYYY-MM-DD}\n\
    columns: {score: nps, date: day, region: region}\n";

/// The page that a config gives, and its `report.json`.
fn built(yaml: &str, more: &[(&str, &str)]) -> (String, String) {
    let answers = answers(7, 0);
    let home = folder(&[&[("config.yaml", yaml), ("answers.csv", &answers)], more].concat());
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| fs::read_to_string(home.path().join("out").join(name)).expect("written");
    // The page is made again from the JSON alone.
    let again = run(home.path(), ["render", "--from", "out/report.json", "--out", "again"]);
    assert!(again.status.success(), "{}", stderr(&again));
    let page = read("report.html");
    assert!(page == fs::read_to_string(home.path().join("again/report.html")).expect("written"));
    (page, read("report.json"))
}

fn listed(arguments: &[&str]) -> String {
    let output = run(&project(), [&["wording"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn a_stated_text_stands_on_the_page_in_place_of_the_built_in_one_and_is_escaped() {
    let wording = "wording:\n  labels.promoters: \"Fans <b>& co\"\n  labels: {detractors: Foes}\n  figure.levels: [awful, bad, fair, fine, best]\n  \
        numbers.answers: {one: \"{n} reply\", other: \"{n} replies\"}\n";
    let (page, json) = built(&format!("{SURVEY}{wording}"), &[]);
    assert!(page.contains("Fans &lt;b&gt;&amp; co") && !page.contains("Fans <b>"), "escaped");
    assert!(!page.contains("Promoters<") && !page.contains(">Detractors<") && page.contains("Foes"));
    assert!(page.contains("awful") && !page.contains("needs work"));
    for part in [
        "\"labels.promoters\": \"Fans <b>& co\"",
        "\"numbers.answers.one\": \"{n} reply\"",
        "\"figure.levels.5\": \"best\"",
    ] {
        assert!(json.contains(part), "{part}");
    }
}

/// What a reader of a page meets: all text outside of tags, and what screen readers say of charts.
fn read_of(page: &str) -> String {
    let mut rest = page;
    let mut read = String::new();
    while let Some((text, after)) = rest.split_once('<') {
        read.push_str(text);
        let (tag, after) = after.split_once('>').expect("a tag");
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "data-label=\""] {
            let said = tag.split_once(attribute).and_then(|(_, said)| said.split_once('"'));
            read.extend(said.map(|(said, _)| format!(" {said} ")));
        }
        let closes = ["script", "style"].into_iter().find(|name| tag.starts_with(name));
        rest =
            closes.and_then(|name| after.split_once(&format!("</{name}>"))).map_or(after, |(_, after)| after);
        read.push(' ');
    }
    read + rest
}

#[test]
fn a_word_of_the_vocabulary_stands_in_all_texts_and_a_stated_text_over_it() {
    let (page, json) = built(
        &format!(
            "{SURVEY}vocabulary: {{promoters: Fans, detractors: VIP foes, region: Office, promoter: fan}}\n"
        ),
        &[],
    );
    let read = read_of(&page);
    for said in ["Fans", "share of fans minus the share of VIP foes", "An office"] {
        assert!(read.contains(said) || read.contains(&said.to_lowercase()), "{said}");
    }
    assert!(!read.to_lowercase().replace("net promoter score", "").contains("promoter"));
    assert!(!read.to_lowercase().contains("detractors") && !read.contains(" a office"));
    assert!(json.contains("\"vocabulary.promoters\": \"Fans\"") && !json.contains("outnumber"));
    let wording = "vocabulary: {promoters: Fans}\nwording: {labels.promoters: Lovers}\n";
    let (page, _) = built(&format!("{SURVEY}{wording}"), &[]);
    assert!(page.contains("Lovers") && page.contains("fans"));
}

#[test]
fn no_word_of_the_vocabulary_is_on_a_page_once_all_are_others() {
    // How each word of the vocabulary begins in any of its forms.
    let stems: [(&str, &[&str]); 3] = [
        ("en", &["promoter", "passive", "detractor", "client", "region", "participant", "nps"]),
        ("ru", &["промоутер", "нейтрал", "критик", "клиент", "регион", "участник", "nps"]),
        ("uk", &["промоутер", "нейтрал", "критик", "клієнт", "регіон", "регіоні", "учасник", "nps"]),
    ];
    // Names of the method and of a publication.
    let names = ["net promoter score", "a joint confidence region for an overall ranking of populations"];
    for (language, stems) in stems {
        let listed = listed(&["--language", language]);
        let words = listed.split_once(&format!("{language}:\n")).expect("a code").1;
        let words = words.split_once("  labels.").expect("texts").0;
        let mut marked = format!("{language}:\n");
        for (number, line) in words.lines().enumerate() {
            let word = line.find('"').map_or(line.to_owned(), |at| format!("{}Xq{number}", &line[..at]));
            marked = marked + &word + "\n";
        }
        let rows = answers(9, 0)
            .replace("client,region", "whom,place")
            .replace("Client", "Firm")
            .replace("Region", "Area");
        let yaml = CONFIG
            .replace("score: nps", "score: mark")
            .replace("region: region", "region: place")
            .replace("one_per: client", "one_per: whom")
            .replace("as_of", &format!("language: {language}\nwording: words.yaml\nas_of"));
        let home = folder(&[
            ("config.yaml", &yaml),
            ("words.yaml", &marked),
            ("answers.csv", &rows.replace(",nps,", ",mark,")),
        ]);
        let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let plan = run(home.path(), ["plan", "--margin", "5", "--from", "out/index.json"]);
        assert!(plan.status.success(), "{}", stderr(&plan));
        let mut pages: Vec<(String, String)> = files(&home.path().join("out"))
            .into_iter()
            .filter(|(name, _)| [".html", ".txt"].iter().any(|end| name.ends_with(end)))
            .map(|(name, bytes)| {
                let text = String::from_utf8(bytes).expect("text");
                let is_page = Path::new(&name).extension().is_some_and(|end| end == "html");
                let text = if is_page { read_of(&text) } else { text };
                (name, text)
            })
            .collect();
        assert!(pages.len() > 9, "pages");
        pages.push(("plan".to_owned(), stdout(&plan)));
        for (name, page) in pages {
            let mut page = page.to_lowercase();
            for name in names {
                page = page.replace(name, "");
            }
            for stem in stems {
                let at = page.find(stem).map(|at| page[..at].chars().rev().take(60).collect::<Vec<_>>());
                let before = at.map(|before| before.into_iter().rev().collect::<String>());
                assert_eq!(before, None, "{language} {name}: {stem}");
            }
            // An e-mail on too few answers has none of them to say.
            assert!(page.contains("xq") || name.contains("summary"), "{language} {name}");
        }
    }
}

#[test]
fn forms_that_are_not_stated_are_told_and_so_are_unknown_words_and_forms() {
    let told = |yaml: &str| {
        let home = folder(&[("config.yaml", &format!("{SURVEY}{yaml}")), ("answers.csv", &answers(7, 0))]);
        let output = run(home.path(), ["check", "config.yaml"]);
        (output.status.success(), stderr(&output) + &stdout(&output))
    };
    let (is_fine, russian) = told("language: ru\nvocabulary: {promoters: Фанаты}\n");
    assert!(is_fine, "{russian}");
    for part in [
        "`promoters` is another word in Russian, but some forms are not stated",
        "`promoters.genitive` (“промоутеров”), `promoters.dative` (“промоутерам”), `promoter.nominative` (“промоутер”)",
        "`vocabulary: {promoters: {nominative: …, genitive: …, dative: …}, promoter: {nominative: …}}`",
        "config.yaml:6:14",
    ] {
        assert!(russian.contains(part), "{part}: {russian}");
    }
    let (_, whole) = told("vocabulary: {promoters: Fans, promoter: Fan, nps: NLS}\n");
    assert!(!whole.contains("another word"), "{whole}");
    let (is_fine, faults) = told(
        "vocabulary:\n  promotors: Fans\n  passives: \"{n} calm\"\n  client: \"\"\n  ru: {regions: {genitiv: областей}}\n",
    );
    assert!(!is_fine);
    for part in [
        "the vocabulary of English has no word `promotors`",
        "did you mean `promoters`?",
        "config.yaml:6:3",
        "has no placeholder `{n}`",
        "the text `vocabulary.client` is empty",
        "the vocabulary of Russian has no word `regions.genitiv`",
        "did you mean `genitive`?",
        "the forms of `regions` are nominative, genitive, dative, instrumental, prepositional",
    ] {
        assert!(faults.contains(part), "{part}: {faults}");
    }
}

#[test]
fn the_list_of_all_texts_used_as_it_is_changes_no_byte() {
    for language in ["en", "ru", "uk"] {
        let yaml = listed(&["--language", language]);
        let own = format!("{SURVEY}language: {language}\n");
        let plain = built(&own, &[]);
        let same = built(&format!("{own}wording: texts.yaml\n"), &[("texts.yaml", &yaml)]);
        assert!(plain == same, "{language}");
        assert!(
            yaml.lines().count() > 500
                && yaml
                    .contains(&format!("\n{language}:\n  vocabulary.nps: \"NPS\"\n  vocabulary.promoters:"))
        );
    }
}

#[test]
fn the_list_shows_the_texts_that_a_config_states() {
    let home = folder(&[
        ("config.yaml", &format!("{SURVEY}wording: {{en: texts.yaml, uk: {{labels.target: Мета}}}}\n")),
        ("texts.yaml", "labels.target: Goal\n"),
        ("answers.csv", &answers(7, 0)),
    ]);
    let path = home.path().join("config.yaml");
    let path = path.to_str().expect("a path");
    assert!(listed(&[path]).contains("\n  labels.target: \"Goal\"\n"));
    assert!(listed(&[path, "--language", "uk"]).contains("\n  labels.target: \"Мета\"\n"));
    assert!(listed(&[path, "--language", "ru"]).contains("\n  labels.target: \"Цель\"\n"));
}

/// A folder with two clients whose languages differ, one with a file of its own.
fn clients(wording: &str) -> tempfile::TempDir {
    let yaml = CONFIG.replace("one_per: client}", "one_per: client, table: clients.csv}") + wording;
    folder(&[
        ("config.yaml", &yaml),
        ("answers.csv", &answers(7, 0)),
        ("clients.csv", "client,language,target,config\nClient 005,uk,12,\nClient 006,,10,own.yaml\n"),
        ("own.yaml", "wording: {labels.promoters: Own fans}\n"),
    ])
}

fn made(home: &tempfile::TempDir) -> String {
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output)
}

#[test]
fn each_client_has_the_texts_of_its_language_and_then_its_own() {
    let home = clients(
        "wording: {en: {labels.promoters: Fans, labels.target: Goal}, uk: {labels.promoters: Прихильники, labels.target: Мета}}\n",
    );
    made(&home);
    let out = home.path().join("out");
    let page = |name: &str| fs::read_to_string(out.join(name).join("report.html")).expect("written");
    let target = |name: &str| {
        json(&out.join(name).join("report.json"))["sections"]["benchmarks"][0]["benchmark"]["name"].clone()
    };
    assert!(page("client-005").contains("Прихильники") && !page("client-005").contains("Fans"));
    assert!(page("client-004").contains("Fans") && !page("client-004").contains("Own fans"));
    assert!(page("client-006").contains("Own fans"));
    assert_eq!((target("client-005"), target("client-006")), ("Мета".into(), "Goal".into()));
    assert!(json(&out.join("index.json"))["wording"]["labels.promoters"] == "Fans");
}

#[test]
fn a_report_whose_texts_change_is_made_again_and_no_other() {
    let state = |home: &Path| files(&home.join("out"));
    let home = clients("wording: {uk: {labels.promoters: Прихильники}}\n");
    made(&home);
    assert!(made(&home).contains("7 reports: 0 built, 7 unchanged"));
    let before = state(home.path());
    let config = fs::read_to_string(home.path().join("config.yaml")).expect("there");
    let write = |yaml: String| fs::write(home.path().join("config.yaml"), yaml).expect("written");
    write(config.replace("Прихильники", "Адвокати"));
    assert!(made(&home).contains("7 reports: 1 built, 6 unchanged"));
    let after = state(home.path());
    assert_ne!(before["client-005/report.html"], after["client-005/report.html"]);
    // A text that is the built-in one changes nothing for those who have it anyhow.
    write(config.replace("wording: {uk: {", "wording: {en: {labels.target: Target}, uk: {"));
    assert!(made(&home).contains("7 reports: 1 built, 6 unchanged"));
    assert_eq!(before, {
        let mut now = state(home.path());
        now.insert("manifest.json".into(), before["manifest.json"].clone());
        now
    });
}

#[test]
fn a_report_with_a_text_that_cannot_be_is_refused() {
    let (_, json) = built(&format!("{SURVEY}wording: {{labels.promoters: Fans}}\n"), &[]);
    for (text, other, what) in [
        (
            "\"labels.promoters\": \"Fans\"",
            "\"labels.promotors\": \"Fans\"",
            "there is no text `labels.promotors`",
        ),
        ("\"labels.promoters\": \"Fans\"", "\"labels.promoters\": \"{n} fans\"", "has no placeholder `{n}`"),
    ] {
        let home = folder(&[("report.json", &json.replace(text, other))]);
        let output = run(home.path(), ["render", "--from", "report.json", "--out", "out"]);
        assert_eq!(output.status.code(), Some(4));
        assert!(stderr(&output).contains(what), "{}", stderr(&output));
    }
}
