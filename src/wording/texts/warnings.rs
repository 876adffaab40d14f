//! Which wordings the warnings about the data need.

use crate::wording::text::{Text, wordings};

wordings! {
    /// What could be read and should be doubted.
    pub(crate) struct Warnings {
        /// `{n}`
        pub(crate) number: Text,
        /// `{names}`
        pub(crate) regions: Text,
        /// `{names}`
        pub(crate) clients: Text,
        /// `{column}`, `{names}`
        pub(crate) values: Text,
        pub(crate) other_letters: Text,
        /// `{n}`
        pub(crate) more_names: Text,
        /// `{name}`
        pub(crate) quoted: Text,
        /// `{n}`, `{files}`
        pub(crate) repeated: Text,
        /// `{n}`, `{files}`
        pub(crate) about_repeated: Text,
        /// `{n}`, `{periods}`
        pub(crate) far_dates: Text,
        /// `{n}`, `{day}`
        pub(crate) future_dates: Text,
        /// `{n}`, `{day}`
        pub(crate) newer_answers: Text,
        /// `{day}`
        pub(crate) old_answers: Text,
        /// `{period}` as a heading gives it
        pub(crate) thin_period: Text,
        /// `{n}`, `{of}`, `{text}`
        pub(crate) date_order: Text,
        /// `{text}`, `{n}`, `{of}`, `{share}`
        pub(crate) score_left_out: Text,
        /// `{text}`, `{n}`, `{of}`, `{share}`
        pub(crate) date_left_out: Text,
        /// `{periods}`
        pub(crate) too_few_clients: Text,
        /// `{column}`, `{values}`
        pub(crate) weighed_together: Text,
        /// `{column}`, `{values}`, `{periods}`
        pub(crate) weighed_together_in: Text,
        /// `{answered}`, `{asked}`, `{rate}`, `{below}`
        pub(crate) low_response: Text,
        /// `{rate}`, `{then}`, `{earlier}`
        pub(crate) response_rose: Text,
        /// `{rate}`, `{then}`, `{earlier}`
        pub(crate) response_fell: Text,
        /// `{n}`, `{of}`
        pub(crate) unlisted: Text,
        /// `{n}`
        pub(crate) answered_again: Text,
        /// `{n}`
        pub(crate) answered_twice: Text,
        /// `{n}`
        pub(crate) early_answers: Text,
        /// `{column}`, `{n}`
        pub(crate) listed_elsewhere: Text,
        /// `{sheet}`, `{file}`, `{n}`
        pub(crate) hidden_rows: Text,
        /// `{files}`, `{encoding}`
        pub(crate) encoding_guessed: Text,
        /// `{n}`
        pub(crate) doubtful_names: Text,
        /// `{encoding}`; after the one before.
        pub(crate) taken_for: Text,
        /// `{column}`, `{files}`
        pub(crate) missing_column: Text,
        /// `{places}`
        pub(crate) faults: Text,
        /// `{name}`, `{n}`
        pub(crate) place: Text,
        /// `{n}`
        pub(crate) more_places: Text,
        /// In a list of places.
        pub(crate) no_region: Text,
    }
}
