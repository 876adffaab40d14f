//! The interval around a score, by each method, and its standard error.

use serde_json::json;

use super::Explanation;
use super::estimate::Figure;
use super::numbers::{after_sign, short};
use crate::statistics::critical;
use crate::statistics::intervals::{self, Sizes};
use crate::survey::{IntervalMethod, Sample};

const ADJUSTED: &str = "Rocks 2016, \"Interval estimation for the Net Promoter Score\", The American Statistician 70(4); \
                        J. Sauro and J. R. Lewis, measuringu.com, \"Confidence intervals for Net Promoter Scores\"";
const TANGO: &str = "Tango 1998, \"Equivalence test and confidence interval for the difference in proportions for the \
                     paired-sample design\", Statistics in Medicine 17(8)";
const BOOTSTRAP: &str = "Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13";

/// The interval, or one of its ends.
pub(super) fn interval(of: &Figure<'_>, end: Option<&str>) -> Explanation {
    let (method, interval) = (&of.case.report.head.method, of.estimate.interval);
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
    told = told.shown(of.words.interval(interval));
    let Some(sample) = of.sample() else { return told };
    let sizes = sizes(&mut told, sample, "");
    let (low, high) = match method.interval {
        IntervalMethod::AdjustedWald => {
            let sizes = said_and_adjusted(&mut told, sizes);
            told.source(ADJUSTED);
            wald(&mut told, sizes, "′", method.confidence.share(), of)
        }
        IntervalMethod::Wald => {
            moments(&mut told, sizes, "");
            told.say("Wald's interval has no width where all answers are of one group.");
            wald(&mut told, sizes, "", method.confidence.share(), of)
        }
        IntervalMethod::Tango => tango(&mut told, sizes, of),
        IntervalMethod::Bootstrap => {
            let seed = method.seed.unwrap_or_default();
            let (low, high) = intervals::bootstrap(sizes, method.confidence.share(), seed);
            let tail = (1.0 - method.confidence.share()) / 2.0;
            told.say(format!(
                "{} times, as many answers as there are were drawn from them, each as likely as any other, with the \
                 seed {seed}; the scores of the draws were sorted, and {} of them cut off at each end, in between \
                 interpolated. What is left reaches from {} to {}.",
                intervals::RESAMPLES,
                of.words.percent_to(tail, 2),
                short(low),
                short(high)
            ));
            told.source(BOOTSTRAP);
            (low, high)
        }
    };
    ends(&mut told, (low, high), of, end);
    told
}

/// Cut at ±100, and widened to hold the score.
fn ends(told: &mut Explanation, (low, high): (f64, f64), of: &Figure<'_>, end: Option<&str>) {
    let nps = of.estimate.nps.points();
    let (cut_low, cut_high) = (low.max(-100.0), high.min(100.0));
    let (from, to) = (cut_low.min(nps), cut_high.max(nps));
    if (cut_low, cut_high) != (low, high) {
        told.say("No score lies beyond ±100, and so no end does.");
    }
    if (from, to) != (cut_low, cut_high) {
        told.say(format!(
            "The score itself, {}, lies outside and the interval is widened to hold it.",
            short(nps)
        ));
    }
    told.say(format!("The interval reaches from {} to {}.", short(from), short(to)));
    match end {
        Some("low") => told.comes_to(from),
        Some(_) => told.comes_to(to),
        None => told.result = Some(json!({"low": from, "high": to})),
    }
}

/// What the groups are computed with: counts, or shares of an effective n.
pub(super) fn sizes(told: &mut Explanation, sample: Sample, side: &str) -> Sizes {
    let sizes = Sizes::from(sample);
    if !sample.is_plain() {
        let n = sample.effective_n();
        told.say(format!(
            "The answers are worth an effective n of {}: the groups are their shares of it. How it comes about: the \
             figure `design/effective_n` beside this one.",
            short(n)
        ));
        let [d, z, p] = sample.shares();
        for (name, share, size) in
            [("d", d, sizes.detractors), ("passives", z, sizes.passives), ("p", p, sizes.promoters)]
        {
            told.step(
                &format!("{name}{side}"),
                "share × effective n",
                format!("{} × {}", short(share), short(n)),
                size,
            );
        }
    }
    sizes
}

/// The groups with answers added, which is said too, and their moments.
pub(super) fn said_and_adjusted(told: &mut Explanation, sizes: Sizes) -> Sizes {
    told.say("¾, 1½ and ¾ answers are added to detractors, passives and promoters.");
    adjusted(told, sizes, "")
}

/// The same without a word, for one of several sides.
pub(super) fn adjusted(told: &mut Explanation, sizes: Sizes, side: &str) -> Sizes {
    let adjusted = sizes.adjusted();
    let group = |told: &mut Explanation, name: &str, symbols: &str, size: f64, more: f64, sum: f64| {
        told.step(&format!("{name}′{side}"), symbols, format!("{} + {}", short(size), short(more)), sum);
    };
    group(told, "d", "detractors + ¾", sizes.detractors, 0.75, adjusted.detractors);
    group(told, "passives", "passives + 1½", sizes.passives, 1.5, adjusted.passives);
    group(told, "p", "promoters + ¾", sizes.promoters, 0.75, adjusted.promoters);
    moments(told, adjusted, &format!("′{side}"));
    adjusted
}

/// The mean of answers coded −1, 0 and 1, and its variance.
fn moments(told: &mut Explanation, sizes: Sizes, mark: &str) {
    let Sizes { detractors: d, passives: z, promoters: p } = sizes;
    let named = |name: &str| format!("{name}{mark}");
    told.step(
        &named("n"),
        &format!("{} + {} + {}", named("d"), named("passives"), named("p")),
        format!("{} + {} + {}", short(d), short(z), short(p)),
        sizes.n(),
    );
    told.step(
        &named("m"),
        &format!("({} − {}) / {}", named("p"), named("d"), named("n")),
        format!("({} − {}) / {}", short(p), short(d), short(sizes.n())),
        sizes.mean(),
    );
    let (n, mean) = (sizes.n(), sizes.mean());
    told.step(
        &named("V"),
        &format!("({} + {}) / {} − {}²", named("p"), named("d"), named("n"), named("m")),
        format!("({} + {}) / {} − {}²", short(p), short(d), short(n), after_sign(mean)),
        ((p + d) / n - mean * mean).max(0.0),
    );
}

/// Mean ± z standard errors.
fn wald(told: &mut Explanation, sizes: Sizes, mark: &str, share: f64, of: &Figure<'_>) -> (f64, f64) {
    let (mean, variance) = (100.0 * sizes.mean(), sizes.variance() * sizes.n());
    let error = told.step(
        &format!("SE{mark}"),
        &format!("100 × √(V{mark} / n{mark})"),
        format!("100 × √({} / {})", short(variance), short(sizes.n())),
        100.0 * (variance / sizes.n()).sqrt(),
    );
    let z = critical_value(told, share, of);
    let mut end = |name: &str, sign: &str, value: f64| {
        told.step(
            name,
            &format!("100 × m{mark} {sign} z × SE{mark}"),
            format!("{} {sign} {} × {}", short(mean), short(z), short(error)),
            value,
        )
    };
    (end("low", "−", mean - z * error), end("high", "+", mean + z * error))
}

fn critical_value(told: &mut Explanation, share: f64, of: &Figure<'_>) -> f64 {
    let z = critical(share);
    let level = of.words.confidence(of.case.report.head.method.confidence);
    told.say(format!("{level} of a normal distribution lie between −z and z: z = {}.", short(z)));
    z
}

/// The interval of all scores that a test does not refuse.
fn tango(told: &mut Explanation, sizes: Sizes, of: &Figure<'_>) -> (f64, f64) {
    moments(told, sizes, "");
    let z = critical_value(told, of.case.report.head.method.confidence.share(), of);
    told.say(
        "The interval holds every score x that a test of it as the true one does not refuse, |T(x)| ≤ z, with \
         T(x) = √n (p/n − d/n − x) / √(2q + x (1 − x)) and q, the share of detractors that fits x best, the larger \
         root of 2q² + (x (2 − p/n + d/n) − p/n − d/n) q − d/n x (1 − x) = 0. The ends are found by halving.",
    );
    let (low, high) = intervals::tango(sizes, z);
    for (name, end) in [("low", low), ("high", high)] {
        let x = end / 100.0;
        let t = tango_statistic(sizes, x);
        told.say(format!("{name} = {}, at which T({}) = {}.", short(end), short(x), short(t)));
    }
    told.source(TANGO);
    (low, high)
}

/// T(x), by its definition.
fn tango_statistic(sizes: Sizes, x: f64) -> f64 {
    let all = sizes.n();
    let (d, p) = (sizes.detractors / all, sizes.promoters / all);
    let middle = (2.0 - p + d) * x - p - d;
    let root = (middle * middle + 8.0 * d * x * (1.0 - x)).max(0.0).sqrt();
    let q = ((root - middle) / 4.0).clamp((-x).max(0.0), (1.0 - x) / 2.0);
    let variance = (2.0 * q + x * (1.0 - x)).max(0.0);
    if variance > 0.0 { all.sqrt() * (p - d - x) / variance.sqrt() } else { 0.0 }
}

/// The standard error of the adjusted score.
pub(super) fn standard_error(of: &Figure<'_>) -> Explanation {
    let mut told = Explanation::of(format!("The standard error of the NPS of {}, in points.", of.of()));
    let Some(sample) = of.sample() else { return told };
    let sizes = sizes(&mut told, sample, "");
    let sizes = said_and_adjusted(&mut told, sizes);
    let variance = sizes.variance() * sizes.n();
    told.last(
        "SE′",
        "100 × √(V′ / n′)",
        format!("100 × √({} / {})", short(variance), short(sizes.n())),
        100.0 * (variance / sizes.n()).sqrt(),
    );
    told.source(ADJUSTED);
    told
}
