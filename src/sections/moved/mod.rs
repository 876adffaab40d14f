//! Who moved: the respondents who answered in the reported period and before, in which group they were then and are now.

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

#[cfg(test)]
pub(crate) use texts::ExplainTexts;
pub(crate) use texts::MovedTexts;
pub use types::{Ends, MarginalTest, Moved, MovedSince};
use types::{MOVED, SECTION};

fn texts(words: &Words) -> MovedTexts {
    words.of_part(SECTION)
}

impl Section for Moved {
    fn heading(words: &Words) -> String {
        texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        show::shown(self, page)
    }

    fn method(&self, head: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = texts(words);
        let mut told = vec![texts.method.to_string()];
        told.extend(head.has_weights().then(|| texts.unweighted.to_string()));
        vec![MethodEntry::new(&texts.term, told.join(" ")).about(MOVED)]
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.0.iter().flat_map(|of| of.list(head)).collect()
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let is_sound = |of: &MovedSince| {
            let Some(sum) = of.groups.sum() else { return false };
            let is_chance = |p: f64| (0.0..=1.0).contains(&p);
            let all = head.overall.estimate().is_none_or(|all| of.n <= all.n);
            sum == of.n && all && of.test.is_none_or(|test| is_chance(test.p) && is_chance(test.p_adjusted))
        };
        (!self.0.iter().all(is_sound)).then_some("those who moved do not sum to those who answered twice")
    }
}
