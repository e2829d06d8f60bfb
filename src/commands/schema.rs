//! `deal schema`: what an editor needs to complete and check a file.

use schemars::schema_for;
use serde_json::{Map, Value, json};

use crate::book::{Book, config::Config};
use crate::console::{Context, Exit, Failure, Ui, output::write_json};
use crate::deal::Deal;
use crate::deal::history::{LOST, WON};

/// Print the JSON Schema of a deal file or of dealfile.yaml
///
/// In a book, the schema of a deal names its stages, pipelines and owners. Every error that an
/// editor shows by it is one that `deal check` reports.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal schema deal > .dealfile/deal.schema.json\n`deal help editors` says how editors use it."
)]
pub struct Args {
    /// deal or dealfile
    #[arg(hide_possible_values = true)]
    file: File,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum File {
    Deal,
    Dealfile,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let schema = match args.file {
        File::Deal => of_deal(context.store().ok().map(|store| &store.book)),
        File::Dealfile => loosened(schema_for!(Config).to_value()),
    };
    write_json(ui, &schema)?;
    Ok(Exit::Done)
}

/// The schema of a deal file, of a book where there is one.
pub fn of_deal(book: Option<&Book>) -> Value {
    let mut schema = loosened(schema_for!(Deal).to_value());
    if let Some(book) = book {
        let stages = book.pipelines.iter().flat_map(|pipeline| {
            let aliases = pipeline.stages.iter().flat_map(|stage| &stage.aliases);
            pipeline.stage_ids().chain(aliases.map(String::as_str))
        });
        let mut stages: Vec<&str> = stages.collect();
        stages.extend([WON, LOST]);
        let pipelines = book.pipelines.iter().map(|pipeline| pipeline.id.as_str());
        let owners = book.team.iter().map(|member| member.id.as_str());
        narrow(&mut schema, "stage", stages);
        narrow(&mut schema, "pipeline", pipelines.collect());
        narrow(&mut schema, "owner", owners.collect());
    }
    schema
}

/// Names the values of a tracked field, at the top and in history; a book that has none allows all.
fn narrow(schema: &mut Value, field: &str, mut values: Vec<&str>) {
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(*value));
    if values.is_empty() {
        return;
    }
    let mut values: Vec<Value> = values.into_iter().map(Value::from).collect();
    if field != "stage" {
        values.push(Value::Null);
    }
    let top = format!("/properties/{field}");
    for place in [top.clone(), format!("/$defs/HistoryEntry{top}")] {
        let Some(Value::Object(node)) = schema.pointer_mut(&place) else {
            continue;
        };
        node.remove("type");
        let mut values = values.clone();
        if field == "stage" && place != top {
            values.push(Value::Null);
        }
        node.insert("enum".to_owned(), values.into());
    }
}

/// The schema as files are read: `~` is an empty list, a number is a text where one is wanted, and
/// a key that is not known is an error.
fn loosened(mut schema: Value) -> Value {
    loosen(&mut schema);
    schema
}

fn loosen(node: &mut Value) {
    match node {
        Value::Object(node) => {
            node.values_mut().for_each(loosen);
            if let Some(Value::Object(properties)) = node.get_mut("properties") {
                properties.values_mut().for_each(allow_nothing);
                node.entry("additionalProperties").or_insert(json!(false));
            }
            loosen_type(node);
        }
        Value::Array(nodes) => nodes.iter_mut().for_each(loosen),
        _ => {}
    }
}

/// A mapping that has a default may stand empty.
fn allow_nothing(property: &mut Value) {
    let Some(node) = property.as_object_mut() else {
        return;
    };
    let is_optional = node.remove("default").is_some();
    if let Some(reference) = node.remove("$ref").filter(|_| is_optional) {
        let or_nothing = json!([{"$ref": reference}, {"type": "null"}]);
        node.insert("anyOf".to_owned(), or_nothing);
    }
}

fn loosen_type(node: &mut Map<String, Value>) {
    let is_free = !["enum", "pattern", "format", "const"]
        .iter()
        .any(|key| node.contains_key(*key));
    let is_count = node
        .get("format")
        .and_then(Value::as_str)
        .is_some_and(|format| format.starts_with("uint") || format.starts_with("int"));
    if is_count {
        node.remove("format");
    }
    let Some(kind) = node.get_mut("type") else {
        return;
    };
    let mut kinds: Vec<String> = match kind {
        Value::String(kind) => vec![kind.clone()],
        Value::Array(kinds) => {
            let kinds = kinds.iter().filter_map(Value::as_str);
            kinds.map(str::to_owned).collect()
        }
        _ => return,
    };
    let has = |kinds: &[String], kind: &str| kinds.iter().any(|known| known == kind);
    let more: &[&str] = if has(&kinds, "array") {
        &["null"]
    } else if has(&kinds, "string") && is_free {
        &["number", "boolean"]
    } else if has(&kinds, "integer") || has(&kinds, "number") || has(&kinds, "boolean") {
        &["string"]
    } else {
        &[]
    };
    for kind in more {
        if !has(&kinds, kind) {
            kinds.push((*kind).to_owned());
        }
    }
    *kind = match kinds.as_slice() {
        [kind] => kind.as_str().into(),
        kinds => kinds.into(),
    };
}
