//! Starts git in the folder of a book.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use super::error::RevisionError;
use crate::book::{DEALS, config::Config};
use crate::store::{BOOK_FILE, YamlFile};

/// Git, as it is started in one folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
}

impl Git {
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The full hash of the commit that a name means.
    pub fn commit(&self, name: &str) -> Result<String, RevisionError> {
        let owned = name.to_owned();
        // Git would take it for an option.
        if name.is_empty() || name.starts_with('-') || name.contains('\0') {
            return Err(RevisionError::InvalidName { name: owned });
        }
        let wanted = format!("{name}^{{commit}}");
        let output = self.run(&["rev-parse", "--verify", "--quiet", &wanted])?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        // Without a repository every name is unknown, and that needs another message.
        self.output(&["rev-parse", "--git-dir"])
            .map_err(RevisionError::no_repository)?;
        Err(RevisionError::Unknown { name: owned })
    }

    /// The deals folder by the book's own file in a commit; `None` where that file is missing or
    /// cannot be read.
    pub fn deals_folder(&self, commit: &str) -> Option<String> {
        let bytes = self
            .output(&["cat-file", "blob", &format!("{commit}:./{BOOK_FILE}")])
            .ok()?;
        let file: YamlFile<Config> = YamlFile::from_bytes(BOOK_FILE, &bytes).ok()?;
        Some(file.value.deals.unwrap_or_else(|| DEALS.to_owned()))
    }

    /// All that a git command prints.
    pub fn output(&self, arguments: &[&str]) -> Result<Vec<u8>, RevisionError> {
        let output = self.run(arguments)?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(RevisionError::failed(&output.stderr))
        }
    }

    /// A git command with pipes for its input and output.
    pub fn spawn(&self, arguments: &[&str]) -> Result<Child, RevisionError> {
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
        // Its messages in English, like ours.
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .args(arguments);
        command
    }
}

impl RevisionError {
    fn not_started(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => RevisionError::NoGit,
            _ => RevisionError::Failed {
                reason: error.to_string(),
            },
        }
    }
}
