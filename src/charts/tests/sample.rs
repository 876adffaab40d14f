//! Reports to draw in tests: a usual one and the edges.

use crate::config::{Language, Statistic};
use crate::report::{
    Benchmark, Brand, Comparison, Control, ControlLimits, ControlMethod, Estimate, Finding, Group, Hidden,
    Level, Mean, Method, Moment, Named, Participants, Point, Quality, RegionRow, Report, SCHEMA, Shares,
    Since, Standing, Versus, Why, WhySide,
};
use crate::statistics::Verdict;
use crate::survey::{
    Calendar, Confidence, Correction, Counts, Day, Granularity, Histogram, Interval, IntervalMethod, Month,
    Nps, Period, Region, Scale, Timeline,
};

/// Names as long as names of regions get.
const LONG_NAMES: [&str; 6] = [
    "Республика Северная Осетия — Алания",
    "Ханты-Мансийский автономный округ — Югра",
    "Санкт-Петербург",
    "Кабардино-Балкарская Республика",
    "Еврейская автономная область",
    "Дальний Восток",
];

#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
pub(super) fn measured(detractors: u64, passives: u64, promoters: u64) -> Finding {
    let counts = Counts::new(detractors, passives, promoters);
    let sample = counts.sample().expect("answers");
    let (nps, n) = (Nps::of(sample), sample.n() as f64);
    let (d, p, m) = (detractors as f64 + 0.75, promoters as f64 + 0.75, n + 3.0);
    let standard_error = 100.0 * (((d + p) / m - ((p - d) / m).powi(2)) / m).sqrt();
    let (centre, reach) = (100.0 * (p - d) / m, 1.96 * standard_error);
    Finding::Measured(Estimate {
        n: sample.n(),
        counts,
        shares: Shares {
            detractors: detractors as f64 / n,
            passives: passives as f64 / n,
            promoters: promoters as f64 / n,
        },
        nps,
        interval: Interval::around(nps, centre - reach, centre + reach),
        standard_error,
        mean: 8.0,
        level: 2,
        low_base: sample.n() < 30,
        design: None,
    })
}

pub(super) const HIDDEN: Finding = Finding::Hidden { why: Hidden::TooFew };

/// The `length` periods that end with the one of a key.
pub(super) fn periods(by: Granularity, last: &str, length: u32) -> Vec<Period> {
    let calendar = Calendar { by, year_starts: Month::JANUARY };
    Timeline::ending(calendar.parse(last).expect("a key"), length).periods().collect()
}

pub(super) fn versus(name: &str, value: f64, score: f64, verdict: Verdict) -> Versus {
    let value = Nps::stated(value).expect("an NPS");
    let difference = Nps::stated(score).expect("an NPS") - value;
    Versus {
        benchmark: Benchmark {
            name: name.into(),
            value,
            statistic: Statistic::Median,
            year: Some(2025),
            n: Some(12_430),
            source: Some("Retently, NPS benchmarks".into()),
            region: None,
            industry: None,
        },
        comparison: Some(Comparison { difference, z: 1.0, p: 0.1, p_adjusted: 0.1, verdict }),
        chance_at_or_above: None,
    }
}

pub(super) fn region(name: &str, finding: Finding, verdict: Verdict) -> RegionRow {
    let [some, zero] = [10.0, 0.0].map(|points| Nps::stated(points).expect("an NPS"));
    let rest = Comparison { difference: some - zero, z: 0.0, p: 1.0, p_adjusted: 1.0, verdict };
    RegionRow {
        region: Region::Named(name.into()),
        standing: Standing::Unranked,
        rest: finding.estimate().map(|_| rest),
        finding,
        then: None,
        change: None,
        benchmarks: Vec::new(),
        history: Vec::new(),
    }
}

/// A report without periods, regions or benchmarks.
pub(super) fn bare(overall: Finding) -> Report {
    let histogram = overall.estimate().map(|e| {
        let (d, z, p) = (e.counts.detractors(), e.counts.passives(), e.counts.promoters());
        Histogram::new(vec![
            d / 20,
            d / 40,
            0,
            d / 12,
            d / 10,
            d / 4,
            d - d / 20 - d / 40 - d / 12 - d / 10 - d / 4,
            z / 3,
            z - z / 3,
            p / 2,
            p - p / 2,
        ])
    });
    Report {
        schema: SCHEMA.into(),
        generator: "plaudit".into(),
        head: crate::figures::Head {
            title: "Customer loyalty".into(),
            organisation: None,
            client: None,
            recipient: None,
            language: Language::En,
            wording: std::collections::BTreeMap::new(),
            brand: Brand::default(),
            as_of: Day::new(2026, 10, 5).expect("a day"),
            method: Method {
                scale: Scale::ZERO_TO_TEN,
                interval: IntervalMethod::AdjustedWald,
                seed: None,
                correction: Correction::Holm,
                confidence: Confidence::NINETY_FIVE,
                hide_below: 5,
                low_base: 30,
                weighting: None,
            },
            levels: [-100.0, 0.0, 30.0, 50.0, 70.0].map(|from| Level { from, name: None }).into(),
            period: None,
            periods: Vec::new(),
            overall,
            changes: Vec::new(),
            response: None,
        },
        sections: crate::sections::Sections {
            key_findings: None,
            composition: histogram.map(|histogram| crate::sections::Composition {
                histogram: Some(histogram),
                weighted_histogram: None,
            }),
            trend: None,
            participants: None,
            regions: None,
            why: None,
            benchmarks: None,
            quality: Quality {
                files: Vec::new(),
                rows_read: 0,
                rows_used: 0,
                rows_short: 0,
                rows_labelled: 0,
                outside: std::collections::BTreeMap::new(),
                rejected: Vec::new(),
                max_rejected: 0.2,
                rows_before: 0,
                rows_shown: 0,
                rows_after: 0,
                region_not_stated: None,
                date_format: None,
                decimal: None,
                warnings: Vec::new(),
                time_zone: None,
            },
        },
    }
}

/// A report with a trend whose last period is the overall figure.
fn with_trend(by: Granularity, last: &str, findings: Vec<Finding>) -> Report {
    let periods = periods(by, last, u32::try_from(findings.len()).expect("few"));
    let mut report = bare(findings.last().cloned().expect("a period"));
    report.head.period = periods.last().copied();
    *report.sections.points_mut() = periods
        .into_iter()
        .zip(findings)
        .map(|(period, finding)| Point { period, finding, trailing: None })
        .collect();
    report
}

/// What most reports look like.
pub(super) fn usual() -> Report {
    let findings = vec![
        measured(70, 90, 120),
        measured(75, 90, 125),
        measured(68, 95, 150),
        measured(6, 5, 11),
        HIDDEN,
        measured(80, 91, 160),
        measured(82, 99, 170),
        measured(95, 101, 170),
        Finding::NoAnswers,
        measured(79, 101, 180),
        measured(78, 112, 170),
        measured(64, 108, 223),
    ];
    let mut report = with_trend(Granularity::Quarter, "2026-Q3", findings);
    *report.sections.benchmarks_mut() = vec![
        versus("Industry median", 31.0, 40.0, Verdict::Above),
        versus("Target", 45.0, 40.0, Verdict::Unclear),
    ];
    let mut north = region("North", measured(10, 30, 62), Verdict::Above);
    north.benchmarks.push(versus("North’s own", 38.0, 51.0, Verdict::Above));
    *report.sections.regions_mut() = vec![
        north,
        region("Île-de-France", measured(14, 25, 60), Verdict::Above),
        region("Central", measured(20, 26, 54), Verdict::Unclear),
        region("South & islands", measured(12, 17, 32), Verdict::Unclear),
        region("Far East", measured(28, 20, 25), Verdict::Below),
        region("Alpine", measured(3, 4, 11), Verdict::Unclear),
        region("Overseas", HIDDEN, Verdict::Unclear),
    ];
    let mut not_stated = region("", measured(10, 10, 16), Verdict::Unclear);
    not_stated.region = Region::NotStated;
    report.sections.regions_mut().push(not_stated);
    report
}

/// With limits that some scores leave, and a window of four periods.
fn with_control(mut report: Report) -> Report {
    let measured: Vec<(Period, f64)> = report
        .sections
        .points()
        .iter()
        .filter_map(|point| Some((point.period, point.finding.estimate()?.nps.points())))
        .collect();
    let reach = |at: usize| if at.is_multiple_of(2) { 6.0 } else { 13.0 };
    report.sections.trend_mut().control = Some(Control {
        method: ControlMethod::ByBase,
        centre: Nps::stated(30.0).expect("an NPS"),
        limits: (0..)
            .zip(&measured)
            .map(|(at, (period, _))| ControlLimits {
                period: *period,
                low: 30.0 - reach(at),
                high: 30.0 + reach(at),
            })
            .collect(),
        outside: (0..)
            .zip(&measured)
            .filter(|(at, (_, nps))| (nps - 30.0).abs() > reach(*at))
            .map(|(_, (period, _))| *period)
            .collect(),
        runs: Vec::new(),
    });
    report.sections.trend_mut().trailing = Some(4);
    for point in report.sections.points_mut().iter_mut().skip(3) {
        point.trailing = Some(point.finding.clone());
    }
    report
}

/// The account of a change in which every region that has a figure was different before, the second came, the third
/// went, and the last is several too small to show.
fn with_why(mut report: Report) -> Report {
    let share = 1.0 / f64::from(u32::try_from(report.sections.regions().len()).expect("few"));
    let side = |points: f64| WhySide { share, nps: Nps::stated(points).expect("an NPS") };
    let measured =
        report.sections.regions().iter().filter_map(|row| Some((&row.region, row.finding.estimate()?)));
    let last = measured.clone().count() - 1;
    let sides: Vec<_> = (0_u32..)
        .zip(measured)
        .map(|(at, (region, estimate))| {
            let now = estimate.nps.points();
            let before = (now + f64::from(at * 7 % 23) - 11.0).clamp(-100.0, 100.0);
            let is_last = usize::try_from(at).is_ok_and(|at| at == last);
            let region = (!is_last).then(|| region.clone());
            (region, (at != 1).then(|| side(before)), (at != 2).then(|| side(now)))
        })
        .collect();
    let zero = Nps::stated(0.0).expect("an NPS");
    let period = report.head.period.expect("a period").previous();
    let why = Why::new(None, (Since::PreviousPeriod, period), (zero, zero), sides).expect("several regions");
    let after = report.head.overall.estimate().map_or(zero, |estimate| estimate.nps);
    let before = after.points() - why.mix - why.rate - why.turnover;
    *report.sections.why_mut() = vec![Why { before: Nps::stated(before).expect("an NPS"), after, ..why }];
    report
}

/// A client's report, with so many named participants.
pub(super) fn of_a_client(clients: usize) -> Report {
    let mut report = usual();
    let group = |clients| Group { clients, finding: measured(800, 1100, 2100), comparison: None };
    let all = u64::try_from(clients).expect("few");
    let moment = |(index, point): (usize, &Point)| Moment {
        period: point.period,
        pooled: measured(800, 1100, 2000 + 20 * u64::try_from(index).expect("few")),
        peers: Some(if index == 5 { HIDDEN } else { measured(90, 110, 200) }),
    };
    report.head.organisation = Some("Riverside".into());
    report
        .sections
        .benchmarks_mut()
        .iter_mut()
        .skip(1)
        .for_each(|target| target.benchmark.statistic = Statistic::Target);
    report.sections.participants = Some(Participants {
        min_peers: 3,
        clients: all,
        pooled: group(all),
        others: group(all - 1),
        mean: Some(Mean { clients: all, nps: Nps::stated(31.4).expect("an NPS") }),
        peers_in: Some("North".into()),
        peers: Some(group(11)),
        rank: None,
        trend: report.sections.points().iter().enumerate().map(moment).collect(),
        named: (0..clients)
            .map(|index| Named {
                name: format!("Participant {index}"),
                is_own: index == 3,
                finding: if index + 1 == clients { HIDDEN } else { measured(20 + all, 40, 90) },
                rank: None,
            })
            .collect(),
        not_named: 0,
    });
    report
}

/// Clients among others in all the states that a chart tells apart.
fn clients() -> Vec<(&'static str, Report)> {
    let with = |change: &dyn Fn(&mut Report, &mut Participants)| {
        let mut report = of_a_client(12);
        let mut participants = report.sections.participants.take().expect("a client");
        change(&mut report, &mut participants);
        report.sections.participants = Some(participants);
        report
    };
    let long = format!("{}, {}", LONG_NAMES[0], LONG_NAMES[1]);
    vec![
        ("client", with(&|_, _| ())),
        ("sixty participants", of_a_client(60)),
        ("fifty-nine participants", of_a_client(59)),
        ("client with long names", {
            with(&|report, all| {
                report.head.organisation = Some(long.clone());
                all.peers_in = Some(long.clone());
                let names = LONG_NAMES.iter().cycle();
                all.named.iter_mut().zip(names).for_each(|(named, name)| named.name = (*name).into());
                report
                    .sections
                    .benchmarks_mut()
                    .iter_mut()
                    .for_each(|versus| versus.benchmark.name.clone_from(&long));
            })
        }),
        ("client without peers", {
            with(&|_, all| {
                (all.peers_in, all.peers) = (None, None);
                all.trend.iter_mut().for_each(|moment| moment.peers = None);
            })
        }),
        ("client with hidden others", {
            with(&|_, all| {
                all.pooled.finding = HIDDEN;
                all.peers.iter_mut().for_each(|peers| peers.finding = HIDDEN);
                all.mean = None;
                for moment in &mut all.trend {
                    (moment.pooled, moment.peers) = (HIDDEN, Some(HIDDEN));
                }
            })
        }),
        ("others hidden at the end", {
            with(&|_, all| {
                all.trend.iter_mut().skip(4).for_each(|moment| moment.peers = Some(HIDDEN));
                all.trend.iter_mut().skip(1).step_by(2).for_each(|moment| moment.pooled = HIDDEN);
            })
        }),
        ("hidden client", {
            with(&|report, all| {
                report.head.overall = HIDDEN;
                report.sections.points_mut().iter_mut().for_each(|point| point.finding = HIDDEN);
                report.sections.composition = None;
                all.named.iter_mut().for_each(|named| named.finding = HIDDEN);
            })
        }),
        ("others as the client and as a benchmark", {
            with(&|report, all| {
                let own = report.sections.points().iter().map(|point| point.finding.clone());
                for (moment, own) in all.trend.iter_mut().zip(own) {
                    (moment.pooled, moment.peers) = (own.clone(), Some(own));
                }
                report.sections.benchmarks_mut().push(versus("Same", 40.0, 40.0, Verdict::Unclear));
                report.head.organisation = None;
            })
        }),
        ("client of one period", {
            with(&|report, all| {
                *report.sections.points_mut() =
                    report.sections.points().last().cloned().into_iter().collect();
                all.trend = all.trend.split_off(all.trend.len() - 1);
            })
        }),
        ("hostile client", {
            with(&|report, all| {
                let name = "\u{0}<script>\"'&\u{202e}";
                report.head.organisation = Some(name.into());
                all.peers_in = Some("ОченьДлинноеСлово".repeat(8));
                all.named.iter_mut().for_each(|named| named.name = name.into());
                let worst = extreme(40, 0).head.overall;
                all.pooled.finding = worst.clone();
                all.trend.iter_mut().for_each(|moment| moment.pooled = worst.clone());
            })
        }),
    ]
}

fn russian() -> Report {
    let mut report = usual();
    *report.sections.benchmarks_mut() = vec![
        versus("Медиана розничной торговли по России", 31.0, 40.0, Verdict::Above),
        versus("Цель на 2026 год", 33.0, 40.0, Verdict::Unclear),
        versus("Лидер рынка", 62.0, 40.0, Verdict::Below),
    ];
    for (row, name) in report.sections.regions_mut().iter_mut().zip(LONG_NAMES) {
        row.region = Region::Named(name.into());
    }
    report
}

fn sixty_regions() -> Report {
    let mut report = usual();
    *report.sections.regions_mut() = (0..60)
        .map(|i| {
            let finding = match i {
                57 => HIDDEN,
                58 => Finding::NoAnswers,
                _ => measured(20 + i * 2, 40, 160 - i * 2),
            };
            let verdict =
                [Verdict::Above, Verdict::Unclear, Verdict::Below][usize::try_from(i / 20).expect("few")];
            let name = LONG_NAMES[usize::try_from(i % 6).expect("few")];
            region(&format!("{name} {i}"), finding, verdict)
        })
        .collect();
    report
}

fn extreme(detractors: u64, promoters: u64) -> Report {
    let finding = || measured(detractors, 0, promoters);
    let mut report = with_trend(Granularity::Month, "2026-09", vec![finding(), finding(), finding()]);
    let score = report.head.overall.estimate().expect("measured").nps.points();
    *report.sections.benchmarks_mut() = vec![
        versus("Best", 100.0, score, Verdict::Unclear),
        versus("Worst", -100.0, score, Verdict::Unclear),
    ];
    *report.sections.regions_mut() =
        vec![region("One", finding(), Verdict::Unclear), region("Two", finding(), Verdict::Unclear)];
    report
}

fn hostile() -> Report {
    let mut report = usual();
    let name = "\u{0}<script>alert(\"1\")</script>\u{1b}[31m & 'co'\n\u{202e}\u{ffff}";
    report.sections.regions_mut().push(region(name, measured(20, 30, 50), Verdict::Below));
    report.sections.regions_mut().push(region(
        &"ОченьДлинноеСлово".repeat(8),
        measured(20, 30, 50),
        Verdict::Below,
    ));
    report.sections.regions_mut().push(region("", measured(20, 30, 50), Verdict::Below));
    report.sections.benchmarks_mut().push(versus(name, 12.0, 40.0, Verdict::Above));
    report.sections.benchmarks_mut().push(versus(&"Сверхдлинный".repeat(6), 12.0, 40.0, Verdict::Above));
    report
}

fn twelve_equal_benchmarks() -> Report {
    let mut report = usual();
    *report.sections.benchmarks_mut() = (1..=12)
        .map(|i| versus(&format!("Industry panel number {i}"), 40.0, 40.0, Verdict::Unclear))
        .collect();
    report
}

fn huge() -> Report {
    let million = 1_000_000;
    let mut report = usual();
    report.head.overall = measured(400_000 * million, 300_000 * million, 300_000 * million);
    *report.sections.regions_mut() = vec![
        region(
            "Everywhere",
            measured(400_000 * million, 300_000 * million, 300_000 * million),
            Verdict::Below,
        ),
        region("Here", measured(1, 3, 2), Verdict::Unclear),
    ];
    report.sections.composition =
        of_scores(Histogram::new(vec![400_000 * million, 1, 0, 0, 0, 0, 0, 0, 300_000 * million, 1, 1]));
    report
}

fn long_scale() -> Report {
    let mut report = bare(measured(40, 30, 30));
    report.head.method.scale = Scale::new(-50, 50, 0, 30).expect("a scale");
    report.sections.composition =
        of_scores(Histogram::new((0..101).map(|i| (i * 37 % 23) + i / 4).collect()));
    report
}

fn short_scale() -> Report {
    let mut report = bare(measured(40, 30, 30));
    report.head.method.scale = Scale::new(1, 3, 1, 3).expect("a scale");
    report.sections.composition = of_scores(Histogram::new(vec![40, 30, 30]));
    report
}

fn many_levels() -> Report {
    let mut report = usual();
    report.head.levels = (0..20)
        .map(|i| Level { from: -100.0 + f64::from(i) * 10.0, name: Some(format!("Level {i}")) })
        .collect();
    report
}

fn all_hidden() -> Report {
    let mut report = with_trend(Granularity::Quarter, "2026-Q3", vec![HIDDEN, HIDDEN]);
    *report.sections.regions_mut() =
        vec![region("One", HIDDEN, Verdict::Unclear), region("Two", Finding::NoAnswers, Verdict::Unclear)];
    *report.sections.benchmarks_mut() = vec![versus("Target", 45.0, 40.0, Verdict::Unclear)];
    report
}

fn scattered() -> Report {
    let point = |i: u64| if i.is_multiple_of(2) { measured(4 + i, 10, 20 + i) } else { HIDDEN };
    with_trend(Granularity::Month, "2026-02", (0..24).map(point).collect())
}

/// With scores of every region in every period of the trend, of all kinds of findings.
fn with_history(mut report: Report) -> Report {
    let periods = report.sections.points().len();
    for (row, at) in report.sections.regions_mut().iter_mut().zip(0_u64..).filter(|_| periods > 1) {
        let finding = |period: u64| match (at * 7 + period * 3) % 19 {
            0 => HIDDEN,
            1 => Finding::NoAnswers,
            2 => measured(0, 1, 9),
            n => measured(10 + 5 * n, 40, 150 - 3 * (at % 30)),
        };
        row.history = (0_u64..).take(periods).map(finding).collect();
    }
    report
}

/// All of them, by name.
pub(super) fn all() -> Vec<(&'static str, Report)> {
    let weeks = (0..53).map(|i| if i == 20 { HIDDEN } else { measured(20 + i % 7, 30, 40 + i * 3 % 17) });
    let months = (0..25).map(|i| measured(20 + i % 7, 30, 40 + i));
    let financial = || {
        let mut report = usual();
        let calendar = Calendar { by: Granularity::Quarter, year_starts: Month::new(4).expect("a month") };
        let timeline = Timeline::ending(calendar.parse("2026/27-Q2").expect("a key"), 12);
        for (point, period) in report.sections.points_mut().iter_mut().zip(timeline.periods()) {
            point.period = period;
        }
        report
    };
    let others = vec![
        ("usual", with_why(usual())),
        ("controlled", with_control(usual())),
        ("russian", with_control(with_why(russian()))),
        ("bare", bare(measured(20, 30, 50))),
        ("empty", bare(Finding::NoAnswers)),
        ("all hidden", all_hidden()),
        ("one point", with_trend(Granularity::Quarter, "2026-Q3", vec![measured(3, 5, 9)])),
        ("constant", with_trend(Granularity::Month, "2026-09", vec![measured(20, 30, 50); 8])),
        ("weeks", with_control(with_trend(Granularity::Week, "2026-W37", weeks.collect()))),
        ("months", with_trend(Granularity::Month, "2026-08", months.collect())),
        ("years", with_trend(Granularity::Year, "2026", (0..9).map(|i| measured(20, 30, 40 + i)).collect())),
        ("financial", financial()),
        ("scattered", with_control(scattered())),
        ("sixty regions", with_why(sixty_regions())),
        ("one region", {
            let mut report = usual();
            report.sections.regions_mut().truncate(1);
            report
        }),
        ("all promoters", with_control(with_why(extreme(0, 40)))),
        ("all detractors", extreme(40, 0)),
        ("all passives", bare(measured(0, 40, 0))),
        ("hostile", with_why(hostile())),
        ("twelve equal benchmarks", twelve_equal_benchmarks()),
        ("huge", huge()),
        ("long scale", long_scale()),
        ("short scale", short_scale()),
        ("many levels", many_levels()),
    ];
    others.into_iter().chain(clients()).map(|(name, report)| (name, with_history(report))).collect()
}

fn of_scores(histogram: Histogram) -> Option<crate::sections::Composition> {
    Some(crate::sections::Composition { histogram: Some(histogram), weighted_histogram: None })
}
