//! Why the score changed since an earlier period: what the regions did to it, or the segments of another column.
//!
//! All is said of regions here; a segment is one by another name. Regions that are hidden in either period stand in one line for both, and only where that line says nothing of a
//! single one; else there is no account at all. What a period's lines do not show is then the sum of regions of which
//! a report on that period would hide at least two, so that subtracting any figure shown elsewhere finds none of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{Part, is_mixed};
use crate::figures::{Change, Figures, Finding, Head, Since, parts};
use crate::sections::View;
use crate::statistics::{self, Effect, decompose};
use crate::survey::{Answers, Counts, Nps, Period, Region};

/// The change of the score since an earlier period, taken apart by region or by the segments of a column.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// The column whose values are the segments; absent where the parts are regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What the page calls it; absent where that is its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Which earlier period.
    pub since: Since,
    /// That period.
    pub period: Period,
    /// The score then, in points.
    pub before: Nps,
    /// The score of the reported period, in points.
    pub after: Nps,
    /// What a shift between regions did, in points: the sum of the lines' `mix`.
    pub mix: f64,
    /// What the regions' own scores did, in points: the sum of the lines' `rate`.
    pub rate: f64,
    /// What regions did that came or went, in points: the sum of the lines' `effect`.
    pub turnover: f64,
    /// At least two, those first that did most by their own score or by coming or going; regions too small to show
    /// last, together.
    pub lines: Vec<WhyLine>,
}

/// What a region did to the change, in points; all lines sum to it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhyLine {
    /// The region or segment; none for those together that are too small to show.
    pub region: Option<Region>,
    /// The region in the earlier period; none without an answer.
    pub before: Option<WhySide>,
    /// The region in the reported period; none without an answer.
    pub after: Option<WhySide>,
    /// What it did.
    pub effect: Effect,
}

/// A region in one period.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhySide {
    /// Its share of all answers of the period, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// Its score.
    pub nps: Nps,
}

/// The changes that regions or segments tell of, each taken apart; absent where they tell nothing.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Accounts(pub Vec<Why>);

impl Accounts {
    /// The lines of each change that both sides and the regions allow, then the same by each further cut.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let columns = &view.counts.config.columns;
        let regions = columns.region.is_some().then_some((None, view.counts));
        // The cells of a table are too many to tell why by.
        let by_cut = columns.cuts.iter().zip(view.by_cut).filter(|(cut, _)| cut.pair.is_none());
        let by_cut = by_cut.filter_map(|(cut, by_cut)| {
            let column = &columns.attributes.get(cut.attribute)?.value;
            Some((Some((column, &cut.label)), by_cut.figures()))
        });
        let now = view.head.period?;
        let mut told: Vec<Why> = Vec::new();
        for (by, figures) in regions.into_iter().chain(by_cut) {
            for change in &view.head.changes {
                let sides = [change.period, now].map(|period| parts(figures, Some(period)));
                told.extend(since(figures, by, [&sides[0], &sides[1]], &view.head.overall, change));
            }
        }
        (!told.is_empty()).then_some(Self(told))
    }

    /// What of it does not agree with itself or the head of the report, if anything does not.
    pub(crate) fn disagrees_with(&self, head: &Head) -> Option<&'static str> {
        let is_sound =
            self.0.iter().all(|why| why.change(head).is_some() && (head.rounded || why.is_sound()));
        (!is_sound).then_some("the parts of a change do not follow from the regions, or do not sum to it")
    }
}

fn since(
    figures: Figures<'_>,
    by: Option<(&String, &Option<String>)>,
    [before, after]: [&BTreeMap<Region, Part>; 2],
    overall: &Finding,
    change: &Change,
) -> Option<Why> {
    let (then, now) = (change.then.estimate()?, overall.estimate()?);
    let groups = groups(before, after, figures.config.method.hide_below)?;
    let sum = |side: fn(&Group) -> &Answers| groups.iter().map(|group| side(group).weight()).sum::<f64>();
    let (all_before, all_after) = (sum(|group| &group.1), sum(|group| &group.2));
    let side = |answers: &Answers, all: f64| -> Option<WhySide> {
        let sample = figures.sample(answers, None)?;
        Some(WhySide { share: answers.weight() / all, nps: Nps::of(sample) })
    };
    let sides = groups
        .iter()
        .map(|(region, before, after)| (region.clone(), side(before, all_before), side(after, all_after)))
        .collect();
    let (column, label) = by.unzip();
    let why = Why::new(column.cloned(), (change.since, change.period), (then.nps, now.nps), sides)?;
    Some(Why { label: label.cloned().flatten(), ..why })
}

/// Each region's answers before and after; those hidden either time together, without a name. Nothing where these may
/// not be shown together either.
fn groups(
    before: &BTreeMap<Region, Part>,
    after: &BTreeMap<Region, Part>,
    minimum: u64,
) -> Option<Vec<Group>> {
    let mut groups = Vec::new();
    let mut pooled: Vec<(&Part, &Part)> = Vec::new();
    // Both hold every region of the data.
    for (region, now) in after {
        let Some(then) = before.get(region) else { continue };
        if !then.is_visible() || !now.is_visible() {
            pooled.push((then, now));
        } else if then.counts.n() + now.counts.n() > 0 {
            groups.push((Some(region.clone()), then.answers.clone(), now.answers.clone()));
        }
    }
    if !pooled.is_empty() {
        let (then, now): (Vec<&Part>, Vec<&Part>) = pooled.into_iter().unzip();
        let [then, now] = [then, now].map(|parts| {
            let counts: Counts = parts.iter().map(|part| part.counts).sum();
            let several = parts.iter().filter(|part| part.counts.n() > 0).count() >= 2;
            let sum = parts.iter().fold(Answers::default(), |mut sum, part| {
                sum += &part.answers;
                sum
            });
            (several && counts.n() >= minimum && is_mixed(counts)).then_some(sum)
        });
        groups.push((None, then?, now?));
    }
    Some(groups)
}

/// A region, or several without a name, before and after.
type Group = (Option<Region>, Answers, Answers);

/// A step from the earlier score to the reported one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step<'a> {
    /// The shift between regions, in points.
    Mix(f64),
    /// A region's own score, or its coming or going.
    Line(&'a WhyLine),
    /// How many others together, and what they did in points.
    Others(usize, f64),
}

impl Step<'_> {
    /// What it did, in points.
    #[must_use]
    pub fn effect(&self) -> f64 {
        match self {
            Self::Mix(effect) | Self::Others(_, effect) => *effect,
            Self::Line(line) => line.effect.rate() + line.effect.turnover(),
        }
    }
}

fn weighed(side: Option<WhySide>) -> Option<statistics::Side> {
    side.map(|side| statistics::Side { weight: side.share, score: side.nps.points() })
}

impl WhyLine {
    /// What its effect follows from, with that of all other lines: what it was before and after.
    #[must_use]
    pub fn sides(&self) -> (Option<statistics::Side>, Option<statistics::Side>) {
        (weighed(self.before), weighed(self.after))
    }
}

impl Why {
    /// The steps, which sum to the change: the shift first, then the first lines and, if there are many, the others
    /// together.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'_>> {
        const MOST: usize = 8;
        let shown = if self.lines.len() > MOST + 1 { MOST } else { self.lines.len() };
        let (first, others) = self.lines.split_at(shown);
        let sum = others.iter().map(|line| line.effect.rate() + line.effect.turnover()).sum();
        let rest = (!others.is_empty()).then_some(Step::Others(others.len(), sum));
        [Step::Mix(self.mix)].into_iter().chain(first.iter().map(Step::Line)).chain(rest).collect()
    }

    /// Whether regions came or went.
    #[must_use]
    pub fn has_turnover(&self) -> bool {
        self.lines.iter().any(|line| !matches!(line.effect, Effect::Stayed { .. }))
    }

    /// The account from each region's sides; nothing with fewer than two lines, which would only repeat the change, or
    /// where no region was there both times.
    #[must_use]
    pub fn new(
        by: Option<String>,
        (since, period): (Since, Period),
        (before, after): (Nps, Nps),
        sides: Vec<(Option<Region>, Option<WhySide>, Option<WhySide>)>,
    ) -> Option<Self> {
        if sides.len() < 2 {
            return None;
        }
        let pairs: Vec<_> =
            sides.iter().map(|(_, before, after)| (weighed(*before), weighed(*after))).collect();
        let effects = decompose(&pairs)?;
        let mut lines: Vec<WhyLine> = sides
            .into_iter()
            .zip(effects)
            .map(|((region, before, after), effect)| WhyLine { region, before, after, effect })
            .collect();
        let size = |line: &WhyLine| (line.effect.rate() + line.effect.turnover()).abs();
        lines.sort_by(|a, b| {
            let is_pooled = |line: &WhyLine| line.region.is_none();
            is_pooled(a).cmp(&is_pooled(b)).then(size(b).total_cmp(&size(a)))
        });
        let sum = |of: fn(&Effect) -> f64| lines.iter().map(|line| of(&line.effect)).sum();
        let (mix, rate, turnover) = (sum(Effect::mix), sum(Effect::rate), sum(Effect::turnover));
        Some(Self { by, label: None, since, period, before, after, mix, rate, turnover, lines })
    }

    /// What the page calls the column of its segments; nothing where the parts are regions.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        self.label.as_deref().or(self.by.as_deref())
    }

    /// The change that it takes apart.
    pub(super) fn change<'a>(&self, head: &'a Head) -> Option<&'a Change> {
        head.changes.iter().find(|change| change.since == self.since && change.period == self.period)
    }

    /// How large that is in points: where scores are rounded, which may miss it by a tenth, as the head of the report has it.
    pub(super) fn difference(&self, head: &Head) -> f64 {
        let change = self.change(head).filter(|_| head.rounded);
        let comparison = change.and_then(|change| change.comparison.as_ref());
        comparison.map_or(self.after - self.before, |comparison| comparison.difference).points()
    }

    /// Whether the same account follows from its sides.
    fn is_sound(&self) -> bool {
        let sides = || self.lines.iter().flat_map(|line| [line.before, line.after]).flatten();
        if !sides().all(|side| side.share > 0.0 && side.share <= 1.0) {
            return false;
        }
        let again = self.lines.iter().map(|line| (line.region.clone(), line.before, line.after)).collect();
        let Some(again) =
            Self::new(self.by.clone(), (self.since, self.period), (self.before, self.after), again)
        else {
            return false;
        };
        let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
        let total = |why: &Self| why.mix + why.rate + why.turnover;
        let same = |(a, b): (&WhyLine, &WhyLine)| {
            near(a.effect.mix(), b.effect.mix())
                && near(a.effect.rate(), b.effect.rate())
                && near(a.effect.turnover(), b.effect.turnover())
        };
        near(self.mix, again.mix)
            && near(self.rate, again.rate)
            && near(self.turnover, again.turnover)
            && near(total(self), (self.after - self.before).points())
            && self.lines.iter().zip(&again.lines).all(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Visible::{self, Complement, TooFew, Yes};

    fn part((d, z, p): (u64, u64, u64), visible: Visible) -> Part {
        Part::new(Counts::new(d, z, p), visible)
    }

    type Row = (&'static str, (u64, u64, u64), Visible, (u64, u64, u64), Visible);

    fn grouped(rows: &[Row]) -> Option<Vec<(Option<Region>, Counts, Counts)>> {
        let counts = |answers: &Answers| answers.counts(&crate::survey::Scale::ZERO_TO_TEN);
        let name = |name: &str| Region::Named(name.to_owned());
        let before = rows.iter().map(|row| (name(row.0), part(row.1, row.2))).collect();
        let after = rows.iter().map(|row| (name(row.0), part(row.3, row.4))).collect();
        let groups = groups(&before, &after, 5)?.into_iter();
        Some(groups.map(|(region, then, now)| (region, counts(&then), counts(&now))).collect())
    }

    #[test]
    fn regions_hidden_in_either_period_are_one_line_in_both() {
        let found = grouped(&[
            ("A", (10, 10, 10), Yes, (20, 10, 10), Yes),
            ("B", (8, 8, 8), Yes, (1, 1, 0), TooFew),
            ("C", (1, 1, 1), TooFew, (9, 9, 9), Complement),
            ("D", (0, 0, 0), Yes, (0, 0, 0), Yes),
        ])
        .expect("two together may be shown");
        let expected = [
            (Some(Region::Named("A".to_owned())), Counts::new(10, 10, 10), Counts::new(20, 10, 10)),
            (None, Counts::new(9, 9, 9), Counts::new(10, 10, 9)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn there_is_no_account_where_the_hidden_regions_would_be_known_by_it() {
        let a = ("A", (10, 10, 10), Yes, (20, 10, 10), Yes);
        let b = ("B", (8, 8, 8), Yes, (1, 1, 0), TooFew);
        assert_eq!(grouped(&[a, b]), None, "one alone");
        let empty = ("C", (0, 0, 0), Yes, (9, 9, 9), Complement);
        assert_eq!(grouped(&[a, b, empty]), None, "one alone before");
        let few = ("C", (1, 0, 0), TooFew, (1, 0, 0), TooFew);
        assert_eq!(grouped(&[a, b, few]), None, "three answers after");
        let [all, all_too] = ["B", "C"].map(|name| (name, (9, 9, 9), Yes, (4, 0, 0), TooFew));
        assert_eq!(grouped(&[a, all, all_too]), None, "all of one group after");
    }
}
