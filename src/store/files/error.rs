//! What the system refused, and what to do about it.

use std::{
    fmt,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::escape_controls::escape_controls;

/// Why a file could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileErrorKind {
    NotFound,
    AlreadyExists,
    PermissionDenied,
    ReadOnly,
    DiskFull,
    /// Somebody else wrote the file since it was read.
    Changed,
    /// Another process holds the lock of the book.
    Locked,
    /// The file was replaced, but the disk did not confirm that the change will outlive a power
    /// cut.
    Unconfirmed,
    Other,
}

/// A file, what was tried with it, and why that failed. The file is as it was, except for
/// [`FileErrorKind::Unconfirmed`].
#[derive(Debug)]
pub struct FileError {
    pub path: PathBuf,
    /// Completes "cannot …".
    pub action: &'static str,
    pub kind: FileErrorKind,
    source: Option<io::Error>,
}

impl FileError {
    pub(super) fn new(action: &'static str, path: &Path, source: io::Error) -> Self {
        FileError {
            path: path.to_owned(),
            action,
            kind: FileErrorKind::from(&source),
            source: Some(source),
        }
    }

    /// For `map_err`.
    pub(in crate::store) fn when(action: &'static str, path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| Self::new(action, path, error)
    }

    pub(in crate::store) fn from_kind(
        action: &'static str,
        path: &Path,
        kind: FileErrorKind,
    ) -> Self {
        FileError {
            path: path.to_owned(),
            action,
            kind,
            source: None,
        }
    }

    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        use FileErrorKind as Kind;
        Some(match self.kind {
            Kind::NotFound => "check the path",
            Kind::AlreadyExists => "choose another id, or edit the existing file",
            Kind::PermissionDenied => "check the owner and permissions of the file and its folder",
            Kind::ReadOnly => "copy the book to a disk that can be written",
            Kind::DiskFull => "free some space and run the command again",
            Kind::Changed => "run the command again",
            Kind::Locked => "run the command again, or wait longer with DEAL_LOCK_TIMEOUT=SECONDS",
            Kind::Unconfirmed => "the change was made; check the disk before you rely on it",
            Kind::Other => return None,
        })
    }
}

impl From<&io::Error> for FileErrorKind {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => FileErrorKind::NotFound,
            ErrorKind::AlreadyExists => FileErrorKind::AlreadyExists,
            ErrorKind::PermissionDenied => FileErrorKind::PermissionDenied,
            ErrorKind::ReadOnlyFilesystem => FileErrorKind::ReadOnly,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FileErrorKind::DiskFull,
            _ => FileErrorKind::Other,
        }
    }
}

impl fmt::Display for FileErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileErrorKind::NotFound => "not found",
            FileErrorKind::AlreadyExists => "already exists",
            FileErrorKind::PermissionDenied => "permission denied",
            FileErrorKind::ReadOnly => "the disk is read-only",
            FileErrorKind::DiskFull => "the disk is full",
            FileErrorKind::Changed => "changed on disk in the meantime",
            FileErrorKind::Locked => "another `deal` is writing to it",
            FileErrorKind::Unconfirmed => "the disk did not confirm the change",
            FileErrorKind::Other => "the system refused",
        })
    }
}

/// The error of a file with more bytes than `limit`, which it says.
pub(super) fn too_large(limit: usize) -> io::Error {
    io::Error::other(format!("the file is larger than {} MiB", limit >> 20))
}

/// Why the system refused, in words.
pub(super) fn reason(error: &io::Error) -> String {
    match FileErrorKind::from(error) {
        FileErrorKind::Other => escape_controls(&error.to_string()).into_owned(),
        kind => kind.to_string(),
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.to_string_lossy();
        let reason = match &self.source {
            Some(source) => reason(source),
            None => self.kind.to_string(),
        };
        write!(
            f,
            "{}: cannot {}: {reason}",
            escape_controls(&path),
            self.action
        )
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
