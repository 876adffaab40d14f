//! Shares of the groups: detractors to the left of zero, promoters to the right, passives in a column of
//! their own, all on one scale, so that every bar starts at a common edge and can be compared down the rows.

use super::key::{Key, Sign, diamond};
use super::layout::{Wish, spread};
use super::parts::in_parts;
use super::plane::{Anchor, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Format, Kind, Width};

/// Between columns.
const GAP: f64 = 14.0;

/// Heights of a bar and of the space between two.
const BAR: f64 = 16.0;
const SPACE: f64 = 6.0;

/// Shares of the groups, row by row; the last one is the reported one.
pub struct Bars {
    /// The rows, top to bottom.
    pub rows: Vec<Row>,
    /// What is said around them.
    pub words: BarsWords,
}

/// A row.
pub struct Row {
    /// What the shares are of.
    pub name: String,
    /// The shares, or why there are none.
    pub shares: Result<Shares, String>,
}

/// The shares of a row.
pub struct Shares {
    /// To the left.
    pub detractors: Share,
    /// To the right.
    pub promoters: Share,
    /// In a column of their own.
    pub passives: Share,
    /// Promoters less detractors, in points, which a marker shows.
    pub score: f64,
    /// How the score is written.
    pub value: String,
}

/// The share of a group.
pub struct Share {
    /// 0 to 1.
    pub of: f64,
    /// How it is written.
    pub label: String,
}

/// What is said around the rows.
pub struct BarsWords {
    /// Heading of the left.
    pub detractors: String,
    /// Heading of the right.
    pub promoters: String,
    /// Heading of the column of their own.
    pub passives: String,
    /// Heading of the scores: "NPS".
    pub score: String,
    /// Key to the marker: "NPS: promoters less detractors".
    pub marker: String,
}

/// A row, the lines of what is said where there is no figure, the middles of name and bar, and its height.
struct Placed<'a> {
    row: &'a Row,
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

impl Kind for Bars {
    /// The shares in rows; nothing where none is known.
    fn draw(&self, _: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        self.rows.iter().find(|row| row.shares.is_ok())?;
        let (body, small) = (width.body(), width.small());
        let names = body.bold().widest(self.rows.iter().map(|row| row.name.as_str()));
        // On a narrow chart a name stands above its bar, which has then room for its shares.
        let beside = width == Width::Wide;
        let scale = Scale::new(self, if beside { names + GAP } else { 0.0 }, width);
        let heights: Vec<f64> = place(&self.rows, &scale, width).iter().map(|row| row.height).collect();
        let key = Key::new([(true, Sign::Diamond(Role::Marker), self.words.marker.as_str())], width);
        Some(in_parts(&heights, TOP + key.height(), width, caption, |part, caption| {
            let is_last = |row: usize| part.start + row + 1 == self.rows.len();
            let rows = place(self.rows.get(part.clone()).unwrap_or_default(), &scale, width);
            let bottom = TOP + rows.iter().map(|row| row.height).sum::<f64>();
            chart(width, bottom + key.height(), caption, |plane| {
                headings(plane, &self.words, &scale, width);
                for (at, placed) in rows.iter().enumerate() {
                    let name = if is_last(at) { body.bold() } else { body };
                    plane.text((0.0, placed.name_y), Anchor::Start, name, &placed.row.name);
                    match &placed.row.shares {
                        Ok(shares) => {
                            plane.text((scale.score, placed.name_y), Anchor::End, body.bold(), &shares.value);
                            bars(plane, shares, &scale, placed.y, width);
                        }
                        Err(_) => plane.block((scale.left, placed.y), Anchor::Start, small, &placed.missing),
                    }
                }
                let reach = f64::midpoint(BAR, SPACE);
                for row in rows.iter().filter(|placed| placed.row.shares.is_ok()) {
                    for x in [scale.zero, scale.passives] {
                        plane.line([(x, row.y - reach), (x, row.y + reach)], Role::Axis, 1.0);
                    }
                }
                key.draw(plane, bottom);
            })
        }))
    }
}

/// Places rows below the headings.
fn place<'a>(rows: &'a [Row], scale: &Scale, width: Width) -> Vec<Placed<'a>> {
    let (body, small) = (width.body(), width.small());
    let beside = width == Width::Wide;
    let mut top = TOP;
    let mut placed = Vec::new();
    for row in rows {
        let why = row.shares.as_ref().err().map_or("", String::as_str);
        let missing = small.wrap(why, scale.score - scale.left);
        #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
        let bar = f64::max(BAR, small.leading() * missing.len() as f64);
        let above = if beside { 0.0 } else { body.leading() + 1.0 };
        let y = top + above + bar / 2.0;
        let name_y = if beside { y } else { top + body.leading() / 2.0 };
        let height = above + bar + if beside { SPACE } else { 2.0 * SPACE };
        placed.push(Placed { row, missing, name_y, y, height });
        top += height;
    }
    placed
}

impl Scale {
    fn new(bars: &Bars, left: f64, width: Width) -> Self {
        let known = || bars.rows.iter().filter_map(|row| row.shares.as_ref().ok());
        let most = |share: fn(&Shares) -> f64| known().map(share).fold(0.0, f64::max);
        let detractors = most(|shares| shares.detractors.of);
        let promoters = most(|shares| shares.promoters.of);
        let passives = most(|shares| shares.passives.of);
        let scores = known().map(|shares| shares.value.as_str()).chain([bars.words.score.as_str()]);
        let scores = match width {
            Width::Wide => width.body().bold().widest(scores) + GAP,
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
fn headings(plane: &Plane<'_>, words: &BarsWords, scale: &Scale, width: Width) {
    let text = width.small().bold().role(Role::Ink);
    let names = [&words.detractors, &words.promoters, &words.passives];
    let [detractors, promoters, passives] = names.map(|name| text.width(name));
    let wishes = [
        Wish { middle: scale.zero - 6.0 - detractors / 2.0, length: detractors + 10.0 },
        Wish { middle: scale.zero + 6.0 + promoters / 2.0, length: promoters + 10.0 },
        Wish { middle: scale.passives + passives / 2.0, length: passives + 10.0 },
    ];
    let last = scale.score - text.width(&words.score) - 6.0;
    for (middle, name) in spread(&wishes, -5.0, last).into_iter().zip(names) {
        plane.text((middle, 10.0), Anchor::Middle, text, name);
    }
    plane.text((scale.score, 10.0), Anchor::End, text, &words.score);
}

fn bars(plane: &Plane<'_>, shares: &Shares, scale: &Scale, y: f64, width: Width) {
    let (top, bottom) = (y - BAR / 2.0, y + BAR / 2.0);
    let score = scale.zero + shares.score / 100.0 * scale.whole;
    let text = width.small();
    let groups = [
        (scale.zero, &shares.detractors, -1.0, Role::Detractor, Role::OnDetractor),
        (scale.zero, &shares.promoters, 1.0, Role::Promoter, Role::OnPromoter),
        (scale.passives, &shares.passives, 1.0, Role::Passive, Role::OnPassive),
    ];
    for (start, Share { of, label }, way, role, on) in groups {
        let end = start + way * of * scale.whole;
        if *of != 0.0 {
            plane.bar((start, top), (end, bottom), role);
        }
        if let Some((x, anchor)) = inside(start, end, text.width(label), score) {
            plane.text((x, y), anchor, text.role(on), label);
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
