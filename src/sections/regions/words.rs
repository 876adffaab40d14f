//! What is said of regions.

use fixed_decimal::Decimal;

use super::{Folded, RegionRow, Standing};
use crate::figures::{Finding, Head};
use crate::sections::Report;
use crate::statistics::Verdict;
use crate::survey::Region;
use crate::wording::{FigureTexts, Words, fill};

impl Words {
    /// The texts of the dots of regions; none without a region column.
    #[must_use]
    pub fn regions(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.regions;
        report.sections.regions().first()?;
        let ranked: Vec<_> = report
            .sections
            .regions()
            .iter()
            .filter(|row| matches!(row.standing, Standing::Rank(_)))
            .filter_map(|row| Some((self.region(&row.region), row.finding.estimate()?, row.rest.as_ref())))
            .collect();
        let verdicts = ranked.iter().filter_map(|(name, _, rest)| Some((*name, rest.as_ref()?.verdict)));
        let measured = || report.sections.regions().iter().filter_map(|row| row.finding.estimate());
        let title = if measured().next().is_none() {
            texts.hidden.to_string()
        } else if ranked.len() < 2 && !verdicts.clone().any(|(_, verdict)| verdict != Verdict::Unclear) {
            texts.plain.to_string()
        } else {
            let patterns = [&texts.above, &texts.below, &texts.both, &texts.none];
            Self::verdicts_title(patterns, |names| self.named_regions(names), verdicts, None)
        };
        let description = match (ranked.first(), ranked.last()) {
            (Some((highest_name, highest, _)), Some((lowest_name, lowest, _))) => {
                let regions = Decimal::from(ranked.len());
                fill(
                    &texts.description,
                    &[
                        ("regions", self.counted(&self.texts.numbers.regions, &regions)),
                        ("highest", self.nps(highest.nps.points())),
                        ("highest_region", (*highest_name).to_owned()),
                        ("lowest", self.nps(lowest.nps.points())),
                        ("lowest_region", (*lowest_name).to_owned()),
                    ],
                )
            }
            _ => texts.description_unranked.to_string(),
        };
        let mut listed = report.sections.listed_regions().filter_map(|row| row.finding.estimate());
        let has_low_base = listed.any(|estimate| estimate.low_base);
        let how_to_read = Self::sentences([
            (
                true,
                fill(&texts.how_to_read, &[("confidence", self.confidence(report.head.method.confidence))]),
            ),
            (has_low_base, texts.how_low_bases.to_string()),
        ]);
        let subject = self.dated_subject(&report.head, None);
        Some(FigureTexts {
            title,
            subtitle: fill(&texts.subtitle, &subject),
            description,
            how_to_read,
            caption: fill(&texts.caption, &subject),
        })
    }

    /// How many regions are not listed, and how many answers they have together; nothing where all are listed.
    #[must_use]
    pub fn folded_regions(&self, report: &Report) -> Option<String> {
        let texts = &self.texts.regions;
        let Folded { regions, answers, for_low_base } =
            report.sections.regions.as_ref()?.folded(&report.head)?;
        let n = ("n", self.number_of(regions));
        let Some(answers) = answers else { return Some(fill(&texts.all_folded, &[n])) };
        let (answers, limit) = (self.count(answers), self.count(report.head.method.low_base));
        Some(if for_low_base {
            fill(&texts.small_folded, &[n, ("answers", answers), ("limit", limit)])
        } else {
            fill(&texts.folded, &[n, ("answers", answers)])
        })
    }

    /// Caption of the table of what regions are compared with: the rest and, if any can be, the previous period.
    #[must_use]
    pub fn compared_regions_caption(&self, report: &Report) -> String {
        let texts = &self.texts.regions;
        let changed = report.sections.regions().iter().any(|row| row.change.is_some());
        let pattern = if changed { &texts.compared_caption } else { &texts.compared_with_rest_caption };
        fill(pattern, &self.dated_subject(&report.head, None))
    }

    /// Caption of the table of regions against benchmarks of their own.
    #[must_use]
    pub fn region_benchmarks_caption(&self, head: &Head) -> String {
        fill(&self.texts.regions.benchmarks_caption, &self.dated_subject(head, None))
    }

    /// Puts neighbouring regions that stand equal into the order of their names.
    pub fn sort_equals(&self, rows: &mut [RegionRow]) {
        for equals in rows.chunk_by_mut(stand_equal) {
            equals.sort_by(|a, b| self.compare(self.region(&a.region), self.region(&b.region)));
        }
    }
}

/// Whether nothing but their names tells which of two regions comes first.
fn stand_equal(a: &RegionRow, b: &RegionRow) -> bool {
    let is_named = |row: &RegionRow| matches!(row.region, Region::Named(_));
    let same = match (&a.finding, &b.finding) {
        (Finding::Measured(a), Finding::Measured(b)) => a.nps == b.nps && a.low_base == b.low_base,
        (Finding::Hidden { .. }, Finding::Hidden { .. }) | (Finding::NoAnswers, Finding::NoAnswers) => true,
        _ => false,
    };
    same && is_named(a) == is_named(b)
}
