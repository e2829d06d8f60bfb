use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, rows};

/// Three deals with something to find, one of them with two things that are of one rule, and one in
/// order.
fn book() -> TestBook {
    let files = [
        (
            "a",
            "name: A\nstage: closing\nowner: kim\ncreated: 2026-06-01\nclose_date: 2026-06-10\ncolour: red\nsize: big\n",
        ),
        (
            "b",
            "name: B\nstage: closing\nowner: lee\ncreated: 2026-06-01\nclose_date: 2026-06-10\n",
        ),
        (
            "c",
            "name: C\nstage: dreaming\nowner: kim\ncreated: 2026-06-01\n",
        ),
        (
            "d",
            "name: D\nstage: lost\nowner: lee\nhistory:\n  - {date: 2026-06-01, stage: closing, owner: lee}\n  - {date: 2026-06-05, stage: lost, reason: timing}\n",
        ),
    ];
    TestBook::of_files(
        BOOK,
        &files.map(|(id, text)| (id.to_owned(), text.to_owned())),
    )
}

#[test]
fn the_counts_are_those_of_check() {
    let book = book();
    let output = book.deal("check --as-of 2026-06-30 --format json");
    let checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut rules: BTreeMap<&str, (u64, BTreeSet<&str>)> = BTreeMap::new();
    for finding in list(&checked, "findings") {
        let (count, paths) = rules
            .entry(finding["rule"].as_str().expect("a rule"))
            .or_default();
        *count += 1;
        paths.insert(finding["path"].as_str().expect("a path"));
    }
    let found = rows(&book.json("hygiene --as-of 2026-06-30"), None);
    assert_eq!(found.len(), rules.len() + 1);
    for (row, (rule, (findings, deals))) in found.iter().zip(&rules) {
        let clean = (4 - deals.len()) as f64 / 4.0;
        let expected = json!({"rule": rule, "findings": findings, "deals": deals.len(), "checked": 4, "clean_share": clean});
        assert_figures(row, &expected, rule);
    }
    let unknown = found
        .iter()
        .find(|row| row["rule"] == "unknown-key")
        .expect("a row");
    assert_figures(unknown, &json!({"findings": 2, "deals": 1}), "unknown-key");
}

#[test]
fn owners_partition_the_findings() {
    let report = book().json("hygiene --as-of 2026-06-30");
    let all = |group| rows(&report, group).last().expect("a row").clone();
    let [kim, lee, total] = [Some(("owner", "kim")), Some(("owner", "lee")), None].map(all);
    for key in ["findings", "deals", "checked"] {
        let count = |row: &Value| row[key].as_u64().expect("a count");
        assert_eq!(count(&kim) + count(&lee), count(&total), "{key}");
    }
    assert_figures(
        &kim,
        &json!({"rule": null, "deals": 2, "checked": 2, "clean_share": 0}),
        "kim",
    );
    let filtered = book().json("hygiene --as-of 2026-06-30 owner:kim");
    assert_figures(
        &rows(&filtered, None).last().expect("a row").clone(),
        &json!({"findings": kim["findings"]}),
        "filter",
    );
}
