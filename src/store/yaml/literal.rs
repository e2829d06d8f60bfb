//! Block texts (`|` and `>`): where their lines are, and how a text is written as one.

use std::ops::Range;

use super::lines::{between, line_end, next_line};
use super::scalar;

/// From the header to the last line's end, and how deep the lines stand.
///
/// `span_end` is where the parser stops: behind the blank lines that follow, which are content only
/// under `+`.
pub(super) fn extent(
    text: &str,
    header: usize,
    span_end: usize,
    content: &str,
) -> (Range<usize>, usize) {
    let head = line_end(text, header);
    let indent = indentation(text, next_line(text, head), span_end, content);
    let keeps = Header::read(between(text, header, head)).chomp == Some('+');
    let mut end = head;
    let mut at = next_line(text, head);
    while at < span_end {
        let line_end = line_end(text, at);
        let line = between(text, at, line_end.min(span_end));
        let whole = next_line(text, at) <= span_end;
        if line.len() > indent && whole
            || !line.trim_matches([' ', '\t']).is_empty()
            || keeps && whole
        {
            end = line_end;
        }
        if line_end >= text.len() {
            break;
        }
        at = next_line(text, at);
    }
    (header..end, indent)
}

/// The depth of the lines: what the first one with content has more than its content.
fn indentation(text: &str, from: usize, to: usize, content: &str) -> usize {
    let raw = between(text, from, to.max(from)).split(['\n', '\r']);
    depth_of_first(raw).saturating_sub(depth_of_first(content.split('\n')))
}

fn depth_of_first<'a>(mut lines: impl Iterator<Item = &'a str>) -> usize {
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
    fn read(line: &'t str) -> Self {
        let folded = line.starts_with('>');
        let marks = line.trim_start_matches(['|', '>']);
        let rest = marks
            .trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == '+' || mark == '-');
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
        [Some(style), self.digit, self.chomp]
            .into_iter()
            .flatten()
            .collect::<String>()
            + self.rest
    }
}

/// A text as a block: what stands on the key's line, and the lines below it.
pub(super) struct Block {
    pub head: String,
    pub lines: Vec<String>,
}

/// Whether a text can be written as lines that every reader reads back.
pub(super) fn can_carry(text: &str) -> bool {
    let body = text.trim_end_matches('\n');
    let last = body.rsplit('\n').next().unwrap_or_default();
    !last.trim().is_empty()
        && text
            .chars()
            .all(|c| c == '\n' || scalar::is_printable(c) || c == '\t')
}

/// A text as a new block whose lines stand `indent` deep below something at `indent - step`.
pub(super) fn new_block(text: &str, indent: usize, step: usize) -> Option<Block> {
    let header = Header {
        folded: false,
        digit: None,
        chomp: None,
        rest: "",
    };
    // Under `+` the blank lines that follow would become part of the text.
    (!text.ends_with("\n\n"))
        .then(|| block(header, text, indent, step))
        .flatten()
}

/// A text as a block in the place of another one, with as much of its header as can stay.
pub(super) fn same_block(
    old_header: &str,
    text: &str,
    indent: usize,
    step: usize,
) -> Option<Block> {
    block(Header::read(old_header), text, indent, step)
}

/// The blanks and the comment behind a block's `|` or `>`.
pub(super) fn header_comment(header: &str) -> &str {
    Header::read(header).rest
}

/// Whether a header says that the blank lines below belong to the text.
pub(super) fn keeps_blank_lines(header: &str) -> bool {
    Header::read(header).chomp == Some('+')
}

fn block(old: Header<'_>, text: &str, indent: usize, step: usize) -> Option<Block> {
    if !can_carry(text) {
        return None;
    }
    let body = text.trim_end_matches('\n');
    let chomp = match text.len() - body.len() {
        0 => Some('-'),
        1 => old.chomp.filter(|mark| *mark == '+'),
        _ => Some('+'),
    };
    let digit = match needs_digit(body) {
        true => Some(digit(step)?),
        false => old.digit,
    };
    let folded = old.folded && !body.contains('\n') && !body.starts_with([' ', '\t']);
    let head = Header {
        folded,
        digit,
        chomp,
        rest: old.rest,
    }
    .write();
    let blank_lines = (text.len() - body.len()).saturating_sub(1);
    let lines = body.split('\n').map(|line| indented(line, indent));
    let lines = lines
        .chain(std::iter::repeat_n(String::new(), blank_lines))
        .collect();
    Some(Block { head, lines })
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
    fn a_header_is_read_and_written() {
        for header in ["|", ">-", "|2+  # why", ">", "|-2"] {
            let read = Header::read(header);
            assert_eq!(read.write().replace("2-", "-2"), header);
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
