//! Forecasts, their past, and what became of calls, on the four books of `worlds.json`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::book::{TestBook, assert_figures, list, rows, vectors};

/// One of the books: pipelines, targets and deals with more kinds of events than other vectors.
fn world(name: &str) -> TestBook {
    let worlds = vectors("worlds.json");
    let world = &worlds["books"][name];
    let mut text = format!(
        "version: 1\ncurrency: {}\ntargets: {}\npipelines:\n",
        world["currency"].as_str().unwrap(),
        world["targets"]
    );
    for (id, stages) in world["pipelines"].as_object().unwrap() {
        writeln!(text, "  {id}: {{stages: {stages}}}").unwrap();
    }
    let files: Vec<(String, String)> = list(world, "deals").iter().map(file).collect();
    TestBook::of_files(&text, &files)
}

fn file(deal: &Value) -> (String, String) {
    let id = deal["id"].as_str().unwrap();
    let mut top = json!({});
    for key in [
        "pipeline",
        "stage",
        "amount",
        "close_date",
        "owner",
        "forecast",
    ] {
        top[key] = deal.get(key).cloned().unwrap_or(Value::Null);
    }
    let mut first = top.clone();
    if !deal["created"].is_null() {
        first["date"] = deal["created"].clone();
    }
    first
        .as_object_mut()
        .unwrap()
        .retain(|_, value| !value.is_null());
    let mut lines = vec![first];
    for event in list(deal, "events") {
        let mut line = json!({"date": event["on"]});
        match event["type"].as_str().unwrap() {
            outcome @ ("won" | "lost") => {
                line["stage"] = outcome.into();
                if outcome == "lost" {
                    line["reason"] = event["reason"].clone();
                }
            }
            "stage" | "reopen" => line["stage"] = event["to"].clone(),
            "transferred" => {
                line["pipeline"] = event["to"].clone();
                line["stage"] = event["stage"].clone();
            }
            "hold" => line["hold"] = event["until"].clone(),
            key => line[key] = event["to"].clone(),
        }
        for (key, value) in line.as_object().unwrap() {
            if !["date", "reason"].contains(&key.as_str()) {
                top[key] = value.clone();
            }
        }
        lines.push(line);
    }
    top["name"] = id.into();
    top["account"] = deal["account"].clone();
    top["segment"] = deal["segment"].clone();
    top.as_object_mut()
        .unwrap()
        .retain(|_, value| !value.is_null());
    top["history"] = lines.into();
    (id.to_owned(), top.to_string())
}

#[test]
fn forecasts_say_what_was_computed_elsewhere() {
    let mut books = std::collections::BTreeMap::new();
    for case in list(&vectors("flow.json"), "cases") {
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        let book = books
            .entry(text("book").to_owned())
            .or_insert_with(|| world(text("book")));
        let mut arguments = format!(
            "forecast --as-of {} --period {} --method {}",
            text("as_of"),
            text("period"),
            text("method")
        );
        if case.get("pipeline").is_some() {
            write!(arguments, " --pipeline {}", text("pipeline")).unwrap();
        }
        let owner = case.get("owner").map(|_| ("owner", text("owner")));
        if owner.is_some() {
            arguments += " --by owner";
        }
        let report = book.json(&arguments);
        let found = rows(&report, owner);
        assert_eq!(found.len(), 1, "{arguments}");
        let mut expected = case["expect"].clone();
        for nested in ["single", "quantiles_open", "calibrated"] {
            let part = expected.as_object_mut().unwrap().remove(nested).unwrap();
            assert_figures(&found[0][nested], &part, &format!("{arguments}: {nested}"));
        }
        assert_figures(
            &found[0],
            &expected,
            &format!("{} {arguments}", text("book")),
        );
        for (id, deal) in case
            .get("deals")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            if deal["p"].is_null() || deal["counted"] == false || deal["amount"].is_null() {
                continue;
            }
            let alone = book.json(&format!("{arguments} --by account"));
            let account = deal["account"].as_str().unwrap();
            let row = rows(&alone, Some(("account", account)));
            let amount = deal["amount"].as_f64().unwrap();
            let p = row
                .first()
                .and_then(|row| row["weighted_open"].as_f64())
                .unwrap()
                / amount;
            assert_figures(
                &json!({"p": p}),
                &json!({"p": deal["p"]}),
                &format!("{id}: {arguments}"),
            );
        }
    }
}

/// A report on periods that are over, as a case asks for it.
fn looking_back(report: &str, case: &Value) -> String {
    let text = |key: &str| case[key].as_str().unwrap();
    format!(
        "{report} --as-of {} --per {} --last {} --at {}",
        text("as_of"),
        text("per"),
        case["last"],
        text("at")
    )
}

#[test]
fn backtests_say_what_was_computed_elsewhere() {
    for case in list(&vectors("backtest.json"), "cases") {
        let text = |key: &str| case[key].as_str().unwrap();
        let book = world(text("book"));
        let mut arguments = looking_back("backtest", case);
        for method in list(case, "method") {
            write!(arguments, " --method {}", method.as_str().unwrap()).unwrap();
        }
        let report = book.json(&arguments);
        let found = rows(&report, None);
        let expected = list(case, "rows");
        assert_eq!(found.len(), expected.len(), "{arguments}");
        for (found, expected) in found.iter().zip(expected) {
            let mut expected = expected.clone();
            let context = format!(
                "{} {arguments}: {} {}",
                text("book"),
                expected["method"],
                expected["period"]
            );
            let nested = expected
                .as_object_mut()
                .unwrap()
                .remove("calibrated")
                .unwrap();
            assert_figures(&found["calibrated"], &nested, &context);
            assert_figures(found, &expected, &context);
        }
        let report = book.json(&format!("{arguments} --fifths"));
        let found = rows(&report, None);
        let expected = list(case, "fifths");
        assert_eq!(found.len(), expected.len(), "{arguments}");
        for (found, expected) in found.iter().zip(expected) {
            assert_figures(found, expected, &arguments);
        }
    }
}

#[test]
fn calls_become_what_was_counted_elsewhere() {
    for case in list(&vectors("calls.json"), "cases") {
        let text = |key: &str| case[key].as_str().unwrap();
        let book = world(text("book"));
        let mut arguments = looking_back("calls", case);
        for flag in ["by", "pipeline"] {
            if let Some(value) = case.get(flag).and_then(Value::as_str) {
                write!(arguments, " --{flag} {value}").unwrap();
            }
        }
        let report = book.json(&arguments);
        let found = list(&report, "rows");
        let expected = list(case, "rows");
        assert_eq!(found.len(), expected.len(), "{arguments}");
        for (found, expected) in found.iter().zip(expected) {
            assert_figures(found, expected, &format!("{} {arguments}", text("book")));
        }
    }
}
