//! The README's examples, run as they stand there: each `console` block in a fresh copy of
//! `examples/`.

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
            assert!(
                matches(&example.output, &printed),
                "$ {}\nprints\n{}",
                example.command,
                printed.join("\n")
            );
        }
    }
}

/// The commands that the README's first screen promises exist and name real files.
#[test]
fn the_two_commands_are_on_the_first_screen() {
    let readme = fs::read_to_string("README.md").unwrap();
    let first_screen: Vec<&str> = readme.lines().take(40).collect();
    assert!(
        first_screen
            .iter()
            .any(|line| line.starts_with("cargo run ") && line.contains("-C examples"))
    );
    assert!(first_screen.contains(&"cargo test"));
}

/// The table of JSON keys names those that the command prints, no more and no fewer.
#[test]
fn the_keys_for_scripts_are_those_that_are_printed() {
    let readme = fs::read_to_string("README.md").unwrap();
    let rows: Vec<(String, &str)> = readme.lines().filter_map(row_of_keys).collect();
    assert!(rows.len() >= 15, "the README has lost its table of keys");
    for (command, keys) in rows {
        let line = format!(
            "deal {} --format json",
            command.replace("DEAL", "meridian-health")
        );
        let printed = run(&line, Path::new("examples")).join("\n");
        let value: serde_json::Value =
            serde_json::from_str(&printed).unwrap_or_else(|_| panic!("{line}: {printed}"));
        let first = value
            .get(0)
            .unwrap_or(&value)
            .as_object()
            .unwrap_or_else(|| panic!("{line} prints nothing"));
        assert_eq!(
            names(keys),
            first.keys().cloned().collect::<Vec<_>>(),
            "{command}"
        );
    }
}

/// The command of a row that only reads, and the keys of what it prints.
fn row_of_keys(line: &str) -> Option<(String, &str)> {
    let (commands, keys) = line.strip_prefix("| `")?.split_once(" | ")?;
    let command = commands.split('`').next()?;
    let reads = command != "advance" && !command.starts_with("report");
    let deal = if ["show", "risk", "meddic ask"].contains(&command) {
        " DEAL"
    } else {
        ""
    };
    (reads && keys.starts_with('`')).then_some((format!("{command}{deal}"), keys))
}

/// The names of the outer keys: what stands in brackets and behind the first colon belongs to one
/// of them.
fn names(keys: &str) -> Vec<String> {
    let outer = keys
        .split("`: ")
        .next()
        .unwrap_or_default()
        .split("`; ")
        .next()
        .unwrap_or_default()
        .replace('`', "");
    let mut depth = 0;
    let flat: String = outer
        .chars()
        .filter(|character| {
            depth += i32::from("{[".contains(*character));
            let stays = depth == 0;
            depth -= i32::from("}]".contains(*character));
            stays
        })
        .collect();
    flat.replace([',', '|'], " ")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

fn blocks(readme: &str) -> Vec<String> {
    readme
        .split("```console\n")
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .map(str::to_owned)
        .collect()
}

fn examples(block: &str) -> Vec<Example> {
    let mut list: Vec<Example> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), list.last_mut()) {
            (Some(command), _) => list.push(Example {
                command: command.to_owned(),
                output: Vec::new(),
            }),
            (None, Some(example)) => example.output.push(line.to_owned()),
            (None, None) => panic!("a block begins with its command: {line}"),
        }
    }
    list
}

/// What a command prints: the data, then what goes to stderr.
fn run(command: &str, folder: &Path) -> Vec<String> {
    let deal = Path::new(env!("CARGO_BIN_EXE_deal"));
    let path = format!(
        "{}:{}",
        deal.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .env("DEAL_AS_OF", AS_OF)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text)
        .unwrap()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// A line `…` stands for any lines.
fn matches(expected: &[String], printed: &[String]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "…" => {
            (0..=printed.len()).any(|skip| matches(rest, &printed[skip..]))
        }
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
