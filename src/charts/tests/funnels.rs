//! Scores to draw in tests as a funnel, and what holds for funnels alone.

use super::inputs::Case;
use super::language::Language;
use super::svg::texts;
use super::{CAPTION, is_nothing, wide};
use crate::charts::funnel::{Funnel, FunnelWords, Lies, Score};
use crate::charts::{Format, Kind, Width};

fn words(language: Language, centre: f64) -> FunnelWords {
    let limits = |side: &str, share: &str| format!("{side} {share}");
    let (above, below) = (
        language.say("above the limits of", "выше границ"),
        language.say("below the limits of", "ниже границ"),
    );
    let (inner, outer) = (language.say("95%", "95\u{a0}%"), language.say("99.8%", "99,8\u{a0}%"));
    FunnelWords {
        score: "NPS".into(),
        bases: language.say("Answers (n)", "Число ответов (n)"),
        bases_log: language.say("Answers (n), logarithmic scale", "Число ответов (n), логарифмическая шкала"),
        centre: language.say("All answers", "Все ответы"),
        centre_value: language.score(centre),
        above_inner: limits(&above, &inner),
        above_outer: limits(&above, &outer),
        below_inner: limits(&below, &inner),
        below_outer: limits(&below, &outer),
        inner,
        outer,
        within: language.say("within the limits", "внутри границ"),
    }
}

/// Clients by name, detractors, passives and promoters.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
fn funnel(language: Language, clients: impl IntoIterator<Item = (String, [u64; 3])>) -> Funnel {
    let clients: Vec<(String, [f64; 3])> =
        clients.into_iter().map(|(name, counts)| (name, counts.map(|count| count as f64))).collect();
    let of = |at: usize| clients.iter().map(|(_, counts)| counts[at]).sum::<f64>();
    let (n, share) = (of(0) + of(1) + of(2), (of(2) - of(0)) / (of(0) + of(1) + of(2)));
    let (centre, spread) = (100.0 * share, 100.0 * ((of(0) + of(2)) / n - share * share).max(0.0).sqrt());
    let (inner, outer) = (1.96 * spread, 3.09 * spread);
    let score = |(name, counts): &(String, [f64; 3])| {
        let base: f64 = counts.iter().sum();
        let points = 100.0 * (counts[2] - counts[0]) / base;
        let beyond = |reach: f64| (points - centre).abs() > reach / base.sqrt();
        let lies = match (points > centre, beyond(inner), beyond(outer)) {
            (_, false, _) => Lies::Within,
            (true, _, false) => Lies::High,
            (true, _, true) => Lies::VeryHigh,
            (false, _, false) => Lies::Low,
            (false, _, true) => Lies::VeryLow,
        };
        Score { name: name.clone(), base, points, lies }
    };
    Funnel {
        centre,
        inner,
        outer,
        scores: clients.iter().map(score).collect(),
        words: words(language, centre),
    }
}

fn english(clients: impl IntoIterator<Item = (String, [u64; 3])>) -> Funnel {
    funnel(Language::English, clients)
}

/// So many clients, spread more than chance spreads them.
fn many(n: u64, name: &str) -> Vec<(String, [u64; 3])> {
    let client = |i: u64| {
        let base = 5 + (i * i * 7919) % 400 + if i.is_multiple_of(11) { 1_500 } else { 0 };
        let promoters = base * (35 + (i * 31) % 30) / 100;
        let detractors = (base - promoters) * ((i * 17) % 60) / 100;
        (format!("{name} {i}"), [detractors, base - promoters - detractors, promoters])
    };
    (0..n).map(client).collect()
}

pub(super) fn funnels(language: Language) -> Vec<Case> {
    let tier = |clients: Vec<_>| Box::new(funnel(language, clients)) as Box<dyn Kind>;
    let named = |clients: &[(&str, [u64; 3])]| {
        tier(clients.iter().map(|(name, counts)| ((*name).to_owned(), *counts)).collect())
    };
    vec![
        ("one client", named(&[("Only", [20, 30, 50])])),
        ("one answer", named(&[("Only", [0, 1, 0])])),
        ("two clients", named(&[("A", [80, 30, 50]), ("B", [20, 30, 400])])),
        ("nobody differs", tier((0..20).map(|i| (format!("Client {i}"), [20, 30, 50])).collect())),
        ("only promoters", named(&[("A", [0, 0, 50]), ("B", [0, 0, 900])])),
        ("only detractors", named(&[("A", [50, 0, 0]), ("B", [70, 0, 0])])),
        ("millions", named(&[("A", [50, 0, 0]), ("B", [700_000, 2_000_000, 9_000_000])])),
        (
            "long names",
            named(&[
                ("Государственное бюджетное учреждение здравоохранения «Поликлиника № 12»", [5, 20, 400]),
                ("Donaudampfschifffahrtsgesellschaftskapitänsvereinigung", [5, 22, 398]),
                ("<b>&\"'\u{202e}\u{0}", [300, 20, 100]),
                (&"x".repeat(300), [310, 20, 100]),
                ("Республика Северная Осетия — Алания", [30, 20, 60]),
            ]),
        ),
        ("sixty clients", tier(many(60, "Клиент"))),
        ("ten thousand clients", tier(many(10_000, "Client"))),
    ]
}

#[test]
fn a_funnel_without_a_score_is_no_chart() {
    assert!(is_nothing(&english(Vec::new())));
}

#[test]
fn a_funnel_of_ten_thousand_clients_stays_small_and_still_names_some() {
    let tier = english(many(10_000, "Client"));
    for width in Width::ALL {
        let chart = tier.draw(&Language::English, width, &CAPTION).expect("a chart");
        assert!(chart.svg().len() < 250_000, "{} bytes", chart.svg().len());
        assert!(texts(chart.svg(), width).iter().any(|(text, _)| text.starts_with("Client ")));
    }
}

#[test]
fn a_client_far_outside_is_marked_and_named_and_one_within_is_neither() {
    let mut clients: Vec<_> = (0..20).map(|i| (format!("Usual {i}"), [20 + i, 30, 50 + i])).collect();
    clients.push(("Best".to_owned(), [0, 20, 380]));
    clients.push(("Worst".to_owned(), [300, 50, 50]));
    let chart = wide(&english(clients));
    let names: Vec<String> = texts(chart.svg(), Width::Wide).into_iter().map(|(text, _)| text).collect();
    assert!(names.contains(&"Best".to_owned()) && names.contains(&"Worst".to_owned()), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("Usual")), "{names:?}");
    // One mark in the plot, one in the key.
    for class in ["f-above", "f-below"] {
        assert_eq!(chart.svg().matches(&format!("<path class=\"{class}\"")).count(), 2, "{class}");
    }
}

#[test]
fn the_ends_of_a_funnel_are_named_however_near_they_are_to_an_edge_or_others() {
    let mut clients: Vec<_> = (0..20).map(|i| (format!("Usual {i}"), [20 + i, 30, 50 + i])).collect();
    // High up at the left edge, beside one another.
    clients.extend([("Summit".to_owned(), [0, 0, 11]), ("Beside".to_owned(), [0, 1, 12])]);
    clients.extend([("Chasm".to_owned(), [11, 0, 0]), ("Near it".to_owned(), [12, 1, 0])]);
    let tier = english(clients);
    // On a narrow chart the two marks of an end all but hide each other, and one name stands for both.
    let chart = wide(&tier);
    let names: Vec<String> = texts(chart.svg(), Width::Wide).into_iter().map(|(text, _)| text).collect();
    for end in ["Summit", "Chasm"] {
        assert!(names.iter().any(|name| name == end), "{end} of {names:?}");
    }
}

#[test]
fn clients_on_the_same_spot_are_one_mark() {
    let chart = |n: u64| {
        let tier = english((0..n).map(|i| (format!("Client {i}"), [20, 30, 50])));
        wide(&tier)
    };
    assert_eq!(chart(2).svg().matches("f-point").count(), 1);
    assert_eq!(chart(2).svg().len(), chart(500).svg().len());
}
