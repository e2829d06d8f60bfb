//! The risk of the vectors: book on disk → command line → JSON, and what holds of every risk.

use dealfile::book::risk::{Band, CloseDate, Factor, Facts, Gap, NextStep, Risk, TypicalStay};
use dealfile::deal::keywords::Severity;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::book::{TestBook, assert_figures, list, rows, vectors};

const AS_OF: &str = "--as-of 2026-06-30";
/// A gate that asks for four points, so that a quarter of it can be missing, and a stay of two
/// weeks.
const STAGES: &str = "\
version: 1
currency: USD
pipelines:
  p:
    stages:
      - {id: now, expected_days: 14}
      - {id: next, gate: {metrics: 2, champion: 2}}
";
/// The same, where nobody says how long a stay is.
const UNTIMED: &str = "\
version: 1
pipelines: {p: {stages: [{id: now}, {id: next, gate: {metrics: 2, champion: 2}}]}}
";

fn day(back: i64) -> String {
    let as_of: dealfile::deal::day::Day = "2026-06-30".parse().unwrap();
    as_of.plus(-back).to_string()
}

/// A file of which these facts hold; the silence in whole days.
fn file(facts: &Value, silent: Option<i64>) -> String {
    let short = if facts["gap"] == json!(0.25) { 1 } else { 2 };
    let mut text = format!(
        "name: N\nstage: now\nclose_date: 2026-09-30\ncontacts: [{}]\nmeddic:\n  metrics: {{score: 2, date: {1}}}\n  champion: {{score: {short}, date: {1}}}\n",
        (0..facts["contacts"].as_u64().unwrap())
            .map(|n| format!("{{id: c{n}}}"))
            .collect::<Vec<_>>()
            .join(", "),
        day(1),
    );
    let worst = facts["worst_open_objection"].as_str().unwrap();
    let objections = ["minor", "major", "blocker"]
        .iter()
        .take_while(|severity| **severity != worst);
    let mut objections: Vec<&str> = if worst == "none" {
        vec![]
    } else {
        objections.copied().chain([worst]).collect()
    };
    objections.reverse();
    for (number, severity) in objections.iter().enumerate() {
        let head = if number == 0 { "objections:\n" } else { "" };
        text += &format!(
            "{head}  - {{id: o{number}, category: other, severity: {severity}, date: {}}}\n",
            day(9)
        );
    }
    text += match facts["next_step"].as_str().unwrap() {
        "ok" => "followups: [{id: f1, due: 2026-07-01, what: Call}]\n",
        "undated" => "followups: [{id: f1, what: Call}]\n",
        "overdue" => "followups: [{id: f1, due: 2026-06-29, what: Call}]\n",
        _ => "",
    };
    if let Some(silent) = silent {
        text += &format!(
            "activities: [{{date: {}, kind: call, direction: two_way}}]\n",
            day(silent)
        );
    }
    let pushes = facts["pushes"].as_i64().unwrap();
    let age = facts["age"].as_i64().unwrap();
    text += &format!(
        "history:\n  - {{date: {}, stage: now, close_date: 2026-0{}-30}}\n",
        day(age),
        9 - pushes
    );
    for push in (0..pushes).rev() {
        text += &format!(
            "  - {{date: {}, close_date: 2026-0{}-30}}\n",
            day(1),
            9 - push
        );
    }
    text
}

fn book(facts: &Value, silent: Option<i64>) -> TestBook {
    let book = if facts["typical"].is_null() {
        UNTIMED
    } else {
        STAGES
    };
    TestBook::of_files(book, &[("a".to_owned(), file(facts, silent))])
}

/// What the three commands and the report say of it; they agree.
fn told(book: &TestBook) -> Value {
    let row = rows(&book.json(&format!("risk {AS_OF}")), None).remove(0);
    let parse = |text: &[u8]| serde_json::from_slice::<Value>(text).expect("JSON");
    let explained = parse(&book.deal(&format!("risk a {AS_OF} --format json")).stdout);
    let shown = parse(&book.deal(&format!("show a {AS_OF} --format json")).stdout);
    let moved = parse(
        &book
            .deal(&format!("advance a {AS_OF} --format json"))
            .stdout,
    );
    for other in [&explained, &shown["risk"], &moved["risk"]] {
        for key in ["score", "band", "components"] {
            assert_eq!(other[key], row[key], "{key}");
        }
    }
    row
}

#[test]
fn risks_of_the_vectors() {
    let vectors = vectors("meddic.json");
    assert_eq!(list(&vectors, "risk").len(), 3);
    for case in list(&vectors, "risk") {
        let (facts, expected) = (&case["facts"], &case["expect"]);
        let silent = facts["silent"].as_f64();
        // Books know whole days: a half one lies in the middle of its neighbours.
        let around = silent.map_or([None; 2], |days| {
            [Some(days.floor() as i64), Some(days.ceil() as i64)]
        });
        let [below, above] = around.map(|silent| told(&book(facts, silent)));
        let middle = |key: &str| {
            let of = |row: &Value| row.pointer(key).and_then(Value::as_f64).unwrap();
            json!((of(&below) + of(&above)) / 2.0)
        };
        let components: serde_json::Map<String, Value> = Factor::WORDS
            .iter()
            .map(|word| ((*word).to_owned(), middle(&format!("/components/{word}"))))
            .collect();
        assert_figures(
            &Value::Object(components),
            &expected["components"],
            &facts.to_string(),
        );
        assert_figures(
            &json!({"score": middle("/score")}),
            &json!({"score": expected["score"]}),
            "score",
        );
        assert_eq!(
            [&below["band"], &above["band"]],
            [&expected["band"]; 2],
            "{facts}"
        );
    }
}

/// The facts of the vectors without the way over files: half days and all.
#[test]
fn facts_of_the_vectors_give_their_risk() {
    let vectors = vectors("meddic.json");
    for case in list(&vectors, "risk") {
        let risk = Risk::from_facts(&facts(&case["facts"]));
        let components: serde_json::Map<String, Value> = Factor::ALL
            .iter()
            .map(|factor| (factor.to_string(), json!(risk.level(*factor))))
            .collect();
        assert_figures(
            &Value::Object(components),
            &case["expect"]["components"],
            "components",
        );
        assert_figures(
            &json!({"score": risk.score()}),
            &json!({"score": case["expect"]["score"]}),
            "score",
        );
        assert_eq!(risk.band().as_str(), case["expect"]["band"]);
    }
    for (word, weight) in vectors["risk_weights"].as_object().unwrap() {
        assert_eq!(
            word.parse::<Factor>().unwrap().weight(),
            weight.as_f64().unwrap(),
            "{word}"
        );
    }
}

fn facts(value: &Value) -> Facts {
    Facts {
        gap: Gap {
            share: value["gap"].as_f64().unwrap(),
            ..Gap::default()
        },
        age: value["age"].as_f64(),
        usual: value["typical"]
            .as_f64()
            .map(|days| TypicalStay { days, stays: None }),
        silent: value["silent"].as_f64(),
        close_date: if value["past_due"] == json!(true) {
            CloseDate::Past(1)
        } else {
            CloseDate::Upcoming
        },
        pushes: usize::try_from(value["pushes"].as_u64().unwrap()).unwrap(),
        next_step: match value["next_step"].as_str().unwrap() {
            "ok" => NextStep::Dated,
            "undated" => NextStep::Undated,
            "overdue" => NextStep::Overdue(1),
            _ => NextStep::Missing,
        },
        contacts: usize::try_from(value["contacts"].as_u64().unwrap()).unwrap(),
        objection: value["worst_open_objection"]
            .as_str()
            .and_then(|word| word.parse::<Severity>().ok()),
    }
}

#[test]
fn bands_begin_where_they_say() {
    let score = |gap: f64, silent: f64, pushes: usize| {
        let best = json!({"gap": gap, "age": 0, "typical": null, "silent": silent, "past_due": false, "pushes": pushes,
            "next_step": "ok", "contacts": 3, "worst_open_objection": "none"});
        Risk::from_facts(&facts(&best))
    };
    // 30 × ⅓ + 15 × 1 is 25 on paper.
    assert_eq!(score(1.0 / 3.0, 30.0, 0).band(), Band::Medium);
    assert_eq!(score(1.0 / 3.0, 29.9, 0).band(), Band::Low);
    assert_eq!(score(1.0, 7.0 + 23.0 / 3.0, 3).band(), Band::High);
}

#[test]
fn what_is_usual_is_judged_by_the_whole_book_and_not_by_the_filter() {
    let stay = |owner: &str, days: i64| {
        format!(
            "name: N\nowner: {owner}\nstage: next\nhistory:\n  - {{date: {}, stage: now, owner: {owner}}}\n  - {{date: {}, stage: next}}\n",
            day(100),
            day(100 - days)
        )
    };
    let mut files: Vec<(String, String)> =
        (0..8).map(|n| (format!("d{n}"), stay("kim", 40))).collect();
    let open = format!(
        "name: N\nowner: lee\nstage: now\nhistory:\n  - {{date: {}, stage: now, owner: lee}}\n",
        day(50)
    );
    files.push(("a".to_owned(), open));
    let book = TestBook::of_files(STAGES, &files);
    let expected = json!({"components": {"qualification": 1.0, "stage_age": 0.25, "inactivity": 1.0, "close_date": 0.0,
        "next_step": 1.0, "threading": 1.0, "objections": 0.0}});
    for filter in ["", "owner:lee"] {
        let all = rows(&book.json(&format!("risk {filter} {AS_OF}")), None);
        let own = all.iter().find(|row| row["deal"] == "a").unwrap();
        assert_eq!(own["components"], expected["components"], "{filter}");
    }
    let text = String::from_utf8(book.deal(&format!("risk a {AS_OF}")).stdout).unwrap();
    assert!(
        text.contains("50 days in stage (usual 40, median of 9 stays)"),
        "{text}"
    );
    // Its own file knows only what is expected.
    let text = String::from_utf8(book.deal(&format!("show a {AS_OF}")).stdout).unwrap();
    assert!(text.contains("50 days in stage (expected 14)"), "{text}");
}

#[test]
fn closed_deals_are_counted_and_groups_stand_by_name() {
    let deal = |owner: &str, stage: &str| {
        format!("name: N\nowner: {owner}\nstage: {stage}\ncreated: 2026-06-01\n")
    };
    let files = [
        ("a", "mina", "now"),
        ("b", "lee", "now"),
        ("c", "lee", "won"),
    ];
    let files = files.map(|(id, owner, stage)| (id.to_owned(), deal(owner, stage)));
    let book = TestBook::of_files(STAGES, &files);
    let report = book.json(&format!("risk --by owner {AS_OF}"));
    let named: Vec<(&Value, &Value)> = list(&report, "rows")
        .iter()
        .map(|row| (&row["group"]["owner"], &row["deal"]))
        .collect();
    assert_eq!(
        named,
        [(&json!("lee"), &json!("b")), (&json!("mina"), &json!("a"))]
    );
    assert!(
        book.text(&format!("risk {AS_OF}"))
            .contains("excluded: 1 closed or transferred")
    );
    assert_eq!(
        book.run(&format!("risk --by month {AS_OF}")).status.code(),
        Some(2)
    );
}

#[test]
fn silence_and_past_dates_count_from_the_day_on_which_they_begin() {
    let deal = |words: &str| {
        let text = format!("name: N\nstage: now\ncreated: 2026-06-01\n{words}\n");
        let book = TestBook::of_files(STAGES, &[("a".to_owned(), text)]);
        rows(&book.json(&format!("risk {AS_OF}")), None).remove(0)["components"].clone()
    };
    for (words, factor, level) in [
        ("close_date: 2026-06-30", "close_date", 0.0),
        ("close_date: 2026-06-29", "close_date", 1.0),
        (
            "activities: [{date: 2026-06-23, direction: two_way}]",
            "inactivity",
            0.0,
        ),
        (
            "activities: [{date: 2026-06-22, direction: two_way}]",
            "inactivity",
            1.0 / 23.0,
        ),
        // Only we have spoken; and a word that is still to come.
        (
            "activities: [{date: 2026-06-22, direction: outbound}]",
            "inactivity",
            1.0,
        ),
        (
            "activities: [{date: 2026-07-22, direction: two_way}]",
            "inactivity",
            1.0,
        ),
        (
            "meetings: [{id: m1, date: 2026-05-31, status: held}]",
            "inactivity",
            1.0,
        ),
        (
            "meetings: [{id: m1, date: 2026-06-30, status: held}]",
            "inactivity",
            0.0,
        ),
        (
            "meetings: [{id: m1, date: 2026-06-30, status: scheduled}]",
            "next_step",
            0.0,
        ),
        (
            "meetings: [{id: m1, date: 2026-06-29, status: scheduled}]",
            "next_step",
            1.0,
        ),
        (
            "objections: [{id: o1, category: other, severity: blocker, confirmed: 2026-06-30}]",
            "objections",
            0.0,
        ),
        (
            "objections: [{id: o1, category: other, severity: blocker, confirmed: 2026-07-01}]",
            "objections",
            1.0,
        ),
    ] {
        assert_figures(&deal(words), &json!({factor: level}), words);
    }
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let days = || prop::option::of(0.0..400.0_f64);
    let usual =
        prop::option::of((0.0..90.0_f64).prop_map(|days| TypicalStay { days, stays: None }));
    let close = select(vec![
        CloseDate::Missing,
        CloseDate::Upcoming,
        CloseDate::Past(3),
    ]);
    let step = select(vec![
        NextStep::Dated,
        NextStep::Undated,
        NextStep::Overdue(2),
        NextStep::Missing,
    ]);
    let objection = prop::option::of(select(vec![
        Severity::Minor,
        Severity::Major,
        Severity::Blocker,
    ]));
    (
        0.0..=1.0_f64,
        days(),
        usual,
        days(),
        close,
        0_usize..6,
        step,
        0_usize..5,
        objection,
    )
        .prop_map(
            |(share, age, usual, silent, close_date, pushes, next_step, contacts, objection)| {
                Facts {
                    gap: Gap {
                        share,
                        ..Gap::default()
                    },
                    age,
                    usual,
                    silent,
                    close_date,
                    pushes,
                    next_step,
                    contacts,
                    objection,
                }
            },
        )
}

/// The same facts with one of them worse.
fn worse(facts: &Facts) -> Vec<Facts> {
    let mut list = vec![
        Facts {
            gap: Gap {
                share: (facts.gap.share + 0.1).min(1.0),
                ..Gap::default()
            },
            ..facts.clone()
        },
        Facts {
            age: facts.age.map(|days| days + 5.0),
            ..facts.clone()
        },
        Facts {
            silent: facts.silent.map(|days| days + 5.0),
            ..facts.clone()
        },
        Facts {
            silent: None,
            ..facts.clone()
        },
        Facts {
            close_date: CloseDate::Past(1),
            ..facts.clone()
        },
        Facts {
            pushes: facts.pushes + 1,
            ..facts.clone()
        },
        Facts {
            next_step: NextStep::Missing,
            ..facts.clone()
        },
        Facts {
            contacts: facts.contacts.saturating_sub(1),
            ..facts.clone()
        },
        Facts {
            objection: facts.objection.max(Some(Severity::Major)),
            ..facts.clone()
        },
    ];
    let shorter = facts.usual.map(|usual| TypicalStay {
        days: (usual.days - 3.0).max(0.0),
        ..usual
    });
    list.push(Facts {
        usual: shorter,
        ..facts.clone()
    });
    list
}

proptest! {
    #[test]
    fn a_worse_fact_never_lowers_the_risk(facts in any_facts()) {
        let risk = Risk::from_facts(&facts);
        prop_assert!((0.0..=100.0).contains(&risk.score()), "{}", risk.score());
        prop_assert!(risk.components.iter().all(|own| (0.0..=1.0).contains(&own.level) && !own.reason.is_empty()));
        for worse in worse(&facts) {
            prop_assert!(Risk::from_facts(&worse).score() >= risk.score() - 1e-9, "{worse:?}");
        }
    }
}
