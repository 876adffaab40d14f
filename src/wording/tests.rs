//! What holds for all languages, and how sentences read.

use std::cmp::Ordering;

use icu_plurals::PluralRules;

use super::fill::placeholders;
use super::sample::{change, estimate, period, region, report, versus};
use super::texts::{Listed, Text};
use super::{FigureTexts, Words};
use crate::config::Language::{self, En, Ru};
use crate::report::{Finding, Hidden, Report, Since};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Granularity, Histogram, Scale};

/// All languages.
const LANGUAGES: [Language; 2] = [En, Ru];

/// The words of a language.
pub(super) fn words(language: Language) -> Words {
    Words::new(language).expect("built-in data")
}

fn listed(language: Language) -> Vec<(String, Text)> {
    let mut all = Vec::new();
    super::texts(language).list("", &mut all);
    all
}

#[test]
fn every_language_s_patterns_have_the_same_placeholders() {
    let english = listed(En);
    for language in LANGUAGES {
        for ((path, text), (_, english)) in listed(language).iter().zip(&english) {
            // What a period's name needs is the language's own affair.
            if !path.starts_with(".period") {
                assert_eq!(placeholders(text), placeholders(english), "{language:?}{path}");
            }
        }
    }
}

#[test]
fn wordings_are_neither_empty_nor_half_open_nor_doubly_spaced() {
    for language in LANGUAGES {
        for (path, text) in listed(language) {
            assert!(!text.trim().is_empty(), "{language:?}{path}");
            assert!(!text.contains("  "), "{language:?}{path}");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{language:?}{path}");
            assert!(!text.contains('-') || !text.contains(" - "), "a dash is no hyphen: {language:?}{path}");
        }
    }
}

#[test]
fn a_language_has_a_wording_for_each_of_its_plural_categories() {
    for language in LANGUAGES {
        let texts = super::texts(language);
        let rules = PluralRules::try_new_cardinal((&texts.locale).into()).expect("built-in data");
        let categories = rules.categories().count();
        let numbers = &texts.numbers;
        let plurals = [&numbers.points, &numbers.answers, &numbers.regions, &numbers.benchmarks];
        for plural in plurals {
            assert_eq!(plural.categories(), categories, "{language:?} {plural:?}");
        }
    }
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

/// Reports in every state that a sentence tells apart.
fn reports() -> Vec<Report> {
    let full = report();
    let mut reports = vec![full.clone(), Report { organisation: None, ..full.clone() }];
    let findings = [
        Finding::NoAnswers,
        Finding::Hidden { why: Hidden::TooFew },
        Finding::Hidden { why: Hidden::Complement },
        Finding::Hidden { why: Hidden::TooFewClients },
        Finding::Measured(estimate(3, 4, 5)),
        Finding::Measured(estimate(100, 20, 90)),
        Finding::Measured(estimate(50, 20, 50)),
    ];
    for overall in findings {
        let dated = Report { overall: overall.clone(), ..full.clone() };
        reports.push(Report { changes: Vec::new(), ..dated.clone() });
        reports.push(Report { period: None, changes: Vec::new(), trend: Vec::new(), ..dated.clone() });
        reports.push(dated);
        let mut earlier = full.clone();
        for change in &mut earlier.changes {
            change.then = overall.clone();
            change.comparison = change.comparison.clone().filter(|_| overall.estimate().is_some());
        }
        for point in &mut earlier.trend {
            point.finding = overall.clone();
        }
        reports.push(earlier);
    }
    for verdict in [Trend::Improved, Trend::Declined, Trend::NoClearChange] {
        for since in [Since::PreviousPeriod, Since::YearEarlier] {
            reports.push(Report { changes: vec![change(since, -0.3, verdict)], ..full.clone() });
        }
    }
    for verdict in [Verdict::Above, Verdict::Below, Verdict::Unclear] {
        let regions = ["A", "B", "C", "D"].map(|name| region(name, 1, 5.0, verdict));
        let benchmarks = vec![versus("Peers", 5.0, verdict)];
        reports.push(Report { regions: regions.into(), benchmarks, ..full.clone() });
    }
    let mut mixed = full.clone();
    mixed.regions.push(region("South", 3, -12.0, Verdict::Below));
    mixed.benchmarks.push(versus("Target", 4.0, Verdict::Above));
    reports.push(mixed);
    let mut incomparable = full.clone();
    incomparable.changes.iter_mut().for_each(|change| change.comparison = None);
    incomparable.benchmarks.iter_mut().for_each(|versus| versus.comparison = None);
    incomparable.regions.retain(|row| row.rest.is_none());
    incomparable.quality.rejected.clear();
    reports.push(incomparable);
    let mut other_method = full.clone();
    other_method.method.scale = Scale::new(-3, 3, 0, 1).expect("a scale");
    other_method.method.hide_below = 1;
    other_method.histogram = Some(Histogram::new(vec![5; 7]));
    reports.push(other_method);
    for (by, key) in [
        (Granularity::Week, "2026-W37"),
        (Granularity::Month, "2026-09"),
        (Granularity::HalfYear, "2026/27-H1"),
        (Granularity::Year, "2026/27"),
    ] {
        let mut other = full.clone();
        let reported = period(by, if key.contains('/') { 4 } else { 1 }, key);
        other.period = Some(reported);
        other.changes.iter_mut().for_each(|change| change.period = reported.previous());
        other.trend.iter_mut().for_each(|point| point.period = reported);
        reports.push(other);
    }
    reports
}

/// Everything that can be said about a report.
fn said(words: &Words, report: &Report) -> Vec<String> {
    let mut said = vec![
        words.headline(report),
        words.dateline(report),
        words.window_title(report),
        words.footer(report),
        words.compared_regions_caption(report),
        words.region_benchmarks_caption(report),
        words.benchmarks_caption(report),
        words.interval_name(report.method.confidence),
        words.low_base_key(&report.method),
    ];
    said.extend(report.overall.estimate().map(|estimate| words.precision(estimate, &report.method)));
    let figures = [
        words.composition(report),
        words.histogram(report),
        words.trend(report),
        words.regions(report),
        words.benchmarks(report),
    ];
    for FigureTexts { title, subtitle, description, how_to_read, caption } in figures.into_iter().flatten() {
        said.extend([title, subtitle, description, how_to_read, caption]);
    }
    for change in &report.changes {
        said.extend([words.since(change).to_owned(), words.change_facts(change)]);
        said.extend([words.period(change.period), words.period_axis(change.period)]);
    }
    for versus in &report.benchmarks {
        said.extend([words.benchmark_brief(&versus.benchmark), words.benchmark_facts(&versus.benchmark)]);
    }
    said.extend(report.regions.iter().map(|row| words.finding(&row.finding)));
    said.extend(words.note(&report.overall, &report.method));
    said.extend(words.quality(&report.quality));
    said.extend(report.quality.rejected.iter().map(|rejection| words.first_rows(rejection)));
    for entry in words.method(report) {
        said.extend([entry.term.to_owned(), entry.text]);
        said.extend(entry.source.map(|source| source.text.to_owned()));
    }
    said
}

#[test]
fn no_sentence_has_a_gap_a_double_stop_or_a_hyphen_for_a_minus() {
    for language in LANGUAGES {
        let words = words(language);
        for report in reports() {
            for text in said(&words, &report) {
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
        ".labels",
        ".numbers",
        ".period",
        ".versus.",
        ".change.verdict",
        ".quality.",
        ".figure.",
        ".method.level_",
        ".trend.how_",
        ".regions.how_low_bases",
    ];
    for language in LANGUAGES {
        let words = words(language);
        let all: Vec<String> = reports().iter().flat_map(|report| said(&words, report)).collect();
        for (path, text) in listed(language) {
            let part = parts.iter().any(|part| path.starts_with(part));
            assert!(part || all.iter().any(|said| fits(text, said)), "{language:?}{path}: {text}");
        }
    }
}

/// With ordinary spaces and hyphens, for reading.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('\u{2011}', "-")
}

#[test]
fn the_headline_says_what_became_of_the_score() {
    let headline = |language, points, verdict| {
        let changes = vec![change(Since::PreviousPeriod, points, verdict)];
        plain(&words(language).headline(&Report { changes, ..report() }))
    };
    assert_eq!(
        headline(En, 9.2, Trend::Improved),
        "Loyalty rose to 27 in Q3 2026: +9 points on Q2 2026, beyond chance"
    );
    assert_eq!(
        headline(En, -1.0, Trend::Declined),
        "Loyalty fell to 27 in Q3 2026: −1 point on Q2 2026, beyond chance"
    );
    assert_eq!(
        headline(En, 2.0, Trend::NoClearChange),
        "NPS is 27 in Q3 2026, no clear change since Q2 2026 (20)"
    );
    assert_eq!(
        headline(Ru, 9.2, Trend::Improved),
        "Лояльность выросла: NPS за 3-й квартал 2026 г. составил 27, +9 пунктов к показателю за 2-й квартал \
         2026 г.; изменение статистически значимо"
    );
    assert_eq!(
        headline(Ru, 2.0, Trend::NoClearChange),
        "NPS за 3-й квартал 2026 г. составил 27, явных изменений нет (за 2-й квартал 2026 г. — 20)"
    );
}

#[test]
fn a_low_base_or_a_missing_score_makes_no_headline_claim() {
    let headline = |overall| words(En).headline(&Report { overall, ..report() });
    let low = Finding::Measured(estimate(3, 4, 5));
    let low = plain(&headline(low));
    assert_eq!(low, "NPS is 17 in Q3 2026, but from only 12 answers: too few to build on");
    assert_eq!(headline(Finding::NoAnswers), "No answers in Q3 2026");
    let hidden = Finding::Hidden { why: Hidden::TooFew };
    assert_eq!(headline(hidden), "Too few answers in Q3 2026 to show a score");
}

#[test]
fn comparisons_are_told_with_the_other_score_and_where_it_comes_from() {
    let (en, ru) = (words(En), words(Ru));
    let rise = change(Since::PreviousPeriod, 21.0, Trend::Improved);
    assert_eq!(plain(&en.change_facts(&rise)), "20 in Q2 2026, p = 0.024");
    assert_eq!(plain(&ru.change_facts(&rise)), "20 за 2-й квартал 2026 г., p = 0,024");
    let mut airlines = versus("Airlines", -4.0, Verdict::Below).benchmark;
    assert_eq!(plain(&en.benchmark_brief(&airlines)), "median: 37, 2025, Example Institute");
    assert_eq!(plain(&ru.benchmark_brief(&airlines)), "медиана: 37, 2025, Example Institute");
    assert_eq!(plain(&en.benchmark_facts(&airlines)), "median, 2025, n = 1,200, Example Institute");
    airlines.name = "Market".to_owned();
    airlines.source = Some("Example Institute, May 2025".to_owned());
    let facts = "median, n = 1,200, Airlines, Example Institute, May 2025";
    assert_eq!(plain(&en.benchmark_facts(&airlines)), facts, "a year once, an industry that no name says");
}

#[test]
fn reading_help_speaks_only_of_what_is_drawn() {
    let mut report = report();
    let help = |report: &Report| words(En).trend(report).expect("periods").how_to_read;
    let line = "The line is the NPS, the band its 95% confidence interval.";
    let alone = "A period on its own has an upright line for its interval.";
    assert_eq!(help(&report), format!("{line} {alone} Dashed lines are benchmarks."));
    let regions = words(En).regions(&report).expect("regions").how_to_read;
    assert!(!regions.contains("low base"), "{regions}");
    report.regions[1].finding = Finding::Measured(estimate(3, 4, 5));
    let regions = words(En).regions(&report).expect("regions").how_to_read;
    assert!(regions.ends_with("Regions with a low base come last and have no rank."), "{regions}");
    report.benchmarks.clear();
    report.trend.retain(|point| point.finding.estimate().is_some());
    assert_eq!(help(&report), line);
}

#[test]
fn a_figure_is_about_whom_and_when_as_far_as_that_is_known() {
    let subtitle = |report: &Report| plain(&words(En).histogram(report).expect("a score").subtitle);
    let mut report = report();
    assert_eq!(subtitle(&report), "Share of answers by score, Acme, Q3 2026, n = 300");
    report.organisation = None;
    assert_eq!(subtitle(&report), "Share of answers by score, Q3 2026, n = 300");
    report.period = None;
    assert_eq!(subtitle(&report), "Share of answers by score, all answers, n = 300");
}

#[test]
fn titles_state_the_finding_and_count_when_names_would_be_many() {
    let mut report = report();
    let title = |report: &Report| words(En).regions(report).expect("regions").title;
    assert_eq!(title(&report), "Clearly above the rest: North");
    report.regions.push(region("South", 3, -12.0, Verdict::Below));
    assert_eq!(title(&report), "Clearly above the rest: North; clearly below: South");
    report.regions.extend(["A", "B", "C"].map(|name| region(name, 4, 12.0, Verdict::Above)));
    assert_eq!(plain(&title(&report)), "Clearly above the rest: 4 regions; clearly below: South");
    let composition = words(En).composition(&report).expect("a score");
    assert_eq!(composition.title, "Promoters outnumber detractors: 47% against 20%");
    report.overall = Finding::Measured(estimate(1001, 0, 1003));
    let composition = words(En).composition(&report).expect("a score");
    assert_eq!(composition.title, "Promoters outnumber detractors: 50.05% against 49.95%");
}

#[test]
fn the_method_names_only_what_the_report_uses() {
    let entries = |report: &Report| words(En).method(report).len();
    let bare = Report { changes: Vec::new(), benchmarks: Vec::new(), regions: Vec::new(), ..report() };
    assert_eq!(entries(&report()) - entries(&bare), 4);
}
