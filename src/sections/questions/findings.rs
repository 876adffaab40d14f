//! What the further questions offer as key findings.

use super::Unit;
use super::show::id_of;
use super::types::{Asked, Gap, Line, Questions};
use super::words::{Said, moved};
use crate::sections::finding::{Candidate, KeyFinding, KeyFindingKind, Look, Says, Told};
use crate::statistics::{Trend, Verdict};
use crate::wording::Words;

/// What a question measures has changed.
pub(super) const CHANGE: KeyFindingKind = KeyFindingKind::new("question_change");

impl Questions {
    /// The clear changes, those of each question once.
    pub(super) fn offered(&self, look: Look<'_>) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (question, asked) in self.0.iter().enumerate() {
            let changes = asked.measures.iter().enumerate().flat_map(|(place, line)| {
                (0..line.changes.len())
                    .filter_map(move |at| changed(look, self.path(), (question, place, at), (asked, line)))
            });
            found.extend(changes);
        }
        found
    }

    /// One of them in words.
    pub(super) fn told(&self, finding: &KeyFinding, words: &Words) -> Option<Told> {
        let [question, place, at, ..] = finding.places()[..] else { return None };
        let is_own = finding.kind == CHANGE && finding.figures.iter().any(|of| of.starts_with(self.path()));
        let asked = self.0.get(question).filter(|_| is_own)?;
        let line = asked.measures.get(place)?;
        let change = line.changes.get(at)?;
        let said = Said::of(self, words);
        let unit = line.measure.unit(&asked.question);
        let id = id_of(unit, self, asked);
        let pattern = match change.comparison.as_ref()?.verdict {
            Trend::Improved => &said.texts.finding_rose,
            Trend::Declined => &said.texts.finding_fell,
            Trend::NoClearChange => return None,
        };
        let values = vec![
            ("line", said.quoted_line((asked, line))),
            ("now", said.value(line.now.estimate()?.value, unit)),
            ("then", said.value(change.then.estimate()?.value, unit)),
            ("earlier", words.period_inside(change.period)),
        ];
        Some(Told::new(id, (pattern, values)))
    }
}

fn changed(
    look: Look<'_>,
    path: &str,
    (question, place, at): (usize, usize, usize),
    (asked, line): (&Asked, &Line),
) -> Option<Candidate> {
    moved(line, at).filter(|verdict| *verdict != Verdict::Unclear)?;
    let Gap { gap, p_adjusted, .. } = line.changes.get(at)?.comparison?;
    let of = format!("{path}/{question}/measures/{place}");
    let figures =
        vec![format!("{of}/changes/{at}/comparison"), format!("{of}/changes/{at}/then"), format!("{of}/now")];
    // A mean counts by how much of its scale it has moved.
    let unit = line.measure.unit(&asked.question);
    let points = match unit {
        Unit::Points | Unit::Share | Unit::Outcome | Unit::Option => unit.shown(gap),
        Unit::Scale([low, high]) => 100.0 * gap / f64::from(high - low),
    };
    let weight = points.abs() * look.certainty(p_adjusted);
    let says = Says::This(format!("{path} {question} changed"));
    Some(Candidate { kind: CHANGE, figures, weight, says, alone: false })
}
