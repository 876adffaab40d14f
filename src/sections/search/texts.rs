//! What is said of the search.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of the pair that stands out.
    pub(crate) struct SearchTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{first_cut}`, `{first}`, `{second_cut}`, `{second}`, `{nps}`, `{points}`: the pair is above all else, or below.
        pub(crate) above: Text,
        pub(crate) below: Text,
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        /// `{subject}`
        pub(crate) caption: Text,
        /// `{p}`, `{pairs}`, `{values}`, `{hypotheses}`
        pub(crate) looked: Text,
        /// `{first}`, `{second}`: the answers with both values; with the first and not the second.
        pub(crate) both: Text,
        pub(crate) without: Text,
        /// All that do not have both.
        pub(crate) rest: Text,
        /// The head of the column of answers.
        pub(crate) answers: Text,
        /// What the method calls it, and how it is made.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }

    /// What explains the pair that stands out.
    pub(crate) struct ExplainTexts {
        /// What explains a value, and by what it was found.
        pub(crate) of_value: [Text; 2],
        /// What explains numbers of values, pairs and hypotheses, and how each comes about.
        pub(crate) of_values: [Text; 2],
        pub(crate) of_pairs: [Text; 2],
        pub(crate) of_hypotheses: [Text; 2],
        /// What explains the p-value of the pair; how it comes about; its corrected one; whether it stands out.
        pub(crate) of_p: Text,
        pub(crate) largest: Text,
        pub(crate) of_p_adjusted: Text,
        pub(crate) of_verdict: Text,
        /// What is corrected together.
        pub(crate) family: Text,
    }
}
