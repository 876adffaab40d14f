//! Ways to ask for answers, and what each costs: what `plaudit plan` compares.

use crate::survey::Money;

/// Several ways to ask for answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Schemes {
    /// The currency of all prices, as it is stated.
    pub currency: String,
    /// What is said of value-added tax, such as `without VAT`.
    pub vat: Option<String>,
    /// How many of a million answers are expected to be detractors'; none where that is not stated.
    pub detractors: Option<u64>,
    /// Each of them.
    pub list: Vec<Scheme>,
}

/// A way to ask for answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// What it is called.
    pub name: String,
    /// What is paid once.
    pub setup: Money,
    /// What is paid for an answer.
    pub call: Money,
    /// What is paid for that of a detractor.
    pub detractor: Money,
    /// What is paid for each who is asked and does not answer.
    pub unanswered: Money,
    /// How many of a million who are asked answer; none where that is not stated.
    pub response_rate: Option<u64>,
    /// Whether detractors are asked why.
    pub reasons: bool,
}

/// Shares are stated in parts of this.
pub const MILLION: u64 = 1_000_000;
