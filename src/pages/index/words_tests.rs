//! How an index reads.

use super::sample;
use crate::config::Audience;
use crate::config::Language::{En, Ru, Uk};
use crate::figures::Finding;
use crate::report::{Index, IndexRow};
use crate::statistics::{Trend, Verdict};
use crate::wording::sample::comparison;
use crate::wording::tests::{plain, words};

#[test]
fn the_headline_of_an_index_says_who_moved_and_who_stands_apart() {
    let index = sample::usual();
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
    let nobody = {
        let mut made = index;
        made.tiers = Vec::new();
        made.head.overall = Finding::NoAnswers;
        made
    };
    assert_eq!(words(En).index_headline(&nobody), "No client has answers in Q3 2026");
}

#[test]
fn a_rank_names_the_places_that_chance_leaves_open() {
    let rank = |place, best, worst| crate::sections::participants::Rank { place, of: 1_200, best, worst };
    assert_eq!(words(En).client_rank(&rank(12, 5, 25)), "12 (5–25)");
    assert_eq!(words(En).client_rank(&rank(1_012, 905, 1_125)), "1,012 (905–1,125)");
    assert_eq!(words(En).client_rank(&rank(1, 1, 1)), "1");
}

#[test]
fn clients_outside_the_funnel_are_named_while_they_are_few_and_short() {
    let mut index = sample::usual();
    let title = |index: &crate::report::Index| {
        plain(&words(En).funnel(index, &index.tiers[0]).expect("scores").title)
    };
    index.tiers[0].rows.remove(1);
    assert_eq!(title(&index), "Clearly above the rest: North / Aspen; clearly below: North / Elm");
    let long = crate::survey::Client::new(vec!["x".repeat(61)]).expect("a name");
    index.tiers[0].rows[0].client = long;
    assert_eq!(title(&index), "Clearly above the rest: 1 client; clearly below: North / Elm");
}

#[test]
fn low_bases_are_drawn_and_the_heading_says_that_it_leaves_them_out() {
    let mut index = sample::usual();
    let help = |index: &crate::report::Index, language| {
        plain(&words(language).funnel(index, &index.tiers[0]).expect("scores").how_to_read)
    };
    let said = [
        (En, "Clients with a low base are drawn, but the heading leaves them out."),
        (Ru, "Клиенты с малой базой есть на графике, но в заголовке не учтены."),
        (Uk, "Клієнти з малою базою є на графіку, але в заголовку їх не враховано."),
    ];
    let low = |row: &mut IndexRow, low_base| {
        if let Finding::Measured(estimate) = &mut row.finding {
            estimate.low_base = low_base;
        }
    };
    index.tiers[0].rows.iter_mut().for_each(|row| low(row, false));
    for (language, sentence) in said {
        assert!(!help(&index, language).contains(sentence));
    }
    low(&mut index.tiers[0].rows[0], true);
    for (language, sentence) in said {
        assert!(help(&index, language).contains(sentence), "{}", help(&index, language));
    }
}

/// Elm lies below the outer limits, and the corrected comparison with the rest leaves that open.
#[test]
fn the_funnel_gives_the_verdict_of_the_headline_and_says_why_the_limits_do_not() {
    let mut index = sample::usual();
    index.tiers[0].rows.drain(..2);
    index.tiers[0].rows[2].rest = Some(comparison(-9.0, Verdict::Unclear));
    let headline = |language| plain(&words(language).index_headline(&index));
    let funnel = |language| words(language).funnel(&index, &index.tiers[0]).expect("scores");
    assert!(headline(En).ends_with("none is clearly apart from the rest"), "{}", headline(En));
    for (language, title, why) in [
        (
            En,
            "No client is clearly apart from the rest; only outside the 99.8% limits: North / Elm",
            "they take no account of how many clients there are, the comparison with the rest does.",
        ),
        (
            Ru,
            "Ни один клиент явно не отличается от остальных; только за границами 99,8 %: North / Elm",
            "границы не учитывают, сколько всего клиентов, а сравнение с остальными учитывает.",
        ),
        (
            Uk,
            "Жоден клієнт явно не відрізняється від решти; лише поза межами 99,8%: North / Elm",
            "межі не зважають на те, скільки всього клієнтів, а порівняння з рештою зважає.",
        ),
    ] {
        assert_eq!(plain(&funnel(language).title), title);
        assert!(plain(&funnel(language).how_to_read).ends_with(why), "{}", funnel(language).how_to_read);
    }
}

/// A fall of 44.8 points that is not clear among the changes of all clients, and is in the client's own report.
#[test]
fn where_an_own_report_says_otherwise_the_index_says_why() {
    let mut index = sample::usual();
    for row in &mut index.tiers[0].rows {
        (row.own_change, row.own_rest) = (None, None);
    }
    let notes = |index: &Index, language| -> Vec<String> {
        words(language).index_notes(index).iter().map(|note| plain(note)).collect()
    };
    let own = |notes: &[String]| notes.iter().any(|note| note.contains("North / Cedar"));
    assert!(!own(&notes(&index, En)));
    index.tiers[0].rows[2].change = Some(comparison(-44.8, Trend::NoClearChange));
    index.tiers[0].rows[2].own_change = Some(Trend::NoClearChange);
    assert!(!own(&notes(&index, En)), "the same verdict needs no reason");
    index.tiers[0].rows[2].own_change = Some(Trend::Declined);
    for (language, note) in [
        (
            En,
            "Where an own report gives another verdict (North / Cedar), that is because it is corrected for its own \
             comparisons alone, this index for those of all clients.",
        ),
        (
            Ru,
            "Если в собственном отчёте вывод другой (North / Cedar), то потому, что там поправка сделана только на \
             сравнения этого отчёта, а здесь — на сравнения всех клиентов.",
        ),
        (
            Uk,
            "Якщо у власному звіті висновок інший (North / Cedar), то тому, що там поправку зроблено лише на \
             порівняння цього звіту, а тут — на порівняння всіх клієнтів.",
        ),
    ] {
        assert_eq!(notes(&index, language).last().map(String::as_str), Some(note));
    }
}

/// A region whose only client has its answers: two tables, two families.
#[test]
fn where_two_tables_judge_the_same_answers_differently_the_index_says_why() {
    let mut index = sample::usual();
    let mut child = index.tiers[0].rows[2].clone();
    (child.own_change, child.own_rest) = (None, None);
    let mut whole = child.clone();
    whole.client = child.client.parent().expect("nested");
    let outer = crate::report::Tier { rows: vec![whole], ..index.tiers[0].clone() };
    index.tiers[0].rows = vec![child];
    index.tiers.insert(0, outer);
    let last = |index: &Index, language| plain(words(language).index_notes(index).last().expect("notes"));
    let note = "Where the tables give another verdict on the same answers (North / Cedar), that is because each is \
                corrected for its own number of clients.";
    assert_ne!(last(&index, En), note);
    index.tiers[0].rows[0].change = Some(comparison(-44.8, Trend::Declined));
    assert_eq!(last(&index, En), note);
    assert!(
        last(&index, Ru).starts_with("Если об одних и тех же ответах таблицы говорят разное (North / Cedar)")
    );
    assert!(last(&index, Uk).starts_with("Якщо про ті самі відповіді таблиці кажуть різне (North / Cedar)"));
    // Other answers, another question.
    index.tiers[0].rows[0].answers += 1;
    assert_ne!(last(&index, En), note);
}

#[test]
fn an_index_says_whom_it_is_for() {
    let mut index = sample::usual();
    for (audience, language, start) in [
        (Audience::Sender, En, "This index is for whoever sends the reports, not for clients: "),
        (Audience::Sender, Ru, "Эта сводка — для отправителя отчётов, а не для клиентов: "),
        (Audience::Sender, Uk, "Це зведення — для відправника звітів, а не для клієнтів: "),
        (Audience::Clients, En, "This index may be passed on to clients: "),
        (Audience::Clients, Ru, "Эту сводку можно передать клиентам: "),
        (Audience::Clients, Uk, "Це зведення можна передати клієнтам: "),
    ] {
        index.audience = audience;
        let said: Vec<_> = words(language).index_notes(&index).iter().map(|note| plain(note)).collect();
        assert!(said[0].starts_with(start) && said[0].matches('.').count() == 1, "{said:?}");
    }
}
