//! Block texts (`|` and `>`): where their lines are, and how a text is written as one.

use std::ops::Range;

use super::{
    lines::{between, line_end, next_line, rest_of_line},
    scalar,
};

/// From the header to the last line's end, and how far the lines are indented.
///
/// `span_end` is where the parser stops: after the blank lines that follow, which are content only
/// under `+`.
pub(super) fn extent(
    text: &str,
    header: usize,
    span_end: usize,
    content: &str,
) -> (Range<usize>, usize) {
    let head = line_end(text, header);
    let indent = indentation(text, next_line(text, head), span_end, content);
    let keeps = keeps_blank_lines(rest_of_line(text, header));
    let mut end = head;
    let mut at = next_line(text, head);
    while at < span_end {
        let line_end = line_end(text, at);
        let line = between(text, at, line_end.min(span_end));
        let is_whole = next_line(text, at) <= span_end;
        let is_blank = line.trim_matches([' ', '\t']).is_empty();
        if !is_blank || is_whole && (keeps || line.len() > indent) {
            end = line_end;
        }
        if line_end >= text.len() {
            break;
        }
        at = next_line(text, at);
    }
    (header..end, indent)
}

/// How far the lines are indented: by what the first one with content has more than its content.
fn indentation(text: &str, from: usize, to: usize, content: &str) -> usize {
    let raw = between(text, from, to.max(from)).split(['\n', '\r']);
    first_indent(raw).saturating_sub(first_indent(content.split('\n')))
}

fn first_indent<'a>(mut lines: impl Iterator<Item = &'a str>) -> usize {
    let first = lines.find(|line| !line.trim().is_empty());
    first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len())
}

/// `|2-  # comment` in its parts.
#[derive(Debug, PartialEq)]
struct Header<'t> {
    folded: bool,
    digit: Option<char>,
    chomp: Option<char>,
    /// Blanks and a comment.
    rest: &'t str,
}

impl<'t> Header<'t> {
    fn parse(line: &'t str) -> Self {
        let folded = line.starts_with('>');
        let marks = line.trim_start_matches(['|', '>']);
        let rest = marks.trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let marks = between(marks, 0, marks.len() - rest.len());
        Self {
            folded,
            digit: marks.chars().find(char::is_ascii_digit),
            chomp: marks.chars().find(|mark| !mark.is_ascii_digit()),
            rest,
        }
    }

    fn write(&self) -> String {
        let style = if self.folded { '>' } else { '|' };
        let marks = [Some(style), self.digit, self.chomp];
        marks.into_iter().flatten().collect::<String>() + self.rest
    }
}

/// A value in a block: what stands after the colon or dash, and the lines below.
#[derive(Default)]
pub(super) struct Lines {
    pub head: String,
    pub below: Vec<String>,
}

impl Lines {
    pub fn head(head: String) -> Self {
        let below = Vec::new();
        Self { head, below }
    }

    pub fn below(below: Vec<String>) -> Self {
        let head = String::new();
        Self { head, below }
    }

    /// The head with the blank between it and a colon or dash.
    pub fn spaced_head(&self) -> String {
        match self.head.as_str() {
            "" => String::new(),
            head => format!(" {head}"),
        }
    }
}

/// A text as a new block whose lines are indented to `indent`, by `step` from what holds it; `None`
/// if no block can carry it.
pub(super) fn new_block(text: &str, indent: usize, step: usize) -> Option<Lines> {
    // Under `+` the blank lines that follow would become part of the text.
    if text.ends_with("\n\n") {
        return None;
    }
    same_block("|", text, indent, step)
}

/// A text as a block in the place of another one, with as much of its header as can stay.
pub(super) fn same_block(
    old_header: &str,
    text: &str,
    indent: usize,
    step: usize,
) -> Option<Lines> {
    if !can_carry(text) {
        return None;
    }
    let old = Header::parse(old_header);
    let body = text.trim_end_matches('\n');
    let last_breaks = text.len() - body.len();
    let head = Header {
        folded: old.folded && !body.contains('\n') && !body.starts_with([' ', '\t']),
        digit: if needs_digit(body) {
            Some(digit(step)?)
        } else {
            old.digit
        },
        chomp: match last_breaks {
            0 => Some('-'),
            1 => old.chomp.filter(|mark| *mark == '+'),
            _ => Some('+'),
        },
        rest: old.rest,
    }
    .write();
    let blank_lines = std::iter::repeat_n(String::new(), last_breaks.saturating_sub(1));
    let lines = body.split('\n').map(|line| indented(line, indent));
    let below = lines.chain(blank_lines).collect();
    Some(Lines { head, below })
}

/// Whether a text can be written as lines that every reader reads back.
fn can_carry(text: &str) -> bool {
    let body = text.trim_end_matches('\n');
    let last = body.rsplit('\n').next().unwrap_or_default();
    !last.trim().is_empty()
        && text
            .chars()
            .all(|c| c == '\n' || c == '\t' || scalar::is_printable(c))
}

/// The blanks and the comment after a block's `|` or `>`.
pub(super) fn header_comment(header: &str) -> &str {
    Header::parse(header).rest
}

/// Whether by its header a block takes the blank lines below for its own.
pub(super) fn keeps_blank_lines(header: &str) -> bool {
    Header::parse(header).chomp == Some('+')
}

/// A first line that starts with a blank would be taken for deeper indentation.
fn needs_digit(body: &str) -> bool {
    let first = body.split('\n').position(|line| !line.trim().is_empty());
    let mut until_first = body.split('\n').take(first.map_or(1, |at| at + 1));
    until_first.any(|line| line.starts_with([' ', '\t']))
}

fn digit(step: usize) -> Option<char> {
    let digit = u32::try_from(step).ok().filter(|step| *step > 0)?;
    char::from_digit(digit, 10)
}

fn indented(line: &str, indent: usize) -> String {
    match line {
        "" => String::new(),
        _ => " ".repeat(indent) + line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_parsed_and_written() {
        for header in ["|", ">-", "|2+  # why", ">", "|-2"] {
            let parsed = Header::parse(header);
            assert_eq!(parsed.write().replace("2-", "-2"), header);
        }
    }

    #[test]
    fn the_header_follows_the_text() {
        let head = |text, old| same_block(old, text, 2, 2).map(|block| block.head);
        assert_eq!(head("a\n", "|").as_deref(), Some("|"));
        assert_eq!(head("a", "|  # c").as_deref(), Some("|-  # c"));
        assert_eq!(head("a\nb\n", ">").as_deref(), Some("|"));
        assert_eq!(head("a\n\n", "|-").as_deref(), Some("|+"));
        assert_eq!(head(" a\n", "|").as_deref(), Some("|2"));
        assert_eq!(head("\u{7}\n", "|"), None);
    }
}
