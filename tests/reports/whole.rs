//! What holds of the reports that read whole deals, on books that chance made.

use dealfile::book::Book;
use dealfile::deal::Deal;
use dealfile::deal::history::History;
use dealfile::deal::life::Life;
use dealfile::deal::meddic::{Evidence, Meddic, Score};
use dealfile::render::{self, Format, Style};
use dealfile::reports::About;
use dealfile::reports::choices::Choices;
use dealfile::reports::query::{By, Query, Window};
use proptest::prelude::*;
use proptest::sample::select;
use unicode_width::UnicodeWidthStr;

use super::properties::{BOOK, book, day, deals, truncated};

/// The report, and whether it compares win rates.
const NAMES: [(&str, bool); 3] = [("risk", false), ("meddic", false), ("meddic", true)];
const BYS: [Option<By>; 3] = [None, Some(By::Owner), Some(By::Pipeline)];

/// The deals with some qualification.
fn qualified() -> impl Strategy<Value = Vec<Deal>> {
    let score = || prop::option::of((0_u8..4, 0_i64..300));
    (deals(), prop::collection::vec((score(), score()), 25)).prop_map(|(deals, scores)| {
        let evidence =
            |(score, date): (u8, i64)| Evidence { score: Score(score), date: Some(day(date)), ..Evidence::default() };
        let meddic = |(metrics, champion): (Option<_>, Option<_>)| Meddic {
            metrics: metrics.map(evidence),
            champion: champion.map(evidence),
            ..Meddic::default()
        };
        deals.into_iter().zip(scores).map(|(deal, scores)| Deal { meddic: meddic(scores), ..deal }).collect()
    })
}

fn named(deals: &[Deal]) -> Vec<(Life, Deal)> {
    let name = |(number, deal): (usize, &Deal)| (Life::of(&format!("d{number}"), deal), deal.clone());
    deals.iter().enumerate().map(name).collect()
}

fn bytes(
    (name, lift): (&str, bool),
    pairs: &[(Life, Deal)],
    book: &Book,
    as_of: i64,
    by: Option<By>,
    format: Format,
) -> String {
    let about = About::named(name).unwrap();
    let (lives, deals): (Vec<Life>, Vec<Deal>) = pairs.iter().cloned().unzip();
    let window = Window { from: day(40), to: day(220) };
    let query = Query { by, explain: true, deals: &deals, ..Query::new(&lives, book, day(as_of), window) };
    let given = |flag: &str| (lift && flag == "lift").then(|| "true".to_owned());
    let report = (about.run)(&query, &Choices::new(about.flags, given)).unwrap();
    let mut out = Vec::new();
    render::report(&report, format, Style { width: Some(80), ..Style::default() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_changes_no_byte_and_tables_fit(deals in qualified(), as_of in 0_i64..300, by in select(BYS.to_vec()), more: bool) {
        let book = book(&format!("{BOOK}methodology: {}\n", if more { "meddpicc" } else { "meddic" }));
        let pairs = named(&deals);
        let reversed: Vec<_> = pairs.iter().rev().cloned().collect();
        for name in NAMES {
            for format in [Format::Json, Format::Table, Format::Csv, Format::Markdown] {
                let text = bytes(name, &pairs, &book, as_of, by, format);
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
        let all = named(&deals);
        let then = all.iter().filter_map(|(life, deal)| {
            let deal = truncated(deal, day(as_of))?;
            let history = History::of(&deal);
            Some((Life::with(&life.id, deal.clone(), history), deal))
        });
        let then: Vec<(Life, Deal)> = then.collect();
        for name in NAMES {
            let rows = |pairs: &[(Life, Deal)]| {
                let text = bytes(name, pairs, &book, as_of, by, Format::Json);
                serde_json::from_str::<serde_json::Value>(&text).unwrap()["rows"].clone()
            };
            prop_assert_eq!(rows(&all), rows(&then), "{:?}", name);
        }
    }
}
