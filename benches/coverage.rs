//! How often 95 % intervals hold the true score: `cargo bench --bench coverage`, or `-- --quick` for fewer numbers of
//! answers and a coarser grid. The tables are those of `src/statistics/coverage.md`.
//!
//! True shares lie on a grid of steps of 0.05 whose edges (no detractors, no passives, no promoters) belong to it; the
//! three corners, where all answer the same, do not. The coverage of a cell is exact: the probabilities of all samples
//! whose interval holds the true score are summed. `worst` is the lowest coverage of any cell, `inside` of any with both
//! detractors and promoters, `best` the highest; beside each are the cell's shares of the three groups in per cent.
//! Only the bootstrap is studied by simulation from 200 answers on.

#![expect(clippy::expect_used, reason = "a measurement that cannot go on stops")]
#![expect(clippy::print_stdout, reason = "its output is what it is for")]
#![expect(clippy::cast_precision_loss, reason = "numbers of answers and cells are small")]

#[path = "coverage/candidates.rs"]
mod candidates;

use candidates::{Z, may_johnson, square_and_add};
use plaudit::statistics::intervals::{Sizes, bootstrap, tango, wald};

/// From how many answers on the bootstrap is studied by simulation, and how many samples a cell then has.
const SIMULATED_FROM: usize = 200;
const SAMPLES: u32 = 1000;

/// In shares, as fractions of 1.
type Method = fn(Sizes) -> (f64, f64);

fn shares((low, high): (f64, f64)) -> (f64, f64) {
    (low / 100.0, high / 100.0)
}

fn resampled(sizes: Sizes) -> (f64, f64) {
    shares(bootstrap(sizes, 0.95, 1))
}

const METHODS: [(&str, Method); 7] = [
    ("adjusted_wald", |sizes| shares(wald(sizes.adjusted(), Z))),
    ("wald", |sizes| shares(wald(sizes, Z))),
    ("tango", |sizes| shares(tango(sizes, Z))),
    ("Bonett–Price", |sizes| shares(wald(sizes.with(1.0, 0.0), Z))),
    ("Agresti–Min", |sizes| shares(wald(sizes.with(0.5, 1.0), Z))),
    ("May–Johnson", |sizes| may_johnson(sizes, Z)),
    ("square and add", |sizes| square_and_add(sizes, Z)),
];

/// True shares of detractors and promoters.
#[derive(Clone, Copy)]
struct Cell {
    detractors: f64,
    promoters: f64,
    /// How many cells of the grid it stands for: two, where its mirror image is another one.
    weight: f64,
}

impl Cell {
    fn passives(self) -> f64 {
        1.0 - self.detractors - self.promoters
    }
}

/// What became of a method's intervals, cell by cell.
struct Found {
    coverage: Vec<f64>,
    width: Vec<f64>,
}

impl Found {
    fn none(cells: usize) -> Self {
        Self { coverage: vec![0.0; cells], width: vec![0.0; cells] }
    }

    fn row(&self, name: &str, n: usize, cells: &[Cell]) -> String {
        let all: f64 = cells.iter().map(|cell| cell.weight).sum();
        let mean = |values: &[f64]| {
            100.0 * values.iter().zip(cells).map(|(value, cell)| value * cell.weight).sum::<f64>() / all
        };
        let below: f64 =
            self.coverage.iter().zip(cells).filter(|(share, _)| **share < 0.93).map(|(_, c)| c.weight).sum();
        let cell = |at: Option<usize>| {
            let at = at.expect("a cell");
            let cell = cells[at];
            let [d, z, p] = [cell.detractors, cell.passives().abs(), cell.promoters].map(|s| 100.0 * s);
            format!("{:.1} | {d:.0}, {z:.0}, {p:.0}", 100.0 * self.coverage[at])
        };
        let order = |a: &usize, b: &usize| self.coverage[*a].total_cmp(&self.coverage[*b]);
        let all_cells = || 0..cells.len();
        let inside = all_cells().filter(|at| cells[*at].detractors > 0.0).min_by(order);
        format!(
            "| `{name}` | {n} | {:.1} | {} | {} | {} | {:.0} | {:.1} |",
            mean(&self.coverage),
            cell(all_cells().min_by(order)),
            cell(inside),
            cell(all_cells().max_by(order)),
            (100.0 * below / all).abs(),
            mean(&self.width)
        )
    }
}

fn main() {
    candidates::check();
    let quick = std::env::args().any(|argument| argument == "--quick");
    let steps = if quick { 10 } else { 20 };
    let sizes: &[usize] =
        if quick { &[5, 10, 20, 30, 50, 100] } else { &[5, 10, 20, 30, 50, 100, 200, 500, 1000, 2000] };
    let cells = grid(steps);
    println!("| method | n | mean | worst | at | inside | at | best | at | below 93 % | width |");
    println!("| --- | ---: | ---: | ---: | --- | ---: | --- | ---: | --- | ---: | ---: |");
    let mut lines = vec![Vec::new(); METHODS.len() + 1];
    for &n in sizes {
        let mut methods: Vec<Method> = METHODS.iter().map(|(_, method)| *method).collect();
        if n < SIMULATED_FROM {
            methods.push(resampled);
        }
        let mut found = exact(n, &methods, &cells);
        if n >= SIMULATED_FROM {
            found.push(simulated(n, &cells));
        }
        let names = METHODS.iter().map(|(name, _)| *name).chain(["bootstrap"]);
        for ((found, name), lines) in found.iter().zip(names).zip(&mut lines) {
            lines.push(found.row(name, n, &cells));
        }
    }
    for line in lines.concat() {
        println!("{line}");
    }
}

/// Half the grid, without its corners: what lies beyond is its mirror image.
fn grid(steps: u32) -> Vec<Cell> {
    let share = |step: u32| f64::from(step) / f64::from(steps);
    let half = (0..=steps).flat_map(|d| (d..=steps - d).map(move |p| (d, p)));
    half.filter(|(d, p)| (1..steps).contains(&(*d).max(*p)))
        .map(|(d, p)| Cell {
            detractors: share(d),
            promoters: share(p),
            weight: if d == p { 1.0 } else { 2.0 },
        })
        .collect()
}

/// The interval of a sample: within ±1, and holding the raw score.
fn interval(method: Method, sizes: Sizes) -> (f64, f64) {
    let (low, high) = method(sizes);
    let raw = sizes.mean();
    (low.max(-1.0).min(raw), high.min(1.0).max(raw))
}

/// Every sample of `n`, weighted by its probability.
fn exact(n: usize, methods: &[Method], cells: &[Cell]) -> Vec<Found> {
    let mut factorial = vec![0.0; n + 1];
    for k in 1..=n {
        factorial[k] = factorial[k - 1] + (k as f64).ln();
    }
    let power = |k: usize, log: f64| if k == 0 { 0.0 } else { k as f64 * log };
    let logs: Vec<[f64; 3]> = cells
        .iter()
        .map(|cell| {
            [cell.detractors, if cell.passives() < 1e-9 { 0.0 } else { cell.passives() }, cell.promoters]
        })
        .map(|shares| shares.map(f64::ln))
        .collect();
    let mut found: Vec<Found> = methods.iter().map(|_| Found::none(cells.len())).collect();
    for d in 0..=n {
        for p in 0..=n - d {
            let z = n - d - p;
            let sizes = Sizes { detractors: d as f64, passives: z as f64, promoters: p as f64 };
            let intervals: Vec<(f64, f64)> = methods.iter().map(|m| interval(*m, sizes)).collect();
            let ways = factorial[n] - factorial[d] - factorial[z] - factorial[p];
            for (at, (cell, [log_d, log_z, log_p])) in cells.iter().zip(&logs).enumerate() {
                let log = ways + power(d, *log_d) + power(z, *log_z) + power(p, *log_p);
                // Together those left out are less than a billionth.
                if log < -36.0 {
                    continue;
                }
                let probability = log.exp();
                let truth = cell.promoters - cell.detractors;
                for (found, (low, high)) in found.iter_mut().zip(&intervals) {
                    if (low - 1e-12..=high + 1e-12).contains(&truth) {
                        found.coverage[at] += probability;
                    }
                    found.width[at] += probability * (high - low);
                }
            }
        }
    }
    found
}

/// A thousand bootstraps in each cell, of samples that follow from the cell.
fn simulated(n: usize, cells: &[Cell]) -> Found {
    let mut found = Found::none(cells.len());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ n as u64;
    let mut lot = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    for (at, cell) in cells.iter().enumerate() {
        for _ in 0..SAMPLES {
            let mut sizes = Sizes { detractors: 0.0, passives: 0.0, promoters: 0.0 };
            for _ in 0..n {
                match lot() {
                    x if x < cell.detractors => sizes.detractors += 1.0,
                    x if x < cell.detractors + cell.promoters => sizes.promoters += 1.0,
                    _ => sizes.passives += 1.0,
                }
            }
            let (low, high) = interval(resampled, sizes);
            if (low - 1e-12..=high + 1e-12).contains(&(cell.promoters - cell.detractors)) {
                found.coverage[at] += 1.0 / f64::from(SAMPLES);
            }
            found.width[at] += (high - low) / f64::from(SAMPLES);
        }
    }
    found
}
