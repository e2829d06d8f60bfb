//! From key paths to lines and columns, for findings: asked only where there is one, because it reads the file again.

use std::ops::Range;
use std::path::Path;

use crate::finding::{About, Excerpt, Finding, Located, Spot};

use super::yaml::{Document, line_column};
use super::{Store, StoreError, files};

/// How many characters of a long line are shown before and behind the place.
const BEFORE: usize = 48;
const BEHIND: usize = 96;

/// The places of one file.
pub struct Places<'a> {
    text: std::borrow::Cow<'a, str>,
    document: Option<Document>,
}

impl<'a> Places<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let document = Document::parse(&text).ok();
        Self { text, document }
    }

    /// A finding with its place in the file of that name.
    pub fn locate(&self, path: &str, finding: Finding) -> Located {
        Located { path: path.to_owned(), spot: self.spot(&finding), finding }
    }

    fn spot(&self, finding: &Finding) -> Spot {
        let range = self.document.as_ref().map_or(0..0, |document| self.range(document, finding));
        let (line, column) = line_column(&self.text, range.start);
        let (end_line, end_column) = line_column(&self.text, range.end);
        Spot { line, column, end_line, end_column, excerpt: Excerpt::default() }.with_line(&self.text)
    }

    /// What is meant, or the key above it where that is a block of several lines.
    fn range(&self, document: &Document, finding: &Finding) -> Range<usize> {
        let key = document.key_range(&finding.at);
        let value = document.nearest_range(&finding.at);
        let has_lines = self.text.get(value.clone()).is_some_and(|text| text.contains('\n'));
        match key {
            Some(key) if has_lines || finding.about == About::Key => key,
            _ => value,
        }
    }
}

/// The place of a problem, which the reader knows by line and column.
pub fn at(bytes: &[u8], line: usize, column: usize) -> Spot {
    let text = String::from_utf8_lossy(bytes);
    Spot { line, column, end_line: line, end_column: column + 1, excerpt: Excerpt::default() }.with_line(&text)
}

impl Spot {
    fn with_line(mut self, text: &str) -> Self {
        let line = text.lines().nth(self.line.saturating_sub(1)).unwrap_or_default();
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let start = self.column.saturating_sub(1);
        let first = start.saturating_sub(BEFORE);
        let shown: String = line.chars().skip(first).take(BEFORE + BEHIND).collect();
        let length = shown.chars().count();
        let end = if self.end_line == self.line { self.end_column.saturating_sub(1) } else { usize::MAX };
        let end = end.saturating_sub(first).min(length).max(start - first);
        let more = line.chars().nth(first + length).is_some();
        self.excerpt = Excerpt { text: shown, caret: start - first..end, cut: (first > 0, more) };
        self
    }
}

impl Store {
    /// Findings of a file that was read before, with their places.
    pub fn locate(&self, path: &str, findings: Vec<Finding>) -> Result<Vec<Located>, StoreError> {
        let bytes = files::read_path(&self.root.join(Path::new(path)))?;
        let places = Places::of(&bytes);
        Ok(findings.into_iter().map(|finding| places.locate(path, finding)).collect())
    }
}
