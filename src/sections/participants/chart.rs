//! The client as a dot beside the others together, and among all by name.

use crate::charts::Reach;
use crate::charts::dots::{Dots, Emphasis, Mark, Row, Upright};
use crate::sections::Report;
use crate::sections::chart::{dots_words, mark, scores};
use crate::sections::participants::Whose;
use crate::wording::Words;

/// With so many participants a list of them is a table alone.
const TOO_MANY: usize = 60;

/// The client beside its peers, all participants together and their mean; nothing without participants. Its targets stand
/// among the benchmarks.
pub(in crate::sections) fn standing(report: &Report, words: &Words) -> Option<Dots> {
    let participants = report.sections.participants.as_ref()?;
    let groups: Vec<_> = Whose::groups(participants).collect();
    let mut scores = scores([&report.head.overall]);
    scores.extend(self::scores(groups.iter().map(|(_, group)| &group.finding)));
    scores.extend(participants.mean.map(|mean| mean.nps.points()));
    let row = |whose, mark, emphasis| Row {
        name: words.whose(whose),
        note: words.whose_note(whose),
        mark,
        emphasis,
        benchmarks: Vec::new(),
    };
    let mut rows =
        vec![row(Whose::own(&report.head), mark(&report.head.overall, &scores, words), Emphasis::Own)];
    for (whose, group) in groups {
        rows.push(row(whose, mark(&group.finding, &scores, words), Emphasis::None));
    }
    if let Some(mean) = participants.mean {
        let score = mean.nps.points();
        let mark = Mark::Diamond(score, words.nps_among(score, &scores));
        rows.push(row(Whose::Mean(mean.clients), mark, Emphasis::None));
    }
    let upright =
        report.head.overall.estimate().map(|own| Upright { at: own.nps.points(), label: String::new() });
    Some(Dots { rows, upright, reach: Reach::POINTS, words: dots_words(&report.head.method, words, None) })
}

/// The participants that are listed by name against all together, while they are few enough to be seen at once.
pub(in crate::sections) fn named(report: &Report, words: &Words) -> Option<Dots> {
    let participants = report.sections.participants.as_ref().filter(|all| all.named.len() < TOO_MANY)?;
    let scores = scores(participants.named.iter().map(|named| &named.finding));
    let rows = participants.named.iter().map(|named| Row {
        name: named.name.clone(),
        note: String::new(),
        mark: mark(&named.finding, &scores, words),
        emphasis: if named.is_own { Emphasis::Own } else { Emphasis::None },
        benchmarks: Vec::new(),
    });
    let upright = participants.pooled.finding.estimate().map(|all| {
        let at = all.nps.points();
        let name = words.whose(Whose::All(participants.pooled.clients));
        Upright { at, label: format!("{name}\u{a0}{}", words.nps(at)) }
    });
    Some(Dots {
        rows: rows.collect(),
        upright,
        reach: Reach::POINTS,
        words: dots_words(&report.head.method, words, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Finding, Hidden};
    use crate::wording::sample::{by_name, of_a_client, report};

    fn words() -> Words {
        Words::of(&report().head).expect("words")
    }

    #[test]
    fn the_client_stands_out_beside_its_peers_the_others_all_and_their_mean() {
        let dots = standing(&of_a_client(), &words()).expect("participants");
        let emphasis = dots.rows.iter().map(|row| row.emphasis);
        assert_eq!(emphasis.filter(|emphasis| *emphasis == Emphasis::Own).count(), 1);
        let names: Vec<&str> = dots.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names.len(), 5, "{names:?}");
        assert_eq!((names[0], names[2]), ("Acme", "The other participants"));
        assert!(dots.rows[0].note.is_empty() && dots.rows[1].note.contains("11"));
        let Mark::Diamond(mean, value) = &dots.rows[4].mark else { panic!("a mean has no interval") };
        assert!((mean - 21.55).abs() < 1e-9 && !value.is_empty());
        assert!(dots.rows.iter().all(|row| row.benchmarks.is_empty()), "targets stand among the benchmarks");
        assert_eq!(dots.upright.expect("a score").label, "");
    }

    #[test]
    fn a_hidden_group_says_why_and_a_report_of_no_client_has_no_standing() {
        let mut report = of_a_client();
        let participants = report.sections.participants.as_mut().expect("participants");
        participants.peers.as_mut().expect("peers").finding = Finding::Hidden { why: Hidden::TooFewClients };
        let dots = standing(&report, &words()).expect("participants");
        assert!(matches!(&dots.rows[1].mark, Mark::Missing(why) if why == "too few participants"));
        report.sections.participants = None;
        assert!(standing(&report, &words()).is_none() && named(&report, &words()).is_none());
    }

    #[test]
    fn sixty_participants_are_a_table_and_fewer_a_chart_in_which_the_client_s_own_stands_out() {
        let of = |number: usize| {
            let mut report = by_name();
            let all = report.sections.participants.as_mut().expect("participants");
            all.named = all.named.iter().cycle().take(number).cloned().collect();
            report
        };
        let dots = named(&of(59), &words()).expect("a chart");
        let own = dots.rows.iter().filter(|row| row.emphasis == Emphasis::Own);
        assert!(own.clone().count() > 0 && own.clone().all(|row| row.name == "Acme"));
        assert_eq!(dots.rows.len(), 59);
        assert!(named(&of(60), &words()).is_none());
    }
}
