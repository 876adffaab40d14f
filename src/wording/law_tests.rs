//! What every text of every language keeps to, and that each is said somewhere.

use std::collections::{BTreeMap, BTreeSet};

use icu_plurals::PluralRules;

use super::fill::placeholders;
use super::languages::{categories, locale, texts, word_names, words};
use super::said::{reports, said};
use super::sample::{estimate, period, report, versus};
use super::tests::listed;
use super::texts::{Text, Texts};
use super::{Words, stated, target_name};
use crate::cli::plan::words_tests as plan_words;
use crate::config::Asked;
use crate::config::Language::{self, En, Other, Ru, Uk};
use crate::config::Statistic;
use crate::figures::{Finding, Response};
use crate::pages::Templates;
use crate::pages::index::sample as index_sample;
use crate::report::Index;
use crate::responses::Reason;
use crate::sections::Report;
use crate::statistics::Verdict;
use crate::survey::Granularity;

/// Fails with all that is wrong at once.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The forms of each plural of a language.
fn plurals(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut plurals: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut own = Texts::clone(&texts(language));
    own.each(&categories(&locale(language)), |name, _, is_form| {
        if let Some((plural, form)) = name.rsplit_once('.').filter(|_| is_form) {
            plurals.entry(plural.to_owned()).or_default().insert(form.to_owned());
        }
    });
    plurals
}

#[test]
fn every_plural_has_each_form_of_its_language_by_cldr_and_no_other() {
    let named = [
        (En, &["one", "other"][..]),
        (Ru, &["few", "many", "one", "other"]),
        (Uk, &["few", "many", "one", "other"]),
    ];
    for (language, expected) in named {
        let rules = PluralRules::try_new_cardinal((&locale(language)).into()).expect("built-in data");
        let categories: BTreeSet<String> =
            rules.categories().map(|category| format!("{category:?}").to_lowercase()).collect();
        assert_eq!(
            categories.iter().map(String::as_str).collect::<Vec<_>>(),
            expected,
            "what CLDR has changed"
        );
        let plurals = plurals(language);
        assert!(plurals.len() > 10, "they are found");
        for (plural, forms) in plurals {
            assert_eq!(forms, categories, "{language:?} {plural}");
        }
    }
}

#[test]
fn every_text_has_the_placeholders_of_the_english_one() {
    let english: BTreeMap<String, Text> = listed(En).into_iter().collect();
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (name, text) in listed(language) {
            // What a period's name needs is the language's own affair.
            if name.starts_with("period") {
                continue;
            }
            let other = || english.get(&format!("{}.other", name.rsplit_once('.')?.0));
            let pattern = english.get(&name).or_else(other).expect("the same texts in every language");
            if placeholders(&text) != placeholders(pattern) {
                wrong.push(format!("{language:?} {name}: {text}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn texts_are_neither_empty_nor_half_open_nor_doubly_spaced() {
    for language in Language::ALL {
        for (name, text) in listed(language) {
            assert!(!text.trim().is_empty(), "{language:?} {name}");
            assert!(!text.contains("  "), "{language:?} {name}");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{language:?} {name}");
            assert!(!text.contains(" - "), "a dash is no hyphen: {language:?} {name}");
        }
    }
}

/// How the words of each vocabulary begin, in any form.
const STEMS: [(Language, &[&str]); 3] = [
    (En, &["promoter", "passive", "detractor", "client", "region", "participant", "segment", "nps"]),
    (Ru, &["промоутер", "нейтрал", "критик", "клиент", "регион", "участник", "сегмент", "nps"]),
    (Uk, &["промоутер", "нейтрал", "критик", "клієнт", "регіон", "учасник", "сегмент", "nps"]),
];

/// Texts that have such a word for another reason: the names of the method and of publications.
const NAMES: [&str; 3] = ["method.nps_term", "participants.rank_source", "index.rank_source"];

#[test]
fn all_texts_take_their_words_from_the_vocabulary_and_each_of_its_words_is_used() {
    let mut wrong = Vec::new();
    for (language, stems) in STEMS {
        let marked: BTreeMap<String, String> = word_names(language)
            .iter()
            .map(|name| (format!("vocabulary.{name}"), format!("‹{}›", name.replace(['s', '.'], "·"))))
            .collect();
        let mut all = String::new();
        let mut restated = stated::restated(language, &marked).expect("words");
        restated.each(&categories(&locale(language)), |name, text, _| {
            let bare = placeholders(text)
                .iter()
                .fold(text.to_string(), |bare, value| bare.replace(&format!("{{{value}}}"), ""))
                .to_lowercase();
            let bare = words(language)
                .keys()
                .fold(bare, |bare, word| bare.replace(&format!("‹{}›", word.replace(['s', '.'], "·")), ""));
            if bare.contains("{@") || (!NAMES.contains(&name) && stems.iter().any(|stem| bare.contains(stem)))
            {
                wrong.push(format!("{language:?} {name}: {text}"));
            }
            all.push_str(text);
        });
        // Segments take the places of regions, in whatever form.
        let is_used = |mark: &str| all.contains(mark) || all.contains(&mark.replace("·egment", "region"));
        let unused = marked.values().filter(|mark| !is_used(mark));
        wrong.extend(unused.map(|mark| format!("{language:?}: {mark} is not used")));
        for (name, word) in words(language) {
            if !stems.iter().any(|stem| word.to_lowercase().starts_with(stem)) {
                wrong.push(format!("{language:?} {name}: {word}"));
            }
        }
    }
    none(&wrong);
}

/// Texts that are the same in several languages: symbols, patterns without words, names of publications.
const SAME: [&str; 36] = [
    "reach.target",
    "plan.schemes.of_scheme_head",
    "costs.prices",
    "why.titled",
    "cuts.finding",
    "cuts.title",
    "cut_mode.forms.1",
    "cut_mode.forms.2",
    "labels.nps",
    "labels.n",
    "index.labels.by_nps",
    "numbers.",
    "period",
    "trailing.score",
    "summary.score",
    "figure.marked",
    "design.margin",
    "design.raking_source",
    "explain.correction_heads",
    "design.clusters_source",
    "participants.facts",
    "participants.response_note",
    "standing.separator",
    "quality.row_places",
    "warnings.place",
    "warnings.quoted",
    "choices.",
    "index.",
    "plan.both_sides",
    "plan.goal",
    "method.holm_source",
    "questions.line",
    "questions.measures.1",
    "questions.reason",
    "explain_questions.listed",
    "explain_questions.of",
];

#[test]
fn no_text_is_left_in_english() {
    let english: BTreeMap<String, Text> = listed(En).into_iter().collect();
    let has_words = |text: &str| {
        let mut bare = text.to_owned();
        for name in placeholders(text) {
            bare = bare.replace(&format!("{{{name}}}"), "");
        }
        bare.chars().filter(|letter| letter.is_alphabetic()).count() > 3
    };
    let mut wrong = Vec::new();
    for language in [Ru, Uk] {
        for (name, text) in listed(language) {
            let is_name = name.ends_with("source");
            let may_be = is_name || SAME.iter().any(|same| name.starts_with(same) && !has_words(&text));
            if english.get(&name) == Some(&text) && !may_be {
                wrong.push(format!("{language:?} {name}: {text}"));
            }
        }
    }
    none(&wrong);
}

/// Letters beyond ASCII that a language writes its words with.
fn own_letters(language: Language) -> &'static str {
    match language {
        En | Other(_) => "",
        Ru => "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        Uk => "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    }
}

#[test]
fn words_are_written_with_the_letters_of_their_language_alone() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let own = own_letters(language);
        for (name, text) in listed(language) {
            let is_cyrillic = |letter: char| ('\u{400}'..='\u{4ff}').contains(&letter);
            let foreign =
                |letter: char| is_cyrillic(letter) && !letter.to_lowercase().all(|l| own.contains(l));
            let letters: Vec<char> = text.chars().collect();
            let is_mixed = letters.windows(2).any(|pair| {
                let latin = |letter: char| letter.is_ascii_alphabetic();
                (latin(pair[0]) && is_cyrillic(pair[1])) || (is_cyrillic(pair[0]) && latin(pair[1]))
            });
            if text.chars().any(foreign) || is_mixed {
                wrong.push(format!("{language:?} {name}: {text}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn quotes_and_apostrophes_are_those_of_the_language() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (name, text) in listed(language) {
            let straight = text.contains(['"', '\'', '`', '\u{2bc}']);
            // Publications keep the quotes of their language, which is English.
            let foreign = match language {
                En | Other(_) => text.contains(['«', '»', '„']),
                Ru | Uk => !name.ends_with("source") && text.contains(['“', '”', '„']),
            };
            let pairs = [('«', '»'), ('“', '”')];
            let open =
                pairs.iter().any(|(open, close)| text.matches(*open).count() != text.matches(*close).count());
            if straight || foreign || open {
                wrong.push(format!("{language:?} {name}: {text}"));
            }
        }
    }
    none(&wrong);
}

/// How the words begin that texts count by.
fn units(language: Language) -> &'static [&'static str] {
    match language {
        En | Other(_) => {
            &["week", "month", "quarter", "year", "client", "answers", "point", "participant", "row"]
        }
        Ru => &[
            "недел",
            "месяц",
            "квартал",
            "год",
            "лет",
            "клиент",
            "ответа",
            "ответов",
            "пункт",
            "участник",
            "строк",
        ],
        Uk => &["тиж", "місяц", "квартал", "рок", "рік", "клієнт", "відповід", "пункт", "учасник", "рядк"],
    }
}

#[test]
fn numbers_keep_to_their_units_and_signs() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let plurals = plurals(language);
        for (name, text) in listed(language) {
            let letters: Vec<char> = text.chars().collect();
            let ends = |before: &str| before.ends_with(|c: char| c.is_ascii_digit() || c == '}');
            let is_unit = |after: &str| {
                after.starts_with('%') || units(language).iter().any(|unit| after.starts_with(unit))
            };
            let is_form = plurals.contains_key(name.rsplit_once('.').map_or("", |(plural, _)| plural));
            let parted = text.match_indices(' ').any(|(at, _)| {
                let (before, after) = (&text[..at], &text[at + 1..]);
                (ends(before) && is_unit(after)) || (is_form && before.ends_with("{n}"))
            });
            let hyphen =
                letters.windows(2).any(|two| two[0] == '-' && (two[1].is_ascii_digit() || two[1] == '{'));
            if parted || hyphen {
                wrong.push(format!("{language:?} {name}: {text}"));
            }
        }
    }
    none(&wrong);
}

/// English with each text replaced by its own name, so that what is said tells which texts it was said with.
fn marked() -> BTreeMap<String, String> {
    let mark = |(name, text): (String, Text)| {
        let values: Vec<String> = placeholders(&text).iter().map(|value| format!(" {{{value}}}")).collect();
        (name.clone(), format!("‹{name}›{}", values.concat()))
    };
    listed(En).into_iter().map(mark).collect()
}

/// Reports in states that the samples of sentences leave out.
fn more_reports() -> Vec<Report> {
    let about_nobody = {
        let mut made = report();
        made.head.organisation = None;
        made.head.period = None;
        *made.sections.points_mut() = Vec::new();
        made.head.periods = Vec::new();
        made
    };
    let benchmarks = ["A", "B", "C", "D"].map(|name| versus(name, 5.0, Verdict::Above)).into();
    let mut low = report();
    low.sections.regions_mut()[1].finding = Finding::Measured(estimate(3, 4, 5));
    vec![
        about_nobody,
        {
            let mut made = report();
            made.sections.benchmarks = Some(crate::sections::Benchmarks(benchmarks));
            made
        },
        low,
    ]
}

/// An index with every column, more movers than are shown at first, and bases of every size.
fn large_index() -> Index {
    let mut index = index_sample::usual();
    let rows = &mut index.tiers[0].rows;
    *rows = rows.iter().cycle().take(60).cloned().collect();
    for row in rows.iter_mut() {
        row.response = Some(Response { answered: 60, asked: 120, of: Asked::Invited });
        row.target = Some(versus("Target", 5.0, Verdict::Above));
        row.region = Some("North".to_owned());
    }
    rows[0].finding = Finding::Measured(estimate(60_000, 100_000, 140_000));
    index
}

const REASONS: [Reason; 11] = [
    Reason::RaggedRow,
    Reason::BlankClient,
    Reason::ScoreNotANumber,
    Reason::ScoreNotWhole,
    Reason::ScoreOutOfScale,
    Reason::NeitherYesNorNo,
    Reason::UnknownOutcome,
    Reason::OutsideBase,
    Reason::BlankDate,
    Reason::UnreadableDate,
    Reason::NoWeight,
];

const PERIODS: [(Granularity, u8, &str); 8] = [
    (Granularity::Week, 1, "2026-W37"),
    (Granularity::Month, 1, "2026-09"),
    (Granularity::Quarter, 1, "2026-Q3"),
    (Granularity::HalfYear, 1, "2026-H2"),
    (Granularity::Year, 1, "2026"),
    (Granularity::Quarter, 4, "2026/27-Q3"),
    (Granularity::HalfYear, 4, "2026/27-H2"),
    (Granularity::Year, 4, "2026/27"),
];

#[test]
fn every_text_is_said_somewhere() {
    let stated = marked();
    let words = Words::with(En, &stated).expect("every text can be replaced");
    let templates = Templates::new(None).expect("built-in templates");
    let mut all = String::new();
    for report in reports().into_iter().chain(more_reports()) {
        let report = {
            let mut made = report;
            made.head.wording = stated.clone();
            made
        };
        all.extend(said(&words, &report));
        all.push_str(&crate::page(&report, &templates).expect("a page").html);
        let summary = crate::summary(&report, "report.html", &templates).expect("an e-mail");
        all.push_str(&(summary.html + &summary.text));
    }
    for mut index in index_sample::all().into_iter().chain([large_index()]) {
        index.head.wording.clone_from(&stated);
        all.extend(index_sample::said(&words, &index));
        all.push_str(&crate::index_page(&index, &templates).expect("a page"));
    }
    all.extend(plan_words::all_said(&words));
    for (by, starts, key) in PERIODS {
        let period = period(by, starts, key);
        let (within, year) = words.period_tick(period);
        let named = [words.period(period), words.period_axis(period), words.period_inside(period), within];
        let windows = {
            let mut made = report();
            made.head.period = Some(period);
            made.sections.trend_mut().trailing = Some(4);
            made
        };
        let named = named.into_iter().chain(words.trailing(&windows.head, &windows.sections));
        all.extend(named.chain(year));
    }
    for p in [0.0, 0.5, 1.0] {
        all.push_str(&(words.p_value(p) + &words.p_number(p)));
    }
    all.extend(REASONS.map(|reason| words.reason(reason)));
    all.push_str(words.statistic(Statistic::Mean));
    all.push_str(&target_name(En, &BTreeMap::from([(En, stated.clone())])));
    let plurals = plurals(En);
    // Those of explanations are said where figures are explained: tests/explain_words.rs.
    let unsaid: Vec<String> = stated
        .into_keys()
        .filter(|name| !name.starts_with("explain"))
        .filter(|name| {
            let plural = name.rsplit_once('.').map(|(plural, _)| plural).filter(|p| plurals.contains_key(*p));
            !all.contains(&plural.map_or_else(|| format!("‹{name}›"), |plural| format!("‹{plural}.")))
        })
        .collect();
    none(&unsaid);
}
