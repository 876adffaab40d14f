//! The interval around a score, by each method, and its standard error.

use serde_json::json;

use super::Explanation;
use super::figure::Figure;
use super::numbers::short;
use crate::statistics::intervals::RESAMPLES;
use crate::statistics::{interval_traced, standard_error_traced};
use crate::survey::IntervalMethod;
use crate::survey::trace::recorded;
use crate::wording::fill;

/// The interval, or one of its ends.
pub(crate) fn interval(of: &Figure<'_>, end: Option<&str>) -> Explanation {
    let method = &of.from.head.method;
    let texts = of.words().explain();
    let what = match end {
        None => &texts.interval,
        Some("low") => &texts.lower_end,
        Some(_) => &texts.upper_end,
    };
    let level = of.words().confidence(method.confidence);
    let mut told = Explanation::of(fill(what, &[("level", &*level), ("of", of.of())]));
    told = told.shown(of.words().interval(of.estimate.interval));
    let Some(sample) = of.sample() else { return told };
    let seed = method.seed.unwrap_or_default();
    let (interval, steps) =
        recorded(|trace| interval_traced(sample, method.interval, method.confidence, seed, trace));
    match method.interval {
        IntervalMethod::Wald => told.say(&texts.wald),
        IntervalMethod::Bootstrap => {
            let tail = of.words().percent_to(method.confidence.alpha() / 2.0, 2);
            let values = [("times", RESAMPLES.to_string()), ("seed", seed.to_string()), ("tail", tail)];
            told.say(fill(&texts.bootstrap, &values));
        }
        IntervalMethod::AdjustedWald | IntervalMethod::Tango => {}
    }
    told.tell(of.words(), &steps);
    let (low, high) = (interval.low(), interval.high());
    told.say(fill(&texts.reaches, &[("low", short(low)), ("high", short(high))]));
    told.result = Some(match end {
        Some("low") => low.into(),
        Some(_) => high.into(),
        None => json!({"low": low, "high": high}),
    });
    told
}

/// The standard error of the adjusted score.
pub(crate) fn standard_error(of: &Figure<'_>) -> Explanation {
    let mut told = Explanation::of(fill(&of.words().explain().standard_error, &[("of", of.of())]));
    if let Some(sample) = of.sample() {
        let (_, steps) = recorded(|trace| standard_error_traced(sample, trace));
        told.tell(of.words(), &steps);
    }
    told
}
