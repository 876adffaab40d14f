//! Those who answered twice, beside scores by region and channel. What they answered may tell what a few others did: where they are
//! nearly all of some regions, a sum less a sum is of those who are left. Every sum of what is told is made here.

use std::cell::Cell;
use std::num::NonZeroUsize;

use proptest::prelude::*;

use super::{Lot, check};
use crate::support::folder;
use plaudit::report::Report;
use plaudit::{Run, config};

const CONFIG: &str = "title: P
as_of: 2026-10-05
source: {files: a.csv}
columns: {date: day, region: region, respondent: person}
questions: [{name: lead, column: score, kind: nps}]
cuts: [channel]
sections: [trend, regions, cuts, moved, quality, method]
";

/// As few answers as nobody may be told of: the default.
const LEAST: usize = 5;

/// Who answered in the earlier and in the reported quarter.
#[derive(Debug, Clone, Copy)]
struct Row {
    period: usize,
    region: usize,
    channel: usize,
    /// Whether the same person has another row, in the other quarter.
    is_twice: bool,
}

/// Answers of people, of whom in some regions all, in some none, and in some a few answered twice.
fn survey(lot: &mut Lot) -> Vec<Row> {
    let mut rows = Vec::new();
    let single = lot.below(2) == 0;
    for region in 0..3 {
        let twice = [0, 1, 3, 8, 8][lot.below(5)];
        let once = [[0, 1, 2, 7, 7][lot.below(5)], [0, 1, 2, 7, 7][lot.below(5)]];
        let mut channel = || if single { 0 } else { lot.below(2) };
        for _ in 0..twice {
            let channels = [channel(), channel()];
            rows.extend([0, 1].map(|period| Row {
                period,
                region,
                channel: channels[period],
                is_twice: true,
            }));
        }
        for (period, n) in once.into_iter().enumerate() {
            rows.extend((0..n).map(|_| Row { period, region, channel: channel(), is_twice: false }));
        }
    }
    rows
}

fn report(rows: &[Row], lot: &mut Lot) -> Option<Report> {
    let mut text = "day,person,region,channel,score\n".to_owned();
    let (mut next, mut partner) = (0, None);
    for row in rows {
        // Rows of one person stand one after the other.
        let person = partner.take().unwrap_or_else(|| {
            next += 1;
            next
        });
        if row.is_twice && row.period == 0 {
            partner = Some(person);
        }
        let day = ["2026-05-05", "2026-08-08"][row.period];
        let (region, channel) = (["A", "B", "C"][row.region], ["robot", "operator"][row.channel]);
        let score = [0, 3, 6, 7, 8, 9, 10][lot.below(7)];
        text += &format!("{day},p{person},{region},{channel},{score}\n");
    }
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &*text)]);
    let loaded = config::load(&home.path().join("c.yaml")).expect("a config");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    plaudit::counts(loaded, &run).ok().map(|counted| counted.report())
}

/// Of how many answers the smallest sum is that has those who answered twice in it once, and each region, each channel and all from
/// −2 to 2 times; and whether they are all who answered.
fn smallest(rows: &[Row], period: usize) -> (usize, bool) {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.period == period).collect();
    let times = |at: usize, digit: u32| i32::try_from(at / 5_usize.pow(digit) % 5).expect("small") - 2;
    // All is the sum of all regions, and the second channel is all less the first.
    let size = |at: usize| {
        let factor = |row: &&&Row| {
            let region = times(at, u32::try_from(row.region).expect("small"));
            let channel = if row.channel == 0 { times(at, 3) } else { 0 };
            region + channel + i32::from(row.is_twice)
        };
        rows.iter().filter(|row| factor(row) != 0).count()
    };
    let smallest = (0..5_usize.pow(4)).map(size).filter(|n| *n > 0).min();
    (smallest.unwrap_or_default(), rows.iter().all(|row| row.is_twice))
}

#[test]
fn no_sum_with_those_who_answered_twice_is_of_a_few() {
    let (told, untold) = (Cell::new(0), Cell::new(0));
    check(120, &any::<u64>(), |seed| {
        let mut lot = Lot(seed);
        let rows = survey(&mut lot);
        let moved = report(&rows, &mut lot).and_then(|report| report.sections.moved);
        let count = if moved.is_some() { &told } else { &untold };
        count.set(count.get() + 1);
        if moved.is_some() {
            for period in [0, 1] {
                let (n, are_all) = smallest(&rows, period);
                prop_assert!(are_all || n >= LEAST, "{n} answers of quarter {period} of {rows:?}");
            }
        }
        Ok(())
    });
    assert!(told.get() > 9 && untold.get() > 9, "told {}, untold {}", told.get(), untold.get());
}

/// How many of region A, and of region B, answered twice, and how many of each once in each quarter.
fn is_told(twice: [usize; 2], once: [usize; 2]) -> bool {
    let mut rows = Vec::new();
    for region in 0..2 {
        for n in 0..twice[region] + once[region] {
            let is_twice = n < twice[region];
            rows.extend([0, 1].map(|period| Row { period, region, channel: 0, is_twice }));
        }
    }
    report(&rows, &mut Lot(1)).and_then(|report| report.sections.moved).is_some()
}

#[test]
fn who_moved_is_told_where_those_who_answered_twice_stand_among_others() {
    assert!(is_told([10, 10], [10, 10]));
    assert!(is_told([10, 10], [0, 0]), "all who answered");
    assert!(is_told([3, 2], [3, 2]), "five with others around them");
    // Less region A, what is left are those of B who answered twice, or those who did not.
    assert!(!is_told([10, 4], [0, 20]));
    assert!(!is_told([10, 20], [0, 4]));
    // Less region A nobody is left: they are the region by another name, but how they answered before and now stands together.
    assert!(!is_told([10, 0], [0, 10]));
}
