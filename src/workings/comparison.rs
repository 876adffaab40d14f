//! A difference of two scores, or of a score and a benchmark: its test, the correction and the verdict.

use super::family::Family;
use super::numbers::short;
use super::subject::Subject;
use super::{Explanation, Material};
use crate::figures::{Benchmark, Comparison, Versus};
use crate::statistics::{
    SMALLEST_CLEAR, Test, Trend, Verdict, against_traced, chance_at_or_above_traced,
    related_difference_traced,
};
use crate::survey::trace::{Formula, Step, recorded};
use crate::survey::{Nps, Sample};
use crate::wording::{Words, fill};

/// A score that is compared.
pub(crate) struct Side {
    pub(crate) subject: Subject,
    pub(crate) sample: Sample,
}

/// What it is compared with.
pub(crate) enum Against<'a> {
    /// Another score, and how its answers move with those of the first.
    Side(Side, f64),
    /// A benchmark.
    Benchmark(&'a Benchmark),
}

/// A comparison as the report has it.
pub(crate) struct Compared {
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
pub(crate) fn comparison(
    from: &Material<'_>,
    (first, second): (&Side, &Against<'_>),
    (found, family): (&Compared, &Family),
    leaf: &[&str],
) -> Option<Explanation> {
    let words = from.words;
    let texts = words.explain();
    let (upto, what) = match leaf {
        ["difference"] => (Upto::Difference, &texts.difference),
        ["z"] => (Upto::Z, &texts.z),
        ["p"] => (Upto::P, &texts.p),
        ["p_adjusted"] => (Upto::Corrected, &texts.p_adjusted),
        [] | ["verdict"] => (Upto::Verdict, &texts.verdict),
        _ => return None,
    };
    let other = match second {
        Against::Side(side, _) => side.subject.name.clone(),
        Against::Benchmark(benchmark) => fill(&texts.the_benchmark, &[("name", &benchmark.name)]),
    };
    let mut told = Explanation::of(fill(what, &[("first", &first.subject.name), ("second", &other)]));
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
    let (test, steps) = test(first, second, found);
    let end = match upto {
        Upto::Difference => is_difference,
        Upto::Z => is_z,
        _ => |_: Formula| false,
    };
    let length = steps.iter().position(|step| end(step.formula)).map_or(steps.len(), |at| at + 1);
    told.tell(words, steps.get(..length).unwrap_or(&steps));
    if upto >= Upto::Corrected {
        let corrected = family.corrected(&mut told, words, from.head.method.correction);
        told.comes_to(corrected);
        if upto == Upto::Verdict {
            verdict(&mut told, from, (&test, corrected), family.over_time);
        }
    }
    told.behind(&first.subject, first.sample.n());
    if let Against::Side(side, _) = second {
        told.behind(&side.subject, side.sample.n());
    }
    Some(told)
}

fn is_difference(formula: Formula) -> bool {
    matches!(formula, Formula::Difference | Formula::Distance)
}

fn is_z(formula: Formula) -> bool {
    matches!(formula, Formula::ZOfDifference | Formula::ZOfDistance)
}

/// The test and its steps. Whether it had to be confirmed once it was corrected depends on the others of its family: it was
/// where that made its p-value larger.
fn test(first: &Side, second: &Against<'_>, found: &Compared) -> (Test, Vec<Step>) {
    recorded(|trace| match second {
        Against::Side(other, correlation) => {
            let test = related_difference_traced(first.sample, other.sample, *correlation, trace);
            if found.p > test.p { test.confirmed_traced(trace) } else { test }
        }
        Against::Benchmark(benchmark) => {
            against_traced(first.sample, benchmark.value, benchmark.answers(), trace)
        }
    })
}

fn verdict(told: &mut Explanation, from: &Material<'_>, (test, p): (&Test, f64), over_time: bool) {
    let (words, confidence) = (from.words, from.head.method.confidence);
    let found = test.verdict(p, confidence);
    let trend = Trend::from(found);
    let name = if over_time { serde_json::to_value(trend) } else { serde_json::to_value(found) };
    let word = if over_time { words.trend_verdict(trend) } else { words.verdict(found) };
    let texts = words.explain();
    let said = match found {
        _ if p > confidence.alpha() => &texts.larger,
        Verdict::Unclear => &texts.too_small,
        Verdict::Above | Verdict::Below => &texts.no_larger,
    };
    let values = [
        ("p", short(p)),
        ("alpha", short(confidence.alpha())),
        ("level", words.confidence(confidence)),
        ("least", short(SMALLEST_CLEAR)),
        ("verdict", word.to_string()),
    ];
    told.say(fill(said, &values));
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
    let texts = words.explain();
    let heads = texts.compared_heads.iter().take(if is_plain { 4 } else { 5 }).map(|head| &**head);
    let heads: Vec<&str> = std::iter::once("").chain(heads).chain([&*words.labels().nps]).collect();
    told.count_table(&heads, rows.collect());
    if !is_plain {
        told.count(&texts.goes_by_weights);
    }
    if let Against::Benchmark(benchmark) = second {
        let value = ("value", short(benchmark.value.points()));
        told.count(match benchmark.answers() {
            None => fill(&texts.benchmark_exact, &[value]),
            Some(n) => fill(&texts.benchmark_of, &[value, ("n", words.count(n))]),
        });
    }
}

/// A score against one of some benchmarks, or one that is not shown.
pub(crate) fn versus(
    from: &Material<'_>,
    side: Option<&Side>,
    all: &[Versus],
    (at, leaf): (usize, &[&str]),
) -> Option<Explanation> {
    let (versus, texts) = (all.get(at)?, from.words.explain());
    let nothing = |why| Some(Explanation::nothing(from.words, why));
    match leaf {
        ["benchmark", ..] => Some(Explanation::stated(&texts.stated.benchmark)),
        ["chance_at_or_above"] if versus.chance_at_or_above.is_none() => nothing(&texts.no_chance),
        ["chance_at_or_above"] => Some(chance(from, side?, versus)),
        ["comparison"] if versus.comparison.is_none() => nothing(&texts.nothing.comparison),
        ["comparison", rest @ ..] => {
            let member = |versus: &Versus| {
                let p = versus.comparison.as_ref().map(|comparison| comparison.p);
                (versus.benchmark.asked(), versus.benchmark.name.clone(), p)
            };
            let family = Family::of((&texts.families[1], false), all.iter().map(member).collect(), at)?;
            let found = Compared::from(versus.comparison.as_ref()?);
            comparison(from, (side?, &Against::Benchmark(&versus.benchmark)), (&found, &family), rest)
        }
        _ => None,
    }
}

/// How likely a target is met.
fn chance(from: &Material<'_>, side: &Side, versus: &Versus) -> Explanation {
    let words = from.words;
    let values = [("of", &side.subject.name), ("target", &versus.benchmark.name)];
    let mut told = Explanation::of(fill(&words.explain().chance, &values));
    told.forms.extend(words.chance_number(versus).map(|chance| vec![chance]));
    counts(&mut told, side, &Against::Benchmark(&versus.benchmark), words);
    let (_, steps) = recorded(|trace| chance_at_or_above_traced(side.sample, versus.benchmark.value, trace));
    told.tell(words, &steps);
    told.behind(&side.subject, side.sample.n());
    told
}
