//! From an earlier score to the reported one, step by step, one below the other.

use crate::figures::Head;
use crate::report::Why;

use super::dots::scale;
use super::key::{Key, Sign};
use super::layout::{Axis, ticks};
use super::parts::in_parts;
use super::plane::{Anchor, Dot, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// Between columns.
const GAP: f64 = 14.0;

/// Where the rows begin.
const TOP: f64 = 4.0;

/// Room for the axis below the rows.
const FOOT: f64 = 26.0;

/// Half the height of a bar.
const HALF: f64 = 6.0;

/// A bar is at least so long, so that a step of nothing is seen.
const LEAST: f64 = 1.5;

/// A row, measured and placed: a score where `from` and `to` are the same value and `step` is not set.
struct Row {
    name: Vec<String>,
    value: String,
    from: f64,
    to: f64,
    step: bool,
    name_y: f64,
    first_line: f64,
    y: f64,
    height: f64,
}

/// What leads from the earlier score to the reported one; nothing where the reported period is not known.
#[must_use]
pub fn waterfall(
    head: &Head,
    why: &Why,
    labels: &dyn Labels,
    width: Width,
    caption: Caption<'_>,
) -> Option<Chart> {
    let entries = entries(head, why, labels)?;
    let ticks =
        ticks(entries.iter().flat_map(|entry| [entry.2, entry.3]), if width == Width::Wide { 6 } else { 5 });
    let bold = width.body().bold();
    let value = bold.widest(entries.iter().map(|entry| entry.1.as_str()));
    let stacked = width == Width::Narrow;
    let (name, plot) = if stacked {
        (width.units() - value - GAP, (0.0, width.units()))
    } else {
        let lines: Vec<String> = entries.iter().flat_map(|entry| bold.wrap(&entry.0, 240.0)).collect();
        let name = bold.widest(lines.iter().map(String::as_str));
        (name, (name + GAP, width.units() - value - GAP))
    };
    let across = Axis { values: ticks.range, units: (plot.0 + HALF, plot.1 - HALF) };
    let measured = rows(&entries, name, width);
    let heights: Vec<f64> = measured.iter().map(|row| row.height).collect();
    let key = key(&measured, labels, width);
    Some(in_parts(&heights, TOP + FOOT + key.height(), width, &caption, |part, caption| {
        let rows = rows(entries.get(part).unwrap_or_default(), name, width);
        let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
        let foot = bottom + FOOT;
        chart(width, foot + key.height(), caption, |plane| {
            let whole = [(TOP, bottom)];
            let each: Vec<_> = rows.iter().map(|row| (row.y - 9.0, row.y + 9.0)).collect();
            for (top, bottom) in if stacked { each.as_slice() } else { &whole } {
                for tick in &ticks.at {
                    let (x, role) = (across.at(*tick), if *tick == 0.0 { Role::Axis } else { Role::Grid });
                    plane.line([(x, *top), (x, *bottom)], role, 1.0);
                }
            }
            scale(plane, &ticks, labels, across, bottom, width);
            for pair in rows.windows(2).filter(|_| !stacked) {
                let x = place(across, pair[0].to);
                plane.line([(x, pair[0].y), (x, pair[1].y)], Role::Axis, 1.0);
            }
            for row in &rows {
                row.draw(plane, across, width);
            }
            key.draw(plane, foot);
        })
    }))
}

/// Places rows whose names have so much room.
fn rows(entries: &[Entry], room: f64, width: Width) -> Vec<Row> {
    let (body, bold) = (width.body(), width.body().bold());
    let stacked = width == Width::Narrow;
    let mut y = TOP;
    let mut rows = Vec::new();
    for (text, value, from, to, step) in entries {
        let name = if *step { body } else { bold }.wrap(text, room);
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let text = body.leading() * name.len() as f64;
        let (start, middle, height) = if stacked {
            (y, y + text + 12.0, text + 28.0)
        } else {
            let height = text.max(2.0 * HALF) + 10.0;
            (y + (height - text) / 2.0, y + height / 2.0, height)
        };
        rows.push(Row {
            name,
            value: value.clone(),
            from: *from,
            to: *to,
            step: *step,
            name_y: start + text / 2.0,
            first_line: if stacked { start + body.leading() / 2.0 } else { middle },
            y: middle,
            height,
        });
        y += height;
    }
    rows
}

/// Name, value, where from, where to, and whether it is a step.
type Entry = (String, String, f64, f64, bool);

fn entries(head: &Head, why: &Why, labels: &dyn Labels) -> Option<Vec<Entry>> {
    let period = head.period?;
    let score = |name: String, points: f64| (name, labels.exact(points), points, points, false);
    let mut entries = vec![score(labels.period(&why.period), why.before.points())];
    let mut at = why.before.points();
    for step in why.steps() {
        let (name, from) = (labels.step(why, &step), at);
        at += step.effect();
        entries.push((name, labels.part(step.effect()), from, at, true));
    }
    entries.push(score(labels.period(&period), why.after.points()));
    Some(entries)
}

/// Units at a value, within the plot.
fn place(across: Axis, value: f64) -> f64 {
    across.at(value.clamp(across.values.0, across.values.1))
}

impl Row {
    fn raises(&self) -> bool {
        self.to >= self.from
    }

    fn draw(&self, plane: &Plane<'_>, across: Axis, width: Width) {
        let (body, bold) = (width.body(), width.body().bold());
        let name = if self.step { body } else { bold };
        plane.block((0.0, self.name_y), Anchor::Start, name, &self.name);
        plane.text((width.units(), self.first_line), Anchor::End, bold, &self.value);
        let (from, to) = (place(across, self.from), place(across, self.to));
        if !self.step {
            plane.dot((to, self.y), 5.0, Role::Accent, Dot::Solid);
            return;
        }
        let (low, high) = (from.min(to), from.max(to));
        let more = (LEAST - (high - low)).max(0.0) / 2.0;
        let role = if self.raises() { Role::Above } else { Role::Below };
        plane.bar((low - more, self.y - HALF), (high + more, self.y + HALF), role);
    }
}

fn key(rows: &[Row], labels: &dyn Labels, width: Width) -> Key {
    let some = |raises| rows.iter().any(|row| row.step && row.raises() == raises);
    let signs = [
        (true, Sign::Dot(Role::Accent, Dot::Solid), Word::Nps),
        (some(true), Sign::Area(Role::Above), Word::Raised),
        (some(false), Sign::Area(Role::Below), Word::Lowered),
    ];
    let signs: Vec<_> = signs.into_iter().filter(|s| s.0).map(|(_, sign, word)| (sign, word)).collect();
    Key::new(&signs, labels, width)
}
