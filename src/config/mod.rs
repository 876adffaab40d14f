//! The config: what the user asked for, checked, with every default filled in.
//!
//! YAML text becomes a tree with places (`yaml`), the tree becomes the raw structs of `file`, and
//! `check` makes them a [`Config`], gathering every problem on the way. Nothing here reads survey data.

pub mod accounts;
pub mod actions;
mod asking;
mod benchmarks;
mod brand;
mod check;
mod clients;
mod colour;
mod commentary;
pub(crate) mod comments;
mod costs;
mod file;
mod follow_up;
mod fonts;
mod language;
mod level;
mod list;
mod mend;
mod misread;
mod paper;
mod presets;
mod questions;
mod quoted;
mod schemes;
mod settings;
mod shaping;
mod source;
mod stated;
mod table;
mod tree;
mod wording;
mod yaml;

pub use check::{Loaded, load, load_text, presets, schemes};
pub use colour::{Colour, DARK, LIGHT, MARK, TEXT};
pub use commentary::Commentary;
pub use comments::Comments;
pub use costs::{Costs, Tariff};
pub use file::DEFAULT_YAML;
pub use follow_up::FollowUp;
pub use fonts::families;
pub use language::{Code, Given, Language, StatedText};
pub use level::LevelName;
pub use presets::Preset;
pub use questions::{
    Base, Further, FurtherBenchmark, MOST_DRIVERS, MOST_OPTIONS, Meant, Options, Reads, Side,
};
pub(crate) use questions::{NO, YES};
pub use quoted::{quoted, written};
pub use schemes::{MILLION, Scheme, Schemes};
pub use settings::{
    Addressee, Asked, Audience, Benchmark, Brand, Columns, Condition, Config, ControlMethod, Current, CutBy,
    DateFormat, DateOrder, Delimiter, IndexSettings, Keep, Late, List, MOST_BESIDE, Margin, Method, NamePart,
    Named, Override, PaperSize, PaperTables, Pdf, Periods, Population, Privacy, Repeated, Reports, Source,
    Statistic, TIMES, Test, Weighting, Within,
};
pub use shaping::{Aliases, By, Lookup, Shaping, Step, Table, Told, Wave};
