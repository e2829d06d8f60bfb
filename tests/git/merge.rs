//! Merging texts: what both sides did, in any order, with the bytes that they wrote.

use dealfile::store::merge::{Markers, Merged, Sides, merge};

pub fn markers() -> Markers {
    Markers {
        ours: "ours".to_owned(),
        theirs: "theirs".to_owned(),
        size: 7,
    }
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(Sides { base, ours, theirs }, &markers()).unwrap()
}

/// Merges both ways; without conflicts the bytes are the same.
fn both_ways(base: &str, ours: &str, theirs: &str) -> Merged {
    let one = merged(base, ours, theirs);
    let other = merged(base, theirs, ours);
    assert_eq!(one.conflicts, other.conflicts);
    if one.conflicts.is_empty() {
        assert_eq!(one.text, other.text);
    }
    one
}

const BASE: &str = "\
# How we met: the trade fair.
name: Acme rollout
account: Acme GmbH
stage: approach                 # since the second call
amount: 48000

contacts:
  - id: jane
    name: Jane Roe
    title: CFO
  # the one who calls back
  - {id: raj, name: Raj Patel, roles: [champion]}
followups: []
notes: |
  First line.
history:
  - {date: 2026-10-01, stage: prospecting, amount: 40000}
  - {date: 2026-10-20, stage: approach}     # they called back
  - {date: 2026-11-02, amount: 48000}
";

/// The base with these replacements.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BASE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

const LAST: &str = "  - {date: 2026-11-02, amount: 48000}\n";

#[test]
fn both_append_to_the_same_list() {
    let ours = with(&[
        (
            LAST,
            &format!("{LAST}  - {{date: 2026-11-09, amount: 50000}} # ours\n"),
        ),
        ("amount: 48000\n", "amount: 50000\n"),
    ]);
    let theirs = with(&[
        (
            LAST,
            &format!("{LAST}  - {{date: 2026-11-05, close_date: 2026-12-01}}\n"),
        ),
        ("amount: 48000\n", "amount: 48000\nclose_date: 2026-12-01\n"),
    ]);
    let merged = both_ways(BASE, &ours, &theirs);
    assert_eq!(merged.conflicts, Vec::<String>::new());
    assert_eq!(
        merged.text,
        with(&[
            ("amount: 48000\n", "amount: 50000\nclose_date: 2026-12-01\n"),
            (
                LAST,
                &format!(
                    "{LAST}  - {{date: 2026-11-05, close_date: 2026-12-01}}\n  - {{date: 2026-11-09, amount: 50000}} # ours\n"
                )
            ),
        ])
    );
}

#[test]
fn both_advance_and_the_later_day_holds() {
    let to = |stage: &str, day: &str| {
        with(&[
            ("stage: approach  ", &format!("stage: {stage}  ")),
            (
                LAST,
                &format!("{LAST}  - {{date: {day}, stage: {stage}}}\n"),
            ),
        ])
    };
    let merged = both_ways(
        BASE,
        &to("closing", "2026-11-09"),
        &to("presentation", "2026-11-05"),
    );
    assert_eq!(merged.conflicts, Vec::<String>::new());
    assert!(
        merged
            .text
            .contains("stage: closing                 # since"),
        "{}",
        merged.text
    );
    assert!(
        merged
            .text
            .ends_with("stage: presentation}\n  - {date: 2026-11-09, stage: closing}\n")
    );
    // On one day both entries stay, and a person decides.
    let merged = both_ways(
        BASE,
        &to("closing", "2026-11-09"),
        &to("presentation", "2026-11-09"),
    );
    assert_eq!(merged.conflicts, ["stage"]);
    assert_eq!(
        merged.text.matches("<<<<<<< ").count(),
        1,
        "{}",
        merged.text
    );
    assert!(
        merged.text.contains("2026-11-09, stage: closing}")
            && merged.text.contains("2026-11-09, stage: presentation}")
    );
}

#[test]
fn the_same_twice_is_once() {
    let line = "  - {date: 2026-11-09, kind: call, note: Price}\n";
    let flow = with(&[("history:", &format!("activities:\n{line}history:"))]);
    let block = with(&[(
        "history:",
        "activities:\n  - date: 2026-11-09\n    kind: call\n    note: Price\nhistory:",
    )]);
    assert_eq!(both_ways(BASE, &flow, &flow).text, flow);
    let merged = both_ways(BASE, &flow, &block);
    assert_eq!(
        (merged.conflicts.len(), merged.text.matches("Price").count()),
        (0, 1)
    );
}

#[test]
fn an_edit_against_a_delete_is_a_conflict() {
    let raj = "  # the one who calls back\n  - {id: raj, name: Raj Patel, roles: [champion]}\n";
    let gone = with(&[(raj, "")]);
    let edited = with(&[("Raj Patel", "Raj K. Patel")]);
    let merged = both_ways(BASE, &gone, &edited);
    assert_eq!(merged.conflicts, ["contacts[raj]"]);
    // What is deleted on one side and only commented on the other is gone.
    assert_eq!(both_ways(BASE, &gone, BASE).text, gone);
}

#[test]
fn fields_of_one_entry_are_merged_one_by_one() {
    let ours = with(&[("title: CFO", "title: CFO\n    email: jane@acme.example")]);
    let theirs = with(&[
        ("name: Jane Roe", "name: Jane R. Roe"),
        ("[champion]", "[champion, user]"),
    ]);
    let merged = both_ways(BASE, &ours, &theirs);
    assert_eq!(merged.conflicts, Vec::<String>::new());
    assert!(
        merged
            .text
            .contains("name: Jane R. Roe\n    title: CFO\n    email: jane@acme.example\n")
    );
    assert!(merged.text.contains("[champion, user]"));
    // In braces as well.
    let ours = with(&[("name: Raj Patel", "name: Raj P.")]);
    let theirs = with(&[("[champion]}", "[champion], email: raj@acme.example}")]);
    let merged = both_ways(BASE, &ours, &theirs);
    assert!(
        merged
            .text
            .contains("{id: raj, name: Raj P., roles: [champion], email: raj@acme.example}"),
        "{}",
        merged.text
    );
}

#[test]
fn what_cannot_be_decided_is_marked_and_nothing_else() {
    let ours = with(&[("amount: 48000\n", "amount: 1\n"), ("Jane Roe", "Jane A")]);
    let theirs = with(&[("amount: 48000\n", "amount: 2\n"), ("CFO", "CEO")]);
    let merged = both_ways(BASE, &ours, &theirs);
    assert_eq!(merged.conflicts, ["amount"]);
    let wanted = with(&[
        (
            "amount: 48000\n",
            "<<<<<<< ours\namount: 1\n=======\namount: 2\n>>>>>>> theirs\n",
        ),
        ("Jane Roe", "Jane A"),
        ("CFO", "CEO"),
    ]);
    assert_eq!(merged.text, wanted);
    // Both wrote into one block of text.
    let ours = with(&[("  First line.\n", "  First line.\n  Ours.\n")]);
    let theirs = with(&[("  First line.\n", "  First line.\n  Theirs.\n")]);
    assert_eq!(both_ways(BASE, &ours, &theirs).conflicts, ["notes"]);
    // One id for two entries.
    let add = |what: &str| {
        with(&[(
            "followups: []",
            &format!("followups:\n  - {{id: k2m9, what: {what}}}"),
        )])
    };
    assert_eq!(
        both_ways(BASE, &add("Call"), &add("Write")).conflicts,
        ["followups[k2m9]"]
    );
}

#[test]
fn two_entries_in_a_list_that_was_empty() {
    let add = |id: &str, due: &str| {
        with(&[(
            "followups: []",
            &format!("followups:\n  - {{id: {id}, due: {due}, what: Call}}"),
        )])
    };
    let merged = both_ways(BASE, &add("aaaa", "2026-12-02"), &add("bbbb", "2026-12-01"));
    assert_eq!(merged.conflicts, Vec::<String>::new());
    assert!(
        merged.text.contains(
            "followups:\n  - {id: bbbb, due: 2026-12-01, what: Call}\n  - {id: aaaa, due"
        ),
        "{}",
        merged.text
    );
}

#[test]
fn line_ends_marks_and_a_missing_last_one_stay_as_the_base_has_them() {
    let crlf = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let ours = with(&[("Acme GmbH", "Acme AG")]);
    let theirs = with(&[("CFO", "CEO")]);
    let wanted = with(&[("Acme GmbH", "Acme AG"), ("CFO", "CEO")]);
    assert_eq!(
        both_ways(&crlf(BASE), &crlf(&ours), &crlf(&theirs)).text,
        crlf(&wanted)
    );
    assert_eq!(
        merged(&crlf(BASE), &ours, &crlf(&theirs)).text,
        crlf(&wanted)
    );
    let open = |text: &str| text.trim_end().to_owned();
    let more = format!("{BASE}  - {{date: 2026-11-09, close_date: 2026-12-01}}\n");
    let merged = both_ways(&open(BASE), &open(&ours), &open(&more));
    assert_eq!(merged.text, open(&more).replace("Acme GmbH", "Acme AG"));
}

#[test]
fn a_flow_list_on_one_line_grows_on_both_sides() {
    let base = "name: A\nstage: lead\nhistory: [{date: 2026-01-01, stage: lead}]\n";
    let ours = "name: A\nstage: lead\namount: 5\nhistory: [{date: 2026-01-01, stage: lead}, {date: 2026-01-03, amount: 5}]\n";
    let theirs = "name: A\nstage: talk\nhistory: [{date: 2026-01-01, stage: lead}, {date: 2026-01-02, stage: talk}]\n";
    let merged = both_ways(base, ours, theirs);
    assert_eq!(
        merged.text,
        "name: A\nstage: talk\namount: 5\nhistory: [{date: 2026-01-01, stage: lead}, {date: 2026-01-02, stage: talk}, {date: 2026-01-03, amount: 5}]\n"
    );
}

#[test]
fn the_book_is_merged_by_member_and_stage() {
    let base = "version: 1\nteam:\n  - {id: mina}\npipelines:\n  sales:\n    stages:\n      - id: lead\n      - id: offer\n        probability: 0.5\n";
    let ours = base
        .replace("  - {id: mina}\n", "  - {id: mina}\n  - {id: jun}\n")
        .replace("0.5", "0.6");
    let theirs = base
        .replace(
            "  - {id: mina}\n",
            "  - {id: mina, name: Mina}\n  - {id: lee}\n",
        )
        .replace("- id: lead\n", "- id: lead\n        expected_days: 9\n");
    let merged = both_ways(base, &ours, &theirs);
    assert_eq!(merged.conflicts, Vec::<String>::new());
    for part in [
        "{id: mina, name: Mina}\n  - {id: jun}\n  - {id: lee}\n",
        "expected_days: 9",
        "probability: 0.6",
    ] {
        assert!(merged.text.contains(part), "{}", merged.text);
    }
}

#[test]
fn what_is_no_yaml_of_a_book_is_left_to_git() {
    for bad in ["name: [", "name: A\n<<<<<<< x\n", "a: &x 1\nb: *x\n"] {
        assert!(
            merge(
                Sides {
                    base: BASE,
                    ours: BASE,
                    theirs: bad
                },
                &markers()
            )
            .is_err()
        );
    }
}
