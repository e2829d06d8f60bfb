//! Single paths, outside the walk: what is where, and files that are no deals.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read as _},
    path::{self, Path, PathBuf},
};

use super::{
    error::{self, FileError},
    read::read_regular,
};
use crate::store::parse::LARGEST;

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

/// Whether there is anything at the path, or the system does not say.
pub fn may_exist(path: &Path) -> bool {
    let meta = fs::symlink_metadata(path);
    !meta.is_err_and(|error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory))
}

/// Whether there is a file at the path.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The bytes of a file that is no deal, such as `dealfile.yaml`.
///
/// # Errors
/// The system refuses, it is no regular file, or it is larger than a deal may be.
pub fn read_path(path: &Path) -> Result<Vec<u8>, FileError> {
    read_regular(path, LARGEST).map_err(FileError::when("read", path))
}

/// The bytes of a file that somebody names: it may be a pipe, as the shell makes one of `<(…)`.
///
/// # Errors
/// The system refuses, or there are more bytes than `limit`.
pub fn read_stream(path: &Path, limit: usize) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let read = |file: File| file.take(limit as u64 + 1).read_to_end(&mut bytes);
    match File::open(path).and_then(read) {
        Ok(size) if size > limit => Err(error::too_large(limit)),
        Ok(_) => Ok(bytes),
        Err(error) => Err(error),
    }
    .map_err(FileError::when("read", path))
}

/// Writes a file that is no part of the book, such as a list of findings for another program.
///
/// # Errors
/// The system refuses.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    fs::write(path, bytes).map_err(FileError::when("write", path))
}
