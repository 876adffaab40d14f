//! The key findings in sentences: what became of the score, and how those of parts are chosen.

use super::{CHANGE, NO_CLEAR_CHANGE};
use crate::figures::{Change, Comparison, Estimate, Head, Versus};
use crate::sections::finding::{KeyFinding, Sentence, Told, places};
use crate::sections::{Report, Sections};
use crate::statistics::Trend;
use crate::survey::{Nps, Period};
use crate::wording::{MethodEntry, Words, fill};

impl Words {
    /// The key findings, each with its sentence. `report` has its regions in the order of `report.json`.
    #[must_use]
    pub fn key_findings<'a>(&self, report: &'a Report) -> Vec<(&'a KeyFinding, Told)> {
        let told = |finding: &'a KeyFinding| Some((finding, self.key_finding(report, finding)?));
        report.sections.key_findings().iter().filter_map(told).collect()
    }

    /// A key finding in one sentence, without a full stop. None of a report that it was not found in.
    fn key_finding(&self, report: &Report, finding: &KeyFinding) -> Option<Told> {
        let now = report.head.overall.estimate()?;
        let change = |pointer: &String| {
            let place = pointer.starts_with("/changes/").then(|| places(pointer).first().copied())?;
            report.head.changes.get(place?)
        };
        let mut changes = finding.figures.iter().filter_map(change);
        if finding.kind == CHANGE {
            return Some(Told::new("trend", self.changed(changes.next()?, now)?));
        }
        if finding.kind == NO_CLEAR_CHANGE {
            let first = changes.next()?;
            let later = changes.find(|later| later.period != first.period);
            return Some(Told::new("trend", self.unchanged(first, later, now)?));
        }
        report.sections.each().find_map(|(_, part)| part.tell(finding, report, self))
    }

    fn changed(&self, change: &Change, now: &Estimate) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let (comparison, then) = (change.comparison.as_ref()?, change.then.estimate()?);
        let pattern = match comparison.verdict {
            Trend::Improved => &texts.rose,
            Trend::Declined => &texts.fell,
            Trend::NoClearChange => return None,
        };
        let mut values = self.scores_apart(now.nps, then.nps, "then");
        values.extend([self.earlier(change.period), self.by(comparison, [now.nps, then.nps])]);
        Some((pattern, values))
    }

    fn unchanged(&self, change: &Change, later: Option<&Change>, now: &Estimate) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let [nps, then] = self.two_scores([now.nps, change.then.estimate()?.nps]);
        let mut values = vec![("nps", nps), ("then", then), self.earlier(change.period)];
        let Some(later) = later else { return Some((&texts.no_clear_change, values)) };
        let [_, year_then] = self.two_scores([now.nps, later.then.estimate()?.nps]);
        values.push(("year_then", year_then));
        values.push(("year_earlier", self.period_inside(later.period)));
        Some((&texts.no_clear_change_twice, values))
    }

    pub(crate) fn earlier(&self, period: Period) -> (&'static str, String) {
        ("earlier", self.period_inside(period))
    }

    pub(crate) fn by<V>(&self, comparison: &Comparison<V>, scores: [Nps; 2]) -> (&'static str, String) {
        ("change", self.change_in_points_between(comparison.difference.points(), scores))
    }

    /// Two scores that differ clearly, with as many decimals, up to two, as show it.
    pub(crate) fn scores_apart(
        &self,
        nps: Nps,
        other: Nps,
        name: &'static str,
    ) -> Vec<(&'static str, String)> {
        let shown = |decimals| self.two_scores_to([nps, other], decimals);
        let decimals = decimals(nps, other, |decimals| {
            let [nps, other] = shown(decimals);
            nps != other
        });
        let [nps, other] = shown(decimals);
        vec![("nps", nps), (name, other)]
    }

    /// A score beside a benchmark's stated value and name, with as many decimals as show the difference.
    pub(crate) fn score_and_benchmark(&self, versus: &Versus, nps: Nps) -> Vec<(&'static str, String)> {
        let benchmark = &versus.benchmark;
        let (value, shown) = (self.stated(benchmark.value), |decimals| self.nps_to(nps.points(), decimals));
        let nps = shown(decimals(nps, benchmark.value, |decimals| shown(decimals) != value));
        vec![("nps", nps), ("value", value), ("name", benchmark.name.clone())]
    }

    /// How key findings are chosen; nothing where there are none.
    pub(crate) fn key_findings_method(&self, head: &Head, sections: &Sections) -> Option<MethodEntry> {
        let texts = &self.texts.key_findings;
        sections.key_findings().first()?;
        let alpha = [("alpha", self.alpha(head.method.confidence))];
        Some(MethodEntry::new(&texts.term, fill(&texts.method, &alpha)))
    }
}

/// How many decimals, up to two, show that two scores differ; whole points will not do for less than one.
fn decimals(nps: Nps, other: Nps, shows: impl Fn(u8) -> bool) -> u8 {
    let fewest = u8::from((nps - other).points().abs() < 1.0);
    (fewest..2).find(|decimals| shows(*decimals)).unwrap_or(2)
}
