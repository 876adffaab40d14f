//! What the search looks at, and what it finds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::types::InCut;
use crate::facts::{Asked, Bunch, Pairs, Part};
use crate::figures::{ByCut, Comparison, Figures, against_rest, parts};
use crate::statistics::{Apart, Paired, Verdict, corrected_among};
use crate::survey::{Answers, Counts, Period, Region};

/// Of each cut so many values are looked at together with those of others, those with most answers.
const MOST_PAIRED: usize = 30;

/// Of so many pairs that stand out it is looked at whether they may be told, the surest first.
const MOST_TRIED: usize = 10;

/// A cut as far as it is told.
pub(super) struct Cut {
    /// The cut of the config, by position; none: the regions.
    pub(super) at: Option<usize>,
    /// Its values, those first that are paired with values of other cuts.
    pub(super) values: Vec<Value>,
    paired: usize,
    /// Those that are hidden.
    hidden: BTreeSet<Region>,
}

/// A value of a cut.
pub(super) struct Value {
    pub(super) name: Region,
    n: u64,
    /// How sure it is that it differs from all other answers, where it is compared with them.
    p: Option<f64>,
}

/// All that was looked at.
pub(super) struct Looked {
    /// The regions, and each cut.
    pub(super) cuts: Vec<Cut>,
    /// The values by cut and place that are hypotheses of their own, with their p-values.
    pub(super) values: Vec<((usize, usize), f64)>,
    /// How many values were compared.
    pub(super) compared: usize,
    /// How many pairs.
    pub(super) pairs: usize,
    pub(super) hypotheses: usize,
    pub(super) found: Option<Found>,
}

/// What stands out.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// By cut and place.
    pub(super) of: [(usize, usize); 2],
    /// The answers that have both, all others, the others of the one, and those of the other.
    pub(super) counts: [Counts; 4],
    pub(super) apart: Apart,
    pub(super) p_adjusted: f64,
}

/// A pair before it is known whether it stands out.
struct Candidate {
    of: [(usize, usize); 2],
    counts: [Counts; 4],
    apart: Apart,
}

/// The answers of a pair, and those that it is compared with, where there are some of each.
pub(super) fn paired([own, rest, first, second]: [Counts; 4]) -> Option<Paired> {
    Some(Paired { own: own.sample()?, others: [rest.sample()?, first.sample()?, second.sample()?] })
}

/// Looks at all values and pairs of a period that are told; nothing where there is no pair.
pub(super) fn looked(counts: Figures<'_>, by_cut: &[ByCut], period: Option<Period>) -> Option<Looked> {
    let Figures { config, excerpt } = counts;
    let has_design = |answers: &Answers| answers.design().is_some();
    if by_cut.is_empty() || excerpt.is_told_rounded || excerpt.cells.values().any(has_design) {
        return None;
    }
    let ordinal = period.map(Period::ordinal);
    let together = excerpt.cross.by_period(|of| of == ordinal).remove(&ordinal)?;
    let cuts = cuts(counts, by_cut, period);
    let gathered: Vec<BTreeSet<Region>> = by_cut.iter().map(|cut| cut.gathered.clone()).collect();
    let names = excerpt.cross.values_gathered(&gathered);
    let asked = cuts.iter().map(|cut| Asked {
        values: cut.values.iter().map(|value| &value.name).collect(),
        paired: cut.paired,
    });
    let all = together.pairs(&names, &asked.collect::<Vec<_>>());
    let mut looked = Looked { compared: 0, pairs: 0, hypotheses: 0, values: Vec::new(), found: None, cuts };
    let mut known = looked.see_values(&all);
    let candidates = looked.see_pairs(&all, least(counts), &mut known);
    if looked.pairs == 0 {
        return None;
    }
    looked.hypotheses = known.len();
    let shown: Vec<Vec<bool>> = looked.cuts.iter().zip(&names).map(|(cut, names)| cut.shown(names)).collect();
    let value = |(cut, at): (usize, usize)| Some((cut, &looked.cuts.get(cut)?.values.get(at)?.name));
    let can_be_told = |[one, other]: [(usize, usize); 2]| {
        let pair = value(one).zip(value(other));
        let minimum = config.method.hide_below;
        pair.is_some_and(|(one, other)| together.may_be_told(&names, &shown, [one, other], minimum))
    };
    looked.found = looked.surest(candidates, counts, can_be_told);
    Some(looked)
}

/// So many answers have to be on each side of what is compared.
fn least(counts: Figures<'_>) -> u64 {
    let method = counts.config.method;
    method.low_base.max(method.hide_below).max(1)
}

/// The regions and each further cut, with what is told of each.
fn cuts(counts: Figures<'_>, by_cut: &[ByCut], period: Option<Period>) -> Vec<Cut> {
    let columns = &counts.config.columns;
    let least = least(counts);
    let regions = Cut::of(None, (counts, period), columns.region.is_some(), true, least);
    let further = columns.cuts.iter().zip(by_cut).enumerate().map(|(at, (cut, by_cut))| {
        // The cells of a table are pairs already.
        Cut::of(Some(at), (by_cut.figures(), period), cut.is_shown, cut.pair.is_none(), least)
    });
    std::iter::once(regions).chain(further).collect()
}

impl Cut {
    fn of(
        at: Option<usize>,
        (figures, period): (Figures<'_>, Option<Period>),
        is_told: bool,
        is_paired: bool,
        least: u64,
    ) -> Self {
        let parts: BTreeMap<Region, Part> = parts(figures, period);
        let is_hidden = |(_, part): &(&Region, &Part)| !part.is_visible();
        let hidden = parts.iter().filter(is_hidden).map(|(name, _)| name.clone()).collect();
        if !is_told {
            return Self { at, values: Vec::new(), paired: 0, hidden };
        }
        let all: u64 = parts.values().map(|part| part.counts.n()).sum();
        let rest = against_rest(figures, &parts);
        let shown = parts.into_iter().zip(rest).filter(|((_, part), _)| part.is_visible());
        let value = |((name, part), rest): ((Region, Part), Option<Comparison<_>>)| Value {
            name,
            n: part.counts.n(),
            p: rest.map(|rest| rest.p),
        };
        let can_be_paired = |value: &Value| {
            is_paired && value.name.name().is_some() && value.n >= 2 * least && all - value.n >= 2 * least
        };
        let mut values: Vec<Value> = shown.map(value).collect();
        values.sort_by_cached_key(|value| (!can_be_paired(value), Reverse(value.n), value.name.clone()));
        let paired = values.iter().take_while(|value| can_be_paired(value)).count().min(MOST_PAIRED);
        Self { at, values, paired, hidden }
    }

    /// Whether each value is shown.
    fn shown(&self, names: &[Region]) -> Vec<bool> {
        names.iter().map(|name| !self.hidden.contains(name)).collect()
    }
}

impl Looked {
    /// Takes every value that is compared as a hypothesis, and gives the marks of all. Answers and all others are one: to compare
    /// the ones with the others is to compare the others with them.
    fn see_values(&mut self, all: &Pairs) -> BTreeSet<u64> {
        let mut known = BTreeSet::new();
        for (cut, (told, bunches)) in self.cuts.iter().zip(&all.values).enumerate() {
            for (at, (value, own)) in told.values.iter().zip(bunches).enumerate() {
                let Some(p) = value.p else { continue };
                self.compared += 1;
                if known.insert(hypothesis(*own, all.all)) {
                    self.values.push(((cut, at), p));
                }
            }
        }
        known
    }

    /// Takes every pair of values that has enough answers, as all that it is compared with have, and that no other pair or value is.
    fn see_pairs(&mut self, all: &Pairs, least: u64, known: &mut BTreeSet<u64>) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (one, first) in self.cuts.iter().enumerate() {
            for (two, second) in self.cuts.iter().enumerate().skip(one + 1) {
                let of = (0..first.paired).flat_map(|a| (0..second.paired).map(move |b| (a, b)));
                for (a, b) in of {
                    let own = all.of((one, a), (two, b));
                    let value =
                        |cut: usize, at: usize| all.values.get(cut).and_then(|of| of.get(at)).copied();
                    let [Some(first), Some(second)] = [value(one, a), value(two, b)] else { continue };
                    let others = [all.all.without(own), first.without(own), second.without(own)];
                    let neither = others[0].without(others[1]).without(others[2]);
                    let sides = [own, neither, others[1], others[2]];
                    if sides.iter().any(|side| side.counts().n() < least) {
                        continue;
                    }
                    self.pairs += 1;
                    if !known.insert(hypothesis(own, all.all)) {
                        continue;
                    }
                    let counts = [own, others[0], others[1], others[2]].map(Bunch::counts);
                    let Some(apart) = paired(counts).map(|paired| paired.by_z()) else { continue };
                    found.push(Candidate { of: [(one, a), (two, b)], counts, apart });
                }
            }
        }
        // A stable sort: equally sure ones stay in the order of the cuts.
        found.sort_by(|a, b| b.apart.least().total_cmp(&a.apart.least()));
        found
    }

    /// The surest pair that is clear and may be told. That others may not be says nothing of it: they count as hypotheses of which
    /// nothing is concluded.
    fn surest(
        &self,
        candidates: Vec<Candidate>,
        counts: Figures<'_>,
        can_be_told: impl Fn([(usize, usize); 2]) -> bool,
    ) -> Option<Found> {
        let confidence = counts.config.method.confidence;
        let of_values: Vec<f64> = self.values.iter().map(|(_, p)| *p).collect();
        let corrected = |p: f64| corrected_among(p, &of_values, self.hypotheses);
        let mut tried = 0;
        for candidate in candidates {
            if tried == MOST_TRIED || corrected(candidate.apart.p) > confidence.alpha() {
                return None;
            }
            let apart = paired(candidate.counts)?.compared().confirmed(corrected, confidence);
            let p_adjusted = corrected(apart.p);
            if apart.verdict(p_adjusted, confidence) == Verdict::Unclear {
                continue;
            }
            tried += 1;
            if can_be_told(candidate.of) {
                let Candidate { of, counts, .. } = candidate;
                return Some(Found { of, counts, apart, p_adjusted });
            }
        }
        None
    }
}

/// A value of a cut by its place.
pub(super) fn in_cut(counts: Figures<'_>, cut: &Cut, at: usize) -> Option<InCut> {
    let value = cut.values.get(at)?.name.name()?.to_owned();
    let columns = &counts.config.columns;
    let stated = match cut.at {
        None => None,
        Some(at) => Some(columns.cuts.get(at)?),
    };
    let column = stated.and_then(|stated| columns.attributes.get(stated.attribute));
    let label = stated.and_then(|stated| stated.label.clone());
    Some(InCut { cut: column.map(|column| column.value.clone()), label, value })
}

/// A number that is the same for the same answers, and for all others than these.
fn hypothesis(own: Bunch, all: Bunch) -> u64 {
    own.mark.min(all.without(own).mark)
}
