//! Many scores at once, against the numbers of answers that they rest on, within the limits that chance alone keeps to.
//!
//! After D. J. Spiegelhalter 2005, "Funnel plots for comparing institutional performance", Statistics in
//! Medicine 24, 1185–1202.

use std::collections::BTreeSet;

use super::axis::ValueAxis;
use super::key::{Key, Sign, Way, triangle};
use super::layout::{Axis, Taken, Ticks, Wish, spread, ticks};
use super::names::{Names, Place};
use super::plane::{Anchor, At, Dot, Plane, chart};
use super::role::Role;
use super::{Caption, Chart, Format, Kind, Width};

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

/// Many scores against their bases, within limits.
pub struct Funnel {
    /// The score of all together, in points.
    pub centre: f64,
    /// How far the inner limits are from the centre for a base of one, in points: for n they are nearer by √n.
    pub inner: f64,
    /// The same of the outer limits.
    pub outer: f64,
    /// The scores.
    pub scores: Vec<Score>,
    /// What is said around them.
    pub words: FunnelWords,
}

/// A score.
pub struct Score {
    /// Whose it is.
    pub name: String,
    /// The number of answers that it rests on.
    pub base: f64,
    /// In points.
    pub points: f64,
    /// Where it lies.
    pub lies: Lies,
}

/// Where a score lies, in the order of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lies {
    /// Within both limits.
    Within,
    /// Between the upper limits.
    High,
    /// Between the lower limits.
    Low,
    /// Above the outer limit.
    VeryHigh,
    /// Below the outer limit.
    VeryLow,
}

/// What is said around the scores.
pub struct FunnelWords {
    /// Name of the upright axis: "NPS".
    pub score: String,
    /// Name of the axis of bases: "Answers (n)".
    pub bases: String,
    /// The same where it is logarithmic: "Answers (n), logarithmic scale".
    pub bases_log: String,
    /// Name of the centre: "All answers".
    pub centre: String,
    /// How the centre is written.
    pub centre_value: String,
    /// Name of the inner limits: "95%".
    pub inner: String,
    /// Name of the outer limits: "99.8%".
    pub outer: String,
    /// Key to a mark: "above the 95% limits".
    pub above_inner: String,
    /// Key to a mark: "above the 99.8% limits".
    pub above_outer: String,
    /// Key to a mark: "below the 95% limits".
    pub below_inner: String,
    /// Key to a mark: "below the 99.8% limits".
    pub below_outer: String,
    /// Key to a dot: "within the limits".
    pub within: String,
}

impl Kind for Funnel {
    /// The scores against their bases; nothing without a score.
    fn draw(&self, format: &dyn Format, width: Width, caption: &Caption<'_>) -> Option<Chart> {
        let bases = Bases::of(&self.scores)?;
        let ticks = ticks(self.values(bases), if width == Width::Wide { 7 } else { 6 });
        let small = width.small();
        let values = ValueAxis::new(&ticks, format, width);
        let left = values.left;
        let lines = Lines::new(self, bases, &ticks, width);
        let right = width.units() - lines.room;
        // A name over the highest mark stands between the axis's name and the plot.
        let top = 36.0;
        let bottom = top + if width == Width::Wide { 280.0 } else { 290.0 };
        let down = Axis { values: ticks.range, units: (bottom, top) };
        let across = Axis { values: (bases.at(bases.low), bases.at(bases.high)), units: (left, right) };
        let at = |score: &Score| (across.at(bases.at(score.base)), down.at(score.points));
        let marks = Marks::new(&self.scores, at);
        let sheet = Place { left: left + 2.0, top: 14.0, right: right - 2.0, bottom: bottom - 2.0 };
        let crossed = lines.all.iter().flat_map(|(line, ..)| line);
        let crossed = crossed.map(|(x, y)| (across.at(*x), down.at(*y))).collect();
        let centre = down.at(self.centre);
        let centre = Place { left, top: centre - 2.0, right, bottom: centre + 2.0 };
        let names = self.names(&marks, (sheet, centre, crossed), width, at);
        let key = self.key(width);
        let foot = bottom + 48.0;
        Some(chart(width, foot + key.height(), caption, |plane| {
            plane.text((0.0, 8.0), Anchor::Start, small, &self.words.score);
            values.draw(plane, down, right);
            bases.draw(plane, format, across, bottom, width);
            let name = if bases.logarithmic { &self.words.bases_log } else { &self.words.bases };
            plane.text((left, bottom + 34.0), Anchor::Start, small, name);
            marks.draw(plane);
            lines.draw(plane, &plane.panel(across, down), down, right, (top, bottom));
            names.draw(plane);
            key.draw(plane, foot);
        }))
    }
}

impl Funnel {
    /// Limits for a base, in points, cut at ±100. `reach` is that of a base of one.
    fn limits(&self, base: f64, reach: f64) -> (f64, f64) {
        let half = reach / base.sqrt();
        ((self.centre - half).max(-100.0), (self.centre + half).min(100.0))
    }

    /// How far a score is from the centre, in units of a standard error.
    fn far(&self, score: &Score) -> f64 {
        (score.points - self.centre).abs() * score.base.sqrt()
    }

    /// All numbers that the upright axis must hold: scores, and the limits where they are near one another.
    fn values(&self, bases: Bases) -> impl Iterator<Item = f64> {
        let middle = bases.n(f64::midpoint(bases.at(bases.low), bases.at(bases.high)));
        let (inner, outer) = (self.limits(middle, self.inner), self.limits(bases.high, self.outer));
        let limits = [inner.0, inner.1, outer.0, outer.1, self.centre];
        self.scores.iter().map(|score| score.points).chain(limits)
    }

    /// One limit from where it enters the plot to the right edge; empty where it stays outside.
    fn limit(&self, reach: f64, upper: bool, bases: Bases, (low, high): (f64, f64)) -> Vec<At> {
        let room = if upper { high - self.centre } else { self.centre - low };
        if room <= 0.0 {
            return Vec::new();
        }
        let from = (reach / room).powi(2).max(bases.low);
        if from >= bases.high {
            return Vec::new();
        }
        points((bases.at(from), bases.at(bases.high)), |at| {
            let (lower, higher) = self.limits(bases.n(at), reach);
            if upper { higher.min(high) } else { lower.max(low) }
        })
    }

    /// Names of the scores that lie farthest out: of those on either side first, of others as far as there is room.
    fn names(
        &self,
        marks: &Marks,
        (sheet, centre, mut crowd): (Place, Place, Vec<At>),
        width: Width,
        at: impl Fn(&Score) -> At,
    ) -> Names {
        let (most, room) = if width == Width::Wide { (10, 190.0) } else { (5, 120.0) };
        let text = width.small().role(Role::Ink);
        let stand_out = marks.places().filter(|(look, _)| *look != Lies::Within);
        let taken = stand_out.map(|(_, at)| Place::around(at, 4.5)).chain([centre]).collect();
        // A name may cross lines rather than hide a mark, unless marks are too many to be told apart.
        let weight = if marks.small { 1 } else { 3 };
        let within = marks.places().filter(|(look, _)| *look == Lies::Within);
        crowd.extend(within.flat_map(|(_, at)| std::iter::repeat_n(at, weight)));
        let told_apart = self.scores.iter().filter(|score| !marks.small || score.lies != Lies::Within);
        let mut names = Names::new(text, sheet, taken, told_apart.map(&at).collect(), crowd);
        let mut outside: Vec<&Score> =
            self.scores.iter().filter(|score| score.lies != Lies::Within).collect();
        outside.sort_by(|a, b| self.far(b).total_cmp(&self.far(a)).then_with(|| a.name.cmp(&b.name)));
        // The ends of the picture come first: who is farthest from the centre, and highest and lowest. They go without a name only
        // where every line to their mark would touch another mark or a name, as it would where two marks all but coincide.
        let is_high = |score: &&&Score| matches!(score.lies, Lies::High | Lies::VeryHigh);
        let by_score = |a: &&&Score, b: &&&Score| a.points.total_cmp(&b.points);
        let ends = [
            outside.iter().find(is_high),
            outside.iter().find(|score| !is_high(score)),
            outside.iter().filter(is_high).max_by(by_score),
            outside.iter().filter(|score| !is_high(score)).min_by(by_score),
        ];
        let ends: BTreeSet<&String> = ends.into_iter().flatten().map(|score| &score.name).collect();
        outside.sort_by_key(|score| !ends.contains(&score.name));
        // A name without a place gives way to the next one, but only among those that lie far out.
        let mut set = 0;
        for score in outside.into_iter().take(20 * most) {
            let is_end = ends.contains(&score.name);
            if set < most && names.set(at(score), &score.name, room, is_end) {
                set += 1;
            }
        }
        names
    }

    fn key(&self, width: Width) -> Key {
        let words = &self.words;
        let some = |lies| self.scores.iter().any(|score| score.lies == lies);
        let triangle = |role, way, dot| Sign::Triangle(role, way, dot);
        let signs = [
            (some(Lies::VeryHigh), triangle(Role::Above, Way::Up, Dot::Solid), words.above_outer.as_str()),
            (some(Lies::High), triangle(Role::Above, Way::Up, Dot::Hollow), &words.above_inner),
            (some(Lies::VeryLow), triangle(Role::Below, Way::Down, Dot::Solid), &words.below_outer),
            (some(Lies::Low), triangle(Role::Below, Way::Down, Dot::Hollow), &words.below_inner),
            (some(Lies::Within), Sign::Dot(Role::Unclear, Dot::Solid), &words.within),
            // A wide chart names the centre beside its line.
            (width == Width::Narrow, Sign::Line(Role::Accent), &words.centre),
        ];
        Key::new(signs, width)
    }
}

/// The axis of bases.
#[derive(Debug, Clone, Copy)]
struct Bases {
    low: f64,
    high: f64,
    logarithmic: bool,
}

impl Bases {
    /// An axis that holds the bases of all scores with some air; none without scores.
    fn of(scores: &[Score]) -> Option<Self> {
        let low = scores.iter().map(|score| score.base).reduce(f64::min)?;
        let high = scores.iter().map(|score| score.base).reduce(f64::max)?;
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

    /// The numbers below the plot.
    fn draw(self, plane: &Plane<'_>, format: &dyn Format, across: Axis, bottom: f64, width: Width) {
        let small = width.small();
        let (left, right) = across.units;
        plane.line([(left, bottom), (right, bottom)], Role::Axis, 1.0);
        let mark = |tick: u64| {
            #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
            let x = across.at(self.at(tick as f64));
            let label = format.count(tick);
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
    fn new(funnel: &Funnel, bases: Bases, ticks: &Ticks, width: Width) -> Self {
        let (centre, words) = (funnel.centre, &funnel.words);
        let name = match width {
            Width::Wide => format!("{}\u{a0}{}", words.centre, words.centre_value),
            Width::Narrow => words.centre_value.clone(),
        };
        let level = points((bases.at(bases.low), bases.at(bases.high)), |_| centre);
        let mut lines = vec![(level, Role::Accent, 1.5, name)];
        for (reach, role, name) in
            [(funnel.inner, Role::LimitLine, &words.inner), (funnel.outer, Role::Axis, &words.outer)]
        {
            for upper in [true, false] {
                let line = funnel.limit(reach, upper, bases, ticks.range);
                if !line.is_empty() {
                    lines.push((line, role, 1.2, name.clone()));
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

/// Points of a line from one place to another.
fn points((first, last): (f64, f64), height: impl Fn(f64) -> f64) -> Vec<At> {
    const STEPS: u32 = 48;
    let place = |step| first + (last - first) * f64::from(step) / f64::from(STEPS);
    (0..=STEPS).map(place).map(|at| (at, height(at))).collect()
}

/// The scores as marks, each place once, the ones that stand out last.
struct Marks {
    at: BTreeSet<(Lies, i64, i64)>,
    /// Units to a step of the places.
    cell: f64,
    small: bool,
}

impl Marks {
    /// Marks that fall on the same tenth of a unit are one; of very many, those that nearly do.
    fn new(scores: &[Score], at: impl Fn(&Score) -> At) -> Self {
        let places: Vec<(Lies, At)> = scores.iter().map(|score| (score.lies, at(score))).collect();
        #[expect(clippy::cast_possible_truncation, reason = "a drawing is some hundreds of units long")]
        let merged = |cell: f64| -> BTreeSet<(Lies, i64, i64)> {
            let step = |units: f64| (units / cell).round() as i64;
            places.iter().map(|(look, (x, y))| (*look, step(*x), step(*y))).collect()
        };
        let cells = [0.1, 0.5, 1.0, 1.5, 2.0, 3.0];
        let few = cells.iter().map(|cell| (*cell, merged(*cell))).find(|(_, at)| at.len() <= MOST_MARKS);
        let (cell, at) = few.unwrap_or_else(|| (4.0, merged(4.0)));
        Self { small: at.len() > MANY, at, cell }
    }

    #[expect(clippy::cast_precision_loss, reason = "a drawing is some hundreds of units long")]
    fn places(&self) -> impl Iterator<Item = (Lies, At)> {
        self.at.iter().map(|(look, x, y)| (*look, (*x as f64 * self.cell, *y as f64 * self.cell)))
    }

    fn draw(&self, plane: &Plane<'_>) {
        let (dot, reach) = if self.small { (2.6, 4.0) } else { (3.8, 5.0) };
        for (look, at) in self.places() {
            let (role, way, fill) = match look {
                Lies::Within => {
                    plane.dot(at, dot, Role::Point, Dot::Solid);
                    continue;
                }
                Lies::High => (Role::Above, Way::Up, Dot::Hollow),
                Lies::Low => (Role::Below, Way::Down, Dot::Hollow),
                Lies::VeryHigh => (Role::Above, Way::Up, Dot::Solid),
                Lies::VeryLow => (Role::Below, Way::Down, Dot::Solid),
            };
            triangle(plane, at, reach, role, way, fill);
        }
    }
}
