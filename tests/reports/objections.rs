use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, rows, vectors};

const ASK: &str = "objections --as-of 2026-03-31";

/// The deals of the vectors, all in the stage at which everything is raised, with their objections.
fn book() -> TestBook {
    TestBook::of_files(BOOK, &files("  - {date: 2026-01-01, stage: closing}\n"))
}

/// The same where nothing is known of the closed ones but their closing.
fn closings() -> Vec<(String, String)> {
    files("")
}

fn files(first: &str) -> Vec<(String, String)> {
    let vectors = vectors("activity.json");
    let case = &vectors["objections"];
    let deal = |(id, outcome): (&String, &Value)| {
        let closed = case["closed_on"].get(id).and_then(Value::as_str);
        let stage = if closed.is_some() {
            outcome.as_str().expect("an outcome")
        } else {
            "closing"
        };
        let end = closed
            .map(|day| format!("  - {{date: {day}, stage: {stage}}}\n"))
            .unwrap_or_default();
        let own = list(case, "items")
            .iter()
            .filter(|item| item["deal"] == json!(id));
        let objections: String = own.map(objection).collect();
        let begin = if end.is_empty() {
            "  - {date: 2026-01-01, stage: closing}\n"
        } else {
            first
        };
        let text =
            format!("name: N\nstage: {stage}\nobjections:\n{objections}history:\n{begin}{end}");
        (id.clone(), text.replace("objections:\nhistory", "history"))
    };
    case["outcomes"]
        .as_object()
        .expect("deals")
        .iter()
        .map(deal)
        .collect()
}

fn objection(item: &Value) -> String {
    let word = |key: &str| item[key].as_str();
    let answered =
        word("resolved").map(|day| format!(", answered: {{date: {day}}}, confirmed: {day}"));
    format!(
        "  - {{id: {}, date: {}, category: {}{}}}\n",
        word("id").expect("an id"),
        word("raised").expect("a day"),
        word("cat").expect("a category"),
        answered.unwrap_or_default()
    )
}

#[test]
fn every_category_of_the_vectors() {
    let expected = &vectors("activity.json")["objections"];
    let found = rows(&book().json(ASK), None);
    let categories = expected["by_category"].as_object().expect("categories");
    assert_eq!(found.len(), categories.len() + 1);
    for (category, figures) in categories {
        let row = found
            .iter()
            .find(|row| row["category"] == json!(category))
            .expect("a row");
        assert_figures(row, figures, category);
    }
    let total = found.last().expect("all of them");
    assert_figures(
        total,
        &json!({"category": null, "objections": 7, "km_median_resolution": 20}),
        "all",
    );
    assert_figures(
        total,
        &json!({"km_median_resolution": expected["km_median_resolution"]}),
        "all",
    );
}

#[test]
fn an_earlier_day_knows_nothing_of_what_came_later() {
    let found = rows(&book().json("objections --as-of 2026-03-05"), None);
    // By then five were raised; one is confirmed (the same day), one ended with its deal.
    assert_figures(
        found.last().expect("all"),
        &json!({"objections": 5, "resolved": 2, "settled": 3}),
        "then",
    );
}

/// Who is lost before the stage at which a category is raised is compared with nobody.
#[test]
fn only_deals_that_came_as_far_are_compared() {
    let deal = |id: &str, stages: &[&str], objections: &str| {
        let lines: String = stages
            .iter()
            .enumerate()
            .map(|(place, stage)| {
                format!("  - {{date: 2026-01-{:02}, stage: {stage}}}\n", place + 1)
            })
            .collect();
        let text = format!(
            "name: N\nstage: {}\n{objections}history:\n{lines}",
            stages[stages.len() - 1]
        );
        (id.to_owned(), text)
    };
    let raised =
        "objections: [{id: aaaa, date: 2026-01-02, category: competitor, severity: minor}]\n";
    let files = [
        deal("with", &["prospecting", "presentation", "won"], raised),
        deal(
            "without",
            &["prospecting", "presentation", "closing", "lost"],
            "",
        ),
        deal("early", &["prospecting", "lost"], ""),
        deal("straight", &["prospecting", "won"], ""),
    ];
    let found = rows(&TestBook::of_files(BOOK, &files).json(ASK), None);
    let expected = json!({"with_won": 1, "with_lost": 0, "without_won": 1, "without_lost": 1});
    assert_figures(&found[0], &expected, "competitor");
}

/// Deals that came closed are at their pipeline's first rank at least, and a win is behind all
/// ranks for good.
#[test]
fn deals_that_came_closed_and_wins_that_were_reopened_are_compared() {
    let expected = vectors("activity.json")["objections"]["by_category"].clone();
    let bare = TestBook::of_files(BOOK, &closings());
    let found = rows(&bare.json(ASK), None);
    for row in &found[..found.len() - 1] {
        let figures = &expected[row["category"].as_str().expect("a category")];
        for key in [
            "with_won",
            "with_lost",
            "without_won",
            "without_lost",
            "lift",
            "lift_ci",
        ] {
            assert_figures(row, &json!({ key: figures[key] }), key);
        }
    }
    let raised = "name: N\nstage: closing\nobjections: [{id: aaaa, date: 2026-01-02, category: other}]\nhistory:\n  - {date: 2026-01-01, stage: closing}\n";
    let reopened = "name: N\nstage: lost\nhistory:\n  - {date: 2026-01-01, stage: prospecting}\n  - {date: 2026-02-01, stage: won}\n  - {date: 2026-02-10, stage: prospecting}\n  - {date: 2026-03-01, stage: lost}\n";
    let files = [("a", raised), ("b", reopened)].map(|(id, text)| (id.to_owned(), text.to_owned()));
    let found = rows(&TestBook::of_files(BOOK, &files).json(ASK), None);
    assert_figures(
        &found[0],
        &json!({"without_won": 0, "without_lost": 1}),
        "reopened",
    );
}

#[test]
fn a_loss_for_the_reason_that_was_left_open() {
    let deal = |id: &str, category: &str, settled: &str, reason: &str| {
        let text = format!(
            "name: N\nstage: lost\nobjections: [{{id: aaaa, date: 2026-01-02, category: {category}{settled}}}]\nhistory:\n  - {{date: 2026-01-01, stage: closing}}\n  - {{date: 2026-02-01, stage: lost, reason: {reason}}}\n"
        );
        (id.to_owned(), text)
    };
    let files = [
        deal("open", "price_budget", "", "price_budget"),
        deal(
            "settled",
            "price_budget",
            ", answered: {date: 2026-01-03}, confirmed: 2026-01-04",
            "price_budget",
        ),
        deal("other", "price_budget", "", "no_decision"),
    ];
    let book = TestBook::of_files(BOOK, &files);
    let found = rows(&book.json(ASK), None);
    let expected = json!({"lost_reason": 2, "kill_share": 1.0 / 3.0, "resolved": 1, "settled": 3});
    assert_figures(&found[0], &expected, "price");
    assert_figures(&found[1], &json!({"kill_share": 1.0 / 3.0}), "all");
    let text = book.text(&format!("{ASK} --explain"));
    assert!(
        text.contains("price_budget: 1 resolved / 3 ended")
            && text.contains("1 lost with it unresolved / 3 lost"),
        "{text}"
    );
}
