//! How a deal is laid out in its file: the edits from one deal to another, and the text of a new
//! one. The order of keys comes from the types, the style of what is new from here.

use super::{
    StoreError,
    yaml::{self, EditError},
};
use crate::deal::Deal;
use crate::edit::{self, Edit, SerializeError, Style, Value};
use crate::key_path::{KeyPath, Step};

/// Why a deal cannot be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum LayoutError {
    #[error(transparent)]
    Value(#[from] SerializeError),
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// The edits that make one deal of another.
pub fn edits(before: &Deal, after: &Deal) -> Result<Vec<Edit>, StoreError> {
    let value = |deal| {
        edit::to_value(deal).map_err(|error: SerializeError| StoreError::Edit {
            path: before.name.clone(),
            reason: error.to_string(),
        })
    };
    Ok(edit::diff(&value(before)?, &value(after)?, style))
}

/// Whether two deals say the same, in whatever form their texts were typed.
pub(super) fn is_same(a: &Deal, b: &Deal) -> bool {
    let value = |deal| edit::to_value(deal).ok();
    a == b || value(a).is_some_and(|a| Some(a) == value(b))
}

/// The text with the edits made.
pub(super) fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    yaml::apply(text, edits, edit::key_order::<Deal>)
}

/// The text of a new file: a paragraph for the fields of one line, and one for each list or
/// mapping.
pub(super) fn paragraphs(deal: &Deal) -> Result<Vec<String>, LayoutError> {
    let edits = edit::diff(
        &Value::Map(Vec::new()),
        &edit::to_value(deal)?.without_empty(),
        style_of_new_file,
    );
    let mut texts = Vec::new();
    for part in edits.chunk_by(stand_together) {
        texts.push(apply("", part)?);
    }
    Ok(texts)
}

/// Whether two edits of a new file belong to one paragraph.
fn stand_together(a: &Edit, b: &Edit) -> bool {
    match (a, b) {
        (Edit::Set { value: a, .. }, Edit::Set { value: b, .. }) => is_scalar(a) && is_scalar(b),
        (Edit::Insert { list: a, .. }, Edit::Insert { list: b, .. }) => a == b,
        _ => false,
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::List(_) | Value::Map(_))
}

/// How what is new at a path is written: entries of history, follow-ups, meetings and activities
/// on one line, the other lists at the top and the elements of the qualification a key a line.
fn style(at: &KeyPath) -> Style {
    match at.0.as_slice() {
        [Step::Key(list), Step::Index(_)] => match list.as_str() {
            "history" | "followups" | "meetings" | "activities" => Style::Flow,
            _ => Style::Block,
        },
        [Step::Key(key), Step::Key(_)] if key == "meddic" => Style::Block,
        _ => Style::Flow,
    }
}

fn style_of_new_file(at: &KeyPath) -> Style {
    match at.0.as_slice() {
        [_] => Style::Block,
        _ => style(at),
    }
}
