//! Lines, columns and what may stand between two tokens: blanks, line breaks and comments.

/// The mark that some editors put at the start of a file.
const BOM: char = '\u{feff}';

/// Line and column of a byte offset, both from 1; columns count characters, without a byte-order
/// mark.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = rest(before, start).trim_start_matches(BOM);
    (line, column.chars().count() + 1)
}

/// The text from an offset on; empty where there is none.
pub(super) fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

/// The text between two offsets; empty where there is none.
pub(super) fn between(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// Where the line of an offset starts, after a byte-order mark.
pub(super) fn line_start(text: &str, offset: usize) -> usize {
    let before = between(text, 0, offset);
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    if start == 0 && before.starts_with(BOM) {
        return BOM.len_utf8();
    }
    start
}

/// Where the line of an offset ends, before its line break.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let tail = rest(text, offset);
    offset + tail.find(['\n', '\r']).unwrap_or(tail.len())
}

/// The text from an offset to the end of its line.
pub(super) fn rest_of_line(text: &str, from: usize) -> &str {
    between(text, from, line_end(text, from))
}

/// Where the line after that of an offset starts; after the last line, the end of the text.
pub(in crate::store) fn next_line(text: &str, offset: usize) -> usize {
    let end = line_end(text, offset);
    end + break_length(rest(text, end))
}

fn break_length(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}

/// How far an offset is from the start of its line, in bytes.
pub(super) fn column(text: &str, offset: usize) -> usize {
    offset.saturating_sub(line_start(text, offset))
}

/// Whether there are only blanks before an offset on its line.
pub(super) fn begins_line(text: &str, offset: usize) -> bool {
    is_blank(between(text, line_start(text, offset), offset))
}

/// Whether there is nothing but spaces and tabs.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ' || byte == b'\t')
}

/// The length of the run of spaces and tabs that a text starts with.
pub(super) fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// The next offset that is neither blank nor line break nor part of a comment.
pub(super) fn skip_trivia(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(next) = rest(text, at).chars().next() {
        match next {
            ' ' | '\t' | '\r' | '\n' | BOM => at += next.len_utf8(),
            '#' => at = line_end(text, at),
            _ => break,
        }
    }
    at
}

/// The line break that the file uses, by its first one.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']).map(|at| rest(text, at)) {
        Some(tail) if tail.starts_with("\r\n") => "\r\n",
        Some(tail) if tail.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Whether lines put at the end of the text need a line break before them.
pub(super) fn lacks_last_break(text: &str) -> bool {
    !text.trim_start_matches(BOM).is_empty() && !text.ends_with(['\n', '\r'])
}

/// The end of the last line that belongs to a block entry whose value ends at `end`, before its
/// line break.
///
/// Comment lines below it are its own from column `own_from` on, also after blank lines.
pub(super) fn block_end(text: &str, end: usize, own_from: usize) -> usize {
    let mut last = line_end(text, end);
    let mut at = next_line(text, last);
    while at < text.len() {
        let line = between(text, at, line_end(text, at));
        let content = line.trim_start_matches([' ', '\t']);
        if content.starts_with('#') && line.len() - content.len() >= own_from {
            last = line_end(text, at);
        } else if !content.is_empty() {
            break;
        }
        at = next_line(text, at);
    }
    last
}

/// The end of the last of the blank lines that follow, before its line break.
pub(super) fn after_blank_lines(text: &str, end: usize) -> usize {
    let mut last = end;
    let mut at = next_line(text, end);
    while at < text.len() && between(text, at, line_end(text, at)).trim().is_empty() {
        last = line_end(text, at);
        at = next_line(text, at);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_no_mark() {
        assert_eq!(line_column("\u{feff}이름: x\nb: 1", 3), (1, 1));
        assert_eq!(line_column("이름: x\r\nb: 1", "이름: ".len()), (1, 5));
        assert_eq!(line_column("이름: x\r\nb: 1", "이름: x\r\nb".len()), (2, 2));
        assert_eq!(line_column("a", 9), (1, 2));
    }

    #[test]
    fn a_comment_is_skipped_to_its_line_end() {
        assert_eq!(skip_trivia("a: # x\r\n  b", 2), 10);
        assert_eq!(skip_trivia("a:", 2), 2);
    }
}
