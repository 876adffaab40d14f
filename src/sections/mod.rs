//! The parts of a report, one folder each: what a part needs to be counted, its figures, words, charts and tables.
//!
//! No part knows another one: what several of them need is in [`View`].

pub mod benchmarks;
mod chart;
mod charts;
pub mod composition;
mod index_chart;
pub mod key_findings;
pub mod participants;
pub mod quality;
pub mod regions;
pub mod trend;
pub mod why;

use serde::{Deserialize, Serialize};

use crate::figures::{Figures, Finding, Head, Versus};
use crate::survey::{Client, Histogram, Period};

use key_findings::KeyFinding;
use regions::RegionRow;
use trend::{Control, Point};
use why::Why;

pub use benchmarks::Benchmarks;
pub use charts::{Charts, draw};
pub use composition::Composition;
pub use index_chart::{IndexCharts, draw_index};
pub use key_findings::KeyFindings;
pub use participants::{Field, Participants};
pub use quality::Quality;
pub use regions::Regions;
pub use trend::Trend;
pub use why::Accounts;

/// What the figures of a part are made from.
pub(crate) struct View<'a> {
    /// The counts, and how figures are made of them.
    pub(crate) counts: Figures<'a>,
    /// What every part speaks of.
    pub(crate) head: &'a Head,
    /// The periods that are shown, oldest first, the reported one last; none without dates.
    pub(crate) periods: &'a [Period],
    /// Whose report it is, and all clients; none for a report on all answers.
    pub(crate) among: Option<(&'a Client, &'a Field<'a>)>,
}

/// The parts of a report that it has.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sections {
    /// What matters most of all this, chosen by the rule of [`key_findings`]: at most five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_findings: Option<KeyFindings>,
    /// Who recommends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composition: Option<Composition>,
    /// The score over time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trend: Option<Trend>,
    /// Where the client stands among all that take part; absent for a report on all answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<Participants>,
    /// The score by region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Regions>,
    /// Why the score changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Accounts>,
    /// The score against benchmarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benchmarks: Option<Benchmarks>,
    /// What was read and what was left out.
    pub quality: Quality,
}

impl Sections {
    /// The key findings, the first one first.
    #[must_use]
    pub fn key_findings(&self) -> &[KeyFinding] {
        self.key_findings.as_ref().map_or(&[], |found| &found.0)
    }

    /// The periods of the trend, oldest first.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        self.trend.as_ref().map_or(&[], |trend| &trend.points)
    }

    /// The limits of the trend.
    #[must_use]
    pub fn control(&self) -> Option<&Control> {
        self.trend.as_ref()?.control.as_ref()
    }

    /// The regions, in the order of the report.
    #[must_use]
    pub fn regions(&self) -> &[RegionRow] {
        self.regions.as_ref().map_or(&[], |regions| &regions.0)
    }

    /// The regions that the page lists.
    pub fn listed_regions(&self) -> impl Iterator<Item = &RegionRow> {
        self.regions.iter().flat_map(Regions::listed)
    }

    /// The regions that the page lists over time.
    pub fn regions_over_time(&self) -> impl Iterator<Item = &RegionRow> {
        self.regions.iter().flat_map(Regions::over_time)
    }

    /// The length of the windows of the trend, in periods.
    #[must_use]
    pub fn trailing(&self) -> Option<u32> {
        self.trend.as_ref()?.trailing
    }

    /// The answers of the period by score, unweighted.
    #[must_use]
    pub fn histogram(&self) -> Option<&Histogram> {
        self.composition.as_ref().map(|composition| &composition.histogram)
    }

    /// Their weights by score.
    #[must_use]
    pub fn weighted_histogram(&self) -> Option<&Vec<f64>> {
        self.composition.as_ref()?.weighted_histogram.as_ref()
    }

    /// The accounts of why the score changed.
    #[must_use]
    pub fn why(&self) -> &[Why] {
        self.why.as_ref().map_or(&[], |accounts| &accounts.0)
    }

    /// The score against each stated benchmark.
    #[must_use]
    pub fn benchmarks(&self) -> &[Versus] {
        self.benchmarks.as_ref().map_or(&[], |benchmarks| &benchmarks.0)
    }

    /// All parts that a report can have.
    pub(crate) fn of(view: &View<'_>) -> Self {
        let mut sections = Self {
            key_findings: None,
            composition: Composition::of(view),
            trend: Trend::of(view),
            participants: Participants::of(view),
            regions: Regions::of(view),
            why: Accounts::of(view),
            benchmarks: Benchmarks::of(view),
            quality: Quality::of(view),
        };
        sections.key_findings = KeyFindings::of(view.head, &sections);
        sections
    }

    /// Every finding of any part.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let trend = self.trend.iter().flat_map(Trend::findings);
        let participants = self.participants.iter().flat_map(Participants::findings);
        trend.chain(participants).chain(self.regions.iter().flat_map(Regions::findings))
    }

    /// What of any part does not agree with itself or the head of the report, if anything does not.
    pub(crate) fn fault(&self, head: &Head) -> Option<&'static str> {
        let periods: Vec<Period> = self.points().iter().map(|point| point.period).collect();
        let periods = self.trend.is_some().then_some(&*periods);
        (self.composition.iter().find_map(|part| part.fault(head)))
            .or_else(|| self.trend.iter().find_map(|part| part.fault(head)))
            .or_else(|| self.participants.iter().find_map(|part| part.fault(periods)))
            .or_else(|| self.regions.iter().find_map(|part| part.fault(periods)))
            .or_else(|| self.why.iter().find_map(|part| part.fault(head)))
            .or_else(|| self.benchmarks().iter().find_map(Versus::fault))
            .or_else(|| self.quality.fault())
            .or_else(|| {
                // A report may do without them.
                let follow = self.key_findings.is_none() || KeyFindings::of(head, self) == self.key_findings;
                (!follow).then_some("the key findings do not follow from the figures")
            })
    }
}

/// For tests that make reports by hand.
#[cfg(test)]
impl Sections {
    pub(crate) fn trend_mut(&mut self) -> &mut Trend {
        self.trend.get_or_insert_with(|| Trend { points: Vec::new(), trailing: None, control: None })
    }

    pub(crate) fn points_mut(&mut self) -> &mut Vec<Point> {
        &mut self.trend_mut().points
    }

    pub(crate) fn regions_mut(&mut self) -> &mut Vec<RegionRow> {
        &mut self.regions.get_or_insert_default().0
    }

    pub(crate) fn why_mut(&mut self) -> &mut Vec<Why> {
        &mut self.why.get_or_insert_default().0
    }

    pub(crate) fn benchmarks_mut(&mut self) -> &mut Vec<Versus> {
        &mut self.benchmarks.get_or_insert_default().0
    }
}
