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
        /// `{cut}`, `{outer}`: the caption of the table of values within others.
        pub(crate) nested: Text,
        /// What explains where values lie, and by what it is known.
        pub(crate) of_within: [Text; 2],
        /// What explains their number, and by what it comes about.
        pub(crate) of_others: [Text; 2],
        /// What the method calls further cuts, and how they are made.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }


    /// What is said of the ways in which answers came about.
    pub(crate) struct ModeTexts {
        /// `{earlier}`, `{nps}`, `{verdict}`: the change is another one at the earlier mix.
        pub(crate) differs: Text,
        /// `{earlier}`, `{nps}`: it is the same.
        pub(crate) same: Text,
        /// `{earlier}`: the mix is as it was.
        pub(crate) still: Text,
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        /// `{subject}`
        pub(crate) caption: Text,
        /// `{earlier}`, `{subject}`
        pub(crate) shares_caption: Text,
        /// `{earlier}`: all periods at the mix of one, beside the scores as they are.
        pub(crate) over_time: Text,
        /// `{earlier}`, `{confidence}`
        pub(crate) over_time_how: Text,
        /// `{earlier}`: the line at that mix; the one as it is.
        pub(crate) at_mix: Text,
        pub(crate) as_it_is: Text,
        /// Column heads: since when, the score then, now, and at the earlier mix; shares then and now.
        pub(crate) heads: [Text; 6],
        pub(crate) term: Text,
        pub(crate) method: Text,
        /// `{earlier}`, `{period}`: what explains the score; `{earlier}`: an end of its interval, its change; `{region}` too: a share, whether it moved.
        pub(crate) of_nps: Text,
        pub(crate) of_interval: Text,
        pub(crate) of_change: Text,
        pub(crate) of_share: Text,
        pub(crate) of_shift: Text,
        /// The names of a sum of shares times scores, of its standard error, and of an end of an interval.
        pub(crate) forms: [Text; 3],
        /// What is corrected together: changes at the earlier mix, shares of answers.
        pub(crate) families: [Text; 2],
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
