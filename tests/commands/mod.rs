//! The commands as a user runs them. A case is a file: the files before, the command lines, and all
//! that they print and change. To add one: write its files and command lines, run with
//! `UPDATE_CASES=1`, and read what was filled in.

mod by_hand;
pub mod case;
mod completion;
mod guesses;
mod pipes;
mod session;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod unreadable;
mod walk;

use std::path::{Path, PathBuf};

/// One test a folder: every case in it is run, and every one that fails is told.
macro_rules! folders {
    ($($name:ident: $folder:literal),* $(,)?) => {
        $(#[test] fn $name() { run_folder($folder); })*

        #[test]
        fn every_folder_is_run() {
            let listed = [$($folder),*];
            for folder in entries(&root()).into_iter().filter(|path| path.is_dir()) {
                let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
                assert!(listed.contains(&name.as_str()), "add `{name}` to tests/commands/mod.rs");
            }
        }
    };
}

folders! {
    init: "init", help: "help", new: "new", list: "list", show: "show", edit: "edit", set: "set", path: "path", log: "log", report: "report", talk: "talk", agents: "agents",
    note: "note", advance: "advance", move_: "move", win: "win", lose: "lose", reopen: "reopen", hold: "hold",
    resume: "resume", contact: "contact", meddic: "meddic", objection: "objection", followup: "followup",
    meeting: "meeting", activity: "activity", challenger: "challenger", close_plan: "close_plan", export: "export", icp: "icp",
    check: "check", rules: "rules", next: "next", board: "board", risk: "risk", completions: "completions", everywhere: "everywhere",
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

fn run_folder(folder: &str) {
    let cases = entries(&root().join(folder));
    let cases: Vec<_> = cases
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "case"))
        .collect();
    assert!(!cases.is_empty(), "no cases in {folder}");
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|path| case::check(path).err())
        .collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}
