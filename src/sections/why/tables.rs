//! The tables of why the score changed.

use super::{Why, WhyLine, WhySide};
use crate::figures::Since;
use crate::sections::Report;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::wording::Words;

/// What a page calls the figure of an account.
pub(crate) fn id(report: &Report, why: &Why) -> String {
    let name = match why.since {
        Since::PreviousPeriod => "why".to_owned(),
        Since::YearEarlier => "why-since-a-year-earlier".to_owned(),
        Since::Named => format!("why-since-{}", why.period.key().to_lowercase().replace('/', "-")),
    };
    let Some(by) = &why.by else { return name };
    // Columns of segments by their place, as a name may hold anything.
    let mut columns: Vec<&String> = Vec::new();
    for column in report.sections.why().iter().filter_map(|why| why.by.as_ref()) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let place = columns.iter().position(|column| *column == by).map_or(0, |at| at + 1);
    format!("{name}-by-segment-{place}")
}

/// Every region with its shares, its scores and what it did; all of them last.
pub(crate) fn table(report: &Report, why: &Why, words: &Words) -> Table {
    let has_turnover = why.has_turnover();
    let part = |points: f64| number(words.change_to(points, 1));
    let parts = |mix: Option<f64>, rate: Option<f64>, turnover: Option<f64>, total: f64| {
        let or_none = |points: Option<f64>| points.map_or_else(|| number(NONE), part);
        let mut cells = vec![or_none(mix), or_none(rate)];
        cells.extend(has_turnover.then(|| or_none(turnover)));
        cells.push(part(total));
        cells
    };
    let row = |line: &WhyLine| {
        let (effect, stayed) = (line.effect, line.before.is_some() && line.after.is_some());
        let mut row = vec![text(words.why_line(why, line.region.as_ref(), &effect))];
        row.extend(sides(line.before, line.after, words));
        row.extend(parts(
            stayed.then(|| effect.mix()),
            stayed.then(|| effect.rate()),
            (!stayed).then(|| effect.turnover()),
            effect.total(),
        ));
        row
    };
    let mut rows: Vec<Vec<Cell>> = why.lines.iter().map(row).collect();
    let whole = |nps| Some(WhySide { share: 1.0, nps });
    let mut all = vec![text(&words.labels().total)];
    all.extend(sides(whole(why.before), whole(why.after), words));
    all.extend(parts(Some(why.mix), Some(why.rate), Some(why.turnover), why.difference(&report.head)));
    rows.push(all);
    let [share_before, share_after, nps_before, nps_after, mix, rate, turnover, total] = words.why_head();
    let mut head = vec![text(why.called().unwrap_or(&words.labels().region))];
    head.extend([share_before, share_after, nps_before, nps_after, mix, rate].map(number));
    head.extend(has_turnover.then(|| number(turnover)));
    head.push(number(total));
    Table::new(&format!("table-{}", id(report, why)), words.why(report, why).caption, head, rows)
}

/// Shares and scores before and after.
fn sides(before: Option<WhySide>, after: Option<WhySide>, words: &Words) -> [Cell; 4] {
    let share = |side: Option<WhySide>| {
        number(side.map_or_else(|| NONE.to_owned(), |side| words.percent_to(side.share, 1)))
    };
    let nps = |side: Option<WhySide>| {
        number(side.map_or_else(|| NONE.to_owned(), |side| words.nps_to(side.nps.points(), 1)))
    };
    [share(before), share(after), nps(before), nps(after)]
}
