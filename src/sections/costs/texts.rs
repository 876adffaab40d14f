//! What is said of costs.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of what fieldwork cost.
    pub(crate) struct CostTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{total}`, `{per_answer}`, `{per_point}`: what the wave cost.
        pub(crate) title: Text,
        /// `{total}`, `{per_answer}`: the same where nothing is left to chance.
        pub(crate) title_without_margin: Text,
        /// `{total}`: what it cost at least.
        pub(crate) title_at_least: Text,
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        /// `{subject}`
        pub(crate) caption: Text,
        /// What costs stand for.
        pub(crate) item: Text,
        /// `{currency}`: the price of one; what all cost.
        pub(crate) price_head: Text,
        pub(crate) cost_head: Text,
        /// `{promoter}`, `{passive}`, `{detractor}`: prices that differ.
        pub(crate) prices: Text,
        pub(crate) setup: Text,
        /// All answers together.
        pub(crate) answers: Text,
        /// Of those who did not answer.
        pub(crate) unanswered: Text,
        /// Where there is no tariff.
        pub(crate) no_tariff: Text,
        /// `{vat}`
        pub(crate) vat: Text,
        /// `{margin}`, `{total}`: what a point of the margin is.
        pub(crate) of_margin: Text,
        /// `{answers}`: have no tariff.
        pub(crate) without: Text,
        pub(crate) hidden: Text,
        /// In the report of one of those that the wave was for.
        pub(crate) without_setup: Text,
        /// What the method calls it, and how it is counted.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }
}

wordings! {
    /// What explains costs.
    pub(crate) struct ExplainTexts {
        /// What is stated, and by what: the set-up, the price of an answer, that of somebody who did not answer.
        pub(crate) of_setup: [Text; 2],
        pub(crate) of_price: [Text; 2],
        pub(crate) of_unanswered_price: [Text; 2],
        /// `{of}`: how many answers; of which group.
        pub(crate) of_answers: Text,
        pub(crate) of_group: Text,
        pub(crate) counted: Text,
        /// How many did not answer; how that is known.
        pub(crate) of_unanswered: [Text; 2],
        /// How many have no tariff; how that is known.
        pub(crate) of_without: [Text; 2],
        /// `{of}`: what its answers cost.
        pub(crate) of_cost: Text,
        /// What the cost of those who did not answer is.
        pub(crate) of_unanswered_cost: Text,
        pub(crate) of_total: Text,
        pub(crate) of_per_answer: Text,
        pub(crate) of_margin: Text,
        pub(crate) of_per_point: Text,
        /// Names and symbols of the computations: costs by price, the total, the margin, a division of it.
        pub(crate) cost_form: [Text; 2],
        pub(crate) total_form: [Text; 2],
        pub(crate) margin_form: [Text; 2],
        pub(crate) per_answer_form: [Text; 2],
        pub(crate) per_point_form: [Text; 2],
    }
}
