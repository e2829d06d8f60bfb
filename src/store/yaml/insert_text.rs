//! A new key in a mapping, a new entry in a list.

use super::edit::Splice;
use super::flow;
use super::lines::{between, block_end, line_break, line_end, line_start, next_line};
use super::locate::Trail;
use super::model;
use super::render::{self, Format, Fresh};
use super::tree::{Collection, Document, Entry, Node};
use crate::edit::{Style, Value};

/// Adds a key to the mapping at the end of the trail, in the place that the order gives it.
pub(super) fn add_key(
    document: &Document,
    trail: &Trail<'_>,
    fresh: Fresh<'_>,
    order: &[&str],
    format: &Format,
) -> Option<Splice> {
    let map = trail.node();
    let collection = map.collection()?;
    let (key, value) = fresh.split_key()?;
    let index = model::position(collection.entries.iter().map(Entry::name), key, order);
    match map.block_column() {
        Some(column) => {
            let lines = render::pair(column, key, value.block(column, format));
            add_lines(&document.text, trail, index, &lines)
        }
        None => flow::insert(
            &document.text,
            map,
            index,
            &render::flow_pair(key, &value.flow(true)),
        ),
    }
}

/// Adds an entry to the list at the end of the trail, in the style of its neighbours.
pub(super) fn add_entry(
    document: &Document,
    trail: &Trail<'_>,
    index: usize,
    entry: &Value,
    style: Style,
) -> Option<Splice> {
    let list = trail.node();
    let Some(column) = list.block_column() else {
        return flow::insert(&document.text, list, index, &render::flow(entry, true));
    };
    let neighbour = neighbour(list.collection()?, index)?;
    let style = match neighbour.value.collection() {
        Some(_) if neighbour.value.is_flow() => Style::Flow,
        Some(_) => Style::Block,
        None => style,
    };
    let spacing = spacing(&document.text, neighbour);
    let lines = render::item(entry, column, spacing, style, &Format::of(document));
    add_lines(&document.text, trail, index, &lines)
}

/// The entry before a position, else the one behind it.
fn neighbour(all: &Collection, index: usize) -> Option<&Entry> {
    all.entries
        .get(index.saturating_sub(1))
        .or(all.entries.last())
}

/// How far a value stands behind its dash.
fn spacing(text: &str, entry: &Entry) -> usize {
    let value = &entry.value.range;
    let on_line = !value.is_empty() && line_start(text, value.start) <= entry.start;
    match value.start.checked_sub(entry.start) {
        Some(spacing) if on_line => spacing,
        _ => 2,
    }
}

/// Puts lines before the entry at a position of a block collection, or behind its last one.
fn add_lines(text: &str, trail: &Trail<'_>, index: usize, lines: &[String]) -> Option<Splice> {
    let node = trail.node();
    let entries = &node.collection()?.entries;
    let Some(before) = index.checked_sub(1) else {
        return add_first(text, entries.first()?, lines);
    };
    let own_from = own_comments_from(trail, node, index == entries.len())?;
    let end = block_end(text, entries.get(before)?.end(), own_from);
    let at = next_line(text, end);
    if is_section(text, trail, at, lines) {
        let apart: Vec<String> = std::iter::once(String::new())
            .chain(lines.iter().cloned())
            .collect();
        return Some(Splice::lines(text, at, &apart));
    }
    Some(Splice::lines(text, at, lines))
}

/// Whether the lines are a section of the file that comes where the sections have blank lines
/// between them.
fn is_section(text: &str, trail: &Trail<'_>, at: usize, lines: &[String]) -> bool {
    let blank_next = at < text.len() && line_end(text, at) == at;
    trail.holder_column().is_none() && lines.len() > 1 && blank_next
}

/// The column from which a comment below an entry is its own.
///
/// Deeper than the entry always; beside it only behind the last one, and not where the next key
/// stands as deep.
fn own_comments_from(trail: &Trail<'_>, node: &Node, is_last: bool) -> Option<usize> {
    let column = node.block_column()?;
    let beside_holder = trail.holder_column().is_none_or(|holder| holder >= column);
    Some(if is_last && !beside_holder {
        column
    } else {
        column + 1
    })
}

/// Puts lines before the first entry, which may stand behind a dash.
fn add_first(text: &str, first: &Entry, lines: &[String]) -> Option<Splice> {
    let start = line_start(text, first.start);
    let before = between(text, start, first.start);
    if before.trim_matches(' ').is_empty() {
        return Some(Splice::lines(text, start, lines));
    }
    let eol = line_break(text);
    let indent = " ".repeat(before.len());
    let with = format!("{}{eol}{indent}", lines.join(eol).trim_start_matches(' '));
    Some(Splice {
        range: first.start..first.start,
        with,
    })
}
