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
            problem.kind.rule(),
            format!(
                "{}:{}",
                problem.line.unwrap_or(0),
                problem.column.unwrap_or(0)
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
        "name: {a: b}\nstage: b\n" => "bad-value" "1:7" "name: expected text, found keys with values" "same line";
        "name: a\nstage: b\nclose_date: 2026-02-30\n" => "bad-value" "3:13" "close_date: `2026-02-30` is no day of the calendar" "2026-12-18";
        "name: a\nstage: b\nclose_date: soon\n" => "bad-value" "3:13" "close_date: `soon` is no date" "2026-12-18";
        "name: a\nstage: b\nhistory:\n  - date: 2026-01-01\n  - {stage: c, date: \"2026-13-01\"}\n" => "bad-value" "5:22" "history[1].date: `2026-13-01` is no day of the calendar" "2026-12-18";
        "name: a\nstage: b\nforecast: comit\n" => "bad-value" "3:11" "forecast: `comit` is no word for this" "did you mean `commit`?";
        "name: a\nstage: b\nforecast: 탐사\n" => "bad-value" "3:11" "forecast: `탐사` is no word for this" "allowed are omitted, pipeline, best_case, commit";
        "name: a\nstage: b\ncontacts: jane\n" => "bad-value" "3:11" "contacts: expected a list, found `jane`" "- ";
        "name: a\nstage: b\ncontacts: {id: jane}\n" => "bad-value" "3:11" "contacts: expected a list, found keys with values" "- ";
        "name: a\nstage: b\ncontacts: [jane]\n" => "bad-value" "3:12" "contacts[0]: expected keys with values, found `jane`" "key: value";
        "name: a\nstage: b\nprofile: [1]\n" => "bad-value" "3:10" "profile: expected keys with values, found a list" "key: value";
        "name: a\nstage: b\nmeddic: {metrics: {score: two}}\n" => "bad-value" "3:27" "meddic.metrics.score: expected a whole number, not negative, found `two`" "digits";
        "name: a\nstage: b\nmeddic: {metrics: {score: -1}}\n" => "bad-value" "3:27" "meddic.metrics.score: expected a whole number, not negative, found `-1`" "digits";
        "name: a\nstage: b\nmeddic: {metrics: {score: 0x2}}\n" => "bad-value" "3:27" "meddic.metrics.score: expected a whole number, not negative, found `0x2`" "digits";
        "name: a\nstage: b\nhistory: [{direct: yes}]\n" => "bad-value" "3:20" "history[0].direct: expected true or false, found `yes`" "true or false";
        "- name: a\n" => "bad-value" "1:1" "expected keys with values, found a list" "key: value";
        "name\n" => "bad-value" "1:1" "expected keys with values, found `name`" "key: value";
    }
}

#[test]
fn missing_fields() {
    cases! {
        "stage: b\n" => "missing-field" "1:1" "`name` is missing" "add `name: …`";
        "" => "missing-field" "1:1" "the file is empty" "";
        "# nothing\n" => "missing-field" "2:1" "the file is empty" "";
        "name: ~\nstage: b\n" => "missing-field" "1:7" "name is empty" "behind the colon";
        "name:\nstage: b\n" => "missing-field" "1:5" "name is empty" "behind the colon";
        "name: a\nstage: null\n" => "missing-field" "2:8" "stage is empty" "behind the colon";
        "name: a\nstage: b\ncontacts:\n  - name: Jane\n" => "missing-field" "4:5" "contacts[0]: `id` is missing" "add `id: …`";
    }
}

#[test]
fn duplicate_keys() {
    cases! {
        "name: a\nstage: b\nname: c\n" => "duplicate-key" "3:1" "`name` stands here a second time" "delete the other";
        "name: a\nstage: b\nx: {a: 1, b: 2, \"a\": 3}\n" => "duplicate-key" "3:17" "`a` stands here a second time" "delete the other";
        "name: a\nstage: b\nforeign: [{k: 1, k: 2}]\n" => "duplicate-key" "3:18" "`k` stands here a second time" "delete the other";
        "name: a\nstage: b\nforeign: 1\nforeign: 2\n" => "duplicate-key" "4:1" "`foreign` stands here a second time" "delete the other";
    }
}

#[test]
fn conflict_markers() {
    cases! {
        "name: a\n<<<<<<< HEAD\nstage: b\n=======\nstage: c\n>>>>>>> theirs\n" => "conflict-markers" "2:1" "a merge left both sides in the file, here and down to line 6" "delete the lines";
        "name: a\r\n<<<<<<< HEAD\r\nstage: b\r\n||||||| base\r\nstage: a\r\n=======\r\nstage: c\r\n>>>>>>> theirs\r\n" => "conflict-markers" "2:1" "a merge left both sides in the file, here and down to line 8" "delete the lines";
    }
}

#[test]
fn what_a_person_would_not_write() {
    cases! {
        "name: &a b\nstage: *a\n" => "unreadable-deal" "1:10" "an anchor or alias (`&name`, `*name`, `<<`) is not allowed" "write the value out";
        "name: a\nstage: *b\n" => "unreadable-deal" "2:8" "an anchor or alias (`&name`, `*name`, `<<`) is not allowed" "write the value out";
        "name: a\nstage: b\nx: {<<: {c: 1}}\n" => "unreadable-deal" "3:5" "an anchor or alias (`&name`, `*name`, `<<`) is not allowed" "write the value out";
        "name: !rust b\nstage: b\n" => "unreadable-deal" "1:13" "a tag (`!name`) is not allowed" "in quotes";
        "name: a\nstage: b\n---\nname: c\n" => "unreadable-deal" "3:1" "a second document begins here" "---";
        "name: a\0b\nstage: b\n" => "unreadable-deal" "1:8" "a NUL byte; this is no text file" "git";
        "name: 탐\u{1b}[31m\nstage: b\n" => "unreadable-deal" "1:8" "the control character \\u{1b} is not allowed" "git";
        "name: a\nstage: b\n? [a, b]\n: c\n" => "unreadable-deal" "3:3" "a key must be one word or text" "quotes";
    }
}

#[test]
fn broken_yaml() {
    cases! {
        "name: Acme: rollout\nstage: b\n" => "unreadable-deal" "1:11" "a second colon on the line, or a line that is indented under a value" "in quotes";
        "name: \"Acme\nstage: b\n" => "unreadable-deal" "1:7" "the quote that opens here is never closed" "same quote";
        "name: 'it's'\nstage: b\n" => "unreadable-deal" "1:11" "text goes on behind the closing quote" "it''s";
        "name: a\nstage b\n" => "unreadable-deal" "2:1" "a line without `key: value`" "colon and a space";
        "name: a\nstage: b\nx:\n    k: 1\n   l: 2\n" => "unreadable-deal" "5:4" "the indentation does not fit the lines above" "same column";
        "name: @acme\nstage: b\n" => "unreadable-deal" "1:7" "a text cannot begin with this character" "in quotes";
        "name: a\nstage: b\ncontacts: [{id: jane}\n" => "unreadable-deal" "3:11" "a bracket is opened and never closed" "close it";
        "name: a\nstage: b\ncontacts:\n\t- id: jane\n" => "unreadable-deal" "4:2" "a tab in the indentation" "spaces";
    }
}

#[test]
fn bytes_that_are_no_text() {
    let cases: [(&[u8], &str, &str); 3] = [
        (
            b"name: a\nstage: caf\xe9\n",
            "2:11",
            "the file is not UTF-8 text from here on",
        ),
        (b"\xff\xfen\0a\0", "1:1", "the file is UTF-16, not UTF-8"),
        (
            b"name: \xed\xa0\x80\n",
            "1:7",
            "the file is not UTF-8 text from here on",
        ),
    ];
    for (bytes, place, message) in cases {
        let problem = parse::<Sample>("d.yaml", bytes).unwrap_err();
        assert_eq!(problem.kind.rule(), "unreadable-deal");
        assert_eq!(problem.to_string(), format!("d.yaml:{place}: {message}"));
    }
}
