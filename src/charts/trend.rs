//! NPS by period: a line in its interval, with gaps where there is no figure.

use crate::report::{Estimate, Point, Report};

use super::control;
use super::key::{Key, Sign};
use super::layout::{Axis, Taken, ticks};
use super::lines::{Lines, Plot};
use super::plane::{Anchor, At, Dot, Plane, chart};
use super::role::Role;
use super::text::Type;
use super::{Caption, Chart, Labels, Width, Word};

/// Least room beside the first and last point, so that neither touches an edge.
const INSET: f64 = 16.0;

/// More points than this are drawn as a line without dots.
const MOST_DOTS: usize = 26;

/// The score by period with its interval, the benchmarks and the other participants; nothing where no period has a figure.
#[must_use]
pub fn trend(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let measured = || report.sections.points().iter().filter_map(|point| point.finding.estimate());
    measured().next()?;
    let values = measured().flat_map(|e| [e.interval.low(), e.interval.high(), e.nps.points()]);
    let values = values.chain(Lines::values(report)).chain(control::values(report));
    let ticks = ticks(values, if width == Width::Wide { 6 } else { 5 });

    let small = width.small();
    let tick_labels: Vec<String> = ticks.at.iter().map(|tick| labels.nps(*tick)).collect();
    let left = small.widest(tick_labels.iter().map(String::as_str)) + 10.0;
    let lines = Lines::new(report, labels, width);
    let right = width.units() - lines.room();
    let top = 12.0;
    let plot = if width == Width::Wide { 220.0 } else { 190.0 };
    let bottom = top + f64::max(plot, lines.height() - 8.0);
    let down = Axis { values: ticks.range, units: (bottom, top) };
    let across =
        across(report.sections.points().len(), (left + INSET, right - end_room(report, labels, width)));

    let key = key(report, labels, width, &lines);
    let years = Years::new(report.sections.points(), labels);
    let foot = bottom + if years.shown() { 46.0 } else { 28.0 };
    Some(chart(width, foot + key.height(), &caption, |plane| {
        for (tick, label) in ticks.at.iter().zip(&tick_labels) {
            let y = down.at(*tick);
            let role = if *tick == 0.0 { Role::Axis } else { Role::Grid };
            plane.line([(left, y), (right, y)], role, 1.0);
            plane.text((left - 8.0, y), Anchor::End, small, label);
        }
        let panel = plane.panel(across, down);
        for run in runs(report.sections.points()) {
            band(&panel, &run);
        }
        control::limits(plane, report, (across, down));
        let reported = value_at(report, across, down);
        lines.draw(plane, Plot { across, down, left, right, lowest: bottom + 8.0, reported });
        control::crosses(plane, report, (across, down));
        dots(
            &panel,
            report.sections.points(),
            if report.sections.points().len() > MOST_DOTS { 2.5 } else { 3.5 },
        );
        let last = report.sections.points().last().and_then(|last| last.finding.estimate());
        if let (Some(at), Some(estimate)) = (reported, last) {
            // Clear of the period's label when the point stands at the very foot.
            value(plane, at, bottom - 4.0, estimate, labels, width);
        }
        period_labels(plane, report.sections.points(), labels, across, bottom, small);
        years.draw(plane, across, bottom, small, width);
        key.draw(plane, foot);
    }))
}

/// Points by index, evenly spaced; a single one stands in the middle.
pub(super) fn across(points: usize, units: (f64, f64)) -> Axis {
    #[expect(clippy::cast_precision_loss, reason = "a trend has few points")]
    let values = if points > 1 { (0.0, (points - 1) as f64) } else { (-1.0, 1.0) };
    Axis { values, units }
}

/// A measured point and where it stands.
pub(super) type Measured<'a> = (f64, &'a Estimate);

/// Stretches of consecutive measured points.
pub(super) fn runs(trend: &[Point]) -> Vec<Vec<Measured<'_>>> {
    let mut runs = vec![Vec::new()];
    for (point, x) in trend.iter().zip(0_u32..) {
        match (point.finding.estimate(), runs.last_mut()) {
            (Some(estimate), Some(run)) => run.push((f64::from(x), estimate)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Whether a line of points is broken, or ends before the last one; one that only begins late has no gap.
pub(super) fn has_gap(trend: &[Point]) -> bool {
    runs(trend).len() > 1 || trend.last().is_some_and(|last| last.finding.estimate().is_none())
}

/// The interval of a run as a band with the line in it; of a single point as a whisker.
pub(super) fn band(panel: &Plane<'_>, run: &[Measured<'_>]) {
    if let [(x, estimate)] = run {
        panel.line([(*x, estimate.interval.low()), (*x, estimate.interval.high())], Role::Accent, 1.5);
        return;
    }
    let lows = run.iter().map(|(x, e)| (*x, e.interval.low()));
    let highs = run.iter().rev().map(|(x, e)| (*x, e.interval.high()));
    panel.area(lows.chain(highs).collect::<Vec<_>>(), Role::Band);
    panel.line(run.iter().map(|(x, e)| (*x, e.nps.points())).collect::<Vec<_>>(), Role::Accent, 2.0);
}

/// Dots of a radius on a line; of a crowded one, only those that say more than it does.
pub(super) fn dots(panel: &Plane<'_>, trend: &[Point], radius: f64) {
    let crowded = trend.len() > MOST_DOTS;
    let alone: Vec<f64> =
        runs(trend).iter().filter(|run| run.len() == 1).flatten().map(|(x, _)| *x).collect();
    for (x, estimate) in runs(trend).into_iter().flatten() {
        let dot = if estimate.low_base { Dot::Hollow } else { Dot::Solid };
        if !crowded || estimate.low_base || alone.contains(&x) {
            panel.dot((x, estimate.nps.points()), radius, Role::Accent, dot);
        }
    }
}

/// Between the reported period's point and its value.
const BESIDE: f64 = 10.0;

/// Room right of the last point: for its value beside it and for half of its period's label below it.
pub(super) fn end_room(report: &Report, labels: &dyn Labels, width: Width) -> f64 {
    let Some(last) = report.sections.points().last() else { return INSET };
    let score = last
        .finding
        .estimate()
        .map_or(0.0, |estimate| BESIDE + width.body().bold().width(&labels.nps(estimate.nps.points())) + 6.0);
    let name = width.small().bold().width(&labels.period_short(&last.period)) / 2.0;
    INSET.max(score).max(name)
}

/// Where the reported period's point stands, in units.
pub(super) fn value_at(report: &Report, across: Axis, down: Axis) -> Option<At> {
    let estimate = report.sections.points().last()?.finding.estimate()?;
    let x = if report.sections.points().len() > 1 { across.units.1 } else { across.at(0.0) };
    Some((x, down.at(estimate.nps.points())))
}

/// The reported period's dot, larger, with its value beside it.
pub(super) fn value(
    plane: &Plane<'_>,
    (x, y): At,
    lowest: f64,
    estimate: &Estimate,
    labels: &dyn Labels,
    width: Width,
) {
    let dot = if estimate.low_base { Dot::Hollow } else { Dot::Solid };
    plane.dot((x, y), 5.0, Role::Accent, dot);
    let score = labels.nps(estimate.nps.points());
    plane.text((x + BESIDE, y.min(lowest)), Anchor::Start, width.body().bold(), &score);
}

/// Labels of periods, thinned out evenly from the first of each year; the reported period always has one.
fn period_labels(
    plane: &Plane<'_>,
    trend: &[Point],
    labels: &dyn Labels,
    across: Axis,
    bottom: f64,
    text: Type,
) {
    let y = bottom + 15.0;
    let alone = trend.len() == 1;
    let name = |point: &Point| {
        if alone { labels.period(&point.period) } else { labels.period_short(&point.period) }
    };
    let names: Vec<String> = trend.iter().map(name).collect();
    let longest = text.bold().widest(names.iter().map(String::as_str)) + 8.0;
    let in_year = in_year(trend);
    let step = [1, 2, 3, 4, 6, 12, 13, 26]
        .into_iter()
        .filter(|step| in_year == 1 || in_year.is_multiple_of(*step))
        .find(|step| f64::from(*step) * across.step() >= longest)
        .unwrap_or(if in_year == 1 { 50 } else { in_year });
    let places: Vec<(f64, &Point, &String)> = (0_u32..)
        .zip(trend.iter().zip(&names))
        .map(|(x, (point, name))| (across.at(f64::from(x)), point, name))
        .collect();
    let mut taken = Taken::default();
    let mut put = |x: f64, name: &str, text: Type| {
        if taken.claim(x, text.width(name) + 8.0) {
            plane.text((x, y), Anchor::Middle, text, name);
        }
    };
    if let Some((x, _, name)) = places.last() {
        let x = if alone { across.at(0.0) } else { *x };
        put(x, name, text.bold().role(Role::Ink));
    }
    // The first of a year goes before others: week 53 gives way to week 1.
    for first in [true, false] {
        for (x, point, name) in places.iter().rev().skip(1) {
            let number =
                if in_year == 1 { point.period.year().unsigned_abs() } else { point.period.number() - 1 };
            if number.is_multiple_of(step) && (number == 0) == first {
                put(*x, name, text);
            }
        }
    }
}

/// How many of the trend's periods make a year.
fn in_year(trend: &[Point]) -> u32 {
    let days =
        |point: &Point| point.period.last_day().since_epoch() - point.period.first_day().since_epoch() + 1;
    match trend.first().map_or(0, days) {
        ..=7 => 52,
        8..=31 => 12,
        32..=92 => 4,
        93..=184 => 2,
        _ => 1,
    }
}

/// The years below the period labels: name, first and last index.
struct Years(Vec<(String, f64, f64)>);

impl Years {
    fn new(trend: &[Point], labels: &dyn Labels) -> Self {
        let mut years: Vec<(i32, String, f64, f64)> = Vec::new();
        if trend.len() > 1 && in_year(trend) > 1 {
            for (point, x) in trend.iter().zip(0_u32..) {
                let (year, x) = (point.period.year(), f64::from(x));
                match years.last_mut() {
                    Some((last, _, _, end)) if *last == year => *end = x,
                    _ => years.push((year, labels.year(&point.period), x, x)),
                }
            }
        }
        Self(years.into_iter().map(|(_, name, start, end)| (name, start, end)).collect())
    }

    fn shown(&self) -> bool {
        !self.0.is_empty()
    }

    fn draw(&self, plane: &Plane<'_>, across: Axis, bottom: f64, text: Type, width: Width) {
        let mut taken = Taken::default();
        for (name, start, end) in self.0.iter().rev() {
            let half = text.width(name) / 2.0;
            let middle = across.at(f64::midpoint(*start, *end)).min(width.units() - half).max(half);
            if taken.claim(middle, 2.0 * half + 8.0) {
                plane.text((middle, bottom + 34.0), Anchor::Middle, text, name);
            }
            if *start > 0.0 {
                let x = across.at(start - 0.5);
                plane.line([(x, bottom + 4.0), (x, bottom + 40.0)], Role::Grid, 1.0);
            }
        }
    }
}

fn key(report: &Report, labels: &dyn Labels, width: Width, lines: &Lines) -> Key {
    let measured = || report.sections.points().iter().filter_map(|point| point.finding.estimate());
    let band = runs(report.sections.points()).iter().any(|run| run.len() > 1);
    let interval = if band { Sign::Area(Role::Band) } else { Sign::Whisker(Role::Accent) };
    let mut signs = vec![(interval, labels.word(Word::Interval))];
    if measured().any(|estimate| estimate.low_base) {
        signs.push((Sign::Dot(Role::Accent, Dot::Hollow), labels.word(Word::LowBase)));
    }
    if has_gap(report.sections.points()) || lines.broken(report.sections.points().len()) {
        signs.push((Sign::Gap, labels.word(Word::Gap)));
    }
    if control::has_limits(report) {
        signs.push((Sign::Line(Role::LimitLine), labels.word(Word::ControlLimits)));
    }
    if control::has_crosses(report) {
        signs.push((Sign::Cross, labels.word(Word::OutsideControl)));
    }
    Key::with_texts(signs.into_iter().chain(lines.named().iter().cloned()), width)
}
