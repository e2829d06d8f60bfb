//! A place in a text as people and programs count it, with the line that is shown.

use std::ops::Range;

/// How many characters of a long line are shown before and after the start of the place.
const BEFORE: usize = 48;
const AFTER: usize = 72;

/// Lines and columns from 1, columns in characters; the end is after the last character.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceSpan {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub excerpt: Excerpt,
}

/// The part of a line that is shown; empty where there is no line to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    pub text: String,
    /// The characters of `text` that are meant.
    pub caret: Range<usize>,
    /// Whether the line has more before or after it.
    pub cut: (bool, bool),
}

impl SourceSpan {
    /// From one place to another, without an excerpt.
    pub fn new((line, column): (usize, usize), (end_line, end_column): (usize, usize)) -> Self {
        Self {
            line,
            column,
            end_line,
            end_column,
            excerpt: Excerpt::default(),
        }
    }

    /// The one character at a place.
    pub fn character((line, column): (usize, usize)) -> Self {
        Self::new((line, column), (line, column + 1))
    }

    /// The same with its first line, out of the text that it is a place of.
    #[must_use]
    pub fn quoting(self, text: &str) -> Self {
        let line = text.lines().nth(self.line.saturating_sub(1));
        let line = line.unwrap_or_default();
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let column = self.column.saturating_sub(1);
        let at = line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at);
        self.quoting_line(line, at)
    }

    /// The same out of its first line, where the place begins at a byte: only what is near it is
    /// looked at.
    #[must_use]
    pub fn quoting_line(mut self, line: &str, at: usize) -> Self {
        self.excerpt = Excerpt::new(line, at, &self);
        self
    }
}

impl Excerpt {
    fn new(line: &str, at: usize, span: &SourceSpan) -> Self {
        let column = span.column.saturating_sub(1);
        let first = column.saturating_sub(BEFORE);
        let before = line.get(..at).unwrap_or(line);
        let from = match column - first {
            0 => at,
            back => before
                .char_indices()
                .rev()
                .nth(back - 1)
                .map_or(0, |(at, _)| at),
        };
        let line = line.get(from..).unwrap_or_default();
        let shown: String = line.chars().take(BEFORE + AFTER).collect();
        let length = shown.chars().count();
        let start = (column - first).min(length);
        let end = if span.end_line == span.line {
            span.end_column.saturating_sub(1 + first)
        } else {
            length
        };
        Self {
            caret: start..end.clamp(start, length),
            cut: (first > 0, line.len() > shown.len()),
            text: shown,
        }
    }
}
