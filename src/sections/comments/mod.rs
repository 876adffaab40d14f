//! What people say in their own words: a few comments of each group, chosen by a rule that the page states, with what tells who
//! wrote them covered.

mod explain;
mod figures;
mod show;
#[cfg(test)]
pub(crate) mod tests;
mod texts;
mod types;

use super::{Page, Section, Shown};
use crate::comments::chosen::Order;
use crate::config::comments::Mode;
use crate::figures::{Head, Listed};
use crate::wording::{MethodEntry, Words, fill};
use crate::workings::{Explanation, Material};

pub(crate) use texts::CommentTexts;
#[cfg(test)]
pub(crate) use texts::ExplainTexts;
use types::{COMMENTS, SECTION};
pub use types::{Comments, MaskedOften, OfGroup, Piece, Quote};

impl Section for Comments {
    fn heading(words: &Words) -> String {
        words.of_part::<CommentTexts>(SECTION).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        show::shown(self, page)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts: CommentTexts = words.of_part(SECTION);
        let rule = match self.order {
            Order::Newest => &texts.orders[0],
            Order::Longest => &texts.orders[1],
        };
        let hidden = fill(&texts.hidden, &[("limit", words.count(self.hide_below))]);
        let mut told = vec![rule.to_string(), texts.spread.to_string(), hidden];
        told.extend((self.mode == Mode::Masked).then(|| texts.covering.to_string()));
        vec![MethodEntry::new(&texts.term, told.join(" ")).about(COMMENTS)]
    }

    fn list(&self, _: &Head) -> Vec<Listed> {
        Vec::new()
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        let has_too_many = |of: &OfGroup| u64::try_from(of.shown.len()).is_ok_and(|shown| shown > of.n);
        self.groups.iter().any(has_too_many).then_some("more comments are shown than there are")
    }
}
