//! The comparisons that are corrected together.

use super::Explanation;
use super::numbers::short;
use crate::statistics::corrected_traced;
use crate::survey::Correction;
use crate::survey::trace::{Side as Of, Step, recorded};
use crate::wording::{Words, fill};

/// Comparisons that are shown together.
pub(crate) struct Family {
    /// What they are.
    name: String,
    /// Whether they are of scores over time.
    pub(crate) over_time: bool,
    /// The names of those that ask the same, and their p-value, for each question, in the order of the report.
    members: Vec<(Vec<String>, f64)>,
    /// Which of them is explained.
    own: usize,
    /// How many more there are that are less sure, and are not listed.
    less_sure: usize,
}

impl Family {
    /// The family of those that have a p-value, each given with what it asks, its name and that p-value, with the place of
    /// the one at a position among all.
    pub(crate) fn of<H: PartialEq>(
        (name, over_time): (&str, bool),
        all: Vec<(H, String, Option<f64>)>,
        at: usize,
    ) -> Option<Self> {
        let mut members: Vec<(H, Vec<String>, f64)> = Vec::new();
        let mut own = None;
        for (place, (hypothesis, name, p)) in all.into_iter().enumerate() {
            let Some(p) = p else { continue };
            let known = members.iter().position(|(other, ..)| *other == hypothesis);
            let member = known.unwrap_or(members.len());
            match members.get_mut(member) {
                Some((_, names, _)) => names.push(name),
                None => members.push((hypothesis, vec![name], p)),
            }
            own = if place == at { Some(member) } else { own };
        }
        let members = members.into_iter().map(|(_, names, p)| (names, p)).collect();
        Some(Self { name: name.to_owned(), over_time, members, own: own?, less_sure: 0 })
    }

    /// The same with so many more that are less sure, and are not listed.
    pub(crate) fn with_less_sure(self, less_sure: usize) -> Self {
        Self { less_sure, ..self }
    }

    /// The corrected p-value, step by step.
    pub(crate) fn corrected(&self, told: &mut Explanation, words: &Words, correction: Correction) -> f64 {
        let (count, texts) = (self.members.len() + self.less_sure, words.explain());
        let mut all: Vec<f64> = self.members.iter().map(|(_, p)| *p).collect();
        all.resize(count, 1.0);
        let (corrected, steps) = recorded(|trace| corrected_traced(&all, correction, trace));
        told.cite(&steps);
        let own = self.members.get(self.own).map_or(1.0, |(_, p)| *p);
        let rule = match correction {
            Correction::None => {
                told.say(&texts.uncorrected);
                return own;
            }
            Correction::Holm => &texts.holm,
            Correction::BenjaminiHochberg => &texts.benjamini_hochberg,
        };
        let is_shared = |names: &&Vec<String>| names.len() > 1;
        for names in self.members.iter().map(|(names, _)| names).filter(is_shared) {
            told.say(fill(&texts.same_hypothesis, &[("names", names.join(" = "))]));
        }
        if count == 1 {
            told.say(fill(&texts.alone, &[("family", self.name.clone()), ("p", short(own))]));
            return own;
        }
        told.say(fill(&texts.together, &[("family", self.name.clone()), ("count", count.to_string())]));
        told.say(&**rule);
        let found = corrected.get(self.own).copied().unwrap_or(own);
        let mut sorted: Vec<&Step> = steps.iter().collect();
        if correction == Correction::BenjaminiHochberg {
            sorted.reverse();
        }
        let is_listed = |step: &&Step| !matches!(step.side, Of::At(at) if at >= self.members.len());
        let rows = sorted.into_iter().filter(is_listed).map(|step| {
            let at = if let Of::At(at) = step.side { at } else { 0 };
            let name = self.members.get(at).map(|(names, _)| names.join(" = ")).unwrap_or_default();
            let mark = if at == self.own { " ←" } else { "" };
            let [p, multiplier, product] =
                [0, 1, 2].map(|at| step.inputs.get(at).copied().map_or_else(String::new, short));
            vec![name, p, format!("× {multiplier}"), product, format!("{}{mark}", short(step.result))]
        });
        told.table(&texts.correction_heads, rows.collect());
        told.say(fill(&texts.corrected, &[("p", short(found))]));
        found
    }
}
