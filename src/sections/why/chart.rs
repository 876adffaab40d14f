//! From an earlier score to the reported one, step by step.

use crate::charts::waterfall::{Mark, Row, Waterfall, WaterfallWords};
use crate::sections::Report;
use crate::sections::why::Why;
use crate::wording::Words;

/// What leads from the earlier score to the reported one; nothing where the reported period is not known.
pub(in crate::sections) fn waterfall(report: &Report, why: &Why, words: &Words) -> Option<Waterfall> {
    let score = |period, points| Row {
        name: words.period_axis(period),
        value: words.nps_to(points, 1),
        mark: Mark::Score(points),
    };
    let mut rows = vec![score(why.period, why.before.points())];
    let mut at = why.before.points();
    for step in why.steps() {
        let (effect, from) = (step.effect(), at);
        at += effect;
        let (name, value) = (words.why_step(why, &step), words.change_to(effect, 1));
        rows.push(Row { name, value, mark: Mark::Step(from, at) });
    }
    rows.push(score(report.head.period?, why.after.points()));
    let [raised, lowered] = words.why_keys().map(str::to_owned);
    Some(Waterfall { rows, words: WaterfallWords { score: words.labels().nps.to_string(), raised, lowered } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Since;
    use crate::sections::why::WhySide;
    use crate::survey::{Nps, Region};
    use crate::wording::sample::report;

    fn drawn(regions: u32) -> (Waterfall, usize) {
        let mut report = report();
        let nps = |points: f64| Nps::stated(points).expect("an NPS");
        let side = |points| WhySide { share: 1.0 / f64::from(regions), nps: nps(points) };
        let sides = (0..regions).map(|at| {
            let region = Region::Named(format!("Region {at}"));
            (Some(region), Some(side(20.0)), Some(side(f64::from(at % 7) + 20.0)))
        });
        let (period, sides) = (report.sections.points()[1].period, sides.collect());
        let why = Why::new(None, (Since::PreviousPeriod, period), (nps(20.0), nps(23.0)), sides);
        let why = why.expect("several regions");
        let words = Words::of(&report.head).expect("words");
        let waterfall = waterfall(&report, &why, &words).expect("a period");
        report.head.period = None;
        assert!(super::waterfall(&report, &why, &words).is_none());
        (waterfall, why.steps().len())
    }

    #[test]
    fn each_step_begins_where_the_one_before_it_ended() {
        let (waterfall, steps) = drawn(5);
        assert_eq!(waterfall.rows.len(), steps + 2);
        let [first, between @ .., last] = waterfall.rows.as_slice() else { panic!("rows") };
        assert_eq!((first.mark, last.mark), (Mark::Score(20.0), Mark::Score(23.0)));
        assert_eq!((first.value.as_str(), last.value.as_str()), ("20.0", "23.0"));
        let mut at = 20.0;
        for row in between {
            let Mark::Step(from, to) = row.mark else { panic!("a step") };
            assert!((from - at).abs() < 1e-12);
            at = to;
        }
    }

    #[test]
    fn many_regions_are_summed_up() {
        let (waterfall, steps) = drawn(60);
        assert!(steps < 15, "{steps}");
        assert!(waterfall.rows.iter().any(|row| row.name.starts_with("Others: ")));
    }
}
