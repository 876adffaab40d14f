//! What is said of comments.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of what people say in their own words.
    pub(crate) struct CommentTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{group}`, `{shown}`, `{n}`: how many comments of a group are shown, of how many.
        pub(crate) title: Text,
        /// `{subject}`
        pub(crate) subtitle: Text,
        /// Which come first: the newest; the longest.
        pub(crate) orders: [Text; 2],
        /// How they are spread over themes.
        pub(crate) spread: Text,
        /// `{limit}`: what is not shown where there are few answers.
        pub(crate) hidden: Text,
        /// What is covered.
        pub(crate) covering: Text,
        /// `{list}`: what is covered in the comments shown, and how often; where nothing is.
        pub(crate) covered: [Text; 2],
        /// Of comments that are shown as they are written; of those of which only the themes are.
        pub(crate) modes: [Text; 2],
        /// What stands in the place of a phone, an e-mail, a card, an account, an address of the web, a name and a word.
        pub(crate) kinds: [Text; 7],
        /// `{score}`
        pub(crate) score: Text,
        /// `{list}`
        pub(crate) themes: Text,
        /// What the method calls it.
        pub(crate) term: Text,
    }
}

wordings! {
    /// What explains the numbers of comments.
    pub(crate) struct ExplainTexts {
        /// `{group}`: how many comments there are.
        pub(crate) of_group: Text,
        /// How often something is covered.
        pub(crate) covered: Text,
        /// How they are counted.
        pub(crate) counted: Text,
        /// What each is, and where it is stated: the score of a comment, and of how many answers comments are shown.
        pub(crate) score: [Text; 2],
        pub(crate) limit: [Text; 2],
    }
}
