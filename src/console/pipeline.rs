//! Which pipeline is meant.

use super::Failure;
use crate::book::{Book, Pipeline};

/// The pipeline of that id; the first where none is named.
pub fn named<'a>(book: &'a Book, id: Option<&str>) -> Result<&'a Pipeline, Failure> {
    book.pipeline(id).ok_or_else(|| {
        let id = id.unwrap_or_default();
        let known: Vec<&str> = book
            .pipelines
            .iter()
            .map(|pipeline| pipeline.id.as_str())
            .collect();
        Failure::unknown(format_args!("the book has no pipeline `{id}`"), id, known)
    })
}
