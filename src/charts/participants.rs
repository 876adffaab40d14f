//! The client among all that take part: beside the others together, and in a list of all by name.

use crate::report::{Finding, Report};
use crate::sections::participants::Whose;

use super::dots::{Dots, Entry, Mark, Upright, dots};
use super::key::{Key, Sign};
use super::plane::Dot;
use super::role::Role;
use super::{Caption, Chart, Labels, Width, Word};

/// With so many participants a list of them is a table alone.
const TOO_MANY: usize = 60;

/// The client beside its peers, all participants together and their mean; nothing where there is no score. Its targets stand
/// among the benchmarks.
#[must_use]
pub fn standing(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let participants = report.sections.participants.as_ref()?;
    let entry = |whose, mark, role| Entry {
        name: labels.whose(whose),
        note: labels.whose_note(whose),
        mark,
        role,
        bold: role == Role::Accent,
        sign: None,
        benchmarks: Vec::new(),
    };
    let mut entries =
        vec![entry(Whose::own(&report.head), Mark::Finding(&report.head.overall), Role::Accent)];
    for (whose, group) in Whose::groups(participants) {
        entries.push(entry(whose, Mark::Finding(&group.finding), Role::Unclear));
    }
    if let Some(mean) = participants.mean {
        entries.push(entry(Whose::Mean(mean.clients), Mark::Mean(mean.nps), Role::Unclear));
    }
    let upright =
        report.head.overall.estimate().map(|own| Upright { at: own.nps.points(), label: String::new() });
    let key = key(&entries, labels, width);
    dots(&Dots { entries, upright, key }, labels, width, &caption)
}

/// The participants that are listed by name against all together, while they are few enough to be seen at once; nothing where
/// there is no score.
#[must_use]
pub fn named(report: &Report, labels: &dyn Labels, width: Width, caption: Caption<'_>) -> Option<Chart> {
    let participants = report.sections.participants.as_ref().filter(|all| all.named.len() < TOO_MANY)?;
    let entries: Vec<Entry<'_>> = participants
        .named
        .iter()
        .map(|named| Entry {
            name: named.name.clone(),
            note: String::new(),
            mark: Mark::Finding(&named.finding),
            role: if named.is_own { Role::Accent } else { Role::Unclear },
            bold: named.is_own,
            sign: None,
            benchmarks: Vec::new(),
        })
        .collect();
    let upright = participants.pooled.finding.estimate().map(|all| {
        let at = all.nps.points();
        let name = labels.whose(Whose::All(participants.pooled.clients));
        Upright { at, label: format!("{name}\u{a0}{}", labels.nps(at)) }
    });
    let key = key(&entries, labels, width);
    dots(&Dots { entries, upright, key }, labels, width, &caption)
}

fn key(entries: &[Entry<'_>], labels: &dyn Labels, width: Width) -> Key {
    let estimates = || {
        entries.iter().filter_map(|entry| match entry.mark {
            Mark::Finding(finding) => Finding::estimate(finding),
            Mark::Mean(_) => None,
        })
    };
    let occurring = [
        (estimates().next().is_some(), Sign::Whisker(Role::Unclear), Word::Interval),
        (estimates().any(|e| e.low_base), Sign::Dot(Role::Unclear, Dot::Hollow), Word::LowBase),
    ];
    let signs: Vec<(Sign, Word)> =
        occurring.into_iter().filter(|(occurs, ..)| *occurs).map(|(_, sign, word)| (sign, word)).collect();
    Key::new(&signs, labels, width)
}
