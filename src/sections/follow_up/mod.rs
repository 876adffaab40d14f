//! Whom somebody has called back of those who were to be followed up, how soon, and how their scores moved after it.

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
pub(crate) use texts::FollowUpTexts;
use types::{CALLS, SECTION};
pub use types::{CalledBack, Days, FollowUp, Gap, NextOf, NextScore};

fn texts(words: &Words) -> FollowUpTexts {
    words.of_part(SECTION)
}

impl Section for FollowUp {
    fn heading(words: &Words) -> String {
        texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        show::shown(self, page)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = texts(words);
        let mut told = vec![texts.method.to_string()];
        told.extend(self.next.as_ref().map(|_| texts.next_method.to_string()));
        vec![MethodEntry::new(&texts.term, told.join(" ")).about(CALLS)]
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
        let is_share = |share: f64| (0.0..=1.0).contains(&share);
        let is_sound = |of: &CalledBack| {
            of.called <= of.n && [of.share, of.share_low, of.share_high].into_iter().all(is_share)
        };
        (!self.periods.iter().all(is_sound)).then_some("more answers were called back than there are")
    }
}
