//! The raw config file as serde structs: what may be written, not whether it makes sense.
//!
//! Unknown keys are denied everywhere. Every field is optional here, so that one missing value does not
//! hide other problems; [`super::check`] asks for what is required.

mod accounts;
mod actions;
mod comments;
mod costs;
mod follow_up;
mod held;
mod schemes;
mod shaping;
mod texts;
mod themes;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::settings::{Audience, Keep, Late, PaperSize, PaperTables, Repeated, Statistic};
use super::tree::At;
use crate::survey::{Correction, Disclosure, Granularity, IntervalMethod, QuestionKind};
pub(super) use accounts::Accounts;
pub(super) use actions::{Action, Actions, FullActions};
pub(super) use comments::Comments;
pub(super) use costs::{Costs, Price, Tariff};
pub(super) use follow_up::{Fits, FollowUp, When};
pub(super) use held::{FullHolds, Held, Holds, Only};
pub(super) use schemes::{Scheme, Schemes};
pub(super) use shaping::{Bands, Called, Days, Lookup, Variants, Waves};
pub(super) use texts::OneOrMany;
pub(super) use themes::{FullThemes, StarterTheme, Theme, Themes};

/// The commented config file with every key and its default.
pub const DEFAULT_YAML: &str = include_str!("../../config/default.yaml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) title: Option<At<String>>,
    pub(super) organisation: Option<String>,
    pub(super) question: Option<String>,
    pub(super) questions: Option<At<Vec<At<Question>>>>,
    pub(super) outcomes: Option<At<Outcomes>>,
    pub(super) drivers: Option<At<OneOrMany>>,
    pub(super) cuts: Cuts,
    pub(super) tables: Vec<At<TwoWay>>,
    pub(super) survey: Disclosure,
    pub(super) language: Option<At<String>>,
    pub(super) as_of: Option<At<String>>,
    pub(super) source: Source,
    pub(super) columns: Columns,
    pub(super) repeats: Option<At<Keep>>,
    pub(super) themes: Option<At<Themes>>,
    pub(super) comments: Option<At<Comments>>,
    pub(super) costs: Option<At<Costs>>,
    pub(super) need: Option<At<Need>>,
    pub(super) follow_up: Option<At<FollowUp>>,
    pub(super) accounts: Option<At<Accounts>>,
    pub(super) actions: Option<At<Actions>>,
    pub(super) aliases: BTreeMap<String, At<Variants>>,
    pub(super) lookups: Vec<At<Lookup>>,
    pub(super) bands: BTreeMap<String, At<Bands>>,
    pub(super) waves: BTreeMap<String, At<Waves>>,
    pub(super) scale: Option<At<Scale>>,
    pub(super) periods: Periods,
    pub(super) method: Method,
    pub(super) levels: Option<Vec<At<Level>>>,
    pub(super) benchmarks: Benchmarks,
    pub(super) brand: Brand,
    pub(super) page: Page,
    pub(super) pdf: Pdf,
    pub(super) templates: Option<At<String>>,
    pub(super) sections: Option<At<Vec<At<String>>>>,
    pub(super) commentary: Option<At<String>>,
    pub(super) reports: Reports,
    pub(super) index: Index,
    pub(super) privacy: Privacy,
    pub(super) weights: Weights,
    pub(super) population: Option<At<Population>>,
    /// Read from the tree by [`super::wording`]: its names are not those of fields.
    pub(super) wording: IgnoredAny,
    /// Likewise.
    pub(super) vocabulary: IgnoredAny,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Weights {
    pub(super) margins: BTreeMap<String, At<BTreeMap<String, At<f64>>>>,
    pub(super) smallest: Option<At<f64>>,
    pub(super) largest: Option<At<f64>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Need {
    pub(super) margin: Option<At<f64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Population {
    pub(super) total: Option<At<i64>>,
    pub(super) regions: BTreeMap<String, At<i64>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Reports {
    pub(super) one_per: Option<At<OneOrMany>>,
    pub(super) list: Vec<At<String>>,
    pub(super) table: Option<At<String>>,
    pub(super) name_peers: Option<bool>,
    pub(super) min_peers: Option<At<i64>>,
    pub(super) archive: Option<At<bool>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Index {
    #[serde(rename = "for")]
    pub(super) audience: Option<Audience>,
    pub(super) questions: Option<At<OneOrMany>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Privacy {
    pub(super) read_by: Option<At<OneOrMany>>,
    pub(super) coalition: Option<At<i64>>,
    pub(super) late: Option<Late>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Source {
    pub(super) files: Option<At<OneOrMany>>,
    pub(super) encoding: Option<At<String>>,
    pub(super) file_column: Option<At<String>>,
    pub(super) file_pattern: Option<At<String>>,
    pub(super) sheet: Option<At<String>>,
    pub(super) header_row: Option<At<i64>>,
    pub(super) header_rows: Option<At<i64>>,
    pub(super) skip_rows: Option<At<i64>>,
    pub(super) headings: BTreeMap<String, At<OneOrMany>>,
    pub(super) preset: Option<At<String>>,
    pub(super) delimiter: Option<At<String>>,
    pub(super) date_format: Option<At<String>>,
    pub(super) decimal: Option<At<String>>,
    pub(super) time_zone: Option<At<String>>,
    pub(super) repeated: Option<Repeated>,
    pub(super) max_rejected: Option<At<f64>>,
    #[serde(rename = "where")]
    pub(super) only: Option<At<Only>>,
}

/// How the exports of a survey system are laid out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Preset {
    pub(super) name: Option<At<String>>,
    pub(super) known_by: Vec<At<String>>,
    pub(super) source: Source,
    pub(super) columns: PresetColumns,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PresetColumns {
    pub(super) score: Option<At<String>>,
    pub(super) date: Option<At<String>>,
    pub(super) region: Option<At<String>>,
    pub(super) weight: Option<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Columns {
    pub(super) score: Option<At<String>>,
    pub(super) date: Option<At<String>>,
    pub(super) region: Option<At<String>>,
    pub(super) weight: Option<At<String>>,
    pub(super) respondent: Option<At<OneOrMany>>,
    pub(super) account: Option<At<String>>,
    pub(super) revenue: Option<At<String>>,
    pub(super) comment: Option<At<OneOrMany>>,
    pub(super) cluster: Option<At<String>>,
    pub(super) segments: Vec<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Outcomes {
    pub(super) list: Option<At<List>>,
    pub(super) column: Option<At<String>>,
    pub(super) asked: Option<At<String>>,
    pub(super) low_response: Option<At<f64>>,
    pub(super) steps: Vec<At<Step>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct List {
    pub(super) files: Option<At<OneOrMany>>,
    pub(super) key: Option<At<OneOrMany>>,
    pub(super) columns: BTreeMap<String, At<String>>,
    pub(super) encoding: Option<At<String>>,
    pub(super) sheet: Option<At<String>>,
    pub(super) header_row: Option<At<i64>>,
    pub(super) delimiter: Option<At<String>>,
    pub(super) date_format: Option<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Step {
    pub(super) name: Option<At<String>>,
    pub(super) of: Option<At<String>>,
    pub(super) column: Option<At<String>>,
    pub(super) answer: Option<At<String>>,
    pub(super) values: Option<At<OneOrMany>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Question {
    pub(super) name: Option<At<String>>,
    pub(super) column: Option<At<String>>,
    pub(super) kind: Option<QuestionKind>,
    pub(super) ask: Option<String>,
    pub(super) scale: Option<At<Scale>>,
    pub(super) top_from: Option<At<i64>>,
    pub(super) yes: Option<At<OneOrMany>>,
    pub(super) no: Option<At<OneOrMany>>,
    pub(super) separator: Option<At<String>>,
    pub(super) columns: Option<At<Vec<At<String>>>>,
    pub(super) options: Option<At<Vec<At<String>>>>,
    pub(super) asked_up_to: Option<At<i64>>,
    pub(super) levels: Option<At<Vec<At<Level>>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Scale {
    pub(super) low: Option<At<i64>>,
    pub(super) high: Option<At<i64>>,
    pub(super) detractors_to: Option<At<i64>>,
    pub(super) promoters_from: Option<At<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Periods {
    pub(super) by: Option<Granularity>,
    pub(super) year_starts: Option<At<i64>>,
    pub(super) current: Option<At<String>>,
    pub(super) show: Option<At<i64>>,
    pub(super) control: Option<At<String>>,
    pub(super) trailing: Option<At<i64>>,
    pub(super) compare: Vec<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Method {
    pub(super) confidence: Option<At<f64>>,
    pub(super) interval: Option<IntervalMethod>,
    pub(super) seed: Option<At<i64>>,
    pub(super) correction: Option<Correction>,
    pub(super) hide_below: Option<At<i64>>,
    pub(super) low_base: Option<At<i64>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Level {
    pub(super) from: Option<At<f64>>,
    pub(super) name: Option<String>,
    pub(super) text: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Benchmarks {
    pub(super) list: Vec<At<Benchmark>>,
    pub(super) table: Option<At<String>>,
    pub(super) industries: Vec<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Benchmark {
    pub(super) name: Option<String>,
    pub(super) value: Option<At<f64>>,
    pub(super) year: Option<At<i64>>,
    pub(super) n: Option<At<i64>>,
    pub(super) statistic: Option<Statistic>,
    pub(super) source: Option<String>,
    pub(super) region: Option<String>,
    pub(super) industry: Option<String>,
    pub(super) question: Option<At<String>>,
    pub(super) option: Option<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Brand {
    pub(super) logo: Option<At<String>>,
    pub(super) accent: Option<At<String>>,
    pub(super) promoters: Option<At<String>>,
    pub(super) detractors: Option<At<String>>,
    pub(super) headings: Option<At<String>>,
    pub(super) font: Option<At<String>>,
    pub(super) cover: Option<At<String>>,
    pub(super) footer: Option<At<String>>,
    pub(super) confidential: Option<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Page {
    pub(super) size: Option<PaperSize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Pdf {
    pub(super) make: Option<bool>,
    pub(super) browser: Option<At<String>>,
    pub(super) seconds: Option<At<i64>>,
    pub(super) tables: Option<PaperTables>,
}

/// The columns that the score is shown by.
#[derive(Debug, Default)]
pub(super) struct Cuts(pub(super) Vec<At<Cut>>);

impl<'de> Deserialize<'de> for Cuts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Cuts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of columns, such as `[size, {column: plan, label: Plan}]`")
            }

            fn visit_unit<E>(self) -> Result<Cuts, E> {
                Ok(Cuts::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Cuts, A::Error> {
                let mut cuts = Cuts::default();
                while let Some(cut) = items.next_element()? {
                    cuts.0.push(cut);
                }
                Ok(cuts)
            }
        }
        deserializer.deserialize_any(List)
    }
}

/// A column that the score is shown by: its name alone, or what else is stated of it.
#[derive(Debug)]
pub(super) enum Cut {
    Name(String),
    Full(Box<FullCut>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TwoWay {
    pub(super) rows: Option<At<String>>,
    pub(super) columns: Option<At<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FullCut {
    pub(super) column: Option<At<String>>,
    pub(super) label: Option<At<String>>,
    pub(super) order: Vec<At<String>>,
    pub(super) others_below: Option<At<i64>>,
    pub(super) mode: bool,
    pub(super) within: Option<At<String>>,
}

impl<'de> Deserialize<'de> for Cut {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrFull;
        impl<'de> Visitor<'de> for NameOrFull {
            type Value = Cut;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a column, or keys and values such as `{column: size, label: Size}`")
            }

            fn visit_str<E>(self, name: &str) -> Result<Cut, E> {
                Ok(Cut::Name(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cut, A::Error> {
                FullCut::deserialize(MapAccessDeserializer::new(map)).map(|full| Cut::Full(Box::new(full)))
            }
        }
        deserializer.deserialize_any(NameOrFull)
    }
}
