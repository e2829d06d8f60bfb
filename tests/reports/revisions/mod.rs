//! Bridges between two revisions of the files: what is told that history alone does not tell.

mod chance;
mod errors;
mod hostile;
mod reading;
pub mod repository;

use serde_json::{Value, json};

use super::book::{BOOK, TestBook, list, rows, vectors};
use super::bridge;
use repository::Repository;

/// The buckets with deals in them and their amounts, in their order.
fn filled(report: &Value, group: Option<(&str, &str)>) -> Vec<Value> {
    let rows = rows(report, group)
        .into_iter()
        .filter(|row| row["count"] != 0);
    rows.map(|row| json!([row["bucket"], row["amount"], row["count"]]))
        .collect()
}

fn deal(owner: &str, amount: u32, rest: &str) -> String {
    format!(
        "name: A deal\nowner: {owner}\nstage: closing\namount: {amount}\ncreated: 2026-01-05\n{rest}"
    )
}

fn closed(outcome: &str, amount: u32, day: &str) -> String {
    format!(
        "name: A deal\nowner: kim\nstage: {outcome}\namount: {amount}\nhistory:\n  - {{date: 2026-01-05, stage: closing, amount: {amount}, owner: kim}}\n  - {{date: {day}, stage: {outcome}}}\n"
    )
}

#[test]
fn the_three_bridges_of_the_vectors_with_what_is_removed() {
    let vectors = vectors("waterfall.json");
    let repository = Repository::of(bridge::book(&vectors));
    repository.remove("deals/W17.yaml");
    for case in list(&vectors, "cases") {
        let ask = format!("{} --revisions HEAD", bridge::arguments(case));
        bridge::assert_buckets(&repository.book.json(&ask), &case["expect"], case);
        bridge::assert_posts(
            &repository.book.json(&format!("{ask} --deals")),
            &case["expect"],
            case,
        );
    }
    repository.commit();
    repository.remove("deals/W01.yaml");
    for case in list(&vectors, "cases") {
        let ask = format!("{} --revisions HEAD~1..HEAD", bridge::arguments(case));
        bridge::assert_buckets(&repository.book.json(&ask), &case["expect"], case);
    }
}

/// What a pull request does to the pipeline.
#[test]
fn two_trees_on_one_day() {
    let repository = Repository::of(TestBook::of_files(
        BOOK,
        &[
            ("grows".into(), deal("kim", 100, "")),
            ("wins".into(), deal("kim", 50, "")),
            ("moves".into(), deal("kim", 30, "")),
            ("goes".into(), deal("kim", 20, "")),
            ("ends".into(), closed("lost", 7, "2026-02-01")),
            ("stays-won".into(), closed("won", 9, "2026-02-01")),
        ],
    ));
    repository.write("deals/grows.yaml", deal("kim", 130, ""));
    repository.write("deals/wins.yaml", closed("won", 60, "2026-03-02"));
    repository.remove("deals/moves.yaml");
    repository.write("deals/2026/q1/moves.yml", deal("kim", 30, ""));
    repository.remove("deals/goes.yaml");
    repository.write("deals/ends.yaml", deal("kim", 7, ""));
    repository.write("deals/arrives.yaml", deal("kim", 15, ""));
    repository.write("deals/arrives-lost.yaml", closed("lost", 3, "2025-12-01"));
    repository.write("deals/stays-won.yaml", closed("won", 11, "2026-03-02"));
    repository.write(
        "deals/later.yaml",
        "name: Later\nstage: closing\namount: 8\ncreated: 2026-06-01\n",
    );
    let report = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31");
    let days: Vec<&Value> = ["as_of", "from", "to"]
        .iter()
        .map(|key| &report[key])
        .collect();
    assert_eq!(days, ["2026-03-31"; 3]);
    assert_eq!(report["options"]["revisions"], "HEAD");
    let expected = json!([
        ["opening", 200, 4],
        ["new", 18, 2],
        ["reopened", 7, 1],
        ["increased", 40, 2],
        ["removed", -20, 1],
        ["won", -60, 1],
        ["lost", -3, 1],
        ["closing", 182, 4],
    ]);
    assert_eq!(json!(filled(&report, None)), expected);
    let text = repository
        .book
        .text("bridge --revisions HEAD --as-of 2026-03-31 --explain --chart --deals");
    for told in [
        "open deals at the end of 2026-03-31 in HEAD and of 2026-03-31 in the work tree",
        "from 2026-03-31 in HEAD to 2026-03-31 in the work tree",
        "removed -20",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

/// Only `--to` is given: both trees are then those of that day.
#[test]
fn a_past_day_is_the_day_of_both_ends() {
    let repository = Repository::of(TestBook::of_files(
        BOOK,
        &[("a".into(), closed("won", 50, "2026-03-01"))],
    ));
    let report = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31 --to 2026-02-01");
    assert_eq!(
        (&report["from"], &report["to"]),
        (&json!("2026-02-01"), &json!("2026-02-01"))
    );
    assert_eq!(
        json!(filled(&report, None)),
        json!([["opening", 50, 1], ["closing", 50, 1]])
    );
    // After the window, nothing was won in it.
    repository.write("deals/b.yaml", closed("won", 5, "2026-03-01"));
    let report = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31 --to 2026-02-01");
    assert_eq!(
        json!(filled(&report, None)),
        json!([["opening", 50, 1], ["new", 5, 1], ["closing", 55, 2]])
    );
}

/// Whom the filters take at one end only is transferred: a file that is there is neither new nor
/// removed.
#[test]
fn filters_pipelines_and_groups_are_asked_in_both_trees() {
    let book = "version: 1\ncurrency: USD\npipelines:\n  p: {stages: [{id: closing}]}\n  q: {stages: [{id: closing}]}\n";
    let repository = Repository::of(TestBook::of_files(
        book,
        &[
            ("a".into(), deal("kim", 100, "pipeline: p\nsegment: SMB\n")),
            ("b".into(), deal("lee", 20, "pipeline: p\nsegment: SMB\n")),
        ],
    ));
    repository.write(
        "deals/a.yaml",
        deal("lee", 100, "pipeline: q\nsegment: ENT\n"),
    );
    repository.remove("deals/b.yaml");
    let ask = |rest: &str| {
        repository.book.json(&format!(
            "bridge --revisions HEAD --as-of 2026-03-31 {rest}"
        ))
    };
    let out = json!([["opening", 100, 1], ["transferred_out", -100, 1]]);
    assert_eq!(json!(filled(&ask("owner:kim"), None)), out);
    let both = json!([
        ["opening", 20, 1],
        ["transferred_in", 100, 1],
        ["removed", -20, 1],
        ["closing", 100, 1]
    ]);
    assert_eq!(json!(filled(&ask("owner:lee"), None)), both);
    assert_eq!(
        json!(filled(&ask("--by owner"), Some(("owner", "lee")))),
        both
    );
    assert_eq!(
        json!(filled(&ask("--by owner"), Some(("owner", "kim")))),
        out
    );
    assert_eq!(
        json!(filled(&ask("--pipeline q"), None)),
        json!([["transferred_in", 100, 1], ["closing", 100, 1]])
    );
    assert_eq!(
        json!(filled(&ask("--by segment"), Some(("segment", "ENT")))),
        json!([["transferred_in", 100, 1], ["closing", 100, 1]])
    );
}

/// A chain of months begins in the first revision and goes on in the last.
#[test]
fn months_go_on_in_the_last_revision() {
    let repository = Repository::of(TestBook::of_files(
        BOOK,
        &[
            ("a".into(), deal("kim", 100, "")),
            ("b".into(), deal("kim", 20, "")),
        ],
    ));
    repository.remove("deals/b.yaml");
    repository.write("deals/a.yaml", closed("won", 100, "2026-03-10"));
    let dates = "--from 2026-01-31 --to 2026-03-31 --as-of 2026-03-31";
    let report = repository
        .book
        .json(&format!("bridge --revisions HEAD {dates} --by month"));
    let month = |name: &str| json!(filled(&report, Some(("month", name))));
    assert_eq!(
        month("2026-02"),
        json!([
            ["opening", 120, 2],
            ["removed", -20, 1],
            ["closing", 100, 1]
        ])
    );
    assert_eq!(
        month("2026-03"),
        json!([["opening", 100, 1], ["won", -100, 1]])
    );
    let whole = json!([["opening", 120, 2], ["removed", -20, 1], ["won", -100, 1]]);
    assert_eq!(json!(filled(&report, None)), whole);
    let one_day = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31 --by month");
    assert_eq!(json!(filled(&one_day, None)), whole);
}

/// The book's file of today is that of both ends.
#[test]
fn the_configuration_is_that_of_the_work_tree() {
    let repository = Repository::of(TestBook::of_files(
        BOOK,
        &[("a".into(), deal("kim", 100, ""))],
    ));
    repository.write("dealfile.yaml", "version: 1\ncurrency: EUR\n");
    let report = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31");
    assert!(
        list(&report, "rows")
            .iter()
            .all(|row| row["currency"] == "EUR")
    );
    assert_eq!(
        json!(filled(&report, None)),
        json!([["opening", 100, 1], ["closing", 100, 1]])
    );
}
