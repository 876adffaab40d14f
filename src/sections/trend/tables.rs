//! The tables of this part.

use super::Point;
use crate::sections::Report;
use crate::sections::participants::Whose;
use crate::sections::table::{NONE, Table, finding, finding_head, number, text, trend_comparison};
use crate::wording::Words;

/// Scores by period, and the comparisons with earlier periods.
pub(crate) fn trend(report: &Report, words: &Words) -> Vec<Table> {
    let labels = words.labels();
    let note = |point: &Point| words.note(&point.finding, &report.head.method);
    let noted = report.sections.points().iter().any(|point| note(point).is_some());
    let others: Vec<Whose<'_>> =
        report.sections.participants.iter().flat_map(Whose::over_time).map(|(whose, _)| whose).collect();
    let has_response = report.sections.response_over_time().any(|rate| rate.is_some());
    let row = |point: &Point| {
        let mut row = vec![text(words.period_heading(point.period))];
        row.extend(finding(&point.finding, words));
        row.push(number(
            point.finding.estimate().map_or_else(|| NONE.to_owned(), |e| words.points(e.mean, 2)),
        ));
        if report.sections.trailing().is_some() {
            row.push(number(point.trailing.as_ref().map_or_else(|| NONE.to_owned(), |f| words.finding(f))));
        }
        if let Some(control) = report.sections.control() {
            let limits = control.of(point.period).map(|limits| [limits.low, limits.high]);
            row.extend(limits.map_or_else(
                || [NONE, NONE].map(number),
                |limits| limits.map(|limit| number(words.points(limit, 1))),
            ));
        }
        row.extend(others.iter().map(|whose| number(other(report, point, *whose, words))));
        let then = report.head.periods.iter().zip(report.sections.response_over_time());
        let rate = then.into_iter().find(|(period, _)| **period == point.period).and_then(|(_, rate)| rate);
        let rate = rate.map_or_else(|| NONE.to_owned(), |rate| words.percent_to(rate, 1));
        row.extend(has_response.then(|| number(rate)));
        if noted {
            row.push(text(note(point).unwrap_or_default()));
        }
        row
    };
    let mut head = vec![text(&labels.period)];
    head.extend(finding_head(words));
    head.push(number(&labels.mean_score));
    head.extend(words.trailing(&report.head, &report.sections).map(number));
    head.extend(report.sections.control().into_iter().flat_map(|_| words.control_head()).map(number));
    head.extend(others.iter().map(|whose| number(words.whose(*whose))));
    head.extend(has_response.then(|| number(words.response_head())));
    head.extend(noted.then(|| text(&labels.note)));
    let caption = words.trend(report).map(|texts| texts.caption).unwrap_or_default();
    let periods =
        Table::new("table-trend", caption, head, report.sections.points().iter().map(row).collect());
    let changes = report.head.changes.iter().map(|change| {
        let mut row = vec![
            text(words.since(change)),
            text(words.period(change.period)),
            number(words.finding(&change.then)),
        ];
        row.extend(trend_comparison(change.comparison.as_ref(), words));
        row
    });
    let head = vec![
        text(&labels.since),
        text(&labels.period),
        number(&labels.nps),
        number(&labels.difference),
        number(words.p_head(&report.head.method)),
        text(&labels.verdict),
    ];
    let changes = Table::new("table-changes", labels.changes.to_string(), head, changes.collect());
    vec![periods, changes]
}

/// The others' score in a period of the trend.
fn other(report: &Report, point: &Point, whose: Whose<'_>, words: &Words) -> String {
    let trend = report.sections.participants.iter().flat_map(|participants| &participants.trend);
    let moment = trend.into_iter().find(|moment| moment.period == point.period);
    let finding = moment.and_then(|moment| match whose {
        Whose::Peers(..) => moment.peers.as_ref(),
        _ => Some(&moment.pooled),
    });
    finding.map_or_else(|| NONE.to_owned(), |finding| words.finding(finding))
}
