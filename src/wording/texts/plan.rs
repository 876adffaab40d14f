//! Which wordings the plan of a survey needs.

use super::{Plural, Text, wordings};

wordings! {
    /// The plan of a survey. `{margin}` and `{change}` are points with their unit, `{needed}` answers in the form of
    /// the field of that name, `{answers}` answers.
    pub(in crate::wording) struct PlanTexts {
        /// `{n}` answers as what is needed.
        pub(in crate::wording) needed: Plural,
        /// With `{n}` answers, at the beginning of a sentence.
        pub(in crate::wording) with_answers: Plural,
        /// `{n}` points in the form after "from".
        pub(in crate::wording) from_points: Plural,
        /// `{number}`: as far to both sides.
        pub(in crate::wording) both_sides: Text,
        /// `{margin}`, `{needed}`
        pub(in crate::wording) margin_one: Text,
        /// `{margin}`, `{needed}`, `{other_margin}`, `{other_answers}`
        pub(in crate::wording) margin_two: Text,
        /// `{change}`, `{needed}`
        pub(in crate::wording) change_one: Text,
        /// `{change}`, `{needed}`, `{other_change}`, `{other_answers}`
        pub(in crate::wording) change_two: Text,
        /// `{with}`, `{margin}`, `{change}` in the form after "from"
        pub(in crate::wording) answers_one: Text,
        /// `{with}`, `{margin}`, `{change}`, `{other_n}`, `{other_margin}`, `{other_change}`
        pub(in crate::wording) answers_two: Text,
        /// `{met}`: goals
        pub(in crate::wording) enough: Text,
        /// `{met}`, `{unmet}`
        pub(in crate::wording) enough_for_some: Text,
        /// `{unmet}`
        pub(in crate::wording) not_enough: Text,
        /// `{margin}`, `{needed}`
        pub(in crate::wording) goal: Text,
        /// `{population}`, `{rate}`, `{margin}`, `{change}` in the form after "from", `{answers}`
        pub(in crate::wording) everybody: Text,
        /// `{population}`, `{rate}`
        pub(in crate::wording) nobody: Text,
        /// `{list}`: margins; `{population}`
        pub(in crate::wording) margins_out_of_reach: Text,
        /// `{list}`: changes; `{population}`
        pub(in crate::wording) changes_out_of_reach: Text,
        /// `{list}`: numbers of answers; `{population}`
        pub(in crate::wording) answers_out_of_reach: Text,
        pub(in crate::wording) margin_head: Text,
        pub(in crate::wording) wanted_change_head: Text,
        pub(in crate::wording) answers_head: Text,
        pub(in crate::wording) expected_head: Text,
        pub(in crate::wording) each_period_head: Text,
        pub(in crate::wording) change_head: Text,
        pub(in crate::wording) distance_head: Text,
        pub(in crate::wording) answers_for_distance_head: Text,
        /// `{rate}`
        pub(in crate::wording) invitations_head: Text,
        pub(in crate::wording) within_reach_head: Text,
        pub(in crate::wording) yes: Text,
        pub(in crate::wording) no: Text,
        pub(in crate::wording) how_to_read: Text,
        /// `{margin}`, `{low}`, `{high}`, `{confidence}`
        pub(in crate::wording) how_margin: Text,
        /// `{with}`, `{change}` in the form after "from", `{power}`
        pub(in crate::wording) how_change: Text,
        pub(in crate::wording) how_distance: Text,
        /// `{population}`
        pub(in crate::wording) how_population: Text,
        pub(in crate::wording) everyone_answers: Text,
        pub(in crate::wording) few_answers: Text,
        /// `{margin}`; `{n}` of `{all}` clients
        pub(in crate::wording) clients_margin: Text,
        /// `{change}`; `{n}` of `{all}` clients
        pub(in crate::wording) clients_change: Text,
        /// `{margin}`
        pub(in crate::wording) for_margin_head: Text,
        /// `{change}`
        pub(in crate::wording) for_change_head: Text,
        /// `{variance}` of all `{answers}`
        pub(in crate::wording) clients_spread: Text,
        /// `{variance}`
        pub(in crate::wording) assumed: Text,
        /// `{variance}`, `{file}`, `{answers}`
        pub(in crate::wording) measured: Text,
        pub(in crate::wording) chance_only: Text,
    }
}
