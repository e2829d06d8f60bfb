//! The qualification of the vectors: book on disk → command line → JSON.

use serde_json::{Map, Value, json};

use super::book::{TestBook, assert_figures, list, rows, vectors};

const AS_OF: &str = "--as-of 2026-06-30";
const BOOK: &str = "version: 1\ncurrency: USD\npipelines: {default7: {preset: default7}, enterprise: {preset: enterprise}}\n";

fn day(back: i64) -> String {
    let as_of: dealfile::deal::day::Day = "2026-06-30".parse().unwrap();
    as_of.plus(-back).to_string()
}

/// One element; an unknown age is evidence without a day.
fn element(name: &str, score: &Value, age: &Value) -> String {
    let date = age
        .as_i64()
        .map(|age| format!(", date: {}", day(age)))
        .unwrap_or_default();
    format!("  {name}: {{score: {score}{date}}}\n")
}

/// A deal with everything but the scores that a gate of the presets asks.
fn deal(pipeline: &str, stage: &str, elements: &str) -> (String, String) {
    let meddic = if elements.is_empty() {
        String::new()
    } else {
        format!("meddic:\n{elements}")
    };
    let text = format!(
        "name: N\npipeline: {pipeline}\nstage: {stage}\namount: 100\nclose_date: 2026-09-30\ncreated: 2026-01-01\n\
         contacts: [{{id: a}}, {{id: b}}]\n{meddic}meetings: [{{id: m1, date: 2026-06-01, status: held}}]\n"
    );
    ("d".to_owned(), text)
}

fn told(book: &TestBook, command: &str) -> Value {
    let output = book.deal(&format!("{command} {AS_OF} --format json"));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{command}: {output:?}"))
}

#[test]
fn evidence_ages_as_in_the_vectors() {
    let vectors = vectors("meddic.json");
    for (name, fresh) in vectors["fresh_days"].as_object().unwrap() {
        for case in list(&vectors, "decay")
            .iter()
            .filter(|case| case["fresh"] == *fresh)
        {
            let file = deal(
                "default7",
                "approach",
                &element(name, &case["score"], &case["age"]),
            );
            let book = TestBook::of_files(&format!("{BOOK}methodology: meddpicc\n"), &[file]);
            let card = told(&book, "meddic d");
            let own = list(&card, "elements")
                .iter()
                .find(|own| own["element"] == json!(name))
                .unwrap();
            assert_eq!(own["effective"], case["expect"], "{name}: {case}");
            assert_eq!(
                rows(&book.json(&format!("meddic {AS_OF}")), None)[0]["effective"][name],
                case["expect"]
            );
        }
    }
}

/// The stage before, and the gate of a stage as `show` tells it there.
fn gate_of(pipeline: &str, stage: &str, stages: &[String]) -> Option<Map<String, Value>> {
    let before = stages.get(stages.iter().position(|own| own == stage)?.checked_sub(1)?)?;
    let shown = told(
        &TestBook::of_files(BOOK, &[deal(pipeline, before, "")]),
        "show d",
    );
    let scores = list(&shown, "next_gate")
        .iter()
        .filter(|ask| is_element(ask["key"].as_str().unwrap()));
    Some(
        scores
            .map(|ask| (ask["key"].as_str().unwrap().to_owned(), ask["need"].clone()))
            .collect(),
    )
}

fn is_element(key: &str) -> bool {
    vectors("meddic.json")["fresh_days"].get(key).is_some()
}

fn stages(vectors: &Value, pipeline: &str) -> Vec<String> {
    vectors["gates"][pipeline]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

#[test]
fn gates_are_those_of_the_vectors() {
    let vectors = vectors("meddic.json");
    for (pipeline, gates) in vectors["gates"].as_object().unwrap() {
        let stages = stages(&vectors, pipeline);
        for (stage, expected) in gates.as_object().unwrap() {
            // Nothing comes before the first stage; its gate is asked of no deal.
            let Some(found) = gate_of(pipeline, stage, &stages) else {
                continue;
            };
            assert_eq!(Value::Object(found), *expected, "{pipeline} {stage}");
        }
    }
}

#[test]
fn cases_of_the_vectors() {
    let vectors = vectors("meddic.json");
    assert_eq!(list(&vectors, "cases").len(), 12);
    for case in list(&vectors, "cases") {
        let (pipeline, enter) = (
            case["pipeline"].as_str().unwrap(),
            case["enter"].as_str().unwrap(),
        );
        let stages = stages(&vectors, pipeline);
        let before = &stages[stages.iter().position(|own| own == enter).unwrap() - 1];
        let scores = case["scores"].as_object().unwrap();
        let elements: String = scores
            .iter()
            .map(|(name, score)| element(name, score, &case["ages"][name]))
            .collect();
        let book = TestBook::of_files(BOOK, &[deal(pipeline, before, &elements)]);
        let what = format!("{} into {enter}", case["name"]);
        check_card(&told(&book, "meddic d"), &case["expect"], &what);
        check_row(
            &rows(&book.json(&format!("meddic {AS_OF}")), None)[0],
            case,
            &what,
        );
        check_row(
            &list(&json!({"rows": told(&book, "meddic list")}), "rows")[0].clone(),
            case,
            &what,
        );
        check_gate(&book, &case["expect"], &what);
    }
}

fn check_card(card: &Value, expected: &Value, what: &str) {
    for own in list(card, "elements") {
        let name = own["element"].as_str().unwrap();
        assert_eq!(
            own["effective"], expected["effective"][name],
            "{what}: {name}"
        );
        assert_eq!(own["state"], expected["colour"][name], "{what}: {name}");
    }
    check_sums(card, expected, what);
}

fn check_row(row: &Value, case: &Value, what: &str) {
    assert_eq!(row["effective"], case["expect"]["effective"], "{what}");
    for (name, score) in case["scores"].as_object().unwrap() {
        assert_eq!(row["scores"][name], *score, "{what}: {name}");
    }
    check_sums(row, &case["expect"], what);
}

fn check_sums(found: &Value, expected: &Value, what: &str) {
    let sums =
        ["completeness", "strength", "weakest"].map(|key| (key.to_owned(), expected[key].clone()));
    assert_figures(found, &Value::Object(Map::from_iter(sums)), what);
}

/// The gate lets in or refuses, tells what is missing, and the risk takes its gap.
fn check_gate(book: &TestBook, expected: &Value, what: &str) {
    let risk = &rows(&book.json(&format!("risk {AS_OF}")), None)[0]["components"];
    assert_figures(risk, &json!({"qualification": expected["gap"]}), what);
    let passes = book
        .deal(&format!("advance d --dry-run {AS_OF}"))
        .status
        .success();
    assert_eq!(json!(passes), expected["gate_pass"], "{what}");
    let moved = told(book, "advance d");
    let missing = list(&moved, "gate")
        .iter()
        .filter(|ask| ask["met"] == json!(false));
    let pair = |ask: &Value| {
        (
            ask["key"].as_str().unwrap().to_owned(),
            json!([ask["have"], ask["need"]]),
        )
    };
    assert_eq!(
        Value::Object(missing.map(pair).collect()),
        expected["missing"],
        "{what}"
    );
}

#[test]
fn the_last_stage_is_held_against_its_own_gate() {
    let elements =
        element("champion", &json!(2), &json!(1)) + &element("metrics", &json!(2), &json!(1));
    let book = TestBook::of_files(BOOK, &[deal("default7", "closing", &elements)]);
    let risk = rows(&book.json(&format!("risk {AS_OF}")), None).remove(0);
    assert_figures(
        &risk["components"],
        &json!({"qualification": 8.0 / 12.0}),
        "four of six are unknown",
    );
}

#[test]
fn groups_have_means_and_say_of_how_many() {
    let deal = |owner: &str, score: u8, stage: &str| {
        format!(
            "name: N\nowner: {owner}\nstage: {stage}\ncreated: 2026-01-01\nmeddic: {{metrics: {{score: {score}, date: 2026-06-29}}}}\n"
        )
    };
    let files = [
        deal("kim", 3, "approach"),
        deal("kim", 1, "approach"),
        deal("lee", 2, "approach"),
        deal("lee", 3, "won"),
    ];
    let files: Vec<_> = files
        .into_iter()
        .enumerate()
        .map(|(n, text)| (format!("d{n}"), text))
        .collect();
    let report = TestBook::of_files(BOOK, &files).json(&format!("meddic --by owner {AS_OF}"));
    let kim = &rows(&report, Some(("owner", "kim")))[0];
    assert_figures(
        kim,
        &json!({"n": 2, "completeness": 1.0 / 6.0, "strength": 2.0 / 18.0, "weakest": 0.0}),
        "kim",
    );
    assert_figures(
        &kim["effective"],
        &json!({"metrics": 2.0, "champion": 0.0}),
        "kim",
    );
    assert_figures(
        &rows(&report, None)[0],
        &json!({"n": 3, "strength": 2.0 / 18.0}),
        "total",
    );
    let none = TestBook::of_files(BOOK, &[]).json(&format!("meddic --by owner {AS_OF}"));
    assert_figures(
        &rows(&none, None)[0],
        &json!({"n": 0, "completeness": null, "weakest": null}),
        "nothing",
    );
}

/// Won and lost deals, of which so many had a champion at the closing.
fn closed(with: [usize; 2], without: [usize; 2]) -> TestBook {
    let mut files = Vec::new();
    for (score, [won, lost]) in [(2, with), (1, without)] {
        let stages = std::iter::repeat_n("won", won).chain(std::iter::repeat_n("lost", lost));
        for stage in stages {
            // The closing is on the last day on which the evidence counts in full; as-of it has
            // aged.
            let text = format!(
                "name: N\nstage: {stage}\nmeddic: {{champion: {{score: {score}, date: 2026-03-01}}}}\nhistory:\n  - {{date: 2026-01-01, stage: closing}}\n  - {{date: 2026-03-31, stage: {stage}}}\n"
            );
            files.push((format!("d{}", files.len()), text));
        }
    }
    TestBook::of_files(BOOK, &files)
}

/// The example of the Newcombe interval: 5 of 8 against 2 of 9.
#[test]
fn the_lift_is_a_difference_with_its_interval() {
    let report = closed([5, 3], [2, 7]).json(&format!("meddic --lift {AS_OF}"));
    let rows = rows(&report, None);
    let champion = rows
        .iter()
        .find(|row| row["element"] == "champion")
        .unwrap();
    let expected = json!({"with_won": 5, "with_lost": 3, "with_rate": 0.625, "without_won": 2, "without_lost": 7,
        "without_rate": 2.0 / 9.0, "lift": 5.0 / 8.0 - 2.0 / 9.0, "reading": "no_clear_difference"});
    assert_figures(champion, &expected, "champion");
    let [lo, hi] = [0, 1].map(|at| champion["lift_ci"][at].as_f64().unwrap());
    assert!(
        (lo + 0.053).abs() < 5e-4 && (hi - 0.689).abs() < 5e-4,
        "{lo} {hi}"
    );
    // Nobody knew the metrics of any of them: nothing to compare with.
    let metrics = rows.iter().find(|row| row["element"] == "metrics").unwrap();
    assert_figures(
        metrics,
        &json!({"with_rate": null, "lift": null, "lift_ci": null, "reading": null}),
        "metrics",
    );
    assert!(
        list(&report, "notes")
            .iter()
            .all(|note| note["code"] != "several_comparisons")
    );
}

#[test]
fn a_clear_difference_is_told_without_a_cause() {
    for (with, without, reading) in [
        ([20, 2], [2, 20], "won_more_often_with"),
        ([2, 20], [20, 2], "won_less_often_with"),
        ([4, 0], [0, 20], "too_few"),
    ] {
        let report = closed(with, without).json(&format!("meddic --lift {AS_OF}"));
        let row = rows(&report, None)
            .into_iter()
            .find(|row| row["element"] == "champion")
            .unwrap();
        assert_eq!(row["reading"], reading);
    }
    let text = closed([5, 3], [2, 7]).text(&format!("meddic --lift {AS_OF}"));
    assert!(text.contains("no clear difference"), "{text}");
    for cause in ["because", "leads to", "improves", "raises"] {
        assert!(!text.contains(cause), "{text}");
    }
}
