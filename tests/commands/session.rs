//! A book in a folder of its own, and the commands run there. The folder's name has a blank and 한글
//! in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day that counts as today: a Monday.
const TODAY: &str = "2026-11-23";
const BOOK: &str = "version: 1\ncurrency: EUR\nteam:\n  - {id: mina, name: Mina Park}\n  - {id: jun, name: Lee Jun}\n";

pub struct Session {
    folder: tempfile::TempDir,
    begun: bool,
}

type Files = BTreeMap<String, String>;

impl Session {
    pub fn new() -> Self {
        let session = Session {
            folder: tempfile::tempdir().unwrap(),
            begun: false,
        };
        std::fs::create_dir(session.root()).unwrap();
        session
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("a book 장부")
    }

    /// A file before, from its head line and its lines.
    pub fn file(&mut self, head: &str, body: &[&str]) {
        let (path, flags) = head.split_once(" (").unwrap_or((head, ""));
        let end = if flags.contains("crlf") { "\r\n" } else { "\n" };
        let mut text: String = body.iter().map(|line| format!("{line}{end}")).collect();
        if flags.contains("no last line end") {
            text.truncate(text.trim_end().len());
        }
        self.write(path, &text);
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A file as it is now.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Runs a command line and tells what it printed and changed.
    pub fn run(&mut self, line: &str) -> String {
        self.begin(line);
        let before = self.files();
        let had_own_folder = self.own_folder().exists();
        let (variables, words) = split(line);
        let (program, arguments) = words.split_first().unwrap();
        assert_eq!(program, "deal", "a case runs `deal`: {line}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
        command
            .args(arguments)
            .current_dir(self.root())
            .env_clear()
            .env("DEAL_AS_OF", TODAY)
            .env_remove("DEAL_ME");
        command
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs(variables);
        let output = command.output().unwrap();
        let mut told = self.prefixed("|", &output.stdout) + &self.prefixed("!", &output.stderr);
        if output.status.code() != Some(0) {
            told.push_str(&format!(
                "= {}\n",
                output
                    .status
                    .code()
                    .map_or("killed".to_owned(), |code| code.to_string())
            ));
        }
        let changes = changes(&before, &self.files());
        if changes.is_empty() && !had_own_folder && self.own_folder().exists() {
            told.push_str("? nothing was written, and yet there is a folder .dealfile now\n");
        }
        told + &changes
    }

    /// The folder with the lock, which only a command that writes may create.
    fn own_folder(&self) -> PathBuf {
        self.root().join(".dealfile")
    }

    /// A case that brings no book gets a plain one; `init` makes its own.
    fn begin(&mut self, line: &str) {
        let makes_one = line.split(' ').any(|word| word == "init") || line.contains("-C ");
        if !self.begun && !makes_one && !self.root().join("dealfile.yaml").exists() {
            self.write("dealfile.yaml", BOOK);
        }
        self.begun = true;
    }

    fn prefixed(&self, mark: &str, bytes: &[u8]) -> String {
        let text =
            String::from_utf8_lossy(bytes).replace(&self.root().display().to_string(), "[BOOK]");
        text.lines()
            .map(|line| format!("{mark} {line}").trim_end().to_owned() + "\n")
            .collect()
    }

    /// Every file of the folder but those of the machine.
    fn files(&self) -> Files {
        let mut files = Files::new();
        collect(&self.root(), &self.root(), &mut files);
        files.retain(|path, _| !path.contains(".dealfile/") || path.ends_with("/baseline.jsonl"));
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.insert(
                name,
                String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned(),
            );
        }
    }
}

/// What changed, as diffs; a carriage return is shown as ␍.
fn changes(before: &Files, after: &Files) -> String {
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut told = String::new();
    for name in names {
        let [old, new] = [before, after].map(|files| files.get(name).map_or("", String::as_str));
        if old != new {
            told.push_str(&diff(name, old, new));
        }
    }
    told
}

fn diff(name: &str, old: &str, new: &str) -> String {
    let shown = |text: &str| text.replace('\r', "␍");
    let (old, new) = (shown(old), shown(new));
    let diff = similar::TextDiff::from_lines(&old, &new);
    let text = diff.unified_diff().header(name, name).to_string();
    // A line of the transcript ends the answer where it is empty: context lines keep a mark.
    text.lines()
        .map(|line| {
            if line.trim().is_empty() {
                " \n".replace(' ', " ·")
            } else {
                format!("{line}\n")
            }
        })
        .collect()
}

/// Variables before the command, and its words; quotes keep a word together.
pub fn split(line: &str) -> (Vec<(String, String)>, Vec<String>) {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    let first = words
        .iter()
        .position(|word| !word.contains('='))
        .unwrap_or(0);
    let variables = words.drain(..first).map(|word| {
        word.split_once('=')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap()
    });
    (variables.collect(), words)
}
