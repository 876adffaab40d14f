//! The JSON Schema of what is written: every file that the program makes is valid by it, and what it never makes is not.
//! And `src/report/schema.md`, which says the same for people.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{case, cases, project, report, run, stderr, stdout};

/// The schemas that the program prints, by the name of the file without its end, compiled once.
struct Layouts {
    schemas: Schemas,
    by_file: BTreeMap<&'static str, (Value, SchemaIndex)>,
}

static LAYOUTS: LazyLock<Layouts> = LazyLock::new(|| {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let compiled = ["report", "index", "manifest"].map(|file| {
        let schema: Value = serde_json::from_str(&printed(&[file])).expect("JSON");
        let address = format!("https://plaudit.invalid/{file}");
        compiler.add_resource(&address, schema.clone()).expect("a schema");
        (file, (schema, compiler.compile(&address, &mut schemas).expect("it is valid itself")))
    });
    Layouts { by_file: compiled.into(), schemas }
});

fn printed(arguments: &[&str]) -> String {
    let output = run(&project(), [&["schema"], arguments].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

/// What is wrong with a value by the schema of that file.
fn fault(file: &str, value: &Value) -> Option<String> {
    let (_, schema) = &LAYOUTS.by_file[file];
    LAYOUTS.schemas.validate(value, *schema).err().map(|error| format!("{error:#}"))
}

/// Every JSON file in a folder of output and below, by path.
fn written(folder: &Path, found: &mut Vec<(String, Value)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            written(&path, found);
        } else if path.extension().is_some_and(|end| end == "json") && !path.ends_with("ledger.json") {
            let text = fs::read_to_string(&path).expect("readable");
            found.push((path.display().to_string(), serde_json::from_str(&text).expect("JSON")));
        }
    }
}

fn built(config: &Path) -> TempDir {
    let out = tempfile::tempdir().expect("a folder");
    let output =
        run(&project(), ["build".as_ref(), config.as_os_str(), "--out".as_ref(), out.path().as_os_str()]);
    assert!(output.status.success(), "{}: {}", config.display(), stderr(&output));
    out
}

/// A batch of reports.
static BATCH: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    written(built(&project().join("config/partner-reports.yaml")).path(), &mut files);
    files
});

fn of_batch(end: &str) -> &'static Value {
    &BATCH.iter().find(|(path, _)| path.ends_with(end)).expect("it is written").1
}

#[test]
fn every_report_index_and_manifest_is_valid() {
    let mut files: Vec<_> =
        cases().iter().map(|case| (format!("{}/report.json", case.name), case.report.clone())).collect();
    for config in ["quarterly-review.yaml", "quarterly-review.ru.yaml"] {
        written(built(&project().join("config").join(config)).path(), &mut files);
    }
    let home = tempfile::tempdir().expect("a folder");
    assert!(run(home.path(), ["init"]).status.success());
    written(built(&home.path().join("plaudit.yaml")).path(), &mut files);
    files.extend(BATCH.iter().cloned());
    let mut seen = BTreeMap::new();
    let mut failures = Vec::new();
    for (path, value) in &files {
        let file =
            ["report", "index", "manifest"].into_iter().find(|file| path.ends_with(&format!("{file}.json")));
        let file = file.expect("every JSON file has a schema");
        *seen.entry(file).or_insert(0) += 1;
        failures.extend(fault(file, value).map(|why| format!("{path}: {why}")));
    }
    report(&failures);
    assert!(seen["report"] > 20 && seen["index"] == 1 && seen["manifest"] == 4, "{seen:?}");
}

/// A value with something put where a pointer leads, or taken from there.
fn changed(value: &Value, pointer: &str, to: Option<Value>) -> Value {
    let mut value = value.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = value.pointer_mut(parent).expect(pointer);
    match (parent, to) {
        (Value::Object(map), Some(to)) => drop(map.insert(key.to_owned(), to)),
        (Value::Object(map), None) => assert!(map.remove(key).is_some(), "nothing at {pointer}"),
        (Value::Array(items), Some(to)) => items[key.parse::<usize>().expect("a place")] = to,
        _ => assert!(pointer.is_empty(), "{pointer} leads into no list or object"),
    }
    value
}

#[test]
fn what_no_report_holds_is_not_valid() {
    let whole = &case("three-markets").report;
    assert!(fault("report", whole).is_none());
    let hidden = json!({"state": "hidden", "why": "too_few"});
    assert!(fault("report", &changed(whole, "/overall", Some(hidden.clone()))).is_none(), "this may be");
    let wrong = [
        ("/surplus", Some(json!(1))),
        ("/schema", Some(json!("plaudit-report/1"))),
        ("/client", Some(json!([]))),
        ("/client", Some(Value::Null)),
        ("/title", None),
        ("/period", None),
        ("/organisation", None),
        ("/as_of", Some(json!("2026-13-01"))),
        ("/brand/accent", Some(json!("red"))),
        ("/method/confidence", Some(json!(95))),
        ("/method/interval", Some(json!("guess"))),
        ("/method/surplus", Some(json!(1))),
        ("/period/year_starts", Some(json!(13))),
        ("/period/key", Some(json!("autumn"))),
        ("/overall/nps", Some(json!(100.5))),
        ("/overall/nps", Some(json!("26.7"))),
        ("/overall/nps", None),
        ("/overall/n", Some(json!(-1))),
        ("/overall/n", Some(json!(1.5))),
        ("/overall/surplus", Some(json!(1))),
        ("/overall/interval/low", Some(json!(-101))),
        ("/overall/shares/promoters", Some(json!(1.1))),
        ("/overall/state", Some(json!("guessed"))),
        ("/overall", Some(json!({"state": "hidden", "why": "too_few", "n": 3}))),
        ("/overall", Some(json!({"state": "no_answers", "n": 0}))),
        ("/changes/0/comparison/verdict", Some(json!("above"))),
        ("/changes/0/comparison/difference", Some(json!(201))),
        ("/changes/0/comparison/p_adjusted", Some(json!(1.2))),
        ("/changes/0/comparison", None),
        ("/sections/quality", None),
        ("/sections/surplus", Some(json!([]))),
        ("/sections/trend", Some(Value::Null)),
        ("/sections/trend/points/0/finding/surplus", Some(json!(1))),
        ("/sections/regions/0/rest/verdict", Some(json!("improved"))),
        ("/sections/regions/0/standing", Some(json!({"rank": 0}))),
        ("/sections/key_findings/0/figures/0", Some(json!("overall"))),
        ("/sections/key_findings/0/figures", Some(json!([]))),
        ("/sections/key_findings/0/kind", Some(json!("No clear change"))),
        ("/sections/quality/max_rejected", Some(json!(5))),
    ];
    let taken =
        wrong.into_iter().filter(|(at, to)| fault("report", &changed(whole, at, to.clone())).is_none());
    report(&taken.map(|(at, to)| format!("{at} as {to:?} is taken for valid")).collect::<Vec<_>>());
}

#[test]
fn what_no_index_and_no_manifest_holds_is_not_valid() {
    let wrong = [
        ("index", "/surplus", Some(json!(1))),
        ("index", "/for", Some(json!("everybody"))),
        ("index", "/tiers/0/rows/0/funnel", Some(json!("beyond"))),
        ("index", "/tiers/0/rows/0/answers", None),
        ("index", "/tiers/0/rows/0/change", None),
        ("index", "/tiers/0/funnel/spread", Some(json!(-1))),
        ("index", "/sections", Some(json!({}))),
        ("manifest", "/state", Some(json!("half done"))),
        ("manifest", "/surplus", Some(json!(1))),
    ];
    let taken = wrong.into_iter().filter(|(file, at, to)| {
        let whole = of_batch(&format!("/{file}.json"));
        fault(file, &changed(whole, at, to.clone())).is_none()
    });
    report(&taken.map(|(_, at, to)| format!("{at} as {to:?} is taken for valid")).collect::<Vec<_>>());
}

/// Every schema within a schema, with where it stands.
fn each<'a>(schema: &'a Value, at: &str, seen: &mut Vec<(String, &'a Value)>) {
    match schema {
        Value::Object(map) => {
            seen.push((at.to_owned(), schema));
            map.iter().for_each(|(key, inner)| each(inner, &format!("{at}/{key}"), seen));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, inner)| each(inner, &format!("{at}/{place}"), seen));
        }
        _ => {}
    }
}

#[test]
fn the_schema_describes_every_type_key_and_choice_and_allows_no_other_key() {
    let mut failures = Vec::new();
    let mut described = 0;
    for (file, (schema, _)) in &LAYOUTS.by_file {
        let mut seen = Vec::new();
        each(schema, "", &mut seen);
        for (at, part) in seen {
            let mut fail = |what: &str| failures.push(format!("{file} {at} {what}: {part}"));
            let (parent, key) = at.rsplit_once('/').unwrap_or_default();
            let within = parent.rsplit('/').next().unwrap_or_default();
            let is_key = within == "properties" && part.get("const").is_none();
            let is_named = is_key || within == "$defs" || (within == "oneOf" && part.get("const").is_some());
            let text = part.get("description").filter(|_| key != "properties");
            let owner = schema.pointer(parent.strip_suffix("/properties").unwrap_or_default());
            // A choice of one key says itself what it is.
            let is_choice = owner.is_some_and(|owner| {
                owner.get("description").is_some()
                    && parent.contains("/oneOf/")
                    && owner["properties"][key] == *part
            }) && owner
                .and_then(|owner| owner["required"].as_array())
                .is_some_and(|keys| keys.len() == 1);
            if is_named && !is_choice && text.and_then(Value::as_str).is_none_or(str::is_empty) {
                fail("has no description");
            }
            described += usize::from(text.is_some());
            if text.and_then(Value::as_str).is_some_and(|text| text.contains("[`") || text.contains("::")) {
                fail("speaks of the program's own types");
            }
            let may_be_null = part["type"].as_array().is_some_and(|kinds| kinds.contains(&json!("null")))
                || part["anyOf"].as_array().is_some_and(|kinds| kinds.contains(&json!({"type": "null"})));
            if let Some(text) = text.and_then(Value::as_str).filter(|_| is_key) {
                let required =
                    owner.and_then(|owner| owner["required"].as_array()).cloned().unwrap_or_default();
                match (required.contains(&json!(key)), text.contains("absent")) {
                    (true, true) => fail("is called absent and is always there"),
                    (false, false) => fail("does not say where it is absent"),
                    (false, true) if may_be_null => fail("may be null where it is there"),
                    _ => {}
                }
            }
            let is_object = part.get("type").is_some_and(|kind| kind == "object");
            if is_object && part.get("properties").is_some() && part["additionalProperties"] != false {
                fail("allows keys that there are not");
            }
            if part.get("default").is_some() && key != "properties" {
                fail("has a default");
            }
        }
    }
    report(&failures);
    assert!(described > 300, "{described}");
}

#[test]
fn the_schema_is_the_same_bytes_and_a_report_s_where_no_file_is_named() {
    assert!(printed(&[]) == printed(&["report"]));
    let schema = &LAYOUTS.by_file["report"].0;
    assert!(schema["title"] == plaudit::report::SCHEMA);
    assert!(schema["properties"]["sections"].get("$ref").is_some());
    let wrong = run(&project(), ["schema", "page"]);
    assert!(wrong.status.code() == Some(2) && stderr(&wrong).contains("manifest"), "{}", stderr(&wrong));
}

/// Whether a value has all that an example shows of it: keys may be left out of objects, and items from the end of lists.
fn shows(example: &Value, value: &Value) -> bool {
    match (example, value) {
        (Value::Object(some), Value::Object(all)) => {
            some.iter().all(|(key, example)| all.get(key).is_some_and(|value| shows(example, value)))
        }
        (Value::Array(some), Value::Array(all)) => {
            some.len() <= all.len() && some.iter().zip(all).all(|(example, value)| shows(example, value))
        }
        _ => example == value,
    }
}

#[test]
fn every_example_of_the_layout_is_from_a_report_and_every_section_has_one() {
    let page = fs::read_to_string(project().join("src/report/schema.md")).expect("there");
    let mut failures = Vec::new();
    let mut shown = String::new();
    let parts: Vec<&str> = page.split("```").collect();
    for pair in parts.chunks(2) {
        let [before, block] = pair else { continue };
        let example = block.strip_prefix("json\n").expect("all blocks are JSON");
        let example: Value = serde_json::from_str(example).expect(example);
        // `/pointer` of `case`:
        let line = before.trim_end().lines().last().unwrap_or_default();
        let named: Vec<&str> = line.split('`').collect();
        let (pointer, name) = match named[..] {
            [.., pointer, " of ", name, ":"] => (pointer, name),
            ["The head of ", name, ":"] => ("", name),
            _ => {
                failures.push(format!("nothing says where this is from: {line}"));
                continue;
            }
        };
        shown += pointer;
        shown += "\n";
        let whole = if name.contains('.') { of_batch(&format!("/{name}")) } else { &case(name).report };
        match whole.pointer(pointer) {
            Some(value) if shows(&example, value) => {}
            found => failures.push(format!("{pointer} of {name} is {}", found.unwrap_or(&Value::Null))),
        }
    }
    let sections =
        LAYOUTS.by_file["report"].0["$defs"]["Sections"]["properties"].as_object().expect("sections");
    for name in sections.keys() {
        if !page.contains(&format!("\n## `{name}`\n")) {
            failures.push(format!("`{name}` has no heading"));
        }
        if !shown.contains(&format!("/sections/{name}")) {
            failures.push(format!("`{name}` has no example"));
        }
    }
    report(&failures);
}

/// The name of every key that a schema has.
fn keys_of(schema: &Value) -> Vec<String> {
    let mut seen = Vec::new();
    each(schema, "", &mut seen);
    let lists = seen.iter().filter(|(at, _)| at.ends_with("/properties"));
    lists.filter_map(|(_, part)| part.as_object()).flat_map(|keys| keys.keys().cloned()).collect()
}

#[test]
fn the_page_on_the_layout_names_every_key_of_the_schema() {
    let page = fs::read_to_string(project().join("src/report/schema.md")).expect("there");
    for (file, (schema, _)) in &LAYOUTS.by_file {
        let keys = keys_of(schema);
        assert!(keys.len() > 10, "they are found");
        let missing: Vec<_> = keys
            .iter()
            .filter(|key| !page.contains(&format!("`{key}`")) && !page.contains(&format!("\"{key}\"")))
            .collect();
        assert!(missing.is_empty(), "{file}: {missing:?}");
    }
}
