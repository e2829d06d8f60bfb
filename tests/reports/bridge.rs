use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, rows, vectors};

const DATES: &str = "--as-of 2026-06-30 --from 2026-03-31 --to 2026-06-30";

/// The deals of the vectors. History alone does not tell that a file is gone, so `W17`, which the
/// vectors remove, stays.
pub(super) fn book(vectors: &Value) -> TestBook {
    let mut deals = list(vectors, "deals").to_vec();
    for deal in deals.iter_mut().filter(|deal| deal["id"] == "W17") {
        deal["events"] = json!([]);
    }
    TestBook::of(BOOK, &deals)
}

/// What the vectors expect, with the removed money still in the closing.
fn expected(case: &Value) -> Value {
    let mut expected = case["expect"].clone();
    for (key, one) in [("amount", 95_000), ("count", 1)] {
        assert_eq!(expected[key]["removed"].as_i64().map(i64::abs), Some(one));
        expected[key]["removed"] = json!(0);
        expected[key]["closing"] =
            json!(expected[key]["closing"].as_i64().expect("a number") + one);
    }
    expected["deals"]["W17"] = json!({"start": 95_000, "end": 95_000, "posts": []});
    expected
}

pub(super) fn arguments(case: &Value) -> String {
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let period = word(&case["period"][0])
        .zip(word(&case["period"][1]))
        .map(|(a, b)| format!(" --period {a}..{b}"));
    let owner = word(&case["owner"]).map(|owner| format!(" owner:{owner}"));
    format!(
        "bridge {DATES}{}{}",
        period.unwrap_or_default(),
        owner.unwrap_or_default()
    )
}

#[test]
fn the_buckets_of_all_three_bridges() {
    let vectors = vectors("waterfall.json");
    let book = book(&vectors);
    for case in list(&vectors, "cases") {
        assert_buckets(&book.json(&arguments(case)), &expected(case), case);
    }
}

/// Asserts every bucket in its order, its amount and its deals.
pub(super) fn assert_buckets(report: &Value, expected: &Value, case: &Value) {
    let found = rows(report, None);
    let names: Vec<&Value> = found.iter().map(|row| &row["bucket"]).collect();
    let order: Vec<Value> = expected["amount"]
        .as_object()
        .expect("buckets")
        .keys()
        .map(|key| json!(key))
        .collect();
    assert_eq!(names, order.iter().collect::<Vec<_>>());
    for row in &found {
        let bucket = row["bucket"].as_str().expect("a bucket");
        assert_eq!(
            row["amount"], expected["amount"][bucket],
            "{} {bucket}",
            case["name"]
        );
        assert_eq!(
            row["count"], expected["count"][bucket],
            "{} {bucket}",
            case["name"]
        );
    }
}

#[test]
fn the_posts_of_every_deal() {
    let vectors = vectors("waterfall.json");
    let book = book(&vectors);
    for case in list(&vectors, "cases") {
        assert_posts(
            &book.json(&format!("{} --deals", arguments(case))),
            &expected(case),
            case,
        );
    }
}

/// Asserts of every deal what it is worth at both ends, and its posts.
pub(super) fn assert_posts(report: &Value, expected: &Value, case: &Value) {
    let found = rows(report, None);
    let of = |id: &str| {
        found
            .iter()
            .filter(|row| row["deal"] == id)
            .cloned()
            .collect::<Vec<_>>()
    };
    for (id, expected) in expected["deals"].as_object().expect("deals") {
        let at = |pier: &str| {
            of(id)
                .iter()
                .find(|row| row["bucket"] == pier)
                .map_or(json!(0), |row| row["amount"].clone())
        };
        assert_eq!(
            (&at("opening"), &at("closing")),
            (&expected["start"], &expected["end"]),
            "{} {id}",
            case["name"]
        );
        let posts = of(id)
            .into_iter()
            .filter(|row| row["bucket"] != "opening" && row["bucket"] != "closing");
        let mut posts: Vec<Value> = posts
            .map(|row| json!([row["bucket"], row["amount"]]))
            .collect();
        let mut wanted = list(expected, "posts").to_vec();
        posts.sort_by_key(Value::to_string);
        wanted.sort_by_key(Value::to_string);
        assert_eq!(posts, wanted, "{} {id}", case["name"]);
    }
}

#[test]
fn an_owner_s_bridge_is_the_filter_s_bridge() {
    let vectors = vectors("waterfall.json");
    let book = book(&vectors);
    let of_group = rows(
        &book.json(&format!("bridge {DATES} --period 2026-Q2 --by owner")),
        Some(("owner", "kim")),
    );
    let of_filter = rows(
        &book.json(&format!("bridge {DATES} --period 2026-Q2 owner:kim")),
        None,
    );
    assert_eq!((of_group.len(), of_filter.len()), (15, 15));
    for (group, filter) in of_group.iter().zip(&of_filter) {
        assert_eq!(
            (&group["bucket"], &group["amount"], &group["count"]),
            (&filter["bucket"], &filter["amount"], &filter["count"])
        );
    }
}

#[test]
fn months_are_a_chain() {
    let vectors = vectors("waterfall.json");
    let report = book(&vectors).json(&format!("bridge {DATES} --by month owner:kim"));
    let amount = |month: &str, bucket: usize| {
        rows(&report, Some(("month", month)))[bucket]["amount"].clone()
    };
    assert_eq!(amount("2026-04", 14), amount("2026-05", 0));
    assert_eq!(amount("2026-05", 14), amount("2026-06", 0));
    assert_eq!(rows(&report, None)[0]["amount"], amount("2026-04", 0));
    assert_eq!(rows(&report, None)[14]["amount"], amount("2026-06", 14));
}

#[test]
fn what_a_pipeline_gives_away_is_transferred() {
    let book = "version: 1\ncurrency: USD\npipelines:\n  p: {stages: [{id: a}]}\n  q: {stages: [{id: b}]}\n";
    let text = "name: M\nstage: b\npipeline: q\namount: 50.25\nhistory:\n  - {date: 2026-01-02, stage: a, pipeline: p, amount: 40}\n  - {date: 2026-05-01, stage: b, pipeline: q, amount: 50.25}\n";
    let book = TestBook::of_files(book, &[("m".to_owned(), text.to_owned())]);
    let posts = |flags: &str| {
        let found = rows(&book.json(&format!("bridge {DATES} {flags}")), None);
        found
            .into_iter()
            .filter(|row| row["count"] == 1)
            .map(|row| json!([row["bucket"], row["amount"]]))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        posts("--pipeline p"),
        [json!(["opening", 40]), json!(["transferred_out", -40])]
    );
    assert_eq!(
        posts("--pipeline q"),
        [json!(["transferred_in", 50.25]), json!(["closing", 50.25])]
    );
    assert_eq!(
        posts(""),
        [
            json!(["opening", 40]),
            json!(["increased", 10.25]),
            json!(["closing", 50.25])
        ]
    );
}

#[test]
fn the_sum_can_be_done_again_on_paper() {
    let vectors = vectors("waterfall.json");
    let book = book(&vectors);
    let text = book.text(&format!("bridge {DATES} --period 2026-Q2 --explain"));
    assert!(
        text.contains("opening 1,741,000 + new 330,000 + reopened 70,000"),
        "{text}"
    );
    assert!(
        text.contains("slippage = pushed out -150,000 / opening 1,741,000 = 0.086157"),
        "{text}"
    );
    let report = book.json(&format!("bridge {DATES}"));
    let note = list(&report, "notes")
        .iter()
        .find(|note| note["code"] == "missing_amount")
        .expect("a note");
    assert_eq!(note["deals"], json!(["W18"]));
    let output = book.run("bridge --period 2026-Q7");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("use 2026"));
}

#[test]
fn a_waterfall_floats_between_its_piers() {
    let vectors = vectors("waterfall.json");
    let text = book(&vectors).text(&format!("bridge {DATES} --period 2026-Q2 --chart --ascii"));
    let bar = |name: &str| {
        let lines = text.lines().filter(|line| line.contains('#'));
        let line = lines
            .into_iter()
            .find(|line| line.starts_with(name))
            .unwrap_or_else(|| panic!("{name}: {text}"));
        (
            line.find('#').expect("a bar"),
            line.rfind('#').expect("a bar"),
        )
    };
    assert_eq!(bar("opening").0, bar("closing").0);
    // What is new stands on the opening, and what is reopened on that.
    assert!(
        bar("new").0 + 1 >= bar("opening").1 && bar("reopened").0 + 1 >= bar("new").1,
        "{text}"
    );
    assert!(bar("lost").0.abs_diff(bar("closing").1) <= 1, "{text}");
}

/// Nine of the largest amounts that a file can hold are more than a sum can: no figure is made up,
/// and every report with money says so.
#[test]
fn sums_that_are_too_large_are_none() {
    let files: Vec<(String, String)> = (0..9)
        .map(|number| {
            let amount = "9".repeat(28);
            let text = format!(
                "name: N\nstage: won\namount: {amount}\nhistory:\n  - {{date: 2026-05-01, stage: closing, amount: {amount}, close_date: 2026-06-01}}\n  - {{date: 2026-06-01, stage: won}}\n"
            );
            (format!("d{number}"), text)
        })
        .collect();
    let book = TestBook::of_files("version: 1\ncurrency: USD\n", &files);
    for (report, figures) in [
        (
            "velocity",
            json!({"won": 9, "won_value": null, "avg_value": null, "velocity_per_day": null}),
        ),
        (
            "bridge --from 2026-05-02",
            json!({"bucket": "opening", "count": 9, "amount": null}),
        ),
        ("sources", json!({"won": 9, "won_value": null})),
        ("activity", json!({"won": 9, "won_value": null})),
    ] {
        let found = book.json(&format!("{report} --as-of 2026-06-30"));
        assert_figures(&rows(&found, None)[0], &figures, report);
        let mut notes = list(&found, "notes").iter();
        assert!(
            notes.any(|note| note["code"] == "too_large"),
            "{report}: {found}"
        );
    }
}
