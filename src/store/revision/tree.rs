//! Which files below the deals folder of a revision are deals: by the rules of the walk of the work
//! tree.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::blobs::Content;
use crate::store::files::{DealFile, is_deal_name, is_hidden, too_large};
use crate::store::parse::{Problem, ProblemKind};

/// Where the book is and what the revision is called, for the names of files.
#[derive(Debug, Clone)]
pub struct Place {
    name: String,
    root: PathBuf,
    folder: String,
}

impl Place {
    pub fn new(name: &str, root: &Path, deals: &str) -> Self {
        let parts = Path::new(deals)
            .components()
            .filter(|part| *part != Component::CurDir);
        let parts: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        Self {
            name: name.to_owned(),
            root: root.to_owned(),
            folder: parts.join("/"),
        }
    }

    /// The deals folder as git writes it, relative to the book; empty where the book itself is
    /// that.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// What lies below the deals folder, as a path from there; `None` for the folder itself.
    fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        let below = path.strip_prefix(self.folder.as_str())?;
        if self.folder.is_empty() {
            Some(below)
        } else {
            below.strip_prefix('/')
        }
    }

    /// The path as people read it: `HEAD~1:deals/acme.yaml`.
    fn shown(&self, path: &str) -> String {
        format!("{}:{path}", self.name)
    }
}

/// A deal's file in a revision, or a link that may lead to some.
#[derive(Debug, Clone)]
pub struct Entry {
    pub file: DealFile,
    /// The name by which git has its content.
    pub object: String,
    is_deal: bool,
}

/// What lies below the deals folder of a revision.
#[derive(Debug, Default)]
pub struct Listed {
    /// In the order of their paths, byte by byte: that is git's as well.
    pub entries: Vec<Entry>,
    /// Files and folders that may hold deals and cannot be taken.
    pub problems: Vec<Problem>,
}

impl Listed {
    /// Understands the answer of `ls-tree -r -z`, which is `mode type object<TAB>path<NUL>` for
    /// each file.
    pub fn of(answer: &[u8], place: &Place, commit: &str) -> Self {
        let mut listed = Self::default();
        for line in answer.split(|byte| *byte == 0) {
            let Some(tab) = line.iter().position(|byte| *byte == b'\t') else {
                continue;
            };
            let (head, path) = (String::from_utf8_lossy(&line[..tab]), &line[tab + 1..]);
            let mut words = head.split(' ');
            if let (Some(mode), Some(_), Some(object)) = (words.next(), words.next(), words.next())
            {
                listed.take(mode, object, path, place, commit);
            }
        }
        listed
    }

    fn take(&mut self, mode: &str, object: &str, path: &[u8], place: &Place, commit: &str) {
        let text = String::from_utf8_lossy(path);
        let shown = place.shown(&text);
        let Some(below) = place.below(&text) else {
            return self.refuse(&shown, "this is no folder", "name the folder of the deals");
        };
        let is_deal = is_deal_name(Path::new(below));
        if below.split('/').any(|part| is_hidden(OsStr::new(part))) {
            return;
        }
        let object = match mode {
            SUBMODULE => {
                let message = "a repository of its own, whose files are not in this one";
                return self.refuse(&shown, message, "keep the deals in the book's repository");
            }
            LINK if text.contains('\n') => {
                return self.refuse(
                    &shown,
                    "a link with a line end in its name",
                    "rename the link",
                );
            }
            LINK => format!("{commit}:./{text}"),
            _ if is_deal => object.to_owned(),
            _ => return,
        };
        let is_text = path
            .rsplit(|byte| *byte == b'/')
            .next()
            .is_some_and(|name| std::str::from_utf8(name).is_ok());
        match DealFile::of(place.root.join(&*text), shown.clone()).filter(|_| is_text) {
            Some(file) => self.entries.push(Entry {
                file,
                object,
                is_deal,
            }),
            None => self.refuse(
                &shown,
                "the file's name is no UTF-8 text",
                "rename the file",
            ),
        }
    }

    fn refuse(&mut self, shown: &str, message: &str, help: &str) {
        self.problems.push(refused(shown, message, help));
    }
}

const LINK: &str = "120000";
const SUBMODULE: &str = "160000";

impl Entry {
    /// The bytes of the deal that git answered with; none of a link that leads to no deal.
    pub fn bytes(&self, content: Content) -> Result<Option<Vec<u8>>, Box<Problem>> {
        let refuse = |message, help| Err(Box::new(refused(&self.file.shown, message, help)));
        match content {
            Content::Folder => refuse(
                "a link to a folder, which a revision is not read through",
                IN_PLACE,
            ),
            _ if !self.is_deal => Ok(None),
            Content::File(bytes) => Ok(Some(bytes)),
            Content::TooLarge => Err(too_large(&self.file)),
            Content::Outside => refuse("a link that leads out of the book", IN_PLACE),
            Content::Nothing => refuse("there is nothing where it leads to", IN_PLACE),
            Content::Lost => refuse(
                "git has lost its content",
                "`git fsck` tells what else is lost",
            ),
        }
    }
}

const IN_PLACE: &str = "put what it leads to into its place";

fn refused(shown: &str, message: &str, help: &str) -> Problem {
    Problem::new(ProblemKind::UnreadableDeal, message)
        .help(help)
        .in_file(shown)
}
