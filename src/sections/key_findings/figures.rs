//! The key findings: what a reader in a hurry should know, chosen by rule from the figures of a finished report.
//!
//! What became of the score since the period before comes first (failing that, since a year earlier), clear or not. Of
//! the rest only what is beyond chance at the report's level after correction can be a finding, most weight first:
//!
//! weight = size × certainty,
//!
//! the size in points of the score of all answers (what is about a region counts by the region's share of them), the
//! certainty 1 − p/α with the corrected p-value p and α = 1 − confidence: 0 for what is just beyond chance, 1 for what
//! is sure. 1 − p would be all but the same for everything beyond chance, and chance makes the largest differences out
//! of the smallest bases. A target that is neither clearly reached nor clearly missed comes after all these, with the
//! chance that it is. There are five findings at most, no more than two of them of a kind. None rests on a score that is
//! hidden or has a low base, whichever side of a comparison it is. Of equal weights, the order is that of
//! the parts as below, and within a part of what it offers first.
//!
//! None says what another one says: no clear change since either earlier period is one finding; of benchmarks that the
//! score is above one stands for all, and so of those below; a target and a benchmark of one value ask one thing, and so do
//! those of all answers and of the region that has them all; of two regions alone each is the other's rest; a region's
//! change that is the larger part of the score's is told as that.
//!
//! The number of those who answered is not judged: how large a share would do depends on who did not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Change, Comparison, Head, Since};
use crate::sections::finding::{Candidate, KeyFinding, KeyFindingKind, Look, Says, firm, is_clear};
use crate::sections::{Section, Sections};
use crate::statistics::Trend;
use crate::survey::Period;

/// How many findings there are at most.
const MOST: usize = 5;

/// How many of them are of a kind at most.
const MOST_OF_A_KIND: usize = 2;

/// Of equal weights those of these parts come first, in this order; those of others after them, in the order of the page.
const FIRST: [&str; 5] = ["why", "benchmarks", "trend", "participants", "regions"];

/// The score changed since an earlier period.
pub(crate) const CHANGE: KeyFindingKind = KeyFindingKind::new("change");
/// The answers show no change since an earlier period.
pub(crate) const NO_CLEAR_CHANGE: KeyFindingKind = KeyFindingKind::new("no_clear_change");

/// What matters most of all that a report says: at most five findings, the first one first.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
#[schemars(extend("maxItems" = 5))]
pub struct KeyFindings(pub Vec<KeyFinding>);

impl KeyFindings {
    /// The same, by the rule of this module; nothing where there is none.
    pub(crate) fn of(head: &Head, sections: &Sections) -> Option<Self> {
        Some(Self(key_findings(head, sections))).filter(|found| !found.0.is_empty())
    }
}

/// The key findings of a report, by the rule of this module; none where its score is hidden or has a low base.
#[must_use]
pub(crate) fn key_findings(head: &Head, sections: &Sections) -> Vec<KeyFinding> {
    let Some(now) = firm(&head.overall) else { return Vec::new() };
    let look = Look { head, sections, now };
    let lead = lead(look);
    let mut candidates: Vec<Candidate> = later_changes(look, lead.as_ref());
    let place = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
    let mut parts: Vec<(&str, &dyn Section)> = sections.each().collect();
    parts.sort_by_key(|(name, _)| place(name));
    for (_, part) in parts {
        let offered = part.candidates(look);
        let is_left =
            |said: &Candidate| !candidates.iter().any(|other| other.alone && other.says == said.says);
        let left: Vec<Candidate> = offered.into_iter().filter(is_left).collect();
        candidates.extend(left);
    }
    // A stable sort: equal ones stay in the order in which they were offered.
    candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut chosen: Vec<Candidate> = lead.into_iter().collect();
    for candidate in candidates {
        let of_a_kind = chosen.iter().filter(|other| other.kind == candidate.kind).count();
        let said = chosen.iter().any(|other| other.says.repeats(&candidate.says));
        if chosen.len() < MOST && of_a_kind < MOST_OF_A_KIND && !said {
            chosen.push(candidate);
        }
    }
    chosen.into_iter().map(|Candidate { kind, figures, .. }| KeyFinding { kind, figures }).collect()
}

/// A change between two firm scores, with its place.
fn change(look: Look<'_>, since: Since) -> Option<(usize, &Change, &Comparison<Trend>)> {
    let period = look.head.changes.iter().find(|change| change.since == since)?.period;
    change_since(look, since, period)
}

/// The same, where several periods are named.
pub(crate) fn change_since(
    look: Look<'_>,
    since: Since,
    period: Period,
) -> Option<(usize, &Change, &Comparison<Trend>)> {
    let is_it = |change: &Change| change.since == since && change.period == period;
    let at = look.head.changes.iter().position(is_it)?;
    let change = look.head.changes.get(at)?;
    firm(&change.then)?;
    Some((at, change, change.comparison.as_ref()?))
}

/// What became of the score: since the period before or, failing that, since a year earlier. Where neither shows a
/// change, that is one finding.
fn lead(look: Look<'_>) -> Option<Candidate> {
    let year = change(look, Since::YearEarlier);
    let (at, change, comparison) = change(look, Since::PreviousPeriod).or(year)?;
    let says = says_change(change.period);
    let mut figures = change_figures(at).to_vec();
    let (kind, weight) = if is_clear(comparison.verdict) {
        (CHANGE, look.weight(comparison, 1.0)?)
    } else {
        let other = |year: &(usize, &Change, &Comparison<Trend>)| {
            year.1.period != change.period && !is_clear(year.2.verdict)
        };
        figures.extend(year.filter(other).into_iter().flat_map(|(at, ..)| change_figures(at)));
        (NO_CLEAR_CHANGE, 0.0)
    };
    figures.push("/overall".to_owned());
    Some(Candidate { kind, figures, weight, says, alone: false })
}

/// The changes since a year earlier and since named periods, where they are not told yet.
fn later_changes(look: Look<'_>, lead: Option<&Candidate>) -> Vec<Candidate> {
    let later = look.head.changes.iter().filter(|change| change.since != Since::PreviousPeriod);
    let candidate = |change: &Change| {
        let (at, earlier, comparison) = change_since(look, change.since, change.period)?;
        let says = says_change(earlier.period);
        let weight = look.weight(comparison, 1.0).filter(|_| is_clear(comparison.verdict))?;
        let told = lead.is_some_and(|lead| lead.says == says);
        let [change, then] = change_figures(at);
        let figures = vec![change, then, "/overall".to_owned()];
        (!told).then_some(Candidate { kind: CHANGE, figures, weight, says, alone: false })
    };
    later.filter_map(candidate).collect()
}

fn says_change(since: Period) -> Says {
    Says::This(format!("change {}", since.key()))
}

fn change_figures(at: usize) -> [String; 2] {
    [format!("/changes/{at}/comparison"), format!("/changes/{at}/then")]
}
