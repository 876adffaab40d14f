//! The report: every figure, verdict and note of the page, as numbers. This *is* `report.json`.
//!
//! What lives here has no HTML, no rounding and no wording. The types serialise in field order, so that
//! equal reports are equal bytes; [`SCHEMA`] names their version.

mod acted;
mod at_risk;
mod build;
mod costs;
mod cuts;
mod directory;
mod further;
mod guard;
mod index;
mod joined;
mod json;
mod kept;
mod last_run;
mod listed;
pub mod path;
mod plan;
mod readers;
mod roster;
mod rounded;
mod schema;
mod schemes;
mod verify;
mod weigh;
mod withheld;

pub use crate::config::{Asked, ControlMethod};
pub use crate::figures::{
    Benchmark, Brand, Change, Comparison, DesignFigures, Estimate, Finding, Head, Hidden, Level, Margin,
    Method, Response, Shares, Since, Versus, Weighting,
};
pub use crate::sections::participants::{
    Group, MOST_NAMED, Mean, Moment, NAMED_AT_ENDS, Named, Participants, Rank,
};
pub use crate::sections::quality::{
    Doubt, FileRead, Gathering, NamesOf, Quality, Rejection, Slice, Warning, doubts, own_doubts,
    response_doubts,
};
pub use crate::sections::regions::{RegionRow, Standing};
pub use crate::sections::trend::{Control, ControlLimits, ControlRun, Point};
pub use crate::sections::why::{Step, Why, WhyLine, WhySide};
pub use crate::sections::{Field, Sections};
pub use crate::sections::{KeyFinding, KeyFindingKind};
pub use crate::sections::{Report, SCHEMA};
pub use acted::{
    accounts_not_told, doubtful_accounts, doubtful_actions, doubtful_calls, listed_in_vain, moved_not_told,
};
pub use at_risk::at_risk;
pub use build::{GENERATOR, build, build_for, period};
pub use costs::have_channels;
pub use cuts::{have_few_values, lie_within, not_told, unknown_values};
pub use directory::{Entry, index};
pub use further::{further_kept_back, of_options};
pub use guard::{guard, without_small_clusters};
pub use index::{
    FUNNEL_INNER, FUNNEL_OUTER, Funnel, INDEX_SCHEMA, InFunnel, Index, IndexRow, LastRun, Missing, NewName,
    Restated, Then, Tier,
};
pub use json::{essence, from_json, index_from_json, index_to_json, to_json};
pub(crate) use kept::quotes;
pub use kept::{by_account, following, profiled, returning};
pub use last_run::{LastIndex, Reported, note_changes};
pub use listed::listed;
pub use plan::{ChangeAim, ClientPlan, ClientsPlan, MarginAim, Outcome, Spread, SurveyPlan, Terms};
pub use readers::for_readers;
pub use roster::{Member, Roster, roster, unknown_former_names};
pub use rounded::{as_shown, index_as_shown, left_out_as_rounded, without_lone_weights};
pub use schema::schema_of;
pub use schemes::{AtAnswers, AtMargin, Pair, SchemesPlan, Share};
pub use weigh::{needs, weigh};
pub use withheld::withheld;
