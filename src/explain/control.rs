//! Control limits of the trend.

use super::numbers::{after_sign, real, short};
use super::{Case, Explanation};
use crate::report::{Control, ControlMethod, Estimate};
use crate::statistics::spread;
use crate::survey::Period;
use crate::wording::Words;

const SHEWHART: &str = "Shewhart's chart for unequal samples: Montgomery, Introduction to Statistical Quality Control, chapter 7";
const WHEELER: &str = "Wheeler, Understanding Variation; 2.66 is 3 / 1.128";

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
    let reach = match control.method {
        ControlMethod::ByBase => by_base(&mut told, &measured, limits.map(|(limits, _)| limits.period))?,
        ControlMethod::MovingRange => by_moving_range(&mut told, &measured, &scores, limits.is_some()),
    };
    let Some((limits, _)) = limits else { return Some(told) };
    let centre = control.centre.points();
    let numbers = |sign: &str| format!("{} {sign} {}", short(centre), short(reach));
    let cut = |points: f64| points.clamp(-100.0, 100.0);
    for (name, sign, value) in [("low", "−", centre - reach), ("high", "+", centre + reach)] {
        if end.is_none_or(|end| (end == "lower") == (name == "low")) {
            told.last(name, &format!("centre {sign} reach, within ±100"), numbers(sign), cut(value));
        }
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

fn by_base(told: &mut Explanation, measured: &[(Period, &Estimate)], of: Option<Period>) -> Option<f64> {
    told.source(SHEWHART);
    let series: Vec<(Period, f64, f64, f64)> = measured
        .iter()
        .filter_map(|(period, e)| {
            Some((*period, e.nps.points(), spread(e.sample()?).powi(2), e.effective_n()))
        })
        .collect();
    let rows = series
        .iter()
        .map(|(period, nps, variance, n)| vec![period.key(), short(*n), short(*nps), short(*variance)]);
    told.count_table(&["period", "n, effective", "NPS", "V, of one answer in points²"], rows.collect());
    let n: f64 = series.iter().map(|(.., n)| n).sum();
    let scores: f64 = series.iter().map(|(_, nps, _, n)| nps * n).sum();
    told.last("centre", "Σ n × NPS / Σ n", format!("{} / {}", short(scores), short(n)), scores / n);
    let Some(of) = of else { return Some(0.0) };
    let variances: f64 = series.iter().map(|(_, _, variance, n)| variance * n).sum();
    let mean = told.step("V̄", "Σ n × V / Σ n", format!("{} / {}", short(variances), short(n)), variances / n);
    let own = series.iter().find(|(period, ..)| *period == of)?.3;
    Some(told.step(
        "reach",
        "3 × √(V̄ / n)",
        format!("3 × √({} / {})", short(mean), short(own)),
        3.0 * (mean / own).sqrt(),
    ))
}

fn by_moving_range(
    told: &mut Explanation,
    measured: &[(Period, &Estimate)],
    scores: &[f64],
    of_limits: bool,
) -> f64 {
    told.source(WHEELER);
    let rows = measured.iter().enumerate().map(|(at, (period, estimate))| {
        let before = at.checked_sub(1).and_then(|at| scores.get(at));
        let nps = estimate.nps.points();
        vec![period.key(), short(nps), before.map_or_else(String::new, |before| short((nps - before).abs()))]
    });
    told.count_table(&["period", "NPS", "from the one before"], rows.collect());
    let count = real(scores.len() as u64);
    let sum: f64 = scores.iter().sum();
    told.last("centre", "Σ NPS / periods", format!("{} / {}", after_sign(sum), short(count)), sum / count);
    if !of_limits {
        return 0.0;
    }
    let moves: f64 = scores.iter().zip(scores.iter().skip(1)).map(|(a, b)| (b - a).abs()).sum();
    let mean = told.step(
        "mean range",
        "Σ ranges / (periods − 1)",
        format!("{} / ({} − 1)", short(moves), short(count)),
        moves / (count - 1.0),
    );
    told.step("reach", "2.66 × mean range", format!("2.66 × {}", short(mean)), 2.66 * mean)
}
