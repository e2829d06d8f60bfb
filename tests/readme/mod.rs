//! The README's examples, run as they stand there: each `console` block in a fresh copy of `examples/`.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The day on which the README is written.
const AS_OF: &str = "2026-11-23";

/// A line of a block that is a command, and what it prints.
struct Example {
    command: String,
    output: Vec<String>,
}

#[test]
fn examples_of_the_readme_print_what_they_say() {
    let readme = fs::read_to_string("README.md").unwrap();
    let blocks = blocks(&readme);
    assert!(blocks.len() >= 3, "the README has lost its examples");
    for block in blocks {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new("examples"), folder.path());
        for example in examples(&block) {
            let printed = run(&example.command, folder.path());
            assert!(matches(&example.output, &printed), "$ {}\nprints\n{}", example.command, printed.join("\n"));
        }
    }
}

/// The commands that the README's first screen promises exist and name real files.
#[test]
fn the_two_commands_are_on_the_first_screen() {
    let readme = fs::read_to_string("README.md").unwrap();
    let first_screen: Vec<&str> = readme.lines().take(40).collect();
    assert!(first_screen.iter().any(|line| line.starts_with("cargo run ") && line.contains("-C examples")));
    assert!(first_screen.contains(&"cargo test"));
}

fn blocks(readme: &str) -> Vec<String> {
    readme.split("```console\n").skip(1).filter_map(|rest| rest.split("\n```").next()).map(str::to_owned).collect()
}

fn examples(block: &str) -> Vec<Example> {
    let mut list: Vec<Example> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), list.last_mut()) {
            (Some(command), _) => list.push(Example { command: command.to_owned(), output: Vec::new() }),
            (None, Some(example)) => example.output.push(line.to_owned()),
            (None, None) => panic!("a block begins with its command: {line}"),
        }
    }
    list
}

/// What a command prints: the data, then what goes to stderr.
fn run(command: &str, folder: &Path) -> Vec<String> {
    let deal = Path::new(env!("CARGO_BIN_EXE_deal"));
    let path = format!("{}:{}", deal.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .env("DEAL_AS_OF", AS_OF)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).unwrap().lines().map(|line| line.trim_end().to_owned()).collect()
}

/// A line `…` stands for any lines.
fn matches(expected: &[String], printed: &[String]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "…" => (0..=printed.len()).any(|skip| matches(rest, &printed[skip..])),
        Some((line, rest)) => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).map(|_| ()).unwrap()
        }
    }
}
