//! What a shell is offered at a place of the command line.

use std::process::Command;

/// The words behind `deal`, the last of which is being typed, and what is offered.
const OFFERED: &[(&[&str], &[&str])] = &[
    (&["show", "m"], &["monte-verde", "meridian-health"]),
    (&["brief", "한빛"], &["한빛은행-정산"]),
    // An id is found by the name or the account of its deal as well.
    (&["show", "krause"], &["stahl-krause"]),
    (&["followup", "done", "fjord-outdoor", "v"], &["vjd7"]),
    (&["done", "fjord-outdoor", "z"], &["z5bt"]),
    (&["done", "vjd"], &["vjd7"]),
    (
        &["lose", "fjord-outdoor", "--reason", "p"],
        &["price_budget", "product_gap"],
    ),
    (&["move", "fjord-outdoor", "pres"], &["presentation"]),
    // Of the pipeline that the deal is in, which has no such stage.
    (&["move", "fjord-outdoor", "high"], &[]),
    (&["list", "own"], &["owner:"]),
    (&["list", "owner:m"], &["owner:mina"]),
    // As bash takes it apart.
    (&["list", "owner", ":", "m"], &["mina"]),
    (&["list", "is:o"], &["is:open", "is:overdue", "is:on_hold"]),
    (&["next", "--for", "mi"], &["mina"]),
    (&["set", "fjord-outdoor", "am"], &["amount="]),
    (
        &["set", "fjord-outdoor", "forecast=c"],
        &["forecast=commit"],
    ),
    (&["call", "fjord-outdoor", "si"], &["sigrid"]),
    (&["meddic", "set", "fjord-outdoor", "ch"], &["champion"]),
    (
        &["objection", "add", "fjord-outdoor", "--category", "ti"],
        &["timing_priority"],
    ),
    (&["rules", "stage-g"], &["stage-gate-unmet"]),
    (&["report", "velocity", "--by", "qu"], &["quarter"]),
    (&["report", "velo"], &["velocity"]),
    (&["-C", "examples", "show", "fj"], &["fjord-outdoor"]),
];

fn offered(words: &[&str]) -> Vec<String> {
    let folder = if words.contains(&"-C") {
        "."
    } else {
        "examples"
    };
    let output = Command::new(env!("CARGO_BIN_EXE_deal"))
        .current_dir(folder)
        .env("DEAL_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .args(["--", "deal"])
        .args(words)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_shell_is_offered_what_the_book_has() {
    let wrong: Vec<String> = OFFERED
        .iter()
        .map(|(words, expected)| (words, expected, offered(words)))
        .filter(|(_, expected, offered)| offered != **expected)
        .map(|(words, _, offered)| format!("{words:?}: {offered:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_shell_is_told_to_ask() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = Command::new(env!("CARGO_BIN_EXE_deal"))
            .args(["completions", shell])
            .output()
            .unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("DEAL_COMPLETE"), "{shell}: {script}");
    }
}

#[test]
fn a_folder_without_a_book_offers_commands_and_flags() {
    let output = Command::new(env!("CARGO_BIN_EXE_deal"))
        .current_dir(std::env::temp_dir())
        .env("DEAL_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", "1")
        .args(["--", "deal", "velo"])
        .output()
        .unwrap();
    assert!(output.status.success());
}
