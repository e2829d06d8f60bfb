use std::fmt::Write as _;

use serde_json::{Value, json};

use super::book::{TestBook, assert_figures, list, rows, vectors};

/// A deal with a life of one line, or of two where it is closed.
fn deal(id: &str, line: &str, closing: Option<(&str, &str)>) -> (String, String) {
    let (last, end) = match closing {
        Some((day, outcome)) => (outcome, format!("  - {{date: {day}, stage: {outcome}}}\n")),
        None => ("", String::new()),
    };
    let fields = line
        .split(", ")
        .filter_map(|field| field.split_once(": "))
        .filter(|(key, _)| *key != "date");
    let mut top = "name: N\n".to_owned();
    for (key, value) in fields {
        writeln!(
            top,
            "{key}: {}",
            if key == "stage" && !last.is_empty() {
                last
            } else {
                value
            }
        )
        .expect("text");
    }
    (
        id.to_owned(),
        format!("{top}history:\n  - {{{line}}}\n{end}"),
    )
}

/// The deals of the vectors, each in a stage of its own probability, one that is won, one that was
/// lost before.
fn book() -> TestBook {
    let vectors = vectors("forecast.json");
    let forecast = &vectors["forecast"];
    let mut book =
        "version: 1\ncurrency: USD\ntargets: [{period: 2026-Q2, won: 600000}]\npipelines:\n  p:\n    stages:\n"
            .to_owned();
    let mut files = vec![
        deal(
            "won",
            "date: 2026-04-01, stage: F7, amount: 120000",
            Some(("2026-04-20", "won")),
        ),
        deal(
            "lost",
            "date: 2026-01-01, stage: F7, amount: 280000",
            Some(("2026-03-20", "lost")),
        ),
    ];
    for open in list(forecast, "book") {
        let (id, cat) = (
            open["id"].as_str().expect("an id"),
            open["cat"].as_str().expect("a category"),
        );
        writeln!(book, "      - {{id: {id}, probability: {}}}", open["p"]).expect("text");
        let line = format!(
            "date: 2026-04-01, stage: {id}, amount: {}, close_date: 2026-06-15, forecast: {cat}",
            open["amount"]
        );
        files.push(deal(id, &line, None));
    }
    TestBook::of_files(&book, &files)
}

const AS_OF: &str = "--as-of 2026-05-01";

#[test]
fn the_forecast_of_a_quarter() {
    let report = book().json(&format!("forecast {AS_OF} --method stage --prob config"));
    let expected = &vectors("forecast.json")["forecast"];
    let found = rows(&report, None);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (
            &found[0]["period"],
            &found[0]["target"],
            &found[0]["past_due"]
        ),
        (&json!("2026-Q2"), &json!(600_000), &json!(0))
    );
    for nested in ["single", "cumulative", "quantiles_open"] {
        assert_figures(&found[0][nested], &expected[nested], nested);
        assert_eq!(
            found[0][nested].as_object().map(serde_json::Map::len),
            expected[nested].as_object().map(serde_json::Map::len)
        );
    }
    for key in ["weighted_open", "weighted_total", "sd", "p_reach_target"] {
        assert_figures(&found[0], &json!({ key: expected[key] }), key);
    }
}

#[test]
fn deals_of_a_stage_err_together() {
    let expected = &vectors("forecast.json")["forecast"]["shared_p_variance"];
    let closed = |outcome: &'static str| {
        move |number: u64| {
            let line = "date: 2026-01-01, stage: closing";
            deal(
                &format!("{outcome}{number}"),
                line,
                Some(("2026-02-01", outcome)),
            )
        }
    };
    let count = |key: &str| expected[key].as_u64().expect("a count");
    let mut files: Vec<(String, String)> = (0..count("w")).map(closed("won")).collect();
    files.extend((0..count("l")).map(closed("lost")));
    for (number, amount) in list(expected, "amounts").iter().enumerate() {
        let line =
            format!("date: 2026-04-01, stage: closing, amount: {amount}, close_date: 2026-06-15");
        files.push(deal(&format!("open{number}"), &line, None));
    }
    let text =
        "version: 1\ncurrency: USD\npipelines: {p: {stages: [{id: closing, probability: 0.3}]}}\n";
    let book = TestBook::of_files(text, &files);
    let found = rows(
        &book.json(&format!("forecast {AS_OF} --method stage")),
        None,
    );
    assert_figures(
        &found[0],
        &json!({"sd_shared": expected["sd"]}),
        "from closed deals",
    );
    for flags in ["--method stage --prob config", "--method survival"] {
        let found = rows(&book.json(&format!("forecast {AS_OF} {flags}")), None);
        assert_figures(&found[0], &json!({"sd_shared": null}), flags);
    }
}

#[test]
fn a_target_is_the_whole_book_s() {
    let is_noted = |arguments: &str| {
        let report = book().json(&format!("{arguments} {AS_OF}"));
        list(&report, "notes")
            .iter()
            .any(|note| note["code"] == "target_of_book")
    };
    assert!(
        is_noted("forecast owner!=kim")
            && is_noted("coverage owner!=kim")
            && is_noted("plan owner!=kim")
    );
    assert!(!is_noted("forecast") && !is_noted("forecast owner!=kim --period 2027"));
    assert!(!is_noted("plan owner!=kim --target 100"));
}

/// A filter for open deals knows no won ones; the probabilities are the book's all the same.
#[test]
fn the_probabilities_are_those_of_the_whole_book() {
    for flags in ["", "--method survival"] {
        let of = |filter: &str| {
            rows(
                &book().json(&format!("forecast {filter} {AS_OF} {flags}")),
                None,
            )
            .remove(0)
        };
        let (all, open) = (of(""), of("is:open"));
        for key in ["weighted_open", "sd", "sd_shared", "quantiles_open"] {
            assert_eq!(all[key], open[key], "{key} {flags}");
        }
    }
}

#[test]
fn a_closing_without_a_day_is_told() {
    let undated = (
        "k".to_owned(),
        "name: N\nstage: lost\namount: 5\n".to_owned(),
    );
    let book = TestBook::of_files("version: 1\ncurrency: USD\n", &[undated]);
    for report in ["forecast", "coverage", "losses"] {
        let notes = book.json(&format!("{report} {AS_OF}"))["notes"].clone();
        let own = notes
            .as_array()
            .expect("notes")
            .iter()
            .find(|note| note["code"] == "missing_created");
        assert_eq!(own.expect("a note")["deals"], json!(["k"]), "{report}");
    }
}

#[test]
fn its_coverage() {
    let mut expected = vectors("forecast.json")["forecast"]["coverage"].clone();
    expected.as_object_mut().expect("an object").remove("edge");
    // In 365 days 120,000 were won and 280,000 lost.
    let row = &rows(
        &book().json(&format!("coverage {AS_OF} --prob config")),
        None,
    )[0];
    assert_figures(row, &expected, "coverage");
    assert_figures(row, &json!({"yield": null, "target": 600_000}), "coverage");
}

#[test]
fn a_target_that_is_met_needs_nothing_and_without_a_win_nothing_helps() {
    let target = "version: 1\ncurrency: USD\ntargets: [{period: 2026-Q2, won: 100000}]\n";
    let won = deal(
        "won",
        "date: 2026-04-01, stage: closing, amount: 120000",
        Some(("2026-04-20", "won")),
    );
    let met = TestBook::of_files(target, &[won]);
    let row = &rows(&met.json(&format!("coverage {AS_OF}")), None)[0];
    assert_figures(
        row,
        &json!({"remaining": -20_000, "raw": null, "weighted": null, "required_pipeline": null, "gap": 0}),
        "met",
    );
    assert!(met.text(&format!("coverage {AS_OF}")).contains("met"));
    let lost = deal(
        "lost",
        "date: 2026-04-01, stage: closing, amount: 120000",
        Some(("2026-04-20", "lost")),
    );
    let row = &rows(
        &TestBook::of_files(target, &[lost]).json(&format!("coverage {AS_OF}")),
        None,
    )[0];
    let expected = json!({"win_rate_value": 0, "required_ratio": null, "required_pipeline": null, "gap": null});
    assert_figures(row, &expected, "no win");
}

#[test]
fn history_is_drawn_to_the_book_s_probability() {
    for case in list(&vectors("forecast.json"), "shrinkage") {
        let count = |key: &str| case[key].as_u64().expect("a count");
        let book = format!(
            "version: 1\ncurrency: USD\npipelines:\n  p: {{stages: [{{id: a, probability: {}}}]}}\n",
            case["p0"]
        );
        let mut files: Vec<_> = (0..count("n"))
            .map(|number| {
                let outcome = if number < count("w") { "won" } else { "lost" };
                deal(
                    &format!("d{number}"),
                    "date: 2026-01-01, stage: a",
                    Some(("2026-02-01", outcome)),
                )
            })
            .collect();
        files.push(deal(
            "open",
            "date: 2026-04-01, stage: a, amount: 1000, close_date: 2026-06-15",
            None,
        ));
        let report =
            TestBook::of_files(&book, &files).json(&format!("forecast {AS_OF} --method stage"));
        let weighted = case["p"].as_f64().expect("a number") * 1000.0;
        assert_figures(
            &rows(&report, None)[0],
            &json!({"weighted_open": weighted}),
            &case.to_string(),
        );
    }
}

#[test]
fn survival_asks_for_the_days_that_are_left() {
    let book = "version: 1\ncurrency: USD\npipelines:\n  p: {stages: [{id: a}]}\n";
    let open = |id: &str, day: &str| {
        deal(
            id,
            &format!("date: {day}, stage: a, amount: 100, close_date: 2026-06-15"),
            None,
        )
    };
    let files = [
        deal(
            "w1",
            "date: 2026-01-01, stage: a",
            Some(("2026-01-11", "won")),
        ),
        deal(
            "w2",
            "date: 2026-01-01, stage: a",
            Some(("2026-02-10", "won")),
        ),
        deal(
            "l1",
            "date: 2026-01-01, stage: a",
            Some(("2026-01-31", "lost")),
        ),
        deal(
            "l2",
            "date: 2026-01-01, stage: a",
            Some(("2026-04-11", "lost")),
        ),
        open("young", "2026-04-11"),
        open("old", "2026-01-01"),
    ];
    // Of six, ages 10 won, 20 open, 30 lost, 40 won, 100 lost, 120 open: F(10) = 1/6, S(20) = 5/6,
    // F(80) = 1/6 + 5/6·3/4·1/3.
    let report = TestBook::of_files(book, &files).json(&format!(
        "forecast {AS_OF} --method survival --period 2026-06"
    ));
    let p = (5.0 / 6.0 * 3.0 / 4.0 / 3.0) / (5.0 / 6.0);
    assert_figures(
        &rows(&report, None)[0],
        &json!({"weighted_open": 100.0 * p}),
        "survival",
    );
}

#[test]
fn what_no_period_counts_is_told() {
    let files = [
        deal(
            "late",
            "date: 2026-01-01, stage: closing, amount: 10, close_date: 2026-04-10",
            None,
        ),
        deal(
            "never",
            "date: 2026-01-01, stage: closing, amount: 20",
            None,
        ),
        deal(
            "far",
            "date: 2026-01-01, stage: closing, amount: 30, close_date: 2027-01-10",
            None,
        ),
        deal(
            "blank",
            "date: 2026-01-01, stage: closing, close_date: 2026-06-10",
            None,
        ),
        deal(
            "odd",
            "date: 2026-01-01, stage: nowhere, amount: 40, close_date: 2026-06-10",
            None,
        ),
    ];
    let book = TestBook::of_files("version: 1\ncurrency: USD\n", &files);
    let report = book.json(&format!("forecast {AS_OF} --method stage"));
    assert_figures(
        &rows(&report, None)[0],
        &json!({"past_due": 10, "weighted_open": null}),
        "left out",
    );
    let deals = |code: &str| {
        list(&report, "notes")
            .iter()
            .find(|note| note["code"] == code)
            .map(|note| note["deals"].clone())
    };
    assert_eq!(deals("missing_amount"), Some(json!(["blank"])));
    assert_eq!(deals("unweighted"), Some(json!(["odd"])));
    let text = book.text(&format!("forecast {AS_OF} --method stage"));
    for told in [
        "1 open and past their close date",
        "1 open without a close date",
        "1 open, with a close date in none of the periods",
    ] {
        assert!(text.contains(told), "{text}");
    }
    assert_eq!(book.run("forecast --by month").status.code(), Some(2));
}

#[test]
fn the_periods_are_those_ahead_unless_they_are_named() {
    let book = TestBook::of_files(
        "version: 1\ntargets: [{period: 2026, won: 5}, {period: 2025-Q4, won: 5}, {period: 2026-Q3, won: 5}]\n",
        &[],
    );
    let of = |flags: &str| {
        rows(&book.json(&format!("forecast {AS_OF} {flags}")), None)
            .iter()
            .map(|row| row["period"].clone())
            .collect::<Vec<Value>>()
    };
    assert_eq!(of(""), ["2026", "2026-Q2", "2026-Q3"]);
    assert_eq!(
        of("--period 2026-12 --period 2026-05-01..2026-05-02"),
        ["2026-05-01..2026-05-02", "2026-12"]
    );
    let wrong =
        TestBook::of_files("version: 1\ntargets: [{period: soon, won: 5}]\n", &[]).run("forecast");
    assert_eq!(
        wrong.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&wrong.stderr)
    );
    assert!(
        String::from_utf8_lossy(&wrong.stderr).contains("dealfile.yaml:2"),
        "{}",
        String::from_utf8_lossy(&wrong.stderr)
    );
}

#[test]
fn the_distribution_is_drawn() {
    let text = book().text(&format!(
        "forecast {AS_OF} --method stage --prob config --chart --ascii"
    ));
    assert!(
        text.contains("chance of winning more than this from open deals\n2026-Q2\n100%  ##"),
        "{text}"
    );
    assert!(text.contains("1,040,000.00"), "{text}");
}
