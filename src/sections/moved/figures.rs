//! Who of the same respondents moved, from how many went from each group to each.

use super::types::{Ends, MarginalTest, Moved, MovedSince};
use crate::figures::{Change, Figures};
use crate::responses::Returned;
use crate::sections::View;
use crate::statistics::{Mean, corrected, marginal_change};
use crate::survey::{Changes, Confidence, Counts, Moves, Nps, Period};

impl Moved {
    /// Those who answered twice; nothing where that is not known, or may not be told.
    ///
    /// How they answered is told where they are enough, and where those who answered only once are none, or enough: what these answered
    /// is what is left of all answers. Nothing is told where answers are told by region or cut, of clients around others, which are the sums of these, nor to clients who read all
    /// answers, nor where figures are told rounded.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let period = view.head.period?;
        let Returned { period: of, moves, .. } = &excerpt.kept.returned;
        let is_left_out = |period: &Period| excerpt.left_out.contains(&period.ordinal());
        let is_untold = excerpt.is_withheld || excerpt.is_told_rounded || is_left_out(&period);
        if *of != period.ordinal() || view.is_around() || is_untold || !config.columns.reader.is_empty() {
            return None;
        }
        // Who moved may nearly be who answered in some regions: what others there answered would be left.
        let is_by_parts = config.columns.region.is_some() || !config.columns.cuts.is_empty();
        if is_by_parts {
            return None;
        }
        let least = config.method.hide_below.max(1);
        let now = view.head.overall.estimate()?.n;
        let told = |change: &Change| {
            let then = change.then.estimate()?.n;
            let moves = *moves.get(&change.period.ordinal())?;
            let is_alone = |all: u64| (1..least).contains(&all.saturating_sub(moves.n()));
            let is_told = moves.n() >= least && ![now, then].into_iter().any(is_alone);
            since(change, moves, config.method.confidence).filter(|_| is_told && !is_left_out(&change.period))
        };
        // Of two earlier periods, those who answered in the one and not in the other would be left.
        let mut all: Vec<MovedSince> = view.head.changes.iter().find_map(told).into_iter().collect();
        let tests = || all.iter().filter_map(|of| of.test);
        let p = corrected(&tests().map(|test| test.p).collect::<Vec<_>>(), config.method.correction);
        let tests = all.iter_mut().filter_map(|of| of.test.as_mut());
        for (test, p) in tests.zip(p) {
            test.p_adjusted = p;
            test.is_clear = p <= config.method.confidence.alpha();
        }
        (!all.is_empty()).then_some(Self(all))
    }
}

/// Those who answered in an earlier period too, whose tests are not yet corrected.
fn since(change: &Change, moves: Moves, confidence: Confidence) -> Option<MovedSince> {
    let score = |counts: Counts| counts.sample().map(Nps::of);
    let (nps_then, nps) = (score(moves.then())?, score(moves.now())?);
    let test = marginal_change(moves).map(|found| MarginalTest {
        statistic: found.statistic,
        freedom: found.freedom,
        p: found.p,
        p_adjusted: found.p,
        is_clear: false,
    });
    Some(MovedSince {
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
