//! The parts of a whole against the rest of it.

use std::collections::BTreeMap;

use super::compare::{asked_of_parts, compare};
use super::comparison::Comparison;
use super::counted::Figures;
use super::parts::sample_of;
use crate::facts::Part;
use crate::statistics::{Measure, Rest, Verdict, Whole};
use crate::survey::{Answers, Region};

/// Each of these parts against all others together, as one family; none of one that may not be shown.
pub(crate) fn against_rest(
    figures: Figures<'_>,
    parts: &BTreeMap<Region, Part>,
) -> Vec<Option<Comparison<Verdict>>> {
    let method = figures.config.method;
    let total = parts.values().fold(Answers::default(), |mut sum, part| {
        sum += &part.answers;
        sum
    });
    let total = Whole::new(total, &figures.config.question.scale);
    let asked = asked_of_parts(&parts.values().map(|part| part.counts.n() > 0).collect::<Vec<_>>());
    let rest = parts.iter().zip(asked).map(|((region, part), asked)| {
        let [own, elsewhere] = figures.populations(region, only_other(parts, region));
        let Rest { summary, correlation } = total.without(&part.answers);
        let others = summary.sample.filter(|others| others.n() >= method.hide_below)?;
        let others = elsewhere.map_or(others, |population| others.out_of(population));
        Some((asked, Measure::Nps.difference(sample_of(part, figures, own)?, others, correlation)))
    });
    compare(&rest.collect::<Vec<_>>(), method)
}

/// The only other region with answers; none where there are several, or none.
fn only_other<'a>(parts: &'a BTreeMap<Region, Part>, region: &Region) -> Option<&'a Region> {
    let mut others = parts.iter().filter(|(other, part)| *other != region && part.counts.n() > 0);
    let (first, second) = (others.next(), others.next());
    first.filter(|_| second.is_none()).map(|(other, _)| other)
}
