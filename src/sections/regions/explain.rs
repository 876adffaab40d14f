//! What the figures of this part rest on: scores of regions, their places, and what they are compared with.

use super::texts::ExplainTexts;
use super::{RegionRow, Regions, Standing};
use crate::figures::{Comparison, Finding, asked_of_parts};
use crate::statistics::correlation;
use crate::survey::Period;
use crate::wording::{Text, Words, fill};
use crate::workings::comparison::{Against, Compared, Side, comparison, versus};
use crate::workings::estimate::finding;
use crate::workings::family::Family;
use crate::workings::numbers::short;
use crate::workings::subject::{Subject, measured};
use crate::workings::{Explanation, Material};

impl Regions {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let [at, leaf @ ..] = leaf else { return None };
        let at = at.parse::<usize>().ok()?;
        let row = self.0.get(at)?;
        let subject = |period: Option<Period>| Subject::region(from.words, &row.region, period);
        let nothing = &from.words.explain().nothing;
        let is_nothing = |text: &Text| Some(Explanation::nothing(from.words, text));
        match leaf {
            ["finding", rest @ ..] => finding(from, (&row.finding, &subject(from.head.period)), rest),
            ["then"] if row.then.is_none() => is_nothing(&nothing.before),
            ["then", rest @ ..] => {
                finding(from, (row.then.as_ref()?, &subject(Some(from.head.period?.previous()))), rest)
            }
            ["history", index, rest @ ..] => {
                let index = index.parse::<usize>().ok()?;
                let then = subject(Some(*from.head.periods.get(index)?));
                finding(from, (row.history.get(index)?, &then), rest)
            }
            ["standing", ..] => Some(self.standing(from, row)),
            ["rest"] if row.rest.is_none() => is_nothing(&nothing.comparison),
            ["rest", rest @ ..] => self.against_rest(from, (at, row), rest),
            ["change"] if row.change.is_none() => is_nothing(&nothing.before),
            ["change", rest @ ..] => self.change(from, (at, row), rest),
            ["benchmarks", index, rest @ ..] => {
                let side = own_side(from, row);
                versus(from, side.as_ref(), &row.benchmarks, (index.parse().ok()?, rest))
            }
            _ => None,
        }
    }

    /// The scores of all regions.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let score = |(at, row): (usize, &RegionRow)| {
            let score = Explanation::score(from.words, from.words.region(&row.region), &row.finding);
            (format!("{at}/finding"), score)
        };
        self.0.iter().enumerate().map(score).collect()
    }

    /// The place of a region among the others.
    fn standing(&self, from: &Material<'_>, row: &RegionRow) -> Explanation {
        let (words, texts) = (from.words, texts(from.words));
        let mut told = Explanation::of(fill(&texts.place, &[("region", words.region(&row.region))]));
        if row.standing == Standing::Unranked {
            told.say(&texts.unranked);
            return told;
        }
        let ranked = || self.0.iter().filter(|other| other.standing != Standing::Unranked);
        let score = |row: &RegionRow| row.finding.estimate().map(|estimate| estimate.nps.points());
        let name = |row: &RegionRow| words.region(&row.region).to_owned();
        let rows = ranked().filter_map(|other| Some(vec![name(other), short(score(other)?)]));
        told.count_table(&[&words.labels().region, &words.labels().nps], rows.collect());
        told.say(&texts.ranked);
        let higher = ranked().filter(|other| score(other) > score(row)).count();
        told.place(&texts.place_form, higher as u64);
        told
    }

    /// The comparisons of all regions that are corrected together.
    fn family<V>(
        &self,
        from: &Material<'_>,
        name: (&str, bool),
        (asked, at): (Vec<usize>, usize),
        of: impl Fn(&RegionRow) -> Option<&Comparison<V>>,
    ) -> Option<Family> {
        let member = |(asked, row): (usize, &RegionRow)| {
            (asked, from.words.region(&row.region).to_owned(), of(row).map(|comparison| comparison.p))
        };
        Family::of(name, asked.into_iter().zip(&self.0).map(member).collect(), at)
    }

    /// A region against all other answers.
    fn against_rest(
        &self,
        from: &Material<'_>,
        (at, row): (usize, &RegionRow),
        leaf: &[&str],
    ) -> Option<Explanation> {
        let found = Compared::from(row.rest.as_ref()?);
        let has_answers = |row: &RegionRow| row.finding != Finding::NoAnswers;
        let asked = asked_of_parts(&self.0.iter().map(has_answers).collect::<Vec<_>>());
        let [name, _] = texts(from.words).families;
        let family = self.family(from, (&name, false), (asked, at), |row| row.rest.as_ref())?;
        let subject = Subject::region(from.words, &row.region, from.head.period);
        let answers = from.answers(&subject);
        let rest = from.answers(&Subject::now(from)).without(&answers);
        let mut others = self.0.iter().filter(|other| other.region != row.region && has_answers(other));
        let (first, second) = (others.next(), others.next());
        let only = first.filter(|_| second.is_none()).map(|other| &other.region);
        let [own, elsewhere] = from.populations(&row.region, only);
        let own = Side { subject, sample: from.sample(&answers, own)? };
        let moves = correlation(&answers, &rest, &from.config.question.scale);
        let other = Side {
            subject: Subject::rest(from.words, &row.region, from.head.period),
            sample: from.sample(&rest, elsewhere)?,
        };
        comparison(from, (&own, &Against::Side(other, moves)), (&found, &family), leaf)
    }

    /// A region against itself in the period before.
    fn change(
        &self,
        from: &Material<'_>,
        (at, row): (usize, &RegionRow),
        leaf: &[&str],
    ) -> Option<Explanation> {
        let found = Compared::from(row.change.as_ref()?);
        let [_, name] = texts(from.words).families;
        let asked = (0..self.0.len()).collect();
        let family = self.family(from, (&name, true), (asked, at), |row| row.change.as_ref())?;
        let own = own_side(from, row)?;
        let then = Subject::region(from.words, &row.region, Some(from.head.period?.previous()));
        let (now, before) = (from.answers(&own.subject), from.answers(&then));
        let moves = correlation(&now, &before, &from.config.question.scale);
        let sample = from.sample(&before, from.population(&row.region))?;
        let other = Side { subject: then, sample };
        comparison(from, (&own, &Against::Side(other, moves)), (&found, &family), leaf)
    }
}

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_regions")
}

/// A region in the reported period, to be compared.
fn own_side(from: &Material<'_>, row: &RegionRow) -> Option<Side> {
    let subject = Subject::region(from.words, &row.region, from.head.period);
    Some(Side { subject, sample: measured(&row.finding)? })
}
