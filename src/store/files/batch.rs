//! Many new files at once: all of them, or none.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use tempfile::TempPath;

use super::error::{FileError, Trouble};
use super::lock::Lock;
use super::replace::{confirm, folder, temporary, visit};

/// How many files wait for the disk at a time: it confirms several as quickly as one, so more than
/// there are cores.
const WRITERS: usize = 8;

/// Complete files on the disk that have no name yet. Dropped, they are gone.
#[must_use = "without a name the files go away"]
pub struct Staged(Vec<(TempPath, PathBuf)>);

/// Put each text onto the disk under a temporary name beside its path; `progress` hears how many
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
        fs::create_dir_all(&folder)
            .map_err(|error| FileError::new("make the folder", &folder, error))?;
        // Before the first temporary file is there, or one writer would sweep away another's.
        visit(lock, &folder);
    }
    let done = AtomicUsize::new(0);
    let one = |(path, text): &(PathBuf, &[u8])| {
        let file = temporary(lock, path, text, None)
            .map_err(|error| FileError::new("write", path, error))?;
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        // As a path, because so many files cannot stay open.
        Ok((file.into_temp_path(), path.clone()))
    };
    let all = || {
        texts
            .par_iter()
            .map(one)
            .collect::<Result<Vec<_>, FileError>>()
    };
    let staged = match rayon::ThreadPoolBuilder::new().num_threads(WRITERS).build() {
        Ok(pool) => pool.install(all),
        Err(_) => all(),
    };
    staged.map(Staged)
}

impl Staged {
    /// Give every file its name, which nothing may have yet, and then do what belongs to them.
    ///
    /// # Errors
    /// A name is taken, or `last` fails; then the files that have their names are removed again.
    pub fn keep_with(self, last: impl FnOnce() -> Result<(), FileError>) -> Result<(), FileError> {
        let mut named: Vec<PathBuf> = Vec::with_capacity(self.0.len());
        for (file, path) in self.0 {
            if let Err(error) = file.persist_noclobber(&path) {
                remove(&named);
                return Err(FileError::new("write", &path, error.error));
            }
            named.push(path);
        }
        match last() {
            // The change is made, and what belongs to it has to stay.
            Err(error) if error.trouble != Trouble::Unconfirmed => {
                remove(&named);
                Err(error)
            }
            done => folders(named.iter())
                .iter()
                .try_for_each(|folder| confirm(folder, &folder.join("any")))
                .and(done),
        }
    }
}

/// That one cannot be removed is no reason to leave the others.
fn remove(paths: &[PathBuf]) {
    for path in paths {
        let _: io::Result<()> = fs::remove_file(path);
    }
}

fn folders<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> BTreeSet<PathBuf> {
    paths
        .map(|path: &'a PathBuf| folder(Path::new(path)))
        .collect()
}
