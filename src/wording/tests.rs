//! What holds for all languages, and how sentences read.

use std::cmp::Ordering;

use icu_plurals::PluralRules;

use super::control_tests::{self, of_trends};
use super::fill::placeholders;
use super::history_tests::{self, of_histories};
use super::index_sample;
use super::key_findings_tests::{self, of_findings};
use super::plan_tests;
use super::sample::{
    RANK, by_name, change, estimate, of_a_client, of_choices, period, region, report, together, versus,
};
use super::texts::{Listed, Text};
use super::why_tests::{self, of_changes};
use super::{FigureTexts, Whose, Words};
use crate::config::Language::{self, En, Ru};
use crate::report::{Asked, Finding, Group, Hidden, Rank, Report, Response, Since};
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
        let (clients, others) = (&texts.participants.clients, &texts.participants.others);
        let index = &texts.index;
        let plurals =
            [&numbers.points, &numbers.answers, &numbers.regions, &numbers.benchmarks, clients, others];
        let plan = &texts.plan;
        let of_plans = [&plan.needed, &plan.with_answers, &plan.from_points];
        let plurals = plurals.into_iter().chain([&index.clients, &index.clients_of]).chain(of_plans);
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
        for since in [Since::PreviousPeriod, Since::YearEarlier, Since::Named] {
            reports.push(Report { changes: vec![change(since, -0.3, verdict)], ..full.clone() });
        }
    }
    reports.extend(of_changes().into_iter().chain(of_trends()).chain(of_findings()).chain(of_histories()));
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
    reports.extend(of_choices());
    reports.extend(of_clients());
    reports
}

/// A client among the others in every state that a sentence tells apart.
fn of_clients() -> Vec<Report> {
    let mut reports = vec![of_a_client(), by_name()];
    let mut with = |change: &dyn Fn(&mut Report)| {
        let mut report = by_name();
        change(&mut report);
        reports.push(report);
    };
    let participants = |report: &mut Report, change: &dyn Fn(&mut crate::report::Participants)| {
        report.participants.iter_mut().for_each(change);
    };
    for verdict in [Verdict::Above, Verdict::Below, Verdict::Unclear] {
        for clients in [1, 2, 5, 21] {
            with(&|report| {
                participants(report, &|all| {
                    all.others = together(clients, verdict);
                    all.pooled = Group { comparison: None, ..all.others.clone() };
                    all.peers = Some(together(clients, verdict));
                    all.clients = clients;
                });
            });
        }
    }
    let hidden =
        Group { clients: 2, finding: Finding::Hidden { why: Hidden::TooFewClients }, comparison: None };
    with(&|report| {
        report.overall = Finding::Hidden { why: Hidden::TooFew };
        participants(report, &|all| {
            (all.pooled, all.peers, all.mean, all.rank) = (hidden.clone(), Some(hidden.clone()), None, None);
            all.others = hidden.clone();
            all.trend.iter_mut().for_each(|moment| moment.pooled = hidden.finding.clone());
            all.named.iter_mut().for_each(|named| named.rank = None);
        });
    });
    with(&|report| {
        participants(report, &|all| {
            (all.peers_in, all.peers, all.others.comparison) = (None, None, None);
            all.rank = Some(Rank { best: 12, worst: 12, ..RANK });
        });
        report.response = Some(Response { answered: 1, asked: 1000, of: Asked::Population });
        report.organisation = None;
        report.client = None;
    });
    with(&|report| {
        report.quality.files.clear();
        (report.period, report.trend, report.changes) = (None, Vec::new(), Vec::new());
        participants(report, &|all| all.trend.clear());
    });
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
        words.mail_subject(report),
        words.attached("report.html"),
    ];
    said.extend(report.recipient.iter().map(|recipient| words.recipient(recipient)));
    said.extend(report.overall.estimate().map(|estimate| words.score_and_level(report, estimate)));
    said.extend(report.response.map(|response| words.response_note(response)));
    said.extend(report.response.into_iter().flat_map(|response| words.response(response)));
    if let Some(participants) = &report.participants {
        said.push(words.participants_heading().to_owned());
        said.extend(words.participants_head().map(str::to_owned));
        said.push(words.whose(Whose::own(report)));
        for (whose, group) in Whose::groups(participants) {
            said.extend([words.whose(whose), words.whose_note(whose), words.group_facts(whose, group)]);
        }
        if let Some(mean) = participants.mean {
            let whose = Whose::Mean(mean.clients);
            said.extend([words.whose(whose), words.whose_note(whose)]);
        }
        said.extend(participants.rank.into_iter().flat_map(|rank| words.rank(rank, &report.method)));
        said.extend(participants.named.iter().map(|named| words.named_participant(named)));
        said.extend(participants.named.iter().filter_map(|named| Some(words.open_places(named.rank?))));
    }
    said.extend(report.overall.estimate().map(|estimate| words.precision(estimate, &report.method)));
    let figures = [
        words.composition(report),
        words.histogram(report),
        words.trend(report),
        words.regions(report),
        words.benchmarks(report),
        words.standing(report),
        words.named(report),
    ];
    for FigureTexts { title, subtitle, description, how_to_read, caption } in figures.into_iter().flatten() {
        said.extend([title, subtitle, description, how_to_read, caption]);
    }
    said.extend(why_tests::said(words, report));
    said.extend(super::design::tests::said(words, report));
    said.extend(control_tests::said(words, report));
    said.extend(history_tests::said(words, report));
    said.extend(key_findings_tests::said(words, report));
    for change in &report.changes {
        said.extend([words.since(change), words.change_facts(change)]);
        said.extend([words.period(change.period), words.period_axis(change.period)]);
    }
    for versus in &report.benchmarks {
        said.extend([words.versus_facts(versus), words.benchmark_facts(&versus.benchmark)]);
        said.extend([words.chance_head().to_owned(), words.p_head(&report.method).to_owned()]);
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
        let of_reports = reports().into_iter().map(|report| said(&words, &report));
        let of_indexes = index_sample::all().into_iter().map(|index| index_sample::said(&words, &index));
        let of_plans = plan_tests::all().into_iter().map(|plan| plan_tests::said(&words, &plan));
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
        ".labels",
        ".index.labels",
        ".index.clients",
        ".numbers",
        ".period",
        ".versus.",
        ".choices.chance",
        ".change.verdict",
        ".quality.",
        ".figure.",
        ".method.level_",
        ".trend.how_",
        ".regions.how_low_bases",
        // Fractions of a participant.
        ".participants.clients.other",
        ".participants.others.other",
        ".participants.how_trend",
        ".standing.above",
        ".standing.below",
        ".standing.unclear",
        ".standing.peers",
        ".standing.separator",
        ".standing.how_",
        ".named.how_all",
        ".why.rate_",
        ".why.mix_",
        ".why.turnover_",
        ".why.how_",
        ".control.how_",
        ".control.by_base",
        ".control.signs",
        ".trailing.how_",
        ".trailing.weeks",
        ".trailing.months",
        ".trailing.quarters",
        ".trailing.half_years",
        ".trailing.years",
        ".plan.needed",
        ".plan.with_answers",
        ".plan.from_points",
    ];
    for language in LANGUAGES {
        let words = words(language);
        let of_indexes = index_sample::all().into_iter().flat_map(|index| index_sample::said(&words, &index));
        let of_plans = plan_tests::all().into_iter().flat_map(|plan| plan_tests::said(&words, &plan));
        let of_reports = reports().into_iter().flat_map(|report| said(&words, &report));
        let all: Vec<String> = of_reports.chain(of_indexes).chain(of_plans).collect();
        for (path, text) in listed(language) {
            let place = path.replace(".why.segments.", ".why.").replace(".why.regions.", ".why.");
            let part = parts.iter().any(|part| place.starts_with(part));
            assert!(part || all.iter().any(|said| fits(text, said)), "{language:?}{path}: {text}");
        }
    }
}

/// With ordinary spaces and hyphens, for reading.
pub(super) fn plain(text: &str) -> String {
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
        "Лояльность выросла: NPS за 3-й квартал 2026 г. составил 27 (изменение к показателю за 2-й квартал \
         2026 г.: +9 пунктов, статистически значимо)"
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

#[test]
fn a_title_says_how_the_client_stands_against_all_others_and_its_peers() {
    let title = |language, report: &Report| plain(&words(language).standing(report).expect("others").title);
    let mut report = of_a_client();
    assert_eq!(
        title(En, &report),
        "Clearly above the other participants together; no clear difference from the participants in North"
    );
    assert_eq!(
        title(Ru, &report),
        "Явно выше, чем у остальных участников вместе; явных отличий от участников группы «North» нет"
    );
    let participants = report.participants.as_mut().expect("a client");
    (participants.peers_in, participants.peers) = (None, None);
    participants.others = together(39, Verdict::Below);
    assert_eq!(title(En, &report), "Clearly below the other participants together");
    assert_eq!(plain(&words(En).named(&by_name()).expect("names").title), "Acme is in place 12 of 38");
}

#[test]
fn the_key_figures_of_a_client_say_how_many_the_others_are() {
    let report = of_a_client();
    let participants = report.participants.as_ref().expect("a client");
    let facts = |language| {
        let words = words(language);
        Whose::compared(participants)
            .map(|(whose, group)| plain(&words.group_facts(whose, group)))
            .collect::<Vec<_>>()
    };
    assert_eq!(facts(En), ["NPS 27, 11 other participants, p = 0.024", "NPS 27, 39 participants, p = 0.024"]);
    assert_eq!(facts(Ru), ["NPS 27, 11 других участников, p = 0,024", "NPS 27, 39 участников, p = 0,024"]);
    let rank = |language| words(language).rank(RANK, &report.method).map(|text| plain(&text));
    assert_eq!(
        rank(En),
        [
            "Rank among participants",
            "place 12 of 38",
            "Of those with 30 or more answers; allowing for chance, between place 5 and 25"
        ]
    );
    assert_eq!(
        rank(Ru),
        [
            "Место среди участников",
            "12-е место из 38",
            "Среди тех, у кого ответов не меньше 30; с учётом случайности — с 5-го по 25-е место"
        ]
    );
}

#[test]
fn a_response_rate_is_neither_nobody_nor_everybody_by_rounding() {
    let note = |language, answered, of| {
        plain(&words(language).response_note(Response { answered, asked: 1000, of }))
    };
    assert_eq!(note(En, 500, Asked::Invited), "500 of 1,000 invited answered (50%).");
    assert_eq!(note(En, 999, Asked::Population), "999 of 1,000 answered (99.9%).");
    assert_eq!(note(En, 1000, Asked::Population), "1,000 of 1,000 answered (100%).");
    assert_eq!(note(Ru, 1, Asked::Invited), "Ответили: 1, приглашены: 1 000 (0,1 %).");
}

#[test]
fn the_method_speaks_of_participants_only_where_there_are_some() {
    let terms =
        |report: &Report| words(En).method(report).into_iter().map(|entry| entry.term).collect::<Vec<_>>();
    let added: Vec<_> =
        terms(&of_a_client()).into_iter().filter(|term| !terms(&report()).contains(term)).collect();
    assert_eq!(
        added,
        [
            "Participants together",
            "Mean of participants",
            "Place in the ranking",
            "Protection of participants"
        ]
    );
}

#[test]
fn a_client_s_account_of_rows_says_nothing_of_a_limit_on_all_rows() {
    let mut quality = report().quality;
    let limit = "With more than 20% of the rows left out, no report would have been made.";
    assert!(words(En).quality(&quality).contains(&limit.to_owned()));
    quality.files.clear();
    assert!(!words(En).quality(&quality).contains(&limit.to_owned()));
}

#[test]
fn a_subject_names_the_organisation_unless_the_title_does() {
    let mut report = report();
    assert_eq!(words(En).mail_subject(&report), "Passengers, Acme, Q3 2026");
    report.title = "Passengers of ACME".to_owned();
    report.period = None;
    assert_eq!(words(En).mail_subject(&report), "Passengers of ACME");
}
