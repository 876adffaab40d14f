//! Which of several ways a figure is computed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the interval around a score is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// Wald's, with ¾, 1½ and ¾ answers added to detractors, passives and promoters.
    AdjustedWald,
    /// Wald's, of the answers as they are.
    Wald,
    /// Tango's score interval.
    Tango,
    /// Percentiles of seeded resamples.
    Bootstrap,
}

/// How several comparisons shown together are corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// Holm's: bounds the chance of even one false alarm.
    Holm,
    /// Benjamini and Hochberg's: bounds the share of false alarms among all alarms.
    BenjaminiHochberg,
    /// None: bounds the chance of a false alarm of each comparison by itself.
    None,
}
