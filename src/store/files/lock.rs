//! One writer at a time: an advisory lock on a file of its own, because the deals' files are
//! replaced and cannot carry one.

use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use super::{
    error::{FileError, FileErrorKind},
    temporary,
};

/// How long to wait before telling the person that somebody else is writing, and how often to look.
const SILENT: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(20);

/// How long a writer waits for another one.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    pub timeout: Duration,
    /// Called once after a second, with who is waited for.
    pub waiting: fn(&str),
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            waiting: |_| {},
        }
    }
}

/// What git is not to keep of `.dealfile/`; schema and baseline lie there too and are kept.
const IGNORED: &str =
    "# What a fresh clone does not need.\n/lock\n/cache*\n/unfinished\n/undo/\n.deal-*.tmp\n";

/// The right to write to a book, until it is dropped or the process ends.
#[derive(Debug)]
#[must_use = "the book is locked only as long as this lives"]
pub struct Lock {
    _file: File,
    pub(super) root: PathBuf,
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

/// Waits for the right to write to the book at `root`, whatever a killed writer left.
pub(super) fn take(root: &Path, patience: &Patience) -> Result<Lock, FileError> {
    let folder = root.join(".dealfile");
    fs::create_dir_all(&folder).map_err(FileError::when("create the folder", &folder))?;
    let path = folder.join("lock");
    let mut file = open(&path).map_err(FileError::when("open the lock", &path))?;
    let failed = FileError::when("lock the book", &path);
    if !acquire(&mut file, patience).map_err(failed)? {
        let kind = FileErrorKind::Locked;
        return Err(FileError::from_kind("lock the book", &path, kind));
    }
    let lock = Lock {
        _file: file,
        root: root.to_owned(),
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

/// The lock's file, which nobody has to be able to write.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        // A link could point at any file.
        let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags);
    }
    let writable = options.clone().write(true).create(true).open(path);
    let file = writable.or_else(|error| options.open(path).map_err(|_| error))?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("not a regular file"))
    }
}

/// Whether the lock was taken in time; who holds it stands in it.
fn acquire(file: &mut File, patience: &Patience) -> io::Result<bool> {
    let start = Instant::now();
    let mut is_told = false;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if start.elapsed() >= patience.timeout {
            return Ok(false);
        }
        if !is_told && start.elapsed() >= SILENT {
            is_told = true;
            (patience.waiting)(&holder(file));
        }
        thread::sleep(PAUSE);
    }
    // Only for those who wait: that it cannot be written is no reason to fail.
    let _ = sign(file);
    Ok(true)
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "process {}", std::process::id())
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file
        .rewind()
        .and_then(|()| file.take(100).read_to_string(&mut text));
    let is_known = read.is_ok() && text.starts_with("process ");
    if is_known {
        text
    } else {
        "unknown process".to_owned()
    }
}
