//! Which files below the deals folder of a revision are deals: by the rules of the walk of the work
//! tree.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{content::Content, error::FETCH};
use crate::finding::{Finding, UNREADABLE_DEAL};
use crate::store::{
    files::{DealFile, is_deal_name, is_hidden, too_large, with_slashes},
    parse::Read,
};

/// Where the book is and what the revision is called, for the names of files.
#[derive(Debug, Clone)]
pub struct Paths {
    revision: String,
    root: PathBuf,
    deals: String,
}

impl Paths {
    pub fn new(revision: &str, root: &Path, deals: &str) -> Self {
        Self {
            revision: revision.to_owned(),
            root: root.to_owned(),
            deals: with_slashes(Path::new(deals)),
        }
    }

    /// What a person calls the revision.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The deals folder as git writes it, relative to the book; empty where the book itself is
    /// that.
    pub fn deals(&self) -> &str {
        &self.deals
    }

    /// The path from the deals folder to what lies below it; `None` for the folder itself.
    fn below_deals<'p>(&self, path: &'p str) -> Option<&'p str> {
        let below = path.strip_prefix(self.deals.as_str())?;
        if self.deals.is_empty() {
            Some(below)
        } else {
            below.strip_prefix('/')
        }
    }

    /// The path as people read it: `HEAD~1:deals/acme.yaml`.
    fn shown(&self, path: &str) -> String {
        format!("{}:{path}", self.revision)
    }
}

/// A deal's file in a revision, or a link that may lead to some.
#[derive(Debug, Clone)]
pub struct Entry {
    pub file: DealFile,
    /// The name by which git has its content.
    pub object: String,
    pub is_deal: bool,
}

/// What lies below the deals folder of a revision.
#[derive(Debug, Default)]
pub struct Listing {
    /// In the order of their paths, byte by byte: that is git's as well.
    pub entries: Vec<Entry>,
    /// Files and folders that may hold deals and cannot be taken.
    pub problems: Vec<Finding>,
}

impl Listing {
    /// Parses the answer of `ls-tree -r -z`, which is `mode type object<TAB>path<NUL>` for each
    /// file.
    pub fn parse(answer: &[u8], paths: &Paths, commit: &str) -> Self {
        let mut listing = Self::default();
        for line in answer.split(|byte| *byte == 0) {
            let Some(tab) = line.iter().position(|byte| *byte == b'\t') else {
                continue;
            };
            let (head, path) = (String::from_utf8_lossy(&line[..tab]), &line[tab + 1..]);
            let mut words = head.split(' ');
            if let (Some(mode), Some(object)) = (words.next(), words.nth(1)) {
                match entry(mode, object, path, paths, commit) {
                    Ok(entry) => listing.entries.extend(entry),
                    Err(problem) => listing.problems.push(*problem),
                }
            }
        }
        listing
    }
}

const LINK: &str = "120000";
const SUBMODULE: &str = "160000";

/// `None` where the file is none of the book's deals.
fn entry(
    mode: &str,
    object: &str,
    path: &[u8],
    paths: &Paths,
    commit: &str,
) -> Read<Option<Entry>> {
    let text = String::from_utf8_lossy(path);
    let shown = paths.shown(&text);
    let Some(below) = paths.below_deals(&text) else {
        return Err(refused(&shown, "not a folder", "set `deals:` to a folder"));
    };
    let is_deal = is_deal_name(Path::new(below));
    let hidden = below.split('/').any(|part| is_hidden(OsStr::new(part)));
    if hidden || !(is_deal || [LINK, SUBMODULE].contains(&mode)) {
        return Ok(None);
    }
    refuse_mode(mode, &text, &shown)?;
    let object = match mode {
        LINK => format!("{commit}:./{text}"),
        _ => object.to_owned(),
    };
    let file =
        DealFile::new(paths.root.join(&*text), shown.clone()).filter(|_| has_text_name(path));
    match file {
        Some(file) => Ok(Some(Entry {
            file,
            object,
            is_deal,
        })),
        None => Err(refused(
            &shown,
            "the file name is not valid UTF-8",
            "rename the file",
        )),
    }
}

fn refuse_mode(mode: &str, path: &str, shown: &str) -> Read<()> {
    match mode {
        SUBMODULE => Err(refused(
            shown,
            "a submodule, whose files are not in this repository",
            "keep the deals in the book's repository",
        )),
        // Git is asked for one name a line.
        LINK if path.contains('\n') => Err(refused(
            shown,
            "a link with a line break in its name",
            "rename the link",
        )),
        _ => Ok(()),
    }
}

fn has_text_name(path: &[u8]) -> bool {
    let name = path.rsplit(|byte| *byte == b'/').next();
    name.is_some_and(|name| std::str::from_utf8(name).is_ok())
}

impl Entry {
    /// The bytes of the deal that git answered with; none of a link that leads to no deal.
    pub fn bytes(&self, content: Content) -> Read<Option<Vec<u8>>> {
        let (message, help) = match content {
            Content::Folder => (
                "a link to a folder, which is not followed in a revision",
                NO_LINK,
            ),
            _ if !self.is_deal => return Ok(None),
            Content::File(bytes) => return Ok(Some(bytes)),
            Content::TooLarge => return Err(too_large(&self.file)),
            Content::Outside => ("a link that points outside the book", NO_LINK),
            Content::Nothing => ("a broken link", NO_LINK),
            Content::Lost => ("its content is missing from the repository", FETCH),
        };
        Err(refused(&self.file.shown, message, help))
    }
}

/// The problem of a file that the revision does not have.
pub fn absent(file: &DealFile) -> Box<Finding> {
    let help = "run `git log` with its path to see when it was there";
    refused(&file.shown, "no such file in the revision", help)
}

const NO_LINK: &str = "replace the link with what it points to";

fn refused(shown: &str, message: &str, help: &str) -> Box<Finding> {
    let problem = Finding::new(UNREADABLE_DEAL, message).help(help);
    Box::new(problem.in_file(shown))
}
