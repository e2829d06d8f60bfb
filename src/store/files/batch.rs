//! Many new files at once: all of them, or none.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;
use tempfile::TempPath;

use super::{
    error::{FileError, FileErrorKind},
    lock::Lock,
    replace::replace,
    temporary::{self, confirm, parent},
    unfinished::Unfinished,
};

/// How many files wait for the disk at a time: it confirms several as quickly as one, so more than
/// there are cores.
const WRITERS: usize = 8;

/// Complete files on the disk that have no name yet. Dropped, they are gone.
#[must_use = "without a name the files go away"]
pub struct Staged(Vec<(TempPath, PathBuf)>);

/// Puts each text onto the disk under a temporary name next to its path; `progress` hears how many
/// are there.
///
/// # Errors
/// The system refuses; then none is left.
pub fn stage(
    lock: &Lock,
    texts: &[(PathBuf, &[u8])],
    progress: impl Fn(usize) + Sync,
) -> Result<Staged, FileError> {
    for folder in folders(texts.iter().map(|(path, _)| path)) {
        fs::create_dir_all(&folder).map_err(FileError::when("create the folder", &folder))?;
        // Before the first temporary file is there, or one thread would sweep away another's.
        lock.visit(&folder);
    }
    let done = AtomicUsize::new(0);
    let staged: Result<Vec<_>, FileError> = on_many_threads(|| {
        let staged = texts.par_iter().map(|(path, text)| {
            let staged = stage_one(path, text)?;
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(staged)
        });
        staged.collect()
    });
    staged.map(Staged)
}

/// A path and no open file, because so many cannot stay open.
fn stage_one(path: &Path, text: &[u8]) -> Result<(TempPath, PathBuf), FileError> {
    let file = temporary::write(path, text, None).map_err(FileError::when("write", path))?;
    Ok((file.into_temp_path(), path.to_owned()))
}

fn on_many_threads<T: Send>(write: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(WRITERS).build() {
        Ok(pool) => pool.install(write),
        Err(_) => write(),
    }
}

impl Staged {
    /// Gives every file its name, which no file may have yet, and replaces the `last` one, a path
    /// with what it was and what it is to be. Killed at any moment, this does all or nothing: the
    /// next writer finishes it.
    ///
    /// # Errors
    /// A name is taken, or the last cannot be replaced; then the files that have their names are
    /// removed again.
    pub fn commit(self, lock: &Lock, last: Option<(&Path, &str, &str)>) -> Result<(), FileError> {
        self.unfinished(lock, last).begin(lock)?;
        let mut named: Vec<PathBuf> = Vec::with_capacity(self.0.len());
        for (file, path) in self.0 {
            if let Err(error) = file.persist_noclobber(&path) {
                take_back(lock, &named);
                return Err(FileError::new("write", &path, error.error));
            }
            named.push(path);
        }
        let last = last.map_or(Ok(()), |(path, before, after)| {
            replace(lock, path, before.as_bytes(), after.as_bytes())
        });
        if let Err(error) = &last {
            // An unconfirmed change is made, and what belongs to it has to stay.
            if error.kind != FileErrorKind::Unconfirmed {
                take_back(lock, &named);
                return last;
            }
        }
        let confirmed = folders(named.iter())
            .iter()
            .try_for_each(|folder| confirm(folder, folder));
        Unfinished::end(lock)?;
        confirmed.and(last)
    }

    fn unfinished(&self, lock: &Lock, last: Option<(&Path, &str, &str)>) -> Unfinished {
        let below = |path: &Path| path.strip_prefix(&lock.root).unwrap_or(path).to_owned();
        let files = self.0.iter().map(|(file, path)| (below(file), below(path)));
        let last =
            last.map(|(path, before, after)| (below(path), before.to_owned(), after.to_owned()));
        Unfinished {
            files: files.collect(),
            last,
        }
    }
}

/// That one cannot be removed is no reason to leave the others.
fn take_back(lock: &Lock, paths: &[PathBuf]) {
    let _ = Unfinished::end(lock);
    for path in paths {
        let _: io::Result<()> = fs::remove_file(path);
    }
}

fn folders<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> BTreeSet<PathBuf> {
    paths.map(|path| parent(path)).collect()
}
