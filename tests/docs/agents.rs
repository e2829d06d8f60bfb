//! What agents are told runs: every command of the block in `AGENTS.md`, on the sample book.

use std::{path::Path, process::Command};

/// The commands between backticks that are meant to be typed.
fn commands() -> Vec<String> {
    let text = dealfile::help::AGENTS_BLOCK;
    let quoted = text.split('`').skip(1).step_by(2);
    let typed = quoted.filter(|own| own.starts_with("deal ") && !own.contains("COMMAND"));
    typed
        .map(|own| {
            own.replace("DEAL", "acme")
                .replace("ID", "k2m9")
                .replace('\n', " ")
        })
        .collect()
}

fn run(folder: &Path, line: &str) -> (i32, String) {
    let binary = Path::new(env!("CARGO_BIN_EXE_deal")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", binary.display()))
        .env("DEAL_AS_OF", "2026-11-23")
        .env_remove("DEAL_ME")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), said)
}

#[test]
fn every_command_that_agents_are_told_runs() {
    let commands = commands();
    assert!(commands.len() >= 10, "{commands:?}");
    assert!(dealfile::help::AGENTS_BLOCK.lines().count() <= 60);
    for command in commands.iter().filter(|own| own.contains(' ')) {
        // Each in a book of its own: one may settle what the next begins with.
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(run(folder.path(), "deal init --sample .").0, 0);
        let (code, said) = run(folder.path(), command);
        // A gate that is not met, and nothing to undo yet, are answers.
        let is_answer = code <= 1 || command == "deal undo";
        assert!(is_answer, "{command}: {code} {said}");
    }
}
