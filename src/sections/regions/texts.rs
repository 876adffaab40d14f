//! Which wordings explain this part.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of further cuts.
    pub(crate) struct CutTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{cut}`: what it is called, `{title}`: a sentence, which begins with a capital.
        pub(crate) title: Text,
        /// `{cut}`, `{sentence}`: a key finding of it.
        pub(crate) finding: Text,
        /// `{n}`: how many segments, `{limit}`: fewer answers than so many.
        pub(crate) others: Text,
        /// What explains their number, and by what it comes about.
        pub(crate) of_others: [Text; 2],
        /// What the method calls further cuts, and how they are made.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }


    /// What explains the places of regions and what they are compared with.
    pub(crate) struct ExplainTexts {
        /// `{region}`
        pub(crate) place: Text,
        pub(crate) unranked: Text,
        pub(crate) ranked: Text,
        /// The name of a place, and how it comes about.
        pub(crate) place_form: [Text; 2],
        /// What is corrected together: the regions against the rest, their changes.
        pub(crate) families: [Text; 2],
    }
}
