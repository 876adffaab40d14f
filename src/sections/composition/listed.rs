//! The answers by score as a list of figures has them.

use super::Composition;
use crate::figures::{Head, Listed};

impl Composition {
    /// How many gave each score, and its share of all answers.
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub(super) fn list_all(&self, head: &Head) -> Vec<Listed> {
        let scale = &head.question.scale;
        let scores = || scale.scores().map(|score| scale.answer(score).to_string());
        let listed = |measure: &'static str, number: f64, score: &str| {
            Listed::new("composition", measure, number).by("score", Some(score)).in_period(head.period)
        };
        let answers = self.histogram.iter().flat_map(|histogram| {
            let answers = scale.scores().map(|score| histogram.answers(score) as f64);
            scores().zip(answers).map(|(score, n)| listed("answers", n, &score))
        });
        let shares = self.score_shares(scale).unwrap_or_default();
        let shares = scores().zip(shares).map(|(score, share)| listed("share", share, &score));
        answers.chain(shares).collect()
    }
}
