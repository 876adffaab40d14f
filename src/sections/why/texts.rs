//! Which wordings explain this part.

use crate::wording::Text;
use crate::wording::texts::{Plural, wordings};

wordings! {
    /// What explains why the score changed. `{whose}` is a line by name, `{by}` what the lines are.
    pub(crate) struct ExplainTexts {
        /// What the lines are that are not of a column.
        pub(crate) region: Text,
        /// `{then}`, `{by}`
        pub(crate) listed: Text,
        /// `{then}`, `{now}`, `{by}`
        pub(crate) account: Text,
        /// `{then}`, `{now}`, `{by}`
        pub(crate) mix: Text,
        /// `{then}`, `{now}`, `{by}`
        pub(crate) rate: Text,
        /// `{then}`, `{now}`, `{by}`
        pub(crate) turnover: Text,
        /// Of all lines, in place of a formula.
        pub(crate) sum: Text,
        /// `{after}`, `{before}`
        pub(crate) that_is: Text,
        /// `{whose}`
        pub(crate) line: Text,
        /// `{points}`
        pub(crate) in_all: Text,
        /// `{whose}`
        pub(crate) kind: Text,
        pub(crate) stayed: Text,
        pub(crate) entered: Text,
        pub(crate) left: Text,
        /// `{whose}`
        pub(crate) mix_of: Text,
        /// `{whose}`
        pub(crate) rate_of: Text,
        /// `{whose}`
        pub(crate) turnover_of: Text,
        /// A column head.
        pub(crate) side_share: Text,
        /// `{n}`, `{column}`
        pub(crate) rows_behind: Plural,
        /// `{whose}`, `{of}`
        pub(crate) share: Text,
        /// How a share comes about, and its name.
        pub(crate) share_form: Text,
        pub(crate) share_name: Text,
        /// `{share}`
        pub(crate) share_of_unnamed: Text,
        /// `{whose}`, `{period}`
        pub(crate) nps: Text,
        pub(crate) unnamed: Text,
        /// `{detractors}`, `{passives}`, `{promoters}`
        pub(crate) shares: Text,
        /// Why a line lacks one of its sides.
        pub(crate) nobody: Text,
    }
}
