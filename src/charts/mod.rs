//! The report's charts: a `Report` in, SVG out, ready to stand in an HTML page. The only place that names
//! plotters.
//!
//! What lives here opens no file and computes no statistics: places, marks and labels only. Every text comes
//! from [`Labels`]. Colours are classes that `templates/charts.css` gives a meaning, in light, dark and print.
//!
//! A chart is drawn twice, at two [`Width`]s; both go into the page and its style sheet shows one of them.

mod bullet;
mod composition;
mod control;
mod dots;
mod draw;
mod draw_index;
mod fonts;
mod funnel;
mod heat;
mod histogram;
mod key;
mod layout;
mod lines;
mod names;
mod panels;
mod participants;
mod parts;
mod plane;
mod regions;
mod role;
mod spark;
mod svg;
mod text;
mod trend;
mod waterfall;
mod words;

#[cfg(test)]
mod tests;

pub use bullet::bullet;
pub use composition::composition;
pub use draw::{Charts, Drawn, draw};
pub use draw_index::{IndexCharts, draw_index};
pub use fonts::{FONT_FILES, FontFile};
pub use funnel::funnel;
pub use heat::heat;
pub use histogram::histogram;
pub use panels::panels;
pub use participants::{named, standing};
pub use regions::regions;
pub use spark::spark;
pub use text::ems;
pub use trend::trend;
pub use waterfall::waterfall;

use crate::report::{Benchmark, Finding, Level, Step, Why};
use crate::sections::participants::Whose;
use crate::survey::{Group, Nps, Period, Region};

use role::Role;
use text::Type;

/// A chart, drawn: on a wide sheet, one of very many rows in several parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    svg: String,
}

impl Chart {
    /// The chart as an `<svg>` element, or one for each part, for use inside HTML without further escaping.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }
}

/// What a chart is called where it cannot be seen.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// Unique within the page; the ids of the chart's own elements begin with it.
    pub id: &'a str,
    /// The finding.
    pub title: &'a str,
    /// What is drawn: measure, place and period.
    pub description: &'a str,
}

/// How wide a chart is drawn. A unit is a CSS pixel when the chart is shown at its own width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 720 units, for screens and paper.
    Wide,
    /// 340 units, for phones.
    Narrow,
}

impl Width {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Narrow];

    fn units(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 340.0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    /// Text that explains. On a narrow screen charts shrink, so its texts start larger.
    fn small(self) -> Type {
        let size = if self == Self::Wide { 12.0 } else { 13.0 };
        Type { size, bold: false, role: Role::Muted }
    }

    /// Text that names.
    fn body(self) -> Type {
        let size = if self == Self::Wide { 13.0 } else { 14.0 };
        Type { size, bold: false, role: Role::Ink }
    }
}

/// A fixed text in a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Heading of a column of scores: "NPS".
    Nps,
    /// Heading of a column of bases: "n".
    Base,
    /// All answers of the period together: "All answers".
    Overall,
    /// What the numbers on the histogram's bars are: "Share of answers, %".
    ShareOfAnswers,
    /// Heading of a column of benchmark values: "Benchmark".
    Benchmark,
    /// Heading of a column of differences: "Difference".
    Difference,
    /// Key to a band or whisker: "95 % interval".
    Interval,
    /// Key to a hollow dot: "fewer than 30 answers".
    LowBase,
    /// Key to a gap in a line: "gap: no answers or too few".
    Gap,
    /// Key to a dot: "above the rest".
    AboveRest,
    /// Key to a dot: "below the rest".
    BelowRest,
    /// Key to a dot: "not distinguishable from the rest".
    UnclearRest,
    /// Key to a tick: "the region's benchmark".
    RegionBenchmark,
    /// Key to a marker on a stacked bar: "NPS: promoters less detractors".
    NpsMarker,
    /// Key to a marker: "benchmark".
    BenchmarkMarker,
    /// Name of the inner limits of a funnel: "95%".
    InnerLimits,
    /// Name of the outer limits of a funnel: "99.8%".
    OuterLimits,
    /// Key to a mark: "above the 95% limits".
    AboveInner,
    /// Key to a mark: "above the 99.8% limits".
    AboveOuter,
    /// Key to a mark: "below the 95% limits".
    BelowInner,
    /// Key to a mark: "below the 99.8% limits".
    BelowOuter,
    /// Key to a dot: "within the limits".
    WithinLimits,
    /// Beside limits: "control limits".
    ControlLimits,
    /// Key to a ring: "outside the control limits".
    OutsideControl,
    /// Key to a bar: "raised the score".
    Raised,
    /// Key to a bar: "lowered the score".
    Lowered,
    /// Key to a hatched cell: "too few answers to show".
    TooFewToShow,
    /// Key to an empty cell: "no answers".
    NoAnswers,
    /// Key to a line: "all answers".
    AllAnswers,
    /// Name of an axis: "Answers (n)".
    AnswersAxis,
    /// Name of an axis: "Answers (n), logarithmic scale".
    AnswersAxisLog,
}

/// The texts of a chart: numbers, dates and words of one language. All rounding, signs and units are here.
pub trait Labels {
    /// A score on an axis or beside a mark, a point of the answer scale too: no decimals, U+2212 for minus.
    fn nps(&self, points: f64) -> String;
    /// The same of a score that stands among others, with as many decimals as any of them needs.
    fn nps_among(&self, points: f64, scores: &[f64]) -> String;
    /// A benchmark's value with the decimals it was stated with.
    fn stated(&self, value: Nps) -> String;
    /// A difference in points with its sign, without the word for points.
    fn change(&self, points: f64) -> String;
    /// A score with one decimal.
    fn exact(&self, points: f64) -> String;
    /// A part of a change in points with its sign and one decimal.
    fn part(&self, points: f64) -> String;
    /// A step of a change, by name.
    fn step(&self, why: &Why, step: &Step<'_>) -> String;
    /// A share with its unit: "23 %".
    fn percent(&self, share: f64) -> String;
    /// A share in per cent without the unit: "23".
    fn percent_number(&self, share: f64) -> String;
    /// A number of answers, digits grouped.
    fn count(&self, n: u64) -> String;
    /// A period in full: "Q3 2026".
    fn period(&self, period: &Period) -> String;
    /// A period within its year: "Q3"; for a year the year itself.
    fn period_short(&self, period: &Period) -> String;
    /// The year that a period is counted in: "2026", "2026/27".
    fn year(&self, period: &Period) -> String;
    /// Whose score it is: "Participants in North".
    fn whose(&self, whose: Whose<'_>) -> String;
    /// How many they are: "12 other participants". Empty for the client itself.
    fn whose_note(&self, whose: Whose<'_>) -> String;
    /// The window of the report's trend: "Last 4 quarters". Empty without one.
    fn trailing(&self) -> String;
    /// A region's name.
    fn region(&self, region: &Region) -> String;
    /// A group's name, in the plural.
    fn group(&self, group: Group) -> String;
    /// A level's name; `index` counts from the lowest.
    fn level(&self, index: usize, level: &Level) -> String;
    /// Why a finding has no figure, in a few words: "too few answers". Empty for a measured one.
    fn missing(&self, finding: &Finding) -> String;
    /// Where a benchmark comes from: kind, source, year, base.
    fn benchmark_note(&self, benchmark: &Benchmark) -> String;
    /// A fixed text.
    fn word(&self, word: Word) -> String;
}
