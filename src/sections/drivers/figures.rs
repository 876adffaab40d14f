//! The figures of the drivers, from the counts.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::types::{Driver, Drivers, InCut, OfValue, Refused, Told, Within};
use crate::config::{Config, CutBy, Further};
use crate::facts::{Excerpt, Profiles};
use crate::figures::{Figures, Finding, Hidden, parts, untold};
use crate::sections::View;
use crate::statistics::{Alike, Correlations, Unfit, intervals_of_weights};
use crate::survey::{Answers, Group, Period, Region};

/// So many answers are asked for of each driver.
const FOR_EACH: u64 = 10;

impl Drivers {
    /// What goes together with the score in the reported period; nothing where no drivers are stated, and where it may not be told.
    ///
    /// Nothing is told to clients who read of each other, nor of a client around others, whose ratings are the sum of theirs. What is
    /// told of answers with all ratings is how these go together, which no other part tells of any answers, so that nothing can be
    /// subtracted from it; their means would tell, beside those of all who answered each question, what the few answered who lack
    /// another rating, and are not told: means are those of all who answered.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        if config.drivers.is_empty() || view.is_around() || !config.columns.reader.is_empty() {
            return None;
        }
        let all = view.counts.answers(view.head.period).n();
        let is_hidden = matches!(
            view.head.overall,
            Finding::NoAnswers | Finding::Hidden { why: Hidden::TooFewClients | Hidden::Complement }
        );
        if all == 0 || is_hidden || excerpt.is_withheld {
            return None;
        }
        let of = config.drivers.iter().map(|driver| driver.value.clone()).collect();
        if config.is_weighted() || config.columns.cluster.is_some() {
            return Some(Self { of, refused: vec![Refused::Weighted], ..Self::default() });
        }
        let asked = Asked::of(view.counts, view.head.period)?;
        let (n, hide_below) = (asked.profiles.n(), config.method.hide_below);
        let is_told = n >= hide_below;
        let own = Self {
            of,
            n: is_told.then_some(n),
            left_out: is_told.then_some(all.saturating_sub(n)),
            ..Self::default()
        };
        let least = least(asked.drivers.len(), config);
        if n < least {
            return Some(Self { refused: vec![Refused::TooFew { least }], ..own });
        }
        let correlations = Correlations::of(&asked.alike());
        let refused: Vec<Refused> =
            correlations.unfit().into_iter().map(|unfit| refusal(unfit, &own.of)).collect();
        if !refused.is_empty() {
            return Some(Self { refused, ..own });
        }
        let told = asked.told(&correlations, config)?;
        Some(Self { told: Some(told), by_cut: by_cut(view, &asked), ..own })
    }
}

/// The cuts by which drivers are told, besides regions: those that the page shows, each by itself.
pub(crate) fn cuts(config: &Config) -> impl Iterator<Item = &CutBy> {
    config.columns.cuts.iter().filter(|cut| cut.is_shown && cut.pair.is_none())
}

/// What goes together with the score in regions and in values of cuts.
///
/// How ratings go together sums up: what is told of some values, and of all answers, tells it of the others. So nothing is told where any
/// value is hidden, and by no cut of which a value has fewer answers with all ratings than may be told.
fn by_cut(view: &View<'_>, asked: &Asked<'_>) -> Vec<InCut> {
    let config = view.counts.config;
    if view.hides_any() {
        return Vec::new();
    }
    let label = |cut: &CutBy| {
        let column = config.columns.attributes.get(cut.attribute);
        (column.map(|column| column.value.clone()), cut.label.clone())
    };
    let regions = config.columns.region.as_ref().map(|_| (0, (None, None)));
    let of_cuts = cuts(config).enumerate().map(|(at, cut)| (at + 1, label(cut)));
    let found = regions.into_iter().chain(of_cuts).filter_map(|(place, (name, label))| {
        let few = 1..config.method.hide_below.max(1);
        let mut all = asked.profiles.by(place);
        if all.any(|(_, of)| few.contains(&of.n())) {
            return None;
        }
        let values = asked.profiles.by(place).filter_map(|(region, of)| asked.of_value(region, &of, config));
        let mut values: Vec<OfValue> = values.collect();
        values.sort_by_key(|of| Reverse(of.n));
        // One value alone tells nothing that all answers do not.
        let is_told = !values.is_empty() && asked.profiles.by(place).nth(1).is_some();
        is_told.then_some(InCut { name, label, values })
    });
    found.collect()
}

/// How many answers it takes for so many drivers.
fn least(drivers: usize, config: &Config) -> u64 {
    (FOR_EACH * drivers as u64).max(config.method.hide_below)
}

/// Why there are no weights, by name.
fn refusal(unfit: Unfit, names: &[String]) -> Refused {
    let name = |at: usize| names.get(at).cloned().unwrap_or_default();
    match unfit {
        Unfit::SameOutcome => Refused::OneGroup,
        Unfit::Constant(driver) => Refused::Constant { driver: name(driver) },
        Unfit::Outcome(driver) => Refused::Groups { driver: name(driver) },
        Unfit::Same(drivers) => Refused::Same { drivers: drivers.map(name) },
        Unfit::Follow(drivers) => Refused::Follow { drivers: drivers.into_iter().map(name).collect() },
    }
}

/// The drivers with their answers of a period.
pub(super) struct Asked<'a> {
    pub(super) drivers: Vec<(&'a Further, Answers)>,
    profiles: Profiles,
}

impl<'a> Asked<'a> {
    /// Those of a report; nothing where they may not be told, as their answers are all of one region that is not.
    pub(super) fn of(Figures { config, excerpt }: Figures<'a>, period: Option<Period>) -> Option<Self> {
        let ordinal = period.map(Period::ordinal);
        let profiles = excerpt.profiles.in_period(ordinal);
        let has_regions = config.columns.region.is_some();
        let hidden = if has_regions { untold(Figures { config, excerpt }, period) } else { BTreeSet::new() };
        if profiles.only_region().is_some_and(|only| hidden.contains(only)) {
            return None;
        }
        let bare = config.without_further();
        let of = |name: &String| {
            let is_it = |(further, _): &(&Further, &Excerpt)| further.question.name == *name;
            let (further, own) = config.further.iter().zip(&excerpt.further).find(is_it)?;
            let asking = bare.asking(further);
            let figures = Figures { config: &asking, excerpt: own };
            let is_left_out = |excerpt: &Excerpt| {
                excerpt.is_withheld || ordinal.is_some_and(|ordinal| excerpt.left_out.contains(&ordinal))
            };
            if is_left_out(own)
                || is_left_out(excerpt)
                || (has_regions && is_of_one_of(figures, period, &hidden))
            {
                return None;
            }
            Some((further, figures.answers(period)))
        };
        let drivers = config.drivers.iter().map(|driver| of(&driver.value)).collect::<Option<Vec<_>>>()?;
        Some(Self { drivers, profiles })
    }

    /// The answers that are alike.
    pub(super) fn alike(&self) -> Vec<Alike> {
        self.alike_of(&self.profiles)
    }

    /// Those of a value of a cut, by the place of the cut and the value.
    pub(super) fn alike_in(&self, place: usize, value: &Region) -> Vec<Alike> {
        let found = self.profiles.by(place).find(|(region, _)| *region == value);
        found.map(|(_, of)| self.alike_of(&of)).unwrap_or_default()
    }

    /// What goes together in the answers of a value; nothing where they are too few, or unfit.
    fn of_value(&self, region: &Region, of: &Profiles, config: &Config) -> Option<OfValue> {
        let alike = self.alike_of(of);
        let correlations = Correlations::of(&alike);
        if of.n() < least(self.drivers.len(), config) || !correlations.unfit().is_empty() {
            return None;
        }
        let weights = correlations.weights();
        let method = config.method;
        let mut ends = intervals_of_weights(&alike, method.confidence.share(), method.seed).into_iter();
        let r_squared = Within::of(weights.r_squared, ends.next());
        let each = weights.of.iter().map(|weight| Within::of(*weight, ends.next())).collect();
        Some(OfValue { region: region.clone(), n: of.n(), r_squared, weights: each })
    }

    /// The code of the group, and where each rating is on its scale.
    #[expect(clippy::cast_precision_loss, reason = "at most 101 points")]
    fn alike_of(&self, profiles: &Profiles) -> Vec<Alike> {
        let code = |group| match group {
            Group::Detractor => -1.0,
            Group::Passive => 0.0,
            Group::Promoter => 1.0,
        };
        let each = profiles.each(self.drivers.len());
        let alike = each.map(|(group, answers, n)| {
            let ratings = answers.into_iter().map(|at| at as f64);
            Alike { values: std::iter::once(code(group)).chain(ratings).collect(), n }
        });
        alike.collect()
    }

    /// What drivers come to that can be weighed.
    fn told(&self, correlations: &Correlations, config: &Config) -> Option<Told> {
        let method = config.method;
        let weights = correlations.weights();
        let ends = intervals_of_weights(&self.alike(), method.confidence.share(), method.seed);
        let mut ends = ends.into_iter();
        let mut next = |found: f64| {
            let Within { weight_low, weight_high, .. } = Within::of(found, ends.next());
            [weight_low, weight_high]
        };
        let [r_squared_low, r_squared_high] = next(weights.r_squared);
        let each =
            self.drivers.iter().zip(&weights.of).enumerate().map(|(at, ((further, answers), weight))| {
                let scale = further.question.scale;
                let mean = answers.mean(&scale)?;
                let [weight_low, weight_high] = next(*weight);
                Some(Driver {
                    name: further.question.name.clone(),
                    correlation: correlations.with_outcome(at),
                    weight: *weight,
                    weight_low,
                    weight_high,
                    share: if weights.r_squared > 0.0 { weight / weights.r_squared } else { 0.0 },
                    mean,
                    performance: (mean - f64::from(scale.low())) / f64::from(scale.high() - scale.low()),
                })
            });
        let each = each.collect::<Option<Vec<_>>>()?;
        Some(Told { r_squared: weights.r_squared, r_squared_low, r_squared_high, each })
    }
}

/// Whether all answers to a question are of one region, which it or the leading question does not tell.
fn is_of_one_of(figures: Figures<'_>, period: Option<Period>, hidden: &BTreeSet<Region>) -> bool {
    let parts = parts(figures, period);
    let mut with_answers = parts.iter().filter(|(_, part)| part.counts.n() > 0);
    match (with_answers.next(), with_answers.next()) {
        (Some((region, part)), None) => !part.is_visible() || hidden.contains(region),
        _ => false,
    }
}
