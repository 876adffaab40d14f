//! Whether the figures of a report from outside agree with each other, so that no page shows what no data gave.

use super::participants::{Participants, Rank};
use super::types::{Comparison, Estimate, Finding, Report};
use crate::survey::{Group, Nps, Scale};

/// Counts beyond this are nobody's answers, and could not be summed or drawn.
const MOST: u64 = 1 << 50;

/// What does not agree, if anything does not.
pub(super) fn fault(report: &Report) -> Option<&'static str> {
    let findings = std::iter::once(&report.overall)
        .chain(report.trend.iter().map(|point| &point.finding))
        .chain(report.trend.iter().filter_map(|point| point.trailing.as_ref()))
        .chain(report.regions.iter().map(|row| &row.finding))
        .chain(report.regions.iter().filter_map(|row| row.then.as_ref()))
        .chain(report.regions.iter().flat_map(|row| &row.history))
        .chain(report.changes.iter().map(|change| &change.then))
        .chain(report.participants.iter().flat_map(of_others));
    for estimate in findings.filter_map(Finding::estimate) {
        if let Some(fault) = estimate_fault(estimate, report) {
            return Some(fault);
        }
    }
    let scale = &report.method.scale;
    if let Some(histogram) = &report.histogram {
        let mut answers = scale.scores().map(|score| histogram.answers(score));
        if histogram.points() != scale.points() || !answers.all(|n| n <= MOST) {
            return Some("the histogram is not one of the scale");
        }
        if report.overall.estimate().is_none_or(|overall| histogram.counts(scale) != overall.counts) {
            return Some("the histogram and the counts of `overall` differ");
        }
    }
    if !weights_fit(report) {
        return Some("the weights by score and the shares of `overall` differ");
    }
    let levels = &report.levels;
    if levels.is_empty() || !levels.iter().all(|level| (-100.0..=100.0).contains(&level.from)) {
        return Some("the levels are none");
    }
    if !levels.windows(2).all(|pair| pair[0].from < pair[1].from) {
        return Some("the levels are not in rising order");
    }
    let follows = |pair: &[super::Point]| pair[0].period == pair[1].period.previous();
    if !report.trend.windows(2).all(follows) || report.trend.last().map(|point| point.period) != report.period
    {
        return Some("the periods of the trend do not follow each other up to the reported one");
    }
    let histories = report.regions.iter().map(|row| row.history.len());
    if !histories.clone().all(|periods| periods == 0 || periods == report.trend.len()) {
        return Some("the history of a region is not of the periods of the trend");
    }
    if report.levels.len() > 1000 || report.trend.len() > 1000 {
        return Some("there is more than a page can show");
    }
    let comparisons = report.benchmarks.iter().chain(report.regions.iter().flat_map(|row| &row.benchmarks));
    let sound = comparisons.filter_map(|versus| versus.comparison.as_ref()).all(is_sound)
        && report.regions.iter().filter_map(|row| row.rest.as_ref()).all(is_sound)
        && report.regions.iter().filter_map(|row| row.change.as_ref()).all(is_sound)
        && report.changes.iter().filter_map(|change| change.comparison.as_ref()).all(is_sound);
    if !sound {
        return Some("a comparison is out of range");
    }
    let mut versus = report.benchmarks.iter().chain(report.regions.iter().flat_map(|row| &row.benchmarks));
    if !versus.all(|versus| versus.chance_at_or_above.is_none_or(|chance| (0.0..=1.0).contains(&chance))) {
        return Some("a chance is out of range");
    }
    if report.control.as_ref().is_some_and(|control| !control.is_sound(&report.trend)) {
        return Some("the control limits do not follow from the trend");
    }
    if report.trend.iter().any(|point| point.trailing.is_some()) && report.trailing.is_none() {
        return Some("a window has no length");
    }
    let of_a_change = |why: &super::Why| {
        report.changes.iter().any(|change| change.since == why.since && change.period == why.period)
    };
    if !report.why.iter().all(|why| of_a_change(why) && why.is_sound()) {
        return Some("the parts of a change do not follow from the regions, or do not sum to it");
    }
    let follow = super::key_findings(report) == report.key_findings;
    let unfounded = (!follow).then_some("the key findings do not follow from the figures");
    participants_fault(report).or_else(|| rows_fault(report)).or(unfounded)
}

/// Whether weights by score, if there are any, give the shares of the groups.
fn weights_fit(report: &Report) -> bool {
    let Some(weights) = &report.weighted_histogram else { return true };
    let scale = &report.method.scale;
    let (Some(overall), Some(shares)) = (report.overall.estimate(), report.score_shares()) else {
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
        && groups.into_iter().all(|(group, stated)| (share(group) - stated).abs() < 1e-6)
}

/// What others measured.
fn of_others(participants: &Participants) -> impl Iterator<Item = &Finding> {
    let Participants { pooled, others, peers, trend, named, .. } = participants;
    let groups = [pooled, others].into_iter().chain(peers).map(|group| &group.finding);
    let moments = trend.iter().flat_map(|moment| std::iter::once(&moment.pooled).chain(&moment.peers));
    groups.chain(moments).chain(named.iter().map(|named| &named.finding))
}

fn participants_fault(report: &Report) -> Option<&'static str> {
    if report.response.is_some_and(|response| response.asked == 0 || response.answered > response.asked) {
        return Some("more have answered than were asked");
    }
    let Participants { pooled, others, peers, rank, trend, named, .. } = report.participants.as_ref()?;
    let groups = [pooled, others].into_iter().chain(peers);
    if !groups.filter_map(|group| group.comparison.as_ref()).all(is_sound) {
        return Some("a comparison is out of range");
    }
    let periods = |report: &Report| report.trend.iter().map(|point| point.period).collect::<Vec<_>>();
    if trend.iter().map(|moment| moment.period).collect::<Vec<_>>() != periods(report) {
        return Some("the periods of the participants are not those of the trend");
    }
    let is_place = |r: &Rank| 1 <= r.best && r.best <= r.place && r.place <= r.worst && r.worst <= r.of;
    let mut ranks = rank.iter().chain(named.iter().filter_map(|named| named.rank.as_ref()));
    (!ranks.all(is_place)).then_some("a place is none of the ranking")
}

fn estimate_fault(estimate: &Estimate, report: &Report) -> Option<&'static str> {
    let groups = [estimate.counts.detractors(), estimate.counts.passives(), estimate.counts.promoters()];
    if groups.iter().any(|n| *n > MOST) || groups.iter().sum::<u64>() != estimate.n {
        return Some("a base is not the sum of its counts");
    }
    let Some(sample) = estimate.counts.sample() else { return Some("a score has no answers") };
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
    let shares = [estimate.shares.detractors, estimate.shares.passives, estimate.shares.promoters];
    if let Some(design) = &estimate.design {
        let is_some = |number: f64| number > 0.0 && number.is_finite();
        // A share without answers is none, and answers have a share; weights say which.
        let follow = groups.iter().zip(shares).all(|(n, share)| (*n == 0) == (share == 0.0));
        let are_shares =
            shares.iter().all(|share| (0.0..=1.0).contains(share)) && near(shares.iter().sum(), 1.0);
        if !follow || !are_shares || !is_some(design.weighted_n) || !is_some(design.effective_n) {
            return Some("weighted shares or an effective base do not follow from any answers");
        }
    } else if !sample.shares().iter().zip(shares).all(|(a, b)| near(*a, b)) {
        return Some("a share does not follow from its counts");
    }
    if !near(estimate.sample().map_or(f64::NAN, |sample| Nps::of(sample).points()), estimate.nps.points()) {
        return Some("a score does not follow from its shares");
    }
    let interval = estimate.interval;
    if interval.low() < -100.0 || interval.high() > 100.0 || !interval.holds(estimate.nps.points()) {
        return Some("an interval does not hold its score");
    }
    let scale: &Scale = &report.method.scale;
    if !(f64::from(scale.low())..=f64::from(scale.high())).contains(&estimate.mean) {
        return Some("a mean is outside the scale");
    }
    (estimate.level >= report.levels.len()).then_some("a level is none of the report's")
}

fn is_sound<V>(comparison: &Comparison<V>) -> bool {
    (-200.0..=200.0).contains(&comparison.difference.points())
        && (0.0..=1.0).contains(&comparison.p)
        && (0.0..=1.0).contains(&comparison.p_adjusted)
}

fn rows_fault(report: &Report) -> Option<&'static str> {
    let quality = &report.quality;
    let sum = |numbers: &[u64]| numbers.iter().try_fold(0, |sum: u64, n| sum.checked_add(*n));
    let rejected: Vec<u64> = quality.rejected.iter().map(|rejection| rejection.rows).collect();
    let outside: Vec<u64> = quality.outside.values().copied().collect();
    let rejected =
        sum(&rejected).zip(sum(&outside)).and_then(|(rejected, outside)| rejected.checked_add(outside));
    let in_time = sum(&[quality.rows_before, quality.rows_shown, quality.rows_after]);
    let read = rejected.and_then(|rejected| rejected.checked_add(quality.rows_used));
    if read != Some(quality.rows_read) || in_time != Some(quality.rows_used) {
        return Some("the rows read are not those used and those left out");
    }
    if quality.rows_short.max(quality.rows_labelled) > quality.rows_used {
        return Some("more rows than are used are short or have labels");
    }
    (!(0.0..=1.0).contains(&quality.max_rejected)).then_some("the share of rejected rows is none")
}
