//! The parts of a whole that a cut tells apart, and the figures of those that may be shown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::counted::Figures;
use super::estimate::{Finding, Hidden};
use super::periods::speaks_of;
use crate::config::Config;
use crate::facts::{self, Cells, Excerpt, Part, Visible, names};
use crate::survey::{Answers, Period, Region, Sample};

/// The answers of a part as a sample, where it may be shown.
pub(crate) fn sample_of(part: &Part, figures: Figures<'_>, population: Option<u64>) -> Option<Sample> {
    figures.sample(&part.answers, population).filter(|_| part.is_visible())
}

/// Every region of the data, those without an answer in the period too.
pub(crate) fn parts(figures: Figures<'_>, period: Option<Period>) -> BTreeMap<Region, Part> {
    let cells = &figures.excerpt.cells;
    parts_among(&names(cells), cells, figures, period)
}

/// Settings and counts with the values of a further cut as the regions, of which nothing is shown that would be found by adding and
/// subtracting, with what is shown of the regions and of the cuts before it.
#[derive(Debug, Clone)]
pub(crate) struct ByCut {
    config: Config,
    excerpt: Excerpt,
    /// The values that stand together as others.
    pub(crate) gathered: BTreeSet<Region>,
    /// Each of them has fewer answers of the period than so many.
    pub(crate) below: u64,
}

impl ByCut {
    pub(crate) fn figures(&self) -> Figures<'_> {
        Figures { config: &self.config, excerpt: &self.excerpt }
    }
}

/// The answers by each further cut, for a report on a period; none where these may not be told. Of weighted answers they are told
/// where nothing is hidden: what hidden ones weigh would be one more thing that is known of them.
pub(crate) fn by_cuts(figures: Figures<'_>, reported: Option<Period>) -> Vec<ByCut> {
    let Figures { config, excerpt } = figures;
    let has_many = names(&excerpt.cells).len() > facts::MOST_REGIONS || excerpt.cross.is_coarse();
    if excerpt.by_cut.is_empty() || has_many {
        return Vec::new();
    }
    let stated = || config.columns.cuts.iter().zip(&excerpt.by_cut);
    let gathered = stated().map(|(cut, cells)| few(cells, reported, cut.others_below));
    let gathered: Vec<BTreeSet<Region>> = gathered.collect();
    let cells = excerpt.by_cut.iter().zip(&gathered);
    let cells = cells.map(|(cells, gathered)| (together(cells, gathered), BTreeSet::new()));
    let cells: Vec<(Cells, BTreeSet<Region>)> = cells.collect();
    let is_plain = !config.is_weighted();
    let of_each = stated().zip(cells.iter().zip(&gathered));
    let by_cut = of_each.map(|((cut, all), ((cells, _), gathered))| {
        // What a cluster answered would be known of two cuts together.
        let cells = cells.iter().map(|(key, answers)| (key.clone(), answers.with_clusters_alike()));
        let excerpt = Excerpt {
            cells: cells.collect(),
            left_out: excerpt.left_out.clone(),
            is_told_rounded: excerpt.is_told_rounded,
            ..Excerpt::default()
        };
        let limit = u64::max(cut.others_below, config.method.hide_below);
        let below = below(all, (reported, gathered), limit);
        ByCut { config: config.by_cut(cut), excerpt, gathered: gathered.clone(), below }
    });
    let mut found: Vec<ByCut> = by_cut.collect();
    let values = excerpt.cross.values_gathered(&gathered);
    let speaks_of = speaks_of(config, reported);
    let (minimum, scale) = (config.method.hide_below, &config.question.scale);
    // What may be told of a period hangs on no other.
    let of_periods: Vec<_> = excerpt.cross.by_period(speaks_of).into_iter().collect();
    let told = of_periods.into_par_iter().map(|(ordinal, crossed)| {
        let regions = parts(figures, ordinal.map(|ordinal| config.periods.calendar.period(ordinal)));
        let rule = (ordinal, scale, minimum);
        Some((ordinal, facts::parts_beside(&regions, &cells, (crossed, &values), rule, is_plain)?))
    });
    let Some(told) = told.collect::<Option<Vec<_>>>() else { return Vec::new() };
    for (ordinal, told) in told {
        for (by_cut, parts) in found.iter_mut().zip(told) {
            let hidden = parts.into_iter().filter(|(_, part)| !part.is_visible());
            by_cut.excerpt.withheld.insert(ordinal, hidden.map(|(value, _)| value).collect());
        }
    }
    found
}

/// The answers of a period to a question that does not lead the report, by each further cut, beside its regions: by the values that
/// the leading question is told by, and none told that it hides or that is withheld. Nothing where the question is not told by cuts.
pub(crate) fn parts_by_cuts(
    Figures { config, excerpt }: Figures<'_>,
    (period, regions): (Option<Period>, &BTreeMap<Region, Part>),
    leading: &[ByCut],
    withheld: &[BTreeSet<Region>],
) -> Vec<BTreeMap<Region, Part>> {
    let ordinal = period.map(Period::ordinal);
    let by_cut = excerpt.by_cut.iter().zip(leading).enumerate().map(|(at, (cells, by_cut))| {
        let hidden = by_cut.excerpt.withheld.get(&ordinal).into_iter().chain(withheld.get(at)).flatten();
        (together(cells, &by_cut.gathered), hidden.cloned().collect())
    });
    let by_cut: Vec<(Cells, BTreeSet<Region>)> = by_cut.collect();
    let gathered: Vec<BTreeSet<Region>> = leading.iter().map(|by_cut| by_cut.gathered.clone()).collect();
    let mut of_periods = excerpt.cross.by_period(|of| of == ordinal);
    // Without answers, and where clients read the report, there is nothing to tell.
    let Some(crossed) = of_periods.remove(&ordinal).filter(|_| !by_cut.is_empty()) else { return Vec::new() };
    let values = excerpt.cross.values_gathered(&gathered);
    let rule = (ordinal, &config.question.scale, config.method.hide_below);
    facts::parts_beside(regions, &by_cut, (crossed, &values), rule, true).unwrap_or_default()
}

/// A cut tells at most so many values; those with the fewest answers stand together.
const MOST_TOLD: usize = 100;

/// The named values that have fewer answers in a period than a limit, or that are too many, where several are.
fn few(cells: &Cells, period: Option<Period>, limit: u64) -> BTreeSet<Region> {
    let ordinal = period.map(Period::ordinal);
    let n = |value: &Region| cells.get(&(ordinal, Some(value.clone()))).map_or(0, Answers::n);
    let named = names(cells).into_iter().filter(|value| matches!(value, Region::Named(_)));
    let mut named: Vec<(Reverse<u64>, &Region)> = named.map(|value| (Reverse(n(value)), value)).collect();
    named.sort_unstable();
    let told = named.iter().take_while(|(Reverse(n), _)| *n >= limit).count().min(MOST_TOLD);
    let few: BTreeSet<Region> = named.into_iter().skip(told).map(|(_, value)| value.clone()).collect();
    if few.len() > 1 { few } else { BTreeSet::new() }
}

/// The least number, not below a limit, that the answers of a period of each of some values are fewer than.
fn below(cells: &Cells, (period, values): (Option<Period>, &BTreeSet<Region>), limit: u64) -> u64 {
    let ordinal = period.map(Period::ordinal);
    let n = |value: &Region| cells.get(&(ordinal, Some(value.clone()))).map_or(0, Answers::n);
    values.iter().map(|value| n(value) + 1).fold(limit, u64::max)
}

/// Answers by value, those of some values together.
fn together(cells: &Cells, gathered: &BTreeSet<Region>) -> Cells {
    let mut found = Cells::new();
    for ((period, value), answers) in cells {
        let is_other = value.as_ref().is_some_and(|value| gathered.contains(value));
        let value = if is_other { Some(Region::Others) } else { value.clone() };
        *found.entry((*period, value)).or_default() += answers;
    }
    found
}

/// The regions of a period that have answers, and may not be told.
pub(crate) fn untold(figures: Figures<'_>, period: Option<Period>) -> BTreeSet<Region> {
    let hidden = parts(figures, period).into_iter().filter(|(_, part)| !part.is_visible());
    hidden.map(|(region, _)| region).collect()
}

/// These regions in a period.
pub(crate) fn parts_among(
    names: &BTreeSet<&Region>,
    cells: &Cells,
    figures: Figures<'_>,
    period: Option<Period>,
) -> BTreeMap<Region, Part> {
    let rule = (&figures.config.question.scale, figures.config.method.hide_below);
    let ordinal = period.map(Period::ordinal);
    let mut parts = facts::parts((cells, figures.excerpt.withheld.get(&ordinal)), names, ordinal, rule);
    if ordinal.is_some_and(|ordinal| figures.excerpt.left_out.contains(&ordinal)) {
        for part in parts.values_mut() {
            part.visible = Visible::Complement;
        }
    }
    parts
}

/// What may be shown of parts of one period.
pub(crate) fn findings(figures: Figures<'_>, parts: &BTreeMap<Region, Part>) -> BTreeMap<Region, Finding> {
    // With both reasons told apart, the small parts beside their complement would be known as such.
    let withheld = parts.values().any(|part| part.visible == Visible::Complement);
    let why = if withheld { Hidden::Complement } else { Hidden::TooFew };
    let finding = |region: &Region, part: &Part| match part.visible {
        Visible::Yes => figures.finding(&part.answers, figures.population_of(region)),
        Visible::TooFew | Visible::Complement => Finding::Hidden { why },
    };
    parts.iter().map(|(region, part)| (region.clone(), finding(region, part))).collect()
}
