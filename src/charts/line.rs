//! A score over time: a line in its interval, with other lines beside it.

use super::axis::ValueAxis;
use super::beside::{Beside, Lines, Plot};
use super::key::{Key, Sign};
use super::layout::{Axis, Taken, ticks};
use super::limits::Limits;
use super::plane::{Anchor, At, Dot, Plane, chart};
use super::role::Role;
use super::series::Series;
use super::text::Type;
use super::time::Periods;
use super::{Caption, Chart, Format, Kind, Measured, Width};

/// A score over time.
pub struct Line {
    /// The score by period.
    pub series: Series,
    /// The periods.
    pub periods: Periods,
    /// How the score of the last period is written; none without one.
    pub value: Option<String>,
    /// Lines beside it.
    pub beside: Vec<Beside>,
    /// The limits that chance alone keeps to.
    pub limits: Option<Limits>,
    /// What begins between periods: where, a period being as wide as 1 and the middle of the first at 0, and what it is called.
    pub marks: Vec<(f64, String)>,
    /// What marks mean.
    pub words: LineWords,
}

/// What marks mean.
pub struct LineWords {
    /// Key to a band: "95 % interval".
    pub interval: String,
    /// Key to a hollow dot: "fewer than 30 answers".
    pub low_base: String,
    /// Key to a gap in a line: "gap: no answers or too few".
    pub gap: String,
    /// Key to a dashed line: "control limits".
    pub limits: String,
    /// Key to a cross: "outside the control limits".
    pub outside: String,
    /// Key to an upright stroke: "an action begins".
    pub mark: String,
}

/// Least room beside the first and last point, so that neither touches an edge.
const INSET: f64 = 16.0;

impl Kind for Line {
    /// The score by period with its interval, its limits and the lines beside it; nothing where no period has a figure.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        self.series.measured().next()?;
        let values = self.series.measured().flat_map(Measured::values);
        let limits = self.limits.iter().flat_map(Limits::values);
        let values = values.chain(self.beside.iter().flat_map(Beside::values)).chain(limits);
        let ticks = ticks(values, if width == Width::Wide { 6 } else { 5 });

        let small = width.small();
        let values = ValueAxis::new(&ticks, format, width);
        let left = values.left;
        let lines = Lines::new(&self.beside, width);
        let right = width.units() - lines.room();
        let top = if self.marks.is_empty() { 12.0 } else { 26.0 };
        let plot = if width == Width::Wide { 170.0 } else { 190.0 };
        let bottom = top + f64::max(plot, lines.height() - 8.0);
        let down = Axis { values: ticks.range, units: (bottom, top) };
        let last = self.periods.names.last().map_or("", |last| &last.short);
        let end = end_room(self.value.as_deref(), last, width);
        let across = self.periods.across((left + INSET, right - end));

        let key = self.key(width, &lines);
        let years = self.periods.years();
        let foot = bottom + if years.shown() { 46.0 } else { 28.0 };
        Some(chart(width, foot + key.height(), caption, |plane| {
            values.draw(plane, down, right);
            self.draw_marks(plane, (across, down), small);
            let panel = plane.panel(across, down);
            self.series.bands(&panel);
            if let Some(limits) = &self.limits {
                limits.draw(plane, (across, down));
            }
            let reported = value_at(&self.series, across, down);
            lines.draw(plane, Plot { across, down, left, right, lowest: bottom + 8.0, reported });
            if let Some(limits) = &self.limits {
                limits.crosses(plane, &self.series, (across, down));
            }
            self.series.dots(&panel, if self.series.is_crowded() { 2.5 } else { 3.5 });
            if let (Some(at), Some(last), Some(value)) = (reported, self.series.last(), &self.value) {
                // Clear of the period's label when the point stands at the very foot.
                draw_value(plane, at, bottom - 4.0, (last, value), width);
            }
            self.periods.labels(plane, across, bottom, small);
            years.draw(plane, across, bottom, small, width);
            key.draw(plane, foot);
        }))
    }
}

impl Line {
    /// An upright stroke for each mark, with its name above it as far as there is room.
    fn draw_marks(&self, plane: &Plane<'_>, (across, down): (Axis, Axis), text: Type) {
        let (bottom, top) = down.units;
        let mut taken = Taken::default();
        for (place, name) in &self.marks {
            let x = across.at(*place);
            plane.line([(x, top - 6.0), (x, bottom)], Role::Muted, 1.0);
            if taken.claim(x, text.width(name) + 4.0) {
                plane.text((x, top - 10.0), Anchor::Middle, text, name);
            }
        }
    }

    fn key(&self, width: Width, lines: &Lines<'_>) -> Key {
        let (series, words) = (&self.series, &self.words);
        let band = series.runs().iter().any(|run| run.len() > 1);
        let interval = if band { Sign::Area(Role::Band) } else { Sign::Whisker(Role::Accent) };
        let low = series.measured().any(|measured| measured.low_base);
        let gap = series.has_gap() || lines.broken(series.0.len());
        let limits = self.limits.as_ref();
        let signs = [
            (true, interval, words.interval.as_str()),
            (low, Sign::Dot(Role::Accent, Dot::Hollow), &words.low_base),
            (gap, Sign::Gap, &words.gap),
            (limits.is_some_and(Limits::are_drawn), Sign::Line(Role::LimitLine), &words.limits),
            (limits.is_some_and(Limits::has_crosses), Sign::Cross, &words.outside),
            (!self.marks.is_empty(), Sign::Tick(Role::Muted), &words.mark),
        ];
        let named = lines.named().iter().map(|(sign, name)| (true, *sign, name.as_str()));
        Key::new(signs.into_iter().chain(named), width)
    }
}

/// Between the last point and its value.
const BESIDE: f64 = 10.0;

/// Room right of the last point: for its value beside it and for half of its period's label below it.
pub(super) fn end_room(value: Option<&str>, period: &str, width: Width) -> f64 {
    let value = value.map_or(0.0, |value| BESIDE + width.body().bold().width(value) + 6.0);
    INSET.max(value).max(width.small().bold().width(period) / 2.0)
}

/// Where the last period's point stands, in units.
pub(super) fn value_at(series: &Series, across: Axis, down: Axis) -> Option<At> {
    let last = series.last()?;
    let x = if series.0.len() > 1 { across.units.1 } else { across.at(0.0) };
    Some((x, down.at(last.score)))
}

/// The last period's dot, larger, with its value beside it.
pub(super) fn draw_value(
    plane: &Plane<'_>,
    (x, y): At,
    lowest: f64,
    (last, value): (Measured, &str),
    width: Width,
) {
    plane.dot((x, y), 5.0, Role::Accent, last.dot());
    plane.text((x + BESIDE, y.min(lowest)), Anchor::Start, width.body().bold(), value);
}
