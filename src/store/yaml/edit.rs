//! Edits in place: plan one splice, make it, read the result, prove it.

use super::{
    data::{self, Order, to_value},
    error::EditError,
    insert_text,
    locate::Trail,
    remove_text,
    render::{Content, Format, NewNode},
    replace,
    splice::Splice,
    tree::Document,
};
use crate::edit::{Edit, Style};
use crate::key_path::{KeyPath, Step};

/// Makes edits one after the other, each as one splice that is proven by reading the result.
///
/// `order` gives the canonical key order of the mapping at a path; a new key goes after the nearest
/// earlier one.
///
/// # Errors
/// [`EditError`]; then none of the edits is made.
pub fn apply(
    text: &str,
    edits: &[Edit],
    order: impl Fn(&KeyPath) -> &'static [&'static str],
) -> Result<String, EditError> {
    let mut document = Document::parse(text)?;
    for edit in edits {
        if let Some(edited) = apply_one(&document, edit, &order)? {
            document = edited;
        }
    }
    Ok(document.text)
}

/// The document after one edit; `None` if the edit changes nothing.
fn apply_one(
    document: &Document,
    edit: &Edit,
    order: Order<'_>,
) -> Result<Option<Document>, EditError> {
    let before = to_value(&document.root);
    let mut wanted = before.clone();
    data::apply(&mut wanted, edit, order)?;
    if wanted == before {
        return Ok(None);
    }
    let edited = plan(document, edit, order)
        .and_then(|splice| splice.apply(&document.text))
        .and_then(|text| Document::parse(&text).ok())
        .filter(|edited| to_value(&edited.root) == wanted);
    match edited {
        Some(edited) => Ok(Some(edited)),
        None => Err(EditError::NotInPlace(place(edit).clone())),
    }
}

fn place(edit: &Edit) -> &KeyPath {
    match edit {
        Edit::Set { at, .. } | Edit::Remove { at } => at,
        Edit::Insert { list, .. } => list,
    }
}

/// The one splice that makes an edit; `None` if there is no way to do so.
fn plan(document: &Document, edit: &Edit, order: Order<'_>) -> Option<Splice> {
    let path = place(edit);
    let trail = document.trail(path);
    let (content, style) = match edit {
        Edit::Remove { .. } => return remove_text::remove(&document.text, &trail),
        Edit::Set { value, style, .. } => (Content::Value(value), *style),
        Edit::Insert {
            index,
            entry,
            style,
            ..
        } => {
            if trail.missing == 0 && !trail.node().entries().is_empty() {
                return insert_text::add_entry(document, &trail, *index, entry, *style);
            }
            (Content::NewList(entry), *style)
        }
    };
    write(document, path, &trail, content, style, order)
}

/// Writes a value where another one is, or under keys that are still missing.
fn write(
    document: &Document,
    path: &KeyPath,
    trail: &Trail<'_>,
    content: Content<'_>,
    style: Style,
    order: Order<'_>,
) -> Option<Splice> {
    let (above, missing) = path.0.split_at_checked(trail.steps.len())?;
    let new = NewNode {
        keys: missing.iter().map(key).collect::<Option<Vec<_>>>()?,
        content,
        style,
    };
    let format = Format::from_document(document);
    if new.keys.is_empty() || trail.node().entries().is_empty() {
        return replace::value(document, trail, &new, &format);
    }
    let order = order(&KeyPath(above.to_vec()));
    insert_text::add_key(document, trail, new, order, &format)
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    }
}
