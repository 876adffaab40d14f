//! How it reads whom somebody has called back.

use super::{CalledBack, Days, FollowUp, Gap, NextOf, NextScore};
use crate::sections::{Report, all_said};
use crate::statistics::Verdict;
use crate::wording::Words;
use crate::wording::sample::report;

fn with(called: u64, days: Option<Days>, next: Option<NextScore>) -> Report {
    let mut report = report();
    let of = |period| CalledBack {
        period,
        n: 40,
        called,
        share: 0.75,
        share_low: 0.6,
        share_high: 0.86,
        days,
        early: 2,
        undated: 1,
    };
    report.sections.follow_up = Some(FollowUp { periods: vec![of(None), of(report.head.period)], next });
    report
}

/// Reports that say all that can be said of it.
pub(crate) fn reports() -> Vec<Report> {
    let days = Some(Days { n: 27, median: 2.5, lower_quartile: 1.0, upper_quartile: 6.0 });
    let called =
        Some(NextOf { n: 22, mean: 2.4, mean_low: Some(1.2), mean_high: Some(3.6), rose: 15, fell: 3 });
    let not_called = Some(NextOf { n: 9, mean: 0.0, mean_low: None, mean_high: None, rose: 0, fell: 0 });
    let gap = |verdict| Some(Gap { mean_difference: 2.4, t: 2.2, p: 0.03, verdict });
    let next = |verdict| Some(NextScore { called, not_called, gap: gap(verdict) });
    vec![
        with(30, days, next(Verdict::Above)),
        with(30, days, next(Verdict::Below)),
        with(30, days, next(Verdict::Unclear)),
        with(0, None, Some(NextScore { called: None, not_called, gap: None })),
    ]
}

/// What a report says of it.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(follow_up) = &report.sections.follow_up else { return Vec::new() };
    let texts = super::texts(words);
    let mut told = all_said(words, report, follow_up);
    told.extend([texts.method.to_string(), texts.next_method.to_string()]);
    told
}
