//! Single figures and what comparisons say about them: key figures, table cells, notes.

use super::Words;
use super::fill::fill;
use crate::config::Statistic;
use crate::report::{
    Benchmark, Change, Comparison, Estimate, Finding, Hidden, Method, RegionRow, Report, Since, Versus,
};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Confidence, Group, Region};

impl Words {
    /// The name of a level: the report's own, or the language's for a default one. `index` is that of
    /// an estimate's `level`.
    #[must_use]
    pub fn level<'a>(&self, report: &'a Report, index: usize) -> &'a str {
        let own = report.levels.get(index).and_then(|level| level.name.as_deref());
        let names = &self.texts.figure.levels;
        own.or_else(|| names.get(index).or(names.last()).copied()).unwrap_or_default()
    }

    /// A group in the plural: `Promoters`.
    #[must_use]
    pub fn group(&self, group: Group) -> &'static str {
        match group {
            Group::Detractor => self.texts.labels.detractors,
            Group::Passive => self.texts.labels.passives,
            Group::Promoter => self.texts.labels.promoters,
        }
    }

    /// One of a group: `Promoter`.
    #[must_use]
    pub fn group_member(&self, group: Group) -> &'static str {
        match group {
            Group::Detractor => self.texts.labels.detractor,
            Group::Passive => self.texts.labels.passive,
            Group::Promoter => self.texts.labels.promoter,
        }
    }

    /// A region's name, or the word for "not stated".
    #[must_use]
    pub fn region<'a>(&self, region: &'a Region) -> &'a str {
        match region {
            Region::Named(name) => name,
            Region::NotStated => self.texts.labels.not_stated,
        }
    }

    /// A score to one decimal for a table cell, or why there is none: `26.7`, `too few answers`.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        finding.estimate().map_or_else(
            || self.missing(finding).to_owned(),
            |estimate| self.points(estimate.nps.points(), 1),
        )
    }

    /// Why a finding has no figure, in place of one: `too few answers`.
    #[must_use]
    pub fn missing(&self, finding: &Finding) -> &'static str {
        match finding {
            Finding::Hidden { why: Hidden::TooFew } => self.texts.figure.too_few,
            Finding::Hidden { why: Hidden::Complement } => self.texts.figure.withheld,
            Finding::NoAnswers | Finding::Measured(_) => self.texts.figure.empty,
        }
    }

    /// What a reader must know about a figure: that its base is low, or why it is not shown.
    #[must_use]
    pub fn note(&self, finding: &Finding, method: &Method) -> Option<String> {
        let texts = &self.texts.figure;
        match finding {
            Finding::Measured(estimate) if estimate.low_base => Some(self.low_base_note(method)),
            Finding::Measured(_) => None,
            Finding::Hidden { why: Hidden::TooFew } => {
                Some(fill(texts.too_few_note, &[("limit", self.count(method.hide_below))]))
            }
            Finding::Hidden { why: Hidden::Complement } => Some(texts.withheld_note.to_owned()),
            Finding::NoAnswers => Some(texts.empty_note.to_owned()),
        }
    }

    /// What a low base is.
    #[must_use]
    pub fn low_base_note(&self, method: &Method) -> String {
        fill(self.texts.figure.low_base_note, &[("limit", self.count(method.low_base))])
    }

    /// What a low base is, for a key: `low base: fewer than 30 answers`.
    #[must_use]
    pub fn low_base_key(&self, method: &Method) -> String {
        fill(self.texts.figure.low_base_key, &[("limit", self.count(method.low_base))])
    }

    /// How precise a score is, for the line under it: `95% interval 17.7 to 35.1, n = 300`.
    #[must_use]
    pub fn precision(&self, estimate: &Estimate, method: &Method) -> String {
        fill(
            self.texts.figure.precision,
            &[
                ("confidence", self.confidence(method.confidence)),
                ("interval", self.interval(estimate.interval)),
                ("base", self.base(estimate.n)),
            ],
        )
    }

    /// A named figure with its interval and base in one line, for the title of a mark:
    /// `North: 26.7 (17.7 to 35.1), n = 300`.
    #[must_use]
    pub fn named_finding(&self, name: &str, finding: &Finding) -> String {
        let texts = &self.texts.figure;
        match finding {
            Finding::Measured(estimate) => {
                let pattern = if estimate.low_base { texts.named_low_base } else { texts.named };
                fill(
                    pattern,
                    &[
                        ("name", name.to_owned()),
                        ("nps", self.points(estimate.nps.points(), 1)),
                        ("interval", self.interval(estimate.interval)),
                        ("base", self.base(estimate.n)),
                    ],
                )
            }
            Finding::NoAnswers | Finding::Hidden { .. } => {
                fill(texts.named_without, &[("name", name), ("why", self.missing(finding))])
            }
        }
    }

    /// A name with its value, for a mark or a legend: `Promoters: 47%`, `Industry median: 37`.
    #[must_use]
    pub fn marked(&self, name: &str, value: &str) -> String {
        fill(self.texts.figure.marked, &[("name", name), ("value", value)])
    }

    /// A benchmark beside its line: `Industry median: 37`.
    #[must_use]
    pub fn benchmark_mark(&self, benchmark: &Benchmark) -> String {
        self.marked(&benchmark.name, &self.stated(benchmark.value))
    }

    /// The interval by name: `95% confidence interval`.
    #[must_use]
    pub fn interval_name(&self, level: Confidence) -> String {
        fill(self.texts.figure.band, &[("confidence", self.confidence(level))])
    }

    /// What a change is measured from: `On the previous quarter`.
    #[must_use]
    pub fn since(&self, change: &Change) -> &'static str {
        let texts = &self.texts.change;
        match change.since {
            Since::PreviousPeriod => texts.on_previous.of(change.period),
            Since::YearEarlier => texts.on_year_earlier.of(change.period),
        }
    }

    /// What a change says, in one sentence without a full stop.
    #[must_use]
    pub fn change_sentence(&self, change: &Change) -> String {
        let texts = &self.texts.change;
        let mut values = vec![("earlier", self.period_inside(change.period))];
        let pattern = match (&change.then, &change.comparison) {
            (Finding::NoAnswers, _) => texts.then_empty,
            (Finding::Hidden { why: Hidden::TooFew }, _) => texts.then_too_few,
            (Finding::Hidden { why: Hidden::Complement }, _) => texts.then_withheld,
            (Finding::Measured(_), None) => return texts.now_missing.to_owned(),
            (Finding::Measured(then), Some(comparison)) => {
                values.push(("then", self.nps(then.nps.points())));
                values.extend(self.difference(comparison));
                match comparison.verdict {
                    Trend::Improved => texts.rose,
                    Trend::Declined => texts.fell,
                    Trend::NoClearChange => texts.unclear,
                }
            }
        };
        fill(pattern, &values)
    }

    /// What a comparison with a benchmark says, in one sentence without a full stop.
    #[must_use]
    pub fn versus_sentence(&self, versus: &Versus) -> String {
        let texts = &self.texts.versus;
        let benchmark = &versus.benchmark;
        let mut values = vec![("benchmark", benchmark.name.clone()), ("value", self.stated(benchmark.value))];
        values.extend(versus.comparison.iter().flat_map(|comparison| self.difference(comparison)));
        let pattern = match versus.comparison.as_ref().map(|comparison| comparison.verdict) {
            Some(Verdict::Above) => texts.above,
            Some(Verdict::Below) => texts.below,
            Some(Verdict::Unclear) => texts.unclear,
            None => texts.missing,
        };
        fill(pattern, &values)
    }

    /// What the comparison of a region with the rest says, in one sentence without a full stop.
    #[must_use]
    pub fn region_sentence(&self, row: &RegionRow) -> String {
        let texts = &self.texts.rest;
        let mut values = vec![("region", self.region(&row.region).to_owned())];
        values.extend(row.rest.iter().flat_map(|comparison| self.difference(comparison)));
        let pattern = match row.rest.as_ref().map(|comparison| comparison.verdict) {
            Some(Verdict::Above) => texts.above,
            Some(Verdict::Below) => texts.below,
            Some(Verdict::Unclear) => texts.unclear,
            None => texts.missing,
        };
        fill(pattern, &values)
    }

    /// A difference both ways: its size, and with its sign.
    pub(super) fn difference<V>(&self, comparison: &Comparison<V>) -> [(&'static str, String); 2] {
        let points = comparison.difference.points();
        [("points", self.distance(points)), ("change", self.change_in_points(points))]
    }

    /// A verdict in a word or two: `above`.
    #[must_use]
    pub fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Above => self.texts.versus.verdict_above,
            Verdict::Below => self.texts.versus.verdict_below,
            Verdict::Unclear => self.texts.versus.verdict_unclear,
        }
    }

    /// What became of a score in a word or two: `rose`.
    #[must_use]
    pub fn trend_verdict(&self, trend: Trend) -> &'static str {
        match trend {
            Trend::Improved => self.texts.change.verdict_rose,
            Trend::Declined => self.texts.change.verdict_fell,
            Trend::NoClearChange => self.texts.change.verdict_unclear,
        }
    }

    /// What a benchmark's value is: `median`.
    #[must_use]
    pub fn statistic(&self, statistic: Statistic) -> &'static str {
        match statistic {
            Statistic::Mean => self.texts.versus.mean,
            Statistic::Median => self.texts.versus.median,
            Statistic::Score => self.texts.versus.score,
            Statistic::Target => self.texts.versus.target,
        }
    }

    /// All that is known of a benchmark but its name and value, in one line:
    /// `median, 2025, n = 1,200, Airlines, UK, Example Institute`.
    #[must_use]
    pub fn benchmark_facts(&self, benchmark: &Benchmark) -> String {
        let facts = [
            Some(self.statistic(benchmark.statistic).to_owned()),
            benchmark.year.map(|year| year.to_string()),
            benchmark.n.map(|n| self.base(n)),
            benchmark.industry.clone(),
            benchmark.region.clone(),
            benchmark.source.clone(),
        ];
        self.list(&facts.into_iter().flatten().collect::<Vec<_>>())
    }
}
