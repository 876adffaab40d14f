//! What a client finds out of others from its own report.

use plaudit::config::Config;
use plaudit::report::{Field, Report, build_for};
use plaudit::survey::Client;
use proptest::prelude::*;

use super::{Answers, Cell, Lot, check, is_hidden, now, of_clients, settings};

/// A client's report, without the mean of all clients' scores: in whole points, it says of single ones what little it does.
fn report_for(config: &Config, answers: &Answers, client: &str) -> Option<Report> {
    let (facts, as_of) = (answers.facts(), config.as_of?);
    let period = plaudit::report::period(config, &facts.all, as_of).ok()?;
    let field = Field::new(config, &facts, period);
    let client = Client::new(vec![client.to_owned()])?;
    let own = config.for_client(client.name(), None, |_| "T".to_owned()).ok()?;
    let mut report = build_for(&client, &own, &facts.of(&client)?, &field, as_of).ok()?;
    report.sections.participants.as_mut().expect("there are others").mean = None;
    Some(report)
}

#[test]
fn no_client_can_work_out_another_ones_answers_from_its_report() {
    for name_peers in [false, true] {
        let config = settings(&format!(
            "columns: {{score: s, date: d, region: r}}\nreports: {{one_per: c, name_peers: {name_peers}}}\n"
        ));
        check(80, &(of_clients(now(&config)), any::<u64>()), |(all, seed)| {
            let clients = all.clients();
            let own = Lot(seed).below(clients.len());
            let Some(own) = clients.iter().nth(own).copied() else { return Ok(()) };
            let Some(report) = report_for(&config, &all, own) else { return Ok(()) };
            let now = report.head.period.expect("dated").ordinal();
            let participants = report.sections.participants.as_ref().expect("there are others");
            let shown = participants.trend.iter().filter(|moment| moment.pooled.estimate().is_some());
            let alike = all.sums_alike(&shown.map(|moment| moment.period.ordinal()).collect::<Vec<_>>());
            let same =
                |twin: &Answers| alike(twin) && report_for(&config, twin, own).as_ref() == Some(&report);
            let shown: Vec<&str> = participants
                .named
                .iter()
                .filter(|row| row.finding.estimate().is_some())
                .map(|row| row.name.as_str())
                .collect();
            let of_others = |at: i32| move |cell: &Cell| cell.1 == at && cell.0 != own;
            for at in report.sections.points().iter().map(|point| point.period.ordinal()) {
                for other in clients.iter().filter(|other| **other != own) {
                    let of = |cell: &Cell| cell.1 == at && cell.0 == *other;
                    let by_name = name_peers && at == now;
                    let is_peer = |client: &str| all.main_region(client, at) == all.main_region(own, at);
                    let agree = |is_in: &dyn Fn(&Cell) -> bool| {
                        all.nearly_agree(|cell| {
                            cell.1 == at && cell.0 != own && all.is_small(cell) && is_in(cell)
                        })
                    };
                    let is_known = shown.contains(other)
                        || agree(&|_| true)
                        || agree(&|cell| is_peer(&cell.0) == is_peer(other));
                    if all.n(of) == 0 || (by_name && is_known) {
                        continue;
                    }
                    // The client knows its own answers, so that none of them is exchanged, nor those that are shown.
                    let is_dealt =
                        |cell: &&Cell| of_others(at)(cell) && !(by_name && shown.contains(&cell.0.as_str()));
                    let others: Vec<&Cell> = all.0.keys().filter(is_dealt).collect();
                    let mut twins = all.twins(of, &others).filter(|twin| twin.row_of(own) == all.row_of(own));
                    prop_assert!(twins.any(|twin| same(&twin)), "{own} knows {other} in {at}, of {all:?}");
                }
            }
            let pooled = participants.trend.iter().map(|moment| (moment.period.ordinal(), &moment.pooled));
            let groups =
                pooled.chain([(now, &participants.others.finding), (now, &participants.pooled.finding)]);
            let groups = groups.filter(|_| !name_peers);
            for (at, _) in groups.filter(|(at, finding)| is_hidden(finding) && all.n(of_others(*at)) > 0) {
                prop_assert!(
                    all.twins(of_others(at), &[]).any(|twin| same(&twin)),
                    "{own} knows all others in {at}, of {all:?}"
                );
            }
            Ok(())
        });
    }
}
