//! Fixed words: headings, column heads, legends. They serialise, so that a template names them directly.

use serde::Serialize;

use super::text::{Text, wordings};

wordings! {
    /// Words without placeholders, capitalised as a heading or column head.
    #[derive(Serialize)]
    pub struct Labels {
        /// Link past the head of the page.
        pub skip_to_content: Text,
        /// Heading of the list of sections.
        pub contents: Text,
        /// Section of the key figures.
        pub key_figures: Text,
        /// Section of the key findings.
        pub key_findings: Text,
        /// Section of groups and scores.
        pub composition: Text,
        /// Section of the trend.
        pub trend: Text,
        /// Values of a cut that stand together.
        pub others: Text,
        /// Section of the regions.
        pub regions: Text,
        /// Section of the benchmarks.
        pub benchmarks: Text,
        /// Part on definitions.
        pub method: Text,
        /// Part on the data.
        pub data_quality: Text,
        /// Above what should be doubted of them.
        pub worth_checking: Text,
        /// Opens the reading help of a chart.
        pub how_to_read: Text,
        /// Opens the list of definitions that a chart rests on.
        pub terms: Text,
        /// A link to the part that it stands in.
        pub link_here: Text,
        /// Opens the table of a chart's numbers.
        pub show_numbers: Text,
        /// On paper, before the numbers of the tables in which a chart's numbers are.
        pub numbers: Text,
        /// Heading of these tables.
        pub appendix: Text,
        /// Before the publication that a text rests on.
        pub source: Text,
        /// The score.
        pub nps: Text,
        /// Lower end of the interval.
        pub low: Text,
        /// Upper end of the interval.
        pub high: Text,
        /// Number of answers.
        pub base: Text,
        /// The group, as a column head.
        pub group: Text,
        /// Promoters, plural.
        pub promoters: Text,
        /// Passives, plural.
        pub passives: Text,
        /// Detractors, plural.
        pub detractors: Text,
        /// One promoter.
        pub promoter: Text,
        /// One passive.
        pub passive: Text,
        /// One detractor.
        pub detractor: Text,
        /// A point of the scale.
        pub score: Text,
        /// Mean answer on the scale.
        pub mean_score: Text,
        /// Answers, as a column head.
        pub answers: Text,
        /// Share of all answers.
        pub share: Text,
        /// All answers together.
        pub total: Text,
        /// A period of time.
        pub period: Text,
        /// A region.
        pub region: Text,
        /// A region that is not stated.
        pub not_stated: Text,
        /// Place in the ranking.
        pub rank: Text,
        /// In place of a rank.
        pub unranked: Text,
        /// Change on the previous period.
        pub change: Text,
        /// A difference in points.
        pub difference: Text,
        /// Difference from all other answers.
        pub versus_rest: Text,
        /// What a comparison says.
        pub verdict: Text,
        /// A benchmark.
        pub benchmark: Text,
        /// Value of a benchmark in points.
        pub value: Text,
        /// What a client's own target is called: "Target".
        pub target: Text,
        /// Mean, median, score or target.
        pub statistic: Text,
        /// Year of a benchmark.
        pub year: Text,
        /// Legend of regions that cannot be told from the rest.
        pub not_distinguishable: Text,
        /// Files, as a column head.
        pub file: Text,
        /// Rows, as a column head.
        pub rows: Text,
        /// Rows that were left out, as a caption.
        pub rejected_rows: Text,
        /// Files read, as a caption.
        pub files_read: Text,
        /// What each file was read as, as a column head.
        pub read_as: Text,
        /// Rows of a file that count, as a column head.
        pub rows_used: Text,
        /// Those that are outside the question, as a column head.
        pub rows_outside: Text,
        /// Those that have faults, as a column head.
        pub rows_left_out: Text,
        /// Why rows were left out.
        pub reason: Text,
        /// Numbers of the first rows left out.
        pub first_rows: Text,
        /// Comparisons with earlier periods, as a caption.
        pub changes: Text,
        /// Which change, as a column head.
        pub since: Text,
        /// In place of a verdict.
        pub no_comparison: Text,
        /// What a reader must know about a row, as a column head.
        pub note: Text,
        /// Number of answers, as narrow as can be.
        pub n: Text,
        /// What the numbers on the bars of scores are.
        pub share_of_answers: Text,
        /// Key to a gap in a line.
        pub gap: Text,
        /// Key to regions above the rest.
        pub above_rest: Text,
        /// Key to regions below the rest.
        pub below_rest: Text,
        /// Key to a region's own benchmark.
        pub region_benchmark: Text,
        /// Key to the marker on the bar of groups.
        pub nps_marker: Text,
        /// Key to the mark of a benchmark.
        pub benchmark_marker: Text,
    }
}
