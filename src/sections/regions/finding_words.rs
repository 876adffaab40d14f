//! The key findings of regions in sentences.

use super::findings::{Offers, REGION_BENCHMARK, REGION_TARGET};
use super::{RegionRow, Regions};
use crate::config::Statistic;
use crate::figures::Versus;
use crate::sections::Report;
use crate::sections::finding::{KeyFinding, Sentence};
use crate::statistics::{Trend, Verdict};
use crate::survey::Period;
use crate::wording::Words;

impl Regions {
    /// One of them, of rows that offer such.
    pub(super) fn told<'w>(
        &self,
        finding: &KeyFinding,
        report: &Report,
        words: &'w Words,
        offers: &Offers,
    ) -> Option<Sentence<'w>> {
        let places = finding.places_below(&offers.at);
        let row = self.0.get(*places.first()?)?;
        let [apart, changed] = &offers.kinds;
        if finding.kind == *apart {
            words.region_apart(row)
        } else if finding.kind == *changed {
            words.region_changed(row, report.head.period?.previous())
        } else {
            let versus = row.benchmarks.get(*places.get(1)?)?;
            let is_stated = [REGION_TARGET, REGION_BENCHMARK].contains(&finding.kind);
            words.region_against(row, versus).filter(|_| is_stated)
        }
    }
}

impl Words {
    fn region_apart(&self, row: &RegionRow) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let rest = row.rest.as_ref()?;
        let pattern = match rest.verdict {
            Verdict::Above => &texts.region_above,
            Verdict::Below => &texts.region_below,
            Verdict::Unclear => return None,
        };
        let values = vec![
            ("region", self.region(&row.region).to_owned()),
            ("nps", self.nps(row.finding.estimate()?.nps.points())),
            ("points", self.distance(rest.difference.points())),
        ];
        Some((pattern, values))
    }

    fn region_changed(&self, row: &RegionRow, earlier: Period) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let change = row.change.as_ref()?;
        let pattern = match change.verdict {
            Trend::Improved => &texts.region_rose,
            Trend::Declined => &texts.region_fell,
            Trend::NoClearChange => return None,
        };
        let (now, then) = (row.finding.estimate()?.nps, row.then.as_ref()?.estimate()?.nps);
        let mut values = self.scores_apart(now, then, "then");
        values.push(("region", self.region(&row.region).to_owned()));
        values.extend([self.earlier(earlier), self.by(change, [now, then])]);
        Some((pattern, values))
    }

    fn region_against(&self, row: &RegionRow, versus: &Versus) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let mut values = self.score_and_benchmark(versus, row.finding.estimate()?.nps);
        values.push(("region", self.region(&row.region).to_owned()));
        let is_target = versus.benchmark.statistic == Statistic::Target;
        let pattern = match (versus.comparison.as_ref()?.verdict, is_target) {
            (Verdict::Above, true) => &texts.region_target_reached,
            (Verdict::Below, true) => &texts.region_target_missed,
            (Verdict::Above, false) => &texts.region_above_benchmark,
            (Verdict::Below, false) => &texts.region_below_benchmark,
            (Verdict::Unclear, _) => return None,
        };
        Some((pattern, values))
    }
}
