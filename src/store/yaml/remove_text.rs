//! Taking a key or an entry away.

use std::ops::Range;

use super::edit::Splice;
use super::flow;
use super::lines::{
    begins_line, behind_blank_lines, between, block_end, lacks_last_break, line_end, line_start,
    next_line, rest,
};
use super::literal;
use super::locate::{Stop, Trail};
use super::tree::{Entry, Scalar};

/// Removes what the trail leads to.
pub(super) fn remove(text: &str, trail: &Trail<'_>) -> Option<Splice> {
    let (last, above) = trail.steps.split_last()?;
    let Some(column) = last.parent.block_column() else {
        return flow::remove(text, last.parent, last.index);
    };
    let end = block_end(text, last.entry.end(), column + 1);
    if last.parent.collection()?.entries.len() == 1 {
        return Some(empty(text, last, above.last().map(|stop| stop.entry), end));
    }
    if begins_line(text, last.entry.start) {
        return Some(Splice {
            range: own_lines(text, last, end),
            with: String::new(),
        });
    }
    // The first entry behind a dash: the next one takes its place.
    let next = skip_blank(text, next_line(text, end));
    Some(Splice {
        range: last.entry.start..next,
        with: String::new(),
    })
}

/// The lines of an entry; also the blank lines behind it where they would become part of the text
/// before it.
fn own_lines(text: &str, stop: &Stop<'_>, end: usize) -> Range<usize> {
    let start = stop.entry.start;
    if follows_kept_blank_lines(text, stop) {
        return line_start(text, start)..next_line(text, behind_blank_lines(text, end));
    }
    whole_lines(text, start, end)
}

/// Whether the text before ends with a block under `+`, which would take the blank lines below the
/// entry for its own.
fn follows_kept_blank_lines(text: &str, stop: &Stop<'_>) -> bool {
    let entries = stop
        .parent
        .collection()
        .map(|all| all.entries.as_slice())
        .unwrap_or_default();
    let mut before = stop
        .index
        .checked_sub(1)
        .and_then(|before| entries.get(before));
    while let Some(entry) = before {
        let value = &entry.value;
        if let Some(Scalar::Block { .. }) = value.scalar_style() {
            let header = between(text, value.range.start, line_end(text, value.range.start));
            return literal::keeps_blank_lines(header);
        }
        before = value.collection().and_then(|all| all.entries.last());
    }
    false
}

fn skip_blank(text: &str, from: usize) -> usize {
    let tail = rest(text, from);
    from + tail.len() - tail.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// From the line start of `from` over the line of `end`, and the line break that would be left over
/// at the file's end.
fn whole_lines(text: &str, from: usize, end: usize) -> Range<usize> {
    let start = line_start(text, from);
    let behind = next_line(text, end);
    if behind < text.len() || !lacks_last_break(text) {
        return start..behind;
    }
    let before = between(text, 0, start);
    let kept = before.strip_suffix('\n').unwrap_or(before);
    kept.strip_suffix('\r').unwrap_or(kept).len()..behind
}

/// The collection's only entry goes: `[]` or `{}` is left behind the key or dash that holds it.
fn empty(text: &str, last: &Stop<'_>, holder: Option<&Entry>, end: usize) -> Splice {
    let brackets = if last.parent.is_list() { "[]" } else { "{}" };
    let start = last.entry.start;
    let Some(lead) = holder.map(|holder| holder.lead) else {
        return Splice {
            range: start..end,
            with: brackets.to_owned(),
        };
    };
    if line_start(text, start) <= lead {
        let range = lead..end;
        return Splice {
            range,
            with: format!(" {brackets}"),
        };
    }
    let lines = whole_lines(text, start, end);
    let kept = between(text, lead, lines.start);
    Splice {
        range: lead..lines.end,
        with: format!(" {brackets}{kept}"),
    }
}
