//! Which wordings weights, clusters and populations need.

use super::{Text, wordings};

wordings! {
    /// What answers weigh, and what they are worth by it.
    pub(in crate::wording) struct Design {
        /// `{precision}`, `{n}`: added to what is said of a score.
        pub(in crate::wording) precision: Text,
        /// `{precision}`: the same of a census.
        pub(in crate::wording) census: Text,
        /// The effective number of a census.
        pub(in crate::wording) everyone: Text,
        /// Caption of the table.
        pub(in crate::wording) caption: Text,
        /// Heads of its columns: what, answers, weighted, effective, design effect, clusters, population.
        pub(in crate::wording) head: [Text; 7],
        /// Under figures that show numbers of answers beside weighted shares.
        pub(in crate::wording) unweighted: Text,
        pub(in crate::wording) weights_term: Text,
        /// `{column}`: weights are given.
        pub(in crate::wording) weights: Text,
        pub(in crate::wording) raking_term: Text,
        /// `{margins}`
        pub(in crate::wording) raking: Text,
        /// `{column}`, `{shares}`: one of the margins.
        pub(in crate::wording) margin: Text,
        /// `{smallest}`, `{largest}`
        pub(in crate::wording) limits: Text,
        /// `{largest}`
        pub(in crate::wording) upper_limit: Text,
        pub(in crate::wording) raking_source: Text,
        pub(in crate::wording) effective_term: Text,
        pub(in crate::wording) effective: Text,
        /// How the effective number follows from weights.
        pub(in crate::wording) kish: Text,
        pub(in crate::wording) clusters_term: Text,
        /// `{column}`
        pub(in crate::wording) clusters: Text,
        pub(in crate::wording) clusters_source: Text,
        pub(in crate::wording) population_term: Text,
        pub(in crate::wording) population: Text,
    }
}
