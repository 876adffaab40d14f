//! What came of each action, from the answers before it and since.

use std::collections::BTreeMap;

use super::types::{Action, Actions, Change, Outcome, Place, Why, Worked};
use crate::config::actions::{self, Only, Status};
use crate::figures::{ByCut, Figures, Head, parts};
use crate::sections::View;
use crate::statistics::{Advance, BeforeAfter, SMALLEST_CLEAR, corrected, effect, periods_to_tell};
use crate::survey::{Answers, Confidence, Nps, Period, Region, Sample};

/// An action with all that its result is made from.
pub(super) struct Known {
    pub(super) of: BeforeAfter,
    pub(super) effect: Advance,
    periods: [[Period; 2]; 2],
    /// How many periods there are on each side.
    length: u32,
}

impl Actions {
    /// The actions that a report tells of; nothing where there are none.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let config = view.counts.config;
        let client = view.among.map(|(client, _)| client);
        // Clients read it, and actions are the sender's own.
        if !config.columns.reader.is_empty() && !config.actions.for_clients {
            return None;
        }
        let told: Vec<&actions::Action> = config.actions.told(client).collect();
        let found: Vec<Result<Known, Why>> =
            told.iter().map(|action| known(action, (view.counts, view.head, view.by_cut))).collect();
        let known: Vec<&Known> = found.iter().flatten().collect();
        let asked = asked(known.iter().map(|known| known.of));
        // Those that ask the same are one hypothesis.
        let first = || asked.iter().enumerate().filter(|(at, first)| at == *first).map(|(at, _)| at);
        let p: Vec<f64> = first().filter_map(|at| Some(known.get(at)?.effect.p)).collect();
        let of_first: BTreeMap<usize, f64> = first().zip(corrected(&p, config.method.correction)).collect();
        let mut corrected = asked.iter().map(|first| of_first.get(first).copied());
        let all = told.iter().zip(found).map(|(action, found)| {
            let (result, why) = match found {
                Ok(known) => {
                    let p = corrected.next().flatten().unwrap_or(known.effect.p);
                    (Some(outcome(&known, action.expected, p, config.method.confidence)), None)
                }
                Err(why) => (None, Some(why)),
            };
            Action {
                what: action.what.clone(),
                only: action.only.as_ref().map(|only| place(only, view.counts)),
                begins: action.from,
                until: action.until,
                owner: action.owner.clone(),
                expected: action.expected,
                status: action.status_on(view.head.as_of),
                result,
                why,
            }
        });
        let all: Vec<Action> = all.collect();
        (!all.is_empty()).then_some(Self(all))
    }
}

/// Which of several ask the same, each by the first that does: what is elsewhere of one may be there of another.
pub(super) fn asked(all: impl Iterator<Item = BeforeAfter>) -> Vec<usize> {
    let mut known: Vec<BeforeAfter> = Vec::new();
    let mut first = Vec::new();
    for (at, of) in all.enumerate() {
        let turned = BeforeAfter { done: of.elsewhere, elsewhere: of.done };
        first.push(known.iter().position(|other| *other == of || *other == turned).unwrap_or(at));
        known.push(of);
    }
    first
}

fn place(only: &Only, Figures { config, .. }: Figures<'_>) -> Place {
    let cut = only.cut.and_then(|at| config.columns.cuts.get(at));
    let column = cut.and_then(|cut| config.columns.attributes.get(cut.attribute));
    Place {
        cut: column.map(|column| column.value.clone()),
        label: cut.and_then(|cut| cut.label.clone()),
        values: only.values.iter().map(|value| value.value.clone()).collect(),
    }
}

/// The answers before an action and since. They are those of whole periods that the page shows: since it began, up to the reported one, and
/// as many before; a period within which it began is of neither. Nothing is told that a page does not show anyhow: what each of its
/// values and all answers together have measured in each of these periods.
pub(super) fn known(
    action: &actions::Action,
    (counts, head, by_cut): (Figures<'_>, &Head, &[ByCut]),
) -> Result<Known, Why> {
    let Figures { config, excerpt } = counts;
    if matches!(action.status, Some(Status::Planned | Status::Dropped)) {
        return Err(Why::NotDone);
    }
    let reported = head.period.ok_or(Why::NothingBefore)?;
    let began = config.periods.calendar.period_of(action.from);
    let first = if action.from > began.first_day() { began.ordinal() + 1 } else { began.ordinal() };
    let length = reported.ordinal() - first + 1;
    if length < 1 {
        return Err(Why::TooEarly);
    }
    let only = action.only.as_ref().ok_or(Why::Everywhere)?;
    let readers = !config.columns.reader.is_empty();
    if readers || excerpt.is_told_rounded || excerpt.is_withheld {
        return Err(Why::Untold);
    }
    let before = began.ordinal() - length..=began.ordinal() - 1;
    let sides = [before, first..=reported.ordinal()];
    let is_shown = |ordinal: i32| head.periods.iter().any(|period| period.ordinal() == ordinal);
    if !sides.clone().into_iter().flatten().all(is_shown) {
        return Err(Why::NothingBefore);
    }
    let period = |ordinal: i32| config.periods.calendar.period(ordinal);
    let figures = match only.cut {
        None => counts,
        Some(at) => by_cut.get(at).ok_or(Why::Hidden)?.figures(),
    };
    let mut sums: [[Answers; 2]; 2] = Default::default();
    for (side, sums) in sides.iter().zip(&mut sums) {
        for ordinal in side.clone() {
            let [there, all] = told(figures, only, period(ordinal)).ok_or(Why::Hidden)?;
            sums[0] += &there;
            sums[1] += &all.without(&there);
        }
    }
    if sums.iter().all(|[_, elsewhere]| elsewhere.n() == 0) {
        return Err(Why::Everywhere);
    }
    let sample = |answers: &Answers| {
        figures.sample(answers, None).filter(|sample| sample.n() >= config.method.hide_below.max(1))
    };
    let [before, since] = sums.each_ref().map(|of| of.each_ref().map(sample));
    let pair = |at: usize| before.get(at).copied().flatten().zip(since.get(at).copied().flatten());
    let both = |at: usize| pair(at).map(|(before, since)| [before, since]).ok_or(Why::Hidden);
    let of = BeforeAfter { done: both(0)?, elsewhere: both(1)? };
    let ends = |range: &std::ops::RangeInclusive<i32>| [period(*range.start()), period(*range.end())];
    Ok(Known {
        of,
        effect: effect(of, config.method.confidence),
        periods: sides.each_ref().map(ends),
        length: u32::try_from(length).unwrap_or(1),
    })
}

/// The answers of a period with these values, and all; nothing where any of these is hidden.
fn told(figures: Figures<'_>, only: &Only, period: Period) -> Option<[Answers; 2]> {
    figures.of_all(Some(period)).estimate()?;
    let (mut there, mut all) = (Answers::default(), Answers::default());
    for (name, part) in parts(figures, Some(period)) {
        let is_meant =
            matches!(&name, Region::Named(name) if only.values.iter().any(|value| value.value == *name));
        if is_meant && part.counts.n() > 0 {
            if !part.is_visible() {
                return None;
            }
            there += &part.answers;
        }
        all += &part.answers;
    }
    Some([there, all])
}

fn outcome(known: &Known, expected: Option<f64>, p_adjusted: f64, confidence: Confidence) -> Outcome {
    let Known { of, effect, periods: [before, since], length } = known;
    let [low, high] = effect.interval;
    let is_clear = p_adjusted <= confidence.alpha() && effect.difference.abs() >= SMALLEST_CLEAR;
    let verdict = if is_clear && effect.z > 0.0 {
        Worked::Worked
    } else if is_clear || high < expected.unwrap_or(0.0) {
        Worked::DidNot
    } else {
        Worked::CannotTell
    };
    let points = expected.unwrap_or(effect.adjusted);
    let needed = periods_to_tell(*of, *length, points, confidence).filter(|_| verdict == Worked::CannotTell);
    let last = since[1];
    let tell_by = needed.map(|periods| {
        let first = last.ordinal() - i32::try_from(*length).unwrap_or(1);
        let ordinal = first.saturating_add(i32::try_from(periods).unwrap_or(i32::MAX));
        last.calendar().period(ordinal.max(last.ordinal() + 1))
    });
    let scores = |[before, since]: [Sample; 2]| Change {
        n_before: before.n(),
        nps_before: Nps::of(before),
        n_since: since.n(),
        nps_since: Nps::of(since),
    };
    let (there, elsewhere) = (scores(of.done), scores(of.elsewhere));
    Outcome {
        periods_before: *before,
        periods_since: *since,
        there,
        elsewhere,
        difference: effect.difference,
        low,
        high,
        standard_error: effect.standard_error,
        z: effect.z,
        p: effect.p,
        p_adjusted,
        verdict,
        tell_by,
    }
}
