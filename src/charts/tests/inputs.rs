//! Charts to draw in tests: of each kind a usual one and the edges.

use super::language::Language;
use crate::charts::bars::{self, Bars, BarsWords, Share, Shares};
use crate::charts::bullet::{Benchmark, Bullet, BulletWords, Level, Side};
use crate::charts::dots::{ComparedWords, Dots, DotsWords, Emphasis, Mark, Row, Upright};
use crate::charts::histogram::{Bar, Bracket, Histogram};
use crate::charts::waterfall::{self, Waterfall, WaterfallWords};
use crate::charts::{Format, Kind, Measured, Reach};
use crate::survey::Group;

/// A chart with a name to fail by.
pub(super) type Case = (&'static str, Box<dyn Kind>);

/// Names as long as names of regions get.
pub(super) const LONG_NAMES: [&str; 6] = [
    "Республика Северная Осетия — Алания",
    "Ханты-Мансийский автономный округ — Югра",
    "Санкт-Петербург",
    "Кабардино-Балкарская Республика",
    "Еврейская автономная область",
    "Дальний Восток",
];

/// Names that nobody expects.
pub(super) fn hostile() -> [String; 3] {
    let markup = "\u{0}<script>alert(\"1\")</script>\u{1b}[31m & 'co'\n\u{202e}\u{ffff}";
    [markup.to_owned(), "ОченьДлинноеСлово".repeat(8), String::new()]
}

/// What so many detractors, passives and promoters make.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
pub(super) fn measured(detractors: u64, passives: u64, promoters: u64) -> Measured {
    let n = (detractors + passives + promoters) as f64;
    let (d, p) = (detractors as f64, promoters as f64);
    let score = 100.0 * (p - d) / n;
    let (d, p, m) = (d + 0.75, p + 0.75, n + 3.0);
    let reach = 196.0 * (((d + p) / m - ((p - d) / m).powi(2)) / m).sqrt();
    let centre = 100.0 * (p - d) / m;
    let (low, high) = ((centre - reach).clamp(-100.0, score), (centre + reach).clamp(score, 100.0));
    Measured { score, low, high, low_base: n < 30.0 }
}

/// A dot of so many answers by group.
pub(super) fn dot(language: Language, [detractors, passives, promoters]: [u64; 3]) -> Mark {
    let measured = measured(detractors, passives, promoters);
    let n = detractors + passives + promoters;
    Mark::Dot { measured, value: language.score(measured.score), base: language.count(n) }
}

pub(super) fn missing(language: Language) -> String {
    language.say("too few answers", "слишком мало ответов для показа")
}

fn row(name: &str, mark: Mark, emphasis: Emphasis) -> Row {
    Row { name: name.to_owned(), note: String::new(), mark, emphasis, benchmarks: Vec::new() }
}

pub(super) fn interval(language: Language) -> String {
    language.say("95% interval", "95-процентный доверительный интервал")
}

pub(super) fn low_base(language: Language) -> String {
    language.say("fewer than 30 answers", "меньше 30 ответов")
}

fn dots_words(language: Language) -> DotsWords {
    DotsWords {
        score: "NPS".into(),
        base: "n".into(),
        interval: interval(language),
        low_base: low_base(language),
        compared: Some(ComparedWords {
            above: language.say("above the rest", "выше остальных"),
            below: language.say("below the rest", "ниже остальных"),
            unclear: language.say("not distinguishable from the rest", "от остальных не отличается"),
            benchmark: language.say("the region’s benchmark", "ориентир региона"),
        }),
    }
}

/// Rows against all answers.
fn dots_of(language: Language, rows: Vec<Row>) -> Dots {
    let label = format!("{}\u{a0}40", language.say("All answers", "Все ответы"));
    Dots {
        rows,
        upright: Some(Upright { at: 40.3, label }),
        reach: Reach::POINTS,
        words: dots_words(language),
    }
}

/// Rows as most reports have them.
pub(super) fn usual_dots(language: Language) -> Dots {
    let dot = |counts| dot(language, counts);
    let mut rows = vec![
        row("North", dot([10, 30, 62]), Emphasis::Above),
        row("Île-de-France", dot([14, 25, 60]), Emphasis::Above),
        row("Central", dot([20, 26, 54]), Emphasis::None),
        row("South & islands", dot([12, 17, 32]), Emphasis::None),
        row("Far East", dot([28, 20, 25]), Emphasis::Below),
        row("Alpine", dot([3, 4, 11]), Emphasis::None),
        row("Overseas", Mark::Missing(missing(language)), Emphasis::None),
        row(&language.say("not stated", "регион не указан"), dot([10, 10, 16]), Emphasis::None),
    ];
    rows[0].benchmarks = vec![38.0];
    dots_of(language, rows)
}

/// Sixty rows with names of their own.
pub(super) fn sixty_dots(language: Language) -> Dots {
    let row = |i: u64| {
        let mark = match i {
            57 => Mark::Missing(missing(language)),
            _ => dot(language, [20 + i * 2, 40, 160 - i * 2]),
        };
        let emphasis = match i / 20 {
            0 => Emphasis::Above,
            1 => Emphasis::None,
            _ => Emphasis::Below,
        };
        row(&format!("{} {i}", LONG_NAMES[usize::try_from(i % 6).expect("few")]), mark, emphasis)
    };
    dots_of(language, (0..60).map(row).collect())
}

/// The reader's own score beside that of others, with a mean.
pub(super) fn own_beside_others(language: Language, own: &str, within: &str) -> Dots {
    let note = |clients: u64| {
        let participants =
            language.say("participants, each counted once", "участников, каждый учтён один раз");
        format!("{clients} {participants}")
    };
    let mut rows = vec![
        row(own, dot(language, [64, 108, 223]), Emphasis::Own),
        row(within, dot(language, [800, 1100, 2100]), Emphasis::None),
        row(
            &language.say("All together", "Все участники вместе"),
            dot(language, [80, 110, 210]),
            Emphasis::None,
        ),
        row(&language.say("Mean", "Среднее по участникам"), Mark::Diamond(31.4, "31".into()), Emphasis::None),
    ];
    rows.iter_mut().skip(1).for_each(|row| row.note = note(12));
    let words = DotsWords { compared: None, ..dots_words(language) };
    Dots { reach: Reach::POINTS, rows, upright: Some(Upright { at: 40.3, label: String::new() }), words }
}

pub(super) fn dots(language: Language) -> Vec<Case> {
    let named = |names: &[String]| {
        let mut dots = usual_dots(language);
        for (row, name) in dots.rows.iter_mut().zip(names.iter().cycle()) {
            row.name.clone_from(name);
        }
        Box::new(dots) as Box<dyn Kind>
    };
    let of = |rows: Vec<Row>| Box::new(dots_of(language, rows)) as Box<dyn Kind>;
    let same = |counts: [u64; 3]| ["One", "Two"].map(|name| row(name, dot(language, counts), Emphasis::None));
    let million = 1_000_000;
    let huge = [400_000 * million, 300_000 * million, 300_000 * million];
    let many = (0..59).map(|i| {
        let own = if i == 3 { Emphasis::Own } else { Emphasis::None };
        row(&format!("Participant {i}"), dot(language, [60 + i, 40, 90]), own)
    });
    let [markup, word, _] = hostile();
    vec![
        ("usual", Box::new(usual_dots(language))),
        ("long names", named(&LONG_NAMES.map(str::to_owned))),
        ("hostile", named(&hostile())),
        ("sixty rows", Box::new(sixty_dots(language))),
        ("one row", of(vec![row("Only", dot(language, [20, 30, 50]), Emphasis::None)])),
        ("all promoters", of(same([0, 0, 40]).into())),
        ("all detractors", of(same([40, 0, 0]).into())),
        (
            "huge",
            of(vec![
                row("Everywhere", dot(language, huge), Emphasis::Below),
                row("Here", dot(language, [1, 3, 2]), Emphasis::None),
            ]),
        ),
        ("by name", of(many.collect())),
        ("beside others", Box::new(own_beside_others(language, "Riverside", "Participants in North"))),
        ("long beside others", {
            let name = format!("{}, {}", LONG_NAMES[0], LONG_NAMES[1]);
            Box::new(own_beside_others(language, &name, &name))
        }),
        ("hostile beside others", Box::new(own_beside_others(language, &markup, &word))),
    ]
}

/// Shares of so many answers by group.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
fn shares(language: Language, counts: [u64; 3]) -> Shares {
    let n = counts.iter().sum::<u64>() as f64;
    let [detractors, passives, promoters] = counts.map(|count| {
        let of = count as f64 / n;
        Share { of, label: language.percent(of) }
    });
    let score = 100.0 * (promoters.of - detractors.of);
    Shares { detractors, promoters, passives, score, value: language.score(score) }
}

/// Rows of shares, by name.
pub(super) fn bars_of(language: Language, rows: Vec<(String, Result<[u64; 3], String>)>) -> Bars {
    let row = |(name, counts): (String, Result<[u64; 3], String>)| bars::Row {
        name,
        shares: counts.map(|counts| shares(language, counts)),
    };
    Bars {
        rows: rows.into_iter().map(row).collect(),
        words: BarsWords {
            detractors: language.say("Detractors", "Критики"),
            promoters: language.say("Promoters", "Промоутеры"),
            passives: language.say("Passives", "Нейтралы"),
            score: "NPS".into(),
            marker: language
                .say("NPS: promoters less detractors", "NPS: доля промоутеров минус доля критиков"),
        },
    }
}

pub(super) fn bars(language: Language) -> Vec<Case> {
    let periods = |in_year, length: usize, counts: &dyn Fn(u64) -> Option<[u64; 3]>| {
        let names = language.periods(in_year, 1, length).names;
        let rows = names.into_iter().zip(0..);
        let rows = rows.map(|(name, at)| (name.full, counts(at).ok_or_else(|| missing(language))));
        Box::new(bars_of(language, rows.collect())) as Box<dyn Kind>
    };
    let usual = |at: u64| (at != 4).then_some([64 + at * 5, 108 - at, 223 - at * 9]);
    let weeks = |at: u64| (at != 20).then_some([20 + at % 7, 30, 40 + at * 3 % 17]);
    vec![
        ("usual", periods(4, 12, &usual)),
        ("weeks", periods(52, 53, &weeks)),
        ("one row", periods(4, 1, &usual)),
        ("all promoters", periods(12, 3, &|_| Some([0, 0, 40]))),
        ("all detractors", periods(12, 3, &|_| Some([40, 0, 0]))),
        ("all passives", periods(1, 2, &|_| Some([0, 40, 0]))),
    ]
}

/// Bars for answers from `first` on, with groups that end below `passives` and `promoters`.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
pub(super) fn histogram_of(
    language: Language,
    first: i32,
    (passives, promoters): (i32, i32),
    counts: &[u64],
) -> Histogram {
    let n = counts.iter().sum::<u64>() as f64;
    let group = |score: i32| match score {
        _ if score < passives => Group::Detractor,
        _ if score < promoters => Group::Passive,
        _ => Group::Promoter,
    };
    let bars = (first..).zip(counts).map(|(score, count)| Bar {
        score,
        name: language.score(f64::from(score)),
        group: group(score),
        share: *count as f64 / n,
        label: format!("{:.0}", 100.0 * *count as f64 / n),
    });
    let bracket = |group, english, russian| {
        let (name, share) = (language.say(english, russian), language.percent(0.3));
        Bracket { group, name, share }
    };
    Histogram {
        bars: bars.collect(),
        groups: vec![
            bracket(Group::Detractor, "Detractors", "Критики"),
            bracket(Group::Passive, "Passives", "Нейтралы"),
            bracket(Group::Promoter, "Promoters", "Промоутеры"),
        ],
        unit: language.say("Share of answers, %", "Доля ответов, %"),
    }
}

pub(super) fn histograms(language: Language) -> Vec<Case> {
    let of = |first, groups, counts: &[u64]| {
        Box::new(histogram_of(language, first, groups, counts)) as Box<dyn Kind>
    };
    let million = 1_000_000;
    let long: Vec<u64> = (0..101).map(|i| (i * 37 % 23) + i / 4).collect();
    vec![
        ("usual", of(0, (7, 9), &[3, 1, 0, 5, 6, 16, 33, 36, 72, 111, 112])),
        ("huge", of(0, (7, 9), &[400_000 * million, 1, 0, 0, 0, 0, 0, 0, 300_000 * million, 1, 1])),
        ("one score", of(0, (7, 9), &[0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0])),
        ("long scale", of(-50, (1, 31), &long)),
        ("short scale", of(1, (2, 3), &[40, 30, 30])),
    ]
}

pub(super) fn benchmark(language: Language, name: &str, points: f64, side: Side) -> Benchmark {
    Benchmark {
        name: name.to_owned(),
        note: language.say(
            "median, Retently, NPS benchmarks, 2025, n = 12,430",
            "медиана, Retently, NPS benchmarks, 2025\u{a0}г., n\u{a0}=\u{a0}12\u{a0}430",
        ),
        points,
        value: language.score(points),
        difference: Some((language.change(40.0 - points), side)),
    }
}

pub(super) fn bullet_of(language: Language, counts: [u64; 3], benchmarks: Vec<Benchmark>) -> Bullet {
    let [detractors, passives, promoters] = counts;
    let score = measured(detractors, passives, promoters);
    let names = ["Критический", "Требует работы", "Хороший", "Отличный", "Превосходный"];
    let levels = [-100.0, 0.0, 30.0, 50.0, 70.0].into_iter().zip(names);
    Bullet {
        score,
        benchmarks,
        levels: levels.map(|(from, name)| Level { from, name: language.say("Good", name) }).collect(),
        words: BulletWords {
            score: format!("NPS\u{a0}{}", language.score(score.score)),
            benchmark: language.say("Benchmark", "Ориентир"),
            difference: language.say("Difference", "Разница"),
            interval: interval(language),
            marker: language.say("benchmark", "ориентир"),
        },
    }
}

pub(super) fn bullets(language: Language) -> Vec<Case> {
    let usual = [64, 108, 223];
    let benchmark = |name: &str, points, side| benchmark(language, name, points, side);
    let of = |counts, benchmarks| Box::new(bullet_of(language, counts, benchmarks)) as Box<dyn Kind>;
    let two =
        || vec![benchmark("Industry median", 31.0, Side::Above), benchmark("Target", 45.0, Side::Unclear)];
    let ends = || vec![benchmark("Best", 100.0, Side::Below), benchmark("Worst", -100.0, Side::Above)];
    let long = ["Медиана розничной торговли по России", "Цель на 2026 год", "Лидер рынка"];
    let equal = (1..=12).map(|i| benchmark(&format!("Industry panel number {i}"), 40.0, Side::Unclear));
    let many_levels = || {
        let level = |i| Level { from: -100.0 + f64::from(i) * 10.0, name: format!("Level {i}") };
        Bullet { levels: (0..20).map(level).collect(), ..bullet_of(language, usual, two()) }
    };
    vec![
        ("usual", of(usual, two())),
        ("long names", of(usual, long.map(|name| benchmark(name, 31.0, Side::Below)).into())),
        ("hostile", of(usual, hostile().map(|name| benchmark(&name, 12.0, Side::Above)).into())),
        ("twelve equal", of(usual, equal.collect())),
        ("all promoters", of([0, 0, 40], ends())),
        ("all detractors", of([40, 0, 0], ends())),
        ("low base", of([4, 5, 9], two())),
        ("many levels", Box::new(many_levels())),
    ]
}

/// From 30 points by these steps.
pub(super) fn waterfall_of(language: Language, steps: &[(String, f64)]) -> Waterfall {
    let score = |name: String, points| waterfall::Row {
        name,
        value: format!("{}.5", language.score(points)),
        mark: waterfall::Mark::Score(points),
    };
    let [before, after] = [0, 1].map(|at| language.periods(4, 2, 2).names[at].full.clone());
    let (mut rows, mut at) = (vec![score(before, 30.0)], 30.0);
    for (name, effect) in steps {
        let value = format!("{}.5", language.change(*effect));
        let mark = waterfall::Mark::Step(at, at + effect);
        rows.push(waterfall::Row { name: name.clone(), value, mark });
        at += effect;
    }
    rows.push(score(after, at));
    let words = WaterfallWords {
        score: "NPS".into(),
        raised: language.say("raised the score", "повышало показатель"),
        lowered: language.say("lowered the score", "снижало показатель"),
    };
    Waterfall { rows, words }
}

pub(super) fn waterfalls(language: Language) -> Vec<Case> {
    let of = |steps: &[(String, f64)]| Box::new(waterfall_of(language, steps)) as Box<dyn Kind>;
    let named = |names: &[String], steps: usize, effect: fn(u32) -> f64| {
        let steps = names.iter().cycle().zip(0_u32..).take(steps);
        of(&steps.map(|(name, at)| (name.clone(), effect(at))).collect::<Vec<_>>())
    };
    let long = LONG_NAMES.map(str::to_owned);
    let small = |at: u32| f64::from(at * 7 % 23) / 3.0 - 3.5;
    vec![
        ("usual", named(&["North".to_owned(), "Shift between regions".to_owned()], 8, small)),
        ("long names", named(&long, 10, small)),
        ("hostile", named(&hostile(), 6, small)),
        ("sixty steps", named(&long, 60, |at| if at % 2 == 0 { 2.0 } else { -1.5 })),
        ("steps of nothing", named(&long, 3, |_| 0.0)),
        ("beyond the scale", named(&long, 4, |at| if at % 2 == 0 { 160.0 } else { -160.0 })),
        ("no step", of(&[])),
    ]
}
