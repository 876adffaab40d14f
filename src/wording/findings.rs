//! Single figures and what comparisons say about them: key figures, table cells, notes.

use super::Words;
use super::fill::fill;
use super::periods::capitalised;
use crate::config::Statistic;
use crate::figures::{Benchmark, Change, Estimate, Finding, Head, Hidden, Method, Scored, Since};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Confidence, Group, Region};

impl Words {
    /// The name of a level: the report's own, or the language's for a default one. `index` is that of
    /// an estimate's `level`.
    #[must_use]
    pub fn level<'a>(&'a self, head: &'a Head, index: usize) -> &'a str {
        let own = head.levels.get(index).and_then(|level| level.name.as_deref());
        let names = &self.texts.figure.levels;
        own.or_else(|| names.get(index).or(names.last()).map(|name| &**name)).unwrap_or_default()
    }

    /// A group in the plural: `Promoters`.
    #[must_use]
    pub fn group(&self, group: Group) -> &str {
        match group {
            Group::Detractor => &self.texts.labels.detractors,
            Group::Passive => &self.texts.labels.passives,
            Group::Promoter => &self.texts.labels.promoters,
        }
    }

    /// One of a group: `Promoter`.
    #[must_use]
    pub fn group_member(&self, group: Group) -> &str {
        match group {
            Group::Detractor => &self.texts.labels.detractor,
            Group::Passive => &self.texts.labels.passive,
            Group::Promoter => &self.texts.labels.promoter,
        }
    }

    /// A region's name, or the word for "not stated".
    #[must_use]
    pub fn region<'a>(&'a self, region: &'a Region) -> &'a str {
        match region {
            Region::Named(name) => name,
            Region::NotStated => &self.texts.labels.not_stated,
            Region::Others => &self.texts.labels.others,
        }
    }

    /// A score to one decimal for a table cell, or why there is none: `26.7`, `too few answers`.
    #[must_use]
    pub fn finding<E: Scored>(&self, finding: &Finding<E>) -> String {
        finding.estimate().map_or_else(
            || self.missing(finding).to_owned(),
            |estimate| self.nps_to(estimate.nps().points(), 1),
        )
    }

    /// Why a finding has no figure, in place of one: `too few answers`.
    #[must_use]
    pub fn missing<E>(&self, finding: &Finding<E>) -> &str {
        match finding {
            Finding::Hidden { why: Hidden::TooFew } => &self.texts.figure.too_few,
            Finding::Hidden { why: Hidden::Complement } => &self.texts.figure.withheld,
            Finding::Hidden { why: Hidden::TooFewClients } => &self.texts.figure.too_few_clients,
            Finding::NoAnswers | Finding::Measured(_) => &self.texts.figure.empty,
        }
    }

    /// What a reader must know about a figure: that its base is low, or why it is not shown.
    #[must_use]
    pub fn note<E: Scored>(&self, finding: &Finding<E>, method: &Method) -> Option<String> {
        let texts = &self.texts.figure;
        match finding {
            Finding::Measured(estimate) if estimate.low_base() => Some(self.low_base_note(method)),
            Finding::Measured(_) => None,
            Finding::Hidden { why: Hidden::TooFew } => {
                Some(fill(&texts.too_few_note, &[("limit", self.count(method.hide_below))]))
            }
            Finding::Hidden { why: Hidden::Complement } => Some(texts.withheld_note.to_string()),
            Finding::Hidden { why: Hidden::TooFewClients } => Some(texts.too_few_clients_note.to_string()),
            Finding::NoAnswers => Some(texts.empty_note.to_string()),
        }
    }

    /// What a low base is.
    #[must_use]
    pub fn low_base_note(&self, method: &Method) -> String {
        fill(&self.texts.figure.low_base_note, &[("limit", self.count(method.low_base))])
    }

    /// What a low base is, for a key: `low base: fewer than 30 answers`.
    #[must_use]
    pub fn low_base_key(&self, method: &Method) -> String {
        fill(&self.texts.figure.low_base_key, &[("limit", self.count(method.low_base))])
    }

    /// How precise a score is, for the line under it: `95% confidence interval 17.7 to 35.1, n = 300`.
    #[must_use]
    pub fn precision(&self, estimate: &Estimate, method: &Method) -> String {
        let precision = fill(
            &self.texts.figure.precision,
            &[
                ("confidence", self.confidence(method.confidence)),
                ("interval", self.interval(estimate.interval)),
                ("base", self.base(estimate.n)),
            ],
        );
        self.with_effective_n(precision, estimate)
    }

    /// A name with its value, for a mark or a legend: `Promoters: 47%`, `Industry median: 37`.
    #[must_use]
    pub fn marked(&self, name: &str, value: &str) -> String {
        fill(&self.texts.figure.marked, &[("name", name), ("value", value)])
    }

    /// A table of the appendix, by its number from 1: `Table A3`.
    #[must_use]
    pub fn appendix_table(&self, number: usize) -> String {
        fill(&self.texts.figure.appendix_table, &[("number", number.to_string())])
    }

    /// The same with its caption: `Table A3: NPS by region`.
    #[must_use]
    pub fn appendix_caption(&self, number: usize, caption: &str) -> String {
        self.marked(&capitalised(&self.appendix_table(number)), caption)
    }

    /// A benchmark beside its line: `Industry median: 37`.
    #[must_use]
    pub fn benchmark_mark(&self, benchmark: &Benchmark) -> String {
        self.marked(&benchmark.name, &self.stated(benchmark.value))
    }

    /// The interval by name: `95% confidence interval`.
    #[must_use]
    pub fn interval_name(&self, level: Confidence) -> String {
        fill(&self.texts.figure.band, &[("confidence", self.confidence(level))])
    }

    /// What a change is measured from: `Since the previous quarter`.
    #[must_use]
    pub fn since(&self, change: &Change) -> String {
        let texts = &self.texts.change;
        match change.since {
            Since::PreviousPeriod => texts.on_previous.of(change.period).to_string(),
            Since::YearEarlier => texts.on_year_earlier.of(change.period).to_string(),
            Since::Named => fill(&texts.on_named, &[("earlier", self.period_inside(change.period))]),
        }
    }

    /// The earlier score and how sure the change is, or why there is none: `20 in Q2 2026, p = 0.024`.
    #[must_use]
    pub fn change_facts(&self, change: &Change, now: &Finding) -> String {
        let texts = &self.texts.change;
        let mut values = vec![("earlier", self.period_inside(change.period))];
        let pattern = match &change.then {
            Finding::NoAnswers => &texts.then_empty,
            Finding::Hidden { why: Hidden::TooFew } => &texts.then_too_few,
            Finding::Hidden { why: Hidden::Complement | Hidden::TooFewClients } => &texts.then_withheld,
            Finding::Measured(then) => {
                let now = now.estimate().map_or(then.nps, |now| now.nps);
                let [_, then] = self.two_scores([now, then.nps]);
                values.push(("then", then));
                &texts.then
            }
        };
        let p = change.comparison.as_ref().map(|comparison| self.p_value(comparison.p_adjusted));
        self.list(&[Some(fill(pattern, &values)), p].into_iter().flatten().collect::<Vec<_>>())
    }

    /// A benchmark's kind, value, year and source, without its name: `median: 37, 2025, Example Institute`.
    #[must_use]
    pub fn benchmark_brief(&self, benchmark: &Benchmark) -> String {
        let facts = [
            Some(self.marked(self.statistic(benchmark.statistic), &self.stated(benchmark.value))),
            Self::year(benchmark),
            benchmark.source.clone(),
        ];
        self.list(&facts.into_iter().flatten().collect::<Vec<_>>())
    }

    /// A verdict in a word or two: `above`.
    #[must_use]
    pub fn verdict(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Above => &self.texts.versus.verdict_above,
            Verdict::Below => &self.texts.versus.verdict_below,
            Verdict::Unclear => &self.texts.versus.verdict_unclear,
        }
    }

    /// What became of a score in a word or two: `rose`.
    #[must_use]
    pub fn trend_verdict(&self, trend: Trend) -> &str {
        match trend {
            Trend::Improved => &self.texts.change.verdict_rose,
            Trend::Declined => &self.texts.change.verdict_fell,
            Trend::NoClearChange => &self.texts.change.verdict_unclear,
        }
    }

    /// What a benchmark's value is: `median`.
    #[must_use]
    pub fn statistic(&self, statistic: Statistic) -> &str {
        match statistic {
            Statistic::Mean => &self.texts.versus.mean,
            Statistic::Median => &self.texts.versus.median,
            Statistic::Score => &self.texts.versus.score,
            Statistic::Target => &self.texts.versus.target,
        }
    }

    /// The year of a benchmark, unless its source says it.
    fn year(benchmark: &Benchmark) -> Option<String> {
        let year = benchmark.year?.to_string();
        let said = benchmark.source.as_ref().is_some_and(|source| source.contains(&year));
        (!said).then_some(year)
    }

    /// All that is known of a benchmark but its name and value, in one line; without the kind, industry or
    /// region where the name says it: `median, 2025, n = 1,200, Airlines, UK, Example Institute`.
    #[must_use]
    pub fn benchmark_facts(&self, benchmark: &Benchmark) -> String {
        let name = benchmark.name.to_lowercase();
        let unsaid = |fact: &&String| !name.contains(&fact.to_lowercase());
        let statistic = self.statistic(benchmark.statistic);
        let facts = [
            Some(statistic.to_owned()).filter(|statistic| unsaid(&statistic)),
            Self::year(benchmark),
            benchmark.n.map(|n| self.base(n)),
            benchmark.industry.as_ref().filter(unsaid).cloned(),
            benchmark.region.as_ref().filter(unsaid).cloned(),
            benchmark.source.clone(),
        ];
        self.list(&facts.into_iter().flatten().collect::<Vec<_>>())
    }
}
