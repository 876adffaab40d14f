//! How the survey was made: what is stated, what the data tell, and what nobody has stated.

use crate::figures::{Head, Weighting};
use crate::wording::{MethodEntry, Words};

impl Words {
    /// An entry for each item that is stated, and one that names all others.
    pub(crate) fn disclosure(&self, head: &Head) -> Vec<MethodEntry> {
        let (survey, texts) = (&head.survey, &self.texts.disclosure);
        let by_chance = survey.by_chance.map(|is_so| {
            if is_so { texts.chosen_by_chance.to_string() } else { texts.not_by_chance.to_string() }
        });
        let stated = |text: &Option<String>| text.clone();
        let items = [
            (&texts.commissioned_by, stated(&survey.commissioned_by)),
            (&texts.conducted_by, stated(&survey.conducted_by)),
            (&texts.question, stated(&head.question.ask)),
            (&texts.languages, stated(&survey.languages)),
            (&texts.population, stated(&survey.population)),
            (&texts.source, stated(&survey.source)),
            (&texts.selection, stated(&survey.selection)),
            (&texts.by_chance, by_chance),
            (&texts.collected, stated(&survey.collected)),
            (&texts.channels, stated(&survey.channels)),
            (&texts.fieldwork, stated(&survey.fieldwork)),
            (&texts.processing, stated(&survey.processing)),
            (&texts.limits, stated(&survey.limits)),
        ];
        let stated = items.iter().filter_map(|(term, text)| Some(MethodEntry::new(term, text.as_deref()?)));
        let mut entries: Vec<MethodEntry> = stated.collect();
        if !head.method.weighting.as_ref().is_some_and(Weighting::has_weights) {
            entries.push(MethodEntry::new(&texts.weighting, &texts.unweighted));
        }
        let missing: Vec<String> =
            items.iter().filter(|(_, text)| text.is_none()).map(|(term, _)| term.to_string()).collect();
        if !missing.is_empty() {
            entries.push(MethodEntry::new(&texts.not_stated, missing.join("\u{a0}· ")));
        }
        entries
    }
}
