//! How the account of why the score changed reads.

use crate::config::Language::{self, En, Ru};
use crate::figures::{Change, Finding, Since};
use crate::sections::Report;
use crate::sections::why::{Why, WhyLine, WhySide};
use crate::statistics::Trend;
use crate::survey::{Nps, Region};
use crate::wording::sample::{change, estimate, report};
use crate::wording::tests::{plain, words};
use crate::wording::{FigureTexts, Words};

/// What a region was, and is, as share and score.
type Sides = (Option<&'static str>, Option<(f64, f64)>, Option<(f64, f64)>);

/// Why the score changed, from regions.
fn why(change: &Change, after: Nps, sides: &[Sides]) -> Option<Why> {
    let side = |(share, nps)| WhySide { share, nps: Nps::stated(nps).expect("in range") };
    let sides = sides.iter().map(|(name, before, after)| {
        (name.map(|name| Region::Named(name.to_owned())), before.map(side), after.map(side))
    });
    let before = change.then.estimate().map_or(after, |then| then.nps);
    Why::new(None, (change.since, change.period), (before, after), sides.collect())
}

/// Everything that can be said about why the score changed.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    for why in report.sections.why() {
        let FigureTexts { title, subtitle, description, how_to_read, caption } = words.why(report, why);
        said.extend([title, subtitle, description, how_to_read, caption]);
        said.push(words.why_heading().to_owned());
        said.extend(words.why_note(report, why).map(str::to_owned));
        said.extend(why.lines.iter().map(|line| words.why_line(why, line.region.as_ref(), &line.effect)));
        said.extend(why.steps().iter().map(|step| words.why_step(why, step)));
        said.extend(words.why_keys().into_iter().chain(words.why_head()).map(str::to_owned));
    }
    said
}

/// A change taken apart in every state that a sentence tells apart.
pub(crate) fn of_changes() -> Vec<Report> {
    let accounts: [&[Sides]; 4] = [
        &[(Some("A"), Some((0.5, 20.0)), Some((0.6, 40.0))), (None, Some((0.5, 10.0)), Some((0.4, 10.0)))],
        &[
            (Some("A"), Some((0.5, 40.0)), Some((0.4, 20.0))),
            (Some("B"), Some((0.3, 10.0)), Some((0.5, 10.0))),
            (Some("C"), Some((0.2, 60.0)), None),
            (Some("D"), None, Some((0.1, 5.0))),
        ],
        &[
            (Some("A"), Some((0.5, 20.0)), Some((0.4, 20.0))),
            (Some("B"), Some((0.5, 20.0)), Some((0.4, 20.0))),
            (Some("D"), None, Some((0.2, 80.0))),
        ],
        &[
            (Some("A"), Some((0.5, 20.0)), Some((0.4, 20.0))),
            (Some("B"), Some((0.5, 20.0)), Some((0.4, 20.0))),
            (Some("D"), None, Some((0.2, 20.0))),
        ],
    ];
    let mut reports = Vec::new();
    for sides in accounts {
        for verdict in [Trend::Improved, Trend::Declined, Trend::NoClearChange] {
            let change = change(Since::PreviousPeriod, 6.7, verdict);
            let after = estimate(60, 100, 140).nps;
            let why = why(&change, after, sides).into_iter().collect();
            reports.push({
                let mut made = report();
                made.head.changes = vec![change];
                made.sections.why = Some(crate::sections::Accounts(why));
                made
            });
        }
    }
    let mut same = reports[2].clone();
    same.sections.why_mut()[0].after = same.sections.why()[0].before;
    reports.push(same);
    let names: Vec<String> = (0..12).map(|at| format!("R{at}")).collect();
    let mut many = reports[0].clone();
    let line = many.sections.why()[0].lines[0].clone();
    many.sections.why_mut()[0].lines =
        names.into_iter().map(|name| WhyLine { region: Some(Region::Named(name)), ..line.clone() }).collect();
    reports.push(many);
    // The same of segments.
    let by_segment = |report: &Report| {
        let by = |why: &Why| Why { by: Some("plan".to_owned()), ..why.clone() };
        {
            let mut made = report.clone();
            made.sections.why =
                Some(crate::sections::Accounts(report.sections.why().iter().map(by).collect()));
            made
        }
    };
    let segments: Vec<Report> = reports.iter().map(by_segment).collect();
    reports.extend(segments);
    reports
}

#[test]
fn a_change_is_told_with_what_did_how_much_of_it_and_as_proven_only_beyond_chance() {
    let title = |language: Language, report: &Report| {
        plain(&words(language).why(report, &report.sections.why()[0]).title)
    };
    let [rose, fell, unclear, low] = [0, 1, 2, 0].map(|at| of_changes()[at].clone());
    assert_eq!(
        title(En, &rose),
        "The score rose by 6.7 points since Q2 2026: +11.0 from the regions’ own scores, +2.0 from a shift between regions"
    );
    assert!(title(En, &fell).starts_with("The score fell by 6.7 points since Q2 2026: "));
    assert_eq!(
        title(Ru, &unclear),
        "Разница с показателем за 2-й квартал 2026 г. (+6,7 пункта) может быть случайной; в наблюдаемых данных: \
         +11,0 — показатели самих регионов, +2,0 — сдвиг долей между регионами"
    );
    let mut same = unclear.clone();
    same.sections.why_mut()[0].after = same.sections.why()[0].before;
    assert!(
        title(En, &same)
            .starts_with("The score is the same as in Q2 2026: as observed, +11.0 from the regions’ own")
    );
    assert!(
        title(Ru, &same)
            .starts_with("Показатель такой же, как за 2-й квартал 2026 г.; в наблюдаемых данных: +11,0")
    );
    assert!(words(En).why_note(&unclear, &unclear.sections.why()[0]).is_some());
    assert!(words(En).why_note(&rose, &rose.sections.why()[0]).is_none());
    let count = of_changes().len() / 2;
    let segments = &of_changes()[count];
    assert!(
        title(En, segments)
            .contains("+11.0 from the segments’ own scores, +2.0 from a shift between segments")
    );
    let said = words(Ru).why(segments, &segments.sections.why()[0]);
    assert!(plain(&said.subtitle).contains("в разрезе «plan», в пунктах"), "{}", said.subtitle);
    let few = {
        let mut made = low;
        made.head.overall = Finding::Measured(estimate(3, 4, 5));
        made
    };
    assert!(title(En, &few).contains("may be chance"));
    let turnover = &of_changes()[3];
    assert!(title(En, turnover).contains("from regions that answered only before or only now"));
}
