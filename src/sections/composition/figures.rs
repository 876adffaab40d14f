//! Who recommends: the answers of the period by score.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::Head;
use crate::sections::View;
use crate::survey::{Group, Histogram, Period, Scale};

/// The answers of the period by group and by score; absent where no period that is shown has a score.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Composition {
    /// Answers of the reported period by score, lowest first, unweighted; absent where their score is hidden, there are
    /// none, or hidden regions could be worked out of them beside weighted figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub histogram: Option<Histogram>,
    /// The weights of those answers by score, lowest first; absent where they have none. Where `histogram` is absent, in
    /// whole per cent of all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighted_histogram: Option<Vec<f64>>,
}

impl Composition {
    /// The same from counts.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Head { overall, period, .. } = view.head;
        let has_score = |period: &Period| view.counts.of_all(Some(*period)).estimate().is_some();
        if overall.estimate().is_none() {
            let is_shown = view.head.periods.iter().any(has_score);
            return is_shown.then_some(Self { histogram: None, weighted_histogram: None });
        }
        let answers = view.counts.answers(*period);
        let (histogram, weighted_histogram) = (view.counts.padded(&answers), view.counts.weights(&answers));
        Some(Self { histogram: Some(histogram), weighted_histogram })
    }

    /// The share of each score among all answers of the period, lowest score first, 0 to 1; weighted where they are.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn score_shares(&self, scale: &Scale) -> Option<Vec<f64>> {
        let counts = || {
            let histogram = self.histogram.as_ref()?;
            Some(scale.scores().map(|score| histogram.answers(score) as f64).collect())
        };
        let sizes: Vec<f64> = self.weighted_histogram.clone().or_else(counts)?;
        // Rounded, they sum to a hundred only nearly.
        let all: f64 = if self.histogram.is_some() { sizes.iter().sum() } else { 100.0 };
        (all > 0.0).then(|| sizes.into_iter().map(|size| size / all).collect())
    }

    /// What of it does not agree with the head of the report, if anything does not.
    pub(crate) fn disagrees_with(&self, head: &Head) -> Option<&'static str> {
        /// Counts beyond this are nobody's answers, and could not be summed or drawn.
        const MOST: u64 = 1 << 50;
        let scale = &head.question.scale;
        if let Some(histogram) = &self.histogram {
            let mut answers = scale.scores().map(|score| histogram.answers(score));
            if histogram.points() != scale.points() || !answers.all(|n| n <= MOST) {
                return Some("the histogram is not one of the scale");
            }
            if head.overall.estimate().is_none_or(|overall| Some(histogram.counts(scale)) != overall.counts) {
                return Some("the histogram and the counts of `overall` differ");
            }
        }
        (!self.weights_fit(head)).then_some("the weights by score and the shares of `overall` differ")
    }

    /// Whether weights by score, if there are any, give the shares of the groups.
    fn weights_fit(&self, head: &Head) -> bool {
        let Some(weights) = &self.weighted_histogram else { return true };
        // Whole per cents do not sum to the shares of the groups.
        let is_near = |a: f64, b: f64| (a - b).abs() < if self.histogram.is_some() { 1e-6 } else { 0.1 };
        let scale = &head.question.scale;
        let (Some(overall), Some(shares)) = (head.overall.estimate(), self.score_shares(scale)) else {
            return false;
        };
        let share = |group| {
            let of_group = scale.scores().zip(&shares).filter(|(score, _)| scale.group(*score) == group);
            of_group.map(|(_, share)| share).sum::<f64>()
        };
        let groups = [
            (Group::Detractor, overall.shares.detractors),
            (Group::Passive, overall.shares.passives),
            (Group::Promoter, overall.shares.promoters),
        ];
        weights.len() == scale.points()
            && weights.iter().all(|weight| *weight >= 0.0 && weight.is_finite())
            && groups.into_iter().all(|(group, stated)| is_near(share(group), stated))
    }
}
