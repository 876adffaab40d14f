//! The groups' shares as bars by period, and the answers as bars by score.

use crate::charts::bars::{Bars, BarsWords, Row, Share, Shares};
use crate::charts::histogram::{Bar, Bracket, Histogram};
use crate::figures::Finding;
use crate::sections::Report;
use crate::sections::chart::scores;
use crate::survey::Group;
use crate::wording::Words;

/// The groups' shares by period, or of all answers without dates.
pub(in crate::sections) fn bars(report: &Report, words: &Words) -> Bars {
    let labels = words.labels();
    let findings: Vec<(String, &Finding)> = if report.sections.points().is_empty() {
        vec![(labels.total.to_string(), &report.head.overall)]
    } else {
        report
            .sections
            .points()
            .iter()
            .map(|point| (words.period_axis(point.period), &point.finding))
            .collect()
    };
    let scores = scores(findings.iter().map(|(_, finding)| *finding));
    let row = |(name, finding): (String, &Finding)| Row { name, shares: shares(finding, &scores, words) };
    Bars {
        rows: findings.into_iter().map(row).collect(),
        words: BarsWords {
            detractors: words.group(Group::Detractor).to_owned(),
            promoters: words.group(Group::Promoter).to_owned(),
            passives: words.group(Group::Passive).to_owned(),
            score: labels.nps.to_string(),
            marker: labels.nps_marker.to_string(),
        },
    }
}

/// The shares of a finding, with its score as it is written among all; else why there are none.
fn shares(finding: &Finding, scores: &[f64], words: &Words) -> Result<Shares, String> {
    let estimate = finding.estimate().ok_or_else(|| words.missing(finding).to_owned())?;
    let share = |of| Share { of, label: words.percent(of) };
    let score = estimate.nps.points();
    Ok(Shares {
        detractors: share(estimate.shares.detractors),
        promoters: share(estimate.shares.promoters),
        passives: share(estimate.shares.passives),
        score,
        value: words.nps_among(score, scores),
    })
}

/// The share of answers that gave each score; nothing where the overall figure is hidden or empty.
pub(in crate::sections) fn histogram(report: &Report, words: &Words) -> Option<Histogram> {
    let (shares, estimate) = (
        report.sections.composition.as_ref()?.score_shares(&report.head.question.scale)?,
        report.head.overall.estimate()?,
    );
    let scale = &report.head.question.scale;
    let bars = scale.scores().zip(shares).map(|(score, share)| Bar {
        score: scale.answer(score),
        name: words.nps(f64::from(scale.answer(score))),
        group: scale.group(score),
        share,
        label: words.percent_number(share),
    });
    let groups = [
        (Group::Detractor, estimate.shares.detractors),
        (Group::Passive, estimate.shares.passives),
        (Group::Promoter, estimate.shares.promoters),
    ];
    let bracket = |(group, share)| {
        let (name, share) = (words.group(group).to_owned(), words.percent(share));
        Bracket { group, name, share }
    };
    Some(Histogram {
        bars: bars.collect(),
        groups: groups.map(bracket).into(),
        unit: words.labels().share_of_answers.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::sample::report;

    #[test]
    fn every_period_has_its_shares_or_says_why_not_and_without_dates_all_answers_have() {
        let mut report = report();
        let words = Words::of(&report.head).expect("words");
        let bars = bars(&report, &words);
        let [first, second, last] = bars.rows.as_slice() else { panic!("three periods") };
        let shares = first.shares.as_ref().expect("shares");
        // 60, 120 and 120 of 300.
        assert_eq!([&shares.detractors.label, &shares.passives.label], ["20%", "40%"]);
        assert!((shares.score - 20.0).abs() < 1e-9);
        assert_eq!(second.shares.as_ref().err().map(String::as_str), Some("no answers"));
        assert!(last.shares.is_ok());
        report.sections.points_mut().clear();
        let undated = super::bars(&report, &words);
        assert_eq!(undated.rows.len(), 1);
        assert_eq!(undated.rows[0].name, "All answers");
    }

    #[test]
    fn each_score_of_the_scale_has_its_share_and_its_group() {
        let mut report = report();
        let words = Words::of(&report.head).expect("words");
        let histogram = histogram(&report, &words).expect("answers");
        let bars: Vec<_> =
            histogram.bars.iter().map(|bar| (bar.score, bar.label.as_str(), bar.group)).collect();
        assert_eq!(bars.len(), 11);
        // 20, 50 and 80 of 300.
        assert_eq!(bars[5], (5, "7", Group::Detractor));
        assert_eq!(bars[8], (8, "17", Group::Passive));
        assert_eq!(bars[10], (10, "27", Group::Promoter));
        let brackets: Vec<_> = histogram.groups.iter().map(|group| group.share.as_str()).collect();
        assert_eq!(brackets, ["20%", "33%", "47%"]);
        report.head.overall = Finding::NoAnswers;
        assert!(super::histogram(&report, &words).is_none());
    }
}
