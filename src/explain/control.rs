//! Control limits of the trend.

use super::numbers::short;
use super::{Case, Explanation};
use crate::report::{Control, ControlMethod, Estimate, measure};
use crate::statistics::{Observed, limits_by_base_traced, limits_by_moving_range_traced};
use crate::survey::Period;
use crate::survey::trace::{End, Formula, Side, Step, recorded};
use crate::wording::Words;

/// A figure of the control limits, by its key.
pub(super) fn control(
    case: &Case<'_>,
    words: &Words,
    control: &Control,
    leaf: &[&str],
) -> Option<Explanation> {
    let measured: Vec<(Period, &Estimate)> = case
        .report
        .sections
        .points()
        .iter()
        .filter_map(|point| Some((point.period, point.finding.estimate()?)))
        .collect();
    let scores: Vec<f64> = measured.iter().map(|(_, estimate)| estimate.nps.points()).collect();
    if let [kind @ ("outside" | "runs"), at, ..] = leaf {
        return seen(words, control, &measured, (*kind == "runs", at.parse::<usize>().ok()?));
    }
    let limits = match leaf {
        ["limits", at, rest @ ..] => Some((control.limits.get(at.parse::<usize>().ok()?)?, rest)),
        ["centre"] => None,
        _ => return None,
    };
    let end = match limits {
        Some((_, ["low"])) => Some("lower"),
        Some((_, ["high"])) => Some("upper"),
        Some((_, [])) | None => None,
        _ => return None,
    };
    let mut told = Explanation::of(match (limits, end) {
        (None, _) => "The centre of the control limits of the trend, in points.".to_owned(),
        (Some((limits, _)), None) => format!("The control limits of {}, in points.", limits.period.key()),
        (Some((limits, _)), Some(end)) => {
            format!("The {end} control limit of {}, in points.", limits.period.key())
        }
    });
    told = match limits {
        None => {
            let centre = control.centre.points();
            told.shown(words.nps_to(centre, 1)).or_shown(words.nps(centre))
        }
        Some((limits, ["high"])) => told.shown(words.points(limits.high, 1)),
        Some((limits, ["low"])) => told.shown(words.points(limits.low, 1)),
        Some((limits, _)) => {
            told.shown(format!("{} … {}", words.points(limits.low, 1), words.points(limits.high, 1)))
        }
    };
    let series = table(&mut told, control.method, &measured);
    let (_, steps) = recorded(|trace| match control.method {
        ControlMethod::ByBase => limits_by_base_traced(&series, trace),
        ControlMethod::MovingRange => limits_by_moving_range_traced(&scores, trace),
    });
    let own = limits.and_then(|(limits, _)| measured.iter().position(|(period, _)| *period == limits.period));
    let is_asked = |step: &&Step| match (step.formula, limits) {
        (Formula::CentreByBase | Formula::CentreOfScores, _) => true,
        (_, None) => false,
        (Formula::Limit(at), _) if end.is_some_and(|end| (end == "lower") != (at == End::Low)) => false,
        (_, Some(_)) => step.side == Side::Whole || own.is_some_and(|own| step.side == Side::At(own)),
    };
    let steps: Vec<Step> = steps.iter().filter(is_asked).cloned().collect();
    told.tell(words, &steps);
    let Some((limits, _)) = limits else { return Some(told) };
    let shown = if end == Some("lower") { limits.low } else { limits.high };
    if let Some(step) = steps.last().filter(|step| step.result.abs() > 100.0 && shown.abs() <= 100.0) {
        told.say("No score lies beyond ±100, and so no limit does.");
        told.comes_to(step.result.clamp(-100.0, 100.0));
    }
    if end.is_none() {
        told.result = None;
    }
    told.say(format!("Whether {} lies outside: `/control/outside`.", limits.period.key()));
    Some(told)
}

/// A period outside its limits, or a run on one side of the centre.
fn seen(
    words: &Words,
    control: &Control,
    measured: &[(Period, &Estimate)],
    (is_run, at): (bool, usize),
) -> Option<Explanation> {
    let score = |period: Period| Some(measured.iter().find(|(own, _)| *own == period)?.1.nps.points());
    if is_run {
        let run = control.runs.get(at)?;
        let (first, last) = (run.first.key(), run.last.key());
        let side = if run.above { "above" } else { "below" };
        let centre = words.nps_to(control.centre.points(), 1);
        let mut told =
            Explanation::of(format!("The scores from {first} to {last}: all {side} the centre, {centre}."));
        let within = |period: &Period| (run.first.ordinal()..=run.last.ordinal()).contains(&period.ordinal());
        let rows = measured.iter().filter(|(period, _)| within(period));
        told.count_table(
            &["period", "NPS"],
            rows.map(|(period, estimate)| vec![period.key(), short(estimate.nps.points())]).collect(),
        );
        told.say("Eight in a row on one side are hardly chance: 1 in 128. Periods without a figure are passed over.");
        return Some(told);
    }
    let period = *control.outside.get(at)?;
    let limits = control.of(period)?;
    let mut told = Explanation::of(format!("The score of {} lies outside its control limits.", period.key()));
    let place = if score(period)? < limits.low { "below the lower limit" } else { "above the upper limit" };
    told.say(format!(
        "{} is {place}; the limits are {} and {}: `control.limits.{}`.",
        short(score(period)?),
        short(limits.low),
        short(limits.high),
        period.key()
    ));
    Some(told)
}

/// The figures that the limits rest on, as a table, and as what limits by base are computed from.
fn table(told: &mut Explanation, method: ControlMethod, measured: &[(Period, &Estimate)]) -> Vec<Observed> {
    let series: Vec<Observed> = measured.iter().filter_map(|(_, estimate)| measure(estimate)).collect();
    let mut before: Option<f64> = None;
    let rows = measured.iter().zip(&series).map(|((period, _), measure)| {
        let (key, nps) = (period.key(), short(measure.value));
        match method {
            ControlMethod::ByBase => vec![key, short(measure.n), nps, short(measure.variance)],
            ControlMethod::MovingRange => {
                let moved = before.replace(measure.value).map(|before| short((measure.value - before).abs()));
                vec![key, nps, moved.unwrap_or_default()]
            }
        }
    });
    let rows: Vec<Vec<String>> = rows.collect();
    told.count_table(
        match method {
            ControlMethod::ByBase => &["period", "n, effective", "NPS", "V, of one answer in points²"],
            ControlMethod::MovingRange => &["period", "NPS", "from the one before"],
        },
        rows,
    );
    series
}
