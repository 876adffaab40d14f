//! What explains a figure: whose it is, what it comes from, and what is said between its formulas.

use crate::wording::text::{Plural, Text, wordings};

wordings! {
    /// What explains a figure. `{of}` is whose answers they are.
    pub(crate) struct ExplainTexts {
        pub(crate) counts: Text,
        pub(crate) steps: Text,
        pub(crate) sources: Text,
        pub(crate) rows: Text,
        /// `{shown}`
        pub(crate) on_page: Text,
        /// In place of a value that is not there.
        pub(crate) empty: Text,
        /// `{names}`
        pub(crate) group_of: Text,
        /// Of what is not there.
        pub(crate) none: Text,
        /// The list of figures.
        pub(crate) listed: ListedTexts,
        /// Rows of the data.
        pub(crate) row: RowTexts,
        /// What is stated.
        pub(crate) stated: StatedTexts,
        /// What is not there.
        pub(crate) nothing: NothingTexts,
        /// Whose answers they are, as a subject.
        pub(crate) all: Text,
        /// `{period}`
        pub(crate) all_of: Text,
        /// `{region}`
        pub(crate) part: Text,
        /// `{region}`, `{period}`
        pub(crate) part_of: Text,
        /// `{region}`
        pub(crate) rest: Text,
        /// `{region}`, `{period}`
        pub(crate) rest_of: Text,
        /// `{first}`, `{last}`
        pub(crate) window: Text,
        /// `{of}`: what a figure is, of whose answers.
        pub(crate) nps: Text,
        /// `{level}`, `{of}`
        pub(crate) interval: Text,
        /// `{level}`, `{of}`
        pub(crate) lower_end: Text,
        /// `{level}`, `{of}`
        pub(crate) upper_end: Text,
        /// `{of}`
        pub(crate) standard_error: Text,
        /// `{of}`
        pub(crate) base: Text,
        /// `{group}`, `{of}`
        pub(crate) group: Text,
        /// `{group}`, `{of}`
        pub(crate) share: Text,
        /// `{of}`
        pub(crate) division: Text,
        /// `{of}`
        pub(crate) mean: Text,
        /// `{of}`
        pub(crate) level: Text,
        /// `{of}`
        pub(crate) low_base: Text,
        /// `{of}`
        pub(crate) state: Text,
        /// `{of}`
        pub(crate) not_shown: Text,
        /// `{of}`
        pub(crate) of_nobody: Text,
        pub(crate) nobody: Text,
        /// `{least}`
        pub(crate) hidden_few: Text,
        /// `{least}`
        pub(crate) hidden_rest: Text,
        /// `{clients}`, `{least}`
        pub(crate) hidden_clients: Text,
        pub(crate) not_told: Text,
        /// `{n}`, `{least}`
        pub(crate) measured: Text,
        /// `{detractors}`, `{passives}`, `{promoters}`, each with its scores in `{low}`, `{middle}`, `{high}`, and `{n}`
        pub(crate) groups_are: Text,
        /// `{low}`, `{high}`: scores.
        pub(crate) from_to: Text,
        pub(crate) no_score: Text,
        /// Column heads: score, group, answers, sum of weights, period.
        pub(crate) heads: [Text; 5],
        /// `{group}`, `{from}`, `{low}`, `{high}`
        pub(crate) cut: Text,
        /// Heads of the table of levels: level, name, from.
        pub(crate) level_heads: [Text; 3],
        /// `{nps}`, `{level}`
        pub(crate) level_found: Text,
        /// `{n}`, `{limit}`
        pub(crate) few: Text,
        /// `{n}`, `{limit}`
        pub(crate) not_few: Text,
        pub(crate) wald: Text,
        /// `{times}`, `{seed}`, `{tail}`
        pub(crate) bootstrap: Text,
        /// `{low}`, `{high}`
        pub(crate) reaches: Text,
        /// `{first}`, `{second}`
        pub(crate) difference: Text,
        /// `{first}`, `{second}`
        pub(crate) z: Text,
        /// `{first}`, `{second}`
        pub(crate) p: Text,
        /// `{first}`, `{second}`
        pub(crate) p_adjusted: Text,
        /// `{first}`, `{second}`
        pub(crate) verdict: Text,
        /// `{name}`
        pub(crate) the_benchmark: Text,
        /// `{of}`, `{target}`
        pub(crate) chance: Text,
        pub(crate) no_chance: Text,
        /// Heads of the table of both sides: detractors, passives, promoters, answers, effective n.
        pub(crate) compared_heads: [Text; 5],
        pub(crate) goes_by_weights: Text,
        /// `{value}`
        pub(crate) benchmark_exact: Text,
        /// `{value}`, `{n}`
        pub(crate) benchmark_of: Text,
        /// `{p}`, `{alpha}`, `{level}`, `{verdict}`
        pub(crate) larger: Text,
        /// `{p}`, `{alpha}`, `{level}`, `{verdict}`
        pub(crate) no_larger: Text,
        /// `{p}`, `{alpha}`, `{level}`, `{least}`, `{verdict}`
        pub(crate) too_small: Text,
        pub(crate) uncorrected: Text,
        pub(crate) holm: Text,
        pub(crate) benjamini_hochberg: Text,
        /// `{names}`
        pub(crate) same_hypothesis: Text,
        /// `{family}`, `{p}`
        pub(crate) alone: Text,
        /// `{family}`, `{count}`
        pub(crate) together: Text,
        /// `{p}`
        pub(crate) corrected: Text,
        /// Heads of the table of a correction: comparison, p, multiplier, product, corrected p.
        pub(crate) correction_heads: [Text; 5],
        /// What is corrected together: changes, comparisons with benchmarks.
        pub(crate) families: [Text; 2],
        /// `{period}`: since the period before, since a year earlier, since one that the config names.
        pub(crate) since: [Text; 3],
        /// What answers are worth.
        pub(crate) design: WorthTexts,
        /// How many of those asked have answered.
        pub(crate) response: ResponseTexts,
        /// Phrases that stand in formulas, in the place of the English ones.
        pub(crate) phrases: [Text; 10],
        /// Words that do.
        pub(crate) words: [Text; 26],
        /// What is said before a formula, or in place of one.
        pub(crate) note: NoteTexts,
    }

    /// The list of figures that can be explained.
    pub(crate) struct ListedTexts {
        /// Column heads: what a figure is, and how the page shows it.
        pub(crate) heads: [Text; 2],
        /// `{one}`, `{other}`: figures that are not in it.
        pub(crate) more: Text,
        /// `{of}`
        pub(crate) score: Text,
        pub(crate) interval: Text,
        pub(crate) mean: Text,
        /// `{since}`
        pub(crate) change: Text,
    }

    /// Rows of the data that are behind a figure.
    pub(crate) struct RowTexts {
        /// Column heads: file and row.
        pub(crate) heads: [Text; 2],
        /// `{n}`, `{of}`
        pub(crate) are: Plural,
        /// `{n}`, `{file}`
        pub(crate) of_file: Text,
        /// `{n}`
        pub(crate) more: Text,
        /// `{n}`: on the command line.
        pub(crate) more_on_request: Text,
        /// `{n}`, `{reason}`, `{rows}`
        pub(crate) left_out: Plural,
    }

    /// What is stated and not computed: what it is, and by what it is stated.
    pub(crate) struct StatedTexts {
        pub(crate) layout: [Text; 2],
        pub(crate) program: [Text; 2],
        pub(crate) name: [Text; 2],
        pub(crate) looks: [Text; 2],
        pub(crate) as_of: [Text; 2],
        pub(crate) scale: [Text; 2],
        pub(crate) question: [Text; 2],
        pub(crate) weighting: [Text; 2],
        pub(crate) seed: [Text; 2],
        pub(crate) method: [Text; 2],
        pub(crate) level: [Text; 2],
        pub(crate) benchmark: [Text; 2],
        pub(crate) period: [Text; 2],
        pub(crate) key_finding: [Text; 2],
        pub(crate) part: [Text; 2],
    }

    /// Why something is not there.
    pub(crate) struct NothingTexts {
        pub(crate) comparison: Text,
        pub(crate) before: Text,
        pub(crate) without_dates: Text,
        pub(crate) not_stated: Text,
    }

    /// What weights, clusters and a stated population do to the worth of answers. `{of}` is whose they are.
    pub(crate) struct WorthTexts {
        /// `{of}`
        pub(crate) effective_n: Text,
        /// `{of}`
        pub(crate) weighted_n: Text,
        /// In place of a formula.
        pub(crate) over_scores: Text,
        pub(crate) once: Text,
        /// `{of}`
        pub(crate) clusters: Text,
        /// `{column}`
        pub(crate) clusters_are: Text,
        pub(crate) no_clusters: Text,
        /// `{of}`
        pub(crate) population: Text,
        pub(crate) population_is: Text,
        pub(crate) no_population: Text,
    }

    /// How many of those asked have answered.
    pub(crate) struct ResponseTexts {
        pub(crate) rate: Text,
        /// Its name in a formula, and how it comes about.
        pub(crate) name: Text,
        pub(crate) form: Text,
        pub(crate) answered: Text,
        /// What it is, and by what it is stated.
        pub(crate) asked: [Text; 2],
        /// By what it is known where the rows of the data tell it.
        pub(crate) asked_rows: Text,
        /// The same where a list of its own tells it; and how many have answered then.
        pub(crate) asked_list: Text,
        pub(crate) answered_list: Text,
    }

    /// What is said before a formula, or in place of one. What is put in has the symbol that it has in the formula, and `{=}` is
    /// the result.
    pub(crate) struct NoteTexts {
        pub(crate) weights: Text,
        /// `{effective n}`
        pub(crate) effective_sizes: Text,
        pub(crate) added: Text,
        /// `{share}`, `{=}`
        pub(crate) normal: Text,
        /// `{T}`, `{=}`
        pub(crate) tango_low: Text,
        /// `{T}`, `{=}`
        pub(crate) tango_high: Text,
        pub(crate) cut: Text,
        /// `{NPS}`
        pub(crate) held: Text,
        /// `{ρ}`
        pub(crate) related: Text,
        pub(crate) two_sided: Text,
        /// `{drawn}`, `{all}`, `{=}`
        pub(crate) exact_few: Text,
        /// `{drawn}`, `{all}`, `{=}`
        pub(crate) exact_by_little: Text,
        pub(crate) score_test: Text,
        pub(crate) below: Text,
        /// `{(Σw)}`, `{Σw²}`
        pub(crate) kish: Text,
        /// `{C}`, `{Σu²}`
        pub(crate) clusters: Text,
        pub(crate) clusters_alike: Text,
        /// `{V}`
        pub(crate) single_variance: Text,
        /// `{clusters}`, `{ΣW²}`
        pub(crate) one_each: Text,
        pub(crate) smaller: Text,
        /// `{n}`, `{N}`
        pub(crate) population: Text,
        pub(crate) census: Text,
        pub(crate) by_range: Text,
        pub(crate) stayed: Text,
        /// `{C₀}`, `{C₁}`
        pub(crate) together: Text,
        pub(crate) against_stayed: Text,
        pub(crate) level_of_each: Text,
        pub(crate) relative_weight: Text,
        pub(crate) upper_share: Text,
        pub(crate) wilson: Text,
        pub(crate) pooled_share: Text,
        pub(crate) two_sided_shares: Text,
        /// `{drawn}`, `{all}`, `{=}`
        pub(crate) fisher: Text,
        pub(crate) deviation: Text,
        /// `{C}`, `{Σu²}`
        pub(crate) clusters_scores: Text,
        /// `{share}`, `{ν}`, `{=}`
        pub(crate) student: Text,
        pub(crate) cut_at_scale: Text,
        pub(crate) no_width: Text,
        pub(crate) welch: Text,
        /// `{t}`, `{ν}`, `{=}`
        pub(crate) two_sided_t: Text,
        pub(crate) two_kinds: Text,
        /// `{χ²}`, `{ν}`, `{=}`
        pub(crate) chi_square: Text,
        pub(crate) surplus: Text,
        pub(crate) between_groups: Text,
        pub(crate) untested_alike: Text,
        pub(crate) untested_one: Text,
    }
}
