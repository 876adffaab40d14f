//! The figures of the further questions, from counts. Each is counted, hidden and compared as the question that leads the report is;
//! only what is made of the answers differs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::types::{Account, Against, Asked, Gap, Gauge, InRegion, Level, Line, Moved, Questions, Reached};
use crate::config::{Config, Further, FurtherBenchmark, Reads};
use crate::facts::{Excerpt, Part, Visible};
use crate::figures::{Figures, Finding, Hidden, Since, asked_of_parts, parts, untold};
use crate::sections::View;
use crate::statistics::{
    Contrast, Mean, Verdict, against_traced, corrected, correlation, correlation_of_means,
    difference_of_means_traced, difference_of_shares_traced, interval_traced, mean_against_traced,
    related_difference_traced, sample, share_against_traced, upper_share_traced, wilson_traced,
};
use crate::survey::trace::{Silent, Trace};
use crate::survey::{Answers, Correction, Nps, Period, Question, QuestionKind, Region, Scale};

impl Questions {
    /// The same from counts; nothing where there is one question only.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let hidden = hidden_regions(view);
        let (mut questions, bare) = (Vec::new(), config.without_further());
        for (further, own) in config.further.iter().zip(&excerpt.further) {
            let asking = bare.asking(further);
            let mut own = own.clone();
            // What the leading question does not tell of a region no other does.
            for (ordinal, regions) in &hidden {
                own.withheld.entry(*ordinal).or_default().extend(regions.clone());
            }
            own.left_out.extend(&excerpt.left_out);
            let question = Asking { further, config: asking, excerpt: own };
            if question.is_of_these_answers(view.among.is_some()) {
                questions.push(question);
            }
        }
        // Most often chosen first: in a client's report, by its own answers.
        for options in questions.chunk_by_mut(|one, other| {
            let of = |question: &Asking<'_>| options_of(&question.further.question).map(str::to_owned);
            of(one).is_some() && of(one) == of(other)
        }) {
            let rest = |question: &Asking<'_>| question.further.question.name.is_empty();
            options
                .sort_by_cached_key(|of| (rest(of), Reverse(of.chosen()), of.further.question.name.clone()));
        }
        hide_alike(&mut questions, view.head.period);
        let mut all = Self(questions.iter().map(|question| question.figures(view)).collect());
        let mut families: BTreeMap<Option<&str>, Vec<(&Asking<'_>, &mut Asked)>> = BTreeMap::new();
        for (question, asked) in questions.iter().zip(&mut all.0) {
            families.entry(family(&question.further.question)).or_default().push((question, asked));
        }
        for mut together in families.into_values() {
            correct(&mut together, view);
        }
        (!all.0.is_empty()).then_some(all)
    }
}

/// What the comparisons of a question are corrected together with: the options of one with each other, the response rate by itself,
/// all else together.
pub(super) fn family(question: &Question) -> Option<&str> {
    let is_apart = question.kind.has_options() || question.kind == QuestionKind::Response;
    is_apart.then(|| question.asked())
}

/// The question that an option answers; none of what is no option.
pub(super) fn options_of(question: &Question) -> Option<&str> {
    question.kind.has_options().then(|| question.asked())
}

/// What tells of each other: the options of a question, which sum to all, and so do steps; and who answered is a step too.
pub(crate) fn told_together(question: &Question) -> Option<&str> {
    match question.kind {
        QuestionKind::Outcome | QuestionKind::Response => Some(""),
        _ => options_of(question),
    }
}

/// Hides of each question the regions that are hidden of any that tells of it: shares of all others would tell it.
fn hide_alike(questions: &mut [Asking<'_>], period: Option<Period>) {
    let ordinal = period.map(Period::ordinal);
    loop {
        let mut hidden: BTreeMap<String, BTreeSet<Region>> = BTreeMap::new();
        for question in questions.iter() {
            let Some(name) = told_together(&question.further.question) else { continue };
            let parts = question.parts(period).into_iter().filter(|(_, part)| !part.is_visible());
            hidden.entry(name.to_owned()).or_default().extend(parts.map(|(region, _)| region));
        }
        let mut has_more = false;
        for question in questions.iter_mut() {
            let regions = told_together(&question.further.question).and_then(|name| hidden.get(name));
            let Some(regions) = regions.filter(|regions| !regions.is_empty()) else { continue };
            let known = question.excerpt.withheld.entry(ordinal).or_default();
            let before = known.len();
            known.extend(regions.iter().cloned());
            has_more |= known.len() > before;
        }
        if !has_more {
            return;
        }
    }
}

/// Compares what is measured: the changes of questions together are corrected together, and so are all regions, and all benchmarks.
fn correct(together: &mut [(&Asking<'_>, &mut Asked)], view: &View<'_>) {
    let [mut changes, mut rests, mut benchmarks] = [(); 3].map(|()| Family::default());
    for (question, asked) in together.iter() {
        let counts = question.counts();
        let now = counts.answers(view.head.period);
        let parts = question.parts(view.head.period);
        for line in &asked.measures {
            let on = Measuring { gauge: line.measure, scale: question.config.question.scale, counts };
            for change in &line.changes {
                let is_told = line.now.estimate().is_some() && change.then.estimate().is_some();
                let then = counts.answers(Some(change.period));
                changes.ask(is_told.then(|| on.difference(&now, &then)).flatten());
            }
            for stated in &question.further.benchmarks {
                let is_of = line.measure == main(question.further);
                let test = (is_of && line.now.estimate().is_some()).then(|| on.against(&now, stated));
                benchmarks.ask(test.flatten());
            }
            let asked = asked_of_parts(&vec![true; line.regions.len()]);
            let first = rests.0.len();
            for (row, asked) in line.regions.iter().zip(asked) {
                let test = row.finding.estimate().and_then(|_| on.rest(&row.region, &parts));
                rests.0.push(test.map(|test| (first + asked, test)));
            }
        }
    }
    let method = view.counts.config.method;
    let [mut changes, mut rests, mut benchmarks] =
        [changes, rests, benchmarks].map(|family| family.corrected(method.correction).into_iter());
    for (question, asked) in together {
        for line in &mut asked.measures {
            let smallest = line.measure.unit(&asked.question).smallest();
            let gap = |found: Option<Option<(Contrast, f64)>>| {
                let (test, p_adjusted) = found.flatten()?;
                let verdict = test.verdict(p_adjusted, smallest, method.confidence);
                let z = finite(test.statistic);
                Some(Gap { gap: test.difference, z, p: test.p, p_adjusted, verdict })
            };
            for change in &mut line.changes {
                change.comparison = gap(changes.next()).map(|gap| gap.map(Into::into));
            }
            for stated in &question.further.benchmarks {
                let comparison = gap(benchmarks.next());
                if line.measure == main(question.further) {
                    line.benchmarks.push(against(stated, comparison));
                }
            }
            for row in &mut line.regions {
                row.rest = gap(rests.next());
            }
        }
    }
}

/// A test statistic that a report can hold: one without end stands as a billion.
pub(super) fn finite(statistic: f64) -> f64 {
    statistic.clamp(-1e9, 1e9)
}

/// The tests of comparisons shown together, each with a number for what it asks; none where there is nothing to compare.
#[derive(Default)]
struct Family(Vec<Option<(usize, Contrast)>>);

impl Family {
    /// Adds one that asks what no other does.
    fn ask(&mut self, test: Option<Contrast>) {
        let asked = self.0.len();
        self.0.push(test.map(|test| (asked, test)));
    }

    /// Each with its corrected p-value: those that ask the same count once.
    fn corrected(self, correction: Correction) -> Vec<Option<(Contrast, f64)>> {
        let mut tests: BTreeMap<usize, f64> = BTreeMap::new();
        for (asked, test) in self.0.iter().flatten() {
            tests.entry(*asked).or_insert(test.p);
        }
        let p: Vec<f64> = tests.values().copied().collect();
        let adjusted: BTreeMap<usize, f64> = tests.into_keys().zip(corrected(&p, correction)).collect();
        self.0
            .into_iter()
            .map(|test| test.and_then(|(asked, test)| Some((test, *adjusted.get(&asked)?))))
            .collect()
    }
}

impl<V> Gap<V> {
    fn map<W>(self, verdict: impl FnOnce(V) -> W) -> Gap<W> {
        let Self { gap, z, p, p_adjusted, verdict: old } = self;
        Gap { gap, z, p, p_adjusted, verdict: verdict(old) }
    }
}

/// What benchmarks of a question are of.
pub(super) fn main(further: &Further) -> Gauge {
    Gauge::of(further.question.kind).first().copied().unwrap_or(Gauge::Nps)
}

fn against(stated: &FurtherBenchmark, comparison: Option<Gap<Verdict>>) -> Against {
    let FurtherBenchmark { name, value, statistic, year, n, source, .. } = stated.clone();
    Against { name, value, statistic, year, n, source, comparison }
}

/// The regions that the question leading the report does not tell, in each period that it speaks of.
fn hidden_regions(view: &View<'_>) -> BTreeMap<Option<i32>, BTreeSet<Region>> {
    if view.counts.config.columns.region.is_none() {
        return BTreeMap::new();
    }
    let earlier = view.head.changes.iter().map(|change| Some(change.period));
    let periods = view.head.periods.iter().copied().map(Some).chain([view.head.period]).chain(earlier);
    periods.map(|period| (period.map(Period::ordinal), untold(view.counts, period))).collect()
}

/// A question, and what was counted of it.
struct Asking<'a> {
    further: &'a Further,
    /// The settings as if it led the report.
    config: Config,
    excerpt: Excerpt,
}

impl Asking<'_> {
    /// Whether it may be told of these answers. Of a client's own report, what only others chose is not, and whether an option has a
    /// name may not hang on how often they did: nor are the rest without a name told then, which hang on it too.
    fn is_of_these_answers(&self, is_of_client: bool) -> bool {
        let Reads::Options(options) = &self.further.reads else { return true };
        let name = &self.further.question.name;
        let is_offered =
            [&options.stated, &options.columns].into_iter().flatten().any(|of| of.value == *name);
        let may_be = is_offered || !is_of_client || !name.is_empty() || !options.stated.is_empty();
        let least = if name.is_empty() || !is_of_client { 1 } else { self.config.method.hide_below };
        may_be && (is_offered || self.chosen() >= least)
    }

    /// How many chose it, of whatever period.
    fn chosen(&self) -> u64 {
        let scale = &self.config.question.scale;
        self.excerpt.cells.values().map(|answers| answers.counts(scale).promoters()).sum()
    }

    fn counts(&self) -> Figures<'_> {
        Figures { config: &self.config, excerpt: &self.excerpt }
    }

    /// Every region of a period that has answers, as far as it may be told; none without regions.
    fn parts(&self, period: Option<Period>) -> BTreeMap<Region, Part> {
        let mut parts =
            if self.config.columns.region.is_some() { parts(self.counts(), period) } else { BTreeMap::new() };
        parts.retain(|_, part| part.counts.n() > 0);
        // What weighs differently, and is not all told, would need more to be hidden well than one question is worth.
        let is_weighted = parts.values().any(|part| part.answers.design().is_some());
        if self.excerpt.is_withheld || is_weighted && parts.values().any(|part| !part.is_visible()) {
            for part in parts.values_mut() {
                part.visible = Visible::Complement;
            }
        }
        parts
    }

    fn figures(&self, view: &View<'_>) -> Asked {
        let intake = &self.excerpt.intake;
        let measures = Gauge::of(self.further.question.kind).iter().map(|gauge| self.line(*gauge, view));
        let measures: Vec<Line> = measures.collect();
        Asked {
            level: measures.first().and_then(|line| self.level(line)),
            question: self.further.question.clone(),
            by_list: self.config.list.is_some() && self.further.is_of_asked(),
            account: self.config.columns.reader.is_empty().then(|| Account {
                answers: intake.rows_used,
                outside: intake.outside.values().sum(),
                rejected: intake.rejected.iter().map(|(reason, rejects)| (*reason, rejects.rows)).collect(),
            }),
            measures,
        }
    }

    /// The level that a measured value has reached.
    fn level(&self, line: &Line) -> Option<Reached> {
        let unit = line.measure.unit(&self.further.question);
        // What is lost by computing is not missing.
        let value = unit.shown(line.now.estimate()?.value) + 1e-9;
        let level = self.further.levels.iter().rfind(|level| value >= level.from)?;
        Some(Reached { name: level.name.clone().unwrap_or_default(), text: level.text.clone() })
    }

    /// What is measured, but for comparisons.
    fn line(&self, gauge: Gauge, view: &View<'_>) -> Line {
        let (period, counts) = (view.head.period, self.counts());
        let on = Measuring { gauge, scale: self.config.question.scale, counts };
        let parts = self.parts(period);
        let is_withheld = parts.values().any(|part| part.visible == Visible::Complement);
        let why = if is_withheld { Hidden::Complement } else { Hidden::TooFew };
        let regions = parts.into_iter().map(|(region, part)| {
            let finding = if part.is_visible() { on.finding(&part.answers) } else { Finding::Hidden { why } };
            InRegion { region, finding, rest: None }
        });
        let mut regions: Vec<InRegion> = regions.collect();
        regions.sort_by(|one, other| {
            order(one).0.cmp(&order(other).0).then(order(one).1.total_cmp(&order(other).1))
        });
        Line {
            measure: gauge,
            now: on.of_all(period),
            changes: earlier(view)
                .into_iter()
                .map(|(since, period)| Moved {
                    since,
                    period,
                    then: on.of_all(Some(period)),
                    comparison: None,
                })
                .collect(),
            over_time: view.head.periods.iter().map(|period| on.of_all(Some(*period))).collect(),
            benchmarks: Vec::new(),
            regions,
        }
    }
}

/// Regions stand as the report has them: the highest value first, then those of a low base, those that are not told, and answers
/// that name none.
fn order(row: &InRegion) -> (u8, f64) {
    match (&row.region, row.finding.estimate()) {
        (Region::NotStated | Region::Others, _) => (3, 0.0),
        (_, None) => (2, 0.0),
        (_, Some(level)) => (u8::from(level.low_base), -level.value),
    }
}

/// The periods that the reported one is compared with: those of the question that leads the report.
fn earlier(view: &View<'_>) -> Vec<(Since, Period)> {
    view.head.changes.iter().map(|change| (change.since, change.period)).collect()
}

/// What is made of the answers to a question.
#[derive(Clone, Copy)]
pub(super) struct Measuring<'a> {
    pub(super) gauge: Gauge,
    pub(super) scale: Scale,
    pub(super) counts: Figures<'a>,
}

impl Measuring<'_> {
    /// What all answers of a period measure, if that may be said.
    fn of_all(&self, period: Option<Period>) -> Finding<Level> {
        let excerpt = self.counts.excerpt;
        if excerpt.is_withheld || period.is_some_and(|period| excerpt.left_out.contains(&period.ordinal())) {
            return Finding::Hidden { why: Hidden::TooFewClients };
        }
        if self.is_of_one_hidden_region(period) {
            return Finding::Hidden { why: Hidden::Complement };
        }
        self.finding(&self.counts.answers(period))
    }

    /// Whether all answers are of one region that is not told: they would tell it.
    fn is_of_one_hidden_region(&self, period: Option<Period>) -> bool {
        let Figures { config, excerpt } = self.counts;
        let withheld = excerpt.withheld.get(&period.map(Period::ordinal));
        let is_any = config.columns.region.is_some() && withheld.is_some_and(|withheld| !withheld.is_empty());
        let of_period = || parts(self.counts, period).into_values().filter(|part| part.counts.n() > 0);
        is_any && of_period().count() == 1 && of_period().all(|part| !part.is_visible())
    }

    /// What these answers measure, if enough of them.
    fn finding(&self, answers: &Answers) -> Finding<Level> {
        match self.counts.finding(answers, None) {
            Finding::NoAnswers => Finding::NoAnswers,
            Finding::Hidden { why } => Finding::Hidden { why },
            Finding::Measured(estimate) => {
                let (n, low_base) = (estimate.n, estimate.low_base);
                let level = self.level(answers).map(|(value, ends)| {
                    let [lower, upper] = ends.map_or([None; 2], |ends| ends.map(Some));
                    Finding::Measured(Level { n, value, lower, upper, low_base })
                });
                level.unwrap_or(Finding::NoAnswers)
            }
        }
    }

    /// The value and its interval.
    fn level(&self, answers: &Answers) -> Option<(f64, Option<[f64; 2]>)> {
        Some((self.value_traced(answers, &mut Silent)?, self.ends_traced(answers, &mut Silent)))
    }

    /// The value, telling its steps.
    pub(super) fn value_traced(&self, answers: &Answers, trace: &mut impl Trace) -> Option<f64> {
        let sample = sample(answers, &self.scale)?;
        Some(match self.gauge {
            Gauge::Nps => Nps::traced(sample, trace).points(),
            Gauge::Mean => Mean::of_traced(answers, &self.scale, trace)?.mean(),
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Response | Gauge::Option => {
                upper_share_traced(sample, trace)
            }
        })
    }

    /// The ends of its interval, telling their steps; none of the mean of one answer.
    pub(super) fn ends_traced(&self, answers: &Answers, trace: &mut impl Trace) -> Option<[f64; 2]> {
        let (sample, method) = (sample(answers, &self.scale)?, self.counts.config.method);
        match self.gauge {
            // Nobody is left out of those who were asked: there is no chance in it.
            Gauge::Response => None,
            Gauge::Nps => {
                let interval =
                    interval_traced(sample, method.interval, method.confidence, method.seed, trace);
                Some([interval.low(), interval.high()])
            }
            Gauge::Mean => {
                Mean::of_traced(answers, &self.scale, trace)?.interval_traced(method.confidence, trace)
            }
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Option => {
                let share = upper_share_traced(sample, trace);
                Some(wilson_traced(share, sample.effective_n(), method.confidence, trace))
            }
        }
    }

    /// Whether two sets of answers that share none measure the same, in the unit of the measure.
    fn difference(&self, first: &Answers, second: &Answers) -> Option<Contrast> {
        self.difference_traced(first, second, &mut Silent)
    }

    /// The same, telling its steps.
    pub(super) fn difference_traced(
        &self,
        first: &Answers,
        second: &Answers,
        trace: &mut impl Trace,
    ) -> Option<Contrast> {
        let samples = || Some((sample(first, &self.scale)?, sample(second, &self.scale)?));
        let moves = || correlation(first, second, &self.scale);
        Some(match self.gauge {
            Gauge::Nps => {
                let (first, second) = samples()?;
                let test = related_difference_traced(first, second, moves(), trace);
                // What is clear by little is confirmed, as for the question that leads the report.
                let is_near = test.p <= self.counts.config.method.confidence.alpha();
                let test = if is_near { test.confirmed_traced(trace) } else { test };
                Contrast { difference: test.difference.points(), statistic: test.z, p: test.p }
            }
            Gauge::Mean => {
                let moves = correlation_of_means(first, second, &self.scale);
                let [first, second] = [first, second].map(|answers| Mean::of(answers, &self.scale));
                difference_of_means_traced(first?, second?, moves, trace)
            }
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Response | Gauge::Option => {
                let (first, second) = samples()?;
                difference_of_shares_traced(first, second, moves(), trace)
            }
        })
    }

    /// Whether answers measure what a benchmark states.
    fn against(&self, answers: &Answers, stated: &FurtherBenchmark) -> Option<Contrast> {
        self.against_traced(answers, stated, &mut Silent)
    }

    /// The same, telling its steps.
    pub(super) fn against_traced(
        &self,
        answers: &Answers,
        stated: &FurtherBenchmark,
        trace: &mut impl Trace,
    ) -> Option<Contrast> {
        let (value, of) = (stated.value, stated.statistic.answers(stated.n));
        let sample = sample(answers, &self.scale)?;
        Some(match self.gauge {
            Gauge::Nps => {
                let test = against_traced(sample, Nps::stated(value)?, of, trace);
                Contrast { difference: test.difference.points(), statistic: test.z, p: test.p }
            }
            Gauge::Mean => mean_against_traced(Mean::of(answers, &self.scale)?, value, of, trace),
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome | Gauge::Response | Gauge::Option => {
                share_against_traced(sample, value, of, trace)
            }
        })
    }

    /// A region against all others together, if these may be told.
    fn rest(&self, region: &Region, parts: &BTreeMap<Region, Part>) -> Option<Contrast> {
        let own = parts.get(region)?;
        let mut rest = Answers::default();
        for (_, part) in parts.iter().filter(|(other, _)| *other != region) {
            rest += &part.answers;
        }
        let is_told = rest.n() >= self.counts.config.method.hide_below;
        is_told.then(|| self.difference(&own.answers, &rest)).flatten()
    }
}
