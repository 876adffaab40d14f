//! What was done about what answers say, what came of it, and what is still to be done.

mod explain;
mod figures;
mod show;
#[cfg(test)]
pub(crate) mod tests;
mod texts;
mod types;

use super::{Page, Section, Shown};
use crate::figures::{Head, Listed};
use crate::wording::{MethodEntry, Words};
use crate::workings::{Explanation, Material};

pub(crate) use texts::ActionTexts;
#[cfg(test)]
pub(crate) use texts::ExplainTexts;
use types::{ACTIONS, SECTION};
pub use types::{Action, Actions, Change, Outcome, Place, Why, Worked};

fn texts(words: &Words) -> ActionTexts {
    words.of_part(SECTION)
}

impl Section for Actions {
    fn heading(words: &Words) -> String {
        texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        show::shown(self, page)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = texts(words);
        let entry = MethodEntry::new(&texts.term, texts.method.to_string()).about(ACTIONS);
        self.results().next().map(|_| entry).into_iter().collect()
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.listed(head)
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        let is_sound = |of: &Outcome| {
            let is_chance = |p: f64| (0.0..=1.0).contains(&p);
            is_chance(of.p) && is_chance(of.p_adjusted) && (-400.0..=400.0).contains(&of.difference)
        };
        (!self.results().all(|(_, of)| is_sound(of))).then_some("what came of an action is out of range")
    }
}

impl Actions {
    /// Those of which it is known what came of them, each with its place.
    fn results(&self) -> impl Iterator<Item = (usize, &Outcome)> {
        self.0.iter().enumerate().filter_map(|(at, action)| Some((at, action.result.as_ref()?)))
    }
}
