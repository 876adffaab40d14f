//! A report as a page shows it: where hidden regions or single answers could be worked out of more.

use serde::Serialize;
use serde_json::Value;

use super::index::Index;
use crate::config::comments::Mode;
use crate::config::{Config, FollowUp};
use crate::error::Problem;
use crate::facts::Excerpt;
use crate::figures::{Chance, Weighting};
use crate::sections::quality::Doubt;
use crate::sections::{Report, is_listed};

/// How a figure is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Digits {
    /// To so many decimals.
    To(i32),
    /// A p-value, as [`Chance`] has it.
    OfChance,
    /// A list of weights: in whole per cent of all of them, as a chart shows them.
    PerCent,
    /// It is stated, and not computed.
    AsStated,
}

/// How a number of that name is rounded: points to a tenth, shares to a tenth of a per cent, and nothing to fewer digits than
/// a page has.
fn digits(name: &str) -> Option<Digits> {
    Some(match name {
        "median" | "lower_quartile" | "upper_quartile" | "contribution" | "nps" | "nps_then"
        | "nps_before" | "nps_since" | "low" | "high" | "difference" | "centre" | "before" | "after"
        | "mix" | "rate" | "turnover" | "effect" | "weighted_n" => Digits::To(1),
        "mean" | "correlation" | "mean_low" | "mean_high" | "mean_difference" => Digits::To(2),
        "share" | "share_low" | "share_high" | "now" | "then" | "detractors" | "passives" | "promoters"
        | "chance_at_or_above" | "weight" | "weight_low" | "weight_high" | "r_squared" | "r_squared_low"
        | "r_squared_high" | "performance" | "revenue_share" => Digits::To(3),
        "effective_n" | "standard_error" | "z" | "t" | "statistic" => Digits::To(0),
        "p" | "p_adjusted" => Digits::OfChance,
        "weighted_histogram" => Digits::PerCent,
        // `lower`, `upper` and `gap`, and a `value` that is measured, are rounded by each question by its unit.
        "lower" | "upper" | "gap" | "value" | "from" | "expected" | "smallest" | "largest" | "confidence"
        | "max_rejected"
        // Costs are told where figures are exact.
        | "setup" | "price" | "promoter" | "passive" | "detractor" | "cost" | "total" | "per_answer" | "margin"
        | "per_point" | "nps_of_others" | "gain" | "wanted"
        // So are accounts.
        | "revenue" => Digits::AsStated,
        _ => return None,
    })
}

/// A number to so many decimals. Where it would then be rounded to another number with one decimal less than it is now, it
/// stays on its side by a quarter of the last digit: a page shows scores with both.
fn rounded(number: f64, decimals: i32) -> f64 {
    let to = |number: f64, decimals: i32| {
        let unit = 10_f64.powi(decimals);
        (number * unit).round() / unit + 0.0
    };
    // What the order of a sum leaves beyond that would say in which order answers were.
    let number = to(number, decimals + 8);
    let fine = to(number, decimals);
    if decimals == 0 || to(fine, decimals - 1).total_cmp(&to(number, decimals - 1)).is_eq() {
        return fine;
    }
    fine + (number - fine).signum() * 0.25 / 10_f64.powi(decimals)
}

/// The report, without how many gave each score where answers are weighted and few gave one of them: beside a number of one, what
/// those of a score weigh is what one answer weighs, and many know whose that is.
#[must_use]
pub fn without_lone_weights(mut report: Report) -> Report {
    let least = report.head.method.hide_below;
    let Some(composition) = &mut report.sections.composition else { return report };
    let (Some(histogram), Some(weights)) = (&composition.histogram, &mut composition.weighted_histogram)
    else {
        return report;
    };
    if report.head.question.scale.scores().any(|score| (1..least).contains(&histogram.answers(score))) {
        let all: f64 = weights.iter().sum();
        for weight in weights {
            *weight = rounded(100.0 * *weight / all, 0);
        }
        composition.histogram = None;
    }
    report
}

/// That parts which a config asks for are left out of a report, since figures are told rounded where answers have weights or clusters.
#[must_use]
pub fn left_out_as_rounded(config: &Config, all: &Excerpt) -> Option<Doubt> {
    let columns = &config.columns;
    let is_wanted = |part: &str| config.sections.is_none() || is_listed(config, part);
    let has_calls = config.follow_up.as_ref().is_some_and(FollowUp::tells_calls);
    let (has_comments, has_moved) = (!columns.comment.is_empty(), !columns.respondent.is_empty());
    let exact = [
        ("costs", config.costs.is_some() && is_wanted("costs")),
        ("need", config.need.is_some() && is_wanted("need")),
        ("follow_up", has_calls && is_wanted("follow_up")),
        ("moved", has_moved && is_listed(config, "moved")),
        ("comments", has_comments && config.comments.mode != Mode::None && is_wanted("comments")),
    ];
    let exact = exact.into_iter().filter(|_| all.is_told_rounded);
    // It counts answers of groups, which are none where answers weigh differently.
    let reach = ("reach", is_listed(config, "reach") && (all.is_told_rounded || config.is_weighted()));
    let left: Vec<String> =
        exact.chain([reach]).filter(|(_, is_asked)| *is_asked).map(|(part, _)| format!("`{part}`")).collect();
    // What clients read together has none of them anyhow.
    if left.is_empty() || !columns.reader.is_empty() {
        return None;
    }
    let are = if left.len() == 1 { "is" } else { "are" };
    let told = Problem::new(format!(
        "{} {are} left out of the report: its answers have weights or clusters",
        left.join(", ")
    ));
    let told =
        told.hint("beside weighted figures, which are told rounded, exact ones would tell what is hidden");
    let cluster = columns.cluster.and_then(|at| columns.attributes.get(at));
    let place = columns.weight.as_ref().or(cluster).and_then(|column| column.place.clone());
    let place = place.or_else(|| config.weighting.margins.first().and_then(|margin| margin.place.clone()));
    Some(Doubt { warning: None, told: told.at(place) })
}

/// Rounds every figure, and leaves answers by group and by score out where there are weights.
///
/// # Errors
/// When a number is not finite, which no report holds.
pub fn as_shown(report: &Report) -> Result<Report, serde_json::Error> {
    let mut report = report.clone();
    report.head.rounded = true;
    if let Some(questions) = &mut report.sections.questions {
        questions.rounded(rounded);
    }
    if let Some(themes) = &mut report.sections.themes {
        themes.shares.rounded(rounded);
    }
    let mut shown: Report = serde_json::from_value(value_as_shown(&report)?)?;
    // The value has its keys in the order of the alphabet.
    shown.sections.order = report.sections.order;
    Ok(shown)
}

/// The same of an index.
///
/// # Errors
/// When a number is not finite, which no index holds.
pub fn index_as_shown(mut index: Index) -> Result<Index, serde_json::Error> {
    index.head.rounded = true;
    let has_counts = !index.head.method.weighting.as_ref().is_some_and(Weighting::has_weights);
    let mut all = serde_json::to_value(&index)?;
    walk(&mut all, index.head.method.confidence.alpha(), has_counts);
    serde_json::from_value(all)
}

/// The same as JSON, of a report or another, which is made sooner.
pub(super) fn value_as_shown(report: &Report) -> Result<Value, serde_json::Error> {
    let has_counts = !report.head.method.weighting.as_ref().is_some_and(Weighting::has_weights);
    let mut all = serde_json::to_value(report)?;
    walk(&mut all, report.head.method.confidence.alpha(), has_counts);
    Ok(all)
}

/// What is shown of a part of a report of weighted answers, as JSON.
pub(super) fn shown_of(part: &impl Serialize, config: &Config) -> Option<Value> {
    let mut value = serde_json::to_value(part).ok()?;
    walk(&mut value, config.method.confidence.alpha(), false);
    Some(value)
}

fn walk(value: &mut Value, alpha: f64, has_counts: bool) {
    match value {
        Value::Object(all) => {
            if !has_counts {
                all.retain(|name, value| !(name == "histogram" || name == "counts" && value.is_object()));
            }
            for (name, value) in all {
                match digits(name) {
                    Some(Digits::PerCent) => in_per_cent(value),
                    Some(Digits::To(decimals)) if value.is_f64() => {
                        set(value, |number| rounded(number, decimals));
                    }
                    Some(Digits::OfChance) if value.is_f64() => {
                        set(value, |p| Chance::of(p, Some(alpha)).about());
                    }
                    Some(Digits::AsStated) => {}
                    _ => walk(value, alpha, has_counts),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|value| walk(value, alpha, has_counts)),
        _ => {}
    }
}

fn set(value: &mut Value, to: impl Fn(f64) -> f64) {
    if let Some(number) = value.as_f64() {
        *value = to(number).into();
    }
}

fn in_per_cent(weights: &mut Value) {
    let Value::Array(weights) = weights else { return };
    let all: f64 = weights.iter().filter_map(Value::as_f64).sum();
    for weight in weights {
        set(weight, |weight| rounded(100.0 * weight / all, 0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_rounded_once_whether_it_is_shown_with_that_many_decimals_or_one_less() {
        for (number, decimals, expected) in [
            (12.34, 1, 12.3),
            (12.46, 1, 12.475),
            (12.5, 1, 12.5),
            (12.52, 1, 12.5),
            (-12.46, 1, -12.475),
            (-0.01, 1, 0.0),
            (-100.0, 1, -100.0),
            (0.0449, 3, 0.045 - 0.000_25),
            (0.4149, 3, 0.415 - 0.000_25),
            (71.6, 0, 72.0),
        ] {
            assert!(
                (rounded(number, decimals) - expected).abs() < 1e-12,
                "{number}: {}",
                rounded(number, decimals)
            );
        }
    }

    /// Every number of the layout that has decimals.
    fn numbers(schema: &Value, name: &str, found: &mut std::collections::BTreeSet<String>) {
        let is_number = |kind: &Value| {
            kind == "number" || kind.as_array().is_some_and(|all| all.iter().any(|one| one == "number"))
        };
        if schema.get("type").is_some_and(is_number) {
            found.insert(name.to_owned());
        }
        let Value::Object(all) = schema else { return };
        for (key, value) in all {
            match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    properties.iter().for_each(|(name, value)| numbers(value, name, found));
                }
                (_, Value::Array(values)) => values.iter().for_each(|value| numbers(value, name, found)),
                ("$defs", Value::Object(defs)) => {
                    defs.iter().for_each(|(_, value)| numbers(value, "", found));
                }
                _ => numbers(value, name, found),
            }
        }
    }

    #[test]
    fn every_number_of_a_report_has_its_digits() {
        let schema = crate::report::schema_of::<Report>("any");
        let mut found = std::collections::BTreeSet::new();
        numbers(&serde_json::from_str(&schema).expect("JSON"), "", &mut found);
        assert!(found.len() > 20, "{found:?}");
        // Without a name are scores and differences, which stand in figures that have one; shares of a margin are stated,
        // and a p-value that is told of others is rounded already.
        let stated = ["", "shares", "rounded", "below", "above"];
        let unknown: Vec<&String> =
            found.iter().filter(|name| !stated.contains(&name.as_str()) && digits(name).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
