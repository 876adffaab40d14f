//! What holds for all languages.

use std::cmp::Ordering;

use super::Words;
use super::languages::{categories, locale, texts};
use super::said::{reports, said};
use super::sample::region;
use super::texts::{Text, Texts};
use crate::cli::plan::words_tests as plan_words;
use crate::config::Language::{self, En, Ru, Uk};
use crate::figures::Finding;
use crate::pages::index::sample as index_sample;
use crate::statistics::Verdict;

/// All languages.
const LANGUAGES: [Language; 3] = Language::ALL;

/// The words of a language.
pub(crate) fn words(language: Language) -> Words {
    Words::new(language).expect("built-in data")
}

/// Every text of a language by name.
pub(crate) fn listed(language: Language) -> Vec<(String, Text)> {
    let mut all = Vec::new();
    let mut own = Texts::clone(&texts(language));
    own.each(&categories(&locale(language)), |name, text, _| all.push((name.to_owned(), text.clone())));
    all
}

#[test]
fn names_are_sorted_as_the_language_sorts_with_numbers_by_value() {
    let sorted = |language, mut names: Vec<&'static str>| {
        let words = words(language);
        names.sort_by(|a, b| words.compare(a, b));
        names
    };
    let regions = vec!["Zone 10", "zone 2", "Éire", "Egypt", "France"];
    assert_eq!(sorted(En, regions), ["Egypt", "Éire", "France", "zone 2", "Zone 10"]);
    let regions = vec!["Юг", "Ереван", "Ёлкино", "Жуковка", "Алтай"];
    assert_eq!(sorted(Ru, regions), ["Алтай", "Ёлкино", "Ереван", "Жуковка", "Юг"]);
    let regions = vec![
        "Яготин",
        "Їжакевичі",
        "Ґрунь",
        "Гадяч",
        "Дубно",
        "Єланець",
        "Ірпінь",
        "Ємільчине",
        "Золочів",
        "Йосипівка",
        "Ґлибочок",
    ];
    assert_eq!(
        sorted(Uk, regions),
        [
            "Гадяч",
            "Ґлибочок",
            "Ґрунь",
            "Дубно",
            "Єланець",
            "Ємільчине",
            "Золочів",
            "Ірпінь",
            "Їжакевичі",
            "Йосипівка",
            "Яготин"
        ]
    );
    assert_eq!(words(En).compare("a", "a"), Ordering::Equal);
    assert_ne!(words(En).compare("a\u{ad}", "a"), Ordering::Equal);
}

#[test]
fn only_regions_that_stand_equal_are_put_into_the_order_of_their_names() {
    let mut rows = vec![
        region("Жуковка", 1, 3.0, Verdict::Unclear),
        region("Ёлкино", 1, 3.0, Verdict::Unclear),
        region("Алтай", 3, 3.0, Verdict::Unclear),
    ];
    rows[2].finding = Finding::NoAnswers;
    words(Ru).sort_equals(&mut rows);
    let names: Vec<_> = rows.iter().map(|row| words(Ru).region(&row.region).to_owned()).collect();
    assert_eq!(names, ["Ёлкино", "Жуковка", "Алтай"]);
}

#[test]
fn no_sentence_has_a_gap_a_double_stop_or_a_hyphen_for_a_minus() {
    for language in LANGUAGES {
        let words = words(language);
        let of_reports = reports().into_iter().map(|report| said(&words, &report));
        let of_indexes = index_sample::all().into_iter().map(|index| index_sample::said(&words, &index));
        let of_plans = std::iter::once(plan_words::all_said(&words));
        for said in of_reports.chain(of_indexes).chain(of_plans) {
            for text in said {
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{text}");
                assert!(!text.contains("..") && !text.contains("  "), "{text}");
                let minus = text
                    .match_indices('-')
                    .any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
                assert!(!minus, "{text}");
            }
        }
    }
}

/// Whether a text may be a pattern filled.
fn fits(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split(['{', '}']).step_by(2);
    let start = pieces.next().unwrap_or_default();
    let rest = text.strip_prefix(start);
    pieces
        .try_fold(rest, |rest, piece| Some(rest?.split_once(piece).map(|(_, after)| after)))
        .flatten()
        .is_some()
}

#[test]
fn every_sentence_is_reached_by_some_report() {
    // Words and small patterns that stand inside sentences or are asked for one by one.
    let parts = [
        "labels",
        "index.labels",
        "index.clients",
        "benchmarks.name",
        "benchmarks.one",
        "benchmarks.several",
        "index.funnel_how_low_bases",
        "index.funnel_how_outside",
        "numbers",
        "period",
        "versus.",
        "choices.chance",
        "change.verdict",
        "quality.",
        "warnings.taken_for",
        "figure.",
        "method.level_",
        "trend.how_",
        "regions.how_low_bases",
        // Fractions of a participant.
        "participants.clients.other",
        "participants.others.other",
        "participants.how_trend",
        // All of it is said by explanations, which have a test of their own.
        "explain",
        "standing.above",
        "standing.below",
        "standing.unclear",
        "standing.both_unclear",
        "standing.peers",
        "standing.separator",
        "standing.how_",
        "named.how_all",
        "why.rate_",
        "why.mix_",
        "why.turnover_",
        "why.how_",
        "control.how_",
        "control.by_base",
        "control.signs",
        "trailing.how_",
        "trailing.weeks",
        "trailing.months",
        "trailing.quarters",
        "trailing.half_years",
        "trailing.years",
        "design.clusters",
        "disclosure.rows_",
        "disclosure.not_repeated",
        "disclosure.repeated",
        "disclosure.about_repeated",
        "warnings.place",
        "warnings.quoted",
        "warnings.no_region",
        "warnings.other_letters",
        "warnings.taken_for",
        "warnings.more_names",
        "warnings.more_places",
        "plan.needed",
        "plan.with_answers",
        "plan.from_points",
        "plan.schemes.up_to",
        "reach.answers",
        "need.enough",
        "need.lacking",
        "need.parts",
    ];
    for language in LANGUAGES {
        let words = words(language);
        let of_indexes = index_sample::all().into_iter().flat_map(|index| index_sample::said(&words, &index));
        let of_plans = plan_words::all_said(&words);
        let of_reports = reports().into_iter().flat_map(|report| said(&words, &report));
        let all: std::collections::BTreeSet<String> = of_reports.chain(of_indexes).chain(of_plans).collect();
        for (path, text) in listed(language) {
            let place = path.replace("why.segments.", "why.").replace("why.regions.", "why.");
            let part = parts.iter().any(|part| place.starts_with(part));
            assert!(part || all.iter().any(|said| fits(&text, said)), "{language:?} {path}: {text}");
        }
    }
}

/// With ordinary spaces and hyphens, for reading.
pub(crate) fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-")
}
