//! The plain reader and the two parsers read one file as one value: on documents made up in every
//! style, and on good ones spoilt at random.

use std::path::Path;

use dealfile::deal::Deal;
use dealfile::store::parse::{parse_plainly, parse_twice};
use proptest::prelude::*;

use super::sample::{DEAL, Free, Sample};

/// Where the fast parser may read a file and both can, they read the same; and what the plain reader
/// takes, they read as well.
fn agree<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    if let (Some(plain), parsed) = parse_plainly::<T>(text.as_bytes()) {
        assert_eq!(Ok(plain), parsed, "{text}");
    }
    if let Some((Some(fast), Ok(careful))) = parse_twice::<T>(text.as_bytes()) {
        assert_eq!(fast, careful, "{text}");
    }
}

/// Scalars that parsers like to disagree on.
fn scalar() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "no",
        "yes",
        "on",
        "~",
        "null",
        "true",
        "True",
        "TRUE",
        "007",
        "1_000",
        "0x10",
        "0o7",
        "0b1",
        "1e3",
        "+5",
        "-5",
        ".5",
        "5.",
        "-",
        "1.10",
        "2026-12-18",
        "12:30",
        "a b",
        "a: b",
        "a #b",
        "a#b",
        "#a",
        "a:b",
        ":a",
        "-a",
        "?a",
        "=",
        "탐사",
        "ü",
        "'",
        "\"",
        "''",
        "\"\"",
        "'it''s'",
        "\"a\\tb\"",
        "\"\\u00fc\"",
        "'a: b'",
        "@a",
        "`a",
        "%a",
        "a, b",
        "a]",
        "{}",
        "[]",
        "[a, b]",
        "{a: b}",
        "[{a: 1}, b: 2]",
        "{a, b}",
        "{a: , b: }",
        "|\n    x\n    y",
        ">\n    x\n\n    y",
        "|-\n    x",
        ">+\n    x\n",
        "|2\n      x",
        "a\n    b",
        "\"a\n    b\"",
        "'a\n\n    b'",
        "18446744073709551616",
        "9223372036854775808",
    ]);
    prop_oneof![3 => odd.prop_map(str::to_owned), 1 => "[ -~]{0,12}", 1 => "[a-z]{1,8}"]
}

fn key() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "name",
        "stage",
        "amount",
        "notes",
        "x",
        "contacts",
        "history",
        "meddic",
        "close_date",
        "account",
        "hold",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => scalar()]
}

/// Lines of keys and values at two levels, in block style.
fn document() -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec![
        "\n",
        "\r\n",
        "\n\n",
        " # note\n",
        "\n# note\n",
        "\n  # note\n",
    ]);
    let line = (
        prop::sample::select(vec!["", "", "", "  ", "  - ", "- ", "    "]),
        key(),
        scalar(),
        end,
    );
    prop::collection::vec(line, 0..8).prop_map(|lines| {
        let body: String = lines
            .iter()
            .map(|(indent, key, value, end)| format!("{indent}{key}: {value}{end}"))
            .collect();
        format!("name: a\nstage: b\n{body}")
    })
}

/// One change to a good file: a piece of it replaced by something.
fn spoilt() -> impl Strategy<Value = String> {
    (0..DEAL.len(), 0..12usize, scalar()).prop_map(|(from, length, with)| {
        let from = (from..DEAL.len())
            .find(|at| DEAL.is_char_boundary(*at))
            .unwrap_or(DEAL.len());
        let to = (from + length..=DEAL.len())
            .find(|at| DEAL.is_char_boundary(*at))
            .unwrap_or(DEAL.len());
        format!("{}{with}{}", &DEAL[..from], &DEAL[to..])
    })
}

/// The plain reader is worth its lines: it takes what deals are written in.
#[test]
fn the_plain_reader_takes_usual_deals() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/deals");
    let mut texts = vec![DEAL.to_owned(), DEAL.replace('\n', "\r\n")];
    let files = walkdir::WalkDir::new(examples)
        .into_iter()
        .map(Result::unwrap);
    let deals = files.filter(|file| file.file_type().is_file());
    texts.extend(deals.map(|deal| std::fs::read_to_string(deal.path()).unwrap()));
    assert!(texts.len() > 10, "{}", texts.len());
    for text in texts {
        let (plain, parsed) = parse_plainly::<Deal>(text.as_bytes());
        assert_eq!(plain.map(Ok), Some(parsed), "{text}");
    }
}

/// What a fuzzer found.
#[test]
fn on_what_the_fuzzer_found() {
    agree::<Free>(">\n#\r\n");
    agree::<std::collections::BTreeMap<String, Free>>("0:   0O0\n");
}

#[test]
fn on_a_text_block_at_an_open_end() {
    agree::<Free>("name: a\nnotes: |\n  rec");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_made_up_documents(text in document()) {
        agree::<Sample>(&text);
        agree::<Free>(&text);
    }

    #[test]
    fn on_values_of_every_kind(value in scalar()) {
        agree::<Sample>(&format!("name: a\nstage: b\nnotes: {value}\nx: {{a: {value}}}\n"));
        agree::<Sample>(&format!("name: a\nstage: b\nnotes: {value}\nhistory:\n  - stage: {value}\n    date: 2026-01-01\n"));
    }

    #[test]
    fn on_spoilt_deals(text in spoilt()) {
        agree::<Sample>(&text);
        agree::<Free>(&text);
    }

    #[test]
    fn on_any_text(text in "\\PC{0,60}") {
        agree::<Sample>(&text);
        agree::<Free>(&format!("a: {text}"));
    }
}
