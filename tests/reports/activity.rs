use serde_json::{Value, json};

use super::book::{BOOK, TestBook, assert_figures, list, rows, vectors};

const ASK: &str = "activity --as-of 2026-03-31";
const HISTORY: &str = "history:\n  - {date: 2026-01-05, stage: approach, owner: kim}\n";

fn deal(id: &str, text: &str) -> (String, String) {
    (
        id.to_owned(),
        format!("name: N\nowner: kim\nstage: approach\n{text}{HISTORY}"),
    )
}

fn total(book: &TestBook, ask: &str) -> Value {
    rows(&book.json(ask), None).remove(0)
}

#[test]
fn follow_ups_of_the_vectors() {
    let case = &vectors("activity.json")["follow_ups"];
    let task = |(place, item): (usize, &Value)| {
        let done = item["done"]
            .as_str()
            .map(|day| format!(", done: {day}"))
            .unwrap_or_default();
        let cancelled = item
            .get("cancelled")
            .map(|_| ", cancelled: 2026-03-11")
            .unwrap_or_default();
        format!(
            "  - {{id: aaa{place}, due: {}, what: W{done}{cancelled}}}\n",
            item["due"].as_str().expect("a day")
        )
    };
    let tasks: String = list(case, "items").iter().enumerate().map(task).collect();
    let book = TestBook::of_files(BOOK, &[deal("a", &format!("followups:\n{tasks}"))]);
    let expected = &case["expect"];
    let mut figures = json!({"overdue": list(expected, "overdue").len(), "overdue_days": expected["overdue_days"][0]});
    for key in ["due_in_window", "on_time", "late", "missed", "on_time_rate"] {
        figures[key] = expected[key].clone();
    }
    assert_figures(&total(&book, ASK), &figures, "follow-ups");
}

#[test]
fn meetings_of_the_vectors() {
    let case = &vectors("activity.json")["meetings"];
    let count = |key: &str| case["counts"][key].as_u64().expect("a count");
    let kinds = [
        ("held", "2026-03-10, status: held"),
        ("no_show", "2026-03-10, status: no_show"),
        ("cancelled", "2026-03-10, status: cancelled"),
        ("future", "2026-04-02"),
        ("unlogged", "2026-03-10"),
    ];
    let all = kinds
        .iter()
        .flat_map(|(kind, rest)| std::iter::repeat_n(rest, count(kind) as usize))
        .enumerate();
    let meetings: String = all
        .map(|(place, rest)| format!("  - {{id: a{place:03}, booked: 2026-03-01, date: {rest}}}\n"))
        .collect();
    let book = TestBook::of_files(BOOK, &[deal("a", &format!("meetings:\n{meetings}"))]);
    let found = total(&book, ASK);
    assert_figures(&found, &case["counts"], "counts");
    assert_figures(&found, &case["expect"], "rates");
    let strict = total(&book, &format!("{ASK} --cancelled-as-no-show"));
    assert_figures(
        &strict,
        &json!({"no_show": 5, "cancelled": 0, "no_show_rate": 5.0 / 17.0}),
        "strictly",
    );
}

/// A deal that kim hands to lee, who wins it; the work in it is of whom it names, else of its owner
/// on that day.
const HANDED_ON: &str = "\
name: N
stage: won
owner: lee
amount: 5000
followups: [{id: aaaa, due: 2026-03-02, what: W}, {id: bbbb, due: 2026-03-02, what: W, owner: sam, done: 2026-03-02}]
meetings: [{id: cccc, booked: 2026-01-10, date: 2026-01-12, status: held}, {id: dddd, booked: 2026-03-02, date: 2026-03-03, by: sam, status: held}]
activities: [{date: 2026-01-15, kind: call, direction: two_way}, {date: 2026-03-20, kind: email}]
history:
  - {date: 2026-01-05, stage: approach, amount: 5000, owner: kim}
  - {date: 2026-02-01, stage: presentation, by: sam}
  - {date: 2026-02-10, stage: approach}
  - {date: 2026-02-20, stage: presentation}
  - {date: 2026-03-01, owner: lee}
  - {date: 2026-03-15, stage: won}
";

#[test]
fn work_is_of_who_did_it() {
    let book = TestBook::of_files(BOOK, &[("a".to_owned(), HANDED_ON.to_owned())]);
    let report = book.json(ASK);
    let of = |owner| rows(&report, Some(("owner", owner))).remove(0);
    let kim = json!({"created": 0, "won": 0, "advances": 1, "activities": 1, "two_way": 1, "booked": 1, "steps": 3});
    assert_figures(&of("kim"), &kim, "kim");
    let lee = json!({"created": 1, "created_won": 1, "closed_ratio": 1.0, "won": 1, "won_value": 5000, "advances": 1, "activities": 1, "overdue": 1, "overdue_days": 29, "steps": 2});
    assert_figures(&of("lee"), &lee, "lee");
    let sam = json!({"created": 0, "advances": 1, "meetings_held": 1, "on_time": 1, "follow_ups_done": 1, "steps": 3});
    assert_figures(&of("sam"), &sam, "sam");
    let all = json!({"created": 1, "won": 1, "advances": 3, "activities": 2, "booked": 2, "due_in_window": 2, "steps": 8});
    assert_figures(&total(&book, ASK), &all, "all");
}

#[test]
fn an_earlier_day_knows_nothing_of_what_came_later() {
    let book = TestBook::of_files(BOOK, &[("a".to_owned(), HANDED_ON.to_owned())]);
    let then = json!({"created": 1, "created_won": 0, "won": 0, "booked": 1, "held": 1, "advances": 2, "follow_ups_done": 0, "overdue": 0});
    assert_figures(&total(&book, "activity --as-of 2026-03-01"), &then, "then");
    // Both were due on the day before, and neither was done by then.
    let book = TestBook::of_files(
        BOOK,
        &[(
            "a".to_owned(),
            HANDED_ON.replace("done: 2026-03-02", "done: 2026-03-04"),
        )],
    );
    let then = json!({"overdue": 2, "missed": 2, "on_time": 0, "follow_ups_done": 0, "held": 2});
    assert_figures(
        &total(&book, "activity --as-of 2026-03-03"),
        &then,
        "between",
    );
}

#[test]
fn months_hold_what_happened_in_them() {
    let book = TestBook::of_files(BOOK, &[("a".to_owned(), HANDED_ON.to_owned())]);
    let report = book.json(&format!("{ASK} --by month"));
    let of = |month| rows(&report, Some(("month", month))).remove(0);
    assert_figures(
        &of("2026-01"),
        &json!({"created": 1, "advances": 0, "meetings_held": 1, "overdue": 0}),
        "January",
    );
    assert_figures(
        &of("2026-02"),
        &json!({"created": 0, "advances": 2, "meetings_held": 0, "steps": 2}),
        "February",
    );
    assert_figures(
        &of("2026-03"),
        &json!({"won": 1, "advances": 1, "missed": 1, "overdue": 1, "steps": 4}),
        "March",
    );
}

/// What is settled after the window was open at its end, however it was settled.
#[test]
fn what_is_overdue_at_the_end_of_the_window() {
    for settled in ["done", "cancelled"] {
        let task =
            format!("followups: [{{id: aaaa, due: 2026-02-20, what: W, {settled}: 2026-03-15}}]\n");
        let book = TestBook::of_files(BOOK, &[deal("a", &task)]);
        let row = total(&book, &format!("{ASK} --to 2026-02-28"));
        assert_figures(&row, &json!({"overdue": 1, "overdue_days": 8}), settled);
    }
}

/// A thank-you note for a win that was taken back is nobody's work.
#[test]
fn plans_after_a_win_end_with_it() {
    let plan = "followups: [{id: aaaa, due: 2026-03-02, what: Thank-you note, kind: post_close}]\n";
    let (id, begun) = deal("a", plan);
    let text = format!(
        "{begun}  - {{date: 2026-03-01, stage: won}}\n  - {{date: 2026-03-03, stage: approach}}\n"
    );
    let book = TestBook::of_files(BOOK, &[(id, text)]);
    assert_figures(
        &total(&book, ASK),
        &json!({"overdue": 0, "missed": 0, "due_in_window": 0}),
        "reopened",
    );
    assert_figures(
        &total(&book, "activity --as-of 2026-03-02"),
        &json!({"overdue": 0, "missed": 0}),
        "won",
    );
}

const GOALS: &str = "\
version: 1
currency: EUR
holidays: [2026-01-01, 2026-03-02]
team:
  - {id: kim, goals: {won: 10000, meetings_held: 4}}
  - {id: lee, goals: {won: 100000, steps: 1, per: month}}
  - {id: sam, left: 2025-01-31, goals: {created: 1}}
  - {id: new}
";

/// The first quarter of 2026 has 64 Mondays to Fridays and two of them off; up to 15 February 31 of
/// 62 are gone.
#[test]
fn goals_and_their_pace() {
    let won = |amount: &str| {
        format!(
            "name: N\nstage: won\nowner: kim\n{amount}history:\n  - {{date: 2026-01-05, stage: approach, {}owner: kim}}\n  - {{date: 2026-01-20, stage: won}}\n",
            amount.trim().replace('\n', ", ") + ", "
        )
    };
    let meetings = "meetings:\n  - {id: aaaa, booked: 2025-12-20, date: 2026-01-12, status: held}\n  - {id: bbbb, booked: 2026-01-20, date: 2026-02-12, status: held}\n  - {id: cccc, booked: 2025-12-20, date: 2025-12-22, status: held}\n";
    let files = [
        ("a".to_owned(), won("amount: 6000\n")),
        ("b".to_owned(), won("amount: 9000\ncurrency: USD\n")),
        deal("c", meetings),
    ];
    let report = TestBook::of_files(GOALS, &files).json("activity --as-of 2026-02-15 --goals");
    let kim = rows(&report, Some(("owner", "kim")));
    assert_eq!(
        [&kim[0]["currency"], &kim[1]["currency"]],
        [&json!("EUR"), &json!("USD")]
    );
    assert_eq!(
        kim[1]["goals"],
        json!([]),
        "goals stand with the book's currency"
    );
    let goals = list(&kim[0], "goals");
    let won = json!({"goal": "won", "period": "2026-Q1", "target": 10000, "actual": 6000, "attainment": 0.6, "pace": 0.6 / (31.0 / 62.0)});
    assert_figures(&goals[0], &won, "won");
    let held =
        json!({"goal": "meetings_held", "target": 4, "actual": 2, "attainment": 0.5, "pace": 1.0});
    assert_figures(&goals[1], &held, "held");
    assert_figures(
        &kim[0],
        &json!({"goals_attained": 0.0, "goals_on_pace": 1.0}),
        "kim",
    );
    let lee = rows(&report, Some(("owner", "lee"))).remove(0);
    assert_figures(
        &list(&lee, "goals")[1],
        &json!({"goal": "steps", "period": "2026-02", "actual": 0, "pace": 0.0}),
        "lee",
    );
    assert_eq!(
        rows(&report, Some(("owner", "new"))).len(),
        1,
        "who did nothing is told"
    );
    assert!(
        rows(&report, Some(("owner", "sam"))).is_empty(),
        "who left before the window is not"
    );
}

/// Who has left has no goals that run; of part of the deals, or in other currencies, goals say what
/// they do not see.
#[test]
fn goals_that_cannot_be_told_whole() {
    let book = GOALS.replace("left: 2025-01-31", "left: 2026-01-31");
    let won = "name: N\nstage: won\nowner: kim\nsegment: SMB\nhistory:\n  - {date: 2026-01-05, stage: approach, amount: 9, currency: USD, owner: kim}\n  - {date: 2026-01-20, stage: won}\n";
    let book = TestBook::of_files(&book, &[("a".to_owned(), won.to_owned())]);
    let report = book.json("activity --as-of 2026-02-15 --goals");
    assert_eq!(
        rows(&report, Some(("owner", "sam")))[0]["goals"],
        json!([]),
        "sam has left"
    );
    let noted = |report: &Value, code: &str| {
        list(report, "notes")
            .iter()
            .any(|note| note["code"] == code)
    };
    assert!(noted(&report, "unpriced") && !noted(&report, "target_of_book"));
    assert!(noted(
        &book.json("activity --as-of 2026-02-15 segment:SMB"),
        "target_of_book"
    ));
}

/// A deal that went to another pipeline counts in each of them with what was done while it was
/// there.
#[test]
fn work_counts_in_the_pipeline_in_which_it_was_done() {
    let book = "version: 1\npipelines:\n  p: {stages: [{id: a}, {id: b}]}\n  q: {stages: [{id: c}, {id: d}]}\n";
    let moved = "name: N\nstage: d\npipeline: q\nactivities: [{date: 2026-01-10, kind: call}, {date: 2026-02-10, kind: call}]\n\
                 meetings: [{id: aaaa, booked: 2026-01-08, date: 2026-01-12, status: held}]\n\
                 followups: [{id: bbbb, due: 2026-02-12, what: W, done: 2026-02-12}]\n\
                 history:\n  - {date: 2026-01-05, stage: a, pipeline: p}\n  - {date: 2026-01-15, stage: b}\n  - {date: 2026-02-01, stage: c, pipeline: q}\n  - {date: 2026-02-20, stage: d}\n";
    let book = TestBook::of_files(book, &[("a".to_owned(), moved.to_owned())]);
    let first = json!({"created": 1, "closed_ratio": null, "advances": 1, "activities": 1, "booked": 1, "due_in_window": 0, "steps": 3});
    assert_figures(
        &total(&book, &format!("{ASK} --pipeline p")),
        &first,
        "the first",
    );
    let second = json!({"created": 1, "advances": 1, "activities": 1, "booked": 0, "due_in_window": 1, "steps": 3});
    assert_figures(
        &total(&book, &format!("{ASK} --pipeline q")),
        &second,
        "the second",
    );
    assert_figures(
        &total(&book, ASK),
        &json!({"created": 1, "advances": 2, "activities": 2, "steps": 6}),
        "both",
    );
}

#[test]
fn goals_of_the_book_are_known_words() {
    let book = TestBook::of_files(&GOALS.replace("steps: 1", "stepz: 1"), &[deal("a", "")]);
    let output = book.deal("check --as-of 2026-02-15 --format concise");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("dealfile.yaml:6:") && text.contains("[unknown-key]"),
        "{text}"
    );
}

#[test]
fn it_can_be_done_again_on_paper() {
    let book = TestBook::of_files(GOALS, &[("a".to_owned(), HANDED_ON.to_owned())]);
    let text = book.text(&format!("{ASK} --explain"));
    for line in [
        "closed ratio = 1 won / 1 created = 1",
        "steps = 3 moves forward + 2 activities + 2 meetings held + 1 follow-ups done = 8",
        "won in 2026-Q1: pace = 0 / (10,000 × 62 / 62 working days) = 0",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
}
