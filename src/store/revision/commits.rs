//! The commits that changed one file, and the file before and after each.

use super::{
    LONGEST_LISTING, Revision,
    changed::{ChangedFile, Side},
    error::RevisionError,
    git::Git,
};
use crate::store::{Store, StoreError, files::DealFile};

/// A commit that changed a file.
#[derive(Debug)]
pub struct FileCommit {
    /// As git shortens it.
    pub commit: String,
    pub author: String,
    /// The day of the commit, as git prints it.
    pub date: String,
    pub file: ChangedFile,
}

impl Store {
    /// The commits that changed a deal's file, the last one first; renames are followed.
    ///
    /// # Errors
    /// The book is in no repository, or git cannot read it.
    pub fn commits_of(&self, file: &DealFile) -> Result<Vec<FileCommit>, StoreError> {
        let git = Git::new(&self.root);
        git.repository()?;
        let path = self.below_book(&file.shown);
        let start = self.revision.as_ref().map_or("HEAD", Revision::commit);
        let format = "--format=%x01%H%x02%h%x02%aN%x02%cs";
        let arguments = [
            "log",
            "--follow",
            "--relative",
            "--name-status",
            "-z",
            "--no-ext-diff",
            "--no-textconv",
            format,
            start,
            "--",
            path,
        ];
        let answer = git.output(&arguments, LONGEST_LISTING)?;
        let text = String::from_utf8_lossy(&answer).into_owned();
        let commits = text.split('\u{1}').filter_map(Parsed::new);
        commits
            .map(|parsed| Ok(self.file_commit(&parsed)?))
            .collect()
    }

    fn file_commit(&self, parsed: &Parsed<'_>) -> Result<FileCommit, RevisionError> {
        let git = Git::new(&self.root);
        let side = |commit: String, path: Option<&str>| -> Option<Side> {
            let path = path?;
            let name = format!("{commit}:./{path}");
            let bytes = git
                .output(&["cat-file", "blob", &name], crate::store::parse::LARGEST)
                .ok()?;
            let shown = format!("{}:{path}", parsed.short);
            Some(Side {
                file: DealFile::new(self.root.join(path), shown)?,
                path: path.to_owned(),
                bytes: Ok(bytes),
            })
        };
        Ok(FileCommit {
            commit: parsed.short.to_owned(),
            author: parsed.author.to_owned(),
            date: parsed.date.to_owned(),
            file: ChangedFile {
                before: side(format!("{}^", parsed.hash), parsed.before),
                after: side(parsed.hash.to_owned(), parsed.after),
            },
        })
    }
}

/// One commit as git lists it.
#[derive(Debug, PartialEq)]
struct Parsed<'t> {
    hash: &'t str,
    short: &'t str,
    author: &'t str,
    date: &'t str,
    before: Option<&'t str>,
    after: Option<&'t str>,
}

impl<'t> Parsed<'t> {
    fn new(text: &'t str) -> Option<Self> {
        let mut words = text.trim_start_matches('\n').split('\0');
        let mut head = words.next()?.split('\u{2}');
        let (hash, short, author) = (head.next()?, head.next()?, head.next()?);
        let date = head.next()?.trim();
        let mut words = words
            .map(|word| word.trim_start_matches('\n'))
            .filter(|word| !word.is_empty());
        let (status, path) = (words.next()?, words.next()?);
        let (before, after) = match status.chars().next() {
            Some('A') => (None, Some(path)),
            Some('D') => (Some(path), None),
            Some('R' | 'C') => (Some(path), words.next()),
            _ => (Some(path), Some(path)),
        };
        Some(Self {
            hash,
            short,
            author,
            date,
            before,
            after,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Parsed;

    #[test]
    fn a_commit_is_understood() {
        let text =
            "aaaa\u{2}aa\u{2}Mina Park\u{2}2026-01-05\0\nR100\0deals/a.yaml\0deals/b c.yaml\0";
        let parsed = Parsed::new(text).expect("a commit");
        assert_eq!((parsed.author, parsed.date), ("Mina Park", "2026-01-05"));
        assert_eq!(
            (parsed.before, parsed.after),
            (Some("deals/a.yaml"), Some("deals/b c.yaml"))
        );
        assert_eq!(Parsed::new(""), None);
    }
}
