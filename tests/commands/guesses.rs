//! First guesses of people and agents, from `guesses.txt`: what only reads runs, what would write is
//! answered with the command that is meant, and nothing is written.

use std::{collections::BTreeMap, fs, path::Path};

use assert_cmd::Command;

fn deal(folder: &Path, arguments: &str) -> (i32, String) {
    let mut command = Command::cargo_bin("deal").unwrap();
    command
        .current_dir(folder)
        .env("DEAL_AS_OF", "2026-11-23")
        .env_remove("DEAL_ME")
        .args(arguments.split_whitespace());
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let code = output.status.code().unwrap();
    (code, String::from_utf8_lossy(&text).into_owned())
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let deals = fs::read_dir(folder.join("deals")).unwrap();
    let deals = deals.map(|entry| entry.unwrap().path());
    let all = deals.chain([folder.join("dealfile.yaml")]);
    all.map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn a_first_guess_runs_or_is_answered_and_never_writes() {
    let folder = tempfile::tempdir().unwrap();
    deal(folder.path(), "init --sample .");
    let before = files(folder.path());
    let mut wrong = Vec::new();
    let mut count = 0;
    let lines = include_str!("guesses.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let (guess, rest) = line.split_at(30);
        let (kind, wanted) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let (code, text) = deal(folder.path(), guess);
        // A check that finds something has run.
        let is_right = match kind {
            "runs" => code <= 1,
            _ => code == 2,
        };
        count += 1;
        if !is_right || !text.contains(wanted.trim()) {
            wrong.push(format!("{guess}: {code} {text}"));
        }
    }
    assert!(count >= 120, "{count} guesses");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(before, files(folder.path()), "a guess has written");
}
