//! Whether there are answers enough for the margin of error that is needed, of all and of each part that is told, and how many to
//! ask next time: the numbers of `plaudit plan`.

mod explain;
mod figures;
mod show;
#[cfg(test)]
pub(crate) mod tests;
mod texts;
mod types;

use super::{Page, Section, Shown};
use crate::figures::{Head, Listed};
use crate::survey::Region;
use crate::wording::{MethodEntry, Words, fill};
use crate::workings::{Explanation, Material, numbers::real};

#[cfg(test)]
pub(crate) use texts::{ExplainTexts, NeedTexts};
pub use types::{Base, InCut, InPart, Invitations, Need};
use types::{NEED, SECTION};

impl Section for Need {
    fn heading(words: &Words) -> String {
        show::texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        self.shown(page)
    }

    fn method(&self, head: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = show::texts(words);
        let values = [("confidence", words.confidence(head.method.confidence))];
        vec![MethodEntry::new(&texts.term, fill(&texts.method, &values)).about(NEED)]
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        let of = |base: &Base, part: Option<(&str, &Region)>| {
            let invited = base.invitations.map(|asked| ("invitations_needed", real(asked.n)));
            let all = [("margin_of_error", base.margin), ("answers_needed", real(base.needed))];
            let listed = all.into_iter().chain(invited).map(|(measure, number)| {
                let listed = Listed { n: Some(base.n), ..Listed::new(SECTION, measure, number) };
                let listed = listed.in_period(head.period);
                match part {
                    Some((cut, value)) => listed.by_region(cut, value),
                    None => listed,
                }
            });
            listed.collect::<Vec<_>>()
        };
        let mut all = of(&self.all, None);
        for (cut, parts) in self.parts() {
            all.extend(parts.iter().flat_map(|part| of(&part.base, Some((cut, &part.region)))));
        }
        all
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let is_of_all = head.overall.estimate().is_some_and(|estimate| estimate.n == self.all.n);
        let bases = self.parts().flat_map(|(_, parts)| parts.iter().map(|part| &part.base));
        let agrees = is_of_all && [&self.all].into_iter().chain(bases).all(Base::agrees);
        (!agrees).then_some("the answers that are needed do not follow from those that there are")
    }
}
