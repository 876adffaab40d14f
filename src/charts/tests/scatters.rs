//! Dots by two measures.

use super::inputs::{Case, LONG_NAMES, hostile, interval};
use super::language::Language;
use super::wide;
use crate::charts::scatter::{Point, Scatter, ScatterWords};
use crate::charts::{Kind, Width};

fn point(name: &str, at: [f64; 2], stands_out: bool) -> Point {
    Point { name: name.to_owned(), at, ends: [(at[1] - 6.0).max(0.0), at[1] + 8.0], stands_out }
}

fn of(language: Language, points: Vec<Point>) -> Scatter {
    Scatter {
        points,
        means: [61.0, 11.0],
        words: ScatterWords {
            axes: [
                language.say("Rating, % of its scale", "Оценка, % от\u{a0}её шкалы"),
                language.say("Weight, % of the variance", "Вес, % разброса групп"),
            ],
            dots: [
                language.say("weighs more, rated below", "весит больше, оценён ниже"),
                language.say("others", "остальные"),
            ],
            means: language.say("means of all", "средние по\u{a0}всем"),
            interval: interval(language),
        },
    }
}

fn usual(language: Language) -> Scatter {
    let points = vec![
        point("Speed", [52.0, 21.0], true),
        point("Price", [48.0, 4.0], false),
        point("People", [73.0, 14.0], false),
        point(&language.say("Promise kept", "Обещание выполнено"), [70.0, 5.0], false),
    ];
    of(language, points)
}

pub(super) fn scatters(language: Language) -> Vec<Case> {
    let names = || LONG_NAMES.iter().chain(&LONG_NAMES).zip(0_u32..);
    let same = names().map(|(name, _)| point(name, [60.0, 10.0], true)).collect();
    let spread = names().map(|(name, at)| {
        let at = f64::from(at);
        point(name, [10.0 + 7.0 * at, 2.0 + (5.0 * at) % 17.0], at > 6.0)
    });
    let strange = hostile().iter().map(|name| point(name, [100.0, 0.0], false)).collect();
    vec![
        ("usual", Box::new(usual(language))),
        ("twelve long names", Box::new(of(language, spread.collect()))),
        ("all at one place", Box::new(of(language, same))),
        ("hostile names in a corner", Box::new(of(language, strange))),
        ("one", Box::new(of(language, vec![point("A", [0.0, 0.0], true)]))),
    ]
}

#[test]
fn names_stand_beside_their_dots_and_where_they_have_no_room_numbers_do() {
    let svg = wide(&usual(Language::English)).svg().to_owned();
    assert!(svg.contains(">Speed</text>") && !svg.contains(">1. Speed"));
    let [_, long, _] = hostile();
    let crowd = of(Language::Russian, (0..12).map(|_| point(&long, [60.0, 10.0], true)).collect());
    let narrow = crowd.draw(&Language::Russian, Width::Narrow, &super::CAPTION).expect("a chart");
    for at in 1..=12 {
        assert!(narrow.svg().contains(&format!(">{at}</text>")), "{at}");
        assert!(narrow.svg().contains(&format!(">{at}.")), "{at}");
    }
}
