//! The tables of this part.

use crate::figures::Finding;
use crate::sections::Report;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::survey::Group;
use crate::wording::Words;

/// The periods of the trend, or all answers, by group.
pub(crate) fn composition(report: &Report, words: &Words) -> Table {
    let labels = words.labels();
    let has_counts = report.head.has_counts();
    let mut rows: Vec<Vec<Cell>> = report
        .sections
        .points()
        .iter()
        .map(|point| composition_row(words.period_heading(point.period), &point.finding, has_counts, words))
        .collect();
    if rows.is_empty() {
        rows.push(composition_row(labels.total.to_string(), &report.head.overall, has_counts, words));
    }
    let first = text(if report.sections.points().is_empty() { &labels.answers } else { &labels.period });
    let mut head = vec![first];
    for group in [Group::Detractor, Group::Passive, Group::Promoter] {
        let name = words.group(group);
        if has_counts {
            head.extend([number(name), number("%")]);
        } else {
            head.push(number(name));
        }
    }
    head.push(number(&labels.base));
    let caption = words.composition(report).map(|texts| texts.caption).unwrap_or_default();
    Table::new("table-composition", caption, head, rows)
}

/// Each group with its answers and their share, or with the share alone.
fn composition_row(name: String, finding: &Finding, has_counts: bool, words: &Words) -> Vec<Cell> {
    let mut row = vec![text(name)];
    if let Some(estimate) = finding.estimate() {
        let shares = [estimate.shares.detractors, estimate.shares.passives, estimate.shares.promoters];
        let counts = estimate
            .counts
            .filter(|_| has_counts)
            .map(|all| [all.detractors(), all.passives(), all.promoters()]);
        for (at, share) in shares.into_iter().enumerate() {
            let answers = counts.and_then(|counts| counts.get(at).copied());
            row.extend(answers.map(|answers| number(words.count(answers))));
            row.push(number(words.percent_to(share, 1)));
        }
        row.push(number(words.count(estimate.n)));
    } else {
        row.push(number(words.finding(finding)));
        let others = if has_counts { 6 } else { 3 };
        row.extend((0..others).map(|_| number(NONE)));
    }
    row
}

/// Answers by score.
pub(crate) fn histogram(report: &Report, words: &Words) -> Option<Table> {
    let labels = words.labels();
    let composition = report.sections.composition.as_ref()?;
    let histogram = composition.histogram.as_ref();
    let scale = &report.head.question.scale;
    let shares = composition.score_shares(scale)?;
    let rows = scale.scores().zip(shares).map(|(score, share)| {
        let mut row =
            vec![number(words.score(scale.answer(score))), text(words.group_member(scale.group(score)))];
        row.extend(histogram.map(|histogram| number(words.count(histogram.answers(score)))));
        row.push(number(words.percent_to(share, u8::from(histogram.is_some()))));
        row
    });
    let mut head = vec![number(&labels.score), text(&labels.group)];
    head.extend(histogram.map(|_| number(&labels.answers)));
    head.push(number(&labels.share));
    Some(Table::new("table-histogram", words.histogram(report)?.caption, head, rows.collect()))
}
