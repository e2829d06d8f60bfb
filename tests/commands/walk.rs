//! One enterprise deal from `new` to `win` and its check after thirty days, by somebody who types
//! what the tool says and nothing else: every command is one that the tool has printed, with its
//! gaps filled in.

use std::process::{Command, Output};

use serde_json::Value;

use super::session::split;

/// A book of its own, and the day on which the seller sits there.
struct Seller {
    folder: tempfile::TempDir,
    today: u32,
}

impl Seller {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            today: 0,
        }
    }

    /// The day as a date: days of 2026 from the second of March on, a Monday.
    fn date(&self) -> String {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        (first + chrono::Days::new(self.today.into())).to_string()
    }

    fn type_in(&self, line: &str) -> Output {
        let (_, words) = split(line);
        assert_eq!(words.first().map(String::as_str), Some("deal"), "{line}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
        command
            .args(&words[1..])
            .current_dir(self.folder.path())
            .env_clear()
            .env("DEAL_AS_OF", self.date());
        command.output().unwrap()
    }

    /// What a command prints; it has to work.
    fn done(&self, line: &str) -> String {
        let output = self.type_in(line);
        let (said, told) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(
            output.status.success(),
            "{} `{line}`: {said}{told}",
            self.date()
        );
        said.into_owned()
    }

    fn json(&self, line: &str) -> Value {
        let output = self.type_in(&format!("{line} --format json"));
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{line}: {output:?}"))
    }
}

/// What a seller puts where the tool leaves a gap.
fn filled(command: &str, contact: &str) -> String {
    let filled = command.replace("\"…", "\"Closes 9 days late, 700,000 a year");
    [
        ("\"NAME\"", contact),
        (" N", " 9"),
        ("UNIT", "days"),
        ("AMOUNT", "120000"),
        ("MEMBER", "mina"),
    ]
    .iter()
    .fold(filled, |line, (gap, word)| line.replace(gap, word))
}

/// The most urgent thing to do.
fn first(agenda: &Value) -> Option<String> {
    agenda["items"].as_array()?.first()?["command"]
        .as_str()
        .map(str::to_owned)
}

#[test]
fn an_enterprise_deal_by_the_tool_s_own_words() {
    let mut seller = Seller::new();
    let mut names = [
        "\"Jane Roe\"",
        "\"Raj Patel\"",
        "\"Ana Cruz\"",
        "\"Tom Berg\"",
    ]
    .iter()
    .cycle();
    seller.done("deal init --preset enterprise --currency EUR");
    seller.done("deal new Acme --account \"Acme GmbH\" --amount 120000 --close-date 2026-12-01 --owner mina");
    let mut typed: Vec<String> = Vec::new();
    while seller.today < 300 {
        let agenda = seller.json("deal next acme");
        let Some(command) = first(&agenda) else {
            seller.today += 1;
            continue;
        };
        let line = filled(&command, names.next().unwrap());
        assert!(
            typed.len() < 400,
            "the walk goes in circles: {:?}",
            &typed[390..]
        );
        seller.done(&line);
        typed.push(format!("{} {line}", seller.date()));
        // Between two stages lie days in which evidence ages, buyers fall silent and follow-ups
        // come due.
        seller.today += if line.starts_with("deal advance") {
            13
        } else {
            0
        };
    }
    let told = typed.join("\n");
    let state = seller.json("deal show acme");
    assert_eq!(state["state"]["outcome"], "won", "{told}");
    for stage in [
        "custom_demo_pov",
        "technical_win",
        "business_impact",
        "economic_buyer",
        "negotiation",
        "won",
    ] {
        let history = state["deal"]["history"].as_array().unwrap();
        assert!(
            history.iter().any(|line| line["stage"] == stage),
            "{stage}\n{told}"
        );
    }
    let tasks = seller.json("deal followup list --all");
    let check = tasks
        .as_array()
        .unwrap()
        .iter()
        .find(|task| task["what"] == "Delivery and satisfaction check");
    assert_eq!(
        check.expect("the plan after the win")["status"],
        "done",
        "{told}"
    );
    // Nothing is left to mend.
    let checked = seller.json("deal check");
    assert_eq!(
        checked["findings"],
        serde_json::json!([]),
        "{checked:#}\n{told}"
    );
}
