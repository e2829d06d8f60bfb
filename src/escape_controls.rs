//! Text from files made safe for a terminal: what could steer it is spelled out, never sent.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every steering character written out, line ends too: for one cell, one name, one
/// line.
pub fn escape_controls(text: &str) -> Cow<'_, str> {
    spelled(text, false)
}

/// The same, but line ends stay: for messages and diffs of several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    spelled(text, true)
}

fn spelled(text: &str, keep_lines: bool) -> Cow<'_, str> {
    let stays = |c: char| !steers(c) || (keep_lines && c == '\n');
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if stays(c) {
            shown.push(c)
        } else {
            spell(&mut shown, c)
        }
    }
    Cow::Owned(shown)
}

/// Control characters, other line ends, and marks that turn the direction of the text around them.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

fn spell(shown: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = match c {
        '\n' => write!(shown, "\\n"),
        '\t' => write!(shown, "\\t"),
        '\r' => write!(shown, "\\r"),
        c if u32::from(c) < 0x100 => write!(shown, "\\x{:02x}", u32::from(c)),
        c => write!(shown, "{}", c.escape_unicode()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(escape_controls("한빛은행 ü"), "한빛은행 ü");
        assert_eq!(escape_controls("a\x1b[31mb\n"), "a\\x1b[31mb\\n");
        assert_eq!(visible_lines("a\tb\nc"), "a\\tb\nc");
        assert_eq!(escape_controls("x\u{202e}y"), "x\\u{202e}y");
    }
}
