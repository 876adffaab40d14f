//! What is not computed but stated, and what is not there.

use serde_json::{Map, Value};

use super::{Explanation, Found};

/// What a setting, a name or a date is, and where it comes from.
pub(super) fn setting(found: &Found<'_>) -> Explanation {
    let keys: Vec<&str> = found.keys.iter().map(String::as_str).collect();
    let keys: Vec<&str> = keys.strip_prefix(&["sections"]).map_or_else(|| keys.clone(), <[&str]>::to_vec);
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
        ["question", "scale", ..] => ("The scale and its cuts.", "They are stated in the config: `scale`."),
        ["question", ..] => (
            "The question that the answers are to.",
            "It is named by the column of its answers: `columns.score`.",
        ),
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
        ["trend", "trailing"] => (
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
        ["trend", "control", ..] => (
            "What the control limits show.",
            "Outside are scores beyond the limits; a run is of eight scores or more on one side of the centre.",
        ),
        _ => ("A part of the report.", "It names what stands beside it."),
    };
    let is_nothing = [Value::Null, Value::Array(Vec::new()), Value::Object(Map::new())].contains(found.value);
    if is_nothing {
        let mut told = Explanation::of("There is none in this report.");
        told.say(why_nothing(&keys));
        return told;
    }
    let mut told = Explanation::of(what);
    told.say(from);
    told
}

/// Why something is not there.
fn why_nothing(keys: &[&str]) -> &'static str {
    match keys {
        ["changes", _, "comparison"] => {
            "A comparison needs a score in both periods: in one of them nobody has answered, or too few for it to be shown."
        }
        ["regions", _, "rest"] => {
            "A comparison with the rest needs a score of both: the region is the only one, or nobody or too few have \
             answered on one side for it to be shown."
        }
        ["regions", _, "change" | "then"] => {
            "It needs a score of the region in the period before: there is no such period, or nobody or too few have \
             answered in it for it to be shown."
        }
        ["benchmarks", _, "comparison"] | ["regions", _, "benchmarks", _, "comparison"] => {
            "A comparison needs a score: nobody or too few have answered for it to be shown."
        }
        ["participants", _, "comparison"] => {
            "A comparison needs a score of both sides: nobody or too few have answered on one of them for it to be shown."
        }
        [.., "chance_at_or_above"] => "It is told of targets only, and where the score is shown.",
        ["why", _, "lines", _, "before" | "after"] => {
            "Nobody of these has answered in that period: they came or went."
        }
        ["why"] => {
            "A change is divided where there are regions or segments whose scores are shown in both periods."
        }
        ["quality", "warnings"] => "Nothing about the data has to be doubted.",
        ["quality", ..] => "No row is of that kind.",
        ["key_findings"] => "Nothing is beyond chance.",
        ["period" | "trend" | "changes"] => {
            "There is nothing of the kind without dates, or there are no answers of other periods."
        }
        _ => "It is not stated, not asked for, or there are too few answers for it.",
    }
}
