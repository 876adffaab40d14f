//! How plans read.

use super::schemes_words::ShareBy;
use super::words::PlanWords;
use crate::config::Language::{En, Ru};
use crate::config::{Scheme, Schemes};
use crate::pages::index::sample as index_sample;
use crate::report::{ClientsPlan, SchemesPlan, Share, Spread, SurveyPlan, Terms};
use crate::survey::{Confidence, Money};
use crate::wording::Words;
use crate::wording::tests::words;

fn terms() -> Terms {
    Terms {
        confidence: Confidence::NINETY_FIVE,
        power: 0.8,
        population: None,
        response_rate: None,
        spread: Spread { variance: 0.67, measured: None },
    }
}

/// Plans in every state that a sentence tells apart.
pub(crate) fn all() -> Vec<SurveyPlan> {
    let measured = Spread { variance: 0.5, measured: Some(("report.json".to_owned(), 480)) };
    let few = |rate| Terms { population: Some(400), response_rate: Some(rate), ..terms() };
    vec![
        terms().plan(&[5.0, 10.0, 15.0], &[], &[]),
        terms().plan(&[10.0], &[], &[]),
        terms().plan(&[], &[10.0, 20.0], &[]),
        terms().plan(&[], &[10.0], &[]),
        terms().plan(&[5.0, 10.0, 15.0], &[], &[100, 150, 200]),
        terms().plan(&[5.0, 10.0], &[], &[20]),
        terms().plan(&[15.0], &[], &[5000]),
        few(0.25).plan(&[5.0], &[10.0], &[]),
        few(0.25).plan(&[5.0], &[], &[100, 400]),
        few(0.001).plan(&[5.0], &[], &[]),
        Terms { spread: measured, ..terms() }.plan(&[5.0], &[], &[]),
    ]
}

/// Plans of many clients.
pub(crate) fn of_clients() -> Vec<ClientsPlan> {
    let measured = Spread { variance: 0.5, measured: Some(("index.json".to_owned(), 1200)) };
    let terms = Terms { response_rate: Some(0.25), spread: measured, ..terms() };
    vec![ClientsPlan::new(&index_sample::usual(), &terms, &[10.0], &[20.0])]
}

/// Schemes compared, in every state that a sentence tells apart.
fn of_schemes() -> Vec<(SchemesPlan, ShareBy)> {
    let money = |text: &str| Money::read(text, 1_000_000).expect("an amount");
    let scheme = |name: &str, setup: &str, call: &str, reasons: bool| Scheme {
        name: name.to_owned(),
        setup: money(setup),
        call: money(call),
        detractor: money(call),
        unanswered: Money::default(),
        response_rate: Some(100_000),
        reasons,
    };
    let list = vec![
        scheme("robot", "2500", "0.42", false),
        scheme("robots", "2500", "0.42", false),
        scheme("operator", "0", "4.12", true),
        scheme("agency", "5000", "7", true),
    ];
    let schemes =
        Schemes { currency: "UAH".to_owned(), vat: Some("without VAT".to_owned()), detractors: None, list };
    let all = Terms { population: Some(10_000), ..terms() };
    let plan = |terms: &Terms| {
        SchemesPlan::new(terms, schemes.clone(), Share::of_million(200_000), &[1.0, 5.0, 10.0], &[])
    };
    vec![
        (plan(&all), ShareBy::Stated),
        (plan(&all), ShareBy::Measured),
        (plan(&Terms { population: Some(10), ..terms() }), ShareBy::Assumed),
    ]
}

/// Everything that is said about plans.
pub(crate) fn all_said(words: &Words) -> Vec<String> {
    let one = all().into_iter().map(|plan| words.plan(&plan));
    let many = of_clients().into_iter().map(|plan| words.plan_of_clients(&plan));
    let schemes = of_schemes().into_iter().map(|(plan, by)| words.plan_of_schemes(&plan, by));
    one.chain(many).chain(schemes).flat_map(said).collect()
}

fn said(told: PlanWords) -> Vec<String> {
    let cells = told.tables.into_iter().flat_map(|table| table.rows.into_iter().flatten().chain(table.head));
    let texts = told.headlines.into_iter().chain(told.notes).chain([told.how_to_read.to_string()]);
    texts.chain(cells).collect()
}

/// With ordinary spaces, for reading.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn headline(words: &Words, plan: &SurveyPlan) -> String {
    plain(&words.plan(plan).headlines[0])
}

#[test]
fn numbers_and_what_they_count_agree_in_russian() {
    let ru = words(Ru);
    // 101 and 102 answers.
    let one = terms().plan(&[], &[], &[101]);
    assert_eq!(
        headline(&ru, &one),
        "При 101 ответе NPS известен с погрешностью ±16 пунктов, а изменения между двумя периодами заметны \
         от 32 пунктов."
    );
    let two = terms().plan(&[2.0], &[], &[]);
    assert_eq!(headline(&ru, &two), "Чтобы знать NPS с погрешностью ±2 пункта, нужно 6 432 ответа.");
    let half = terms().plan(&[], &[1.5], &[]);
    assert!(headline(&ru, &half).starts_with("Чтобы заметить изменение в 1,5 пункта"));
    let single = terms().plan(&[1.0], &[], &[]);
    assert!(headline(&ru, &single).starts_with("Чтобы знать NPS с погрешностью ±1 пункт, "));
}

#[test]
fn a_number_of_answers_is_measured_by_the_wanted_margins() {
    let enough = |answers| plain(&words(En).plan(&terms().plan(&[5.0, 10.0], &[], &[answers])).headlines[1]);
    assert_eq!(
        enough(1027),
        "Enough for a margin of error of ±10 points (takes 255 answers), ±5 points (takes 1,027 answers)."
    );
    assert_eq!(
        enough(255),
        "Enough for a margin of error of ±10 points (takes 255 answers); too few for ±5 points (takes 1,027 answers)."
    );
    assert_eq!(
        enough(254),
        "Too few for a margin of error of ±10 points (takes 255 answers), ±5 points (takes 1,027 answers)."
    );
}

#[test]
fn what_cannot_be_reached_is_said_with_what_can() {
    let plan =
        Terms { population: Some(400), response_rate: Some(0.25), ..terms() }.plan(&[10.0, 15.0], &[], &[]);
    let told = words(En).plan(&plan);
    assert_eq!(
        told.headlines[1..].iter().map(|text| plain(text)).collect::<Vec<_>>(),
        [
            "Cannot be reached at this response rate: a margin of error of ±10 points. It takes more \
             invitations than there are people to invite (400).",
            "Inviting all 400 at a response rate of 25% gives about 100 answers: a margin of error of ±14 points, \
             and changes of 28 points or more can be seen."
        ]
    );
    let answers: Vec<_> = told.tables[0].rows.iter().map(|row| row.last().map(String::as_str)).collect();
    assert_eq!(answers, [Some("no"), Some("yes")]);
}

#[test]
fn a_margin_around_a_score_stays_on_the_scale() {
    let notes = words(En).plan(&terms().plan(&[], &[], &[1])).notes;
    assert!(notes[0].contains("between about −40 and 100"), "{}", notes[0]);
}
