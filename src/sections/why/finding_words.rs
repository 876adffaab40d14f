//! The key findings of the account of a change in sentences.

use super::findings::{REGION_PART, SHIFT};
use super::{Accounts, Why, id};
use crate::sections::Report;
use crate::sections::finding::{KeyFinding, Told};
use crate::wording::Words;

impl Accounts {
    /// One of them.
    pub(super) fn told(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        let texts = &words.texts.key_findings;
        let places = finding.places();
        let why = self.0.get(*places.first()?)?;
        if finding.kind == SHIFT {
            return Some(Told::new(id(report, why), (&texts.shift, words.part(report, why, why.mix))));
        }
        let line = why.lines.get(*places.get(1)?).filter(|_| finding.kind == REGION_PART)?;
        let mut values = words.part(report, why, line.effect.rate());
        values.push(("region", words.region(line.region.as_ref()?).to_owned()));
        values.extend(words.scores_apart(line.after?.nps, line.before?.nps, "then"));
        Some(Told::new(id(report, why), (&texts.region_part, values)))
    }
}

impl Words {
    /// A part of a change.
    fn part(&self, report: &Report, why: &Why, part: f64) -> Vec<(&'static str, String)> {
        let change = self.change_in_points_to(why.difference(&report.head), 1);
        vec![self.earlier(why.period), ("change", change), ("part", self.change_in_points_to(part, 1))]
    }
}
