//! Scores at an earlier mix as the page has them.

use super::mode::{AtMix, MIX, Mixed, Shifted, texts};
use crate::charts::dots::Dots;
use crate::charts::panels::{Panel, Panels, PanelsWords};
use crate::charts::series::Series;
use crate::charts::{self, Reach};
use crate::sections::chart::series;
use crate::sections::table::{NONE, Table, number, text, trend_comparison};
use crate::sections::{Figure, Report};
use crate::survey::Interval;
use crate::wording::{About, FigureTexts, Words, fill};

/// The figures of a cut: tables of the score at the earlier mix, and of the shares; where the mix has moved, the scores of all periods
/// at that mix, beside those as they are.
pub(super) fn figures(
    report: &Report,
    all: &[AtMix],
    id: &str,
    words: &Words,
    titled: &dyn Fn(&str) -> String,
) -> Vec<Figure> {
    let over_time =
        all.iter().find(|at| at.has_moved()).and_then(|at| over_time(report, at, id, words, titled));
    now(report, all, id, words, titled).into_iter().chain(over_time).collect()
}

/// Fewer periods than this are told by the changes.
const LEAST_PERIODS: usize = 3;

/// All periods at the mix of one.
fn over_time(
    report: &Report,
    at: &AtMix,
    id: &str,
    words: &Words,
    titled: &dyn Fn(&str) -> String,
) -> Option<Figure> {
    let (texts, head, labels) = (texts(words), &report.head, words.labels());
    let [first, last] = [*head.periods.first()?, *head.periods.last()?];
    if at.over_time.iter().flatten().count() < LEAST_PERIODS {
        return None;
    }
    let (id, earlier) = (format!("{id}-over-time"), ("earlier", words.period_inside(at.period)));
    let subject = words.subject(head, Some(words.span(first, last)), None);
    let caption = titled(&fill(&texts.caption, &[("subject", subject.clone())]));
    let confidence = ("confidence", words.confidence(head.method.confidence));
    let title = titled(&fill(&texts.over_time, std::slice::from_ref(&earlier)));
    let told = FigureTexts {
        description: title.clone(),
        title,
        subtitle: fill(&texts.subtitle, &[("subject", subject)]),
        how_to_read: fill(&texts.over_time_how, &[earlier.clone(), confidence]),
        caption: caption.clone(),
    };
    let measured = |of: &Mixed| {
        let ends = (of.interval.low(), of.interval.high());
        charts::Measured { score: of.nps.points(), low: ends.0, high: ends.1, low_base: false }
    };
    let panel = Panel {
        name: fill(&texts.at_mix, &[earlier]),
        value: Some(words.nps(at.nps.points())),
        series: Series(at.over_time.iter().map(|of| of.as_ref().map(measured)).collect()),
    };
    let panels = Panels {
        panels: vec![panel],
        behind: series(report.over_time()),
        reach: Reach::POINTS,
        ends: [first, last].map(|period| words.period_axis(period)),
        words: PanelsWords {
            interval: words.interval_name(head.method.confidence),
            behind: texts.as_it_is.to_string(),
            low_base: words.low_base_key(&head.method),
            gap: labels.gap.to_string(),
        },
    };
    let rows = head.periods.iter().zip(report.over_time()).zip(&at.over_time).map(|((period, then), of)| {
        let end = |end: fn(Interval) -> f64| {
            number(of.as_ref().map_or_else(|| NONE.to_owned(), |of| words.points(end(of.interval), 1)))
        };
        vec![
            text(words.period_heading(*period)),
            number(words.finding(then)),
            number(of.as_ref().map_or_else(|| NONE.to_owned(), |of| words.nps_to(of.nps.points(), 1))),
            end(Interval::low),
            end(Interval::high),
        ]
    });
    let [_, _, _, mix, ..] = &texts.heads;
    let heads = vec![
        text(&labels.period),
        number(&labels.nps),
        number(mix),
        number(&labels.low),
        number(&labels.high),
    ];
    let table = Table::new(&format!("table-{id}"), caption, heads, rows.collect());
    let chart = format!("chart-{id}");
    let figure = Figure::new(&id, Some(told), (&chart, Some(panels)), &[MIX, About::INTERVAL], words)?;
    Some(figure.with_tables([table]))
}

/// The tables of the reported period.
fn now(
    report: &Report,
    all: &[AtMix],
    id: &str,
    words: &Words,
    titled: &dyn Fn(&str) -> String,
) -> Option<Figure> {
    let (texts, head, labels) = (texts(words), &report.head, words.labels());
    let first = all.iter().find(|at| at.has_moved()).or(all.first())?;
    let [(_, subject), _] = words.dated_subject(head, None);
    let subject = [("subject", subject)];
    let now = head.overall.estimate()?;
    let row = |at: &AtMix| {
        let then = head.changes.iter().find(|change| change.period == at.period).map(|change| &change.then);
        let then = then.map_or_else(String::new, |then| words.finding(then));
        let mut cells = vec![
            text(words.period_axis(at.period)),
            number(then),
            number(words.nps_to(now.nps.points(), 1)),
            number(words.nps_to(at.nps.points(), 1)),
            number(words.points(at.interval.low(), 1)),
            number(words.points(at.interval.high(), 1)),
        ];
        cells.extend(trend_comparison(Some(&at.change), words));
        cells
    };
    let [since, then, period, mix, before, after] = &texts.heads;
    let p_head = || number(words.p_head(&head.method));
    let heads = vec![
        text(since),
        number(then),
        number(period),
        number(mix),
        number(&labels.low),
        number(&labels.high),
        number(&labels.difference),
        p_head(),
        text(&labels.verdict),
    ];
    let caption = titled(&fill(&texts.caption, &subject));
    let mut tables =
        vec![Table::new(&format!("table-{id}"), caption.clone(), heads, all.iter().map(row).collect())];
    for (place, at) in all.iter().enumerate() {
        let row = |share: &Shifted| {
            let change = 100.0 * (share.after - share.before);
            vec![
                text(words.region(&share.region)),
                number(words.percent_to(share.before, 1)),
                number(words.percent_to(share.after, 1)),
                number(words.change_to(change, 1)),
                number(words.p_number(share.p_adjusted)),
            ]
        };
        let head =
            vec![text(&labels.region), number(before), number(after), number(&labels.difference), p_head()];
        let values = [("earlier", words.period_inside(at.period)), subject[0].clone()];
        let caption = titled(&fill(&texts.shares_caption, &values));
        let rows = at.shares.iter().map(row).collect();
        tables.push(Table::new(&format!("table-{id}-shares-{}", place + 1), caption, head, rows));
    }
    let told = FigureTexts {
        title: titled(&first.title(head, words)),
        subtitle: fill(&texts.subtitle, &subject),
        description: titled(&first.title(head, words)),
        how_to_read: texts.how.to_string(),
        caption,
    };
    let none: (&str, Option<Dots>) = ("chart-mix", None);
    let figure = Figure::new(id, Some(told), none, &[MIX, About::COMPARISON], words)?;
    Some(Figure { folded: !first.has_moved(), ..figure.with_tables(tables) })
}
