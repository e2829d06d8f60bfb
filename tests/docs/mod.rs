//! The README and the help topics, held to the program: each `console` block is run in a fresh copy
//! of `examples/`, each table of a topic is compared with what it describes.

mod agents;
mod first_lines;
mod topics;

use std::fs;
use std::path::Path;
use std::process::Command;

use dealfile::help::TOPICS;

/// The date on which the README is written.
const AS_OF: &str = "2026-11-23";

/// A line of a block that is a command, and what it prints.
struct Example {
    command: String,
    output: Vec<String>,
}

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

#[test]
fn examples_print_what_they_say() {
    let blocks: Vec<String> = TOPICS
        .iter()
        .map(|topic| topic.text)
        .chain([readme().as_str()])
        .flat_map(blocks)
        .collect();
    assert!(blocks.len() >= 4, "the documents have lost their examples");
    for block in blocks {
        let folder = copied_examples();
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

#[test]
fn the_two_commands_are_on_the_first_screen() {
    let readme = readme();
    let first_screen: Vec<&str> = readme.lines().take(40).collect();
    assert!(
        first_screen
            .iter()
            .any(|line| line.starts_with("cargo run ") && line.contains("-C examples"))
    );
    assert!(first_screen.contains(&"cargo test"));
}

#[test]
fn the_readme_is_short_and_links_every_topic() {
    let readme = readme();
    assert!(readme.lines().count() <= 200, "the README is too long");
    for topic in TOPICS {
        let link = format!("(src/help/{}.md)", topic.name);
        assert!(readme.contains(&link), "the README lacks {link}");
        assert!(
            Path::new("src/help")
                .join(format!("{}.md", topic.name))
                .exists(),
            "{}",
            topic.name
        );
    }
}

#[test]
fn links_lead_to_files() {
    for text in TOPICS
        .iter()
        .map(|topic| topic.text)
        .chain([readme().as_str()])
    {
        let targets = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for target in targets {
            assert!(Path::new(target).exists(), "{target} is not there");
        }
    }
}

/// What the first screen of the README runs, and a command that writes, leave no other trace.
#[test]
fn commands_leave_the_examples_clean() {
    let folder = copied_examples();
    let git = |arguments: &str| run(&format!("git {arguments}"), folder.path());
    git("init -q");
    git("add -A");
    git("-c user.name=a -c user.email=a@example.com commit -q -m examples");
    for line in readme().lines() {
        if let Some(arguments) = line.strip_prefix("cargo run --quiet -- -C examples ") {
            run(&format!("deal {arguments}"), folder.path());
        }
    }
    run(
        "deal import csv import/crm.csv --map import/crm-map.yaml --dry-run",
        folder.path(),
    );
    assert_eq!(git("status --porcelain"), [""; 0]);
    run("deal note fjord-outdoor Called", folder.path());
    assert_eq!(
        git("status --porcelain"),
        [" M deals/2026/q3/fjord-outdoor.yaml"]
    );
}

/// `examples/.dealfile/` is that of a book that `deal init` creates.
#[test]
fn the_examples_have_the_schema_of_a_new_book() {
    const SCHEMA: &str = ".dealfile/deal.schema.json";
    let folder = tempfile::tempdir().unwrap();
    run("deal init .", folder.path());
    let written = fs::read_to_string(folder.path().join(SCHEMA)).unwrap();
    let kept = Path::new("examples").join(SCHEMA);
    if std::env::var("UPDATE_CASES").is_ok_and(|value| !value.is_empty()) {
        fs::write(&kept, &written).unwrap();
    }
    assert!(
        written == fs::read_to_string(&kept).unwrap(),
        "run this test with UPDATE_CASES=1 to write {} anew",
        kept.display()
    );
}

fn copied_examples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("examples"), folder.path());
    folder
}

fn blocks(text: &str) -> Vec<String> {
    text.split("```console\n")
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
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Mina")))
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "a@example.com")))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
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
