//! Names beside marks, where they hide neither one another nor another mark.

use super::plane::{Anchor, At, Plane};
use super::role::Role;
use super::text::Type;

/// A rectangle in units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Place {
    /// A square around a place.
    pub(super) fn around((x, y): At, reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    /// How far away a place is; 0 inside.
    fn distance(self, (x, y): At) -> f64 {
        let (across, down) = ((self.left - x).max(x - self.right), (self.top - y).max(y - self.bottom));
        across.max(0.0).hypot(down.max(0.0))
    }

    fn within(self, other: Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Names that have found a place.
pub(super) struct Names {
    text: Type,
    /// Where names may stand.
    sheet: Place,
    /// What no name may hide.
    taken: Vec<Place>,
    /// The marks to which a name could be thought to belong.
    marks: Vec<At>,
    /// What a name hides only if it must.
    crowd: Vec<At>,
    set: Vec<Named>,
}

/// A name that has found a place.
struct Named {
    at: At,
    anchor: Anchor,
    place: Place,
    lines: Vec<String>,
    /// From the mark to a name that does not stand beside it.
    leader: Option<[At; 2]>,
}

/// Where a name could stand: its anchor, the middle of its lines there, what it covers and its line to the mark.
type Found = (Anchor, At, Place, Option<[At; 2]>);

/// What lines of text cover: `length` wide and twice `half` high.
fn block(anchor: Anchor, (x, y): At, length: f64, half: f64) -> Place {
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - length / 2.0,
        Anchor::End => x - length,
    };
    Place { left, top: y - half, right: left + length, bottom: y + half }
}

/// A name that would hide more of the crowd is left out.
const MOST_HIDDEN: usize = 4;

/// From the middle of a mark to its name.
const BESIDE: f64 = 9.0;

/// A name is nearer to its own mark than to any other by this.
const CLEARER: f64 = 1.0;

impl Names {
    pub(super) fn new(text: Type, sheet: Place, taken: Vec<Place>, marks: Vec<At>, crowd: Vec<At>) -> Self {
        Self { text, sheet, taken, marks, crowd, set: Vec::new() }
    }

    /// Places a name, in lines of `room` units at most, beside, above or below its mark, where it is nearer to that than
    /// to any other; gives up where all of that is taken, unless it `must` stand: then farther off, with a line to it.
    /// Says whether there was a place.
    pub(super) fn set(&mut self, mark: At, name: &str, room: f64, must: bool) -> bool {
        let lines = self.text.wrap(name, room);
        let length = self.text.widest(lines.iter().map(String::as_str));
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let half = self.text.leading() * lines.len().saturating_sub(1) as f64 / 2.0 + 0.62 * self.text.size;
        let found = self.beside(mark, length, half);
        let found = found.or_else(|| if must { self.farther(mark, length, half) } else { None });
        let Some((anchor, at, place, leader)) = found else { return false };
        self.taken.push(place);
        self.set.push(Named { at, anchor, place, lines, leader });
        true
    }

    /// A place beside a mark that needs no line to it.
    fn beside(&self, mark: At, length: f64, half: f64) -> Option<Found> {
        let (x, y) = mark;
        let (above, below) = (y - half - BESIDE + 1.0, y + half + BESIDE - 1.0);
        let wishes = [
            (Anchor::Start, x + BESIDE, y),
            (Anchor::End, x - BESIDE, y),
            (Anchor::Middle, x, above),
            (Anchor::Middle, x, below),
            (Anchor::Start, x, above),
            (Anchor::Start, x, below),
            (Anchor::End, x, above),
            (Anchor::End, x, below),
        ];
        let free = wishes.into_iter().filter_map(|(anchor, x, y)| {
            let place = block(anchor, (x, y), length, half);
            let own = place.distance(mark) + CLEARER;
            let mut others = self.marks.iter().filter(|other| **other != mark);
            let is_clear = self.is_free(place) && others.all(|other| place.distance(*other) > own);
            is_clear.then(|| (self.hidden(place), (anchor, (x, y), place, None)))
        });
        let least = free.min_by_key(|(hidden, _)| *hidden).filter(|(hidden, _)| *hidden <= MOST_HIDDEN);
        least.map(|(_, found)| found)
    }

    /// The nearest place from which a line leads to the mark past every name and every other mark.
    fn farther(&self, mark: At, length: f64, half: f64) -> Option<Found> {
        const TURNS: u32 = 16;
        let rings = (2..=12).map(|ring| BESIDE * f64::from(ring));
        let ways = (0..TURNS).map(|turn| std::f64::consts::TAU * f64::from(turn) / f64::from(TURNS));
        let ways: Vec<At> = ways.map(|way| (way.cos(), way.sin())).collect();
        let places = rings.flat_map(|ring| ways.iter().map(move |(x, y)| (ring * x, ring * y)));
        let sides = [(Anchor::Start, 3.0), (Anchor::End, -3.0)];
        let places = places.flat_map(|place| sides.map(|side| (place, side)));
        let free = places.filter_map(|((x, y), (anchor, gap))| {
            let end = (mark.0 + x, mark.1 + y);
            let at = (end.0 + gap, end.1);
            let place = block(anchor, at, length, half);
            let start = (mark.0 + x * 6.0 / x.hypot(y), mark.1 + y * 6.0 / x.hypot(y));
            let is_clear =
                self.is_free(place) && place.distance(mark) > BESIDE && self.is_clear_line(mark, start, end);
            is_clear.then(|| (self.hidden(place) / 2, (anchor, at, place, Some([start, end]))))
        });
        // Of places that hide equally few marks the nearest, which comes first.
        free.min_by_key(|(hidden, _)| *hidden).map(|(_, found)| found)
    }

    fn is_free(&self, place: Place) -> bool {
        place.within(self.sheet) && !self.taken.iter().any(|other| place.meets(*other))
    }

    /// Whether a line touches neither a name nor another mark.
    fn is_clear_line(&self, mark: At, from: At, to: At) -> bool {
        (0..=20).map(|step| f64::from(step) / 20.0).all(|share| {
            let at = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
            let mut others = self.marks.iter().filter(|other| **other != mark);
            others.all(|other| Place::around(*other, 0.0).distance(at) > 4.5)
                && self.set.iter().all(|named| named.place.distance(at) > 0.0)
        })
    }

    /// How many of the crowd a name at a place would hide.
    fn hidden(&self, place: Place) -> usize {
        self.crowd.iter().filter(|at| place.meets(Place::around(**at, 2.0))).count()
    }

    pub(super) fn draw(&self, plane: &Plane<'_>) {
        for named in &self.set {
            if let Some(leader) = named.leader {
                plane.line(leader, Role::Axis, 1.0);
            }
            plane.block(named.at, named.anchor, self.text, &named.lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::charts::Width;

    proptest! {
        #[test]
        fn a_name_is_nearest_to_its_own_mark_or_a_line_leads_to_it(
            marks in prop::collection::vec((20.0..600.0_f64, 40.0..330.0_f64), 1..60)
        ) {
            let taken: Vec<Place> = marks.iter().map(|at| Place::around(*at, 4.5)).collect();
            let sheet = Place { left: 0.0, top: 0.0, right: 640.0, bottom: 360.0 };
            let mut names = Names::new(Width::Wide.small(), sheet, taken, marks.clone(), Vec::new());
            let first = names.set(marks[0], "Long enough a name", 190.0, true);
            prop_assert!(first, "the first of few has a place somewhere");
            let mut owners = vec![marks[0]];
            owners.extend(marks[1..].iter().filter(|at| names.set(**at, "Studio 36", 190.0, false)));
            prop_assert_eq!(owners.len(), names.set.len());
            for (named, owner) in names.set.iter().zip(&owners) {
                if let Some([start, end]) = named.leader {
                    prop_assert!(Place::around(*owner, 6.5).distance(start) == 0.0);
                    prop_assert!(named.place.distance(end) < 4.0);
                    continue;
                }
                let own = named.place.distance(*owner);
                let others = marks.iter().filter(|at| *at != owner);
                prop_assert!(others.clone().all(|other| named.place.distance(*other) > own));
            }
        }
    }
}
