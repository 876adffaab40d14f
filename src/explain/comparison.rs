//! A difference of two scores, or of a score and a benchmark: its test, the correction and the verdict.

use super::family::Family;
use super::interval::{adjusted, said_and_adjusted, sizes};
use super::numbers::{after_sign, real, short};
use super::subject::Subject;
use super::{Case, Explanation};
use crate::report::{Benchmark, Comparison, Versus};
use crate::statistics::intervals::Sizes;
use crate::statistics::{
    SMALLEST_CLEAR, Verdict, below, exact_p, exact_p_of_many, score_statistic, two_sided,
};
use crate::survey::{Nps, Sample};
use crate::wording::Words;

const ADJUSTED: &str = "the adjusted counts: Rocks 2016, \"Interval estimation for the Net Promoter Score\", The American \
                        Statistician 70(4)";
const PITMAN: &str = "Pitman 1937, \"Significance tests which may be applied to samples from any populations\", Supplement to \
                      the Journal of the Royal Statistical Society 4(1)";
const TANGO: &str = "Tango 1998, \"Equivalence test and confidence interval for the difference in proportions for the \
                     paired-sample design\", Statistics in Medicine 17(8)";
const CONFIDENCE: &str =
    "Schweder and Hjort 2002, \"Confidence and likelihood\", Scandinavian Journal of Statistics 29(2)";

/// A score that is compared.
pub(super) struct Side {
    pub(super) subject: Subject,
    pub(super) sample: Sample,
}

/// What it is compared with.
pub(super) enum Against<'a> {
    /// Another score, and how its answers move with those of the first.
    Side(Side, f64),
    /// A benchmark.
    Benchmark(&'a Benchmark),
}

/// A comparison as the report has it.
pub(super) struct Compared {
    p: f64,
    p_adjusted: f64,
    difference: f64,
}

impl<V> From<&Comparison<V>> for Compared {
    fn from(found: &Comparison<V>) -> Self {
        let Comparison { difference, p, p_adjusted, .. } = found;
        Self { difference: difference.points(), p: *p, p_adjusted: *p_adjusted }
    }
}

/// How far a comparison is explained.
#[derive(PartialEq, PartialOrd)]
enum Upto {
    Difference,
    Z,
    P,
    Corrected,
    Verdict,
}

/// A comparison, up to the figure of that key.
pub(super) fn comparison(
    case: &Case<'_>,
    words: &Words,
    (first, second): (&Side, &Against<'_>),
    (found, family): (&Compared, &Family),
    leaf: &[&str],
) -> Option<Explanation> {
    let (upto, what) = match leaf {
        ["difference"] => (Upto::Difference, "The difference, in points,"),
        ["z"] => (Upto::Z, "The test statistic z of the difference"),
        ["p"] => (Upto::P, "The two-sided p-value, before any correction, of the difference"),
        ["p_adjusted"] => (Upto::Corrected, "The corrected p-value of the difference"),
        [] | ["verdict"] => (Upto::Verdict, "What is to be said of the difference"),
        _ => return None,
    };
    let other = match second {
        Against::Side(side, _) => side.subject.name.clone(),
        Against::Benchmark(benchmark) => format!("the benchmark {}", benchmark.name),
    };
    let mut told = Explanation::of(format!("{what} between {} and {other}.", first.subject.name));
    if matches!(upto, Upto::Difference | Upto::Verdict) {
        told = told.difference_shown(words, found.difference);
    }
    // Only corrected p-values are on the page.
    if upto == Upto::Corrected
        || upto == Upto::Verdict
        || (upto == Upto::P && words.p_number(found.p) == words.p_number(found.p_adjusted))
    {
        told = told.p_shown(words, found.p_adjusted);
    }
    counts(&mut told, first, second, words);
    difference(&mut told, first, second);
    if upto >= Upto::Z {
        let z = test(&mut told, first, second);
        if upto >= Upto::P {
            told.say("How often chance alone gives a |z| at least as large, if the true scores are equal:");
            let p = two_sided(z);
            told.last("p", "2 × (1 − Φ(|z|))", format!("2 × (1 − Φ({}))", short(z.abs())), p);
            confirmed(&mut told, first, second, (p, found.p));
        }
        if upto >= Upto::Corrected {
            let corrected = family.corrected(&mut told, case.report.head.method.correction);
            told.comes_to(corrected);
            if upto == Upto::Verdict {
                verdict(&mut told, case, words, (z, corrected), (found.difference, family.over_time));
            }
        }
    }
    told.behind(&first.subject, first.sample.n());
    if let Against::Side(side, _) = second {
        told.behind(&side.subject, side.sample.n());
    }
    Some(told)
}

fn verdict(
    told: &mut Explanation,
    case: &Case<'_>,
    words: &Words,
    (z, p): (f64, f64),
    (difference, over_time): (f64, bool),
) {
    let alpha = case.report.head.method.confidence.alpha();
    let is_negligible = difference.abs() < SMALLEST_CLEAR;
    let found = match p > alpha || is_negligible {
        true => Verdict::Unclear,
        false if z > 0.0 => Verdict::Above,
        false => Verdict::Below,
    };
    let trend = crate::statistics::Trend::from(found);
    let name = if over_time { serde_json::to_value(trend) } else { serde_json::to_value(found) };
    let word = if over_time { words.trend_verdict(trend) } else { words.verdict(found) };
    let is = if p > alpha { "larger" } else { "no larger" };
    let confidence = words.confidence(case.report.head.method.confidence);
    let compared = format!(
        "{} is {is} than {}, what a confidence of {confidence} leaves to chance",
        short(p),
        short(alpha)
    );
    told.say(if is_negligible && p <= alpha {
        format!("{compared}, yet a difference below {SMALLEST_CLEAR} points is too small to be called clear: {word}.")
    } else {
        format!("{compared}: {word}.")
    });
    told.result = name.ok();
}

/// The counts of both sides.
fn counts(told: &mut Explanation, first: &Side, second: &Against<'_>, words: &Words) {
    let sides = [Some(first), if let Against::Side(side, _) = second { Some(side) } else { None }];
    let is_plain = sides.iter().flatten().all(|side| side.sample.is_plain());
    let rows = sides.iter().flatten().map(|side| {
        let (sample, counts) = (side.sample, side.sample.counts());
        let mut row = vec![side.subject.name.clone()];
        row.extend(
            [counts.detractors(), counts.passives(), counts.promoters(), sample.n()].map(|n| words.count(n)),
        );
        if !is_plain {
            row.push(short(sample.effective_n()));
        }
        row.push(short(Nps::of(sample).points()));
        row
    });
    let rows = rows.collect();
    if is_plain {
        told.count_table(&["", "detractors", "passives", "promoters", "answers", "NPS"], rows);
    } else {
        told.count_table(&["", "detractors", "passives", "promoters", "answers", "effective n", "NPS"], rows);
        told.count("NPS and test go by the weighted shares and the effective n.");
    }
    if let Against::Benchmark(benchmark) = second {
        let answers = benchmark.answers().map_or_else(
            || "as exact: what chance did to it is not known".to_owned(),
            |n| format!("as the score of {n} independent answers, which spread as those here do"),
        );
        told.count(format!("The benchmark is {}, taken {answers}.", short(benchmark.value.points())));
    }
}

fn difference(told: &mut Explanation, first: &Side, second: &Against<'_>) {
    let one = Nps::of(first.sample).points();
    let other = match second {
        Against::Side(side, _) => Nps::of(side.sample).points(),
        Against::Benchmark(benchmark) => benchmark.value.points(),
    };
    let symbols = if matches!(second, Against::Side(..)) { "NPS₁ − NPS₂" } else { "NPS − benchmark" };
    told.last("difference", symbols, format!("{} − {}", short(one), after_sign(other)), one - other);
}

/// The test statistic.
fn test(told: &mut Explanation, first: &Side, second: &Against<'_>) -> f64 {
    told.source(ADJUSTED);
    told.say("The test is of the adjusted scores: ¾, 1½ and ¾ answers are added to detractors, passives and promoters.");
    let mark = if matches!(second, Against::Side(..)) { "₁" } else { "" };
    let one = side(told, first.sample, mark);
    let (mean, variance) = (one.mean(), one.variance());
    match second {
        Against::Side(other, correlation) => {
            let two = side(told, other.sample, "₂");
            let (other_mean, other_variance) = (two.mean(), two.variance());
            let sum = variance + other_variance;
            let all = if *correlation == 0.0 {
                told.step(
                    "variance",
                    "V′₁ / n′₁ + V′₂ / n′₂",
                    format!("{} + {}", short(variance), short(other_variance)),
                    sum,
                )
            } else {
                told.say(format!(
                    "Both sides share clusters, which makes them move together: ρ = {}.",
                    short(*correlation)
                ));
                let less = sum - 2.0 * correlation * (variance * other_variance).sqrt();
                told.step(
                    "variance",
                    "V′₁ / n′₁ + V′₂ / n′₂ − 2ρ × √(V′₁ / n′₁ × V′₂ / n′₂)",
                    format!(
                        "{} + {} − 2 × {} × √({} × {})",
                        short(variance),
                        short(other_variance),
                        after_sign(*correlation),
                        short(variance),
                        short(other_variance)
                    ),
                    less.max(sum * 1e-9),
                )
            };
            let z = (mean - other_mean) / all.sqrt();
            let numbers = format!("({} − {}) / √{}", short(mean), after_sign(other_mean), short(all));
            told.last("z", "(m′₁ − m′₂) / √variance", numbers, z);
            z
        }
        Against::Benchmark(benchmark) => {
            let coded = benchmark.value.points() / 100.0;
            let single = variance * one.n();
            let (symbols, numbers, all) = match benchmark.answers() {
                None => ("V′ / n′", format!("{} / {}", short(single), short(one.n())), variance),
                Some(m) => (
                    "V′ / n′ + V′ / m",
                    format!("{} / {} + {} / {m}", short(single), short(one.n()), short(single)),
                    variance + single / real(m),
                ),
            };
            let all = told.step("variance", symbols, numbers, all);
            let z = (mean - coded) / all.sqrt();
            let numbers = format!("({} − {}) / √{}", short(mean), after_sign(coded), short(all));
            told.last("z", "(m′ − benchmark / 100) / √variance", numbers, z);
            z
        }
    }
}

/// The second test, whose p-value counts where it is the larger; with the p-value of z and the one that was found.
fn confirmed(told: &mut Explanation, first: &Side, second: &Against<'_>, (p, found): (f64, f64)) {
    match second {
        Against::Side(other, correlation) => {
            let few = if p > 0.5 { None } else { exact_p(first.sample, other.sample, *correlation) };
            let of_many = || exact_p_of_many(first.sample, other.sample, *correlation).filter(|_| found > p);
            let why = match few {
                Some(_) => "Answers of the smaller side are few, or few outside the commonest group",
                None => "Corrected, that p-value is below the level by little",
            };
            let Some(exact) = few.or_else(of_many) else { return };
            told.say(format!(
                "{why}, so an exact test has to confirm it: of all ways to \
                 draw {} of the {} answers of both sides, that part gives scores at least as far apart: {}.",
                first.sample.n().min(other.sample.n()),
                first.sample.n() + other.sample.n(),
                short(exact)
            ));
            told.source(PITMAN);
            larger(told, p, exact);
        }
        Against::Benchmark(benchmark) => {
            let score = score_statistic(first.sample, benchmark.value, benchmark.answers());
            let symbols = if benchmark.answers().is_some() {
                "T(benchmark / 100) / √(1 + n / m)"
            } else {
                "T(benchmark / 100)"
            };
            told.say("A score test has to confirm it, whose variance is the one that answers have if the benchmark is their true score:");
            told.step("T", symbols, short(score), score);
            told.source(TANGO);
            larger(told, p, two_sided(score));
        }
    }
}

fn larger(told: &mut Explanation, p: f64, other: f64) {
    told.last("p", "the larger of the two", format!("max({}, {})", short(p), short(other)), p.max(other));
}

fn side(told: &mut Explanation, sample: Sample, mark: &str) -> Sizes {
    let sizes = sizes(told, sample, mark);
    adjusted(told, sizes, mark)
}

/// How likely a target is met.
pub(super) fn chance(words: &Words, side: &Side, versus: &Versus) -> Explanation {
    let target = versus.benchmark.value;
    let mut told = Explanation::of(format!(
        "How likely it is, 0 to 1, that the true score of {} is at or above {}.",
        side.subject.name, versus.benchmark.name
    ));
    if let Some(chance) = words.chance_number(versus) {
        told = told.shown(chance);
    }
    if versus.chance_at_or_above.is_none() {
        told.say("Told of targets only, and where the score is shown.");
        return told;
    }
    counts(&mut told, side, &Against::Benchmark(&versus.benchmark), words);
    let sized = sizes(&mut told, side.sample, "");
    let sized = said_and_adjusted(&mut told, sized);
    let error = told.step(
        "SE′",
        "√(V′ / n′)",
        format!("√({} / {})", short(sized.variance() * sized.n()), short(sized.n())),
        sized.variance().sqrt(),
    );
    let coded = target.points() / 100.0;
    let z = told.step(
        "z",
        "(m′ − target / 100) / SE′",
        format!("({} − {}) / {}", short(sized.mean()), after_sign(coded), short(error)),
        (sized.mean() - coded) / error,
    );
    told.say("Φ is the share of a normal distribution that lies below z.");
    told.last("chance", "Φ(z)", format!("Φ({})", short(z)), below(z));
    told.source(ADJUSTED);
    told.source(CONFIDENCE);
    told.behind(&side.subject, side.sample.n());
    told
}
