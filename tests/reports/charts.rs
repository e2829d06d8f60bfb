use super::book::{TestBook, mini};

const WINDOW: &str = "--as-of 2026-06-30 --from 2026-01-01 --to 2026-06-30";

fn drawn(book: &TestBook, arguments: &str) -> (String, String) {
    let (plain, text) = (
        book.text(arguments),
        book.text(&format!("{arguments} --chart --ascii")),
    );
    // The table is there as well, and comes first.
    let table = plain
        .lines()
        .take_while(|line| !line.starts_with('!'))
        .collect::<Vec<_>>()
        .join("\n");
    assert!(text.starts_with(table.trim_end()), "{text}");
    (plain, text)
}

#[test]
fn bars_and_steps_in_ascii() {
    let book = mini();
    let (plain, text) = drawn(&book, &format!("conversion {WINDOW}"));
    assert!(!plain.contains('#'));
    assert!(
        text.contains("11  ####") && text.contains(" 5  ####"),
        "{text}"
    );
    let (_, text) = drawn(&book, &format!("duration {WINDOW}"));
    assert!(
        text.contains("100%  ##") && text.contains("  0%  ##"),
        "{text}"
    );
    let (_, text) = drawn(&book, "pipeline --as-of 2026-06-30");
    assert!(
        text.contains("amount in USD") && text.contains("2,500,000.00  ####"),
        "{text}"
    );
    for arguments in [
        "outcome",
        "conversion --method flow",
        "conversion --method aj",
        "conversion --method markov",
    ] {
        assert!(
            drawn(&book, &format!("{arguments} {WINDOW}"))
                .1
                .contains("##"),
            "{arguments}"
        );
    }
    let bars = text.lines().filter(|line| line.contains("##"));
    assert!(
        bars.clone().count() > 0 && bars.into_iter().all(|line| line.chars().count() <= 80),
        "{text}"
    );
}

#[test]
fn data_stays_data() {
    let book = mini();
    let csv = |flags: &str| book.text(&format!("conversion {WINDOW} --format csv {flags}"));
    assert_eq!(csv(""), csv("--chart"));
    let json = book.json(&format!("conversion {WINDOW} --chart"));
    assert_eq!(
        json["rows"],
        book.json(&format!("conversion {WINDOW}"))["rows"]
    );
    assert_eq!(json["options"]["chart"], true);
    let markdown = book.text(&format!(
        "conversion {WINDOW} --chart --ascii --format markdown"
    ));
    assert!(markdown.contains("```\nentered\n"), "{markdown}");
}
