//! From key paths to lines and columns: looked up only for findings, because it parses the text
//! once more.

use std::{borrow::Cow, ops::Range};

use super::{Store, StoreError, files, line_index::LineIndex, yaml::Document};
use crate::finding::{About, Finding, Place};
use crate::key_path::KeyPath;
use crate::source_span::SourceSpan;

/// The places of one file.
pub struct Places<'a> {
    text: Cow<'a, str>,
    document: Option<Document>,
    index: LineIndex,
}

impl<'a> Places<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let document = Document::parse(&text).ok();
        let index = LineIndex::new(&text);
        Self {
            text,
            document,
            index,
        }
    }

    /// The finding with its lines and columns, and those of the related places in the same file.
    pub fn locate(&self, mut finding: Finding) -> Finding {
        let path = finding.place.path.clone();
        let related = finding.related.iter_mut().map(|related| &mut related.place);
        for place in std::iter::once(&mut finding.place).chain(related) {
            if place.path != path {
                continue;
            }
            place.span = Some(match place.span.take() {
                None => self.span(place),
                Some(span) if span.excerpt.text.is_empty() => span.quoting(&self.text),
                Some(span) => span,
            });
        }
        finding
    }

    /// The lines and columns of a place in this file.
    pub fn span(&self, place: &Place) -> SourceSpan {
        match place.about {
            About::Value => self.value(&place.at),
            About::Key => self.key(&place.at),
        }
    }

    /// The value at a path; its key where the value is a block of several lines; else the nearest
    /// thing above it.
    fn value(&self, at: &KeyPath) -> SourceSpan {
        let value = self.nearest(at);
        let has_lines = self
            .text
            .get(value.clone())
            .is_some_and(|text| text.contains('\n'));
        if has_lines {
            self.key(at)
        } else {
            self.quoted(value)
        }
    }

    /// The key at a path, of a list's entry its dash.
    fn key(&self, at: &KeyPath) -> SourceSpan {
        let key = self
            .document
            .as_ref()
            .and_then(|document| document.key_range(at));
        self.quoted(key.unwrap_or_else(|| self.nearest(at)))
    }

    fn nearest(&self, at: &KeyPath) -> Range<usize> {
        self.document
            .as_ref()
            .map_or(0..0, |document| document.nearest_range(at))
    }

    fn quoted(&self, range: Range<usize>) -> SourceSpan {
        let place = |offset| self.index.place(&self.text, offset);
        let (line, at) = self.index.line(&self.text, range.start);
        SourceSpan::new(place(range.start), place(range.end)).quoting_line(line, at)
    }
}

impl Store {
    /// The bytes of a file of the book, by the path that findings show.
    pub fn bytes_at(&self, path: &str) -> Result<Vec<u8>, StoreError> {
        match &self.revision {
            Some(revision) => Ok(revision.bytes_at(path)?),
            None => Ok(files::read_path(&self.root.join(path))?),
        }
    }
}
