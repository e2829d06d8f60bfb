//! A new file in the place of the old one: killed at any moment, this leaves the one or the other,
//! whole.

use std::{fs, path::Path};

use super::{
    error::{FileError, FileErrorKind},
    lock::Lock,
    read::read_regular,
    temporary::{self, confirm, parent},
};
use crate::store::parse::LARGEST;

/// Puts `after` in the place of `before`, the bytes that the file had when it was read. A link
/// stays a link.
///
/// # Errors
/// The file has other bytes by now, or the system refuses; the file is then as it was.
pub fn replace(lock: &Lock, path: &Path, before: &[u8], after: &[u8]) -> Result<(), FileError> {
    let failed = FileError::when("write", path);
    let real = fs::canonicalize(path).map_err(&failed)?;
    let old = fs::metadata(&real).map_err(&failed)?;
    if old.permissions().readonly() {
        let kind = FileErrorKind::PermissionDenied;
        return Err(FileError::from_kind("write", path, kind));
    }
    lock.visit(&parent(&real));
    let temporary = temporary::write(&real, after, Some(&old)).map_err(&failed)?;
    let now = read_regular(&real, LARGEST).map_err(&failed)?;
    if now != before {
        return Err(FileError::from_kind("write", path, FileErrorKind::Changed));
    }
    temporary
        .persist(&real)
        .map_err(|error| failed(error.error))?;
    confirm(path, &parent(&real))
}

/// Writes a file that must not exist yet, and the folders on the way to it.
///
/// # Errors
/// There is a file already, or the system refuses.
pub fn create(lock: &Lock, path: &Path, content: &[u8]) -> Result<(), FileError> {
    let failed = FileError::when("write", path);
    let folder = parent(path);
    fs::create_dir_all(&folder).map_err(&failed)?;
    lock.visit(&folder);
    let temporary = temporary::write(path, content, None).map_err(&failed)?;
    temporary
        .persist_noclobber(path)
        .map_err(|error| failed(error.error))?;
    confirm(path, &folder)
}
