//! Which wordings the index of a batch needs beside those of a report.

use serde::Serialize;

use crate::wording::text::{Plural, Text, wordings};

wordings! {
    /// The index of a batch: every client beside the others.
    pub(crate) struct IndexTexts {
        /// Fixed words.
        pub(crate) labels: IndexLabels,
        /// `{verdict}`: what a client's own report says otherwise.
        pub(crate) in_own_report: Text,
        /// `{n}` clients.
        pub(crate) clients: Plural,
        /// `{n}` clients in the form after the language's "of" or "with".
        pub(crate) clients_of: Plural,
        /// `{nps}`, `{clients}` (of), `{period}`
        pub(crate) score: Text,
        /// `{nps}`, `{clients}` (of)
        pub(crate) undated_score: Text,
        /// `{clients}` (of), `{period}`: their common score is not shown
        pub(crate) no_score: Text,
        /// `{clients}` (of)
        pub(crate) undated_no_score: Text,
        /// `{period}`
        pub(crate) nobody: Text,
        pub(crate) undated_nobody: Text,
        /// `{score}`: one of the sentences above, `{finding}`: one of those below
        pub(crate) with_one: Text,
        /// `{score}`, `{finding}`, `{another}`
        pub(crate) with_two: Text,
        /// `{rose}` (of), `{fell}`: a number
        pub(crate) rose_and_fell: Text,
        /// `{rose}` (of)
        pub(crate) rose: Text,
        /// `{fell}` (of)
        pub(crate) fell: Text,
        pub(crate) none_moved: Text,
        /// `{above}`, `{below}`: numbers
        pub(crate) above_and_below: Text,
        /// `{above}`: a number
        pub(crate) above: Text,
        /// `{below}`: a number
        pub(crate) below: Text,
        pub(crate) none_apart: Text,
        /// Whom the page is for: who sends the reports
        pub(crate) for_sender: Text,
        /// The same of one that is passed on
        pub(crate) for_clients: Text,
        /// `{clients}`: names or how many clients whose own reports say otherwise, for other comparisons are corrected there
        pub(crate) own_verdicts: Text,
        /// The same where nothing is corrected
        pub(crate) own_settings: Text,
        /// `{clients}`: names or how many clients of which the table of those they are part of says otherwise, though the
        /// answers are the same
        pub(crate) other_table: Text,
        /// `{clients}`: names or how many clients with a low base that differ or changed clearly all the same
        pub(crate) low_bases: Text,
        /// `{column}`: whose clients are counted, where they are nested
        pub(crate) innermost: Text,
        /// `{n}`: clients without answers in the period
        pub(crate) missing: Text,
        /// `{period}`, `{day}`: of the last run
        pub(crate) last_run: Text,
        /// `{day}`
        pub(crate) undated_last_run: Text,
        /// `{column}`: which says what changed since the last run
        pub(crate) told_by_changes: Text,
        /// `{clients}`: names or how many clients that the last run did not have
        pub(crate) new_clients: Text,
        /// `{clients}`: each as below
        pub(crate) renamed: Text,
        /// `{now}`, `{then}`: two names of a client
        pub(crate) formerly: Text,
        /// `{clients}`: names or how many clients of the last run that have no report now
        pub(crate) gone: Text,
        /// `{period}`: which the last run reported on; `{clients}`: each as below, or how many
        pub(crate) restated: Text,
        /// `{client}`: whose answers of that period are others by now; `{then}`, `{now}`: how many there were and are
        pub(crate) restated_client: Text,
        /// `{n}`: clients whose base is low or whose score is hidden
        pub(crate) under_base: Text,
        /// `{n}`: reports that could not be made
        pub(crate) faults: Text,
        /// `{clients}`: whose scores make the mean
        pub(crate) mean: Text,
        /// `{earlier}`, `{n}`: how many comparisons
        pub(crate) moved: Text,
        /// `{earlier}`
        pub(crate) nobody_moved: Text,
        /// `{then}`, `{now}`: two scores
        pub(crate) movement: Text,
        /// `{place}`, `{best}`, `{worst}`
        pub(crate) rank: Text,
        /// `{above}`: names or how many clients
        pub(crate) funnel_above: Text,
        /// `{below}`
        pub(crate) funnel_below: Text,
        /// `{above}`, `{below}`
        pub(crate) funnel_both: Text,
        pub(crate) funnel_none: Text,
        /// `{title}`: one of these, `{outer}`: the outer limits, `{clients}`: names or how many lie outside them only
        pub(crate) funnel_outside: Text,
        /// Where some client that is drawn has a low base
        pub(crate) funnel_how_low_bases: Text,
        /// Why those are not clearly apart
        pub(crate) funnel_how_outside: Text,
        /// The same where nothing is corrected
        pub(crate) funnel_how_outside_uncorrected: Text,
        /// `{subject}`
        pub(crate) funnel_subtitle: Text,
        /// `{clients}`, `{fewest}`, `{most}`, `{above}`, `{below}`, `{inner}`: clients above and below the inner limits
        pub(crate) funnel_description: Text,
        /// `{inner}`, `{outer}`
        pub(crate) funnel_how_to_read: Text,
        /// `{subject}`
        pub(crate) table_caption: Text,
        /// `{subject}`, `{list}`: what further questions measured of all answers
        pub(crate) questions_caption: Text,
        /// `{caption}`: the same, `{earlier}`: the period that values are compared with
        pub(crate) questions_changes: Text,
        /// `{name}`: a question and what is measured by it, `{value}`
        pub(crate) question_value: Text,
        /// `{n}`: answers that a value is from
        pub(crate) base: Text,
        /// The same of few
        pub(crate) base_low: Text,
        /// `{limits}`: which ones, such as 95 %
        pub(crate) above_limits: Text,
        /// `{limits}`
        pub(crate) below_limits: Text,
        /// `{limit}`: answers
        pub(crate) under_base_why: Text,
        pub(crate) mean_term: Text,
        pub(crate) mean_method: Text,
        pub(crate) rest_term: Text,
        pub(crate) rest: Text,
        pub(crate) holm_term: Text,
        /// `{alpha}`: a percentage
        pub(crate) holm: Text,
        pub(crate) rank_term: Text,
        /// `{confidence}`
        pub(crate) rank_method: Text,
        pub(crate) rank_source: Text,
        pub(crate) funnel_term: Text,
        /// `{inner}`, `{outer}`, `{outside}`, `{far_outside}`: how many of 1,000
        pub(crate) funnel_method: Text,
        pub(crate) funnel_source: Text,
    }

    /// Words of the index without placeholders, capitalised as a heading or column head where they are one.
    #[derive(Serialize)]
    pub struct IndexLabels {
        /// Heading of the part on clients that are not nested.
        pub clients: Text,
        /// A client, as a column head.
        pub client: Text,
        /// Heading of the table of all clients.
        pub all_clients: Text,
        /// Heading of the table of further questions.
        pub questions: Text,
        /// Heading of the list of clients that changed.
        pub moved: Text,
        /// Heading of those that rose.
        pub rose: Text,
        /// Heading of those that fell.
        pub fell: Text,
        /// Opens what a long list leaves out.
        pub others: Text,
        /// The confidence interval, as a column head.
        pub interval: Text,
        /// Change on the previous period, as a column head.
        pub change: Text,
        /// What changed since the run before this one, as a column head.
        pub since_last_run: Text,
        /// Of a client that the run before did not have.
        pub new: Text,
        /// Share of those asked who answered, as a column head.
        pub response: Text,
        /// The score against a target, as a column head.
        pub target: Text,
        /// The region that most answers come from, as a column head.
        pub region: Text,
        /// Marks a low base.
        pub low_base: Text,
        /// Before why a report could not be made.
        pub fault: Text,
        /// Before the choice of an order.
        pub sort_by: Text,
        /// By rank.
        pub by_rank: Text,
        /// By name.
        pub by_name: Text,
        /// By score.
        pub by_nps: Text,
        /// By number of answers.
        pub by_base: Text,
        /// By change.
        pub by_change: Text,
        /// Before the field that chooses rows by text.
        pub filter: Text,
        /// Before how many rows are shown.
        pub shown: Text,
        /// Heading of the clients without answers.
        pub missing: Text,
        /// The same without a period.
        pub undated_missing: Text,
        /// The last period with answers, as a column head.
        pub last_answers: Text,
        /// In place of that period.
        pub never: Text,
        /// Heading of the clients with too few answers.
        pub under_base: Text,
        /// Names the score of all answers.
        pub pooled: Text,
        /// Names the mean of scores.
        pub mean: Text,
        /// Why something is so, as a column head.
        pub why: Text,
        /// Where the numbers of a chart are.
        pub numbers_below: Text,
        /// Key to clients within the funnel.
        pub within_limits: Text,
        /// Name of the axis of bases.
        pub answers_axis: Text,
        /// The same for a logarithmic axis.
        pub answers_axis_log: Text,
    }
}
