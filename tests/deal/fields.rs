//! Every field of a deal, as its schema has them: can it be set, filtered by, and seen? A new field
//! is named here until a command knows it, or until it is excused by name.

use std::fs;
use std::process::Output;

use assert_cmd::Command;
use dealfile::deal::{Deal, HistoryEntry, tracked};
use schemars::schema_for;

/// Fields that a command of their own changes.
const SET_ELSEWHERE: &[&str] = &[
    "pipeline",
    "created",
    "contacts",
    "meddic",
    "challenger",
    "objections",
    "followups",
    "meetings",
    "activities",
    "ignore",
    "history",
];

/// Fields without one value to filter by; the parts of some are filtered by: `meddic.champion`.
const NOT_FILTERED: &[&str] = &[
    "profile",
    "contacts",
    "meddic",
    "challenger",
    "objections",
    "followups",
    "meetings",
    "activities",
    "ignore",
    "notes",
    "x",
    "history",
];

/// What is told of a history entry besides the tracked fields.
const OF_ENTRIES: &[&str] = &[
    "date",
    "reason",
    "competitor",
    "by",
    "accepted_risk",
    "why",
    "via",
];

const DEAL: &str = "\
name: Acme
stage: prospecting
created: 2026-11-02
";

fn properties(schema: &schemars::Schema) -> Vec<String> {
    let properties = schema.get("properties").and_then(|all| all.as_object());
    let names: Vec<String> = properties.unwrap().keys().cloned().collect();
    assert!(names.len() > 10, "{names:?}");
    names
}

fn fields_of_a_deal() -> Vec<String> {
    properties(&schema_for!(Deal))
}

/// Runs a command in a book with one deal.
fn run(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("deals")).unwrap();
    fs::write(root.join("dealfile.yaml"), "version: 1\ncurrency: EUR\n").unwrap();
    fs::write(root.join("deals/acme.yaml"), DEAL).unwrap();
    let mut command = Command::cargo_bin("deal").unwrap();
    command.current_dir(root).env("DEAL_AS_OF", "2026-11-23");
    command.args(arguments).output().unwrap()
}

fn told(arguments: &[&str]) -> String {
    String::from_utf8(run(arguments).stderr).unwrap()
}

#[test]
fn every_field_can_be_set_or_is_excused() {
    for field in fields_of_a_deal() {
        let inner = match field.as_str() {
            "profile" => "profile.industry=x".to_owned(),
            "x" => "x.key=x".to_owned(),
            other => format!("{other}=x"),
        };
        let is_unknown = told(&["set", "acme", &inner]).contains("unknown field");
        let is_excused = SET_ELSEWHERE.contains(&field.as_str());
        assert_eq!(is_unknown, is_excused, "`deal set` and the field `{field}`");
    }
}

#[test]
fn every_field_can_be_filtered_by_or_is_excused() {
    for field in fields_of_a_deal() {
        let is_unknown = told(&["list", &format!("{field}:x")]).contains("unknown filter field");
        let is_excused = NOT_FILTERED.contains(&field.as_str());
        assert_eq!(is_unknown, is_excused, "filters and the field `{field}`");
    }
}

#[test]
fn every_field_that_history_shares_with_a_deal_is_tracked() {
    let of_a_deal = fields_of_a_deal();
    for field in properties(&schema_for!(HistoryEntry)) {
        let is_tracked = tracked::FIELDS.contains(&field.as_str());
        let is_own = OF_ENTRIES.contains(&field.as_str());
        assert!(is_tracked != is_own, "`{field}` of a history entry");
        assert_eq!(
            is_tracked,
            of_a_deal.contains(&field),
            "`{field}` of a deal"
        );
    }
}

#[test]
fn every_tracked_field_is_shown() {
    let shown = run(&["show", "acme", "--format", "json"]).stdout;
    let shown: serde_json::Value = serde_json::from_slice(&shown).unwrap();
    for field in tracked::FIELDS {
        assert!(
            shown["state"].get(field).is_some(),
            "`deal show` and `{field}`"
        );
    }
}
