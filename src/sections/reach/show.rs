//! What would reach a target, as the page shows it.

use super::texts::ReachTexts;
use super::types::{REACH, Reach, SECTION, Target};
use crate::charts::dots::Dots;
use crate::sections::table::{Cell, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::wording::{About, FigureTexts, Words, fill};

pub(super) fn texts(words: &Words) -> ReachTexts {
    words.of_part(SECTION)
}

impl Target {
    /// What the page calls it.
    pub(super) fn named(&self, words: &Words) -> String {
        let values = [("name", self.name.clone()), ("value", words.stated(self.value))];
        fill(&texts(words).target, &values)
    }

    /// What would reach it: detractors as passives, passives as promoters, detractors as promoters.
    pub(super) fn moves(&self) -> [Option<u64>; 3] {
        [self.detractors_to_passives, self.passives_to_promoters, self.detractors_to_promoters]
    }
}

impl Reach {
    /// Everything that the page has of it.
    pub(super) fn shown(&self, page: &Page<'_>) -> Shown {
        let figure = self.targets.first().and_then(|first| self.figure(first, page));
        let heading = texts(page.words).heading.to_string();
        Shown { id: "reach", heading, figures: figure.into_iter().collect() }
    }

    fn figure(&self, first: &Target, Page { report, words }: &Page<'_>) -> Option<Figure> {
        let texts = texts(words);
        let [subject, _] = words.dated_subject(&report.head, None);
        let answers = words.counted(&texts.answers, &first.short.into());
        let target = ("target", first.named(words));
        // What no single way reaches a number of answers would not say.
        let is_reached = first.moves().iter().any(Option::is_some);
        let title =
            fill(if is_reached { &texts.title } else { &texts.together }, &[target, ("answers", answers)]);
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, std::slice::from_ref(&subject)),
            how_to_read: texts.how.to_string(),
            caption: fill(&texts.caption, std::slice::from_ref(&subject)),
        };
        let gains = self
            .regions
            .iter()
            .map(|lag| format!("{}\u{a0}{}", words.region(&lag.region), words.change_to(lag.gain, 1)));
        let gains: Vec<String> = gains.collect();
        let lag = (!gains.is_empty()).then(|| fill(&texts.lag, &[("list", words.list(&gains))]));
        let notes = [texts.no_promise.to_string()].into_iter().chain(lag);
        let none: (&str, Option<Dots>) = ("", None);
        let rests_on = &[REACH, About::GROUPS, About::NPS];
        let figure = Figure::new("reach-targets", Some(page_texts), none, rests_on, words)?;
        Some(figure.with_tables([self.of_targets(&subject, words)]).with_notes(notes))
    }

    fn of_targets(&self, subject: &(&str, String), words: &Words) -> Table {
        let texts = texts(words);
        let head = [text(&words.labels().target)].into_iter().chain(texts.moves.iter().map(number));
        let row = |target: &Target| {
            let count = |n: Option<u64>| n.map_or_else(|| texts.too_few.to_string(), |n| words.count(n));
            let moves = target.moves().map(|n| number(count(n)));
            [text(target.named(words))].into_iter().chain(moves).collect::<Vec<Cell>>()
        };
        let rows = self.targets.iter().map(row).collect();
        let caption = fill(&texts.caption, std::slice::from_ref(subject));
        Table::new("table-reach", caption, head.collect(), rows)
    }
}
