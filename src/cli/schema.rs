//! `plaudit schema`: the JSON Schema of a file that it writes.

use super::arguments::{Layout, SchemaOf};
use super::say::{Done, Written};
use crate::output::{MANIFEST_SCHEMA, Manifest};
use crate::report::{INDEX_SCHEMA, Index, Report, SCHEMA, schema_of};

#[expect(clippy::unnecessary_wraps, reason = "it is what a command gives")]
pub(super) fn run(wanted: &SchemaOf) -> Done {
    let text = match wanted.layout {
        Layout::Report => schema_of::<Report>(SCHEMA),
        Layout::Index => schema_of::<Index>(INDEX_SCHEMA),
        Layout::Manifest => schema_of::<Manifest>(MANIFEST_SCHEMA),
    };
    Ok(Written { text, ..Written::default() })
}
