//! From key paths to lines and columns: asked only where there is a finding, because it reads the
//! text once more.

use std::borrow::Cow;
use std::ops::Range;

use crate::key_path::KeyPath;
use crate::source_span::SourceSpan;

use super::yaml::{Document, line_column};
use super::{Store, StoreError, files};

/// The places of one file.
pub struct Places<'a> {
    text: Cow<'a, str>,
    document: Option<Document>,
}

impl<'a> Places<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let document = Document::parse(&text).ok();
        Self { text, document }
    }

    /// The value at a path; its key where the value is a block of several lines; else the nearest
    /// thing above it.
    pub fn value(&self, at: &KeyPath) -> SourceSpan {
        let value = self.nearest(at);
        let has_lines = self
            .text
            .get(value.clone())
            .is_some_and(|text| text.contains('\n'));
        if has_lines {
            self.key(at)
        } else {
            self.spot(value)
        }
    }

    /// The key at a path, of a list's entry its dash.
    pub fn key(&self, at: &KeyPath) -> SourceSpan {
        let key = self
            .document
            .as_ref()
            .and_then(|document| document.key_range(at));
        self.spot(key.unwrap_or_else(|| self.nearest(at)))
    }

    fn nearest(&self, at: &KeyPath) -> Range<usize> {
        self.document
            .as_ref()
            .map_or(0..0, |document| document.nearest_range(at))
    }

    fn spot(&self, range: Range<usize>) -> SourceSpan {
        let place = |offset| line_column(&self.text, offset);
        SourceSpan::between(&self.text, place(range.start), place(range.end))
    }
}

impl Store {
    /// The bytes of a file of the book, by the path that findings show.
    pub fn bytes_at(&self, path: &str) -> Result<Vec<u8>, StoreError> {
        Ok(files::read_path(&self.root.join(path))?)
    }
}
