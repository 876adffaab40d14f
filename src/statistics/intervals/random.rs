//! Random numbers that follow from a seed alone, the same on every machine.

/// `SplitMix64`, whose every state gives a good 64-bit number.
///
/// Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA.
#[derive(Debug, Clone)]
pub(in crate::statistics) struct SplitMix64(u64);

impl SplitMix64 {
    /// A stream of its own for each seed and each list of numbers.
    pub(in crate::statistics) fn new(seed: u64, numbers: &[f64]) -> Self {
        numbers.iter().fold(Self(seed), |mut stream, number| Self(stream.next() ^ number.to_bits()))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number from 0 to below a limit: the high half of a product, as even as 64 bits are.
    pub(in crate::statistics) fn below(&mut self, limit: usize) -> usize {
        usize::try_from((u128::from(self.next()) * limit as u128) >> 64).unwrap_or_default()
    }

    /// How many of `n` tries succeed, each with the chance `p`: one number is taken off the probabilities of the
    /// outcomes, from the likeliest outwards, so that it takes some √n steps.
    ///
    /// Source: Kemp 1986, "A modal method for generating binomial variables", Communications in Statistics 15(3).
    pub(super) fn binomial(&mut self, n: f64, p: f64) -> f64 {
        if n <= 0.0 || p <= 0.0 {
            return 0.0;
        }
        if p >= 1.0 {
            return n;
        }
        let mode = ((n + 1.0) * p).floor().min(n);
        let odds = p / (1.0 - p);
        let at_mode = probability(n, p, mode);
        let (mut low, mut p_low, mut high, mut p_high) = (mode, at_mode, mode, at_mode);
        let mut rest = self.share() - at_mode;
        while rest >= 0.0 && (low > 0.0 || high < n) {
            if low > 0.0 {
                p_low *= low / ((n - low + 1.0) * odds);
                low -= 1.0;
                rest -= p_low;
                if rest < 0.0 {
                    return low;
                }
            }
            if high < n {
                p_high *= (n - high) * odds / (high + 1.0);
                high += 1.0;
                rest -= p_high;
                if rest < 0.0 {
                    return high;
                }
            }
            if p_low + p_high <= f64::MIN_POSITIVE {
                break;
            }
        }
        mode
    }
}

/// Chance of exactly `k` successes.
fn probability(n: f64, p: f64, k: f64) -> f64 {
    let choose = libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    libm::exp(choose + k * libm::log(p) + (n - k) * libm::log1p(-p))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reference sequence for the seed 1234567, as published with implementations in many languages.
    #[test]
    fn the_stream_is_the_published_one() {
        let mut stream = SplitMix64(1_234_567);
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(expected.map(|_| stream.next()), expected);
    }

    #[test]
    fn successes_come_as_often_as_they_should() {
        let mut stream = SplitMix64::new(7, &[]);
        for (n, p) in [(10.0, 0.3), (10.0, 0.95), (1.0, 0.5), (1000.0, 0.5), (1e9, 0.25)] {
            let draws: Vec<f64> = (0..4000).map(|_| stream.binomial(n, p)).collect();
            assert!(draws.iter().all(|k| (0.0..=n).contains(k) && k.fract() == 0.0));
            let mean = draws.iter().sum::<f64>() / 4000.0;
            let variance = draws.iter().map(|k| (k - mean) * (k - mean)).sum::<f64>() / 4000.0;
            let expected = n * p * (1.0 - p);
            // Five standard errors of a mean and of a variance.
            assert!((mean - n * p).abs() < 5.0 * (expected / 4000.0).sqrt(), "{n} {p}: {mean}");
            assert!(
                (variance / expected - 1.0).abs() < 5.0 * (2.0_f64 / 4000.0).sqrt(),
                "{n} {p}: {variance}"
            );
        }
        assert!((stream.binomial(5.0, 0.0), stream.binomial(5.0, 1.0)) == (0.0, 5.0));
    }
}
