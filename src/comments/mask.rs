//! What in a comment tells who wrote it, and how to reach them, is covered: phones, e-mails, cards, accounts, addresses of the
//! web, and the names and words that a config states.
//!
//! Each is looked for by its form and not by a guess: a number is a phone only where it is grouped and begins as phones do,
//! a card only where its check digit is right. What is a date, a price or a score stays. `mask/formats.txt` has what must be
//! found and what must not, and the test counts both kinds of mistake. Time grows as the length of the comment.

mod addresses;
mod found;
mod numbers;
mod phones;
mod rows;
mod stated;
mod told;

use std::ops::Range;

use found::is_free;
pub use found::{Found, Kind};
use stated::Stated;

/// What is covered in comments.
#[derive(Debug, Clone, Default)]
pub struct Masks {
    stated: Stated,
}

/// A comment with its masks on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Masked {
    /// The text, with a marker in the place of each thing found.
    pub text: String,
    /// Where the markers are in the text, in its order: none may be cut in two.
    pub markers: Vec<(Range<usize>, Kind)>,
}

impl Masks {
    /// Masks for what can be known by its form, and for these names and words in their inflected forms.
    #[must_use]
    pub fn new(names: &[String], words: &[String]) -> Self {
        Self { stated: Stated::new(names, words) }
    }

    /// All that has to be covered in a text: in its order, none within another.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found> {
        // A phone within an address is part of the address, and so is a name.
        let mut all = addresses::find(text);
        for found in [numbers::find(text), self.stated.find(text)] {
            let free: Vec<Found> = found.into_iter().filter(|found| is_free(&all, found)).collect();
            all.extend(free);
            all.sort_by_key(|found| found.place.start);
        }
        all
    }

    /// A text with what was found covered by what the caller calls each kind of it.
    #[must_use]
    pub fn cover<'a>(&self, text: &str, marker: impl Fn(Kind) -> &'a str) -> Masked {
        let (mut masked, mut from) = (Masked::default(), 0);
        for Found { place, kind } in self.find(text) {
            masked.text.push_str(text.get(from..place.start).unwrap_or_default());
            let start = masked.text.len();
            masked.text.push_str(marker(kind));
            masked.markers.push((start..masked.text.len(), kind));
            from = place.end;
        }
        masked.text.push_str(text.get(from..).unwrap_or_default());
        masked
    }
}

#[cfg(test)]
mod tests;
