//! What a problem looks like on a terminal.

use chrono::NaiveDate;
use dealfile::finding::{Checked, Finding};
use dealfile::render::{FindingFormat, Surroundings, as_error, findings};
use dealfile::source_span::SourceSpan;
use dealfile::store::parse::parse;

use super::sample::Sample;

fn shown(text: &str) -> String {
    let problem = parse::<Sample>("deals/acme.yaml", text.as_bytes()).unwrap_err();
    as_error(&problem)
}

#[test]
fn place_line_caret_and_help() {
    let wanted = "\
deals/acme.yaml:3:13: close_date: `2026-02-30` is not a calendar date
  |
3 | close_date: 2026-02-30
  |             ^
  |
  = help: use YYYY-MM-DD, for example 2026-12-18";
    assert_eq!(shown("name: a\nstage: b\nclose_date: 2026-02-30\n"), wanted);
}

#[test]
fn wide_characters_keep_the_caret_under_the_value() {
    let text = shown("{name: 탐사 단계, stage: b, amount: x}\n");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[2], "1 | {name: 탐사 단계, stage: b, amount: x}");
    assert_eq!(lines[3], format!("  |{}^", " ".repeat(1 + 36)));
}

#[test]
fn escape_sequences_are_shown_and_never_sent() {
    let text = shown("name: a\nstage: \u{1b}]0;owned\u{7}\n");
    assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
    assert!(text.contains("stage: \\x1b]0;owned\\x07"), "{text}");

    let text = shown("name: a\nstage: b\nforecast: \"\\e[2J\\u202e\"\n");
    assert!(
        text.contains("forecast: `\\x1b[2J\\u{202e}` is not allowed"),
        "{text}"
    );
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let many = "x".repeat(5000);
    let text = shown(&format!(
        "{{name: {many}, stage: b, amount: z, account: {many}}}\n"
    ));
    assert!(
        text.lines().all(|line| line.chars().count() < 130),
        "{text}"
    );
    assert!(text.contains("amount: z"), "{text}");
    let caret = text.lines().nth(3).unwrap().find('^').unwrap();
    assert_eq!(
        text.lines().nth(2).unwrap().chars().nth(caret),
        Some('z'),
        "{text}"
    );
}

#[test]
fn colour_only_where_asked() {
    let text = "name: a\n";
    let mut problem = parse::<Sample>("d.yaml", text.as_bytes()).unwrap_err();
    assert!(!full(&problem, false).contains('\u{1b}'));
    assert!(full(&problem, true).contains('\u{1b}'));
    problem.place.span = Some(SourceSpan::character((1, 1)));
    assert_eq!(
        as_error(&problem),
        "d.yaml:1:1: `stage` is missing\n |\n = help: add `stage: …`"
    );
}

fn full(problem: &Finding, color: bool) -> String {
    let checked = Checked {
        as_of: NaiveDate::MIN,
        deals: 1,
        findings: vec![problem.clone()],
    };
    let mut bytes = Vec::new();
    let surroundings = Surroundings::default();
    let format = FindingFormat::Full;
    findings(&checked, format, &surroundings, color, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_whole_file_has_no_line() {
    let problem = parse::<Sample>("d.yaml", &vec![b'#'; (1 << 20) + 1]).unwrap_err();
    assert_eq!(problem.to_string(), "d.yaml: the file is larger than 1 MiB");
    assert_eq!(problem.place.span, None);
}
