//! What is said of whom somebody has called back.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of whom somebody has called back.
    pub(crate) struct FollowUpTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{called}`, `{n}`, `{share}`: how many were called back; where nobody was.
        pub(crate) title: [Text; 2],
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        pub(crate) caption: Text,
        /// The heads of the columns: to follow up, called back, share, both ends of its interval, and days of a quarter, of half and of three quarters.
        pub(crate) heads: [Text; 8],
        /// `{days}`: the median; `{n}`: calls that are older than the answer; calls without a day.
        pub(crate) median: Text,
        pub(crate) early: Text,
        pub(crate) undated: Text,
        /// `{points}`: those who were called back rose more; less; there is no clear difference, or one group is alone.
        pub(crate) more: Text,
        pub(crate) less: Text,
        pub(crate) unclear: Text,
        pub(crate) alone: Text,
        /// `{subject}`
        pub(crate) next_subtitle: Text,
        pub(crate) next_how: Text,
        pub(crate) next_caption: Text,
        /// The head of the first column; of respondents, of the mean change, of those who rose and of those who fell.
        pub(crate) next_heads: [Text; 5],
        /// The rows: called back; not called back.
        pub(crate) called: Text,
        pub(crate) not_called: Text,
        /// `{difference}`, `{p}`: how far they lie apart.
        pub(crate) apart: Text,
        /// That going together is no cause.
        pub(crate) no_cause: Text,
        /// What the method calls it, and how it is made; what of it is made of next answers.
        pub(crate) term: Text,
        pub(crate) method: Text,
        pub(crate) next_method: Text,
    }

    /// What explains whom somebody has called back.
    pub(crate) struct ExplainTexts {
        /// `{of}`: what each is: to follow up, called back, the share, an end of its interval.
        pub(crate) n: Text,
        pub(crate) called: Text,
        pub(crate) share: Text,
        pub(crate) share_end: Text,
        /// What the share is called, and how it is made.
        pub(crate) ratio: [Text; 2],
        /// How they are counted.
        pub(crate) counted: Text,
        /// `{of}`: of how many calls days are known; the median; the quartiles; how they come about.
        pub(crate) dated: Text,
        pub(crate) median: Text,
        pub(crate) lower_quartile: Text,
        pub(crate) upper_quartile: Text,
        pub(crate) quantile: Text,
        /// The heads of a table of days and calls.
        pub(crate) days_heads: [Text; 2],
        /// `{of}`: calls that are older; without a day.
        pub(crate) early: Text,
        pub(crate) undated: Text,
        /// `{of}`: how many answered again; by how much the score rose; an end of its interval; how many rose; how many fell.
        pub(crate) next_n: Text,
        pub(crate) next_mean: Text,
        pub(crate) next_end: Text,
        pub(crate) next_rose: Text,
        pub(crate) next_fell: Text,
        /// How scores are compared.
        pub(crate) next_counted: Text,
        /// How far both lie apart; the statistic, the p-value and the verdict.
        pub(crate) gap: Text,
        pub(crate) gap_t: Text,
        pub(crate) gap_p: Text,
        pub(crate) gap_verdict: Text,
        /// The period, and what states it.
        pub(crate) period: [Text; 2],
    }
}
