//! Answers by score, coloured and bracketed by group.

use crate::survey::Group;

use super::layout::{Axis, Taken, Wish, spread};
use super::plane::{Anchor, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Format, Kind, Width};

/// The share of answers that gave each score.
pub struct Histogram {
    /// A bar for each score of the scale, lowest first.
    pub bars: Vec<Bar>,
    /// The groups that scores belong to, lowest first.
    pub groups: Vec<Bracket>,
    /// What the numbers on the bars are: "Share of answers, %".
    pub unit: String,
}

/// A score of the scale.
pub struct Bar {
    /// The score itself; with little room, only round ones are named.
    pub score: i32,
    /// How it is written.
    pub name: String,
    /// The group that it belongs to.
    pub group: Group,
    /// Share of answers, 0 to 1.
    pub share: f64,
    /// How the share is written.
    pub label: String,
}

/// A group of scores.
pub struct Bracket {
    /// The group.
    pub group: Group,
    /// Its name.
    pub name: String,
    /// Its share of answers, as it is written.
    pub share: String,
}

impl Kind for Histogram {
    /// The bars, with the groups above them; nothing without a bar.
    fn draw(&self, _: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        let last = u32::try_from(self.bars.len().checked_sub(1)?).ok()?;
        let most = self.bars.iter().map(|bar| bar.share).fold(0.0, f64::max);
        // Low enough for three charts to have room on a page of paper.
        let (top, bars) = (88.0, if width == Width::Wide { 90.0 } else { 120.0 });
        let bottom = top + bars;
        let across = Axis { values: (0.0, f64::from(last) + 1.0), units: (0.0, width.units()) };
        let down = Axis { values: (0.0, most), units: (bottom, top) };
        Some(chart(width, bottom + 26.0, caption, |plane| {
            plane.text((0.0, 10.0), Anchor::Start, width.small(), &self.unit);
            self.brackets(plane, across, width);
            self.draw_bars(plane, across, down);
            plane.line([(0.0, bottom), (width.units(), bottom)], Role::Axis, 1.0);
            self.shares(plane, (across, down), width);
            self.scores(plane, across, bottom, width);
        }))
    }
}

fn role(group: Group) -> Role {
    match group {
        Group::Detractor => Role::Detractor,
        Group::Passive => Role::Passive,
        Group::Promoter => Role::Promoter,
    }
}

impl Histogram {
    /// The bars with the middles of their columns.
    fn columns(&self) -> impl Iterator<Item = (f64, &Bar)> {
        (0_u32..).zip(&self.bars).map(|(at, bar)| (f64::from(at) + 0.5, bar))
    }

    fn draw_bars(&self, plane: &Plane<'_>, across: Axis, down: Axis) {
        let panel = plane.panel(across, down);
        let half = if across.step() > 20.0 { 0.39 } else { 0.42 };
        for (x, bar) in self.columns().filter(|(_, bar)| bar.share > 0.0) {
            panel.bar((x - half, bar.share), (x + half, 0.0), role(bar.group));
        }
    }

    /// The share of each score on its bar; none where the columns are too narrow for all of them.
    fn shares(&self, plane: &Plane<'_>, (across, down): (Axis, Axis), width: Width) {
        let text = width.small().role(Role::Ink);
        if text.widest(self.bars.iter().map(|bar| bar.label.as_str())) + 4.0 > across.step() {
            return;
        }
        for (x, bar) in self.columns() {
            plane.text((across.at(x), down.at(bar.share) - 10.0), Anchor::Middle, text, &bar.label);
        }
    }

    /// The scores below their bars, thinned out; both ends always have theirs.
    fn scores(&self, plane: &Plane<'_>, across: Axis, bottom: f64, width: Width) {
        let text = width.small();
        let longest = text.widest(self.bars.iter().map(|bar| bar.name.as_str())) + 8.0;
        let step =
            [1, 2, 5, 10].into_iter().find(|step| f64::from(*step) * across.step() >= longest).unwrap_or(20);
        let mut taken = Taken::default();
        let mut put = |(x, bar): (f64, &Bar)| {
            let length = text.width(&bar.name);
            let x = across.at(x).min(width.units() - length / 2.0).max(length / 2.0);
            if taken.claim(x, length + 6.0) {
                plane.text((x, bottom + 14.0), Anchor::Middle, text, &bar.name);
            }
        };
        let ends = self.columns().take(1).chain(self.columns().last());
        ends.chain(self.columns().filter(|(_, bar)| bar.score % step == 0)).for_each(&mut put);
    }

    /// Each group's name and share above its scores.
    fn brackets(&self, plane: &Plane<'_>, across: Axis, width: Width) {
        let (name_type, share_type) = (width.small().role(Role::Ink), width.body().bold());
        let mut wishes = Vec::new();
        let mut texts = Vec::new();
        for Bracket { group, name, share } in &self.groups {
            let of = || self.columns().filter(|(_, bar)| bar.group == *group);
            let (Some((first, _)), Some((last, _))) = (of().next(), of().last()) else { continue };
            let (from, to) = (across.at(first - 0.42), across.at(last + 0.42));
            plane.bar((from, 62.0), (to, 66.0), role(*group));
            let length = f64::max(name_type.width(name), share_type.width(share)) + 8.0;
            wishes.push(Wish { middle: f64::midpoint(from, to), length });
            texts.push((name, share));
        }
        for (x, (name, share)) in spread(&wishes, -4.0, width.units() + 4.0).into_iter().zip(texts) {
            plane.text((x, 34.0), Anchor::Middle, name_type, name);
            plane.text((x, 51.0), Anchor::Middle, share_type, share);
        }
    }
}
