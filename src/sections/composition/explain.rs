//! What the figures of this part rest on: how many answers gave each score, and what they weigh.

use super::Composition;
use super::texts::ExplainTexts;
use crate::survey::Answers;
use crate::wording::{Text, fill};
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Material};

impl Composition {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let texts: ExplainTexts = from.words.of_part("explain_composition");
        let (subject, words) = (Subject::now(from), from.words);
        let (answers, scale) = (from.answers(&subject), &from.head.question.scale);
        let mut told = match leaf {
            ["histogram", at @ ..] if self.histogram.is_some() => {
                let counts = answers_by_score(&answers, from);
                let mut told = by_score(from, (&texts.answers, &texts.of_score), counts.clone(), at)?;
                if let [at] = at {
                    let count = counts.get(at.parse::<usize>().ok()?)?;
                    told = told.shown(words.count(*count));
                }
                let row = |(score, n): (i32, u64)| vec![score.to_string(), words.count(n)];
                let scores = scale.scores().map(|score| scale.answer(score));
                let [score, _, number, ..] = &words.explain().heads;
                told.count_table(&[score, number], scores.zip(counts).map(row).collect());
                told
            }
            ["weighted_histogram", at @ ..] => {
                let weights = answers.design()?.by_score().iter().map(|weight| weight.sum);
                let mut all: Vec<f64> = weights.collect();
                all.resize(self.weighted_histogram.as_ref()?.len(), 0.0);
                let mut told = by_score(from, (&texts.weight, &texts.weight_of_score), all, at)?;
                told.say(&texts.weights_are);
                told
            }
            _ => return None,
        };
        told.behind(&subject, answers.n());
        Some(told)
    }
}

fn answers_by_score(answers: &Answers, from: &Material<'_>) -> Vec<u64> {
    from.head.question.scale.scores().map(|score| answers.histogram().answers(score)).collect()
}

/// What there is of each score, or of one.
fn by_score<N: Copy + Into<serde_json::Value>>(
    from: &Material<'_>,
    (of_all, of_one): (&Text, &Text),
    all: Vec<N>,
    at: &[&str],
) -> Option<Explanation> {
    let of = Subject::now(from).name;
    let (what, result) = match at {
        [] => (fill(of_all, &[("of", of)]), all.into()),
        [at] => {
            let at = at.parse::<usize>().ok()?;
            let scale = &from.head.question.scale;
            let score = scale.answer(scale.scores().nth(at)?).to_string();
            (fill(of_one, &[("of", of), ("score", score)]), (*all.get(at)?).into())
        }
        _ => return None,
    };
    Some(Explanation { result: Some(result), ..Explanation::of(what) })
}
