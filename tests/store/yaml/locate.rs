//! Key paths to bytes.

use dealfile::store::yaml::{Document, line_column};

use super::script::path;

const DEAL: &str = "\
name: Acme
history:
  - {date: 2026-08-03, stage: demo}  # c
  -
    why: |
      because

notes:
";

#[test]
fn values_and_keys_are_found() {
    let cases = [
        ("name", "Acme", "name"),
        ("history[0].stage", "demo", "stage"),
        ("history[0]", "{date: 2026-08-03, stage: demo}", "-"),
        ("history[1].why", "|\n      because", "why"),
        ("notes", "", "notes"),
    ];
    let document = Document::parse(DEAL).unwrap();
    for (at, value, key) in cases {
        assert_eq!(
            &DEAL[document.value_range(&path(at)).unwrap()],
            value,
            "{at}"
        );
        assert_eq!(&DEAL[document.key_range(&path(at)).unwrap()], key, "{at}");
    }
    assert_eq!(document.value_range(&path("owner")), None);
    assert_eq!(document.key_range(&path("history[2]")), None);
}

#[test]
fn a_missing_place_is_shown_at_the_nearest_one() {
    let cases = [
        ("history[0].by", "-"),
        ("history[5].stage", "history"),
        ("notes.deep", "notes"),
        ("notes", "notes"),
        ("name", "Acme"),
        ("owner", "name"),
    ];
    let document = Document::parse(DEAL).unwrap();
    for (at, shown) in cases {
        assert_eq!(&DEAL[document.nearest_range(&path(at))], shown, "{at}");
    }
}

#[test]
fn lines_and_columns_count_characters() {
    let text = "\u{feff}이름: 회사\r\n단계: {값: 둘}\r\n";
    let document = Document::parse(text).unwrap();
    let place = |at| line_column(text, document.value_range(&path(at)).unwrap().start);
    assert_eq!(place("이름"), (1, 5));
    assert_eq!(place("단계.값"), (2, 9));
}
