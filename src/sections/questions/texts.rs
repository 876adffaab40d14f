//! Which wordings the questions besides the leading one need.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of the questions besides the one that leads the report.
    pub(crate) struct QuestionTexts {
        /// Heading of the section.
        pub(crate) heading: Text,
        /// `{name}`: how a question is called in a sentence.
        pub(crate) name: Text,
        /// `{name}`, `{measure}`: what is measured by a question, in a row of a chart, and in a sentence.
        pub(crate) line: Text,
        pub(crate) quoted_line: Text,
        /// What is measured: the score; the mean; `{scores}`: the top box; yes; a step of all who were asked; `{of}`: of another;
        /// an option; who answered at all.
        pub(crate) measures: [Text; 8],
        /// What the share of those who answered is called.
        pub(crate) response: Text,
        /// `{question}`, `{option}`: one of the options of a question, in a sentence.
        pub(crate) option: Text,
        /// What options are called together that have no name of their own.
        pub(crate) others: Text,
        /// `{question}`, `{list}`: those most often chosen.
        pub(crate) options: Text,
        /// `{confidence}`
        pub(crate) options_how: Text,
        /// `{question}`, `{score}`, `{n}`: where only those were asked who scored no higher.
        pub(crate) asked_up_to: Text,
        /// Column head.
        pub(crate) option_head: Text,
        /// `{question}`, `{subject}`
        pub(crate) options_by_region: Text,
        /// Caption of the table of what stands apart.
        pub(crate) options_apart: Text,
        /// `{name}`, `{share}`: a step of all who were asked, in a title.
        pub(crate) outcome: Text,
        /// `{name}`, `{share}`, `{of}`: one of another step.
        pub(crate) outcome_of: Text,
        /// `{above}`, `{earlier}`
        pub(crate) rose: Text,
        /// `{below}`, `{earlier}`
        pub(crate) fell: Text,
        /// `{above}`, `{below}`, `{earlier}`
        pub(crate) both: Text,
        /// `{earlier}`: of the questions `{names}`, or of many
        pub(crate) none: [Text; 2],
        /// `{list}`: values in a sentence.
        pub(crate) description: Text,
        /// What a chart of several questions shows, with `{subject}` and `{confidence}`: scores; means, on `{scale}`; per cent;
        /// steps; the options of `{question}`.
        pub(crate) subtitles: [Text; 5],
        /// `{confidence}`
        pub(crate) how_to_read: Text,
        /// Keys to dots: those above and below what they were in `{earlier}`, those that have not clearly changed, and those that
        /// are compared with nothing.
        pub(crate) keys: [Text; 4],
        /// The same over time: of several questions, and of `{names}`.
        pub(crate) over_time: [Text; 2],
        pub(crate) over_time_how: Text,
        /// `{name}`, `{above}`
        pub(crate) region_above: Text,
        /// `{name}`, `{below}`
        pub(crate) region_below: Text,
        /// `{name}`, `{above}`, `{below}`
        pub(crate) region_both: Text,
        /// `{name}`
        pub(crate) region_none: Text,
        /// `{name}`: where there is nothing to compare with.
        pub(crate) region_plain: Text,
        /// `{cut}`: all questions by a cut: those `{names}` tell its values apart; `{n}` of `{all}` do; none does.
        pub(crate) matrix: [Text; 3],
        /// `{cut}`, `{subject}`
        pub(crate) matrix_subtitle: Text,
        /// Caption of the table of what stands apart.
        pub(crate) matrix_apart: Text,
        /// What its marks mean.
        pub(crate) matrix_key: Text,
        /// `{line}`, `{subject}`, `{confidence}`
        pub(crate) region_subtitle: Text,
        pub(crate) region_how: Text,
        /// Column heads: question, what was asked, what is measured, answers, rows without one, rows left out, why, what
        /// is compared with.
        pub(crate) head: [Text; 8],
        /// Caption of the table of what became of the rows.
        pub(crate) account: Text,
        /// `{reason}`, `{count}`
        pub(crate) reason: Text,
        pub(crate) benchmarks: Text,
        /// `{line}`, `{now}`, `{then}`, `{earlier}`: key findings
        pub(crate) finding_rose: Text,
        /// `{line}`, `{now}`, `{then}`, `{earlier}`
        pub(crate) finding_fell: Text,
        /// `{name}`, `{level}`, `{text}`: what a level means that a question has reached.
        pub(crate) level: Text,
        /// Column head of levels.
        pub(crate) level_head: Text,
        /// Column head: how many went through a step.
        pub(crate) reached: Text,
        /// What outcomes are.
        pub(crate) outcomes: Text,
        /// What the response rate is.
        pub(crate) response_method: Text,
        /// Both where a list of its own tells who was asked.
        pub(crate) outcomes_list: Text,
        pub(crate) response_list: Text,
        /// What options are; `{limit}`, `{most}`: those that have a name.
        pub(crate) options_method: Text,
        /// The method: what further questions are; means; shares.
        pub(crate) term: Text,
        pub(crate) method: Text,
        pub(crate) means: Text,
        pub(crate) shares: Text,
        pub(crate) source: Text,
    }
}

wordings! {
    /// What explains the figures of the questions besides the leading one.
    pub(crate) struct ExplainTexts {
        /// What each is, and by what it is stated: a question, its account, what is measured, what it is compared with.
        pub(crate) question: [Text; 2],
        pub(crate) account: [Text; 2],
        pub(crate) level: [Text; 2],
        pub(crate) measure: [Text; 2],
        pub(crate) compared: [Text; 2],
        /// `{line}`, `{of}`
        pub(crate) of: Text,
        /// `{level}`, `{of}`: the ends of an interval.
        pub(crate) ends: [Text; 2],
        /// `{first}`, `{second}`
        pub(crate) gap: Text,
        /// `{line}`
        pub(crate) listed: Text,
        /// Column heads: answer, how many.
        pub(crate) heads: [Text; 2],
        /// No and yes.
        pub(crate) words: [Text; 2],
        /// The comparisons that are corrected together: changes, regions, benchmarks.
        pub(crate) families: [Text; 3],
        /// Where figures are told rounded.
        pub(crate) rounded: Text,
    }
}
