//! Books on disk, made from the deals of the vectors, and the figures that the binary prints of
//! them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A book in a folder of its own.
pub struct TestBook {
    folder: TempDir,
}

/// The vectors in a file of `tests/vectors`.
pub fn vectors(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(name);
    let text = fs::read_to_string(path).expect("the vectors");
    serde_json::from_str(&text).expect("JSON")
}

/// The twelve deals of `deals_mini.json`.
pub fn mini() -> TestBook {
    TestBook::of(BOOK, list(&vectors("deals_mini.json"), "deals"))
}

/// A book in which deals that name no currency are in USD.
pub const BOOK: &str = "version: 1\ncurrency: USD\n";

pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

impl TestBook {
    /// The deals of a vector, each as a file with its history.
    pub fn of(book: &str, deals: &[Value]) -> Self {
        let files: Vec<(String, String)> = deals
            .iter()
            .map(|deal| (word(deal, "id").to_owned(), file(deal)))
            .collect();
        Self::of_files(book, &files)
    }

    /// Files by id, as they are.
    pub fn of_files(book: &str, files: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("dealfile.yaml"), book).expect("the book");
        fs::create_dir(folder.path().join("deals")).expect("the folder of deals");
        for (id, text) in files {
            fs::write(folder.path().join("deals").join(format!("{id}.yaml")), text)
                .expect("a deal");
        }
        Self { folder }
    }

    pub fn run(&self, arguments: &str) -> Output {
        self.deal(&format!("report {arguments}"))
    }

    /// Any command.
    pub fn deal(&self, arguments: &str) -> Output {
        self.command(arguments).output().expect("the binary runs")
    }

    /// Any command, that is not started yet.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
        command
            .current_dir(self.path())
            .args(arguments.split_whitespace())
            .env_remove("DEAL_AS_OF");
        command
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn text(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    pub fn json(&self, arguments: &str) -> Value {
        serde_json::from_str(&self.text(&format!("{arguments} --format json"))).expect("JSON")
    }
}

/// The rows of a report for one group; `None` for the row of all deals.
pub fn rows(report: &Value, group: Option<(&str, &str)>) -> Vec<Value> {
    let wanted = match group {
        Some((key, value)) => serde_json::json!({ key: value }),
        None => serde_json::json!({}),
    };
    list(report, "rows")
        .iter()
        .filter(|row| row["group"] == wanted)
        .cloned()
        .collect()
}

/// Asserts every expected key: integers exactly, floats to 1e-9 of their size.
pub fn assert_figures(found: &Value, expected: &Value, what: &str) {
    for (key, value) in expected.as_object().expect("an object") {
        let own = found
            .get(key)
            .unwrap_or_else(|| panic!("{what}: no `{key}` in {found}"));
        assert!(
            is_close(own, value),
            "{what}: `{key}` is {own}, not {value}"
        );
    }
}

fn is_close(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_close(a, b))
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().expect("a number"), b.as_f64().expect("a number"));
            (a - b).abs() <= 1e-9 * b.abs()
        }
        _ => found == expected,
    }
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A deal of the vectors as its file.
fn file(deal: &Value) -> String {
    let mut top = deal.clone();
    let mut history = format!(
        "history:\n  - {{date: {}, stage: {}, amount: {}, close_date: {}, owner: {}}}\n",
        word(deal, "created"),
        word(deal, "stage"),
        deal["amount"],
        plain(&deal["close_date"]),
        word(deal, "owner"),
    );
    for event in list(deal, "events") {
        let (key, value) = change(event);
        top[key] = value.clone();
        let reason = event
            .get("reason")
            .map(|reason| format!(", reason: {}", plain(reason)))
            .unwrap_or_default();
        writeln!(
            history,
            "  - {{date: {}, {key}: {}{reason}}}",
            word(event, "on"),
            plain(&value)
        )
        .expect("text");
    }
    let mut text = format!("name: Deal {}\naccount: Account\n", word(deal, "id"));
    for key in [
        "owner",
        "stage",
        "amount",
        "currency",
        "close_date",
        "segment",
    ] {
        if let Some(value) = top.get(key).filter(|value| !value.is_null()) {
            writeln!(text, "{key}: {}", plain(value)).expect("text");
        }
    }
    text + &history
}

/// The tracked field that an event of the vectors sets, and to what.
fn change(event: &Value) -> (&'static str, Value) {
    match word(event, "type") {
        "won" => ("stage", "won".into()),
        "lost" => ("stage", "lost".into()),
        "stage" | "reopen" => ("stage", event["to"].clone()),
        "close_date" => ("close_date", event["to"].clone()),
        "amount" => ("amount", event["to"].clone()),
        "owner" => ("owner", event["to"].clone()),
        other => panic!("no such event: {other}"),
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
