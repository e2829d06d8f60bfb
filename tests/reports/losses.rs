use serde_json::json;

use super::book::{BOOK, TestBook, assert_figures, list, mini, rows};

const WINDOW: &str = "--as-of 2026-06-30 --from 2026-01-01 --to 2026-06-30";

#[test]
fn reasons_of_the_twelve_deals() {
    let found = rows(&mini().json(&format!("losses {WINDOW}")), None);
    assert_eq!(found.len(), 4);
    for (row, reason) in found.iter().zip(["competitor", "no_decision", "price"]) {
        assert_figures(
            row,
            &json!({"reason": reason, "count": 1, "share": 1.0 / 3.0}),
            reason,
        );
    }
    assert_figures(
        &found[3],
        &json!({"reason": null, "stage": null, "count": 3, "share": 1.0}),
        "total",
    );
}

fn lost(id: &str, stage: &str, words: &str) -> (String, String) {
    let text = format!(
        "name: N\nstage: lost\nhistory:\n  - {{date: 2026-01-01, stage: {stage}, amount: 100}}\n  - {{date: 2026-02-01, stage: lost{words}}}\n"
    );
    (id.to_owned(), text)
}

#[test]
fn the_commonest_manner_comes_first() {
    let files = [
        lost("a", "closing", ""),
        lost("b", "closing", ", reason: competitor, competitor: Acme"),
        lost("c", "closing", ", reason: competitor, competitor: Acme"),
        lost("d", "approach", ", reason: competitor, competitor: Acme"),
        lost("e", "dreaming", ", reason: price_budget, currency: EUR"),
    ];
    let report = TestBook::of_files(BOOK, &files).json(&format!("losses {WINDOW}"));
    let expected = [
        json!({"currency": "EUR", "reason": "price_budget", "competitor": null, "stage": null, "count": 1, "share": 1.0}),
        json!({"currency": "EUR", "reason": null, "count": 1}),
        json!({"currency": "USD", "reason": "competitor", "competitor": "Acme", "stage": "closing", "count": 2, "share": 0.5, "amount": 200}),
        json!({"reason": "competitor", "stage": "approach", "count": 1, "share": 0.25, "amount": 100}),
        json!({"reason": "unknown", "competitor": null, "stage": "closing", "count": 1}),
        json!({"reason": null, "count": 4, "share": 1.0, "amount": 400}),
    ];
    let found = rows(&report, None);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (row, expected) in found.iter().zip(&expected) {
        assert_figures(row, expected, "losses");
    }
    assert!(
        list(&report, "notes")
            .iter()
            .any(|note| note["code"] == "mixed_currency")
    );
}

#[test]
fn without_losses_there_is_a_total_of_nothing() {
    let found = rows(
        &TestBook::of(BOOK, &[]).json(&format!("losses {WINDOW}")),
        None,
    );
    assert_figures(
        &found[0],
        &json!({"reason": null, "count": 0, "share": null, "amount": 0}),
        "none",
    );
}
