//! Whether there are answers enough, as the page shows it.

use fixed_decimal::Decimal;

use super::texts::NeedTexts;
use super::types::{Base, InPart, NEED, Need, SECTION};
use crate::charts::dots::Dots;
use crate::figures::Head;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::wording::{About, FigureTexts, Words, capitalised, fill};
use crate::workings::numbers::real;

pub(super) fn texts(words: &Words) -> NeedTexts {
    words.of_part(SECTION)
}

/// Points to both sides: `±8.8`.
pub(super) fn both_sides(words: &Words, points: &str) -> String {
    fill(&words.texts.plan.both_sides, &[("number", points)])
}

impl Need {
    /// The margin that is needed: `±10 points`.
    fn margin(&self, words: &Words) -> String {
        let points = words.counted(&words.texts.numbers.points, &Words::stated_decimal(self.wanted));
        both_sides(words, &points)
    }

    /// What there is to say of it.
    pub(super) fn title(&self, words: &Words) -> String {
        let texts = texts(words);
        let margin = ("margin", self.margin(words));
        let title = if self.all.suffices() {
            words.counted(&texts.enough, &self.all.n.into())
        } else {
            words.counted(&texts.lacking, &self.all.more.into())
        };
        let title = fill(&title, &[margin]);
        let bases = || self.parts().flat_map(|(_, parts)| parts);
        let few = bases().filter(|part| !part.base.suffices()).count();
        let of_parts = (few > 0).then(|| {
            let told = words.counted(&texts.parts, &Decimal::from(few));
            fill(&told, &[("all", words.number_of(bases().count()))])
        });
        [Some(title), of_parts].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// Everything that the page has of it.
    pub(super) fn shown(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let texts = texts(words);
        let [(_, subject), (_, confidence)] = words.dated_subject(&report.head, None);
        let of = [("subject", subject.clone())];
        let title = self.title(words);
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &of),
            how_to_read: fill(&texts.how, &[("margin", self.margin(words)), ("confidence", confidence)]),
            caption: fill(&texts.caption, &of),
        };
        let none: (&str, Option<Dots>) = ("", None);
        let rests_on = &[NEED, About::INTERVAL, About::BASES];
        let figure = Figure::new(SECTION, Some(page_texts), none, rests_on, words);
        let tables = self.tables(&report.head, (&texts, &subject), words);
        let figure = figure.map(|figure| figure.with_tables(tables).with_notes(self.notes(words)));
        Shown {
            id: "enough-answers",
            heading: texts.heading.to_string(),
            figures: figure.into_iter().collect(),
        }
    }

    /// All answers with the regions, and each cut.
    fn tables(&self, head: &Head, (texts, subject): (&NeedTexts, &str), words: &Words) -> Vec<Table> {
        let is_asked = self.all.invitations.is_some();
        let heads = |first: &str| {
            let needed = fill(&texts.needed_head, &[("margin", self.margin(words))]);
            let own = [texts.answers_head.to_string(), texts.margin_head.to_string(), needed];
            let asked = is_asked.then(|| texts.invitations_head.to_string());
            let all = own.into_iter().chain([texts.more_head.to_string()]).chain(asked);
            [text(first)].into_iter().chain(all.map(number)).collect::<Vec<Cell>>()
        };
        let row = |name: &str, base: &Base| {
            let more = if base.suffices() { NONE.to_owned() } else { words.count(base.more) };
            let margin = both_sides(words, &words.points(base.margin, 1));
            let own = [words.count(base.n), margin, words.count(base.needed), more];
            let asked = base.invitations.map(|asked| words.count(asked.n));
            let asked = is_asked.then(|| asked.unwrap_or_else(|| NONE.to_owned()));
            [text(name)].into_iter().chain(own.into_iter().chain(asked).map(number)).collect::<Vec<Cell>>()
        };
        let rows = |parts: &[InPart], words: &Words| {
            parts.iter().map(|part| row(words.region(&part.region), &part.base)).collect::<Vec<_>>()
        };
        let of_all = [row(&texts.all, &self.all)].into_iter().chain(rows(&self.regions, words));
        let caption = fill(&texts.caption, &[("subject", subject)]);
        let first = Table::new("table-need", caption, heads(&texts.part_head), of_all.collect());
        let cuts = self.cuts.iter().enumerate().filter_map(|(at, cut)| {
            let own = Words::by_cut(head, cut.called()).ok()?;
            let called = capitalised(cut.called());
            let caption = fill(&texts.caption_by, &[("cut", called.as_str()), ("subject", subject)]);
            let id = format!("table-need-{}", at + 1);
            Some(Table::new(&id, caption, heads(&called), rows(&cut.values, &own)))
        });
        [first].into_iter().chain(cuts).collect()
    }

    /// What has to be known of it.
    fn notes(&self, words: &Words) -> Vec<String> {
        let texts = texts(words);
        let rate = self.all.invitations.map(|of| {
            let rate = words.percent_to(real(of.answered) / real(of.asked), 1);
            fill(&texts.at_rate, &[("rate", rate)])
        });
        let has_low = self.parts().flat_map(|(_, parts)| parts).any(|part| part.base.spread_of_all);
        let low = has_low.then(|| texts.low_bases.to_string());
        [rate, low, Some(words.texts.plan.chance_only.to_string())].into_iter().flatten().collect()
    }
}
