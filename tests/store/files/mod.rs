mod concurrent;
mod diff;
mod read;
mod refused;
mod replace;
mod walk;

use std::path::{Path, PathBuf};

/// A book in a folder of its own, gone when the test ends.
pub struct Book {
    folder: tempfile::TempDir,
}

impl Book {
    pub fn new() -> Self {
        Book {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A file with the folders on the way to it.
    pub fn file(&self, path: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn link(&self, path: &str, target: impl AsRef<Path>) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
    }
}
