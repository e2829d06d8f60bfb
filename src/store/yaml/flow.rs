//! Entries between braces or brackets: on one line, or each on its own.

use std::ops::Range;

use super::edit::Splice;
use super::lines::{
    begins_line, between, blanks, column, line_break, line_end, line_start, next_line, rest,
    skip_trivia,
};
use super::tree::{Entry, Layout, Node};

/// Puts an entry before position `index`.
pub(super) fn insert(text: &str, node: &Node, index: usize, new: &str) -> Option<Splice> {
    let all = node.collection().filter(|all| all.layout == Layout::Flow)?;
    let Some(before) = index.checked_sub(1) else {
        return Some(insert_first(text, node, all.entries.first(), new));
    };
    let before = all.entries.get(before)?;
    let end = before.end();
    if !begins_line(text, before.start) {
        return Some(Splice {
            range: end..end,
            with: format!(", {new}"),
        });
    }
    Some(insert_line(text, node, before, new))
}

/// A new line behind an entry that has its own; the entry's comment stays with it.
fn insert_line(text: &str, node: &Node, before: &Entry, new: &str) -> Splice {
    let end = before.end();
    let indent = " ".repeat(column(text, before.start));
    let line = format!("{}{indent}{new}", line_break(text));
    let behind = behind_entry(text, end);
    if behind > end {
        let at = line_end(text, behind);
        if is_trivia(between(text, behind, at)) {
            return Splice {
                range: at..at,
                with: line + ",",
            };
        }
        return Splice {
            range: end..end,
            with: format!(", {new}"),
        };
    }
    let at = line_end(text, end)
        .min(node.range.end.saturating_sub(1))
        .max(end);
    let with = format!(",{}{line}", between(text, end, at).trim_end());
    Splice {
        range: end..at,
        with,
    }
}

fn insert_first(text: &str, node: &Node, first: Option<&Entry>, new: &str) -> Splice {
    let open = node.range.start + 1;
    let Some(first) = first else {
        let close = node.range.end.saturating_sub(1).max(open);
        let inside = between(text, open, close);
        let end = if inside.contains('#') { open } else { close };
        return Splice {
            range: open..end,
            with: new.to_owned(),
        };
    };
    let parting = match begins_line(text, first.start) {
        true => format!(
            ",{}{}",
            line_break(text),
            " ".repeat(column(text, first.start))
        ),
        false => ", ".to_owned(),
    };
    Splice {
        range: first.start..first.start,
        with: new.to_owned() + &parting,
    }
}

/// Behind the comma that follows an entry, or the entry's end where none does.
fn behind_entry(text: &str, end: usize) -> usize {
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

/// Takes the entry at a position away, with its comma and, where it has its own line, with the
/// line.
pub(super) fn remove(text: &str, node: &Node, index: usize) -> Option<Splice> {
    let all = node.collection().filter(|all| all.layout == Layout::Flow)?;
    let entry = all.entries.get(index)?;
    let before = index
        .checked_sub(1)
        .and_then(|before| all.entries.get(before));
    let behind = behind_entry(text, entry.end());
    let last = index + 1 == all.entries.len();
    if last && before.is_none() {
        return Some(remove_only(text, node, entry, behind));
    }
    if begins_line(text, entry.start) && is_trivia(between(text, behind, line_end(text, behind))) {
        return Some(remove_line(
            text,
            entry,
            behind,
            before.filter(|_| last && behind == entry.end()),
        ));
    }
    match before.filter(|_| last) {
        Some(before) => Some(without_comma(text, before, entry.start..entry.end())),
        None => Some(Splice {
            range: entry.start..behind + blanks(rest(text, behind)),
            with: String::new(),
        }),
    }
}

fn remove_only(text: &str, node: &Node, entry: &Entry, behind: usize) -> Splice {
    let open = node.range.start + 1;
    let close = node.range.end.saturating_sub(1).max(open);
    let has_comment = between(text, open, entry.start).contains('#')
        || between(text, behind, close).contains('#');
    let range = if has_comment {
        entry.start..behind
    } else {
        open..close
    };
    Splice {
        range,
        with: String::new(),
    }
}

/// Whole lines; with the comma of the entry before where that is now the last one and had none to
/// close it.
fn remove_line(text: &str, entry: &Entry, behind: usize, now_last: Option<&Entry>) -> Splice {
    let lines = line_start(text, entry.start)..next_line(text, behind);
    match now_last {
        Some(before) => without_comma(text, before, lines),
        None => Splice {
            range: lines,
            with: String::new(),
        },
    }
}

/// Removes a range and the comma between an entry and it, but no comment between the two.
fn without_comma(text: &str, before: &Entry, range: Range<usize>) -> Splice {
    let end = before.end();
    let comma = behind_entry(text, end);
    let to_comma = between(text, end, comma.saturating_sub(1));
    let gap = between(text, comma, range.start);
    let keeps_gap = gap.contains('#') || line_start(text, range.start) == range.start;
    let gap = if keeps_gap { gap } else { "" };
    Splice {
        range: end..range.end,
        with: format!("{to_comma}{gap}"),
    }
}
