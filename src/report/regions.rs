//! The regions of the reported period: what may be shown of each, against the rest and against before.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{against_all, asked_of_parts, compare};
use super::figures::Figures;
use super::hide::{Visible, visible};
use super::types::{Finding, Hidden, RegionRow, Report, Standing};
use crate::config::{Benchmark, Config};
use crate::error::{Error, Kind, Place, Problem, all_or_nothing};
use crate::facts::{Cells, Excerpt};
use crate::statistics::{Rest, Trend, Whole, correlation, related_difference};
use crate::survey::{Answers, Counts, Period, Region, Sample, look_alikes};

/// A region's answers of one period.
pub(super) struct Part {
    pub(super) answers: Answers,
    pub(super) counts: Counts,
    visible: Visible,
}

impl Part {
    /// Answers on a scale of 0 to 10.
    #[cfg(test)]
    pub(super) fn new(counts: Counts, visible: Visible) -> Self {
        let mut by_score = vec![0; 11];
        (by_score[0], by_score[7], by_score[10]) =
            (counts.detractors(), counts.passives(), counts.promoters());
        Self { answers: crate::survey::Histogram::new(by_score).into(), counts, visible }
    }

    /// Whether it may be shown; without answers it may, as it has nothing to hide.
    pub(super) fn is_visible(&self) -> bool {
        self.visible == Visible::Yes
    }

    /// The answers as a sample, where it may be shown.
    fn sample(&self, figures: Figures<'_>, population: Option<u64>) -> Option<Sample> {
        figures.sample(&self.answers, population).filter(|_| self.is_visible())
    }
}

/// Every region of the data, those without an answer in the period too.
pub(super) fn parts(figures: Figures<'_>, period: Option<Period>) -> BTreeMap<Region, Part> {
    parts_of(&figures.excerpt.cells, figures, period)
}

/// Every segment that a column tells apart, as [`parts`] has every region.
pub(super) fn parts_of(
    cells: &Cells,
    figures: Figures<'_>,
    period: Option<Period>,
) -> BTreeMap<Region, Part> {
    parts_among(&names(cells), cells, figures, period)
}

fn names(cells: &Cells) -> BTreeSet<&Region> {
    cells.keys().filter_map(|(_, region)| region.as_ref()).collect()
}

/// These regions in a period, those without an answer in it too; without a period, in all of them.
fn parts_among(
    names: &BTreeSet<&Region>,
    cells: &Cells,
    figures: Figures<'_>,
    period: Option<Period>,
) -> BTreeMap<Region, Part> {
    let ordinal = period.map(Period::ordinal);
    let mut regions: BTreeMap<&Region, Answers> =
        names.iter().map(|name| (*name, Answers::default())).collect();
    let of_period = cells.range((ordinal, None)..);
    for ((_, region), answers) in of_period.take_while(|((cell, _), _)| ordinal.is_none() || *cell == ordinal)
    {
        if let Some(sum) = region.as_ref().and_then(|region| regions.get_mut(region)) {
            *sum += answers;
        }
    }
    let counts: Vec<Counts> = regions.values().map(|all| all.counts(&figures.config.scale)).collect();
    let visible = visible(&counts, figures.config.method.hide_below);
    let parts = regions.into_iter().zip(counts.into_iter().zip(visible));
    parts
        .map(|((region, answers), (counts, visible))| (region.clone(), Part { answers, counts, visible }))
        .collect()
}

/// What may be shown of parts of one period.
fn findings(figures: Figures<'_>, parts: &BTreeMap<Region, Part>) -> BTreeMap<Region, Finding> {
    // With both reasons told apart, the small parts beside their complement would be known as such.
    let withheld = parts.values().any(|part| part.visible == Visible::Complement);
    let why = if withheld { Hidden::Complement } else { Hidden::TooFew };
    let finding = |region: &Region, part: &Part| match part.visible {
        Visible::Yes => figures.finding(&part.answers, figures.population_of(region)),
        Visible::TooFew | Visible::Complement => Finding::Hidden { why },
    };
    parts.iter().map(|(region, part)| (region.clone(), finding(region, part))).collect()
}

/// More regions than this have no history: nobody could look at it.
const MOST_WITH_HISTORY: usize = 200;

/// What may be shown of every region in each period, in their order.
fn histories(figures: Figures<'_>, periods: &[Period]) -> BTreeMap<Region, Vec<Finding>> {
    let cells = &figures.excerpt.cells;
    let names = names(cells);
    let mut histories: BTreeMap<Region, Vec<Finding>> = BTreeMap::new();
    if periods.len() < 2 || names.len() > MOST_WITH_HISTORY {
        return histories;
    }
    for period in periods {
        let parts = parts_among(&names, cells, figures, Some(*period));
        for (region, finding) in findings(figures, &parts) {
            histories.entry(region).or_default().push(finding);
        }
    }
    histories
}

/// The regions in the order of the report, with their history in the periods shown.
pub(super) fn regions(
    figures: Figures<'_>,
    period: Option<Period>,
    shown: &[Period],
    benchmarks: &[&Benchmark],
) -> Vec<RegionRow> {
    let method = figures.config.method;
    let now = parts(figures, period);
    let before = period.map(|period| parts(figures, Some(period.previous()))).unwrap_or_default();
    let scale = &figures.config.scale;
    let total = now.values().fold(Answers::default(), |mut sum, part| {
        sum += &part.answers;
        sum
    });
    let total = Whole::new(total, scale);
    let asked = asked_of_parts(&now.values().map(|part| part.counts.n() > 0).collect::<Vec<_>>());
    let rest = now.iter().zip(asked).map(|((region, part), asked)| {
        let [own, elsewhere] = figures.populations(region, only_other(&now, region));
        let Rest { summary, correlation } = total.without(&part.answers);
        let others = summary.sample.filter(|others| others.n() >= method.hide_below)?;
        let others = elsewhere.map_or(others, |population| others.out_of(population));
        Some((asked, related_difference(part.sample(figures, own)?, others, correlation)))
    });
    let rest = compare(&rest.collect::<Vec<_>>(), method);
    let change = now.iter().map(|(region, part)| {
        let (own, then) = (figures.population_of(region), before.get(region)?);
        let correlation = correlation(&part.answers, &then.answers, scale);
        let test = related_difference(part.sample(figures, own)?, then.sample(figures, own)?, correlation);
        Some((region, test))
    });
    let change = compare(&change.collect::<Vec<_>>(), method);
    let mut found = findings(figures, &now);
    let mut histories = histories(figures, shown);
    let row = |((region, part), (rest, change)): ((Region, Part), (_, Option<_>))| {
        let is_own = |benchmark: &&&Benchmark| matches!(&region, Region::Named(name) if benchmark.region.as_ref() == Some(name));
        let own: Vec<&Benchmark> = benchmarks.iter().filter(is_own).copied().collect();
        RegionRow {
            standing: Standing::Unranked,
            finding: found.remove(&region).unwrap_or(Finding::NoAnswers),
            history: histories.remove(&region).unwrap_or_default(),
            rest,
            then: change.as_ref().and_then(|_| {
                Some(figures.finding(&before.get(&region)?.answers, figures.population_of(&region)))
            }),
            change: change.map(|comparison: super::Comparison<_>| comparison.map(Trend::from)),
            benchmarks: against_all(part.sample(figures, figures.population_of(&region)), &own, method),
            region,
        }
    };
    let mut rows: Vec<RegionRow> = now.into_iter().zip(rest.into_iter().zip(change)).map(row).collect();
    rank(&mut rows);
    rows
}

/// Of more regions whose score is not shown none is listed: a page of them would tell nothing but their names.
const MOST_HIDDEN: usize = 10;

impl Report {
    /// Whether so many regions are hidden in the period that the page lists none of them.
    fn folds_regions(&self) -> bool {
        self.regions.iter().filter(|row| is_hidden(row)).count() > MOST_HIDDEN
    }

    /// The regions that the page lists: those with answers in the period, without those that are folded away.
    pub fn listed_regions(&self) -> impl Iterator<Item = &RegionRow> {
        let folds = self.folds_regions();
        self.regions.iter().filter(move |row| match row.finding {
            Finding::Measured(_) => true,
            Finding::Hidden { .. } => !folds,
            Finding::NoAnswers => false,
        })
    }

    /// The regions with a history that the page lists: where very many of them have no score in any period, without those.
    pub fn regions_over_time(&self) -> impl Iterator<Item = &RegionRow> {
        let is_silent = |row: &RegionRow| row.history.iter().all(|then| then.estimate().is_none());
        let past = || self.regions.iter().filter(|row| !row.history.is_empty());
        let folds = past().filter(|row| is_silent(row)).count() > MOST_HIDDEN;
        past().filter(move |row| !folds || !is_silent(row))
    }

    /// How many regions are folded away, and how many answers they have together: what the listed ones leave of all answers, so
    /// that it tells nothing that they do not; none where even the number of all is hidden. Nothing where none is folded away.
    #[must_use]
    pub fn folded_regions(&self) -> Option<(usize, Option<u64>)> {
        let folded = self.regions.iter().filter(|row| is_hidden(row)).count();
        let listed =
            || self.listed_regions().filter_map(|row| row.finding.estimate()).map(|estimate| estimate.n);
        let rest = self.overall.estimate().map(|overall| overall.n.saturating_sub(listed().sum()));
        self.folds_regions().then_some((folded, rest))
    }
}

fn is_hidden(row: &RegionRow) -> bool {
    matches!(row.finding, Finding::Hidden { .. })
}

/// The only other region with answers; none where there are several, or none.
fn only_other<'a>(parts: &'a BTreeMap<Region, Part>, region: &Region) -> Option<&'a Region> {
    let mut others = parts.iter().filter(|(other, part)| *other != region && part.counts.n() > 0);
    let (first, second) = (others.next(), others.next());
    first.filter(|_| second.is_none()).map(|(other, _)| other)
}

/// How many answers state no region; none without regions or where that number is hidden.
pub(super) fn not_stated(regions: &[RegionRow]) -> Option<u64> {
    regions.first()?;
    match regions.iter().find(|row| row.region == Region::NotStated).map(|row| &row.finding) {
        None | Some(Finding::NoAnswers) => Some(0),
        Some(Finding::Measured(estimate)) => Some(estimate.n),
        Some(Finding::Hidden { .. }) => None,
    }
}

/// Ranks the rows that can be ranked and puts all in the order of the report. Equal scores share a rank.
fn rank(rows: &mut [RegionRow]) {
    let key = |row: &RegionRow| -> (u8, f64) {
        match (&row.finding, &row.region) {
            (_, Region::NotStated) => (4, 0.0),
            (Finding::Measured(e), _) => (u8::from(e.low_base), -e.nps.points()),
            (Finding::Hidden { .. }, _) => (2, 0.0),
            (Finding::NoAnswers, _) => (3, 0.0),
        }
    };
    rows.sort_by(|a, b| {
        let ((class_a, nps_a), (class_b, nps_b)) = (key(a), key(b));
        class_a.cmp(&class_b).then(nps_a.total_cmp(&nps_b)).then_with(|| a.region.cmp(&b.region))
    });
    let scores: Vec<Option<f64>> =
        rows.iter().map(|row| Some(key(row)).filter(|(class, _)| *class == 0).map(|(_, nps)| nps)).collect();
    for (row, own) in rows.iter_mut().zip(&scores) {
        if let Some(own) = own {
            let better = scores.iter().flatten().filter(|other| *other < own).count();
            row.standing = Standing::Rank(u32::try_from(better + 1).unwrap_or(u32::MAX));
        }
    }
}

/// A benchmark for a region that the data do not have would be lost without a word. A table may hold regions of
/// other surveys too; there, only a name that is all but one of the data's is a mistake.
pub(super) fn known_regions<'a>(config: &'a Config, excerpt: &'a Excerpt) -> Result<(), Error> {
    let known: BTreeSet<&str> = excerpt
        .cells
        .keys()
        .filter_map(|(_, region)| match region {
            Some(Region::Named(name)) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let unknown =
        |benchmark: &'a Benchmark| benchmark.region.as_deref().filter(|region| !known.contains(region));
    let all = known.iter().copied().chain(config.benchmarks.iter().filter_map(unknown));
    let almost_known: BTreeSet<&str> = look_alikes(all)
        .into_iter()
        .filter(|group| group.iter().any(|name| known.contains(name)))
        .flatten()
        .collect();
    let without_spaces = |name: &str| name.to_lowercase().replace(' ', "");
    let is_almost_known = |region: &str| {
        almost_known.contains(region)
            || known.iter().any(|name| without_spaces(name) == without_spaces(region))
    };
    let mut problems = Vec::new();
    for benchmark in &config.benchmarks {
        let Some(region) = unknown(benchmark) else { continue };
        let in_table = matches!(benchmark.place, Some(Place::Row { .. }));
        if in_table && !is_almost_known(region) {
            continue;
        }
        let problem = if config.columns.region.is_some() {
            Problem::new(format!("the data have no region `{region}` for this benchmark"))
                .did_you_mean(region, known.iter().copied())
        } else {
            Problem::new("a benchmark for a region needs the column that holds the regions")
                .hint("name it as `columns.region`, or leave out the benchmark's `region`")
        };
        problems.push(problem.at(benchmark.place.clone()));
    }
    all_or_nothing(Kind::Config, problems)
}
