//! The parts of a report, one folder each: what a part needs to be counted, its figures, words, charts and tables.
//!
//! No part knows another one: what several of them need is in [`View`].

pub mod benchmarks;
pub mod composition;
pub mod key_findings;
mod method;
mod paper;
pub mod participants;
pub mod quality;
pub mod regions;
mod report;
mod shown;
pub(crate) mod table;
pub mod trend;
pub mod why;

use serde::{Deserialize, Serialize};

use crate::charts::Charts;
use crate::figures::{Figures, Finding, Head, Versus};
use crate::survey::{Client, Histogram};
use crate::wording::{MethodEntry, Words};

use key_findings::KeyFinding;
use regions::RegionRow;
use trend::{Control, Point};
use why::Why;

pub use benchmarks::Benchmarks;
pub use composition::Composition;
pub use key_findings::KeyFindings;
pub use participants::{Field, Participants};
pub use quality::Quality;
pub use regions::Regions;
pub use report::{Report, SCHEMA};
pub(crate) use shown::{Figure, Shown};
pub use trend::Trend;
pub use why::Accounts;

/// What the figures of a part are made from.
pub(crate) struct View<'a> {
    /// The counts, and how figures are made of them.
    pub(crate) counts: Figures<'a>,
    /// What every part speaks of.
    pub(crate) head: &'a Head,
    /// Whose report it is, and all clients; none for a report on all answers.
    pub(crate) among: Option<(&'a Client, &'a Field<'a>)>,
}

/// A part of a report: its own figures, which are its part of `report.json`.
pub(crate) trait Section {
    /// The part as the page shows it; without figures where there is nothing to see.
    fn show(&self, page: &Page<'_>) -> Shown;

    /// The definitions that only this part needs, in reading order.
    fn method(&self, _: &Head, _: &Words) -> Vec<MethodEntry> {
        Vec::new()
    }

    /// Every finding in it.
    fn findings(&self) -> Vec<&Finding> {
        Vec::new()
    }

    /// What of it does not agree with itself or the head of the report, if anything does not: it may come from anywhere.
    fn fault(&self, _: &Head) -> Option<&'static str> {
        None
    }
}

/// What a part is shown with.
pub(crate) struct Page<'a> {
    /// The report that it is part of.
    pub(crate) report: &'a Report,
    /// The words of its language.
    pub(crate) words: &'a Words,
    /// Its charts.
    pub(crate) charts: &'a Charts,
}

/// The parts of a report, in the order of the page: each with its name in `report.json` and in the config.
macro_rules! parts {
    ($( $(#[$doc:meta])* $name:ident: $figures:ty, )+) => {
        /// The parts of a report that it has.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Sections {
            /// What matters most of all this, chosen by the rule of [`key_findings`]: at most five.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub key_findings: Option<KeyFindings>,
            $(
                $(#[$doc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $name: Option<$figures>,
            )+
            /// What was read and what was left out.
            pub quality: Quality,
        }

        impl Sections {
            /// The names of all parts that a page may show in any order.
            pub const NAMES: &'static [&'static str] = &[$( stringify!($name) ),+];

            /// The figures of all parts that the report can have.
            pub(crate) fn of(view: &View<'_>) -> Self {
                let mut sections =
                    Self { key_findings: None, $( $name: <$figures>::of(view), )+ quality: Quality::of(view) };
                sections.key_findings = KeyFindings::of(view.head, &sections);
                sections
            }

            /// The parts that there are, each with its name.
            pub(crate) fn each(&self) -> impl Iterator<Item = (&'static str, &dyn Section)> {
                let all: Vec<(&'static str, Option<&dyn Section>)> =
                    vec![$( (stringify!($name), self.$name.as_ref().map(|part| part as &dyn Section)) ),+];
                all.into_iter().filter_map(|(name, part)| Some((name, part?)))
            }
        }
    };
}

parts! {
    /// Who recommends.
    composition: Composition,
    /// The score over time.
    trend: Trend,
    /// Where the client stands among all that take part; absent for a report on all answers.
    participants: Participants,
    /// The score by region.
    regions: Regions,
    /// Why the score changed.
    why: Accounts,
    /// The score against benchmarks.
    benchmarks: Benchmarks,
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
        self.composition.as_ref()?.histogram.as_ref()
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

    /// Every finding of any part.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.each().flat_map(|(_, part)| part.findings())
    }

    /// What of any part does not agree with itself or the head of the report, if anything does not.
    pub(crate) fn fault(&self, head: &Head) -> Option<&'static str> {
        self.each().find_map(|(_, part)| part.fault(head)).or_else(|| self.quality.fault()).or_else(|| {
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
