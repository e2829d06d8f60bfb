//! Every bad file of the format's description: the rule, the place, the words, the advice.

use dealfile::store::parse::parse;

use super::sample::Sample;

struct Case {
    file: &'static str,
    kind: &'static str,
    place: &'static str,
    message: &'static str,
    help: &'static str,
}

fn check(cases: &[Case]) {
    let mut wrong = String::new();
    for case in cases {
        let problem = parse::<Sample>("d.yaml", case.file.as_bytes()).expect_err(case.file);
        let shown = (
            problem.rule,
            format!(
                "{}:{}",
                problem.place.span.as_ref().map_or(0, |span| span.line),
                problem.place.span.as_ref().map_or(0, |span| span.column)
            ),
            problem.message.clone(),
            problem.help.clone().unwrap_or_default(),
        );
        let wanted = (case.kind, case.place.to_owned(), case.message.to_owned());
        if (shown.0, shown.1.clone(), shown.2.clone()) != wanted || !shown.3.contains(case.help) {
            wrong += &format!(
                "{:?}\n   found  {shown:?}\n   wanted {wanted:?} {:?}\n",
                case.file, case.help
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

macro_rules! cases {
    ($($file:expr => $kind:literal $place:literal $message:literal $help:literal;)*) => {
        check(&[$(Case { file: $file, kind: $kind, place: $place, message: $message, help: $help },)*])
    };
}

#[test]
fn values_of_the_wrong_type() {
    cases! {
        "name: a\nstage: b\namount: [1]\n" => "bad-value" "3:9" "amount: expected a number, found a list" "digits";
        "name: a\nstage: b\namount:\n  - 1\n" => "bad-value" "4:3" "amount: expected a number, found a list" "digits";
        "name: a\nstage: b\namount: 12k\n" => "bad-value" "3:9" "amount: expected a number, found `12k`" "digits";
        "name: {a: b}\nstage: b\n" => "bad-value" "1:7" "name: expected a string, found a mapping (`key: value`)" "on one line";
        "name: a\nstage: b\nclose_date: 2026-02-30\n" => "bad-value" "3:13" "close_date: `2026-02-30` is not a calendar date" "2026-12-18";
        "name: a\nstage: b\nclose_date: soon\n" => "bad-value" "3:13" "close_date: `soon` is not a date" "2026-12-18";
        "name: a\nstage: b\nhistory:\n  - date: 2026-01-01\n  - {stage: c, date: \"2026-13-01\"}\n" => "bad-value" "5:22" "history[1].date: `2026-13-01` is not a calendar date" "2026-12-18";
        "name: a\nstage: b\nforecast: comit\n" => "bad-value" "3:11" "forecast: `comit` is not allowed here" "did you mean `commit`?";
        "name: a\nstage: b\nforecast: 탐사\n" => "bad-value" "3:11" "forecast: `탐사` is not allowed here" "allowed: omitted, pipeline, best_case, commit";
        "name: a\nstage: b\ncontacts: jane\n" => "bad-value" "3:11" "contacts: expected a list, found `jane`" "- ";
        "name: a\nstage: b\ncontacts: {id: jane}\n" => "bad-value" "3:11" "contacts: expected a list, found a mapping (`key: value`)" "- ";
        "name: a\nstage: b\ncontacts: [jane]\n" => "bad-value" "3:12" "contacts[0]: expected a mapping (`key: value`), found `jane`" "key: value";
        "name: a\nstage: b\nprofile: [1]\n" => "bad-value" "3:10" "profile: expected a mapping (`key: value`), found a list" "key: value";
        "name: a\nstage: b\nmeddic: {metrics: {score: two}}\n" => "bad-value" "3:27" "meddic.metrics.score: expected a whole number, 0 or more, found `two`" "digits";
        "name: a\nstage: b\nmeddic: {metrics: {score: -1}}\n" => "bad-value" "3:27" "meddic.metrics.score: expected a whole number, 0 or more, found `-1`" "digits";
        "name: a\nstage: b\nmeddic: {metrics: {score: 0x2}}\n" => "bad-value" "3:27" "meddic.metrics.score: expected a whole number, 0 or more, found `0x2`" "digits";
        "name: a\nstage: b\nhistory: [{direct: yes}]\n" => "bad-value" "3:20" "history[0].direct: expected true or false, found `yes`" "true or false";
        "- name: a\n" => "bad-value" "1:1" "expected a mapping (`key: value`), found a list" "key: value";
        "name\n" => "bad-value" "1:1" "expected a mapping (`key: value`), found `name`" "key: value";
    }
}

#[test]
fn missing_fields() {
    cases! {
        "stage: b\n" => "missing-field" "1:1" "`name` is missing" "add `name: …`";
        "" => "missing-field" "1:1" "the file is empty" "";
        "# nothing\n" => "missing-field" "2:1" "the file is empty" "";
        "name: ~\nstage: b\n" => "missing-field" "1:7" "name is empty" "after the colon";
        "name:\nstage: b\n" => "missing-field" "1:5" "name is empty" "after the colon";
        "name: a\nstage: null\n" => "missing-field" "2:8" "stage is empty" "after the colon";
        "name: a\nstage: b\ncontacts:\n  - name: Jane\n" => "missing-field" "4:5" "contacts[0]: `id` is missing" "add `id: …`";
    }
}

#[test]
fn duplicate_keys() {
    cases! {
        "name: a\nstage: b\nname: c\n" => "duplicate-key" "3:1" "duplicate key `name`" "delete the other";
        "name: a\nstage: b\nx: {a: 1, b: 2, \"a\": 3}\n" => "duplicate-key" "3:17" "duplicate key `a`" "delete the other";
        "name: a\nstage: b\nforeign: [{k: 1, k: 2}]\n" => "duplicate-key" "3:18" "duplicate key `k`" "delete the other";
        "name: a\nstage: b\nforeign: 1\nforeign: 2\n" => "duplicate-key" "4:1" "duplicate key `foreign`" "delete the other";
    }
}

#[test]
fn conflict_markers() {
    cases! {
        "name: a\n<<<<<<< HEAD\nstage: b\n=======\nstage: c\n>>>>>>> theirs\n" => "conflict-markers" "2:1" "unresolved merge conflict, down to line 6" "delete the marker lines";
        "name: a\r\n<<<<<<< HEAD\r\nstage: b\r\n||||||| base\r\nstage: a\r\n=======\r\nstage: c\r\n>>>>>>> theirs\r\n" => "conflict-markers" "2:1" "unresolved merge conflict, down to line 8" "delete the marker lines";
    }
}

#[test]
fn what_a_person_would_not_write() {
    cases! {
        "name: &a b\nstage: *a\n" => "unreadable-deal" "1:10" "an anchor or alias (`&name`, `*name`, `<<`) is not allowed" "write out the value";
        "name: a\nstage: *b\n" => "unreadable-deal" "2:8" "an anchor or alias (`&name`, `*name`, `<<`) is not allowed" "write out the value";
        "name: a\nstage: b\nx: {<<: {c: 1}}\n" => "unreadable-deal" "3:5" "an anchor or alias (`&name`, `*name`, `<<`) is not allowed" "write out the value";
        "name: !rust b\nstage: b\n" => "unreadable-deal" "1:13" "a tag (`!name`) is not allowed" "quote text";
        "name: a\nstage: b\n---\nname: c\n" => "unreadable-deal" "3:1" "a second document starts here" "---";
        "name: a\0b\nstage: b\n" => "unreadable-deal" "1:8" "NUL byte: not a text file" "git";
        "name: 탐\u{1b}[31m\nstage: b\n" => "unreadable-deal" "1:8" "the control character \\u{1b} is not allowed" "git";
        "name: a\nstage: b\n? [a, b]\n: c\n" => "unreadable-deal" "3:3" "a key must be a plain or quoted string" "quote";
    }
}

#[test]
fn broken_yaml() {
    cases! {
        "name: Acme: rollout\nstage: b\n" => "unreadable-deal" "1:11" "unquoted colon, or a line indented under a value" "quote text";
        "name: \"Acme\nstage: b\n" => "unreadable-deal" "1:7" "unclosed quote" "same quote";
        "name: 'it's'\nstage: b\n" => "unreadable-deal" "1:11" "text after the closing quote" "it''s";
        "name: a\nstage b\n" => "unreadable-deal" "2:1" "a line without `key: value`" "colon and a space";
        "name: a\nstage: b\nx:\n    k: 1\n   l: 2\n" => "unreadable-deal" "5:4" "the indentation does not match the lines above" "align";
        "name: @acme\nstage: b\n" => "unreadable-deal" "1:7" "a string cannot start with this character" "quote";
        "name: a\nstage: b\ncontacts: [{id: jane}\n" => "unreadable-deal" "3:11" "unclosed bracket" "close it";
        "name: a\nstage: b\ncontacts:\n\t- id: jane\n" => "unreadable-deal" "4:2" "a tab in the indentation" "spaces";
    }
}

#[test]
fn bytes_that_are_no_text() {
    let cases: [(&[u8], &str, &str); 3] = [
        (
            b"name: a\nstage: caf\xe9\n",
            "2:11",
            "invalid UTF-8 from here on",
        ),
        (b"\xff\xfen\0a\0", "1:1", "the file is UTF-16, not UTF-8"),
        (b"name: \xed\xa0\x80\n", "1:7", "invalid UTF-8 from here on"),
    ];
    for (bytes, place, message) in cases {
        let problem = parse::<Sample>("d.yaml", bytes).unwrap_err();
        assert_eq!(problem.rule, "unreadable-deal");
        assert_eq!(problem.to_string(), format!("d.yaml:{place}: {message}"));
    }
}
