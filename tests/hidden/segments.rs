//! What readers find out who know which segments lie in which regions, as cities do: no small city or region is, by any adding
//! and subtracting, what is shown of regions and of cities.
//!
//! The same readers find some where regions and segments are hidden each by themselves, which is what the rule was once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::num::NonZeroUsize;

use plaudit::Run;
use plaudit::config;
use plaudit::report::Report;
use plaudit::survey::Region;
use proptest::prelude::*;

use super::{LEAST, Lot, bases, check, follows, is_hidden};
use crate::support::folder;

/// Period, 0 for the earlier one; region; city.
type Cell = (i32, usize, usize);

/// Answers of some cities in two periods, of which most lie in one region and some in two.
fn cities() -> impl Strategy<Value = BTreeMap<Cell, Vec<u64>>> {
    (2_usize..5, 2_usize..5).prop_flat_map(|(regions, cities)| {
        bases(Just(regions * cities * 2)).prop_map(move |(bases, seed, _)| {
            let (mut all, mut lot) = (BTreeMap::new(), Lot(seed));
            for (at, base) in bases.into_iter().enumerate() {
                let (period, city) = (at % 2, at / 2);
                let home = city % regions;
                // In some sets most cities lie in several regions.
                let strays = if seed % 3 == 0 { 2 } else { 30 };
                let region = if lot.below(8) == 0 { (home + 1) % regions } else { home };
                for _ in 0..base {
                    let to = if lot.below(strays) == 0 { (region + 1) % regions } else { region };
                    let cell = (i32::try_from(period).expect("two"), to, city);
                    all.entry(cell).or_insert_with(|| vec![0; 11])[[3, 8, 10][lot.below(3)]] += 1;
                }
            }
            all
        })
    })
}

fn report(all: &BTreeMap<Cell, Vec<u64>>) -> Option<Report> {
    let mut csv = "s,d,r,city\n".to_owned();
    for ((period, region, city), answers) in all {
        for (score, n) in answers.iter().enumerate() {
            for _ in 0..*n {
                let day = if *period == 0 { "2026-08-01" } else { "2026-11-01" };
                writeln!(csv, "{score},{day},R{region},C{city:02}").expect("a string");
            }
        }
    }
    let yaml = "title: P\nas_of: 2026-12-31\nsource: {files: a.csv, date_format: YYYY-MM-DD}\n\
                columns: {score: s, date: d, region: r, segments: [city]}\nperiods: {by: quarter}\n";
    let folder = folder(&[("c.yaml", yaml), ("a.csv", &csv)]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    Some(plaudit::counts(loaded, &run).ok()?.report())
}

fn name(region: &Region) -> &str {
    if let Region::Named(name) = region { name } else { "" }
}

/// Which regions and which cities are shown in each period.
struct Shown {
    regions: BTreeSet<(i32, String)>,
    cities: BTreeSet<(i32, String)>,
}

impl Shown {
    fn of(report: &Report) -> Self {
        let mut shown = Self { regions: BTreeSet::new(), cities: BTreeSet::new() };
        let now = report.head.period.expect("dated").ordinal();
        for row in report.sections.regions() {
            let region = name(&row.region).to_owned();
            let points = report.sections.points().iter().map(|point| point.period.ordinal() - now + 1);
            let over_time = points.zip(row.history.iter().map(is_hidden));
            for (at, _) in over_time.chain([(1, is_hidden(&row.finding))]).filter(|(_, hidden)| !hidden) {
                shown.regions.insert((at, region.clone()));
            }
        }
        for why in report.sections.why() {
            let names = why.lines.iter().filter_map(|line| line.region.as_ref()).map(name);
            let told = if why.by.is_some() { &mut shown.cities } else { &mut shown.regions };
            told.extend(names.flat_map(|name| [(0, name.to_owned()), (1, name.to_owned())]));
        }
        shown
    }
}

/// A small city or region that follows from what is shown.
fn found(all: &BTreeMap<Cell, Vec<u64>>, shown: &Shown) -> Option<(i32, String)> {
    let row = |is_in: &dyn Fn(&Cell) -> bool| -> Vec<i64> {
        all.keys().map(|cell| i64::from(is_in(cell))).collect()
    };
    let n = |is_in: &dyn Fn(&Cell) -> bool| -> u64 {
        all.iter().filter(|(cell, _)| is_in(cell)).map(|(_, answers)| answers.iter().sum::<u64>()).sum()
    };
    let of_region = |at: i32, region: &str| {
        let region = region.to_owned();
        move |cell: &Cell| cell.0 == at && format!("R{}", cell.1) == region
    };
    let of_city = |at: i32, city: &str| {
        let city = city.to_owned();
        move |cell: &Cell| cell.0 == at && format!("C{:02}", cell.2) == city
    };
    // The total of a period is shown where it has enough answers.
    let periods = [0, 1].into_iter().filter(|at| n(&|cell| cell.0 == *at) >= LEAST);
    let mut known: Vec<Vec<i64>> = periods.map(|at| row(&|cell| cell.0 == at)).collect();
    known.extend(shown.regions.iter().map(|(at, region)| row(&of_region(*at, region))));
    known.extend(shown.cities.iter().map(|(at, city)| row(&of_city(*at, city))));
    let cities = all.keys().map(|cell| (cell.0, format!("C{:02}", cell.2)));
    for (at, city) in cities.collect::<BTreeSet<_>>() {
        if n(&of_city(at, &city)) < LEAST && follows(&known, row(&of_city(at, &city))) {
            return Some((at, city));
        }
    }
    let regions = all.keys().map(|cell| (cell.0, format!("R{}", cell.1)));
    for (at, region) in regions.collect::<BTreeSet<_>>() {
        if n(&of_region(at, &region)) < LEAST && follows(&known, row(&of_region(at, &region))) {
            return Some((at, region));
        }
    }
    let is_small = |cell: &&Cell| n(&|other| other == *cell) < LEAST;
    let cell = all.keys().filter(is_small).find(|cell| follows(&known, row(&|other| other == *cell)));
    cell.map(|(at, region, city)| (*at, format!("R{region}, C{city:02}")))
}

/// The cities that were shown once: in both periods those with enough answers, but the smallest where too little would be
/// hidden together.
fn shown_once(all: &BTreeMap<Cell, Vec<u64>>) -> BTreeSet<(i32, String)> {
    let mut hidden: BTreeSet<usize> = BTreeSet::new();
    for at in [0, 1] {
        let mut bases: BTreeMap<usize, u64> = BTreeMap::new();
        for (cell, answers) in all.iter().filter(|(cell, _)| cell.0 == at) {
            *bases.entry(cell.2).or_default() += answers.iter().sum::<u64>();
        }
        let mut small: Vec<(u64, usize)> = bases.iter().map(|(city, n)| (*n, *city)).collect();
        small.sort_unstable();
        let (mut count, mut n) = (0, 0);
        for (base, city) in small {
            if base < LEAST || (count > 0 && (count < 2 || n < LEAST)) {
                (count, n) = (count + 1, n + base);
                hidden.insert(city);
            }
        }
    }
    let cities: BTreeSet<usize> = all.keys().map(|cell| cell.2).collect();
    let shown = cities.difference(&hidden).map(|city| format!("C{city:02}"));
    shown.flat_map(|city| [(0, city.clone()), (1, city)]).collect()
}

#[test]
fn no_small_city_is_what_is_left_of_its_region_without_the_others_in_it() {
    let [looked, once, told] = attacked(200, &cities());
    assert!(looked > 130 && once > 38 && told > 60, "{once} found once, {told} told of, of {looked}");
}

/// Districts of five regions, of which each city lies in two next to each other: what is left of a district without its cities is
/// what few there answered of cities that lie elsewhere.
fn districts() -> impl Strategy<Value = BTreeMap<Cell, Vec<u64>>> {
    (3_usize..5, any::<u64>()).prop_map(|(districts, seed)| {
        let (mut all, mut lot) = (BTreeMap::new(), Lot(seed));
        for at in 0..districts * 4 {
            let home = at / 4 * 5 + at % 4;
            for period in [0, 1] {
                for of in 0..16 + lot.below(8) {
                    let region = if of == 0 && lot.below(40) == 0 {
                        (home + 5) % (districts * 5)
                    } else {
                        home + of % 2
                    };
                    let group = [3, 8, 10][lot.below(3)];
                    all.entry((period, region, at)).or_insert_with(|| vec![0; 11])[group] += 1;
                }
            }
        }
        all
    })
}

#[test]
fn no_few_answers_are_what_is_left_of_a_chain_of_regions() {
    let [looked, once, told] = attacked(40, &districts());
    assert!(once > looked / 4 && told > looked / 8, "{once} found once, {told} told of, of {looked}");
}

/// Of how many sets there is a report, in how many something was found once, and in how many cities are told of now.
fn attacked(sets: u32, answers: &impl Strategy<Value = BTreeMap<Cell, Vec<u64>>>) -> [u32; 3] {
    let counts = [(); 3].map(|()| std::cell::Cell::new(0));
    let [looked, once, told] = &counts;
    check(sets, answers, |all| {
        let Some(report) = report(&all) else { return Ok(()) };
        let shown = Shown::of(&report);
        let found_now = found(&all, &shown);
        prop_assert!(found_now.is_none(), "{found_now:?} of {all:?}");
        looked.set(looked.get() + 1);
        told.set(told.get() + u32::from(!shown.cities.is_empty()));
        let before = Shown { cities: shown_once(&all), ..shown };
        once.set(once.get() + u32::from(found(&all, &before).is_some()));
        Ok(())
    });
    counts.map(std::cell::Cell::into_inner)
}
