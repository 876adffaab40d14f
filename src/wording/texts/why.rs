//! Which wordings the account of why the score changed needs.

use super::{Text, wordings};

wordings! {
    /// Why the score changed. `{earlier}` stands in the form after "in".
    pub(in crate::wording) struct Why {
        /// Heading of the section.
        pub(in crate::wording) heading: Text,
        /// `{points}`, `{earlier}`, `{parts}`
        pub(in crate::wording) rose: Text,
        /// `{points}`, `{earlier}`, `{parts}`
        pub(in crate::wording) fell: Text,
        /// `{change}`, `{earlier}`, `{parts}`: may be chance.
        pub(in crate::wording) observed: Text,
        /// `{earlier}`, `{parts}`: no difference, to a tenth.
        pub(in crate::wording) same: Text,
        /// `{before}`, `{after}`, `{list}`
        pub(in crate::wording) description: Text,
        /// Where the change may be chance.
        pub(in crate::wording) observed_note: Text,
        /// `{region}`: without answers before.
        pub(in crate::wording) entered: Text,
        /// `{region}`: without answers now.
        pub(in crate::wording) left: Text,
        /// Key to a bar: "raised the score".
        pub(in crate::wording) raised: Text,
        /// Key to a bar: "lowered the score".
        pub(in crate::wording) lowered: Text,
        /// Column heads: shares and scores before and after, by the shift, by the own score, by coming or going, in all.
        pub(in crate::wording) head: [Text; 8],
        pub(in crate::wording) term: Text,
        pub(in crate::wording) method: Text,
        pub(in crate::wording) turnover_method: Text,
        pub(in crate::wording) source: Text,
        /// `{columns}`: that segments are regions by another name.
        pub(in crate::wording) how_segments: Text,
        /// What is said of regions.
        pub(in crate::wording) regions: WhyBy,
        /// What is said of the segments of a column.
        pub(in crate::wording) segments: WhyBy,
    }

    /// What is said of the parts of a change, whatever they are.
    pub(in crate::wording) struct WhyBy {
        /// `{points}`: what the regions' own scores did.
        pub(in crate::wording) rate_added: Text,
        /// `{points}`
        pub(in crate::wording) rate_took: Text,
        pub(in crate::wording) rate_none: Text,
        /// `{points}`: what a shift between regions did.
        pub(in crate::wording) mix_added: Text,
        /// `{points}`
        pub(in crate::wording) mix_took: Text,
        pub(in crate::wording) mix_none: Text,
        /// `{points}`: what regions that came or went did.
        pub(in crate::wording) turnover_added: Text,
        /// `{points}`
        pub(in crate::wording) turnover_took: Text,
        pub(in crate::wording) turnover_none: Text,
        /// `{earlier}`, `{subject}`, of segments `{column}`
        pub(in crate::wording) subtitle: Text,
        pub(in crate::wording) how_to_read: Text,
        /// Where regions came or went.
        pub(in crate::wording) how_turnover: Text,
        /// `{earlier}`, `{subject}`, of segments `{column}`
        pub(in crate::wording) caption: Text,
        /// The shift between regions by name.
        pub(in crate::wording) shift: Text,
        /// Regions too small to show, together.
        pub(in crate::wording) too_small: Text,
        /// `{regions}`, or of segments `{n}`: how many others together.
        pub(in crate::wording) others: Text,
    }
}
