//! Answers by score, coloured and bracketed by group.

use crate::figures::Head;
use crate::report::{Estimate, Report};
use crate::survey::{Group, Score};

use super::layout::{Axis, Taken, Wish, spread};
use super::plane::{Anchor, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// The share of answers that gave each score; nothing where the overall figure is hidden or empty.
#[must_use]
pub fn histogram(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let (heights, estimate) = (
        report.sections.composition.as_ref()?.score_shares(&report.head.method.scale)?,
        report.head.overall.estimate()?,
    );
    let scale = &report.head.method.scale;
    let most = heights.iter().copied().fold(0.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "points are few")]
    let points = scale.points() as f64;

    let (top, bars) = (88.0, 120.0);
    let bottom = top + bars;
    let across = Axis { values: (0.0, points), units: (0.0, width.units()) };
    let down = Axis { values: (0.0, most), units: (bottom, top) };
    Some(chart(width, bottom + 26.0, &caption, |plane| {
        let unit = width.small();
        plane.text((0.0, 10.0), Anchor::Start, unit, &labels.word(Word::ShareOfAnswers));
        brackets(plane, &report.head, estimate, labels, across, width);
        draw_bars(plane, &report.head, &heights, across, down);
        plane.line([(0.0, bottom), (width.units(), bottom)], Role::Axis, 1.0);
        shares(plane, &report.head, &heights, labels, (across, down), width);
        scores(plane, &report.head, labels, across, bottom, width);
    }))
}

/// Middle of a score's column, in points.
fn middle(score: Score) -> f64 {
    u32::try_from(score.index()).map_or(0.0, f64::from) + 0.5
}

fn height(heights: &[f64], score: Score) -> f64 {
    heights.get(score.index()).copied().unwrap_or_default()
}

fn role(group: Group) -> Role {
    match group {
        Group::Detractor => Role::Detractor,
        Group::Passive => Role::Passive,
        Group::Promoter => Role::Promoter,
    }
}

fn draw_bars(plane: &Plane<'_>, head: &Head, heights: &[f64], across: Axis, down: Axis) {
    let panel = plane.panel(across, down);
    let half = if across.step() > 20.0 { 0.39 } else { 0.42 };
    for score in head.method.scale.scores() {
        let (x, height) = (middle(score), height(heights, score));
        if height > 0.0 {
            let role = role(head.method.scale.group(score));
            panel.bar((x - half, height), (x + half, 0.0), role);
        }
    }
}

/// The share of each score on its bar; none where the columns are too narrow for all of them.
fn shares(
    plane: &Plane<'_>,
    head: &Head,
    heights: &[f64],
    labels: &dyn Labels,
    (across, down): (Axis, Axis),
    width: Width,
) {
    let text = width.small().role(Role::Ink);
    let label = |score| labels.percent_number(height(heights, score));
    let labelled: Vec<(Score, String)> =
        head.method.scale.scores().map(|score| (score, label(score))).collect();
    if text.widest(labelled.iter().map(|(_, label)| label.as_str())) + 4.0 > across.step() {
        return;
    }
    for (score, label) in labelled {
        let y = down.at(height(heights, score)) - 10.0;
        plane.text((across.at(middle(score)), y), Anchor::Middle, text, &label);
    }
}

/// The scores below their bars, thinned out; both ends always have theirs.
fn scores(plane: &Plane<'_>, head: &Head, labels: &dyn Labels, across: Axis, bottom: f64, width: Width) {
    let scale = &head.method.scale;
    let text = width.small();
    let label = |score| labels.nps(f64::from(scale.answer(score)));
    let all: Vec<(Score, String)> = scale.scores().map(|score| (score, label(score))).collect();
    let longest = text.widest(all.iter().map(|(_, label)| label.as_str())) + 8.0;
    let step =
        [1, 2, 5, 10].into_iter().find(|step| f64::from(*step) * across.step() >= longest).unwrap_or(20);
    let mut taken = Taken::default();
    let mut put = |score: Score, label: &str| {
        let length = text.width(label);
        let x = across.at(middle(score)).min(width.units() - length / 2.0).max(length / 2.0);
        if taken.claim(x, length + 6.0) {
            plane.text((x, bottom + 14.0), Anchor::Middle, text, label);
        }
    };
    for (score, label) in all.first().into_iter().chain(all.last()) {
        put(*score, label);
    }
    for (score, label) in &all {
        if scale.answer(*score) % step == 0 {
            put(*score, label);
        }
    }
}

/// Each group's name and share above its scores.
fn brackets(
    plane: &Plane<'_>,
    head: &Head,
    estimate: &Estimate,
    labels: &dyn Labels,
    across: Axis,
    width: Width,
) {
    let scale = &head.method.scale;
    let (name_type, share_type) = (width.small().role(Role::Ink), width.body().bold());
    let shares = estimate.shares;
    let groups = [
        (Group::Detractor, shares.detractors),
        (Group::Passive, shares.passives),
        (Group::Promoter, shares.promoters),
    ];
    let mut texts = Vec::new();
    let mut wishes = Vec::new();
    for (group, share) in groups {
        let of = || scale.scores().filter(|score| scale.group(*score) == group);
        let (Some(first), Some(last)) = (of().next(), of().last()) else { continue };
        let (from, to) = (across.at(middle(first) - 0.42), across.at(middle(last) + 0.42));
        plane.bar((from, 62.0), (to, 66.0), role(group));
        let (name, share) = (labels.group(group), labels.percent(share));
        let length = f64::max(name_type.width(&name), share_type.width(&share)) + 8.0;
        wishes.push(Wish { middle: f64::midpoint(from, to), length });
        texts.push((name, share));
    }
    for (x, (name, share)) in spread(&wishes, -4.0, width.units() + 4.0).into_iter().zip(&texts) {
        plane.text((x, 34.0), Anchor::Middle, name_type, name);
        plane.text((x, 51.0), Anchor::Middle, share_type, share);
    }
}
