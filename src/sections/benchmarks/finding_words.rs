//! The key findings of benchmarks in sentences.

use super::Benchmarks;
use super::findings::{BENCHMARK, TARGET};
use crate::config::Statistic;
use crate::figures::Versus;
use crate::sections::Report;
use crate::sections::finding::{KeyFinding, Sentence, Told};
use crate::statistics::Verdict;
use crate::survey::Nps;
use crate::wording::Words;

impl Benchmarks {
    /// One of them.
    pub(super) fn told(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        let versus = self.0.get(*finding.places().first()?)?;
        let is_own = [TARGET, BENCHMARK].contains(&finding.kind);
        let score = report.head.overall.estimate().filter(|_| is_own)?.nps;
        Some(Told::new("benchmarks", words.against(versus, score)?))
    }
}

impl Words {
    fn against(&self, versus: &Versus, nps: Nps) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let mut values = self.score_and_benchmark(versus, nps);
        let is_target = versus.benchmark.statistic == Statistic::Target;
        let pattern = match (versus.comparison.as_ref()?.verdict, is_target) {
            (Verdict::Above, true) => &texts.target_reached,
            (Verdict::Below, true) => &texts.target_missed,
            (Verdict::Above, false) => &texts.above_benchmark,
            (Verdict::Below, false) => &texts.below_benchmark,
            (Verdict::Unclear, _) => {
                values.push(("chance", self.chance_number(versus)?));
                &texts.target_open
            }
        };
        Some((pattern, values))
    }
}
