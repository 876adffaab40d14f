//! Which figure is meant: a JSON Pointer, or names with points between them.

use serde_json::Value;

use crate::error::Problem;
use crate::survey::canonical;

/// How many names a message lists at most.
const LISTED: usize = 30;

/// What is asked for, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// A JSON Pointer such as `/overall/nps`, or names with points: `overall.nps`, `nps`, `regions.North.finding.nps`.
    pub figure: String,
    /// A period of the trend that it is of.
    pub period: Option<String>,
    /// A region that it is of.
    pub region: Option<String>,
}

/// A figure of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// The keys and positions that lead to it.
    pub keys: Vec<String>,
    /// Its value.
    pub value: &'a Value,
}

impl Found<'_> {
    /// Its JSON Pointer.
    #[must_use]
    pub fn pointer(&self) -> String {
        let escaped = |key: &String| key.replace('~', "~0").replace('/', "~1");
        self.keys.iter().flat_map(|key| ["/".to_owned(), escaped(key)]).collect()
    }
}

/// The figure that is asked for; of a group, its main figure.
///
/// # Errors
/// When there is no such figure, or it is hidden.
pub fn find<'a>(report: &'a Value, asked: &Asked) -> Result<Found<'a>, Problem> {
    let mut found = lead(report, asked)?;
    main_figure(&mut found);
    if let Value::Array(items) = found.value
        && !items.iter().all(Value::is_number)
    {
        let problem =
            Problem::new(format!("`{}` is a list of {}, not one figure", found.pointer(), items.len()));
        return Err(told(problem, found.value));
    }
    if found.keys.is_empty() {
        return Err(told(Problem::new("the whole report is not one figure"), found.value));
    }
    Ok(found)
}

/// The names of a path: parted by points, or each in brackets and quotes, as `region["St. Ives"].nps`.
fn names_of(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once("[\"") else {
        let parts = path.split('.').filter(|part| !part.is_empty());
        return parts.map(|part| part.trim().to_owned()).collect();
    };
    let (name, after) = rest.split_once("\"]").unwrap_or((rest, ""));
    [names_of(before), vec![canonical(name).into_owned()], names_of(after)].concat()
}

/// What is asked for, be it a figure or a group of them.
pub(crate) fn lead<'a>(report: &'a Value, asked: &Asked) -> Result<Found<'a>, Problem> {
    let figure = canonical(&asked.figure);
    let (tokens, reading) = match figure.strip_prefix('/') {
        Some(pointer) => {
            let key = |key: &str| key.replace("~1", "/").replace("~0", "~");
            (pointer.split('/').map(key).collect(), Reading::Pointer)
        }
        None if figure.is_empty() => (Vec::new(), Reading::Names),
        None if figure.contains("[\"") => (names_of(&figure), Reading::Names),
        None => (figure.split('.').map(str::to_owned).collect::<Vec<_>>(), Reading::Names),
    };
    let starts = starts(asked, tokens.first().map_or("", String::as_str), report)?;
    // The first start under which the first name stands, else the first of all.
    let leads = |start: &&Vec<String>| {
        walk(report, start)
            .is_ok_and(|found| tokens.first().is_none_or(|first| near(found.value, first, reading).is_some()))
    };
    let start = starts.iter().find(leads).or(starts.last()).cloned().unwrap_or_default();
    let found = descend(walk(report, &start)?, &tokens, reading);
    // A report has a question that leads it, and others: who names one means one of these.
    let one_of = tokens.split_first().and_then(|(first, rest)| {
        let (_, all) = ONE_OF.iter().find(|(one, _)| one == first)?;
        let tokens = [&[(*all).to_owned()], rest].concat();
        descend(walk(report, &start).ok()?, &tokens, reading).ok()
    });
    found.or_else(|problem| one_of.ok_or(problem))
}

/// Where what is asked for may stand, the likeliest first.
fn starts(asked: &Asked, first: &str, report: &Value) -> Result<Vec<Vec<String>>, Problem> {
    let within = |list: &[&str], name: &str| {
        let at: Vec<String> = list.iter().copied().chain([&*canonical(name)]).map(str::to_owned).collect();
        vec![[at.clone(), vec!["finding".to_owned()]].concat(), at]
    };
    Ok(match (&asked.period, &asked.region) {
        (Some(period), Some(region)) => {
            let key = canonical(period);
            let is_it = |point: &Value| point.pointer("/period/key").and_then(Value::as_str) == Some(&*key);
            let trend = report.pointer("/sections/trend/points").and_then(Value::as_array);
            let Some(at) = trend.and_then(|points| points.iter().position(is_it)) else {
                return Err(Problem::new(format!("the trend has no period `{period}`"))
                    .hint("`plaudit explain` without a figure lists its periods"));
            };
            vec![["regions", &*canonical(region), "history", &at.to_string()].map(str::to_owned).to_vec()]
        }
        (Some(period), None) => within(&["sections", "trend", "points"], period),
        (None, Some(region)) => within(&["sections", "regions"], region),
        (None, None) if near(report, first, Reading::Names).is_none() && !first.is_empty() => {
            vec![vec!["overall".to_owned()], Vec::new()]
        }
        (None, None) => vec![Vec::new()],
    })
}

fn walk<'a>(report: &'a Value, keys: &[String]) -> Result<Found<'a>, Problem> {
    descend(Found { keys: Vec::new(), value: report }, keys, Reading::Options)
}

/// How the items of a list are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// By position, as a JSON Pointer does, or else by name.
    Pointer,
    /// By name, or else by position: a region may well be named `1`.
    Names,
    /// By what an option says: a name of the items, and a position only where they have none.
    Options,
}

impl Reading {
    /// What stands between names.
    fn separator(self) -> &'static str {
        match self {
            Self::Pointer => "/",
            Self::Names => ".",
            // No name has it.
            Self::Options => "\0",
        }
    }
}

/// Goes down by each name; where items of a list have names, a name may hold the separator.
fn descend<'a>(mut at: Found<'a>, tokens: &[String], reading: Reading) -> Result<Found<'a>, Problem> {
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let longest = if at.value.is_array() { rest.len() } else { 1 };
        let step = (1..=longest).rev().find_map(|length| {
            let name = rest.get(..length)?.join(reading.separator());
            near(at.value, &name, reading).map(|(keys, value)| (length, keys, value))
        });
        let Some((length, keys, value)) = step else { return Err(unknown(&at, first)) };
        at.keys.extend(keys);
        at.value = value;
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(at)
}

/// What is stepped over where a path does not name it: periods of the trend are named without `points`, values of a cut without
/// `values`, a score without `finding`, and so on.
const STEPPED_OVER: [&str; 6] = ["points", "values", "finding", "benchmark", "measures", "comparison"];

/// Names in the plural, and how the same is asked for of one of them.
const ONE_OF: [(&str, &str); 7] = [
    ("region", "regions"),
    ("cut", "cuts"),
    ("change", "changes"),
    ("question", "questions"),
    ("benchmark", "benchmarks"),
    ("previous", "previous_period"),
    ("year", "year_earlier"),
];

/// What a key, a position or a name leads to, and the keys on the way. Parts of the report may be named without `sections`, and
/// what only one of them has without its name.
fn near<'a>(value: &'a Value, name: &str, reading: Reading) -> Option<(Vec<String>, &'a Value)> {
    let one_of =
        || ONE_OF.iter().find(|(one, _)| *one == name).and_then(|(_, all)| nearest(value, all, reading));
    nearest(value, name, reading).or_else(one_of)
}

fn nearest<'a>(value: &'a Value, name: &str, reading: Reading) -> Option<(Vec<String>, &'a Value)> {
    let within = |outer: &[&str], value: &'a Value| {
        let (key, value) = child(value, name, reading)?;
        Some((outer.iter().map(|key| (*key).to_owned()).chain([key]).collect(), value))
    };
    let in_a_part = || {
        let parts = value.get("sections")?.as_object()?;
        let objects = parts.iter().filter(|(_, part)| part.is_object());
        within(&["sections"], value.get("sections")?)
            .or_else(|| objects.into_iter().find_map(|(part, value)| within(&["sections", part], value)))
    };
    let over = |outer: &&str| within(&[outer], value.get(*outer)?);
    within(&[], value).or_else(in_a_part).or_else(|| STEPPED_OVER.iter().find_map(over))
}

/// What a key, a position or a name leads to.
fn child<'a>(value: &'a Value, name: &str, reading: Reading) -> Option<(String, &'a Value)> {
    match value {
        Value::Object(map) => map.get(name).map(|value| (name.to_owned(), value)),
        Value::Array(items) => {
            let is_plain = name == "0" || !name.starts_with(['0', '+']);
            let position = || name.parse::<usize>().ok().filter(|at| is_plain && *at < items.len());
            let named = || items.iter().position(|item| names(item).iter().any(|own| canonical(own) == name));
            let at = match reading {
                Reading::Pointer => position().or_else(named),
                Reading::Names => named().or_else(position),
                Reading::Options if items.iter().any(|item| !names(item).is_empty()) => named(),
                Reading::Options => position(),
            }?;
            items.get(at).map(|item| (at.to_string(), item))
        }
        _ => None,
    }
}

/// What an item of a list may be called.
pub(crate) fn names(item: &Value) -> Vec<String> {
    let texts = [
        &item["region"]["named"],
        &item["region"],
        &item["since"],
        &item["period"]["key"],
        &item["benchmark"]["name"],
        &item["question"]["name"],
        &item["measure"],
        &item["name"],
        &item["reason"],
        &item["column"],
        &item["key"],
    ];
    texts.into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Of a group, the figure that says most.
fn main_figure(found: &mut Found<'_>) {
    while let Value::Object(map) = found.value {
        let present = |key: &str| map.get(key).is_some_and(|value| !value.is_null());
        let key = if map.get("state").is_some_and(|state| state == "measured") {
            "nps"
        } else if present("p_adjusted") {
            "verdict"
        } else if present("comparison") && (present("benchmark") || present("then")) {
            "comparison"
        } else if present("then") {
            "then"
        } else if present("finding") {
            "finding"
        } else if present("limits") && present("centre") {
            "centre"
        } else if present("rows_read") {
            "rows_read"
        } else if present("rank") && map.len() == 1 {
            "rank"
        } else if present("place") {
            "place"
        } else {
            return;
        };
        let Some(value) = map.get(key) else { return };
        found.keys.push(key.to_owned());
        found.value = value;
    }
}

/// What to say of a figure of a finding that is hidden or of nobody: it would be there else.
fn hidden(at: &Found<'_>, name: &str) -> Option<Problem> {
    const OF_A_FINDING: [&str; 9] =
        ["nps", "n", "counts", "shares", "interval", "standard_error", "mean", "level", "low_base"];
    let place = at.pointer();
    let (finding, of) = match at.value.get("overall") {
        Some(overall) if place.is_empty() => (overall, "/overall"),
        _ => (at.value.get("finding").unwrap_or(at.value), place.as_str()),
    };
    let what = match finding.get("state").and_then(Value::as_str) {
        Some("hidden") if OF_A_FINDING.contains(&name) => "is hidden, as all figures of",
        Some("no_answers") if OF_A_FINDING.contains(&name) => "is none, as nobody answered in",
        _ => return None,
    };
    let asked = of.trim_start_matches('/');
    Some(Problem::new(format!("`{name}` {what} `{of}`")).hint(format!("`--figure {asked}` says why")))
}

fn unknown(at: &Found<'_>, name: &str) -> Problem {
    let place = at.pointer();
    if let Some(hidden) = hidden(at, name) {
        return hidden;
    }
    let problem = if place.is_empty() {
        Problem::new(format!("the report has no `{name}`"))
    } else if at.value.is_object() || at.value.is_array() {
        Problem::new(format!("`{place}` has no `{name}`"))
    } else if at.value.is_null() {
        Problem::new(format!("`{place}` is not there in this report, so it has no `{name}`"))
    } else {
        Problem::new(format!("`{place}` is one figure and has no `{name}`"))
    };
    let mut known = below(at.value);
    if place.is_empty() {
        known.extend(at.value.get("overall").map(below).unwrap_or_default());
    }
    told(problem.did_you_mean(name, known.iter().map(String::as_str)), at.value)
}

/// What exists at a level.
fn told(problem: Problem, value: &Value) -> Problem {
    let known = below(value);
    if known.is_empty() {
        return problem.hint("without `--figure` the figures are listed");
    }
    let listed: Vec<String> = known.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    let more = known.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    problem.hint(format!("there is {}{more}", listed.join(", ")))
}

/// What may follow: keys, or names of items, or else their positions.
fn below(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let parts = map.get("sections").and_then(Value::as_object);
            let own = map.keys().filter(|key| parts.is_none() || *key != "sections");
            own.chain(parts.into_iter().flat_map(|parts| parts.keys())).cloned().collect()
        }
        Value::Array(items) => {
            let name = |(at, item): (usize, &Value)| names(item).into_iter().next().unwrap_or(at.to_string());
            items.iter().enumerate().map(name).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn figures_are_named_as_one_speaks_of_them() {
        let report = json!({
            "overall": {"state": "measured", "n": 7, "nps": 1.5},
            "changes": [{"since": "previous_period", "comparison": {"difference": 2.0, "p_adjusted": 0.1, "verdict": "x"}}],
            "question": {"name": "recommend"},
            "sections": {
                "trend": {"points": [{"period": {"key": "2026-Q1"}, "finding": {"nps": 3.0}}]},
                "regions": [
                    {"region": {"named": "St. Ives"}, "finding": {"nps": 4.0}},
                    {"region": {"named": "South"}, "finding": {"state": "hidden", "why": "too_few"}},
                ],
                "cuts": [{"name": "size", "values": [{"region": {"named": "small"}, "finding": {"nps": 5.0}}]}],
                "questions": [{"question": {"name": "goals"}, "measures": [{"measure": "mean", "now": {"value": 6.0}}]}],
                "benchmarks": [{"benchmark": {"name": "Goal", "value": 8.0}, "comparison": null}],
            },
        });
        let lead = |figure: &str| {
            lead(&report, &Asked { figure: figure.to_owned(), ..Asked::default() })
                .map(|found| found.pointer())
        };
        for (figure, pointer) in [
            ("nps", "/overall/nps"),
            ("change.previous.p_adjusted", "/changes/0/comparison/p_adjusted"),
            ("changes.previous_period", "/changes/0"),
            ("region[\"St. Ives\"].nps", "/sections/regions/0/finding/nps"),
            ("regions.St. Ives.nps", "/sections/regions/0/finding/nps"),
            ("trend[\"2026-Q1\"].nps", "/sections/trend/points/0/finding/nps"),
            ("cut[\"size\"][\"small\"].nps", "/sections/cuts/0/values/0/finding/nps"),
            ("question.name", "/question/name"),
            ("question.goals.mean.now", "/sections/questions/0/measures/0/now"),
            ("benchmark[\"Goal\"].value", "/sections/benchmarks/0/benchmark/value"),
        ] {
            assert_eq!(lead(figure), Ok(pointer.to_owned()), "{figure}");
        }
        let hidden = lead("region[\"South\"].nps").expect_err("hidden");
        assert!(hidden.message.contains("is hidden"), "{}", hidden.message);
        let unknown = lead("region[\"Suoth\"].nps").expect_err("unknown");
        assert!(unknown.hints.contains(&"did you mean `South`?".to_owned()), "{:?}", unknown.hints);
    }
}
