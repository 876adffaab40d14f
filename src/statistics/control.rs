//! Whether a series is calm: control limits, what lies outside them, and runs on one side of the centre.

use crate::survey::trace::{End, Formula, Side, Silent, Trace};

/// So many points in a row on one side of the centre are hardly chance: 1 in 128 at any place.
pub const RUN: usize = 8;

/// What differs by less is the same, but for the rounding of sums.
const SAME: f64 = 1e-9;

/// A measured value of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// The value.
    pub value: f64,
    /// Variance of a single answer, in squared units of the value.
    pub variance: f64,
    /// How many answers, effective ones where they are weighted; above 0.
    pub n: f64,
}

/// The centre of a series and, for each of its values, the limits that chance alone hardly leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// The centre.
    pub centre: f64,
    /// Lower and upper limit for each value.
    pub each: Vec<(f64, f64)>,
}

/// Limits for values of unequal bases: θ̄ ± 3·√(V̄/nₜ). The centre θ̄ is the mean of all values weighted by n, which for
/// scores is the score of all answers together; V̄ is the variance of a single answer about its own period's score,
/// weighted in the same way. Nothing without values.
///
/// Source: Shewhart's chart for unequal samples, as in Montgomery, "Introduction to Statistical Quality Control",
/// chapter 7 (variable sample size), with the variance of an NPS answer in place of that of a share.
#[must_use]
pub fn limits_by_base(series: &[Observed]) -> Option<Limits> {
    limits_by_base_traced(series, &mut Silent)
}

/// The same, telling its steps, those of each value as of its position.
#[must_use]
pub fn limits_by_base_traced(series: &[Observed], trace: &mut impl Trace) -> Option<Limits> {
    let n: f64 = series.iter().map(|measure| measure.n).sum();
    let mut mean = |formula: Formula, of: fn(&Observed) -> f64| {
        let sum = series.iter().map(|m| m.n * of(m)).sum::<f64>();
        trace.step(formula, &[sum, n], sum / n);
        sum / n
    };
    let centre = mean(Formula::CentreByBase, |m| m.value);
    let variance = mean(Formula::PooledVariance, |m| m.variance);
    let each = series.iter().enumerate().map(|(at, measure)| {
        let reach = 3.0 * (variance / measure.n).sqrt();
        trace.of(Side::At(at));
        trace.step(Formula::ReachByBase, &[variance, measure.n], reach);
        around(centre, reach, trace)
    });
    let each = each.collect();
    (n > 0.0).then_some(Limits { centre, each })
}

/// The limits that reach so far to both sides.
fn around(centre: f64, reach: f64, trace: &mut impl Trace) -> (f64, f64) {
    let (low, high) = (centre - reach, centre + reach);
    trace.step(Formula::Limit(End::Low), &[centre, reach], low);
    trace.step(Formula::Limit(End::High), &[centre, reach], high);
    (low, high)
}

/// Limits from how much neighbours differ, whatever their bases (a chart of individual values and moving ranges):
/// mean ± 2.66 · mean moving range. They allow for whatever usually moves the values, not only for chance in the
/// sample. Nothing without two values.
///
/// Source: Wheeler, "Understanding Variation"; 2.66 is 3/1.128, the mean range of two values of a normal distribution.
#[must_use]
pub fn limits_by_moving_range(values: &[f64]) -> Option<Limits> {
    limits_by_moving_range_traced(values, &mut Silent)
}

/// The same, telling its steps.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a series has few values")]
pub fn limits_by_moving_range_traced(values: &[f64], trace: &mut impl Trace) -> Option<Limits> {
    let pairs = values.len().checked_sub(1).filter(|pairs| *pairs > 0)? as f64;
    let (sum, count) = (values.iter().sum::<f64>(), values.len() as f64);
    let centre = sum / count;
    trace.step(Formula::CentreOfScores, &[sum, count], centre);
    let moves = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>();
    let range = moves / pairs;
    trace.step(Formula::MeanRange, &[moves, count], range);
    let reach = 2.66 * range;
    trace.step(Formula::ReachByRange, &[range], reach);
    Some(Limits { centre, each: vec![around(centre, reach, trace); values.len()] })
}

impl Limits {
    /// Which values of the series lie outside, by position.
    #[must_use]
    pub fn outside(&self, values: &[f64]) -> Vec<usize> {
        let is_outside =
            |(value, (low, high)): (&f64, &(f64, f64))| *value < low - SAME || *value > high + SAME;
        let each = values.iter().zip(&self.each).enumerate();
        each.filter(|(_, pair)| is_outside(*pair)).map(|(at, _)| at).collect()
    }

    fn is_on_centre(&self, value: f64) -> bool {
        (value - self.centre).abs() < SAME
    }

    /// Runs of [`RUN`] or more values in a row on one side of the centre: first and last position. A value on the
    /// centre ends a run.
    #[must_use]
    pub fn runs(&self, values: &[f64]) -> Vec<(usize, usize)> {
        let side = |value: f64| (!self.is_on_centre(value)).then_some(value > self.centre);
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        for at in 1..=values.len() {
            let goes_on =
                at < values.len() && side(values[at]).is_some() && side(values[at]) == side(values[start]);
            if !goes_on {
                if at - start >= RUN && side(values[start]).is_some() {
                    runs.push((start, at - 1));
                }
                start = at;
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked example of monthly values, computed independently.
    #[test]
    fn limits_of_a_monthly_series_are_those_computed_independently() {
        let values =
            [13.256, 10.050, 19.059, 9.463, 15.873, 8.728, 9.725, 9.535, 10.476, 8.333, 12.019, 15.000];
        let limits = limits_by_moving_range(&values).expect("two and more");
        assert!((limits.centre - 11.7931).abs() < 1e-4);
        let (low, high) = limits.each[0];
        assert!((low - 0.5959).abs() < 1e-4 && (high - 22.9902).abs() < 1e-4, "{low} … {high}");
        assert!(limits.outside(&values).is_empty());
        assert_eq!(limits_by_moving_range(&values[..1]), None);
    }

    #[test]
    fn a_larger_base_has_narrower_limits_about_the_score_of_all_answers() {
        // Counts of detractors, passives and promoters; expected values from exact fractions (Python).
        let counts = [(60.0, 100.0, 140.0), (90.0, 110.0, 100.0), (8.0, 13.0, 15.0)];
        let series = counts.map(|(d, z, p): (f64, f64, f64)| {
            let (n, mean) = (d + z + p, (p - d) / (d + z + p));
            Observed { value: 100.0 * mean, variance: 1e4 * ((p + d) / n - mean * mean), n }
        });
        let limits = limits_by_base(&series).expect("values");
        assert!((limits.centre - 15.2516).abs() < 1e-4);
        for ((low, high), expected) in
            limits.each.iter().zip([(1.6888, 28.8144), (1.6888, 28.8144), (-23.9008, 54.4040)])
        {
            assert!((low - expected.0).abs() < 1e-4 && (high - expected.1).abs() < 1e-4, "{low} … {high}");
        }
        assert_eq!(limits_by_base(&[]), None);
    }

    #[test]
    fn values_beyond_a_limit_and_runs_of_eight_on_one_side_are_found() {
        let limits = Limits { centre: 0.0, each: vec![(-3.0, 3.0); 20] };
        let mut values = [1.0; 20];
        values[3] = 3.5;
        values[8] = -1.0;
        values[10] = -3.5;
        values[19] = 0.0;
        assert_eq!(limits.outside(&values), [3, 10]);
        assert_eq!(limits.runs(&values), [(0, 7), (11, 18)]);
        assert!(limits.runs(&[0.0; 20]).is_empty());
        assert!(limits.runs(&values[..7]).is_empty());
        assert!(limits.runs(&[]).is_empty());
    }
}
