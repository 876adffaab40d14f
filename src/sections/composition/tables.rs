//! The tables of this part.

use crate::figures::Finding;
use crate::sections::Report;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::survey::Group;
use crate::wording::Words;

/// The periods of the trend, or all answers, by group.
pub(crate) fn composition(report: &Report, words: &Words) -> Table {
    let labels = words.labels();
    let mut rows: Vec<Vec<Cell>> = report
        .sections
        .points()
        .iter()
        .map(|point| composition_row(words.period_heading(point.period), &point.finding, words))
        .collect();
    if rows.is_empty() {
        rows.push(composition_row(labels.total.to_string(), &report.head.overall, words));
    }
    let first = text(if report.sections.points().is_empty() { &labels.answers } else { &labels.period });
    let mut head = vec![first];
    for group in [Group::Detractor, Group::Passive, Group::Promoter] {
        head.extend([number(words.group(group)), number("%")]);
    }
    head.push(number(&labels.base));
    let caption = words.composition(report).map(|texts| texts.caption).unwrap_or_default();
    Table::new("table-composition", caption, head, rows)
}

fn composition_row(name: String, finding: &Finding, words: &Words) -> Vec<Cell> {
    let mut row = vec![text(name)];
    if let Some(estimate) = finding.estimate() {
        let (counts, shares) = (estimate.counts, estimate.shares);
        for (answers, share) in [
            (counts.detractors(), shares.detractors),
            (counts.passives(), shares.passives),
            (counts.promoters(), shares.promoters),
        ] {
            row.extend([number(words.count(answers)), number(words.percent_to(share, 1))]);
        }
        row.push(number(words.count(estimate.n)));
    } else {
        row.push(number(words.finding(finding)));
        row.extend((0..6).map(|_| number(NONE)));
    }
    row
}

/// Answers by score.
pub(crate) fn histogram(report: &Report, words: &Words) -> Option<Table> {
    let labels = words.labels();
    let composition = report.sections.composition.as_ref()?;
    let histogram = composition.histogram.as_ref()?;
    let scale = &report.head.question.scale;
    let shares = composition.score_shares(scale).unwrap_or_default();
    let rows = scale.scores().map(|score| {
        let answers = histogram.answers(score);
        let share = shares.get(score.index()).copied().unwrap_or_default();
        vec![
            number(words.score(scale.answer(score))),
            text(words.group_member(scale.group(score))),
            number(words.count(answers)),
            number(words.percent_to(share, 1)),
        ]
    });
    let head =
        vec![number(&labels.score), text(&labels.group), number(&labels.answers), number(&labels.share)];
    Some(Table::new("table-histogram", words.histogram(report)?.caption, head, rows.collect()))
}
