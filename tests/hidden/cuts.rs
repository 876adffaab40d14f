//! What readers find out who know which values of all cuts go together, and add and subtract what is shown of regions and of
//! several cuts in any way: no sum that comes to few answers, or to answers of one group only.
//!
//! All choices of few answers are looked at, one by one; and they know which parts nobody of a group is in. The same readers find some where each cut hides by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::num::NonZeroUsize;

use plaudit::Run;
use plaudit::config;
use plaudit::report::{RegionRow, Report};
use plaudit::survey::{QuestionKind, Region};
use proptest::prelude::*;

use super::{LEAST, Lot, check, is_hidden};
use crate::support::folder;

/// The period, 0 for the earlier one, and the value of each cut, the regions first; after them, where there is a table of the first
/// two, the cell of it.
pub(super) type Cell = (usize, Vec<usize>);

/// Detractors, passives and promoters of each cell.
pub(super) type Answers = BTreeMap<Cell, [u64; 3]>;

/// How the values of a cut go with those of the one before it.
#[derive(Debug, Clone, Copy)]
enum Goes {
    /// Any with any.
    Across,
    /// Within them, as cities in regions, but for a few.
    Within,
    /// Nearly the same by another name.
    Alike,
}

/// Answers, those of the same cells to another question, which some leave out and some answer alone, as no and yes; and whether a
/// table tells the first two cuts together.
fn answers() -> impl Strategy<Value = (Answers, Answers, bool)> {
    let goes = prop_oneof![Just(Goes::Across), Just(Goes::Within), Just(Goes::Alike)];
    (prop::collection::vec(goes, 1..4), any::<u64>()).prop_map(|(cuts, seed)| {
        let (mut all, mut lot) = (Answers::new(), Lot(seed));
        let one_sided = lot.below(3) == 0;
        let has_table = lot.below(3) == 0;
        for period in 0..2 {
            for _ in 0..4 + lot.below(8) {
                let mut values = vec![lot.below(3)];
                for goes in &cuts {
                    let before = values[values.len() - 1];
                    let strays = lot.below(8) == 0;
                    values.push(match goes {
                        _ if strays => lot.below(4),
                        Goes::Across => lot.below(3),
                        Goes::Within => before * 2 + lot.below(2),
                        Goes::Alike => before,
                    });
                }
                if has_table {
                    values.push(10 * values[0] + values[1]);
                }
                let groups = all.entry((period, values)).or_default();
                let most = [3, 6, 20][lot.below(3)];
                for _ in 0..=lot.below(most) {
                    groups[if one_sided && lot.below(5) > 0 { 2 } else { lot.below(3) }] += 1;
                }
            }
        }
        let rare = lot.below(3);
        let other = all.iter().map(|(cell, groups)| {
            let mut own = [0; 3];
            for _ in 0..groups.iter().sum::<u64>() + lot.below(3) as u64 {
                if lot.below(1 + rare) == 0 {
                    own[2 * lot.below(2)] += 1;
                }
            }
            (cell.clone(), own)
        });
        let other = other.collect();
        (all, other, has_table)
    })
}

fn report(all: &Answers, other: &Answers, has_table: bool) -> Option<Report> {
    report_by(all, other, has_table, "")
}

/// The same by settings with a line more.
pub(super) fn report_by(all: &Answers, other: &Answers, has_table: bool, more: &str) -> Option<Report> {
    let cuts = all.keys().next()?.1.len() - usize::from(has_table);
    let mut csv = "s,q,p,d,c0,c1,c2,c3\n".to_owned();
    for ((period, values), groups) in all {
        let day = ["2026-08-01", "2026-11-01"][*period];
        let names: String = (0..4)
            .map(|cut| {
                values.get(cut).filter(|_| cut < cuts).map_or(String::from(","), |value| format!(",v{value}"))
            })
            .collect();
        let texts = |answers: &[u64; 3], texts: [&'static str; 3]| {
            let of = answers.iter().zip(texts).flat_map(|(n, text)| (0..*n).map(move |_| text));
            of.collect::<Vec<&str>>()
        };
        let scores = texts(groups, ["3", "8", "10"]);
        let others = texts(&other[&(*period, values.clone())], ["no", "", "yes"]);
        for at in 0..scores.len().max(others.len()) {
            let [score, other] = [&scores, &others].map(|all| all.get(at).copied().unwrap_or_default());
            writeln!(csv, "{score},{other},{other},{day}{names}").expect("a string");
        }
    }
    let names: Vec<String> = (1..cuts).map(|cut| format!("c{cut}")).collect();
    let yaml = format!(
        "title: P\nas_of: 2026-12-31\nsource: {{files: a.csv, date_format: YYYY-MM-DD}}\n\
         columns: {{date: d, region: c0}}\ncuts: [{}]\nperiods: {{by: quarter}}\n{}{more}questions:\n  \
         - {{name: lead, column: s, kind: nps}}\n  - {{name: other, column: q, kind: yes_no}}\n  \
         - {{name: pick, column: p, kind: choice, options: [no, yes]}}\n",
        names.join(", "),
        if has_table { "tables: [{rows: c0, columns: c1}]\n" } else { "" }
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &csv)]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    Some(plaudit::counts(loaded, &run).ok()?.report())
}

/// Which values are shown: of which period, cut and value.
pub(super) type Shown = BTreeSet<(usize, usize, usize)>;

/// What is shown, where a table has the place after so many cuts.
pub(super) fn shown(report: &Report, cuts_of_all: usize) -> Shown {
    let mut shown = Shown::new();
    // One that has a single value is left out.
    let cuts = report.sections.cuts.iter().flat_map(|cuts| &cuts.0);
    let cuts = cuts.map(|cut| (place(&cut.name, cuts_of_all), cut.values.0.as_slice()));
    let now = report.head.period.expect("dated").ordinal();
    for (cut, rows) in std::iter::once((0, report.sections.regions())).chain(cuts) {
        let mut see = |row: &RegionRow, period: usize, hidden: bool| {
            shown.extend(number_of(&row.region).filter(|_| !hidden).map(|value| (period, cut, value)));
        };
        for row in rows {
            see(row, 1, is_hidden(&row.finding));
            let periods = report.head.periods.iter().map(|period| period.ordinal() - now + 1);
            for (at, then) in periods.zip(&row.history) {
                see(row, usize::try_from(at).expect("two periods"), is_hidden(then));
            }
            if let Some(then) = &row.then {
                see(row, 0, is_hidden(then));
            }
        }
    }
    shown
}

/// Which values are shown of the other question, or of its options, where a table has the place after so many cuts.
fn shown_of_other(report: &Report, cuts_of_all: usize, kind: QuestionKind) -> Shown {
    let mut shown = Shown::new();
    let asked = report.sections.questions.iter().flat_map(|all| &all.0);
    let asked = asked.filter(|asked| asked.question.kind == kind);
    for line in asked.flat_map(|asked| &asked.measures) {
        let cuts = line.cuts.iter().map(|cut| (place(&cut.name, cuts_of_all), &cut.values));
        for (cut, values) in std::iter::once((0, &line.regions)).chain(cuts) {
            let told = values.iter().filter(|row| row.finding.estimate().is_some());
            shown.extend(told.filter_map(|row| Some((1, cut, number_of(&row.region)?))));
        }
    }
    shown
}

/// Where a cut of that name stands; a table has the place after so many cuts.
fn place(name: &str, cuts_of_all: usize) -> usize {
    name.strip_prefix('c').and_then(|at| at.parse().ok()).unwrap_or(cuts_of_all)
}

/// The number of a value; none of the others together.
fn number_of(region: &Region) -> Option<usize> {
    let number = |name: &str| name.strip_prefix('v')?.parse::<usize>().ok();
    let Region::Named(name) = region else { return None };
    match name.split_once(" \u{d7} ") {
        Some((row, column)) => Some(10 * number(row)? + number(column)?),
        None => number(name),
    }
}

/// Whether the leading question hides a value of the reported period.
fn is_hidden_in(report: &Report, (_, cut, value): &(usize, usize, usize), cuts_of_all: usize) -> bool {
    let by_cut = || report.sections.cuts.iter().flat_map(|cuts| &cuts.0);
    let rows = match cut {
        0 => Some(report.sections.regions()),
        _ => by_cut().find(|of| place(&of.name, cuts_of_all) == *cut).map(|of| of.values.0.as_slice()),
    };
    let is_it = |row: &&RegionRow| number_of(&row.region) == Some(*value);
    rows.and_then(|rows| rows.iter().find(is_it)).is_some_and(|row| is_hidden(&row.finding))
}

/// What would be shown where each cut is hidden by itself.
fn shown_apart(all: &Answers) -> Shown {
    let mut shown = Shown::new();
    for period in 0..2 {
        for cut in 0..5 {
            let mut bases: BTreeMap<usize, u64> = BTreeMap::new();
            for ((_, values), groups) in all.iter().filter(|((at, _), _)| *at == period) {
                let Some(value) = values.get(cut) else { continue };
                *bases.entry(*value).or_default() += groups.iter().sum::<u64>();
            }
            let mut by_base: Vec<(u64, usize)> = bases.into_iter().map(|(value, n)| (n, value)).collect();
            by_base.sort_unstable();
            let (mut count, mut n) = (0, 0);
            for (base, value) in by_base {
                if base < LEAST || (count > 0 && (count < 2 || n < LEAST)) {
                    (count, n) = (count + 1, n + base);
                } else {
                    shown.insert((period, cut, value));
                }
            }
        }
    }
    shown
}

/// How many of these rows say something that no others do, over the columns that are kept.
fn rank(rows: &[Vec<i64>], keeps: &[bool]) -> usize {
    const PRIME: i64 = 1_000_003;
    let mut basis: Vec<Vec<i64>> = Vec::new();
    for row in rows {
        let mut row: Vec<i64> =
            row.iter().zip(keeps).filter(|(_, keeps)| **keeps).map(|(one, _)| *one).collect();
        for other in &basis {
            let lead = other.iter().position(|cell| *cell != 0).expect("none is zero");
            // Whole numbers, crosswise: no inverse is needed.
            let (own, by) = (row[lead], other[lead]);
            for (cell, of) in row.iter_mut().zip(other) {
                *cell = (*cell * by - of * own).rem_euclid(PRIME);
            }
        }
        if row.iter().any(|cell| *cell != 0) {
            basis.push(row);
        }
    }
    basis.len()
}

/// A choice of few answers of a period, or a group, that is found.
pub(super) fn found(all: &Answers, shown: &Shown) -> Option<String> {
    for period in 0..2 {
        let cells: Vec<(&Vec<usize>, &[u64; 3])> = all
            .iter()
            .filter(|((at, _), _)| *at == period)
            .map(|((_, values), groups)| (values, groups))
            .collect();
        let n = |at: usize| cells[at].1.iter().sum::<u64>();
        if (0..cells.len()).map(n).sum::<u64>() < LEAST {
            continue;
        }
        let is_in = |cut: usize, value: usize, at: usize| cells[at].0.get(cut) == Some(&value);
        let mut known = vec![vec![1; cells.len()]];
        let own: Vec<(usize, usize)> =
            shown.iter().filter(|(at, ..)| *at == period).map(|(_, cut, value)| (*cut, *value)).collect();
        known.extend(own.iter().map(|(cut, value)| {
            (0..cells.len()).map(|at| i64::from(is_in(*cut, *value, at))).collect::<Vec<i64>>()
        }));
        // Of which groups a shown value of a cell says that nobody is: of such a group, the cell is in no sum.
        let sums = |cut: usize, value: usize| {
            let of = (0..cells.len()).filter(|other| is_in(cut, value, *other));
            of.fold([0; 3], |sums, other| [0, 1, 2].map(|group| sums[group] + cells[other].1[group]))
        };
        // What is hidden of a cut is told together, as what is left.
        let hidden =
            |cut: usize, at: usize| cells[at].0.get(cut).is_some_and(|value| !own.contains(&(cut, *value)));
        let zero_of_hidden = |at: usize, group: usize| {
            let of = |cut: usize| (0..cells.len()).filter(move |other| hidden(cut, *other));
            (0..6).any(|cut| hidden(cut, at) && of(cut).all(|other| cells[other].1[group] == 0))
        };
        let zero = |at: usize, group: usize| {
            let is_in_one =
                |(cut, value): &(usize, usize)| is_in(*cut, *value, at) && sums(*cut, *value)[group] == 0;
            own.iter().any(is_in_one) || zero_of_hidden(at, group)
        };
        for of in [None, Some(0), Some(1), Some(2)] {
            let may_be: Vec<bool> =
                (0..cells.len()).map(|at| of.is_none_or(|group| !zero(at, group))).collect();
            let whole = rank(&known, &may_be);
            // Every choice of cells with few answers together.
            let small = (0..cells.len()).filter(|at| may_be[*at] && n(*at) < LEAST);
            let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
            for at in small {
                let more: Vec<Vec<usize>> = choices
                    .iter()
                    .map(|chosen| [chosen.as_slice(), &[at]].concat())
                    .filter(|chosen| chosen.iter().map(|at| n(*at)).sum::<u64>() < LEAST)
                    .collect();
                choices.extend(more);
            }
            for chosen in choices {
                let keeps: Vec<bool> =
                    (0..cells.len()).map(|at| may_be[at] && !chosen.contains(&at)).collect();
                if rank(&known, &keeps) < whole {
                    return Some(format!("{chosen:?} of {cells:?}, {of:?}, in {period}"));
                }
            }
        }
        // What all answers, or a shown value, say by themselves: they are of one group.
        if (0..3).any(|group| (0..cells.len()).all(|at| n(at) == cells[at].1[group])) {
            continue;
        }
        let is_open = |at: usize| {
            let is_alike =
                |cut: usize, value: usize| sums(cut, value).iter().filter(|n| **n > 0).count() == 1;
            own.iter().any(|(cut, value)| is_in(*cut, *value, at) && is_alike(*cut, *value))
        };
        let zeros = |at: usize| (0..3).filter(|group| zero(at, *group)).count();
        if let Some(at) = (0..cells.len()).find(|at| !is_open(*at) && zeros(*at) > 1) {
            return Some(format!("the group of {at} of {cells:?} in {period}"));
        }
        let closed: Vec<bool> = (0..cells.len()).map(|at| !is_open(at)).collect();
        for group in 0..3 {
            let others: Vec<bool> =
                (0..cells.len()).map(|at| closed[at] && n(at) > cells[at].1[group]).collect();
            if rank(&known, &others) < rank(&known, &closed) {
                return Some(format!("group {group} of {cells:?} in {period}"));
            }
        }
    }
    None
}

#[test]
fn no_few_answers_and_no_group_are_found_by_adding_and_subtracting_what_several_cuts_show() {
    let counts = [(); 8].map(|()| std::cell::Cell::new(0));
    let [looked, told, apart, values, values_apart, of_other, options, other_apart] = &counts;
    let add = |count: &std::cell::Cell<usize>, n: usize| count.set(count.get() + n);
    check(150, &answers(), |(all, other, has_table)| {
        let Some(report) = report(&all, &other, has_table) else { return Ok(()) };
        let cuts = all.keys().next().map_or(0, |(_, values)| values.len());
        let shown = shown(&report, cuts - usize::from(has_table));
        let found_now = found(&all, &shown);
        prop_assert!(found_now.is_none(), "{found_now:?}; shown {shown:?}");
        // The other question is told of the reported period.
        let later: Answers = other
            .iter()
            .filter(|((period, _), n)| *period == 1 && n.iter().sum::<u64>() > 0)
            .map(|(cell, n)| (cell.clone(), *n))
            .collect();
        let tables_at = cuts - usize::from(has_table);
        let of_kind = [QuestionKind::YesNo, QuestionKind::Choice];
        let [shown_of_other, of_options] = of_kind.map(|kind| shown_of_other(&report, tables_at, kind));
        for shown in [&shown_of_other, &of_options] {
            let found = found(&later, shown);
            prop_assert!(found.is_none(), "{found:?}; shown {shown:?} of the other");
            let untold = shown.iter().find(|value| is_hidden_in(&report, value, tables_at));
            prop_assert!(untold.is_none(), "{untold:?}, which the leading question hides");
        }
        let before = shown_apart(&all);
        let of_cuts = |shown: &Shown| shown.iter().filter(|(_, cut, _)| *cut > 0).count();
        add(looked, 1);
        add(told, usize::from(of_cuts(&shown) > 0));
        add(apart, usize::from(found(&all, &before).is_some()));
        add(values, of_cuts(&shown));
        add(values_apart, of_cuts(&before));
        add(of_other, of_cuts(&shown_of_other));
        add(options, of_cuts(&of_options));
        add(other_apart, usize::from(found(&later, &shown_apart(&later)).is_some()));
        Ok(())
    });
    let [looked, told, apart, values, values_apart, of_other, options, other_apart] =
        counts.map(std::cell::Cell::into_inner);
    assert!(
        told > looked / 2 && apart > looked / 3 && values > values_apart / 2,
        "of {looked} {told} tell of cuts, {apart} were found apart; {values} values, {values_apart} apart"
    );
    assert!(
        of_other > looked / 3 && options > looked / 3 && other_apart > looked / 4,
        "{of_other} values of the other question, {options} of options, {other_apart} found apart"
    );
}
