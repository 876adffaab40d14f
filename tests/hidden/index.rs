//! The index: one that is passed on gives nothing hidden away, and that of the sender hides small bases alone.

use std::collections::{BTreeMap, BTreeSet};

use plaudit::config::Config;
use plaudit::report::{Entry, Field, Finding, Hidden, Index, build_for};
use plaudit::statistics::Verdict;
use plaudit::survey::{Client, Region};
use proptest::prelude::*;

use super::{
    Answers, Cell, LEAST, Lot, answers, check, follows, is_hidden, is_within, now, of_clients, region,
    settings,
};

/// The index, with the reports that it tells of.
fn index_of(config: &Config, answers: &Answers) -> Option<Index> {
    index_with(config, answers, true)
}

/// The index, with or without what it tells of reports; these take most of the time.
fn index_with(config: &Config, answers: &Answers, reports: bool) -> Option<Index> {
    let (facts, as_of) = (answers.facts(), config.as_of?);
    let period = plaudit::report::period(config, &facts.all, as_of).ok()?;
    let field = Field::new(config, &facts, period);
    let roster = plaudit::report::roster(config, &facts, &field).ok()?;
    let entry = |client: &Client| -> Option<Entry> {
        let own = config.for_client(client.name(), None, |_| "T".to_owned()).ok()?;
        let report = build_for(client, &own, &facts.of(client)?, &field, as_of).ok()?;
        Some(Entry::made(client.to_string(), &report, config))
    };
    let members = roster.members.iter().filter(|_| reports);
    let entries: Option<BTreeMap<&Client, Entry>> =
        members.map(|member| Some((member.client, entry(member.client)?))).collect();
    Some(plaudit::report::index(config, &facts, &field, &entries?, roster.missing, as_of))
}

/// Whether of those who are hidden for their bases, of all or of a region, all but one, or all, have answers of one group alone:
/// more are hidden then, and who knows the rule can tell so.
fn nearly_agree(all: &Answers, at: i32) -> bool {
    let regions: BTreeSet<_> = all.clients().into_iter().map(|client| all.main_region(client, at)).collect();
    let within =
        |region| all.clients().into_iter().filter(move |client| all.main_region(client, at) == region);
    nearly_agree_of(all, at, all.clients())
        || regions.into_iter().any(|region| nearly_agree_of(all, at, within(region)))
}

fn nearly_agree_of<'a>(all: &Answers, at: i32, clients: impl IntoIterator<Item = &'a str>) -> bool {
    let n = |client: &str| all.n(|cell| cell.1 == at && cell.0 == client);
    let bases = clients.into_iter().map(|client| (n(client), client));
    let mut bases: Vec<(u64, &str)> = bases.filter(|(n, _)| *n > 0).collect();
    bases.sort_unstable();
    let mut hidden: Vec<(u64, &str)> = Vec::new();
    for base in bases {
        let (n, most) = (hidden.iter().map(|(n, _)| n).sum::<u64>(), hidden.last().map_or(0, |(n, _)| *n));
        let is_enough = hidden.is_empty() || (hidden.len() > 2 && n - most >= LEAST);
        if base.0 < LEAST || !is_enough {
            hidden.push(base);
        }
    }
    let outside = |group: std::ops::RangeInclusive<usize>| {
        let is_outside = |client: &str| {
            let mut cells = all.row_of(client).into_iter().filter(|(cell, _)| cell.1 == at);
            cells.any(|(_, answers)| (0..11).any(|score| answers[score] > 0 && !group.contains(&score)))
        };
        hidden.iter().filter(|(_, client)| is_outside(client)).count()
    };
    hidden.iter().any(|(n, _)| *n < LEAST)
        && [0..=6, 7..=8, 9..=10].into_iter().any(|group| outside(group) < 2)
}

#[test]
fn no_hidden_client_can_be_worked_out_from_an_index_that_is_passed_on() {
    let config =
        settings("columns: {score: s, date: d, region: r}\nreports: {one_per: c}\nindex: {for: clients}\n");
    check(80, &of_clients(now(&config)), |all| {
        let Some(index) = index_of(&config, &all) else { return Ok(()) };
        let now = index.head.period.expect("dated").ordinal();
        // The scores of all clients together are shown with their counts.
        let before = index.head.changes.iter().filter(|change| change.then.estimate().is_some());
        let shown: Vec<i32> = before.map(|change| change.period.ordinal()).collect();
        let shown = [shown, index.head.overall.estimate().map(|_| now).into_iter().collect()].concat();
        let alike = all.sums_alike(&shown);
        let bare = index_with(&config, &all, false);
        let same = |twin: &Answers| {
            alike(twin)
                && index_with(&config, twin, false) == bare
                && index_of(&config, twin).as_ref() == Some(&index)
        };
        for at in [now, now - 1] {
            let (hidden, shown): (Vec<_>, Vec<_>) = index.tiers[0]
                .rows
                .iter()
                .map(|row| (row.client.name(), if at == now { &row.finding } else { &row.before }))
                .partition(|(_, finding)| is_hidden(finding));
            let [hidden, shown] = [hidden, shown]
                .map(|rows| rows.into_iter().map(|(name, _)| name).collect::<BTreeSet<&str>>());
            if nearly_agree(&all, at) || all.agree(|cell| cell.1 == at) {
                continue;
            }
            let is_of = |cell: &Cell, client: &str| cell.1 == at && cell.0 == client;
            // Those who have no row, as they have no answers in the period, are hidden too.
            let dealt: Vec<&Cell> =
                all.0.keys().filter(|cell| cell.1 == at && !shown.contains(cell.0.as_str())).collect();
            // A twin in which several have other scores speaks for all of them.
            let mut open = hidden;
            for twin in all.dealt_anew(&dealt, 5_000) {
                if open.is_empty() {
                    break;
                }
                let is_other = |client: &str| {
                    twin.net(|cell| is_of(cell, client)) != all.net(|cell| is_of(cell, client))
                };
                if open.iter().any(|client| is_other(client)) && same(&twin) {
                    open.retain(|client| !is_other(client));
                }
            }
            prop_assert!(open.is_empty(), "{open:?} in {at} of {all:?}");
        }
        Ok(())
    });
}

/// The sender has the data: of whatever clients, those with few answers are hidden for that, and nobody else.
#[test]
fn the_index_of_the_sender_hides_small_bases_and_nothing_else() {
    for one_per in ["c", "[g, c]"] {
        let config = settings(&format!(
            "columns: {{score: s, date: d, region: r}}\nreports: {{one_per: {one_per}}}\n"
        ));
        check(60, &of_clients(now(&config)), |mut all| {
            if config.columns.client.len() > 1 {
                let nested = |(cell, n): (Cell, [u64; 11])| {
                    ((format!("G{}/{}", &cell.0[2..], cell.0), cell.1, cell.2), n)
                };
                all.0 = all.0.into_iter().map(nested).collect();
            }
            let Some(index) = index_of(&config, &all) else { return Ok(()) };
            let now = index.head.period.expect("dated").ordinal();
            for row in index.tiers.iter().flat_map(|tier| &tier.rows) {
                let name = row.client.path().join("/");
                let within = |cell: &Cell| cell.0 == name || cell.0.starts_with(&format!("{name}/"));
                for (at, finding) in [(now, &row.finding), (now - 1, &row.before)] {
                    let n = all.n(|cell| cell.1 == at && within(cell));
                    let expected = match n {
                        0 => matches!(finding, Finding::NoAnswers),
                        1..LEAST => matches!(finding, Finding::Hidden { why: Hidden::TooFew }),
                        _ => finding.estimate().is_some_and(|estimate| estimate.n == n),
                    };
                    prop_assert!(expected, "{name} in {at}: {finding:?} of {n}");
                }
                prop_assert_eq!(row.funnel.is_some(), row.finding.estimate().is_some());
                let both = row.finding.estimate().is_some() && row.before.estimate().is_some();
                prop_assert_eq!(row.change.is_some(), both);
            }
            Ok(())
        });
    }
}

/// B scores (7 − 10) / 25 = −12 and six others (24 − 8) / 40 = 40: z = −52 / 16.9 = −3.1, corrected for seven
/// comparisons p = 0.015. A is too small to show, and B the next smallest.
#[test]
fn the_worst_client_is_hidden_with_a_small_one_only_where_the_index_is_passed_on() {
    let worst = |audience: &str| {
        let config = settings(&format!(
            "columns: {{score: s, date: d, region: r}}\nreports: {{one_per: c}}\nindex: {{for: {audience}}}\n"
        ));
        let of = |client: &str, at: usize, [detractors, passives, promoters]: [u64; 3]| {
            let mut answers = [0; 11];
            (answers[0], answers[7], answers[10]) = (detractors, passives, promoters);
            ((client.to_owned(), now(&config), region(at)), answers)
        };
        let others = ["C", "D", "E", "F", "G", "H"].map(|client| of(client, 0, [8, 8, 24]));
        let cells = [of("A", 1, [1, 1, 1]), of("B", 2, [10, 8, 7])].into_iter().chain(others);
        let index = index_of(&config, &Answers(cells.collect())).expect("an index");
        let row = |name: &str| index.tiers[0].rows.iter().find(|row| row.client.name() == name).cloned();
        (row("A").expect("a row"), row("B").expect("a row"))
    };
    let (a, b) = worst("sender");
    assert_eq!(a.finding, Finding::Hidden { why: Hidden::TooFew });
    assert!((b.finding.estimate().expect("a score").nps.points() + 12.0).abs() < 1e-9);
    let rest = b.rest.expect("compared");
    assert_eq!((rest.verdict, b.own_rest), (Verdict::Below, Some(Verdict::Below)), "{rest:?}");
    let (a, b) = worst("clients");
    assert_eq!(a.finding, Finding::Hidden { why: Hidden::TooFew });
    assert_eq!(b.finding, Finding::Hidden { why: Hidden::Complement });
    assert!(b.rest.is_none() && b.own_rest.is_none() && b.funnel.is_none());
}

/// The small one would be the total less the others, and is then what its nest is less the others in it. With one other
/// alone hidden beside it, that one would know it, whose own answers that one knows; so two are.
#[test]
fn a_small_client_takes_the_next_smallest_with_it_in_an_index_that_is_passed_on() {
    let config = settings(
        "columns: {score: s, date: d, region: r}\nreports: {one_per: [g, c]}\nindex: {for: clients}\n",
    );
    let now = now(&config);
    let of = |bases: &[(&str, u64)]| {
        let cell = |(client, n): &(&str, u64)| {
            let cell = ((*client).to_owned(), now, region(0));
            (cell, answers(*n, &mut Lot(*n), [6, 4]))
        };
        let index = index_of(&config, &Answers(bases.iter().map(cell).collect())).expect("an index");
        let hidden = |tier: usize| -> Vec<String> {
            let rows = index.tiers[tier].rows.iter().filter(|row| is_hidden(&row.finding));
            let mut rows: Vec<String> = rows.map(|row| row.client.to_string()).collect();
            rows.sort();
            rows
        };
        assert!(index.tiers.iter().flat_map(|tier| &tier.rows).all(|row| {
            let numbers =
                (row.rest.is_some(), row.change.is_some(), row.rank.is_some(), row.funnel.is_some());
            !is_hidden(&row.finding) || numbers == (false, false, false, false)
        }));
        assert_eq!(
            index.tiers[1].mean.map_or(0, |mean| mean.clients),
            (bases.len() - hidden(1).len()) as u64
        );
        [hidden(0), hidden(1)]
    };
    let [outer, inner] = of(&[("A/a", 3), ("A/b", 20), ("A/c", 9), ("B/d", 30)]);
    assert_eq!((outer, inner), (vec![], ["a", "b", "c"].map(|name| format!("A / {name}")).to_vec()));
    let [outer, inner] = of(&[("A/a", 3), ("B/b", 8), ("B/c", 9), ("C/d", 30), ("C/e", 40), ("D/f", 60)]);
    assert_eq!(outer, ["A", "B", "D"]);
    assert_eq!(inner, ["A / a", "B / b", "B / c", "D / f"]);
}

/// Whom a client can know from a table that names clients of three levels, from its own report and from those of the clients
/// within it: by whatever adding and subtracting, nobody who is hidden there. Where each level is looked at by itself it often
/// can.
#[test]
fn no_hidden_client_of_three_levels_can_be_worked_out_by_one_among_them() {
    // With regions, a client may be hidden for the sake of one that it is not nested with.
    for columns in ["{score: s, date: d}", "{score: s, date: d, region: r}"] {
        of_three_levels(columns, columns.contains("region"));
    }
}

fn of_three_levels(columns: &str, has_regions: bool) {
    let config =
        settings(&format!("columns: {columns}\nreports: {{one_per: [f, g, h]}}\nindex: {{for: clients}}\n"));
    let at = now(&config);
    let once = std::cell::Cell::new(0);
    check(120, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let mut all = Answers(BTreeMap::new());
        for company in 0..2 + lot.below(3) {
            for district in 0..=lot.below(4) {
                for studio in 0..=lot.below(3) {
                    let base = if lot.below(8) == 0 { 1 + lot.below(4) } else { 5 + lot.below(12) };
                    let base = u64::try_from(base).expect("few");
                    let client = format!("F{company}/G{company}{district}/H{company}{district}{studio}");
                    let home = region(if has_regions { lot.below(3) } else { 4 });
                    all.0.insert((client, at, home), answers(base, &mut lot, [6, 5]));
                }
            }
        }
        let row = |client: &str| all.row(&|cell| is_within(&cell.0, client));
        let clients: Vec<Vec<String>> = (1..=3)
            .map(|level| {
                let path = |client: &str| client.split('/').take(level).collect::<Vec<_>>().join("/");
                all.clients().into_iter().map(path).collect::<BTreeSet<String>>().into_iter().collect()
            })
            .collect();
        let everyone: Vec<&String> = clients.iter().flatten().collect();
        let reader = everyone[lot.below(everyone.len())].as_str();
        let own = everyone.iter().map(|client| client.as_str());
        let own: Vec<&str> = own.filter(|client| is_within(client, reader)).collect();
        let knows = |shown: &[&String], sums: Vec<Vec<i64>>| {
            let named = shown.iter().map(|client| row(client));
            let own = own.iter().map(|client| row(client));
            let known: Vec<Vec<i64>> = sums.into_iter().chain(named).chain(own).collect();
            everyone.iter().copied().find(|client| {
                let is_other =
                    !shown.contains(client) && !is_within(client, reader) && !is_within(reader, client);
                is_other && follows(&known, row(client))
            })
        };
        let all_rows = || all.row(&|_| true);
        let Some(index) = index_with(&config, &all, false) else { return Ok(()) };
        let is_shown = |client: &&String| {
            let mut rows = index.tiers.iter().flat_map(|tier| &tier.rows);
            rows.any(|row| row.client.path().join("/") == **client && !is_hidden(&row.finding))
        };
        let shown: Vec<&String> = clients.iter().flatten().filter(is_shown).collect();
        let facts = all.facts();
        let field = Field::new(&config, &facts, Some(config.periods.calendar.period(at)));
        let path = |client: &str| Client::new(client.split('/').map(str::to_owned).collect()).expect("names");
        let settings = config.for_client("H", None, |_| "T".to_owned()).expect("its settings");
        let mut sums = Vec::new();
        if index.head.overall.estimate().is_some() {
            sums.push(all_rows());
        }
        for reader in &own {
            let excerpt = facts.of(&path(reader)).expect("its answers");
            let as_of = config.as_of.expect("stated");
            let report = build_for(&path(reader), &settings, &excerpt, &field, as_of).expect("a report");
            let Some(told) = report.sections.participants else { continue };
            let is_told = |finding: &Finding<_>| matches!(finding, Finding::Measured(_));
            if is_told(&told.pooled.finding) || is_told(&told.others.finding) {
                sums.push(all_rows());
            }
            if told.peers.is_some_and(|peers| is_told(&peers.finding)) {
                let level = reader.split('/').count();
                let outer = reader.rsplit_once('/').map(|(outer, _)| outer);
                sums.push(match outer {
                    Some(outer) if !has_regions => row(outer),
                    _ => all.row(&|cell| {
                        let client = cell.0.split('/').take(level).collect::<Vec<_>>().join("/");
                        main_region(&all, &client) == main_region(&all, reader)
                    }),
                });
            }
        }
        let found = knows(&shown, sums);
        prop_assert!(found.is_none(), "{reader} knows {found:?} of {all:?}, seeing {shown:?}");
        // Of each level, those with few answers are hidden, and the next smallest where that is one alone.
        let naive: Vec<&String> = clients
            .iter()
            .flat_map(|level| {
                let mut bases: Vec<(u64, &String)> =
                    level.iter().map(|client| (all.n(|cell| is_within(&cell.0, client)), client)).collect();
                bases.sort_unstable();
                let few = bases.iter().filter(|(n, _)| *n < LEAST).count();
                bases.into_iter().skip(if few == 1 { 2 } else { few }).map(|(_, client)| client)
            })
            .collect();
        once.set(once.get() + u32::from(knows(&naive, vec![all_rows()]).is_some()));
        Ok(())
    });
    assert!(once.get() > 50, "{} of 120", once.get());
}

/// The region that most of a client's answers come from, the first by name of several.
fn main_region<'a>(all: &'a Answers, client: &str) -> Option<&'a Region> {
    let mut bases: BTreeMap<&Region, u64> = BTreeMap::new();
    for (cell, counts) in all.0.iter().filter(|(cell, _)| is_within(&cell.0, client)) {
        *bases.entry(&cell.2).or_default() += counts.iter().sum::<u64>();
    }
    bases.into_iter().rev().max_by_key(|(_, n)| *n).map(|(region, _)| region)
}
