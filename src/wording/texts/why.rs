//! Which wordings the account of why the score changed needs.

use crate::wording::text::{Text, wordings};

wordings! {
    /// Why the score changed. `{earlier}` stands in the form after "in".
    pub(crate) struct Why {
        /// Heading of the section.
        pub(crate) heading: Text,
        /// `{points}`, `{earlier}`, `{parts}`
        pub(crate) rose: Text,
        /// `{points}`, `{earlier}`, `{parts}`
        pub(crate) fell: Text,
        /// `{change}`, `{earlier}`, `{parts}`: may be chance.
        pub(crate) observed: Text,
        /// `{earlier}`, `{parts}`: no difference, to a tenth.
        pub(crate) same: Text,
        /// `{before}`, `{after}`, `{list}`
        pub(crate) description: Text,
        /// Where the change may be chance.
        pub(crate) observed_note: Text,
        /// `{region}`: without answers before.
        pub(crate) entered: Text,
        /// `{region}`: without answers now.
        pub(crate) left: Text,
        /// Key to a bar: "raised the score".
        pub(crate) raised: Text,
        /// Key to a bar: "lowered the score".
        pub(crate) lowered: Text,
        /// Column heads: shares and scores before and after, by the shift, by the own score, by coming or going, in all.
        pub(crate) head: [Text; 8],
        pub(crate) term: Text,
        pub(crate) method: Text,
        pub(crate) turnover_method: Text,
        pub(crate) source: Text,
        /// `{column}`: what it is called, `{title}`: a sentence, which begins with a capital.
        pub(crate) titled: Text,
        /// `{columns}`: that segments are regions by another name.
        pub(crate) how_segments: Text,
        /// What is said of regions.
        pub(crate) regions: WhyBy,
        /// What is said of the segments of a column.
        pub(crate) segments: WhyBy,
    }

    /// What is said of the parts of a change, whatever they are.
    pub(crate) struct WhyBy {
        /// `{points}`: what the regions' own scores did.
        pub(crate) rate_added: Text,
        /// `{points}`
        pub(crate) rate_took: Text,
        pub(crate) rate_none: Text,
        /// `{points}`: what a shift between regions did.
        pub(crate) mix_added: Text,
        /// `{points}`
        pub(crate) mix_took: Text,
        pub(crate) mix_none: Text,
        /// `{points}`: what regions that came or went did.
        pub(crate) turnover_added: Text,
        /// `{points}`
        pub(crate) turnover_took: Text,
        pub(crate) turnover_none: Text,
        /// `{earlier}`, `{subject}`, of segments `{column}`
        pub(crate) subtitle: Text,
        pub(crate) how_to_read: Text,
        /// Where regions came or went.
        pub(crate) how_turnover: Text,
        /// `{earlier}`, `{subject}`, of segments `{column}`
        pub(crate) caption: Text,
        /// The shift between regions by name.
        pub(crate) shift: Text,
        /// Regions too small to show, together.
        pub(crate) too_small: Text,
        /// `{regions}`, or of segments `{n}`: how many others together.
        pub(crate) others: Text,
    }
}
