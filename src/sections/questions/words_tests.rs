//! How the further questions read.

use super::findings::CHANGE;
use super::types::{
    Account, Against, Asked, Gap, Gauge, InCut, InRegion, Level, Line, Moved, Questions, Reached,
};
use super::words::Said;
use crate::config::Language::{En, Ru};
use crate::config::Statistic;
use crate::figures::{Finding, Hidden, Since};
use crate::responses::Reason;
use crate::sections::{KeyFinding, Page, Report, Section};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Question, QuestionKind, Scale};
use crate::wording::Words;
use crate::wording::sample::report;
use crate::wording::tests::{plain, words};

fn level(value: f64) -> Finding<Level> {
    Finding::Measured(Level { n: 120, value, lower: Some(value), upper: Some(value), low_base: false })
}

fn gap<V>(gap: f64, verdict: V) -> Gap<V> {
    Gap { gap, z: 2.5, p: 0.01, p_adjusted: 0.02, verdict }
}

/// A report with a question for each of these measures, with what became of each and where its regions stand.
fn asked(lines: &[(Gauge, Trend)], rests: Option<[Verdict; 2]>) -> Report {
    let mut report = report();
    let change = report.head.changes.first().map(|change| (change.since, change.period));
    let (since, period) = change.unwrap_or_else(|| (Since::PreviousPeriod, report.head.periods[0]));
    let scale = Scale::new(1, 7, 5, 6).expect("a scale");
    let of = |(at, (measure, trend)): (usize, &(Gauge, Trend))| {
        let (kind, scale, value) = match measure {
            Gauge::Nps => (QuestionKind::Nps, Scale::ZERO_TO_TEN, 20.0),
            Gauge::Mean => (QuestionKind::Rating, scale, 5.2),
            Gauge::TopBox => (QuestionKind::Rating, scale, 0.48),
            Gauge::Yes => (QuestionKind::YesNo, Scale::NO_OR_YES, 0.57),
            Gauge::Outcome => (QuestionKind::Outcome, Scale::NO_OR_YES, 0.39),
            Gauge::Response => (QuestionKind::Response, Scale::NO_OR_YES, 0.61),
            Gauge::Option => (QuestionKind::Choice, Scale::NO_OR_YES, 0.34),
        };
        let name = ["product", "goals", "happy", "again"][at % 4].to_owned();
        let verdicts = rests.map_or([None, None], |verdicts| verdicts.map(Some));
        // Those that the page lists.
        let named = report.sections.listed_regions().map(|row| row.region.clone());
        let regions: Vec<InRegion> = named
            .zip(verdicts)
            .map(|(region, verdict)| InRegion {
                region,
                finding: level(value),
                rest: verdict.map(|verdict| gap(0.1, verdict)),
            })
            .collect();
        Asked {
            question: Question { of: None, kind, ..Question::nps(name, scale) },
            by_list: false,
            account: Some(Account {
                answers: 900,
                outside: 12,
                rejected: [(Reason::NeitherYesNorNo, 3)].into_iter().collect(),
            }),
            measures: vec![Line {
                measure: *measure,
                now: level(value),
                changes: vec![Moved {
                    since,
                    period,
                    then: level(value / 2.0),
                    comparison: Some(gap(0.3, *trend)),
                }],
                over_time: report.head.periods.iter().map(|_| level(value)).collect(),
                benchmarks: vec![Against {
                    name: "Promise".to_owned(),
                    value,
                    statistic: Statistic::Target,
                    year: None,
                    n: None,
                    source: None,
                    comparison: Some(gap(-0.1, Verdict::Below)),
                }],
                cuts: vec![InCut {
                    name: "size".to_owned(),
                    label: None,
                    table: None,
                    values: regions.clone(),
                }],
                regions,
            }],
            level: Some(Reached { name: "weak".to_owned(), text: Some("Call back.".to_owned()) }),
        }
    };
    report.sections.questions = Some(Questions(lines.iter().enumerate().map(of).collect()));
    report
}

/// A report with a question of two options, of which a region has one clearly more often.
pub(super) fn options(trend: Trend) -> Report {
    let mut report =
        asked(&[(Gauge::Option, trend), (Gauge::Option, trend)], Some([Verdict::Above, Verdict::Unclear]));
    for asked in report.sections.questions.iter_mut().flat_map(|all| &mut all.0) {
        asked.question.of = Some("reason".to_owned());
    }
    report
}

/// Reports with other questions, of each kind.
pub(crate) fn reports() -> Vec<Report> {
    use Trend::{Declined, Improved, NoClearChange};
    let [above, below, unclear] = [Verdict::Above, Verdict::Below, Verdict::Unclear];
    let mut bare = asked(&[(Gauge::Yes, NoClearChange)], None);
    for line in
        bare.sections.questions.iter_mut().flat_map(|all| &mut all.0).flat_map(|asked| &mut asked.measures)
    {
        line.changes.clear();
    }
    let steps = [Gauge::Outcome, Gauge::Outcome, Gauge::Response].map(|gauge| (gauge, NoClearChange));
    let mut outcomes = asked(&steps, None);
    for asked in outcomes.sections.questions.iter_mut().flat_map(|all| &mut all.0).skip(1).take(1) {
        asked.question.of = Some("product".to_owned());
    }
    let all = [Gauge::Nps, Gauge::Mean, Gauge::TopBox, Gauge::Yes];
    let mut options = options(Improved);
    for (at, asked) in options.sections.questions.iter_mut().flat_map(|all| &mut all.0).enumerate() {
        asked.question.asked_up_to = Some(6);
        if at > 0 {
            asked.question.name.clear();
        }
    }
    let mut alike = asked(&all.map(|gauge| (gauge, NoClearChange)), Some([unclear; 2]));
    for row in alike.sections.regions_mut() {
        row.rest = None;
    }
    vec![
        options,
        alike,
        asked(&all.map(|gauge| (gauge, Improved)), Some([above, unclear])),
        asked(&all.map(|gauge| (gauge, Declined)), Some([below, unclear])),
        asked(&[(Gauge::Yes, Improved), (Gauge::Yes, Declined)], Some([above, below])),
        asked(&[Gauge::Yes; 4].map(|gauge| (gauge, NoClearChange)), None),
        outcomes,
        asked(&[Gauge::Yes; 5].map(|gauge| (gauge, NoClearChange)), Some([unclear; 2])),
        bare,
    ]
}

/// Everything that can be said about the other questions.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(questions) = &report.sections.questions else { return Vec::new() };
    let of = Said::new(words);
    let shown = questions.show(&Page { report, words });
    let mut said = vec![shown.heading, of.texts.account.to_string(), of.texts.benchmarks.to_string()];
    for figure in shown.figures {
        let texts = figure.texts;
        said.extend(figure.notes);
        said.extend(figure.tables.iter().map(|table| table.caption.clone()));
        said.extend([texts.title, texts.subtitle, texts.description, texts.how_to_read, texts.caption]);
    }
    said.extend(of.texts.head.iter().map(ToString::to_string));
    said.extend(questions.method(&report.head, words).into_iter().map(|entry| entry.term.to_string()));
    for (at, (asked, line)) in questions.lines().enumerate() {
        said.extend([of.measure((asked, line)), of.whole_line((asked, line)), of.name(asked)]);
        let figures = vec![format!("/sections/questions/{at}/measures/0/changes/0/comparison")];
        let told = questions.tell(&KeyFinding { kind: CHANGE, figures }, report, words);
        said.extend(told.map(|told| told.sentence));
    }
    said.extend([
        of.texts.reached.to_string(),
        of.texts.level_head.to_string(),
        of.texts.option_head.to_string(),
        of.texts.matrix_apart.to_string(),
    ]);
    let limits = [("limit", "5".to_owned()), ("most", "30".to_owned())];
    said.push(crate::wording::fill(&of.texts.options_method, &limits));
    let parts = [
        of.texts.method,
        of.texts.means,
        of.texts.shares,
        of.texts.outcomes,
        of.texts.response_method,
        of.texts.outcomes_list,
        of.texts.response_list,
        of.texts.source,
    ];
    said.extend(parts.iter().map(ToString::to_string));
    let reason = [("reason", "Blank".to_owned()), ("count", "3".to_owned())];
    said.push(crate::wording::fill(&of.texts.reason, &reason));
    let earlier = [("earlier", "Q2".to_owned())];
    said.extend(of.texts.keys.iter().map(|key| crate::wording::fill(key, &earlier)));
    said
}

#[test]
fn a_question_is_told_with_its_value_and_what_it_was() {
    let report = asked(&[(Gauge::Nps, Trend::NoClearChange), (Gauge::Mean, Trend::Improved)], None);
    let questions = report.sections.questions.as_ref().expect("questions");
    let told = |language| {
        let figures = vec!["/sections/questions/1/measures/0/changes/0/comparison".to_owned()];
        let told = questions.tell(&KeyFinding { kind: CHANGE, figures }, &report, &words(language));
        plain(&told.expect("a change").sentence)
    };
    assert_eq!(told(En), "“goals”, mean: 5.2, clearly higher than in Q2 2026 (2.6)");
    assert_eq!(told(Ru), "«goals», среднее: 5,2, явно выше, чем за 2-й квартал 2026 г. (2,6)");
}

#[test]
fn what_is_not_told_of_a_question_says_why() {
    let said = Said { texts: words(En).of_part("questions"), words: &words(En) };
    let hidden: Finding<Level> = Finding::Hidden { why: Hidden::TooFew };
    assert_eq!(said.finding(&hidden, super::Unit::Share), "too few answers");
    assert_eq!(plain(&said.finding(&level(0.4769), super::Unit::Share)), "47.7%");
    assert_eq!(said.finding(&level(5.187), super::Unit::Scale([1, 7])), "5.19");
}
