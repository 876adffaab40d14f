//! The list of all who were asked, where answers are in files of their own.

use super::questions::{Further, Reads, Side};
use super::settings::{Asked, Config, List, Named};

impl Asked {
    /// Whether rows tell it, of the answers or of a list.
    #[must_use]
    pub fn is_told_by_rows(self) -> bool {
        matches!(self, Self::Rows | Self::List)
    }
}

impl List {
    /// What it calls a column of the answers.
    #[must_use]
    pub fn column(&self, of_answers: &Named<String>) -> Named<String> {
        self.columns.get(&of_answers.value).unwrap_or(of_answers).clone()
    }
}

impl Config {
    /// How many of the further questions are told by the answers; those after them are told by the list of all who were asked.
    #[must_use]
    pub fn told_by_answers(&self) -> usize {
        let by_list = self.further.iter().position(|further| self.list.is_some() && further.is_of_asked());
        by_list.unwrap_or(self.further.len())
    }

    /// The columns of the answers that are kept for the rows of the list: the score is the first, and steps read the others.
    #[must_use]
    pub fn kept_for_list(&self) -> Vec<Named<String>> {
        let mut kept = vec![self.columns.score.clone()];
        let mut keep = |column: &Named<String>, side: Side| {
            if side == Side::Answers && kept.iter().all(|other| other.value != column.value) {
                kept.push(column.clone());
            }
        };
        for Further { column, reads, .. } in &self.further {
            let Reads::Outcome { bases, side, .. } = reads else { continue };
            keep(column, *side);
            for base in bases {
                keep(&base.column, base.side);
            }
        }
        kept
    }
}
