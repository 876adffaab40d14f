//! Which wordings the plan of a survey needs.

use crate::wording::text::{Plural, Text, wordings};

wordings! {
    /// The plan of a survey. `{margin}` and `{change}` are points with their unit, `{needed}` answers in the form of
    /// the field of that name, `{answers}` answers.
    pub(crate) struct PlanTexts {
        /// `{n}` answers as what is needed.
        pub(crate) needed: Plural,
        /// With `{n}` answers, at the beginning of a sentence.
        pub(crate) with_answers: Plural,
        /// `{n}` points in the form after "from".
        pub(crate) from_points: Plural,
        /// `{number}`: as far to both sides.
        pub(crate) both_sides: Text,
        /// `{margin}`, `{needed}`
        pub(crate) margin_one: Text,
        /// `{margin}`, `{needed}`, `{other_margin}`, `{other_answers}`
        pub(crate) margin_two: Text,
        /// `{change}`, `{needed}`
        pub(crate) change_one: Text,
        /// `{change}`, `{needed}`, `{other_change}`, `{other_answers}`
        pub(crate) change_two: Text,
        /// `{with}`, `{margin}`, `{change}` in the form after "from"
        pub(crate) answers_one: Text,
        /// `{with}`, `{margin}`, `{change}`, `{other_n}`, `{other_margin}`, `{other_change}`
        pub(crate) answers_two: Text,
        /// `{met}`: goals
        pub(crate) enough: Text,
        /// `{met}`, `{unmet}`
        pub(crate) enough_for_some: Text,
        /// `{unmet}`
        pub(crate) not_enough: Text,
        /// `{margin}`, `{needed}`
        pub(crate) goal: Text,
        /// `{population}`, `{rate}`, `{margin}`, `{change}` in the form after "from", `{answers}`
        pub(crate) everybody: Text,
        /// `{population}`, `{rate}`
        pub(crate) nobody: Text,
        /// `{list}`: margins; `{population}`
        pub(crate) margins_out_of_reach: Text,
        /// `{list}`: changes; `{population}`
        pub(crate) changes_out_of_reach: Text,
        /// `{list}`: numbers of answers; `{population}`
        pub(crate) answers_out_of_reach: Text,
        pub(crate) margin_head: Text,
        pub(crate) wanted_change_head: Text,
        pub(crate) answers_head: Text,
        pub(crate) expected_head: Text,
        pub(crate) each_period_head: Text,
        pub(crate) change_head: Text,
        pub(crate) distance_head: Text,
        pub(crate) answers_for_distance_head: Text,
        /// `{rate}`
        pub(crate) invitations_head: Text,
        pub(crate) within_reach_head: Text,
        pub(crate) yes: Text,
        pub(crate) no: Text,
        pub(crate) how_to_read: Text,
        /// `{margin}`, `{low}`, `{high}`, `{confidence}`
        pub(crate) how_margin: Text,
        /// `{with}`, `{change}` in the form after "from", `{power}`
        pub(crate) how_change: Text,
        pub(crate) how_distance: Text,
        /// `{population}`
        pub(crate) how_population: Text,
        pub(crate) everyone_answers: Text,
        pub(crate) few_answers: Text,
        /// `{margin}`; `{n}` of `{all}` clients
        pub(crate) clients_margin: Text,
        /// `{change}`; `{n}` of `{all}` clients
        pub(crate) clients_change: Text,
        /// `{margin}`
        pub(crate) for_margin_head: Text,
        /// `{change}`
        pub(crate) for_change_head: Text,
        /// `{variance}` of all `{answers}`
        pub(crate) clients_spread: Text,
        /// `{variance}`
        pub(crate) assumed: Text,
        /// `{variance}`, `{file}`, `{answers}`
        pub(crate) measured: Text,
        pub(crate) chance_only: Text,
        /// Schemes compared by what they cost.
        pub(crate) schemes: SchemeTexts,
    }

    /// Schemes compared by what they cost. `{first}` and `{second}` are their names.
    pub(crate) struct SchemeTexts {
        /// `{margin}`, `{needed}`, `{names}`, `{cost}`
        pub(crate) cheapest: Text,
        /// `{margin}`, `{needed}`
        pub(crate) none_reaches: Text,
        /// `{name}`
        pub(crate) name: Text,
        /// `{n}` answers, after "up to".
        pub(crate) up_to: Plural,
        /// `{first}`, `{second}`, `{up_to}`
        pub(crate) until: Text,
        /// `{first}`, `{second}`
        pub(crate) always: Text,
        /// `{first}`, `{second}`
        pub(crate) same: Text,
        pub(crate) head: Text,
        /// `{currency}`
        pub(crate) cost_head: Text,
        pub(crate) answer_head: Text,
        pub(crate) point_head: Text,
        pub(crate) reasons_head: Text,
        pub(crate) no_reasons: Text,
        /// `{name}`, `{currency}`
        pub(crate) of_scheme_head: Text,
        /// What the cost of a scheme and of a point is.
        pub(crate) how_cost: Text,
        /// Who is asked for reasons.
        pub(crate) how_reasons: Text,
        /// `{share}`: of detractors, as it is stated; as it was measured; as it is assumed.
        pub(crate) shares: [Text; 3],
        /// `{vat}`
        pub(crate) vat: Text,
    }
}
