//! What would reach a target, in words and by trying.

use proptest::prelude::*;

use super::figures::target;
use super::types::{Lag, Reach};
use crate::config::Language::{En, Ru, Uk};
use crate::sections::{Report, all_said};
use crate::survey::{Counts, Nps, Region};
use crate::wording::Words;
use crate::wording::sample::report;

fn points(points: f64) -> Nps {
    Nps::stated(points).expect("a score")
}

/// Sixty detractors, a hundred passives and a hundred and forty promoters, and targets near and far.
fn with_reach(values: [f64; 2]) -> Report {
    let mut report = report();
    let counts = Counts::new(60, 100, 140);
    let targets = values.into_iter().filter_map(|value| target("Goal", points(value), counts));
    let lag = Lag {
        region: Region::Named("South".to_owned()),
        n: 100,
        nps: points(10.0),
        nps_of_others: points(35.0),
        gain: 8.333_333_333,
    };
    report.sections.reach = Some(Reach { targets: targets.collect(), regions: vec![lag] });
    report
}

/// Reports that say all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    vec![with_reach([30.0, 99.0]), with_reach([99.0, 30.0])]
}

/// What a report says of it.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(reach) = &report.sections.reach else { return Vec::new() };
    all_said(words, report, reach)
}

#[test]
fn a_target_lacks_as_many_answers_as_its_language_says() {
    // 30 × 300 / 100 are 90 promoters more than detractors, and there are 80.
    for (language, expected) in [
        (En, "Goal (30): 10 answers a group higher would reach it"),
        (Ru, "Goal (30): не хватает 10 ответов, которые были бы на группу выше"),
        (Uk, "Goal (30): бракує 10 відповідей, які були б на групу вищими"),
    ] {
        let words = crate::wording::tests::words(language);
        let said = said(&words, &with_reach([30.0, 99.0]));
        let said: Vec<String> = said.iter().map(|text| text.replace('\u{a0}', " ")).collect();
        assert!(said.iter().any(|text| text == expected), "{said:?}");
    }
}

/// The score of some counts, by hundredths of a point, exactly.
fn reaches([detractors, passives, promoters]: [u64; 3], hundredths: i64) -> bool {
    let whole = |n: u64| i64::try_from(n).expect("few");
    let n = whole(detractors + passives + promoters);
    10_000 * (whole(promoters) - whole(detractors)) >= hundredths * n
}

proptest! {
    /// Moving one after the other until the target is reached takes as many as are told.
    #[test]
    fn what_would_reach_a_target_is_found_by_moving_answers_one_by_one(
        d in 0_u64..60, z in 0_u64..60, p in 0_u64..60, hundredths in -10_000_i64..=10_000
    ) {
        prop_assume!(d + z + p > 0);
        #[expect(clippy::cast_precision_loss, reason = "few")]
        let value = points(hundredths as f64 / 100.0);
        let told = target("T", value, Counts::new(d, z, p));
        prop_assert_eq!(told.is_none(), reaches([d, z, p], hundredths));
        let tried = |most: u64, moved: &dyn Fn(u64) -> [u64; 3]| (0..=most).find(|k| reaches(moved(*k), hundredths));
        if let Some(told) = told {
            prop_assert_eq!(told.detractors_to_passives, tried(d, &|k| [d - k, z + k, p]));
            prop_assert_eq!(told.passives_to_promoters, tried(z, &|k| [d, z - k, p + k]));
            prop_assert_eq!(told.detractors_to_promoters, tried(d, &|k| [d - k, z, p + k]));
        }
    }
}
