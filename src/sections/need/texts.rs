//! What is said of whether there are answers enough.

use crate::wording::Text;
use crate::wording::texts::{Plural, wordings};

wordings! {
    /// What is said of whether there are answers enough.
    pub(crate) struct NeedTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{n}` answers are enough, or that so many more are needed, for `{margin}`.
        pub(crate) enough: Plural,
        pub(crate) lacking: Plural,
        /// `{n}` of `{all}` regions and values have too few.
        pub(crate) parts: Plural,
        /// `{subject}`
        pub(crate) subtitle: Text,
        /// `{margin}`, `{confidence}`
        pub(crate) how: Text,
        /// `{subject}`
        pub(crate) caption: Text,
        /// `{cut}`, `{subject}`
        pub(crate) caption_by: Text,
        /// Heads the names of those whose answers are told, and names all.
        pub(crate) part_head: Text,
        pub(crate) all: Text,
        /// Heads: answers that there are, their margin, those that are needed for `{margin}`, those that lack, how many to ask.
        pub(crate) answers_head: Text,
        pub(crate) margin_head: Text,
        pub(crate) needed_head: Text,
        pub(crate) more_head: Text,
        pub(crate) invitations_head: Text,
        /// `{rate}`: what the number of those to ask goes by.
        pub(crate) at_rate: Text,
        /// Where a base is low.
        pub(crate) low_bases: Text,
        /// What the method calls it, and how it is worked out, with `{confidence}`.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }

    /// What explains it.
    pub(crate) struct ExplainTexts {
        /// What the config states.
        pub(crate) of_wanted: [Text; 2],
        /// `{of}`: what each figure is.
        pub(crate) of_n: Text,
        pub(crate) of_margin: Text,
        pub(crate) of_needed: Text,
        pub(crate) of_more: Text,
        pub(crate) of_invitations: Text,
        pub(crate) of_answered: Text,
        pub(crate) of_asked: Text,
        pub(crate) counted: Text,
        /// Where answers lie apart as all do.
        pub(crate) spread_of_all: Text,
        /// Where everybody has answered.
        pub(crate) everybody: Text,
        /// `{n}`: rounded up to so many.
        pub(crate) rounded_up: Text,
        pub(crate) enough: Text,
        /// `{answered}`, `{asked}`
        pub(crate) rate: Text,
        /// The symbols of how many say as much as one; what the answers are worth, and how many are needed of endlessly many, which
        /// have symbols alone; and names and symbols: the margin, how many are needed of a population, how many more, how many to ask.
        pub(crate) effect_form: Text,
        pub(crate) worth_form: Text,
        pub(crate) margin_form: [Text; 2],
        pub(crate) needed_form: Text,
        pub(crate) of_population_form: [Text; 2],
        pub(crate) more_form: [Text; 2],
        pub(crate) invitations_form: [Text; 2],
    }
}
