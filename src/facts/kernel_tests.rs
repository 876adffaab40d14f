//! What is counted is what is found by looking at one row after another.

use std::collections::BTreeMap;

use polars::prelude::Column;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::responses::cut_column;

/// Scales of few points, which stand side by side, and one of many.
const POINTS: [i32; 4] = [11, 5, 101, 2];

/// A row: client, period, the values of two cuts, and the answer to each question.
type Row = (u32, i32, [u32; 2], [Option<u32>; 4]);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let answer = |points: i32| proptest::option::of(0..points.cast_unsigned());
    let answers = POINTS.map(answer);
    proptest::collection::vec((0_u32..3, -2_i32..3, [0_u32..4, 0_u32..3], answers), 0..200)
}

/// Days of one period before the next one's.
fn day((client, period, [first, second], answers): &Row) -> i32 {
    let within = (client + first * second + answers[0].unwrap_or_default()) % 7;
    10 * period + i32::try_from(within).expect("a small number")
}

fn weight((client, _, [first, _], _): &Row) -> f64 {
    f64::from(client + first) + 0.5
}

fn frame(rows: &[Row], code: &dyn Fn(u32) -> u32) -> DataFrame {
    let codes = |name: &str, of: &dyn Fn(&Row) -> u32| {
        Column::new(name.into(), rows.iter().map(of).collect::<Vec<_>>())
    };
    let numbers =
        |name: &str, of: fn(&Row) -> i32| Column::new(name.into(), rows.iter().map(of).collect::<Vec<_>>());
    let mut columns = vec![
        codes("client", &|row| row.0),
        numbers("period", |row| row.1),
        numbers("day", day),
        Column::new("weight".into(), rows.iter().map(weight).collect::<Vec<_>>()),
    ];
    for cut in 0..2 {
        columns.push(codes(&cut_column(cut), &|row| code(row.2[cut])));
    }
    for question in 0..POINTS.len() {
        columns.push(codes(&value_column(question), &|row| row.3[question].unwrap_or(BLANK)));
    }
    DataFrame::new(rows.len(), columns).expect("a frame")
}

fn counter(groupings: &[Vec<usize>], is_weighted: bool, room: usize) -> Counter {
    let scale = |points: i32| Scale::new(0, points - 1, 0, 1).expect("a scale");
    let scales: Vec<(usize, Scale)> = POINTS.iter().map(|points| scale(*points)).enumerate().collect();
    let mut counter = Counter::new((groupings, &[]), &scales, is_weighted);
    counter.keep_days();
    counter.room = room;
    counter
}

/// Answers by client, period, values of the cuts and score: how many, what they weigh, and the squares of that.
type Counted = BTreeMap<(u32, i32, Vec<u32>, u32), (u64, f64, f64)>;

/// The same, one row after another.
fn naive(rows: &[Row], cuts: &[usize], question: usize, is_weighted: bool) -> Counted {
    let mut counted = Counted::new();
    for row in rows {
        let Some(score) = row.3[question] else { continue };
        let cuts = cuts.iter().map(|cut| 3 - row.2[*cut]).collect();
        let (n, sum, squares) = counted.entry((2 - row.0, row.1, cuts, score)).or_default();
        *n += 1;
        if is_weighted {
            *sum += weight(row);
            *squares += weight(row) * weight(row);
        }
    }
    counted
}

fn found(table: &Table, joints: &[Vec<u32>], question: usize) -> Counted {
    let facts = table.facts(question);
    let mut counted = Counted::new();
    for at in 0..facts.n.len() {
        let joint = facts.joint[at];
        let values = joints.get(joint as usize).cloned().unwrap_or(vec![joint]);
        let weights = facts.weights.as_ref().map_or([0.0; 2], |[sums, squares]| [sums[at], squares[at]]);
        let key = (facts.client[at], facts.period[at], values, facts.value[at]);
        assert!(counted.last_key_value().is_none_or(|(last, _)| *last < key), "in their order");
        counted.insert(key, (facts.n[at], weights[0], weights[1]));
    }
    counted
}

proptest! {
    /// By every grouping, whether blocks have room or not, or for the first rows only, and whether groups are found by position or
    /// looked up; by one worker or two, whose codes are those of all turned round.
    #[test]
    fn every_answer_is_counted_where_it_belongs(
        rows in rows(),
        at in 0_usize..200,
        room in proptest::sample::select(vec![0, 10_000, 100_000, usize::MAX]),
        spread in proptest::sample::select(vec![1_u32, 1 << 19, 1 << 26]),
        is_weighted: bool,
    ) {
        let groupings = [vec![0], vec![1], vec![0, 1], vec![1, 0, 1]];
        let (before, after) = rows.split_at(at.min(rows.len()));
        let [mut counter, mut other] = [(); 2].map(|()| counter(&groupings, is_weighted, room));
        for rows in before.chunks(40) {
            counter.take(&frame(rows, &|code| code * spread)).expect("its columns");
        }
        other.take(&frame(after, &|code| code * spread)).expect("its columns");
        let mut days: BTreeMap<(u32, i32), [i32; 2]> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.3[0].is_some()) {
            let [first, last] = days.entry((2 - row.0, row.1)).or_insert([i32::MAX, i32::MIN]);
            *first = day(row).min(*first);
            *last = day(row).max(*last);
        }
        let tables = counter.tables().0.into_iter().zip(other.tables().0);
        for (cuts, (table, second)) in groupings.iter().zip(tables) {
            let (client, value) = (&|code: u32| 2 - code, &|_: usize, code: u32| 3 - code / spread);
            let mut sum = table.recoded(client, value);
            sum.absorb(second, client, value);
            let joints = sum.sort_joints();
            // Days are kept by the first grouping only.
            prop_assert_eq!(sum.days(), std::mem::take(&mut days));
            for question in 0..POINTS.len() {
                let (found, expected) =
                    (found(&sum, &joints, question), naive(&rows, cuts, question, is_weighted));
                prop_assert!(found.keys().eq(expected.keys()));
                for ((n, sum, squares), (naive, of, squared)) in found.values().zip(expected.values()) {
                    prop_assert_eq!(n, naive);
                    prop_assert!((sum - of).abs() < 1e-9 && (squares - squared).abs() < 1e-9);
                }
            }
        }
    }
}

#[test]
fn what_blocks_cannot_hold_any_more_stands_apart() {
    let row: Row = (0, 0, [0, 0], [Some(7), None, Some(100), Some(1)]);
    let [mut counter, mut other] = [(); 2].map(|()| counter(&[vec![0]], false, usize::MAX));
    let frame = frame(&[row], &|code| code);
    counter.take(&frame).expect("its columns");
    counter.tables[0].pretend_many();
    counter.take(&frame).expect("its columns");
    other.take(&frame).expect("its columns");
    let mut table = counter.tables().0.remove(0).recoded(&|code| code, &|_, code| code);
    table.absorb(other.tables().0.remove(0), &|code| code, &|_, code| code);
    table.sort_joints();
    for (question, score) in [(0, 7), (2, 100), (3, 1)] {
        let facts = table.facts(question);
        assert_eq!((facts.n, facts.value), (vec![3], vec![score]));
    }
}
