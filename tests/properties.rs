//! Relations that hold for any data.

use std::num::NonZeroUsize;

use plaudit::Run;
use plaudit::config::{self, Config};
use plaudit::facts::Excerpt;
use plaudit::report::{Finding, Report};
use plaudit::statistics::{adjusted_wald, difference, holm, wald};
use plaudit::survey::{Confidence, Counts, Nps, Region, Sample, Scale};
use proptest::prelude::*;

use crate::support::folder;

fn samples() -> impl Strategy<Value = Sample> {
    (0_u64..3000, 0_u64..3000, 0_u64..3000)
        .prop_filter_map("somebody answered", |(d, z, p)| Counts::new(d, z, p).sample())
}

fn levels() -> impl Strategy<Value = Confidence> {
    (0.5..0.9999).prop_filter_map("a level", Confidence::new)
}

fn mirrored(sample: Sample) -> Sample {
    let counts = sample.counts();
    Counts::new(counts.promoters(), counts.passives(), counts.detractors()).sample().expect("as many answers")
}

fn doubled(sample: Sample) -> Sample {
    (sample.counts() + sample.counts()).sample().expect("more answers")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_score_lies_in_its_interval_and_both_within_a_hundred_points(sample in samples(), level in levels()) {
        let nps = Nps::of(sample).points();
        prop_assert!((-100.0..=100.0).contains(&nps));
        for interval in [adjusted_wald(sample, level), wald(sample, level)] {
            prop_assert!(interval.low() <= nps && nps <= interval.high());
            prop_assert!(interval.low() >= -100.0 && interval.high() <= 100.0);
        }
    }

    #[test]
    fn swapping_the_ends_of_the_scale_negates_score_and_interval(sample in samples(), level in levels()) {
        let (there, back) = (adjusted_wald(sample, level), adjusted_wald(mirrored(sample), level));
        prop_assert!((Nps::of(sample).points() + Nps::of(mirrored(sample)).points()).abs() < 1e-9);
        prop_assert!((there.low() + back.high()).abs() < 1e-9 && (there.high() + back.low()).abs() < 1e-9);
    }

    #[test]
    fn doubling_every_count_keeps_the_score_and_narrows_the_interval(sample in samples(), level in levels()) {
        let (once, twice) = (adjusted_wald(sample, level), adjusted_wald(doubled(sample), level));
        prop_assert!((Nps::of(sample).points() - Nps::of(doubled(sample)).points()).abs() < 1e-9);
        prop_assert!(twice.high() - twice.low() <= once.high() - once.low() + 1e-9);
    }

    #[test]
    fn a_difference_turned_round_changes_its_sign_only(a in samples(), b in samples()) {
        let (there, back) = (difference(a, b), difference(b, a));
        prop_assert!((there.z + back.z).abs() < 1e-9 && (there.p - back.p).abs() < 1e-12);
        prop_assert!((0.0..=1.0).contains(&there.p));
        prop_assert!((there.difference.points() + back.difference.points()).abs() < 1e-9);
    }

    #[test]
    fn correction_never_makes_a_p_value_smaller_and_keeps_their_order(
        p in prop::collection::vec(0.0_f64..=1.0, 0..12)
    ) {
        let corrected = holm(&p);
        for (i, (before, after)) in p.iter().zip(&corrected).enumerate() {
            prop_assert!(after >= before && *after <= 1.0);
            for (j, other) in p.iter().enumerate() {
                prop_assert!(before >= other || *after <= corrected[j], "{i} and {j} of {p:?}");
            }
        }
    }
}

/// An answer file: day, region and score of each row, as written.
fn answers() -> impl Strategy<Value = Vec<(String, String, String)>> {
    let score = prop_oneof![8 => (0_i32..=10).prop_map(|s| s.to_string()), 1 => Just(String::new()), 1 => Just("11".to_owned())];
    let region = prop_oneof![Just(""), Just("North"), Just("South"), Just("East"), Just("West")];
    let day = prop_oneof![9 => (0_u32..4, 1_u32..=28).prop_map(|(q, d)| format!("2026-{:02}-{d:02}", q * 3 + 1)), 1 => Just("soon".to_owned())];
    prop::collection::vec((day, region.prop_map(str::to_owned), score), 1..120)
}

fn facts_of(rows: &[(String, String, String)]) -> Option<(Config, Excerpt, Report)> {
    facts_by("quarter", rows)
}

fn facts_of_months(rows: &[(String, String, String)]) -> Option<(Config, Excerpt, Report)> {
    facts_by("month", rows)
}

fn facts_by(length: &str, rows: &[(String, String, String)]) -> Option<(Config, Excerpt, Report)> {
    let csv: String = rows.iter().map(|(d, r, s)| format!("{d},{r},{s}\n")).collect();
    let show = if length == "month" { 18 } else { 4 };
    let yaml = format!(
        "title: P\nas_of: 2026-12-31\nsource: {{files: a.csv, date_format: YYYY-MM-DD, max_rejected: 100}}\n\
         columns: {{score: s, date: d, region: r}}\nperiods: {{by: {length}, show: {show}}}\n"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &format!("d,r,s\n{csv}"))]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    let plaudit::Counted { config, facts, period, .. } = plaudit::counts(loaded, &run).ok()?;
    let report = plaudit::report::build(&config, &facts.all, period, as_of);
    let excerpt = facts.all;
    Some((config, excerpt, report))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_used_or_counted_under_a_reason(rows in answers()) {
        let Some((_, excerpt, report)) = facts_of(&rows) else { return Ok(()) };
        let quality = &report.sections.quality;
        prop_assert_eq!(quality.rows_read, u64::try_from(rows.len()).expect("few"));
        prop_assert_eq!(quality.rows_read, quality.rows_used + quality.outside.values().sum::<u64>() + quality.rejected.iter().map(|r| r.rows).sum::<u64>());
        prop_assert_eq!(quality.rows_used, quality.rows_before + quality.rows_shown + quality.rows_after);
        prop_assert_eq!(quality.rows_used, excerpt.cells.values().map(plaudit::survey::Answers::n).sum::<u64>());
        let blank = rows.iter().filter(|(_, _, score)| score.is_empty()).count();
        // Those without a date and a region besides are blank as a whole.
        let counted: u64 = quality.outside.values().sum();
        prop_assert_eq!(counted, u64::try_from(blank).expect("few"));
    }

    #[test]
    fn the_total_is_the_sum_of_its_regions(rows in answers()) {
        let Some((config, excerpt, report)) = facts_of(&rows) else { return Ok(()) };
        let period = report.head.period.expect("dated").ordinal();
        let sum: Counts = excerpt
            .cells
            .iter()
            .filter(|((p, _), _)| *p == Some(period))
            .map(|(_, histogram)| histogram.counts(&config.question.scale))
            .sum();
        if let Finding::Measured(overall) = &report.head.overall {
            prop_assert_eq!(overall.counts, Some(sum));
            prop_assert_eq!(report.sections.histogram().as_ref().map(|h| h.counts(&config.question.scale)), Some(sum));
        }
    }

    /// Windows that are shown hold no hidden period, so that no difference of theirs finds one; limits are of figures only.
    #[test]
    fn windows_and_limits_say_nothing_of_a_hidden_period(days in prop::collection::vec((0_i64..400, 0_i32..=10), 1..150), length in 2_u32..6) {
        let row = |(day, score): &(i64, i32)| {
            let (month, day) = (day / 28, day % 28 + 1);
            (format!("{}-{:02}-{day:02}", 2025 + month / 12, month % 12 + 1), "North".to_owned(), score.to_string())
        };
        let rows: Vec<_> = days.iter().map(row).collect();
        let Some((mut config, excerpt, report)) = facts_of_months(&rows) else { return Ok(()) };
        config.periods.trailing = Some(length);
        let report = plaudit::report::build(&config, &excerpt, report.head.period, report.head.as_of);
        let counts = |ordinal: i32| -> Counts {
            let cells = excerpt.cells.iter().filter(|((period, _), _)| *period == Some(ordinal));
            cells.map(|(_, histogram)| histogram.counts(&config.question.scale)).sum()
        };
        let first = excerpt.cells.keys().filter_map(|(period, _)| *period).min().expect("answers");
        for point in report.sections.points() {
            let last = point.period.ordinal();
            let window = last - i32::try_from(length).expect("few") + 1..=last;
            let hides = window.clone().any(|ordinal| (1..5).contains(&counts(ordinal).n()));
            let sum: Counts = window.clone().map(counts).sum();
            match &point.trailing {
                None => prop_assert!(*window.start() < first, "only full windows"),
                Some(Finding::Measured(estimate)) => prop_assert!(!hides && estimate.counts == Some(sum)),
                Some(Finding::Hidden { .. }) => prop_assert!(hides),
                Some(Finding::NoAnswers) => prop_assert_eq!(sum.n(), 0),
            }
        }
        if let Some(control) = &report.sections.control() {
            let shown = report.sections.points().iter().filter(|point| point.finding.estimate().is_some());
            prop_assert!(shown.map(|point| point.period).eq(control.limits.iter().map(|limits| limits.period)));
        }
    }

    /// The parts of a change sum to it and follow from the counts; what is hidden either time is not among them by name,
    /// and what its line tells is the sum of enough.
    #[test]
    fn a_change_is_taken_apart_without_what_is_hidden(rows in answers(), more in answers()) {
        let rows = [rows, more].concat();
        let Some((config, excerpt, report)) = facts_of(&rows) else { return Ok(()) };
        let now = report.head.period.expect("dated");
        for why in report.sections.why() {
            let change = report.head.changes.iter().find(|change| change.since == why.since).expect("told of");
            let difference = change.comparison.as_ref().expect("compared").difference.points();
            prop_assert!((why.mix + why.rate + why.turnover - difference).abs() < 1e-9);
            let sum: f64 = why.lines.iter().map(|line| line.effect.total()).sum();
            prop_assert!((sum - difference).abs() < 1e-9);
            let named: Vec<&Region> = why.lines.iter().filter_map(|line| line.region.as_ref()).collect();
            prop_assert!(why.lines.iter().rev().skip(1).all(|line| line.region.is_some()));
            for period in [now, why.period] {
                // What a report on that period would show.
                let then = plaudit::report::build(&config, &excerpt, Some(period), report.head.as_of);
                let shows = |region: &Region| {
                    let mut rows = then.sections.regions().iter().filter(|row| row.region == *region);
                    rows.any(|row| !matches!(row.finding, Finding::Hidden { .. }))
                };
                prop_assert!(named.iter().all(|region| shows(region)));
                let unnamed: Vec<Counts> = then
                    .sections.regions()
                    .iter()
                    .filter(|row| !named.contains(&&row.region))
                    .filter_map(|row| excerpt.cells.get(&(Some(period.ordinal()), Some(row.region.clone()))))
                    .map(|histogram| histogram.counts(&Scale::ZERO_TO_TEN))
                    .filter(|counts| counts.n() > 0)
                    .collect();
                let sum: Counts = unnamed.iter().copied().sum();
                let groups = [sum.detractors(), sum.passives(), sum.promoters()].into_iter().filter(|n| *n > 0);
                prop_assert!(unnamed.is_empty() || (unnamed.len() >= 2 && sum.n() >= 5 && groups.count() > 1));
            }
        }
    }

    /// With the total known, what the hidden regions sum to is known too: it must not be one region's own.
    #[test]
    fn a_hidden_region_cannot_be_found_by_subtraction(rows in answers()) {
        let Some((_, excerpt, report)) = facts_of(&rows) else { return Ok(()) };
        let period = report.head.period.expect("dated").ordinal();
        let hidden: Vec<Counts> = report
            .sections.regions()
            .iter()
            .filter(|row| matches!(row.finding, Finding::Hidden { .. }))
            .map(|row| {
                let cell = excerpt.cells.get(&(Some(period), Some(row.region.clone())));
                cell.map_or(Counts::default(), |histogram| histogram.counts(&Scale::ZERO_TO_TEN))
            })
            .collect();
        let others = report.sections.regions().iter().filter(|row| row.finding.estimate().is_some()).count();
        let small = hidden.iter().any(|part| part.n() < 5);
        prop_assert!(hidden.is_empty() || small, "nothing is hidden without need");
        if small && report.head.overall.estimate().is_some() && others > 0 {
            let sum: Counts = hidden.iter().copied().sum();
            prop_assert!(hidden.len() >= 2 && sum.n() >= 5, "{hidden:?} beside {others}");
            // Of one group only, each part would be known to be 100, 0 or −100.
            let groups = [sum.detractors(), sum.passives(), sum.promoters()];
            prop_assert!(groups.into_iter().filter(|n| *n > 0).count() > 1, "{hidden:?} beside {others}");
        }
        let stated = report.sections.quality.region_not_stated;
        let row = report.sections.regions().iter().find(|row| row.region == Region::NotStated);
        if row.is_some_and(|row| matches!(row.finding, Finding::Hidden { .. })) {
            prop_assert_eq!(stated, None);
        }
    }
}

/// Answers whose score leans one way or the other by quarter and region, so that much is beyond chance.
fn leaning_answers() -> impl Strategy<Value = Vec<(String, String, String)>> {
    let lean = prop::collection::vec(0_usize..5, 16);
    let row = (0_usize..4, 0_usize..4, 0_usize..3);
    (lean, prop::collection::vec(row, 60..400)).prop_map(|(lean, rows)| {
        let row = |(quarter, region, pick): (usize, usize, usize)| {
            let scores = [[0, 3, 6], [2, 7, 6], [5, 8, 9], [8, 9, 10], [10, 9, 10]];
            let score = scores[lean[quarter * 4 + region]][pick];
            let region = ["North", "South", "East", ""][region];
            (format!("2026-{:02}-10", quarter * 3 + 1), region.to_owned(), score.to_string())
        };
        rows.into_iter().map(row).collect()
    })
}

/// Every number that a part of a report rests on is no low base and not hidden.
fn is_firm(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Object(map) => {
            map.get("state").is_none_or(|state| state == "measured")
                && map.get("low_base").is_none_or(|low| low == false)
                && map.values().all(is_firm)
        }
        serde_json::Value::Array(items) => items.iter().all(is_firm),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Findings point to figures that are there, firm, and beyond chance; counted from the answers, every side is enough.
    #[test]
    fn key_findings_rest_on_firm_figures_that_their_pointers_lead_to(rows in leaning_answers(), low_base in 5_u64..60, target in -40_i32..60) {
        let Some((mut config, excerpt, report)) = facts_of(&rows) else { return Ok(()) };
        config.method.low_base = low_base;
        config.benchmarks.push(config::Benchmark {
            name: "Goal".to_owned(),
            value: Nps::stated(f64::from(target)).expect("in range"),
            statistic: config::Statistic::Target,
            year: None,
            n: None,
            source: None,
            region: None,
            industry: None,
            place: None,
        });
        let report = plaudit::report::build(&config, &excerpt, report.head.period, report.head.as_of);
        let json = plaudit::report::to_json(&report).expect("numbers");
        prop_assert_eq!(plaudit::report::from_json(&json), Ok(report.clone()));
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        prop_assert!(report.sections.key_findings().len() <= 5);
        let now = report.head.period.expect("dated");
        let n = |period: i32, region: Option<&Region>| -> u64 {
            let cells = excerpt.cells.iter().filter(|((p, r), _)| {
                *p == Some(period) && region.is_none_or(|region| r.as_ref() == Some(region))
            });
            cells.map(|(_, histogram)| histogram.n()).sum()
        };
        for (at, finding) in report.sections.key_findings().iter().enumerate() {
            prop_assert!(report.sections.key_findings().iter().filter(|other| other.kind == finding.kind).count() <= 2);
            for figure in &finding.figures {
                let value = json.pointer(figure);
                prop_assert!(value.is_some_and(|value| !value.is_null() && is_firm(value)), "{figure}");
            }
            let first = json.pointer(&finding.figures[0]).expect("there");
            let verdict = first["verdict"].as_str().unwrap_or("clear");
            match finding.kind.name() {
                "no_clear_change" => prop_assert!(at == 0 && verdict == "no_clear_change"),
                "target" => {}
                _ => prop_assert!(!["no_clear_change", "unclear"].contains(&verdict), "{finding:?}"),
            }
            prop_assert!(n(now.ordinal(), None) >= low_base);
            let region = finding.figures.iter().find_map(|figure| figure.strip_prefix("/sections/regions/")?.split('/').next());
            if let Some(row) = region.map(|at| &report.sections.regions()[at.parse::<usize>().expect("a place")]) {
                let own = n(now.ordinal(), Some(&row.region));
                prop_assert!(own >= low_base && row.region != Region::NotStated);
                match finding.kind.name() {
                    "region" => prop_assert!(n(now.ordinal(), None) - own >= low_base),
                    _ => prop_assert!(n(now.previous().ordinal(), Some(&row.region)) >= low_base),
                }
            }
            if finding.figures.contains(&"/changes/0/then".to_owned()) {
                prop_assert!(n(now.previous().ordinal(), None) >= low_base);
            }
        }
    }
}
