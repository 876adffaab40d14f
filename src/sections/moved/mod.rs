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
pub use types::{Ends, MarginalTest, Moved};
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
        self.listed(head)
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let is_sum = self.groups.sum() == Some(self.n);
        let is_of_all = head.overall.estimate().is_none_or(|all| self.n <= all.n);
        let is_chance = self.test.is_none_or(|test| (0.0..=1.0).contains(&test.p));
        (!(is_sum && is_of_all && is_chance))
            .then_some("those who moved do not sum to those who answered twice")
    }
}
