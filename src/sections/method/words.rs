//! How the figures were made: definitions, and the publications that they rest on.

use crate::figures::{DesignFigures, Finding, Head, Method};
use crate::sections::{Section, Sections};
use crate::survey::{Granularity, Scale};
use crate::wording::{About, MethodEntry, Words, fill};

const NPS_URL: &str = "https://hbr.org/2003/12/the-one-number-you-need-to-grow";
const RAKING_URL: &str = "https://doi.org/10.1214/aoms/1177731829";
const CLUSTERS_URL: &str = "https://doi.org/10.1080/01621459.1971.10482279";

impl Words {
    /// The definitions that a report needs, in reading order: those of all reports, those of its parts, and how it came about.
    #[must_use]
    pub fn method(&self, head: &Head, sections: &Sections) -> Vec<MethodEntry> {
        /// These parts define their terms in this order, the first one before comparisons are; others follow as on the page.
        const FIRST: [&str; 4] = ["trend", "regions", "why", "participants"];
        let texts = &self.texts.method;
        let place = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
        let mut parts: Vec<(&str, &dyn Section)> = sections.each().collect();
        parts.sort_by_key(|(name, _)| place(name));
        let (trend, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(name, _)| place(name) == 0);
        let mut entries = vec![
            MethodEntry::new(&texts.nps_term, &texts.nps).after(&texts.nps_source, NPS_URL).about(About::NPS),
            MethodEntry::new(&texts.groups_term, self.groups_text(&head.question.scale)).about(About::GROUPS),
            MethodEntry::new(&texts.period_term, self.period_text(head)),
        ];
        if head.period.is_some_and(|period| period.calendar().by == Granularity::Week) {
            entries.push(MethodEntry::new(&texts.weeks_term, &texts.weeks));
        }
        let of = |about: About| move |entry: MethodEntry| entry.about(about);
        entries.extend(self.design_method(head, sections).into_iter().map(of(About::DESIGN)));
        entries.push(self.interval_entry(&head.method).about(About::INTERVAL));
        entries.extend(trend.into_iter().flat_map(|(_, part)| part.method(head, self)));
        let others =
            sections.participants.is_some() || sections.benchmarks.is_some() || sections.regions.is_some();
        if !head.changes.is_empty() || others {
            entries.extend(self.comparison_entries(&head.method).map(of(About::COMPARISON)));
        }
        entries.extend(parts.into_iter().flat_map(|(_, part)| part.method(head, self)));
        entries.extend(self.benchmark_entries(sections).into_iter().map(of(About::BENCHMARKS)));
        entries.extend(self.key_findings_method(head, sections).map(of(About::KEY_FINDINGS)));
        entries.push(MethodEntry::new(&texts.bases_term, self.bases_text(&head.method)).about(About::BASES));
        entries.push(MethodEntry::new(&texts.levels_term, self.levels_text(head)).about(About::LEVELS));
        entries.push(MethodEntry::new(&texts.rounding_term, &texts.rounding));
        entries.extend(self.disclosure(head, &sections.quality));
        entries
    }

    fn groups_text(&self, scale: &Scale) -> String {
        let texts = &self.texts.method;
        let (detractors_to, promoters_from) = (scale.detractors_to(), scale.promoters_from());
        let passives = promoters_from - detractors_to > 1;
        let pattern = if passives { &texts.groups } else { &texts.groups_without_passives };
        fill(
            pattern,
            &[
                ("low", self.score(scale.low())),
                ("high", self.score(scale.high())),
                ("promoters", self.scores(promoters_from, scale.high())),
                ("passives", self.scores(detractors_to + 1, promoters_from - 1)),
                ("detractors", self.scores(scale.low(), detractors_to)),
            ],
        )
    }

    fn period_text(&self, head: &Head) -> String {
        let texts = &self.texts.method;
        let day = self.day(head.as_of);
        match head.period {
            None => fill(&texts.undated_period, &[("day", day)]),
            Some(period) => fill(
                &texts.period,
                &[
                    ("period", self.period_heading(period)),
                    ("first_day", self.day(period.first_day())),
                    ("last_day", self.day(period.last_day())),
                    ("day", day),
                ],
            ),
        }
    }

    fn bases_text(&self, method: &Method) -> String {
        let texts = &self.texts.method;
        // With a limit of one answer there is nothing to hide.
        let pattern = if method.hide_below > 1 { &texts.bases } else { &texts.bases_all_shown };
        let limits =
            [("hide_below", self.count(method.hide_below)), ("low_base", self.count(method.low_base))];
        fill(pattern, &limits)
    }

    fn levels_text(&self, head: &Head) -> String {
        let texts = &self.texts.method;
        let levels: Vec<String> = head
            .levels
            .iter()
            .enumerate()
            .map(|(index, level)| {
                let name = self.level(head, index).to_owned();
                // The lowest level starts at −100: what bounds it is the next one.
                match head.levels.get(index + 1).filter(|_| index == 0) {
                    Some(next) => fill(&texts.level_below, &[("name", name), ("to", self.bound(next.from))]),
                    None => fill(&texts.level_from, &[("name", name), ("from", self.bound(level.from))]),
                }
            })
            .collect();
        fill(&texts.levels, &[("levels", self.list(&levels))])
    }

    /// How answers are weighted and what that does.
    pub(crate) fn design_method(&self, head: &Head, sections: &Sections) -> Vec<MethodEntry> {
        let texts = &self.texts.design;
        let mut entries = Vec::new();
        let how = head.method.weighting.as_ref();
        if let Some(column) = how.and_then(|how| how.column.clone()) {
            let text = fill(&texts.weights, &[("column", column)]);
            entries.push(MethodEntry::new(&texts.weights_term, text));
        }
        if let Some(how) = how.filter(|how| !how.margins.is_empty()) {
            let text = Self::sentences([(true, self.raking(how)), (how.largest.is_some(), self.limits(how))]);
            entries.push(MethodEntry::new(&texts.raking_term, text).after(&texts.raking_source, RAKING_URL));
        }
        let has_design = designs(head, sections).next().is_some();
        if has_design {
            let is_weighted = self.unweighted_note(head).is_some();
            let text =
                Self::sentences([(true, texts.effective.to_string()), (is_weighted, texts.kish.to_string())]);
            entries.push(MethodEntry::new(&texts.effective_term, text));
        }
        if let Some(column) = how.and_then(|how| how.cluster.clone()) {
            let text = Self::sentences([
                (true, fill(&texts.clusters, &[("column", column)])),
                (head.client.is_none() && head.method.hide_below > 1, texts.clusters_alike.to_string()),
            ]);
            entries.push(
                MethodEntry::new(&texts.clusters_term, text).after(&texts.clusters_source, CLUSTERS_URL),
            );
        }
        if designs(head, sections).any(|design| design.population.is_some()) {
            entries.push(MethodEntry::new(&texts.population_term, &texts.population));
        }
        entries
    }
}

/// What weights, clusters and populations did to each figure of the report.
fn designs<'a>(head: &'a Head, sections: &'a Sections) -> impl Iterator<Item = &'a DesignFigures> {
    let trend = sections.points().iter().map(|point| &point.finding);
    let regions = sections.regions().iter().map(|row| &row.finding);
    let all = std::iter::once(&head.overall).chain(trend).chain(regions);
    all.filter_map(Finding::estimate).filter_map(|estimate| estimate.design.as_ref())
}
