//! What is not taken, and where the error points; edits that cannot be made.

use dealfile::store::yaml::{Document, apply};

use super::script;

#[test]
fn what_a_person_would_not_write_is_refused_in_its_place() {
    let cases = [
        ("a: &x 1\nb: 2\n", 1, "anchor"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("a: &x 1\nb: *x\n", 1, "anchor"),
        ("a: 1\nb: !t 2\n", 2, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\nb: 2\na: 3\n", 3, "duplicate key"),
        ("x: {a: 1, 'a': 2}\n", 1, "duplicate key"),
        ("? a\n: b\n", 1, "complex key"),
        ("x: {? a : b}\n", 1, "complex key"),
        ("? [a]\n: b\n", 1, "complex key"),
        ("[a]: b\n", 1, "key must be"),
        ("a:\n  <<: {b: 1}\n", 2, "merge key"),
        (": x\n", 1, "key must be"),
        ("a: [1\n", 1, "unclosed"),
        ("a: 1\n\tb: 2\n", 1, "tab"),
    ];
    for (text, line, message) in cases {
        let error = Document::parse(text).unwrap_err();
        assert_eq!(error.line, line, "{text:?}: {error}");
        assert!(error.message.contains(message), "{text:?}: {error}");
    }
}

#[test]
fn deep_nesting_is_refused_without_harm() {
    for text in [
        "[".repeat(100_000),
        "- ".repeat(100_000),
        "{a: ".repeat(50_000),
        "[".repeat(65) + &"]".repeat(65),
    ] {
        assert!(Document::parse(&text).is_err());
    }
    assert!(Document::parse(&("[".repeat(64) + &"]".repeat(64))).is_ok());
}

#[test]
fn an_edit_that_makes_no_sense_is_an_error() {
    let cases = [
        ("set name.first 1", "`name` is not a mapping"),
        ("set history.first 1", "`history` is not a mapping"),
        ("set history[3] 1", "no entry `history[3]`"),
        ("insert history 4 1", "no entry `history[4]`"),
        ("insert name 0 1", "`name` is not a list"),
        ("insert profile 0 1", "`profile` is not a list"),
        ("set profile[0] 1", "`profile` is not a list"),
        (
            "set profile.a \"=1, b: 2\"",
            "`profile.a` cannot be edited in place",
        ),
    ];
    let text = "name: x\nprofile: {a: 2}\nhistory:\n  - {stage: x}\n";
    for (edit, message) in cases {
        let error = apply(text, &[script::edit(edit)], script::order).unwrap_err();
        assert!(error.to_string().contains(message), "{edit}: {error}");
    }
}
