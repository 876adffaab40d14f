//! How drivers read.

use super::page::texts;
use super::{Driver, Drivers, InCut, OfValue, Refused, Told, Within};
use crate::sections::{Page, Report, Section, all_said};
use crate::survey::Region;
use crate::wording::Words;
use crate::wording::sample::report;

fn driver(name: &str, [weight, low, high]: [f64; 3], performance: f64) -> Driver {
    Driver {
        name: name.to_owned(),
        correlation: weight.sqrt(),
        weight,
        weight_low: low,
        weight_high: high,
        share: weight / 0.5,
        mean: 1.0 + 4.0 * performance,
        performance,
    }
}

fn with(drivers: Drivers) -> Report {
    let mut report = report();
    report.sections.drivers = Some(drivers);
    report
}

fn told(low_of_first: f64) -> Drivers {
    let each = vec![
        driver("Price", [0.05, 0.01, 0.1], 0.4),
        driver("Speed", [0.25, low_of_first, 0.35], 0.3),
        driver("People", [0.15, 0.1, 0.2], 0.8),
        driver("Place", [0.05, 0.0, 0.1], 0.9),
    ];
    let of = each.iter().map(|driver| driver.name.clone()).collect();
    let told = Told { r_squared: 0.5, r_squared_low: 0.4, r_squared_high: 0.6, each };
    Drivers { of, n: Some(120), left_out: Some(13), refused: Vec::new(), told: Some(told), by_cut: by_cut() }
}

fn by_cut() -> Vec<InCut> {
    let within = |weight| Within::of(weight, Some([0.01, 0.5]));
    let region = Region::Named("South".to_owned());
    let weights = [0.05, 0.25, 0.15, 0.05].map(within).into();
    let values = vec![OfValue { region, n: 60, r_squared: within(0.5), weights }];
    let (name, label) = (Some("role".to_owned()), None);
    vec![InCut { name: None, label: None, values: values.clone() }, InCut { name, label, values }]
}

fn refused(refused: Vec<Refused>) -> Drivers {
    let of = ["Speed", "Price"].map(str::to_owned).to_vec();
    Drivers { of, n: Some(30), left_out: Some(2), refused, told: None, by_cut: Vec::new() }
}

/// Reports whose drivers say all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    let (speed, price) = (|| "Speed".to_owned(), || "Price".to_owned());
    let all = vec![
        Refused::OneGroup,
        Refused::Constant { driver: speed() },
        Refused::Groups { driver: speed() },
        Refused::Same { drivers: [speed(), price()] },
        Refused::Follow { drivers: vec![speed(), price()] },
    ];
    let several = [told(0.21), told(0.15), refused(all)];
    let alone = [Refused::Weighted, Refused::TooFew { least: 20 }].map(|why| refused(vec![why]));
    several.into_iter().chain(alone).map(with).collect()
}

/// What a report says of its drivers.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(drivers) = &report.sections.drivers else { return Vec::new() };
    let mut said = all_said(words, report, drivers);
    let texts = texts(words);
    said.extend(texts.axes.iter().chain(&texts.keys).map(ToString::to_string));
    said
}

#[test]
fn one_is_said_to_lead_only_where_its_interval_lies_above_all_others() {
    let title = |drivers: Drivers| {
        let report = with(drivers);
        let words = Words::of(&report.head).expect("words");
        let drivers = report.sections.drivers.as_ref().expect("drivers");
        drivers.show(&Page { report: &report, words: &words }).figures.remove(0).texts.title
    };
    let leads = "“Speed” clearly goes together with the score more than every other rating";
    assert_eq!(title(told(0.21)), leads);
    assert_ne!(title(told(0.15)), leads);
}

#[test]
fn weights_that_do_not_sum_to_what_is_explained_are_a_fault() {
    let report = report();
    assert_eq!(told(0.21).fault(&report.head), None);
    let mut other = told(0.21);
    other.told.iter_mut().for_each(|told| told.r_squared = 0.55);
    assert!(other.fault(&report.head).is_some());
}
