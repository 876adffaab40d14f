//! Accounts, as they are stated.

use serde::Deserialize;

use super::texts::OneOrMany;
use crate::config::tree::At;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Accounts {
    pub(in crate::config) table: Option<At<String>>,
    pub(in crate::config) at_risk: Option<At<OneOrMany>>,
    pub(in crate::config) in_reports: Option<At<bool>>,
}
