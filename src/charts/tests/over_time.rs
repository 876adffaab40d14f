//! Charts over time to draw in tests: of each kind a usual one and the edges.

use super::inputs::{Case, LONG_NAMES, hostile, interval, low_base, measured};
use super::language::Language;
use crate::charts::beside::{Beside, Course};
use crate::charts::heat::{Cell, Heat, HeatWords, Row};
use crate::charts::limits::Limits;
use crate::charts::line::{Line, LineWords};
use crate::charts::panels::{Panel, Panels, PanelsWords};
use crate::charts::series::Series;
use crate::charts::spark::Spark;
use crate::charts::time::Periods;
use crate::charts::{Format, Kind, Measured, Reach};

/// Twelve periods with gaps and a low base, as most reports have them.
pub(super) fn usual() -> Series {
    Series(vec![
        Some(measured(70, 90, 120)),
        Some(measured(75, 90, 125)),
        Some(measured(68, 95, 150)),
        Some(measured(6, 5, 11)),
        None,
        Some(measured(80, 91, 160)),
        Some(measured(82, 99, 170)),
        Some(measured(95, 101, 170)),
        None,
        Some(measured(79, 101, 180)),
        Some(measured(78, 112, 170)),
        Some(measured(64, 108, 223)),
    ])
}

fn gap(language: Language) -> String {
    language.say("gap: no answers or too few", "разрыв: ответов нет или слишком мало")
}

fn written(language: Language, last: Option<Measured>) -> Option<String> {
    last.map(|last| language.score(last.score))
}

/// A line without anything beside it.
pub(super) fn line_of(language: Language, series: Series, periods: Periods) -> Line {
    Line {
        value: written(language, series.last()),
        series,
        periods,
        beside: Vec::new(),
        limits: None,
        marks: Vec::new(),
        words: LineWords {
            interval: interval(language),
            low_base: low_base(language),
            gap: gap(language),
            limits: language.say("control limits", "контрольные границы"),
            outside: language.say("outside the control limits", "вне контрольных границ"),
            mark: language.say("an action begins", "начало действия"),
        },
    }
}

pub(super) fn usual_line(language: Language) -> Line {
    let mut line = line_of(language, usual(), language.periods(4, 2, 12));
    line.beside = vec![benchmark("Industry median", 31.0), benchmark("Target", 45.0)];
    line
}

fn benchmark(name: &str, points: f64) -> Beside {
    Beside { name: name.to_owned(), value: points.to_string(), course: Course::Benchmark(points) }
}

/// With limits that some scores leave, and windows of four periods.
pub(super) fn with_limits(language: Language, mut line: Line) -> Line {
    let reach = |at: usize| if at.is_multiple_of(2) { 6.0 } else { 13.0 };
    let points = || line.series.0.iter().enumerate();
    let steps = points().map(|(at, point)| point.map(|_| (30.0 - reach(at), 30.0 + reach(at)))).collect();
    let outside = points().map(|(at, point)| point.is_some_and(|p| (p.score - 30.0).abs() > reach(at)));
    let limits = Limits { centre: 30.0, steps, outside: outside.collect() };
    let windows = points().map(|(at, point)| point.filter(|_| at > 2).map(|point| point.score)).collect();
    line.limits = Some(limits);
    line.beside.push(Beside {
        name: language.say("Last 4 quarters", "Последние 4 квартала"),
        value: "40".into(),
        course: Course::Windows(windows),
    });
    line
}

/// With the other participants' lines, of which one has a gap.
pub(super) fn with_others(language: Language, mut line: Line, within: &str) -> Line {
    let all = (0..line.series.0.len()).zip(0_u32..);
    let together = all.clone().map(|(_, at)| Some(30.0 + f64::from(at))).collect();
    let peers = all.map(|(at, _)| (at != 5).then_some(27.5)).collect();
    let value = |points: f64| language.score(points);
    line.beside.extend([
        Beside { name: within.to_owned(), value: value(27.5), course: Course::Peers(peers) },
        Beside {
            name: language.say("All participants together", "Все участники вместе"),
            value: value(41.0),
            course: Course::Together(together),
        },
    ]);
    line
}

pub(super) fn lines(language: Language) -> Vec<Case> {
    let boxed = |line: Line| Box::new(line) as Box<dyn Kind>;
    let plain = |in_year, last, points: Vec<Option<Measured>>| {
        let periods = language.periods(in_year, last, points.len());
        line_of(language, Series(points), periods)
    };
    let weeks = (0..53).map(|i| (i != 20).then(|| measured(20 + i % 7, 30, 40 + i * 3 % 17))).collect();
    let months = (0..25).map(|i| Some(measured(20 + i % 7, 30, 40 + i))).collect();
    let years = (0..9).map(|i| Some(measured(20, 30, 40 + i))).collect();
    let scattered =
        (0..24).map(|i: u64| i.is_multiple_of(2).then(|| measured(4 + i, 10, 20 + i))).collect::<Vec<_>>();
    let extreme = |point| {
        let mut line = plain(12, 8, vec![Some(point); 3]);
        line.beside = vec![benchmark("Best", 100.0), benchmark("Worst", -100.0)];
        line
    };
    let financial = {
        let name = |year: u32| format!("{year}/{:02}", (year + 1) % 100);
        let periods = language.periods_of(4, 1, 12, name);
        line_of(language, usual(), periods)
    };
    let named = |names: &[String]| {
        let mut line = usual_line(language);
        line.beside = names.iter().map(|name| benchmark(name, 31.0)).collect();
        with_others(language, line, &names[0])
    };
    let equal = {
        let mut line = usual_line(language);
        line.beside = (1..=12).map(|i| benchmark(&format!("Industry panel number {i}"), 40.0)).collect();
        line
    };
    let hidden_at_the_end = {
        let mut line = with_others(language, usual_line(language), "North");
        if let Some(Beside { course: Course::Peers(points), .. }) = line.beside.get_mut(2) {
            points.iter_mut().skip(4).for_each(|point| *point = None);
        }
        line
    };
    let as_own = {
        let mut line = with_others(language, usual_line(language), "North");
        let own: Vec<_> = line.series.0.iter().map(|point| point.map(|point| point.score)).collect();
        line.beside[2].course = Course::Peers(own.clone());
        line.beside[3].course = Course::Together(own);
        line
    };
    let hidden_reported = {
        let mut line = with_others(language, usual_line(language), "North");
        (line.series.0[11], line.value) = (None, None);
        line
    };
    let marked = {
        let mut line = with_limits(language, usual_line(language));
        line.marks =
            [(-0.2, "1"), (6.5, "2, 3"), (6.6, "4"), (11.4, "5")].map(|(x, no)| (x, no.to_owned())).to_vec();
        line
    };
    vec![
        ("usual", boxed(usual_line(language))),
        ("marked", boxed(marked)),
        ("controlled", boxed(with_limits(language, usual_line(language)))),
        ("others", boxed(with_others(language, usual_line(language), "Participants in North"))),
        ("others hidden at the end", boxed(hidden_at_the_end)),
        ("others as the own", boxed(as_own)),
        ("hidden at the end", boxed(hidden_reported)),
        ("long names", boxed(with_limits(language, named(&LONG_NAMES.map(str::to_owned))))),
        ("hostile", boxed(named(&hostile()))),
        ("twelve equal benchmarks", boxed(equal)),
        ("one point", boxed(with_others(language, plain(4, 2, vec![Some(measured(3, 5, 9))]), "North"))),
        ("constant", boxed(plain(12, 8, vec![Some(measured(20, 30, 50)); 8]))),
        ("weeks", boxed(with_limits(language, plain(52, 36, weeks)))),
        ("months", boxed(plain(12, 7, months))),
        ("years", boxed(plain(1, 0, years))),
        ("financial years", boxed(financial)),
        ("scattered", boxed(with_limits(language, plain(12, 1, scattered)))),
        ("all promoters", boxed(with_limits(language, extreme(measured(0, 0, 40))))),
        ("all detractors", boxed(extreme(measured(40, 0, 0)))),
    ]
}

pub(super) fn spark_of(language: Language, series: Series, periods: &Periods) -> Spark {
    let ends = [periods.names.first(), periods.names.last()].map(|end| end.expect("a period").clone());
    Spark { value: written(language, series.last()), series, ends }
}

pub(super) fn sparks(language: Language) -> Vec<Case> {
    let of = |in_year, points: Vec<Option<Measured>>| {
        let periods = language.periods(in_year, 0, points.len());
        Box::new(spark_of(language, Series(points), &periods)) as Box<dyn Kind>
    };
    let weeks = (0..53).map(|i| (i != 20).then(|| measured(20 + i % 7, 30, 40 + i * 3 % 17))).collect();
    vec![
        ("usual", of(4, usual().0)),
        ("weeks", of(52, weeks)),
        ("years", of(1, vec![Some(measured(20, 30, 50)); 9])),
        ("all promoters", of(12, vec![Some(measured(0, 0, 40)); 3])),
        ("all detractors", of(12, vec![Some(measured(40, 0, 0)); 3])),
    ]
}

/// Rows of cells of all kinds.
pub(super) fn heat_of(language: Language, names: &[String], periods: Periods) -> Heat {
    let cell = |row: u64, period: u64| match (row * 7 + period * 3) % 19 {
        0 => Cell::Hidden,
        1 => Cell::Empty,
        n => {
            let low_base = n == 2;
            let Measured { score, .. } =
                if low_base { measured(0, 1, 9) } else { measured(10 + 5 * n, 40, 150 - 3 * (row % 30)) };
            Cell::Score { score, value: language.score(score), low_base }
        }
    };
    let columns = u64::try_from(periods.names.len()).expect("few");
    let row = |(name, at): (&String, u64)| Row {
        name: name.clone(),
        cells: (0..columns).map(|period| cell(at, period)).collect(),
    };
    Heat {
        rows: names.iter().zip(0..).map(row).collect(),
        periods: periods.names,
        centre: Some(40.0),
        words: HeatWords {
            low_base: low_base(language),
            hidden: language.say("too few to show", "слишком мало ответов"),
            empty: language.say("no answers", "нет ответов"),
        },
    }
}

/// Sixty names, all different.
pub(super) fn sixty_names() -> Vec<String> {
    LONG_NAMES.iter().cycle().zip(0..60).map(|(name, i)| format!("{name} {i}")).collect()
}

pub(super) fn heats(language: Language) -> Vec<Case> {
    let of = |names: &[String], in_year, columns| {
        Box::new(heat_of(language, names, language.periods(in_year, 0, columns))) as Box<dyn Kind>
    };
    let usual = ["North", "Île-de-France", "Central", "South & islands", "Far East"].map(str::to_owned);
    let decimals = || {
        let mut heat = heat_of(language, &usual, language.periods(4, 2, 24));
        for cell in heat.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let Cell::Score { score, value, .. } = cell {
                *value = format!("{score:.2}");
            }
        }
        heat
    };
    let without_centre = || Heat { centre: None, ..heat_of(language, &usual, language.periods(4, 2, 12)) };
    vec![
        ("usual", of(&usual, 4, 12)),
        ("long names", of(&LONG_NAMES.map(str::to_owned), 4, 12)),
        ("hostile", of(&hostile(), 4, 12)),
        ("sixty rows", of(&sixty_names(), 4, 12)),
        ("weeks", of(&usual, 52, 53)),
        ("months", of(&usual, 12, 25)),
        ("years", of(&usual, 1, 9)),
        ("decimals without room", Box::new(decimals())),
        ("without a middle", Box::new(without_centre())),
    ]
}

/// A panel for each name.
pub(super) fn panels_of(language: Language, names: &[String], in_year: u32, columns: usize) -> Panels {
    let point = |row: u64, period: u64| match (row * 7 + period * 3) % 19 {
        0 | 1 => None,
        2 => Some(measured(0, 1, 9)),
        n => Some(measured(10 + 5 * n, 40, 150 - 3 * (row % 30))),
    };
    let length = u64::try_from(columns).expect("few");
    let panel = |(name, at): (&String, u64)| {
        let series = Series((0..length).map(|period| point(at, period)).collect());
        Panel { name: name.clone(), value: written(language, series.last()), series }
    };
    let periods = language.periods(in_year, 2, columns).names;
    Panels {
        panels: names.iter().zip(0..).map(panel).collect(),
        behind: Series((0..length).map(|period| Some(measured(70, 90 + period, 120))).collect()),
        reach: Reach::POINTS,
        ends: [&periods[0], &periods[columns - 1]].map(|period| period.full.clone()),
        words: PanelsWords {
            interval: interval(language),
            behind: language.say("all answers", "все ответы"),
            low_base: low_base(language),
            gap: gap(language),
        },
    }
}

pub(super) fn panels(language: Language) -> Vec<Case> {
    let of = |names: &[String], in_year, columns| {
        Box::new(panels_of(language, names, in_year, columns)) as Box<dyn Kind>
    };
    let usual = ["North", "Île-de-France", "Central", "South & islands", "Far East"].map(str::to_owned);
    vec![
        ("usual", of(&usual, 4, 12)),
        ("long names", of(&LONG_NAMES.map(str::to_owned), 4, 12)),
        ("hostile", of(&hostile(), 4, 12)),
        ("twenty-four", of(&sixty_names()[..24], 12, 24)),
        ("one", of(&usual[..1], 4, 12)),
        ("weeks", of(&usual, 52, 53)),
    ]
}
