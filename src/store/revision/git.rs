//! Starts git in the folder of a book.

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
};

use super::error::RevisionError;
use crate::book::{DEALS, config::Config};
use crate::store::{
    BOOK_FILE, YamlFile,
    merge::{Markers, Sides},
    parse::LARGEST,
};

/// Git, as it is started in one folder.
#[derive(Debug, Clone)]
pub struct Git {
    pub(super) folder: PathBuf,
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
        let output = self.run(&["rev-parse", "--verify", "--end-of-options", &wanted])?;
        if !output.status.success() {
            // Without a repository every name is unknown, and that needs another message.
            self.repository()?;
            return Err(RevisionError::Unknown { name: owned });
        }
        // Git warns and answers with the oldest commit that it knows.
        if String::from_utf8_lossy(&output.stderr).contains("only goes back to") {
            return Err(RevisionError::BeforeReflog { name: owned });
        }
        let hash = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        // `^HEAD` means what a commit does not have.
        if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            Ok(hash)
        } else {
            Err(RevisionError::InvalidName { name: owned })
        }
    }

    /// # Errors
    /// The folder is in no repository, or git does not trust it.
    pub fn repository(&self) -> Result<(), RevisionError> {
        let answer = self.output(&["rev-parse", "--git-dir"], SHORT);
        answer.map(drop).map_err(RevisionError::no_repository)
    }

    /// The last commit of the branch that was made before a second since 1970; `day` is what it is
    /// called.
    pub fn last_commit_before(&self, day: &str, second: i64) -> Result<String, RevisionError> {
        self.commit("HEAD")?;
        let before = format!("--before={}", second - 1);
        let answer = self.output(
            &["rev-list", "-1", "--first-parent", &before, "HEAD"],
            SHORT,
        )?;
        let hash = String::from_utf8_lossy(&answer).trim().to_owned();
        if hash.is_empty() {
            let day = day.to_owned();
            return Err(RevisionError::NoneBefore { day });
        }
        Ok(hash)
    }

    /// When a commit was made, in seconds since 1970.
    pub fn time(&self, commit: &str) -> Result<i64, RevisionError> {
        let answer = self.output(&["show", "-s", "--format=%ct", commit], SHORT)?;
        let text = String::from_utf8_lossy(&answer);
        text.trim()
            .parse()
            .map_err(|_| RevisionError::failed(&answer))
    }

    /// The bytes of the book's own file in a commit, where it has one.
    pub fn book_file(&self, commit: &str) -> Option<Vec<u8>> {
        let name = format!("{commit}:./{BOOK_FILE}");
        self.output(&["cat-file", "blob", &name], LARGEST).ok()
    }

    /// The deals folder by the book's own file in a commit; `None` where that file is missing or
    /// cannot be read.
    pub fn deals_folder(&self, commit: &str) -> Option<String> {
        let bytes = self.book_file(commit)?;
        let file: YamlFile<Config> = YamlFile::from_bytes(BOOK_FILE, &bytes).ok()?;
        Some(file.value.deals.unwrap_or_else(|| DEALS.to_owned()))
    }

    /// Git's own merge of three files, written over the first of them.
    pub fn merge_file(&self, files: &Sides<&str>, markers: &Markers) -> Result<(), RevisionError> {
        let size = format!("--marker-size={}", markers.size);
        let (ours, theirs) = (markers.ours.as_str(), markers.theirs.as_str());
        let labels = ["-L", ours, "-L", "base", "-L", theirs];
        let files = [files.ours, files.base, files.theirs];
        let mut command = self.command(&["merge-file", &size]);
        let output = command.args(labels).arg("--").args(files).output();
        // How many conflicts there are, or over 127 where it failed.
        match output.map_err(RevisionError::not_started)?.status.code() {
            Some(0..=127) => Ok(()),
            _ => Err(RevisionError::failed(b"git merge-file failed")),
        }
    }

    /// All that a git command prints.
    ///
    /// # Errors
    /// Git fails, or prints more than `limit` bytes.
    pub fn output(&self, arguments: &[&str], limit: usize) -> Result<Vec<u8>, RevisionError> {
        let mut git = self.spawn(arguments)?;
        drop(git.stdin.take());
        let (stdout, stderr) = (git.stdout.take(), git.stderr.take());
        // Git waits where one of the two is full, so neither may wait for the other.
        let (printed, said) = thread::scope(|scope| {
            let said = scope.spawn(|| read_and_drain(stderr));
            let printed = read_all(stdout, limit);
            if printed.len() > limit {
                let _: io::Result<()> = git.kill();
            }
            (printed, said.join().unwrap_or_default())
        });
        let is_done = git.wait().is_ok_and(|status| status.success());
        if printed.len() > limit {
            Err(RevisionError::TooMuch { limit })
        } else if is_done {
            Ok(printed)
        } else {
            Err(RevisionError::failed(&said))
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

    pub(super) fn run(&self, arguments: &[&str]) -> Result<Output, RevisionError> {
        self.command(arguments)
            .stdin(Stdio::null())
            .output()
            .map_err(RevisionError::not_started)
    }

    /// The paths that a git command lists, with `-z`, of these.
    pub fn names(&self, arguments: &[&str], paths: &[&str]) -> Result<Vec<String>, RevisionError> {
        let answer = self.output(&[arguments, paths].concat(), LARGEST)?;
        let text = String::from_utf8_lossy(&answer);
        let names = text.split_terminator('\0').map(str::to_owned);
        Ok(names.collect())
    }

    /// Git that runs nothing which the repository brings: no command of a remote, of a hook, a
    /// filter or a monitor, and no repository that lies among the files of another. It fetches
    /// nothing, asks nothing and writes nothing.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(&self.folder)
            // Its messages in English, like ours.
            .env("LC_ALL", "C")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env_remove("GIT_EXTERNAL_DIFF")
            .arg("--no-pager")
            .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
            .args(arguments);
        command
    }
}

/// What a stream has, and a byte more than the limit where it has more.
fn read_all(stream: Option<impl Read>, limit: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(stream) = stream {
        // Where it breaks off, git's exit status tells.
        let _: io::Result<usize> = stream.take(limit as u64 + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// The beginning of what git says; the rest is taken as well, so that git does not end for it.
fn read_and_drain(mut stream: Option<impl Read>) -> Vec<u8> {
    let said = read_all(stream.as_mut(), SHORT);
    if let Some(stream) = &mut stream {
        let _: io::Result<u64> = io::copy(stream, &mut io::sink());
    }
    said
}

/// What overrides the configuration that a repository brings.
const SETTINGS: &[&str] = &[
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "diff.external=",
];

/// The longest answer about a single thing, in bytes.
pub(super) const SHORT: usize = 1 << 16;

impl RevisionError {
    pub(super) fn not_started(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => RevisionError::NoGit,
            _ => RevisionError::Failed {
                reason: error.to_string(),
            },
        }
    }
}
