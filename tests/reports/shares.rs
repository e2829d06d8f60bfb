//! What holds of win rates, durations, outcomes and losses of every book, tried on books that
//! chance made.

use dealfile::reports::query::By;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::properties::{Ask, BOOK, book, count, day, deals, figures, lives, truncated};

const BYS: [Option<By>; 4] = [None, Some(By::Owner), Some(By::Month), Some(By::Pipeline)];

/// The reports and their flags.
const ASKED: [(&str, &[(&str, &str)]); 9] = [
    ("winrate", &[("horizon", "30")]),
    ("duration", &[("curve", "true")]),
    ("duration", &[("exclude_hold", "true")]),
    ("outcome", &[("horizon", "60")]),
    ("losses", &[]),
    ("conversion", &[("method", "flow")]),
    ("conversion", &[("method", "markov")]),
    ("conversion", &[("method", "aj"), ("curve", "true")]),
    (
        "conversion",
        &[
            ("method", "aj"),
            ("cohort", "entered"),
            ("entrants", "literal"),
        ],
    ),
];

fn is_share(value: &Value) -> bool {
    value
        .as_f64()
        .is_none_or(|share| (-1e-12..=1.0 + 1e-12).contains(&share))
}

/// Whether the shares of a row add up to 1, where it has any.
fn is_whole(row: &Value, keys: [&str; 3]) -> bool {
    let shares: Option<Vec<f64>> = keys.iter().map(|key| row[*key].as_f64()).collect();
    shares.is_none_or(|shares| (shares.iter().sum::<f64>() - 1.0).abs() < 1e-9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_of_what_competes_add_up(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec())) {
        let book = book(BOOK);
        let ask = |flags| Ask { book: &book, as_of, by, flags };
        for row in figures("outcome", &lives(&deals), &ask(&[("horizon", "300")])) {
            prop_assert!(is_whole(&row, ["F_won", "F_lost", "S"]), "{}", row);
        }
        for row in figures("conversion", &lives(&deals), &ask(&[("method", "aj"), ("curve", "true")])) {
            prop_assert!(is_whole(&row, ["F_advanced", "F_lost", "S"]), "{}", row);
            prop_assert!(row["curve"].as_array().is_some_and(|steps| steps.iter().all(|step| is_whole(step, ["F_advanced", "F_lost", "S"]))));
        }
    }

    #[test]
    fn exits_are_one_thing_each_and_moves_add_up(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec())) {
        let book = book(BOOK);
        for row in figures("conversion", &lives(&deals), &Ask { book: &book, as_of, by, flags: &[("method", "flow")] }) {
            let parts = ["forward", "back", "lost", "other"].map(|key| count(&row, key));
            prop_assert_eq!(count(&row, "exits"), parts.iter().sum::<u64>());
        }
        for row in figures("conversion", &lives(&deals), &Ask { book: &book, as_of, by, flags: &[("method", "markov")] }) {
            let shares: Vec<f64> = row["P"].as_object().expect("moves").values().filter_map(Value::as_f64).collect();
            prop_assert!(shares.is_empty() || (shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(is_share(&row["win"]) && is_share(&row["sequential_product"]), "{}", row);
        }
    }

    #[test]
    fn groups_partition_the_total(deals in deals(), as_of in 0_i64..300, by in select(vec![By::Owner, By::Segment, By::Pipeline])) {
        let book = book(BOOK);
        for (name, flags, keys) in [
            ("winrate", &[][..], &["created_n", "created_won", "mature_n", "deal_days"][..]),
            ("duration", &[], &["n", "exits"]),
            ("losses", &[], &["count"]),
            ("conversion", &[("method", "flow")], &["exits", "forward"]),
            ("conversion", &[("method", "aj")], &["entered", "n"]),
        ] {
            let rows = figures(name, &lives(&deals), &Ask { book: &book, as_of, by: Some(by), flags });
            for key in keys {
                let of = |is_total: bool| rows.iter().filter(move |row| (row["group"] == json!({})) == is_total);
                let sum = |is_total: bool| of(is_total).map(|row| count(row, key)).sum::<u64>();
                prop_assert_eq!(sum(true), sum(false), "{} {}", name, key);
            }
        }
    }

    #[test]
    fn the_past_is_what_it_was_and_files_have_no_order(deals in deals(), as_of in 0_i64..300, by in select(BYS.to_vec())) {
        let book = book(BOOK);
        let then: Vec<_> = deals.iter().filter_map(|deal| truncated(deal, day(as_of))).collect();
        let (now, then) = (lives(&deals), lives(&then));
        let reversed: Vec<_> = now.iter().rev().cloned().collect();
        for (name, flags) in ASKED {
            let ask = Ask { book: &book, as_of, by, flags };
            let rows = figures(name, &now, &ask);
            prop_assert_eq!(&rows, &figures(name, &then, &ask), "{}", name);
            prop_assert_eq!(&rows, &figures(name, &reversed, &ask), "{}", name);
        }
    }

    #[test]
    fn losses_are_all_there_and_curves_fall(deals in deals(), as_of in 0_i64..300) {
        let book = book(BOOK);
        let rows = figures("losses", &lives(&deals), &Ask { book: &book, as_of, by: None, flags: &[] });
        let (totals, manners): (Vec<&Value>, Vec<&Value>) = rows.iter().partition(|row| row["reason"].is_null());
        let sum = |rows: &[&Value]| rows.iter().map(|row| count(row, "count")).sum::<u64>();
        prop_assert_eq!(sum(&totals), sum(&manners));
        for row in figures("duration", &lives(&deals), &Ask { book: &book, as_of, by: None, flags: &[("curve", "true")] }) {
            let steps = row["curve"].as_array().expect("steps");
            let falls = steps.windows(2).all(|pair| pair[0]["S"].as_f64() >= pair[1]["S"].as_f64());
            prop_assert!(falls && count(&row, "exits") <= count(&row, "n"), "{}", row);
        }
    }
}
