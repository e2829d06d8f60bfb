//! The deal files of a book, by name alone: nothing is opened, and nothing is left out in silence.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use super::error;
use crate::store::parse::{Problem, ProblemKind};

/// One deal's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealFile {
    /// Where it is; absolute if the book's root was. In a revision, where it would be.
    pub path: PathBuf,
    /// Relative to the book, with `/`: for messages and reports. In a revision with its name:
    /// `HEAD~1:deals/acme.yaml`.
    pub shown: String,
    /// The name without its ending, composed (NFC): a Mac writes `ü` as two characters.
    pub id: String,
}

impl DealFile {
    /// The file at a path; `None` where its name is no UTF-8 text.
    pub(in crate::store) fn of(path: PathBuf, shown: String) -> Option<Self> {
        let id = path.file_stem().and_then(OsStr::to_str)?.nfc().collect();
        Some(Self { path, shown, id })
    }
}

/// What lies below the deals folder.
#[derive(Debug, Default)]
pub struct Walked {
    /// In the order of their paths, byte by byte: the same on every system.
    pub files: Vec<DealFile>,
    /// Files and folders that may hold deals and cannot be taken.
    pub problems: Vec<Problem>,
}

/// Find the deal files below `deals`, a folder of the book at `root`. A folder that is not there
/// holds no deals: git keeps no empty ones.
pub fn walk(root: &Path, deals: &Path) -> Walked {
    let folder = root.join(deals);
    let mut walked = Walked::default();
    let Some(home) = home(root, &folder, &mut walked) else {
        return walked;
    };
    let mut walker = WalkDir::new(&folder).follow_links(true).into_iter();
    while let Some(entry) = walker.next() {
        match entry {
            Ok(entry) if entry.depth() > 0 && is_hidden(entry.file_name()) => {
                skip(&mut walker, &entry)
            }
            Ok(entry) if entry.path_is_symlink() && leads_out(&entry, &home) => {
                skip(&mut walker, &entry);
                if entry.file_type().is_dir() || is_deal_name(entry.path()) {
                    walked.refuse(
                        root,
                        entry.path(),
                        "a link that leads out of the book",
                        "put the file itself into the book",
                    );
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => walked.take(root, entry),
            Err(error) => walked.unreadable(root, &error),
        }
    }
    walked
        .files
        .sort_unstable_by(|a, b| a.shown.as_bytes().cmp(b.shown.as_bytes()));
    walked
        .problems
        .sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    walked
}

/// The real path of the book, if there is anything to walk.
fn home(root: &Path, folder: &Path, walked: &mut Walked) -> Option<PathBuf> {
    let real = fs::canonicalize(root).and_then(|home| Ok((fs::canonicalize(folder)?, home)));
    match real {
        Ok((real, _)) if !real.is_dir() => walked.refuse(
            root,
            folder,
            "this is no folder",
            "name the folder of the deals",
        ),
        Ok((real, home)) if real.starts_with(&home) => return Some(home),
        Ok(_) => walked.refuse(
            root,
            folder,
            "the deals folder is not inside the book",
            "name a folder next to dealfile.yaml",
        ),
        // A link that points nowhere is there, and so is not found only by what it points to.
        Err(error)
            if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(folder).is_err() => {
        }
        Err(error) => walked.refuse(
            root,
            folder,
            &error::reason(&error),
            "check the folder and its mode",
        ),
    }
    None
}

impl Walked {
    fn take(&mut self, root: &Path, entry: DirEntry) {
        if !is_deal_name(entry.path()) {
            return;
        }
        if !entry.file_type().is_file() {
            return self.refuse(
                root,
                entry.path(),
                "this is no regular file",
                "put a file there, or rename it",
            );
        }
        match DealFile::of(entry.path().to_owned(), shown(root, entry.path())) {
            Some(file) => self.files.push(file),
            None => self.refuse(
                root,
                entry.path(),
                "the file's name is no UTF-8 text",
                "rename the file",
            ),
        }
    }

    fn unreadable(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
        let hidden = path.file_name().is_some_and(is_hidden);
        match error.io_error() {
            _ if hidden => {}
            None => self.refuse(
                root,
                path,
                "a link that leads back to a folder around it",
                "delete the link",
            ),
            Some(error) if is_link && error.kind() == io::ErrorKind::NotFound => {
                self.refuse(
                    root,
                    path,
                    "a link that points to nothing",
                    "delete the link, or restore what it points to",
                );
            }
            Some(error) => self.refuse(
                root,
                path,
                &error::reason(error),
                "check the path and its mode",
            ),
        }
    }

    fn refuse(&mut self, root: &Path, path: &Path, message: &str, help: &str) {
        let problem = Problem::new(ProblemKind::UnreadableDeal, message).help(help);
        self.problems.push(problem.in_file(&shown(root, path)));
    }
}

fn skip(walker: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walker.skip_current_dir();
    }
}

/// Whether a file or folder of that name is none of the book's business.
pub(in crate::store) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file of that name is a deal.
pub(in crate::store) fn is_deal_name(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
}

/// Whether a link's target lies outside; one that cannot be resolved does.
fn leads_out(entry: &DirEntry, home: &Path) -> bool {
    !fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(home))
}

/// The path as people read it, relative to the book.
fn shown(root: &Path, path: &Path) -> String {
    let Ok(relative) = path.strip_prefix(root) else {
        return path.to_string_lossy().into_owned();
    };
    let parts = relative
        .components()
        .filter(|part| *part != Component::CurDir);
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
