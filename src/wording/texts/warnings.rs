//! Which wordings the warnings about the data need.

use super::{Text, wordings};

wordings! {
    /// What could be read and should be doubted.
    pub(in crate::wording) struct Warnings {
        /// `{n}`
        pub(in crate::wording) number: Text,
        /// `{names}`
        pub(in crate::wording) regions: Text,
        /// `{names}`
        pub(in crate::wording) clients: Text,
        /// `{column}`, `{names}`
        pub(in crate::wording) values: Text,
        pub(in crate::wording) other_letters: Text,
        /// `{n}`
        pub(in crate::wording) more_names: Text,
        /// `{name}`
        pub(in crate::wording) quoted: Text,
        /// `{n}`, `{files}`
        pub(in crate::wording) repeated: Text,
        /// `{n}`, `{files}`
        pub(in crate::wording) about_repeated: Text,
        /// `{n}`, `{periods}`
        pub(in crate::wording) far_dates: Text,
        /// `{n}`, `{day}`
        pub(in crate::wording) future_dates: Text,
        /// `{n}`, `{day}`
        pub(in crate::wording) newer_answers: Text,
        /// `{day}`
        pub(in crate::wording) old_answers: Text,
        /// `{period}` as a heading gives it
        pub(in crate::wording) thin_period: Text,
        /// `{n}`, `{of}`, `{text}`
        pub(in crate::wording) date_order: Text,
        /// `{text}`, `{n}`, `{of}`, `{share}`
        pub(in crate::wording) score_left_out: Text,
        /// `{text}`, `{n}`, `{of}`, `{share}`
        pub(in crate::wording) date_left_out: Text,
        /// `{places}`
        pub(in crate::wording) faults: Text,
        /// `{name}`, `{n}`
        pub(in crate::wording) place: Text,
        /// `{n}`
        pub(in crate::wording) more_places: Text,
        /// In a list of places.
        pub(in crate::wording) no_region: Text,
    }
}
