//! What would reach a target, from counts.

use std::cmp::Reverse;

use super::types::{Lag, Reach, SECTION, Target};
use crate::config::{Benchmark, Statistic};
use crate::figures::{Estimate, findings, parts};
use crate::sections::{View, is_listed};
use crate::survey::{Counts, Nps, Region};

/// So many regions are told.
const MOST: usize = 5;

impl Reach {
    /// The same of the reported period, where the config lists the part; nothing where no target is stated that is not reached, nor where
    /// answers have weights or their base is low.
    ///
    /// All of it follows from figures that the report tells anyway: how many of each group all answers are, and those of regions that
    /// are shown.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let (config, excerpt) = (view.counts.config, view.counts.excerpt);
        let has_readers = !config.columns.reader.is_empty();
        if !is_listed(config, SECTION)
            || config.is_weighted()
            || has_readers
            || excerpt.is_told_rounded
            || excerpt.is_withheld
        {
            return None;
        }
        let counts = counts_of(view.head.overall.estimate()?)?;
        let is_target =
            |stated: &&Benchmark| stated.statistic == Statistic::Target && stated.region.is_none();
        let targets = config.benchmarks.iter().filter(is_target);
        let targets: Vec<Target> =
            targets.filter_map(|stated| target(&stated.name, stated.value, counts)).collect();
        let regions = if config.columns.region.is_some() { lags(view, counts) } else { Vec::new() };
        (!targets.is_empty()).then_some(Self { targets, regions })
    }
}

/// The answers of what is shown and no low base.
fn counts_of(estimate: &Estimate) -> Option<Counts> {
    estimate.counts.filter(|_| !estimate.low_base)
}

/// What would reach a target; nothing where it is reached.
pub(super) fn target(name: &str, value: Nps, counts: Counts) -> Option<Target> {
    let short = short_of(value, counts).filter(|short| *short > 0)?;
    let up_to = |moves: u64, most: u64| Some(moves).filter(|moves| *moves <= most);
    Some(Target {
        name: name.to_owned(),
        value,
        short,
        detractors_to_passives: up_to(short, counts.detractors()),
        passives_to_promoters: up_to(short, counts.passives()),
        // Each is one detractor less, and one promoter more.
        detractors_to_promoters: up_to(short.div_ceil(2), counts.detractors()),
    })
}

/// The least number that promoters less detractors lack, so that the score reaches some points; nothing without answers.
fn short_of(value: Nps, counts: Counts) -> Option<u64> {
    counts.sample()?;
    let n = i128::from(counts.n());
    let net = i128::from(counts.promoters()) - i128::from(counts.detractors());
    // A score is stated with a few decimals: a millionth of a point is more than any of them.
    #[expect(clippy::cast_possible_truncation, reason = "a hundred millions at most")]
    let points = (value.points() * 1e6).round() as i128;
    // 100·(net + short)/n ≥ points.
    let needed = points * n;
    let unit = 100_000_000;
    let least = needed.div_euclid(unit) + i128::from(needed.rem_euclid(unit) > 0);
    Some(u64::try_from(least - net).unwrap_or_default())
}

/// The regions that are shown, are no low base and score below all others, those first of which the score would gain most.
fn lags(view: &View<'_>, all: Counts) -> Vec<Lag> {
    let parts = parts(view.counts, view.head.period);
    let shown = findings(view.counts, &parts);
    let lag = |(region, finding): (Region, crate::figures::Finding)| {
        let counts = finding.estimate().and_then(counts_of)?;
        let (own, rest) = (counts.sample()?, all.without(counts).sample()?);
        let (nps, nps_of_others) = (Nps::of(own), Nps::of(rest));
        let gain = nps_of_others.points() - Nps::of(all.sample()?).points();
        (gain > 0.0).then_some(Lag { region, n: counts.n(), nps, nps_of_others, gain })
    };
    let mut lags: Vec<Lag> = shown.into_iter().filter_map(lag).collect();
    // Of equal gains, the larger region comes first.
    lags.sort_by(|one, other| other.gain.total_cmp(&one.gain).then(Reverse(one.n).cmp(&Reverse(other.n))));
    lags.truncate(MOST);
    lags
}
