//! The pair that stands out, in words and as a table.

use super::texts::SearchTexts;
use super::types::{InCut, Other, Pair, Score, Search};
use crate::charts::dots::Dots;
use crate::figures::{Head, Listed};
use crate::sections::finding::Sentence;
use crate::sections::table::{Cell, NONE, Table, finding, finding_head, number, text};
use crate::sections::{Figure, Page};
use crate::statistics::Verdict;
use crate::wording::{About, FigureTexts, Words, capitalised, fill};

/// How the search is made.
pub(super) const SEARCH: About = About("search");

pub(super) fn texts(words: &Words) -> SearchTexts {
    words.of_part("search")
}

impl InCut {
    /// What the page calls the cut.
    fn called<'a>(&'a self, words: &'a Words) -> &'a str {
        let own = self.label.as_deref().or(self.cut.as_deref());
        own.unwrap_or(&words.labels().region)
    }

    /// The name of the cut in a list of figures.
    fn listed(&self) -> &str {
        self.cut.as_deref().unwrap_or("region")
    }

    /// The cut and the value.
    pub(super) fn named(&self, words: &Words) -> String {
        format!("{}: {}", capitalised(self.called(words)), self.value)
    }
}

impl Pair {
    /// The pair in a sentence.
    pub(super) fn sentence<'t>(&self, texts: &'t SearchTexts, words: &Words) -> Option<Sentence<'t>> {
        let pattern = match self.verdict {
            Verdict::Above => &texts.above,
            Verdict::Below => &texts.below,
            Verdict::Unclear => return None,
        };
        let [first, second] = &self.of;
        let values = vec![
            ("first_cut", capitalised(first.called(words))),
            ("first", first.value.clone()),
            ("second_cut", capitalised(second.called(words))),
            ("second", second.value.clone()),
            ("nps", words.nps(self.score.nps.points())),
            ("points", words.distance(self.rest.difference.points())),
        ];
        Some((pattern, values))
    }

    /// What the answers of the pair are called, all others, the others of the first value, and those of the second.
    pub(super) fn names(&self, words: &Words) -> [String; 4] {
        let texts = texts(words);
        let [first, second] = self.of.each_ref().map(|of| of.named(words));
        let pair = [("first", first), ("second", second)];
        let turned = [("first", pair[1].1.clone()), ("second", pair[0].1.clone())];
        [
            fill(&texts.both, &pair),
            texts.rest.to_string(),
            fill(&texts.without, &pair),
            fill(&texts.without, &turned),
        ]
    }

    /// The scores of the pair and of all that it is compared with.
    fn scores(&self) -> [&Score; 4] {
        let [rest, first, second] = self.others().map(|other| &other.score);
        [&self.score, rest, first, second]
    }

    /// Its figures for a list of all.
    pub(super) fn list(&self, head: &Head) -> Vec<Listed> {
        let [first, second] = &self.of;
        let cut = format!("{} \u{d7} {}", first.listed(), second.listed());
        let value = format!("{} \u{d7} {}", first.value, second.value);
        let against = ["rest", &*first.value, &*second.value];
        let score = crate::figures::Finding::Measured(self.score);
        let differences = self.others().into_iter().zip(against).map(|(other, against)| {
            let difference = Listed::new("search", "difference", other.difference.points());
            difference.compared(against, self.p_adjusted, self.verdict)
        });
        let all = std::iter::once(Listed::score("search", &score)).chain(differences);
        all.map(|figure| figure.in_period(head.period).by(&cut, Some(&value))).collect()
    }
}

impl Search {
    /// The pair beside all that it is compared with.
    pub(super) fn figure(&self, pair: &Pair, page: &Page<'_>) -> Option<Figure> {
        let Page { report, words } = page;
        let (texts, labels) = (texts(words), words.labels());
        let [(_, subject), _] = words.dated_subject(&report.head, None);
        let subject = [("subject", subject)];
        let (pattern, values) = pair.sentence(&texts, words)?;
        let title = fill(pattern, &values);
        let caption = fill(&texts.caption, &subject);
        let differences = std::iter::once(None).chain(pair.others().map(Some));
        let rows = pair.names(words).into_iter().zip(pair.scores()).zip(differences);
        let row = |((name, score), other): ((String, &Score), Option<&Other>)| {
            let difference = other.map(|other| words.change_to(other.difference.points(), 1));
            let score = finding(&crate::figures::Finding::Measured(*score), words);
            let difference = number(difference.unwrap_or_else(|| NONE.to_owned()));
            [text(name)].into_iter().chain(score).chain([difference]).collect::<Vec<Cell>>()
        };
        let mut heads = vec![text(&texts.answers)];
        heads.extend(finding_head(words));
        heads.push(number(&labels.difference));
        let table = Table::new("table-pair", caption.clone(), heads, rows.map(row).collect());
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &subject),
            how_to_read: texts.how.to_string(),
            caption,
        };
        let numbers = [
            ("p", words.p_value(pair.p_adjusted)),
            ("pairs", words.number_of(self.pairs)),
            ("values", words.number_of(self.values)),
            ("hypotheses", words.number_of(self.hypotheses)),
        ];
        let rests_on = &[SEARCH, About::INTERVAL, About::COMPARISON, About::BASES];
        let none: (&str, Option<Dots>) = ("", None);
        let figure = Figure::new("pair", Some(page_texts), none, rests_on, words)?;
        Some(figure.with_tables([table]).with_notes([fill(&texts.looked, &numbers)]))
    }
}
