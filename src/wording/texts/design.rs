//! Which wordings weights, clusters and populations need.

use crate::wording::text::{Text, wordings};

wordings! {
    /// What answers weigh, and what they are worth by it.
    pub(crate) struct Design {
        /// `{precision}`, `{n}`: added to what is said of a score.
        pub(crate) precision: Text,
        /// `{precision}`: the same of a census.
        pub(crate) census: Text,
        /// The effective number of a census.
        pub(crate) everyone: Text,
        /// Caption of the table.
        pub(crate) caption: Text,
        /// Heads of its columns: what, answers, weighted, effective, design effect, clusters, population.
        pub(crate) head: [Text; 7],
        /// Under figures that show numbers of answers beside weighted shares.
        pub(crate) unweighted: Text,
        pub(crate) weights_term: Text,
        /// `{column}`: weights are given.
        pub(crate) weights: Text,
        pub(crate) raking_term: Text,
        /// `{margins}`
        pub(crate) raking: Text,
        /// `{column}`, `{shares}`: one of the margins.
        pub(crate) margin: Text,
        /// `{smallest}`, `{largest}`
        pub(crate) limits: Text,
        /// `{largest}`
        pub(crate) upper_limit: Text,
        pub(crate) raking_source: Text,
        pub(crate) effective_term: Text,
        pub(crate) effective: Text,
        /// How the effective number follows from weights.
        pub(crate) kish: Text,
        pub(crate) clusters_term: Text,
        /// `{column}`
        pub(crate) clusters: Text,
        pub(crate) clusters_alike: Text,
        pub(crate) clusters_source: Text,
        pub(crate) population_term: Text,
        pub(crate) population: Text,
    }
}
