//! The vocabulary every step speaks: scores, groups, counts, NPS, intervals, periods, regions.
//!
//! What lives here has no input or output, knows no polars and formats nothing. Wrong states cannot be
//! said: a score exists only within its scale, only a sample with answers has an NPS, and two NPS
//! subtract to a change but do not add.

mod answers;
mod attributes;
mod blocks;
mod client;
mod counts;
mod day;
mod disclosure;
mod encoding;
mod method;
pub(crate) mod money;
mod moves;
mod name;
mod nps;
mod number;
mod period;
mod question;
mod region;
mod renamed;
mod scale;
mod time_zone;
mod topics;
pub mod trace;

pub use answers::{Alike, Answers, Clusters, Design, Weight};
pub use attributes::{LARGEST_WEIGHT, MOST_ATTRIBUTES, Weights};
pub use blocks::wanted;
pub use client::{Client, DEEPEST};
pub use counts::{Counts, Histogram, Sample};
pub use day::{Day, Days};
pub use disclosure::Disclosure;
pub use encoding::{Decoder, Encoding};
pub use method::{Correction, IntervalMethod};
pub use money::{Money, Prices};
pub use moves::{Changes, GROUPS, Moves};
pub use name::{canonical, careless, is_unseen, look_alikes};
pub use nps::{Confidence, Interval, Nps, NpsChange, to_a_tenth};
pub use number::{Decimal, MarksSeen, Number, Tells, grouped};
pub use period::{Calendar, Granularity, Month, Period, PeriodKeyError, Timeline};
pub use question::{Question, QuestionKind};
pub use region::Region;
pub use renamed::Renamed;
pub use scale::{Group, Scale, ScaleError, Score};
pub use time_zone::TimeZone;
pub use topics::Topics;
