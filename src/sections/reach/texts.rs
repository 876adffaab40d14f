//! What is said of what would reach a target.

use crate::wording::Text;
use crate::wording::texts::{Plural, wordings};

wordings! {
    /// What is said of what would reach a target.
    pub(crate) struct ReachTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{target}`, `{answers}` in the form of the next: of the first target.
        pub(crate) title: Text,
        /// `{target}`: where no single way reaches it.
        pub(crate) together: Text,
        /// `{n}` answers that would have to be higher by a group.
        pub(crate) answers: Plural,
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        /// `{subject}`
        pub(crate) caption: Text,
        /// `{name}`, `{value}`
        pub(crate) target: Text,
        /// Heads of what would reach it: detractors as passives, passives as promoters, detractors as promoters.
        pub(crate) moves: [Text; 3],
        /// Where there are not as many.
        pub(crate) too_few: Text,
        pub(crate) no_promise: Text,
        /// `{list}`: regions, each with what would be gained by it.
        pub(crate) lag: Text,
        /// What the method calls it, and how it is counted.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }

    /// What explains it.
    pub(crate) struct ExplainTexts {
        /// `{target}`
        pub(crate) of_value: Text,
        pub(crate) stated: Text,
        /// `{target}`: how many promoters lack; how that is found, with `{least}`, `{net}`.
        pub(crate) of_short: Text,
        pub(crate) short: Text,
        /// What would reach it: detractors as passives, passives as promoters, detractors as promoters.
        pub(crate) moves: [Text; 3],
        /// How many of them it takes: as many as lack, or half as many.
        pub(crate) one_each: Text,
        pub(crate) two_each: Text,
        /// `{of}`: its answers, its score and that of others, what would be gained.
        pub(crate) of_answers: Text,
        pub(crate) counted: Text,
        pub(crate) of_score: Text,
        pub(crate) of_others: Text,
        pub(crate) of_gain: Text,
        /// Names and symbols of the computations: a score by group, the gain, half.
        pub(crate) score_form: [Text; 2],
        pub(crate) gain_form: [Text; 2],
        pub(crate) short_form: [Text; 2],
    }
}
