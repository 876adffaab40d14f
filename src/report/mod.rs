//! The report: every figure, verdict and note of the page, as numbers. This *is* `report.json`.
//!
//! What lives here has no HTML, no rounding and no wording. The types serialise in field order, so that
//! equal reports are equal bytes; [`SCHEMA`] names their version.

mod build;
mod compare;
mod control;
mod directory;
mod field;
mod figures;
mod hide;
mod index;
mod json;
mod key_findings;
#[cfg(test)]
mod key_findings_tests;
mod last_run;
mod look_alikes;
mod participants;
mod plan;
mod regions;
mod roster;
mod types;
mod verify;
mod warnings;
mod weigh;
mod why;

pub use crate::config::{Asked, ControlMethod};
pub use build::{GENERATOR, build, build_for, period};
pub(crate) use compare::asked_of_parts;
pub(crate) use control::measure;
pub use control::{Control, ControlLimits, ControlRun};
pub use directory::{Entry, index};
pub use field::Field;
pub use index::{FUNNEL_INNER, FUNNEL_OUTER, Funnel, INDEX_SCHEMA, InFunnel, Index, IndexRow, Missing, Tier};
pub use json::{essence, from_json, index_from_json, index_to_json, to_json};
pub use key_findings::{About, KeyFinding, KeyFindingKind, key_findings};
pub use last_run::{LastIndex, LastRun, NewName, Then, note_changes};
pub use participants::{Group, MOST_NAMED, Mean, Moment, NAMED_AT_ENDS, Named, Participants, Rank};
pub use plan::{ChangeAim, ClientPlan, ClientsPlan, MarginAim, Outcome, Spread, SurveyPlan, Terms};
pub use roster::{Member, Names, Roster, Unresolved, roster};
pub use types::{
    Benchmark, Brand, Change, Comparison, DesignFigures, Estimate, FileRead, Finding, Hidden, Level, Margin,
    Method, Point, Quality, RegionRow, Rejection, Report, Response, SCHEMA, Shares, Since, Standing, Versus,
    Weighting,
};
pub use warnings::{Doubt, Gathering, NamesOf, Slice, Warning, doubts, own_doubts};
pub use weigh::{needs, weigh};
pub use why::{Step, Why, WhyLine, WhySide};
