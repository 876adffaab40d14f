//! How an index reads.

use super::index_sample;
use super::tests::{plain, words};
use crate::config::Language::{En, Ru};
use crate::report::Finding;

#[test]
fn the_headline_of_an_index_says_who_moved_and_who_stands_apart() {
    let index = index_sample::usual();
    assert_eq!(
        plain(&words(En).index_headline(&index)),
        "NPS is 27 across 5 clients in Q3 2026: 2 clients rose and 1 fell beyond chance; \
         clearly above the rest: 2, clearly below: 1"
    );
    assert_eq!(
        plain(&words(Ru).index_headline(&index)),
        "NPS у 5 клиентов за 3-й квартал 2026 г. составил 27; рост статистически значим у 2 клиентов, \
         снижение — у 1; явно выше остальных: 2, явно ниже: 1"
    );
    let mut one = index.clone();
    one.tiers[0].rows.truncate(1);
    assert_eq!(
        plain(&words(Ru).index_headline(&one)),
        "NPS у 1 клиента за 3-й квартал 2026 г. составил 27; рост статистически значим у 1 клиента; \
         явно выше остальных: 1"
    );
    let nobody = crate::report::Index { tiers: Vec::new(), overall: Finding::NoAnswers, ..index };
    assert_eq!(words(En).index_headline(&nobody), "No client has answers in Q3 2026");
}

#[test]
fn a_rank_names_the_places_that_chance_leaves_open() {
    let rank = |place, best, worst| crate::report::Rank { place, of: 1_200, best, worst };
    assert_eq!(words(En).client_rank(&rank(12, 5, 25)), "12 (5–25)");
    assert_eq!(words(En).client_rank(&rank(1_012, 905, 1_125)), "1,012 (905–1,125)");
    assert_eq!(words(En).client_rank(&rank(1, 1, 1)), "1");
}

#[test]
fn clients_outside_the_funnel_are_named_while_they_are_few_and_short() {
    let mut index = index_sample::usual();
    let title = |index: &crate::report::Index| {
        plain(&words(En).funnel(index, &index.tiers[0]).expect("scores").title)
    };
    assert_eq!(title(&index), "Above the 99.8% limits: North / Aspen; below: North / Elm");
    let long = crate::survey::Client::new(vec!["x".repeat(61)]).expect("a name");
    index.tiers[0].rows[0].client = long;
    assert_eq!(title(&index), "Above the 99.8% limits: 1 client; below: North / Elm");
}
