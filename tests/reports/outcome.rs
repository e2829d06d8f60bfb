use dealfile::deal::day::Day;
use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, mini, rows, vectors};

const ALL: &str = "--as-of 2026-06-30 --from 2020-01-01";

/// A deal for each duration that is won (1) or lost (2) on the as-of day, or still open then (0).
fn deals(case: &Value) -> TestBook {
    let end: Day = "2026-06-30".parse().expect("a day");
    let deal = |(number, (days, code)): (usize, (&Value, &Value))| {
        let created = end.plus(-days.as_i64().expect("days"));
        let event = |word: &str| json!([{"on": end.to_string(), "type": word}]);
        let events = if *code == 1 {
            event("won")
        } else if *code == 2 {
            event("lost")
        } else {
            json!([])
        };
        json!({"id": format!("d{number}"), "created": created.to_string(), "stage": "closing", "amount": 1,
            "owner": "kim", "close_date": null, "events": events})
    };
    let waits = list(case, "durations").iter().zip(list(case, "codes"));
    TestBook::of(BOOK, &waits.enumerate().map(deal).collect::<Vec<Value>>())
}

fn longest(case: &Value) -> i64 {
    list(case, "durations")
        .iter()
        .filter_map(Value::as_i64)
        .max()
        .expect("deals")
}

fn limits(step: &Value) -> Value {
    if step["lo"].is_null() {
        Value::Null
    } else {
        json!([step["lo"], step["hi"]])
    }
}

#[test]
fn every_step_of_both_ends() {
    for case in list(&vectors("cif.json"), "cases")
        .iter()
        .filter(|case| case.get("win").is_some())
    {
        let report = deals(case).json(&format!("outcome {ALL} --horizon {}", longest(case)));
        let found = rows(&report, None);
        assert_eq!(found.len(), list(case, "win").len(), "{}", case["name"]);
        for (row, (won, lost)) in found
            .iter()
            .zip(list(case, "win").iter().zip(list(case, "lost")))
        {
            let expected = json!({"t": won["t"], "n": won["n"], "S": won["S"], "F_won": won["F"], "F_won_ci": limits(won),
                "F_lost": lost["F"], "F_lost_ci": limits(lost)});
            assert_figures(row, &expected, &case["name"].to_string());
        }
        assert_figures(
            &found[found.len() - 1],
            &json!({"F_won": case["cif_win_at_end"]}),
            "at the end",
        );
    }
}

#[test]
fn the_value_at_a_horizon() {
    let vectors = vectors("cif.json");
    let case = list(&vectors, "cases")
        .iter()
        .find(|case| case["name"] == "deals_gen")
        .expect("the case");
    let book = deals(case);
    for (horizon, won) in case["cif_win"].as_object().expect("horizons") {
        let found = rows(
            &book.json(&format!("outcome {ALL} --horizon {horizon}")),
            None,
        );
        let last = found.last().expect("a row");
        let expected = json!({"t": horizon.parse::<i64>().expect("days"), "F_won": won, "F_lost": case["cif_lost"][horizon]});
        assert_figures(last, &expected, horizon);
    }
    let found = rows(&book.json(&format!("outcome {ALL}")), None);
    assert_figures(
        found.last().expect("a row"),
        &json!({"t": 90, "F_won_ci": case["cif_win_ci_90"]}),
        "90 by default",
    );
}

#[test]
fn the_chance_of_a_deal_of_some_age() {
    let vectors = vectors("cif.json");
    let case = list(&vectors, "cases")
        .iter()
        .find(|case| case["name"] == "deals_gen")
        .expect("the case");
    let book = deals(case);
    for chance in list(case, "conditional")
        .iter()
        .filter(|chance| chance["age"] != 0)
    {
        let (age, within) = (&chance["age"], &chance["within"]);
        let found = rows(
            &book.json(&format!("outcome {ALL} --age {age} --horizon {within}")),
            None,
        );
        let expected = json!({"t": within, "F_won": chance["p_win"]});
        assert_figures(found.last().expect("a row"), &expected, &chance.to_string());
    }
    let text = book.text(&format!("outcome {ALL} --explain"));
    let median = format!(
        "were won within {} days",
        case["median_days_to_win_given_win"]
    );
    assert!(text.contains(&median), "{text}");
    // Nobody has been watched for as long.
    let late = book.json(&format!(
        "outcome {ALL} --age {} --horizon 1",
        longest(case)
    ));
    assert_figures(
        &rows(&late, None)[0],
        &json!({"n": 0, "F_won": null}),
        "late",
    );
}

#[test]
fn behind_the_longest_time_watched_there_is_nothing() {
    let case = json!({"durations": [5, 10], "codes": [1, 0]});
    let report = deals(&case).json(&format!("outcome {ALL} --horizon 30"));
    let found = rows(&report, None);
    assert_eq!(found.len(), 3);
    assert_figures(
        &found[1],
        &json!({"t": 10, "n": 1, "F_won": 0.5, "F_lost": 0.0, "S": 0.5}),
        "last seen",
    );
    assert_figures(
        &found[2],
        &json!({"t": 30, "n": 0, "F_won": null, "F_won_ci": null, "S": null}),
        "horizon",
    );
    assert!(
        list(&report, "notes")
            .iter()
            .any(|note| note["code"] == "not_reached")
    );
}

#[test]
fn the_calculation_names_what_others_would_say() {
    let vectors = vectors("cif.json");
    let case = list(&vectors, "cases")
        .iter()
        .find(|case| case["name"] == "no_ties")
        .expect("the case");
    let text = deals(case).text(&format!("outcome {ALL} --horizon 45 --explain"));
    assert!(
        text.contains("10 deals: 3 won, 4 lost, 3 unfinished"),
        "{text}"
    );
    assert!(text.contains("would give 0.485714 won"), "{text}");
    let report = mini().json("outcome --as-of 2026-06-30 --from 2026-01-01 --by owner");
    assert!(!rows(&report, Some(("owner", "kim"))).is_empty());
}
