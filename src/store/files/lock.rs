//! One writer at a time: an advisory lock on a file of its own, because the deals' files are
//! replaced and cannot carry one.

use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use super::{error::FileError, temporary};

/// How often and how long to try before telling the person that somebody else is writing: a second
/// in all.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(20);

/// What git is not to keep of `.dealfile/`; schema and baseline lie there too and are kept.
const IGNORED: &str = "# What a fresh clone does not need.\n/lock\n/cache*\n";

/// The right to write to a book, until it is dropped or the process ends.
#[derive(Debug)]
#[must_use = "the book is locked only as long as this lives"]
pub struct Lock {
    _file: File,
    /// The folders that this writer has been to.
    visited: Mutex<HashSet<PathBuf>>,
}

impl Lock {
    /// Cleans a folder when this writer first comes to it: not while it has temporary files there.
    pub(super) fn visit(&self, folder: &Path) {
        let mut visited = self.visited.lock().unwrap_or_else(PoisonError::into_inner);
        if visited.insert(folder.to_owned()) {
            temporary::sweep(folder);
        }
    }
}

/// Waits for the right to write to the book at `root`; `waiting` is called once if that takes
/// longer than a second.
///
/// This creates the folder `.dealfile`, so ask only when there is something to write.
///
/// # Errors
/// The folder `.dealfile` cannot be created or written, or the file system has no locks.
pub fn lock(root: &Path, waiting: impl FnOnce()) -> Result<Lock, FileError> {
    let folder = root.join(".dealfile");
    fs::create_dir_all(&folder).map_err(FileError::when("create the folder", &folder))?;
    let path = folder.join("lock");
    let file = open(&path).map_err(FileError::when("open the lock", &path))?;
    acquire(&file, waiting).map_err(FileError::when("lock the book", &path))?;
    let lock = Lock {
        _file: file,
        visited: Mutex::default(),
    };
    lock.visit(&folder);
    ignore(&folder.join(".gitignore"))?;
    Ok(lock)
}

fn ignore(path: &Path) -> Result<(), FileError> {
    if path.exists() {
        return Ok(());
    }
    let file = temporary::write(path, IGNORED.as_bytes(), None);
    file.and_then(|file| Ok(file.persist_noclobber(path)?))
        .map(drop)
        .map_err(FileError::when("write", path))
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path)
}

fn acquire(file: &File, waiting: impl FnOnce()) -> io::Result<()> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    waiting();
    file.lock()
}
