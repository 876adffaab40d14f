//! A figure as a list of all figures has it: one row for a spreadsheet or a database, with no more than the page says.

use serde::Serialize;

use super::beside::{Beside, Chance};
use super::comparison::{Change, Comparison, Versus};
use super::estimate::{Estimate, Finding};
use super::outline::Scored;
use crate::survey::{Period, Region};

/// One figure. What it does not have is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// The part of the report that shows it; `overall` for what stands above all parts.
    pub section: &'static str,
    /// The question that it is of; none for the one that leads the report.
    pub question: Option<String>,
    /// Which of the options of the question it is of.
    pub option: Option<String>,
    /// The period that it is of.
    pub period: Option<Period>,
    /// What its answers are told apart by: the name of a column, or `score`, `participants` or `client`.
    pub cut: Option<String>,
    /// Their value; none where they name none, or are all.
    pub value: Option<String>,
    /// What it is: `nps`, `share`, `change` and so on.
    pub measure: &'static str,
    /// What it is held against: a period, a benchmark, `rest`.
    pub against: Option<String>,
    /// Its value, in the unit of the measure: points, shares from 0 to 1, answers.
    pub number: Option<f64>,
    /// Base: answers counted, unweighted.
    pub n: Option<u64>,
    /// The lower end of its interval, in the same unit.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The p-value of a comparison, after correction.
    pub p: Option<f64>,
    /// What a comparison says.
    pub verdict: Option<String>,
    /// `measured`, `hidden` or `no_answers`.
    pub state: &'static str,
}

/// The name that a value has in JSON.
fn name_of(value: impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

impl Listed {
    /// A figure of a part, which is measured.
    #[must_use]
    pub fn new(section: &'static str, measure: &'static str, number: f64) -> Self {
        Self { section, measure, number: Some(number), state: MEASURED, ..Self::default() }
    }

    /// A score, or that there is none.
    #[must_use]
    pub fn score<E: Scored>(section: &'static str, finding: &Finding<E>) -> Self {
        let none = Self { section, measure: "nps", ..Self::default() };
        match finding {
            Finding::NoAnswers => Self { state: "no_answers", ..none },
            Finding::Hidden { .. } => Self { state: "hidden", ..none },
            Finding::Measured(of) => Self {
                number: Some(of.nps().points()),
                n: Some(of.n()),
                low: Some(of.interval().low()),
                high: Some(of.interval().high()),
                state: MEASURED,
                ..none
            },
        }
    }

    /// The shares of its groups and the mean answer, where a score is measured.
    pub(crate) fn of_groups(section: &'static str, finding: &Finding) -> Vec<Self> {
        let Some(Estimate { n, shares, mean, .. }) = finding.estimate() else { return Vec::new() };
        let groups = [
            ("promoters", shares.promoters),
            ("passives", shares.passives),
            ("detractors", shares.detractors),
            ("mean", *mean),
        ];
        groups.map(|(measure, number)| Self { n: Some(*n), ..Self::new(section, measure, number) }).to_vec()
    }

    /// A difference of two scores; nothing where there is none.
    pub(crate) fn difference<V: Serialize>(
        (section, measure): (&'static str, &'static str),
        against: &str,
        comparison: Option<&Comparison<V>>,
    ) -> Option<Self> {
        let Comparison { difference, p_adjusted, verdict, .. } = comparison?;
        Some(Self::new(section, measure, difference.points()).compared(against, *p_adjusted, verdict))
    }

    /// The same as a difference from something else.
    pub(crate) fn compared(self, against: &str, p: f64, verdict: impl Serialize) -> Self {
        Self { against: Some(against.to_owned()), p: Some(p), verdict: name_of(verdict), ..self }
    }

    /// A difference from the score of others, of whom no more is told than the page shows.
    pub(crate) fn beside(section: &'static str, against: &str, beside: Option<&Beside>) -> Option<Self> {
        let Beside { difference, p_adjusted, verdict } = beside?;
        Some(Self {
            against: Some(against.to_owned()),
            p: match p_adjusted {
                Chance::Rounded(p) => Some(*p),
                Chance::Below(_) | Chance::Above(_) => None,
            },
            verdict: name_of(verdict),
            ..Self::new(section, "difference", difference.points())
        })
    }

    /// A change since an earlier period.
    pub(crate) fn change(section: &'static str, change: &Change) -> Option<Self> {
        Self::difference((section, "change"), &change.period.key(), change.comparison.as_ref())
    }

    /// The value of a benchmark, the difference from it, and the chance of a target to be reached.
    pub(crate) fn versus(section: &'static str, versus: &Versus) -> Vec<Self> {
        let against = Some(versus.benchmark.name.clone());
        let value = Self::new(section, "benchmark", versus.benchmark.value.points());
        let value = Self { n: versus.benchmark.answers(), against: against.clone(), ..value };
        let difference =
            Self::difference((section, "difference"), &versus.benchmark.name, versus.comparison.as_ref());
        let chance = versus.chance_at_or_above;
        let chance =
            chance.map(|chance| Self { against, ..Self::new(section, "chance_at_or_above", chance) });
        [value].into_iter().chain(difference).chain(chance).collect()
    }

    /// The same of a period.
    #[must_use]
    pub fn in_period(self, period: Option<Period>) -> Self {
        Self { period, ..self }
    }

    /// The same of a value of a cut.
    #[must_use]
    pub fn by(self, cut: &str, value: Option<&str>) -> Self {
        Self { cut: Some(cut.to_owned()), value: value.map(str::to_owned), ..self }
    }

    /// The same of a region.
    pub(crate) fn by_region(self, cut: &str, region: &Region) -> Self {
        match region {
            Region::Named(name) => self.by(cut, Some(name)),
            Region::NotStated => self.by(cut, None),
            Region::Others => self.by(cut, Some("(others)")),
        }
    }
}

const MEASURED: &str = "measured";
