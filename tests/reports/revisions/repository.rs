//! A book in a git repository that knows nothing of the machine's own settings.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::reports::book::TestBook;

pub struct Repository {
    pub book: TestBook,
}

impl Repository {
    /// A repository in the book's folder, with all its files in the first commit.
    pub fn of(book: TestBook) -> Self {
        let repository = Self { book };
        repository.git(&["init", "--quiet"]);
        repository.commit();
        repository
    }

    pub fn path(&self) -> &Path {
        self.book.path()
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).unwrap();
    }

    /// Commits the work tree as it is.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&[
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            "A state of the book",
        ]);
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_at("", arguments)
    }

    /// The same at a time of its own.
    pub fn git_at(&self, time: &str, arguments: &[&str]) -> String {
        let output = self.try_git(time, arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The same, which may fail; hooks and drivers find our own binary.
    pub fn try_git(&self, time: &str, arguments: &[&str]) -> Output {
        let settings = [
            "user.name=T",
            "user.email=t@example.com",
            "commit.gpgsign=false",
            "core.autocrlf=false",
            "gc.auto=0",
        ];
        let mut git = Command::new("git");
        git.current_dir(self.path())
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .args(arguments);
        without_git(&mut git)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .envs([("GIT_AUTHOR_DATE", time), ("GIT_COMMITTER_DATE", time)])
            .env("PATH", path_with_deal())
            .output()
            .expect("git runs")
    }

    /// A command of ours.
    pub fn run(&self, arguments: &str) -> Output {
        let mut command = self.book.command(arguments);
        command.env("PATH", path_with_deal());
        without_git(&mut command).output().unwrap()
    }

    /// A bridge, with what the environment says beside.
    pub fn bridge(&self, arguments: &str, environment: &[(&str, &str)]) -> Output {
        let mut command = self
            .book
            .command(&format!("report bridge --as-of 2026-03-31 {arguments}"));
        without_git(&mut command)
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }
}

fn path_with_deal() -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_deal"));
    let path = std::env::var("PATH").unwrap_or_default();
    format!("{}:{path}", binary.parent().unwrap().display())
}

/// The tests may themselves be run by a hook of git, which tells all below it where the repository
/// is.
fn without_git(command: &mut Command) -> &mut Command {
    for (name, _) in
        std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_"))
    {
        command.env_remove(name);
    }
    command
}
