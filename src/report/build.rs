//! From counts to the report.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{against_all, changes, compare};
use super::hide::{Visible, visible};
use super::types::{
    Brand, Estimate, FileRead, Finding, Hidden, Level, Method, Point, Quality, RegionRow, Rejection, Report,
    SCHEMA, Shares, Since, Standing,
};
use crate::config::{Config, Current};
use crate::error::{Error, Kind, Place, Problem, all_or_nothing};
use crate::statistics::{Trend, adjusted_wald, difference, standard_error};
use crate::survey::{Counts, Day, Histogram, Nps, Period, Region, Sample, Timeline};
use crate::tally::Tally;

/// Builds the report.
///
/// # Errors
/// When the reported period has no answers at all, or a benchmark is for a region that there is not.
pub fn build(config: &Config, tally: &Tally, as_of: Day) -> Result<Report, Error> {
    known_regions(config, tally)?;
    let period = match config.columns.date {
        Some(_) => Some(current(config, tally, as_of)?),
        None => None,
    };
    let figures = Figures { config, tally };
    let overall = figures.histogram(period.map(Period::ordinal), None);
    let trend: Vec<Point> = period.map(|period| figures.trend(period)).unwrap_or_default();
    let finding = figures.finding(&overall);
    let sample = finding.estimate().and_then(|e| e.counts.sample());
    let (general, regional): (Vec<_>, Vec<_>) = config.benchmarks.iter().partition(|b| b.region.is_none());
    let shown = trend.first().map(|point| point.period.ordinal());
    let rows = |keep: &dyn Fn(i32) -> bool| -> u64 {
        tally.cells.iter().filter(|((p, _), _)| p.is_some_and(keep)).map(|(_, h)| h.n()).sum()
    };
    let rows_before = shown.map_or(0, |first| rows(&|p| p < first));
    let rows_after = period.map_or(0, |last| rows(&|p| p > last.ordinal()));
    let regions =
        if config.columns.region.is_some() { figures.regions(period, &regional) } else { Vec::new() };
    Ok(Report {
        schema: SCHEMA.to_owned(),
        generator: concat!("plaudit ", env!("CARGO_PKG_VERSION")).to_owned(),
        title: config.title.clone(),
        organisation: config.organisation.clone(),
        language: config.language,
        brand: Brand { logo: config.brand.logo.clone(), accent: config.brand.accent.clone() },
        as_of,
        method: Method {
            scale: config.scale,
            interval: "adjusted_wald".to_owned(),
            correction: "holm".to_owned(),
            confidence: config.method.confidence,
            hide_below: config.method.hide_below,
            low_base: config.method.low_base,
        },
        levels: config.levels.iter().map(|l| Level { from: l.from, name: l.name.clone() }).collect(),
        period,
        histogram: sample.map(|_| figures.padded(&overall)),
        changes: period.map_or_else(Vec::new, |period| {
            let then =
                [(Since::PreviousPeriod, period.previous()), (Since::YearEarlier, period.year_earlier())];
            let then = then
                .map(|(since, p)| (since, p, figures.finding(&figures.histogram(Some(p.ordinal()), None))));
            changes(sample, then, config.method.confidence)
        }),
        benchmarks: against_all(sample, &general, config.method.confidence),
        overall: finding,
        trend,
        quality: figures.quality(&regions, rows_before, rows_after),
        regions,
    })
}

/// The period to report on. The last complete one is the last that ended before the reporting date, but no
/// later than the last with answers.
fn current(config: &Config, tally: &Tally, as_of: Day) -> Result<Period, Error> {
    let calendar = config.periods.calendar;
    let with_answers = || tally.cells.keys().filter_map(|(period, _)| *period);
    let no_answers = |what: String| {
        let mut problem = Problem::new(what);
        if let (Some(first), Some(last)) = (with_answers().min(), with_answers().max()) {
            let (first, last) = (calendar.period(first).key(), calendar.period(last).key());
            let span = if first == last { format!("in {first}") } else { format!("from {first} to {last}") };
            problem = problem.hint(format!("there are answers {span}"));
            problem = problem.hint("name a period with `periods.current`, or state another `as_of`");
        }
        Error::new(Kind::Data, problem)
    };
    match config.periods.current {
        Current::Named(period) => {
            if with_answers().any(|ordinal| ordinal == period.ordinal()) {
                Ok(period)
            } else {
                Err(no_answers(format!("there is no answer in the period `{}`", period.key())))
            }
        }
        Current::LastComplete => {
            let running = calendar.period_of(as_of);
            let complete = if running.last_day() == as_of { running } else { running.previous() };
            with_answers()
                .filter(|ordinal| *ordinal <= complete.ordinal())
                .max()
                .map(|ordinal| calendar.period(ordinal))
                .ok_or_else(|| no_answers(format!("there is no answer in any period complete on {as_of}")))
        }
    }
}

/// A benchmark for a region that the data do not have would be lost without a word. A table may hold regions of
/// other surveys too; there, only a name that is all but one of the data's is a mistake.
fn known_regions(config: &Config, tally: &Tally) -> Result<(), Error> {
    let known: BTreeSet<&str> = tally
        .cells
        .keys()
        .filter_map(|(_, region)| match region {
            Some(Region::Named(name)) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let mut problems = Vec::new();
    for benchmark in &config.benchmarks {
        let Some(region) = benchmark.region.as_deref().filter(|region| !known.contains(region)) else {
            continue;
        };
        let in_table = matches!(benchmark.place, Some(Place::Row { .. }));
        let folded = |name: &str| name.to_lowercase().split_whitespace().collect::<String>();
        if in_table && !known.iter().any(|name| folded(name) == folded(region)) {
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

struct Figures<'a> {
    config: &'a Config,
    tally: &'a Tally,
}

impl Figures<'_> {
    /// Answers of a period (of all, without one) and of a region (of all, without one).
    fn histogram(&self, period: Option<i32>, region: Option<&Region>) -> Histogram {
        let mut sum = Histogram::default();
        for ((cell_period, cell_region), histogram) in &self.tally.cells {
            if (period.is_none() || *cell_period == period)
                && (region.is_none() || cell_region.as_ref() == region)
            {
                sum += histogram;
            }
        }
        sum
    }

    /// The same histogram with a number for every point of the scale.
    fn padded(&self, histogram: &Histogram) -> Histogram {
        let mut padded = Histogram::new(vec![0; self.config.scale.points()]);
        padded += histogram;
        padded
    }

    fn finding(&self, histogram: &Histogram) -> Finding {
        let Some(sample) = histogram.counts(&self.config.scale).sample() else { return Finding::NoAnswers };
        if sample.n() < self.config.method.hide_below {
            return Finding::Hidden { why: Hidden::TooFew };
        }
        Finding::Measured(self.estimate(sample, histogram))
    }

    fn estimate(&self, sample: Sample, histogram: &Histogram) -> Estimate {
        let nps = Nps::of(sample);
        let counts = sample.counts();
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let share = |part: u64| part as f64 / sample.n() as f64;
        let method = self.config.method;
        Estimate {
            n: sample.n(),
            counts,
            shares: Shares {
                detractors: share(counts.detractors()),
                passives: share(counts.passives()),
                promoters: share(counts.promoters()),
            },
            nps,
            interval: adjusted_wald(sample, method.confidence),
            standard_error: standard_error(sample),
            mean: histogram.mean(&self.config.scale).unwrap_or_default(),
            level: self.config.levels.iter().rposition(|level| nps.points() >= level.from).unwrap_or(0),
            low_base: sample.n() < method.low_base,
        }
    }

    /// The reported period and those before it, from the first that has answers.
    fn trend(&self, period: Period) -> Vec<Point> {
        let first = self.tally.cells.keys().filter_map(|(p, _)| *p).min().unwrap_or(period.ordinal());
        let since_first = u32::try_from(period.ordinal() - first + 1).unwrap_or(1);
        Timeline::ending(period, since_first.min(self.config.periods.show))
            .periods()
            .map(|period| Point {
                period,
                finding: self.finding(&self.histogram(Some(period.ordinal()), None)),
            })
            .collect()
    }

    /// Region by region, what may be shown of a period.
    fn shown(&self, period: Option<Period>) -> Vec<(Region, Histogram, Visible)> {
        let ordinal = period.map(Period::ordinal);
        let mut regions: BTreeMap<Region, Histogram> = BTreeMap::new();
        for ((cell_period, region), histogram) in &self.tally.cells {
            let Some(region) = region else { continue };
            let row = regions.entry(region.clone()).or_default();
            if ordinal.is_none() || *cell_period == ordinal {
                *row += histogram;
            }
        }
        let counts: Vec<Counts> = regions.values().map(|h| h.counts(&self.config.scale)).collect();
        let visible = visible(&counts, self.config.method.hide_below);
        regions
            .into_iter()
            .zip(visible)
            .map(|((region, histogram), visible)| (region, histogram, visible))
            .collect()
    }

    fn regions(&self, period: Option<Period>, benchmarks: &[&crate::config::Benchmark]) -> Vec<RegionRow> {
        let scale = &self.config.scale;
        let confidence = self.config.method.confidence;
        let now = self.shown(period);
        let before = period.map(|period| self.shown(Some(period.previous()))).unwrap_or_default();
        let counts: Vec<Counts> = now.iter().map(|(_, histogram, _)| histogram.counts(scale)).collect();
        let total: Counts = counts.iter().copied().sum();
        let measured =
            |visible: &Visible, counts: Counts| (*visible == Visible::Yes).then(|| counts.sample()).flatten();
        let samples: Vec<Option<Sample>> =
            now.iter().zip(&counts).map(|((_, _, v), c)| measured(v, *c)).collect();
        let rest = samples.iter().map(|sample| {
            let own = (*sample)?;
            let others =
                rest_of(total, own.counts()).sample().filter(|s| s.n() >= self.config.method.hide_below)?;
            Some(difference(own, others))
        });
        let rest = compare(rest.collect(), confidence);
        let change = now.iter().zip(&samples).map(|((region, _, _), sample)| {
            let (_, histogram, visible) = before.iter().find(|(known, _, _)| known == region)?;
            Some(difference((*sample)?, measured(visible, histogram.counts(scale))?))
        });
        let change = compare(change.collect(), confidence);
        // With both reasons told apart, the small parts beside their complement would be known as such.
        let withheld = now.iter().any(|(_, _, visible)| *visible == Visible::Complement);
        let too_few = if withheld { Hidden::Complement } else { Hidden::TooFew };
        let mut rows: Vec<RegionRow> = now
            .into_iter()
            .zip(samples)
            .zip(rest.into_iter().zip(change))
            .map(|(((region, histogram, visible), sample), (rest, change))| {
                let own: Vec<_> = benchmarks
                    .iter()
                    .copied()
                    .filter(|b| matches!(&region, Region::Named(name) if b.region.as_ref() == Some(name)))
                    .collect();
                RegionRow {
                    standing: Standing::Unranked,
                    finding: match visible {
                        Visible::Yes => self.finding(&histogram),
                        Visible::TooFew => Finding::Hidden { why: too_few },
                        Visible::Complement => Finding::Hidden { why: Hidden::Complement },
                    },
                    rest,
                    change: change.map(|c| c.map(Trend::from)),
                    benchmarks: against_all(sample, &own, confidence),
                    region,
                }
            })
            .collect();
        rank(&mut rows);
        rows
    }

    fn quality(&self, regions: &[RegionRow], rows_before: u64, rows_after: u64) -> Quality {
        let intake = &self.tally.intake;
        let mut rejected: Vec<Rejection> = intake
            .rejected
            .iter()
            .map(|(reason, rows)| Rejection { reason: *reason, rows: rows.rows, first: rows.first.clone() })
            .collect();
        rejected.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.reason.cmp(&b.reason)));
        Quality {
            files: intake
                .files
                .iter()
                .map(|(name, rows)| FileRead { name: name.clone(), rows: *rows })
                .collect(),
            rows_read: intake.rows_read,
            rows_used: intake.rows_used,
            rejected,
            max_rejected: self.config.source.max_rejected,
            rows_before,
            rows_shown: intake.rows_used - rows_before - rows_after,
            rows_after,
            region_not_stated: not_stated(regions),
            date_format: intake.date_format.clone(),
        }
    }
}

/// The counts of all answers without those of a part.
fn rest_of(total: Counts, part: Counts) -> Counts {
    Counts::new(
        total.detractors() - part.detractors(),
        total.passives() - part.passives(),
        total.promoters() - part.promoters(),
    )
}

/// How many answers state no region; none without regions or where that number is hidden.
fn not_stated(regions: &[RegionRow]) -> Option<u64> {
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
