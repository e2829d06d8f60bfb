//! The deal files of a book, by name alone: nothing is opened, and nothing is left out in silence.

use std::{
    collections::{HashMap, VecDeque},
    fs, io,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

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
        folders: HashMap::new(),
        targets: HashMap::new(),
        links: VecDeque::new(),
        found: Walked::default(),
    };
    if let Some((home, real)) = walk.real_folders(&folder) {
        walk.below(&folder, &real);
        while let Some(link) = walk.links.pop_front() {
            walk.follow(&link, &home);
        }
    }
    let Walked { files, problems } = &mut walk.found;
    files.sort_unstable_by(|a, b| a.shown.as_bytes().cmp(b.shown.as_bytes()));
    problems.sort_by(|a, b| a.place.path.as_bytes().cmp(b.place.path.as_bytes()));
    walk.found
}

/// Links are followed when all that lies in the folder itself is known, so that each file counts
/// once, by its own name where it has one there.
struct Walk<'r> {
    root: &'r Path,
    /// The folders that were walked, by their real path, as people read them.
    folders: HashMap<PathBuf, String>,
    /// The files that links led to.
    targets: HashMap<PathBuf, String>,
    links: VecDeque<PathBuf>,
    found: Walked,
}

impl Walk<'_> {
    /// The real paths of the book and of the folder; `None` if there is nothing to walk.
    fn real_folders(&mut self, folder: &Path) -> Option<(PathBuf, PathBuf)> {
        let real =
            fs::canonicalize(self.root).and_then(|home| Ok((home, fs::canonicalize(folder)?)));
        match real {
            Ok((_, real)) if !real.is_dir() => {
                self.refuse(folder, "not a folder", "set `deals:` to a folder");
            }
            Ok((home, real)) if real.starts_with(&home) => return Some((home, real)),
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

    /// Walks a folder with the given real path, and puts links aside.
    fn below(&mut self, folder: &Path, real: &Path) {
        let mut links = Vec::new();
        let mut walker = WalkDir::new(folder).into_iter();
        while let Some(entry) = walker.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.refuse_unreadable(&error);
                    continue;
                }
            };
            let is_dir = entry.file_type().is_dir() || entry.depth() == 0;
            if entry.depth() > 0 && is_hidden(entry.file_name()) {
                skip(&mut walker, is_dir);
            } else if is_dir {
                let below = entry.path().strip_prefix(folder).unwrap_or(Path::new(""));
                if !self.enter(entry.path(), real.join(below)) {
                    skip(&mut walker, true);
                }
            } else if entry.file_type().is_symlink() {
                links.push(entry.into_path());
            } else {
                self.take(entry.path(), entry.file_type().is_file());
            }
        }
        links.sort_unstable();
        self.links.extend(links);
    }

    /// Whether the folder is walked for the first time.
    fn enter(&mut self, folder: &Path, real: PathBuf) -> bool {
        if let Some(first) = self.folders.get(&real).cloned() {
            self.refuse_second(folder, &first);
            return false;
        }
        self.folders.insert(real, self.shown(folder));
        true
    }

    fn follow(&mut self, link: &Path, home: &Path) {
        let is_deal = is_deal_name(link);
        let target = match fs::canonicalize(link) {
            Ok(target) => target,
            Err(error) if is_missing(&error) => {
                let help = "delete the link, or restore what it points to";
                return self.refuse(link, "a broken link", help);
            }
            Err(error) => {
                return self.refuse(
                    link,
                    &error::reason(&error),
                    "check the path and its permissions",
                );
            }
        };
        let is_dir = target.is_dir();
        if !(is_dir || is_deal) {
            return;
        }
        let folder = link
            .parent()
            .and_then(|parent| fs::canonicalize(parent).ok());
        if !target.starts_with(home) {
            let help = "replace the link with the file";
            self.refuse(link, "a link that points outside the book", help);
        } else if is_dir && folder.is_some_and(|folder| folder.starts_with(&target)) {
            self.refuse(link, "a link to a parent folder", "delete the link");
        } else if is_dir {
            self.below(link, &target);
        } else if let Some(first) = self.first_way(&target) {
            self.refuse_second(link, &first);
        } else {
            self.take(link, target.is_file());
            self.targets.insert(target, self.shown(link));
        }
    }

    /// How a file was reached before: in a folder that was walked, or by a link.
    fn first_way(&self, target: &Path) -> Option<String> {
        let folder = self.folders.get(target.parent()?);
        let name = target.file_name()?;
        let is_taken = is_deal_name(target) && !is_hidden(name);
        let in_folder = folder.filter(|_| is_taken);
        let in_folder = in_folder.map(|folder| format!("{folder}/{}", name.to_string_lossy()));
        in_folder.or_else(|| self.targets.get(target).cloned())
    }

    fn take(&mut self, path: &Path, is_file: bool) {
        if !is_deal_name(path) {
            return;
        }
        if !is_file {
            let help = "replace it with a file, or rename it";
            return self.refuse(path, "not a regular file", help);
        }
        // Only where there are links can a file have been reached before.
        if !self.targets.is_empty() {
            let real = fs::canonicalize(path).ok();
            if let Some(first) = real.and_then(|real| self.targets.get(&real).cloned()) {
                return self.refuse_second(path, &first);
            }
        }
        match DealFile::new(path.to_owned(), self.shown(path)) {
            Some(file) => self.found.files.push(file),
            None => self.refuse(path, "the file name is not valid UTF-8", "rename the file"),
        }
    }

    fn refuse_second(&mut self, path: &Path, first: &str) {
        let message = format!("a second way to {first}, which is in the book already");
        self.refuse(path, &message, "delete the link: each deal counts once");
    }

    fn refuse_unreadable(&mut self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(self.root);
        if path.file_name().is_some_and(is_hidden) {
            return;
        }
        let reason = error.io_error().map(error::reason).unwrap_or_default();
        self.refuse(path, &reason, "check the path and its permissions");
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

fn skip(walker: &mut walkdir::IntoIter, is_dir: bool) {
    if is_dir {
        walker.skip_current_dir();
    }
}
