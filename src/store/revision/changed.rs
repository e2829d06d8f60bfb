//! The files that differ between two states of a book: only these are read.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{LONGEST_LISTING, Revision, blobs, error::RevisionError, git::Git, tree::Entry};
use crate::store::{
    Store, StoreError,
    files::{DealFile, is_deal_name, is_hidden},
    parse::Read,
};

/// A file of one state, or both, as it was before and after.
#[derive(Debug)]
pub struct ChangedFile {
    pub before: Option<Side>,
    pub after: Option<Side>,
}

/// A file and what is in it, or why that cannot be read.
#[derive(Debug, Clone)]
pub struct Side {
    pub file: DealFile,
    /// Below the book.
    pub path: String,
    pub bytes: Read<Vec<u8>>,
}

/// The paths of a file in two states; `None` where it is not.
type Pair = (Option<String>, Option<String>);

impl Store {
    /// The deal files that differ between a revision and another one, or the work tree.
    ///
    /// # Errors
    /// There is no such revision, or git cannot read it.
    pub fn changed(&self, from: &str, to: Option<&str>) -> Result<Vec<ChangedFile>, StoreError> {
        let first = self.revision(from)?;
        let last = to.map(|to| self.revision(to)).transpose()?;
        let pairs = pairs(&first, last.as_ref(), &self.book.deals)?;
        let before: Vec<Option<String>> = pairs.iter().map(|pair| pair.0.clone()).collect();
        let after: Vec<Option<String>> = pairs.into_iter().map(|pair| pair.1).collect();
        let before = first.sides(&before)?;
        let after = match &last {
            Some(last) => last.sides(&after)?,
            None => after.into_iter().map(|path| self.side(path?)).collect(),
        };
        let both = before.into_iter().zip(after);
        Ok(both
            .map(|(before, after)| ChangedFile { before, after })
            .collect())
    }

    /// A file of the work tree.
    fn side(&self, path: String) -> Option<Side> {
        let file = DealFile::new(self.root.join(&path), path.clone())?;
        let bytes = self.bytes(&file).map_err(|error| match error.findings() {
            [finding, ..] => Box::new(finding.clone()),
            [] => super::tree::absent(&file),
        });
        Some(Side { file, path, bytes })
    }

    /// The deal files of two folders, which may be no repositories.
    ///
    /// # Errors
    /// A folder has no book, or a file cannot be read.
    pub fn changed_folders(from: &Self, to: &Self) -> Result<Vec<ChangedFile>, StoreError> {
        let listed = |store: &Self| -> Result<BTreeSet<String>, StoreError> {
            Ok(store
                .all_files()?
                .into_iter()
                .map(|file| file.shown)
                .collect())
        };
        let (old, new) = (listed(from)?, listed(to)?);
        let mut changed = Vec::new();
        for path in old.union(&new) {
            let side = |store: &Self, has: &BTreeSet<String>| {
                has.contains(path)
                    .then(|| store.side(path.clone()))
                    .flatten()
            };
            let (before, after) = (side(from, &old), side(to, &new));
            let is_same = match (&before, &after) {
                (Some(before), Some(after)) => before.bytes == after.bytes,
                _ => false,
            };
            if !is_same {
                changed.push(ChangedFile { before, after });
            }
        }
        Ok(changed)
    }
}

impl Revision {
    /// The files at these paths; only those are read.
    fn sides(&self, paths: &[Option<String>]) -> Result<Vec<Option<Side>>, RevisionError> {
        let entry = |path: &String| {
            let shown = format!("{}:{path}", self.name());
            Some(Entry {
                file: DealFile::new(PathBuf::from(path), shown)?,
                object: format!("{}:./{path}", self.commit),
                is_deal: true,
            })
        };
        let entries: Vec<Entry> = paths.iter().flatten().filter_map(entry).collect();
        let read = blobs::map(&self.git, &entries, Entry::bytes)?;
        let mut read = entries.into_iter().zip(read);
        let sides = paths.iter().map(|path| {
            let path = path.clone()?;
            let (Entry { file, .. }, bytes) = read.next()?;
            let bytes = bytes
                .transpose()
                .unwrap_or_else(|| Err(super::tree::absent(&file)));
            Some(Side { file, path, bytes })
        });
        Ok(sides.collect())
    }
}

fn pairs(first: &Revision, last: Option<&Revision>, now: &str) -> Result<Vec<Pair>, RevisionError> {
    let git = &first.git;
    let mut folders: Vec<String> = vec![format!("./{}", first.paths.deals())];
    folders.push(match last {
        Some(last) => format!("./{}", last.paths.deals()),
        None => format!("./{now}"),
    });
    folders.dedup();
    let mut arguments = vec![
        "diff",
        "--name-status",
        "-z",
        "--find-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--relative",
        &first.commit,
    ];
    arguments.extend(last.map(|last| last.commit.as_str()));
    arguments.push("--");
    arguments.extend(folders.iter().map(String::as_str));
    let answer = git.output(&arguments, LONGEST_LISTING)?;
    let mut pairs = parsed(&String::from_utf8_lossy(&answer));
    if last.is_none() {
        pairs.extend(untracked(git, &folders)?);
    }
    let is_deal = |path: &String| {
        let hidden = path.split('/').any(|part| is_hidden(OsStr::new(part)));
        is_deal_name(Path::new(path)) && !hidden && !path.contains('\n')
    };
    for pair in &mut pairs {
        pair.0 = pair.0.take().filter(is_deal);
        pair.1 = pair.1.take().filter(is_deal);
    }
    pairs.retain(|pair| *pair != (None, None));
    Ok(pairs)
}

/// What git says with `-z`: a status, and one path or two, each ended by NUL.
fn parsed(answer: &str) -> Vec<Pair> {
    let mut words = answer.split_terminator('\0').map(str::to_owned);
    let mut pairs = Vec::new();
    while let (Some(status), Some(path)) = (words.next(), words.next()) {
        pairs.push(match status.chars().next() {
            Some('A') => (None, Some(path)),
            Some('D') => (Some(path), None),
            Some('R') => (Some(path), words.next()),
            Some('C') => (None, words.next()),
            _ => (Some(path.clone()), Some(path)),
        });
    }
    pairs
}

/// Files that git does not know yet, and is not told to ignore.
fn untracked(git: &Git, folders: &[String]) -> Result<Vec<Pair>, RevisionError> {
    let mut arguments = vec!["ls-files", "--others", "--exclude-standard", "-z", "--"];
    arguments.extend(folders.iter().map(String::as_str));
    let answer = git.output(&arguments, LONGEST_LISTING)?;
    let text = String::from_utf8_lossy(&answer);
    Ok(text
        .split_terminator('\0')
        .map(|path| (None, Some(path.to_owned())))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::parsed;

    #[test]
    fn every_status_is_understood() {
        let pairs = parsed("M\0a\0A\0b\0D\0c\0R090\0d\0e\0T\0f\0");
        let pair = |before: &str, after: &str| {
            let side = |path: &str| (!path.is_empty()).then(|| path.to_owned());
            (side(before), side(after))
        };
        assert_eq!(
            pairs,
            [
                pair("a", "a"),
                pair("", "b"),
                pair("c", ""),
                pair("d", "e"),
                pair("f", "f")
            ]
        );
    }
}
