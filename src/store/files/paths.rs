//! Single paths, outside the walk: what is where, and files that are no deals.

use std::{
    fs,
    path::{self, Path, PathBuf},
};

use super::error::FileError;

/// The path from the root of the file system, links followed where it exists.
///
/// # Errors
/// There is no such path, or the system does not say.
pub fn absolute(path: &Path) -> Result<PathBuf, FileError> {
    fs::canonicalize(path)
        .or_else(|_| path::absolute(path))
        .map_err(FileError::when("find", path))
}

/// Whether there is anything at the path, a broken link included.
pub fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether there is a file at the path.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The bytes of a file that is no deal.
///
/// # Errors
/// The system refuses.
pub fn read_path(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(FileError::when("read", path))
}

/// Writes a file that is no part of the book, such as a list of findings for another program.
///
/// # Errors
/// The system refuses.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    fs::write(path, bytes).map_err(FileError::when("write", path))
}
