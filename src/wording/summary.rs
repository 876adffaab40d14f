//! The e-mail that a report goes out with: what only it says.

use super::Words;
use super::fill::fill;
use crate::report::{Estimate, Report};

impl Words {
    /// The subject line: title, organisation unless the title names it, period; with plain spaces and hyphens, as not every
    /// program for mail merges and e-mail shows others.
    #[must_use]
    pub fn mail_subject(&self, report: &Report) -> String {
        let unsaid = |name: &&String| !report.title.to_lowercase().contains(&name.to_lowercase());
        let period = report.period.map(|period| self.period(period));
        let organisation = report.organisation.as_ref().filter(unsaid).cloned();
        let parts = [Some(report.title.clone()), organisation, period];
        let subject = self.list(&parts.into_iter().flatten().collect::<Vec<_>>());
        subject.replace(char::is_whitespace, " ").replace(['\u{2010}', '\u{2011}'], "-")
    }

    /// The score with its level: `26.7 (needs work)`.
    #[must_use]
    pub fn score_and_level(&self, report: &Report, estimate: &Estimate) -> String {
        let level = self.level(report, estimate.level).to_owned();
        let values = [("score", self.nps_to(estimate.nps.points(), 1)), ("level", level)];
        fill(&self.texts.summary.score, &values)
    }

    /// That the report is attached.
    #[must_use]
    pub fn attached(&self, file: &str) -> String {
        fill(&self.texts.summary.attached, &[("file", file)])
    }
}
