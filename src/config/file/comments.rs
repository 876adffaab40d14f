//! How what people say is shown, as it is stated.

use serde::Deserialize;

use super::OneOrMany;
use crate::comments::chosen::Order;
use crate::config::comments::Mode;
use crate::config::tree::At;

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Comments {
    pub(in crate::config) mode: Option<Mode>,
    pub(in crate::config) per_group: Option<At<i64>>,
    pub(in crate::config) hide_below: Option<At<i64>>,
    pub(in crate::config) order: Option<Order>,
    pub(in crate::config) length: Option<At<i64>>,
    pub(in crate::config) names: Option<At<OneOrMany>>,
    pub(in crate::config) words: Option<At<OneOrMany>>,
}
