//! Regions over time: the texts of their map and of their lines.

use super::RegionRow;
use crate::figures::{Estimate, Finding};
use crate::sections::Report;
use crate::statistics::{Trend, Verdict};
use crate::survey::{Period, Region};
use crate::wording::{FigureTexts, Words, fill};

impl Words {
    /// The texts of the map of regions and periods; none without their history.
    #[must_use]
    pub fn region_map(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.history;
        report.sections.regions_over_time().next()?;
        let subject = self.history_subject(report);
        let title = self.history_span(report).unwrap_or_else(|| texts.hidden.to_string());
        let centre = report.head.overall.estimate().map(|overall| self.nps(overall.nps.points()));
        Some(FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.map_subtitle, &subject),
            how_to_read: centre.map_or_else(String::new, |nps| fill(&texts.map_how, &[("nps", nps)])),
            caption: self.region_map_caption(report, None),
        })
    }

    /// Caption of the table of the scores of some periods, the first and the last of them given, or else of all.
    #[must_use]
    pub fn region_map_caption(&self, report: &Report, periods: Option<(Period, Period)>) -> String {
        let whole = || Some((*report.head.periods.first()?, *report.head.periods.last()?));
        let span = periods.or_else(whole).map(|(first, last)| self.span(first, last));
        fill(&self.texts.history.map_caption, &[("subject", self.subject(&report.head, span, None))])
    }

    /// The texts of a small chart for each region; none without their history.
    #[must_use]
    pub fn region_lines(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.history;
        report.sections.regions_over_time().next()?;
        let subject = self.history_subject(report);
        Some(FigureTexts {
            title: self.history_changes(report),
            subtitle: fill(&texts.panels_subtitle, &subject),
            description: self.history_span(report).unwrap_or_else(|| texts.hidden.to_string()),
            how_to_read: fill(&texts.panels_how, &subject),
            caption: fill(&texts.panels_caption, &subject),
        })
    }

    /// What is said of a map on which not all periods may have room.
    #[must_use]
    pub fn latest_periods(&self, report: &Report) -> Option<&str> {
        /// So many fit on the narrowest screen.
        const FIT: usize = 12;
        (report.head.periods.len() > FIT).then_some(&self.texts.history.latest)
    }

    /// Keys to a hatched cell and to an empty one.
    #[must_use]
    pub fn map_keys(&self) -> [&str; 2] {
        [&self.texts.history.hatched, &self.texts.history.empty]
    }

    /// Key to the line of all answers.
    #[must_use]
    pub fn all_answers_key(&self) -> &str {
        &self.texts.history.all
    }

    fn history_subject(&self, report: &Report) -> [(&'static str, String); 2] {
        let ends = report.head.periods.first().zip(report.head.periods.last());
        let span = ends.map(|(first, last)| self.span(*first, *last));
        let confidence = self.confidence(report.head.method.confidence);
        [("subject", self.subject(&report.head, span, None)), ("confidence", confidence)]
    }

    /// The lowest and the highest score with region and period, of those that have a name and no low base; where there are no two
    /// such scores, what they are of is said.
    fn history_span(&self, report: &Report) -> Option<String> {
        let rows = || report.sections.regions().iter();
        let is_firm = |row: &RegionRow, of: &Estimate| !of.low_base && matches!(row.region, Region::Named(_));
        let cells: Vec<(&RegionRow, Period, &Estimate)> =
            rows().flat_map(|row| history(report, row)).filter(|(row, _, of)| is_firm(row, of)).collect();
        if cells.len() < 2 {
            let is_shown = rows().any(|row| history(report, row).next().is_some());
            return is_shown.then(|| self.region_map_caption(report, None));
        }
        let by_score =
            |a: &&(_, _, &Estimate), b: &&(_, _, &Estimate)| a.2.nps.points().total_cmp(&b.2.nps.points());
        // Of equal scores the earlier one is the lowest and the later one the highest.
        let lowest = cells.iter().min_by(by_score)?;
        let highest = cells.iter().max_by(by_score)?;
        let of = |(row, period, estimate): &(&RegionRow, Period, &Estimate)| {
            let score = self.nps(estimate.nps.points());
            (score, self.region(&row.region).to_owned(), self.period(*period))
        };
        let ((low, low_region, low_period), (high, high_region, high_period)) = (of(lowest), of(highest));
        Some(fill(
            &self.texts.history.span,
            &[
                ("lowest", low),
                ("lowest_region", low_region),
                ("lowest_period", low_period),
                ("highest", high),
                ("highest_region", high_region),
                ("highest_period", high_period),
            ],
        ))
    }

    /// Which regions have clearly changed since the previous period, low bases aside.
    fn history_changes(&self, report: &Report) -> String {
        let texts = &self.texts.history;
        let verdict = |trend| match trend {
            Trend::Improved => Verdict::Above,
            Trend::Declined => Verdict::Below,
            Trend::NoClearChange => Verdict::Unclear,
        };
        let is_firm = |finding: &Finding| finding.estimate().is_some_and(|estimate| !estimate.low_base);
        let firm = |row: &&RegionRow| is_firm(&row.finding) && row.then.as_ref().is_some_and(is_firm);
        let changed = report
            .sections
            .regions()
            .iter()
            .filter(firm)
            .filter_map(|row| Some((self.region(&row.region), verdict(row.change.as_ref()?.verdict))));
        let mut changed = changed.peekable();
        let Some(period) = report.head.period.filter(|_| changed.peek().is_some()) else {
            return texts.plain.to_string();
        };
        let patterns = [&texts.rose, &texts.fell, &texts.both, &texts.none];
        let earlier = Some(("earlier", self.period_inside(period.previous())));
        Self::verdicts_title(patterns, |names| self.named_regions(names), changed, earlier)
    }
}

/// The periods of a region that have a score.
fn history<'a>(
    report: &'a Report,
    row: &'a RegionRow,
) -> impl Iterator<Item = (&'a RegionRow, Period, &'a Estimate)> {
    let periods = report.head.periods.iter().copied();
    periods.zip(&row.history).filter_map(move |(period, finding)| Some((row, period, finding.estimate()?)))
}
