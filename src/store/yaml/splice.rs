//! One range of the text and what replaces it.

use std::ops::Range;

use super::lines::{lacks_last_break, line_break};

#[derive(Debug, PartialEq)]
pub(super) struct Splice {
    range: Range<usize>,
    with: String,
}

impl Splice {
    pub fn new(range: Range<usize>, with: impl Into<String>) -> Self {
        let with = with.into();
        Self { range, with }
    }

    pub fn insert(at: usize, with: impl Into<String>) -> Self {
        Self::new(at..at, with)
    }

    pub fn remove(range: Range<usize>) -> Self {
        Self::new(range, "")
    }

    /// Inserts whole lines where a line starts, or at the end of the text.
    pub fn lines(text: &str, at: usize, lines: &[String]) -> Self {
        let eol = line_break(text);
        let lines = lines.join(eol);
        if at >= text.len() && lacks_last_break(text) {
            Self::insert(at, format!("{eol}{lines}"))
        } else {
            Self::insert(at, format!("{lines}{eol}"))
        }
    }

    /// The text with the splice made; `None` if it has no such range.
    pub fn apply(&self, text: &str) -> Option<String> {
        text.get(self.range.clone())?;
        let before = text.get(..self.range.start)?;
        let after = text.get(self.range.end..)?;
        Some([before, &self.with, after].concat())
    }
}
