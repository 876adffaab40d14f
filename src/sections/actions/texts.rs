//! What is said of what was done.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of what was done.
    pub(crate) struct ActionTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{n}`, `{worked}`, `{did_not}`, `{unclear}`: what came of actions; of none that began it is known.
        pub(crate) title: [Text; 2],
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        pub(crate) caption: Text,
        /// The heads: action with its number, where, since, there, elsewhere, effect; its interval, p-value and verdict come last.
        pub(crate) heads: [Text; 6],
        /// Beside a stroke in the trend, whose number is that of an action.
        pub(crate) mark: Text,
        /// Where it is everywhere.
        pub(crate) everywhere: Text,
        /// The verdicts: it worked, it did not, it cannot be told.
        pub(crate) verdicts: [Text; 3],
        /// Why nothing is known: it is too early, it is not done, it is done everywhere, there is nothing before it, figures are rounded or
        /// read by clients, or answers are hidden or none.
        pub(crate) whys: [Text; 6],
        /// `{what}`, `{period}`: when one could tell; that no number of answers will.
        pub(crate) tell_by: Text,
        pub(crate) never: Text,
        /// `{open}`, `{late}`: what is open; that nothing of it is late.
        pub(crate) next_title: [Text; 2],
        pub(crate) next_subtitle: Text,
        pub(crate) next_how: Text,
        pub(crate) next_caption: Text,
        /// The heads: action, where, owner, from, by, expected, status.
        pub(crate) next_heads: [Text; 7],
        /// Planned, open, done, dropped, overdue.
        pub(crate) statuses: [Text; 5],
        /// What the method calls it, and how it is made.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }

    /// What explains what came of actions.
    pub(crate) struct ExplainTexts {
        /// What is stated, and by what.
        pub(crate) stated: [Text; 2],
        /// `{of}`: what each is: answers before, the score before, answers since, the score since.
        pub(crate) n_before: Text,
        pub(crate) nps_before: Text,
        pub(crate) n_since: Text,
        pub(crate) nps_since: Text,
        /// `{what}`: how much more it has changed; an end of the interval; the standard error; z; p; corrected; the verdict.
        pub(crate) difference: Text,
        pub(crate) end: Text,
        pub(crate) error: Text,
        pub(crate) z: Text,
        pub(crate) p: Text,
        pub(crate) p_adjusted: Text,
        pub(crate) verdict: Text,
        /// The rows of the table of answers: there before, there since, elsewhere before, elsewhere since.
        pub(crate) rows: [Text; 4],
        /// How answers are counted, and what the table has.
        pub(crate) counted: Text,
        /// By which rule the verdict is given.
        pub(crate) rule: Text,
        /// What is corrected together.
        pub(crate) family: Text,
        /// The period by which one could tell, and how that is found.
        pub(crate) tell_by: [Text; 2],
    }
}
