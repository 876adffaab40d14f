//! Published intervals that are studied but not offered. All are in shares, as fractions of 1.

use plaudit::statistics::intervals::Sizes;

/// May and Johnson's: all scores x with (p − d − x)² ≤ z² (p + d − x²) / n.
///
/// Source: May and Johnson 1997, "Confidence intervals for differences in correlated binary proportions", Statistics
/// in Medicine 16(18).
pub(crate) fn may_johnson(sizes: Sizes, z: f64) -> (f64, f64) {
    let (k, score) = (z * z / sizes.n(), sizes.mean());
    let ends = (sizes.promoters + sizes.detractors) / sizes.n();
    let half = (score * score - (1.0 + k) * (score * score - k * ends)).max(0.0).sqrt();
    ((score - half) / (1.0 + k), (score + half) / (1.0 + k))
}

/// Newcombe's square and add of two Wilson intervals, with the correlation that two shares of one sample have,
/// −√(p d / ((1 − p)(1 − d))). His method 10 takes it from all four cells of a paired table; passives are one cell.
///
/// Source: Newcombe 1998, "Improved confidence intervals for the difference between binomial proportions based on
/// paired data", Statistics in Medicine 17(22); Zou and Donner 2008, Statistics in Medicine 27(10).
pub(crate) fn square_and_add(sizes: Sizes, z: f64) -> (f64, f64) {
    let n = sizes.n();
    let (d, p) = (sizes.detractors / n, sizes.promoters / n);
    let ((low_d, high_d), (low_p, high_p)) = (wilson(d, n, z), wilson(p, n, z));
    let rest = (1.0 - p) * (1.0 - d);
    let correlation = if rest > 0.0 { -(p * d / rest).sqrt() } else { 0.0 };
    let reach = |a: f64, b: f64| (a * a + b * b - 2.0 * correlation * a * b).max(0.0).sqrt();
    (p - d - reach(p - low_p, high_d - d), p - d + reach(high_p - p, d - low_d))
}

/// Wilson's interval for one share (Wilson 1927, Journal of the American Statistical Association 22).
fn wilson(share: f64, n: f64, z: f64) -> (f64, f64) {
    let k = z * z / n;
    let half = (k * (share * (1.0 - share) + k / 4.0)).sqrt();
    ((share + k / 2.0 - half) / (1.0 + k), (share + k / 2.0 + half) / (1.0 + k))
}

/// Stops where a formula does not give what was published.
///
/// Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I: 81 of 263 gives 0.2553 to
/// 0.3662. Fagerland, Lydersen and Laake 2014, Statistics in Medicine 33(16), 1 and 7 discordant of 21 pairs: Wald
/// −0.520 to −0.052, Bonett and Price −0.508 to −0.013.
pub(crate) fn check() {
    let near = |(low, high): (f64, f64), expected: (f64, f64)| {
        let off = (low - expected.0).abs().max((high - expected.1).abs());
        assert!(off < 6e-4, "{low} to {high} where {expected:?} was published");
    };
    let pairs = Sizes { detractors: 7.0, passives: 13.0, promoters: 1.0 };
    let wald = |sizes| {
        let (low, high) = plaudit::statistics::intervals::wald(sizes, Z);
        (low / 100.0, high / 100.0)
    };
    near(wilson(81.0 / 263.0, 263.0, Z), (0.2553, 0.3662));
    near(wald(pairs), (-0.520, -0.052));
    near(wald(pairs.with(1.0, 0.0)), (-0.508, -0.013));
    // The ends solve the equation that defines them.
    for end in [may_johnson(pairs, Z).0, may_johnson(pairs, Z).1] {
        let distance = pairs.mean() - end;
        assert!((distance * distance - Z * Z * (8.0 / 21.0 - end * end) / 21.0).abs() < 1e-12);
    }
}

/// For 95 %.
pub(crate) const Z: f64 = 1.959_963_984_540_054;
