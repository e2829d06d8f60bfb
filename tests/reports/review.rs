//! The page for Monday: what it says of each day is what the forecast of that day says.

use serde_json::{Value, json};

use super::book::{TestBook, assert_figures, list, rows};

const BOOK: &str = "version: 1
currency: USD
team: [{id: kim, goals: {won: 500, per: quarter}}, {id: lee}, {id: ann, goals: {won: 70, per: month}}, {id: old, left: 2026-01-01, goals: {won: 9}}]
targets: [{period: 2026-Q4, won: 1000}]
";

/// A deal: its top, and the lines of its history.
fn deal(id: &str, top: &str, lines: &[&str]) -> (String, String) {
    let history: String = lines
        .iter()
        .map(|line| format!("  - {{{line}}}\n"))
        .collect();
    (id.to_owned(), format!("name: N\n{top}history:\n{history}"))
}

fn book() -> TestBook {
    let start = "date: 2026-10-01, stage: closing, owner: kim, amount: 100, close_date: 2026-11-01, forecast: pipeline";
    TestBook::of_files(
        BOOK,
        &[
            deal(
                "won",
                "stage: won\namount: 100\nowner: kim\nclose_date: 2026-11-18\nforecast: pipeline\n",
                &[
                    start,
                    "date: 2026-11-18, stage: won, close_date: 2026-11-18",
                ],
            ),
            deal(
                "lost",
                "stage: lost\namount: 100\nowner: kim\nclose_date: 2026-11-18\nforecast: pipeline\n",
                &[
                    start,
                    "date: 2026-11-18, stage: lost, reason: need_fit, close_date: 2026-11-18",
                ],
            ),
            deal(
                "new",
                "stage: approach\nowner: lee\namount: 40\n",
                &["date: 2026-11-20, stage: approach, owner: lee, amount: 40"],
            ),
            deal(
                "moved",
                "stage: approach\nowner: lee\namount: 80\nclose_date: 2026-12-11\nforecast: commit\n",
                &[
                    "date: 2026-10-01, stage: prospecting, owner: lee, amount: 100, close_date: 2026-12-01, forecast: pipeline",
                    "date: 2026-11-17, stage: approach, amount: 80, close_date: 2026-12-11, forecast: commit",
                ],
            ),
            deal(
                "back",
                "stage: approach\nowner: kim\namount: 100\nclose_date: 2026-11-01\nforecast: pipeline\n",
                &[start, "date: 2026-11-19, stage: approach"],
            ),
            deal(
                "again",
                "stage: closing\nowner: kim\namount: 100\nclose_date: 2026-11-01\nforecast: pipeline\n",
                &[
                    start,
                    "date: 2026-10-05, stage: lost",
                    "date: 2026-11-19, stage: closing",
                ],
            ),
            deal(
                "quiet",
                "stage: closing\nowner: kim\namount: 100\nclose_date: 2026-11-01\nforecast: pipeline\nactivities: [{date: 2026-11-08, kind: call, direction: two_way}]\n",
                &[start],
            ),
            deal(
                "calm",
                "stage: closing\nowner: kim\namount: 100\nclose_date: 2026-11-01\nforecast: pipeline\nactivities: [{date: 2026-11-10, kind: call, direction: two_way}]\nfollowups: [{id: a1, what: Call, due: 2026-11-25}]\n",
                &[start],
            ),
        ],
    )
}

fn page(report: &Value) -> Value {
    rows(report, None).first().expect("a page").clone()
}

#[test]
fn what_moved() {
    let page = page(&book().json("review --as-of 2026-11-23"));
    let moved: Vec<String> = list(&page, "moved")
        .iter()
        .map(|own| {
            let words = ["kind", "deal", "owner", "before", "after", "amount", "days"];
            let words = words.map(|key| own[key].to_string().replace('"', ""));
            words.join(" ")
        })
        .collect();
    assert_eq!(
        moved,
        [
            "won won kim closing won 100 null",
            "lost lost kim closing need_fit 100 null",
            "new new lee null approach 40 null",
            "stage again kim lost closing 100 null",
            "stage back kim closing approach 100 null",
            "stage moved lee prospecting approach 80 null",
            "category moved lee pipeline commit 80 null",
            "close_date moved lee 2026-12-01 2026-12-11 80 10",
            "amount moved lee 100 80 -20 null",
            "silent quiet kim null null 100 15",
        ]
    );
    let total = list(&page, "moved_by_owner").last().expect("a total");
    let expected = json!({
        "owner": null, "won": 1, "won_value": 100, "lost": 1, "lost_value": 100, "new": 1, "new_value": 40,
        "stages": "+2 -1", "pushed": 1, "pushed_value": 80, "pushed_days": 10, "amount_change": -20, "silent": 1,
    });
    assert_figures(total, &expected, "total");
}

#[test]
fn each_day_says_what_its_forecast_says() {
    let book = book();
    let page = page(&book.json("review --as-of 2026-11-23 --since 2026-11-16"));
    let figure = |name: &str| {
        let mut figures = list(&page, "headline").iter();
        figures
            .find(|own| own["figure"] == name)
            .expect(name)
            .clone()
    };
    for (key, day) in [("now", "2026-11-23"), ("before", "2026-11-16")] {
        let report = book.json(&format!("forecast --as-of {day} --period 2026-Q4"));
        let forecast = rows(&report, None).first().expect("a row").clone();
        let single = &forecast["single"];
        for (name, said) in [
            ("target", &forecast["target"]),
            ("closed", &single["closed"]),
            ("commit", &single["commit"]),
            ("best_case", &single["best_case"]),
            ("forecast", &forecast["expected_total"]),
            ("p_target", &forecast["p_reach_target"]),
            ("open_pipeline", &forecast["cumulative"]["open_pipeline"]),
        ] {
            assert_figures(&json!({name: figure(name)[key]}), &json!({name: said}), day);
        }
    }
    assert_figures(
        &figure("gap"),
        &json!({"now": 900, "before": 1000, "change": -100}),
        "gap",
    );
    assert_figures(
        &figure("created"),
        &json!({"now": 40, "before": 0}),
        "created",
    );
    let coverage = book.json("coverage --as-of 2026-11-23 --period 2026-Q4");
    let gap = &rows(&coverage, None)[0]["gap"];
    assert_figures(
        &figure("to_create"),
        &json!({"now": gap, "before": null}),
        "to create",
    );
}

#[test]
fn people_stand_against_what_is_theirs() {
    let page = page(&book().json("review --as-of 2026-11-23"));
    let people = list(&page, "people");
    let names: Vec<&Value> = people.iter().map(|own| &own["owner"]).collect();
    // Who has left is not there; who has no deal is, with a quota for the three months.
    assert_eq!(names, ["ann", "kim", "lee"]);
    assert_figures(
        &people[0],
        &json!({"quota": 210, "closed": 0, "gap": 210, "open": 0, "win_rate": null}),
        "ann",
    );
    let kim = json!({"quota": 500, "closed": 100, "gap": 400, "win_rate": 0.5, "slipped": 0, "without_next_step": 3});
    assert_figures(&people[1], &kim, "kim");
    let lee = json!({"quota": null, "gap": null, "coverage": null, "commit": 80, "open": 80, "slipped": 1});
    assert_figures(&people[2], &lee, "lee");
    // Of one owner alone, the target is that owner's.
    let own = self::page(&book().json("review owner:kim --as-of 2026-11-23"));
    assert_eq!(list(&own, "people").len(), 1);
    assert_figures(
        &list(&own, "headline")[0],
        &json!({"figure": "target", "now": 500}),
        "target",
    );
}

#[test]
fn the_deals_to_talk_about_are_named_with_a_command_that_runs() {
    let book = book();
    let page = page(&book.json("review --as-of 2026-11-23"));
    let talk = list(&page, "talk");
    assert_eq!(talk.len(), 5);
    for own in talk {
        let command = own["command"].as_str().expect("a command");
        let output = book.deal(command.strip_prefix("deal ").expect("ours"));
        assert!(output.status.success(), "{command}");
        assert_ne!(own["why"], "");
    }
}

#[test]
fn what_has_no_meaning_here_is_refused() {
    let book = book();
    for wrong in [
        "--since 2026-11-23",
        "--since tomorrow",
        "--by owner",
        "--from 2026-01-01",
        "--period soon",
    ] {
        let output = book.run(&format!("review --as-of 2026-11-23 {wrong}"));
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}
