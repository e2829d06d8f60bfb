//! Removes a key or an entry.

use std::ops::Range;

use super::{
    flow,
    lines::{
        after_blank_lines, begins_line, between, block_end, lacks_last_break, line_start,
        next_line, rest, rest_of_line,
    },
    literal,
    locate::{Found, Trail},
    splice::Splice,
    tree::{Entry, Scalar},
};

/// Removes what the trail leads to.
pub(super) fn remove(text: &str, trail: &Trail<'_>) -> Option<Splice> {
    let (last, above) = trail.steps.split_last()?;
    let Some(column) = last.parent.block_column() else {
        return flow::remove(text, last.parent, last.index);
    };
    let end = block_end(text, last.entry.end(), column + 1);
    if last.parent.entries().len() == 1 {
        let holder = above.last().map(|found| found.entry);
        return Some(leave_empty(text, last, holder, end));
    }
    if begins_line(text, last.entry.start) {
        return Some(Splice::remove(own_lines(text, last, end)));
    }
    // The first entry after a dash: the next one takes its place.
    let next = skip_blank(text, next_line(text, end));
    Some(Splice::remove(last.entry.start..next))
}

/// The lines of an entry; also the blank lines after it if they would become part of the text
/// before it.
fn own_lines(text: &str, found: &Found<'_>, end: usize) -> Range<usize> {
    let start = found.entry.start;
    if follows_kept_blank_lines(text, found) {
        return line_start(text, start)..next_line(text, after_blank_lines(text, end));
    }
    whole_lines(text, start, end)
}

/// Whether the text before ends with a block under `+`, which would take the blank lines below the
/// entry for its own.
fn follows_kept_blank_lines(text: &str, found: &Found<'_>) -> bool {
    let entries = found.parent.entries();
    let mut before = entries[..found.index].last();
    while let Some(entry) = before {
        let value = &entry.value;
        if let Some(Scalar::Block { .. }) = value.scalar_style() {
            let header = rest_of_line(text, value.range.start);
            return literal::keeps_blank_lines(header);
        }
        before = value.entries().last();
    }
    false
}

fn skip_blank(text: &str, from: usize) -> usize {
    let tail = rest(text, from);
    from + tail.len() - tail.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// From the line start of `from` to the end of the line of `end`, and the line break that would be
/// left over at the file's end.
fn whole_lines(text: &str, from: usize, end: usize) -> Range<usize> {
    let start = line_start(text, from);
    let next = next_line(text, end);
    if next < text.len() || !lacks_last_break(text) {
        return start..next;
    }
    let before = between(text, 0, start);
    let kept = before.strip_suffix('\n').unwrap_or(before);
    kept.strip_suffix('\r').unwrap_or(kept).len()..next
}

/// Removes the only entry of a collection: `[]` or `{}` is left after the key or dash that holds
/// it.
fn leave_empty(text: &str, last: &Found<'_>, holder: Option<&Entry>, end: usize) -> Splice {
    let brackets = if last.parent.is_list() { "[]" } else { "{}" };
    let start = last.entry.start;
    let Some(lead) = holder.map(|holder| holder.lead) else {
        return Splice::new(start..end, brackets);
    };
    if line_start(text, start) <= lead {
        return Splice::new(lead..end, format!(" {brackets}"));
    }
    let lines = whole_lines(text, start, end);
    let kept = between(text, lead, lines.start);
    Splice::new(lead..lines.end, format!(" {brackets}{kept}"))
}
