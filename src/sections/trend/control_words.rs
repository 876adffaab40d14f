//! Whether the trend is calm, and its windows of several periods.

use fixed_decimal::Decimal;

use super::ControlRun;
use super::texts::ControlTexts;
use crate::config::ControlMethod;
use crate::figures::Head;
use crate::sections::{Report, Sections};
use crate::statistics::{RUN, Trend};
use crate::survey::Granularity;
use crate::wording::{MethodEntry, Words, fill, telling_change};

const CONTROL_URL: &str = "https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc31.htm";

impl Words {
    /// What the control limits of the trend show, in sentences; nothing without limits.
    #[must_use]
    pub fn control(&self, report: &Report) -> Vec<String> {
        let texts = self.control_texts();
        let Some(control) = report.sections.control() else { return Vec::new() };
        let run = || ("run", RUN.to_string());
        if control.is_calm() {
            // Limits and changes answer different questions: where both speak, the page says how they go together.
            let told =
                telling_change(&report.head).filter(|told| told.comparison.verdict != Trend::NoClearChange);
            let clear = told.map(|told| {
                fill(&texts.calm_beside_change, &[("earlier", self.period_inside(told.change.period))])
            });
            return std::iter::once(fill(&texts.calm, &[run()])).chain(clear).collect();
        }
        let periods: Vec<String> = control.outside.iter().map(|period| self.period(*period)).collect();
        let outside =
            (!periods.is_empty()).then(|| fill(&texts.outside, &[("periods", self.list(&periods))]));
        let runs = |above: bool, pattern| {
            let spans = |run: &ControlRun| self.span(run.first, run.last);
            let spans: Vec<String> =
                control.runs.iter().filter(|run| run.above == above).map(spans).collect();
            let centre = self.nps_to(control.centre.points(), 1);
            let values = [run(), ("spans", self.list(&spans)), ("centre", centre)];
            (!spans.is_empty()).then(|| fill(pattern, &values))
        };
        [outside, runs(true, &texts.above), runs(false, &texts.below)].into_iter().flatten().collect()
    }

    /// The control limits by name, and the key to a score outside them.
    #[must_use]
    pub fn control_keys(&self) -> [String; 2] {
        let texts = self.control_texts();
        [&texts.limits, &texts.cross].map(std::string::ToString::to_string)
    }

    /// Column heads: lower and upper limit.
    #[must_use]
    pub fn control_head(&self) -> [String; 2] {
        self.control_texts().head.map(|head| head.to_string())
    }

    fn control_texts(&self) -> ControlTexts {
        self.of_part("control")
    }

    /// The window of the trend by name: `Last 4 quarters`; nothing without one.
    #[must_use]
    pub fn trailing(&self, head: &Head, sections: &Sections) -> Option<String> {
        self.window(head, sections.trailing()?)
    }

    /// A window of so many periods.
    fn window(&self, head: &Head, length: u32) -> Option<String> {
        let (texts, period) = (&self.texts.trailing, head.period?);
        let window = match period.calendar().by {
            Granularity::Week => &texts.weeks,
            Granularity::Month => &texts.months,
            Granularity::Quarter => &texts.quarters,
            Granularity::HalfYear => &texts.half_years,
            Granularity::Year => &texts.years,
        };
        Some(self.counted(window, &Decimal::from(length)))
    }

    /// The window up to the reported period for the key figures: its name, its precision, its score. Nothing without
    /// a figure.
    #[must_use]
    pub fn trailing_figure(&self, head: &Head, sections: &Sections) -> Option<[String; 3]> {
        let estimate = sections.points().last()?.trailing.as_ref()?.estimate()?;
        let score = fill(&self.texts.trailing.score, &[("nps", self.nps(estimate.nps.points()))]);
        Some([self.trailing(head, sections)?, self.precision(estimate, &head.method), score])
    }

    /// Help with limits and windows in the trend.
    pub(crate) fn how_to_read_control(&self, head: &Head, sections: &Sections) -> [(bool, String); 2] {
        let measured =
            sections.points().iter().flat_map(|point| &point.trailing).any(|f| f.estimate().is_some());
        let window = self.trailing(head, sections).unwrap_or_default();
        [
            (measured, fill(&self.texts.trailing.how_to_read, &[("window", window)])),
            (sections.control().is_some(), self.control_texts().how_to_read.to_string()),
        ]
    }

    /// How limits and windows are computed.
    pub(crate) fn control_method(&self, head: &Head, trend: &super::Trend) -> Vec<MethodEntry> {
        let (texts, windows) = (self.control_texts(), &self.texts.trailing);
        let window = trend
            .trailing
            .and_then(|length| self.window(head, length))
            .map(|window| MethodEntry::new(&windows.term, fill(&windows.method, &[("window", window)])));
        let limits = trend.control.as_ref().map(|control| {
            let limits = match control.method {
                ControlMethod::ByBase => &texts.by_base,
                ControlMethod::MovingRange => &texts.moving_range,
            };
            let signs = fill(&texts.signs, &[("run", RUN.to_string())]);
            let text = Self::sentences([(true, limits.to_string()), (true, signs)]);
            MethodEntry::new(&texts.term, text).after(&texts.source, CONTROL_URL)
        });
        window.into_iter().chain(limits).collect()
    }
}
