use serde_json::json;

use super::book::{BOOK, TestBook, list, mini};

const WINDOW: &str = "--as-of 2026-06-30 --from 2026-01-01 --to 2026-06-30";

#[test]
fn the_envelope() {
    let report = mini().json(&format!("velocity {WINDOW}"));
    let keys: Vec<_> = report.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "report", "version", "as_of", "from", "to", "options", "notes", "rows"
        ]
    );
    assert_eq!(
        report["options"],
        json!({"count": "open", "win": "closed", "win_by": "count", "cycle": "won", "cycle_stat": "mean"})
    );
    let row: Vec<_> = list(&report, "rows")[0]
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    let expected = "group currency n won lost avg_value win_rate win_ci cycle_days cycle_floored velocity_per_day \
                    won_value realised_per_day flow_per_day missing_amount cycle_mean cycle_median cycle_km_median cycle_win_median";
    assert_eq!(row, expected.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn money_keeps_every_digit() {
    let text = "name: N\nstage: closing\namount: 12345678901234567.89\ncreated: 2026-01-01\n";
    let book = TestBook::of_files(BOOK, &[("a".to_owned(), text.to_owned())]);
    assert!(
        book.text("pipeline --as-of 2026-06-30 --format json")
            .contains(": 12345678901234567.89,")
    );
    assert!(
        book.text("pipeline --as-of 2026-06-30 --format csv")
            .contains(",12345678901234567.89,")
    );
    assert!(
        book.text("pipeline --as-of 2026-06-30 --exact")
            .contains("12,345,678,901,234,567.89")
    );
    assert!(
        book.text("pipeline --as-of 2026-06-30")
            .contains("12,345,678,901.2 M")
    );
}

#[test]
fn csv_has_a_header_group_columns_and_two_columns_an_interval() {
    let text = mini().text(&format!("velocity {WINDOW} --by owner --format csv"));
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with(
        "owner,currency,n,won,lost,avg_value,win_rate,win_ci_lo,win_ci_hi,cycle_days,"
    ));
    assert!(
        lines[1].starts_with("kim,USD,1,2,3,650000,0.4,0.1176"),
        "{}",
        lines[1]
    );
    assert!(lines[3].starts_with(",USD,4,5,3,"), "{}", lines[3]);
    assert_eq!(lines.len(), 5);
    let marked = mini().text(&format!("velocity {WINDOW} --by owner --format csv --bom"));
    assert_eq!(marked, format!("\u{feff}{text}"));
}

const ODD: &str = "name: N\nowner: \"=1+1\\e[31m|x\"\nstage: closing\ncreated: 2026-01-01\n";

#[test]
fn values_cannot_steer_a_terminal_a_table_or_a_spreadsheet() {
    let book = TestBook::of_files(BOOK, &[("a".to_owned(), ODD.to_owned())]);
    let run = |flags: &str| book.text(&format!("velocity {WINDOW} --by owner {flags}"));
    assert!(!run("").contains('\u{1b}'));
    assert!(!run("--format markdown").contains('\u{1b}'));
    assert!(run("--format markdown").contains("\\|x"));
    assert!(run("--format csv").contains("\n=1+1"));
    assert!(run("--format csv --safe-csv").contains("\n'=1+1"));
}

#[test]
fn a_table_is_as_people_read_it() {
    let text = mini().text(&format!("conversion {WINDOW}"));
    assert!(
        text.starts_with("conversion as of 2026-06-30, 2026-01-01 to 2026-06-30 (181 days)\n"),
        "{text}"
    );
    assert!(text.contains("12 deals"), "{text}");
    assert!(text.contains("9/10 ~90.0%"), "{text}");
    let text = mini().text(&format!("velocity {WINDOW} --by segment"));
    // Nobody counts cents here, and the larger column reads in millions.
    assert!(text.contains(" 38,235\n"), "{text}");
    assert!(text.contains(" 10.3 M "), "{text}");
    // Fewer than five: counts, no rate.
    assert!(text.contains("2/4 ") && !text.contains("2/4 ~"), "{text}");
}

#[test]
fn the_list_says_what_each_answers() {
    let text = mini().text("--list");
    for name in ["pipeline", "velocity", "conversion"] {
        assert!(text.contains(name), "{text}");
    }
    assert!(mini().text("velocity --help").contains("N × A × W / L"));
}
