//! Many new files are one step, even for a process that is killed: what is to get its name is written
//! down before, and who comes next finishes it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    error::FileError,
    lock::{self, Lock, Patience},
    read::read_regular,
    temporary::{self, confirm, parent},
};

/// Where it is written down, below the book.
const PATH: &str = ".dealfile/unfinished";
/// Paths of some hundred thousand deals.
const LARGEST: usize = 256 << 20;

/// The rest of a step. Paths are below the book.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Unfinished {
    /// Whole files, and the names that they are to get.
    pub files: Vec<(PathBuf, PathBuf)>,
    /// A file that is to be replaced last, as it was and as it is to be.
    pub last: Option<(PathBuf, String, String)>,
}

impl Unfinished {
    /// Writes down what is to be done: from here on it will be.
    pub fn begin(&self, lock: &Lock) -> Result<(), FileError> {
        let path = lock.root.join(PATH);
        let failed = FileError::when("write", &path);
        let text = serde_json::to_vec(self).map_err(|error| failed(error.into()))?;
        let file = temporary::write(&path, &text, None).map_err(&failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
        confirm(&path, &parent(&path))
    }

    /// All is done, or taken back.
    pub fn end(lock: &Lock) -> Result<(), FileError> {
        let path = lock.root.join(PATH);
        fs::remove_file(&path).map_err(FileError::when("delete", &path))
    }
}

/// Waits for the right to write to the book at `root`, and finishes what a killed writer began.
///
/// This creates the folder `.dealfile`, so ask only when there is something to write.
///
/// # Errors
/// Somebody else writes for longer than the patience lasts; the folder `.dealfile` cannot be created
/// or written, or the file system has no locks.
pub fn lock(root: &Path, patience: &Patience) -> Result<Lock, FileError> {
    let lock = lock::take(root, patience)?;
    finish(&lock)?;
    Ok(lock)
}

/// Whether a writer was killed, or is at work.
pub fn is_pending(root: &Path) -> bool {
    root.join(PATH).is_file()
}

/// Finishes what a killed writer began. What has its name already keeps it.
fn finish(lock: &Lock) -> Result<(), FileError> {
    let path = lock.root.join(PATH);
    let failed = FileError::when("read", &path);
    let bytes = match read_regular(&path, LARGEST) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        read => read.map_err(&failed)?,
    };
    let rest: Unfinished = serde_json::from_slice(&bytes).map_err(|error| failed(error.into()))?;
    for (temporary, name) in &rest.files {
        let (temporary, name) = (lock.root.join(temporary), lock.root.join(name));
        match fs::hard_link(&temporary, &name) {
            Ok(()) => fs::remove_file(&temporary).map_err(FileError::when("delete", &temporary))?,
            Err(error) if is_settled(&error) => {}
            Err(error) => return Err(FileError::new("write", &name, error)),
        }
    }
    if let Some((last, before, after)) = &rest.last {
        let last = lock.root.join(last);
        let now = read_regular(&last, LARGEST).map_err(FileError::when("read", &last))?;
        if now == before.as_bytes() {
            super::replace::replace(lock, &last, before.as_bytes(), after.as_bytes())?;
        }
    }
    Unfinished::end(lock)
}

fn is_settled(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists
    )
}
