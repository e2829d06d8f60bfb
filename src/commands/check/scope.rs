//! Which files to check: those at or below the paths.

use std::path::Path;

use crate::console::{Context, Failure};
use crate::store::{
    Store,
    files::{DealFile, absolute, exists},
};

#[derive(Default)]
pub struct Scope {
    /// Relative to the book, with `/`; empty for the whole book.
    paths: Vec<String>,
}

impl Scope {
    /// One file.
    pub fn only(shown: &str) -> Self {
        Self {
            paths: vec![shown.to_owned()],
        }
    }

    /// A word with `:` or `!=` is a filter term; any other is a path or a deal.
    pub fn parse(words: &[String], context: &Context) -> Result<(Self, Vec<String>), Failure> {
        let (terms, names): (Vec<String>, Vec<String>) =
            words.iter().cloned().partition(|word| is_term(word));
        let paths = names.iter().map(|name| path(name, context));
        let paths = paths.collect::<Result<_, _>>()?;
        Ok((Self { paths }, terms))
    }

    /// Whether it is the whole book.
    pub fn is_whole(&self) -> bool {
        self.paths.is_empty()
    }

    /// Whether a file is at or below one of the paths. An unreadable file matches every filter, so
    /// that it is never skipped silently.
    pub fn has(&self, shown: &str) -> bool {
        self.is_whole() || self.paths.iter().any(|path| is_below(shown, path))
    }
}

fn is_below(shown: &str, path: &str) -> bool {
    let rest = shown.strip_prefix(path);
    path.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_term(word: &str) -> bool {
    word.contains(':') || word.contains("!=")
}

fn path(name: &str, context: &Context) -> Result<String, Failure> {
    let store = context.store()?;
    if store.revision.is_some() {
        return Ok(store.source().find(name)?.shown);
    }
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

/// The deal file at a path, be it there or not yet.
pub fn file_at(path: &Path, store: &Store) -> Result<DealFile, Failure> {
    let shown = inside(path, &store.root).ok_or_else(|| {
        Failure::usage(format_args!("`{}` is outside the book", path.display()))
            .help(format_args!("use a path below {}", store.root.display()))
    })?;
    DealFile::new(path.to_owned(), shown)
        .ok_or_else(|| Failure::usage(format_args!("`{}` is no name of a deal", path.display())))
}

/// The path as findings show it.
fn inside(path: &Path, root: &Path) -> Option<String> {
    let path = absolute(path).ok()?;
    let relative = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    Some(parts.join("/"))
}
