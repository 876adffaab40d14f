//! The key findings in sentences, made from the figures that they point to.

use super::{About, KeyFinding};
use crate::config::Statistic;
use crate::figures::{Change, Comparison, Estimate, Head, Versus};
use crate::sections::participants::Group;
use crate::sections::regions::RegionRow;
use crate::sections::why::Why;
use crate::sections::{Report, Sections};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Nps, Period};
use crate::wording::{MethodEntry, Text, Words, fill};

/// A pattern and what fills it.
type Sentence<'a> = (&'a Text, Vec<(&'static str, String)>);

impl Words {
    /// The key findings, each with its sentence. `report` has its regions in the order of `report.json`.
    #[must_use]
    pub fn key_findings<'a>(&self, report: &'a Report) -> Vec<(&'a KeyFinding, String)> {
        let told = |finding: &'a KeyFinding| Some((finding, self.key_finding(report, finding)?));
        report.sections.key_findings().iter().filter_map(told).collect()
    }

    /// A key finding in one sentence, without a full stop. None of a report that it was not found in.
    fn key_finding(&self, report: &Report, finding: &KeyFinding) -> Option<String> {
        let texts = &self.texts.key_findings;
        let now = report.head.overall.estimate()?;
        let (pattern, values) = match finding.about(&report.head, &report.sections)? {
            About::Change(change) => self.changed(change, now)?,
            About::NoClearChange(change, later) => self.unchanged(change, later, now)?,
            About::Shift(why) => (&texts.shift, self.part(why, why.mix)),
            About::RegionPart(why, line) => {
                let mut values = self.part(why, line.effect.rate());
                values.push(("region", self.region(line.region.as_ref()?).to_owned()));
                values.extend(self.scores_apart(line.after?.nps, line.before?.nps, "then"));
                (&texts.region_part, values)
            }
            About::Versus(versus) => self.against(versus, now.nps)?,
            About::Group(group, peers_in) => self.beside(group, peers_in, now)?,
            About::Region(row) => self.region_apart(row)?,
            About::RegionChange(row) => self.region_changed(row, report.head.period?.previous())?,
            About::RegionVersus(row, versus) => self.region_against(row, versus)?,
            About::OutsideLimits(limits) => {
                let is_above = now.nps.points() > limits.high;
                // As many decimals as show that it lies outside.
                let is_outside = |decimals: &u8| {
                    let shown = |points: f64| self.points(points, *decimals);
                    ![limits.low, limits.high].map(shown).contains(&shown(now.nps.points()))
                };
                let decimals = (1..=4).find(is_outside).unwrap_or(1);
                let ends =
                    self.between(&self.points(limits.low, decimals), &self.points(limits.high, decimals));
                let values = vec![("nps", self.nps_to(now.nps.points(), decimals)), ("limits", ends)];
                (if is_above { &texts.above_limits } else { &texts.below_limits }, values)
            }
            About::Run(run, control) => {
                let centre = self.nps_to(control.centre.points(), 1);
                let values = vec![("centre", centre), ("span", self.span(run.first, run.last))];
                (if run.above { &texts.run_above } else { &texts.run_below }, values)
            }
        };
        Some(fill(pattern, &values))
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

    /// A part of a change.
    fn part(&self, why: &Why, part: f64) -> Vec<(&'static str, String)> {
        let change = self.change_in_points_to((why.after - why.before).points(), 1);
        vec![self.earlier(why.period), ("change", change), ("part", self.change_in_points_to(part, 1))]
    }

    fn against(&self, versus: &Versus, nps: Nps) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let mut values = self.score_and_benchmark(versus, nps);
        let is_target = versus.benchmark.statistic == Statistic::Target;
        let pattern = match (versus.comparison.as_ref()?.verdict, is_target) {
            (Verdict::Above, true) => &texts.target_reached,
            (Verdict::Below, true) => &texts.target_missed,
            (Verdict::Above, false) => &texts.above_benchmark,
            (Verdict::Below, false) => &texts.below_benchmark,
            (Verdict::Unclear, _) => {
                values.push(("chance", self.chance_number(versus)?));
                &texts.target_open
            }
        };
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

    fn beside(&self, group: &Group, peers_in: Option<&str>, now: &Estimate) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let mut values = self.scores_apart(now.nps, group.finding.estimate()?.nps, "value");
        values.extend(peers_in.map(|within| ("group", within.to_owned())));
        let pattern = match (group.comparison.as_ref()?.verdict, peers_in.is_some()) {
            (Verdict::Above, false) => &texts.above_others,
            (Verdict::Below, false) => &texts.below_others,
            (Verdict::Above, true) => &texts.above_peers,
            (Verdict::Below, true) => &texts.below_peers,
            (Verdict::Unclear, _) => return None,
        };
        Some((pattern, values))
    }

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

    fn earlier(&self, period: Period) -> (&'static str, String) {
        ("earlier", self.period_inside(period))
    }

    fn by<V>(&self, comparison: &Comparison<V>, scores: [Nps; 2]) -> (&'static str, String) {
        ("change", self.change_in_points_between(comparison.difference.points(), scores))
    }

    /// Two scores that differ clearly, with as many decimals, up to two, as show it.
    fn scores_apart(&self, nps: Nps, other: Nps, name: &'static str) -> Vec<(&'static str, String)> {
        let shown = |decimals| self.two_scores_to([nps, other], decimals);
        let decimals = decimals(nps, other, |decimals| {
            let [nps, other] = shown(decimals);
            nps != other
        });
        let [nps, other] = shown(decimals);
        vec![("nps", nps), (name, other)]
    }

    /// A score beside a benchmark's stated value and name, with as many decimals as show the difference.
    fn score_and_benchmark(&self, versus: &Versus, nps: Nps) -> Vec<(&'static str, String)> {
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
