//! Which wordings the index of a batch needs beside those of a report.

use super::{Plural, Text, wordings};
use crate::wording::index::IndexLabels;

wordings! {
    /// The index of a batch: every client beside the others.
    pub(in crate::wording) struct IndexTexts {
        /// Fixed words.
        pub(in crate::wording) labels: IndexLabels,
        /// `{verdict}`: what a client's own report says otherwise.
        pub(in crate::wording) in_own_report: Text,
        /// `{n}` clients.
        pub(in crate::wording) clients: Plural,
        /// `{n}` clients in the form after the language's "of" or "with".
        pub(in crate::wording) clients_of: Plural,
        /// `{nps}`, `{clients}` (of), `{period}`
        pub(in crate::wording) score: Text,
        /// `{nps}`, `{clients}` (of)
        pub(in crate::wording) undated_score: Text,
        /// `{clients}` (of), `{period}`: their common score is not shown
        pub(in crate::wording) no_score: Text,
        /// `{clients}` (of)
        pub(in crate::wording) undated_no_score: Text,
        /// `{period}`
        pub(in crate::wording) nobody: Text,
        pub(in crate::wording) undated_nobody: Text,
        /// `{score}`: one of the sentences above, `{finding}`: one of those below
        pub(in crate::wording) with_one: Text,
        /// `{score}`, `{finding}`, `{another}`
        pub(in crate::wording) with_two: Text,
        /// `{rose}` (of), `{fell}`: a number
        pub(in crate::wording) rose_and_fell: Text,
        /// `{rose}` (of)
        pub(in crate::wording) rose: Text,
        /// `{fell}` (of)
        pub(in crate::wording) fell: Text,
        pub(in crate::wording) none_moved: Text,
        /// `{above}`, `{below}`: numbers
        pub(in crate::wording) above_and_below: Text,
        /// `{above}`: a number
        pub(in crate::wording) above: Text,
        /// `{below}`: a number
        pub(in crate::wording) below: Text,
        pub(in crate::wording) none_apart: Text,
        /// Whom the page is for: who sends the reports
        pub(in crate::wording) for_sender: Text,
        /// The same of one that is passed on
        pub(in crate::wording) for_clients: Text,
        /// `{clients}`: names or how many clients whose own reports say otherwise, for other comparisons are corrected there
        pub(in crate::wording) own_verdicts: Text,
        /// The same where nothing is corrected
        pub(in crate::wording) own_settings: Text,
        /// `{clients}`: names or how many clients of which the table of those they are part of says otherwise, though the
        /// answers are the same
        pub(in crate::wording) other_table: Text,
        /// `{clients}`: names or how many clients with a low base that differ or changed clearly all the same
        pub(in crate::wording) low_bases: Text,
        /// `{column}`: whose clients are counted, where they are nested
        pub(in crate::wording) innermost: Text,
        /// `{n}`: clients without answers in the period
        pub(in crate::wording) missing: Text,
        /// `{period}`, `{day}`: of the last run
        pub(in crate::wording) last_run: Text,
        /// `{day}`
        pub(in crate::wording) undated_last_run: Text,
        /// `{column}`: which says what changed since the last run
        pub(in crate::wording) told_by_changes: Text,
        /// `{clients}`: names or how many clients that the last run did not have
        pub(in crate::wording) new_clients: Text,
        /// `{clients}`: each as below
        pub(in crate::wording) renamed: Text,
        /// `{now}`, `{then}`: two names of a client
        pub(in crate::wording) formerly: Text,
        /// `{clients}`: names or how many clients of the last run that have no report now
        pub(in crate::wording) gone: Text,
        /// `{period}`: which the last run reported on; `{clients}`: each as below, or how many
        pub(in crate::wording) restated: Text,
        /// `{client}`: whose answers of that period are others by now; `{then}`, `{now}`: how many there were and are
        pub(in crate::wording) restated_client: Text,
        /// `{n}`: clients whose base is low or whose score is hidden
        pub(in crate::wording) under_base: Text,
        /// `{n}`: reports that could not be made
        pub(in crate::wording) faults: Text,
        /// `{clients}`: whose scores make the mean
        pub(in crate::wording) mean: Text,
        /// `{earlier}`, `{n}`: how many comparisons
        pub(in crate::wording) moved: Text,
        /// `{earlier}`
        pub(in crate::wording) nobody_moved: Text,
        /// `{then}`, `{now}`: two scores
        pub(in crate::wording) movement: Text,
        /// `{place}`, `{best}`, `{worst}`
        pub(in crate::wording) rank: Text,
        /// `{above}`: names or how many clients
        pub(in crate::wording) funnel_above: Text,
        /// `{below}`
        pub(in crate::wording) funnel_below: Text,
        /// `{above}`, `{below}`
        pub(in crate::wording) funnel_both: Text,
        pub(in crate::wording) funnel_none: Text,
        /// `{title}`: one of these, `{outer}`: the outer limits, `{clients}`: names or how many lie outside them only
        pub(in crate::wording) funnel_outside: Text,
        /// Where some client that is drawn has a low base
        pub(in crate::wording) funnel_how_low_bases: Text,
        /// Why those are not clearly apart
        pub(in crate::wording) funnel_how_outside: Text,
        /// The same where nothing is corrected
        pub(in crate::wording) funnel_how_outside_uncorrected: Text,
        /// `{subject}`
        pub(in crate::wording) funnel_subtitle: Text,
        /// `{clients}`, `{fewest}`, `{most}`, `{above}`, `{below}`, `{inner}`: clients above and below the inner limits
        pub(in crate::wording) funnel_description: Text,
        /// `{inner}`, `{outer}`
        pub(in crate::wording) funnel_how_to_read: Text,
        /// `{subject}`
        pub(in crate::wording) table_caption: Text,
        /// `{limits}`: which ones, such as 95 %
        pub(in crate::wording) above_limits: Text,
        /// `{limits}`
        pub(in crate::wording) below_limits: Text,
        /// `{limit}`: answers
        pub(in crate::wording) under_base_why: Text,
        pub(in crate::wording) mean_term: Text,
        pub(in crate::wording) mean_method: Text,
        pub(in crate::wording) rest_term: Text,
        pub(in crate::wording) rest: Text,
        pub(in crate::wording) holm_term: Text,
        /// `{alpha}`: a percentage
        pub(in crate::wording) holm: Text,
        pub(in crate::wording) rank_term: Text,
        /// `{confidence}`
        pub(in crate::wording) rank_method: Text,
        pub(in crate::wording) rank_source: Text,
        pub(in crate::wording) funnel_term: Text,
        /// `{inner}`, `{outer}`, `{outside}`, `{far_outside}`: how many of 1,000
        pub(in crate::wording) funnel_method: Text,
        pub(in crate::wording) funnel_source: Text,
    }
}
