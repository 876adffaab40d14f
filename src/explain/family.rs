//! The comparisons that are corrected together.

use super::Explanation;
use super::numbers::{real, short};
use crate::survey::Correction;

const HOLM: &str = "Holm 1979, \"A simple sequentially rejective multiple test procedure\", Scandinavian Journal of Statistics 6(2)";
const BENJAMINI: &str = "Benjamini and Hochberg 1995, \"Controlling the false discovery rate\", Journal of the Royal \
                         Statistical Society B 57(1)";

/// Comparisons that are shown together.
pub(super) struct Family {
    /// What they are.
    name: String,
    /// Whether they are of scores over time.
    pub(super) over_time: bool,
    /// The names of those that ask the same, and their p-value, for each question, in the order of the report.
    members: Vec<(Vec<String>, f64)>,
    /// Which of them is explained.
    own: usize,
}

impl Family {
    /// The family of those that have a p-value, each given with what it asks, its name and that p-value, with the place of
    /// the one at a position among all.
    pub(super) fn of<H: PartialEq>(
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
        Some(Self { name: name.to_owned(), over_time, members, own: own? })
    }

    /// The corrected p-value, step by step.
    pub(super) fn corrected(&self, told: &mut Explanation, correction: Correction) -> f64 {
        let count = self.members.len();
        let own = self.members.get(self.own).map_or(1.0, |(_, p)| *p);
        let shown: usize = self.members.iter().map(|(names, _)| names.len()).sum();
        let order = match correction {
            Correction::None => {
                told.say("`method.correction` is `none`: p stays as it is.");
                return own;
            }
            Correction::Holm => {
                told.source(HOLM);
                "the smallest p-value is multiplied by how many there are, the next by one less, and so on; none \
                 comes out smaller than the one above it, nor larger than 1"
            }
            Correction::BenjaminiHochberg => {
                told.source(BENJAMINI);
                "the p-value at place i of m, the smallest being the first, is multiplied by m / i; none comes out \
                 larger than the one below it, nor than 1"
            }
        };
        let is_shared = |names: &&Vec<String>| names.len() > 1;
        for names in self.members.iter().map(|(names, _)| names).filter(is_shared) {
            told.say(format!(
                "{} test the same hypothesis, which counts once however often it is shown.",
                names.join(" and ")
            ));
        }
        let (one, several) = if count < shown { ("hypothesis", " hypotheses") } else { ("one", "") };
        if count == 1 {
            told.say(format!(
                "It is the only {one} of {}: {} leaves a single p-value as it is, {}.",
                self.name,
                name(correction),
                short(own)
            ));
            return own;
        }
        told.say(format!(
            "It is one of {count}{several} that are shown and corrected together, {} ({}): {order}.",
            self.name,
            name(correction)
        ));
        let mut sorted: Vec<usize> = (0..count).collect();
        let p = |at: usize| self.members.get(at).map_or(1.0, |(_, p)| *p);
        sorted.sort_by(|&a, &b| p(a).total_cmp(&p(b)));
        let factor = |place: usize| match correction {
            Correction::BenjaminiHochberg => real(count as u64) / real(place as u64 + 1),
            _ => real((count - place) as u64),
        };
        let products: Vec<f64> =
            sorted.iter().enumerate().map(|(place, &at)| p(at) * factor(place)).collect();
        let corrected = match correction {
            Correction::BenjaminiHochberg => {
                running(products.iter().rev(), f64::min, 1.0).into_iter().rev().collect()
            }
            _ => running(products.iter(), |floor, product| floor.max(product.min(1.0)), 0.0),
        };
        let rows = sorted.iter().zip(&products).zip(&corrected).enumerate();
        let rows = rows.map(|(place, ((&at, product), corrected))| {
            let name = self.members.get(at).map(|(names, _)| names.join(" = ")).unwrap_or_default();
            let mark = if at == self.own { " ←" } else { "" };
            vec![
                name,
                short(p(at)),
                format!("× {}", short(factor(place))),
                short(*product),
                format!("{}{mark}", short(*corrected)),
            ]
        });
        told.table(&["comparison", "p", "multiplier", "product", "corrected p"], rows.collect());
        let place = sorted.iter().position(|&at| at == self.own);
        let found = place.and_then(|place| corrected.get(place).copied()).unwrap_or(own);
        told.say(format!("Corrected, p = {}.", short(found)));
        found
    }
}

/// Each value with those before it.
fn running<'a>(
    values: impl Iterator<Item = &'a f64>,
    with: impl Fn(f64, f64) -> f64,
    start: f64,
) -> Vec<f64> {
    values
        .scan(start, |so_far, value| {
            *so_far = with(*so_far, *value);
            Some(*so_far)
        })
        .collect()
}

fn name(correction: Correction) -> &'static str {
    match correction {
        Correction::Holm => "Holm's correction",
        Correction::BenjaminiHochberg => "Benjamini and Hochberg's correction",
        Correction::None => "no correction",
    }
}
