//! The merge driver of git: what git calls to merge a deal, and what tells git to call it.

use std::path::Path;

use super::{
    BOOK_FILE, Store, StoreError,
    files::{self, FileError},
    merge::{CannotMerge, Markers, Merged, Sides, merge},
    revision::Git,
};

/// What became of a merge.
#[derive(Debug)]
pub enum DriverResult {
    Clean,
    /// By their keys.
    Conflicts(Vec<String>),
    /// The file has git's own merge of the lines.
    LeftToGit(CannotMerge),
}

/// Merges three files into the one of our side.
///
/// Git's own merge is written first: a driver that is killed leaves that.
///
/// # Errors
/// A file cannot be read or written.
pub fn merge_files(files: Sides<&str>, markers: &Markers) -> Result<DriverResult, StoreError> {
    let read = |path: &str| files::read_path(Path::new(path));
    let (base, ours, theirs) = (read(files.base)?, read(files.ours)?, read(files.theirs)?);
    Git::new(Path::new(".")).merge_file(&files, markers)?;
    let merged = match texts(&base, &ours, &theirs) {
        Some(texts) => merge(texts, markers),
        None => Err(CannotMerge::Unreadable {
            side: "a side",
            reason: "not UTF-8".to_owned(),
        }),
    };
    match merged {
        Ok(Merged { text, conflicts }) => {
            files::save(Path::new(files.ours), text.as_bytes())?;
            Ok(if conflicts.is_empty() {
                DriverResult::Clean
            } else {
                DriverResult::Conflicts(conflicts)
            })
        }
        Err(reason) => Ok(DriverResult::LeftToGit(reason)),
    }
}

fn texts<'b>(base: &'b [u8], ours: &'b [u8], theirs: &'b [u8]) -> Option<Sides<&'b str>> {
    Some(Sides {
        base: std::str::from_utf8(base).ok()?,
        ours: std::str::from_utf8(ours).ok()?,
        theirs: std::str::from_utf8(theirs).ok()?,
    })
}

/// The key, the value and the place of one setting of git.
const SETTINGS: &[(&str, &str)] = &[
    ("merge.deal.name", "Deals, field by field"),
    (
        "merge.deal.driver",
        "if command -v deal >/dev/null 2>&1; \
         then deal merge-driver run %O %A %B %L %P %X %Y; \
         else echo deal is not installed: git merged %P by lines >&2; \
         git merge-file --marker-size=%L %A %O %B; fi || exit 1",
    ),
    ("diff.deal.xfuncname", "^([A-Za-z_]+:.*)$"),
];

/// What installing writes.
#[derive(Debug)]
pub struct Installation<'s> {
    store: &'s Store,
    scope: &'static str,
}

impl<'s> Installation<'s> {
    pub fn new(store: &'s Store, is_global: bool) -> Self {
        let scope = if is_global { "--global" } else { "--local" };
        Self { store, scope }
    }

    /// The lines of `.gitattributes`.
    pub fn attributes(&self) -> Vec<String> {
        let folder = self.store.book.deals.trim_matches('/');
        let files = ["yaml", "yml"].map(|end| format!("/{folder}/**/*.{end}"));
        let files = files.into_iter().chain([format!("/{BOOK_FILE}")]);
        files
            .map(|pattern| format!("{} merge=deal diff=deal", quoted(&pattern)))
            .collect()
    }

    /// The commands that say the same of git's configuration.
    pub fn settings(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        SETTINGS.iter().copied()
    }

    /// # Errors
    /// The book is in no repository, or git or the system refuses.
    pub fn install(&self) -> Result<(), StoreError> {
        let git = self.git()?;
        for (key, value) in SETTINGS {
            git.configure(self.scope, key, Some(value))?;
        }
        let mut lines = self.lines()?;
        let missing = self
            .attributes()
            .into_iter()
            .filter(|line| !lines.contains(line));
        let missing: Vec<String> = missing.collect();
        lines.extend(missing);
        self.write(&lines)
    }

    /// Takes back what [`Self::install`] wrote, and nothing else.
    ///
    /// # Errors
    /// As there.
    pub fn uninstall(&self) -> Result<(), StoreError> {
        let git = self.git()?;
        for (key, _) in SETTINGS {
            git.configure(self.scope, key, None)?;
        }
        let attributes = self.attributes();
        let mut lines = self.lines()?;
        lines.retain(|line| !attributes.contains(line));
        self.write(&lines)
    }

    fn git(&self) -> Result<Git, StoreError> {
        let git = Git::new(&self.store.root);
        git.repository()?;
        Ok(git)
    }

    fn lines(&self) -> Result<Vec<String>, FileError> {
        let path = self.store.root.join(".gitattributes");
        if !files::may_exist(&path) {
            return Ok(Vec::new());
        }
        let bytes = files::read_path(&path)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(text.lines().map(str::to_owned).collect())
    }

    fn write(&self, lines: &[String]) -> Result<(), StoreError> {
        let path = self.store.root.join(".gitattributes");
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        if text.is_empty() && files::may_exist(&path) {
            files::remove(&path)?;
        } else if !text.is_empty() {
            files::save(&path, text.as_bytes())?;
        }
        Ok(())
    }
}

/// A pattern with spaces is written in quotes.
fn quoted(pattern: &str) -> String {
    if pattern.contains([' ', '"', '\\']) {
        format!("{pattern:?}")
    } else {
        pattern.to_owned()
    }
}
