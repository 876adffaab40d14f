//! What is said of who moved.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of who moved.
    pub(crate) struct MovedTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{n}`, `{rose}`, `{fell}`: how many of those who answered twice moved up, and down; where nobody moved.
        pub(crate) title: [Text; 2],
        /// `{subject}`, `{then}`
        pub(crate) subtitle: Text,
        /// `{then}`, `{now}`
        pub(crate) how: Text,
        /// `{then}`, `{now}`: the table of groups.
        pub(crate) caption: Text,
        /// `{then}`: the head of its first column.
        pub(crate) corner: Text,
        /// The last row and the last column.
        pub(crate) all: Text,
        /// `{then}`, `{now}`, `{change}`, `{interval}`, `{level}`: how their score changed, with its interval; without.
        pub(crate) change: [Text; 2],
        /// `{change}`: how that of all answers changed.
        pub(crate) change_of_all: Text,
        /// `{p}`: they are clearly divided otherwise; not clearly.
        pub(crate) clear: Text,
        pub(crate) unclear: Text,
        /// Too few moved to tell.
        pub(crate) too_few: Text,
        /// Where all other answers have weights.
        pub(crate) unweighted: Text,
        /// What the method calls it, and how it is made: `{columns}`
        pub(crate) term: Text,
        pub(crate) method: Text,
    }

    /// What explains who moved.
    pub(crate) struct ExplainTexts {
        /// `{then}`: what each is: how many there are, how many went from `{from}` to `{to}`, how many rose, how many fell.
        pub(crate) n: Text,
        pub(crate) cell: Text,
        pub(crate) rose: Text,
        pub(crate) fell: Text,
        /// How respondents are counted.
        pub(crate) counted: Text,
        /// `{then}`: their score then; now; by how much it changed; its interval.
        pub(crate) nps_then: Text,
        pub(crate) nps: Text,
        pub(crate) difference: Text,
        pub(crate) interval: Text,
        /// Of the mean of groups moved by, from which the interval is made.
        pub(crate) by_groups: Text,
        /// `{then}`: the test, its degrees of freedom, and its verdict.
        pub(crate) test: Text,
        pub(crate) freedom: [Text; 2],
        pub(crate) verdict: Text,
        /// That it is clear; that it is not.
        pub(crate) verdicts: [Text; 2],
        /// The earlier period, and what states it.
        pub(crate) period: [Text; 2],
    }
}
