//! The figures at the head of a report: the score, its changes, and how many of those asked have answered.

use crate::config::{Asked, Further};
use crate::figures::{Response, Since};
use crate::statistics::correlation;
use crate::survey::QuestionKind;
use crate::wording::fill;
use crate::workings::comparison::{Against, Compared, Side, comparison};
use crate::workings::estimate::finding;
use crate::workings::family::Family;
use crate::workings::numbers::real;
use crate::workings::subject::{Subject, measured};
use crate::workings::{Explanation, Material};

/// What a figure of the head rests on; nothing where it is stated and not computed.
pub(super) fn head(from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
    match keys {
        ["overall", rest @ ..] => finding(from, (&from.head.overall, &Subject::now(from)), rest),
        ["changes", index, rest @ ..] => changes(from, index.parse().ok()?, rest),
        ["response", rest @ ..] => Some(response(from, from.head.response?, rest)),
        _ => None,
    }
}

/// What they are in the list of figures.
pub(super) fn main_figures(from: &Material<'_>) -> Vec<(String, Explanation)> {
    let (head, words) = (from.head, from.words);
    let texts = &words.explain().listed;
    let score = Explanation::of(&*words.labels().nps).shown(words.finding(&head.overall));
    let mut all = vec![("/overall/nps".to_owned(), score)];
    if let Some(estimate) = head.overall.estimate() {
        let interval = Explanation::of(&texts.interval).shown(words.interval(estimate.interval));
        let mean = Explanation::of(&texts.mean).shown(words.points(estimate.mean, 2));
        all.extend([("/overall/interval".to_owned(), interval), ("/overall/mean".to_owned(), mean)]);
    }
    for (at, change) in head.changes.iter().enumerate() {
        if let Some(found) = &change.comparison {
            let what = fill(&texts.change, &[("since", since(from, at))]);
            all.push((format!("/changes/{at}/comparison"), Explanation::compared(what, words, found)));
        }
    }
    if let Some(response) = head.response {
        let [.., rate] = words.response(response);
        all.push(("/response".to_owned(), Explanation::of(&words.explain().response.name).shown(rate)));
    }
    all
}

/// What a change is called.
fn since(from: &Material<'_>, at: usize) -> String {
    let Some(change) = from.head.changes.get(at) else { return String::new() };
    let [before, earlier, named] = &from.words.explain().since;
    let text = match change.since {
        Since::PreviousPeriod => before,
        Since::YearEarlier => earlier,
        Since::Named => named,
    };
    fill(text, &[("period", change.period.key())])
}

fn changes(from: &Material<'_>, at: usize, leaf: &[&str]) -> Option<Explanation> {
    let (head, texts) = (from.head, from.words.explain());
    let change = head.changes.get(at)?;
    let then = Subject::all(from.words, Some(change.period));
    match leaf {
        ["then", rest @ ..] => finding(from, (&change.then, &then), rest),
        ["comparison", rest @ ..] => {
            let Some(found) = &change.comparison else {
                return Some(Explanation::nothing(from.words, &texts.nothing.comparison));
            };
            let members = head.changes.iter().enumerate().map(|(at, change)| {
                let p = change.comparison.as_ref().map(|comparison| comparison.p);
                (change.period.ordinal(), since(from, at), p)
            });
            let family = Family::of((&texts.families[0], true), members.collect(), at)?;
            let now = Subject::now(from);
            let moves = correlation(&from.answers(&now), &from.answers(&then), &from.config.question.scale);
            let own = Side { subject: now, sample: measured(&head.overall)? };
            let other = Side { subject: then, sample: measured(&change.then)? };
            let found = Compared::from(found);
            comparison(from, (&own, &Against::Side(other, moves)), (&found, &family), rest)
        }
        _ => None,
    }
}

/// How many of those asked have answered.
fn response(from: &Material<'_>, response: Response, leaf: &[&str]) -> Explanation {
    let (subject, words) = (Subject::now(from), from.words);
    let texts = &words.explain().response;
    let Response { answered, asked, .. } = response;
    let mut told = match leaf {
        [] => {
            let [_, facts, shown] = words.response(response);
            let mut told = Explanation::of(&texts.rate).shown(shown);
            told.ratio(&texts.name, &texts.form, (answered, asked), real(answered) / real(asked));
            told.say(format!("{facts}."));
            told
        }
        ["answered"] if response.of == Asked::List => {
            let mut told = Explanation::of(&texts.answered_list);
            told.comes_to_count(answered);
            told
        }
        ["answered"] => {
            let mut told = Explanation::of(&texts.answered);
            told.comes_to_count(from.answers(&subject).n());
            told
        }
        _ if response.of.is_told_by_rows() => {
            let [what, _] = &texts.asked;
            let mut told = Explanation::of(what);
            told.say(if response.of == Asked::List { &texts.asked_list } else { &texts.asked_rows });
            told
        }
        _ => Explanation::stated(&texts.asked),
    };
    // What is hidden is not to be found by its rows either.
    if from.head.overall.estimate().is_some() {
        // Of a list, the rows of all who were asked have the answers beside them.
        if response.of != Asked::List {
            told.behind(&subject, answered);
        }
        let is_rate = |further: &Further| further.question.kind == QuestionKind::Response;
        let rows = from.config.further.iter().position(is_rate).filter(|_| response.of.is_told_by_rows());
        if let Some(rows) = rows {
            let mut all = Subject::now(from);
            all.selection.question = Some(rows);
            told.behind(&all, asked);
        }
    }
    told
}
