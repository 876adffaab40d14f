//! How often something is called clear where nothing happened, and how often what did happen is found:
//! `cargo bench --bench false_alarms`, or `-- --quick` for a tenth of the reports. The tables are those of
//! `src/statistics/coverage.md`.
//!
//! Every answer of every region, in this period and the one before, is drawn from the same shares. Each region is
//! then compared with the rest and with its own previous period, each kind of comparison being one family, as in a
//! report. Told is the share of families with at least one false alarm at 95 %.
//!
//! Benchmarks need no simulation: the chances of all samples that differ clearly from their own true score are summed.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use plaudit::statistics::{Test, against, corrected, corrected_together, difference};
use plaudit::survey::{Confidence, Correction, Counts, Nps, Sample};

const REPORTS: u32 = 20_000;

/// True shares of detractors and promoters.
const SHARES: [(&str, f64, f64); 5] = [
    ("20, 30, 50", 0.2, 0.5),
    ("5, 25, 70", 0.05, 0.7),
    ("2, 8, 90", 0.02, 0.9),
    ("50, 0, 50", 0.5, 0.5),
    ("10, 0, 90", 0.1, 0.9),
];

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
    families(reports);
    println!();
    closest(2 * reports);
    println!();
    thresholds();
    println!();
    found(reports);
    println!();
    benchmarks();
}

/// Large bases behave as the normal distribution they come near to: fewer reports will do.
fn fewer(reports: u32, answers: u64) -> u32 {
    reports.min(u32::try_from(40_000_000 / answers).unwrap_or(REPORTS)).max(1000)
}

fn families(reports: u32) {
    println!(
        "| shares | answers each | regions | rest: Holm | BH | none | z, Holm | change: Holm | BH | none | z, Holm |"
    );
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (shares, detractors, promoters) in SHARES {
        for (bases, each) in BASES {
            for regions in REGIONS {
                let mut lot = Lot(0x9e37_79b9_7f4a_7c15);
                let bases_of: Vec<u64> = each.iter().copied().cycle().take(regions).collect();
                let reports = fewer(reports, bases_of.iter().sum());
                let mut alarms = [0_u32; 8];
                for _ in 0..reports {
                    let mut draw = || -> Vec<Counts> {
                        bases_of.iter().map(|n| lot.counts(*n, detractors, promoters)).collect()
                    };
                    let (now, before) = (draw(), draw());
                    let families = [against_rest(&now), changes(&now, &before)];
                    for (family, alarms) in families.iter().zip(alarms.chunks_mut(4)) {
                        let corrections = [Correction::Holm, Correction::BenjaminiHochberg, Correction::None];
                        let clear = corrections.map(|correction| clear(family, correction).contains(&true));
                        let z = clear_by_z(family).contains(&true);
                        for (clear, alarms) in clear.into_iter().chain([z]).zip(alarms) {
                            *alarms += u32::from(clear);
                        }
                    }
                }
                let rates = alarms.map(|n| percent(f64::from(n) / f64::from(reports)));
                println!("| {shares} | {bases} | {regions} | {} |", rates.join(" | "));
            }
        }
    }
}

/// Where Holm's correction of the z-test is a little above 5 %, with enough reports to see it.
fn closest(reports: u32) {
    println!("| shares | answers each | regions | rest: Holm | z, Holm | change: Holm | z, Holm |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
    for (n, regions) in [(1000, 60), (310, 2), (310, 3), (700, 20)] {
        let mut lot = Lot(0x9e37_79b9_7f4a_7c15);
        let mut alarms = [0_u32; 4];
        for _ in 0..reports {
            let mut draw = || -> Vec<Counts> { (0..regions).map(|_| lot.counts(n, 0.5, 0.5)).collect() };
            let (now, before) = (draw(), draw());
            for (family, alarms) in
                [against_rest(&now), changes(&now, &before)].iter().zip(alarms.chunks_mut(2))
            {
                alarms[0] += u32::from(clear(family, Correction::Holm).contains(&true));
                alarms[1] += u32::from(clear_by_z(family).contains(&true));
            }
        }
        let rates = alarms.map(|n| format!("{:.2}", 100.0 * f64::from(n) / f64::from(reports)));
        println!("| 50, 0, 50 | {n} | {regions} | {} |", rates.join(" | "));
    }
}

/// One of twenty regions does differ: how often that is clear among the comparisons with the rest.
fn found(reports: u32) {
    println!("| shares | of one region | answers each | found | by z |");
    println!("| --- | --- | ---: | ---: | ---: |");
    for ((shares, detractors, promoters), moved) in SHARES.into_iter().zip([0.15, 0.15, 0.1, 0.2, 0.2]) {
        for (n, moved) in [(10, 2.0 * moved), (30, 1.5 * moved), (100, moved)] {
            let mut lot = Lot(0x9e37_79b9_7f4a_7c15);
            let mut found = [0_u32; 2];
            for _ in 0..reports {
                let mut now: Vec<Counts> = (1..20).map(|_| lot.counts(n, detractors, promoters)).collect();
                now.insert(0, lot.counts(n, detractors + moved, promoters - moved));
                let family = against_rest(&now);
                found[0] += u32::from(clear(&family, Correction::Holm)[0]);
                found[1] += u32::from(clear_by_z(&family)[0]);
            }
            let [p, z] = found.map(|clear| percent(f64::from(clear) / f64::from(reports)));
            let [d, p_share] = [detractors + moved, promoters - moved].map(|share| (100.0 * share).round());
            println!("| {shares} | {d}, {}, {p_share} | {n} | {p} | {z} |", 100.0 - d - p_share);
        }
    }
}

/// The chance that a sample differs clearly from the true score, over a grid of shares.
fn benchmarks() {
    println!(
        "| answers | level | mean | worst | at | more than a fifth above | z: mean | worst | at | more than a fifth above |"
    );
    println!("| ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- | ---: |");
    for n in [5, 10, 20, 30, 50, 100, 200, 500] {
        for alpha in [0.05, 0.01] {
            let cells: Vec<([u32; 3], [f64; 2])> =
                grid().map(|cell| (cell, alarms(cell, n, alpha))).collect();
            let columns = [0, 1].map(|by| {
                let rates = || cells.iter().map(|(cell, rates)| (cell, rates[by]));
                let count = f64::from(u32::try_from(cells.len()).expect("few"));
                let mean = rates().map(|(_, rate)| rate).sum::<f64>() / count;
                let ([d, z, p], worst) = rates().max_by(|a, b| a.1.total_cmp(&b.1)).expect("cells");
                let above = rates().filter(|(_, rate)| *rate > 1.2 * alpha).count();
                let above = 100.0 * f64::from(u32::try_from(above).expect("few")) / count;
                format!("{:.2} | {:.2} | {d}, {z}, {p} | {above:.0}", 100.0 * mean, 100.0 * worst)
            });
            println!("| {n} | {} | {} |", 100.0 * alpha, columns.join(" | "));
        }
    }
}

/// Shares in per cent, in steps of five, but for those where all answer the same.
fn grid() -> impl Iterator<Item = [u32; 3]> {
    let all = (0..=20).flat_map(|d| (0..=20 - d).map(move |z| [5 * d, 5 * z, 100 - 5 * (d + z)]));
    all.filter(|shares| shares.iter().all(|share| *share < 100))
}

/// How often samples of `n` answers are clearly off their true score, by p and by z alone.
fn alarms(shares: [u32; 3], n: u32, alpha: f64) -> [f64; 2] {
    let score = Nps::stated(f64::from(shares[2]) - f64::from(shares[0])).expect("an NPS");
    let mut sums = [0.0; 2];
    each_sample(shares, n, |counts, chance| {
        let test = against(sample(counts), score, None);
        sums[0] += if test.p <= alpha { chance } else { 0.0 };
        sums[1] += if p_of_z(&test) <= alpha { chance } else { 0.0 };
    });
    sums
}

/// Every sample of `n` answers with its chance.
fn each_sample(shares: [u32; 3], n: u32, mut then: impl FnMut(Counts, f64)) {
    let logarithms = shares.map(|share| libm::log(f64::from(share) / 100.0));
    let factorials: Vec<f64> = (0..=n).map(|k| libm::lgamma(f64::from(k) + 1.0)).collect();
    let factorial = |k: u32| factorials[usize::try_from(k).expect("few")];
    let of = |answers: u32, group: usize| {
        if answers == 0 { 0.0 } else { f64::from(answers) * logarithms[group] - factorial(answers) }
    };
    for d in 0..=n {
        for z in 0..=n - d {
            let p = n - d - z;
            let logarithm = factorial(n) + of(d, 0) + of(z, 1) + of(p, 2);
            if logarithm > -35.0 {
                then(Counts::new(d.into(), z.into(), p.into()), libm::exp(logarithm));
            }
        }
    }
}

/// What the z-test alone does to the largest of families of sixty against the rest, by how many answers are expected
/// outside the commonest group. The rest is taken to be at the true shares, and the regions to be independent.
fn thresholds() {
    const SHARES: [[u32; 3]; 8] = [
        [20, 30, 50],
        [5, 25, 70],
        [2, 8, 90],
        [50, 0, 50],
        [30, 0, 70],
        [10, 0, 90],
        [0, 90, 10],
        [10, 80, 10],
    ];
    let heads = SHARES.map(|[d, z, p]| format!("{d}, {z}, {p}"));
    println!("| outside | {} |", heads.join(" | "));
    println!("| ---: |{}", " ---: |".repeat(SHARES.len()));
    for outside in [50, 100, 150, 200, 300] {
        let rates = SHARES.map(|shares| {
            let n = 100 * outside / (100 - shares.iter().max().expect("shares"));
            let [d, z, p] = shares.map(|share| 59 * u64::from(n) * u64::from(share) / 100);
            let rest = sample(Counts::new(d, z, p));
            let mut sum = 0.0;
            each_sample(shares, n, |counts, chance| {
                let clear = p_of_z(&difference(sample(counts), rest)) <= 0.05 / 60.0;
                sum += if clear { chance } else { 0.0 };
            });
            percent(1.0 - (1.0_f64 - sum).powi(60))
        });
        println!("| {outside} | {} |", rates.join(" | "));
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// Which of a family are clear, as in a report.
fn clear(family: &[Test], correction: Correction) -> Vec<bool> {
    let corrected = corrected_together(family, correction, Confidence::NINETY_FIVE);
    corrected.iter().map(|(_, p)| *p <= 0.05).collect()
}

/// Which would be without a second test.
fn clear_by_z(family: &[Test]) -> Vec<bool> {
    let p: Vec<f64> = family.iter().map(p_of_z).collect();
    corrected(&p, Correction::Holm).iter().map(|p| *p <= 0.05).collect()
}

/// What the p-value would be without a second test.
fn p_of_z(test: &Test) -> f64 {
    libm::erfc(test.z.abs() / std::f64::consts::SQRT_2)
}

fn sample(counts: Counts) -> Sample {
    counts.sample().expect("answers")
}

/// Each region against all the others together.
fn against_rest(now: &[Counts]) -> Vec<Test> {
    let all: Counts = now.iter().copied().sum();
    now.iter().map(|own| difference(sample(*own), sample(all.without(*own)))).collect()
}

/// Each region against its own previous period.
fn changes(now: &[Counts], before: &[Counts]) -> Vec<Test> {
    now.iter().zip(before).map(|(now, then)| difference(sample(*now), sample(*then))).collect()
}
