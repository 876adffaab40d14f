//! The charts of an index: a funnel of the clients of each tier.

use crate::charts::Drawn;
use crate::charts::funnel::{Funnel, FunnelWords, Lies, Score};
use crate::report::{FUNNEL_INNER, FUNNEL_OUTER, InFunnel, Index, IndexRow, Tier};
use crate::sections::drawn;
use crate::wording::Words;

use super::cell_words::FunnelLimits;

/// The charts of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexCharts {
    /// One funnel for each tier; none where no score is shown.
    pub funnels: Vec<Option<Drawn>>,
}

/// Draws all charts of an index.
#[must_use]
pub fn draw_index(index: &Index, words: &Words) -> IndexCharts {
    let funnel = |(number, tier): (usize, &Tier)| {
        drawn(funnel(tier, words), &format!("chart-funnel-{number}"), words.funnel(index, tier), words)
    };
    IndexCharts { funnels: (1..).zip(&index.tiers).map(funnel).collect() }
}

/// Scores of a tier against their bases; nothing where no score is shown.
fn funnel(tier: &Tier, words: &Words) -> Option<Funnel> {
    let (limits, labels) = (tier.funnel?, words.index_labels());
    let centre = limits.centre.points();
    Some(Funnel {
        centre,
        inner: FUNNEL_INNER * limits.spread,
        outer: FUNNEL_OUTER * limits.spread,
        scores: tier.rows.iter().filter_map(score).collect(),
        words: FunnelWords {
            score: words.labels().nps.to_string(),
            bases: labels.answers_axis.to_string(),
            bases_log: labels.answers_axis_log.to_string(),
            centre: words.labels().total.to_string(),
            centre_value: words.nps(centre),
            inner: words.funnel_limits(FunnelLimits::Inner),
            outer: words.funnel_limits(FunnelLimits::Outer),
            above_inner: words.above_limits(FunnelLimits::Inner),
            above_outer: words.above_limits(FunnelLimits::Outer),
            below_inner: words.below_limits(FunnelLimits::Inner),
            below_outer: words.below_limits(FunnelLimits::Outer),
            within: labels.within_limits.to_string(),
        },
    })
}

/// A client that has a score.
fn score(row: &IndexRow) -> Option<Score> {
    let estimate = row.finding.estimate()?;
    let lies = match row.funnel? {
        InFunnel::Within => Lies::Within,
        InFunnel::High => Lies::High,
        InFunnel::Low => Lies::Low,
        InFunnel::VeryHigh => Lies::VeryHigh,
        InFunnel::VeryLow => Lies::VeryLow,
    };
    Some(Score { name: row.client.to_string(), base: estimate.open_n(), points: estimate.nps.points(), lies })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Finding, Hidden};
    use crate::pages::index::sample::usual;

    #[test]
    fn clients_with_a_score_lie_where_the_index_says_and_a_hidden_one_is_not_drawn() {
        let mut index = usual();
        let words = Words::of(&index.head).expect("words");
        let tier = &mut index.tiers[0];
        tier.rows[2].finding = Finding::Hidden { why: Hidden::TooFew };
        let funnel = funnel(tier, &words).expect("a funnel");
        let lies: Vec<Lies> = funnel.scores.iter().map(|score| score.lies).collect();
        assert_eq!(lies, [Lies::VeryHigh, Lies::High, Lies::Within, Lies::VeryLow]);
        assert!(funnel.scores[0].name.contains("Aspen") && funnel.scores[0].base.total_cmp(&300.0).is_eq());
        // The limits of the tier itself: 1.96 and 3.09 standard errors of as many answers.
        let limits = tier.funnel.expect("limits");
        let (low, high) = limits.limits(300.0, FUNNEL_OUTER);
        let reach = funnel.outer / 300.0_f64.sqrt();
        assert!((funnel.centre - reach - low).abs() < 1e-9 && (funnel.centre + reach - high).abs() < 1e-9);
        assert!((funnel.outer / funnel.inner - 3.090_232 / 1.959_964).abs() < 1e-6);
        tier.funnel = None;
        assert!(super::funnel(tier, &words).is_none());
    }
}
