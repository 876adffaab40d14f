//! What readers find out who know which values of all cuts go together, and are told of a pair of values that stands out besides:
//! it is one more shown value, of one more cut. The same readers find some where pairs are told that have answers enough.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::cuts::{Answers, Shown, found, report_by, shown};
use super::{LEAST, Lot, check};

/// Answers by regions and two or three more cuts, of which a value of the first and one of the second stand out together; and
/// whether a table tells both. The last cut may be that pair by another name, but for a few.
fn answers() -> impl Strategy<Value = (Answers, bool)> {
    (any::<u64>(), 2_usize..4).prop_map(|(seed, cuts)| {
        let mut lot = Lot(seed);
        let (has_table, is_named, strays) = (lot.below(5) == 0, lot.below(3) > 0, lot.below(3));
        let mut all = Answers::new();
        for period in 0..2 {
            for place in 0..10 + lot.below(6) {
                let mut values = vec![place % 2, place / 2 % 2];
                let is_pair = values == [0, 0];
                for cut in 2..=cuts {
                    let strays = lot.below(6) < strays;
                    let names = cut == cuts && is_named && !strays;
                    values.push(if names { usize::from(!is_pair) } else { lot.below(3) });
                }
                if has_table {
                    values.push(10 * values[0] + values[1]);
                }
                let most = if lot.below(3) == 0 { 4 } else { 30 };
                let groups = all.entry((period, values)).or_default();
                for _ in 0..=lot.below(most) {
                    let usual = if is_pair { 0 } else { 2 };
                    groups[if lot.below(6) == 0 { lot.below(3) } else { usual }] += 1;
                }
            }
        }
        (all, has_table)
    })
}

/// The same answers with one more cut: those of a pair, and all others, which both are shown of the reported period.
fn with_pair(all: &Answers, shown: &Shown, pair: [(usize, usize); 2]) -> (Answers, Shown) {
    let is_in = |values: &[usize]| pair.iter().all(|(cut, value)| values.get(*cut) == Some(value));
    let place = all.keys().next().map_or(0, |(_, values)| values.len());
    let with = |((period, values), groups): (&(usize, Vec<usize>), &[u64; 3])| {
        let values = [values.as_slice(), &[usize::from(!is_in(values))]].concat();
        ((*period, values), *groups)
    };
    let mut shown = shown.clone();
    shown.extend([(1, place, 0), (1, place, 1)]);
    (all.iter().map(with).collect(), shown)
}

/// All pairs of shown values of different cuts, of which enough answers have both, either alone, and neither.
fn pairs(all: &Answers, shown: &Shown, cuts: usize) -> Vec<[(usize, usize); 2]> {
    let now: Vec<(usize, usize)> = shown
        .iter()
        .filter(|(period, cut, _)| *period == 1 && *cut < cuts)
        .map(|(_, cut, at)| (*cut, *at))
        .collect();
    let of = |one: (usize, usize), other: (usize, usize)| {
        let mut n: BTreeMap<[bool; 2], u64> = BTreeMap::new();
        for ((_, values), groups) in all.iter().filter(|((period, _), _)| *period == 1) {
            let has = [one, other].map(|(cut, value)| values[cut] == value);
            *n.entry(has).or_default() += groups.iter().sum::<u64>();
        }
        n.len() == 4 && n.values().all(|n| *n >= LEAST)
    };
    let both = now.iter().flat_map(|one| now.iter().map(move |other| [*one, *other]));
    both.filter(|[one, other]| one.0 < other.0 && of(*one, *other)).collect()
}

#[test]
fn no_few_answers_and_no_group_are_found_with_a_pair_that_stands_out() {
    let counts = [(); 4].map(|()| std::cell::Cell::new(0));
    let [looked, told, left_out, other_told] = &counts;
    let add = |count: &std::cell::Cell<usize>, is: bool| count.set(count.get() + usize::from(is));
    check(150, &answers(), |(all, has_table)| {
        let none: Answers = all.keys().map(|cell| (cell.clone(), [0; 3])).collect();
        let Some(report) = report_by(&all, &none, has_table, "method: {low_base: 5}\n") else {
            return Ok(());
        };
        let width = all.keys().next().map_or(0, |(_, values)| values.len());
        let cuts = width - usize::from(has_table);
        let shown = shown(&report, cuts);
        let search = serde_json::to_value(&report.sections.search).expect("JSON");
        let value = |at: usize| {
            let of = search.pointer(&format!("/found/of/{at}"))?;
            let cut = of.get("cut").map_or(Some("c0"), |cut| cut.as_str())?;
            let number = |name: &str| name[1..].parse::<usize>().ok();
            Some((number(cut)?, number(of["value"].as_str()?)?))
        };
        add(looked, true);
        let pair = value(0).zip(value(1)).map(|(one, other)| [one, other]);
        if let Some(pair) = pair {
            let (all, shown) = with_pair(&all, &shown, pair);
            let found = found(&all, &shown);
            prop_assert!(found.is_none(), "{found:?}; told {pair:?}, shown {shown:?}");
            add(told, true);
        }
        let gives_away = |pair: &[(usize, usize); 2]| {
            let (all, shown) = with_pair(&all, &shown, *pair);
            found(&all, &shown).is_some()
        };
        let is_left_out = pairs(&all, &shown, cuts).iter().any(gives_away);
        add(left_out, is_left_out);
        add(other_told, is_left_out && pair.is_some());
        Ok(())
    });
    let [looked, told, left_out, other_told] = counts.map(std::cell::Cell::into_inner);
    assert!(
        told > looked / 5 && left_out > looked / 5 && other_told > looked / 50,
        "of {looked} {told} tell of a pair, {left_out} have one that would give few away, {other_told} both"
    );
}
