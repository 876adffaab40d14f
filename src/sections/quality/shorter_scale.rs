//! Whether answers seem to have been given on a shorter scale than the one that they are read on.

use super::warning::Doubt;
use crate::config::Config;
use crate::error::Problem;
use crate::facts::Excerpt;
use crate::survey::{Answers, Scale, grouped};

/// Fewer answers than this say nothing of what scale they were given on.
const FEWEST_OF_A_SCALE: u64 = 30;

/// The questions that are asked most often on shorter scales than 0 to 10 have answers up to 5 or 7.
const HIGHEST_OF_SHORT_SCALES: i32 = 7;

/// A scale from 0 to 10 of which the upper part was never used: a question with answers from 1 to 5, perhaps. Where that
/// scale is stated, as `plaudit init` writes it, only answers that fill a shorter one are doubted.
pub(super) fn shorter_scale(config: &Config, excerpt: &Excerpt) -> Option<Doubt> {
    let scale = config.question.scale;
    if scale != Scale::ZERO_TO_TEN {
        return None;
    }
    let mut all = Answers::default();
    excerpt.cells.values().for_each(|answers| all += answers);
    let given: Vec<i32> = scale
        .scores()
        .filter(|score| all.histogram().answers(*score) > 0)
        .map(|score| scale.answer(score))
        .collect();
    let (low, high) = (*given.first()?, *given.last()?);
    let is_stated = config.scale_is_stated;
    let fills_a_short_one = low <= 1 && [5, 7].contains(&high) && given == (low..=high).collect::<Vec<_>>();
    let is_short = high <= HIGHEST_OF_SHORT_SCALES && (!is_stated || fills_a_short_one);
    (all.n() >= FEWEST_OF_A_SCALE && is_short).then(|| {
        let n = grouped(all.n());
        let told = Problem::new(if is_stated {
            format!("the answers fill {low} to {high} and no other, and `scale` says 0 to 10 for all {n}")
        } else {
            format!("no answer is above {high}, and no `scale` is stated: all {n} were read as answers from 0 to 10")
        });
        let hint = format!(
            "if the question had a shorter scale, state it with its cuts, such as `scale: {{low: {}, high: {}, \
             detractors_to: {}, promoters_from: {}}}`",
            low.min(1),
            if high <= 5 { 5 } else { 7 },
            if high <= 5 { 3 } else { 5 },
            if high <= 5 { 5 } else { 7 },
        );
        let told = told.hint(hint).hint(if is_stated {
            "if it had answers from 0 to 10, the higher ones may be missing from the data"
        } else {
            "if it had answers from 0 to 10, state that: `scale: {low: 0, high: 10}`"
        });
        Doubt { warning: None, told }
    })
}
