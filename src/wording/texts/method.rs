//! Which wordings the account of the data and the definitions need.

use crate::wording::text::{Text, wordings};

wordings! {
    /// What was read and what was left out.
    pub(crate) struct Quality {
        /// `{read}`, `{used}`, `{rejected}`
        pub(crate) rows: Text,
        /// `{read}`
        pub(crate) rows_all_used: Text,
        /// `{n}`
        pub(crate) rows_before: Text,
        /// `{n}`
        pub(crate) rows_after: Text,
        /// `{n}`
        pub(crate) region_not_stated: Text,
        /// What all files were read as: `{how}`, a list of what follows
        pub(crate) read_as: Text,
        pub(crate) workbook: Text,
        /// `{packing}`
        pub(crate) packed: Text,
        /// `{mark}`
        pub(crate) delimiter: Text,
        pub(crate) delimiter_tab: Text,
        /// `{name}`
        pub(crate) sheet: Text,
        /// `{n}`
        pub(crate) header_row: Text,
        /// `{format}`
        pub(crate) date_format: Text,
        /// `{format}`
        pub(crate) date_format_stated: Text,
        /// `{zone}` as the IANA database calls it
        pub(crate) time_zone: Text,
        /// Stand for a digit of the day, month and year in a date format.
        pub(crate) date_letters: [Text; 3],
        /// `{n}`
        pub(crate) after_report: Text,
        /// `{n}`
        pub(crate) last_counts: Text,
        /// `{n}`
        pub(crate) first_counts: Text,
        /// `{n}`
        pub(crate) no_answer: Text,
        /// `{n}`
        pub(crate) not_meant: Text,
        /// `{n}`
        pub(crate) blank: Text,
        /// `{n}`
        pub(crate) rows_short: Text,
        /// `{n}`
        pub(crate) rows_labelled: Text,
        pub(crate) decimal_comma: Text,
        pub(crate) decimal_point: Text,
        /// `{encoding}`
        pub(crate) encoding_stated: Text,
        /// `{encoding}`
        pub(crate) encoding_marked: Text,
        /// `{encoding}`
        pub(crate) encoding_guessed: Text,
        /// `{limit}`
        pub(crate) max_rejected: Text,
        /// `{file}`, `{rows}`: numbers of rows
        pub(crate) row_places: Text,
        pub(crate) ragged_row: Text,
        pub(crate) blank_client: Text,
        pub(crate) score_not_a_number: Text,
        pub(crate) score_not_whole: Text,
        pub(crate) score_out_of_scale: Text,
        pub(crate) neither_yes_nor_no: Text,
        pub(crate) unknown_outcome: Text,
        pub(crate) outside_base: Text,
        pub(crate) blank_date: Text,
        pub(crate) unreadable_date: Text,
        pub(crate) no_weight: Text,
    }

    /// How the figures were made: for each entry a term and a text.
    pub(crate) struct Method {
        pub(crate) nps_term: Text,
        pub(crate) nps: Text,
        pub(crate) nps_source: Text,
        pub(crate) groups_term: Text,
        /// `{low}`, `{high}`, `{promoters}`, `{passives}`, `{detractors}`: ranges of scores
        pub(crate) groups: Text,
        /// `{low}`, `{high}`, `{promoters}`, `{detractors}`
        pub(crate) groups_without_passives: Text,
        pub(crate) period_term: Text,
        /// `{period}` as a heading gives it, `{first_day}`, `{last_day}`, `{day}`
        pub(crate) period: Text,
        /// `{day}`
        pub(crate) undated_period: Text,
        pub(crate) weeks_term: Text,
        pub(crate) weeks: Text,
        pub(crate) interval_term: Text,
        /// `{confidence}`
        pub(crate) interval: Text,
        pub(crate) interval_source: Text,
        pub(crate) change_term: Text,
        /// `{alpha}`: a p-value
        pub(crate) change: Text,
        pub(crate) rest_term: Text,
        pub(crate) rest: Text,
        pub(crate) holm_term: Text,
        /// `{alpha}`: a percentage
        pub(crate) holm: Text,
        pub(crate) holm_source: Text,
        pub(crate) bases_term: Text,
        /// `{hide_below}`, `{low_base}`
        pub(crate) bases: Text,
        /// `{low_base}`
        pub(crate) bases_all_shown: Text,
        pub(crate) levels_term: Text,
        /// `{levels}`
        pub(crate) levels: Text,
        /// `{name}`, `{to}`
        pub(crate) level_below: Text,
        /// `{name}`, `{from}`
        pub(crate) level_from: Text,
        pub(crate) benchmarks_term: Text,
        pub(crate) benchmarks: Text,
        pub(crate) rounding_term: Text,
        pub(crate) rounding: Text,
    }
}
