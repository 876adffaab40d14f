//! What was done, as the page shows it.

use super::texts;
use super::texts::ActionTexts;
use super::types::{ACTIONS, Action, Actions, Change, Outcome, Place, SECTION, Why, Worked};
use crate::charts::dots::Dots;
use crate::config::actions::Status;
use crate::figures::{Head, Listed};
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::survey::Nps;
use crate::wording::{About, FigureTexts, Words, capitalised, fill};

/// A figure of tables alone.
const NO_CHART: (&str, Option<Dots>) = ("", None);

/// Everything that the page has of it: what came of what was done, and then what is still to be done.
pub(super) fn shown(actions: &Actions, page: &Page<'_>) -> Shown {
    let texts = texts(page.words);
    let figures = [actions.done(page, &texts), actions.next(page, &texts)];
    Shown {
        id: "actions",
        heading: texts.heading.to_string(),
        figures: figures.into_iter().flatten().collect(),
    }
}

impl Worked {
    pub(super) fn words(self, texts: &ActionTexts) -> &str {
        let [worked, did_not, cannot_tell] = &texts.verdicts;
        match self {
            Self::Worked => worked,
            Self::DidNot => did_not,
            Self::CannotTell => cannot_tell,
        }
    }
}

impl Place {
    /// The values, and what they are values of.
    fn named(&self, words: &Words) -> String {
        let column = self.label.as_deref().or(self.cut.as_deref());
        let column = column.map_or_else(|| words.labels().region.to_string(), capitalised);
        format!("{column}: {}", words.list(&self.values))
    }
}

impl Change {
    fn shown(self, words: &Words) -> String {
        let [before, since] = [self.nps_before, self.nps_since].map(|nps: Nps| words.nps(nps.points()));
        format!("{before}\u{a0}→\u{a0}{since}")
    }
}

impl Action {
    /// Whether something is still to be done.
    fn is_open(&self) -> bool {
        matches!(self.status, Status::Planned | Status::Open | Status::Overdue)
    }

    fn place(&self, texts: &ActionTexts, words: &Words) -> String {
        self.only.as_ref().map_or_else(|| texts.everywhere.to_string(), |only| only.named(words))
    }

    fn row(&self, number_of: usize, texts: &ActionTexts, words: &Words) -> Vec<Cell> {
        let what = format!("{number_of}. {}", self.what);
        let first = [&what, &self.place(texts, words), &words.day(self.begins)].map(|own| text(own.as_str()));
        let rest = match (&self.result, self.why) {
            (Some(Outcome { there, elsewhere, difference, low, high, p_adjusted, verdict, .. }), _) => vec![
                number(there.shown(words)),
                number(elsewhere.shown(words)),
                number(words.change_to(*difference, 1)),
                number(words.change_to(*low, 1)),
                number(words.change_to(*high, 1)),
                number(words.p_number(*p_adjusted)),
                text(verdict.words(texts)),
            ],
            (None, why) => {
                let [early, not_done, everywhere, nothing_before, untold, hidden] = &texts.whys;
                let why = match why {
                    Some(Why::TooEarly) => early,
                    Some(Why::NotDone) => not_done,
                    Some(Why::Everywhere) => everywhere,
                    Some(Why::NothingBefore) => nothing_before,
                    Some(Why::Untold) => untold,
                    Some(Why::Hidden) | None => hidden,
                };
                let none = [NONE; 6].map(number);
                none.into_iter().chain([text(&**why)]).collect()
            }
        };
        first.into_iter().chain(rest).collect()
    }

    fn next_row(&self, texts: &ActionTexts, words: &Words) -> Vec<Cell> {
        let none = || NONE.to_owned();
        let [planned, open, done, dropped, overdue] = &texts.statuses;
        let status = match self.status {
            Status::Planned => planned,
            Status::Open => open,
            Status::Done => done,
            Status::Dropped => dropped,
            Status::Overdue => overdue,
        };
        vec![
            text(self.what.as_str()),
            text(self.place(texts, words)),
            text(self.owner.clone().unwrap_or_else(none)),
            text(words.day(self.begins)),
            text(self.until.map_or_else(none, |day| words.day(day))),
            number(self.expected.map_or_else(none, |points| words.change_to(points, 0))),
            text(&**status),
        ]
    }
}

impl Actions {
    /// Those that have begun, each with its number on the page.
    pub(crate) fn begun(&self) -> impl Iterator<Item = (usize, &Action)> {
        let is_begun = |action: &&Action| {
            action.result.is_some() || !matches!(action.status, Status::Planned | Status::Dropped)
        };
        (1..).zip(self.0.iter().filter(is_begun))
    }

    /// What came of those that have begun.
    fn done(&self, page: &Page<'_>, texts: &ActionTexts) -> Option<Figure> {
        let Page { report, words } = page;
        let begun: Vec<(usize, &Action)> = self.begun().collect();
        if begun.is_empty() {
            return None;
        }
        let count = |verdict: Worked| self.results().filter(|(_, of)| of.verdict == verdict).count();
        let [worked, did_not, unclear] = [Worked::Worked, Worked::DidNot, Worked::CannotTell].map(count);
        let values = [
            ("n", words.number_of(begun.len())),
            ("worked", words.number_of(worked)),
            ("did_not", words.number_of(did_not)),
            ("unclear", words.number_of(unclear)),
        ];
        let [known, unknown] = &texts.title;
        let is_known = worked + did_not + unclear > 0;
        let title = fill(if is_known { known } else { unknown }, &values);
        let [what, place, since, there, elsewhere, effect] = &texts.heads;
        let labels = words.labels();
        let mut head: Vec<Cell> = [what, place, since].map(|head| text(&**head)).to_vec();
        head.extend([there, elsewhere, effect, &labels.low, &labels.high].map(|head| number(&**head)));
        head.push(number(words.p_head(&report.head.method)));
        head.push(text(&labels.verdict));
        let rows = begun.iter().map(|(no, action)| action.row(*no, texts, words)).collect();
        let [subject, _] = words.dated_subject(&report.head, None);
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &[subject]),
            how_to_read: texts.how.to_string(),
            caption: texts.caption.to_string(),
        };
        let table = Table::new("table-actions", texts.caption.to_string(), head, rows);
        let rests_on = &[ACTIONS, About::INTERVAL, About::COMPARISON];
        let figure = Figure::new("actions-done", Some(page_texts), NO_CHART, rests_on, words)?;
        let notes = begun.iter().filter_map(|(_, action)| {
            let of = action.result.as_ref().filter(|of| of.verdict == Worked::CannotTell)?;
            let what = ("what", action.what.clone());
            Some(match of.tell_by {
                Some(period) => fill(&texts.tell_by, &[what, ("period", words.period(period))]),
                None => fill(&texts.never, &[what]),
            })
        });
        Some(figure.with_tables([table]).with_notes(notes))
    }

    /// What is still to be done.
    fn next(&self, page: &Page<'_>, texts: &ActionTexts) -> Option<Figure> {
        let Page { report, words } = page;
        let open: Vec<&Action> = self.0.iter().filter(|action| action.is_open()).collect();
        if open.is_empty() {
            return None;
        }
        let late = open.iter().filter(|action| action.status == Status::Overdue).count();
        let [some_late, none_late] = &texts.next_title;
        let values = [("open", words.number_of(open.len())), ("late", words.number_of(late))];
        let title = fill(if late > 0 { some_late } else { none_late }, &values);
        let [what, place, owner, from, by, expected, status] = &texts.next_heads;
        let mut head: Vec<Cell> = [what, place, owner, from, by].map(|head| text(&**head)).to_vec();
        head.extend([number(&**expected), text(&**status)]);
        let rows = open.iter().map(|action| action.next_row(texts, words)).collect();
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.next_subtitle, &[("day", words.day(report.head.as_of))]),
            how_to_read: texts.next_how.to_string(),
            caption: texts.next_caption.to_string(),
        };
        let table = Table::new("table-next-actions", texts.next_caption.to_string(), head, rows);
        let figure = Figure::new("actions-next", Some(page_texts), NO_CHART, &[ACTIONS], words)?;
        Some(figure.with_tables([table]))
    }

    /// The effects for a list of all figures.
    pub(super) fn listed(&self, head: &Head) -> Vec<Listed> {
        let of = |(at, of): (usize, &Outcome)| {
            let what = self.0.get(at).map(|action| action.what.as_str());
            let difference = Listed::new(SECTION, "effect", of.difference).by("action", what);
            let difference =
                difference.in_period(head.period).compared("elsewhere", of.p_adjusted, of.verdict);
            Listed { n: Some(of.there.n_since), low: Some(of.low), high: Some(of.high), ..difference }
        };
        self.results().map(of).collect()
    }
}
