use serde_json::json;

use super::book::{BOOK, TestBook, assert_figures, list, mini, rows};

#[test]
fn stages_and_their_total() {
    let report = mini().json("pipeline --as-of 2026-06-30");
    let found = rows(&report, None);
    let expected = [
        // D11 has no amount; it has stood there since 05-10.
        json!({"stage": "prospecting", "deals": 1, "amount": null, "weighted": null, "avg_amount": null, "avg_age_days": 51.0, "oldest_days": 51.0, "deals_share": 0.25, "amount_share": null, "age_0_30": 0, "age_31_60": 1}),
        json!({"stage": "preparation", "deals": 0, "amount": 0, "weighted": 0, "avg_amount": null, "avg_age_days": null}),
        json!({"stage": "approach", "deals": 1, "amount": 700000, "weighted": 140000}),
        json!({"stage": "presentation", "deals": 1, "amount": 1500000, "weighted": 525000}),
        json!({"stage": "objection_handling", "deals": 0}),
        // D07 came here on 05-20.
        json!({"stage": "closing", "deals": 1, "amount": 2500000, "weighted": 1875000, "avg_age_days": 41.0, "amount_share": 25.0 / 47.0}),
        json!({"stage": null, "deals": 4, "amount": 4700000, "weighted": 2540000, "avg_amount": 1_566_666.666_666_666_7, "deals_share": 1, "amount_share": 1}),
    ];
    assert_eq!(found.len(), expected.len());
    for (row, expected) in found.iter().zip(&expected) {
        assert_figures(row, expected, "pipeline");
    }
    let note = list(&report, "notes")
        .iter()
        .find(|note| note["code"] == "missing_amount")
        .expect("a note");
    assert_eq!(note["deals"], json!(["D11"]));
}

#[test]
fn as_it_stood_at_the_end_of_each_quarter() {
    let report = mini().json("pipeline --as-of 2026-06-30 --from 2026-01-01 --by quarter");
    let total = |quarter| {
        rows(&report, Some(("quarter", quarter)))
            .pop()
            .expect("a total")
    };
    assert_figures(
        &total("2026-Q1"),
        &json!({"stage": null, "deals": 4, "amount": 6200000}),
        "Q1",
    );
    assert_figures(
        &total("2026-Q2"),
        &json!({"stage": null, "deals": 4, "amount": 4700000}),
        "Q2",
    );
}

#[test]
fn a_stage_that_is_not_there_is_counted_and_noted() {
    let files = [(
        "a".to_owned(),
        "name: A\nstage: dreaming\namount: 5\ncreated: 2026-01-01\n".to_owned(),
    )];
    let report = TestBook::of_files(BOOK, &files).json("pipeline --as-of 2026-06-30");
    let found = rows(&report, None);
    assert_figures(
        &found[6],
        &json!({"stage": "dreaming", "deals": 1, "amount": 5, "weighted": null}),
        "unknown",
    );
    assert_figures(
        &found[7],
        &json!({"stage": null, "deals": 1, "amount": 5}),
        "total",
    );
    let codes: Vec<_> = list(&report, "notes")
        .iter()
        .map(|note| note["code"].as_str().unwrap_or_default())
        .collect();
    assert!(codes.contains(&"unknown_stage"), "{codes:?}");
}

/// A block a pipeline with its subtotal, then all; a stage of one name in both is two rows. Bands of
/// age and what is new are counted to the day.
#[test]
fn each_pipeline_has_its_block() {
    let deal = |id: &str, pipeline: &str, day: &str| {
        let text = format!(
            "name: N\npipeline: {pipeline}\nstage: s\namount: 10\nhistory:\n  - {{date: {day}, pipeline: {pipeline}, stage: s, amount: 10}}\n"
        );
        (id.to_owned(), text)
    };
    // 30, 31, 60, 61, 90, 91, 6 and 7 days before.
    let files = [
        deal("a", "one", "2026-05-31"),
        deal("b", "one", "2026-05-30"),
        deal("c", "one", "2026-05-01"),
        deal("d", "one", "2026-04-30"),
        deal("e", "one", "2026-04-01"),
        deal("f", "one", "2026-03-31"),
        deal("g", "two", "2026-06-24"),
        deal("h", "two", "2026-06-23"),
    ];
    let pipelines = "pipelines:\n  one: {stages: [{id: s}]}\n  two: {stages: [{id: s}]}\n";
    let book = TestBook::of_files(&format!("{BOOK}{pipelines}"), &files);
    let found = rows(&book.json("pipeline --as-of 2026-06-30"), None);
    let expected = [
        json!({"pipeline": "one", "stage": "s", "deals": 6, "deals_share": 0.75, "age_0_30": 1, "age_31_60": 2, "age_61_90": 2, "age_over_90": 1, "created_7_days": 0}),
        json!({"pipeline": "one", "stage": null, "deals": 6, "amount": 60, "amount_share": 0.75}),
        json!({"pipeline": "two", "stage": "s", "deals": 2, "age_0_30": 2, "created_7_days": 1}),
        json!({"pipeline": "two", "stage": null, "deals": 2, "amount_share": 0.25}),
        json!({"pipeline": null, "stage": null, "deals": 8, "amount": 80, "created_7_days": 1}),
    ];
    assert_eq!(found.len(), expected.len());
    for (row, expected) in found.iter().zip(&expected) {
        assert_figures(row, expected, "block");
    }
    let one = rows(
        &book.json("pipeline --as-of 2026-06-30 --pipeline one"),
        None,
    );
    assert_eq!(one.len(), 2);
    assert!(one[0].get("pipeline").is_none());
}
