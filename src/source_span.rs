//! A place in a text as people and programs count it, with the line that is shown.

use std::ops::Range;

/// How many characters of a long line are shown before and behind the place.
const BEFORE: usize = 48;
const BEHIND: usize = 96;

/// Lines and columns from 1, columns in characters; the end is behind the last character.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceSpan {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub excerpt: Excerpt,
}

/// The part of a line that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    pub text: String,
    /// The characters of `text` that are meant.
    pub caret: Range<usize>,
    /// Whether the line has more before or behind it.
    pub cut: (bool, bool),
}

impl SourceSpan {
    /// From one place to another in a text.
    pub fn between(
        text: &str,
        (line, column): (usize, usize),
        (end_line, end_column): (usize, usize),
    ) -> Self {
        let end = if end_line == line {
            end_column
        } else {
            usize::MAX
        };
        let excerpt = Excerpt::of(text, line, column.saturating_sub(1)..end.saturating_sub(1));
        Self {
            line,
            column,
            end_line,
            end_column,
            excerpt,
        }
    }

    /// The start of a file that cannot be shown.
    pub fn start() -> Self {
        Self {
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            excerpt: Excerpt::default(),
        }
    }
}

impl Excerpt {
    fn of(text: &str, line: usize, meant: Range<usize>) -> Self {
        let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let first = meant.start.saturating_sub(BEFORE);
        let shown: String = line.chars().skip(first).take(BEFORE + BEHIND).collect();
        let length = shown.chars().count();
        let start = (meant.start - first).min(length);
        let end = meant.end.saturating_sub(first).clamp(start, length);
        let has_more = line.chars().nth(first + length).is_some();
        Self {
            text: shown,
            caret: start..end,
            cut: (first > 0, has_more),
        }
    }
}
