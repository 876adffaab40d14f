//! How the figures of regions over time read.

use crate::config::Language::{En, Ru};
use crate::figures::{Finding, Hidden};
use crate::sections::Report;
use crate::statistics::{Trend, Verdict};
use crate::wording::sample::{comparison, estimate, region, report};
use crate::wording::tests::{plain, words};
use crate::wording::{FigureTexts, Words};

/// All that is said of a report's regions over time.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let figures = [words.region_map(report), words.region_lines(report)].into_iter().flatten();
    let texts = figures.flat_map(|texts: FigureTexts| {
        [texts.title, texts.subtitle, texts.description, texts.how_to_read, texts.caption]
    });
    let keys = words.map_keys().into_iter().chain([words.all_answers_key()]);
    texts.chain(keys.chain(words.latest_periods(report)).map(str::to_owned)).collect()
}

/// Regions whose scores changed, did not, cannot be compared or cannot be shown.
pub(crate) fn of_histories() -> Vec<Report> {
    let scores = |low: u64, high: u64| {
        let of = |promoters| Finding::Measured(estimate(100, 400 - promoters, promoters));
        vec![of(low), Finding::NoAnswers, of(high)]
    };
    let moved = |north: Option<Trend>, south: Option<Trend>| {
        let mut report = report();
        *report.sections.regions_mut() =
            [("North", north, scores(150, 300)), ("South", south, scores(120, 90))]
                .into_iter()
                .map(|(name, trend, history)| {
                    let mut row = region(name, 1, 0.0, Verdict::Unclear);
                    row.change = trend.map(|trend| comparison(5.0, trend));
                    row.history = history;
                    row
                })
                .collect();
        report
    };
    let some = [Some(Trend::Improved), Some(Trend::Declined), Some(Trend::NoClearChange), None];
    let mut all: Vec<Report> =
        some.iter().flat_map(|north| some.iter().map(|south| moved(*north, *south))).collect();
    let mut hidden = moved(None, None);
    for row in hidden.sections.regions_mut() {
        row.history = vec![Finding::Hidden { why: Hidden::TooFew }; 3];
    }
    let mut long = moved(None, None);
    let first = long.sections.points()[0].clone();
    long.head.periods.extend(std::iter::repeat_n(first.period, 12));
    long.sections.points_mut().extend(std::iter::repeat_n(first, 12));
    all.extend([hidden, long]);
    all
}

fn titles(words: &Words, report: &Report) -> [String; 2] {
    let title = |texts: Option<FigureTexts>| plain(&texts.expect("texts").title);
    [title(words.region_map(report)), title(words.region_lines(report))]
}

#[test]
fn titles_state_the_widest_span_and_who_has_changed() {
    let all = of_histories();
    let [map, lines] = titles(&words(En), &all[1]);
    assert_eq!(map, "Scores ran from −2 (South, Q3 2026) to 40 (North, Q3 2026)");
    assert_eq!(lines, "Clearly higher than in Q2 2026: North; clearly lower: South");
    let [map, lines] = titles(&words(Ru), &all[1]);
    assert_eq!(map, "Разброс NPS: от −2 (South, 3-й квартал 2026 г.) до 40 (North, 3-й квартал 2026 г.)");
    assert_eq!(lines, "Явно выше, чем за 2-й квартал 2026 г.: North; явно ниже: South");
    assert_eq!(titles(&words(En), &all[10])[1], "No region has clearly changed since Q2 2026");
    assert_eq!(
        titles(&words(Ru), &all[10])[1],
        "Ни в одном регионе нет явных изменений (сравнение с показателем за 2-й квартал 2026 г.)"
    );
    assert_eq!(titles(&words(En), &all[16])[0], "No region has a score that can be shown in any period");
}
