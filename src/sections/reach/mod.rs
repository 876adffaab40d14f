//! What would reach a stated target: how many answers of one group would have to be of another, and which regions the score loses
//! most by. It is arithmetic on the answers that there are, and no promise.

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
use crate::workings::{Explanation, Material, numbers::real};

#[cfg(test)]
pub(crate) use texts::{ExplainTexts, ReachTexts};
pub use types::{Lag, Reach, Target};
use types::{REACH, SECTION};

impl Section for Reach {
    fn heading(words: &Words) -> String {
        show::texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        self.shown(page)
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = show::texts(words);
        vec![MethodEntry::new(&texts.term, texts.method.to_string()).about(REACH)]
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        let targets = self.targets.iter().map(|target| {
            let short = Listed::new(SECTION, "answers_to_target", real(target.short));
            Listed { against: Some(target.name.clone()), ..short }
        });
        let regions = self.regions.iter().map(|lag| {
            let gain = Listed { n: Some(lag.n), ..Listed::new(SECTION, "gain", lag.gain) };
            gain.by_region("region", &lag.region)
        });
        targets.chain(regions).map(|listed| listed.in_period(head.period)).collect()
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let counts = head.overall.estimate().and_then(|estimate| estimate.counts);
        let is_so = |target: &Target| {
            counts.and_then(|counts| figures::target(&target.name, target.value, counts)).as_ref()
                == Some(target)
        };
        let is_lag = |lag: &Lag| lag.gain > 0.0 && lag.nps.points() < lag.nps_of_others.points();
        let agrees = self.targets.iter().all(is_so) && self.regions.iter().all(is_lag);
        (!agrees).then_some("what would reach a target does not follow from the answers")
    }
}
