//! What the charts of all parts have in common: how figures become the numbers and texts of a chart.

use crate::charts::dots::{ComparedWords, DotsWords, Mark};
use crate::charts::series::Series;
use crate::charts::time::PeriodName;
use crate::charts::{Caption, Drawn, Format, Kind, Measured};
use crate::figures::{Finding, Method, Scored};
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
pub(crate) fn drawn(
    kind: Option<impl Kind>,
    id: &str,
    texts: Option<FigureTexts>,
    words: &Words,
) -> Option<Drawn> {
    let (kind, FigureTexts { title, description, .. }) = (kind?, texts?);
    Drawn::of(&kind, words, &Caption { id, title: &title, description: &description })
}

/// A score in its interval.
pub(super) fn measured(estimate: &impl Scored) -> Measured {
    Measured {
        score: estimate.nps().points(),
        low: estimate.interval().low(),
        high: estimate.interval().high(),
        low_base: estimate.low_base(),
    }
}

/// The scores that there are, in points.
pub(super) fn scores<'a, E: Scored + 'a>(findings: impl IntoIterator<Item = &'a Finding<E>>) -> Vec<f64> {
    findings.into_iter().filter_map(|finding| Some(finding.estimate()?.nps().points())).collect()
}

/// A finding as a dot, its score written as it is among the others; else why there is none.
pub(super) fn mark<E: Scored>(finding: &Finding<E>, scores: &[f64], words: &Words) -> Mark {
    match finding.estimate() {
        Some(estimate) => Mark::Dot {
            measured: measured(estimate),
            value: words.nps_among(estimate.nps().points(), scores),
            base: words.count(estimate.n()),
        },
        None => Mark::Missing(words.missing(finding).to_owned()),
    }
}

/// What is said around dots.
pub(super) fn dots_words(method: &Method, words: &Words, compared: Option<ComparedWords>) -> DotsWords {
    DotsWords {
        score: words.labels().nps.to_string(),
        base: words.labels().n.to_string(),
        interval: words.interval_name(method.confidence),
        low_base: words.low_base_key(method),
        compared,
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
