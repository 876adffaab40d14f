//! Ways to ask for answers, as they are stated.

use serde::Deserialize;

use super::Price;
use crate::config::tree::At;

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Schemes {
    pub(in crate::config) currency: Option<At<String>>,
    pub(in crate::config) vat: Option<At<String>>,
    pub(in crate::config) detractors: Option<At<f64>>,
    #[serde(rename = "schemes")]
    pub(in crate::config) list: Vec<At<Scheme>>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct Scheme {
    pub(in crate::config) name: Option<At<String>>,
    pub(in crate::config) setup: Option<At<Price>>,
    pub(in crate::config) call: Option<At<Price>>,
    pub(in crate::config) detractor: Option<At<Price>>,
    pub(in crate::config) unanswered: Option<At<Price>>,
    pub(in crate::config) response_rate: Option<At<f64>>,
    pub(in crate::config) reasons: Option<bool>,
    pub(in crate::config) currency: Option<At<String>>,
}
