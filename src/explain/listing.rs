//! The figures that can be explained, one for each group of a report.

use super::numbers::real;
use super::subject::name;
use super::{Case, Explanation};
use crate::error::Error;
use crate::report::{Finding, Since};
use crate::wording::Words;

/// A figure that can be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its JSON Pointer.
    pub path: String,
    /// What it is.
    pub what: String,
    /// What the page shows.
    pub shown: String,
}

/// The main figures of a report, in its order.
///
/// # Errors
/// When the language has no words, which a test rules out.
pub fn list(case: &Case<'_>) -> Result<Vec<Listed>, Error> {
    let (report, words) = (case.report, Words::of(&case.report.head)?);
    let mut all = Vec::new();
    let nothing = || Explanation::of("");
    let as_is = |shown: String| nothing().shown(shown);
    let mut add = |path: String, what: String, told: Explanation| {
        let shown = case.on_page(&told.forms).unwrap_or_default();
        all.push(Listed { path, what, shown });
    };
    let score = |finding: &Finding| as_is(words.finding(finding));
    add("/overall/nps".to_owned(), "NPS".to_owned(), score(&report.head.overall));
    if let Some(estimate) = report.head.overall.estimate() {
        add(
            "/overall/interval".to_owned(),
            "its interval".to_owned(),
            as_is(words.interval(estimate.interval)),
        );
        add("/overall/mean".to_owned(), "mean answer".to_owned(), as_is(words.points(estimate.mean, 2)));
    }
    let difference = |points: f64, p: f64| nothing().difference_shown(&words, points).p_shown(&words, p);
    for (at, change) in report.head.changes.iter().enumerate() {
        if let Some(found) = &change.comparison {
            let since = match change.since {
                Since::PreviousPeriod => "change on the period before".to_owned(),
                Since::YearEarlier => "change on a year earlier".to_owned(),
                Since::Named => format!("change on {}", change.period.key()),
            };
            let shown = difference(found.difference.points(), found.p_adjusted);
            add(format!("/changes/{at}/comparison"), since, shown);
        }
    }
    for (at, versus) in report.sections.benchmarks().iter().enumerate() {
        if let Some(found) = &versus.comparison {
            let what = format!("against {}", versus.benchmark.name);
            let shown = difference(found.difference.points(), found.p_adjusted);
            add(format!("/sections/benchmarks/{at}/comparison"), what, shown);
        }
        if let Some(chance) = words.chance_number(versus) {
            let what = format!("chance of {} or more", words.stated(versus.benchmark.value));
            add(format!("/sections/benchmarks/{at}/chance_at_or_above"), what, as_is(chance));
        }
    }
    for (at, point) in report.sections.points().iter().enumerate() {
        add(
            format!("/sections/trend/points/{at}/finding"),
            format!("NPS of {}", point.period.key()),
            score(&point.finding),
        );
    }
    if let Some(control) = report.sections.control() {
        add(
            "/sections/trend/control/centre".to_owned(),
            "centre of the control limits".to_owned(),
            as_is(words.nps_to(control.centre.points(), 1)).or_shown(words.nps(control.centre.points())),
        );
    }
    for (at, row) in report.sections.regions().iter().enumerate() {
        add(
            format!("/sections/regions/{at}/finding"),
            format!("NPS of {}", name(&row.region)),
            score(&row.finding),
        );
    }
    for (at, why) in report.sections.why().iter().enumerate() {
        let what = format!("why it changed since {}", why.period.key());
        add(
            format!("/sections/why/{at}"),
            what,
            nothing().difference_shown(&words, (why.after - why.before).points()),
        );
    }
    if let Some(response) = report.head.response {
        let rate = real(response.answered) / real(response.asked);
        add("/response".to_owned(), "response rate".to_owned(), as_is(words.percent(rate)));
    }
    if let Some(all) = &report.sections.participants {
        add(
            "/sections/participants/others/finding".to_owned(),
            "NPS of all others".to_owned(),
            score(&all.others.finding),
        );
        if let Some(rank) = all.rank {
            let [_, place, _] = words.rank(rank, &report.head.method);
            add("/sections/participants/rank".to_owned(), "place".to_owned(), as_is(place));
        }
    }
    add(
        "/sections/quality/rows_read".to_owned(),
        "rows read".to_owned(),
        as_is(words.count(report.sections.quality.rows_read)),
    );
    Ok(all)
}
