//! YAML's traps are read as people mean them, by both parsers.

use dealfile::store::parse::{parse, parse_twice};

use super::sample::{DEAL, Free, Sample};

/// The reading of a deal with these lines, which must be one and the same where both parsers may
/// read it.
fn deal(lines: &str) -> Sample {
    let text = format!("name: a\nstage: b\n{lines}\n");
    let (fast, careful) = parse_twice::<Sample>(text.as_bytes()).unwrap();
    let careful = careful.unwrap_or_else(|problem| panic!("{text}{problem}"));
    if let Some(fast) = fast {
        assert_eq!(fast, careful, "{text}");
    }
    careful.value
}

/// Nothing that people often write takes the slow way.
#[test]
fn usual_files_are_read_by_the_fast_parser() {
    for lines in [
        "account: R & D",
        "account: Q&A",
        "notes: so what? fine! 5*3",
        "account: a <b@c.de>",
        "notes: |\n  - one\n  *",
        "account: 탐사 — “x” €5 …",
    ] {
        let text = format!("name: a\nstage: b\n{lines}\n");
        let (fast, _) = parse_twice::<Sample>(text.as_bytes()).unwrap();
        assert!(fast.is_some(), "{text}");
    }
}

#[test]
fn text_is_what_is_spelled() {
    for (spelled, meant) in [
        ("no", "no"),
        ("007", "007"),
        ("1.10", "1.10"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("true", "true"),
        ("2026-12-18", "2026-12-18"),
        ("12:30", "12:30"),
        ("'~'", "~"),
        ("\"null\"", "null"),
        ("''", ""),
        ("R & D", "R & D"),
        ("10% *off*", "10% *off*"),
        ("탐사", "탐사"),
        ("a # b", "a"),
        ("|\n  one\n  two", "one\ntwo\n"),
        (">-\n  one\n  two", "one two"),
    ] {
        assert_eq!(
            deal(&format!("account: {spelled}")).account.as_deref(),
            Some(meant),
            "{spelled}"
        );
    }
}

#[test]
fn nothing_is_missing() {
    for nothing in ["", " ~", " null", " # later"] {
        let deal = deal(&format!(
            "account:{nothing}\ncontacts:{nothing}\nx:{nothing}\nhold:{nothing}"
        ));
        assert_eq!(
            (deal.account, deal.contacts.len(), deal.x.len(), deal.hold),
            (None, 0, 0, None)
        );
    }
}

#[test]
fn null_in_a_history_line_is_not_absence() {
    let history = deal("history: [{hold: null}, {hold: ~}, {hold: }, {}]").history;
    let given: Vec<bool> = history.iter().map(|line| line.hold.is_some()).collect();
    assert_eq!(given, [true, true, true, false]);
}

#[test]
fn numbers_and_dates_may_be_quoted() {
    let plain = deal(
        "amount: 120000.50\nclose_date: 2026-12-18\nmeddic: {metrics: {score: 2, baseline: 15}}",
    );
    let quoted = deal(
        "amount: \"120000.50\"\nclose_date: '2026-12-18'\nmeddic: {metrics: {score: '2', baseline: \"15\"}}",
    );
    assert_eq!(plain, quoted);
    assert_eq!(plain.amount.unwrap().0.to_string(), "120000.50");
}

#[test]
fn free_values_keep_their_kind() {
    let x = deal("x: {a: yes, b: 007, c: 12, d: 1.5, e: true, f: ~, g: 1_000, h: [1, {i: j}], k: 2026-01-01}").x;
    let text = |text: &str| Free::Text(text.to_owned());
    assert_eq!(x["a"], text("yes"));
    assert_eq!(x["b"], text("007"));
    assert_eq!(x["c"], Free::Whole(12));
    assert_eq!(x["d"], Free::Number(1.5));
    assert_eq!(x["e"], Free::Bool(true));
    assert_eq!(x["f"], Free::Nothing(()));
    assert_eq!(x["g"], text("1_000"));
    assert_eq!(x["k"], text("2026-01-01"));
}

#[test]
fn unknown_keys_are_named_once_and_in_order() {
    let text = "name: a\nzzz: {in: {it: 1}}\nstage: b\ncontacts:\n  - {id: j, emial: x}\nhistory: [{}, {stag: c}]\n";
    let (fast, careful) = parse_twice::<Sample>(text.as_bytes()).unwrap();
    for parsed in [fast.unwrap(), careful.unwrap()] {
        let unknown: Vec<String> = parsed.unknown.iter().map(ToString::to_string).collect();
        assert_eq!(unknown, ["zzz", "contacts[0].emial", "history[1].stag"]);
    }
}

#[test]
fn byte_order_mark_line_ends_and_document_marks() {
    for text in [
        "\u{feff}name: a\nstage: b\n",
        "name: a\r\nstage: b\r\n",
        "name: a\nstage: b",
        "---\nname: a\nstage: b\n",
        "---\nname: a\nstage: b\n...\n",
        "%YAML 1.2\n---\nname: a\nstage: b\n",
        "{name: a, stage: b}",
        "\"name\": a\n'stage': b\n",
    ] {
        let deal = parse::<Sample>("d.yaml", text.as_bytes())
            .unwrap_or_else(|problem| panic!("{text:?} {problem}"))
            .value;
        assert_eq!(
            (deal.name.as_str(), deal.stage.0.as_str()),
            ("a", "b"),
            "{text:?}"
        );
    }
}

#[test]
fn markers_in_somebodys_notes_are_no_conflict() {
    let text = "name: a\nstage: b\nnotes: |\n  Header\n  =======\n  <<<<<<< x\n  >>>>>>> y\n";
    assert!(parse::<Sample>("d.yaml", text.as_bytes()).is_ok());
}

#[test]
fn the_deal_of_the_description() {
    let (fast, careful) = parse_twice::<Sample>(DEAL.as_bytes()).unwrap();
    let careful = careful.unwrap();
    assert_eq!(fast.unwrap(), careful);
    assert_eq!(careful.value.history.len(), 6);
    let unknown: Vec<String> = careful.unknown.iter().map(ToString::to_string).collect();
    assert_eq!(unknown[..3], ["pipeline", "source", "segment"]);
}
