//! Which wordings the themes of comments need.

use crate::wording::text::wordings;
use crate::wording::{About, Text};

/// How themes are counted.
pub(in crate::sections::questions) const THEMES: About = About("themes");

/// The name of this part.
pub(in crate::sections::questions) const SECTION: &str = "themes";

wordings! {
    /// What is said of the themes of comments.
    pub(crate) struct ThemeTexts {
        /// Heading of the section.
        pub(crate) heading: Text,
        /// `{list}`: those that most comments are about.
        pub(crate) most: Text,
        /// `{confidence}`
        pub(crate) how: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) subtitle: Text,
        /// Column head.
        pub(crate) head: Text,
        /// `{option}`: the comments about a theme, in a sentence.
        pub(crate) line: Text,
        /// What is measured of a theme.
        pub(crate) measure: Text,
        /// What themes are called together that have no name of their own.
        pub(crate) others: Text,
        /// The themes over time.
        pub(crate) over_time: Text,
        /// `{confidence}`
        pub(crate) over_time_how: Text,
        /// The themes by region.
        pub(crate) by_region_title: Text,
        /// `{subject}`
        pub(crate) by_region: Text,
        /// Caption of the table of what stands apart.
        pub(crate) apart: Text,
        /// `{n}`, `{all}`: how many answers have a comment.
        pub(crate) commented: Text,
        /// `{score}`, `{n}`: where only those were asked who scored no higher.
        pub(crate) asked_up_to: Text,
        /// `{n}`, `{all}`, `{share}`: comments about none of the themes.
        pub(crate) uncaught: Text,
        /// `{up}`, `{down}`: which theme raises the score most, and which lowers it most.
        pub(crate) groups_both: Text,
        /// `{up}`
        pub(crate) groups_up: Text,
        /// `{down}`
        pub(crate) groups_down: Text,
        pub(crate) groups_none: Text,
        /// `{subject}`
        pub(crate) groups_subtitle: Text,
        pub(crate) groups_how: Text,
        /// `{list}`
        pub(crate) groups_description: Text,
        /// Keys: raises the score; lowers it.
        pub(crate) keys: [Text; 2],
        /// The score of all who commented.
        pub(crate) score: Text,
        /// Column heads: how many comments, what a theme contributes.
        pub(crate) comments: Text,
        pub(crate) contribution: Text,
        /// Comments about none of the themes, and all comments.
        pub(crate) none: Text,
        pub(crate) all: Text,
        /// The method: what themes are, and `{limit}`: what they contribute.
        pub(crate) term: Text,
        pub(crate) method: Text,
        pub(crate) groups_method: Text,
    }
}

wordings! {
    /// What explains the figures of groups and themes.
    pub(crate) struct ExplainTexts {
        /// What they are, and how they are made.
        pub(crate) what: Text,
        pub(crate) how: Text,
        /// `{of}`: how many have commented, of a group or of all.
        pub(crate) base: Text,
        pub(crate) all: Text,
        /// The score of all who commented, and how it is made.
        pub(crate) score: Text,
        pub(crate) of_score: Text,
        /// A theme, and by what it is stated.
        pub(crate) theme: [Text; 2],
        /// `{theme}`
        pub(crate) comments: Text,
        /// `{theme}`, `{group}`: how many comments.
        pub(crate) about: Text,
        pub(crate) counted: Text,
        /// `{theme}`: what it contributes.
        pub(crate) contribution: Text,
        /// `{n}`, `{points}`
        pub(crate) how_theme: Text,
        /// Column heads: group, how many themes a comment is about, comments.
        pub(crate) heads: [Text; 3],
    }
}
