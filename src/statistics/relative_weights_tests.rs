//! Relative weights against published ones and those of another program.

use super::*;

/// mpg, cyl, disp, hp and wt of the 32 cars of Henderson and Velleman 1981, Biometrics 37 (R's `mtcars`).
const CARS: [[f64; 5]; 32] = [
    [21.0, 6.0, 160.0, 110.0, 2.62],
    [21.0, 6.0, 160.0, 110.0, 2.875],
    [22.8, 4.0, 108.0, 93.0, 2.32],
    [21.4, 6.0, 258.0, 110.0, 3.215],
    [18.7, 8.0, 360.0, 175.0, 3.44],
    [18.1, 6.0, 225.0, 105.0, 3.46],
    [14.3, 8.0, 360.0, 245.0, 3.57],
    [24.4, 4.0, 146.7, 62.0, 3.19],
    [22.8, 4.0, 140.8, 95.0, 3.15],
    [19.2, 6.0, 167.6, 123.0, 3.44],
    [17.8, 6.0, 167.6, 123.0, 3.44],
    [16.4, 8.0, 275.8, 180.0, 4.07],
    [17.3, 8.0, 275.8, 180.0, 3.73],
    [15.2, 8.0, 275.8, 180.0, 3.78],
    [10.4, 8.0, 472.0, 205.0, 5.25],
    [10.4, 8.0, 460.0, 215.0, 5.424],
    [14.7, 8.0, 440.0, 230.0, 5.345],
    [32.4, 4.0, 78.7, 66.0, 2.2],
    [30.4, 4.0, 75.7, 52.0, 1.615],
    [33.9, 4.0, 71.1, 65.0, 1.835],
    [21.5, 4.0, 120.1, 97.0, 2.465],
    [15.5, 8.0, 318.0, 150.0, 3.52],
    [15.2, 8.0, 304.0, 150.0, 3.435],
    [13.3, 8.0, 350.0, 245.0, 3.84],
    [19.2, 8.0, 400.0, 175.0, 3.845],
    [27.3, 4.0, 79.0, 66.0, 1.935],
    [26.0, 4.0, 120.3, 91.0, 2.14],
    [30.4, 4.0, 95.1, 113.0, 1.513],
    [15.8, 8.0, 351.0, 264.0, 3.17],
    [19.7, 6.0, 145.0, 175.0, 2.77],
    [15.0, 8.0, 301.0, 335.0, 3.57],
    [21.4, 4.0, 121.0, 109.0, 2.78],
];

/// R², then each weight.
const CARS_ENDS: [(f64, f64); 5] =
    [(0.7869, 0.9294), (0.1713, 0.2638), (0.1516, 0.2266), (0.1431, 0.2346), (0.2086, 0.3426)];
const MANY_ENDS: [(f64, f64); 3] = [(0.6019, 0.6273), (0.3566, 0.3811), (0.2337, 0.2576)];

fn cars() -> Vec<Alike> {
    CARS.iter().map(|car| Alike { values: car.to_vec(), n: 1 }).collect()
}

/// Answers of these values, each once.
fn answers<const N: usize>(each: impl IntoIterator<Item = [f64; N]>) -> Vec<Alike> {
    each.into_iter().map(|values| Alike { values: values.to_vec(), n: 1 }).collect()
}

#[test]
fn weights_are_the_published_ones_and_sum_to_what_a_regression_explains() {
    let Weights { r_squared, of } = Correlations::of(&cars()).weights();
    for (found, expected) in of.iter().zip([0.209_690_4, 0.188_304_3, 0.179_959_0, 0.270_681_2]) {
        assert!((found - expected).abs() < 5e-8, "{found}");
    }
    // R² of lm(mpg ~ cyl + disp + hp + wt).
    assert!((r_squared - 0.848_635).abs() < 5e-7, "{r_squared}");
}

#[test]
fn like_answers_are_as_many_single_ones_in_any_order() {
    let single = answers([[1.0, 3.0, 2.0], [0.0, 1.0, 4.0], [0.0, 1.0, 4.0], [-1.0, 2.0, 2.0]]);
    let alike = [([-1.0, 2.0, 2.0], 1), ([0.0, 1.0, 4.0], 2), ([1.0, 3.0, 2.0], 1)];
    let alike: Vec<Alike> =
        alike.into_iter().map(|(values, n)| Alike { values: values.to_vec(), n }).collect();
    assert_eq!(Correlations::of(&single), Correlations::of(&alike));
}

/// The outcome is the sum of two ratings: nothing is left to explain, and nothing beyond that.
#[test]
fn no_more_than_everything_is_explained() {
    let tries = (2..40_u32).map(|n| {
        let outcome = |at: u32| [f64::from(at * at % n % 3), f64::from(at * 7 % 5)];
        let all = (0..60 + n).map(|at| {
            let [first, second] = outcome(at);
            [first + second, first, second]
        });
        Correlations::of(&answers(all)).weights().r_squared
    });
    for r_squared in tries {
        assert!(r_squared <= 1.0 && r_squared > 1.0 - 1e-9, "{r_squared}");
    }
}

#[test]
fn what_leaves_weights_undetermined_is_named() {
    let unfit = |answers: &[Alike]| Correlations::of(answers).unfit();
    let number = |at: usize| f64::from(u32::try_from(at).expect("few"));
    let outcome = |at: usize| number(at % 3) - 1.0;
    let (first, second) = (|at: usize| number(at % 5), |at: usize| number(at / 5 % 4));
    let of = |third: &dyn Fn(usize) -> f64| {
        answers((0..60).map(|at| [outcome(at), first(at), second(at), third(at)]))
    };
    assert_eq!(unfit(&of(&|at| number(at / 20))), []);
    assert_eq!(unfit(&of(&|_| 3.0)), [Unfit::Constant(2)]);
    assert_eq!(unfit(&of(&|at| first(at))), [Unfit::Same([0, 2])]);
    assert_eq!(unfit(&of(&|at| 9.0 - 2.0 * second(at))), [Unfit::Same([1, 2])], "one is the other turned");
    assert_eq!(unfit(&of(&|at| first(at) + second(at))), [Unfit::Follow(vec![0, 1, 2])]);
    assert_eq!(unfit(&of(&|at| 7.0 - 3.0 * outcome(at))), [Unfit::Outcome(2)], "it is the outcome, turned");
    let same = answers((0..60).map(|at| [1.0, first(at), 2.0]));
    assert_eq!(unfit(&same), [Unfit::SameOutcome, Unfit::Constant(1)]);
    // One answer among many is enough to tell two apart.
    let near = of(&|at| if at == 7 { 1.0 } else { first(at) });
    assert_eq!(unfit(&near), []);
    assert_eq!(unfit(&[]), [Unfit::SameOutcome]);
}

/// Ends by `tests/independent/drivers.py`: numpy's eigenvectors and multinomial draws, 200,000 of them. A thousand draws leave each
/// end some 0.01 from where it belongs.
#[test]
fn ends_lie_where_another_program_with_draws_of_its_own_has_them() {
    let found = intervals_of_weights(&cars(), 0.95, 1);
    for ([low, high], (expected_low, expected_high)) in found.iter().zip(CARS_ENDS) {
        assert!((low - expected_low).abs() < 0.02 && (high - expected_high).abs() < 0.02, "{low} … {high}");
    }
}

/// Of answers that are dealt into groups: as wide as if each were drawn by itself.
#[test]
fn many_answers_are_as_sure_in_groups_as_each_by_itself() {
    let found = intervals_of_weights(&many(), 0.95, 1);
    for ([low, high], (expected_low, expected_high)) in found.iter().zip(MANY_ENDS) {
        let width = expected_high - expected_low;
        assert!((low - expected_low).abs() < 0.15 * width && (high - expected_high).abs() < 0.15 * width);
        assert!(
            ((high - low) / width - 1.0).abs() < 0.15,
            "{low} … {high} of {expected_low} … {expected_high}"
        );
    }
}

/// Six thousand answers to three questions, made of whole numbers as `drivers.py` makes them.
fn many() -> Vec<Alike> {
    let mut counts = std::collections::BTreeMap::new();
    let mut state: u64 = 12345;
    for _ in 0..6000 {
        let mut next = |limit: u64| {
            state = (state * 1_103_515_245 + 12345) % (1 << 31);
            i64::try_from((state >> 16) % limit).expect("small")
        };
        let mood = next(5);
        let [a, b, c] = [i64::midpoint(next(5), mood), (next(5) + 2 * mood) / 3, next(5)];
        let feeling = 2 * a + b + next(6);
        let group = if feeling < 6 { -1 } else { i64::from(feeling > 9) };
        *counts.entry([group, a, b, c]).or_insert(0) += 1;
    }
    let values =
        |of: [i64; 4]| of.iter().map(|value| f64::from(i32::try_from(*value).expect("small"))).collect();
    counts.into_iter().map(|(of, n)| Alike { values: values(of), n }).collect()
}

#[test]
fn the_same_answers_and_seed_give_the_same_ends_and_another_seed_others() {
    assert_eq!(intervals_of_weights(&cars(), 0.95, 1), intervals_of_weights(&cars(), 0.95, 1));
    assert_ne!(intervals_of_weights(&cars(), 0.95, 1), intervals_of_weights(&cars(), 0.95, 2));
}

#[test]
fn a_resample_in_which_a_rating_does_not_vary_gives_it_nothing() {
    let rare = answers((0..30).map(|at| {
        let at = f64::from(at);
        [(at % 3.0) - 1.0, at % 5.0, f64::from(u8::from(at < 1.0))]
    }));
    let [_, _, [low, high]] = intervals_of_weights(&rare, 0.95, 1)[..] else { panic!("three") };
    assert!(low == 0.0 && high > 0.0);
}
