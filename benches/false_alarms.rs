//! How often something is called clear where nothing happened: `cargo bench --bench false_alarms`, or `-- --quick` for
//! a tenth of the reports. The table is that of `src/statistics/coverage.md`.
//!
//! Every answer of every region, in this period and the one before, is drawn from the same shares. Each region is
//! then compared with the rest and with its own previous period, each kind of comparison being one family, as in a
//! report. Told is the share of families with at least one false alarm at 95 %.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use plaudit::statistics::{corrected, difference};
use plaudit::survey::{Correction, Counts, Sample};

const REPORTS: u32 = 20_000;

/// True shares of detractors and promoters.
const SHARES: [(&str, f64, f64); 4] =
    [("20, 30, 50", 0.2, 0.5), ("5, 25, 70", 0.05, 0.7), ("2, 8, 90", 0.02, 0.9), ("50, 0, 50", 0.5, 0.5)];

/// How many answers a region has: the same each, or each half the one before.
const BASES: [(&str, &[u64]); 6] = [
    ("5", &[5]),
    ("10", &[10]),
    ("30", &[30]),
    ("100", &[100]),
    ("500", &[500]),
    ("5 to 320", &[5, 10, 20, 40, 80, 160, 320]),
];

const REGIONS: [usize; 4] = [2, 5, 20, 60];

/// xorshift: numbers that look drawn by lot and are the same each time.
struct Lot(u64);

impl Lot {
    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn counts(&mut self, n: u64, detractors: f64, promoters: f64) -> Counts {
        let (mut d, mut p) = (0, 0);
        for _ in 0..n {
            let at = self.share();
            d += u64::from(at < detractors);
            p += u64::from((detractors..detractors + promoters).contains(&at));
        }
        Counts::new(d, n - d - p, p)
    }
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let reports = if quick { REPORTS / 10 } else { REPORTS };
    println!("| shares | answers each | regions | rest: Holm | BH | none | change: Holm | BH | none |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (shares, detractors, promoters) in SHARES {
        for (bases, each) in BASES {
            for regions in REGIONS {
                let mut lot = Lot(0x9e37_79b9_7f4a_7c15);
                let bases_of: Vec<u64> = each.iter().copied().cycle().take(regions).collect();
                // Large bases behave as the normal distribution they come near to: fewer will do.
                let all: u64 = bases_of.iter().sum();
                let reports = reports.min(u32::try_from(40_000_000 / all).unwrap_or(REPORTS)).max(1000);
                let mut alarms = [0_u32; 6];
                for _ in 0..reports {
                    let mut draw = || -> Vec<Counts> {
                        bases_of.iter().map(|n| lot.counts(*n, detractors, promoters)).collect()
                    };
                    let (now, before) = (draw(), draw());
                    let families = [against_rest(&now), changes(&now, &before)];
                    for (family, alarms) in families.iter().zip(alarms.chunks_mut(3)) {
                        let corrections = [Correction::Holm, Correction::BenjaminiHochberg, Correction::None];
                        for (correction, alarms) in corrections.into_iter().zip(alarms) {
                            let clear = corrected(family, correction).iter().any(|p| *p <= 0.05);
                            *alarms += u32::from(clear);
                        }
                    }
                }
                let rates = alarms.map(|n| format!("{:.1}", 100.0 * f64::from(n) / f64::from(reports)));
                println!("| {shares} | {bases} | {regions} | {} |", rates.join(" | "));
            }
        }
    }
}

fn sample(counts: Counts) -> Sample {
    counts.sample().expect("answers")
}

/// Each region against all the others together.
fn against_rest(now: &[Counts]) -> Vec<f64> {
    let all: Counts = now.iter().copied().sum();
    now.iter().map(|own| difference(sample(*own), sample(all.without(*own))).p).collect()
}

/// Each region against its own previous period.
fn changes(now: &[Counts], before: &[Counts]) -> Vec<f64> {
    now.iter().zip(before).map(|(now, then)| difference(sample(*now), sample(*then)).p).collect()
}
