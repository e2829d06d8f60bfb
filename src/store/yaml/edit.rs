//! Edits in place: plan one splice, do it, read the result, prove it.

use std::ops::Range;

use super::insert_text;
use super::lines::{lacks_last_break, line_break};
use super::locate::Trail;
use super::model::{Order, carry_out, data};
use super::remove_text;
use super::render::{Content, Format, Fresh};
use super::replace;
use super::tree::{Document, Node, ParseError};
use crate::edit::{Edit, Style};
use crate::key_path::{KeyPath, Step};

/// Why an edit was not made. The text is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file itself cannot be taken.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// A key below something that holds no keys.
    #[error("`{0}` is no mapping, so it can hold no key")]
    NotAMapping(KeyPath),
    /// An entry for something that is no list.
    #[error("`{0}` is no list")]
    NotAList(KeyPath),
    /// A list position that does not exist.
    #[error("there is no entry `{0}`")]
    NoSuchEntry(KeyPath),
    /// The edit cannot be written here without touching something else; a person has to do it by
    /// hand.
    #[error("`{0}` is written in a way that cannot be edited in place; change it by hand")]
    NotInPlace(KeyPath),
}

/// Carries out edits one after the other, each as one splice that is proven by reading the result.
///
/// `order` gives the canonical key order of the mapping at a path; a new key goes behind the
/// nearest earlier one.
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

/// The document after one edit; `None` where it says so already.
fn apply_one(
    document: &Document,
    edit: &Edit,
    order: Order<'_>,
) -> Result<Option<Document>, EditError> {
    let before = data(&document.root);
    let mut wanted = before.clone();
    carry_out(&mut wanted, edit, order)?;
    if wanted == before {
        return Ok(None);
    }
    let edited = plan(document, edit, order).and_then(|splice| splice.on(&document.text));
    let edited = edited.and_then(|text| Document::parse(&text).ok());
    let proven = edited.filter(|edited| data(&edited.root) == wanted);
    match proven {
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

/// One range of the text and what replaces it.
#[derive(Debug, PartialEq)]
pub(super) struct Splice {
    pub range: Range<usize>,
    pub with: String,
}

impl Splice {
    /// Puts whole lines where a line starts, or at the end of the text.
    pub fn lines(text: &str, at: usize, lines: &[String]) -> Self {
        let eol = line_break(text);
        let lines = lines.join(eol);
        let with = match at >= text.len() && lacks_last_break(text) {
            true => format!("{eol}{lines}"),
            false => format!("{lines}{eol}"),
        };
        Self {
            range: at..at,
            with,
        }
    }

    fn on(&self, text: &str) -> Option<String> {
        let before = text.get(..self.range.start)?;
        let behind = text.get(self.range.end..)?;
        text.get(self.range.clone())?;
        Some([before, &self.with, behind].concat())
    }
}

/// The one splice that carries an edit out; `None` where there is no way to do so.
fn plan(document: &Document, edit: &Edit, order: Order<'_>) -> Option<Splice> {
    let path = place(edit);
    let trail = document.trail(path);
    match edit {
        Edit::Remove { .. } => remove_text::remove(&document.text, &trail),
        Edit::Set { value, style, .. } => {
            let content = Content::Value(value);
            write(document, path, &trail, content, *style, order)
        }
        Edit::Insert {
            index,
            entry,
            style,
            ..
        } => {
            if trail.missing == 0 && entries(trail.node()) > 0 {
                return insert_text::add_entry(document, &trail, *index, entry, *style);
            }
            write(
                document,
                path,
                &trail,
                Content::NewList(entry),
                *style,
                order,
            )
        }
    }
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
    let keys = missing.iter().map(key).collect::<Option<Vec<_>>>()?;
    let format = Format::of(document);
    let fresh = Fresh {
        keys,
        content,
        style,
    };
    if fresh.keys.is_empty() || entries(trail.node()) == 0 {
        return replace::value(document, trail, &fresh, &format);
    }
    let order = order(&KeyPath(above.to_vec()));
    insert_text::add_key(document, trail, fresh, order, &format)
}

fn key(step: &Step) -> Option<&str> {
    match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    }
}

fn entries(node: &Node) -> usize {
    node.collection().map_or(0, |all| all.entries.len())
}
