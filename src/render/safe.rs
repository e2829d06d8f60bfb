//! Text from files, made harmless for a terminal.

use std::borrow::Cow;

/// Marks that reorder the text around them, and so make it read as what it is not.
fn reorders(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with control characters and reordering marks spelled out: an escape sequence reads `\u{1b}[31m`.
pub fn printable(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| c.is_control() || reorders(c);
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let spelled = |c: char| if harmful(c) { c.escape_default().to_string() } else { c.to_string() };
    Cow::Owned(text.chars().map(spelled).collect())
}
