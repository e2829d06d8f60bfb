//! The first line of every `--help`: a flattened struct with a doc comment would replace it.

use std::fs;

use clap::CommandFactory;
use dealfile::cli::Cli;

const FIRST_LINES: &str = "tests/docs/first-lines.txt";

/// A command and its subcommands, each with the first line of its help.
fn first_lines(command: &mut clap::Command, path: &str, lines: &mut String) {
    let help = command.render_long_help().to_string();
    let first = help.lines().next().unwrap_or_default().to_owned();
    lines.push_str(&format!("{path}: {first}\n"));
    for inner in command.get_subcommands_mut() {
        let path = format!("{path} {}", inner.get_name());
        first_lines(inner, &path, lines);
    }
}

#[test]
fn every_help_begins_with_its_own_line() {
    let mut command = Cli::command();
    command.build();
    let mut found = String::new();
    first_lines(&mut command, "deal", &mut found);
    if std::env::var("UPDATE_CASES").is_ok_and(|value| !value.is_empty()) {
        fs::write(FIRST_LINES, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(FIRST_LINES).unwrap());
}

#[test]
fn a_first_line_is_one_short_clause() {
    let text = fs::read_to_string(FIRST_LINES).unwrap();
    assert!(text.lines().count() > 60, "{FIRST_LINES} has lost commands");
    for line in text.lines() {
        let (path, summary) = line.split_once(": ").unwrap();
        // A report is described by the question that it answers.
        let most = if path.starts_with("deal report ") {
            90
        } else {
            72
        };
        assert!(summary.chars().count() < most, "{line}");
        assert!(!summary.ends_with('.') && !summary.contains(". "), "{line}");
    }
}

/// The top's help groups its commands by hand, and fits a screen with a prompt.
#[test]
fn the_help_of_all_names_every_command() {
    let mut command = Cli::command();
    command.build();
    let help = command.render_help().to_string();
    let named: Vec<&str> = help.split_whitespace().collect();
    for inner in command.get_subcommands() {
        assert!(named.contains(&inner.get_name()), "{}", inner.get_name());
    }
    assert!(help.lines().count() <= 30, "{help}");
}
