//! Shares of the groups: detractors to the left of zero, promoters to the right, passives in a column of
//! their own, all on one scale, so that every bar starts at a common edge and can be compared down the rows.

use crate::report::{Estimate, Finding, Report};
use crate::survey::Group;

use super::key::{Key, Sign, diamond};
use super::layout::{Wish, spread};
use super::parts::in_parts;
use super::plane::{Anchor, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// Between columns.
const GAP: f64 = 14.0;

/// Heights of a bar and of the space between two.
const BAR: f64 = 16.0;
const SPACE: f64 = 6.0;

/// A row: its name, the finding, what is said where there is no figure, the middles of name and bar, and its height.
struct Row<'a> {
    name: &'a str,
    finding: &'a Finding,
    missing: Vec<String>,
    name_y: f64,
    y: f64,
    height: f64,
}

/// Where the rows begin.
const TOP: f64 = 30.0;

/// Where bars start and how long they are, in units.
struct Scale {
    zero: f64,
    passives: f64,
    /// Units to a share of 1.
    whole: f64,
    /// Left edge of the bars.
    left: f64,
    /// Right edge of the scores.
    score: f64,
}

/// The groups' shares by period, or of all answers without dates; nothing where no figure is shown.
#[must_use]
pub fn composition(
    report: &Report,
    labels: &dyn Labels,
    width: Width,
    caption: Caption<'_>,
) -> Option<Chart> {
    let findings: Vec<(String, &Finding)> = if report.sections.points().is_empty() {
        vec![(labels.word(Word::Overall), &report.head.overall)]
    } else {
        report.sections.points().iter().map(|point| (labels.period(&point.period), &point.finding)).collect()
    };
    let estimates: Vec<&Estimate> = findings.iter().filter_map(|(_, finding)| finding.estimate()).collect();
    if estimates.is_empty() {
        return None;
    }
    let scores: Vec<f64> = estimates.iter().map(|estimate| estimate.nps.points()).collect();
    let (body, small) = (width.body(), width.small());
    let names = body.bold().widest(findings.iter().map(|(name, _)| name.as_str()));
    // On a narrow chart a name stands above its bar, which has then room for its shares.
    let beside = width == Width::Wide;
    let scale = Scale::new(&estimates, if beside { names + GAP } else { 0.0 }, labels, width);
    let heights: Vec<f64> = rows(&findings, labels, &scale, width).iter().map(|row| row.height).collect();
    let key = Key::new(&[(Sign::Diamond(Role::Marker), Word::NpsMarker)], labels, width);
    Some(in_parts(&heights, TOP + key.height(), width, &caption, |part, caption| {
        let is_last = |row: usize| part.start + row + 1 == findings.len();
        let rows = rows(findings.get(part.clone()).unwrap_or_default(), labels, &scale, width);
        let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
        chart(width, bottom + key.height(), caption, |plane| {
            headings(plane, labels, &scale, width);
            for (at, row) in rows.iter().enumerate() {
                let name = if is_last(at) { body.bold() } else { body };
                plane.text((0.0, row.name_y), Anchor::Start, name, row.name);
                match row.finding.estimate() {
                    Some(estimate) => {
                        let score = labels.nps_among(estimate.nps.points(), &scores);
                        plane.text((scale.score, row.name_y), Anchor::End, body.bold(), &score);
                        bars(plane, estimate, labels, &scale, row.y, width);
                    }
                    None => plane.block((scale.left, row.y), Anchor::Start, small, &row.missing),
                }
            }
            let reach = f64::midpoint(BAR, SPACE);
            for row in &rows {
                for x in [scale.zero, scale.passives] {
                    let (above, below) = (row.y - reach, row.y + reach);
                    if row.finding.estimate().is_some() {
                        plane.line([(x, above), (x, below)], Role::Axis, 1.0);
                    }
                }
            }
            key.draw(plane, bottom);
        })
    }))
}

/// Places rows below the headings.
fn rows<'a>(
    findings: &'a [(String, &'a Finding)],
    labels: &dyn Labels,
    scale: &Scale,
    width: Width,
) -> Vec<Row<'a>> {
    let (body, small) = (width.body(), width.small());
    let beside = width == Width::Wide;
    let mut top = TOP;
    let mut rows = Vec::new();
    for (name, finding) in findings {
        let missing = small.wrap(&labels.missing(finding), scale.score - scale.left);
        #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
        let bar = f64::max(BAR, small.leading() * missing.len() as f64);
        let above = if beside { 0.0 } else { body.leading() + 1.0 };
        let y = top + above + bar / 2.0;
        let name_y = if beside { y } else { top + body.leading() / 2.0 };
        let height = above + bar + if beside { SPACE } else { 2.0 * SPACE };
        rows.push(Row { name, finding, missing, name_y, y, height });
        top += height;
    }
    rows
}

impl Scale {
    fn new(estimates: &[&Estimate], left: f64, labels: &dyn Labels, width: Width) -> Self {
        let most = |share: fn(&Estimate) -> f64| estimates.iter().map(|e| share(e)).fold(0.0, f64::max);
        let detractors = most(|e| e.shares.detractors);
        let promoters = most(|e| e.shares.promoters);
        let passives = most(|e| e.shares.passives);
        let all: Vec<f64> = estimates.iter().map(|estimate| estimate.nps.points()).collect();
        let scores = all.iter().map(|score| labels.nps_among(*score, &all));
        let scores: Vec<String> = scores.chain([labels.word(Word::Nps)]).collect();
        let scores = match width {
            Width::Wide => width.body().bold().widest(scores.iter().map(String::as_str)) + GAP,
            Width::Narrow => 2.0,
        };
        let score = width.units();
        // The marker reaches over the end of a bar by its own half.
        let whole = (score - scores - GAP - 12.0 - left) / (detractors + promoters + passives);
        let zero = left + 6.0 + detractors * whole;
        Self { zero, passives: zero + promoters * whole + 6.0 + GAP, whole, left, score }
    }
}

/// Names of the columns above them.
fn headings(plane: &Plane<'_>, labels: &dyn Labels, scale: &Scale, width: Width) {
    let text = width.small().bold().role(Role::Ink);
    let names = [Group::Detractor, Group::Promoter, Group::Passive].map(|group| labels.group(group));
    let nps = labels.word(Word::Nps);
    let [detractors, promoters, passives] = names.each_ref().map(|name| text.width(name));
    let wishes = [
        Wish { middle: scale.zero - 6.0 - detractors / 2.0, length: detractors + 10.0 },
        Wish { middle: scale.zero + 6.0 + promoters / 2.0, length: promoters + 10.0 },
        Wish { middle: scale.passives + passives / 2.0, length: passives + 10.0 },
    ];
    let last = scale.score - text.width(&nps) - 6.0;
    for (middle, name) in spread(&wishes, -5.0, last).into_iter().zip(&names) {
        plane.text((middle, 10.0), Anchor::Middle, text, name);
    }
    plane.text((scale.score, 10.0), Anchor::End, text, &nps);
}

fn bars(plane: &Plane<'_>, estimate: &Estimate, labels: &dyn Labels, scale: &Scale, y: f64, width: Width) {
    let (top, bottom) = (y - BAR / 2.0, y + BAR / 2.0);
    let shares = estimate.shares;
    let score = scale.zero + estimate.nps.points() / 100.0 * scale.whole;
    let text = width.small();
    let groups = [
        (scale.zero, -shares.detractors, Role::Detractor, Role::OnDetractor),
        (scale.zero, shares.promoters, Role::Promoter, Role::OnPromoter),
        (scale.passives, shares.passives, Role::Passive, Role::OnPassive),
    ];
    for (start, share, role, on) in groups {
        let end = start + share * scale.whole;
        if share != 0.0 {
            plane.bar((start, top), (end, bottom), role);
        }
        let label = labels.percent(share.abs());
        if let Some((x, anchor)) = inside(start, end, text.width(&label), score) {
            plane.text((x, y), anchor, text.role(on), &label);
        }
    }
    diamond(plane, (score, y), Role::Marker);
}

/// Where a label of some length stands within a bar, clear of the marker: at the start, else at the end.
fn inside(start: f64, end: f64, length: f64, marker: f64) -> Option<(f64, Anchor)> {
    const PAD: f64 = 5.0;
    let direction = if end < start { -1.0 } else { 1.0 };
    let (at_start, at_end) =
        if direction > 0.0 { (Anchor::Start, Anchor::End) } else { (Anchor::End, Anchor::Start) };
    let (bar, need) = ((end - start).abs(), length + 2.0 * PAD);
    let along = (marker - start) * direction;
    let reach = 7.0;
    let clear = |from: f64, to: f64| along + reach <= from || to <= along - reach;
    if need > bar {
        None
    } else if clear(0.0, need) {
        Some((start + direction * PAD, at_start))
    } else if clear(bar - need, bar) {
        Some((end - direction * PAD, at_end))
    } else {
        None
    }
}
