//! How accounts read, and what is no report of them.

use super::types::{Accounts, AtRisk, By, ClientAtRisk, ScoreBy, With, WithAnswers};
use crate::config::accounts::Rule;
use crate::sections::{Report, all_said};
use crate::survey::{Counts, Interval, Nps};
use crate::wording::Words;
use crate::wording::sample::report;

fn accounts() -> Accounts {
    let score = |by, points: f64| {
        let nps = Nps::stated(points).expect("a score");
        let interval = Some(Interval::around(nps, points - 20.0, points + 20.0));
        ScoreBy { counted: by, accounts: 3, nps, standard_error: Some(10.0), interval }
    };
    let group = |with, n| WithAnswers { with, n, share: 0.25, revenue_share: Some(0.5) };
    let at_risk = AtRisk {
        name: "Northwind".to_owned(),
        rules: vec![Rule::Detractor, Rule::Fall, Rule::Silence],
        counts: Counts::new(1, 0, 2),
        revenue: Some(12_500.0),
        owner: Some("Sales".to_owned()),
    };
    Accounts {
        known: 4,
        answered: 3,
        without_account: Some(7),
        without_revenue: Some(1),
        is_rounded: true,
        scores: vec![score(By::Answers, 16.7), score(By::Accounts, -5.6), score(By::Revenue, 26.7)],
        groups: vec![
            group(With::Promoters, 2),
            group(With::Passives, 1),
            group(With::Detractors, 1),
            group(With::NoAnswer, 1),
        ],
        at_risk: Some(
            [Rule::Detractor, Rule::Fall, Rule::Silence]
                .into_iter()
                .map(|rule| AtRisk { rules: vec![rule], ..at_risk.clone() })
                .collect(),
        ),
    }
}

fn with_accounts(change: &dyn Fn(&mut Accounts)) -> Report {
    let (mut report, mut accounts) = (report(), accounts());
    change(&mut accounts);
    report.sections.accounts = Some(accounts);
    report
}

/// Reports whose accounts say all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    vec![
        with_accounts(&|_| {}),
        with_accounts(&|accounts| {
            accounts.scores.truncate(2);
            accounts.at_risk = Some(Vec::new());
        }),
    ]
}

/// What a report says of them.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(accounts) = &report.sections.accounts else { return Vec::new() };
    let mut told = all_said(words, report, accounts);
    let many = accounts.at_risk.iter().flatten().cycle().take(if accounts.is_rounded { 201 } else { 0 });
    let many: Vec<ClientAtRisk> = many.map(|of| ClientAtRisk { client: None, account: of.clone() }).collect();
    told.push(super::table_of_clients(&many, "", words).1.caption);
    told.push(super::table_of_clients(&[], "", words).0);
    told
}

#[test]
fn more_accounts_than_there_are_are_no_report() {
    let fault = |change: &dyn Fn(&mut Accounts)| {
        let report = with_accounts(change);
        report.sections.accounts.as_ref().and_then(Accounts::disagreement).is_some()
    };
    assert!(!fault(&|_| {}));
    assert!(fault(&|accounts| accounts.known = 2));
    assert!(fault(&|accounts| accounts.scores[0].accounts = 4));
    assert!(fault(&|accounts| accounts.groups[1].n = 5));
    assert!(fault(&|accounts| accounts.groups[1].share = 1.5));
    assert!(fault(&|accounts| accounts.groups[1].revenue_share = Some(-0.1)));
}
