//! The deal files of a book, by name alone: nothing is opened, and nothing is left out in silence.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use super::{
    deal_file::{DealFile, is_deal_name, is_hidden, with_slashes},
    error,
};
use crate::finding::{Finding, UNREADABLE_DEAL};

/// What lies below the deals folder.
#[derive(Debug, Default)]
pub struct Walked {
    /// In the order of their paths, byte by byte: the same on every system.
    pub files: Vec<DealFile>,
    /// Files and folders that may hold deals and cannot be taken.
    pub problems: Vec<Finding>,
}

/// Finds the deal files below `deals`, a folder of the book at `root`. A folder that does not exist
/// holds no deals: git keeps no empty ones.
pub fn walk(root: &Path, deals: &Path) -> Walked {
    let folder = root.join(deals);
    let mut walk = Walk {
        root,
        found: Walked::default(),
    };
    if let Some(home) = walk.real_root(&folder) {
        walk.below(&folder, &home);
    }
    let Walked { files, problems } = &mut walk.found;
    files.sort_unstable_by(|a, b| a.shown.as_bytes().cmp(b.shown.as_bytes()));
    problems.sort_by(|a, b| a.place.path.as_bytes().cmp(b.place.path.as_bytes()));
    walk.found
}

struct Walk<'r> {
    root: &'r Path,
    found: Walked,
}

impl Walk<'_> {
    /// The real path of the book; `None` if there is nothing to walk.
    fn real_root(&mut self, folder: &Path) -> Option<PathBuf> {
        let real =
            fs::canonicalize(self.root).and_then(|home| Ok((fs::canonicalize(folder)?, home)));
        match real {
            Ok((real, _)) if !real.is_dir() => {
                self.refuse(folder, "not a folder", "set `deals:` to a folder");
            }
            Ok((real, home)) if real.starts_with(&home) => return Some(home),
            Ok(_) => self.refuse(
                folder,
                "the deals folder is not inside the book",
                "set `deals:` to a folder inside the book",
            ),
            Err(error) if is_missing(&error) && !super::exists(folder) => {}
            Err(error) => self.refuse(
                folder,
                &error::reason(&error),
                "check the folder and its permissions",
            ),
        }
        None
    }

    fn below(&mut self, folder: &Path, home: &Path) {
        let mut walker = WalkDir::new(folder).follow_links(true).into_iter();
        while let Some(entry) = walker.next() {
            match entry {
                Ok(entry) if entry.depth() > 0 && is_hidden(entry.file_name()) => {
                    skip(&mut walker, &entry);
                }
                Ok(entry) if entry.path_is_symlink() && leads_out(&entry, home) => {
                    skip(&mut walker, &entry);
                    self.refuse_link(&entry);
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.take(entry),
                Err(error) => self.refuse_unreadable(&error),
            }
        }
    }

    fn take(&mut self, entry: DirEntry) {
        let path = entry.path();
        if !is_deal_name(path) {
            return;
        }
        if !entry.file_type().is_file() {
            let help = "replace it with a file, or rename it";
            return self.refuse(path, "not a regular file", help);
        }
        match DealFile::new(path.to_owned(), self.shown(path)) {
            Some(file) => self.found.files.push(file),
            None => self.refuse(path, "the file name is not valid UTF-8", "rename the file"),
        }
    }

    fn refuse_link(&mut self, entry: &DirEntry) {
        if entry.file_type().is_dir() || is_deal_name(entry.path()) {
            self.refuse(
                entry.path(),
                "a link that points outside the book",
                "replace the link with the file",
            );
        }
    }

    fn refuse_unreadable(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(self.root);
        match error.io_error() {
            _ if path.file_name().is_some_and(is_hidden) => {}
            None => self.refuse(path, "a link to a parent folder", "delete the link"),
            Some(error) if is_missing(error) && super::exists(path) => self.refuse(
                path,
                "a broken link",
                "delete the link, or restore what it points to",
            ),
            Some(error) => self.refuse(
                path,
                &error::reason(error),
                "check the path and its permissions",
            ),
        }
    }

    fn refuse(&mut self, path: &Path, message: &str, help: &str) {
        let problem = Finding::new(UNREADABLE_DEAL, message)
            .help(help)
            .in_file(&self.shown(path));
        self.found.problems.push(problem);
    }

    /// The path as people read it, relative to the book.
    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(self.root)
            .map_or_else(|_| path.to_string_lossy().into_owned(), with_slashes)
    }
}

/// Said of a path that is not there, and of a link whose target is not.
fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

fn skip(walker: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walker.skip_current_dir();
    }
}

/// Whether a link's target lies outside; one that cannot be resolved does.
fn leads_out(entry: &DirEntry, home: &Path) -> bool {
    !fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(home))
}
