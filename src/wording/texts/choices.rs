//! What a page says of the method chosen, where the config leaves a choice, and of what that makes of benchmarks.

use super::{Text, wordings};

wordings! {
    /// One wording for each choice but the default's, which stand with the other definitions.
    pub(in crate::wording) struct Choices {
        /// `{confidence}`
        pub(in crate::wording) wald: Text,
        pub(in crate::wording) wald_source: Text,
        /// `{confidence}`
        pub(in crate::wording) tango: Text,
        pub(in crate::wording) tango_source: Text,
        /// `{confidence}`, `{resamples}`, `{seed}`
        pub(in crate::wording) bootstrap: Text,
        pub(in crate::wording) bootstrap_source: Text,
        /// `{alpha}`: a percentage
        pub(in crate::wording) benjamini_hochberg: Text,
        pub(in crate::wording) benjamini_hochberg_source: Text,
        /// `{alpha}`: a percentage
        pub(in crate::wording) uncorrected: Text,
        /// `{alpha}`: a p-value; when a difference is called clear without a correction.
        pub(in crate::wording) uncorrected_change: Text,
        /// Head of a column of p-values, corrected by Holm.
        pub(in crate::wording) p_holm: Text,
        /// The same by Benjamini and Hochberg.
        pub(in crate::wording) p_benjamini_hochberg: Text,
        /// The same without a correction.
        pub(in crate::wording) p_uncorrected: Text,
        /// `{earlier}`, `{n}`: who moved, corrected by Benjamini and Hochberg.
        pub(in crate::wording) moved_benjamini_hochberg: Text,
        /// `{earlier}`, `{n}`
        pub(in crate::wording) moved_uncorrected: Text,
        /// `{alpha}`: a percentage; all clients of a table together.
        pub(in crate::wording) clients_benjamini_hochberg: Text,
        /// `{alpha}`: a percentage
        pub(in crate::wording) clients_uncorrected: Text,
        /// In place of the text on benchmarks that are all exact.
        pub(in crate::wording) benchmarks_with_answers: Text,
        pub(in crate::wording) target_term: Text,
        pub(in crate::wording) target: Text,
        /// `{chance}`: a percentage
        pub(in crate::wording) chance: Text,
        /// The same as a column head.
        pub(in crate::wording) chance_head: Text,
    }
}
