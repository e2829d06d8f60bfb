use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, mini, rows, vectors};

const WINDOW: &str = "--as-of 2026-06-30 --from 2026-01-01 --to 2026-06-30";

fn assert_stages(report: &Value, expected: &[Value], what: &str) {
    let found = rows(report, None);
    assert_eq!(found.len(), expected.len(), "{what}");
    for (row, stage) in found.iter().zip(expected) {
        assert_figures(row, stage, &format!("{what}, {}", stage["stage"]));
    }
}

#[test]
fn both_cohorts_and_both_kinds_of_entrants() {
    let book = mini();
    for case in list(&vectors("conversion.json"), "cases") {
        let (cohort, entrants) = (
            case["cohort"].as_str().expect("a word"),
            case["mode"].as_str().expect("a word"),
        );
        let arguments = format!("conversion {WINDOW} --cohort {cohort} --entrants {entrants}");
        assert_stages(&book.json(&arguments), list(case, "expect"), &arguments);
    }
}

#[test]
fn renamed_merged_and_late_stages() {
    let vectors = vectors("stage_changes.json");
    let stages = list(&vectors, "stages").iter().filter_map(Value::as_str);
    let mut book = "version: 1\ncurrency: USD\npipelines:\n  main:\n    stages:\n".to_owned();
    for stage in stages {
        let aliases = vectors["aliases"].as_object().expect("aliases").iter();
        let aliases: Vec<&str> = aliases
            .filter(|(_, new)| *new == stage)
            .map(|(old, _)| old.as_str())
            .collect();
        book += &format!("      - {{id: {stage}, aliases: [{}]", aliases.join(", "));
        if let Some(day) = vectors["introduced"].get(stage).and_then(Value::as_str) {
            book += &format!(", introduced: {day}");
        }
        book += "}\n";
    }
    let report = TestBook::of(&book, list(&vectors, "deals")).json(&format!("conversion {WINDOW}"));
    assert_stages(&report, list(&vectors, "expect"), "stage changes");
}

const TWO: &str = "version: 1\npipelines:\n  first: {stages: [{id: a}, {id: b}]}\n  second: {stages: [{id: a}, {id: c}]}\n";

fn two_pipelines() -> TestBook {
    let stayed = "name: S\nstage: won\npipeline: first\nhistory:\n  - {date: 2026-01-01, stage: a}\n  - {date: 2026-01-05, stage: b}\n  - {date: 2026-02-01, stage: won}\n";
    let moved = "name: M\nstage: c\npipeline: second\nhistory:\n  - {date: 2026-01-02, stage: b, pipeline: first}\n  - {date: 2026-03-01, stage: a, pipeline: second}\n  - {date: 2026-03-05, stage: c}\n";
    let files = [("s", stayed), ("m", moved)].map(|(id, text)| (id.to_owned(), text.to_owned()));
    TestBook::of_files(TWO, &files)
}

#[test]
fn a_transferred_deal_is_other_in_the_old_pipeline_and_an_entrant_of_the_new() {
    let report = two_pipelines().json(&format!("conversion {WINDOW}"));
    let found = rows(&report, None);
    let expected = [
        json!({"pipeline": "first", "stage": "a", "entered": 2, "advanced": 2, "other": 0, "skipped": 1}),
        json!({"pipeline": "first", "stage": "b", "entered": 2, "advanced": 1, "other": 1, "won": 1}),
        json!({"pipeline": "second", "stage": "a", "entered": 1, "advanced": 1, "other": 0}),
        json!({"pipeline": "second", "stage": "c", "entered": 1, "advanced": 0, "open": 1}),
    ];
    assert_eq!(found.len(), expected.len());
    for (row, expected) in found.iter().zip(&expected) {
        assert_figures(row, expected, "transfer");
    }
    let first = two_pipelines().json(&format!("conversion {WINDOW} --pipeline first"));
    assert_eq!(rows(&first, None).len(), 2);
    assert!(rows(&first, None)[0].get("pipeline").is_none());
}

#[test]
fn groups_by_pipeline_have_a_column_of_their_own() {
    let csv = two_pipelines().text(&format!("conversion {WINDOW} --by pipeline --format csv"));
    assert!(csv.starts_with("group_pipeline,pipeline,stage,"), "{csv}");
}

/// A win is reached once and for all, also where it ends no stay and where the deal was opened
/// again.
#[test]
fn a_lost_deal_that_is_won_went_all_the_way() {
    let history = "name: N\nstage: closing\nhistory:\n  - {date: 2026-01-01, stage: prospecting}\n  - {date: 2026-01-10, stage: lost, reason: other}\n  - {date: 2026-01-20, stage: won}\n  - {date: 2026-03-01, stage: closing}\n";
    let book = TestBook::of_files(BOOK, &[("a".to_owned(), history.to_owned())]);
    let found = rows(&book.json(&format!("conversion {WINDOW}")), None);
    let closing = json!({"stage": "closing", "entered": 1, "advanced": 1, "open": 0, "floor": 1.0, "decided": 1.0});
    assert_figures(&found[5], &closing, "closing");
    let again = format!("{history}  - {{date: 2026-05-01, stage: won}}\n");
    let book = TestBook::of_files(BOOK, &[("a".to_owned(), again)]);
    let found = rows(
        &book.json(&format!("conversion {WINDOW} --method aj")),
        None,
    );
    assert_figures(
        &found[5],
        &json!({"stage": "closing", "t": 0, "F_advanced": 1.0}),
        "on the day of the first win",
    );
}

#[test]
fn an_unknown_pipeline_names_the_nearest() {
    let output = two_pipelines().run(&format!("conversion {WINDOW} --pipeline frist"));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `first`?"));
}
