//! The score by account: by what businesses whose people answer, and their revenue, stand behind the answers.

mod explain;
mod figures;
mod show;
#[cfg(test)]
pub(crate) mod tests;
mod texts;
mod types;

use super::table::Table;
use super::{Page, Section, Shown};
use crate::figures::{Head, Listed};
use crate::wording::{MethodEntry, Words};
use crate::workings::{Explanation, Material};

pub(crate) use figures::{at_risk, is_by_parts};
#[cfg(test)]
pub(crate) use texts::{AccountTexts, ExplainTexts};
use types::ACCOUNTS;
pub use types::{Accounts, AtRisk, By, ClientAtRisk, ScoreBy, With, WithAnswers};

/// The accounts of clients that are at risk, as a table of an index: of each the client, and what a report has of it.
pub(crate) fn table_of_clients(all: &[ClientAtRisk], client: &str, words: &Words) -> (String, Table) {
    show::clients_table(all, client, words)
}

impl Section for Accounts {
    fn heading(words: &Words) -> String {
        show::texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        self.shown(page)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = show::texts(words);
        vec![MethodEntry::new(&texts.term, texts.method.to_string()).about(ACCOUNTS)]
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.listed(head)
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let scores = (0..self.scores.len()).map(|at| format!("scores/{at}/nps"));
        let groups = (0..self.groups.len()).map(|at| format!("groups/{at}/share"));
        let told = |path: String| {
            let told = self.explained(from, &path.split('/').collect::<Vec<_>>())?;
            Some((path, told))
        };
        scores.chain(groups).filter_map(told).collect()
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        self.disagreement()
    }
}
