//! Bridges and forecasts of books that chance made.

use dealfile::book::Book;
use dealfile::deal::Deal;
use dealfile::deal::day::Day;
use dealfile::deal::history::{History, HistoryEntry};
use dealfile::deal::keywords::Forecast;
use dealfile::deal::record::DealRecord;
use dealfile::render::{self, Document, Format, Options};
use dealfile::reports::ReportSpec;
use dealfile::reports::flags::FlagValues;
use dealfile::reports::query::{By, Query, Window};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

const BOOK: &str = "\
version: 1
currency: USD
pipelines:
  p: {stages: [{id: a, probability: 0.1, expected_days: 5}, {id: b, probability: 0.3, expected_days: 9}, {id: c, probability: 0.5}]}
  q: {stages: [{id: a, probability: 0.2}, {id: d}]}
targets: [{period: 2026-Q2, won: 100000}, {period: 2026, won: 300000}]
costs: [{stage: a, period: 2026-Q1, amount: 1000}, {stage: b, period: 2026-Q2, amount: 500}]
";

pub(super) fn book() -> Book {
    Book::from_config(serde_yaml::from_str(BOOK).expect("a configuration")).expect("a book")
}

pub(super) fn day(number: i64) -> Day {
    Day::new(2026, 1, 1).expect("a day").plus(number)
}

fn line() -> impl Strategy<Value = HistoryEntry> {
    let stage = prop::option::weighted(0.6, select(vec!["a", "b", "c", "d", "won", "lost"]));
    let owner = prop::option::weighted(0.3, select(vec!["kim", "lee"]));
    let amount = prop::option::weighted(0.4, prop::option::weighted(0.9, 0_u32..10_000_000));
    let close = prop::option::weighted(0.5, prop::option::weighted(0.9, 0_i64..400));
    let pipeline = prop::option::weighted(0.1, select(vec!["p", "q"]));
    let forecast = prop::option::weighted(0.2, select(Forecast::ALL.to_vec()));
    (0_i64..300, stage, owner, amount, close, pipeline, forecast).prop_map(
        |(date, stage, owner, amount, close, pipeline, forecast)| HistoryEntry {
            date: Some(day(date)),
            stage: stage.map(str::to_owned),
            owner: owner.map(|id| Some(id.to_owned())),
            amount: amount.map(|cents| {
                cents.and_then(|cents| format!("{}.{:02}", cents / 100, cents % 100).parse().ok())
            }),
            close_date: close.map(|number| number.map(day)),
            pipeline: pipeline.map(|id| Some(id.to_owned())),
            forecast: forecast.map(Some),
            ..HistoryEntry::default()
        },
    )
}

fn life() -> impl Strategy<Value = DealRecord> {
    let currency = prop::option::weighted(0.2, Just("EUR"));
    let segment = prop::option::of(select(vec!["SMB", "ENT"]));
    (
        line(),
        prop::collection::vec(line(), 0..6),
        currency,
        segment,
    )
        .prop_map(|(mut first, rest, currency, segment)| {
            first.stage.get_or_insert_with(|| "a".to_owned());
            first.currency = currency.map(|code| code.parse().ok());
            let history = std::iter::once(first).chain(rest).collect();
            let deal = Deal {
                name: "N".into(),
                segment: segment.map(str::to_owned),
                history,
                ..Deal::default()
            };
            DealRecord::new("", &deal, History::new(&deal))
        })
}

pub(super) fn lives() -> impl Strategy<Value = Vec<DealRecord>> {
    let name = |mut lives: Vec<DealRecord>| {
        lives
            .iter_mut()
            .enumerate()
            .for_each(|(number, life)| life.id = format!("d{number}"));
        lives
    };
    prop::collection::vec(life(), 0..15).prop_map(name)
}

#[derive(Clone)]
struct Ask {
    from: i64,
    to: i64,
    by: Option<By>,
    flags: Vec<(&'static str, &'static str)>,
}

fn bytes(name: &str, lives: &[DealRecord], ask: &Ask, format: Format) -> String {
    let book = book();
    let window = Window {
        from: day(ask.from),
        to: day(ask.to),
    };
    let query = Query {
        by: ask.by,
        explain: true,
        ..Query::new(lives, &book, day(ask.to), window)
    };
    answer(name, &query, &ask.flags, format)
}

/// The bytes of a report on any question.
pub(super) fn answer(
    name: &str,
    query: &Query<'_>,
    flags: &[(&str, &str)],
    format: Format,
) -> String {
    let about = ReportSpec::named(name).expect("a report");
    let given = |flag: &str| {
        flags
            .iter()
            .find(|(name, _)| *name == flag)
            .map(|(_, value)| (*value).to_owned())
    };
    let report = (about.run)(query, &FlagValues::new(about.flags, given)).expect("good flags");
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

fn figures(name: &str, lives: &[DealRecord], ask: &Ask) -> Vec<Value> {
    let report: Value = serde_json::from_str(&bytes(name, lives, ask, Format::Json)).expect("JSON");
    report["rows"].as_array().expect("rows").clone()
}

pub(super) fn cents(row: &Value, key: &str) -> i64 {
    let text = row[key].to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{part:0<2}").parse().expect("cents")
}

/// The same where the deals of one owner are asked for, at both ends.
pub(super) fn of_owner(
    lives: &[DealRecord],
    owner: Option<&str>,
    days: [i64; 2],
) -> Vec<DealRecord> {
    let mut lives = lives.to_vec();
    for life in &mut lives {
        let is_other =
            |day: &Day| owner.is_some() && life.on(*day).is_none_or(|state| state.owner != owner);
        life.excluded_on = days.map(day).into_iter().filter(is_other).collect();
    }
    lives
}

pub(super) fn piers(rows: &[Value], bucket: &str) -> Vec<(String, i64, u64)> {
    let of = rows.iter().filter(|row| row["bucket"] == bucket);
    let pier = |row: &Value| {
        (
            format!("{}{}", row["group"], row["currency"]),
            cents(row, "amount"),
            row["count"].as_u64().expect("a count"),
        )
    };
    let mut piers: Vec<_> = of.map(pier).filter(|(_, _, count)| *count > 0).collect();
    piers.sort();
    piers
}

pub(super) const PERIODS: [Option<&str>; 4] = [
    None,
    Some("2026-Q2"),
    Some("2026-05"),
    Some("2026-02-10..2026-08-20"),
];
const BYS: [Option<By>; 4] = [None, Some(By::Owner), Some(By::Segment), Some(By::Pipeline)];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_bridge_balances_and_is_carried_on(
        lives in lives(), mut days in prop::array::uniform3(0_i64..330), period in select(PERIODS.to_vec()),
        owner in select(vec![None, Some("kim")]), by in select(BYS.to_vec()),
    ) {
        days.sort_unstable();
        let bridge = |from: i64, to: i64| {
            let flags = period.map(|period| ("period", period)).into_iter().collect();
            figures("bridge", &of_owner(&lives, owner, [from, to]), &Ask { from, to, by, flags })
        };
        let (first, second) = (bridge(days[0], days[1]), bridge(days[1], days[2]));
        for ledger in first.chunks(15) {
            let sum: i64 = ledger.iter().take(14).map(|row| cents(row, "amount")).sum();
            prop_assert_eq!(sum, cents(&ledger[14], "amount"), "{:?}", ledger);
        }
        prop_assert_eq!(piers(&first, "closing"), piers(&second, "opening"));
    }

    #[test]
    fn groups_partition_both_piers(lives in lives(), from in 0_i64..200, by in select(vec![By::Owner, By::Segment, By::Pipeline])) {
        let rows = figures("bridge", &lives, &Ask { from, to: from + 90, by: Some(by), flags: vec![] });
        for bucket in ["opening", "closing", "new"] {
            let sum = |is_total: bool| {
                let rows = rows.iter().filter(|row| row["bucket"] == bucket && (row["group"] == json!({})) == is_total);
                rows.map(|row| row["count"].as_i64().expect("a count")).sum::<i64>()
            };
            let changed = by != By::Segment && bucket == "new";
            prop_assert!(changed || sum(true) == sum(false), "{}", bucket);
        }
    }

    #[test]
    fn what_is_weighted_is_no_more_than_what_is_open(
        lives in lives(), to in 0_i64..330, by in select(BYS.to_vec()),
        how in select(vec![&[("method", "stage"), ("prob", "history")][..], &[("method", "stage"), ("prob", "config")], &[("method", "survival")]]),
    ) {
        let ask = Ask { from: to - 90, to, by, flags: [how, &[("period", "2026-Q2,2026,2026-08")]].concat() };
        let rows = figures("forecast", &lives, &ask);
        for row in &rows {
            let (open, weighted) = (row["cumulative"]["open_pipeline"].as_f64(), row["weighted_open"].as_f64());
            prop_assert!(weighted.is_none_or(|weighted| weighted <= open.unwrap_or(0.0) + 1e-6), "{}", row);
            prop_assert!(row["p_reach_target"].as_f64().is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
        let sum = |is_total: bool, key: &str| {
            let rows = rows.iter().filter(|row| (row["group"] == json!({})) == is_total);
            rows.filter(|row| !row["single"][key].is_null()).map(|row| cents(&row["single"], key)).sum::<i64>()
        };
        for key in ["closed", "commit", "best_case", "pipeline", "omitted"] {
            prop_assert!(by.is_none() || sum(true, key) == sum(false, key), "{}", key);
        }
    }
}

// Each case makes forty reports.
proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_changes_no_byte(lives in lives(), to in 0_i64..330, by in select(BYS.to_vec())) {
        let reversed: Vec<DealRecord> = lives.iter().rev().cloned().collect();
        for name in NAMES {
            for format in [Format::Json, Format::Table, Format::Csv, Format::Markdown] {
                let ask = Ask { from: to - 90, to, by, flags: vec![] };
                prop_assert_eq!(bytes(name, &lives, &ask, format), bytes(name, &reversed, &ask, format), "{}", name);
            }
        }
    }
}

const NAMES: [&str; 5] = ["bridge", "forecast", "coverage", "plan", "hygiene"];
