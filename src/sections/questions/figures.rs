//! The figures of the further questions, from counts. Each is counted, hidden and compared as the question that leads the report is;
//! only what is made of the answers differs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::measuring::Measuring;
use super::types::{Account, Against, Asked, Gap, Gauge, InCut, InRegion, Line, Moved, Questions, Reached};
use crate::config::{Columns, Config, Further, FurtherBenchmark, Named, Reads};
use crate::facts::{Excerpt, Part, Visible};
use crate::figures::{Figures, Since, asked_of_parts, parts, parts_by_cuts, untold};
use crate::sections::View;
use crate::statistics::{Contrast, Verdict, corrected};
use crate::survey::{Correction, Period, Question, QuestionKind, Region};

impl Questions {
    /// The same from counts; nothing where there is one question only.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        Self::made(view, false)
    }

    /// What comments are about, or all other questions, from counts; nothing without any.
    pub(super) fn made(view: &View<'_>, of_comments: bool) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let hidden = hidden_regions(view);
        let (mut questions, bare) = (Vec::new(), config.without_further());
        let is_meant = |further: &Further| (further.question.kind == QuestionKind::Themes) == of_comments;
        let each = config.further.iter().zip(&excerpt.further).filter(|(further, _)| is_meant(further));
        for (further, own) in each {
            let asking = bare.asking(further);
            let mut own = own.clone();
            // What the leading question does not tell of a region no other does.
            for (ordinal, regions) in &hidden {
                own.withheld.entry(*ordinal).or_default().extend(regions.clone());
            }
            own.left_out.extend(&excerpt.left_out);
            let question = Asking { further, config: asking, excerpt: own, by_cut: Vec::new() };
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
        tell_by_cuts(&mut questions, view);
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

/// So many options of a question are told by the further cuts, those that most chose: what may be told is looked for of each of them.
const MOST_BY_CUT: usize = 10;

/// Tells each question by the further cuts, as far as the leading one is: of those that tell of each other the same values. Weighted
/// answers to several questions are told by regions only.
fn tell_by_cuts(questions: &mut [Asking<'_>], view: &View<'_>) {
    if view.by_cut.is_empty() || view.counts.config.is_weighted() {
        return;
    }
    let mut groups: BTreeMap<(Option<String>, usize), Vec<&mut Asking<'_>>> = BTreeMap::new();
    for (at, question) in questions.iter_mut().enumerate() {
        let name = told_together(&question.further.question).map(str::to_owned);
        let alone = if name.is_some() { 0 } else { at };
        groups.entry((name, alone)).or_default().push(question);
    }
    // Whatever is told together hangs on nothing else.
    let groups: Vec<Vec<&mut Asking<'_>>> = groups.into_values().collect();
    groups.into_par_iter().for_each(|mut together| {
        let has_options = together.first().is_some_and(|of| of.further.question.kind.has_options());
        together.truncate(if has_options { MOST_BY_CUT } else { usize::MAX });
        let mut hidden: Vec<BTreeSet<Region>> = vec![BTreeSet::new(); view.by_cut.len()];
        // What was hidden when each was last looked at, with what is hidden of it itself.
        let mut known: Vec<Option<Vec<BTreeSet<Region>>>> = vec![None; together.len()];
        while known.iter().any(|known| known.as_ref() != Some(&hidden)) {
            for (question, known) in together.iter_mut().zip(&mut known) {
                if known.as_ref() == Some(&hidden) {
                    continue;
                }
                let regions = question.parts(view.head.period);
                let of_period = (view.head.period, &regions);
                let parts = parts_by_cuts(question.counts(), of_period, view.by_cut, &hidden);
                for (hidden, parts) in hidden.iter_mut().zip(&parts) {
                    let untold = parts.iter().filter(|(_, part)| !part.is_visible());
                    hidden.extend(untold.map(|(value, _)| value.clone()));
                }
                question.by_cut = parts;
                *known = Some(hidden.clone());
            }
        }
    });
}

/// Compares what is measured: the changes of questions together are corrected together, and so are all regions, and all benchmarks.
fn correct(together: &mut [(&Asking<'_>, &mut Asked)], view: &View<'_>) {
    let [mut changes, mut rests, mut benchmarks] = [(); 3].map(|()| Family::default());
    let mut rests_by_cut: BTreeMap<String, Family> = BTreeMap::new();
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
            rests.ask_of_parts(&on, &line.regions, &parts);
            for cut in &line.cuts {
                let place = cut.place(&view.counts.config.columns);
                let Some(parts) = place.and_then(|(place, _)| question.by_cut.get(place)) else { continue };
                rests_by_cut.entry(cut.name.clone()).or_default().ask_of_parts(&on, &cut.values, parts);
            }
        }
    }
    let method = view.counts.config.method;
    let corrected = |family: Family| family.corrected(method.correction).into_iter();
    let [mut changes, mut rests, mut benchmarks] = [changes, rests, benchmarks].map(corrected);
    let mut rests_by_cut: BTreeMap<String, _> =
        rests_by_cut.into_iter().map(|(cut, family)| (cut, corrected(family))).collect();
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
            for cut in &mut line.cuts {
                let Some(rests) = rests_by_cut.get_mut(&cut.name) else { continue };
                for row in &mut cut.values {
                    row.rest = gap(rests.next());
                }
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

    /// Adds what is asked of each of these parts, where it may be told: whether it differs from all others together.
    fn ask_of_parts(&mut self, on: &Measuring<'_>, rows: &[InRegion], parts: &BTreeMap<Region, Part>) {
        let first = self.0.len();
        for (row, asked) in rows.iter().zip(asked_of_parts(&vec![true; rows.len()])) {
            let test = row.finding.estimate().and_then(|_| on.rest(&row.region, parts));
            self.0.push(test.map(|test| (first + asked, test)));
        }
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
    /// The values of each further cut in the reported period, as far as they may be told; nothing where it is not told by cuts.
    by_cut: Vec<BTreeMap<Region, Part>>,
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
        let mut regions = on.parts(&self.parts(period));
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
            cuts: self.cuts(&on, &view.counts.config.columns),
        }
    }

    /// What is measured by each further cut, and by two together where a table is asked for, that tells several values apart.
    fn cuts(&self, on: &Measuring<'_>, columns: &Columns) -> Vec<InCut> {
        let stated = columns.cuts.iter().zip(&self.by_cut).filter(|(cut, _)| cut.is_shown);
        let told = stated.filter_map(|(cut, parts)| {
            let mut values = on.parts(parts);
            let stated = |region: &Region| {
                let is_it = |stated: &Named<String>| *region == Region::Named(stated.value.clone());
                cut.order.iter().position(is_it).unwrap_or(cut.order.len())
            };
            values.sort_by_cached_key(|row| (stated(&row.region), row.region.clone()));
            let name = columns.attributes.get(cut.attribute)?.value.clone();
            let table = cut.pair.as_ref().map(|pair| pair.each_ref().map(|column| column.value.clone()));
            (values.len() > 1).then(|| InCut { name, label: cut.label.clone(), table, values })
        });
        told.collect()
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
