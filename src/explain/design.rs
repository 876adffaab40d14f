//! What weights, clusters and a stated population do to the worth of answers.

use serde_json::Value;

use super::Explanation;
use super::estimate::Figure;
use super::numbers::short;
use super::telling::Formula as Line;
use crate::statistics::sample_traced;
use crate::survey::trace::{Formula, recorded};

/// A figure of the design, by its key; without one, how the effective n comes about.
pub(super) fn design(of: &Figure<'_>, leaf: &[&str]) -> Option<Explanation> {
    let design = of.estimate.design?;
    let answers = of.case.answers(of.subject);
    Some(match leaf {
        [] | ["effective_n"] => {
            let mut told = effective_n(of);
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
                let forms = vec!["sum over the scores".to_owned(), terms, short(answers.weight())];
                told.line(Line { name: "Σw".to_owned(), forms });
                told.comes_to(answers.weight());
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

fn effective_n(of: &Figure<'_>) -> Explanation {
    let mut told = Explanation::of(format!(
        "The effective n of {}: how many unweighted, unrelated answers would say as much.",
        of.of()
    ));
    let Some(design) = of.estimate.design else { return told };
    told = told.shown(of.words.effective_n(&design));
    let Some(answers) = of.case.answers(of.subject) else {
        told.say("It follows from their weights and clusters, which are not told of others.");
        return told;
    };
    let (sample, steps) = recorded(|trace| {
        let sample = sample_traced(&answers, &of.case.config.question.scale, trace)?;
        Some(design.population.map_or(sample, |population| sample.out_of_traced(population, trace)))
    });
    let steps: Vec<_> =
        steps.into_iter().filter(|step| !matches!(step.formula, Formula::WeightedShare(_))).collect();
    told.tell(of.words, &steps);
    if let Some(sample) = sample {
        let effective_n = sample.effective_n();
        told.line(Line { name: "effective n".to_owned(), forms: vec![short(effective_n)] });
        told.comes_to(effective_n);
    }
    told
}
