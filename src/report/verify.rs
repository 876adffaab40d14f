//! Whether the figures of a report from outside agree with each other, so that no page shows what no data gave.

use crate::figures::{Comparison, Estimate, Finding, Head};
use crate::sections::Report;
use crate::survey::Scale;

/// Counts beyond this are nobody's answers, and could not be summed or drawn.
const MOST: u64 = 1 << 50;

/// What does not agree, if anything does not.
pub(super) fn fault(report: &Report) -> Option<&'static str> {
    let Report { head, sections, .. } = report;
    let levels = &head.levels;
    if levels.is_empty() || !levels.iter().all(|level| (-100.0..=100.0).contains(&level.from)) {
        return Some("the levels are none");
    }
    if !levels.windows(2).all(|pair| pair[0].from < pair[1].from) {
        return Some("the levels are not in rising order");
    }
    if levels.len() > 1000 {
        return Some("there is more than a page can show");
    }
    if head.response.is_some_and(|response| response.asked == 0 || response.answered > response.asked) {
        return Some("more have answered than were asked");
    }
    if ![0, head.periods.len()].contains(&head.over_time.len())
        || !(head.over_time.is_empty() || sections.trend.is_none())
    {
        return Some("the scores over time are not of the periods of the report");
    }
    let of_the_head = std::iter::once(&head.overall).chain(&head.over_time);
    let of_the_head = of_the_head.chain(head.changes.iter().map(|change| &change.then));
    let mut estimates = of_the_head.chain(sections.findings()).filter_map(Finding::estimate);
    if let Some(fault) = estimates.find_map(|estimate| estimate_fault(estimate, head)) {
        return Some(fault);
    }
    if !head.changes.iter().filter_map(|change| change.comparison.as_ref()).all(Comparison::is_sound) {
        return Some("a comparison is out of range");
    }
    sections.fault(head)
}

fn estimate_fault(estimate: &Estimate, head: &Head) -> Option<&'static str> {
    let near = |a: f64, b: f64| (a - b).abs() < head.nearness();
    let shares = [estimate.shares.detractors, estimate.shares.passives, estimate.shares.promoters];
    if estimate.n == 0 {
        return Some("a score has no answers");
    }
    if estimate.n > MOST {
        return Some("a base is not the sum of its counts");
    }
    if let Some(counts) = estimate.counts {
        let groups = [counts.detractors(), counts.passives(), counts.promoters()];
        if groups.iter().any(|n| *n > MOST) || groups.iter().sum::<u64>() != estimate.n {
            return Some("a base is not the sum of its counts");
        }
        let Some(sample) = counts.sample() else { return Some("a score has no answers") };
        // A share without answers is none, and answers have a share; weights say which.
        let follow = || groups.iter().zip(shares).all(|(n, share)| (*n == 0) == (share == 0.0));
        if estimate.design.is_none() && !sample.shares().iter().zip(shares).all(|(a, b)| near(*a, b)) {
            return Some("a share does not follow from its counts");
        }
        if estimate.design.is_some() && !head.rounded && !follow() {
            return Some("weighted shares or an effective base do not follow from any answers");
        }
    } else if !head.rounded {
        return Some("a base is not the sum of its counts");
    }
    let is_some = |number: f64| number > 0.0 && number.is_finite();
    let are_shares = shares.iter().all(|share| (0.0..=1.0).contains(share)) && near(shares.iter().sum(), 1.0);
    let is_design =
        estimate.design.is_none_or(|design| is_some(design.weighted_n) && is_some(design.effective_n));
    if !are_shares || !is_design {
        return Some("weighted shares or an effective base do not follow from any answers");
    }
    if !near(estimate.shares.promoters - estimate.shares.detractors, estimate.nps.points() / 100.0) {
        return Some("a score does not follow from its shares");
    }
    let interval = estimate.interval;
    if interval.low() < -100.0 || interval.high() > 100.0 || !interval.holds(estimate.nps.points()) {
        return Some("an interval does not hold its score");
    }
    let scale: &Scale = &head.question.scale;
    if !(f64::from(scale.low())..=f64::from(scale.high())).contains(&estimate.mean) {
        return Some("a mean is outside the scale");
    }
    (estimate.level >= head.levels.len()).then_some("a level is none of the report's")
}
