//! Which wordings explain this part.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What explains the account of the rows. Pairs are what is counted, and what is said of it.
    pub(crate) struct ExplainTexts {
        pub(crate) read: Text,
        pub(crate) used: Text,
        /// Names in formulas.
        pub(crate) read_name: Text,
        pub(crate) used_name: Text,
        pub(crate) with_faults: Text,
        pub(crate) outside: Text,
        /// Used rows by date: what is counted, and what the rows are.
        pub(crate) rows_before: [Text; 2],
        pub(crate) rows_shown: [Text; 2],
        pub(crate) rows_after: [Text; 2],
        pub(crate) undated: Text,
        /// `{first}`, `{last}`
        pub(crate) reaches: Text,
        pub(crate) no_region: Text,
        pub(crate) no_region_told: Text,
        pub(crate) max_rejected: [Text; 2],
        pub(crate) share_name: Text,
        pub(crate) share_form: Text,
        pub(crate) rows_short: [Text; 2],
        pub(crate) rows_labelled: [Text; 2],
        /// The first and the last day of the answers, the first, and the last one.
        pub(crate) days: [Text; 3],
        pub(crate) repeated: [Text; 2],
        pub(crate) after_report: Text,
        pub(crate) answered_again: Text,
        pub(crate) no_answer: Text,
        pub(crate) not_meant: Text,
        pub(crate) blank: Text,
        /// Of rows outside the question.
        pub(crate) no_fault: Text,
        pub(crate) warning: Text,
        /// `{column}`, `{of}`: the column that tells it
        pub(crate) shaped_rows: Text,
        /// Likewise.
        pub(crate) shaped_values: Text,
        /// `{column}`
        pub(crate) shaped_variants: Text,
        /// `{file}`
        pub(crate) file_rows: Text,
        /// `{file}`
        pub(crate) file_used: Text,
        /// `{file}`, `{reason}`
        pub(crate) file_rejected: Text,
        /// `{file}`
        pub(crate) file_outside: Text,
        /// `{file}`, `{sheet}`
        pub(crate) header_row: Text,
        /// `{file}`, `{sheet}`
        pub(crate) hidden_rows: Text,
        pub(crate) rejected: RejectedTexts,
    }

    /// What is said of columns that are shaped.
    pub(crate) struct ShapedTexts {
        /// `{column}`, `{n}`
        pub(crate) aliases: Text,
        /// `{column}`, `{of}`: the column that tells it
        pub(crate) table: Text,
        pub(crate) bands: Text,
        pub(crate) waves: Text,
        /// `{n}`
        pub(crate) blank: Text,
    }

    /// What is said of rows that are left out for a fault.
    pub(crate) struct RejectedTexts {
        /// `{reason}`
        pub(crate) what: Text,
        pub(crate) several: Text,
        /// `{rows}`
        pub(crate) first: Text,
    }
}
