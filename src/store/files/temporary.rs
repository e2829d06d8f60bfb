//! Temporary files next to their targets: whole and on the disk before they take a name.
//!
//! Their names begin with a dot, so that the walk never takes one for a deal. A process that was
//! killed leaves its temporary file behind; the next writer in that folder sweeps it away, which is
//! safe because writers hold the lock.

use std::{
    fs::{self, DirEntry, File, Metadata},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use super::error::{FileError, FileErrorKind};

const PREFIX: &str = ".deal-";
const SUFFIX: &str = ".tmp";

/// A temporary file next to the target, complete and on the disk, with the mode of the old file or
/// of any new one.
pub(super) fn write(
    target: &Path,
    content: &[u8],
    old: Option<&Metadata>,
) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    if old.is_none() {
        // The system takes from this what the umask says; otherwise nobody else may look until the
        // old mode is set.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(parent(target))?;
    temporary.write_all(content)?;
    if let Some(old) = old {
        take_after(temporary.as_file(), old)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Gives a new file the old one's mode and, where that is allowed, its owner.
fn take_after(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Only root may give files away, and a member of the group may keep the group: both are
        // worth trying.
        if fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
            let _ = fchown(file, None, Some(old.gid()));
        }
    }
    file.set_permissions(old.permissions())
}

/// Puts new names in a folder onto the disk as well; `path` is what an error is about. Some file
/// systems cannot sync a folder, and need not.
pub(super) fn confirm(path: &Path, folder: &Path) -> Result<(), FileError> {
    if cfg!(windows) {
        return Ok(());
    }
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    match synced.map_err(|error| error.kind()) {
        Ok(()) | Err(ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        Err(_) => Err(FileError::from_kind(
            "write",
            path,
            FileErrorKind::Unconfirmed,
        )),
    }
}

pub(super) fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Removes what killed writers left in a folder. That it stays is no reason to fail.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten().filter(is_ours) {
        let _ = fs::remove_file(entry.path());
    }
}

fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let random = name
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX));
    random.is_some_and(|random| {
        random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }) && entry.file_type().is_ok_and(|kind| kind.is_file())
}
