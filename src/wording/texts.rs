//! Which wordings a language has to give. A language's file fills every field of [`Texts`]: a test refuses one that is
//! missing, and the compiler reports one that no sentence uses.
//!
//! A wording is a whole sentence or phrase with named placeholders such as `{nps}`; nothing is glued
//! together from pieces, since no two languages agree on order and case.

mod charts;
mod choices;
mod control;
mod design;
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

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use icu_plurals::PluralCategory;
use serde::{Serialize, Serializer};

use super::labels::Labels;

pub(super) use charts::{Benchmarks, Composition, Histogram, Regions, TrendChart};
pub(super) use choices::Choices;
pub(super) use control::{Control, Trailing};
pub(super) use design::Design;
pub(crate) use explain::ExplainTexts;
pub(super) use history::History;
pub(super) use index::IndexTexts;
pub(super) use key_findings::KeyFindings;
pub(super) use method::{Method, Quality};
pub(super) use participants::{Named, Participants, Standing};
pub(super) use plan::PlanTexts;
pub(super) use summary::Summary;
pub(super) use warnings::Warnings;
pub(super) use why::{Why, WhyBy};

/// One wording, with placeholders where its field's doc names them. Cheap to copy: it is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text(Arc<str>);

impl Default for Text {
    fn default() -> Self {
        Self("".into())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> Self {
        text.to_string()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Plural categories by the names that CLDR has for them.
pub(super) const CATEGORIES: [(PluralCategory, &str); 6] = [
    (PluralCategory::Zero, "zero"),
    (PluralCategory::One, "one"),
    (PluralCategory::Two, "two"),
    (PluralCategory::Few, "few"),
    (PluralCategory::Many, "many"),
    (PluralCategory::Other, "other"),
];

/// A wording for each plural category that a language has; that of any other category is empty, and never asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Plural([Text; CATEGORIES.len()]);

impl Plural {
    /// The wording of a category.
    pub(super) fn pick(&self, category: PluralCategory) -> &Text {
        let [zero, one, two, few, many, other] = &self.0;
        match category {
            PluralCategory::Zero => zero,
            PluralCategory::One => one,
            PluralCategory::Two => two,
            PluralCategory::Few => few,
            PluralCategory::Many => many,
            PluralCategory::Other => other,
        }
    }
}

/// Structs made of wordings, each of which can be seen by name and replaced.
macro_rules! wordings {
    ($( $(#[$meta:meta])* $vis:vis struct $name:ident {
        $( $(#[$doc:meta])* $field_vis:vis $field:ident: $kind:ty, )+
    } )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        $vis struct $name {
            $( $(#[$doc])* $field_vis $field: $kind, )+
        }

        impl $crate::wording::texts::Visit for $name {
            fn visit(&mut self, name: &str, seen: &mut $crate::wording::texts::Seen<'_>) {
                $( self.$field.visit(&$crate::wording::texts::within(name, stringify!($field)), seen); )+
            }
        }
    )+ };
}
pub(super) use wordings;

wordings! {
    /// Everything that a language says.
    pub(super) struct Texts {
        /// Fixed words.
        pub(super) labels: Labels,
        /// Numbers and what they count.
        pub(super) numbers: Numbers,
        /// Names of periods as a heading gives them.
        pub(super) period: PeriodNames,
        /// Names of periods in the form that follows the language's "in".
        pub(super) period_inside: PeriodNames,
        /// Short names with the year.
        pub(super) period_axis: PeriodNames,
        /// Short names within the year; `{year}` only where the period is a year.
        pub(super) period_tick: PeriodNames,
        /// The headline and what else stands in the head and foot of the page.
        pub(super) headline: Headline,
        /// The key findings.
        pub(super) key_findings: KeyFindings,
        /// The reported period against an earlier one.
        pub(super) change: Change,
        /// A score against a benchmark.
        pub(super) versus: Versus,
        /// One figure, or why there is none.
        pub(super) figure: Figure,
        /// The diverging bar of groups.
        pub(super) composition: Composition,
        /// The bars of scores.
        pub(super) histogram: Histogram,
        /// The line over time.
        pub(super) trend: TrendChart,
        /// Whether the trend is calm.
        pub(super) control: Control,
        /// Windows of several periods.
        pub(super) trailing: Trailing,
        /// The dots of regions.
        pub(super) regions: Regions,
        /// Why the score changed.
        pub(super) why: Why,
        /// Regions over time.
        pub(super) history: History,
        /// What answers weigh, and what they are worth by it.
        pub(super) design: Design,
        /// The bullet of benchmarks.
        pub(super) benchmarks: Benchmarks,
        /// The client among all that take part.
        pub(super) participants: Participants,
        /// The dots of the client and the other participants together.
        pub(super) standing: Standing,
        /// The dots of all participants by name.
        pub(super) named: Named,
        /// The e-mail that a report goes out with.
        pub(super) summary: Summary,
        /// What was read and left out.
        pub(super) quality: Quality,
        /// What should be doubted of it.
        pub(super) warnings: Warnings,
        /// How the figures were made.
        pub(super) method: Method,
        /// How they were made where the config leaves a choice.
        pub(super) choices: Choices,
        /// The index of a batch.
        pub(super) index: IndexTexts,
        /// The plan of a survey.
        pub(super) plan: PlanTexts,
        /// What explains a figure.
        pub(super) explain: ExplainTexts,
    }

    /// Numbers and what they count. `{n}` is the number, grouped, signed where it is a change.
    pub(super) struct Numbers {
        /// `{number}`: the percent pattern of CLDR.
        pub(super) percent: Text,
        /// `{low}`, `{high}`: two ends.
        pub(super) interval: Text,
        /// `{low}`, `{high}`: two ends that are not negative.
        pub(super) range: Text,
        /// `{first}`, `{last}`: two periods as a heading gives them.
        pub(super) span: Text,
        /// `{number}`
        pub(super) p_is: Text,
        /// `{number}`
        pub(super) p_below: Text,
        /// `{number}`
        pub(super) p_above: Text,
        /// `{number}`: less than it, in a table cell.
        pub(super) below: Text,
        /// `{number}`: more than it, in a table cell.
        pub(super) above: Text,
        /// `{n}`: the base.
        pub(super) base: Text,
        /// Separates the items of a list.
        pub(super) list_separator: Text,
        /// `{n}` points.
        pub(super) points: Plural,
        /// `{n}` answers.
        pub(super) answers: Plural,
        /// `{n}` regions.
        pub(super) regions: Plural,
        /// `{n}` benchmarks.
        pub(super) benchmarks: Plural,
    }

    /// One pattern for each length of a period: `{number}` within the `{year}`, or `{month}`, which CLDR
    /// gives with its year or, on ticks, without. Quarters and half-years may have `{roman}` in place of `{number}`.
    /// ICU4X has no patterns of quarters.
    pub(super) struct PeriodNames {
        /// `{number}`, `{year}`
        pub(super) week: Text,
        /// `{month}`
        pub(super) month: Text,
        /// `{number}`, `{year}`
        pub(super) quarter: Text,
        /// `{number}`, `{year}`
        pub(super) half_year: Text,
        /// `{year}`
        pub(super) year: Text,
        /// `{number}`, `{year}`, a financial year such as 2026/27
        pub(super) financial_quarter: Text,
        /// `{number}`, `{year}`
        pub(super) financial_half_year: Text,
        /// `{year}`
        pub(super) financial_year: Text,
    }

    /// One pattern for each length of a period.
    pub(super) struct ByLength {
        /// Weeks.
        pub(super) week: Text,
        /// Months.
        pub(super) month: Text,
        /// Quarters.
        pub(super) quarter: Text,
        /// Half-years.
        pub(super) half_year: Text,
        /// Years.
        pub(super) year: Text,
    }

    /// The headline. `{nps}` whole points, `{period}` and `{earlier}` in the form after "in", `{change}`
    /// points with sign, `{then}` the earlier score, `{answers}` answers.
    pub(super) struct Headline {
        /// `{nps}`, `{period}`, `{earlier}`, `{change}`
        pub(super) rose: Text,
        /// `{nps}`, `{period}`, `{earlier}`, `{change}`
        pub(super) fell: Text,
        /// `{nps}`, `{period}`, `{earlier}`, `{then}`
        pub(super) unclear: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(super) then_empty: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(super) then_too_few: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(super) then_withheld: Text,
        /// `{nps}`, `{period}`, `{earlier}`
        pub(super) then_low_base: Text,
        /// `{nps}`, `{period}`, `{answers}`
        pub(super) low_base: Text,
        /// `{nps}`, `{period}`, `{answers}`
        pub(super) alone: Text,
        /// `{nps}`, `{answers}`
        pub(super) undated_low_base: Text,
        /// `{nps}`, `{answers}`
        pub(super) undated: Text,
        /// `{period}`
        pub(super) too_few: Text,
        /// `{period}`
        pub(super) withheld: Text,
        /// `{period}`
        pub(super) empty: Text,
        pub(super) undated_too_few: Text,
        pub(super) undated_withheld: Text,
        pub(super) undated_empty: Text,
        /// `{period}` as a heading gives it, `{day}`
        pub(super) dateline: Text,
        /// `{day}`
        pub(super) undated_dateline: Text,
        /// `{title}`, `{period}`
        pub(super) window_title: Text,
        /// `{program}`, `{day}`
        pub(super) footer: Text,
    }

    /// The reported period against an earlier one: `{earlier}` in the form after "in", `{then}` its score.
    pub(super) struct Change {
        /// Names the change on the period before.
        pub(super) on_previous: ByLength,
        /// Names the change on the same period a year earlier.
        pub(super) on_year_earlier: ByLength,
        /// `{earlier}`: names the change on a period by its name.
        pub(super) on_named: Text,
        /// `{then}`, `{earlier}`
        pub(super) then: Text,
        /// `{earlier}`
        pub(super) then_empty: Text,
        /// `{earlier}`
        pub(super) then_too_few: Text,
        /// `{earlier}`
        pub(super) then_withheld: Text,
        /// The verdict in a word or two.
        pub(super) verdict_rose: Text,
        pub(super) verdict_fell: Text,
        pub(super) verdict_unclear: Text,
    }

    /// A score against a benchmark or the rest: the verdict in a word or two, and kinds of benchmark.
    pub(super) struct Versus {
        pub(super) verdict_above: Text,
        pub(super) verdict_below: Text,
        pub(super) verdict_unclear: Text,
        pub(super) mean: Text,
        pub(super) median: Text,
        pub(super) score: Text,
        pub(super) target: Text,
    }

    /// One figure, or why there is none.
    pub(super) struct Figure {
        /// In place of a number.
        pub(super) empty: Text,
        pub(super) too_few: Text,
        pub(super) withheld: Text,
        pub(super) too_few_clients: Text,
        /// `{limit}`
        pub(super) low_base_note: Text,
        /// `{limit}`
        pub(super) too_few_note: Text,
        pub(super) withheld_note: Text,
        pub(super) too_few_clients_note: Text,
        pub(super) empty_note: Text,
        /// `{name}`, `{value}`: beside a line or mark.
        pub(super) marked: Text,
        /// `{confidence}`
        pub(super) band: Text,
        /// `{confidence}`, `{interval}`, `{base}`: how precise a score is.
        pub(super) precision: Text,
        /// `{limit}`: what a hollow point means, in a key.
        pub(super) low_base_key: Text,
        /// The answers, where there is neither an organisation nor a period to name.
        pub(super) everybody: Text,
        /// `{number}`: a table of the appendix.
        pub(super) appendix_table: Text,
        /// The default levels, lowest first.
        pub(super) levels: [Text; 5],
    }
}

/// What is shown each wording by name, and whether it is one form of a plural.
pub(super) struct Seen<'a> {
    /// The plural categories that the language has.
    categories: &'a [PluralCategory],
    see: &'a mut dyn FnMut(&str, &mut Text, bool),
}

/// Wordings that can be seen by name, each once, and replaced.
pub(super) trait Visit {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>);
}

impl Texts {
    /// Shows each text by name in the order of the page, with the forms of plurals that the language has, and whether it is
    /// such a form.
    pub(super) fn each(&mut self, categories: &[PluralCategory], mut see: impl FnMut(&str, &mut Text, bool)) {
        self.visit("", &mut Seen { categories, see: &mut see });
    }
}

/// The name of what stands in something of a name.
pub(super) fn within(outer: &str, name: &str) -> String {
    if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
}

impl Visit for Text {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>) {
        (seen.see)(name, self, false);
    }
}

impl Visit for Plural {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>) {
        for (text, (category, form)) in self.0.iter_mut().zip(CATEGORIES) {
            if seen.categories.contains(&category) {
                (seen.see)(&within(name, form), text, true);
            }
        }
    }
}

impl<const N: usize> Visit for [Text; N] {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>) {
        for (number, text) in (1..).zip(self) {
            (seen.see)(&within(name, &format!("{number}")), text, false);
        }
    }
}
