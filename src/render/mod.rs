//! Values to bytes: tables and findings in each format, one file a format. Formats never compute.

/// The text with control characters spelled out, so that none reaches a terminal; line ends stay.
pub fn visible(text: &str) -> String {
    let spell = |c: char| match c {
        '\n' => "\n".to_owned(),
        c if is_hidden(c) => c.escape_default().to_string(),
        c => c.to_string(),
    };
    text.chars().map(spell).collect()
}

/// Control characters, and those that turn the direction of the text around.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}
