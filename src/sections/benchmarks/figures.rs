//! The score against stated benchmarks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::figures::{Estimate, Versus, against_all};
use crate::sections::View;

/// The period against stated benchmarks that are for no single region; absent where none is stated.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Benchmarks(pub Vec<Versus>);

impl Benchmarks {
    /// The same from counts.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let config = view.counts.config;
        let general: Vec<_> = config.benchmarks.iter().filter(|stated| stated.region.is_none()).collect();
        let sample = view.head.overall.estimate().and_then(Estimate::sample);
        (!general.is_empty()).then(|| Self(against_all(sample, &general, config)))
    }
}
