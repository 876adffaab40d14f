//! The tables of the client among all that take part.

use super::{Named, Whose};
use crate::sections::Report;
use crate::sections::table::{Cell, NONE, Table, beside, finding, finding_head, number, text};
use crate::wording::Words;

/// The client, its peers, all participants together and their mean.
pub(crate) fn standing(report: &Report, words: &Words) -> Option<Table> {
    let participants = report.sections.participants.as_ref()?;
    let labels = words.labels();
    let mut rows = Vec::new();
    let mut add = |name: String, score: [Cell; 4], clients: Option<u64>, comparison: [Cell; 3]| {
        let mut row = vec![text(name)];
        row.extend(score);
        row.push(number(clients.map_or_else(|| NONE.to_owned(), |clients| words.count(clients))));
        row.extend(comparison);
        rows.push(row);
    };
    let none = || beside(None, words);
    add(words.whose(Whose::own(&report.head)), finding(&report.head.overall, words), None, none());
    for (whose, group) in Whose::groups(participants) {
        let compared = beside(group.comparison.as_ref(), words);
        add(words.whose(whose), finding(&group.finding, words), Some(group.clients), compared);
    }
    if let Some(mean) = participants.mean {
        let score = [number(words.nps(mean.nps.points())), number(NONE), number(NONE), number(NONE)];
        add(words.whose(Whose::Mean(mean.clients)), score, Some(mean.clients), none());
    }
    let [whose, how_many, ..] = words.participants_head();
    let mut head = vec![text(whose)];
    head.extend(finding_head(words));
    head.extend([
        number(how_many),
        number(&labels.difference),
        number(words.p_head(&report.head.method)),
        text(&labels.verdict),
    ]);
    let caption = words.standing(report).map(|texts| texts.caption).unwrap_or_default();
    Some(Table::new("table-participants", caption, head, rows))
}

/// The participants that are listed by name.
pub(crate) fn named(report: &Report, words: &Words) -> Option<Table> {
    let participants = report.sections.participants.as_ref()?;
    let row = |named: &Named| {
        let mut row = vec![text(words.named_participant(named))];
        row.extend(finding(&named.finding, words));
        row.extend(match named.rank {
            Some(rank) => [number(words.count(rank.place.into())), number(words.open_places(rank))],
            None => [number(&words.labels().unranked), number(NONE)],
        });
        row
    };
    let [.., participant, open_places] = words.participants_head();
    let mut head = vec![text(participant)];
    head.extend(finding_head(words));
    head.extend([number(&words.labels().rank), number(open_places)]);
    let caption = words.named(report).map(|texts| texts.caption).unwrap_or_default();
    Some(Table::new("table-named", caption, head, participants.named.iter().map(row).collect()))
}

/// Why groups of participants are not shown: now, once for each reason, and in no period, once for all.
pub(crate) fn notes(report: &Report, words: &Words) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for (_, group) in report.sections.participants.iter().flat_map(Whose::groups) {
        let note = words.note(&group.finding, &report.head.method);
        notes.extend(note.filter(|note| group.finding.estimate().is_none() && !notes.contains(note)));
    }
    notes.extend(words.groups_left_out(report));
    notes.extend(words.pseudonym(report));
    notes
}
