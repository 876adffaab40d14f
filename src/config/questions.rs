//! The questions besides the one that leads the report.

use std::sync::Arc;

use super::level::LevelName;
use super::stated::{Named, Statistic};
use crate::comments::Dictionary;
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
    /// What its values are called, in its unit, lowest first; none where that is not stated.
    pub levels: Vec<LevelName>,
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
        /// Where its column is.
        side: Side,
    },
    /// As whether the question that leads the report has an answer that can be used.
    Response,
    /// As the names of what was chosen.
    Options(Options),
}

/// What stands for yes and for no where nothing else is stated.
pub(crate) const YES: [&str; 8] = ["yes", "y", "true", "1", "да", "так", "ja", "+"];
pub(crate) const NO: [&str; 8] = ["no", "n", "false", "0", "нет", "ні", "nein", "-"];

/// So many options of a question are told by name at most.
pub const MOST_OPTIONS: usize = 30;

/// So many ratings are held against the score at most.
pub const MOST_DRIVERS: usize = 12;

/// How the options of a question are written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// What stands between several in a cell; none where a cell holds one.
    pub separator: Option<String>,
    /// The columns, where each holds one option or says whether its own was chosen; none where one column holds all.
    pub columns: Vec<Named<String>>,
    /// Those that are told whatever was chosen, in their order; empty: those that the data hold.
    pub stated: Vec<Named<String>>,
    /// What finds them in comments; none where they are written as they are.
    pub dictionary: Option<Arc<Dictionary>>,
    /// Those that benchmarks are of.
    pub benchmarked: Vec<String>,
    /// Which of them is meant; none before the data have told which there are.
    pub meant: Option<Meant>,
}

/// One of the options of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// The one of that name.
    Named(String),
    /// All together that are none of these.
    Others(Vec<String>),
}

/// Where the column of a step is, where all who were asked stand in a list apart from the answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// In the rows of all who were asked: in the list, where there is one.
    #[default]
    Asked,
    /// In the answers, beside such a list.
    Answers,
}

/// What a row holds that is in the base of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// In which column.
    pub column: Named<String>,
    /// One of these values.
    pub values: Vec<String>,
    /// Where that column is.
    pub side: Side,
}

/// A stated benchmark of a question that does not lead the report.
#[derive(Debug, Clone, PartialEq)]
pub struct FurtherBenchmark {
    /// Its name.
    pub name: String,
    /// Which of the options it is of; none where the question has none.
    pub option: Option<String>,
    /// Its value in the unit of the question: points of the score, a mean on the scale, or the share of those who say yes or chose an
    /// option, 0 to 1.
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

impl Meant {
    /// Whether it is an option of that name.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        match self {
            Self::Named(own) => own == name,
            Self::Others(named) => !named.iter().any(|other| other == name),
        }
    }
}

impl Further {
    /// Every column of its answers.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &Named<String>> {
        let own = match &self.reads {
            Reads::Options(options) if !options.columns.is_empty() => options.columns.as_slice(),
            _ => std::slice::from_ref(&self.column),
        };
        own.iter()
    }

    /// The same as one question for each of these options, which says whether it was chosen; itself where it has none.
    #[must_use]
    pub fn by_option(self, found: &[Meant]) -> Vec<Self> {
        let Reads::Options(options) = &self.reads else { return vec![self] };
        let of = |meant: &Meant| {
            let name = match meant {
                Meant::Named(name) => name.clone(),
                Meant::Others(_) => String::new(),
            };
            let question = Question {
                of: Some(self.question.name.clone()),
                name: name.clone(),
                ..self.question.clone()
            };
            let is_own = |stated: &&FurtherBenchmark| stated.option.as_deref() == Some(name.as_str());
            let benchmarks = self.benchmarks.iter().filter(is_own).cloned().collect();
            let benchmarked = self.benchmarks.iter().filter_map(|stated| stated.option.clone()).collect();
            let meant = Some(meant.clone());
            let reads = Reads::Options(Options { benchmarked, meant, ..options.clone() });
            Self { question, column: self.column.clone(), reads, levels: Vec::new(), benchmarks }
        };
        found.iter().map(of).collect()
    }

    /// Whether it is told by the rows of all who were asked.
    #[must_use]
    pub fn is_of_asked(&self) -> bool {
        matches!(self.reads, Reads::Outcome { .. } | Reads::Response)
    }

    /// Which of the options of a question it is of; none where it has none.
    #[must_use]
    pub fn meant(&self) -> Option<&Meant> {
        match &self.reads {
            Reads::Options(options) => options.meant.as_ref(),
            _ => None,
        }
    }
}
