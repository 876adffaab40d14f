//! How the chosen methods are worded, and the chance of a target.

use super::method::MethodEntry;
use super::texts::Text;
use super::{Words, fill::fill};
use crate::figures::{Method, Versus};
use crate::statistics::intervals::RESAMPLES;
use crate::survey::{Correction, IntervalMethod};

const ADJUSTED_WALD_URL: &str = "https://measuringu.com/nps-confidence-intervals/";
const WALD_URL: &str = "https://arxiv.org/abs/1601.07235";
const TANGO_URL: &str =
    "https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C891::AID-SIM780%3E3.0.CO;2-B";
const BOOTSTRAP_URL: &str = "https://doi.org/10.1201/9780429246593";
const HOLM_URL: &str = "https://www.jstor.org/stable/4615733";
const BENJAMINI_HOCHBERG_URL: &str = "https://www.jstor.org/stable/2346101";

impl Words {
    /// What the interval is.
    pub(crate) fn interval_entry(&self, method: &Method) -> MethodEntry {
        let (texts, choices) = (&self.texts.method, &self.texts.choices);
        let (pattern, source, url) = match method.interval {
            IntervalMethod::AdjustedWald => (&texts.interval, &texts.interval_source, ADJUSTED_WALD_URL),
            IntervalMethod::Wald => (&choices.wald, &choices.wald_source, WALD_URL),
            IntervalMethod::Tango => (&choices.tango, &choices.tango_source, TANGO_URL),
            IntervalMethod::Bootstrap => (&choices.bootstrap, &choices.bootstrap_source, BOOTSTRAP_URL),
        };
        let values = [
            ("confidence", self.confidence(method.confidence)),
            ("resamples", self.count(RESAMPLES as u64)),
            ("seed", self.count(method.seed.unwrap_or_default())),
        ];
        MethodEntry::new(&texts.interval_term, fill(pattern, &values)).after(source, url)
    }

    /// When a difference is called clear, and how several are.
    pub(crate) fn comparison_entries(&self, method: &Method) -> [MethodEntry; 2] {
        let (texts, choices) = (&self.texts.method, &self.texts.choices);
        let pattern = match method.correction {
            Correction::Holm | Correction::BenjaminiHochberg => &texts.change,
            Correction::None => &choices.uncorrected_change,
        };
        let change = fill(pattern, &[("alpha", self.alpha(method.confidence))]);
        let several = |pattern| {
            let alpha = [("alpha", self.alpha_percent(method.confidence))];
            MethodEntry::new(&texts.holm_term, fill(pattern, &alpha))
        };
        let several = match method.correction {
            Correction::Holm => several(&texts.holm).after(&texts.holm_source, HOLM_URL),
            Correction::BenjaminiHochberg => several(&choices.benjamini_hochberg)
                .after(&choices.benjamini_hochberg_source, BENJAMINI_HOCHBERG_URL),
            Correction::None => several(&choices.uncorrected),
        };
        [MethodEntry::new(&texts.change_term, change), several]
    }

    /// What became of the many comparisons of an index.
    pub(crate) fn clients_corrected(&self, method: &Method) -> &Text {
        match method.correction {
            Correction::Holm => &self.texts.index.holm,
            Correction::BenjaminiHochberg => &self.texts.choices.clients_benjamini_hochberg,
            Correction::None => &self.texts.choices.clients_uncorrected,
        }
    }

    /// Over the list of clients that moved.
    pub(crate) fn clients_moved(&self, method: &Method) -> &Text {
        match method.correction {
            Correction::Holm => &self.texts.index.moved,
            Correction::BenjaminiHochberg => &self.texts.choices.moved_benjamini_hochberg,
            Correction::None => &self.texts.choices.moved_uncorrected,
        }
    }

    /// Head of a column of p-values: `p, corrected`.
    #[must_use]
    pub fn p_head(&self, method: &Method) -> &str {
        let choices = &self.texts.choices;
        match method.correction {
            Correction::Holm => &choices.p_holm,
            Correction::BenjaminiHochberg => &choices.p_benjamini_hochberg,
            Correction::None => &choices.p_uncorrected,
        }
    }

    /// The chance of a target for a column of them: `12%`, `< 1%`; nothing for what is no target.
    #[must_use]
    pub fn chance_number(&self, versus: &Versus) -> Option<String> {
        let texts = &self.texts.numbers;
        let (pattern, shown) = match versus.chance_at_or_above? {
            chance if chance < 0.01 => (&*texts.below, 0.01),
            chance if chance > 0.99 => (&*texts.above, 0.99),
            chance => ("{number}", chance),
        };
        Some(fill(pattern, &[("number", self.percent(shown))]))
    }

    /// Head of a column of such chances.
    #[must_use]
    pub fn chance_head(&self) -> &str {
        &self.texts.choices.chance_head
    }

    /// What a benchmark is and, for a target, the chance that it is met:
    /// `target: 50, true score at or above target: 12%`.
    #[must_use]
    pub fn versus_facts(&self, versus: &Versus) -> String {
        let chance = self.chance_number(versus);
        let chance = chance.map(|chance| fill(&self.texts.choices.chance, &[("chance", chance)]));
        let facts = [Some(self.benchmark_brief(&versus.benchmark)), chance];
        self.list(&facts.into_iter().flatten().collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::wording::sample::{of_choices, report, target};

    fn words(language: Language) -> Words {
        Words::new(language).expect("built-in data")
    }

    /// With ordinary spaces, for reading.
    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_target_is_told_with_its_chance() {
        let (en, ru) = (words(Language::En), words(Language::Ru));
        let target = |chance| target(chance);
        let facts = "target: 37, 2025, Example Institute, true score at or above target: 12%";
        assert_eq!(plain(&en.versus_facts(&target(0.12))), facts);
        let facts =
            "цель: 37, 2025, Example Institute, вероятность, что истинный показатель не ниже цели: < 1 %";
        assert_eq!(plain(&ru.versus_facts(&target(0.001))), facts);
        assert_eq!(en.chance_number(&target(0.9999)).as_deref().map(plain).as_deref(), Some("> 99%"));
        assert_eq!(en.chance_number(&report().sections.benchmarks()[0]), None);
    }

    #[test]
    fn the_method_is_the_one_chosen() {
        let en = words(Language::En);
        let said = |report: &crate::sections::Report| {
            en.method(&report.head, &report.sections).into_iter().map(|entry| entry.text).collect::<Vec<_>>()
        };
        let has = |said: &[String], start: &str| said.iter().any(|text| text.starts_with(start));
        let usual = said(&report());
        assert!(has(&usual, "The 95% adjusted Wald interval"));
        assert!(has(&usual, "Comparisons shown together are corrected by Holm"));
        assert!(usual.iter().any(|text| text.contains("The test takes a benchmark as exact")));
        let starts = [
            ["The 95% Wald interval", "Comparisons shown together are corrected by the method of Benjamini"],
            ["The 95% score interval", "Comparisons shown together are not corrected"],
            ["The 95% percentile bootstrap: 2,000 times", "Comparisons shown together are corrected by Holm"],
        ];
        for (report, starts) in of_choices().iter().zip(starts) {
            let said = said(report);
            for start in starts {
                assert!(has(&said, start), "{start}: {said:?}");
            }
            assert!(said.iter().any(|text| text.contains("a score with a stated n is tested as the score")));
            assert!(has(&said, "How likely it is, going by these answers alone"));
        }
    }
}
