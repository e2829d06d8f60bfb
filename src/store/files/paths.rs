//! Single paths, outside the walk: what is where, and files that are no deals.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Read as _, Write as _},
    path::{self, Component, Path, PathBuf},
};

use super::{
    error::{self, FileError},
    read::read_regular,
    temporary,
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

/// The way from one folder to a path, both absolute: `../deals/acme.yaml`.
pub fn relative(folder: &Path, path: &Path) -> PathBuf {
    let shared = folder.components().zip(path.components());
    let shared = shared.take_while(|(a, b)| a == b).count();
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
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

/// The same as text.
///
/// # Errors
/// As [`read_path`], and where it is no UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let bytes = read_path(path)?;
    let invalid = |_| std::io::Error::new(ErrorKind::InvalidData, "it is not UTF-8");
    String::from_utf8(bytes)
        .map_err(invalid)
        .map_err(FileError::when("read", path))
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

/// Writes a file that is no part of the book, such as a list of findings for another program: whole
/// or not at all. What is no file, such as `/dev/stdout`, is written to.
///
/// # Errors
/// The system refuses.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let failed = FileError::when("write", path);
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&real).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return fs::write(path, bytes).map_err(failed);
    }
    let file = temporary::write(&real, bytes, old.as_ref()).map_err(&failed)?;
    file.persist(&real).map_err(|error| failed(error.error))?;
    Ok(())
}

/// Writes a file that must not exist yet, for a person to change.
///
/// # Errors
/// There is a file already, or the system refuses.
pub fn create_new(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let created = OpenOptions::new().write(true).create_new(true).open(path);
    let written = created.and_then(|mut file| file.write_all(bytes));
    written.map_err(FileError::when("write", path))
}

/// The folders that are missing on the way to files below `root`, the outermost first, and that of
/// the lock.
pub fn missing_folders<'p>(root: &Path, files: impl Iterator<Item = &'p str>) -> BTreeSet<PathBuf> {
    let paths = files
        .map(|file| root.join(file))
        .chain([root.join(".dealfile/lock")]);
    let folders = paths.flat_map(|path| {
        path.ancestors()
            .skip(1)
            .map(Path::to_owned)
            .collect::<Vec<_>>()
    });
    folders
        .filter(|folder| !folder.as_os_str().is_empty() && !exists(folder))
        .collect()
}

/// Deletes files of ours and, where nothing else is in them, the folders that were made for them.
/// That one cannot be deleted is no reason to leave the others.
pub fn take_away(files: &[PathBuf], folders: &BTreeSet<PathBuf>) {
    for file in files {
        let _ = fs::remove_file(file);
    }
    for folder in folders.iter().rev() {
        for ours in ["lock", ".gitignore"] {
            let is_locks = folder.ends_with(".dealfile");
            let _ = is_locks.then(|| fs::remove_file(folder.join(ours)));
        }
        let _ = fs::remove_dir(folder);
    }
}

/// The bytes of a file that is part of no book, up to a limit.
///
/// # Errors
/// The system refuses, it is no regular file, or it is larger.
pub fn read_bounded(path: &Path, limit: usize) -> Result<Vec<u8>, FileError> {
    read_regular(path, limit).map_err(FileError::when("read", path))
}

/// Creates a folder, and those on the way to it.
///
/// # Errors
/// The system refuses.
pub fn create_folder(path: &Path) -> Result<(), FileError> {
    fs::create_dir_all(path).map_err(FileError::when("create the folder", path))
}

/// Deletes a folder with all that is in it.
///
/// # Errors
/// The system refuses.
pub fn remove_folder(path: &Path) -> Result<(), FileError> {
    fs::remove_dir_all(path).map_err(FileError::when("delete", path))
}

/// The names in a folder; none where there is no folder.
///
/// # Errors
/// The system refuses.
pub fn names_in(path: &Path) -> Result<Vec<String>, FileError> {
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(FileError::when("read", path))?,
    };
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    Ok(names.collect())
}

/// Deletes a file.
///
/// # Errors
/// The system refuses.
pub fn remove(path: &Path) -> Result<(), FileError> {
    fs::remove_file(path).map_err(FileError::when("delete", path))
}
