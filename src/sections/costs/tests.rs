//! How costs read, and what is no report of them.

use super::types::{Costs, OfChannel, Unanswered};
use crate::config::Language::{En, Ru, Uk};
use crate::sections::{Report, all_said};
use crate::survey::{Counts, Money, Prices, Region};
use crate::wording::Words;
use crate::wording::sample::report;

fn money(text: &str) -> Money {
    Money::read(text, 1_000_000).expect("an amount")
}

/// The published page's wave by operators, and a robot that nobody has a price of.
fn costs() -> Costs {
    let operator = Prices { detractor: money("7.22"), ..Prices::of_all(money("4.12")) };
    let channel = |name: &str| Some(Region::Named(name.to_owned()));
    let mut costs = Costs {
        currency: "UAH".to_owned(),
        vat: Some("without VAT".to_owned()),
        setup: Some(money("2500")),
        channels: vec![
            OfChannel::at(channel("operator"), Counts::new(200, 300, 500), Some(operator)),
            OfChannel::at(channel("robot"), Counts::new(10, 20, 30), Some(Prices::of_all(money("0.42")))),
            OfChannel::at(None, Counts::new(1, 2, 3), Some(Prices::of_all(money("0")))),
            OfChannel::at(channel("form"), Counts::new(1, 2, 3), None),
        ],
        unanswered: Some(Unanswered { n: 10, price: money("0.1"), cost: money("1") }),
        without_tariff: Some(6),
        hides_channels: true,
        total: Money::default(),
        per_answer: None,
        margin: None,
        per_point: None,
    };
    costs.total = costs.amounts().sum();
    costs
}

fn with_costs(change: &dyn Fn(&mut Costs)) -> Report {
    let (mut report, mut costs) = (report(), costs());
    change(&mut costs);
    report.sections.costs = Some(costs);
    report
}

/// Reports whose costs say all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    vec![
        with_costs(&|_| {}),
        with_costs(&|costs| costs.setup = None),
        with_costs(&|costs| costs.per_answer = Some(7.24)),
        with_costs(&|costs| {
            (costs.per_answer, costs.margin, costs.per_point) = (Some(7.24), Some(5.0), Some(1_448.0));
        }),
    ]
}

/// What a report says of its costs.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(costs) = &report.sections.costs else { return Vec::new() };
    all_said(words, report, costs)
}

#[test]
fn what_a_wave_cost_is_said_with_its_currency() {
    let report = with_costs(&|costs| {
        (costs.per_answer, costs.margin, costs.per_point) = (Some(7.24), Some(5.0), Some(1_453.24));
    });
    let title = |language| {
        let words = crate::wording::tests::words(language);
        report.sections.costs.as_ref().map(|costs| costs.title(&words).replace('\u{a0}', " "))
    };
    // 2,500 + 800 × 4.12 + 200 × 7.22 + 60 × 0.42 + 10 × 0.1 by hand.
    assert_eq!(
        title(En).as_deref(),
        Some(
            "Fieldwork cost 7,266.20 UAH: 7.24 UAH an answer, and 1,453.24 UAH for each point of the margin of error"
        )
    );
    assert_eq!(
        title(Ru).as_deref(),
        Some("Опрос стоил 7 266,20 UAH: по 7,24 UAH за ответ и по 1 453,24 UAH за каждый пункт погрешности")
    );
    assert_eq!(
        title(Uk).as_deref(),
        Some(
            "Опитування коштувало 7 266,20 UAH: по 7,24 UAH за відповідь і по 1 453,24 UAH за кожен пункт похибки"
        )
    );
}

#[test]
fn costs_that_do_not_follow_from_their_prices_are_no_report() {
    let fault = |change: &dyn Fn(&mut Costs)| {
        let report = with_costs(change);
        report.sections.costs.as_ref().and_then(Costs::disagreement)
    };
    assert_eq!(fault(&|_| {}), None);
    let of_prices = Some("costs are not what answers cost by their prices");
    assert_eq!(fault(&|costs| costs.channels[0].cost = None), of_prices);
    assert_eq!(fault(&|costs| costs.channels[0].counts = None), of_prices);
    assert_eq!(fault(&|costs| costs.channels[1].n += 1), of_prices);
    assert_eq!(fault(&|costs| costs.channels[3].cost = Some(money("1"))), of_prices);
    assert_eq!(fault(&|costs| costs.unanswered.iter_mut().for_each(|of| of.n += 1)), of_prices);
    assert_eq!(fault(&|costs| costs.setup = None), Some("costs do not sum to their total"));
}
