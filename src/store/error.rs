//! Why the store could not do it, and what to do next.

use std::{fmt, path::PathBuf};

use super::{files::FileError, revision::RevisionError};
use crate::finding::Finding;

#[derive(Debug)]
pub enum StoreError {
    /// No folder upward has a book.
    NoBook {
        start: PathBuf,
    },
    /// What is wrong with `dealfile.yaml`, or with a map file.
    Config(Vec<Finding>),
    /// What keeps deals from being read.
    Unreadable(Vec<Finding>),
    /// The same of deals in a revision.
    UnreadableRevision(Vec<Finding>),
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
    /// Several files have the same id.
    DuplicateDeal {
        id: String,
        paths: Vec<String>,
    },
    /// A command that writes was given a revision.
    Past {
        revision: String,
    },
    NothingToUndo,
    /// What a command wrote was changed since.
    ChangedSince {
        command: String,
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

impl From<RevisionError> for StoreError {
    fn from(error: RevisionError) -> Self {
        StoreError::Revision(error)
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// Whether the problem is in the arguments or the configuration, not in reading or writing a
    /// file.
    pub fn is_usage(&self) -> bool {
        match self {
            StoreError::Revision(error) => error.is_usage(),
            StoreError::Unreadable(_)
            | StoreError::UnreadableRevision(_)
            | StoreError::File(_)
            | StoreError::Edit { .. } => false,
            _ => true,
        }
    }

    /// What is wrong in files, where that is the error.
    pub fn findings(&self) -> &[Finding] {
        match self {
            StoreError::Config(findings)
            | StoreError::Unreadable(findings)
            | StoreError::UnreadableRevision(findings) => findings,
            _ => &[],
        }
    }

    /// What to do next.
    pub fn help(&self) -> Option<String> {
        match self {
            StoreError::NoBook { .. } => {
                Some("run `deal init` to create a book here, or use -C DIR".to_owned())
            }
            StoreError::Unreadable(_) => {
                Some("run `deal check` to list all problems, then fix them in an editor".to_owned())
            }
            StoreError::UnreadableRevision(_) => {
                Some("choose a revision in which every deal is readable".to_owned())
            }
            StoreError::File(error) => error.help().map(str::to_owned),
            StoreError::Revision(error) => error.help().map(str::to_owned),
            StoreError::Config(_) => None,
            StoreError::BookExists { root } => Some(format!(
                "nothing was written; to use it, run `deal -C {} …`",
                root.display()
            )),
            StoreError::UnknownDeal { near, .. } if near.is_empty() => {
                Some("run `deal list --all` to see all deals".to_owned())
            }
            StoreError::UnknownDeal { near, .. } => Some(format!("did you mean {}?", quoted(near))),
            StoreError::AmbiguousDeal { ids, .. } => {
                Some(format!("use a longer prefix: {}", quoted(ids)))
            }
            StoreError::NothingToUndo => None,
            StoreError::ChangedSince { .. } => {
                Some("nothing was written; use git to go back further".to_owned())
            }
            StoreError::Past { .. } => {
                Some("leave out --at to change the deal as it is now".to_owned())
            }
            StoreError::DuplicateDeal { .. } => Some("rename one of the files".to_owned()),
            StoreError::Edit { .. } => Some(
                "nothing was written; make this change in an editor with `deal edit`".to_owned(),
            ),
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
            StoreError::BookExists { root } => write!(f, "{} is already a book", root.display()),
            StoreError::Config(findings)
            | StoreError::Unreadable(findings)
            | StoreError::UnreadableRevision(findings) => f.write_str(&lines(findings)),
            StoreError::UnknownDeal { name, .. } => write!(f, "no deal matches `{name}`"),
            StoreError::AmbiguousDeal { name, ids } => {
                write!(f, "`{name}` is ambiguous: it matches {} deals", ids.len())
            }
            StoreError::DuplicateDeal { id, paths } => {
                write!(f, "deal id `{id}` is used by {}", paths.join(" and "))
            }
            StoreError::NothingToUndo => f.write_str("there is no command to undo"),
            StoreError::ChangedSince { command, paths } => {
                let paths = paths.join(", ");
                write!(f, "`{command}` cannot be undone: changed since: {paths}")
            }
            StoreError::Past { revision } => {
                write!(f, "the book as it was in `{revision}` cannot be changed")
            }
            StoreError::File(error) => error.fmt(f),
            StoreError::Revision(error) => error.fmt(f),
            StoreError::Edit { path, reason } => {
                write!(f, "{path} cannot be edited in place: {reason}")
            }
        }
    }
}

/// One finding per line.
fn lines(findings: &[Finding]) -> String {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    lines.join("\n")
}
