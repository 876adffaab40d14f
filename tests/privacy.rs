//! What a client may know of the others, for any data: never a group of fewer clients than the limit, nor anything from
//! which one could be worked out by somebody who knows their own answers.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use plaudit::config;
use plaudit::report::{Field, Finding, Report, build_for};
use plaudit::survey::Counts;
use plaudit::{Counted, Run};
use proptest::prelude::*;

use crate::support::folder;

const LEAST: usize = 5;

fn counted(rows: &[(usize, usize, u32)], name_peers: bool) -> Option<Counted> {
    let csv: String =
        rows.iter().map(|(c, r, s)| format!("C{c:02},R{},2026-08-01,{s}\n", (c + r / 40) % 3)).collect();
    let yaml = format!(
        "title: P\nas_of: 2026-12-31\nsource: {{files: a.csv, date_format: YYYY-MM-DD, max_rejected: 100}}\n\
         columns: {{score: s, date: d, region: r}}\nreports: {{one_per: c, name_peers: {name_peers}}}\n"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &format!("c,r,d,s\n{csv}"))]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    plaudit::counts(loaded, &Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () })
        .ok()
}

/// Each client's report, with its name and its region.
fn reports(counted: &Counted) -> Vec<(String, Report)> {
    let field = Field::new(&counted.config, &counted.tallies, counted.period);
    let clients = counted.tallies.clients.iter();
    clients
        .map(|(client, tally)| {
            let config =
                counted.config.for_client(client.name(), None, |_| "T".to_owned()).expect("settings");
            let report = build_for(client, &config, tally, &field, counted.as_of).expect("a report");
            (client.name().to_owned(), report)
        })
        .collect()
}

fn all_of(counted: &Counted, name: &str) -> Counts {
    let tally = counted.tallies.clients.iter().find(|(client, _)| client.name() == name).expect("a client").1;
    tally.cells.values().map(|histogram| histogram.counts(&counted.config.scale)).sum()
}

fn measured(finding: &Finding) -> Option<Counts> {
    finding.estimate().map(|estimate| estimate.counts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_group_of_few_other_clients_can_be_known(
        rows in prop::collection::vec((0_usize..16, 0_usize..100, 0_u32..=10), 1..400)
    ) {
        let Some(counted) = counted(&rows, false) else { return Ok(()) };
        let reports = reports(&counted);
        let names: BTreeSet<&str> = reports.iter().map(|(name, _)| name.as_str()).collect();
        let home: BTreeMap<&str, Option<String>> =
            reports.iter().map(|(name, report)| (name.as_str(), report.participants.as_ref().and_then(|p| p.peers_in.clone()))).collect();
        for (name, report) in &reports {
            let participants = report.participants.as_ref().expect("there are others");
            prop_assert!(participants.named.is_empty());
            let others: BTreeSet<&str> = names.iter().copied().filter(|other| other != name).collect();
            let peers: BTreeSet<&str> = others.iter().copied().filter(|other| home[other].is_some() && home[other] == home[name.as_str()]).collect();
            let sum = |group: &BTreeSet<&str>| -> Counts { group.iter().map(|other| all_of(&counted, other)).sum() };
            // Groups whose answers this client can know.
            let mut known: Vec<BTreeSet<&str>> = Vec::new();
            if let Some(pooled) = measured(&participants.pooled.finding) {
                prop_assert_eq!(pooled.without(all_of(&counted, name)), sum(&others));
                known.push(others.clone());
            }
            if let Some(found) = participants.peers.as_ref().and_then(|peers| measured(&peers.finding)) {
                prop_assert_eq!(found, sum(&peers));
                known.push(peers.clone());
                if known.len() == 2 {
                    known.push(others.difference(&peers).copied().collect());
                }
            }
            for group in known {
                prop_assert!(group.is_empty() || group.len() >= LEAST, "{name} knows {group:?}");
                let largest = group.iter().map(|other| all_of(&counted, other).n()).max().unwrap_or(0);
                prop_assert!(largest * 4 <= sum(&group).n() * 3 || group.is_empty(), "{name} all but knows one of {group:?}");
            }
            if let Some(mean) = participants.mean {
                prop_assert_eq!(mean.clients, names.iter().filter(|name| all_of(&counted, name).n() > 0).count() as u64);
                prop_assert!(participants.others.finding.estimate().is_some() && others.len() >= LEAST);
                prop_assert!(mean.nps.points().fract() == 0.0, "no single score can be worked out");
            }
            let is_ranked = participants.rank.is_none_or(|rank| rank.place >= rank.best && rank.place <= rank.worst && rank.of as usize > LEAST);
            prop_assert!(is_ranked);
        }
    }

    /// Where names are allowed, small bases are still hidden, and are not what is left of a sum that is shown.
    #[test]
    fn hidden_scores_of_named_clients_cannot_be_worked_out(
        rows in prop::collection::vec((0_usize..14, 0_usize..100, 0_u32..=10), 1..250)
    ) {
        let Some(counted) = counted(&rows, true) else { return Ok(()) };
        let reports = reports(&counted);
        let home: BTreeMap<&str, Option<String>> =
            reports.iter().map(|(name, report)| (name.as_str(), report.participants.as_ref().and_then(|p| p.peers_in.clone()))).collect();
        for (name, report) in &reports {
            let participants = report.participants.as_ref().expect("there are others");
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
                    .map(|row| all_of(&counted, &row.name))
                    .collect();
                let shown = participants.named.iter().any(|row| !row.is_own && is_in(&row.name) && row.finding.estimate().is_some());
                if hidden.is_empty() || !shown {
                    continue;
                }
                let sum: Counts = hidden.iter().copied().sum();
                prop_assert!(hidden.len() >= 2 && sum.n() >= LEAST as u64, "{name}: {hidden:?}");
            }
            let hides = participants.named.iter().any(|row| row.finding.estimate().is_none());
            prop_assert!(participants.mean.is_none() || !hides, "the mean would undo what is hidden");
        }
    }
}
