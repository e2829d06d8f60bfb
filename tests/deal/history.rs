//! The fold of history: what was so on a day.

use dealfile::deal::Deal;
use dealfile::deal::day::Day;
use dealfile::deal::history::{History, HistoryEntry, Outcome};

fn line(date: &str, stage: Option<&str>) -> HistoryEntry {
    HistoryEntry {
        date: date.parse().ok(),
        stage: stage.map(str::to_owned),
        ..HistoryEntry::default()
    }
}

fn history(lines: &[HistoryEntry]) -> History {
    History::new(&Deal {
        history: lines.to_vec(),
        ..Deal::default()
    })
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn the_state_is_the_fold_up_to_a_day() {
    let h = history(&[
        line("2026-01-05", Some("prospecting")),
        line("2026-03-01", Some("lost")),
        line("2026-02-01", Some("closing")),
        line("2026-03-01", Some("approach")),
    ]);
    let stage_on = |d: &str| h.on(day(d)).map(|s| s.stage.to_owned());
    assert_eq!(stage_on("2026-01-04"), None);
    assert_eq!(stage_on("2026-01-05").as_deref(), Some("prospecting"));
    assert_eq!(stage_on("2026-02-01").as_deref(), Some("closing"));
    assert_eq!(stage_on("2026-03-01").as_deref(), Some("approach"));
}

#[test]
fn a_closing_lasts_until_the_reopening() {
    let h = history(&[
        line("2026-01-05", Some("closing")),
        line("2026-02-01", Some("won")),
        line("2026-02-03", Some("lost")),
        line("2026-02-04", None),
        line("2026-03-01", Some("closing")),
    ]);
    assert_eq!(h.closed_on(day("2026-01-31")), None);
    assert_eq!(
        h.closed_on(day("2026-02-10")),
        Some(Some(day("2026-02-03")))
    );
    assert_eq!(h.closed_on(day("2026-03-01")), None);
    let undated = history(&[HistoryEntry {
        stage: Some("lost".into()),
        ..HistoryEntry::default()
    }]);
    assert_eq!(undated.closed_on(day("2026-01-01")), Some(None));
}

#[test]
fn a_first_line_without_a_day_is_older_than_every_day() {
    let h = history(&[
        HistoryEntry {
            stage: Some("closing".into()),
            ..HistoryEntry::default()
        },
        line("2026-02-01", Some("won")),
    ]);
    assert_eq!(
        h.on(day("1999-01-01"))
            .map(|s| s.stage.to_owned())
            .as_deref(),
        Some("closing")
    );
    assert_eq!(h.created(), None);
}

#[test]
fn an_end_lies_before_the_days_behind_it() {
    let h = history(&[
        line("2026-01-05", Some("closing")),
        line("2026-02-01", Some("lost")),
        line("2026-03-01", Some("closing")),
    ]);
    let days = [
        ("2026-01-01", None),
        ("2026-02-01", None),
        ("2026-02-02", Some(Outcome::Lost)),
    ];
    for (text, expected) in days
        .into_iter()
        .chain([("2026-02-28", Some(Outcome::Lost)), ("2026-03-01", None)])
    {
        assert_eq!(h.ended_before(day(text)), expected, "{text}");
    }
}

#[test]
fn null_clears() {
    let hold = HistoryEntry {
        hold: Some(Some(day("2026-05-01"))),
        ..line("2026-01-06", None)
    };
    let resume = HistoryEntry {
        hold: Some(None),
        ..line("2026-02-01", None)
    };
    let h = history(&[line("2026-01-05", Some("closing")), hold, resume]);
    assert_eq!(
        h.on(day("2026-01-31")).and_then(|s| s.hold),
        Some(day("2026-05-01"))
    );
    assert_eq!(h.on(day("2026-02-01")).and_then(|s| s.hold), None);
}
