//! The e-mail that a report goes out with: what only it says.

use super::Words;
use super::fill::fill;
use crate::figures::Estimate;
use crate::figures::Head;

impl Words {
    /// The subject line: title, organisation unless the title names it, period; with plain spaces and hyphens, as not every
    /// program for mail merges and e-mail shows others.
    #[must_use]
    pub fn mail_subject(&self, head: &Head) -> String {
        let unsaid = |name: &&String| !head.title.to_lowercase().contains(&name.to_lowercase());
        let period = head.period.map(|period| self.period(period));
        let organisation = head.organisation.as_ref().filter(unsaid).cloned();
        let parts = [Some(head.title.clone()), organisation, period];
        let subject = self.list(&parts.into_iter().flatten().collect::<Vec<_>>());
        subject.replace(char::is_whitespace, " ").replace(['\u{2010}', '\u{2011}'], "-")
    }

    /// The score with its level: `26.7 (needs work)`.
    #[must_use]
    pub fn score_and_level(&self, head: &Head, estimate: &Estimate) -> String {
        let level = self.level(head, estimate.level).to_owned();
        let values = [("score", self.nps_to(estimate.nps.points(), 1)), ("level", level)];
        fill(&self.texts.summary.score, &values)
    }

    /// That the report is attached.
    #[must_use]
    pub fn attached(&self, file: &str) -> String {
        fill(&self.texts.summary.attached, &[("file", file)])
    }
}
