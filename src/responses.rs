//! Columns and texts become typed responses. A row that cannot be used is counted under its reason.
//!
//! Here it is known what a score, a date and a region look like; where their cells come from, and what is
//! counted, is not. No row is dropped here: a row is a [`Response`] or it is [`Unusable`].

mod account;
mod again;
mod by_account;
mod closed;
mod columns;
mod comment;
mod counted;
mod date;
mod days;
mod doubtful;
mod evidence;
mod feed;
mod filter;
mod follow_up;
mod further;
mod gathered;
mod intake;
mod kept;
mod key;
mod label;
mod left_out;
mod list;
mod look;
mod looked_up;
mod marks;
mod memo;
mod month;
mod names;
mod noted;
mod noticed;
mod number;
mod order;
mod other_days;
mod pass;
mod passed_over;
mod pending;
mod quoted;
mod read;
mod reader;
mod reading;
mod reason;
mod refusals;
mod repeats;
mod response;
mod returned;
mod roles;
mod said;
mod signs;
mod telling;
mod trim;
mod values;
mod weight;
mod worded;

pub(crate) use account::{Account, lineage};
pub(crate) use again::Again;
pub use by_account::{Account as OfAccount, Accounts, AccountsOf};
pub use closed::Closed;
pub use comment::TopicsOf;
pub use counted::Parts;
pub use date::{FORMS, Form, SPREADSHEETS_DIFFER, name as date_order_name, spreadsheet_day};
pub use evidence::DateEvidence;
pub use filter::Seen;
pub use follow_up::Call;
pub(crate) use further::{ANSWERED, Asking, Lead};
pub use intake::{
    Asks, CameBack, EncodingBy, EncodingRead, FileTaken, Following, Intake, OfClients, Quotes, RejectedRows,
    Reportable, Settings, Unused,
};
pub use kept::{Kept, KeptOf};
pub use left_out::{LeftOut, Standing, TakeRows, left_out};
pub(crate) use list::Answered;
pub use look::Look;
pub use looked_up::looked_up;
pub(crate) use names::MOST_CHOSEN;
pub use names::{Codes, MOST_CLIENTS, MOST_REGIONS, MOST_VALUES, Names};
pub use noticed::{Noticed, NumberColumn, Opened};
pub use number::Marks;
pub use order::numbers_of_days;
pub use passed_over::passed_over;
pub use pending::{BLANK, Take, cut_column, value_column};
pub(crate) use quoted::KEPT;
pub use quoted::{OfGroup, Quoted};
pub use read::{Read, in_chunks, read, reading};
pub(crate) use read::{again, answered};
pub use reader::Reader;
pub use reading::Reading;
pub use reason::{Outside, Reason};
pub use repeats::{Repeated, RepeatedRows};
pub(crate) use response::Placed;
pub use response::{Detail, Naming, Response, Unusable};
pub use returned::{Among, OfAllAndGroups, Returned};
pub(crate) use roles::cell;
pub use roles::{AccountColumns, Carried, Roles};
pub use said::{Said, said};
pub use signs::{Apart, DecidingDates, DoubtfulNames, GuessedEncoding, Signs, Told};
pub use telling::{Met, Missed, Shapes, Telling, Tellings, Texts};
pub use trim::trimmed;

#[cfg(test)]
mod tests;
