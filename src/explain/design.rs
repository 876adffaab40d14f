//! What weights, clusters and a stated population do to the worth of answers.

use serde_json::Value;

use super::Explanation;
use super::estimate::Figure;
use super::numbers::{real, short};
use crate::statistics::{Clustering, Worth, worth};

const KISH: &str = "Kish 1965, Survey Sampling, section 11.7";
const LINEAR: &str = "Woodruff 1971, Journal of the American Statistical Association 66; Lohr 2022, Sampling: Design and \
                      Analysis, third edition, section 9.1";
const COCHRAN: &str = "Cochran 1977, Sampling Techniques, third edition, section 2.6";

/// An effective n beyond this stands for a census.
const CENSUS: f64 = 1e12;

/// A figure of the design, by its key; without one, how the effective n comes about.
pub(super) fn design(of: &Figure<'_>, leaf: &[&str]) -> Option<Explanation> {
    let design = of.estimate.design?;
    let answers = of.case.answers(of.subject);
    let worth = answers.as_ref().and_then(|answers| worth(answers, &of.case.report.head.method.scale));
    Some(match leaf {
        [] | ["effective_n"] => {
            let mut told = effective_n(of, worth.as_ref());
            if leaf.is_empty() {
                told.result = None;
            }
            told
        }
        ["weighted_n"] => {
            let mut told = Explanation::of(format!("The sum of the weights of {}.", of.of()))
                .shown(of.words.points(design.weighted_n, 1));
            if let Some(answers) = &answers {
                let weights = answers.design().map_or(&[][..], |design| design.by_score());
                let terms: Vec<String> =
                    weights.iter().map(|w| w.sum).filter(|w| *w > 0.0).map(short).collect();
                let terms =
                    if terms.is_empty() { "every answer counts once".to_owned() } else { terms.join(" + ") };
                told.last("Σw", "sum over the scores", terms, answers.weight());
            }
            told
        }
        ["clusters"] => {
            let mut told = Explanation::of(format!("How many clusters {} belong to.", of.of()));
            let column = of.case.report.head.method.weighting.as_ref().and_then(|w| w.cluster.clone());
            told.say(match column {
                Some(column) => format!(
                    "Answers with the same value in the column `{column}` are one cluster; each that leaves it blank is \
                     one by itself."
                ),
                None => "No column names clusters.".to_owned(),
            });
            let clusters = answers.as_ref().and_then(|answers| Some(answers.design()?.clusters()?.count()));
            if answers.is_some() {
                told.result = Some(clusters.map_or(Value::Null, Value::from));
            }
            told
        }
        ["population"] => {
            let mut told = Explanation::of(format!("How many could have given {}.", of.of()));
            told.say(match design.population {
                Some(_) => "This is stated: `population` of the config, or of the table of clients.",
                None => "It is not stated.",
            });
            told
        }
        _ => return None,
    })
}

fn effective_n(of: &Figure<'_>, worth: Option<&Worth>) -> Explanation {
    let mut told = Explanation::of(format!(
        "The effective n of {}: how many unweighted, unrelated answers would say as much.",
        of.of()
    ));
    let Some(design) = of.estimate.design else { return told };
    told = told.shown(of.words.effective_n(&design));
    if of.subject.selection.is_none() {
        told.say("It follows from their weights and clusters, which are not told of others.");
        return told;
    }
    let n = match worth {
        Some(worth) => weights_and_clusters(&mut told, worth),
        None => told.step("n", "answers", of.estimate.n.to_string(), real(of.estimate.n)),
    };
    let left = match design.population {
        Some(population) => {
            told.source(COCHRAN);
            let answered = of.estimate.n;
            told.say(format!(
                "{answered} of {population} who could answer have: that takes √((N − n) / (N − 1)) off every standard error."
            ));
            told.step(
                "with N",
                "effective n × (N − 1) / (N − n)",
                format!("{} × ({population} − 1) / ({population} − {answered})", short(n)),
                n * real(population.max(2) - 1) / real(population - answered),
            )
        }
        None => n,
    };
    if left > CENSUS {
        told.say("Nobody is left who could say otherwise: 10¹² stands for a census.");
    }
    told.last("effective n", "", "", left.min(CENSUS));
    told
}

/// The effective n that weights and clusters leave.
fn weights_and_clusters(told: &mut Explanation, worth: &Worth) -> f64 {
    let Worth { sum, squares, kish, clustering, .. } = *worth;
    told.source(KISH);
    told.say(format!(
        "The weights w sum to Σw = {} and their squares to Σw² = {}.",
        short(sum),
        short(squares)
    ));
    told.step(
        "weights leave",
        "(Σw)² / Σw²",
        format!("{}² / {}", short(sum), short(squares)),
        sum * sum / squares,
    );
    let left = match clustering {
        None => return kish,
        Some(Clustering::Linearised { clusters, spread, variance, .. }) => {
            told.source(LINEAR);
            told.say(format!(
                "With the scores s coded −1, 0 and 1 and θ their weighted mean, each of the {clusters} clusters has \
                 u = Σw(s − θ) over its answers; the squares of these sum to Σu² = {}.",
                short(spread)
            ));
            let c = real(clusters);
            let factor = if clusters > 1 { c / (c - 1.0) } else { 1.0 };
            let of_mean = told.step(
                "Var(θ)",
                "C / (C − 1) × Σu² / (Σw)²",
                format!("{clusters} / {} × {} / {}²", clusters - 1, short(spread), short(sum)),
                factor * spread / (sum * sum),
            );
            told.say(format!("A single answer has the weighted variance V = {}.", short(variance)));
            told.step(
                "clusters leave",
                "V / Var(θ)",
                format!("{} / {}", short(variance), short(of_mean)),
                variance / of_mean,
            )
        }
        Some(Clustering::OneEach { clusters, squares }) => {
            told.source(LINEAR);
            told.say(format!(
                "How much the {clusters} clusters differ cannot be told, so that each is worth one answer; the squares \
                 of their weights W sum to ΣW² = {}.",
                short(squares)
            ));
            told.step(
                "clusters leave",
                "(ΣW)² / ΣW²",
                format!("{}² / {}", short(sum), short(squares)),
                sum * sum / squares,
            )
        }
    };
    told.say("Clusters never make answers worth more than their weights alone leave: the smaller of the two counts.");
    left.min(kish)
}
