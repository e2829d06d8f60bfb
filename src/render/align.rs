//! Text set left or right in a width of terminal columns.

use unicode_width::UnicodeWidthStr;

pub fn left(text: &str, width: usize) -> String {
    format!("{text}{}", blanks(text, width))
}

pub fn right(text: &str, width: usize) -> String {
    format!("{}{text}", blanks(text, width))
}

fn blanks(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}

/// The width of the widest; 0 of none.
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a String>) -> usize {
    texts
        .into_iter()
        .map(|text| text.width())
        .max()
        .unwrap_or(0)
}
