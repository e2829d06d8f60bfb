//! What holds of the reports that read whole deals, on books that chance made.

use dealfile::book::Book;
use dealfile::deal::Deal;
use dealfile::deal::history::History;
use dealfile::deal::meddic::{Evidence, Meddic, Score};
use dealfile::deal::record::DealRecord;
use dealfile::render::{self, Document, Format, Options};
use dealfile::reports::ReportSpec;
use dealfile::reports::flags::FlagValues;
use dealfile::reports::query::{By, Query, Window};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_width::UnicodeWidthStr;

use super::properties::{BOOK, book, day, deals, lives, truncated};

/// The report, and whether it compares win rates.
const NAMES: [(&str, bool); 5] = [
    ("risk", false),
    ("meddic", false),
    ("meddic", true),
    ("objections", false),
    ("activity", false),
];
const BYS: [Option<By>; 3] = [None, Some(By::Owner), Some(By::Pipeline)];

/// Something that happens in a deal: what, on which day, and how many days later it goes on and
/// ends.
type Event = (u8, i64, i64, i64);

fn worked(mut deal: Deal, events: Vec<Event>) -> Deal {
    for (number, (what, begin, wait, last)) in events.into_iter().enumerate() {
        let (id, first, second) = (format!("aaa{number}"), day(begin), day(begin + wait));
        let third = day(begin + wait + last);
        let end = |key: &str| {
            if last > 0 {
                format!(", {key}: {third}")
            } else {
                String::new()
            }
        };
        let word = |words: [&'static str; 3]| words[(last % 3) as usize];
        match what {
            0 => {
                let category = word(["competitor", "price_budget", "other"]);
                let text = format!(
                    "{{id: {id}, date: {first}, category: {category}{}}}",
                    end("confirmed")
                );
                deal.objections.push(serde_yaml::from_str(&text).unwrap());
            }
            1 => {
                let status = word(["", ", status: held, by: lee", ", status: no_show"]);
                let text = format!("{{id: {id}, booked: {first}, date: {second}{status}}}");
                deal.meetings.push(serde_yaml::from_str(&text).unwrap());
            }
            2 => {
                let text = format!("{{id: {id}, due: {second}, what: W{}}}", end("done"));
                deal.followups.push(serde_yaml::from_str(&text).unwrap());
            }
            _ => {
                let text = format!("{{date: {first}, kind: call, direction: two_way}}");
                deal.activities.push(serde_yaml::from_str(&text).unwrap());
            }
        }
    }
    deal
}

/// The deals with some qualification and work.
fn qualified() -> impl Strategy<Value = Vec<Deal>> {
    let score = || prop::option::of((0_u8..4, 0_i64..300));
    let events = prop::collection::vec((0_u8..4, 0_i64..300, 0_i64..20, 0_i64..20), 0..4);
    (
        deals(),
        prop::collection::vec((score(), score(), events), 25),
    )
        .prop_map(|(deals, all)| {
            let evidence = |(score, date): (u8, i64)| Evidence {
                score: Some(Score(score)),
                date: Some(day(date)),
                ..Evidence::default()
            };
            let meddic = |(metrics, champion): (Option<_>, Option<_>)| Meddic {
                metrics: metrics.map(evidence),
                champion: champion.map(evidence),
                ..Meddic::default()
            };
            let whole = |(deal, (one, other, events))| Deal {
                meddic: meddic((one, other)),
                ..worked(deal, events)
            };
            deals.into_iter().zip(all).map(whole).collect()
        })
}

fn records(deals: &[Deal]) -> Vec<DealRecord> {
    let with_details = |(record, deal): (DealRecord, &Deal)| DealRecord {
        details: deal.clone().into(),
        ..record
    };
    lives(deals)
        .into_iter()
        .zip(deals)
        .map(with_details)
        .collect()
}

fn bytes(
    (name, lift): (&str, bool),
    records: &[DealRecord],
    book: &Book,
    as_of: i64,
    by: Option<By>,
    format: Format,
) -> String {
    let about = ReportSpec::named(name).unwrap();
    let window = Window {
        from: day(40),
        to: day(220),
    };
    let query = Query {
        by,
        explain: true,
        ..Query::new(records, book, day(as_of), window)
    };
    let given = |flag: &str| (lift && flag == "lift").then(|| "true".to_owned());
    let report = (about.run)(&query, &FlagValues::new(about.flags, given)).unwrap();
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
    .unwrap();
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_changes_no_byte_and_tables_fit(deals in qualified(), as_of in 0_i64..300, by in select(BYS.to_vec()), more: bool) {
        let book = book(&format!("{BOOK}methodology: {}\n", if more { "meddpicc" } else { "meddic" }));
        let all = records(&deals);
        let reversed: Vec<_> = all.iter().rev().cloned().collect();
        for name in NAMES {
            for format in [Format::Json, Format::Table, Format::Csv, Format::Markdown] {
                let text = bytes(name, &all, &book, as_of, by, format);
                prop_assert_eq!(&text, &bytes(name, &reversed, &book, as_of, by, format));
                for line in text.lines().filter(|_| format == Format::Table) {
                    prop_assert!(line.width() <= 80, "{}", line);
                }
            }
        }
    }

    #[test]
    fn the_past_is_what_it_was(deals in qualified(), as_of in 0_i64..300, by in select(BYS.to_vec())) {
        let book = book(BOOK);
        let all = records(&deals);
        let then = all.iter().zip(&deals).filter_map(|(record, deal)| {
            let deal = truncated(deal, day(as_of))?;
            let history = History::new(&deal);
            Some(DealRecord {
                details: deal.clone().into(),
                ..DealRecord::new(&record.id, &deal, history)
            })
        });
        let then: Vec<DealRecord> = then.collect();
        for name in NAMES {
            let rows = |records: &[DealRecord]| {
                let text = bytes(name, records, &book, as_of, by, Format::Json);
                serde_json::from_str::<serde_json::Value>(&text).unwrap()["rows"].clone()
            };
            prop_assert_eq!(rows(&all), rows(&then), "{:?}", name);
        }
    }
}
