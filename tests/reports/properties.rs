//! What holds of every book, tried on books that chance made.

use dealfile::book::Book;
use dealfile::deal::Deal;
use dealfile::deal::day::Day;
use dealfile::deal::history::{History, HistoryEntry};
use dealfile::deal::record::DealRecord;
use dealfile::render::{self, Document, Format, Options};
use dealfile::reports::ReportSpec;
use dealfile::reports::flags::FlagValues;
use dealfile::reports::query::{By, Query, Window};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

pub(super) const BOOK: &str = "version: 1\ncurrency: USD\npipelines:\n  p: {stages: [{id: a, probability: 0.1}, {id: b}, {id: c, probability: 0.5}]}\n  q: {stages: [{id: a}, {id: d}]}\n";
const RATES: &str = "rates: {EUR: 1.1, KRW: 0.0007}\n";

pub(super) fn book(text: &str) -> Book {
    Book::from_config(serde_yaml::from_str(text).expect("a configuration")).expect("a book")
}

pub(super) fn day(number: i64) -> Day {
    Day::new(2026, 1, 1).expect("a day").plus(number)
}

/// A line that says one thing or two.
fn line() -> impl Strategy<Value = HistoryEntry> {
    let stage = prop::option::weighted(0.8, select(vec!["a", "b", "c", "d", "won", "lost", "odd"]));
    let pipeline = prop::option::weighted(0.1, select(vec!["p", "q"]));
    let owner = prop::option::weighted(0.2, select(vec!["kim", "lee"]));
    let amount = prop::option::weighted(0.3, prop::option::of(0_u32..100_000));
    let hold = prop::option::weighted(0.1, 0_i64..300);
    (0_i64..300, stage, pipeline, owner, amount, hold).prop_map(
        |(date, stage, pipeline, owner, amount, hold)| HistoryEntry {
            date: Some(day(date)),
            stage: stage.map(str::to_owned),
            pipeline: pipeline.map(|id| Some(id.to_owned())),
            owner: owner.map(|id| Some(id.to_owned())),
            amount: amount.map(|amount| amount.and_then(|number| number.to_string().parse().ok())),
            hold: hold.map(|number| Some(day(number))),
            ..HistoryEntry::default()
        },
    )
}

/// A deal whose top says what its history says.
fn deal() -> impl Strategy<Value = Deal> {
    let currency = prop::option::of(select(vec!["EUR", "KRW"]));
    let segment = prop::option::of(select(vec!["SMB", "ENT"]));
    (
        prop::bool::weighted(0.1),
        line(),
        prop::collection::vec(line(), 0..6),
        currency,
        segment,
    )
        .prop_map(|(undated, mut first, rest, currency, segment)| {
            first.stage.get_or_insert_with(|| "a".to_owned());
            first.date = first.date.filter(|_| !undated);
            first.currency = currency.map(|code| code.parse().ok());
            let history: Vec<HistoryEntry> = std::iter::once(first).chain(rest).collect();
            told(
                Deal {
                    name: "N".into(),
                    segment: segment.map(str::to_owned),
                    history,
                    ..Deal::default()
                },
                Day::LAST,
            )
        })
}

/// The deal with the top that its history tells.
fn told(mut deal: Deal, on: Day) -> Deal {
    let history = History::new(&deal);
    if let Some(state) = history.on(on) {
        deal.stage = state.stage.to_owned();
        deal.pipeline = state.pipeline.map(str::to_owned);
        deal.owner = state.owner.map(str::to_owned);
        (deal.amount, deal.currency, deal.hold) = (state.amount, state.currency, state.hold);
    }
    deal
}

/// The deal as it was on a day; none before its creation.
pub(super) fn truncated(deal: &Deal, on: Day) -> Option<Deal> {
    let history = History::new(deal)
        .until(on)
        .map(|(line, _)| line.clone())
        .collect();
    let before = Deal {
        history,
        ..told(deal.clone(), on)
    };
    (!before.history.is_empty()).then_some(before)
}

pub(super) fn lives(deals: &[Deal]) -> Vec<DealRecord> {
    deals
        .iter()
        .enumerate()
        .map(|(number, deal)| DealRecord::new(&format!("d{number}"), deal, History::new(deal)))
        .collect()
}

pub(super) fn deals() -> impl Strategy<Value = Vec<Deal>> {
    prop::collection::vec(deal(), 0..25)
}

pub(super) struct Ask<'a> {
    pub(super) book: &'a Book,
    pub(super) as_of: i64,
    pub(super) by: Option<By>,
    pub(super) flags: &'a [(&'a str, &'a str)],
}

/// The bytes of a report.
fn bytes(name: &str, lives: &[DealRecord], ask: &Ask<'_>, format: Format) -> String {
    let about = ReportSpec::named(name).expect("a report");
    let window = Window {
        from: day(40),
        to: day(220),
    };
    let query = Query {
        by: ask.by,
        explain: true,
        ..Query::new(lives, ask.book, day(ask.as_of), window)
    };
    let given = |flag: &str| {
        ask.flags
            .iter()
            .find(|(name, _)| *name == flag)
            .map(|(_, value)| (*value).to_owned())
    };
    let report = (about.run)(&query, &FlagValues::new(about.flags, given)).expect("good flags");
    let mut out = Vec::new();
    render::write(
        Document::Report(&report),
        format,
        Options {
            width: Some(80),
            ..Options::default()
        },
        &mut out,
    )
    .expect("written");
    String::from_utf8(out).expect("UTF-8")
}

pub(super) fn figures(name: &str, lives: &[DealRecord], ask: &Ask<'_>) -> Vec<Value> {
    let report: Value = serde_json::from_str(&bytes(name, lives, ask, Format::Json)).expect("JSON");
    report["rows"].as_array().expect("rows").clone()
}

pub(super) fn count(row: &Value, key: &str) -> u64 {
    row[key]
        .as_u64()
        .unwrap_or_else(|| panic!("no count {key} in {row}"))
}

const NAMES: [&str; 7] = [
    "pipeline",
    "velocity",
    "winrate",
    "conversion",
    "duration",
    "outcome",
    "losses",
];
const BYS: [Option<By>; 4] = [None, Some(By::Owner), Some(By::Month), Some(By::Pipeline)];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_entrant_is_one_thing_and_stages_nest(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec())) {
        let book = book(BOOK);
        for (cohort, entrants) in [("created", "reached"), ("created", "literal"), ("entered", "reached"), ("entered", "literal")] {
            let flags = [("cohort", cohort), ("entrants", entrants)];
            let rows = figures("conversion", &lives(&deals), &Ask { book: &book, as_of, by, flags: &flags });
            for row in &rows {
                let parts = ["advanced", "lost", "open", "other"].map(|key| count(row, key));
                prop_assert_eq!(count(row, "entered"), parts.iter().sum::<u64>());
                if let (Some(decided), Some(floor), Some(ceiling)) = (row["decided"].as_f64(), row["floor"].as_f64(), row["ceiling"].as_f64()) {
                    prop_assert!(floor <= decided);
                    prop_assert!(count(row, "other") > 0 || decided <= ceiling);
                }
            }
            if (cohort, entrants) == ("created", "reached") {
                for pair in rows.windows(2).filter(|pair| pair[0]["pipeline"] == pair[1]["pipeline"] && pair[0]["group"] == pair[1]["group"]) {
                    prop_assert_eq!(count(&pair[0], "advanced"), count(&pair[1], "entered"));
                }
            }
        }
    }

    #[test]
    fn groups_partition_the_deals(deals in deals(), as_of in 0_i64..300, by in select(vec![By::Owner, By::Segment, By::Pipeline])) {
        let book = book(BOOK);
        for (name, keys) in [("velocity", &["n", "won", "lost"][..]), ("pipeline", &["deals"]), ("conversion", &["entered", "won"])] {
            let rows = figures(name, &lives(&deals), &Ask { book: &book, as_of, by: Some(by), flags: &[] });
            for key in keys {
                let sum = |is_total: bool| rows.iter().filter(|row| (row["group"] == json!({})) == is_total).map(|row| count(row, key)).sum::<u64>();
                prop_assert_eq!(sum(true), sum(false), "{} {}", name, key);
            }
        }
    }

    #[test]
    fn the_order_of_files_changes_no_byte(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec()), rates: bool) {
        let book = book(&format!("{BOOK}{}", if rates { RATES } else { "" }));
        let lives = lives(&deals);
        let reversed: Vec<DealRecord> = lives.iter().rev().cloned().collect();
        for name in NAMES {
            for format in [Format::Json, Format::Table, Format::Csv, Format::Markdown] {
                let ask = Ask { book: &book, as_of, by, flags: &[] };
                prop_assert_eq!(bytes(name, &lives, &ask, format), bytes(name, &reversed, &ask, format));
            }
        }
    }

    #[test]
    fn a_table_fits_the_terminal(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec())) {
        let book = book(BOOK);
        for name in NAMES {
            let text = bytes(name, &lives(&deals), &Ask { book: &book, as_of, by, flags: &[] }, Format::Table);
            for line in text.lines() {
                prop_assert!(line.width() <= 80, "{}", line);
            }
        }
    }

    #[test]
    fn the_past_is_what_it_was(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec())) {
        let book = book(BOOK);
        let then: Vec<Deal> = deals.iter().filter_map(|deal| truncated(deal, day(as_of))).collect();
        let spans = by.is_some_and(By::is_period);
        let ahead = ["forecast", "coverage", "plan", "bridge"].into_iter().filter(|_| !spans);
        for name in NAMES.into_iter().chain(ahead) {
            let ask = Ask { book: &book, as_of, by, flags: &[] };
            prop_assert_eq!(figures(name, &lives(&deals), &ask), figures(name, &lives(&then), &ask), "{}", name);
        }
    }

    #[test]
    fn currencies_never_meet(deals in deals(), as_of in 0_i64..300) {
        let book = book(BOOK);
        let config = &[("method", "stage"), ("prob", "config")][..];
        for (name, flags) in [("pipeline", &[][..]), ("velocity", &[]), ("losses", &[]), ("bridge", &[]), ("forecast", config), ("coverage", config)] {
            let ask = Ask { book: &book, as_of, by: None, flags };
            for row in figures(name, &lives(&deals), &ask) {
                let own: Vec<Deal> = deals.iter().filter(|deal| deal.currency.map_or("USD", |own| own.code()) == row["currency"]).cloned().collect();
                prop_assert!(figures(name, &lives(&own), &ask).contains(&row), "{} {}", name, row);
            }
        }
    }

    #[test]
    fn no_choice_of_flags_breaks(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec()), rates: bool) {
        let book = book(&format!("{BOOK}{}", if rates { RATES } else { "" }));
        for flags in [
            &[("win", "horizon:30"), ("cycle_stat", "km"), ("exclude_hold", "true")][..],
            &[("win", "cohort"), ("win_by", "value"), ("stale_as_lost", "20")],
            &[("standardize", "segment"), ("exclude_loss_class", "other"), ("cycle", "closed")],
        ] {
            for row in figures("velocity", &lives(&deals), &Ask { book: &book, as_of, by, flags }) {
                prop_assert!(row["win_rate"].as_f64().is_none_or(|rate| (0.0..=1.0).contains(&rate)));
            }
        }
    }
}
