//! How it reads whether there are answers enough, and what is no report of it.

use super::types::{Base, InCut, InPart, Invitations, Need};
use crate::config::Language::{En, Ru, Uk};
use crate::sections::{Report, Section, all_said};
use crate::survey::Region;
use crate::wording::Words;
use crate::wording::sample::report;

fn base(n: u64, needed: u64, rate: Option<[u64; 2]>) -> Base {
    let invitations = rate.and_then(|rate| Invitations::of(needed, rate));
    let more = needed.saturating_sub(n);
    Base { n, margin: 8.76, spread_of_all: n < 30, needed, more, invitations }
}

/// The three hundred answers of the sample, a region that lacks and one that does not.
fn with_need(needed: u64, rate: Option<[u64; 2]>) -> Report {
    let mut report = report();
    let part =
        |name: &str, n: u64| InPart { region: Region::Named(name.to_owned()), base: base(n, 100, rate) };
    report.sections.need = Some(Need {
        wanted: 10.0,
        all: base(300, needed, rate),
        regions: vec![part("South", 20), part("North", 280)],
        cuts: vec![InCut { name: "channel".to_owned(), label: None, values: vec![part("web", 300)] }],
    });
    report
}

/// Reports that say all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    vec![with_need(248, None), with_need(330, Some([300, 1_200]))]
}

/// What a report says of it.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(need) = &report.sections.need else { return Vec::new() };
    all_said(words, report, need)
}

#[test]
fn what_lacks_is_told_in_the_forms_of_each_language() {
    for (language, enough, lacking) in [
        (
            En,
            "300 answers are enough for a margin of error of ±10 points; 1 of 3 parts has too few answers",
            "A margin of error of ±10 points takes 30 more answers; 1 of 3 parts has too few answers",
        ),
        (
            Ru,
            "300 ответов достаточно для погрешности ±10 пунктов; ответов мало в 1 части из 3",
            "Для погрешности ±10 пунктов не хватает 30 ответов; ответов мало в 1 части из 3",
        ),
        (
            Uk,
            "300 відповідей достатньо для похибки ±10 пунктів; відповідей замало в 1 частині із 3",
            "Для похибки ±10 пунктів бракує 30 відповідей; відповідей замало в 1 частині із 3",
        ),
    ] {
        let words = crate::wording::tests::words(language);
        for (needed, expected) in [(248, enough), (330, lacking)] {
            let report = with_need(needed, None);
            let title = report.sections.need.as_ref().map(|need| need.title(&words).replace('\u{a0}', " "));
            assert_eq!(title.as_deref(), Some(expected));
        }
    }
}

/// 330 × 1,200 / 300 are 1,320, and 100 × 3 / 2 rounded up.
#[test]
fn as_many_are_invited_as_answer_if_as_many_of_them_do() {
    let n = |needed, rate| Invitations::of(needed, rate).map(|of| of.n);
    assert_eq!(n(330, [300, 1_200]), Some(1_320));
    assert_eq!(n(101, [2, 3]), Some(152));
    assert_eq!([n(1, [0, 5]), n(1, [6, 5])], [None, None]);
}

#[test]
fn needs_that_do_not_follow_are_no_report() {
    let fault = |change: &dyn Fn(&mut Need)| {
        let mut report = with_need(330, Some([300, 1_200]));
        report.sections.need.iter_mut().for_each(change);
        report.sections.need.as_ref().and_then(|need| need.fault(&report.head))
    };
    let told = Some("the answers that are needed do not follow from those that there are");
    assert_eq!(fault(&|_| {}), None);
    assert_eq!(fault(&|need| need.all.n += 1), told);
    assert_eq!(fault(&|need| need.regions[1].base.more = 1), told);
    assert_eq!(
        fault(&|need| need.cuts[0].values[0].base.invitations.iter_mut().for_each(|of| of.n += 1)),
        told
    );
}
