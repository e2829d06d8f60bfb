//! What the system said no to, in words, with what to do about it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::escape_controls::escape_controls;

/// Why a file could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Missing,
    Exists,
    Denied,
    ReadOnly,
    Full,
    /// Somebody else wrote the file since it was read.
    Changed,
    /// The file was replaced, but the disk did not confirm that the change will outlive a power
    /// cut.
    Unconfirmed,
    Other,
}

/// A file, what was tried with it, and why that failed. The file is as it was, except for
/// [`Trouble::Unconfirmed`].
#[derive(Debug)]
pub struct FileError {
    pub path: PathBuf,
    pub tried: &'static str,
    pub trouble: Trouble,
    source: Option<io::Error>,
}

impl FileError {
    pub(super) fn new(tried: &'static str, path: &Path, source: io::Error) -> Self {
        let trouble = Trouble::of(&source);
        FileError {
            path: path.to_owned(),
            tried,
            trouble,
            source: Some(source),
        }
    }

    pub(in crate::store) fn with(tried: &'static str, path: &Path, trouble: Trouble) -> Self {
        FileError {
            path: path.to_owned(),
            tried,
            trouble,
            source: None,
        }
    }

    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self.trouble {
            Trouble::Missing => "check the path",
            Trouble::Exists => "choose another id, or edit the file that is there",
            Trouble::Denied => "check who owns the file and its folder, and their modes (`ls -la`)",
            Trouble::ReadOnly => "write to a copy of the book on a disk that can be written",
            Trouble::Full => "free some space and run the command again; nothing was changed",
            Trouble::Changed => "run the command again: it will start from what is there now",
            Trouble::Unconfirmed => "the change is made; check the disk before you rely on it",
            Trouble::Other => return None,
        })
    }
}

impl Trouble {
    fn of(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Trouble::Missing,
            ErrorKind::AlreadyExists => Trouble::Exists,
            ErrorKind::PermissionDenied => Trouble::Denied,
            ErrorKind::ReadOnlyFilesystem => Trouble::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Trouble::Full,
            _ => Trouble::Other,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Trouble::Missing => "it is not there",
            Trouble::Exists => "it is there already",
            Trouble::Denied => "permission denied",
            Trouble::ReadOnly => "the disk is read-only",
            Trouble::Full => "the disk is full",
            Trouble::Changed => "it changed on disk meanwhile",
            Trouble::Unconfirmed => "the disk did not confirm the change",
            Trouble::Other => "the system refused",
        }
    }
}

/// Why the system refused, in words.
pub(super) fn reason(error: &io::Error) -> String {
    match Trouble::of(error) {
        Trouble::Other => escape_controls(&error.to_string()).into_owned(),
        trouble => trouble.words().to_owned(),
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.to_string_lossy();
        write!(f, "{}: cannot {}: ", escape_controls(&path), self.tried)?;
        match &self.source {
            Some(source) if self.trouble == Trouble::Other => f.write_str(&reason(source)),
            _ => f.write_str(self.trouble.words()),
        }
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
