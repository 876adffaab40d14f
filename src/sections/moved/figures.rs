//! Who of the same respondents moved, from how many went from each group to each.

use super::types::{Ends, MarginalTest, Moved};
use crate::figures::{Change, Figures};
use crate::responses::Returned;
use crate::sections::View;
use crate::statistics::{Mean, marginal_change};
use crate::survey::{Changes, Confidence, Counts, Moves, Nps, Period};

impl Moved {
    /// Those who answered twice; nothing where that is not known, or may not be told.
    ///
    /// How they answered is told where they are enough, and where in both periods they are all who answered, or stand so far
    /// [among others](crate::responses::Among) that no sum and difference with scores by region and cut is of fewer. Nothing is told of clients around
    /// others, which are the sums of these, nor to clients who read all answers, nor where figures are told rounded.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let period = view.head.period?;
        let Returned { period: of, moves, among, followed, .. } = &excerpt.kept.returned;
        let is_left_out = |period: &Period| excerpt.left_out.contains(&period.ordinal());
        let is_untold = excerpt.is_withheld || excerpt.is_told_rounded || is_left_out(&period);
        if *of != period.ordinal() || view.is_around() || is_untold || !config.columns.reader.is_empty() {
            return None;
        }
        let least = config.method.hide_below.max(1);
        view.head.overall.estimate()?;
        let told = |change: &Change| {
            change.then.estimate()?;
            let earlier = change.period.ordinal();
            let (moves, among) = (*moves.get(&earlier)?, among.get(&earlier)?);
            // Of those whose next score is told, those who answered in other periods before would be left.
            let older = followed.iter().filter(|(period, _)| **period != earlier).map(|(_, n)| n).sum();
            let is_alone = (1..least).contains(&older);
            let is_told = moves.n() >= least && among.iter().flatten().all(|of| of.keeps(least)) && !is_alone;
            since(change, moves, config.method.confidence).filter(|_| is_told && !is_left_out(&change.period))
        };
        view.head.changes.iter().find_map(told)
    }
}

/// Those who answered in an earlier period too.
fn since(change: &Change, moves: Moves, confidence: Confidence) -> Option<Moved> {
    let score = |counts: Counts| counts.sample().map(Nps::of);
    let (nps_then, nps) = (score(moves.then())?, score(moves.now())?);
    let test = marginal_change(moves).map(|found| MarginalTest {
        statistic: found.statistic,
        freedom: found.freedom,
        p: found.p,
        is_clear: found.p <= confidence.alpha(),
    });
    Some(Moved {
        since: change.since,
        period: change.period,
        n: moves.n(),
        groups: moves,
        rose: moves.rose(),
        fell: moves.fell(),
        nps_then,
        nps,
        difference: nps - nps_then,
        interval: interval(moves, confidence),
        test,
    })
}

/// By how many groups each has moved, as a mean.
pub(super) fn mean(moves: Moves) -> Option<Mean> {
    let (answers, scale) = moves.changes().answers(Changes::GROUPS)?;
    Mean::of(&answers, &scale)
}

/// The interval of the change in points.
fn interval(moves: Moves, confidence: Confidence) -> Option<Ends> {
    let mean = mean(moves)?;
    mean.deviation().filter(|deviation| *deviation > 0.0)?;
    let [low, high] = mean.interval(confidence)?.map(|end| 100.0 * end);
    Some(Ends { low, high })
}
