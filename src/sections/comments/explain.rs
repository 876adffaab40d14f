//! What the numbers of this part rest on: they are counted, or stand in the data and the config as they are.

use super::texts::ExplainTexts;
use super::types::Comments;
use crate::wording::fill;
use crate::workings::{Explanation, Material};

impl Comments {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let texts: ExplainTexts = from.words.of_part("explain_comments");
        let counted = |what: String, n: u64| {
            let mut told = Explanation::of(what).shown(from.words.count(n));
            told.say(&texts.counted);
            told.comes_to_count(n);
            told
        };
        match keys {
            ["hide_below"] => {
                let mut told = Explanation::stated(&texts.limit);
                told.comes_to_count(self.hide_below);
                Some(told)
            }
            ["groups", at, leaf @ ..] => {
                let of = self.groups.get(at.parse::<usize>().ok()?)?;
                match leaf {
                    ["n"] => {
                        let group = from.words.group(of.group).to_owned();
                        Some(counted(fill(&texts.of_group, &[("group", group)]), of.n))
                    }
                    ["shown", at, "score"] => {
                        let quote = of.shown.get(at.parse::<usize>().ok()?)?;
                        let told = Explanation::stated(&texts.score).shown(from.words.score(quote.score));
                        Some(Explanation { result: Some(quote.score.into()), ..told })
                    }
                    _ => None,
                }
            }
            ["masked", at, "n"] => {
                let covered = self.masked.get(at.parse::<usize>().ok()?)?;
                Some(counted(texts.covered.to_string(), covered.n))
            }
            _ => None,
        }
    }
}
