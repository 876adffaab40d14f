//! The regions as a list of figures has them.

use super::Regions;
use crate::figures::{Head, Listed};

const SECTION: &str = "regions";

impl Regions {
    /// The score of each region, against the rest, its own earlier period and benchmarks; and over time.
    pub(super) fn list_all(&self, head: &Head) -> Vec<Listed> {
        self.list_by(head, (SECTION, "region"))
    }

    /// The same of the values of a cut, in a part of the report.
    pub(super) fn list_by(&self, head: &Head, (section, cut): (&'static str, &str)) -> Vec<Listed> {
        let earlier = head.period.map(|period| period.previous().key()).unwrap_or_default();
        let listed = self.0.iter().flat_map(|row| {
            let now = [Listed::score(section, &row.finding)]
                .into_iter()
                .chain(Listed::of_groups(section, &row.finding))
                .chain(Listed::difference((section, "difference"), "rest", row.rest.as_ref()))
                .chain(Listed::difference((section, "change"), &earlier, row.change.as_ref()))
                .chain(row.benchmarks.iter().flat_map(|versus| Listed::versus(section, versus)))
                .map(|figure| figure.in_period(head.period));
            // The reported period stands there already.
            let before = head.periods.iter().zip(&row.history).filter(|(at, _)| Some(**at) != head.period);
            let before = before.map(|(at, finding)| Listed::score(section, finding).in_period(Some(*at)));
            now.chain(before).map(|figure| figure.by_region(cut, &row.region)).collect::<Vec<_>>()
        });
        listed.collect()
    }
}
