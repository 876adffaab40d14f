//! The key findings of the trend in sentences.

use super::findings::{OUTSIDE_LIMITS, RUN};
use super::{ControlLimits, Trend};
use crate::figures::Estimate;
use crate::sections::Report;
use crate::sections::finding::{KeyFinding, Sentence, Told};
use crate::wording::Words;

impl Trend {
    /// One of them.
    pub(super) fn told(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        let (texts, control) = (&words.texts.key_findings, self.control.as_ref()?);
        let place = *finding.places().first()?;
        let now = report.head.overall.estimate()?;
        let sentence = if finding.kind == OUTSIDE_LIMITS {
            words.outside(control.limits.get(place)?, now)
        } else {
            let run = control.runs.get(place).filter(|_| finding.kind == RUN)?;
            let centre = words.nps_to(control.centre.points(), 1);
            let values = vec![("centre", centre), ("span", words.span(run.first, run.last))];
            (if run.above { &texts.run_above } else { &texts.run_below }, values)
        };
        Some(Told::new("trend", sentence))
    }
}

impl Words {
    fn outside(&self, limits: &ControlLimits, now: &Estimate) -> Sentence<'_> {
        let texts = &self.texts.key_findings;
        let is_above = now.nps.points() > limits.high;
        // As many decimals as show that it lies outside.
        let is_outside = |decimals: &u8| {
            let shown = |points: f64| self.points(points, *decimals);
            ![limits.low, limits.high].map(shown).contains(&shown(now.nps.points()))
        };
        let decimals = (1..=4).find(is_outside).unwrap_or(1);
        let ends = self.between(&self.points(limits.low, decimals), &self.points(limits.high, decimals));
        let values = vec![("nps", self.nps_to(now.nps.points(), decimals)), ("limits", ends)];
        (if is_above { &texts.above_limits } else { &texts.below_limits }, values)
    }
}
