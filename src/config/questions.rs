//! The questions besides the one that leads the report.

use super::stated::{Named, Statistic};
use crate::survey::Question;

/// A question besides the one that leads the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Further {
    /// What was asked; its name is no other question's.
    pub question: Question,
    /// The column of its answers.
    pub column: Named<String>,
    /// How they are written.
    pub reads: Reads,
    /// What it is compared with.
    pub benchmarks: Vec<FurtherBenchmark>,
}

/// How answers are written.
#[derive(Debug, Clone, PartialEq)]
pub enum Reads {
    /// As whole numbers, alone or beside their labels.
    Numbers,
    /// As words, in small letters and canonical form.
    Words {
        /// Those that say yes.
        yes: Vec<String>,
        /// Those that say no.
        no: Vec<String>,
    },
    /// As values of a step, blank ones too.
    Outcome {
        /// Those of who went through it.
        values: Vec<String>,
        /// All that its column may hold; none where it may hold any.
        known: Option<Vec<String>>,
        /// What rows hold that it is of.
        bases: Vec<Base>,
    },
}

/// What a row holds that is in the base of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// In which column.
    pub column: Named<String>,
    /// One of these values.
    pub values: Vec<String>,
}

/// A stated benchmark of a question that does not lead the report.
#[derive(Debug, Clone, PartialEq)]
pub struct FurtherBenchmark {
    /// Its name.
    pub name: String,
    /// Its value in the unit of the question: points of the score, a mean on the scale, or the share of those who say yes, 0 to 1.
    pub value: f64,
    /// What the value is.
    pub statistic: Statistic,
    /// Year it stands for; always there but for a target.
    pub year: Option<i32>,
    /// Its own base, where known.
    pub n: Option<u64>,
    /// Where it was published; always there but for a target.
    pub source: Option<String>,
}
