//! Languages that are not built in: files with their texts, and what CLDR knows about them.

use std::collections::BTreeMap;
use std::fs;

use plaudit::config::{Code, Language};
use plaudit::wording::Words;

use crate::batch::{CONFIG, answers, json};
use crate::support::{folder, project, run, stderr, stdout};

const SURVEY: &str = "title: Umfrage\nlanguage: texts/de.yaml\nas_of: 2026-10-05\n\
    source: {files: answers.csv, date_format: YYYY-MM-DD}\ncolumns: {score: nps, date: day, region: region}\n";

/// A small file of German texts: what it leaves out is English.
const GERMAN: &str = "de:\n  labels.promoters: \"Förderer <b>& Freunde\"\n  labels.trend: Verlauf\n  \
    labels: {method: So entstanden die Zahlen}\n  numbers.interval: \"{low} bis {high}\"\n  \
    numbers.answers: {one: \"{n} Antwort\", other: \"{n} Antworten\"}\n  \
    headline.dateline: \"{period}, Stand {day}\"\n  headline.undated_dateline: \"Stand {day}\"\n";

fn language(code: &str) -> Language {
    Language::Other(Code::parse(code).expect("a code"))
}

#[test]
fn a_report_is_in_the_language_of_a_file_and_in_english_where_that_has_no_text() {
    let home = folder(&[("config.yaml", SURVEY), ("texts/de.yaml", GERMAN), ("answers.csv", &answers(7, 0))]);
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let told = stderr(&output);
    // Nine texts are stated, of as many as `plaudit wording` lists: German has the forms that English has.
    let all = stdout(&run(&project(), ["wording"]));
    let is_text = |line: &&str| line.ends_with('"') && !line.contains(" vocabulary.");
    let all = all.lines().filter(is_text).count();
    let lacks =
        format!("the language `de` lacks {} of {all} texts, which the page has in English: ", all - 8);
    assert!(told.contains(&lacks) && told.contains("texts/de.yaml"), "{told}");
    assert!(told.contains("`labels.skip_to_content`, `labels.contents`, `labels.key_figures` and"), "{told}");
    let read = |name: &str| fs::read_to_string(home.path().join(name)).expect("written");
    let page = read("out/report.html");
    assert!(page.contains("<html lang=\"de\""), "the code of the language");
    assert!(page.contains("Förderer &lt;b&gt;&amp; Freunde") && !page.contains("Förderer <b>"), "escaped");
    assert!(
        page.contains("Verlauf") && page.contains("So entstanden die Zahlen") && page.contains("Detractors")
    );
    assert!(page.contains("Stand 5.\u{a0}Oktober 2026"), "the day as CLDR has it in German");
    let ends: Vec<&str> = page.match_indices(" bis ").map(|(at, _)| &page[at - 2..at]).collect();
    assert!(!ends.is_empty() && ends.iter().all(|end| end.starts_with(',')), "decimal commas: {ends:?}");
    // The page is made again from the JSON alone.
    fs::remove_file(home.path().join("texts/de.yaml")).expect("there");
    let again = run(home.path(), ["render", "--from", "out/report.json", "--out", "again"]);
    assert!(again.status.success(), "{}", stderr(&again));
    assert!(page == read("again/report.html"), "the same page");
    let plan = run(home.path(), ["plan", "--margin", "5", "--from", "out/report.json"]);
    assert!(plan.status.success(), "{}", stderr(&plan));
}

#[test]
fn plurals_have_the_forms_of_the_language_by_cldr() {
    // By the rules that CLDR publishes for each language, worked out by hand.
    let cases: [(&str, &[(u64, &str)]); 3] = [
        ("pl", &[(0, "many"), (1, "one"), (2, "few"), (5, "many"), (12, "many"), (22, "few"), (25, "many")]),
        (
            "ar",
            &[
                (0, "zero"),
                (1, "one"),
                (2, "two"),
                (3, "few"),
                (11, "many"),
                (100, "other"),
                (103, "few"),
                (111, "many"),
            ],
        ),
        ("de", &[(0, "other"), (1, "one"), (2, "other"), (21, "other")]),
    ];
    for (code, numbers) in cases {
        let forms = ["zero", "one", "two", "few", "many", "other"];
        let stated: BTreeMap<String, String> = forms
            .iter()
            .filter(|form| code == "ar" || **form == "other" || numbers.iter().any(|(_, used)| used == *form))
            .map(|form| (format!("numbers.answers.{form}"), format!("{{n}} {form}")))
            .collect();
        let words = Words::with(language(code), &stated).expect("forms of the language");
        for (n, form) in numbers {
            assert!(words.answers(*n).ends_with(form), "{code} {n}: {}", words.answers(*n));
        }
        assert_eq!(words.tag(), code);
    }
    let names = |code: &str| {
        let mut names = ["Łódź", "Lublin", "Zator", "Luzino"];
        let words = Words::new(language(code)).expect("data");
        names.sort_by(|a, b| words.compare(a, b));
        names
    };
    assert_eq!(names("pl"), ["Lublin", "Luzino", "Łódź", "Zator"], "Ł is a letter of its own");
}

/// The problems of a config whose file of texts is this.
fn faults(stated: &str, file: &str) -> String {
    let config = SURVEY.replace("texts/de.yaml", stated);
    let home = folder(&[("config.yaml", &config), ("de.yaml", file), ("answers.csv", &answers(7, 0))]);
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    stderr(&output)
}

#[test]
fn faults_of_a_file_are_told_with_their_place() {
    let file = "de:\n  labels.promotors: Fans\n  figure.marked: \"{nmae}: {value}\"\n  \
        numbers.answers: {one: \"{n} Antwort\"}\n  numbers.points: {one: \"{n}\", few: \"{n}\", other: \"{n}\"}\n";
    let told = faults("de.yaml", file);
    for part in [
        "there is no text `labels.promotors`",
        "did you mean `labels.promoters`?",
        "de.yaml:2:3",
        "the text `figure.marked` has no placeholder `{nmae}`",
        "did you mean `{name}`?",
        "de.yaml:3:18",
        "`numbers.answers` lacks the form other",
        "`numbers.points` has no form `few` in `de`",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    for (stated, file, what) in [
        ("de.yaml", "ru:\n  labels.nps: NPS\n", "Russian is built in"),
        ("de.yaml", "German:\n  labels.nps: NPS\n", "`German` is not the code of a language"),
        ("de.yaml", "labels.nps: NPS\nlabels.n: n\n", "has its code at the top"),
        ("de.yaml", "xyz:\n  labels.nps: NPS\n", "CLDR has no data about the language `xyz`"),
        ("de.yaml", "", "has its code at the top"),
        ("fr.yaml", "", "the file of texts `fr.yaml`"),
        ("fr", "", "`plaudit wording --new fr > fr.yaml` writes one"),
        ("French", "", "unknown language `French`"),
    ] {
        let told = faults(stated, file);
        assert!(told.contains(what), "{what}: {told}");
    }
}

#[test]
fn a_client_of_the_table_has_the_language_of_a_file() {
    let yaml = CONFIG.replace("one_per: client}", "one_per: client, table: clients.csv}");
    let table = "client,language\nClient 004,de.yaml\nClient 005,uk\nClient 006,de.yaml\nClient 003,de\n";
    let home = folder(&[
        ("config.yaml", &yaml),
        ("answers.csv", &answers(7, 0)),
        ("clients.csv", table),
        ("de.yaml", GERMAN),
    ]);
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("the language `de` lacks").count(), 1, "told once");
    let page = |name: &str| {
        fs::read_to_string(home.path().join("out").join(name).join("report.html")).expect("written")
    };
    for name in ["client-003", "client-004", "client-006"] {
        assert!(page(name).contains("<html lang=\"de\"") && page(name).contains("So entstanden"), "{name}");
    }
    assert!(
        page("client-005").contains("<html lang=\"uk\"") && page("client-002").contains("lang=\"en-GB\"")
    );
    assert_eq!(json(&home.path().join("out/client-004/report.json"))["language"], "de");
    assert!(
        fs::read_to_string(home.path().join("out/index.html")).expect("written").contains("lang=\"en-GB\"")
    );
}

#[test]
fn a_language_has_the_forms_of_words_that_its_file_gives() {
    let german = "de:\n  vocabulary.promoters: {nominative: Förderer, dative: Förderern}\n  \
        labels.promoters: \"{@promoters.nominative}\"\n  labels.trend: \"Verlauf bei {@promoters.dative}\"\n  \
        labels.method: \"Zu {@nps} und {@Regions}\"\n";
    let home = folder(&[("config.yaml", SURVEY), ("texts/de.yaml", german), ("answers.csv", &answers(7, 0))]);
    let build = |out: &str| run(home.path(), ["build", "config.yaml", "--out", out]);
    let page = |out: &str| fs::read_to_string(home.path().join(out).join("report.html")).expect("written");
    let output = build("out");
    assert!(output.status.success(), "{}", stderr(&output));
    for said in ["Verlauf bei Förderern", "Zu NPS und Regions"] {
        assert!(page("out").contains(said), "{said}");
    }
    let listed = run(home.path(), ["wording", "config.yaml"]);
    assert!(
        stdout(&listed).contains("  vocabulary.promoters.dative: \"Förderern\"\n"),
        "{}",
        stdout(&listed)
    );
    // Words that the file names and does not give are lacking like texts; those that it does not name are not.
    let lacks = stderr(&output);
    assert!(lacks.contains("lacks") && lacks.contains("`vocabulary.nps`, `vocabulary.regions`"), "{lacks}");
    let wrong = german.replace("promoters.dative}", "promoters.datve}");
    fs::write(home.path().join("texts/de.yaml"), wrong).expect("written");
    let told = stderr(&build("wrong"));
    assert!(told.contains("the text `labels.trend` names a word that the vocabulary has not"), "{told}");
    assert!(told.contains("did you mean `dative`?"), "{told}");
}

#[test]
fn a_new_language_starts_from_a_file_with_every_text() {
    let listed = stdout(&run(&project(), ["wording", "--new", "pl"]));
    assert!(
        listed
            .contains("#   one: 1\n#   few: 2, 3, 4, 22, 23\n#   many: 0, 5, 6, 7, 8\n#   other: 1.5\npl:\n")
    );
    let answers_of = "  # {n}\n  numbers.answers:\n    one: \"{n}\\u00a0answer\"\n    few: \"{n}\\u00a0answers\"\n    \
        many: \"{n}\\u00a0answers\"\n    other: \"{n}\\u00a0answers\"\n";
    assert!(listed.contains(answers_of), "each form of the plural, with its placeholder");
    let config = SURVEY.replace("texts/de.yaml", "pl.yaml");
    let home = folder(&[("config.yaml", &config), ("pl.yaml", &listed), ("answers.csv", &answers(7, 0))]);
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!stderr(&output).contains("lacks"), "nothing is missing");
    assert!(
        fs::read_to_string(home.path().join("out/report.html")).expect("written").contains("lang=\"pl\"")
    );
    let refused = run(&project(), ["wording", "--new", "ru"]);
    assert!(stderr(&refused).contains("Russian is built in"), "{}", stderr(&refused));
}
