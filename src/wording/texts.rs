//! Which wordings a language has to give. A language's file fills every field of [`Texts`]: a test refuses one that is
//! missing, and the compiler reports one that no sentence uses.
//!
//! A wording is a whole sentence or phrase with named placeholders such as `{nps}`; nothing is glued
//! together from pieces, since no two languages agree on order and case.

mod charts;
mod choices;
mod control;
mod design;
mod disclosure;
mod explain;
mod history;
mod index;
mod key_findings;
mod method;
mod participants;
mod plan;
mod summary;
mod warnings;
mod why;

use std::collections::{BTreeMap, BTreeSet};

use icu_plurals::PluralCategory;

use super::labels::Labels;
pub(crate) use super::text::{ByLength, CATEGORIES, Plural, Seen, Text, Visit, within, wordings};

pub(crate) use charts::{Benchmarks, Composition, Histogram, Regions, TrendChart};
pub(crate) use choices::Choices;
pub(crate) use control::Trailing;
pub(crate) use design::Design;
pub(crate) use disclosure::Disclosure;
pub(crate) use explain::ExplainTexts;
pub(crate) use history::History;
pub use index::IndexLabels;
pub(crate) use index::IndexTexts;
pub(crate) use key_findings::KeyFindings;
pub(crate) use method::{Method, Quality};
pub(crate) use participants::{Named, Participants, Standing};
pub(crate) use plan::PlanTexts;
pub(crate) use summary::Summary;
pub(crate) use warnings::Warnings;
pub(crate) use why::{Why, WhyBy};

wordings! {
    /// Everything that a language says.
    pub(crate) struct Texts {
        /// Fixed words.
        pub(crate) labels: Labels,
        /// Numbers and what they count.
        pub(crate) numbers: Numbers,
        /// Names of periods as a heading gives them.
        pub(crate) period: PeriodNames,
        /// Names of periods in the form that follows the language's "in".
        pub(crate) period_inside: PeriodNames,
        /// Short names with the year.
        pub(crate) period_axis: PeriodNames,
        /// Short names within the year; `{year}` only where the period is a year.
        pub(crate) period_tick: PeriodNames,
        /// The headline and what else stands in the head and foot of the page.
        pub(crate) headline: Headline,
        /// The key findings.
        pub(crate) key_findings: KeyFindings,
        /// The reported period against an earlier one.
        pub(crate) change: Change,
        /// A score against a benchmark.
        pub(crate) versus: Versus,
        /// One figure, or why there is none.
        pub(crate) figure: Figure,
        /// The diverging bar of groups.
        pub(crate) composition: Composition,
        /// The bars of scores.
        pub(crate) histogram: Histogram,
        /// The line over time.
        pub(crate) trend: TrendChart,
        /// Windows of several periods.
        pub(crate) trailing: Trailing,
        /// The dots of regions.
        pub(crate) regions: Regions,
        /// Why the score changed.
        pub(crate) why: Why,
        /// Regions over time.
        pub(crate) history: History,
        /// What answers weigh, and what they are worth by it.
        pub(crate) design: Design,
        /// How the survey was made: a term for each item.
        pub(crate) disclosure: Disclosure,
        /// The bullet of benchmarks.
        pub(crate) benchmarks: Benchmarks,
        /// The client among all that take part.
        pub(crate) participants: Participants,
        /// The dots of the client and the other participants together.
        pub(crate) standing: Standing,
        /// The dots of all participants by name.
        pub(crate) named: Named,
        /// The e-mail that a report goes out with.
        pub(crate) summary: Summary,
        /// What was read and left out.
        pub(crate) quality: Quality,
        /// What should be doubted of it.
        pub(crate) warnings: Warnings,
        /// How the figures were made.
        pub(crate) method: Method,
        /// How they were made where the config leaves a choice.
        pub(crate) choices: Choices,
        /// The index of a batch.
        pub(crate) index: IndexTexts,
        /// The plan of a survey.
        pub(crate) plan: PlanTexts,
        /// What explains a figure.
        pub(crate) explain: ExplainTexts,
        /// What single parts of the report say.
        pub(crate) of_parts: OfParts,
    }

    /// Numbers and what they count. `{n}` is the number, grouped, signed where it is a change.
    pub(crate) struct Numbers {
        /// `{number}`: the percent pattern of CLDR.
        pub(crate) percent: Text,
        /// `{low}`, `{high}`: two ends.
        pub(crate) interval: Text,
        /// `{low}`, `{high}`: two ends that are not negative.
        pub(crate) range: Text,
        /// `{first}`, `{last}`: two periods as a heading gives them.
        pub(crate) span: Text,
        /// `{number}`
        pub(crate) p_is: Text,
        /// `{number}`
        pub(crate) p_below: Text,
        /// `{number}`
        pub(crate) p_above: Text,
        /// `{number}`: less than it, in a table cell.
        pub(crate) below: Text,
        /// `{number}`: more than it, in a table cell.
        pub(crate) above: Text,
        /// `{n}`: the base.
        pub(crate) base: Text,
        /// `{amount}`, `{currency}`: money.
        pub(crate) money: Text,
        /// Separates the items of a list.
        pub(crate) list_separator: Text,
        /// `{n}` points.
        pub(crate) points: Plural,
        /// `{n}` answers.
        pub(crate) answers: Plural,
        /// `{n}` regions.
        pub(crate) regions: Plural,
        /// `{n}` benchmarks.
        pub(crate) benchmarks: Plural,
    }

    /// One pattern for each length of a period: `{number}` within the `{year}`, or `{month}`, which CLDR
    /// gives with its year or, on ticks, without. Quarters and half-years may have `{roman}` in place of `{number}`.
    /// ICU4X has no patterns of quarters.
    pub(crate) struct PeriodNames {
        /// `{number}`, `{year}`
        pub(crate) week: Text,
        /// `{month}`
        pub(crate) month: Text,
        /// `{number}`, `{year}`
        pub(crate) quarter: Text,
        /// `{number}`, `{year}`
        pub(crate) half_year: Text,
        /// `{year}`
        pub(crate) year: Text,
        /// `{number}`, `{year}`, a financial year such as 2026/27
        pub(crate) financial_quarter: Text,
        /// `{number}`, `{year}`
        pub(crate) financial_half_year: Text,
        /// `{year}`
        pub(crate) financial_year: Text,
    }

    /// The headline. `{nps}` whole points, `{period}` and `{earlier}` in the form after "in", `{change}`
    /// points with sign, `{then}` the earlier score, `{answers}` answers.
    pub(crate) struct Headline {
        /// `{nps}`, `{period}`, `{earlier}`, `{change}`
        pub(crate) rose: Text,
        /// `{nps}`, `{period}`, `{earlier}`, `{change}`
        pub(crate) fell: Text,
        /// `{nps}`, `{period}`, `{earlier}`, `{then}`
        pub(crate) unclear: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(crate) then_empty: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(crate) then_too_few: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(crate) then_withheld: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(crate) then_low_base: Text,
        /// `{nps}`, `{period}`, `{answers}`
        pub(crate) low_base: Text,
        /// `{nps}`, `{period}`, `{answers}`
        pub(crate) alone: Text,
        /// `{nps}`, `{answers}`
        pub(crate) undated_low_base: Text,
        /// `{nps}`, `{answers}`
        pub(crate) undated: Text,
        /// `{period}`
        pub(crate) too_few: Text,
        /// `{period}`
        pub(crate) withheld: Text,
        /// `{period}`
        pub(crate) empty: Text,
        pub(crate) undated_too_few: Text,
        pub(crate) undated_withheld: Text,
        pub(crate) undated_empty: Text,
        /// `{period}` as a heading gives it, `{day}`
        pub(crate) dateline: Text,
        /// `{day}`
        pub(crate) undated_dateline: Text,
        /// `{title}`, `{period}`
        pub(crate) window_title: Text,
        /// `{program}`, `{day}`
        pub(crate) footer: Text,
    }

    /// The reported period against an earlier one: `{earlier}` in the form after "in", `{then}` its score.
    pub(crate) struct Change {
        /// Names the change on the period before.
        pub(crate) on_previous: ByLength,
        /// Names the change on the same period a year earlier.
        pub(crate) on_year_earlier: ByLength,
        /// `{earlier}`: names the change on a period by its name.
        pub(crate) on_named: Text,
        /// `{then}`, `{earlier}`
        pub(crate) then: Text,
        /// `{earlier}`
        pub(crate) then_empty: Text,
        /// `{earlier}`
        pub(crate) then_too_few: Text,
        /// `{earlier}`
        pub(crate) then_withheld: Text,
        /// The verdict in a word or two.
        pub(crate) verdict_rose: Text,
        pub(crate) verdict_fell: Text,
        pub(crate) verdict_unclear: Text,
    }

    /// A score against a benchmark or the rest: the verdict in a word or two, and kinds of benchmark.
    pub(crate) struct Versus {
        pub(crate) verdict_above: Text,
        pub(crate) verdict_below: Text,
        pub(crate) verdict_unclear: Text,
        pub(crate) mean: Text,
        pub(crate) median: Text,
        pub(crate) score: Text,
        pub(crate) target: Text,
    }

    /// One figure, or why there is none.
    pub(crate) struct Figure {
        /// In place of a number.
        pub(crate) empty: Text,
        pub(crate) too_few: Text,
        pub(crate) withheld: Text,
        pub(crate) too_few_clients: Text,
        /// `{limit}`
        pub(crate) low_base_note: Text,
        /// `{limit}`
        pub(crate) too_few_note: Text,
        pub(crate) withheld_note: Text,
        pub(crate) too_few_clients_note: Text,
        pub(crate) empty_note: Text,
        /// `{name}`, `{value}`: beside a line or mark.
        pub(crate) marked: Text,
        /// `{confidence}`
        pub(crate) band: Text,
        /// `{confidence}`, `{interval}`, `{base}`: how precise a score is.
        pub(crate) precision: Text,
        /// `{limit}`: what a hollow point means, in a key.
        pub(crate) low_base_key: Text,
        /// The answers, where there is neither an organisation nor a period to name.
        pub(crate) everybody: Text,
        /// `{number}`: a table of the appendix.
        pub(crate) appendix_table: Text,
        /// The default levels, lowest first.
        pub(crate) levels: [Text; 5],
    }
}

/// Texts that parts of the report ask for by name, so that no list here has to know of them. Forms of a plural stand by their own
/// names, and are marked as such.
#[derive(Debug, Clone, Default)]
pub(crate) struct OfParts(BTreeMap<String, (Text, bool)>);

impl OfParts {
    /// Those of a language's texts whose group is none of these.
    pub(crate) fn of(named: &BTreeMap<String, String>, groups: &BTreeSet<String>) -> Self {
        let others = named.iter().filter(|(name, _)| !groups.contains(group(name)));
        let text = |(name, text): (&String, &String)| {
            let is_form = name
                .rsplit_once('.')
                .is_some_and(|(_, last)| CATEGORIES.iter().any(|(_, form)| *form == last));
            (name.clone(), (Text::from(text.as_str()), is_form))
        };
        Self(others.map(text).collect())
    }

    /// The texts of a group, in the plural forms of a language; a form that is not there is that for any number.
    pub(crate) fn group<T: Default + Visit>(&self, group: &str, categories: &[PluralCategory]) -> T {
        let mut texts = T::default();
        let mut see = |name: &str, text: &mut Text, is_form: bool| {
            let any = || self.0.get(&within(name.rsplit_once('.').filter(|_| is_form)?.0, "other"));
            if let Some((own, _)) = self.0.get(name).or_else(any) {
                *text = own.clone();
            }
        };
        texts.visit(group, &mut Seen { categories, see: &mut see });
        texts
    }

    /// The names of all of them.
    #[cfg(test)]
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Visit for OfParts {
    fn visit(&mut self, _: &str, seen: &mut Seen<'_>) {
        for (name, (text, is_form)) in &mut self.0 {
            (seen.see)(name, text, *is_form);
        }
    }
}

/// What the name of a text begins with.
pub(crate) fn group(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

impl Texts {
    /// Shows each text by name in the order of the page, with the forms of plurals that the language has, and whether it is
    /// such a form.
    pub(crate) fn each(&mut self, categories: &[PluralCategory], mut see: impl FnMut(&str, &mut Text, bool)) {
        self.visit("", &mut Seen { categories, see: &mut see });
    }
}
