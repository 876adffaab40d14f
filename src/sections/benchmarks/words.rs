//! What is said of benchmarks.

use crate::figures::Head;
use crate::sections::{Report, Sections};
use crate::wording::{FigureTexts, MethodEntry, Words, fill};

impl Words {
    /// The texts of the bullet of benchmarks; none without benchmarks or a score.
    #[must_use]
    pub fn benchmarks(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.benchmarks;
        let now = report.head.overall.estimate()?;
        report.sections.benchmarks().first()?;
        let verdicts =
            report.sections.benchmarks().iter().filter_map(|versus| {
                Some((versus.benchmark.name.as_str(), versus.comparison.as_ref()?.verdict))
            });
        let patterns = [&texts.above, &texts.below, &texts.both, &texts.none];
        let marks: Vec<String> = report
            .sections
            .benchmarks()
            .iter()
            .map(|versus| self.benchmark_mark(&versus.benchmark))
            .collect();
        let description = [
            ("nps", self.nps_to(now.nps.points(), 1)),
            ("interval", self.interval(now.interval)),
            ("list", self.list(&marks)),
        ];
        let subject = self.dated_subject(&report.head, Some(self.base(now.n)));
        Some(FigureTexts {
            // No finding is made of a low base.
            title: if now.low_base {
                texts.low_base.to_string()
            } else {
                Self::verdicts_title(patterns, |names| self.named_benchmarks(names), verdicts, None)
            },
            subtitle: fill(&texts.subtitle, &subject),
            description: fill(&texts.description, &description),
            how_to_read: fill(&texts.how_to_read, &subject),
            caption: self.benchmarks_caption(&report.head),
        })
    }

    /// Caption of the table of benchmarks.
    #[must_use]
    pub fn benchmarks_caption(&self, head: &Head) -> String {
        fill(&self.texts.benchmarks.caption, &self.dated_subject(head, None))
    }

    /// The same of benchmarks, whose names any word may be, so that quotation marks and, where a language needs it, a word
    /// for what they are set them apart.
    fn named_benchmarks(&self, names: &[&str]) -> String {
        let texts = &self.texts.benchmarks;
        self.named_or(names, &self.texts.numbers.benchmarks, |names| {
            let pattern = if names.len() == 1 { &texts.one } else { &texts.several };
            let quoted: Vec<String> =
                names.iter().map(|name| fill(&texts.name, &[("name", *name)])).collect();
            fill(pattern, &[("names", self.list(&quoted))])
        })
    }

    /// What benchmarks are, and what the chance of a target is where one is stated.
    pub(crate) fn benchmark_entries(&self, sections: &Sections) -> Vec<MethodEntry> {
        let (texts, choices) = (&self.texts.method, &self.texts.choices);
        let all =
            || sections.benchmarks().iter().chain(sections.regions().iter().flat_map(|row| &row.benchmarks));
        if all().next().is_none() {
            return Vec::new();
        }
        let exact = all().all(|versus| versus.benchmark.answers().is_none());
        let benchmarks = if exact { &texts.benchmarks } else { &choices.benchmarks_with_answers };
        let targets = all().any(|versus| versus.chance_at_or_above.is_some());
        let target = targets.then(|| MethodEntry::new(&choices.target_term, &choices.target));
        std::iter::once(MethodEntry::new(&texts.benchmarks_term, benchmarks)).chain(target).collect()
    }
}
