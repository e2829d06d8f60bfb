//! A new key in a mapping, a new entry in a list.

use super::{
    data, flow,
    lines::{between, block_end, line_break, line_end, line_start, next_line},
    locate::Trail,
    render::{self, Format, NewNode},
    splice::Splice,
    tree::{Document, Entry},
};
use crate::edit::{Style, Value};

/// Adds a key to the mapping at the end of the trail, in the place that the order gives it.
pub(super) fn add_key(
    document: &Document,
    trail: &Trail<'_>,
    new: NewNode<'_>,
    order: &[&str],
    format: &Format,
) -> Option<Splice> {
    let text = &document.text;
    let map = trail.node();
    let (key, value) = new.split_key()?;
    let index = data::position(map.entries().iter().map(Entry::name), key, order);
    match map.block_column() {
        Some(column) => {
            let lines = render::pair(column, key, value.block(column, format));
            add_lines(text, trail, index, &lines)
        }
        None => flow::insert(text, map, index, &render::flow_pair(key, &value.flow(true))),
    }
}

/// Adds an entry to the list at the end of the trail, in the style of its neighbors.
pub(super) fn add_entry(
    document: &Document,
    trail: &Trail<'_>,
    index: usize,
    entry: &Value,
    style: Style,
) -> Option<Splice> {
    let text = &document.text;
    let list = trail.node();
    let Some(column) = list.block_column() else {
        return flow::insert(text, list, index, &render::flow(entry, true));
    };
    let neighbor = neighbor(list.entries(), index)?;
    let style = match neighbor.value.collection() {
        Some(_) if neighbor.value.is_flow() => Style::Flow,
        Some(_) => Style::Block,
        None => style,
    };
    let spacing = spacing(text, neighbor);
    let lines = render::item(
        entry,
        column,
        spacing,
        style,
        &Format::from_document(document),
    );
    add_lines(text, trail, index, &lines)
}

/// The entry before a position, else the last one.
fn neighbor(entries: &[Entry], index: usize) -> Option<&Entry> {
    let before = entries.get(index.saturating_sub(1));
    before.or(entries.last())
}

/// How far a value is from its dash.
fn spacing(text: &str, entry: &Entry) -> usize {
    let value = &entry.value.range;
    let on_line = !value.is_empty() && line_start(text, value.start) <= entry.start;
    match value.start.checked_sub(entry.start) {
        Some(spacing) if on_line => spacing,
        _ => 2,
    }
}

/// Adds lines before the entry at a position of a block collection, or after its last one.
fn add_lines(text: &str, trail: &Trail<'_>, index: usize, lines: &[String]) -> Option<Splice> {
    let entries = trail.node().entries();
    let Some(before) = index.checked_sub(1) else {
        return Some(add_first(text, entries.first()?, lines));
    };
    let own_from = own_comments_from(trail, index == entries.len())?;
    let end = block_end(text, entries.get(before)?.end(), own_from);
    let at = next_line(text, end);
    if is_section(text, trail, at, lines) {
        let apart = [&[String::new()], lines].concat();
        return Some(Splice::lines(text, at, &apart));
    }
    Some(Splice::lines(text, at, lines))
}

/// Whether the lines are a section of the file, and there are blank lines between its sections.
fn is_section(text: &str, trail: &Trail<'_>, at: usize, lines: &[String]) -> bool {
    let blank_next = at < text.len() && line_end(text, at) == at;
    trail.holder_column().is_none() && lines.len() > 1 && blank_next
}

/// The column from which a comment below an entry is its own.
///
/// Deeper than the entry always; in its column only after the last one, and not if the next key
/// stands as deep.
fn own_comments_from(trail: &Trail<'_>, is_last: bool) -> Option<usize> {
    let column = trail.node().block_column()?;
    let in_holder_column = trail.holder_column().is_none_or(|holder| holder >= column);
    Some(if is_last && !in_holder_column {
        column
    } else {
        column + 1
    })
}

/// Adds lines before the first entry, which may stand after a dash.
fn add_first(text: &str, first: &Entry, lines: &[String]) -> Splice {
    let start = line_start(text, first.start);
    let before = between(text, start, first.start);
    if before.trim_matches(' ').is_empty() {
        return Splice::lines(text, start, lines);
    }
    let eol = line_break(text);
    let indent = " ".repeat(before.len());
    let lines = lines.join(eol);
    let lines = lines.trim_start_matches(' ');
    Splice::insert(first.start, format!("{lines}{eol}{indent}"))
}
