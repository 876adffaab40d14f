//! The texts of each chart and its table: titles that state the finding, subtitles with measure, place and
//! period, descriptions for screen readers, reading help, captions.

use fixed_decimal::Decimal;
use serde::Serialize;

use super::Words;
use super::fill::fill;
use super::texts::Plural;
use super::texts::Text;
use crate::figures::Head;
use crate::statistics::Verdict;

/// All texts of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureTexts {
    /// The finding.
    pub title: String,
    /// Measure, place and period.
    pub subtitle: String,
    /// The picture in words.
    pub description: String,
    /// How to read the chart.
    pub how_to_read: String,
    /// Caption of the table of its numbers.
    pub caption: String,
}

impl Words {
    /// Those sentences that hold.
    pub(crate) fn sentences(sentences: impl IntoIterator<Item = (bool, String)>) -> String {
        let held = sentences.into_iter().filter(|(holds, _)| *holds).map(|(_, sentence)| sentence);
        held.collect::<Vec<_>>().join(" ")
    }

    /// Regions by name up to three, else how many.
    pub(crate) fn named_regions(&self, names: &[&str]) -> String {
        self.named_or(names, &self.texts.numbers.regions, |names| self.list(names))
    }

    pub(crate) fn named_or(
        &self,
        names: &[&str],
        things: &Plural,
        told: impl Fn(&[&str]) -> String,
    ) -> String {
        match names.len() {
            0..=3 => told(names),
            many => self.counted(things, &Decimal::from(many)),
        }
    }

    /// A title that says what is above and what is below, and since when.
    pub(crate) fn verdicts_title<'a>(
        [only_above, only_below, both, none]: [&Text; 4],
        named: impl Fn(&[&str]) -> String,
        verdicts: impl Iterator<Item = (&'a str, Verdict)>,
        more: impl IntoIterator<Item = (&'static str, String)>,
    ) -> String {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for (name, verdict) in verdicts {
            match verdict {
                Verdict::Above => above.push(name),
                Verdict::Below => below.push(name),
                Verdict::Unclear => {}
            }
        }
        let pattern = match (above.is_empty(), below.is_empty()) {
            (true, true) => none,
            (false, true) => only_above,
            (true, false) => only_below,
            (false, false) => both,
        };
        let values = [("above", named(&above)), ("below", named(&below))].into_iter().chain(more);
        fill(pattern, &values.collect::<Vec<_>>())
    }

    /// What a figure of the reported period is about, and the confidence of its intervals.
    pub(crate) fn dated_subject(&self, head: &Head, base: Option<String>) -> [(&'static str, String); 2] {
        let period = head.period.map(|period| self.period(period));
        [
            ("subject", self.subject(head, period, base)),
            ("confidence", self.confidence(head.method.confidence)),
        ]
    }

    /// What a figure is about, as far as there is something to name: the organisation, the time, the base.
    pub(crate) fn subject(&self, head: &Head, time: Option<String>, base: Option<String>) -> String {
        let everybody = || self.texts.figure.everybody.to_string();
        let named = head.organisation.is_some() || time.is_some();
        let who = head.organisation.clone().or_else(|| (!named).then(everybody));
        self.list(&[who, time, base].into_iter().flatten().collect::<Vec<_>>())
    }
}
