//! How the survey was made: what is stated, what the data tell, and what nobody has stated.

use crate::figures::{Head, Weighting};
use crate::sections::Quality;
use crate::survey::Days;
use crate::wording::{MethodEntry, Text, Words, fill};

/// One thing to say of how a survey was made.
struct Item<'a> {
    term: &'a Text,
    /// What is stated.
    stated: Option<String>,
    /// What the data tell beside it.
    told: Option<MethodEntry>,
    /// Whether that is as good as stated.
    is_told: bool,
}

impl Words {
    /// An entry for each item that is stated or that the data tell, and one that names all others.
    pub(crate) fn disclosure(&self, head: &Head, quality: &Quality) -> Vec<MethodEntry> {
        let (survey, texts) = (&head.survey, &self.texts.disclosure);
        let by_chance = survey.by_chance.map(|is_so| {
            if is_so { texts.chosen_by_chance.to_string() } else { texts.not_by_chance.to_string() }
        });
        let item =
            |term, stated: &Option<String>| Item { term, stated: stated.clone(), told: None, is_told: false };
        let days = quality.days.map(|days| MethodEntry::new(&texts.days_term, self.of_days(days)));
        // What was done to the rows here says nothing of what was done to them before.
        let rows = MethodEntry::new(&texts.rows_term, self.use_of_rows(quality));
        let items = [
            item(&texts.commissioned_by, &survey.commissioned_by),
            item(&texts.conducted_by, &survey.conducted_by),
            item(&texts.question, &head.question.ask),
            item(&texts.languages, &survey.languages),
            item(&texts.population, &survey.population),
            item(&texts.source, &survey.source),
            item(&texts.selection, &survey.selection),
            item(&texts.by_chance, &by_chance),
            item(&texts.collected, &survey.collected),
            item(&texts.channels, &survey.channels),
            Item { is_told: days.is_some(), told: days, ..item(&texts.fieldwork, &survey.fieldwork) },
            Item { told: Some(rows), ..item(&texts.processing, &survey.processing) },
            item(&texts.limits, &survey.limits),
        ];
        let is_missing = |item: &&Item<'_>| item.stated.is_none() && !item.is_told;
        let missing: Vec<String> =
            items.iter().filter(is_missing).map(|item| item.term.to_string()).collect();
        let said = |item: Item<'_>| {
            let stated = item.stated.map(|text| MethodEntry::new(item.term, text));
            stated.into_iter().chain(item.told)
        };
        let mut entries: Vec<MethodEntry> = items.into_iter().flat_map(said).collect();
        if !head.method.weighting.as_ref().is_some_and(Weighting::has_weights) {
            entries.push(MethodEntry::new(&texts.weighting, &texts.unweighted));
        }
        if !missing.is_empty() {
            entries.push(MethodEntry::new(&texts.not_stated, missing.join("\u{a0}· ")));
        }
        entries
    }

    /// From which day to which one the answers of the reported period are.
    pub(crate) fn of_days(&self, days: Days) -> String {
        let texts = &self.texts.disclosure;
        if days.first == days.last {
            return fill(&texts.one_day, &[("day", self.day(days.first))]);
        }
        fill(&texts.days, &[("first", self.day(days.first)), ("last", self.day(days.last))])
    }

    /// How many rows were not used, and how many of the used ones were found in several files.
    fn use_of_rows(&self, quality: &Quality) -> String {
        let texts = &self.texts.disclosure;
        let unused = quality.rows_read.saturating_sub(quality.rows_used);
        let used = if unused == 0 {
            texts.rows_all_used.to_string()
        } else {
            fill(&texts.rows_unused, &[("n", self.count(unused)), ("read", self.count(quality.rows_read))])
        };
        let repeated = quality.repeated.map(|found| match (found.rows, found.about) {
            (0, _) => texts.not_repeated.to_string(),
            (rows, true) => fill(&texts.about_repeated, &[("n", self.count(rows))]),
            (rows, false) => fill(&texts.repeated, &[("n", self.count(rows))]),
        });
        Self::sentences([(true, used), (repeated.is_some(), repeated.unwrap_or_default())])
    }
}
