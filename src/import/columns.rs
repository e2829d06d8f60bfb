//! The `columns` of a map, found in a header.

use std::collections::HashMap;

use super::{
    header::Header,
    map::{Field, MapFile, mistake},
    template::Template,
};
use crate::deal::CRM_ID;
use crate::finding::Finding;
use crate::key_path::KeyPath;
use crate::nearest::nearest;

/// The columns that fill something.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub fields: HashMap<Field, Template>,
    /// The team's own keys below `x`.
    pub own: Vec<(String, Template)>,
}

impl Columns {
    /// Every field of the map with its columns.
    pub fn new(map: &MapFile, header: &Header, mistakes: &mut Vec<Finding>) -> Self {
        let mut columns = Self::default();
        for (name, text) in &map.columns.0 {
            let at = KeyPath::top("columns").key(name);
            match (Target::from_name(name), Template::resolve(text, header)) {
                (Some(target), Ok(template)) => columns.add(target, template),
                (Some(_), Err(error)) => {
                    mistakes.push(mistake(at, error.to_string(), error.help()));
                }
                (None, _) => mistakes.push(unknown_field(at, name)),
            }
        }
        let name = Field::Name.as_str();
        if !map.columns.0.iter().any(|(field, _)| field == name) {
            mistakes.push(mistake(
                KeyPath::top("columns"),
                "no column is mapped to `name`",
                "add `name: COLUMN` to `columns`, or a text such as `name: \"{Company}, {Product}\"`",
            ));
        }
        columns
    }

    fn add(&mut self, target: Target<'_>, template: Template) {
        match target {
            Target::Field(field) => {
                self.fields.insert(field, template);
            }
            Target::Own(key) => self.own.push((key.to_owned(), template)),
        }
    }
}

/// What a column fills.
enum Target<'a> {
    Field(Field),
    /// `x.NAME`: one word, and not `x.crm_id`, which is that of `id`.
    Own(&'a str),
}

impl<'a> Target<'a> {
    fn from_name(name: &'a str) -> Option<Self> {
        let own = name
            .strip_prefix("x.")
            .filter(|key| !key.is_empty() && !key.contains('.') && *key != CRM_ID);
        own.map(Self::Own)
            .or_else(|| name.parse().ok().map(Self::Field))
    }
}

fn unknown_field(at: KeyPath, name: &str) -> Finding {
    let help = match nearest(name, Field::WORDS.iter().copied()) {
        _ if name == format!("x.{CRM_ID}") => {
            "use `id: COLUMN`, which is stored under this key".to_owned()
        }
        Some(right) => format!("did you mean `{right}`?"),
        None => format!(
            "choose one of: {}, or x.NAME for a field of your own",
            Field::WORDS.join(", ")
        ),
    };
    mistake(at, format!("unknown field `{name}`"), help)
}
