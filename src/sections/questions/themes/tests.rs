//! How the themes of comments read.

use std::collections::BTreeSet;

use super::texts::{SECTION, ThemeTexts};
use super::types::{ByGroup, Comments, OfGroups, Themes};
use crate::config::Language::{En, Ru, Uk};
use crate::sections::questions::findings::CHANGE;
use crate::sections::questions::words_tests::options;
use crate::sections::{KeyFinding, Page, Report, Section};
use crate::statistics::Trend;
use crate::survey::{Group, QuestionKind, Topics};
use crate::wording::Words;
use crate::wording::tests::{plain, words};

/// A report with themes, of which these contribute so much.
fn themed(contributions: [f64; 2], asked_up_to: Option<i32>, trend: Trend) -> Report {
    let mut report = options(trend);
    let mut shares = report.sections.questions.take().unwrap_or_default();
    for (asked, name) in shares.0.iter_mut().zip(["Speed", "Price"]) {
        asked.question.kind = QuestionKind::Themes;
        asked.question.of = Some(SECTION.to_owned());
        asked.question.asked_up_to = asked_up_to;
        name.clone_into(&mut asked.question.name);
    }
    let of = |theme: Option<&str>, [promoters, passives, detractors]: [u64; 3], contribution| OfGroups {
        theme: theme.map(str::to_owned),
        comments: Some(Comments { promoters, passives, detractors }),
        contribution,
    };
    let [first, second] = contributions;
    let themes = vec![
        of(Some("Speed"), [30, 10, 4], first),
        of(Some("Price"), [12, 8, 30], second),
        of(None, [8, 2, 6], 2.0),
    ];
    let by_group =
        ByGroup { n: 120, promoters: 60, passives: 20, detractors: 40, nps: first + second + 2.0, themes };
    report.sections.themes = Some(Themes { shares, by_group: Some(by_group) });
    report
}

/// Reports with themes in every state that a sentence tells apart.
pub(crate) fn reports() -> Vec<Report> {
    use Trend::{Declined, Improved, NoClearChange};
    vec![
        themed([20.0, -12.0], None, Improved),
        themed([20.0, 0.0], Some(6), Declined),
        themed([0.0, -12.0], None, NoClearChange),
        themed([0.0, 0.0], None, NoClearChange),
    ]
}

/// Everything that can be said about themes.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(themes) = &report.sections.themes else { return Vec::new() };
    let texts: ThemeTexts = words.of_part(SECTION);
    let shown = themes.show(&Page { report, words });
    let mut said = vec![shown.heading];
    for figure in shown.figures {
        let texts = figure.texts;
        said.extend(figure.notes);
        said.extend(figure.tables.iter().map(|table| table.caption.clone()));
        said.extend([texts.title, texts.subtitle, texts.description, texts.how_to_read, texts.caption]);
    }
    for at in 0..themes.shares.0.len() {
        let figures = vec![format!("/sections/themes/shares/{at}/measures/0/changes/0/comparison")];
        let told = themes.tell(&KeyFinding { kind: CHANGE, figures }, report, words);
        said.extend(told.map(|told| told.sentence));
    }
    for entry in themes.method(&report.head, words) {
        said.extend([entry.term.to_string(), entry.text]);
    }
    said.push(crate::wording::fill(&texts.groups_method, &[("limit", "5".to_owned())]));
    let own = [
        texts.head,
        texts.measure,
        texts.others,
        texts.score,
        texts.comments,
        texts.contribution,
        texts.none,
        texts.all,
    ];
    said.extend(own.iter().chain(&texts.keys).map(ToString::to_string));
    said
}

#[test]
fn what_raises_and_what_lowers_the_score_is_told() {
    let title = |contributions, language| {
        let report = themed(contributions, None, Trend::NoClearChange);
        let words = words(language);
        let shown =
            report.sections.themes.as_ref().expect("themes").show(&Page { report: &report, words: &words });
        let figure =
            shown.figures.into_iter().find(|figure| figure.id == "themes-by-group").expect("a figure");
        plain(&figure.texts.title)
    };
    assert_eq!(title([20.0, -12.0], En), "“Speed” raises the score most, “Price” lowers it most");
    assert_eq!(title([20.0, 12.0], En), "“Speed” raises the score most");
    assert_eq!(title([-1.0, -12.0], Ru), "Больше всего снижает показатель «Price»");
    assert_eq!(title([0.0, 0.04], Uk), "Жодна тема не змінює показник");
}

#[test]
fn groups_are_told_where_each_that_has_commented_has_answers_enough() {
    let of = |counts: [u64; 3]| {
        let mut topics = Topics::default();
        for (group, n) in [Group::Promoter, Group::Passive, Group::Detractor].into_iter().zip(counts) {
            topics.add(Some("Speed"), (group, 1), n);
        }
        ByGroup::of(&topics, &BTreeSet::from(["Speed"]), 5).map(|groups| (groups.n, groups.nps))
    };
    let mut topics = Topics::default();
    topics.add(Some("Mr Petrov"), (Group::Detractor, 2), 5);
    topics.add(Some("Speed"), (Group::Detractor, 2), 5);
    topics.add(Some("Speed"), (Group::Promoter, 1), 5);
    let told = ByGroup::of(&topics, &BTreeSet::from(["Speed"]), 5).expect("groups");
    let told: Vec<_> =
        told.themes.into_iter().map(|of| (of.theme, of.comments.map(Comments::n), of.contribution)).collect();
    let expected = [(Some("Speed".to_owned()), Some(10), 25.0), (Some(String::new()), None, -25.0)];
    assert_eq!(told, expected, "nobody is named by a theme that few have");
    assert_eq!(of([6, 5, 9]), Some((20, -15.0)));
    assert_eq!(of([6, 0, 6]), Some((12, 0.0)));
    assert_eq!(of([6, 4, 9]), None);
    assert_eq!(of([1, 0, 0]), None);
    assert_eq!(of([0, 0, 0]), None);
}
