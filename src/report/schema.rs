//! The JSON Schema of a file that this program writes, from the types that it is written from.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of what a type writes (JSON Schema, draft 2020-12), as JSON with two spaces and a final line break: every key
/// with what it means, its range, and whether it is always there. No other keys are valid.
///
/// `layout` is the layout of the file and its version, which becomes the schema's title. Always the same bytes.
#[must_use]
pub fn schema_of<T: JsonSchema>(layout: &str) -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings
        .with_transform(RecursiveTransform(in_plain_words))
        .with_transform(RecursiveTransform(absent_or_there));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), layout.into());
    schema.insert("$comment".to_owned(), NONE_AND_ABSENT.into());
    format!("{:#}\n", schema.to_value())
}

/// How a description speaks of what may be missing.
const NONE_AND_ABSENT: &str =
    "Where a description says none, the value is null; where it says absent, the key is not there.";

/// Leaves of a description what speaks of the file: its first paragraph, as the others are on the program's own types, without
/// links between these.
fn in_plain_words(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = without_links(text.split("\n\n").next().unwrap_or_default());
    }
}

/// `` [`Name`](path) `` and `` [`Name`] `` as `` `Name` ``.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((name, after)) = after.split_once("`]") else { break };
        plain.extend([before, "`", name, "`"]);
        let path = after.strip_prefix('(').and_then(|path| path.split_once(')'));
        rest = path.map_or(after, |(_, after)| after);
    }
    plain + rest
}

/// What may be absent is never written as null, and has no default that a reader would have to know.
fn absent_or_there(schema: &mut Schema) {
    let required: Vec<Value> = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        let optional = properties.iter_mut().filter(|(name, _)| !required.iter().any(|key| key == *name));
        optional.for_each(|(_, property)| never_null(property));
    }
}

/// Takes null out of what a value may be.
fn never_null(property: &mut Value) {
    let Value::Object(property) = property else { return };
    property.remove("default");
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [kind] = &types[..] {
            let kind = kind.clone();
            property.insert("type".to_owned(), kind);
        }
    }
    let Some(Value::Array(mut choices)) = property.remove("anyOf") else { return };
    choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
    match <[Value; 1]>::try_from(choices) {
        Ok([Value::Object(choice)]) => property.extend(choice),
        Ok([choice]) => drop(property.insert("anyOf".to_owned(), vec![choice].into())),
        Err(choices) => drop(property.insert("anyOf".to_owned(), choices.into())),
    }
}
