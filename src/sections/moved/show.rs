//! Who moved, as the page shows it.

use super::texts;
use super::texts::MovedTexts;
use super::types::{Ends, MOVED, Moved, SECTION};
use crate::charts::dots::Dots;
use crate::figures::{Head, Listed};
use crate::sections::table::{Cell, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::survey::{Counts, GROUPS};
use crate::wording::{About, FigureTexts, Words, fill};

/// Everything that the page has of it.
pub(super) fn shown(moved: &Moved, page: &Page<'_>) -> Shown {
    let texts = texts(page.words);
    let figures = moved.figure(page, &texts).into_iter().collect();
    Shown { id: "who-moved", heading: texts.heading.to_string(), figures }
}

impl Moved {
    fn figure(&self, page: &Page<'_>, texts: &MovedTexts) -> Option<Figure> {
        let Page { report, words } = page;
        let [subject, _] = words.dated_subject(&report.head, None);
        let then = ("then", words.period_inside(self.period));
        let now = ("now", words.period_inside(report.head.period?));
        let of_periods = [then.clone(), now];
        let values =
            [("n", words.count(self.n)), ("rose", words.count(self.rose)), ("fell", words.count(self.fell))];
        let [moved, stayed] = &texts.title;
        let title = fill(if self.rose + self.fell > 0 { moved } else { stayed }, &values);
        let caption = fill(&texts.caption, &of_periods);
        let table = self.table(
            "table-moved",
            caption.clone(),
            [&fill(&texts.corner, std::slice::from_ref(&then)), &texts.all],
            words,
        );
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &[subject, then]),
            how_to_read: fill(&texts.how, &of_periods),
            caption,
        };
        let none: (&str, Option<Dots>) = ("", None);
        let figure = Figure::new(
            "moved".to_owned(),
            Some(page_texts),
            none,
            &[MOVED, About::GROUPS, About::COMPARISON],
            words,
        )?;
        Some(figure.with_tables([table]).with_notes(self.notes(&report.head, texts, words)))
    }

    /// The groups then, each by the groups now.
    fn table(&self, id: &str, caption: String, [corner, all]: [&str; 2], words: &Words) -> Table {
        let groups = || GROUPS.map(|group| words.group(group).to_owned());
        let head = [text(corner)].into_iter().chain(groups().map(number)).chain([number(all)]);
        let row = |name: &str, counts: Counts| -> Vec<Cell> {
            let all = [counts.detractors(), counts.passives(), counts.promoters(), counts.n()];
            [text(name)].into_iter().chain(all.map(|n| number(words.count(n)))).collect()
        };
        let of_groups = groups().into_iter().zip(self.groups.rows()).map(|(name, counts)| row(&name, counts));
        let all = row(all, self.groups.now());
        Table::new(id, caption, head.collect(), of_groups.chain([all]).collect())
    }

    fn notes(&self, head: &Head, texts: &MovedTexts, words: &Words) -> Vec<String> {
        let [with_interval, alone] = &texts.change;
        let [then, now] = words.two_scores([self.nps_then, self.nps]);
        let ends = |Ends { low, high }: Ends| words.between(&words.points(low, 0), &words.points(high, 0));
        let values = [
            ("then", then),
            ("now", now),
            ("change", words.change_between(self.difference.points(), [self.nps_then, self.nps])),
            ("interval", self.interval.map(ends).unwrap_or_default()),
            ("level", words.confidence(head.method.confidence)),
        ];
        let change = fill(if self.interval.is_some() { with_interval } else { alone }, &values);
        let of_all = head.changes.iter().find(|change| change.period == self.period);
        let of_all = of_all.and_then(|change| change.comparison.as_ref()).map(|comparison| {
            fill(&texts.change_of_all, &[("change", words.change_in_points(comparison.difference.points()))])
        });
        let test = match self.test {
            None => texts.too_few.to_string(),
            Some(test) => {
                let pattern = if test.is_clear { &texts.clear } else { &texts.unclear };
                fill(pattern, &[("p", words.p_value(test.p))])
            }
        };
        [Some(change), of_all, Some(test)].into_iter().flatten().collect()
    }

    /// Its figures for a list of all.
    pub(super) fn listed(&self, head: &Head) -> Vec<Listed> {
        let against = Some(self.period.key());
        let of = |measure, value: f64| Listed {
            n: Some(self.n),
            against: against.clone(),
            ..Listed::new(SECTION, measure, value).in_period(head.period)
        };
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let counts = [("rose", self.rose), ("fell", self.fell)].map(|(measure, n)| of(measure, n as f64));
        let ends = self.interval;
        let mut change = of("change_of_same", self.difference.points());
        (change.low, change.high) = (ends.map(|ends| ends.low), ends.map(|ends| ends.high));
        if let Some(test) = self.test {
            change.p = Some(test.p);
            change.verdict = Some(if test.is_clear { "clear" } else { "unclear" }.to_owned());
        }
        [of("nps_of_same_then", self.nps_then.points()), of("nps_of_same", self.nps.points()), change]
            .into_iter()
            .chain(counts)
            .collect()
    }
}
