//! Whether there are answers enough, from what the report tells of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::types::{Base, InCut, InPart, Invitations, Need};
use crate::config::Asked;
use crate::figures::{Estimate, Figures, Finding, Response, findings, parts};
use crate::sections::View;
use crate::statistics::{Aim, planning_variance};
use crate::survey::{Confidence, Period, Region, Sample};
use crate::workings::numbers::real;

/// What the margin of error of some answers hangs on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth {
    pub(super) n: u64,
    /// How far they lie apart.
    pub(super) variance: f64,
    /// So many of them say as much as one that is unweighted and unrelated to others.
    pub(super) effect: f64,
    /// How many could have answered, where that is stated.
    pub(super) population: Option<u64>,
}

impl Worth {
    /// That of a sample, and how many it would say as much as out of endlessly many.
    pub(super) fn new(sample: Sample, open_n: f64, population: Option<u64>) -> Self {
        let n = sample.n();
        let population = population.filter(|population| *population >= n);
        Self { n, variance: planning_variance(sample), effect: real(n) / open_n, population }
    }

    fn of(estimate: &Estimate) -> Option<Self> {
        let population = estimate.design.and_then(|design| design.population);
        Some(Self::new(estimate.sample()?, estimate.open_n(), population))
    }

    /// How many it takes.
    fn base(self, wanted: f64, confidence: Confidence, spread_of_all: bool) -> Base {
        let aim = Aim::margin(self.variance, confidence).with_effect(self.effect);
        let needed = aim.answers(wanted, self.population);
        let more = needed.saturating_sub(self.n);
        let margin = aim.points(self.n, self.population);
        Base { n: self.n, margin, spread_of_all, needed, more, invitations: None }
    }
}

impl Need {
    /// The same of the reported period; nothing where no margin is stated.
    ///
    /// All of it follows from figures that the report tells anyway: bases, groups and designs of all answers, and of the regions and
    /// values that are told. Of what is hidden, or told rounded, nothing is worked out.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let wanted = config.need?;
        let has_readers = !config.columns.reader.is_empty();
        if has_readers || excerpt.is_withheld || excerpt.is_told_rounded {
            return None;
        }
        let of_all = Worth::of(view.head.overall.estimate()?)?;
        let confidence = config.method.confidence;
        let base = |estimate: &Estimate| {
            let own = Worth::of(estimate)?;
            // How far few answers lie apart is known too badly.
            let variance = if estimate.low_base { of_all.variance } else { own.variance };
            Some(Worth { variance, ..own }.base(wanted, confidence, estimate.low_base))
        };
        let told = |figures: Figures<'_>| in_parts(figures, view.head.period, base);
        let regions = if config.columns.region.is_some() { told(view.counts) } else { Vec::new() };
        let cuts = config.columns.cuts.iter().zip(view.by_cut).filter(|(cut, _)| cut.is_shown);
        let cuts = cuts.filter_map(|(cut, by_cut)| {
            let name = config.columns.attributes.get(cut.attribute)?.value.clone();
            let values = told(by_cut.figures());
            (!values.is_empty()).then(|| InCut { name, label: cut.label.clone(), values })
        });
        let cuts = cuts.collect();
        Some(Self { wanted, all: of_all.base(wanted, confidence, false), regions, cuts })
    }

    /// Tells how many to ask, by how many have answered of those who were asked: all, and the values of a column, none for regions,
    /// of which that is told.
    pub(crate) fn invite(
        &mut self,
        of_all: Response,
        of_parts: &BTreeMap<(Option<&str>, &Region), [u64; 2]>,
    ) {
        // Of all who could have answered, nobody knows how many were asked.
        if of_all.of == Asked::Population {
            return;
        }
        let of_all = [of_all.answered, of_all.asked];
        let invite = |base: &mut Base, own: Option<&[u64; 2]>| {
            let rate = own.filter(|[answered, _]| *answered > 0).unwrap_or(&of_all);
            base.invitations = Invitations::of(base.needed, *rate);
        };
        invite(&mut self.all, None);
        let cuts = self.cuts.iter_mut().map(|cut| (Some(cut.name.as_str()), &mut cut.values));
        for (cut, parts) in [(None, &mut self.regions)].into_iter().chain(cuts) {
            for InPart { region, base } in parts {
                invite(base, of_parts.get(&(cut, &*region)));
            }
        }
    }
}

/// The parts that are told, those first that lack most; none where one alone has answers, which tells nothing that all do not.
fn in_parts(
    figures: Figures<'_>,
    period: Option<Period>,
    base: impl Fn(&Estimate) -> Option<Base>,
) -> Vec<InPart> {
    let found = findings(figures, &parts(figures, period));
    if found.values().filter(|finding| **finding != Finding::NoAnswers).count() < 2 {
        return Vec::new();
    }
    let told = found.into_iter().filter_map(|(region, finding)| {
        let base = base(finding.estimate()?)?;
        Some(InPart { region, base })
    });
    let mut told: Vec<InPart> = told.collect();
    told.sort_by_key(|part| Reverse(part.base.more));
    told
}
