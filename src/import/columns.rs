//! The `columns` of a map, found in a header.

use std::collections::HashMap;

use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

use super::header::Header;
use super::map::{Field, MapFile};
use super::plan::CRM_ID;
use super::template::Template;

/// What fills each field, and the team's own keys below `x`.
pub(super) type Columns = (HashMap<Field, Template>, Vec<(String, Template)>);

/// Every field of the map with its columns.
pub(super) fn columns(map: &MapFile, header: &Header, errors: &mut Vec<Finding>) -> Columns {
    let (mut fields, mut own) = (HashMap::new(), Vec::new());
    for (name, text) in &map.columns.0 {
        let at = KeyPath::top("columns").key(name);
        let template = Template::resolve(text, header);
        let template = template.map_err(|error| {
            Finding::new(BAD_VALUE, error.to_string())
                .at(at.clone())
                .help(error.help())
        });
        match (name.parse::<Field>(), own_key(name), template) {
            (Ok(field), _, Ok(template)) => drop(fields.insert(field, template)),
            (_, Some(key), Ok(template)) => own.push((key.to_owned(), template)),
            (Err(_), None, _) => errors.push(unknown_field(at, name)),
            (_, _, Err(error)) => errors.push(error),
        }
    }
    if !map
        .columns
        .0
        .iter()
        .any(|(name, _)| name == Field::Name.as_str())
    {
        let finding = Finding::new(BAD_VALUE, "no column is the deal's name")
            .at(KeyPath::top("columns"))
            .help("add `name: COLUMN` to `columns`, or a text such as `name: \"{Company}, {Product}\"`");
        errors.push(finding);
    }
    (fields, own)
}

/// The key of `x.NAME`, one word; `x.crm_id` is the id's.
fn own_key(name: &str) -> Option<&str> {
    name.strip_prefix("x.")
        .filter(|key| !key.is_empty() && !key.contains('.') && *key != CRM_ID)
}

fn unknown_field(at: KeyPath, name: &str) -> Finding {
    let help = match nearest(name, Field::WORDS.iter().copied()) {
        _ if name == format!("x.{CRM_ID}") => {
            "write `id: COLUMN`, which is kept under this name".to_owned()
        }
        Some(right) => format!("did you mean `{right}`?"),
        None => format!(
            "known: {}, and x.NAME for what is the team's own",
            Field::WORDS.join(", ")
        ),
    };
    Finding::new(BAD_VALUE, format!("a column cannot fill `{name}`"))
        .at(at)
        .help(help)
}
