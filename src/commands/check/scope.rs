//! Which deals to check: those below the paths that match the filters.

use std::path::Path;

use crate::book::filter::{Filter, Subject};
use crate::console::context::Context;
use crate::console::failure::Failure;
use crate::store::BOOK_FILE;
use crate::store::files::{DealFile, absolute, exists};

pub struct Scope {
    filter: Filter,
    /// Relative to the book, with `/`; empty for the whole book.
    paths: Vec<String>,
}

impl Scope {
    /// A word with `:` or `!=` is a filter; any other is a path or a deal.
    pub fn parse(words: &[String], context: &Context) -> Result<Self, Failure> {
        let (filters, names): (Vec<String>, Vec<String>) =
            words.iter().cloned().partition(|word| is_filter(word));
        let paths = names
            .iter()
            .map(|name| path(name, context))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            filter: context.filter(&filters)?,
            paths,
        })
    }

    /// The deals of the whole book that match a filter.
    pub fn of(filter: Filter) -> Self {
        Self {
            filter,
            paths: Vec::new(),
        }
    }

    pub fn takes(&self, subject: &Subject<'_>) -> bool {
        self.filter.is_empty() || self.filter.takes(subject)
    }

    /// Whether a file is at or below one of the paths. An unreadable file matches every filter, so that
    /// it is never skipped silently.
    pub fn has(&self, shown: &str) -> bool {
        let below = |path: &String| {
            path.is_empty()
                || shown
                    .strip_prefix(path.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.paths.is_empty() || self.paths.iter().any(below)
    }

    /// Whether the book's own file is to be checked.
    pub fn has_book(&self) -> bool {
        self.filter.is_empty() && self.has(BOOK_FILE)
    }
}

fn is_filter(word: &str) -> bool {
    word.contains(':') || word.contains("!=")
}

fn path(name: &str, context: &Context) -> Result<String, Failure> {
    let store = context.store()?;
    let candidates = [Path::new(name).to_path_buf(), store.root.join(name)];
    if let Some(found) = candidates.iter().find(|path| exists(path)) {
        return inside(found, &store.root).ok_or_else(|| {
            Failure::usage(format_args!("`{name}` is outside the book"))
                .help(format_args!("use a path below {}", store.root.display()))
        });
    }
    let DealFile { shown, .. } = store.find(name)?;
    Ok(shown)
}

/// The path as findings show it.
fn inside(path: &Path, root: &Path) -> Option<String> {
    let path = absolute(path).ok()?;
    let relative = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}
