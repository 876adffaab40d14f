//! The score against each stated benchmark, on one axis with the named levels behind.

use crate::charts::bullet::{Benchmark, Bullet, BulletWords, Level, Side};
use crate::figures::Versus;
use crate::sections::Report;
use crate::sections::chart::measured;
use crate::statistics::Verdict;
use crate::wording::Words;

/// The score with its interval against each benchmark; nothing without a score.
pub(in crate::sections) fn bullet(report: &Report, words: &Words) -> Option<Bullet> {
    let (estimate, labels) = (report.head.overall.estimate()?, words.labels());
    let level = |(index, from)| Level { from, name: words.level(&report.head, index).to_owned() };
    Some(Bullet {
        score: measured(estimate),
        benchmarks: report.sections.benchmarks().iter().map(|versus| benchmark(versus, words)).collect(),
        levels: report.head.levels.iter().map(|level| level.from).enumerate().map(level).collect(),
        words: BulletWords {
            score: format!("{}\u{a0}{}", labels.nps, words.nps(estimate.nps.points())),
            benchmark: labels.benchmark.to_string(),
            difference: labels.difference.to_string(),
            interval: words.interval_name(report.head.method.confidence),
            marker: labels.benchmark_marker.to_string(),
        },
    })
}

fn benchmark(Versus { benchmark, comparison, .. }: &Versus, words: &Words) -> Benchmark {
    let difference = comparison.as_ref().map(|comparison| {
        let side = match comparison.verdict {
            Verdict::Above => Side::Above,
            Verdict::Below => Side::Below,
            Verdict::Unclear => Side::Unclear,
        };
        (words.change(comparison.difference.points()), side)
    });
    Benchmark {
        name: benchmark.name.clone(),
        note: words.benchmark_facts(benchmark),
        points: benchmark.value.points(),
        value: words.stated(benchmark.value),
        difference,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Finding, Level as Stated};
    use crate::wording::sample::{report, versus};

    #[test]
    fn a_benchmark_says_on_which_side_of_it_the_score_stands() {
        let mut report = report();
        *report.sections.benchmarks_mut() = vec![
            versus("Industry", -10.3, Verdict::Below),
            versus("Rival", 4.0, Verdict::Above),
            versus("Target", 1.0, Verdict::Unclear),
        ];
        report.sections.benchmarks_mut()[2].comparison = None;
        report.head.levels[1] = Stated { from: 0.0, name: Some("Fair".to_owned()), text: None };
        let words = Words::of(&report.head).expect("words");
        let bullet = bullet(&report, &words).expect("a score");
        let differences: Vec<_> =
            bullet.benchmarks.into_iter().map(|benchmark| benchmark.difference).collect();
        assert_eq!(
            differences,
            [Some(("\u{2212}10".to_owned(), Side::Below)), Some(("+4".to_owned(), Side::Above)), None]
        );
        assert_eq!(bullet.levels[1].name, "Fair");
        assert_eq!(bullet.levels.len(), 5);
        assert_eq!(bullet.words.score, "NPS\u{a0}27");
        report.head.overall = Finding::NoAnswers;
        assert!(super::bullet(&report, &words).is_none());
    }
}
