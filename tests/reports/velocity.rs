use std::fmt::Write as _;

use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, mini, rows, vectors};

const WINDOW: &str = "--from 2026-01-01 --to 2026-06-30";
const AS_OF: &str = "--as-of 2026-06-30";

#[test]
fn every_combination_of_flags() {
    let book = mini();
    for case in list(&vectors("velocity.json"), "cases") {
        let flag = |key: &str| case[key].as_str().expect("a word").to_owned();
        let mut arguments = format!(
            "velocity --as-of {} --from {} --to {} --count {} --win-by {} --cycle {} --cycle-stat {}",
            flag("as_of"),
            flag("from"),
            flag("to"),
            flag("count"),
            flag("win"),
            flag("cycle"),
            flag("stat")
        );
        let group = flag("group");
        let group = group.split_once('=');
        if let Some((by, _)) = group {
            write!(arguments, " --by {by}").expect("text");
        }
        let found = rows(&book.json(&arguments), group);
        assert_eq!(found.len(), 1, "{arguments}");
        assert_figures(&found[0], &case["expect"], &arguments);
    }
}

#[test]
fn edges() {
    let vectors = vectors("velocity.json");
    for case in list(&vectors, "edge") {
        let book = if case["deals"] == "mini" {
            mini()
        } else {
            TestBook::of(BOOK, list(case, "deals"))
        };
        let as_of = case["as_of"].as_str().unwrap_or("2026-06-30");
        let report = book.json(&format!("velocity --as-of {as_of} {WINDOW}"));
        assert_figures(
            &rows(&report, None)[0],
            &case["expect"],
            &case["case"].to_string(),
        );
    }
}

/// One deal a day; every fourth is won after 60 days, the others are lost after 100.
fn little() -> TestBook {
    let start: dealfile::deal::day::Day = "2024-01-01".parse().expect("a day");
    let deals: Vec<Value> = (0..547)
        .map(|number: i64| {
            let created = start.plus(number);
            let (days, end) = if number % 4 == 2 { (60, "won") } else { (100, "lost") };
            json!({"id": format!("d{number}"), "created": created.to_string(), "stage": "prospecting", "amount": 10000,
                "owner": "kim", "close_date": null, "events": [{"on": created.plus(days).to_string(), "type": end}]})
        })
        .collect();
    TestBook::of(BOOK, &deals)
}

#[test]
fn velocity_is_revenue_a_day_in_a_steady_state() {
    let (book, expected) = (little(), &vectors("velocity.json")["little"]);
    for cycle in ["won", "closed"] {
        let report = book.json(&format!("velocity --as-of 2025-06-30 --cycle {cycle}"));
        assert_figures(
            &rows(&report, None)[0],
            &expected[format!("{cycle}_cycle")],
            cycle,
        );
    }
}

#[test]
fn closed_deals_times_their_value_over_their_days_is_won_value_over_days() {
    let report = mini().json(&format!(
        "velocity {AS_OF} {WINDOW} --count closed --cycle closed"
    ));
    let row = &rows(&report, None)[0];
    let figure = |key: &str| row[key].as_f64().expect("a number");
    assert!((figure("velocity_per_day") - figure("won_value") / figure("cycle_days")).abs() < 1e-6);
}

#[test]
fn standardised_rates_turn_the_paradox_round() {
    let vectors = vectors("velocity.json");
    let simpson = &vectors["simpson"];
    let mut deals = Vec::new();
    for (owner, cells) in simpson["cells"].as_object().expect("owners") {
        for (segment, cell) in cells.as_object().expect("segments") {
            let (won, all) = (
                cell[0].as_u64().expect("won"),
                cell[1].as_u64().expect("all"),
            );
            deals.extend((0..all).map(|number| {
                let end = if number < won { "won" } else { "lost" };
                json!({"id": format!("{owner}-{segment}-{number}"), "created": "2026-01-01", "stage": "closing",
                    "amount": 10, "owner": owner, "segment": segment, "close_date": null,
                    "events": [{"on": "2026-02-01", "type": end}]})
            }));
        }
    }
    let book = TestBook::of(BOOK, &deals);
    for (flag, key) in [("", "overall"), ("--standardize segment", "standardised")] {
        let report = book.json(&format!("velocity {AS_OF} {WINDOW} --by owner {flag}"));
        for owner in ["A", "B"] {
            let row = &rows(&report, Some(("owner", owner)))[0];
            assert_figures(row, &json!({"win_rate": simpson[key][owner]}), owner);
        }
    }
}

#[test]
fn the_win_rates_of_the_created_cohort() {
    let book = mini();
    for case in list(&vectors("winrates.json"), "cases") {
        let expected = &case["expect"];
        let horizon = format!("--win horizon:{}", expected["horizon_days"]);
        for (flags, rate, interval) in [
            ("--win closed", "closed_count", Some("closed_count_ci")),
            ("--win cohort", "created_raw", None),
            (
                "--exclude-loss-class no_decision",
                "narrow_excl_no_decision",
                None,
            ),
            (&horizon, "horizon_rate", Some("horizon_ci")),
        ] {
            let report = book.json(&format!("velocity {AS_OF} {WINDOW} {flags}"));
            let row = &rows(&report, None)[0];
            assert_figures(row, &json!({"win_rate": expected[rate]}), flags);
            if let Some(interval) = interval {
                assert_figures(row, &json!({"win_ci": expected[interval]}), flags);
            }
        }
    }
}

#[test]
fn a_silent_deal_is_lost_on_the_day_it_has_been_silent_for_so_long() {
    let report = mini().json(&format!("velocity {AS_OF} {WINDOW} --stale-as-lost 30"));
    // D05, D07, D09 and D11 are open; their last lines are of 05-14, 05-20, 04-01 and 05-10.
    assert_figures(
        &rows(&report, None)[0],
        &json!({"n": 0, "won": 5, "lost": 7}),
        "stale",
    );
    let report = mini().json(&format!("velocity {AS_OF} {WINDOW} --stale-as-lost 45"));
    assert_figures(
        &rows(&report, None)[0],
        &json!({"n": 1, "won": 5, "lost": 6}),
        "stale",
    );
}

#[test]
fn months_partition_what_was_closed() {
    let report = mini().json(&format!("velocity {AS_OF} {WINDOW} --by month"));
    let of = |key: &str| {
        let months = list(&report, "rows")
            .iter()
            .filter(|row| row["group"] != json!({}));
        months
            .map(|row| row[key].as_u64().expect("a count"))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("won"), [0, 1, 2, 2, 0, 0]);
    assert_eq!(of("lost"), [0, 0, 2, 1, 0, 0]);
    // Open at the end of each month.
    assert_eq!(of("n"), [5, 7, 4, 2, 4, 4]);
}

const UNDATED: &str = "name: A\nstage: prospecting\nhistory:\n  - {stage: prospecting}\n";

#[test]
fn an_undated_deal_is_open_on_every_day_and_an_undated_closing_in_no_window() {
    let files = [
        ("a", UNDATED),
        ("b", "name: B\nstage: won\namount: 5\n"),
        ("c", "name: C\nstage: lost\n"),
    ];
    let book = TestBook::of_files(
        BOOK,
        &files.map(|(id, text)| (id.to_owned(), text.to_owned())),
    );
    let report = book.json("velocity --as-of 1999-01-01 --from 1900-01-01");
    assert_figures(
        &rows(&report, None)[0],
        &json!({"n": 1, "won": 0, "lost": 0, "win_rate": null}),
        "undated",
    );
    let note = list(&report, "notes")
        .iter()
        .find(|note| note["code"] == "missing_created")
        .expect("a note");
    assert_eq!(note["deals"], json!(["a", "b", "c"]));
}

#[test]
fn an_undated_deal_is_open_today_and_on_no_day_before() {
    let files = [("a".to_owned(), "name: A\nstage: closing\n".to_owned())];
    let report =
        TestBook::of_files(BOOK, &files).json(&format!("velocity {AS_OF} {WINDOW} --by month"));
    let open: Vec<_> = list(&report, "rows")
        .iter()
        .map(|row| row["n"].clone())
        .collect();
    // June ends on the as-of date; the last row is the total.
    assert_eq!(open, [0, 0, 0, 0, 0, 1, 1].map(|n| json!(n)));
}

/// A won deal and a lost one, with the days that they were open.
fn closed(won: &str, lost: &str) -> TestBook {
    let deal = |id: &str, amount: &str, end: &str| {
        let text = format!(
            "name: N\nstage: closing\nhistory:\n  - {{date: 2026-01-01, stage: closing{amount}}}\n  - {{{end}}}\n"
        );
        (id.to_owned(), text)
    };
    let files = [
        deal("a", won, "date: 2026-01-11, stage: won"),
        deal(
            "b",
            lost,
            "date: 2026-01-05, stage: lost, reason: no_decision",
        ),
    ];
    TestBook::of_files(BOOK, &files)
}

#[test]
fn what_was_won_without_an_amount_is_in_no_mean() {
    let row = rows(
        &closed("", ", amount: 100").json(&format!("velocity {AS_OF} {WINDOW} --win-by value")),
        None,
    )
    .remove(0);
    let expected = json!({"won": 1, "missing_amount": 1, "avg_value": null, "won_value": 0, "realised_per_day": 0.0, "win_rate": 0.0});
    assert_figures(&row, &expected, "won without an amount");
    let report =
        closed(", amount: 100", "").json(&format!("velocity {AS_OF} {WINDOW} --win-by value"));
    let note = list(&report, "notes")
        .iter()
        .find(|note| note["code"] == "missing_amount")
        .expect("a note");
    assert_eq!(
        note["deals"],
        json!(["b"]),
        "a loss without an amount is in no value"
    );
}

#[test]
fn a_class_of_losses_that_is_left_out_is_still_in_the_cycle() {
    let ask = format!("velocity {AS_OF} {WINDOW} --cycle closed --exclude-loss-class no_decision");
    let row = rows(&closed(", amount: 100", ", amount: 100").json(&ask), None).remove(0);
    assert_figures(
        &row,
        &json!({"lost": 0, "win_rate": 1.0, "cycle_mean": 7.0, "cycle_km_median": 4.0}),
        "narrow",
    );
}

#[test]
fn currencies_stand_apart_unless_the_book_has_rates() {
    let deal = |id: &str, amount: &str| {
        let text = format!(
            "name: N\nstage: won\n{amount}history:\n  - {{date: 2026-01-01, stage: closing}}\n  - {{date: 2026-01-11, stage: won}}\n"
        );
        (id.to_owned(), text)
    };
    let files = [
        deal("a", "amount: 100\n"),
        deal("b", "amount: 50000\ncurrency: KRW\n"),
        deal("c", "amount: 9\ncurrency: GBP\n"),
    ];
    // Amounts live in history; the tops say the same.
    let files = files.map(|(id, text)| {
        let amount = text
            .lines()
            .find(|line| line.starts_with("amount"))
            .unwrap_or_default()
            .to_owned();
        (
            id,
            text.replace("stage: closing}", &format!("stage: closing, {amount}}}")),
        )
    });
    let apart = TestBook::of_files("version: 1\ncurrency: USD\n", &files)
        .json(&format!("velocity {AS_OF} {WINDOW}"));
    let sums: Vec<_> = list(&apart, "rows")
        .iter()
        .map(|row| (row["currency"].clone(), row["won_value"].clone()))
        .collect();
    assert_eq!(
        sums,
        [
            (json!("GBP"), json!(9)),
            (json!("KRW"), json!(50000)),
            (json!("USD"), json!(100))
        ]
    );
    assert!(
        list(&apart, "notes")
            .iter()
            .any(|note| note["code"] == "mixed_currency")
    );

    let book = "version: 1\ncurrency: USD\nrates: {date: 2026-01-01, KRW: 0.0007}\n";
    let together = TestBook::of_files(book, &files).json(&format!("velocity {AS_OF} {WINDOW}"));
    let row = &rows(&together, None)[0];
    assert_figures(
        row,
        &json!({"won": 3, "won_value": 135, "avg_value": 67.5, "missing_amount": 0}),
        "rates",
    );
    let note = list(&together, "notes")
        .iter()
        .find(|note| note["code"] == "unpriced")
        .expect("a note");
    assert_eq!(note["deals"], json!(["c"]));
}

#[test]
fn the_formula_can_be_done_again_on_paper() {
    let text = mini().text(&format!("velocity {AS_OF} {WINDOW} --explain"));
    for line in [
        "N = 4 deals open on 2026-06-30",
        "A = won value 10,300,000 / 5 deals won with an amount = 2,060,000",
        "W = 5 won / 8 won or lost in the window = 0.625",
        "L = 321 days open / 5 deals = 64.2 days",
        "V = 4 × 2,060,000 × 0.625 / 64.2 = 80,218.068536",
        "flow = 11 created / 181 days × 2,060,000 × 0.625 = 78,245.856354",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn a_wrong_choice_says_what_is_right() {
    let output = mini().run("velocity --win horizon:soon");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("horizon:90"));
    let output = mini().run("velocty");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("velocity"));
}
