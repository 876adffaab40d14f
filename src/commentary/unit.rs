//! What the numbers of `report.json` count in, by where they stand: how a page shows them hangs on that.

use serde_json::Value;

use crate::figures::Head;
use crate::survey::{Confidence, Nps};
use crate::wording::Words;

/// What a number counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Points of the score.
    Points,
    /// Points, as they are stated.
    Stated,
    /// A difference in points.
    Change,
    /// Answers, rows, clients, places.
    Count,
    /// A share of 0 to 1, which is shown in per cent.
    Share,
    /// A difference of two shares.
    ShareChange,
    /// A mean on the scale's own numbers.
    Mean,
    /// A difference of two means.
    MeanChange,
    /// A p-value.
    Chance,
    /// The confidence of the method.
    Confidence,
    /// A place in the list of levels.
    Level,
    /// Units of a currency.
    Money,
    /// Anything else.
    Plain,
}

/// What a value of a question counts in: that of the measure around it.
fn of_measure(report: &Value, keys: &[String]) -> Unit {
    let mut at = report;
    let mut unit = Unit::Points;
    for key in keys {
        let next = match at {
            Value::Array(items) => key.parse::<usize>().ok().and_then(|place| items.get(place)),
            other => other.get(key),
        };
        let Some(next) = next else { break };
        at = next;
        match at.get("measure").and_then(Value::as_str) {
            Some("nps") => unit = Unit::Points,
            Some("mean") => unit = Unit::Mean,
            Some(_) => unit = Unit::Share,
            None => {}
        }
    }
    unit
}

/// What a number of a report counts in, by the keys that lead to it.
pub(super) fn unit(report: &Value, keys: &[String], value: &Value) -> Unit {
    let mut names = keys.iter().rev().map(String::as_str).filter(|key| key.parse::<usize>().is_err());
    let last = names.next().unwrap_or_default();
    let within = names.next().unwrap_or_default();
    match last {
        "value" if within == "benchmark" || within == "targets" => Unit::Stated,
        "value" | "lower" | "upper" => of_measure(report, keys),
        "gap" => match of_measure(report, keys) {
            Unit::Share => Unit::ShareChange,
            Unit::Mean => Unit::MeanChange,
            _ => Unit::Change,
        },
        "mean_difference" => Unit::MeanChange,
        "from" | "expected" | "wanted" => Unit::Stated,
        "level" => Unit::Level,
        "confidence" => Unit::Confidence,
        "p" | "p_adjusted" | "rounded" | "below" | "above" => Unit::Chance,
        "setup" | "price" | "promoter" | "passive" | "detractor" | "cost" | "total" | "per_answer"
        | "per_point"
            if keys.iter().any(|key| key == "costs") =>
        {
            Unit::Money
        }
        "margin" => Unit::Points,
        // How many of each group went to each.
        "detractors" | "passives" | "promoters"
            if ["counts", "detractors", "passives", "promoters"].contains(&within) =>
        {
            Unit::Count
        }
        "detractors" | "passives" | "promoters" | "share" | "share_low" | "share_high" | "shares"
        | "chance_at_or_above" | "max_rejected" | "now" | "then" | "weight" | "weight_low"
        | "weight_high" | "r_squared" | "r_squared_low" | "r_squared_high" | "performance"
        | "revenue_share" => Unit::Share,
        _ if value.is_u64() || value.is_i64() => Unit::Count,
        "nps" | "nps_of_others" | "nps_then" | "nps_before" | "nps_since" | "low" | "high" | "centre"
        | "standard_error" => Unit::Points,
        "difference" | "gain" | "before" | "after" | "mix" | "rate" | "turnover" | "effect" => Unit::Change,
        "mean" | "mean_low" | "mean_high" | "correlation" => Unit::Mean,
        _ => Unit::Plain,
    }
}

impl Unit {
    /// By how much a number of it is multiplied where a page shows it.
    pub(super) fn times(self) -> f64 {
        match self {
            Self::Share | Self::ShareChange | Self::Confidence => 100.0,
            _ => 1.0,
        }
    }

    /// Whether it is shown in per cent.
    pub(super) fn is_percent(self) -> bool {
        matches!(self, Self::Share | Self::ShareChange | Self::Confidence)
    }

    /// A number as tables show it.
    pub(super) fn shown(self, number: f64, words: &Words, head: &Head) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, or a place")]
        let whole = number.round().max(0.0) as u64;
        match self {
            Self::Points => words.nps_to(number, 1),
            Self::Stated => {
                Nps::stated(number).map_or_else(|| words.points(number, 1), |nps| words.stated(nps))
            }
            Self::Change => words.change_to(number, 1),
            Self::Count => words.count(whole),
            Self::Share => words.percent_to(number, 1),
            Self::ShareChange => words.change_to(100.0 * number, 1),
            Self::Mean | Self::Money => words.points(number, 2),
            Self::MeanChange => words.change_to(number, 2),
            Self::Chance => words.p_number(number),
            Self::Confidence => Confidence::new(number)
                .map_or_else(|| words.percent_to(number, 1), |level| words.confidence(level)),
            Self::Level => words.level(head, usize::try_from(whole).unwrap_or_default()).to_owned(),
            Self::Plain => words.points(number, 1),
        }
    }
}
