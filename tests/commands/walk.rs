//! One enterprise deal from `new` to `win` and its check after thirty days, by somebody who types what the tool says
//! and nothing else: every command is one that the tool has printed, with its gaps filled in.

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
        Self { folder: tempfile::tempdir().unwrap(), today: 0 }
    }

    /// The day as a date: days of 2026 from the first of March on.
    fn date(&self) -> String {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        (first + chrono::Days::new(self.today.into())).to_string()
    }

    fn type_in(&self, line: &str) -> Output {
        let (_, words) = split(line);
        assert_eq!(words.first().map(String::as_str), Some("deal"), "{line}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
        command.args(&words[1..]).current_dir(self.folder.path()).env_clear().env("DEAL_AS_OF", self.date());
        command.output().unwrap()
    }

    /// What a command prints; it has to work.
    fn done(&self, line: &str) -> String {
        let output = self.type_in(line);
        let (said, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{} `{line}`: {said}{told}", self.date());
        said.into_owned()
    }

    fn json(&self, line: &str) -> Value {
        let output = self.type_in(&format!("{line} --format json"));
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{line}: {output:?}"))
    }
}

/// What a seller puts where the tool leaves a gap.
fn filled(command: &str) -> String {
    let said = "Closes 9 days late, 15 people, 700,000 a year";
    let filled = command.replace("\"…", &format!("\"{said}"));
    [("NAME", "Jane Roe"), ("UNIT", "days"), (" N", " 9"), ("AMOUNT", "120000")]
        .iter()
        .fold(filled, |line, (gap, word)| line.replace(gap, word))
}
