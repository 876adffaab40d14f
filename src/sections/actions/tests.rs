//! How actions read.

use super::{Action, Actions, Change, Outcome, Place, Why, Worked};
use crate::config::actions::Status;
use crate::sections::{Page, Report, Section, all_said};
use crate::survey::Nps;
use crate::wording::Words;
use crate::wording::sample::report;

fn with(all: Vec<Action>) -> Report {
    let mut report = report();
    report.sections.actions = Some(Actions(all));
    report
}

fn action(status: Status, result: Option<Outcome>, why: Option<Why>) -> Action {
    let report = report();
    let only = Place { cut: None, label: None, values: vec!["South".to_owned()] };
    Action {
        what: "Call back within a day".to_owned(),
        only: Some(only).filter(|_| why != Some(Why::Everywhere)),
        begins: report.head.as_of,
        until: result.as_ref().map(|_| report.head.as_of),
        owner: result.as_ref().map(|_| "Service".to_owned()),
        expected: result.as_ref().map(|_| 10.0),
        status,
        result,
        why,
    }
}

fn outcome(verdict: Worked, has_end: bool) -> Outcome {
    let period = report().head.period.expect("dates");
    let nps = |points| Nps::stated(points).expect("a score");
    let change = |since| Change { n_before: 120, nps_before: nps(0.0), n_since: 125, nps_since: nps(since) };
    Outcome {
        periods_before: [period.previous(); 2],
        periods_since: [period; 2],
        there: change(28.0),
        elsewhere: change(4.0),
        difference: 24.0,
        low: -2.9,
        high: 48.8,
        standard_error: 13.2,
        z: 1.74,
        p: 0.082,
        p_adjusted: 0.082,
        verdict,
        tell_by: has_end.then_some(period),
    }
}

/// Reports that say all that can be said of actions.
pub(crate) fn reports() -> Vec<Report> {
    let result = |verdict, has_end| Some(outcome(verdict, has_end));
    vec![
        with(vec![
            action(Status::Done, result(Worked::Worked, false), None),
            action(Status::Open, result(Worked::DidNot, false), None),
            action(Status::Overdue, result(Worked::CannotTell, true), None),
            action(Status::Open, result(Worked::CannotTell, false), None),
            action(Status::Planned, None, Some(Why::TooEarly)),
            action(Status::Dropped, None, Some(Why::TooEarly)),
        ]),
        with(vec![
            action(Status::Open, None, Some(Why::TooEarly)),
            action(Status::Open, None, Some(Why::Everywhere)),
            action(Status::Open, None, Some(Why::Hidden)),
            action(Status::Open, None, Some(Why::NotDone)),
            action(Status::Open, None, Some(Why::NothingBefore)),
            action(Status::Open, None, Some(Why::Untold)),
        ]),
    ]
}

/// What a report says of actions.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(actions) = &report.sections.actions else { return Vec::new() };
    let mut told = all_said(words, report, actions);
    // In the table of what is open nothing is done or dropped.
    let texts = super::texts(words);
    told.extend(texts.statuses.iter().chain([&texts.mark]).map(ToString::to_string));
    told
}

#[test]
fn what_is_done_or_dropped_is_not_still_to_be_done() {
    let page = reports().remove(0);
    let words = Words::of(&page.head).expect("words");
    let shown = page.sections.actions.as_ref().expect("there").show(&Page { report: &page, words: &words });
    let rows: Vec<usize> = shown.figures.iter().map(|figure| figure.tables[0].rows.len()).collect();
    assert_eq!(rows, [4, 4]);
    assert_eq!(
        shown.figures[0].texts.title,
        "Of 4 actions begun, 1 worked, 1 did not, and of 2 it cannot be told yet"
    );
    assert_eq!(shown.figures[1].texts.title, "Still to be done: 4, of these overdue: 1");
}
