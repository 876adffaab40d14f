//! Names beside marks, where they hide neither one another nor another mark.

use super::plane::{Anchor, At, Plane};
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
    /// What a name hides only if it must.
    crowd: Vec<At>,
    set: Vec<(At, Anchor, Vec<String>)>,
}

/// A name that would hide more of the crowd is left out.
const MOST_HIDDEN: usize = 4;

/// From the middle of a mark to its name.
const BESIDE: f64 = 9.0;

impl Names {
    pub(super) fn new(text: Type, sheet: Place, taken: Vec<Place>, crowd: Vec<At>) -> Self {
        Self { text, sheet, taken, crowd, set: Vec::new() }
    }

    /// Places a name, in lines of `room` units at most, beside, above or below its mark; gives up where all of
    /// that is taken. Says whether there was a place.
    pub(super) fn set(&mut self, (x, y): At, name: &str, room: f64) -> bool {
        let lines = self.text.wrap(name, room);
        let length = self.text.widest(lines.iter().map(String::as_str));
        #[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
        let half = self.text.leading() * lines.len().saturating_sub(1) as f64 / 2.0 + 0.62 * self.text.size;
        let above = y - half - BESIDE + 1.0;
        let below = y + half + BESIDE - 1.0;
        let middle = length / 2.0;
        let wishes = [
            (Anchor::Start, x + BESIDE, y, x + BESIDE),
            (Anchor::End, x - BESIDE, y, x - BESIDE - length),
            (Anchor::Middle, x, above, x - middle),
            (Anchor::Middle, x, below, x - middle),
            (Anchor::Start, x, above, x),
            (Anchor::Start, x, below, x),
            (Anchor::End, x, above, x - length),
            (Anchor::End, x, below, x - length),
        ];
        let found = wishes
            .into_iter()
            .filter_map(|(anchor, x, y, left)| {
                let place = Place { left, top: y - half, right: left + length, bottom: y + half };
                (place.within(self.sheet) && !self.taken.iter().any(|other| place.meets(*other)))
                    .then(|| (self.hidden(place), anchor, (x, y), place))
            })
            .min_by_key(|(hidden, ..)| *hidden)
            .filter(|(hidden, ..)| *hidden <= MOST_HIDDEN);
        let Some((_, anchor, at, place)) = found else { return false };
        self.taken.push(place);
        self.set.push((at, anchor, lines));
        true
    }

    /// How many of the crowd a name at a place would hide.
    fn hidden(&self, place: Place) -> usize {
        self.crowd.iter().filter(|at| place.meets(Place::around(**at, 2.0))).count()
    }

    pub(super) fn draw(&self, plane: &Plane<'_>) {
        for (at, anchor, lines) in &self.set {
            plane.block(*at, *anchor, self.text, lines);
        }
    }
}
