//! Tiers of clients to draw in tests, and what holds for their funnels alone.

use super::labels::English;
use super::sample::{HIDDEN, measured};
use super::svg::texts;
use super::{CAPTION, funnel};
use crate::charts::Width;
use crate::report::{Finding, Funnel, IndexRow, Tier};
use crate::survey::{Client, Counts, Nps};

fn row(name: &str, finding: Finding) -> IndexRow {
    IndexRow {
        client: Client::new(vec![name.to_owned()]).expect("a name"),
        folder: "client".into(),
        fault: None,
        thin_beside: None,
        region: None,
        answers: finding.estimate().map_or(3, |estimate| estimate.n),
        finding,
        rank: None,
        rest: None,
        before: Finding::NoAnswers,
        change: None,
        response: None,
        target: None,
        funnel: None,
        own_change: None,
        own_rest: None,
        last_run: None,
    }
}

/// A tier of clients by name, detractors, passives and promoters.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
fn tier(clients: impl IntoIterator<Item = (String, [u64; 3])>) -> Tier {
    let rows = clients.into_iter().map(|(name, [d, z, p])| row(&name, measured(d, z, p)));
    let mut rows: Vec<IndexRow> = rows.collect();
    let pooled: Counts = rows.iter().filter_map(|row| Some(row.finding.estimate()?.counts)).sum();
    let centre = Nps::of(pooled.sample().expect("answers"));
    let (decided, share) = (pooled.detractors() + pooled.promoters(), centre.points() / 100.0);
    let spread = 100.0 * (decided as f64 / pooled.n() as f64 - share * share).max(0.0).sqrt();
    let funnel = Funnel { centre, spread };
    for row in &mut rows {
        row.funnel = row.finding.estimate().map(|e| funnel.place(e.nps, e.n as f64));
    }
    rows.push(row("Hidden", HIDDEN));
    Tier { column: "client".into(), mean: None, funnel: Some(funnel), rows }
}

/// So many clients, spread more than chance spreads them.
fn many(n: u64, name: &str) -> Tier {
    tier((0..n).map(|i| {
        let base = 5 + (i * i * 7919) % 400 + if i % 11 == 0 { 1_500 } else { 0 };
        let promoters = base * (35 + (i * 31) % 30) / 100;
        let detractors = (base - promoters) * ((i * 17) % 60) / 100;
        (format!("{name} {i}"), [detractors, base - promoters - detractors, promoters])
    }))
}

pub(super) fn all() -> Vec<(&'static str, Tier)> {
    let named = |clients: &[(&str, [u64; 3])]| {
        tier(clients.iter().map(|(name, counts)| ((*name).to_owned(), *counts)))
    };
    vec![
        ("one client", named(&[("Only", [20, 30, 50])])),
        ("one answer", named(&[("Only", [0, 1, 0])])),
        ("two clients", named(&[("A", [80, 30, 50]), ("B", [20, 30, 400])])),
        ("nobody differs", tier((0..20).map(|i| (format!("Client {i}"), [20, 30, 50])))),
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
        ("sixty clients", many(60, "Клиент")),
        ("ten thousand clients", many(10_000, "Client")),
    ]
}

#[test]
fn a_funnel_without_a_score_is_no_chart() {
    let mut tier = many(3, "Client");
    for row in &mut tier.rows {
        (row.finding, row.funnel) = (HIDDEN, None);
    }
    assert_eq!(funnel(&tier, &English, Width::Wide, CAPTION), None);
    tier.funnel = None;
    assert_eq!(funnel(&tier, &English, Width::Wide, CAPTION), None);
}

#[test]
fn a_funnel_of_ten_thousand_clients_stays_small_and_still_names_some() {
    let tier = many(10_000, "Client");
    for width in Width::ALL {
        let chart = funnel(&tier, &English, width, CAPTION).expect("a chart");
        assert!(chart.svg().len() < 250_000, "{} bytes", chart.svg().len());
        assert!(texts(chart.svg(), width).iter().any(|(text, _)| text.starts_with("Client ")));
    }
}

#[test]
fn a_client_far_outside_is_marked_and_named_and_one_within_is_neither() {
    let mut clients: Vec<_> = (0..20).map(|i| (format!("Usual {i}"), [20 + i, 30, 50 + i])).collect();
    clients.push(("Best".to_owned(), [0, 20, 380]));
    clients.push(("Worst".to_owned(), [300, 50, 50]));
    let chart = funnel(&tier(clients), &English, Width::Wide, CAPTION).expect("a chart");
    let names: Vec<String> = texts(chart.svg(), Width::Wide).into_iter().map(|(text, _)| text).collect();
    assert!(names.contains(&"Best".to_owned()) && names.contains(&"Worst".to_owned()), "{names:?}");
    assert!(!names.iter().any(|name| name.starts_with("Usual") || name == "Hidden"), "{names:?}");
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
    let tier = tier(clients);
    // On a narrow chart the two marks of an end all but hide each other, and one name stands for both.
    let chart = funnel(&tier, &English, Width::Wide, CAPTION).expect("a chart");
    let names: Vec<String> = texts(chart.svg(), Width::Wide).into_iter().map(|(text, _)| text).collect();
    for end in ["Summit", "Chasm"] {
        assert!(names.iter().any(|name| name == end), "{end} of {names:?}");
    }
}

#[test]
fn clients_on_the_same_spot_are_one_mark() {
    let chart = |n: u64| {
        let tier = tier((0..n).map(|i| (format!("Client {i}"), [20, 30, 50])));
        funnel(&tier, &English, Width::Wide, CAPTION).expect("a chart")
    };
    assert_eq!(chart(2).svg().matches("f-point").count(), 1);
    assert_eq!(chart(2).svg().len(), chart(500).svg().len());
}
