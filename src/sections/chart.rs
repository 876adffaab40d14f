//! What the charts of all parts have in common: how figures become the numbers and texts of a chart.

use crate::charts::series::Series;
use crate::charts::time::PeriodName;
use crate::charts::{Caption, Drawn, Format, Kind, Measured};
use crate::report::{Estimate, Finding};
use crate::survey::{Granularity, Period};
use crate::wording::{FigureTexts, Words};

impl Format for Words {
    fn score(&self, points: f64) -> String {
        self.nps(points)
    }

    fn count(&self, n: u64) -> String {
        self.count(n)
    }
}

/// A chart at both widths, named by its texts; nothing where either is missing.
pub(super) fn drawn(
    kind: Option<impl Kind>,
    id: &str,
    texts: Option<FigureTexts>,
    words: &Words,
) -> Option<Drawn> {
    let (kind, FigureTexts { title, description, .. }) = (kind?, texts?);
    Drawn::of(&kind, words, &Caption { id, title: &title, description: &description })
}

/// A score in its interval.
pub(super) fn measured(estimate: &Estimate) -> Measured {
    Measured {
        score: estimate.nps.points(),
        low: estimate.interval.low(),
        high: estimate.interval.high(),
        low_base: estimate.low_base,
    }
}

/// Scores by period.
pub(super) fn series<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Series {
    Series(findings.into_iter().map(|finding| finding.estimate().map(measured)).collect())
}

/// What a period is called along an axis.
pub(super) fn period_name(period: Period, words: &Words) -> PeriodName {
    let number = match period.calendar().by {
        Granularity::Year => period.year().unsigned_abs(),
        _ => period.number() - 1,
    };
    PeriodName {
        full: words.period_axis(period),
        short: words.period_tick(period).0,
        year: words.period_year(period),
        number,
    }
}
