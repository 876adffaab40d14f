//! Student's t distribution, of any number of degrees of freedom above 0, whole or not.
//!
//! Sources: Student 1908, "The probable error of a mean", Biometrika 6(1); Abramowitz and Stegun 1964, Handbook of
//! Mathematical Functions, sections 26.5 and 26.7.

use std::f64::consts::PI;

use super::normal;

/// With more degrees of freedom than this the distribution is found from the normal one, which it hardly differs from: the
/// continued fraction would have to tell numbers from 1 that no longer differ from it.
const MANY: f64 = 1e6;

/// What a continued fraction is cut off at.
const NEGLIGIBLE: f64 = 1e-16;

/// Probability of a value above `t` or below `−t`, 0 to 1: the regularised incomplete beta function I(x; ν/2, 1/2) at
/// x = ν / (ν + t²), with ν degrees of freedom.
#[must_use]
pub fn two_sided(t: f64, freedom: f64) -> f64 {
    let (half, square) = (freedom / 2.0, t * t);
    if square.is_infinite() {
        return 0.0;
    }
    if freedom > MANY {
        // Abramowitz and Stegun, 26.7.8.
        let z = t * (1.0 - 1.0 / (4.0 * freedom)) / (1.0 + square / (2.0 * freedom)).sqrt();
        return normal::two_sided(z);
    }
    let (outside, within) = (freedom / (freedom + square), 1.0 / (1.0 + freedom / square));
    if within == 0.0 {
        return 1.0;
    }
    // x^a (1 − x)^b / B(a, b), where B(a, 1/2) = √π Γ(a) / Γ(a + 1/2).
    let front = libm::exp(gamma_ratio(half) - half * libm::log1p(square / freedom)) * (within / PI).sqrt();
    // The fraction converges fast on one side of the mean of the beta distribution; on the other it is that of the complement.
    if outside < (half + 1.0) / (half + 2.5) {
        front * beta_fraction(half, 0.5, outside) / half
    } else {
        1.0 - front * beta_fraction(0.5, half, within) / 0.5
    }
}

/// The t with probability `share` between −t and t, for a share from 0 to below 1; infinite where it is beyond all numbers, as it
/// is with few hundredths of a degree of freedom.
///
/// Newton's method on [`two_sided`], within two bounds that close in on it.
#[must_use]
pub fn critical(share: f64, freedom: f64) -> f64 {
    let alpha = 1.0 - share;
    if alpha >= 1.0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    while two_sided(high, freedom) > alpha {
        (low, high) = (high, 2.0 * high);
        // Beyond this its square is no number.
        if high > 1e150 {
            return f64::INFINITY;
        }
    }
    let mut t = f64::midpoint(low, high);
    for _ in 0..200 {
        let off = two_sided(t, freedom) - alpha;
        if off > 0.0 {
            low = t;
        } else {
            high = t;
        }
        let next = t + off / (2.0 * density(t, freedom));
        let next = if low < next && next < high { next } else { f64::midpoint(low, high) };
        let step = (next - t).abs();
        t = next;
        if step <= 1e-15 * t {
            break;
        }
    }
    t
}

/// Γ((ν + 1) / 2) / (√(νπ) Γ(ν / 2)) · (1 + t² / ν)^(−(ν + 1) / 2).
fn density(t: f64, freedom: f64) -> f64 {
    let power = f64::midpoint(freedom, 1.0) * libm::log1p(t * t / freedom);
    libm::exp(gamma_ratio(freedom / 2.0) - power) / (freedom * PI).sqrt()
}

/// ln (Γ(a + 1/2) / Γ(a)): from 20 on by its asymptotic series, as the difference of two large logarithms would be all rounding.
fn gamma_ratio(a: f64) -> f64 {
    if a < 20.0 {
        return libm::lgamma(a + 0.5) - libm::lgamma(a);
    }
    let square = a * a;
    let series = 1.0 / 8.0 - (1.0 / 192.0 - (1.0 / 640.0 - 17.0 / (14_336.0 * square)) / square) / square;
    libm::log(a) / 2.0 - series / a
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun, 26.5.8), from its first term to its last by
/// the method of Lentz 1976, "Generating Bessel functions in Mie scattering calculations using continued fractions", Applied
/// Optics 15(3), as changed by Thompson and Barnett 1986, Journal of Computational Physics 64(2).
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    // In place of a zero, which would end the fraction too early.
    let solid = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut below = 1.0 / solid(1.0 - (a + b) * x / (a + 1.0));
    let (mut above, mut fraction) = (1.0, below);
    for m in (1..=10_000_u32).map(f64::from) {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut factor = 1.0;
        for term in [even, odd] {
            below = 1.0 / solid(1.0 + term * below);
            above = solid(1.0 + term / above);
            factor = above * below;
            fraction *= factor;
        }
        if (factor - 1.0).abs() <= NEGLIGIBLE {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values of t.
    const T: [f64; 5] = [0.01, 1.0, 1.8, 2.5, 6.0];

    /// Degrees of freedom, and p at each t: by mpmath with 30 digits.
    const P: [(f64, [f64; 5]); 10] = [
        (
            0.5,
            [
                0.994_606_743_636_104_5,
                0.602_243_221_682_644_2,
                0.467_763_207_173_451_2,
                0.400_970_529_053_293_2,
                0.261_309_377_469_998_8,
            ],
        ),
        (
            1.0,
            [
                0.993_634_014_470_183_5,
                0.5,
                0.322_828_934_434_190_5,
                0.242_237_883_181_686_8,
                0.105_136_913_422_506_9,
            ],
        ),
        (
            2.5,
            [
                0.992_763_994_357_908_3,
                0.404_061_027_278_273_5,
                0.187_750_946_248_630_4,
                0.104_569_963_078_155_4,
                0.015_281_729_885_522_9,
            ],
        ),
        (
            7.0,
            [
                0.992_300_317_643_621_8,
                0.350_616_662_820_207_5,
                0.114_884_453_194_444_5,
                0.040_992_218_585_752_9,
                0.000_542_258_342_002_810_1,
            ],
        ),
        (
            29.0,
            [
                0.992_089_764_803_225,
                0.325_581_988_016_193_5,
                0.082_272_596_423_720_83,
                0.018_325_344_338_426_08,
                1.592_790_842_617_466e-6,
            ],
        ),
        (
            56.076_923,
            [
                0.992_056_779_076_137_4,
                0.321_606_192_741_446_9,
                0.077_240_569_416_996_18,
                0.015_370_753_925_472_79,
                1.513_595_684_623_843e-7,
            ],
        ),
        (
            400.25,
            [
                0.992_026_269_722_155_3,
                0.317_914_679_066_86,
                0.072_613_521_234_800_49,
                0.012_818_615_712_647_8,
                4.420_294_737_243_64e-9,
            ],
        ),
        (
            25_000.0,
            [
                0.992_021_367_162_783,
                0.317_320_186_595_105_9,
                0.071_872_689_222_306,
                0.012_425_685_280_834_16,
                2.000_311_568_585_016e-9,
            ],
        ),
        (
            1e6,
            [
                0.992_021_289_365_547_7,
                0.317_310_749_833_578_1,
                0.071_860_939_499_683_38,
                0.012_419_489_502_163_25,
                1.973_849_812_354_435e-9,
            ],
        ),
        (
            3e6,
            [
                0.992_021_288_035_673_8,
                0.317_310_588_519_815_6,
                0.071_860_738_650_456_04,
                0.012_419_383_601_669_76,
                1.973_400_108_771_652e-9,
            ],
        ),
    ];

    #[test]
    fn p_values_are_those_computed_independently() {
        for (freedom, expected) in P {
            for (t, expected) in T.into_iter().zip(expected) {
                for t in [t, -t] {
                    let found = two_sided(t, freedom);
                    assert!(
                        (found / expected - 1.0).abs() < 1e-9,
                        "{t} at {freedom}: {found} against {expected}"
                    );
                }
            }
        }
    }

    /// Tabulated at 97.5 % (Abramowitz and Stegun, table 26.10); the others by mpmath.
    #[test]
    fn critical_values_are_those_of_the_tables() {
        for (share, freedom, expected) in [
            (0.95, 1.0, 12.706_204_7),
            (0.95, 2.0, 4.302_652_73),
            (0.95, 5.0, 2.570_581_84),
            (0.95, 10.0, 2.228_138_85),
            (0.95, 29.0, 2.045_229_64),
            (0.95, 30.0, 2.042_272_46),
            (0.95, 100.0, 1.983_971_52),
            (0.95, 2.5, 3.574_654_842_003_683),
            (0.99, 56.076_923, 2.666_383_950_239_999),
            (0.9999, 3.3, 22.496_976_173_523_12),
            (0.5, 0.7, 1.200_330_743_457_407),
            (0.95, 250_000.0, 1.959_973_473_670_136),
        ] {
            let found = critical(share, freedom);
            assert!(
                (found / expected - 1.0).abs() < 3e-9,
                "{share} at {freedom}: {found} against {expected}"
            );
        }
    }

    /// With one degree of freedom it is Cauchy's distribution, with two it has a formula of its own: t² = 2 s² / (1 − s²).
    #[test]
    fn one_and_two_degrees_of_freedom_have_formulas_of_their_own() {
        for share in [0.01, 0.3, 0.5, 0.9, 0.95, 0.99, 0.9999_f64] {
            let cauchy = (PI * share / 2.0).tan();
            assert!((critical(share, 1.0) / cauchy - 1.0).abs() < 1e-11, "{share}");
            let two = share * (2.0 / (1.0 - share * share)).sqrt();
            assert!((critical(share, 2.0) / two - 1.0).abs() < 1e-11, "{share}");
        }
    }

    #[test]
    fn the_ends_are_numbers() {
        assert!((two_sided(0.0, 3.0) - 1.0).abs() < 1e-15 && critical(0.0, 3.0).abs() < 1e-15);
        assert!(two_sided(f64::INFINITY, 3.0).abs() < 1e-15 && two_sided(f64::INFINITY, 1e9).abs() < 1e-15);
        assert!(critical(0.95, 0.001).is_infinite());
        assert!((critical(0.95, 1e12) - normal::critical(0.95)).abs() < 1e-11);
    }

    proptest! {
        #[test]
        fn what_is_critical_has_the_share_between(share in 0.01..0.9999_f64, freedom in 0.2..2e6_f64) {
            let t = critical(share, freedom);
            prop_assert!((two_sided(t, freedom) - (1.0 - share)).abs() < 1e-10, "{t}");
            // Wider tails than the normal distribution has.
            prop_assert!(t >= normal::critical(share) * (1.0 - 1e-9));
        }
    }
}
