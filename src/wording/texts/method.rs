//! Which wordings the account of the data and the definitions need.

use super::{Text, wordings};

wordings! {
    /// What was read and what was left out.
    pub(in crate::wording) struct Quality {
        /// `{read}`, `{used}`, `{rejected}`
        pub(in crate::wording) rows: Text,
        /// `{read}`
        pub(in crate::wording) rows_all_used: Text,
        /// `{n}`
        pub(in crate::wording) rows_before: Text,
        /// `{n}`
        pub(in crate::wording) rows_after: Text,
        /// `{n}`
        pub(in crate::wording) region_not_stated: Text,
        /// `{format}`
        pub(in crate::wording) date_format: Text,
        /// `{zone}` as the IANA database calls it
        pub(in crate::wording) time_zone: Text,
        /// Stand for a digit of the day, month and year in a date format.
        pub(in crate::wording) date_letters: [Text; 3],
        /// `{n}`
        pub(in crate::wording) after_report: Text,
        /// `{n}`
        pub(in crate::wording) no_answer: Text,
        /// `{n}`
        pub(in crate::wording) blank: Text,
        /// `{n}`
        pub(in crate::wording) rows_short: Text,
        /// `{n}`
        pub(in crate::wording) rows_labelled: Text,
        pub(in crate::wording) decimal_comma: Text,
        pub(in crate::wording) decimal_point: Text,
        /// `{limit}`
        pub(in crate::wording) max_rejected: Text,
        /// `{file}`, `{rows}`: numbers of rows
        pub(in crate::wording) row_places: Text,
        pub(in crate::wording) ragged_row: Text,
        pub(in crate::wording) blank_client: Text,
        pub(in crate::wording) score_not_a_number: Text,
        pub(in crate::wording) score_not_whole: Text,
        pub(in crate::wording) score_out_of_scale: Text,
        pub(in crate::wording) blank_date: Text,
        pub(in crate::wording) unreadable_date: Text,
        pub(in crate::wording) no_weight: Text,
    }

    /// How the figures were made: for each entry a term and a text.
    pub(in crate::wording) struct Method {
        pub(in crate::wording) nps_term: Text,
        pub(in crate::wording) nps: Text,
        pub(in crate::wording) nps_source: Text,
        pub(in crate::wording) groups_term: Text,
        /// `{low}`, `{high}`, `{promoters}`, `{passives}`, `{detractors}`: ranges of scores
        pub(in crate::wording) groups: Text,
        /// `{low}`, `{high}`, `{promoters}`, `{detractors}`
        pub(in crate::wording) groups_without_passives: Text,
        pub(in crate::wording) period_term: Text,
        /// `{period}` as a heading gives it, `{first_day}`, `{last_day}`, `{day}`
        pub(in crate::wording) period: Text,
        /// `{day}`
        pub(in crate::wording) undated_period: Text,
        pub(in crate::wording) weeks_term: Text,
        pub(in crate::wording) weeks: Text,
        pub(in crate::wording) interval_term: Text,
        /// `{confidence}`
        pub(in crate::wording) interval: Text,
        pub(in crate::wording) interval_source: Text,
        pub(in crate::wording) change_term: Text,
        /// `{alpha}`: a p-value
        pub(in crate::wording) change: Text,
        pub(in crate::wording) rest_term: Text,
        pub(in crate::wording) rest: Text,
        pub(in crate::wording) holm_term: Text,
        /// `{alpha}`: a percentage
        pub(in crate::wording) holm: Text,
        pub(in crate::wording) holm_source: Text,
        pub(in crate::wording) bases_term: Text,
        /// `{hide_below}`, `{low_base}`
        pub(in crate::wording) bases: Text,
        /// `{low_base}`
        pub(in crate::wording) bases_all_shown: Text,
        pub(in crate::wording) levels_term: Text,
        /// `{levels}`
        pub(in crate::wording) levels: Text,
        /// `{name}`, `{to}`
        pub(in crate::wording) level_below: Text,
        /// `{name}`, `{from}`
        pub(in crate::wording) level_from: Text,
        pub(in crate::wording) benchmarks_term: Text,
        pub(in crate::wording) benchmarks: Text,
        pub(in crate::wording) rounding_term: Text,
        pub(in crate::wording) rounding: Text,
    }
}
