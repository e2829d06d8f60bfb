//! Starts git in the folder of a book.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::RevisionError;
use crate::book::DEALS;
use crate::book::config::Config;
use crate::store::{BOOK_FILE, YamlFile};

/// Git, as it is started in one folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
}

impl Git {
    pub fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The whole name of the commit that a name means.
    pub fn commit(&self, name: &str) -> Result<String, RevisionError> {
        // Git would take it for an option.
        if name.is_empty() || name.starts_with('-') || name.contains('\0') {
            return Err(RevisionError::NoName {
                name: name.to_owned(),
            });
        }
        let wanted = format!("{name}^{{commit}}");
        let output = self.run(&["rev-parse", "--verify", "--quiet", &wanted])?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        // Without a repository no name means anything, and that is worth another word.
        self.answer(&["rev-parse", "--git-dir"])
            .map_err(RevisionError::no_repository)?;
        Err(RevisionError::Unknown {
            name: name.to_owned(),
        })
    }

    /// Where the book's own file in a commit has its deals; `None` where it has no such file, or
    /// one that cannot be read.
    pub fn deals_folder(&self, commit: &str) -> Option<String> {
        let bytes = self
            .answer(&["cat-file", "blob", &format!("{commit}:./{BOOK_FILE}")])
            .ok()?;
        let file: YamlFile<Config> = YamlFile::of(BOOK_FILE, &bytes).ok()?;
        Some(file.value.deals.unwrap_or_else(|| DEALS.to_owned()))
    }

    /// All that a git command prints.
    pub fn answer(&self, arguments: &[&str]) -> Result<Vec<u8>, RevisionError> {
        let output = self.run(arguments)?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(RevisionError::failed(said(&output.stderr)))
        }
    }

    /// A git command that is talked to while it runs.
    pub fn talk(&self, arguments: &[&str]) -> Result<Child, RevisionError> {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().map_err(RevisionError::not_started)
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, RevisionError> {
        self.command(arguments)
            .stdin(Stdio::null())
            .output()
            .map_err(RevisionError::not_started)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        // In English, like all that is said here.
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .args(arguments);
        command
    }
}

/// What git said went wrong, without the word that it begins with.
pub fn said(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    text.trim()
        .trim_start_matches("fatal: ")
        .trim_start_matches("error: ")
        .to_owned()
}

impl RevisionError {
    fn not_started(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => RevisionError::NoGit,
            _ => RevisionError::failed(error.to_string()),
        }
    }
}
