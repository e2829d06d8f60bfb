use serde_json::{Value, json};

use super::book::{TestBook, assert_figures, list, mini, rows, vectors};

const WINDOW: &str = "--as-of 2026-06-30 --from 2026-01-01 --to 2026-06-30";
const ALL: &str = "--as-of 2026-06-30 --from 2020-01-01";

#[test]
fn exits_in_the_window() {
    let vectors = vectors("conversion.json");
    let expected = list(&vectors["flow_exits_in_window"], "mini");
    let found = rows(
        &mini().json(&format!("conversion {WINDOW} --method flow")),
        None,
    );
    assert_eq!(found.len(), expected.len());
    for (row, stage) in found.iter().zip(expected) {
        assert_figures(row, stage, &stage["stage"].to_string());
    }
}

#[test]
fn all_exits_as_counted_again() {
    let vectors = vectors("conversion.json");
    let found = rows(
        &mini().json(&format!("conversion {ALL} --method flow")),
        None,
    );
    for row in found {
        let moves =
            &vectors["transitions_all_time"]["mini"][row["stage"].as_str().expect("a stage")];
        let total: u64 = moves
            .as_object()
            .expect("moves")
            .values()
            .filter_map(Value::as_u64)
            .sum();
        assert_figures(
            &row,
            &json!({"exits": total, "lost": moves.get("lost").unwrap_or(&json!(0))}),
            "all time",
        );
    }
}

#[test]
fn the_chain_of_the_twelve_deals() {
    let expected = &vectors("markov.json")["mini"];
    let found = rows(
        &mini().json(&format!("conversion {ALL} --method markov")),
        None,
    );
    assert_figures(
        &found[0],
        &json!({"sequential_product": expected["sequential_product"]}),
        "product",
    );
    for (rank, row) in found.iter().enumerate() {
        let stage = row["stage"].as_str().expect("a stage");
        let figures = json!({"win": expected["win"][stage], "visits_from_first": expected["visits_from_first"][rank]});
        assert_figures(row, &figures, stage);
        assert_figures(&row["P"], &expected["P"][stage], stage);
        assert_eq!(
            row["P"].as_object().map(|moves| moves.len()),
            expected["P"][stage].as_object().map(|moves| moves.len())
        );
    }
}

/// Ten deals that start in each stage; each makes one move, ten days after.
fn toy() -> TestBook {
    let stages = "version: 1\npipelines:\n  p: {stages: [{id: a}, {id: b}, {id: c}]}\n";
    let mut deals = Vec::new();
    for (from, moves) in vectors("markov.json")["toy"]["P"]
        .as_object()
        .expect("stages")
    {
        for (to, share) in moves.as_object().expect("moves") {
            for number in 0..(share.as_f64().expect("a share") * 10.0).round() as u64 {
                let event = match to.as_str() {
                    "won" | "lost" => json!({"on": "2026-02-10", "type": to}),
                    stage => json!({"on": "2026-02-10", "type": "stage", "to": stage}),
                };
                deals.push(json!({"id": format!("{from}-{to}-{number}"), "created": "2026-01-31", "stage": from,
                    "amount": 1, "owner": "kim", "close_date": null, "events": [event]}));
            }
        }
    }
    TestBook::of(stages, &deals)
}

#[test]
fn a_chain_that_moves_to_and_fro() {
    let expected = &vectors("markov.json")["toy"];
    let found = rows(
        &toy().json(&format!("conversion {WINDOW} --method markov")),
        None,
    );
    for (rank, row) in found.iter().enumerate() {
        let visits: f64 = list(expected, "fundamental")[rank]
            .as_array()
            .expect("a row")
            .iter()
            .filter_map(Value::as_f64)
            .sum();
        let figures = json!({"fundamental": expected["fundamental"][rank], "win": expected["win"][rank], "visits_from_first": expected["fundamental"][0][rank],
            "mean_stay": 10.0, "expected_days": 10.0 * visits, "exits": 10});
        assert_figures(row, &figures, &row["stage"].to_string());
        assert_figures(
            &row["P"],
            &expected["P"][row["stage"].as_str().expect("a stage")],
            "P",
        );
    }
    assert_figures(
        &found[0],
        &json!({"sequential_product": expected["sequential_product"]}),
        "product",
    );
}

/// Deals that advance (1) or are lost (2) so many days after they came, or are still there (0).
fn watched(case: &Value) -> TestBook {
    let end: dealfile::deal::day::Day = "2026-06-30".parse().expect("a day");
    let deal = |(number, (days, code)): (usize, (&Value, &Value))| {
        let created = end.plus(-days.as_i64().expect("days")).to_string();
        let events = match code.as_u64() {
            Some(1) => json!([{"on": "2026-06-30", "type": "stage", "to": "b"}]),
            Some(2) => json!([{"on": "2026-06-30", "type": "lost"}]),
            _ => json!([]),
        };
        json!({"id": format!("d{number}"), "created": created, "stage": "a", "amount": 1, "owner": "kim",
            "close_date": null, "events": events})
    };
    let deals = list(case, "durations")
        .iter()
        .zip(list(case, "codes"))
        .enumerate()
        .map(deal);
    TestBook::of(
        "version: 1\npipelines:\n  p: {stages: [{id: a}, {id: b}]}\n",
        &deals.collect::<Vec<Value>>(),
    )
}

#[test]
fn advance_against_loss_with_what_is_open() {
    for case in list(&vectors("cif.json"), "cases")
        .iter()
        .filter(|case| case.get("win").is_some())
    {
        let row = rows(
            &watched(case).json(&format!("conversion {ALL} --method aj --curve")),
            None,
        )
        .remove(0);
        assert_figures(
            &row,
            &json!({"stage": "a", "F_advanced": case["cif_win_at_end"]}),
            &case["name"].to_string(),
        );
        let (steps, expected) = (list(&row, "curve"), list(case, "win"));
        assert_eq!(steps.len(), expected.len());
        for ((step, won), lost) in steps.iter().zip(expected).zip(list(case, "lost")) {
            let figures = json!({"t": won["t"], "n": won["n"], "F_advanced": won["F"], "F_lost": lost["F"], "S": won["S"]});
            assert_figures(step, &figures, &case["name"].to_string());
        }
    }
}

#[test]
fn the_counts_are_those_of_the_funnel() {
    let book = mini();
    for flags in [
        "",
        "--cohort entered",
        "--entrants literal",
        "--cohort entered --entrants literal",
    ] {
        let funnel = rows(&book.json(&format!("conversion {WINDOW} {flags}")), None);
        let watched = rows(
            &book.json(&format!("conversion {WINDOW} --method aj {flags}")),
            None,
        );
        for (row, own) in funnel.iter().zip(&watched) {
            for key in ["stage", "entered", "advanced", "lost", "open", "other"] {
                assert_eq!(own[key], row[key], "{flags} {key}");
            }
        }
    }
}

#[test]
fn a_flag_that_means_nothing_is_an_error() {
    let book = mini();
    for (flags, word) in [
        ("--method flow --cohort created", "--cohort"),
        ("--method markov --entrants literal", "--entrants"),
        ("--curve", "--curve"),
    ] {
        let output = book.run(&format!("conversion {WINDOW} {flags}"));
        assert_eq!(output.status.code(), Some(2), "{flags}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(word),
            "{flags}"
        );
    }
    let options =
        |flags: &str| book.json(&format!("conversion {WINDOW} {flags}"))["options"].clone();
    assert_eq!(options("--method flow"), json!({"method": "flow"}));
    assert_eq!(
        options(""),
        json!({"method": "cohort", "cohort": "created", "entrants": "reached"})
    );
}

#[test]
fn people_read_them_too() {
    let book = mini();
    let text = book.text(&format!("conversion {ALL} --method markov --explain"));
    assert!(text.contains("preparation 60.0%, approach 20.0%"), "{text}");
    assert!(
        book.text(&format!("conversion {ALL} --method markov --format csv"))
            .contains("preparation=0.6;approach=0.2")
    );
    for method in ["flow", "aj", "markov"] {
        for format in ["table", "csv", "markdown"] {
            assert!(
                !book
                    .text(&format!(
                        "conversion {WINDOW} --method {method} --by owner --format {format}"
                    ))
                    .is_empty()
            );
        }
    }
}
