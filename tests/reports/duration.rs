use dealfile::deal::day::Day;
use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, mini, rows, vectors};

const WINDOW: &str = "--as-of 2026-06-30 --from 2026-01-01 --to 2026-06-30";
const ALL: &str = "--as-of 2026-06-30 --from 2020-01-01";
const ONE_STAGE: &str = "version: 1\ncurrency: USD\npipelines:\n  p: {stages: [{id: a}]}\n";

/// A deal for each duration that ends on the as-of day, or still runs then.
fn stays(case: &Value) -> TestBook {
    let end: Day = "2026-06-30".parse().expect("a day");
    let deals: Vec<Value> = list(case, "durations")
        .iter()
        .zip(list(case, "events"))
        .enumerate()
        .map(|(number, (days, event))| {
            let created = end.plus(-days.as_i64().expect("days"));
            let events = if *event == 1 { json!([{"on": end.to_string(), "type": "won"}]) } else { json!([]) };
            json!({"id": format!("d{number}"), "created": created.to_string(), "stage": "a", "amount": 1,
                "owner": "kim", "close_date": null, "events": events})
        })
        .collect();
    TestBook::of(ONE_STAGE, &deals)
}

#[test]
fn every_curve_in_a_stage_and_over_the_cycle() {
    for case in list(&vectors("km.json"), "cases") {
        let report = stays(case).json(&format!("duration {ALL} --curve"));
        for (row, stage) in rows(&report, None).iter().zip([json!("a"), Value::Null]) {
            let expected = json!({"stage": stage, "n": case["n"], "exits": case["n_events"], "km_median": case["median"],
                "km_median_ci": [case["median_lo"], case["median_hi"]], "km_p90": case["p90"], "rmst": case["rmst"],
                "naive_mean_exited": case["naive_mean_of_events"]});
            assert_figures(row, &expected, &case["name"].to_string());
            let (steps, expected) = (list(row, "curve"), list(case, "rows"));
            assert_eq!(steps.len(), expected.len(), "{}", case["name"]);
            for (step, expected) in steps.iter().zip(expected) {
                assert_figures(step, expected, &case["name"].to_string());
            }
        }
    }
}

#[test]
fn stages_of_the_twelve_deals() {
    let (book, vectors) = (mini(), vectors("stage_durations.json"));
    let found = rows(&book.json(&format!("duration {WINDOW}")), None);
    for (row, case) in found.iter().zip(list(&vectors, "cases")) {
        let mut expected = case.clone();
        for key in ["data", "durations", "events"] {
            expected.as_object_mut().expect("an object").remove(key);
        }
        assert_figures(row, &expected, &case["stage"].to_string());
        let total: i64 = list(case, "durations")
            .iter()
            .filter_map(Value::as_i64)
            .sum();
        assert!(
            row["cumulative"].as_f64().expect("days") * case["n"].as_f64().expect("n")
                >= total as f64
        );
    }
    assert_figures(
        &found[6],
        &json!({"stage": null, "n": 11, "exits": 7}),
        "cycle",
    );
}

#[test]
fn the_last_ended_visit_and_all_visits() {
    let files = [
        (
            "a",
            "name: A\nstage: a\nhistory:\n  - {date: 2026-01-01, stage: a}\n  - {date: 2026-01-11, stage: lost}\n  - {date: 2026-02-01, stage: a}\n  - {date: 2026-02-05, stage: won}\n",
        ),
        (
            "b",
            "name: B\nstage: a\nhistory:\n  - {date: 2026-06-20, stage: a, hold: 2026-06-25}\n",
        ),
    ];
    let book = TestBook::of_files(
        ONE_STAGE,
        &files.map(|(id, text)| (id.to_owned(), text.to_owned())),
    );
    let found = rows(&book.json(&format!("duration {WINDOW}")), None);
    let stage =
        json!({"n": 3, "exits": 2, "latest": 4.0, "cumulative": 12.0, "naive_mean_exited": 7.0});
    assert_figures(&found[0], &stage, "stage");
    assert_figures(
        &found[1],
        &json!({"n": 2, "exits": 1, "latest": 4.0, "cumulative": 12.0}),
        "cycle",
    );
    let found = rows(
        &book.json(&format!("duration {WINDOW} --exclude-hold")),
        None,
    );
    assert_figures(
        &found[0],
        &json!({"n": 3, "cumulative": 9.5}),
        "without hold",
    );
}

#[test]
fn cohorts_of_one_process_get_faster_only_to_the_naive() {
    let vectors = vectors("km.json");
    for cohort in list(&vectors, "cohort_illusion") {
        let created: Day = cohort["created"]
            .as_str()
            .and_then(|day| day.parse().ok())
            .expect("a day");
        let deal = |cycle: &Value| {
            let won = created.plus(cycle.as_i64().expect("days")).to_string();
            json!({"id": format!("d{cycle}"), "created": created.to_string(), "stage": "a", "amount": 1, "owner": "kim",
                "close_date": null, "events": [{"on": won, "type": "won"}]})
        };
        let book = TestBook::of(
            ONE_STAGE,
            &list(cohort, "true_cycles")
                .iter()
                .map(deal)
                .collect::<Vec<Value>>(),
        );
        let found = rows(
            &book.json(&format!("duration --as-of 2026-08-31 --from {created}")),
            None,
        );
        let expected = json!({"km_median": cohort["km_median"], "km_median_ci": cohort["km_median_ci"],
            "naive_mean_exited": cohort["naive_mean_closed"]});
        assert_figures(&found[1], &expected, &created.to_string());
    }
}

#[test]
fn an_unknown_entry_is_left_out_and_named() {
    let files = [(
        "a".to_owned(),
        "name: A\nstage: closing\nhistory:\n  - {stage: closing}\n".to_owned(),
    )];
    let report = TestBook::of_files(BOOK, &files).json(&format!("duration {WINDOW}"));
    assert!(
        rows(&report, None)
            .iter()
            .all(|row| row["n"] == 0 && row["km_median"].is_null())
    );
    let note = list(&report, "notes")
        .iter()
        .find(|note| note["code"] == "missing_created")
        .expect("a note");
    assert_eq!(note["deals"], json!(["a"]));
}

#[test]
fn what_is_not_reached_says_so_in_every_format() {
    let case = json!({"durations": [10, 20, 30], "events": [1, 0, 0]});
    let book = stays(&case);
    let report = book.json(&format!("duration {ALL}"));
    assert!(
        list(&report, "notes")
            .iter()
            .any(|note| note["code"] == "not_reached")
    );
    assert!(book.text(&format!("duration {ALL}")).contains("> 30"));
    let csv = book.text(&format!("duration {ALL} --format csv"));
    assert!(
        csv.contains("km_median,km_median_ci_lo,km_median_ci_hi"),
        "{csv}"
    );
    let csv = book.text(&format!("duration {ALL} --curve --format csv"));
    assert!(
        csv.starts_with("stage,t,n,d,c,S,lo,hi\r\na,0,3,0,0,1.0,1.0,1.0\r\na,10,3,1,0,0.66"),
        "{csv}"
    );
}

#[test]
fn each_pipeline_has_its_rows() {
    let text = "name: M\nstage: c\npipeline: q\nhistory:\n  - {date: 2026-01-02, stage: a, pipeline: p}\n  - {date: 2026-03-01, stage: c, pipeline: q}\n";
    let book = "version: 1\npipelines:\n  p: {stages: [{id: a}]}\n  q: {stages: [{id: c}]}\n";
    let book = TestBook::of_files(book, &[("m".to_owned(), text.to_owned())]);
    let found = rows(&book.json(&format!("duration {WINDOW}")), None);
    let name = |row: &Value| {
        (
            row["pipeline"].clone(),
            row["stage"].clone(),
            row["n"].clone(),
            row["exits"].clone(),
        )
    };
    let expected = [
        ("p", json!("a")),
        ("p", Value::Null),
        ("q", json!("c")),
        ("q", Value::Null),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(id, stage)| (json!(id), stage, json!(1), json!(0)))
        .collect();
    assert_eq!(found.iter().map(name).collect::<Vec<_>>(), expected);
}
