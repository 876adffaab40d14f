//! Explanations speak the language of their report: each of their texts is said of some figure.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use plaudit::batch::Plan;
use plaudit::config::Language;
use plaudit::explain::{Asked, Case, Explanation, Part, explain_in, list};
use plaudit::report::{Finding, Hidden, Report};
use plaudit::wording::{Words, all_texts};

use crate::explain::{counted, pointers};
use crate::support::{folder, folders, project, run, stderr, stdout};

/// English with each text of explanations replaced by its own name.
fn marked() -> BTreeMap<String, String> {
    let texts = all_texts(Language::En, &BTreeMap::new());
    let texts = texts.into_iter().filter(|text| text.name.starts_with("explain"));
    let mark = |name: &str, values: &[String]| {
        let values: Vec<String> = values.iter().map(|value| format!(" {{{value}}}")).collect();
        format!("‹{name}›{}", values.concat())
    };
    texts.map(|text| (text.name.clone(), mark(&text.name, &text.placeholders))).collect()
}

/// Settings under which more is said than in the cases.
const MORE: [&str; 9] = [
    "columns: {score: score, date: day, region: region, weight: weight, cluster: company}\nperiods: {trailing: 2}\n\
     benchmarks: {list: [{name: B, value: 20, statistic: mean, year: 2025, n: 300, source: S}, {name: T, value: 25, statistic: target}]}",
    "columns: {score: score, date: day, region: region}\npopulation: {total: 66}\n\
     method: {interval: tango, correction: none}",
    "columns: {score: score, date: day, region: region, segments: [gender]}\nmethod: {interval: bootstrap, correction: benjamini_hochberg}",
    "columns: {score: score, date: day, region: region, cluster: region}\nmethod: {interval: wald}",
    "columns: {score: score, date: day}\nscale: {low: 0, high: 10, detractors_to: 6, promoters_from: 7}",
    "columns: {score: score, date: day, region: region, weight: weight}\nreports: {one_per: age}\nmethod: {hide_below: 1}",
    "columns: {score: score, date: day, respondent: gender}\nrepeats: first",
    "columns: {score: score, date: day, region: region, comment: gender}\nthemes: {column: gender}\nmethod: {hide_below: 1}",
    "columns: {score: score, date: day}\ncuts: [{column: gender, mode: true}]\n\
     outcomes: {asked: all, steps: [{name: old, column: age, values: [40+]}]}\n\
     costs: {setup: 5, currency: UAH, unanswered: 0.1, tariffs: [{channel: f, call: 1, detractor: 2}]}",
];

/// Texts that none of these reports brings about: of faults, outliers and periods that these have not, and of shares and means,
/// which are told where they are worked out (`src/workings/formulas.rs`).
const SAID_OF_OTHERS: [&str; 28] = [
    "explain.note.by_range",
    "explain.note.clusters_scores",
    "explain.note.cut_at_scale",
    "explain.note.no_width",
    "explain.note.two_kinds",
    "explain.note.untested_one",
    "explain.phrases.10",
    "explain.words.13",
    "explain.words.14",
    "explain_comments.covered",
    "explain_participants.found_so_too",
    "explain_participants.place_of_other",
    "explain_quality.blank",
    "explain_quality.header_row",
    "explain_quality.hidden_rows",
    "explain_quality.not_meant",
    "explain_quality.rows_labelled.1",
    "explain_quality.rows_labelled.2",
    "explain_quality.rows_short.1",
    "explain_quality.rows_short.2",
    "explain_quality.shaped_rows",
    "explain_quality.shaped_values",
    "explain_quality.shaped_variants",
    "explain_questions.rounded",
    "explain_trend.below",
    "explain_trend.from_before",
    "explain_trend.run_above",
    "explain_why.left",
];

/// Of figures that differ by their place in a list alone, a few say all; and the texts themselves are in the report too.
fn a_few_of_each_kind(found: Vec<(String, serde_json::Value)>) -> impl Iterator<Item = String> {
    let mut of_kind: BTreeMap<String, u32> = BTreeMap::new();
    found.into_iter().map(|(figure, _)| figure).filter(move |figure| {
        let count = of_kind.entry(figure.replace(|c: char| c.is_ascii_digit(), "")).or_default();
        *count += 1;
        *count <= 12 && !figure.starts_with("/wording")
    })
}

/// Everything that is said to explain the figures of a report.
fn said(case: &Case<'_>, stated: &BTreeMap<String, String>) -> String {
    let mut report = case.report.clone();
    report.head.wording.clone_from(stated);
    let case = Case::new(&report, case.config, case.excerpt);
    let words = Words::of(&report.head).expect("words");
    let mut all =
        format!("{}{:?}", plaudit::explain::headings(&words).concat(), list(&case).expect("a list"));
    let mut found = Vec::new();
    let json = serde_json::to_value(&report).expect("JSON");
    pointers(&json, "", &mut found);
    let found = a_few_of_each_kind(found);
    for figure in found {
        let Ok(told) = explain_in(&case, &json, &Asked { figure, ..Asked::default() }) else { continue };
        all += &format!("{told:?} {:?}", told.facts(&words));
    }
    all
}

#[test]
fn every_text_of_explanations_is_said_of_some_figure() {
    let stated = marked();
    let mut unsaid: BTreeSet<&String> = stated.keys().collect();
    let mut look = |case: &Case<'_>| {
        let all = said(case, &stated);
        unsaid.retain(|name| !is_said(&all, name));
    };
    let mut of_report = |counted: &plaudit::Counted, report: &Report| {
        let (config, excerpt) = (&counted.config, &counted.facts.all);
        look(&Case::new(report, config, excerpt));
    };
    for folder in folders("tests/cases") {
        let counted = counted(&folder.join("config.yaml"));
        of_report(&counted, &counted.report());
    }
    let known = counted(&project().join("tests/cases/worked-example/config.yaml"));
    let whys = [Hidden::TooFew, Hidden::Complement, Hidden::TooFewClients].map(|why| Finding::Hidden { why });
    for overall in whys.into_iter().chain([Finding::NoAnswers]) {
        let mut report = known.report();
        report.head.overall = overall;
        of_report(&known, &report);
    }
    // Whole populations that differ by a single answer: by less than is shown, and yet not by chance.
    let rows = |day: &str, of: [(u8, usize); 3]| -> String {
        of.iter().map(|(score, times)| format!("{day},{score}\n").repeat(*times)).collect()
    };
    let [before, after] =
        [("2026-05-01", [(0, 2000), (7, 0), (10, 2000)]), ("2026-08-01", [(0, 1999), (7, 1), (10, 2000)])]
            .map(|(day, of)| rows(day, of));
    let home = survey(
        "columns: {score: score, date: day}\npopulation: {total: 4000}\nneed: {margin: 10}",
        &format!("day,score\n{before}{after}"),
    );
    let whole = counted(&home.path().join("c.yaml"));
    of_report(&whole, &whole.report());
    // Respondents who moved between two groups only, and clearly.
    let moved = (0..24).map(|who| {
        let now = if who < 18 { 10 } else { 2 };
        format!("{who},2026-05-01,2\n{who},2026-08-01,{now}\n")
    });
    let home = survey(
        "columns: {score: score, date: day, respondent: who}",
        &format!("who,day,score\n{}", moved.collect::<String>()),
    );
    let moved = counted(&home.path().join("c.yaml"));
    of_report(&moved, &moved.report());
    // Accounts that are worth alike, of which nothing exact is told.
    let accounts = (0..12).map(|at| format!("{},7,2026-08-01,{}\n", at % 6, 10 - at % 5));
    let home = survey(
        "columns: {score: score, date: day, account: who, revenue: worth}",
        &format!("who,worth,day,score\n{}", accounts.collect::<String>()),
    );
    let accounts = counted(&home.path().join("c.yaml"));
    of_report(&accounts, &accounts.report());
    let answers = fs::read_to_string(project().join("tests/independent/answers.csv")).expect("committed");
    for more in MORE.iter().filter(|more| !more.contains("one_per")) {
        let home = survey(more, &answers);
        let counted = counted(&home.path().join("c.yaml"));
        of_report(&counted, &counted.report());
    }
    let home = survey(MORE[5], &answers);
    let of_clients =
        [(home.path().join("c.yaml"), "40+"), (project().join("config/partner-reports.yaml"), "Studio 01")];
    for (path, client) in of_clients {
        let counted = counted(&path);
        let one = Plan::new(&counted).expect("a plan").one(client).expect("a report");
        look(&Case::new(&one.report, &one.config, &one.excerpt));
    }
    let all = said_of_rows(&stated);
    unsaid.retain(|name| !is_said(&all, name));
    assert_eq!(unsaid.into_iter().collect::<Vec<_>>(), SAID_OF_OTHERS);
}

/// Whether a text is said, of a plural any of its forms.
fn is_said(all: &str, name: &str) -> bool {
    let plural = name.strip_suffix(".one").or_else(|| name.strip_suffix(".other"));
    all.contains(&plural.map_or_else(|| format!("‹{name}›"), |plural| format!("‹{plural}.")))
}

/// What the command line says of figures and of the rows behind one, in two files of which one has a fault.
fn said_of_rows(stated: &BTreeMap<String, String>) -> String {
    let texts: String = stated.iter().map(|(name, text)| format!("  {name}: \"{text}\"\n")).collect();
    let yaml = format!(
        "title: W\nas_of: 2026-12-31\nsource: {{files: \"*.csv\"}}\ncolumns: {{score: s}}\nwording:\n{texts}"
    );
    let rows = "s\n".to_owned() + &"9\n".repeat(20);
    let home = folder(&[("c.yaml", &yaml), ("a.csv", &rows), ("b.csv", &(rows.clone() + "many\n"))]);
    let lines = [
        &[][..],
        &["--figure", "nps", "--rows", "1"],
        &["--figure", "nps", "--out", "f.html", "--rows", "1"],
    ];
    let told = lines.map(|line| {
        let output = run(home.path(), ["explain", "c.yaml"].iter().chain(line));
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    });
    told.concat() + &fs::read_to_string(home.path().join("f.html")).expect("written")
}

/// Words in Latin letters that any explanation may have: the score, symbols of formulas, and what names a figure.
const LATIN: [&str; 9] = ["NPS", "SE", "Var", "max", "report", "json", "none", "SOURCE_DATE_EPOCH", "as_of"];

/// The words in Latin letters that are neither the names of columns and settings nor of the report's own data.
fn foreign(text: &str, data: &BTreeSet<String>) -> Vec<String> {
    // Settings, figures and columns are named in quotes.
    let mut bare = String::new();
    for (at, part) in text.split('«').enumerate() {
        bare += if at == 0 { part } else { part.split_once('»').map_or("", |(_, after)| after) };
    }
    let is_word = |word: &&str| {
        word.len() > 1
            && word.chars().any(|c| c.is_ascii_lowercase())
            && !word.contains(|c: char| c.is_ascii_digit())
            && !LATIN.contains(word)
    };
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        words.filter(is_word).map(str::to_owned).collect()
    };
    // Most texts have none, and there are very many names to take out of the others.
    if words(&bare).is_empty() {
        return Vec::new();
    }
    for name in data {
        bare = bare.replace(name.as_str(), " ");
    }
    words(&bare)
}

/// All that an explanation says but for its value and publications.
fn words_of(told: &Explanation, words: &Words) -> Vec<String> {
    let mut all = vec![told.what.clone()];
    for part in told.counts.iter().chain(&told.steps) {
        match part {
            Part::Text(text) => all.push(text.clone()),
            Part::List(items) => all.extend(items.clone()),
            Part::Table { head, rows } => all.extend(head.iter().chain(rows.iter().flatten()).cloned()),
            Part::Formula(formula) => {
                all.push(formula.name.clone());
                all.extend(formula.forms.clone());
            }
        }
    }
    all.extend(told.rows.iter().map(|behind| behind.name.clone()));
    all.extend(told.facts(words).into_iter().skip(1));
    all
}

/// Every text in a report: names of regions, files, columns and other data.
fn texts_of(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => {
            found.insert(text.clone());
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts_of(item, found)),
        serde_json::Value::Object(map) => map.values().for_each(|value| texts_of(value, found)),
        _ => {}
    }
}

#[test]
fn explanations_of_a_russian_or_ukrainian_report_have_no_english_word() {
    let mut wrong = BTreeSet::new();
    let mut look = |name: &str, case: &Case<'_>, language: Language| {
        let mut report = case.report.clone();
        report.head.language = language;
        report.head.wording = BTreeMap::new();
        let case = Case::new(&report, case.config, case.excerpt);
        let words = Words::of(&report.head).expect("words");
        let json = serde_json::to_value(&report).expect("JSON");
        let mut data = BTreeSet::new();
        texts_of(&json, &mut data);
        let levels = report.head.levels.iter().filter_map(|level| level.name.clone());
        let names: Vec<String> = levels.chain(["--as-of".to_owned()]).collect();
        // Verdicts and other choices are single words of the file: no data.
        data.retain(|text| !text.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        data.extend(names);
        // Options are as people chose them.
        let themes = report.sections.themes.iter().map(|themes| &themes.shares);
        let questions = report.sections.questions.iter().chain(themes).flat_map(|questions| &questions.0);
        data.extend(questions.map(|asked| asked.question.name.clone()).filter(|name| !name.is_empty()));
        let mut all: Vec<(String, String)> = list(&case)
            .expect("a list")
            .into_iter()
            .flat_map(|one| [(one.path.clone(), one.what), (one.path, one.shown)])
            .collect();
        let mut found = Vec::new();
        pointers(&json, "", &mut found);
        for figure in a_few_of_each_kind(found) {
            let Ok(told) = explain_in(&case, &json, &Asked { figure, ..Asked::default() }) else { continue };
            all.extend(words_of(&told, &words).into_iter().map(|text| (told.path.clone(), text)));
        }
        for (path, text) in all {
            let foreign = foreign(&text, &data);
            if !foreign.is_empty() {
                wrong.insert(format!("{name} {language:?} {path}: {foreign:?} in `{text}`"));
            }
        }
    };
    let samples =
        ["quarterly-review.yaml", "quarterly-review.ru.yaml"].map(|name| project().join("config").join(name));
    let cases = folders("tests/cases").into_iter().map(|folder| folder.join("config.yaml")).chain(samples);
    for path in cases.filter(|path| !path.display().to_string().contains("sixty-regions")) {
        let counted = counted(&path);
        let made = counted.report();
        let (config, excerpt) = (&counted.config, &counted.facts.all);
        for language in [Language::Ru, Language::Uk] {
            let case = Case::new(&made, config, excerpt);
            look(&path.display().to_string(), &case, language);
        }
    }
    let counted = counted(&project().join("config/partner-reports.yaml"));
    let plan = Plan::new(&counted).expect("a plan");
    let one = plan.one("Studio 01").expect("a report");
    for language in [Language::Ru, Language::Uk] {
        let (config, excerpt) = (&one.config, &one.excerpt);
        look("Studio 01", &Case::new(&one.report, config, excerpt), language);
    }
    let wrong: Vec<&String> = wrong.iter().take(60).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_command_line_lists_figures_and_rows_in_the_language_of_the_report() {
    let line = ["explain", "config/quarterly-review.ru.yaml"];
    let told = stdout(&run(&project(), line))
        + &stdout(&run(&project(), line.iter().chain(&["--figure", "quality"])));
    let data = BTreeSet::from(
        ["--figure", "--rows all", "answers.csv", "recommend_studio", "responded_on"].map(str::to_owned),
    );
    let is_of_words = |line: &&str| !line.starts_with('/') && !line.starts_with("answers.csv");
    let wrong: Vec<String> = told.lines().filter(is_of_words).flat_map(|line| foreign(line, &data)).collect();
    let wrong: BTreeSet<_> = wrong.into_iter().collect();
    assert_eq!(wrong, BTreeSet::new(), "{told}");
}

fn survey(more: &str, answers: &str) -> tempfile::TempDir {
    let head = "title: W\nas_of: 2026-12-31\nsource: {files: a.csv}\n";
    let periods = if more.contains("periods:") { "" } else { "periods: {current: 2026-Q3, control: none}\n" };
    let more = more.replace("periods: {", "periods: {current: 2026-Q3, ");
    folder(&[("c.yaml", &format!("{head}{periods}{more}\n")), ("a.csv", answers)])
}
