use serde_json::json;

use super::book::{BOOK, TestBook, assert_figures, list, mini, rows, vectors};

const WINDOW: &str = "--as-of 2026-06-30 --from 2026-01-01 --to 2026-06-30";

#[test]
fn every_figure_at_every_horizon() {
    let book = mini();
    for case in list(&vectors("winrates.json"), "cases") {
        let arguments = format!("winrate {WINDOW} --horizon {}", case["horizon"]);
        assert_figures(
            &rows(&book.json(&arguments), None)[0],
            &case["expect"],
            &arguments,
        );
    }
}

#[test]
fn the_horizon_is_90_days_and_the_narrow_rate_chooses_its_losses() {
    let report = mini().json(&format!(
        "winrate {WINDOW} --exclude-loss-class no_decision,competitive"
    ));
    assert_eq!(
        report["options"],
        json!({"horizon": 90, "exclude_loss_class": "no_decision,competitive"})
    );
    let figures =
        json!({"horizon_days": 90, "narrow_excl_no_decision": 5.0 / 6.0, "closed_count": 0.625});
    assert_figures(&rows(&report, None)[0], &figures, "narrow");
}

#[test]
fn groups_and_months() {
    let report = mini().json(&format!("winrate {WINDOW} --by owner"));
    assert_figures(
        &rows(&report, Some(("owner", "kim")))[0],
        &json!({"closed_count": 0.4, "currency": "USD"}),
        "kim",
    );
    let report = mini().json(&format!("winrate {WINDOW} --by month"));
    let created = list(&report, "rows")
        .iter()
        .map(|row| row["created_n"].as_u64().expect("a count"));
    let counts: Vec<u64> = created.collect();
    assert_eq!(counts[..6].iter().sum::<u64>(), counts[6], "{counts:?}");
}

#[test]
fn a_deal_that_left_the_pipeline_is_in_no_cohort() {
    let book = "version: 1\npipelines:\n  p: {stages: [{id: a}]}\n  q: {stages: [{id: b}]}\n";
    let gone = "name: N\nstage: b\npipeline: q\nhistory:\n  - {date: 2026-01-01, stage: a, pipeline: p}\n  - {date: 2026-04-15, stage: b, pipeline: q}\n";
    let report = TestBook::of_files(book, &[("a".to_owned(), gone.to_owned())]);
    let row = rows(
        &report.json(&format!("winrate {WINDOW} --horizon 60 --pipeline p")),
        None,
    )
    .remove(0);
    assert_figures(
        &row,
        &json!({"created_n": 0, "mature_n": 0, "horizon_rate": null, "currency": null}),
        "gone",
    );
}

#[test]
fn without_deals_there_are_no_rates() {
    let report = TestBook::of(BOOK, &[]).json(&format!("winrate {WINDOW}"));
    let nothing = json!({"closed_count": null, "closed_count_ci": null, "created_n": 0, "created_raw": null,
        "horizon_rate": null, "deal_days": 0, "wins_per_100_deal_days": null});
    assert_figures(&rows(&report, None)[0], &nothing, "empty");
    assert_eq!(report["notes"][0]["code"], "no_closed");
}

#[test]
fn the_formulas_can_be_done_again_on_paper() {
    let text = mini().text(&format!("winrate {WINDOW} --explain"));
    for line in [
        "closed = 5 won / 8 closed = 0.625",
        "narrow = 5 won / (8 closed − 1 lost of an excluded class) = 0.714286",
        "by 90 days = 4 won by that age / 10 at least that old = 0.4",
        "exposure = 100 × 5 won / 776 deal days = 0.64433",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}
