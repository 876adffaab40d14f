//! What answers weigh and what they are worth by it: weights, clusters, populations.

use super::Words;
use super::fill::fill;
use crate::figures::Head;
use crate::figures::{DesignFigures, Estimate, Margin, Weighting};

/// An effective number from here on is that of a census.
const CENSUS: f64 = 1e11;

impl Words {
    /// What is said of a score's precision, with its effective n where that is not n.
    pub(crate) fn with_effective_n(&self, precision: String, estimate: &Estimate) -> String {
        match &estimate.design {
            None => precision,
            Some(design) if design.effective_n < CENSUS => {
                let values = [("precision", precision), ("n", self.effective_n(design))];
                fill(&self.texts.design.precision, &values)
            }
            Some(_) => fill(&self.texts.design.census, &[("precision", precision)]),
        }
    }

    /// The effective n in whole answers, or that they are all there are.
    #[must_use]
    pub fn effective_n(&self, design: &DesignFigures) -> String {
        if design.effective_n < CENSUS {
            self.points(design.effective_n, 0)
        } else {
            self.texts.design.everyone.to_string()
        }
    }

    /// The table of what the answers are worth: its caption and the heads of its columns.
    #[must_use]
    pub fn design_table(&self) -> (&str, [&str; 7]) {
        (&self.texts.design.caption, self.texts.design.head.each_ref().map(|head| &**head))
    }

    /// That numbers beside weighted shares are unweighted; nothing where no answer is weighted.
    #[must_use]
    pub fn unweighted_note(&self, head: &Head) -> Option<&str> {
        head.method.weighting.as_ref().filter(|how| how.has_weights())?;
        Some(&self.texts.design.unweighted)
    }

    pub(crate) fn raking(&self, how: &Weighting) -> String {
        let margin = |margin: &Margin| {
            let share = |(value, share): &(String, f64)| self.marked(value, &self.percent_stated(*share));
            let shares: Vec<String> = margin.shares.iter().map(share).collect();
            if shares.is_empty() {
                return margin.column.clone();
            }
            let values = [("column", margin.column.clone()), ("shares", self.list(&shares))];
            fill(&self.texts.design.margin, &values)
        };
        let margins: Vec<String> = how.margins.iter().map(margin).collect();
        fill(&self.texts.design.raking, &[("margins", self.list(&margins))])
    }

    pub(crate) fn limits(&self, how: &Weighting) -> String {
        let number = |number: Option<f64>| self.bound(number.unwrap_or_default());
        let limits = [("smallest", number(how.smallest)), ("largest", number(how.largest))];
        let texts = &self.texts.design;
        fill(if how.smallest.is_some() { &texts.limits } else { &texts.upper_limit }, &limits)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::config::Language;
    use crate::wording::sample::weighted;

    /// With ordinary spaces, for reading.
    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Everything that can be said of what answers are worth.
    pub(crate) fn said(words: &Words, head: &Head) -> Vec<String> {
        let (caption, heads) = words.design_table();
        let census =
            DesignFigures { weighted_n: 12.0, effective_n: 1e12, clusters: None, population: Some(12) };
        let mut said =
            vec![caption.to_owned(), words.effective_n(&census), words.texts.design.kish.to_string()];
        said.extend(head.overall.estimate().map(|estimate| {
            let all = Estimate { design: Some(census), ..estimate.clone() };
            words.precision(&all, &head.method)
        }));
        said.extend(heads.map(str::to_owned));
        said.extend(words.unweighted_note(head).map(str::to_owned));
        if let Some(how) = &head.method.weighting {
            let lower = Weighting { smallest: None, ..how.clone() };
            said.extend([words.limits(how), words.limits(&lower)]);
        }
        said
    }

    #[test]
    fn a_score_is_told_with_what_its_answers_are_worth() {
        let report = weighted();
        let estimate = report.head.overall.estimate().expect("measured");
        let [en, ru] =
            [Language::En, Language::Ru].map(|language| Words::new(language).expect("built-in data"));
        assert!(
            plain(&en.precision(estimate, &report.head.method)).ends_with(", n = 300, effective n = 244")
        );
        assert!(
            plain(&ru.precision(estimate, &report.head.method)).ends_with(", n = 300, эффективное n = 244")
        );
        let census =
            DesignFigures { weighted_n: 12.0, effective_n: 1e12, clusters: None, population: Some(12) };
        assert_eq!([en.effective_n(&census), ru.effective_n(&census)], ["everyone", "все"]);
    }

    #[test]
    fn the_method_says_how_answers_are_weighted() {
        let report = weighted();
        let said = |language| {
            let entries =
                Words::new(language).expect("built-in data").design_method(&report.head, &report.sections);
            entries.into_iter().map(|entry| plain(&entry.text)).collect::<Vec<_>>()
        };
        let en = said(Language::En);
        assert!(
            en.iter().any(
                |text| text.contains("the known ones: age (18–39: 40%, 40+: 60%), sex (f: 52%, m: 48%).")
            ),
            "{en:?}"
        );
        assert!(
            en.iter().any(|text| text.ends_with("by less than 0.2 or more than 5 times the mean.")),
            "{en:?}"
        );
        assert_eq!(en.len(), 5);
        assert_eq!(said(Language::Ru).len(), 5);
    }
}
