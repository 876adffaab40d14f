//! Why the score changed, as a list of figures has it.

use super::Accounts;
use crate::figures::{Head, Listed};
use crate::statistics::Effect;

const SECTION: &str = "why";

impl Accounts {
    /// What each region or segment did to each change, and what they did together.
    pub(super) fn list_all(&self, head: &Head) -> Vec<Listed> {
        let listed = self.0.iter().flat_map(|why| {
            let cut = why.by.as_deref().unwrap_or("region");
            let all = [("all_mix", why.mix), ("all_rate", why.rate), ("all_turnover", why.turnover)];
            let all = all.map(|(measure, points)| Listed::new(SECTION, measure, points).by(cut, None));
            let lines = why.lines.iter().flat_map(move |line| {
                let done = match line.effect {
                    Effect::Stayed { mix, rate } => vec![("mix", mix), ("rate", rate)],
                    Effect::Entered { effect } => vec![("entered", effect)],
                    Effect::Left { effect } => vec![("left", effect)],
                };
                done.into_iter().map(move |(measure, points)| {
                    let figure = Listed::new(SECTION, measure, points);
                    match &line.region {
                        Some(region) => figure.by_region(cut, region),
                        None => figure.by(cut, Some("(too small to show)")),
                    }
                })
            });
            let against = Some(why.period.key());
            all.into_iter().chain(lines).map(move |figure| Listed { against: against.clone(), ..figure })
        });
        listed.map(|figure| figure.in_period(head.period)).collect()
    }
}
