//! The regions of the reported period: what may be shown of each, against the rest and against before.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{RegionRow, Regions, Standing};
use crate::config::{Benchmark, Config};
use crate::error::{Error, Kind, Place, Problem, all_or_nothing};
use crate::facts::{Excerpt, Part, names};
use crate::figures::{
    Comparison, Figures, Finding, Head, Versus, against_all, against_rest, compare, findings, parts,
    parts_among, sample_of,
};
use crate::sections::View;
use crate::statistics::{Measure, Trend, correlation};
use crate::survey::{Period, Region, look_alikes};

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
fn regions(view: &View<'_>) -> Vec<RegionRow> {
    let (figures, period) = (view.counts, view.head.period);
    let benchmarks: Vec<&Benchmark> =
        figures.config.benchmarks.iter().filter(|stated| stated.region.is_some()).collect();
    let method = figures.config.method;
    let now = parts(figures, period);
    let before = period.map(|period| parts(figures, Some(period.previous()))).unwrap_or_default();
    let scale = &figures.config.question.scale;
    let rest = against_rest(figures, &now);
    let change = now.iter().map(|(region, part)| {
        let (own, then) = (figures.population_of(region), before.get(region)?);
        let correlation = correlation(&part.answers, &then.answers, scale);
        let test = Measure::Nps.difference(
            sample_of(part, figures, own)?,
            sample_of(then, figures, own)?,
            correlation,
        );
        Some((region, test))
    });
    let change = compare(&change.collect::<Vec<_>>(), method);
    let mut found = findings(figures, &now);
    let mut histories = histories(figures, &view.head.periods);
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
            change: change.map(|comparison: Comparison<_>| comparison.map(Trend::from)),
            benchmarks: against_all(
                sample_of(&part, figures, figures.population_of(&region)),
                &own,
                figures.config,
            ),
            region,
        }
    };
    let mut rows: Vec<RegionRow> = now.into_iter().zip(rest.into_iter().zip(change)).map(row).collect();
    rank(&mut rows);
    rows
}

/// Of more regions whose score is not shown, or rests on a low base, none is listed: a page of them would tell little but their
/// names.
const MOST_SMALL: usize = 10;

impl Regions {
    /// The same from counts; nothing where no column of regions is given.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        view.counts.config.columns.region.as_ref()?;
        Some(Self(regions(view))).filter(|regions| !regions.0.is_empty())
    }

    /// What of it does not agree with itself or the periods of the trend, if anything does not.
    pub(crate) fn disagrees_with(&self, head: &Head) -> Option<&'static str> {
        let periods = head.periods.len();
        let of_the_trend = self.0.iter().all(|row| row.history.is_empty() || row.history.len() == periods);
        if !of_the_trend {
            return Some("the history of a region is not of the periods of the trend");
        }
        let is_sound = |row: &RegionRow| {
            row.rest.as_ref().is_none_or(Comparison::is_sound)
                && row.change.as_ref().is_none_or(Comparison::is_sound)
        };
        if !self.0.iter().all(is_sound) {
            return Some("a comparison is out of range");
        }
        self.0.iter().flat_map(|row| &row.benchmarks).find_map(Versus::fault)
    }

    /// Which regions are so many in the period that the page lists none of them: those whose score is not shown, and with them
    /// those of a low base, unless most answers are of these.
    fn folds(&self) -> Folds {
        let count = |is: fn(&RegionRow) -> bool| self.0.iter().filter(|row| is(row)).count();
        let answers = |is_low: bool| -> u64 {
            let measured = self.0.iter().filter_map(|row| row.finding.estimate());
            measured.filter(|of| of.low_base == is_low).map(|of| of.n).sum()
        };
        let (hidden, low) = (count(is_hidden), count(has_low_base));
        if low > 0 && hidden + low > MOST_SMALL && answers(true) <= answers(false) {
            Folds::Small
        } else if hidden > MOST_SMALL {
            Folds::Hidden
        } else {
            Folds::None
        }
    }

    /// The regions that the page lists: those with answers in the period, without those that are folded away.
    pub fn listed(&self) -> impl Iterator<Item = &RegionRow> {
        let folds = self.folds();
        self.0.iter().filter(move |row| !matches!(row.finding, Finding::NoAnswers) && !folds.fold(row))
    }

    /// The regions with a history that the page lists: without those that are folded away for their low base and, where very
    /// many have no score in any period, without those.
    pub fn over_time(&self) -> impl Iterator<Item = &RegionRow> {
        let is_silent = |row: &RegionRow| row.history.iter().all(|then| then.estimate().is_none());
        let folds = self.folds();
        let past =
            move |row: &&RegionRow| !row.history.is_empty() && (folds != Folds::Small || !folds.fold(row));
        let folds_silent = self.0.iter().filter(past).filter(|row| is_silent(row)).count() > MOST_SMALL;
        self.0.iter().filter(past).filter(move |row| !folds_silent || !is_silent(row))
    }

    /// The regions that are folded away; nothing where none is.
    #[must_use]
    pub fn folded(&self, head: &Head) -> Option<Folded> {
        let folds = self.folds();
        let regions = self.0.iter().filter(|row| folds.fold(row)).count();
        let listed = || self.listed().filter_map(|row| row.finding.estimate()).map(|estimate| estimate.n);
        let answers = head.overall.estimate().map(|overall| overall.n.saturating_sub(listed().sum()));
        (folds != Folds::None).then_some(Folded { regions, answers, for_low_base: folds == Folds::Small })
    }
}

/// Regions that are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folded {
    /// How many.
    pub regions: usize,
    /// How many answers they have together: what the listed ones leave of all answers, so that it tells nothing that they do not;
    /// none where even the number of all is hidden.
    pub answers: Option<u64>,
    /// Whether some have a score, of a low base.
    pub for_low_base: bool,
}

/// Which regions are folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folds {
    None,
    /// Those whose score is not shown.
    Hidden,
    /// With those of a low base.
    Small,
}

impl Folds {
    fn fold(self, row: &RegionRow) -> bool {
        match self {
            Self::None => false,
            Self::Hidden => is_hidden(row),
            Self::Small => is_hidden(row) || has_low_base(row),
        }
    }
}

fn has_low_base(row: &RegionRow) -> bool {
    row.finding.estimate().is_some_and(|estimate| estimate.low_base)
}

fn is_hidden(row: &RegionRow) -> bool {
    matches!(row.finding, Finding::Hidden { .. })
}

/// Ranks the rows that can be ranked and puts all in the order of the report. Equal scores share a rank.
fn rank(rows: &mut [RegionRow]) {
    let key = |row: &RegionRow| -> (u8, f64) {
        match (&row.finding, &row.region) {
            (_, Region::NotStated) => (5, 0.0),
            (_, Region::Others) => (4, 0.0),
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
pub(crate) fn known_regions<'a>(config: &'a Config, excerpt: &'a Excerpt) -> Result<(), Error> {
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
