//! A small chart of the score over time for each region, all on one scale.

use crate::report::{Estimate, Finding, Point, RegionRow, Report};
use crate::survey::Interval;

use super::key::{Key, Sign};
use super::layout::{Axis, Ticks, ticks};
use super::parts::in_parts;
use super::plane::{Anchor, Dot, Plane, chart};
use super::role::Role;
use super::trend::{across, band, dots, has_gap, runs};
use super::{Caption, Chart, Labels, Width, Word};

/// With more regions than this, their map tells more.
const MOST: usize = 24;

/// Between panels.
const GUTTER: f64 = 20.0;

/// Height of a plot.
const PLOT: f64 = 64.0;

/// Room for the names of the periods below a plot, and from there to the next row.
const FOOT: f64 = 22.0;
const BETWEEN: f64 = 12.0;

/// The key stands nearer to the last row by this.
const ABOVE_KEY: f64 = 8.0;

/// One small chart for each region that has a score in some period; nothing without one, or with more than can be compared.
#[must_use]
pub fn panels(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let rows: Vec<&RegionRow> = report
        .sections
        .regions()
        .iter()
        .filter(|row| row.history.iter().any(|then| then.estimate().is_some()))
        .collect();
    if rows.is_empty() || rows.len() > MOST {
        return None;
    }
    let columns = if width == Width::Wide { 4 } else { 2 };
    let small = width.small();
    let series: Vec<Vec<Point>> = rows.iter().map(|row| points(report, &row.history)).collect();
    let shown = || {
        series.iter().flatten().chain(report.sections.points()).filter_map(|point| point.finding.estimate())
    };
    // A band may leave the plot: an interval of few answers would flatten all others.
    let firm = shown().filter(|e| !e.low_base).flat_map(|e| [e.interval.low(), e.interval.high()]);
    let ticks = ticks(firm.chain(shown().map(|e| e.nps.points())), 4);
    let ticks = Ticks { at: few(&ticks.at), ..ticks };
    let left = small
        .widest(ticks.at.iter().map(|tick| labels.nps(*tick)).collect::<Vec<_>>().iter().map(String::as_str))
        + 6.0;
    let each = (width.units() - left - GUTTER * real(columns - 1)) / real(columns);
    let name = width.body();
    let scores: Vec<Option<f64>> =
        rows.iter().map(|row| row.finding.estimate().map(|estimate| estimate.nps.points())).collect();
    let measured: Vec<f64> = scores.iter().flatten().copied().collect();
    let scores: Vec<Option<String>> =
        scores.iter().map(|score| score.map(|score| labels.nps_among(score, &measured))).collect();
    // The score stands beside the last line of the name, or below it where there is no room.
    let names: Vec<Vec<String>> = rows
        .iter()
        .zip(&scores)
        .map(|(row, score)| {
            let mut lines = name.wrap(&labels.region(&row.region), each);
            let taken = score.as_ref().map_or(0.0, |score| name.bold().width(score) + 8.0);
            if name.width(lines.last().map_or("", String::as_str)) + taken > each {
                lines.push(String::new());
            }
            lines
        })
        .collect();
    let heads: Vec<f64> = names
        .chunks(columns)
        .map(|lines| name.leading() * real(lines.iter().map(Vec::len).max().unwrap_or(1)) + 6.0)
        .collect();
    let heights: Vec<f64> = heads.iter().map(|head| head + PLOT + FOOT + BETWEEN).collect();
    let key = key(report, &series, labels, width);
    Some(in_parts(&heights, key.height() - ABOVE_KEY, width, &caption, |part, caption| {
        let (mut top, mut tops) = (0.0, Vec::new());
        for (head, height) in heads.iter().zip(&heights).skip(part.start).take(part.len()) {
            tops.push(top + head);
            top += height;
        }
        let foot = top - ABOVE_KEY;
        chart(width, foot + key.height(), caption, |plane| {
            let panels = series.iter().zip(names.iter().zip(&scores)).skip(part.start * columns);
            for (at, (points, (lines, score))) in panels.enumerate() {
                let Some(top) = tops.get(at / columns) else { break };
                let x = left + real(at % columns) * (each + GUTTER);
                let first = at % columns == 0;
                let bottom = top - 6.0;
                let height = name.leading() * real(lines.len());
                plane.block((x, bottom - height / 2.0), Anchor::Start, name, lines);
                if let Some(score) = score {
                    plane.text((x + each, bottom - name.leading() / 2.0), Anchor::End, name.bold(), score);
                }
                let panel = Panel { across: (x, x + each), down: (*top, top + PLOT), ticks: &ticks };
                panel.draw(plane, report, points, (labels, width), first);
            }
            key.draw(plane, foot);
        })
    }))
}

/// A region's history as a trend.
fn points(report: &Report, history: &[Finding]) -> Vec<Point> {
    let periods = report.sections.points().iter().map(|point| point.period).zip(history);
    periods.map(|(period, finding)| Point { period, finding: finding.clone(), trailing: None }).collect()
}

/// At most three of the marks, evenly.
fn few(ticks: &[f64]) -> Vec<f64> {
    let every = ticks.len().div_ceil(3).max(1);
    let zero = ticks.iter().position(|tick| *tick == 0.0).unwrap_or_default();
    ticks.iter().enumerate().filter(|(at, _)| at % every == zero % every).map(|(_, tick)| *tick).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a chart has few panels")]
fn real(n: usize) -> f64 {
    n as f64
}

/// Where a panel is.
struct Panel<'a> {
    across: (f64, f64),
    down: (f64, f64),
    ticks: &'a Ticks,
}

impl Panel<'_> {
    fn draw(
        &self,
        plane: &Plane<'_>,
        report: &Report,
        points: &[Point],
        (labels, width): (&dyn Labels, Width),
        first: bool,
    ) {
        let ((left, right), (top, bottom), small) = (self.across, self.down, width.small());
        let down = Axis { values: self.ticks.range, units: (bottom, top) };
        for tick in &self.ticks.at {
            let y = down.at(*tick);
            plane.line([(left, y), (right, y)], if *tick == 0.0 { Role::Axis } else { Role::Grid }, 1.0);
            if first {
                plane.text((left - 6.0, y), Anchor::End, small, &labels.nps(*tick));
            }
        }
        let panel = plane.panel(across(points.len(), (left + 5.0, right - 6.0)), down);
        for run in runs(report.sections.points()).into_iter().filter(|run| run.len() > 1) {
            let line: Vec<_> = run.iter().map(|(x, e)| (*x, e.nps.points())).collect();
            panel.line(line, Role::Unclear, 1.0);
        }
        let within = clipped(points, self.ticks.range);
        for run in runs(&within) {
            band(&panel, &run);
        }
        dots(&panel, points, 2.2);
        if let (Some(start), Some(end)) = (points.first(), points.last()) {
            let (start, end) = (labels.period(&start.period), labels.period(&end.period));
            let y = bottom + 14.0;
            plane.text((right, y), Anchor::End, small, &end);
            if small.width(&start) + small.width(&end) + 10.0 <= right - left {
                plane.text((left, y), Anchor::Start, small, &start);
            }
        }
    }
}

/// The same with intervals cut where the plot ends.
fn clipped(points: &[Point], (low, high): (f64, f64)) -> Vec<Point> {
    let cut = |finding: &Finding| match finding {
        Finding::Measured(estimate) => {
            let (from, to) = (estimate.interval.low().max(low), estimate.interval.high().min(high));
            Finding::Measured(Estimate {
                interval: Interval::around(estimate.nps, from, to),
                ..estimate.clone()
            })
        }
        other => other.clone(),
    };
    points.iter().map(|point| Point { finding: cut(&point.finding), ..point.clone() }).collect()
}

fn key(report: &Report, series: &[Vec<Point>], labels: &dyn Labels, width: Width) -> Key {
    let measured = || series.iter().flatten().filter_map(|point| point.finding.estimate());
    let gap = series.iter().any(|points| has_gap(points));
    let all = runs(report.sections.points()).iter().any(|run| run.len() > 1);
    let signs = [
        (true, Sign::Area(Role::Band), Word::Interval),
        (all, Sign::Line(Role::Unclear), Word::AllAnswers),
        (measured().any(|e| e.low_base), Sign::Dot(Role::Accent, Dot::Hollow), Word::LowBase),
        (gap, Sign::Gap, Word::Gap),
    ];
    let signs: Vec<_> = signs.into_iter().filter(|s| s.0).map(|(_, sign, word)| (sign, word)).collect();
    Key::new(&signs, labels, width)
}
