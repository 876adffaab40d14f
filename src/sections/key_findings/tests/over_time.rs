//! Findings of what made a change, and of periods out of the ordinary.

use super::*;

/// A region's share and score then and now.
type Sides = (&'static str, (f64, f64), (f64, f64));

/// The change of +10 since the period before, from shares and scores of regions then and now.
fn with_parts(sides: &[Sides], regions: Vec<RegionRow>) -> Report {
    let mut report = report();
    report.head.changes = vec![previous(10.0, 0.01)];
    *report.sections.regions_mut() = regions;
    let side = |(share, nps)| Some(WhySide { share, nps: points(nps) });
    let named = |name: &str| Some(crate::survey::Region::Named(name.to_owned()));
    let sides =
        sides.iter().map(|(name, before, after)| (named(name), side(*before), side(*after))).collect();
    let change = &report.head.changes[0];
    *report.sections.why_mut() =
        Why::new(None, (change.since, change.period), (points(10.0), points(20.0)), sides)
            .into_iter()
            .collect();
    report
}

#[test]
fn the_larger_part_of_a_clear_change_is_told_if_it_is_beyond_chance_itself() {
    // A went from 0 to 16 with half of the answers, B from 20 to 24: 8 and 2 of 10 points.
    let sides = [("A", (0.5, 0.0), (0.5, 16.0)), ("B", (0.5, 20.0), (0.5, 24.0))];
    let regions = |p| vec![region("A", 200, NONE, 200, (16.0, p)), region("B", 200, NONE, 200, (4.0, 0.6))];
    let clear = with_parts(&sides, regions(0.01));
    // The region's own change would say so again.
    are(&clear, &[(CHANGE, FIRST_CHANGE), (REGION_PART, "/sections/why/0/lines/0")]);
    are(&with_parts(&sides, regions(0.06)), &[(CHANGE, FIRST_CHANGE)]);
    let mut low = clear.clone();
    low.sections.regions_mut()[0].then = Some(measured(29, 0.0));
    are(&low, &[(CHANGE, FIRST_CHANGE)]);
    let mut unclear = clear.clone();
    unclear.head.changes = vec![previous(10.0, 0.2)];
    are(&unclear, &[(NO_CLEAR_CHANGE, FIRST_CHANGE), (REGION_CHANGE, "/sections/regions/0/change")]);
}

#[test]
fn no_part_is_told_that_is_less_than_half_or_goes_the_other_way() {
    let even = ["A", "B", "C"].map(|name| (name, (1.0 / 3.0, 10.0), (1.0 / 3.0, 20.0)));
    let regions = ["A", "B", "C"].map(|name| region(name, 130, NONE, 130, NONE));
    are(&with_parts(&even, regions.into()), &[(CHANGE, FIRST_CHANGE)]);
}

#[test]
fn a_shift_between_regions_is_told_as_the_larger_part() {
    // A has 10 of a hundred answers more at 60 points than B at −40: 10 points, and no score moved.
    let sides = [("A", (0.5, 60.0), (0.6, 60.0)), ("B", (0.5, -40.0), (0.4, -40.0))];
    are(&with_parts(&sides, Vec::new()), &[(CHANGE, FIRST_CHANGE), (SHIFT, "/sections/why/0/mix")]);
}

/// Ten quarters with a score each, and what the limits say of them.
fn with_control(outside: bool, run: bool) -> Report {
    let mut report = report();
    let last = quarter("2026-Q3");
    let first = quarter("2024-Q2");
    let calendar = last.calendar();
    let periods = (first.ordinal()..=last.ordinal()).map(|ordinal| calendar.period(ordinal));
    *report.sections.points_mut() =
        periods.map(|period| Point { period, finding: measured(400, 20.0), trailing: None }).collect();
    report.sections.trend_mut().control = Some(Control {
        method: ControlMethod::ByBase,
        centre: points(12.0),
        limits: report
            .sections
            .points()
            .iter()
            .map(|point| ControlLimits { period: point.period, low: 5.0, high: 19.0 })
            .collect(),
        outside: if outside { vec![first, last] } else { vec![first] },
        runs: if run { vec![ControlRun { first, last, above: true }] } else { Vec::new() },
    });
    report
}

#[test]
fn a_period_out_of_the_ordinary_is_told_if_it_is_the_reported_one() {
    are(&with_control(false, false), &[]);
    are(&with_control(true, true), &[(OUTSIDE_LIMITS, "/sections/trend/control/limits/9")]);
    are(&with_control(false, true), &[(RUN, "/sections/trend/control/runs/0")]);
    let mut over = with_control(false, true);
    over.sections.trend_mut().control.as_mut().expect("limits").runs[0].last = quarter("2026-Q2");
    are(&over, &[]);
    let mut low = with_control(true, true);
    low.sections.points_mut()[3].finding = measured(29, 20.0);
    are(&low, &[]);
    // A run of eight is not beyond chance at 99 %, three standard errors are not at 99.9 %.
    let at = |level, outside, run| {
        let mut report = with_control(outside, run);
        report.head.method.confidence = Confidence::new(level).expect("a level");
        report
    };
    are(&at(0.99, false, true), &[]);
    are(&at(0.99, true, true), &[(OUTSIDE_LIMITS, "/sections/trend/control/limits/9")]);
    are(&at(0.999, true, true), &[]);
}
