//! The interval around a score, by each method, and its standard error.

use serde_json::json;

use super::Explanation;
use super::estimate::Figure;
use super::numbers::short;
use crate::statistics::intervals::RESAMPLES;
use crate::statistics::{interval_traced, standard_error_traced};
use crate::survey::IntervalMethod;
use crate::survey::trace::recorded;

/// The interval, or one of its ends.
pub(super) fn interval(of: &Figure<'_>, end: Option<&str>) -> Explanation {
    let method = &of.case.report.method;
    let level = of.words.confidence(method.confidence);
    let mut told = Explanation::of(match end {
        None => format!("The {level} confidence interval around the NPS of {}, in points.", of.of()),
        Some(end) => {
            let end = if end == "low" { "lower" } else { "upper" };
            format!(
                "The {end} end of the {level} confidence interval around the NPS of {}, in points.",
                of.of()
            )
        }
    });
    told = told.shown(of.words.interval(of.estimate.interval));
    let Some(sample) = of.sample() else { return told };
    let seed = method.seed.unwrap_or_default();
    let (interval, steps) =
        recorded(|trace| interval_traced(sample, method.interval, method.confidence, seed, trace));
    match method.interval {
        IntervalMethod::Wald => told.say("Wald's interval has no width where all answers are of one group."),
        IntervalMethod::Bootstrap => told.say(format!(
            "{RESAMPLES} times, as many answers as there are were drawn from them, each as likely as any other, with the \
             seed {seed}; the scores of the draws were sorted, and {} of them cut off at each end, in between \
             interpolated.",
            of.words.percent_to(method.confidence.alpha() / 2.0, 2),
        )),
        IntervalMethod::AdjustedWald | IntervalMethod::Tango => {}
    }
    told.tell(of.words, &steps);
    let (low, high) = (interval.low(), interval.high());
    told.say(format!("The interval reaches from {} to {}.", short(low), short(high)));
    told.result = Some(match end {
        Some("low") => low.into(),
        Some(_) => high.into(),
        None => json!({"low": low, "high": high}),
    });
    told
}

/// The standard error of the adjusted score.
pub(super) fn standard_error(of: &Figure<'_>) -> Explanation {
    let mut told = Explanation::of(format!("The standard error of the NPS of {}, in points.", of.of()));
    if let Some(sample) = of.sample() {
        let (_, steps) = recorded(|trace| standard_error_traced(sample, trace));
        told.tell(of.words, &steps);
    }
    told
}
