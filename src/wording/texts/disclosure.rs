//! Which wordings the account of how a survey was made needs.

use crate::wording::text::{Text, wordings};

wordings! {
    /// How the survey was made: a term for each item.
    pub(crate) struct Disclosure {
        pub(crate) commissioned_by: Text,
        pub(crate) conducted_by: Text,
        pub(crate) question: Text,
        pub(crate) languages: Text,
        pub(crate) population: Text,
        pub(crate) source: Text,
        pub(crate) selection: Text,
        pub(crate) by_chance: Text,
        /// That people were chosen by chance.
        pub(crate) chosen_by_chance: Text,
        /// That they were not, and what that means.
        pub(crate) not_by_chance: Text,
        pub(crate) collected: Text,
        pub(crate) channels: Text,
        pub(crate) fieldwork: Text,
        /// What the data tell of the days.
        pub(crate) days_term: Text,
        /// `{first}`, `{last}`
        pub(crate) days: Text,
        /// `{day}`
        pub(crate) one_day: Text,
        pub(crate) processing: Text,
        /// What was done to the rows here.
        pub(crate) rows_term: Text,
        pub(crate) rows_all_used: Text,
        /// `{n}`, `{read}`
        pub(crate) rows_unused: Text,
        pub(crate) not_repeated: Text,
        /// `{n}`
        pub(crate) repeated: Text,
        /// `{n}`
        pub(crate) about_repeated: Text,
        pub(crate) limits: Text,
        pub(crate) weighting: Text,
        /// That answers are not weighted.
        pub(crate) unweighted: Text,
        pub(crate) not_stated: Text,
    }
}
