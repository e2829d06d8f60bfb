//! Why the store could not do it, and what to do next.

use std::fmt;
use std::path::PathBuf;

use super::files::FileError;
use super::revision::RevisionError;

#[derive(Debug)]
pub enum StoreError {
    /// No folder upward has a book.
    NoBook {
        start: PathBuf,
    },
    /// The book's file cannot be understood: each problem as it is told, with its line.
    Config {
        told: Vec<String>,
    },
    /// Files that cannot be read: the first ones as they are told, and how many there are.
    Problems {
        told: Vec<String>,
        count: usize,
    },
    /// `init` found a book.
    BookExists {
        root: PathBuf,
    },
    UnknownDeal {
        name: String,
        near: Vec<String>,
    },
    AmbiguousDeal {
        name: String,
        ids: Vec<String>,
    },
    /// One id stands for several files.
    DuplicateDeal {
        id: String,
        paths: Vec<String>,
    },
    File(FileError),
    Revision(RevisionError),
    /// The edit could not be made with nothing else changed.
    Edit {
        path: String,
        reason: String,
    },
}

impl From<FileError> for StoreError {
    fn from(error: FileError) -> Self {
        StoreError::File(error)
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// Whether the fault is in what was asked or configured, not in a file that had to be read or
    /// written.
    pub fn is_usage(&self) -> bool {
        match self {
            StoreError::Revision(error) => error.is_usage(),
            StoreError::Problems { .. } | StoreError::File(_) | StoreError::Edit { .. } => false,
            _ => true,
        }
    }

    /// What to do next.
    pub fn help(&self) -> Option<String> {
        match self {
            StoreError::NoBook { .. } => {
                Some("`deal init` makes a book here; `-C DIR` names another folder".to_owned())
            }
            StoreError::Problems { .. } => Some(
                "`deal check` lists every finding of every file; mend them with an editor"
                    .to_owned(),
            ),
            StoreError::File(error) => error.help().map(str::to_owned),
            StoreError::Revision(error) => error.help().map(str::to_owned),
            StoreError::Config { .. } => None,
            StoreError::BookExists { .. } => {
                Some("nothing was written; `deal -C` works with it".to_owned())
            }
            StoreError::UnknownDeal { near, .. } if near.is_empty() => {
                Some("`deal list` shows the deals".to_owned())
            }
            StoreError::UnknownDeal { near, .. } => Some(format!("did you mean {}?", quoted(near))),
            StoreError::AmbiguousDeal { ids, .. } => Some(format!("one of {}", quoted(ids))),
            StoreError::DuplicateDeal { .. } => Some("rename one of the files".to_owned()),
            StoreError::Edit { .. } => {
                Some("nothing was written; make this change in an editor: `deal edit`".to_owned())
            }
        }
    }
}

fn quoted(words: &[String]) -> String {
    let shown: Vec<String> = words
        .iter()
        .take(10)
        .map(|word| format!("`{word}`"))
        .collect();
    let rest = words.len().saturating_sub(shown.len());
    if rest == 0 {
        shown.join(", ")
    } else {
        format!("{} and {rest} more", shown.join(", "))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::NoBook { start } => {
                write!(f, "no dealfile.yaml in {} or above it", start.display())
            }
            StoreError::BookExists { root } => write!(f, "{} is a book already", root.display()),
            StoreError::Config { told } => f.write_str(&told.join("\n")),
            StoreError::Problems { told, count } => f.write_str(&first_of(told, *count)),
            StoreError::UnknownDeal { name, .. } => write!(f, "there is no deal `{name}`"),
            StoreError::AmbiguousDeal { name, ids } => {
                write!(f, "`{name}` begins the ids of {} deals", ids.len())
            }
            StoreError::DuplicateDeal { id, paths } => {
                write!(f, "the id `{id}` stands for {}", paths.join(" and "))
            }
            StoreError::File(error) => error.fmt(f),
            StoreError::Revision(error) => error.fmt(f),
            StoreError::Edit { path, reason } => {
                write!(f, "{path} cannot be edited in place: {reason}")
            }
        }
    }
}

/// The first problems in full; a book full of them is `check`'s business.
pub(super) fn first_of(told: &[String], count: usize) -> String {
    let first = told.join("\n");
    match count.saturating_sub(told.len()) {
        0 => first,
        rest => format!("{first}\n… and {rest} files more that cannot be read"),
    }
}
