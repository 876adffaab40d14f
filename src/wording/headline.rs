//! The head of the page: headline, dateline, window title, and the footer.

use super::Words;
use super::fill::fill;
use crate::figures::Head;
use crate::figures::{Change, Comparison, Estimate, Finding, Hidden, Since};
use crate::statistics::Trend;
use crate::survey::Period;

impl Words {
    /// The finding in one sentence, without a full stop: what the score is and what became of it since the
    /// period before, or, where only that is clear, since a year earlier. A low base on either side makes no finding.
    #[must_use]
    pub fn headline(&self, head: &Head) -> String {
        match (head.period, &head.overall) {
            (Some(period), Finding::Measured(now)) => {
                let previous = head.changes.iter().find(|c| c.since == Since::PreviousPeriod);
                let clear =
                    telling_change(head).filter(|told| told.comparison.verdict != Trend::NoClearChange);
                self.dated_headline(period, now, clear.map(|told| told.change).or(previous))
            }
            (None, Finding::Measured(now)) => {
                let texts = &self.texts.headline;
                let pattern = if now.low_base { &texts.undated_low_base } else { &texts.undated };
                fill(pattern, &[("nps", self.nps(now.nps.points())), ("answers", self.answers(now.n))])
            }
            (period, finding) => self.headline_without_score(period, finding),
        }
    }

    fn dated_headline(&self, period: Period, now: &Estimate, change: Option<&Change>) -> String {
        let texts = &self.texts.headline;
        let mut values = vec![
            ("nps", self.nps(now.nps.points())),
            ("period", self.period_inside(period)),
            ("answers", self.answers(now.n)),
        ];
        if now.low_base {
            return fill(&texts.low_base, &values);
        }
        let Some(change) = change else {
            return fill(&texts.alone, &values);
        };
        values.push(("earlier", self.period_inside(change.period)));
        let pattern = match (&change.then, &change.comparison) {
            (Finding::NoAnswers, _) => &texts.then_empty,
            (Finding::Hidden { why: Hidden::TooFew }, _) => &texts.then_too_few,
            (Finding::Hidden { why: Hidden::Complement | Hidden::TooFewClients }, _) => &texts.then_withheld,
            (Finding::Measured(then), _) if then.low_base => &texts.then_low_base,
            (Finding::Measured(_), None) => &texts.alone,
            (Finding::Measured(then), Some(comparison)) => {
                let (points, scores) = (comparison.difference.points(), [now.nps, then.nps]);
                let [nps, then] = self.two_scores(scores);
                let change = self.change_in_points_between(points, scores);
                values.retain(|(name, _)| *name != "nps");
                values.extend([("nps", nps), ("then", then), ("change", change)]);
                match comparison.verdict {
                    Trend::Improved => &texts.rose,
                    Trend::Declined => &texts.fell,
                    Trend::NoClearChange => &texts.unclear,
                }
            }
        };
        fill(pattern, &values)
    }

    fn headline_without_score(&self, period: Option<Period>, finding: &Finding) -> String {
        let texts = &self.texts.headline;
        let (dated, undated) = match finding {
            Finding::Hidden { why: Hidden::TooFew } => (&texts.too_few, &texts.undated_too_few),
            Finding::Hidden { why: Hidden::Complement | Hidden::TooFewClients } => {
                (&texts.withheld, &texts.undated_withheld)
            }
            Finding::NoAnswers | Finding::Measured(_) => (&texts.empty, &texts.undated_empty),
        };
        match period {
            Some(period) => fill(dated, &[("period", self.period_inside(period))]),
            None => undated.to_string(),
        }
    }

    /// Which period the page is about and as of when.
    #[must_use]
    pub fn dateline(&self, head: &Head) -> String {
        // On a telephone the line breaks, and not between a number and its month.
        let day = self.day(head.as_of).replacen(' ', "\u{a0}", 1);
        match head.period {
            Some(period) => {
                let values = [("period", self.period_heading(period)), ("day", day)];
                fill(&self.texts.headline.dateline, &values)
            }
            None => fill(&self.texts.headline.undated_dateline, &[("day", day)]),
        }
    }

    /// The title of the browser's window: the report's title, of several reports whose it is, and the period.
    #[must_use]
    pub fn window_title(&self, head: &Head) -> String {
        let whose = head.organisation.clone().filter(|_| head.client.is_some());
        let period = head.period.map(|period| self.period(period));
        whose.into_iter().chain(period).fold(head.title.clone(), |title, part| {
            fill(&self.texts.headline.window_title, &[("title", title), ("period", part)])
        })
    }

    /// The last line of the page: what made it and as of when.
    #[must_use]
    pub fn footer(&self, generator: &str, head: &Head) -> String {
        let values = [("program", generator.to_owned()), ("day", self.day(head.as_of))];
        fill(&self.texts.headline.footer, &values)
    }
}

/// A change between scores whose bases are not low.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) now: &'a Estimate,
    pub(crate) change: &'a Change,
    pub(crate) then: &'a Estimate,
    pub(crate) comparison: &'a Comparison<Trend>,
}

/// The change that every heading of a report speaks of, so that no two of them tell different stories: a clear one before
/// one that is not, and then the one on the previous period before the one on a year earlier; nothing where low bases leave
/// no finding.
pub(crate) fn telling_change(head: &Head) -> Option<Told<'_>> {
    let now = head.overall.estimate().filter(|now| !now.low_base)?;
    let told = |since| {
        let change = head.changes.iter().find(|change| change.since == since)?;
        let then = change.then.estimate().filter(|then| !then.low_base)?;
        Some(Told { now, change, then, comparison: change.comparison.as_ref()? })
    };
    let all: Vec<Told<'_>> =
        [Since::PreviousPeriod, Since::YearEarlier].into_iter().filter_map(told).collect();
    let clear = all.iter().find(|told| told.comparison.verdict != Trend::NoClearChange);
    clear.or(all.first()).copied()
}
