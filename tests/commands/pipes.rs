//! What a terminal and a pipe get.

use std::io::Read;
use std::process::{Command, Stdio};

fn deal(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    command
        .args(["-C", examples, "--as-of", "2026-11-23"])
        .args(arguments)
        .env_remove("DEAL_AS_OF");
    command
}

#[test]
fn a_closed_pipe_is_no_error() {
    for arguments in [
        &["show", "meridian-health"][..],
        &["list"],
        &["completions", "bash"],
        &["log", "meridian-health"],
    ] {
        let mut child = deal(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}: {said}");
        assert!(
            !said.contains("panick") && !said.contains("error"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn nothing_is_coloured_unless_it_is_asked_for() {
    let output = deal(&["show", "no-such-deal"]).output().unwrap();
    assert!(!output.stderr.contains(&0x1b));
    let output = deal(&["show", "no-such-deal", "--color", "always"])
        .output()
        .unwrap();
    assert!(output.stderr.contains(&0x1b));
}

#[test]
fn a_deal_fits_into_80_columns_but_for_the_commands_to_copy() {
    let ids = String::from_utf8(
        deal(&["list", "--all", "--format", "csv"])
            .output()
            .unwrap()
            .stdout,
    )
    .unwrap();
    assert!(ids.lines().count() > 20);
    for id in [
        "meridian-health",
        "vossen-insurance",
        "brightside-dental",
        "harbour-tea",
    ] {
        let text = String::from_utf8(deal(&["show", id]).output().unwrap().stdout).unwrap();
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("deal "))
        {
            assert!(
                unicode_width::UnicodeWidthStr::width(line) <= 80,
                "{id}: {line}"
            );
        }
    }
}
