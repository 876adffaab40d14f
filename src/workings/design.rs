//! What weights, clusters and a stated population do to the worth of answers.

use serde_json::Value;

use super::Explanation;
use super::figure::Figure;
use super::formulas::by_words;
use super::numbers::short;
use super::telling::Formula as Line;
use crate::statistics::sample_traced;
use crate::survey::trace::{Formula, recorded};
use crate::wording::fill;

/// A figure of the design, by its key; without one, how the effective n comes about.
pub(super) fn design(of: &Figure<'_>, leaf: &[&str]) -> Option<Explanation> {
    let design = of.estimate.design?;
    let answers = of.from.answers(of.subject);
    let texts = &of.words().explain().design;
    Some(match leaf {
        [] => Explanation { result: None, ..effective_n(of) },
        ["effective_n"] => effective_n(of),
        ["weighted_n"] => {
            let mut told =
                Explanation::of(of.what(&texts.weighted_n)).shown(of.words().points(design.weighted_n, 1));
            let weights = answers.design().map_or(&[][..], |design| design.by_score());
            let terms: Vec<String> = weights.iter().map(|w| w.sum).filter(|w| *w > 0.0).map(short).collect();
            let terms = if terms.is_empty() { texts.once.to_string() } else { terms.join(" + ") };
            let forms = vec![texts.over_scores.to_string(), terms, short(answers.weight())];
            told.line(Line { name: "Σw".to_owned(), forms });
            told.comes_to(answers.weight());
            told
        }
        ["clusters"] => {
            let mut told = Explanation::of(of.what(&texts.clusters));
            let column = of.from.head.method.weighting.as_ref().and_then(|w| w.cluster.as_ref());
            told.say(match column {
                Some(column) => fill(&texts.clusters_are, &[("column", column)]),
                None => texts.no_clusters.to_string(),
            });
            let clusters = answers.design().and_then(|design| design.clusters());
            told.result = Some(clusters.map_or(Value::Null, |clusters| clusters.count().into()));
            told
        }
        ["population"] => {
            let mut told = Explanation::of(of.what(&texts.population));
            let said = if design.population.is_some() { &texts.population_is } else { &texts.no_population };
            told.say(said);
            told
        }
        _ => return None,
    })
}

fn effective_n(of: &Figure<'_>) -> Explanation {
    let words = of.words();
    let mut told = Explanation::of(of.what(&words.explain().design.effective_n));
    let Some(design) = of.estimate.design else { return told };
    told = told.shown(words.effective_n(&design));
    let answers = of.from.answers(of.subject);
    let (sample, steps) = recorded(|trace| {
        let sample = sample_traced(&answers, &of.from.config.question.scale, trace)?;
        Some(design.population.map_or(sample, |population| sample.out_of_traced(population, trace)))
    });
    let steps: Vec<_> =
        steps.into_iter().filter(|step| !matches!(step.formula, Formula::WeightedShare(_))).collect();
    told.tell(words, &steps);
    if let Some(sample) = sample {
        let effective_n = sample.effective_n();
        told.line(Line { name: by_words(words, "effective n"), forms: vec![short(effective_n)] });
        told.comes_to(effective_n);
    }
    told
}
