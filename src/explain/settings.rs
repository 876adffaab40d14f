//! What is not computed but stated, and what is not there.

use serde_json::Value;

use super::{Explanation, Found};

/// What a setting, a name or a date is, and where it comes from.
pub(super) fn setting(found: &Found) -> Explanation {
    let keys: Vec<&str> = found.keys.iter().map(String::as_str).collect();
    let (what, from) = match keys.as_slice() {
        ["schema"] => ("The layout of report.json.", "It comes with the program."),
        ["generator"] => ("The program that made the report, and its version.", "It comes with the program."),
        ["title" | "organisation" | "recipient" | "language" | "client", ..] => {
            ("A name or text of the report.", "It is stated in the config, or for the client.")
        }
        ["brand", ..] => ("How the page looks.", "It is stated in the config: `brand`."),
        ["as_of"] => (
            "The reporting date: nothing after it is counted.",
            "It is `--as-of`, `as_of` of the config, the day of SOURCE_DATE_EPOCH, or the day of the build.",
        ),
        ["method", "scale", ..] => ("The scale and its cuts.", "They are stated in the config: `scale`."),
        ["method", "weighting", ..] => (
            "How answers are weighted and what clusters they belong to.",
            "It is stated in the config: `columns` and `weights`.",
        ),
        ["method", "seed"] => {
            ("What the draws of the bootstrap follow from.", "It is stated in the config: `method.seed`.")
        }
        ["method", ..] => {
            ("How figures are computed and when they are shown.", "It is stated in the config: `method`.")
        }
        ["levels", ..] => {
            ("A named level of the score, from its lower bound on.", "It is stated in the config: `levels`.")
        }
        ["trailing"] => (
            "How many periods a moving window of the trend has.",
            "It is stated in the config: `periods.trailing`.",
        ),
        ["benchmarks", _, "benchmark", ..] | ["regions", _, "benchmarks", _, "benchmark", ..] => {
            ("A stated benchmark.", "It is stated in the config or in a table that it names: `benchmarks`.")
        }
        [.., "year_starts" | "by" | "key" | "first_day" | "last_day" | "period" | "first" | "last"] => {
            ("A period.", "How time is cut into periods is stated in the config: `periods`.")
        }
        ["key_findings", ..] => (
            "A key finding: what it is about, and the figures that it rests on.",
            "It is chosen by rule, size times certainty, from what is beyond chance; explain its figures.",
        ),
        ["control", ..] => (
            "What the control limits show.",
            "Outside are scores beyond the limits; a run is of eight scores or more on one side of the centre.",
        ),
        _ => ("A part of the report.", "It names what stands beside it."),
    };
    let mut told = Explanation::of(what);
    if found.value == Value::Null {
        told.say("It is not there: not stated, not asked for, or there are too few answers for it.");
    } else if found.value == Value::Array(Vec::new()) {
        told.say("There is none in this report.");
    }
    told.say(from);
    told
}
