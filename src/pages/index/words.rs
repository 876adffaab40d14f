//! The index of a batch: its head, what its parts found, and how its figures were made.

use std::collections::BTreeMap;

use fixed_decimal::Decimal;

use super::cell_words::{INNER, OUTER};
use crate::config::Audience;
use crate::figures::{Estimate, Finding, Since};
use crate::report::{Index, IndexRow, Tier};
use crate::sections::Sections;
use crate::sections::participants::Mean;
use crate::sections::questions::{Beside, Level, OfAll};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Client, Correction, Period};
use crate::wording::{IndexLabels, MethodEntry, Text, Words, fill};

const RANK_URL: &str = "https://doi.org/10.1111/rssc.12402";
const FUNNEL_URL: &str = "https://doi.org/10.1002/sim.1970";

/// How many clients of a tier did what.
#[derive(Default)]
struct Tally {
    changes: u64,
    rose: u64,
    fell: u64,
    compared: u64,
    above: u64,
    below: u64,
}

impl Tally {
    fn of(tier: &Tier) -> Self {
        let mut tally = Self::default();
        for row in &tier.rows {
            if let Some(change) = row.firm_change() {
                tally.changes += 1;
                tally.rose += u64::from(change.verdict == Trend::Improved);
                tally.fell += u64::from(change.verdict == Trend::Declined);
            }
            if let Some(rest) = row.firm_rest() {
                tally.compared += 1;
                tally.above += u64::from(rest.verdict == Verdict::Above);
                tally.below += u64::from(rest.verdict == Verdict::Below);
            }
        }
        tally
    }
}

/// Whether a client's base is low or its score hidden.
fn is_under_base(row: &IndexRow) -> bool {
    row.finding.estimate().is_none_or(|estimate| estimate.low_base)
}

impl Words {
    /// Fixed words of the index.
    #[must_use]
    pub fn index_labels(&self) -> &IndexLabels {
        &self.texts.index.labels
    }

    /// The finding in one sentence, without a full stop: the score of all answers, who moved and who stands
    /// apart, of the innermost clients.
    #[must_use]
    pub fn index_headline(&self, index: &Index) -> String {
        let texts = &self.texts.index;
        let Some(tier) = index.tiers.last().filter(|tier| !tier.rows.is_empty()) else {
            return self.dated(index.head.period, &texts.nobody, &texts.undated_nobody, Vec::new());
        };
        let mut values = vec![("clients", self.clients_of(tier.rows.len()))];
        let score = match &index.head.overall {
            Finding::Measured(estimate) => {
                values.push(("nps", self.nps(estimate.nps.points())));
                self.dated(index.head.period, &texts.score, &texts.undated_score, values)
            }
            Finding::Hidden { .. } | Finding::NoAnswers => {
                self.dated(index.head.period, &texts.no_score, &texts.undated_no_score, values)
            }
        };
        let tally = Tally::of(tier);
        match (self.moves(&tally), self.apart(&tally)) {
            (None, None) => score,
            (Some(finding), None) | (None, Some(finding)) => {
                fill(&texts.with_one, &[("score", score), ("finding", finding)])
            }
            (Some(finding), Some(another)) => {
                fill(&texts.with_two, &[("score", score), ("finding", finding), ("another", another)])
            }
        }
    }

    fn dated(
        &self,
        period: Option<Period>,
        dated: &Text,
        undated: &Text,
        mut values: Vec<(&'static str, String)>,
    ) -> String {
        match period {
            None => fill(undated, &values),
            Some(period) => {
                values.push(("period", self.period_inside(period)));
                fill(dated, &values)
            }
        }
    }

    /// Who moved; nothing where nobody can be compared.
    fn moves(&self, tally: &Tally) -> Option<String> {
        let texts = &self.texts.index;
        let of = |n: u64| self.counted(&texts.clients_of, &Decimal::from(n));
        Some(match (tally.changes, tally.rose, tally.fell) {
            (0, ..) => return None,
            (_, 0, 0) => texts.none_moved.to_string(),
            (_, rose, 0) => fill(&texts.rose, &[("rose", of(rose))]),
            (_, 0, fell) => fill(&texts.fell, &[("fell", of(fell))]),
            (_, rose, fell) => fill(&texts.rose_and_fell, &[("rose", of(rose)), ("fell", self.count(fell))]),
        })
    }

    /// Who stands apart; nothing where nobody can be compared.
    fn apart(&self, tally: &Tally) -> Option<String> {
        let texts = &self.texts.index;
        let pattern = match (tally.compared, tally.above, tally.below) {
            (0, ..) => return None,
            (_, 0, 0) => &texts.none_apart,
            (_, _, 0) => &texts.above,
            (_, 0, _) => &texts.below,
            _ => &texts.above_and_below,
        };
        Some(fill(pattern, &[("above", self.count(tally.above)), ("below", self.count(tally.below))]))
    }

    pub(crate) fn clients_of(&self, n: usize) -> String {
        self.counted(&self.texts.index.clients_of, &Decimal::from(n))
    }

    /// Clients with their number: `342 clients`.
    #[must_use]
    pub fn clients(&self, n: usize) -> String {
        self.counted(&self.texts.index.clients, &Decimal::from(n))
    }

    /// What a reader of the headline must know besides: whom the page is for, whose clients are counted, what of the common
    /// score, which own reports say otherwise, and why, and what of the last run.
    #[must_use]
    pub fn index_notes(&self, index: &Index) -> Vec<String> {
        let texts = &self.texts.index;
        let audience = match index.audience {
            Audience::Sender => &texts.for_sender,
            Audience::Clients => &texts.for_clients,
        };
        let nested = index.tiers.last().filter(|_| index.tiers.len() > 1);
        let innermost = nested.map(|tier| fill(&texts.innermost, &[("column", tier.column.as_str())]));
        let overall = self.note(&index.head.overall, &index.head.method).filter(|_| !index.tiers.is_empty());
        let rows = || index.tiers.iter().flat_map(|tier| &tier.rows);
        let own: Vec<&IndexRow> = rows().filter(|row| row.own_report_differs()).collect();
        let own_text = match index.head.method.correction {
            Correction::None => &texts.own_settings,
            Correction::Holm | Correction::BenjaminiHochberg => &texts.own_verdicts,
        };
        let outer = index.tiers.iter().rev().skip(1).flat_map(|tier| &tier.rows);
        let outer: BTreeMap<&Client, &IndexRow> = outer.map(|row| (&row.client, row)).collect();
        let whole = |row: &IndexRow| outer.get(&row.client.parent()?).copied();
        let tables = rows().filter(|row| whole(row).is_some_and(|whole| row.is_judged_otherwise_than(whole)));
        let low = nested.or(index.tiers.last()).map_or(&[][..], |tier| &tier.rows).iter();
        let low = low.filter(|row| row.is_clear_on_a_low_base());
        let differing = [
            (own_text, own),
            (&texts.other_table, tables.collect::<Vec<_>>()),
            (&texts.low_bases, low.collect::<Vec<_>>()),
        ];
        let differing = differing.iter().filter(|(_, rows)| !rows.is_empty());
        let differing = differing.map(|(text, rows)| fill(text, &[("clients", self.named_or_counted(rows))]));
        let notes = [audience.to_string()].into_iter().chain(innermost).chain(overall).chain(differing);
        notes.chain(self.last_run_notes(index)).collect()
    }

    /// How many clients are left out of something, one sentence each.
    #[must_use]
    pub fn index_counts(&self, index: &Index) -> String {
        let texts = &self.texts.index;
        let rows = || index.tiers.iter().flat_map(|tier| &tier.rows);
        let sentences = [
            (&texts.missing, index.missing.len()),
            (&texts.under_base, rows().filter(|row| is_under_base(row)).count()),
            (&texts.faults, rows().filter(|row| row.fault.is_some()).count()),
        ];
        let counted = sentences.into_iter().filter(|(_, n)| *n > 0);
        let sentences: Vec<String> =
            counted.map(|(pattern, n)| fill(pattern, &[("n", self.number_of(n))])).collect();
        sentences.join(" ")
    }

    /// Whose scores make the mean, and how it differs from the score of all answers.
    #[must_use]
    pub fn clients_mean(&self, mean: &Mean) -> String {
        let clients = self.counted(&self.texts.index.clients, &Decimal::from(mean.clients));
        fill(&self.texts.index.mean, &[("clients", clients)])
    }

    /// Since when clients are said to have moved, and of how many comparisons; that nobody did, where nobody
    /// did. Nothing where none can be compared.
    #[must_use]
    pub fn moved(&self, index: &Index, tier: &Tier) -> Option<String> {
        let texts = &self.texts.index;
        let tally = Tally::of(tier);
        let previous = index.head.changes.iter().find(|change| change.since == Since::PreviousPeriod);
        let earlier = previous.map(|change| change.period).or_else(|| Some(index.head.period?.previous()))?;
        let pattern = match tally {
            Tally { changes: 0, .. } => return None,
            Tally { rose: 0, fell: 0, .. } => &texts.nobody_moved,
            _ => self.clients_moved(&index.head.method),
        };
        let values = [("earlier", self.period_inside(earlier)), ("n", self.count(tally.changes))];
        Some(fill(pattern, &values))
    }

    /// Caption of the table of clients.
    #[must_use]
    pub fn clients_caption(&self, index: &Index) -> String {
        fill(&self.texts.index.table_caption, &self.dated_subject(&index.head, None))
    }

    /// What the table of further questions holds, and what they measured of all answers.
    #[must_use]
    pub fn questions_caption(&self, index: &Index) -> String {
        let texts = &self.texts.index;
        let of = |of: &OfAll| {
            let told = Beside::new(self, of);
            let values = [("name", told.name()), ("value", told.value(&of.finding))];
            fill(&texts.question_value, &values)
        };
        // A value may well have a comma of its own.
        let list = index.questions.iter().map(of).collect::<Vec<_>>().join("; ");
        let [subject, _] = self.dated_subject(&index.head, None);
        let caption = fill(&texts.questions_caption, &[subject, ("list", list)]);
        let mut rows = index.tiers.iter().flat_map(|tier| &tier.rows).flat_map(|row| &row.questions);
        let earlier = index.head.period.filter(|_| rows.any(|of| of.change.is_some()));
        earlier.map_or(caption.clone(), |period| {
            let earlier = ("earlier", self.period_inside(period.previous()));
            fill(&texts.questions_changes, &[("caption", caption), earlier])
        })
    }

    /// From how many answers a value is: `n = 34`.
    #[must_use]
    pub fn base_of(&self, level: &Level) -> String {
        let texts = &self.texts.index;
        let pattern = if level.low_base { &texts.base_low } else { &texts.base };
        fill(pattern, &[("n", self.count(level.n))])
    }

    /// Why a client is below the base: `too few answers`, `low base: fewer than 30 answers`.
    #[must_use]
    pub fn under_base_why(&self, index: &Index, row: &IndexRow) -> Option<String> {
        let low = |estimate: &Estimate| {
            let limit = [("limit", self.count(index.head.method.low_base))];
            estimate.low_base.then(|| fill(&self.texts.index.under_base_why, &limit))
        };
        row.finding.estimate().map_or_else(|| Some(self.missing(&row.finding).to_owned()), low)
    }

    /// The definitions that the index needs, in reading order: those of a report, then its own.
    #[must_use]
    pub fn index_method(&self, index: &Index) -> Vec<MethodEntry> {
        let texts = &self.texts.index;
        let level = index.head.method.confidence;
        let rows = || index.tiers.iter().flat_map(|tier| &tier.rows);
        let compared = rows().any(|row| row.rest.is_some() || row.change.is_some());
        let mut entries = self.method(&index.head, &Sections::default());
        if compared && index.head.changes.is_empty() {
            entries.extend(self.comparison_entries(&index.head.method));
        }
        let limits = [
            ("inner", self.percent_stated(INNER)),
            ("outer", self.percent_stated(OUTER)),
            ("outside", self.count(50)),
            ("far_outside", self.count(2)),
        ];
        let alpha = [("alpha", self.alpha_percent(level))];
        let confidence = [("confidence", self.confidence(level))];
        let own = [
            (
                index.tiers.iter().any(|tier| tier.mean.is_some()),
                MethodEntry::new(&texts.mean_term, &texts.mean_method),
            ),
            (rows().any(|row| row.rest.is_some()), MethodEntry::new(&texts.rest_term, &texts.rest)),
            (
                compared,
                MethodEntry::new(&texts.holm_term, fill(self.clients_corrected(&index.head.method), &alpha)),
            ),
            (
                rows().any(|row| row.rank.is_some()),
                MethodEntry::new(&texts.rank_term, fill(&texts.rank_method, &confidence))
                    .after(&texts.rank_source, RANK_URL),
            ),
            (
                index.tiers.iter().any(|tier| tier.funnel.is_some()),
                MethodEntry::new(&texts.funnel_term, fill(&texts.funnel_method, &limits))
                    .after(&texts.funnel_source, FUNNEL_URL),
            ),
        ];
        entries.extend(own.into_iter().filter(|(needed, _)| *needed).map(|(_, entry)| entry));
        entries
    }
}
