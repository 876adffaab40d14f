//! What is said of the score over time.

use crate::figures::{Estimate, Head};
use crate::sections::Report;
use crate::statistics::Trend;
use crate::survey::Period;
use crate::wording::{FigureTexts, Told, Words, fill, telling_change};

impl Words {
    /// The texts of the line over time; none without two periods.
    #[must_use]
    pub fn trend(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.trend;
        let (first, last) =
            (report.sections.points().first()?.period, report.sections.points().last()?.period);
        if report.sections.points().len() < 2 {
            return None;
        }
        let span = self.span(first, last);
        let values = vec![
            ("span", span.clone()),
            ("subject", self.subject(&report.head, Some(span), None)),
            ("confidence", self.confidence(report.head.method.confidence)),
        ];
        let mut measured: Vec<(Period, &Estimate)> = report
            .sections
            .points()
            .iter()
            .filter_map(|point| Some((point.period, point.finding.estimate()?)))
            .collect();
        measured.sort_by(|a, b| a.1.nps.points().total_cmp(&b.1.nps.points()));
        let (title, description) = match (measured.first(), measured.last()) {
            (Some((lowest_period, lowest)), Some((highest_period, highest))) => {
                let extremes = [
                    ("lowest", self.nps(lowest.nps.points())),
                    ("lowest_period", self.period(*lowest_period)),
                    ("highest", self.nps(highest.nps.points())),
                    ("highest_period", self.period(*highest_period)),
                ];
                let title = self.trend_title(&report.head).unwrap_or_else(|| fill(&texts.plain, &values));
                let described: Vec<_> = values.iter().cloned().chain(extremes).collect();
                (title, fill(&texts.description, &described))
            }
            _ => (texts.hidden.to_string(), texts.hidden.to_string()),
        };
        Some(FigureTexts {
            title,
            subtitle: fill(texts.subtitle.of(last), &values),
            description,
            how_to_read: self.how_to_read_trend(report),
            caption: fill(texts.caption.of(last), &values),
        })
    }

    /// Help with what is drawn and has no key.
    fn how_to_read_trend(&self, report: &Report) -> String {
        let texts = &self.texts.trend;
        let shown: Vec<Option<&Estimate>> =
            report.sections.points().iter().map(|point| point.finding.estimate()).collect();
        let alone = |at: usize| {
            let shown = |at: Option<usize>| at.and_then(|at| shown.get(at)).is_some_and(Option::is_some);
            shown(Some(at)) && !shown(at.checked_sub(1)) && !shown(at.checked_add(1))
        };
        let confidence = self.confidence(report.head.method.confidence);
        let own = [
            (true, fill(&texts.how_to_read, &[("confidence", confidence)])),
            ((0..shown.len()).any(alone), texts.how_alone.to_string()),
            (!report.sections.benchmarks().is_empty(), texts.how_benchmarks.to_string()),
        ];
        let others = self.how_to_read_others(report).into_iter().map(|sentence| (true, sentence));
        Self::sentences(
            own.into_iter().chain(self.how_to_read_control(&report.head, &report.sections)).chain(others),
        )
    }

    /// The change that the headline speaks of; nothing where low bases leave no finding.
    fn trend_title(&self, head: &Head) -> Option<String> {
        let texts = &self.texts.trend;
        let Told { now, change, then, comparison } = telling_change(head)?;
        let pattern = match comparison.verdict {
            Trend::Improved => &texts.rose,
            Trend::Declined => &texts.fell,
            Trend::NoClearChange => &texts.unclear,
        };
        let points = self.distance(comparison.difference.points());
        let ([_, then], earlier) = (self.two_scores([now.nps, then.nps]), self.period_inside(change.period));
        Some(fill(pattern, &[("points", points), ("then", then), ("earlier", earlier)]))
    }
}
