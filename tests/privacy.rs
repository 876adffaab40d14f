//! What a client may know of the others, for any data: never a group of fewer clients than the limit, nor anything from
//! which one could be worked out by somebody who knows their own answers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZeroUsize;

use plaudit::config;
use plaudit::figures::Outline;
use plaudit::report::{Field, Finding, Report, build_for};
use plaudit::survey::Counts;
use plaudit::{Counted, Run};
use proptest::prelude::*;

use crate::support::{folder, run, stderr};

/// Answers of several other clients together.
const LEAST: u64 = 5;

fn counted(rows: &[(usize, usize, u32)], name_peers: bool, min_peers: usize) -> Option<Counted> {
    let csv: String =
        rows.iter().map(|(c, r, s)| format!("C{c:02},R{},2026-08-01,{s}\n", (c + r / 40) % 3)).collect();
    let yaml = format!(
        "title: P\nas_of: 2026-12-31\nsource: {{files: a.csv, date_format: YYYY-MM-DD, max_rejected: 100}}\n\
         columns: {{score: s, date: d, region: r}}\nreports: {{one_per: c, name_peers: {name_peers}, min_peers: {min_peers}}}\n"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &format!("c,r,d,s\n{csv}"))]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    plaudit::counts(loaded, &Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () })
        .ok()
}

/// Each client's report, with its name and its region.
fn reports(counted: &Counted) -> Vec<(String, Report)> {
    let field = Field::new(&counted.config, &counted.facts, counted.period);
    counted
        .facts
        .each()
        .map(|(client, excerpt)| {
            let config =
                counted.config.for_client(client.name(), None, |_| "T".to_owned()).expect("settings");
            let report = build_for(client, &config, &excerpt, &field, counted.as_of).expect("a report");
            (client.name().to_owned(), report)
        })
        .collect()
}

/// All answers of each client.
fn answers(counted: &Counted) -> BTreeMap<String, Counts> {
    let scale = &counted.config.question.scale;
    let clients = counted.facts.each();
    clients
        .map(|(client, excerpt)| {
            let counts = excerpt.cells.values().map(|histogram| histogram.counts(scale)).sum();
            (client.name().to_owned(), counts)
        })
        .collect()
}

/// What is told of others: how many answers they gave, and their score in tenths of a point.
fn measured(finding: &Finding<Outline>) -> Option<(u64, f64)> {
    finding.estimate().map(|outline| (outline.n, (outline.nps.points() * 10.0).round()))
}

/// What would be told of answers.
#[expect(clippy::cast_precision_loss, reason = "a few answers")]
fn told(counts: Counts) -> (u64, f64) {
    let net = counts.promoters() as f64 - counts.detractors() as f64;
    (counts.n(), (1000.0 * net / counts.n() as f64).round())
}

/// Weights may be raked to the clients' true sizes; a client's report then names its own share and no other client.
#[test]
fn shares_of_clients_are_not_told_to_clients() {
    let yaml = "title: P\nas_of: 2026-12-31\nsource: {files: a.csv}\ncolumns: {score: s, date: d}\n\
                reports: {one_per: [district, studio]}\n\
                weights: {margins: {studio: {Ashgrove: 20, Birchwood: 30, Cedarhurst: 50}, district: {North: 50, South: 50}}}\n";
    let clients = [("North", "Ashgrove"), ("North", "Birchwood"), ("South", "Cedarhurst")];
    let rows = |(district, studio): (&str, &str)| {
        let of = |score| format!("{district},{studio},2026-08-01,{score}\n").repeat(20);
        [3, 8, 10].map(of).concat()
    };
    let csv = format!("district,studio,d,s\n{}", clients.map(rows).concat());
    let folder = folder(&[("c.yaml", yaml), ("a.csv", &csv)]);
    let output = run(folder.path(), ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for (path, own, others) in [
        ("north/ashgrove", ["Ashgrove", "North"], &["Birchwood", "Cedarhurst", "South"]),
        ("south", ["South", "South"], &["Ashgrove", "Birchwood", "North"]),
    ] {
        for file in ["report.html", "report.json", "summary.html", "summary.txt"] {
            let text = fs::read_to_string(folder.path().join("report").join(path).join(file)).expect("made");
            assert!(
                own.iter().all(|name| file.starts_with("summary") || text.contains(name)),
                "{path} {file}"
            );
            for other in others {
                assert!(!text.contains(other), "{path}/{file} names {other}");
            }
        }
    }
    let index = fs::read_to_string(folder.path().join("report/index.json")).expect("made");
    assert!(index.contains("\"Cedarhurst\""));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_group_of_few_other_clients_can_be_known(
        rows in prop::collection::vec((0_usize..16, 0_usize..100, 0_u32..=10), 1..400),
        least in 3_usize..7,
    ) {
        let Some(counted) = counted(&rows, false, least) else { return Ok(()) };
        let reports = reports(&counted);
        let answers = answers(&counted);
        let all_of = |name: &str| answers[name];
        let names: BTreeSet<&str> = reports.iter().map(|(name, _)| name.as_str()).collect();
        let home: BTreeMap<&str, Option<String>> =
            reports.iter().map(|(name, report)| (name.as_str(), report.sections.participants.as_ref().and_then(|p| p.peers_in.clone()))).collect();
        for (name, report) in &reports {
            let participants = report.sections.participants.as_ref().expect("there are others");
            prop_assert!(participants.named.is_empty());
            let others: BTreeSet<&str> = names.iter().copied().filter(|other| other != name).collect();
            let peers: BTreeSet<&str> = others.iter().copied().filter(|other| home[other].is_some() && home[other] == home[name.as_str()]).collect();
            let sum = |group: &BTreeSet<&str>| -> Counts { group.iter().map(|other| all_of(other)).sum() };
            // Groups whose answers this client can know.
            let mut known: Vec<BTreeSet<&str>> = Vec::new();
            if let Some(pooled) = measured(&participants.pooled.finding) {
                prop_assert_eq!(pooled, told(sum(&others) + all_of(name)));
                known.push(others.clone());
            }
            if let Some(found) = participants.peers.as_ref().and_then(|peers| measured(&peers.finding)) {
                prop_assert_eq!(found, told(sum(&peers)));
                known.push(peers.clone());
                if known.len() == 2 {
                    known.push(others.difference(&peers).copied().collect());
                }
            }
            for group in known {
                prop_assert!(group.is_empty() || group.len() >= least, "{name} knows {group:?}");
                prop_assert!(group.is_empty() || sum(&group).n() >= LEAST, "{name} knows few answers of {group:?}");
                let largest = group.iter().map(|other| all_of(other).n()).max().unwrap_or(0);
                prop_assert!(largest * 4 <= sum(&group).n() * 3 || group.is_empty(), "{name} all but knows one of {group:?}");
            }
            if let Some(mean) = participants.mean {
                prop_assert_eq!(mean.clients, names.iter().filter(|name| all_of(name).n() > 0).count() as u64);
                prop_assert!(participants.others.finding.estimate().is_some() && others.len() >= least);
                prop_assert!(mean.nps.points().fract() == 0.0, "no single score can be worked out");
            }
            let is_ranked = participants.rank.is_none_or(|rank| rank.place >= rank.best && rank.place <= rank.worst && rank.of as usize > least);
            prop_assert!(is_ranked);
        }
    }

    /// Where names are allowed, small bases are still hidden, and are not what is left of a sum that is shown.
    #[test]
    fn hidden_scores_of_named_clients_cannot_be_worked_out(
        rows in prop::collection::vec((0_usize..14, 0_usize..100, 0_u32..=10), 1..250)
    ) {
        let Some(counted) = counted(&rows, true, 3) else { return Ok(()) };
        let reports = reports(&counted);
        let answers = answers(&counted);
        let all_of = |name: &str| answers[name];
        let home: BTreeMap<&str, Option<String>> =
            reports.iter().map(|(name, report)| (name.as_str(), report.sections.participants.as_ref().and_then(|p| p.peers_in.clone()))).collect();
        for (name, report) in &reports {
            let participants = report.sections.participants.as_ref().expect("there are others");
            let is_peer = |other: &str| home[other].is_some() && home[other] == home[name.as_str()];
            let others = participants.others.finding.estimate().is_some();
            let peers = participants.peers.as_ref().is_some_and(|peers| peers.finding.estimate().is_some());
            // Groups of others whose sum this client can know.
            let known = [(others, [true, true]), (peers, [true, false]), (others && peers, [false, true])];
            for (_, [of_peers, of_others]) in known.into_iter().filter(|(is_known, _)| *is_known) {
                let is_in = |other: &str| if is_peer(other) { of_peers } else { of_others };
                let hidden: Vec<Counts> = participants
                    .named
                    .iter()
                    .filter(|row| !row.is_own && is_in(&row.name) && row.finding.estimate().is_none())
                    .map(|row| all_of(&row.name))
                    .collect();
                let shown = participants.named.iter().any(|row| !row.is_own && is_in(&row.name) && row.finding.estimate().is_some());
                if hidden.is_empty() || !shown {
                    continue;
                }
                let sum: Counts = hidden.iter().copied().sum();
                prop_assert!(hidden.len() >= 2 && sum.n() >= LEAST, "{name}: {hidden:?}");
            }
            let hides = participants.named.iter().any(|row| row.finding.estimate().is_none());
            prop_assert!(participants.mean.is_none() || !hides, "the mean would undo what is hidden");
        }
    }
}

/// Eighty clients in three regions: 60 with 30 to 35 answers, 14 with 12, and six, two in each region, with three, too few
/// to show. `small` are the scores of these six.
fn eighty(small: [[u32; 3]; 6]) -> Vec<(usize, usize, u32)> {
    let answers = |client: usize| match client {
        0..60 => 30 + client % 6,
        60..74 => 12,
        _ => 3,
    };
    let score = |client: usize, at: usize| match client {
        0..74 => [10, 9, 8, 3, 10, 0][(client * 7 + at * at + at * client / 3) % 6],
        _ => small[client - 74][at],
    };
    (0..80).flat_map(|client| (0..answers(client)).map(move |at| (client, 0, score(client, at)))).collect()
}

const SMALL: [[u32; 3]; 6] = [[10, 0, 8], [9, 9, 3], [10, 10, 10], [0, 0, 7], [7, 8, 0], [3, 10, 9]];

#[test]
fn of_many_named_clients_the_first_the_last_and_the_neighbours_are_listed() {
    let counted = counted(&eighty(SMALL), true, 3).expect("counted");
    let answers = answers(&counted);
    let all_of = |name: &str| answers[name];
    // In each region two are too small to be shown, and one more is hidden beside them, in every report but its own: either
    // of the two knows its own answers. Ranked ones first, then low bases; the highest score first, equal ones by name. Products keep it in whole numbers.
    let net = |counts: &Counts| {
        i64::try_from(counts.promoters()).expect("few") - i64::try_from(counts.detractors()).expect("few")
    };
    let n = |counts: &Counts| i64::try_from(counts.n()).expect("few");
    for (name, report) in reports(&counted) {
        let mut order: Vec<(String, Counts)> = (0..74)
            .map(|client| (format!("C{client:02}"), client))
            .filter(|(other, client)| !(60..63).contains(client) || *other == name)
            .map(|(other, _)| (other.clone(), all_of(&other)))
            .collect();
        order.sort_by(|(a, x), (b, y)| {
            (n(x) < 30).cmp(&(n(y) < 30)).then((net(y) * n(x)).cmp(&(net(x) * n(y)))).then(a.cmp(b))
        });
        let participants = report.sections.participants.expect("there are others");
        let own = order.iter().position(|(other, _)| *other == name);
        let mut expected: Vec<&str> = order
            .iter()
            .enumerate()
            .filter(|(at, _)| {
                *at < 10 || (50..60).contains(at) || own.is_some_and(|own| own.abs_diff(*at) <= 10)
            })
            .map(|(_, (name, _))| name.as_str())
            .collect();
        if own.is_none() {
            expected.push(&name);
        }
        expected.sort_unstable();
        let mut listed: Vec<&str> = participants.named.iter().map(|row| row.name.as_str()).collect();
        listed.sort_unstable();
        assert_eq!(listed, expected, "{name}");
        assert_eq!(participants.not_named, 80 - listed.len() as u64);
        assert!(participants.named.iter().all(|row| row.is_own || row.finding.estimate().is_some()));
        assert!(participants.mean.is_none(), "it would undo what is hidden, listed or not");
    }
}

/// Exchanging answers of two who are hidden leaves every sum as it is, and so the choice of who is listed.
#[test]
fn which_clients_are_listed_says_nothing_of_those_who_are_hidden() {
    let of = |small| reports(&counted(&eighty(small), true, 3).expect("counted"));
    let before = of(SMALL);
    // The clients 74 and 77 share a region, and so do 75 and 78, and 76 and 79.
    for (one, other) in [(0, 3), (1, 4), (2, 5)] {
        let mut small = SMALL;
        (small[one], small[other]) = (SMALL[other], SMALL[one]);
        let after = of(small);
        for ((name, before), (_, after)) in before.iter().zip(&after) {
            let is_own = [one, other].iter().any(|at| *name == format!("C{}", 74 + at));
            assert!(is_own || before == after, "{name} tells {one} and {other} apart");
        }
    }
}

#[test]
fn up_to_fifty_nine_named_clients_are_all_listed() {
    for (clients, all) in [(59, true), (60, false)] {
        let rows: Vec<_> = eighty(SMALL).into_iter().filter(|(client, ..)| *client < clients).collect();
        for (name, report) in reports(&counted(&rows, true, 3).expect("counted")) {
            let participants = report.sections.participants.expect("there are others");
            assert_eq!(participants.not_named == 0, all, "{name}");
            assert_eq!(
                participants.named.len() + usize::try_from(participants.not_named).expect("few"),
                clients
            );
        }
    }
}

/// Some clients in `R0`, and five in `R1`, with eight answers each.
fn two_regions(of_north: usize) -> Vec<(usize, usize, u32)> {
    let clients = (0..3 * of_north).filter(|client| client % 3 == 0).chain([1, 4, 7, 10, 13]);
    clients
        .flat_map(|client| {
            (0..8).map(move |at| (client, at % 40, [10, 9, 8, 3, 10, 0, 7, 10][(at + client) % 8]))
        })
        .collect()
}

/// The client's own region is `R0`, in which it has `others` other clients.
fn peers_of(others: usize, min_peers: usize) -> (Report, String) {
    let counted = counted(&two_regions(others + 1), false, min_peers).expect("counted");
    let (_, report) = reports(&counted).into_iter().find(|(name, _)| name == "C00").expect("a report");
    let templates = plaudit::pages::Templates::new(None).expect("built in");
    let page = plaudit::page(&report, &templates).expect("a page").html;
    (report, page)
}

#[test]
fn peers_are_shown_from_three_others_on_or_as_many_as_are_asked_for() {
    for (others, min_peers, is_shown) in
        [(4, 3, true), (3, 3, true), (2, 3, false), (4, 5, false), (4, 4, true)]
    {
        let (report, page) = peers_of(others, min_peers);
        let participants = report.sections.participants.expect("there are others");
        assert_eq!(participants.min_peers, min_peers as u64);
        let peers = participants.peers.expect("there are peers");
        assert_eq!(peers.clients, others as u64);
        assert_eq!(measured(&peers.finding).map(|(n, _)| n), is_shown.then_some(others as u64 * 8));
        // What no period shows has no row, in no table, chart or line, and one note.
        let named = page.matches("Participants in R0").count();
        let notes = page.matches("Not shown: Participants in R0.").count();
        if is_shown {
            assert!(named > 3 && notes == 0, "{named} times");
        } else {
            assert_eq!((named, notes), (1, 1), "{others} of {min_peers}");
            assert!(page.contains(&format!("where at least {min_peers} others")), "{others} of {min_peers}");
        }
    }
}

/// Of three others in the region, one with more than three quarters of their answers all but is the group.
#[test]
fn peers_of_whom_one_has_nearly_all_answers_are_not_shown() {
    let with = |more: usize| {
        let mut rows = two_regions(4);
        rows.extend((0..more).map(|at| (3, at % 40, [10, 0, 8][at % 3])));
        let counted = counted(&rows, false, 3).expect("counted");
        let (_, report) = reports(&counted).into_iter().find(|(name, _)| name == "C00").expect("a report");
        measured(
            &report.sections.participants.expect("there are others").peers.expect("there are peers").finding,
        )
    };
    // 8 + 40 of 64 are three quarters; one more is too many.
    assert_eq!(with(40).map(|(n, _)| n), Some(64));
    assert_eq!(with(41), None);
}
