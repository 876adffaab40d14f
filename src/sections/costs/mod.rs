//! What fieldwork cost: the wave, each channel, an answer, a point of the margin of error. It is a matter of who pays for it.

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
pub(crate) use texts::{CostTexts, ExplainTexts};
use types::{COSTS, SECTION};
pub use types::{Costs, OfChannel, Unanswered};

impl Section for Costs {
    fn heading(words: &Words) -> String {
        show::texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        self.shown(page)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = show::texts(words);
        vec![MethodEntry::new(&texts.term, texts.method.to_string()).about(COSTS)]
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        let of = |measure, number: f64| Listed::new(SECTION, measure, number);
        let channels = self.channels.iter().filter_map(|of_channel| {
            let cost = of("cost", of_channel.cost?.amount());
            let cost = Listed { n: Some(of_channel.n), ..cost };
            Some(match &of_channel.channel {
                Some(channel) => cost.by_region("channel", channel),
                None => cost,
            })
        });
        let total = Listed { n: Some(self.n()), ..of("total_cost", self.total.amount()) };
        let per_answer = self.per_answer.map(|number| of("cost_per_answer", number));
        let per_point = self.per_point.map(|number| of("cost_per_point", number));
        let all = channels.chain([total]).chain(per_answer).chain(per_point);
        all.map(|listed| listed.in_period(head.period)).collect()
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        self.disagreement()
    }
}
