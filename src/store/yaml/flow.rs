//! Entries between braces or brackets: on one line, or each on its own.

use std::ops::Range;

use super::{
    lines::{
        begins_line, between, blanks, column, line_break, line_end, line_start, next_line, rest,
        rest_of_line, skip_trivia,
    },
    splice::Splice,
    tree::{Collection, Entry, Layout, Node},
};

/// Inserts an entry before position `index`.
pub(super) fn insert(text: &str, node: &Node, index: usize, new: &str) -> Option<Splice> {
    let all = flow_collection(node)?;
    let Some(before) = index.checked_sub(1) else {
        return Some(insert_first(text, node, all.entries.first(), new));
    };
    let before = all.entries.get(before)?;
    if begins_line(text, before.start) {
        Some(insert_line(text, node, before, new))
    } else {
        Some(Splice::insert(before.end(), format!(", {new}")))
    }
}

fn flow_collection(node: &Node) -> Option<&Collection> {
    node.collection().filter(|all| all.layout == Layout::Flow)
}

/// A new line after an entry that has its own; the entry's comment stays with it.
fn insert_line(text: &str, node: &Node, before: &Entry, new: &str) -> Splice {
    let end = before.end();
    let indent = " ".repeat(column(text, before.start));
    let line = format!("{}{indent}{new}", line_break(text));
    let comma = after_comma(text, end);
    if comma > end {
        return if is_trivia(rest_of_line(text, comma)) {
            Splice::insert(line_end(text, comma), line + ",")
        } else {
            Splice::insert(end, format!(", {new}"))
        };
    }
    let at = line_end(text, end)
        .min(node.range.end.saturating_sub(1))
        .max(end);
    let comment = between(text, end, at).trim_end();
    Splice::new(end..at, format!(",{comment}{line}"))
}

fn insert_first(text: &str, node: &Node, first: Option<&Entry>, new: &str) -> Splice {
    let Some(first) = first else {
        let inside = inside(node);
        let has_comment = between(text, inside.start, inside.end).contains('#');
        let end = if has_comment {
            inside.start
        } else {
            inside.end
        };
        return Splice::new(inside.start..end, new);
    };
    if begins_line(text, first.start) {
        let indent = " ".repeat(column(text, first.start));
        Splice::insert(first.start, format!("{new},{}{indent}", line_break(text)))
    } else {
        Splice::insert(first.start, format!("{new}, "))
    }
}

/// What is between the brackets.
fn inside(node: &Node) -> Range<usize> {
    let open = node.range.start + 1;
    open..node.range.end.saturating_sub(1).max(open)
}

/// After the comma that follows an entry, or the entry's end if none does.
fn after_comma(text: &str, end: usize) -> usize {
    let comma = skip_trivia(text, end);
    if rest(text, comma).starts_with(',') {
        comma + 1
    } else {
        end
    }
}

fn is_trivia(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.starts_with('#')
}

/// Removes the entry at a position, with its comma and, if it has its own line, with the line.
pub(super) fn remove(text: &str, node: &Node, index: usize) -> Option<Splice> {
    let entries = &flow_collection(node)?.entries;
    let entry = entries.get(index)?;
    let before = index.checked_sub(1).and_then(|before| entries.get(before));
    let comma = after_comma(text, entry.end());
    let is_last = index + 1 == entries.len();
    if is_last && before.is_none() {
        return Some(remove_only(text, node, entry, comma));
    }
    let now_last = before.filter(|_| is_last);
    if begins_line(text, entry.start) && is_trivia(rest_of_line(text, comma)) {
        let lines = line_start(text, entry.start)..next_line(text, comma);
        let without_comma = now_last.filter(|_| comma == entry.end());
        return Some(remove_after(text, without_comma, lines));
    }
    let end = match now_last {
        Some(_) => entry.end(),
        None => comma + blanks(rest(text, comma)),
    };
    Some(remove_after(text, now_last, entry.start..end))
}

fn remove_only(text: &str, node: &Node, entry: &Entry, comma: usize) -> Splice {
    let inside = inside(node);
    let has_comment = between(text, inside.start, entry.start).contains('#')
        || between(text, comma, inside.end).contains('#');
    Splice::remove(if has_comment {
        entry.start..comma
    } else {
        inside
    })
}

/// Removes a range, and the comma after the entry that is the last one now; no comment between the
/// two.
fn remove_after(text: &str, now_last: Option<&Entry>, range: Range<usize>) -> Splice {
    let Some(entry) = now_last else {
        return Splice::remove(range);
    };
    let end = entry.end();
    let comma = after_comma(text, end);
    let to_comma = between(text, end, comma.saturating_sub(1));
    let gap = between(text, comma, range.start);
    let keeps_gap = gap.contains('#') || line_start(text, range.start) == range.start;
    let gap = if keeps_gap { gap } else { "" };
    Splice::new(end..range.end, format!("{to_comma}{gap}"))
}
