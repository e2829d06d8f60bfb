//! A new file in the place of the old one: killed at any moment, this leaves the one or the other,
//! whole.
//!
//! The new bytes go into a temporary file in the same folder and onto the disk, and only then take
//! the old name. Its name begins with a dot, so that the walk never takes one for a deal. A process
//! that was killed leaves its temporary file behind; the next writer in that folder removes it,
//! which is safe because writers hold the lock.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::error::{FileError, Trouble};
use super::lock::Lock;

const PREFIX: &str = ".deal-";
const SUFFIX: &str = ".tmp";

/// Put `after` in the place of `before`, the bytes that the file had when it was read. A link stays
/// a link.
///
/// # Errors
/// The file has other bytes by now, or the system refuses; the file is then as it was.
pub fn replace(lock: &Lock, path: &Path, before: &[u8], after: &[u8]) -> Result<(), FileError> {
    let failed = |error| FileError::new("write", path, error);
    let real = fs::canonicalize(path).map_err(failed)?;
    let old = fs::metadata(&real).map_err(failed)?;
    if old.permissions().readonly() {
        return Err(FileError::with("write", path, Trouble::Denied));
    }
    let temporary = temporary(lock, &real, after, Some(&old)).map_err(failed)?;
    if fs::read(&real).map_err(failed)? != before {
        return Err(FileError::with("write", path, Trouble::Changed));
    }
    temporary
        .persist(&real)
        .map_err(|error| failed(error.error))?;
    confirm(path, &real)
}

/// Write a file that must not be there yet, and the folders on the way to it.
///
/// # Errors
/// There is a file already, or the system refuses.
pub fn create(lock: &Lock, path: &Path, content: &[u8]) -> Result<(), FileError> {
    let failed = |error| FileError::new("write", path, error);
    fs::create_dir_all(folder(path)).map_err(failed)?;
    let temporary = temporary(lock, path, content, None).map_err(failed)?;
    temporary
        .persist_noclobber(path)
        .map_err(|error| failed(error.error))?;
    confirm(path, path)
}

pub(super) fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A temporary file next to the target, complete and on the disk, with the mode of the old file or
/// of any new one.
pub(super) fn temporary(
    lock: &Lock,
    target: &Path,
    content: &[u8],
    old: Option<&Metadata>,
) -> io::Result<NamedTempFile> {
    let folder = folder(target);
    visit(lock, &folder);
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    if old.is_none() {
        // The system takes from this what the umask says; otherwise nobody else may look until the
        // old mode is set.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(content)?;
    if let Some(old) = old {
        take_after(temporary.as_file(), old)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Clean a folder when a writer first comes to it. Not while the same writer has temporary files in
/// it.
pub(super) fn visit(lock: &Lock, folder: &Path) {
    if lock.is_new_to(folder) {
        sweep(folder);
    }
}

/// Remove what killed writers left in the folder. That it stays is no reason to fail.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let random = name
            .strip_prefix(PREFIX)
            .and_then(|rest| rest.strip_suffix(SUFFIX));
        let ours = random.is_some_and(|random| {
            random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Give a new file the old one's mode and, where that is allowed, its owner.
fn take_after(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // Only root may give files away, and a member of the group may keep the group: both are
        // worth trying.
        if std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
            let _ = std::os::unix::fs::fchown(file, None, Some(old.gid()));
        }
    }
    file.set_permissions(old.permissions())
}

/// Put the new name onto the disk as well. Some file systems cannot sync a folder, and need not.
pub(super) fn confirm(path: &Path, real: &Path) -> Result<(), FileError> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder(real)).and_then(|folder| folder.sync_all()) {
        Err(error)
            if !matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Err(FileError::with("write", path, Trouble::Unconfirmed))
        }
        _ => Ok(()),
    }
}
