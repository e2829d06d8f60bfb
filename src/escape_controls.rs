//! Text from files made safe for a terminal: what could steer it, or hide in it, is written out.
//!
//! Everything that this program prints and did not write itself passes through here. To escape one
//! more character, add it to [`is_escaped`], the only list.

use std::{borrow::Cow, fmt::Write};

/// The text with every unsafe character written out, line ends too: for one cell, name or line.
pub fn escape_controls(text: &str) -> Cow<'_, str> {
    escaped(text, is_escaped)
}

/// The same, but line ends stay: for messages and diffs of several lines.
pub fn escape_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c != '\n' && is_escaped(c))
}

/// What is about to reach a terminal: lines and their ends stay, and so do the styles that this
/// program writes (`ESC [ 1 m`); everything else is written out, also where a command forgot it.
pub fn escape_all_but_styles(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && is_escaped(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = style_length(rest).unwrap_or(c.len_utf8());
        let (piece, after) = rest.split_at(length);
        let is_kept = length > c.len_utf8() || c == '\n' || rest.starts_with("\r\n");
        if is_kept || !is_escaped(c) {
            shown.push_str(piece);
        } else {
            push_escape(&mut shown, c);
        }
        rest = after;
    }
    Cow::Owned(shown)
}

/// The length of a style at the beginning of a text.
fn style_length(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\x1b[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers.get(end..)?.starts_with('m').then_some(end + 3)
}

/// JSON that means the same, with every such character as JSON writes it.
pub fn escape_json(json: &str) -> Cow<'_, str> {
    // A line end is never raw within a string.
    let is_escaped = |c: char| c != '\n' && is_escaped(c);
    if !json.contains(is_escaped) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        if is_escaped(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn escaped(text: &str, is_escaped: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_escaped(c) {
            push_escape(&mut shown, c);
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character steers the terminal, turns the direction of text, or cannot be seen.
///
/// The joiners U+200C and U+200D stay: names in Persian or Hindi and many emoji are written with
/// them.
fn is_escaped(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}' // soft hyphen
            | '\u{61C}' | '\u{200E}' | '\u{200F}' // direction marks
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' // embeddings, overrides, isolates
            | '\u{2028}' | '\u{2029}' // line ends
            | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' // no width
            | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' // tags
        )
}

fn push_escape(shown: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = match c {
        '\n' => write!(shown, "\\n"),
        '\t' => write!(shown, "\\t"),
        '\r' => write!(shown, "\\r"),
        '\0'..='\u{FF}' => write!(shown, "\\x{:02x}", u32::from(c)),
        c => write!(shown, "{}", c.escape_unicode()),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_written_out() {
        let cases = [
            ("C0", "a\x1b[31mb\0", "a\\x1b[31mb\\x00"),
            ("C0 with a name", "a\tb\r\n", "a\\tb\\r\\n"),
            ("DEL and C1", "a\u{7f}b\u{9b}", "a\\x7fb\\x9b"),
            ("soft hyphen", "ac\u{ad}me", "ac\\xadme"),
            (
                "direction mark",
                "\u{61c}\u{200e}\u{200f}",
                "\\u{61c}\\u{200e}\\u{200f}",
            ),
            (
                "direction override",
                "x\u{202e}y\u{2066}",
                "x\\u{202e}y\\u{2066}",
            ),
            ("line end", "a\u{2028}b\u{85}", "a\\u{2028}b\\x85"),
            (
                "zero width",
                "a\u{200b}\u{2060}\u{feff}",
                "a\\u{200b}\\u{2060}\\u{feff}",
            ),
            ("tag", "a\u{e0041}", "a\\u{e0041}"),
        ];
        for (kind, text, shown) in cases {
            assert_eq!(escape_controls(text), shown, "{kind}");
        }
    }

    #[test]
    fn a_terminal_gets_styles_and_lines() {
        let text = "\x1b[1;31mred\x1b[0m\r\na\tb\x1b[2J\x1b]0;t\x07\x1b[3\n\r";
        let shown = "\x1b[1;31mred\x1b[0m\r\na\\tb\\x1b[2J\\x1b]0;t\\x07\\x1b[3\n\\r";
        assert_eq!(escape_all_but_styles(text), shown);
    }

    #[test]
    fn json_stays_the_same_value() {
        let text = "a\u{9b}b\u{e0041}";
        let raw = serde_json::json!(text).to_string();
        let json = super::escape_json(&raw);
        assert_eq!(json, r#""a\u009bb\udb40\udc41""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn letters_of_every_script_and_joined_emoji_stay() {
        for text in [
            "한빛은행 ü",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष",
            "👩\u{200d}💻",
        ] {
            assert!(
                matches!(escape_controls(text), Cow::Borrowed(_)),
                "{text:?}"
            );
        }
    }

    #[test]
    fn lines_keep_their_ends_alone() {
        assert_eq!(escape_lines("a\tb\r\nc"), "a\\tb\\r\nc");
    }
}
