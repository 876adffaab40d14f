//! What comments are about: the share of the comments about each theme, as those of the options of a question; who speaks of it, and
//! what it contributes to the score.

mod explain;
mod figures;
mod show;
#[cfg(test)]
pub(crate) mod tests;
pub(super) mod texts;
mod types;

use crate::figures::{Head, Listed};
use crate::sections::finding::{Candidate, Look};
use crate::sections::{KeyFinding, Page, Report, Section, Shown, Told};
use crate::wording::{MethodEntry, Words, fill};
use crate::workings::{Explanation, Material};

#[cfg(test)]
pub(crate) use texts::ExplainTexts;
pub(crate) use texts::ThemeTexts;
use texts::{SECTION, THEMES};
pub use types::{ByGroup, Comments, OfGroups, Themes};

impl Section for Themes {
    fn heading(words: &Words) -> String {
        words.of_part::<ThemeTexts>(SECTION).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        show::shown(self, page)
    }

    fn method(&self, head: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts: ThemeTexts = words.of_part(SECTION);
        let mut told = vec![texts.method.to_string()];
        told.extend(self.by_group.iter().map(|_| {
            let limit = words.count(head.method.hide_below);
            fill(&texts.groups_method, &[("limit", limit)])
        }));
        vec![MethodEntry::new(&texts.term, told.join(" ")).about(THEMES)]
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        self.shares.offered(look)
    }

    fn tell(&self, finding: &KeyFinding, _: &Report, words: &Words) -> Option<Told> {
        self.shares.told(finding, words)
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        let groups = self.by_group.iter().flat_map(|groups| groups.list(head));
        self.shares.list_all(head).into_iter().chain(groups).collect()
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        match keys {
            ["shares", leaf @ ..] => self.shares.explained(from, leaf),
            ["by_group", leaf @ ..] => self.by_group.as_ref()?.explained(from, leaf),
            _ => None,
        }
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let shares =
            self.shares.in_list(from).into_iter().map(|(path, told)| (format!("shares/{path}"), told));
        let groups = self.by_group.iter().flat_map(|groups| groups.in_list(from));
        shares.chain(groups).collect()
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let of_groups = self.by_group.as_ref().filter(|groups| !groups.is_sound());
        self.shares.fault(head).or(of_groups.map(|_| "what themes contribute does not sum to the score"))
    }
}
