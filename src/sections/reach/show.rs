//! What would reach a target, as the page shows it.

use super::texts::ReachTexts;
use super::types::{Lag, REACH, Reach, SECTION, Target};
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
        let targets = self.targets.first().and_then(|first| self.of_targets(first, page));
        let regions = self.regions.first().and_then(|first| self.of_regions(first, page));
        let heading = texts(page.words).heading.to_string();
        Shown { id: "reach", heading, figures: targets.into_iter().chain(regions).collect() }
    }

    fn of_targets(&self, first: &Target, Page { report, words }: &Page<'_>) -> Option<Figure> {
        let texts = texts(words);
        let [subject, _] = words.dated_subject(&report.head, None);
        let answers = words.counted(&texts.answers, &first.short.into());
        let title = fill(&texts.title, &[("target", first.named(words)), ("answers", answers)]);
        let caption = fill(&texts.caption, std::slice::from_ref(&subject));
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &[subject]),
            how_to_read: texts.how.to_string(),
            caption: caption.clone(),
        };
        let head = [text(&words.labels().target)].into_iter().chain(texts.moves.iter().map(number));
        let row = |target: &Target| {
            let count = |n: Option<u64>| n.map_or_else(|| texts.too_few.to_string(), |n| words.count(n));
            let moves = target.moves().map(|n| number(count(n)));
            [text(target.named(words))].into_iter().chain(moves).collect::<Vec<Cell>>()
        };
        let rows = self.targets.iter().map(row).collect();
        let table = Table::new("table-reach", caption, head.collect(), rows);
        let none: (&str, Option<Dots>) = ("", None);
        let figure = Figure::new("reach-targets", Some(page_texts), none, &[REACH, About::GROUPS], words)?;
        Some(figure.with_tables([table]).with_notes([texts.no_promise.to_string()]))
    }

    fn of_regions(&self, first: &Lag, Page { report, words }: &Page<'_>) -> Option<Figure> {
        let (texts, labels) = (texts(words), words.labels());
        let [subject, _] = words.dated_subject(&report.head, None);
        let of = words.region(&first.region).to_owned();
        let title = fill(&texts.lag, &[("of", of), ("points", words.distance_to(first.gain, 1))]);
        let caption = fill(&texts.lag_caption, std::slice::from_ref(&subject));
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.lag_subtitle, &[subject]),
            how_to_read: texts.lag_how.to_string(),
            caption: caption.clone(),
        };
        let head = vec![
            text(&labels.region),
            number(&labels.base),
            number(&labels.nps),
            number(&texts.others),
            number(&texts.gain),
        ];
        let row = |lag: &Lag| {
            vec![
                text(words.region(&lag.region)),
                number(words.count(lag.n)),
                number(words.nps_to(lag.nps.points(), 1)),
                number(words.nps_to(lag.nps_of_others.points(), 1)),
                number(words.change_to(lag.gain, 1)),
            ]
        };
        let table = Table::new("table-reach-regions", caption, head, self.regions.iter().map(row).collect());
        let none: (&str, Option<Dots>) = ("", None);
        let figure = Figure::new("reach-regions", Some(page_texts), none, &[REACH, About::NPS], words)?;
        Some(figure.with_tables([table]))
    }
}
