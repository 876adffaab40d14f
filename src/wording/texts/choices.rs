//! What a page says of the method chosen, where the config leaves a choice, and of what that makes of benchmarks.

use crate::wording::text::{Text, wordings};

wordings! {
    /// One wording for each choice but the default's, which stand with the other definitions.
    pub(crate) struct Choices {
        /// `{confidence}`
        pub(crate) wald: Text,
        pub(crate) wald_source: Text,
        /// `{confidence}`
        pub(crate) tango: Text,
        pub(crate) tango_source: Text,
        /// `{confidence}`, `{resamples}`, `{seed}`
        pub(crate) bootstrap: Text,
        pub(crate) bootstrap_source: Text,
        /// `{alpha}`: a percentage
        pub(crate) benjamini_hochberg: Text,
        pub(crate) benjamini_hochberg_source: Text,
        /// `{alpha}`: a percentage
        pub(crate) uncorrected: Text,
        /// `{alpha}`: a p-value; when a difference is called clear without a correction.
        pub(crate) uncorrected_change: Text,
        /// Head of a column of p-values, corrected by Holm.
        pub(crate) p_holm: Text,
        /// The same by Benjamini and Hochberg.
        pub(crate) p_benjamini_hochberg: Text,
        /// The same without a correction.
        pub(crate) p_uncorrected: Text,
        /// `{earlier}`, `{n}`: who moved, corrected by Benjamini and Hochberg.
        pub(crate) moved_benjamini_hochberg: Text,
        /// `{earlier}`, `{n}`
        pub(crate) moved_uncorrected: Text,
        /// `{alpha}`: a percentage; all clients of a table together.
        pub(crate) clients_benjamini_hochberg: Text,
        /// `{alpha}`: a percentage
        pub(crate) clients_uncorrected: Text,
        /// In place of the text on benchmarks that are all exact.
        pub(crate) benchmarks_with_answers: Text,
        pub(crate) target_term: Text,
        pub(crate) target: Text,
        /// `{chance}`: a percentage
        pub(crate) chance: Text,
        /// The same as a column head.
        pub(crate) chance_head: Text,
    }
}
