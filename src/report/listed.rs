//! All figures of a report as one list.

use crate::figures::{Head, Listed, Response};
use crate::sections::Report;

const SECTION: &str = "overall";

/// Every figure of a report: what stands above all parts, then each part in the order of the page. Nothing is in it that the
/// report does not say.
#[must_use]
pub fn listed(report: &Report) -> Vec<Listed> {
    let head = &report.head;
    let mut all = overall(head);
    all.extend(report.sections.list(head));
    all
}

/// The score of the period, its changes and the response.
#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn overall(head: &Head) -> Vec<Listed> {
    let Head { overall, changes, response, period, .. } = head;
    let response = response.map(|Response { answered, asked, .. }| Listed {
        n: Some(asked),
        ..Listed::new(SECTION, "response_rate", answered as f64 / asked as f64)
    });
    let now = [Listed::score(SECTION, overall)]
        .into_iter()
        .chain(Listed::of_groups(SECTION, overall))
        .chain(changes.iter().filter_map(|change| Listed::change(SECTION, change)))
        .chain(response)
        .map(|figure| figure.in_period(*period));
    let over_time = head.periods.iter().zip(&head.over_time).filter(|(at, _)| Some(**at) != *period);
    let over_time = over_time.map(|(at, finding)| Listed::score(SECTION, finding).in_period(Some(*at)));
    now.chain(over_time).collect()
}
