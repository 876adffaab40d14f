//! What a change of the score would be if the answers had come about in the earlier mix: by channel, or by who asked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::texts::ModeTexts;
use crate::figures::{Comparison, Figures, Head, Listed, Since, parts, sample_of};
use crate::sections::finding::{Candidate, KeyFindingKind, Look, Says};
use crate::statistics::{
    Category, Contrast, Measured, SMALLEST_CLEAR, Trend, at_mix, change_at_mix, corrected, critical,
    difference_of_shares_traced,
};
use crate::survey::trace::{Silent, Trace};
use crate::survey::{Counts, Interval, Nps, Period, Region, Sample};
use crate::wording::{About, MethodEntry, Words, fill};

/// How scores at an earlier mix are made.
pub(super) const MIX: About = About("mix");

/// The change cannot be read without the mix of a cut.
pub(super) const CUT_MIX: KeyFindingKind = KeyFindingKind::new("cut_mix");

/// The score of the period if its answers were divided among the values of a cut as those of an earlier one were.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtMix {
    /// Which earlier period, as in `changes`.
    pub since: Since,
    /// That period.
    pub period: Period,
    /// The shares of all values that have answers in either period.
    pub shares: Vec<Shifted>,
    /// The score at the earlier mix, in points.
    pub nps: Nps,
    /// Its interval; the shares of then are taken as exact.
    pub interval: Interval,
    /// Against the score of then.
    pub change: Comparison<Trend>,
    /// Each of the periods of the report at that mix, oldest first; none where a value may not be shown, or where one that answered
    /// then did not.
    pub over_time: Vec<Option<Mixed>>,
}

/// The score of a period at another one's mix.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AtOtherMix")]
pub struct Mixed {
    /// The score, in points.
    pub nps: Nps,
    /// Its interval; the shares of the other period are taken as exact.
    pub interval: Interval,
}

/// The share of a value in the answers of two periods.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shifted {
    /// The value, as a region.
    pub region: Region,
    /// Its share then, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub before: f64,
    /// Its share in the reported period, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub after: f64,
    /// Two-sided p-value of the difference, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// The same after correction for all shares of the cut since that period.
    #[schemars(range(min = 0, max = 1))]
    pub p_adjusted: f64,
    /// Whether it moved beyond chance.
    pub moved: bool,
}

/// A value then and now.
pub(super) struct Side {
    pub(super) region: Region,
    /// How many answers then, and now.
    pub(super) n: [u64; 2],
    /// What it measures now.
    pub(super) now: Option<Measured>,
}

/// All values that have answers in either period; nothing where one of them may not be shown.
pub(super) fn sides(figures: Figures<'_>, [then, now]: [Period; 2]) -> Option<Vec<Side>> {
    let (then, now) = (parts(figures, Some(then)), parts(figures, Some(now)));
    let mut all = Vec::new();
    for (region, part) in &now {
        let before = then.get(region)?;
        let n = [before.counts.n(), part.counts.n()];
        if n == [0, 0] {
            continue;
        }
        if !before.is_visible() || !part.is_visible() {
            return None;
        }
        let measured = sample_of(part, figures, None).map(Measured::score);
        all.push(Side { region: region.clone(), n, now: measured });
    }
    (all.len() > 1).then_some(all)
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
pub(super) fn real(n: u64) -> f64 {
    n as f64
}

pub(super) fn standardised(sides: &[Side]) -> Option<Measured> {
    let category = |side: &Side| Category { before: real(side.n[0]), now: side.now };
    at_mix(&sides.iter().map(category).collect::<Vec<_>>())
}

/// A score with its interval.
fn mixed(figures: Figures<'_>, measured: Measured) -> Option<Mixed> {
    let nps = Nps::stated(measured.value)?;
    let reach = critical(figures.config.method.confidence.share()) * measured.standard_error;
    Some(Mixed { nps, interval: Interval::around(nps, measured.value - reach, measured.value + reach) })
}

/// Answers of a value and all others.
fn of_value(n: u64, all: u64) -> Option<Sample> {
    Counts::new(all - n, 0, n).sample()
}

/// How many answers all values have then, and now.
pub(super) fn totals(sides: &[Side]) -> [u64; 2] {
    [0, 1].map(|at| sides.iter().map(|side| side.n[at]).sum())
}

/// A share now against then.
pub(super) fn shift(side: &Side, totals: [u64; 2], trace: &mut impl Trace) -> Option<Contrast> {
    let [then, now] = [0, 1].map(|at| of_value(side.n[at], totals[at]));
    Some(difference_of_shares_traced(now?, then?, 0.0, trace))
}

/// The p-values of all shares, of which those of two values are one.
fn asked(p: &[f64]) -> Vec<f64> {
    if let [first, _] = p { vec![*first] } else { p.to_vec() }
}

impl AtMix {
    /// The score at the mix of each period of the head's changes that allows it.
    pub(super) fn all(figures: Figures<'_>, head: &Head) -> Vec<Self> {
        let (method, Some(now)) = (figures.config.method, head.period) else { return Vec::new() };
        let mut found: Vec<(Self, Contrast)> = Vec::new();
        for change in &head.changes {
            let of = || {
                let sides = sides(figures, [change.period, now])?;
                let then = figures.sample(&figures.answers(Some(change.period)), None)?;
                let (measured, score) = (standardised(&sides)?, Nps::of(then));
                let Mixed { nps, interval } = mixed(figures, measured)?;
                let over_time = head.periods.iter().map(|period| {
                    let sides = self::sides(figures, [change.period, *period])?;
                    mixed(figures, standardised(&sides)?)
                });
                let contrast = change_at_mix(measured, Measured::score(then));
                let totals = totals(&sides);
                let p: Option<Vec<f64>> =
                    sides.iter().map(|side| Some(shift(side, totals, &mut Silent)?.p)).collect();
                let p = p?;
                let adjusted = corrected(&asked(&p), method.correction);
                let shares = sides.iter().zip(p).enumerate().map(|(at, (side, p))| {
                    let p_adjusted = adjusted.get(at).or(adjusted.first()).copied().unwrap_or(p);
                    let [before, after] = [0, 1].map(|at| real(side.n[at]) / real(totals[at]));
                    let region = side.region.clone();
                    Shifted {
                        region,
                        before,
                        after,
                        p,
                        p_adjusted,
                        moved: p_adjusted <= method.confidence.alpha(),
                    }
                });
                let comparison = Comparison {
                    difference: nps - score,
                    z: contrast.statistic,
                    p: contrast.p,
                    p_adjusted: contrast.p,
                    verdict: Trend::NoClearChange,
                };
                let told = Self {
                    since: change.since,
                    period: change.period,
                    shares: shares.collect(),
                    nps,
                    interval,
                    change: comparison,
                    over_time: over_time.collect(),
                };
                Some((told, contrast))
            };
            found.extend(of());
        }
        let p: Vec<f64> = found.iter().map(|(_, contrast)| contrast.p).collect();
        let adjusted = corrected(&p, method.correction);
        let settled = |((told, contrast), p_adjusted): ((Self, Contrast), f64)| {
            let verdict = contrast.verdict(p_adjusted, SMALLEST_CLEAR, method.confidence).into();
            Self { change: Comparison { p_adjusted, verdict, ..told.change }, ..told }
        };
        found.into_iter().zip(adjusted).map(settled).collect()
    }

    pub(super) fn has_moved(&self) -> bool {
        self.shares.iter().any(|share| share.moved)
    }

    /// The verdict on the change of all answers as it is; nothing where there is none.
    fn as_it_is(&self, head: &Head) -> Option<Trend> {
        let change = head.changes.iter().find(|change| change.period == self.period)?;
        Some(change.comparison.as_ref()?.verdict)
    }

    /// Whether the change says another thing at the earlier mix, which has moved.
    fn differs(&self, head: &Head) -> bool {
        self.has_moved() && self.as_it_is(head).is_some_and(|verdict| verdict != self.change.verdict)
    }

    /// What there is to say of it.
    pub(super) fn title(&self, head: &Head, words: &Words) -> String {
        let texts = texts(words);
        let values = [
            ("earlier", words.period_inside(self.period)),
            ("nps", words.nps(self.nps.points())),
            ("verdict", words.trend_verdict(self.change.verdict).to_owned()),
        ];
        let pattern = match (self.has_moved(), self.differs(head)) {
            (false, _) => &texts.still,
            (true, true) => &texts.differs,
            (true, false) => &texts.same,
        };
        fill(pattern, &values)
    }

    /// Its figures as a list has them.
    pub(super) fn list(&self, head: &Head, cut: &str) -> Vec<Listed> {
        let against = self.period.key();
        let score = |at: &Mixed| Listed {
            low: Some(at.interval.low()),
            high: Some(at.interval.high()),
            against: Some(against.clone()),
            ..Listed::new("cuts", "nps_at_mix", at.nps.points())
        };
        let now = score(&Mixed { nps: self.nps, interval: self.interval });
        let change = Listed::difference(("cuts", "change_at_mix"), &against, Some(&self.change));
        let now = [now].into_iter().chain(change).map(|listed| listed.in_period(head.period));
        let periods = head.periods.iter().zip(&self.over_time);
        let earlier = periods.filter(|(period, at)| Some(**period) != head.period && at.is_some());
        let earlier =
            earlier.filter_map(|(period, at)| at.as_ref().map(|at| score(at).in_period(Some(*period))));
        now.chain(earlier).map(|listed| listed.by(cut, None)).collect()
    }
}

pub(super) fn texts(words: &Words) -> ModeTexts {
    words.of_part("cut_mode")
}

/// The definition of it.
pub(super) fn method(words: &Words) -> MethodEntry {
    let texts = texts(words);
    MethodEntry::new(&texts.term, texts.method.to_string()).about(MIX)
}

/// A change that says another thing at the earlier mix.
pub(super) fn candidates(look: Look<'_>, all: &[AtMix], cut: usize) -> Vec<Candidate> {
    let differs = all.iter().enumerate().filter(|(_, at)| at.differs(look.head));
    let candidate = |(place, at): (usize, &AtMix)| {
        let (own, change) =
            look.head.changes.iter().enumerate().find(|(_, change)| change.period == at.period)?;
        let size = at.change.difference.points() - change.comparison.as_ref()?.difference.points();
        let surest = at.shares.iter().map(|share| share.p_adjusted).fold(1.0, f64::min);
        Some(Candidate {
            kind: CUT_MIX,
            figures: vec![
                format!("/sections/cuts/{cut}/at_earlier_mix/{place}/change"),
                format!("/sections/cuts/{cut}/at_earlier_mix/{place}/nps"),
                format!("/changes/{own}/comparison"),
            ],
            weight: size.abs() * look.certainty(surest),
            says: Says::This(format!("mix of cut {cut} since {}", at.period.key())),
            alone: false,
        })
    };
    differs.filter_map(candidate).collect()
}
