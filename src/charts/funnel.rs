//! Many clients at once: scores against their numbers of answers, within the limits that chance alone keeps to.
//!
//! After D. J. Spiegelhalter 2005, "Funnel plots for comparing institutional performance", Statistics in
//! Medicine 24, 1185–1202.

use std::collections::BTreeSet;

use crate::report::{FUNNEL_INNER, FUNNEL_OUTER, Funnel, InFunnel, Tier};
use crate::survey::Client;

use super::key::{Key, Sign, Way, triangle};
use super::layout::{Axis, Taken, Ticks, Wish, spread, ticks};
use super::names::{Names, Place};
use super::plane::{Anchor, At, Dot, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// Between the plot and the names of its lines.
const LEADER: f64 = 14.0;

/// More marks than this are merged until they are fewer.
const MOST_MARKS: usize = 2_000;

/// More dots than this are drawn smaller.
const MANY: usize = 150;

/// More numbers than this are not read along an axis.
const MOST_TICKS: usize = 8;

/// Bases that differ by more than this factor stand on a logarithmic axis.
const LOGARITHMIC_FROM: f64 = 30.0;

/// A client with a score.
struct Dotted<'a> {
    name: &'a Client,
    n: f64,
    nps: f64,
    lies: InFunnel,
    /// How far from the centre, in units of a standard error.
    far: f64,
}

/// Scores of a tier against their bases; nothing where no score is shown.
#[must_use]
pub fn funnel(tier: &Tier, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let limits = tier.funnel?;
    let clients = clients(tier, limits);
    let bases = Bases::of(&clients)?;
    let ticks = ticks(values(&clients, limits, bases), if width == Width::Wide { 7 } else { 6 });
    let small = width.small();
    let tick_labels: Vec<String> = ticks.at.iter().map(|tick| labels.nps(*tick)).collect();
    let left = small.widest(tick_labels.iter().map(String::as_str)) + 10.0;
    let lines = Lines::new(limits, bases, &ticks, labels, width);
    let right = width.units() - lines.room;
    // A name over the highest mark stands between the axis's name and the plot.
    let top = 36.0;
    let bottom = top + if width == Width::Wide { 280.0 } else { 290.0 };
    let down = Axis { values: ticks.range, units: (bottom, top) };
    let across = Axis { values: (bases.at(bases.low), bases.at(bases.high)), units: (left, right) };
    let marks = Marks::new(&clients, |client| (across.at(bases.at(client.n)), down.at(client.nps)));
    let sheet = Place { left: left + 2.0, top: 14.0, right: right - 2.0, bottom: bottom - 2.0 };
    let crossed = lines.all.iter().flat_map(|(line, ..)| line);
    let crossed = crossed.map(|(x, y)| (across.at(*x), down.at(*y))).collect();
    let centre = down.at(limits.centre.points());
    let centre = Place { left, top: centre - 2.0, right, bottom: centre + 2.0 };
    let names = names(&clients, &marks, (sheet, centre, crossed), width, |client| {
        (across.at(bases.at(client.n)), down.at(client.nps))
    });
    let key = key(&clients, labels, width);
    let foot = bottom + 48.0;
    Some(chart(width, foot + key.height(), &caption, |plane| {
        plane.text((0.0, 8.0), Anchor::Start, small, &labels.word(Word::Nps));
        for (tick, label) in ticks.at.iter().zip(&tick_labels) {
            let y = down.at(*tick);
            let role = if *tick == 0.0 { Role::Axis } else { Role::Grid };
            plane.line([(left, y), (right, y)], role, 1.0);
            plane.text((left - 8.0, y), Anchor::End, small, label);
        }
        bases.draw(plane, labels, across, bottom, width);
        marks.draw(plane);
        lines.draw(plane, &plane.panel(across, down), down, right, (top, bottom));
        names.draw(plane);
        key.draw(plane, foot);
    }))
}

fn clients(tier: &Tier, limits: Funnel) -> Vec<Dotted<'_>> {
    let dotted = tier.rows.iter().filter_map(|row| {
        let estimate = row.finding.estimate()?;
        let (n, nps) = (estimate.open_n(), estimate.nps.points());
        let distance = (nps - limits.centre.points()).abs();
        Some(Dotted { name: &row.client, n, nps, lies: row.funnel?, far: distance * n.sqrt() })
    });
    dotted.collect()
}

/// All numbers that the upright axis must hold: scores, and the limits where they are near one another.
fn values(clients: &[Dotted<'_>], limits: Funnel, bases: Bases) -> impl Iterator<Item = f64> {
    let middle = bases.n(f64::midpoint(bases.at(bases.low), bases.at(bases.high)));
    let (inner, outer) = (limits.limits(middle, FUNNEL_INNER), limits.limits(bases.high, FUNNEL_OUTER));
    let limits = [inner.0, inner.1, outer.0, outer.1, limits.centre.points()];
    clients.iter().map(|client| client.nps).chain(limits)
}

/// The axis of bases.
#[derive(Debug, Clone, Copy)]
struct Bases {
    low: f64,
    high: f64,
    logarithmic: bool,
}

impl Bases {
    /// An axis that holds the bases of all clients with some air; none without clients.
    fn of(clients: &[Dotted<'_>]) -> Option<Self> {
        let low = clients.iter().map(|client| client.n).reduce(f64::min)?;
        let high = clients.iter().map(|client| client.n).reduce(f64::max)?;
        let logarithmic = high / low > LOGARITHMIC_FROM;
        if logarithmic {
            let air = (high / low).powf(0.03);
            return Some(Self { low: low / air, high: high * air, logarithmic });
        }
        let air = (0.05 * (high - low)).max(0.1 * high);
        Some(Self { low: (low - air).max(0.5 * low), high: high + air, logarithmic })
    }

    /// Where a base stands, on a scale of its own.
    fn at(self, n: f64) -> f64 {
        if self.logarithmic { n.ln() } else { n }
    }

    /// The base that stands there.
    fn n(self, at: f64) -> f64 {
        if self.logarithmic { at.exp() } else { at }
    }

    /// Round bases, each list evenly spread and with fewer of them than the one before.
    fn ticks(self) -> Vec<Vec<u64>> {
        let powers = || (0..=18).map(|power| 10_u64.pow(power));
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let held = |n: &u64| (self.low..=self.high).contains(&(*n as f64));
        if self.logarithmic {
            let digits: [&[u64]; 3] = [&[1, 2, 5], &[1, 3], &[1]];
            let list = |digits: &[u64]| {
                powers().flat_map(|p| digits.iter().map(move |d| d * p)).filter(held).collect()
            };
            let mut lists = digits.map(list).to_vec();
            let powers: Vec<u64> = lists.last().cloned().unwrap_or_default();
            lists.extend((2..=3).map(|every| powers.iter().step_by(every).copied().collect()));
            return lists;
        }
        let steps = powers().flat_map(|power| [1, 2, 5].map(|digit| digit * power));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a base is a positive number that a count holds"
        )]
        let list = |step: u64| -> Vec<u64> {
            (self.low as u64 / step..=self.high as u64 / step).map(|tick| tick * step).filter(held).collect()
        };
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let few = |step: &u64| (self.high - self.low) / (*step as f64) <= 6.0;
        steps.filter(few).map(list).take_while(|ticks| !ticks.is_empty()).collect()
    }

    /// The numbers below the plot, and the axis's name.
    fn draw(self, plane: &Plane<'_>, labels: &dyn Labels, across: Axis, bottom: f64, width: Width) {
        let small = width.small();
        let (left, right) = across.units;
        plane.line([(left, bottom), (right, bottom)], Role::Axis, 1.0);
        let mark = |tick: u64| {
            #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
            let x = across.at(self.at(tick as f64));
            let label = labels.count(tick);
            let length = small.width(&label);
            (x, x.min(width.units() - length / 2.0), length, label)
        };
        let lists = self.ticks().into_iter().map(|ticks| ticks.into_iter().map(mark).collect::<Vec<_>>());
        let lists: Vec<_> = lists.collect();
        let has_room = |ticks: &&Vec<(f64, f64, f64, String)>| {
            let mut taken = Taken::default();
            ticks.len() <= MOST_TICKS
                && ticks.iter().all(|(_, middle, length, _)| taken.claim(*middle, length + 10.0))
        };
        for (x, middle, _, label) in lists.iter().find(has_room).or(lists.last()).into_iter().flatten() {
            plane.line([(*x, bottom), (*x, bottom + 4.0)], Role::Axis, 1.0);
            plane.text((*middle, bottom + 16.0), Anchor::Middle, small, label);
        }
        let word = if self.logarithmic { Word::AnswersAxisLog } else { Word::AnswersAxis };
        plane.text((left, bottom + 34.0), Anchor::Start, small, &labels.word(word));
    }
}

/// The centre and the limits, with their names on the right.
struct Lines {
    /// Of each its points in the plot's values, what it stands for, how thick it is and its name.
    all: Vec<(Vec<At>, Role, f64, String)>,
    room: f64,
    width: Width,
}

impl Lines {
    fn new(limits: Funnel, bases: Bases, ticks: &Ticks, labels: &dyn Labels, width: Width) -> Self {
        let centre = limits.centre.points();
        let score = labels.nps(centre);
        let name = match width {
            Width::Wide => format!("{}\u{a0}{score}", labels.word(Word::Overall)),
            Width::Narrow => score,
        };
        let level = points((bases.at(bases.low), bases.at(bases.high)), |_| centre);
        let mut lines = vec![(level, Role::Accent, 1.5, name)];
        for (z, role, word) in [
            (FUNNEL_INNER, Role::LimitLine, Word::InnerLimits),
            (FUNNEL_OUTER, Role::Axis, Word::OuterLimits),
        ] {
            for upper in [true, false] {
                let line = limit(limits, z, upper, bases, ticks.range);
                if !line.is_empty() {
                    lines.push((line, role, 1.2, labels.word(word)));
                }
            }
        }
        let widest = width.small().bold().widest(lines.iter().map(|(_, _, _, name)| name.as_str()));
        Self { all: lines, room: LEADER + widest, width }
    }

    fn draw(&self, plane: &Plane<'_>, panel: &Plane<'_>, down: Axis, right: f64, (top, bottom): (f64, f64)) {
        let small = self.width.small();
        let ends: Vec<f64> =
            self.all.iter().map(|(line, ..)| line.last().map_or(bottom, |(_, end)| down.at(*end))).collect();
        let wishes: Vec<Wish> =
            ends.iter().map(|end| Wish { middle: *end, length: small.leading() + 1.0 }).collect();
        let middles = spread(&wishes, top - 8.0, bottom + 8.0);
        for (((line, role, thick, name), end), middle) in self.all.iter().zip(ends).zip(middles) {
            panel.line(line.clone(), *role, *thick);
            plane.line([(right, end), (right + LEADER - 4.0, middle)], Role::Grid, 1.0);
            let text = if *role == Role::Accent { small.bold().role(Role::Accent) } else { small };
            plane.text((right + LEADER, middle), Anchor::Start, text, name);
        }
    }
}

/// One limit from where it enters the plot to the right edge; empty where it stays outside.
fn limit(limits: Funnel, z: f64, upper: bool, bases: Bases, (low, high): (f64, f64)) -> Vec<At> {
    let reach = if upper { high - limits.centre.points() } else { limits.centre.points() - low };
    if reach <= 0.0 {
        return Vec::new();
    }
    let from = (z * limits.spread / reach).powi(2).max(bases.low);
    if from >= bases.high {
        return Vec::new();
    }
    points((bases.at(from), bases.at(bases.high)), |at| {
        let (lower, higher) = limits.limits(bases.n(at), z);
        if upper { higher.min(high) } else { lower.max(low) }
    })
}

/// Points of a line from one place to another.
fn points((first, last): (f64, f64), height: impl Fn(f64) -> f64) -> Vec<At> {
    const STEPS: u32 = 48;
    let place = |step| first + (last - first) * f64::from(step) / f64::from(STEPS);
    (0..=STEPS).map(place).map(|at| (at, height(at))).collect()
}

/// The clients as marks, each place once, the ones that stand out last.
struct Marks {
    at: BTreeSet<(InOrder, i64, i64)>,
    /// Units to a step of the places.
    cell: f64,
    small: bool,
}

/// How a mark looks, in the order of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum InOrder {
    Within,
    High,
    Low,
    VeryHigh,
    VeryLow,
}

impl From<InFunnel> for InOrder {
    fn from(lies: InFunnel) -> Self {
        match lies {
            InFunnel::Within => Self::Within,
            InFunnel::High => Self::High,
            InFunnel::Low => Self::Low,
            InFunnel::VeryHigh => Self::VeryHigh,
            InFunnel::VeryLow => Self::VeryLow,
        }
    }
}

impl Marks {
    /// Marks that fall on the same tenth of a unit are one; of very many, those that nearly do.
    fn new(clients: &[Dotted<'_>], at: impl Fn(&Dotted<'_>) -> At) -> Self {
        let places: Vec<(InOrder, At)> =
            clients.iter().map(|client| (client.lies.into(), at(client))).collect();
        #[expect(clippy::cast_possible_truncation, reason = "a drawing is some hundreds of units long")]
        let merged = |cell: f64| -> BTreeSet<(InOrder, i64, i64)> {
            let step = |units: f64| (units / cell).round() as i64;
            places.iter().map(|(look, (x, y))| (*look, step(*x), step(*y))).collect()
        };
        let cells = [0.1, 0.5, 1.0, 1.5, 2.0, 3.0];
        let few = cells.iter().map(|cell| (*cell, merged(*cell))).find(|(_, at)| at.len() <= MOST_MARKS);
        let (cell, at) = few.unwrap_or_else(|| (4.0, merged(4.0)));
        Self { small: at.len() > MANY, at, cell }
    }

    #[expect(clippy::cast_precision_loss, reason = "a drawing is some hundreds of units long")]
    fn places(&self) -> impl Iterator<Item = (InOrder, At)> {
        self.at.iter().map(|(look, x, y)| (*look, (*x as f64 * self.cell, *y as f64 * self.cell)))
    }

    fn draw(&self, plane: &Plane<'_>) {
        let (dot, reach) = if self.small { (2.6, 4.0) } else { (3.8, 5.0) };
        for (look, at) in self.places() {
            let (role, way, fill) = match look {
                InOrder::Within => {
                    plane.dot(at, dot, Role::Point, Dot::Solid);
                    continue;
                }
                InOrder::High => (Role::Above, Way::Up, Dot::Hollow),
                InOrder::Low => (Role::Below, Way::Down, Dot::Hollow),
                InOrder::VeryHigh => (Role::Above, Way::Up, Dot::Solid),
                InOrder::VeryLow => (Role::Below, Way::Down, Dot::Solid),
            };
            triangle(plane, at, reach, role, way, fill);
        }
    }
}

/// Names of the clients that lie farthest out: of those on either side first, of others as far as there is room.
fn names(
    clients: &[Dotted<'_>],
    marks: &Marks,
    (sheet, centre, mut crowd): (Place, Place, Vec<At>),
    width: Width,
    at: impl Fn(&Dotted<'_>) -> At,
) -> Names {
    let (most, room) = if width == Width::Wide { (10, 190.0) } else { (5, 120.0) };
    let text = width.small().role(Role::Ink);
    let stand_out = marks.places().filter(|(look, _)| *look != InOrder::Within);
    let taken = stand_out.map(|(_, at)| Place::around(at, 4.5)).chain([centre]).collect();
    // A name may cross lines rather than hide a mark, unless marks are too many to be told apart.
    let weight = if marks.small { 1 } else { 3 };
    let within = marks.places().filter(|(look, _)| *look == InOrder::Within);
    crowd.extend(within.flat_map(|(_, at)| std::iter::repeat_n(at, weight)));
    let told_apart = clients.iter().filter(|client| !marks.small || client.lies != InFunnel::Within);
    let mut names = Names::new(text, sheet, taken, told_apart.map(&at).collect(), crowd);
    let mut outside: Vec<&Dotted<'_>> =
        clients.iter().filter(|client| client.lies != InFunnel::Within).collect();
    outside.sort_by(|a, b| b.far.total_cmp(&a.far).then_with(|| a.name.cmp(b.name)));
    // The ends of the picture come first: who is farthest from the centre, and highest and lowest. They go without a name only
    // where every line to their mark would touch another mark or a name, as it would where two marks all but coincide.
    let is_high = |client: &&&Dotted<'_>| matches!(client.lies, InFunnel::High | InFunnel::VeryHigh);
    let by_score = |a: &&&Dotted<'_>, b: &&&Dotted<'_>| a.nps.total_cmp(&b.nps);
    let ends = [
        outside.iter().find(is_high),
        outside.iter().find(|client| !is_high(client)),
        outside.iter().filter(is_high).max_by(by_score),
        outside.iter().filter(|client| !is_high(client)).min_by(by_score),
    ];
    let ends: BTreeSet<&Client> = ends.into_iter().flatten().map(|client| client.name).collect();
    outside.sort_by_key(|client| !ends.contains(client.name));
    // A name without a place gives way to the next one, but only among those that lie far out.
    let mut set = 0;
    for client in outside.into_iter().take(20 * most) {
        let is_end = ends.contains(client.name);
        if set < most && names.set(at(client), &client.name.to_string(), room, is_end) {
            set += 1;
        }
    }
    names
}

fn key(clients: &[Dotted<'_>], labels: &dyn Labels, width: Width) -> Key {
    let signs = [
        (InFunnel::VeryHigh, Sign::Triangle(Role::Above, Way::Up, Dot::Solid), Word::AboveOuter),
        (InFunnel::High, Sign::Triangle(Role::Above, Way::Up, Dot::Hollow), Word::AboveInner),
        (InFunnel::VeryLow, Sign::Triangle(Role::Below, Way::Down, Dot::Solid), Word::BelowOuter),
        (InFunnel::Low, Sign::Triangle(Role::Below, Way::Down, Dot::Hollow), Word::BelowInner),
        (InFunnel::Within, Sign::Dot(Role::Unclear, Dot::Solid), Word::WithinLimits),
    ];
    let occurring = signs.into_iter().filter(|(lies, ..)| clients.iter().any(|client| client.lies == *lies));
    let mut signs: Vec<(Sign, Word)> = occurring.map(|(_, sign, word)| (sign, word)).collect();
    if width == Width::Narrow {
        signs.push((Sign::Line(Role::Accent), Word::Overall));
    }
    Key::new(&signs, labels, width)
}
