//! Regions as dots, in the report's order, against all answers; over time as a map and as small lines.

use crate::charts::Reach;
use crate::charts::dots::{ComparedWords, Dots, Emphasis, Row, Upright};
use crate::charts::heat::{self, Cell, Heat, HeatWords};
use crate::charts::panels::{Panel, Panels, PanelsWords};
use crate::figures::Finding;
use crate::sections::Report;
use crate::sections::chart::{dots_words, mark, period_name, scores, series};
use crate::sections::regions::RegionRow;
use crate::statistics::Verdict;
use crate::wording::Words;

/// Every region's score with its interval, against all answers.
pub(in crate::sections) fn dots(report: &Report, words: &Words) -> Dots {
    let labels = words.labels();
    let compared = ComparedWords {
        above: labels.above_rest.to_string(),
        below: labels.below_rest.to_string(),
        unclear: labels.not_distinguishable.to_string(),
        benchmark: labels.region_benchmark.to_string(),
    };
    let scores = scores(report.sections.listed_regions().map(|row| &row.finding));
    let upright = report.head.overall.estimate().map(|estimate| {
        let at = estimate.nps.points();
        Upright { at, label: format!("{}\u{a0}{}", labels.total, words.nps(at)) }
    });
    Dots {
        rows: report.sections.listed_regions().map(|row| dot(row, &scores, words)).collect(),
        upright,
        reach: Reach::POINTS,
        words: dots_words(&report.head.method, words, Some(compared)),
    }
}

fn dot(row: &RegionRow, scores: &[f64], words: &Words) -> Row {
    Row {
        name: words.region(&row.region).to_owned(),
        note: String::new(),
        mark: mark(&row.finding, scores, words),
        emphasis: match row.rest.as_ref().map(|rest| rest.verdict) {
            Some(Verdict::Above) => Emphasis::Above,
            Some(Verdict::Below) => Emphasis::Below,
            Some(Verdict::Unclear) | None => Emphasis::None,
        },
        benchmarks: row.benchmarks.iter().map(|versus| versus.benchmark.value.points()).collect(),
    }
}

/// The score of each region in each period.
pub(in crate::sections) fn heat(report: &Report, words: &Words) -> Heat {
    let [hidden, empty] = words.map_keys().map(str::to_owned);
    let scores = scores(report.sections.regions_over_time().flat_map(|row| &row.history));
    let rows = report.sections.regions_over_time().map(|row| heat::Row {
        name: words.region(&row.region).to_owned(),
        cells: row.history.iter().map(|then| cell(then, &scores, words)).collect(),
    });
    Heat {
        periods: report.head.periods.iter().map(|period| period_name(*period, words)).collect(),
        rows: rows.collect(),
        centre: report.head.overall.estimate().map(|overall| overall.nps.points()),
        words: HeatWords { low_base: words.low_base_key(&report.head.method), hidden, empty },
    }
}

fn cell(finding: &Finding, scores: &[f64], words: &Words) -> Cell {
    match finding {
        Finding::Measured(estimate) => {
            let score = estimate.nps.points();
            Cell::Score { score, value: words.nps_among(score, scores), low_base: estimate.low_base }
        }
        Finding::Hidden { .. } => Cell::Hidden,
        Finding::NoAnswers => Cell::Empty,
    }
}

/// The score over time of each region that has one in some period; nothing without periods.
pub(in crate::sections) fn panels(report: &Report, words: &Words) -> Option<Panels> {
    let (first, last) = (*report.head.periods.first()?, *report.head.periods.last()?);
    let has_score = |row: &&RegionRow| row.history.iter().any(|then| then.estimate().is_some());
    let rows: Vec<&RegionRow> = report.sections.regions_over_time().filter(has_score).collect();
    let scores = scores(rows.iter().map(|row| &row.finding));
    let panel = |row: &RegionRow| Panel {
        name: words.region(&row.region).to_owned(),
        value: row.finding.estimate().map(|now| words.nps_among(now.nps.points(), &scores)),
        series: series(&row.history),
    };
    Some(Panels {
        panels: rows.into_iter().map(panel).collect(),
        behind: series(report.over_time()),
        reach: Reach::POINTS,
        ends: [first, last].map(|period| words.period_axis(period)),
        words: PanelsWords {
            interval: words.interval_name(report.head.method.confidence),
            behind: words.all_answers_key().to_owned(),
            low_base: words.low_base_key(&report.head.method),
            gap: words.labels().gap.to_string(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::dots::Mark;
    use crate::figures::Hidden;
    use crate::wording::sample::{estimate, report};

    #[test]
    fn a_region_stands_as_its_verdict_says_and_a_hidden_one_says_why() {
        let report = report();
        let words = Words::of(&report.head).expect("words");
        let dots = dots(&report, &words);
        let names: Vec<&str> = dots.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["North", "West", "Not stated"]);
        assert_eq!(
            dots.rows.iter().map(|row| row.emphasis).collect::<Vec<_>>(),
            [Emphasis::Above, Emphasis::None, Emphasis::None]
        );
        let Mark::Dot { measured, value, base } = &dots.rows[0].mark else { panic!("a score") };
        assert!((measured.high - measured.low - 18.0).abs() < 1e-9 && !measured.low_base);
        // 140 promoters less 60 detractors of 300: 26.67.
        assert_eq!((value.as_str(), base.as_str()), ("27", "300"));
        assert!(matches!(&dots.rows[2].mark, Mark::Missing(why) if why == "too few answers"));
        assert_eq!(dots.rows[2].benchmarks, [37.0]);
        let upright = dots.upright.expect("all answers");
        assert_eq!(upright.label, "All answers\u{a0}27");
        assert!((upright.at - 80.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn without_a_score_of_all_answers_there_is_no_line_through_the_regions() {
        let mut report = report();
        report.head.overall = Finding::Hidden { why: Hidden::TooFew };
        let words = Words::of(&report.head).expect("words");
        assert!(dots(&report, &words).upright.is_none());
        assert_eq!(heat(&report, &words).centre, None);
    }

    #[test]
    fn the_map_has_every_period_of_a_region_and_the_panels_only_regions_with_a_score() {
        let mut report = report();
        let measured = |promoters| Finding::Measured(estimate(6, 5, promoters));
        let hidden = || Finding::Hidden { why: Hidden::TooFew };
        report.sections.regions_mut()[0].history = vec![measured(9), Finding::NoAnswers, measured(30)];
        report.sections.regions_mut()[1].history = vec![hidden(), hidden(), Finding::NoAnswers];
        let words = Words::of(&report.head).expect("words");
        let map = heat(&report, &words);
        assert_eq!(map.rows.len(), 2, "a region without a history has no row");
        assert!(matches!(
            map.rows[0].cells[..],
            [Cell::Score { low_base: true, .. }, Cell::Empty, Cell::Score { low_base: false, .. }]
        ));
        assert!(matches!(map.rows[1].cells[..], [Cell::Hidden, Cell::Hidden, Cell::Empty]));
        assert_eq!(map.periods.len(), 3);
        let panels = panels(&report, &words).expect("periods");
        assert_eq!(panels.panels.len(), 1);
        assert_eq!(panels.panels[0].name, "North");
        assert_eq!(
            panels.panels[0].series.0.iter().map(Option::is_some).collect::<Vec<_>>(),
            [true, false, true]
        );
        assert_eq!(panels.behind.0.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true]);
    }
}
