//! Wording: every word, number, date and plural that a reader sees, in the report's language. All rounding,
//! signs and units are here; all data about a language come from CLDR through ICU4X.
//!
//! One file for each language (`en.yaml`, `ru.yaml`, `uk.yaml`) fills the fields that `texts.rs` asks
//! for; the Rust files choose a wording and fill it. What lives here computes no figures and knows no HTML: texts are plain, and
//! names from outside stand in them unescaped.

mod choices;
mod dates;
mod design;
mod figures;
mod fill;
mod findings;
mod headline;
mod labels;
mod languages;
#[cfg(test)]
mod law_tests;
mod method;
mod money;
mod numbers;
mod periods;
mod response;
#[cfg(test)]
mod said;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod sentence_tests;
mod stated;
mod summary;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod text;
pub(crate) mod texts;
mod vocabulary;
mod words;

pub use figures::FigureTexts;
pub(crate) use fill::fill;
pub(crate) use headline::{Told, telling_change};
pub use labels::Labels;
pub use languages::plural_forms;
pub use method::{About, MethodEntry, Reference};
pub(crate) use periods::capitalised;
pub use stated::{NamedText, all_texts, left_as_they_are, settled};
pub use text::Text;
pub(crate) use texts::ExplainTexts;
pub use texts::IndexLabels;
pub(crate) use texts::WhyBy;
pub use words::{Words, target_name};
