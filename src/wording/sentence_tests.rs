//! How sentences read.

use super::sample::{RANK, by_name, change, estimate, of_a_client, region, report, together, versus};
use super::tests::{plain, words};
use crate::config::Asked;
use crate::config::Language::{En, Ru, Uk};
use crate::figures::{Finding, Hidden, Response, Since};
use crate::sections::Report;
use crate::sections::participants::Whose;
use crate::statistics::{Trend, Verdict};

#[test]
fn the_headline_says_what_became_of_the_score() {
    let headline = |language, points, verdict| {
        let changes = vec![change(Since::PreviousPeriod, points, verdict)];
        plain(&words(language).headline(&{
            let mut made = report();
            made.head.changes = changes;
            made.head
        }))
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
        "Лояльность выросла: NPS за 3-й квартал 2026 г. составил 27 (+9 пунктов к показателю за 2-й квартал \
         2026 г., изменение статистически значимо)"
    );
    assert_eq!(
        headline(Ru, 2.0, Trend::NoClearChange),
        "NPS за 3-й квартал 2026 г. составил 27, явных изменений нет (за 2-й квартал 2026 г. — 20)"
    );
}

/// A fall of 45 points since the previous period and nothing clear since a year earlier, and the other way round.
#[test]
fn all_headings_speak_of_the_change_that_matters_most() {
    use Since::{PreviousPeriod as Previous, YearEarlier as Year};
    use Trend::{Declined, Improved, NoClearChange};
    let headings = |language, previous, year| {
        let words = words(language);
        let changes = [(Previous, previous), (Year, year)]
            .map(|(since, (points, verdict))| change(since, points, verdict));
        let report = {
            let mut made = report();
            made.head.changes = changes.into();
            made
        };
        [plain(&words.headline(&report.head)), plain(&words.trend(&report).expect("periods").title)]
    };
    assert_eq!(
        headings(En, (-45.0, Declined), (-5.0, NoClearChange)),
        [
            "Loyalty fell to 27 in Q3 2026: −45 points on Q2 2026, beyond chance",
            "NPS is clearly lower than in Q2 2026, by 45 points"
        ]
    );
    assert_eq!(
        headings(Ru, (-45.0, Declined), (12.0, Improved))[1],
        "NPS явно ниже, чем за 2-й квартал 2026 г.: на 45 пунктов",
        "of two clear ones the previous period"
    );
    assert_eq!(
        headings(En, (-5.0, NoClearChange), (-45.0, Declined)),
        [
            "Loyalty fell to 27 in Q3 2026: −45 points on Q3 2025, beyond chance",
            "NPS is clearly lower than in Q3 2025, by 45 points"
        ]
    );
    assert_eq!(
        headings(Uk, (-5.0, NoClearChange), (-45.0, Declined))[1],
        "NPS явно нижчий, ніж за III квартал 2025 р.: на 45 пунктів"
    );
    assert_eq!(
        headings(En, (2.0, NoClearChange), (3.0, NoClearChange)),
        [
            "NPS is 27 in Q3 2026, no clear change since Q2 2026 (20)",
            "No clear change in NPS since Q2 2026 (20)"
        ]
    );
}

#[test]
fn a_low_base_or_a_missing_score_makes_no_headline_claim() {
    let headline = |overall| {
        words(En).headline(&{
            let mut made = report();
            made.head.overall = overall;
            made.head
        })
    };
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
    assert_eq!(plain(&en.change_facts(&rise, &report().head.overall)), "20 in Q2 2026, p = 0.024");
    assert_eq!(
        plain(&ru.change_facts(&rise, &report().head.overall)),
        "20 за 2-й квартал 2026 г., p = 0,024"
    );
    let mut airlines = versus("Airlines", -4.0, Verdict::Below).benchmark;
    assert_eq!(plain(&en.benchmark_brief(&airlines)), "median: 37, 2025, Example Institute");
    assert_eq!(plain(&ru.benchmark_brief(&airlines)), "медиана: 37, 2025, Example Institute");
    assert_eq!(plain(&en.benchmark_facts(&airlines)), "median, 2025, n = 1,200, Example Institute");
    airlines.name = "Airlines’ median".to_owned();
    assert_eq!(
        plain(&en.benchmark_facts(&airlines)),
        "2025, n = 1,200, Example Institute",
        "its name says what it is"
    );
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
    report.sections.regions_mut()[1].finding = Finding::Measured(estimate(3, 4, 5));
    let regions = words(En).regions(&report).expect("regions").how_to_read;
    assert!(
        regions.ends_with("Regions with a low base come last, have no rank and are left out of the heading."),
        "{regions}"
    );
    report.sections.benchmarks_mut().clear();
    report.sections.points_mut().retain(|point| point.finding.estimate().is_some());
    assert_eq!(help(&report), line);
}

#[test]
fn a_figure_is_about_whom_and_when_as_far_as_that_is_known() {
    let subtitle = |report: &Report| plain(&words(En).histogram(report).expect("a score").subtitle);
    let mut report = report();
    assert_eq!(subtitle(&report), "Share of answers by score, Acme, Q3 2026, n = 300");
    report.head.organisation = None;
    assert_eq!(subtitle(&report), "Share of answers by score, Q3 2026, n = 300");
    report.head.period = None;
    assert_eq!(subtitle(&report), "Share of answers by score, all answers, n = 300");
}

#[test]
fn titles_state_the_finding_and_count_when_names_would_be_many() {
    let mut report = report();
    let title = |report: &Report| words(En).regions(report).expect("regions").title;
    assert_eq!(title(&report), "Clearly above the rest: North");
    report.sections.regions_mut().push(region("South", 3, -12.0, Verdict::Below));
    assert_eq!(title(&report), "Clearly above the rest: North; clearly below: South");
    report.sections.regions_mut().extend(["A", "B", "C"].map(|name| region(name, 4, 12.0, Verdict::Above)));
    assert_eq!(plain(&title(&report)), "Clearly above the rest: 4 regions; clearly below: South");
    let composition = words(En).composition(&report).expect("a score");
    assert_eq!(composition.title, "Promoters outnumber detractors: 47% against 20%");
    report.head.overall = Finding::Measured(estimate(1001, 0, 1003));
    let composition = words(En).composition(&report).expect("a score");
    assert_eq!(composition.title, "Promoters outnumber detractors: 50.05% against 49.95%");
}

#[test]
fn the_method_names_only_what_the_report_uses() {
    let entries = |report: &Report| words(En).method(&report.head, &report.sections).len();
    let bare = {
        let mut made = report();
        made.head.changes = Vec::new();
        (made.sections.benchmarks, made.sections.regions) = (None, None);
        made
    };
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
    let participants = report.sections.participants.as_mut().expect("a client");
    (participants.peers_in, participants.peers) = (None, None);
    participants.others = together(39, Verdict::Below);
    assert_eq!(title(En, &report), "Clearly below the other participants together");
    assert_eq!(plain(&words(En).named(&by_name()).expect("names").title), "Acme is in place 12 of 38");
}

#[test]
fn the_key_figures_of_a_client_say_how_many_the_others_are() {
    let report = of_a_client();
    let participants = report.sections.participants.as_ref().expect("a client");
    let facts = |language| {
        let words = words(language);
        Whose::compared(participants)
            .map(|(whose, group)| plain(&words.group_facts(whose, group)))
            .collect::<Vec<_>>()
    };
    assert_eq!(facts(En), ["NPS 27, 11 other participants, p = 0.024", "NPS 27, 39 participants, p = 0.024"]);
    assert_eq!(facts(Ru), ["NPS 27, 11 других участников, p = 0,024", "NPS 27, 39 участников, p = 0,024"]);
    let rank = |language| words(language).rank(RANK, &report.head.method).map(|text| plain(&text));
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
    let terms = |report: &Report| {
        words(En)
            .method(&report.head, &report.sections)
            .into_iter()
            .map(|entry| entry.term.to_string())
            .collect::<Vec<_>>()
    };
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
    let mut quality = report().sections.quality;
    let limit = "Had more than 20% of the rows been faulty, no report would have been made.";
    assert!(words(En).quality(&quality).contains(&limit.to_owned()));
    quality.files.clear();
    assert!(!words(En).quality(&quality).contains(&limit.to_owned()));
}

#[test]
fn a_subject_names_the_organisation_unless_the_title_does() {
    let mut report = report();
    assert_eq!(words(En).mail_subject(&report.head), "Passengers, Acme, Q3 2026");
    report.head.title = "Passengers of ACME".to_owned();
    report.head.period = None;
    assert_eq!(words(En).mail_subject(&report.head), "Passengers of ACME");
}
